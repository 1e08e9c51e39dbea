package temporal

import (
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// kind is the type a constructor makes.
type kind struct {
	name          string // the function
	date, time    bool   // which parts the type has
	zone, instant bool   // a zone; both a date and a zone
}

var (
	dateKind          = kind{name: "date", date: true}
	localTimeKind     = kind{name: "localtime", time: true}
	timeKind          = kind{name: "time", time: true, zone: true}
	localDateTimeKind = kind{name: "localdatetime", date: true, time: true}
	dateTimeKind      = kind{name: "datetime", date: true, time: true, zone: true, instant: true}
)

// The fields of a map, by the part of the value they set.
var (
	dateFields  = setOf("year", "quarter", "month", "week", "ordinalDay", "dayOfQuarter", "dayOfWeek", "day")
	timeFields  = setOf("hour", "minute", "second", "millisecond", "microsecond", "nanosecond")
	epochFields = setOf("epochSeconds", "epochMillis")
)

func setOf(names ...string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		set[n] = true
	}
	return set
}

// fields is the map given to a constructor, read and sorted by kind.
type fields struct {
	kind                 kind
	numbers              map[string]int64
	date, time, datetime *moment // values to start from
	zone                 *Zone
}

// readFields reads the map given to a function. Null counts as absent.
func readFields(k kind, m map[string]value.Value) (*fields, error) {
	f := &fields{kind: k, numbers: map[string]int64{}}
	for _, key := range value.SortedKeys(m) {
		if m[key] == nil {
			continue
		}
		if err := f.read(key, m[key]); err != nil {
			return nil, err
		}
	}
	if f.datetime != nil && (f.date != nil || f.time != nil) {
		return nil, status.Argument("InvalidArgumentValue", "Cannot select both datetime and date or time in %s()", k.name)
	}
	return f, nil
}

func (f *fields) read(key string, v value.Value) (err error) {
	switch {
	case dateFields[key] && f.kind.date, timeFields[key] && f.kind.time, epochFields[key] && f.kind.instant:
		n, isInt := v.(int64)
		if !isInt {
			return status.Argument("InvalidArgumentValue", "%s must be an integer value, but was %s", key, value.TypeName(v))
		}
		f.numbers[key] = n
	case key == "timezone":
		z, err := zoneOf(v)
		if err != nil {
			return err
		}
		f.zone = &z
	case key == "date" && f.kind.date:
		f.date, err = baseOf(key, v)
	case key == "time" && f.kind.time:
		f.time, err = baseOf(key, v)
	case key == "datetime" && f.kind.date && f.kind.time:
		f.datetime, err = baseOf(key, v)
	default:
		return status.Argument("InvalidArgumentValue", "No such field: %s of %s()", quote(key), f.kind.name)
	}
	return err
}

// baseOf reads the value a constructor is to start from.
func baseOf(key string, v value.Value) (*moment, error) {
	m, ok := momentOf(v)
	switch {
	case !ok:
		return nil, status.Argument("InvalidArgumentValue", "Cannot construct %s from: %s", key, value.TypeName(v))
	case key != "time" && !m.hasDate:
		return nil, cannotGet("date", v)
	case key != "date" && !m.hasTime && key != "datetime":
		return nil, cannotGet("time", v)
	}
	return &m, nil
}

func cannotGet(part string, v value.Value) error {
	return status.Argument("InvalidArgumentValue", "Cannot get the %s of a %s", part, value.TypeName(v))
}

func (f *fields) has(name string) bool { _, ok := f.numbers[name]; return ok }

// hasAny returns the first of names that is set.
func (f *fields) hasAny(names ...string) (string, bool) {
	for _, n := range names {
		if f.has(n) {
			return n, true
		}
	}
	return "", false
}

func (f *fields) or(name string, otherwise int64) int64 {
	if n, ok := f.numbers[name]; ok {
		return n
	}
	return otherwise
}

// onlyZone tells whether the map names a time zone and nothing else.
func (f *fields) onlyZone() bool {
	return f.zone != nil && len(f.numbers) == 0 && f.date == nil && f.time == nil && f.datetime == nil
}

// baseDate is the date to start from, if any.
func (f *fields) baseDate() (value.Date, bool) {
	switch {
	case f.date != nil:
		return f.date.date, true
	case f.datetime != nil:
		return f.datetime.date, true
	}
	return value.Date{}, false
}

// baseTime is what gives the time of day to start from, if any.
func (f *fields) baseTime() *moment {
	if f.datetime != nil {
		return f.datetime
	}
	return f.time
}

func mustBeSpecified(name string) error {
	return status.Argument("InvalidArgumentValue", "%s must be specified", name)
}

// calendars are the ways to name a day of a year; a map may use one.
var calendars = []struct{ name, major, minor string }{
	{"calendar", "month", "day"},
	{"week", "week", "dayOfWeek"},
	{"quarter", "quarter", "dayOfQuarter"},
	{"ordinal", "ordinalDay", ""},
}

