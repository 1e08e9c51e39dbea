package temporal

import (
	"time"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// wrongInput is the error for an argument no constructor can read.
func wrongInput(function string, v value.Value) error {
	return status.Type("Invalid call of %s(): it cannot take a %s", function, value.TypeName(v))
}

// construct is a constructor: now without argument, else from text, from a map
// of fields, or from another temporal value.
func construct(k kind) func(Clock, []value.Value) (value.Value, error) {
	return func(c Clock, args []value.Value) (value.Value, error) {
		if len(args) == 0 {
			return k.of(c.now(c.Statement)), nil
		}
		switch x := args[0].(type) {
		case nil:
			return nil, nil
		case string:
			return k.parse(x, c)
		case map[string]value.Value:
			f, err := readFields(k, x)
			if err != nil {
				return nil, err
			}
			if f.onlyZone() {
				return k.of(AtInstant(c.Statement.Unix(), c.Statement.Nanosecond(), *f.zone)), nil
			}
			return f.build(c)
		}
		m, ok := momentOf(args[0])
		if !ok {
			return nil, wrongInput(k.name, args[0])
		}
		return k.project(m, args[0], c)
	}
}

// clockFunction is a constructor's variant with a clock: now, in the default
// time zone or in the one that is named.
func clockFunction(k kind, read func(Clock) time.Time) func(Clock, []value.Value) (value.Value, error) {
	return func(c Clock, args []value.Value) (value.Value, error) {
		at := read(c)
		if len(args) == 0 {
			return k.of(c.now(at)), nil
		}
		if args[0] == nil {
			return nil, nil
		}
		now, err := nowIn(at, args[0])
		if err != nil {
			return nil, err
		}
		return k.of(now), nil
	}
}

// of takes the parts of an instant that a type has.
func (k kind) of(d value.DateTime) value.Value {
	local := d.Local()
	switch {
	case k.instant:
		return d
	case k.zone:
		return value.Time{Nanos: local.Time().Nanos, Offset: d.Offset}
	case k.date && k.time:
		return local
	case k.date:
		return local.Date()
	}
	return local.Time()
}

func (k kind) parse(text string, c Clock) (value.Value, error) {
	switch {
	case k.instant:
		return parseDateTime(text, c.defaultZone())
	case k.zone:
		return orNull(parseZonedTime(text, Zone{Offset: c.now(c.Statement).Offset}))
	case k.date && k.time:
		return orNull(parseLocalDateTime(text))
	case k.date:
		return orNull(parseDate(text))
	}
	return orNull(parseLocalTime(text))
}

// project takes the parts of a temporal value that a type has. A date becomes
// a date and time at midnight; what has no date never becomes one.
func (k kind) project(m moment, v value.Value, c Clock) (value.Value, error) {
	switch {
	case k.date && !m.hasDate:
		return nil, cannotGet("date", v)
	case !k.date && !m.hasTime:
		return nil, cannotGet("time", v)
	case k.instant && m.hasZone:
		return checked(m.instant())
	case k.instant:
		return checked(Resolve(m.local(), c.defaultZone()))
	case k.zone && m.hasZone:
		return value.Time{Nanos: m.time.Nanos, Offset: m.offset}, nil
	case k.zone:
		return value.Time{Nanos: m.time.Nanos, Offset: c.now(c.Statement).Offset}, nil
	case k.date && k.time:
		return m.local(), nil
	case k.date:
		return m.date, nil
	}
	return m.time, nil
}

// build makes the value of a map of fields.
func (f *fields) build(c Clock) (value.Value, error) {
	if f.zone != nil && !f.kind.zone {
		return nil, status.Argument("InvalidArgumentValue", "Cannot assign a time zone to the other fields of %s()", f.kind.name)
	}
	if epoch, ok := f.hasAny("epochSeconds", "epochMillis"); ok {
		return f.buildFromEpoch(epoch, c)
	}
	var date value.Date
	var clock value.LocalTime
	var err error
	if f.kind.date {
		if date, err = f.buildDate(); err != nil {
			return nil, err
		}
	}
	if f.kind.time {
		if clock, err = f.buildTime(); err != nil {
			return nil, err
		}
	}
	switch {
	case f.kind.instant:
		return f.inZone(localDateTime(date, clock), c)
	case f.kind.zone:
		return f.timeInZone(clock, c)
	case f.kind.date && f.kind.time:
		return localDateTime(date, clock), nil
	case f.kind.date:
		return date, nil
	}
	return clock, nil
}

// inZone places a local date and time in the world. The zone of the value the
// time was taken from holds; a time zone of the map then looks at the same
// instant from elsewhere. Where that value had no zone, the time zone of the
// map or the default one reads the local time.
func (f *fields) inZone(local value.LocalDateTime, c Clock) (value.Value, error) {
	if base := f.baseTime(); base != nil && base.hasZone {
		at := resolve(local, base.zone, base.offset)
		if f.zone != nil {
			at = AtInstant(at.Seconds, at.Nanos, *f.zone)
		}
		return checked(at)
	}
	if f.zone != nil {
		return checked(Resolve(local, *f.zone))
	}
	return checked(Resolve(local, c.defaultZone()))
}

// timeInZone does the same for a time of day, whose zone is an offset.
func (f *fields) timeInZone(t value.LocalTime, c Clock) (value.Value, error) {
	if f.zone != nil && f.zone.Name != "" {
		return nil, namedZoneWithoutDate(*f.zone)
	}
	if base := f.baseTime(); base != nil && base.hasZone {
		if f.zone == nil {
			return value.Time{Nanos: t.Nanos, Offset: base.offset}, nil
		}
		shift := int64(f.zone.Offset-base.offset) * nanosPerSecond
		return value.Time{Nanos: floorMod(t.Nanos+shift, nanosPerDay), Offset: f.zone.Offset}, nil
	}
	if f.zone != nil {
		return value.Time{Nanos: t.Nanos, Offset: f.zone.Offset}, nil
	}
	return value.Time{Nanos: t.Nanos, Offset: c.now(c.Statement).Offset}, nil
}

// buildFromEpoch makes the instant of epochSeconds or epochMillis with the
// fields below the second.
func (f *fields) buildFromEpoch(epoch string, c Clock) (value.Value, error) {
	if f.has("epochSeconds") && f.has("epochMillis") || f.date != nil || f.time != nil || f.datetime != nil {
		return nil, status.Argument("InvalidArgumentValue", "%s cannot be combined with another date or time", epoch)
	}
	for _, key := range []string{"year", "quarter", "month", "week", "ordinalDay", "dayOfQuarter", "dayOfWeek", "day", "hour", "minute", "second"} {
		if f.has(key) {
			return nil, status.Argument("InvalidArgumentValue", "%s cannot be combined with %s", epoch, key)
		}
	}
	seconds := f.numbers[epoch]
	if epoch == "epochMillis" {
		if f.has("millisecond") {
			return nil, status.Argument("InvalidArgumentValue", "epochMillis cannot be combined with millisecond")
		}
		f.numbers["millisecond"] = floorMod(seconds, 1000)
		seconds = floorDiv(seconds, 1000)
	}
	nanos, err := f.subsecond()
	if err != nil {
		return nil, err
	}
	zone := c.defaultZone()
	if f.zone != nil {
		zone = *f.zone
	}
	return fromEpoch(seconds, nanos, zone)
}

func fromEpoch(seconds, nanos int64, z Zone) (value.Value, error) {
	seconds, ok := add(seconds, floorDiv(nanos, nanosPerSecond))
	if !ok || !inCalendar(floorDiv(seconds, secondsPerDay)) {
		return nil, status.Argument("InvalidArgumentValue", "Invalid value for epochSeconds: outside the years -999999999 to 999999999")
	}
	return checked(AtInstant(seconds, int(floorMod(nanos, nanosPerSecond)), z))
}

// dateTimeFromEpoch is datetime.fromEpoch(seconds, nanoseconds), in UTC.
func dateTimeFromEpoch(_ Clock, args []value.Value) (value.Value, error) {
	if args[0] == nil || args[1] == nil {
		return nil, nil
	}
	seconds, err := wholeNumber("datetime.fromEpoch", args[0])
	if err != nil {
		return nil, err
	}
	nanos, err := wholeNumber("datetime.fromEpoch", args[1])
	if err != nil {
		return nil, err
	}
	return fromEpoch(seconds, nanos, UTC)
}

// dateTimeFromEpochMillis is datetime.fromEpochMillis(milliseconds), in UTC.
func dateTimeFromEpochMillis(_ Clock, args []value.Value) (value.Value, error) {
	if args[0] == nil {
		return nil, nil
	}
	millis, err := wholeNumber("datetime.fromEpochMillis", args[0])
	if err != nil {
		return nil, err
	}
	return fromEpoch(floorDiv(millis, 1000), floorMod(millis, 1000)*1_000_000, UTC)
}

// wholeNumber is an integer, or a float without its fraction.
func wholeNumber(function string, v value.Value) (int64, error) {
	switch x := v.(type) {
	case int64:
		return x, nil
	case float64:
		if x >= -(1<<63) && x < 1<<63 {
			return int64(x), nil
		}
	}
	return 0, wrongInput(function, v)
}
