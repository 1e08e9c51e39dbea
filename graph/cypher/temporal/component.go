package temporal

import (
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Component is v.key for a temporal value; ok is false for other values.
func Component(v value.Value, key string) (component value.Value, ok bool, err error) {
	n, found := int64(0), false
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
		switch key {
		case "epochSeconds":
			return x.Seconds, true, nil
		case "epochMillis":
			return x.Seconds*1000 + int64(x.Nanos)/1_000_000, true, nil
		}
		if s, ok := offsetComponent(x.Offset, x.Zone, key); ok {
			return s, true, nil
		}
		n, found = localComponent(x.Local(), key)
	case value.Duration:
		n, found = durationComponent(x, key)
	default:
		return nil, false, nil
	}
	if !found {
		return nil, true, status.Argument("InvalidArgumentValue", "No such field: %s of %s", key, value.TypeName(v))
	}
	return n, true, nil
}

func dateComponent(d value.Date, key string) (int64, bool) {
	year, month, day := d.Civil()
	quarterStart := (month-1)/3*3 + 1
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
	case "dayOfQuarter":
		return d.Days - value.DateOf(year, quarterStart, 1).Days + 1, true
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

func durationComponent(d value.Duration, key string) (int64, bool) {
	nanos := int64(d.Nanos)
	switch key {
	case "years":
		return d.Months / 12, true
	case "quarters":
		return d.Months / 3, true
	case "months":
		return d.Months, true
	case "quartersOfYear":
		return d.Months / 3 % 4, true
	case "monthsOfYear":
		return d.Months % 12, true
	case "monthsOfQuarter":
		return d.Months % 3, true
	case "weeks":
		return d.Days / 7, true
	case "days":
		return d.Days, true
	case "daysOfWeek":
		return d.Days % 7, true
	case "hours":
		return d.Seconds / 3600, true
	case "minutes":
		return d.Seconds / 60, true
	case "seconds":
		return d.Seconds, true
	case "milliseconds":
		return d.Seconds*1000 + nanos/1_000_000, true
	case "microseconds":
		return d.Seconds*1_000_000 + nanos/1000, true
	case "nanoseconds":
		return d.Seconds*nanosPerSecond + nanos, true
	case "minutesOfHour":
		return d.Seconds / 60 % 60, true
	case "secondsOfMinute":
		return d.Seconds % 60, true
	case "millisecondsOfSecond":
		return nanos / 1_000_000, true
	case "microsecondsOfSecond":
		return nanos / 1000, true
	case "nanosecondsOfSecond":
		return nanos, true
	}
	return 0, false
}
