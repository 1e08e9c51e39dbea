package temporal

import (
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // so that zones are known on machines without the database

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Zone is an offset from UTC in seconds, east positive, or, when Name is set,
// a named time zone whose offset depends on the instant.
type Zone struct {
	Offset int
	Name   string
}

// UTC is the zone written Z.
var UTC = Zone{}

// maxOffset is the largest offset from UTC in seconds, as in java.time.
const maxOffset = 18 * 3600

// ParseZone reads Z, +HH, +HH:MM, +HHMM, +HH:MM:SS, +HHMMSS or a name of the
// tz database.
func ParseZone(s string) (Zone, error) {
	if s == "Z" || s == "z" {
		return UTC, nil
	}
	if s != "" && (s[0] == '+' || s[0] == '-') {
		if offset, ok := parseOffset(s); ok {
			return Zone{Offset: offset}, nil
		}
		return Zone{}, unknownZone(s)
	}
	if !isZoneName(s) || location(s) == nil {
		return Zone{}, unknownZone(s)
	}
	return Zone{Name: s}, nil
}

func unknownZone(s string) error {
	return status.Argument("InvalidArgumentValue", "Invalid value for TimeZone: Unknown time zone: %s", quote(s))
}

// isZoneName tells a name of the tz database from "Local", paths and noise.
func isZoneName(s string) bool {
	if s == "" || len(s) > 64 || s == "Local" {
		return false
	}
	for i := range len(s) {
		c := s[i]
		letter := c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789_+-/", rune(c))) {
			return false
		}
	}
	return true
}

// parseOffset reads +HH, +HHMM, +HHMMSS and the same with colons.
func parseOffset(s string) (int, bool) {
	c := cursor{text: s[1:]}
	var unit [3]int64
	var ok bool
	if unit[0], ok = c.number(2); !ok {
		return 0, false
	}
	colon := c.accept(':')
	for i := 1; i < 3 && (c.rest() != "" || i == 1 && colon); i++ {
		if i == 2 && colon && !c.accept(':') {
			return 0, false
		}
		if unit[i], ok = c.number(2); !ok || unit[i] > 59 {
			return 0, false
		}
	}
	offset := int(unit[0]*3600 + unit[1]*60 + unit[2])
	if c.rest() != "" || offset > maxOffset {
		return 0, false
	}
	if s[0] == '-' {
		offset = -offset
	}
	return offset, true
}

// locations keeps the zones that were asked for: name to *time.Location.
var locations sync.Map

// location finds a zone by its name; nil when there is none.
func location(name string) *time.Location {
	if loc, ok := locations.Load(name); ok {
		return loc.(*time.Location)
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	locations.Store(name, loc)
	return loc
}

// offsetAt is the zone's offset at an instant in seconds from 1970.
func (z Zone) offsetAt(seconds int64) int {
	name := z.Name
	if target, ok := merged[name]; ok && seconds < 0 {
		name = target
	}
	if name == "" {
		return z.Offset
	}
	loc := location(name)
	if loc == nil {
		return z.Offset
	}
	_, offset := time.Unix(seconds, 0).In(loc).Zone()
	return offset
}

// Resolve finds the instant of a local date and time in a zone. In a gap the
// clock is moved on by the gap; where a time occurs twice it is the first.
func Resolve(local value.LocalDateTime, z Zone) value.DateTime {
	return resolve(local, z, z.offsetAt(local.Seconds-secondsPerDay))
}

// resolve is Resolve, except that where a time occurs twice the preferred
// offset decides.
func resolve(local value.LocalDateTime, z Zone, preferred int) value.DateTime {
	if z.Name == "" {
		return value.DateTime{Seconds: local.Seconds - int64(z.Offset), Nanos: local.Nanos, Offset: z.Offset}
	}
	before := z.offsetAt(local.Seconds - secondsPerDay)
	after := z.offsetAt(local.Seconds + secondsPerDay)
	between := z.offsetAt(local.Seconds - int64(before)) // two changes within two days
	for _, offset := range [...]int{preferred, before, between, after} {
		if z.offsetAt(local.Seconds-int64(offset)) == offset {
			return value.DateTime{Seconds: local.Seconds - int64(offset), Nanos: local.Nanos, Offset: offset, Zone: z.Name}
		}
	}
	return AtInstant(local.Seconds-int64(before), local.Nanos, z)
}

// AtInstant is an instant seen in a zone.
func AtInstant(seconds int64, nanos int, z Zone) value.DateTime {
	return value.DateTime{Seconds: seconds, Nanos: nanos, Offset: z.offsetAt(seconds), Zone: z.Name}
}
