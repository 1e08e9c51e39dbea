package temporal

import (
	"time"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Clock is the time a query runs at.
type Clock struct {
	// Statement and Transaction stand still while the statement or the
	// transaction runs.
	Statement, Transaction time.Time
	// Realtime moves; nil is time.Now.
	Realtime func() time.Time
	// Zone is the default time zone; nil is UTC.
	Zone *time.Location
}

func (c Clock) realtime() time.Time {
	if c.Realtime == nil {
		return time.Now()
	}
	return c.Realtime()
}

// zone is the default time zone at an instant: by its name when it has one in
// the tz database, else the offset that holds.
func (c Clock) zone(at time.Time) Zone {
	if c.Zone == nil || c.Zone == time.UTC {
		return UTC
	}
	if name := c.Zone.String(); name != "UTC" && isZoneName(name) && location(name) != nil {
		return Zone{Name: name}
	}
	_, offset := at.In(c.Zone).Zone()
	return Zone{Offset: offset}
}

// defaultZone is the default time zone as the statement sees it.
func (c Clock) defaultZone() Zone { return c.zone(c.Statement) }

// now is an instant in the default time zone.
func (c Clock) now(at time.Time) value.DateTime {
	return AtInstant(at.Unix(), at.Nanosecond(), c.zone(at))
}

// nowIn is an instant in the time zone the function was asked for.
func nowIn(at time.Time, v value.Value) (value.DateTime, error) {
	z, err := zoneOf(v)
	return AtInstant(at.Unix(), at.Nanosecond(), z), err
}

// zoneOf reads a time zone given as a value.
func zoneOf(v value.Value) (Zone, error) {
	s, ok := v.(string)
	if !ok {
		return Zone{}, status.Type("A time zone must be a STRING, but it is %s", value.TypeName(v))
	}
	return ParseZone(s)
}