// calendar tells which calendar the fields use, "" when they only give a year
// or nothing, and checks that what they need is there.
func (f *fields) calendar(hasBase bool) (string, error) {
	used, first := "", ""
	for _, c := range calendars {
		field, ok := f.hasAny(c.major, c.minor)
		if !ok {
			continue
		}
		if used != "" {
			return "", status.Argument("InvalidArgumentValue", "Cannot assign %s to a date that is given by %s", field, first)
		}
		if !hasBase && !f.has(c.major) {
			return "", mustBeSpecified(c.major)
		}
		used, first = c.name, field
	}
	if !hasBase && !f.has("year") {
		return "", mustBeSpecified("year")
	}
	return used, nil
}

// buildDate makes the date of the fields.
func (f *fields) buildDate() (value.Date, error) {
	base, hasBase := f.baseDate()
	used, err := f.calendar(hasBase)
	if err != nil {
		return base, err
	}
	if used == "week" {
		return f.buildWeekDate(base, hasBase)
	}
	if !hasBase {
		base = value.DateOf(0, 1, 1)
	}
	baseYear, baseMonth, baseDay := base.Civil()
	year := f.or("year", baseYear)
	if err := within("Year", year, -maxYear, maxYear); err != nil {
		return base, err
	}
	day := min(baseDay, daysIn(year, baseMonth))
	switch used {
	case "ordinal":
		return ordinalDate(year, f.numbers["ordinalDay"])
	case "quarter":
		quarter := f.or("quarter", int64((baseMonth+2)/3))
		if f.has("dayOfQuarter") {
			return quarterDate(year, quarter, f.numbers["dayOfQuarter"])
		}
		if err := within("QuarterOfYear", quarter, 1, 4); err != nil {
			return base, err
		}
		month := int(quarter)*3 - 2 + (baseMonth-1)%3
		return value.DateOf(year, month, min(day, daysIn(year, month))), nil
	}
	month := f.or("month", int64(baseMonth))
	if err := within("MonthOfYear", month, 1, 12); err != nil {
		return base, err
	}
	day = min(day, daysIn(year, int(month)))
	return calendarDate(year, month, f.or("day", int64(day)))
}

func (f *fields) buildWeekDate(base value.Date, hasBase bool) (value.Date, error) {
	baseYear, baseWeek, baseDay := int64(0), int64(1), int64(1)
	if hasBase {
		baseYear, baseWeek = isoWeek(base)
		baseDay = weekDay(base)
	}
	year := f.or("year", baseYear)
	if !f.has("week") && year >= -maxYear && year <= maxYear {
		baseWeek = min(baseWeek, weeksIn(year))
	}
	return weekDate(year, f.or("week", baseWeek), f.or("dayOfWeek", baseDay))
}

// buildTime makes the time of day of the fields; without any it is midnight
// where the value has a date.
func (f *fields) buildTime() (value.LocalTime, error) {
	base := f.baseTime()
	if base == nil {
		if err := f.checkTime(); err != nil {
			return value.LocalTime{}, err
		}
		base = &moment{}
	}
	seconds, nanos := base.time.Nanos/nanosPerSecond, base.time.Nanos%nanosPerSecond
	if _, ok := f.hasAny("millisecond", "microsecond", "nanosecond"); ok {
		var err error
		if nanos, err = f.subsecond(); err != nil {
			return value.LocalTime{}, err
		}
	}
	return clockTime(f.or("hour", seconds/3600), f.or("minute", seconds/60%60), f.or("second", seconds%60), nanos)
}

// checkTime wants every larger field of a time of day that has a smaller one.
func (f *fields) checkTime() error {
	if !f.kind.date && !f.has("hour") {
		return mustBeSpecified("hour")
	}
	order := []string{"hour", "minute", "second"}
	for i, name := range order {
		smaller := append(append([]string{}, order[i+1:]...), "millisecond", "microsecond", "nanosecond")
		if _, ok := f.hasAny(smaller...); ok && !f.has(name) {
			return mustBeSpecified(name)
		}
	}
	return nil
}

// subsecond adds up the fields below the second. Each may only count what the
// next larger one that is given leaves.
func (f *fields) subsecond() (int64, error) {
	micros, nanos := int64(999_999), int64(999_999_999)
	if f.has("millisecond") {
		micros, nanos = 999, 999_999
	}
	if f.has("microsecond") {
		nanos = 999
	}
	for _, field := range []struct {
		name string
		high int64
	}{{"millisecond", 999}, {"microsecond", micros}, {"nanosecond", nanos}} {
		if err := within(field.name, f.or(field.name, 0), 0, field.high); err != nil {
			return 0, err
		}
	}
	return f.or("millisecond", 0)*1_000_000 + f.or("microsecond", 0)*1000 + f.or("nanosecond", 0), nil
}
