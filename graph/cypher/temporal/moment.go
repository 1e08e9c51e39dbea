package temporal

import (
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// moment is what a temporal value tells: a date, a time of day and a zone, or
// only some of them.
type moment struct {
	date    value.Date
	time    value.LocalTime
	zone    Zone
	offset  int // the offset that holds, preferred where a local time occurs twice
	hasDate bool
	hasTime bool
	hasZone bool
}

// momentOf takes a temporal value apart; ok is false for any other value.
func momentOf(v value.Value) (m moment, ok bool) {
	switch x := v.(type) {
	case value.Date:
		return moment{date: x, hasDate: true}, true
	case value.LocalTime:
		return moment{time: x, hasTime: true}, true
	case value.Time:
		return moment{time: value.LocalTime{Nanos: x.Nanos}, zone: Zone{Offset: x.Offset}, offset: x.Offset, hasTime: true, hasZone: true}, true
	case value.LocalDateTime:
		return moment{date: x.Date(), time: x.Time(), hasDate: true, hasTime: true}, true
	case value.DateTime:
		local := x.Local()
		return moment{date: local.Date(), time: local.Time(), zone: zoneOfDateTime(x), offset: x.Offset, hasDate: true, hasTime: true, hasZone: true}, true
	}
	return moment{}, false
}

func zoneOfDateTime(d value.DateTime) Zone {
	if d.Zone != "" {
		return Zone{Name: d.Zone}
	}
	return Zone{Offset: d.Offset}
}

func (m moment) local() value.LocalDateTime { return localDateTime(m.date, m.time) }

// instant places the moment in the world's time by its zone.
func (m moment) instant() value.DateTime { return resolve(m.local(), m.zone, m.offset) }

// setZone puts the same local date and time into another zone.
func (m *moment) setZone(z Zone) {
	m.zone, m.hasZone = z, true
	m.offset = Resolve(m.local(), z).Offset
}

// checked refuses an instant outside the calendar.
func checked(d value.DateTime) (value.Value, error) {
	if day := floorDiv(d.Seconds, secondsPerDay); !inCalendar(day) || !inCalendar(d.Local().Date().Days) {
		return nil, status.Argument("InvalidArgumentValue", "Invalid date and time: outside the years -999999999 to 999999999")
	}
	return d, nil
}
