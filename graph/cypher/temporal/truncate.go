package temporal

import (
	"strings"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// nanosOf is the length of the units of the clock.
var nanosOf = map[string]int64{
	"day":         nanosPerDay,
	"hour":        3600 * nanosPerSecond,
	"minute":      60 * nanosPerSecond,
	"second":      nanosPerSecond,
	"millisecond": 1_000_000,
	"microsecond": 1000,
}

// truncateDate is the first day of the unit that date lies in; ok is false
// for units shorter than a day and unknown ones.
func truncateDate(unit string, date value.Date) (first value.Date, ok bool) {
	year, month, _ := date.Civil()
	switch unit {
	case "millennium":
		return value.DateOf(floorDiv(year, 1000)*1000, 1, 1), true
	case "century":
		return value.DateOf(floorDiv(year, 100)*100, 1, 1), true
	case "decade":
		return value.DateOf(floorDiv(year, 10)*10, 1, 1), true
	case "year":
		return value.DateOf(year, 1, 1), true
	case "weekyear":
		weekYear, _ := isoWeek(date)
		return firstMonday(weekYear), true
	case "quarter":
		return value.DateOf(year, (month-1)/3*3+1, 1), true
	case "month":
		return value.DateOf(year, month, 1), true
	case "week":
		return value.Date{Days: date.Days - weekDay(date) + 1}, true
	case "day":
		return date, true
	}
	return date, false
}

// truncate is <type>.truncate(unit, value, fields): the start of the unit,
// changed by the fields. Without a value it truncates now.
func truncate(k kind) func(Clock, []value.Value) (value.Value, error) {
	return func(c Clock, args []value.Value) (value.Value, error) {
		var input value.Value = c.now(c.Statement)
		if len(args) > 1 {
			input = args[1]
		}
		if args[0] == nil || input == nil {
			return nil, nil
		}
		unit, ok := args[0].(string)
		if !ok {
			return nil, wrongInput(k.name+".truncate", args[0])
		}
		m, ok := momentOf(input)
		if !ok {
			return nil, wrongInput(k.name+".truncate", input)
		}
		f := &fields{kind: k, numbers: map[string]int64{}}
		if len(args) > 2 && args[2] != nil {
			given, ok := args[2].(map[string]value.Value)
			if !ok {
				return nil, wrongInput(k.name+".truncate", args[2])
			}
			var err error
			if f, err = readFields(k, given); err != nil {
				return nil, err
			}
		}
		return f.truncated(strings.ToLower(unit), m, input, c)
	}
}

func (f *fields) truncated(unit string, m moment, input value.Value, c Clock) (value.Value, error) {
	if f.date != nil || f.time != nil || f.datetime != nil {
		return nil, status.Argument("InvalidArgumentValue", "%s.truncate() cannot take a date or time among its fields", f.kind.name)
	}
	start, err := f.kind.start(unit, m, input)
	if err != nil {
		return nil, err
	}
	if !inCalendar(start.date.Days) {
		return nil, outOfCalendar()
	}
	f.keepSubsecond(unit, start)
	if f.kind.zone {
		if f.zone != nil && f.zone.Name != "" && !f.kind.instant {
			return nil, namedZoneWithoutDate(*f.zone)
		}
		f.startIn(&start, c)
	}
	switch {
	case f.kind.date && f.kind.time:
		f.datetime = &start
	case f.kind.date:
		f.date = &start
	default:
		f.time = &start
	}
	return f.build(c)
}

// start is the first moment of the unit, with the parts the type has.
func (k kind) start(unit string, m moment, input value.Value) (moment, error) {
	length, ofClock := nanosOf[unit]
	_, ofCalendar := truncateDate(unit, m.date)
	switch {
	case !ofClock && !ofCalendar:
		return m, status.Argument("InvalidArgumentValue", "Unsupported unit: %s", quote(unit))
	case !k.date && !ofClock:
		return m, status.Argument("InvalidArgumentValue", "Unit is too large to be used for truncation of a time: %s", unit)
	case !k.time && !ofCalendar:
		return m, status.Argument("InvalidArgumentValue", "Unit is too small to be used for truncation of a date: %s", unit)
	case k.date && !m.hasDate:
		return m, cannotGet("date", input)
	case (!k.date || !ofCalendar) && !m.hasTime:
		return m, cannotGet("time", input)
	}
	if k.date {
		m.date, _ = truncateDate(unit, m.date)
	}
	if k.date && ofCalendar {
		m.time = value.LocalTime{}
	} else {
		m.time.Nanos -= m.time.Nanos % length
	}
	m.hasDate, m.hasTime = k.date, k.time
	return m, nil
}

// startIn puts the start into the zone of the fields, else that of the input,
// else the default one, on the same local clock.
func (f *fields) startIn(start *moment, c Clock) {
	switch {
	case f.zone != nil:
		start.setZone(*f.zone)
		f.zone = nil
	case start.hasZone && f.kind.instant:
		start.setZone(start.zone)
	case start.hasZone:
		start.zone = Zone{Offset: start.offset}
	case f.kind.instant:
		start.setZone(c.defaultZone())
	default:
		start.setZone(Zone{Offset: c.now(c.Statement).Offset})
	}
}

// keepSubsecond keeps the digits that truncation to a unit below the second
// left when the fields set smaller ones.
func (f *fields) keepSubsecond(unit string, start moment) {
	nanos := start.time.Nanos % nanosPerSecond
	_, smaller := f.hasAny("microsecond", "nanosecond")
	switch {
	case unit == "millisecond" && smaller && !f.has("millisecond"):
		f.numbers["millisecond"] = nanos / 1_000_000
	case unit == "microsecond" && f.has("nanosecond") && !f.has("microsecond") && !f.has("millisecond"):
		f.numbers["microsecond"] = nanos / 1000
	}
}
