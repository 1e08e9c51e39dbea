package temporal

import (
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // so that zones are known on machines without the database

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Zone is an offset from UTC in seconds or, when Name is set, a named time
// zone whose offset depends on the instant.
type Zone struct {
	Offset int
	Name   string
}

// UTC is the zone written Z.
var UTC = Zone{}

// ParseZone reads Z, +HH, +HH:MM, +HHMM, +HH:MM:SS or a name of the tz
// database.
func ParseZone(s string) (Zone, error) {
	if s == "Z" || s == "z" {
		return UTC, nil
	}
	if s != "" && (s[0] == '+' || s[0] == '-') {
		if offset, ok := parseOffset(s); ok {
			return Zone{Offset: offset}, nil
		}
		return Zone{}, status.Argument("InvalidArgumentValue", "Invalid value for TimeZone: not an offset: '%s'", s)
	}
	name := strings.ReplaceAll(s, " ", "_")
	if name == "" || strings.EqualFold(name, "local") {
		return Zone{}, status.Argument("InvalidArgumentValue", "Invalid value for TimeZone: Unknown time zone: '%s'", s)
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return Zone{}, status.Argument("InvalidArgumentValue", "Invalid value for TimeZone: Unknown time zone: '%s'", s)
	}
	return Zone{Name: loc.String()}, nil
}

func parseOffset(s string) (int, bool) {
	sign := 1
	if s[0] == '-' {
		sign = -1
	}
	digits := s[1:]
	if strings.Contains(digits, ":") {
		parts := strings.Split(digits, ":")
		if len(parts) > 3 {
			return 0, false
		}
		for _, p := range parts {
			if len(p) != 2 {
				return 0, false
			}
		}
		digits = strings.Join(parts, "")
	}
	if len(digits) != 2 && len(digits) != 4 && len(digits) != 6 {
		return 0, false
	}
	var unit [3]int
	for i := 0; i*2 < len(digits); i++ {
		n, err := strconv.Atoi(digits[i*2 : i*2+2])
		if err != nil || n < 0 {
			return 0, false
		}
		unit[i] = n
	}
	if unit[0] > 18 || unit[1] > 59 || unit[2] > 59 {
		return 0, false
	}
	return sign * (unit[0]*3600 + unit[1]*60 + unit[2]), true
}

func (z Zone) location() *time.Location {
	if z.Name != "" {
		if loc, err := time.LoadLocation(z.Name); err == nil {
			return loc
		}
	}
	return time.FixedZone("", z.Offset)
}

// Resolve finds the instant of a local date and time in a zone. In a gap the
// clock is moved on by the gap; where a time occurs twice it is the first,
// unless the zone's known offset asks for the second.
func Resolve(local value.LocalDateTime, z Zone) value.DateTime {
	if z.Name == "" {
		return value.DateTime{Seconds: local.Seconds - int64(z.Offset), Nanos: local.Nanos, Offset: z.Offset}
	}
	loc := z.location()
	before := offsetAt(local.Seconds-secondsPerDay, loc)
	after := offsetAt(local.Seconds+secondsPerDay, loc)
	candidates := []int{before, after}
	if z.Offset != 0 {
		candidates = []int{z.Offset, before, after}
	}
	for _, offset := range candidates {
		if offsetAt(local.Seconds-int64(offset), loc) == offset {
			return value.DateTime{Seconds: local.Seconds - int64(offset), Nanos: local.Nanos, Offset: offset, Zone: z.Name}
		}
	}
	return AtInstant(local.Seconds-int64(before), local.Nanos, z)
}

func offsetAt(seconds int64, loc *time.Location) int {
	_, offset := time.Unix(seconds, 0).In(loc).Zone()
	return offset
}

// AtInstant is an instant seen in a zone.
func AtInstant(seconds int64, nanos int, z Zone) value.DateTime {
	if z.Name == "" {
		return value.DateTime{Seconds: seconds, Nanos: nanos, Offset: z.Offset}
	}
	return value.DateTime{Seconds: seconds, Nanos: nanos, Offset: offsetAt(seconds, z.location()), Zone: z.Name}
}
