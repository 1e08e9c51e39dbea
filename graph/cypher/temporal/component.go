package temporal

import (
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Component is v.key for a temporal value; ok is false for other values.
func Component(v value.Value, key string) (component value.Value, ok bool, err error) {
	var n int64
	var found bool
	switch x := v.(type) {
	case value.Date:
		n, found = dateComponent(x, key)
	case value.LocalTime:
		n, found = timeComponent(x, key)
	case value.Time:
		if s, ok := offsetComponent(x.Offset, "", key); ok {
			return s, true, nil
		}
		n, found = timeComponent(value.LocalTime{Nanos: x.Nanos}, key)
	case value.LocalDateTime:
		n, found = localComponent(x, key)
	case value.DateTime:
		if s, ok := offsetComponent(x.Offset, x.Zone, key); ok {
			return s, true, nil
		}
		n, found = instantComponent(x, key)
	case value.Duration:
		n, found, err = durationComponent(x, key)
	default:
		return nil, false, nil
	}
	if err != nil {
		return nil, true, err
	}
	if !found {
		return nil, true, status.Argument("InvalidArgumentValue", "No such field: %s of %s", quote(key), value.TypeName(v))
	}
	return n, true, nil
}

func dateComponent(d value.Date, key string) (int64, bool) {
	year, month, day := d.Civil()
	switch key {
	case "year":
		return year, true
	case "quarter":
		return int64((month-1)/3 + 1), true
	case "month":
		return int64(month), true
	case "day":
		return int64(day), true
	case "week":
		_, week := isoWeek(d)
		return week, true
	case "weekYear":
		weekYear, _ := isoWeek(d)
		return weekYear, true
	case "dayOfWeek", "weekDay":
		return weekDay(d), true
	case "ordinalDay":
		return d.Days - value.DateOf(year, 1, 1).Days + 1, true
	case "dayOfQuarter", "quarterDay":
		return d.Days - value.DateOf(year, (month-1)/3*3+1, 1).Days + 1, true
	}
	return 0, false
}

// weekDay is 1 for Monday to 7 for Sunday.
func weekDay(d value.Date) int64 { return floorMod(d.Days+3, 7) + 1 }

// isoWeek returns the ISO 8601 week, which belongs to the year of its
// Thursday.
func isoWeek(d value.Date) (year, week int64) {
	thursday := value.Date{Days: d.Days - weekDay(d) + 4}
	year, _, _ = thursday.Civil()
	return year, (thursday.Days-value.DateOf(year, 1, 1).Days)/7 + 1
}

func timeComponent(t value.LocalTime, key string) (int64, bool) {
	seconds, nanos := t.Nanos/nanosPerSecond, t.Nanos%nanosPerSecond
	switch key {
	case "hour":
		return seconds / 3600, true
	case "minute":
		return seconds / 60 % 60, true
	case "second":
		return seconds % 60, true
	case "millisecond":
		return nanos / 1_000_000, true
	case "microsecond":
		return nanos / 1000, true
	case "nanosecond":
		return nanos, true
	}
	return 0, false
}

func localComponent(d value.LocalDateTime, key string) (int64, bool) {
	if n, ok := dateComponent(d.Date(), key); ok {
		return n, true
	}
	return timeComponent(d.Time(), key)
}

func instantComponent(d value.DateTime, key string) (int64, bool) {
	switch key {
	case "epochSeconds":
		return d.Seconds, true
	case "epochMillis":
		return d.Seconds*1000 + int64(d.Nanos)/1_000_000, true
	}
	return localComponent(d.Local(), key)
}

func offsetComponent(offset int, zone, key string) (value.Value, bool) {
	switch key {
	case "timezone":
		if zone != "" {
			return zone, true
		}
		return value.OffsetString(offset), true
	case "offset":
		return value.OffsetString(offset), true
	case "offsetMinutes":
		return int64(offset / 60), true
	case "offsetSeconds":
		return int64(offset), true
	}
	return nil, false
}

// durationComponent reads a whole amount of a duration, such as minutes, or
// what is left of it beside the next larger unit, such as minutesOfHour.
func durationComponent(d value.Duration, key string) (n int64, found bool, err error) {
	nanos := int64(d.Nanos)
	switch key {
	case "milliseconds":
		n, err = number64(d.Seconds, 1000, nanos/1_000_000)
		return n, true, err
	case "microseconds":
		n, err = number64(d.Seconds, 1_000_000, nanos/1000)
		return n, true, err
	case "nanoseconds":
		n, err = number64(d.Seconds, nanosPerSecond, nanos)
		return n, true, err
	case "millisecondsOfSecond":
		return nanos / 1_000_000, true, nil
	case "microsecondsOfSecond":
		return nanos / 1000, true, nil
	case "nanosecondsOfSecond":
		return nanos, true, nil
	}
	part, found := durationParts[key]
	if !found {
		return 0, false, nil
	}
	n = part.of(d) / part.unit
	if part.modulus != 0 {
		n %= part.modulus
	}
	return n, true, nil
}

func monthsOf(d value.Duration) int64  { return d.Months }
func daysOf(d value.Duration) int64    { return d.Days }
func secondsOf(d value.Duration) int64 { return d.Seconds }

// durationParts are the components that are a quotient of months, days or
// seconds, towards zero, and perhaps its remainder.
var durationParts = map[string]struct {
	of            func(value.Duration) int64
	unit, modulus int64
}{
	"years":           {monthsOf, 12, 0},
	"quarters":        {monthsOf, 3, 0},
	"months":          {monthsOf, 1, 0},
	"quartersOfYear":  {monthsOf, 3, 4},
	"monthsOfYear":    {monthsOf, 1, 12},
	"monthsOfQuarter": {monthsOf, 1, 3},
	"weeks":           {daysOf, 7, 0},
	"days":            {daysOf, 1, 0},
	"daysOfWeek":      {daysOf, 1, 7},
	"hours":           {secondsOf, 3600, 0},
	"minutes":         {secondsOf, 60, 0},
	"seconds":         {secondsOf, 1, 0},
	"minutesOfHour":   {secondsOf, 60, 60},
	"secondsOfMinute": {secondsOf, 1, 60},
}

// number64 is a component that may not fit 64 bits: n units of a second and a
// part of the next.
func number64(n, unit, part int64) (int64, error) {
	product := n * unit
	if n != 0 && product/n != unit {
		return 0, status.Arithmetic("long overflow")
	}
	sum, ok := add(product, part)
	if !ok {
		return 0, status.Arithmetic("long overflow")
	}
	return sum, nil
}
