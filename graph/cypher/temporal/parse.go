package temporal

import (
	"strings"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// parseDate reads a date in the calendar, week, quarter or ordinal form of
// ISO 8601, with or without hyphens, to the day or less. A year with a sign
// has up to nine digits and needs hyphens after it.
func parseDate(text string) (value.Date, error) {
	c := cursor{text: text}
	year, signed, ok := readYear(&c)
	if !ok {
		return value.Date{}, unreadable("Date", text)
	}
	if c.rest() == "" {
		return calendarDate(year, 1, 1)
	}
	dash := c.accept('-')
	if signed && !dash {
		return value.Date{}, unreadable("Date", text)
	}
	date, ok, err := readInYear(&c, year, dash)
	if !ok {
		return value.Date{}, unreadable("Date", text)
	}
	return date, err
}

func readYear(c *cursor) (year int64, signed, ok bool) {
	negative := c.accept('-')
	signed = negative || c.accept('+')
	width := 4
	if signed {
		width = min(c.digits(), 9)
	}
	year, ok = c.number(width)
	if negative {
		year = -year
	}
	return year, signed, ok
}

// readInYear reads what follows a year, to the end of the text; ok is false
// where it has none of the forms.
func readInYear(c *cursor, year int64, dash bool) (date value.Date, ok bool, err error) {
	switch {
	case c.accept('W'):
		week, ok1 := c.number(2)
		day, ok2 := readLast(c, dash, 1)
		if ok = ok1 && ok2; ok {
			date, err = weekDate(year, week, day)
		}
	case c.accept('Q'):
		quarter, ok1 := c.number(1)
		day, ok2 := readLast(c, dash, 2)
		if ok = ok1 && ok2; ok {
			date, err = quarterDate(year, quarter, day)
		}
	case c.digits() == 3:
		day, _ := c.number(3)
		if ok = c.rest() == ""; ok {
			date, err = ordinalDate(year, day)
		}
	default:
		month, ok1 := c.number(2)
		day, ok2 := readLast(c, dash, 2)
		if ok = ok1 && ok2; ok {
			date, err = calendarDate(year, month, day)
		}
	}
	return date, ok, err
}

// readLast reads the last part of a date, after a hyphen if the others had
// one, to the end; a part that is left out is 1.
func readLast(c *cursor, dash bool, width int) (int64, bool) {
	if c.rest() == "" {
		return 1, true
	}
	if dash != c.accept('-') {
		return 0, false
	}
	n, ok := c.number(width)
	return n, ok && c.rest() == ""
}

// parseTime reads a time of day, HH, HH:MM or HH:MM:SS.f with or without
// colons, and leaves what follows it.
func parseTime(text, typ string) (t value.LocalTime, rest string, err error) {
	c := cursor{text: text}
	hour, ok := c.number(2)
	colon := c.accept(':')
	var minute, second, nanos int64
	if ok && (colon || c.digits() > 0) {
		minute, ok = c.number(2)
		if ok && (!colon && c.digits() > 0 || colon && c.accept(':')) {
			if second, ok = c.number(2); ok {
				nanos, ok = c.fraction()
			}
		}
	}
	if !ok {
		return t, "", unreadable(typ, text)
	}
	t, err = clockTime(hour, minute, second, nanos)
	return t, c.rest(), err
}

// zoneText is what stands after a time of day.
type zoneText struct {
	offset, name       Zone
	hasOffset, hasName bool
}

// parseZoneText reads nothing, an offset, a [name], or both.
func parseZoneText(text, typ string) (z zoneText, err error) {
	offset, name, bracket := strings.Cut(text, "[")
	if offset != "" {
		if strings.IndexByte("Zz+-", offset[0]) < 0 {
			return z, unreadable(typ, text)
		}
		if z.offset, err = ParseZone(offset); err != nil {
			return z, err
		}
		z.hasOffset = true
	}
	if bracket {
		inner, closed := strings.CutSuffix(name, "]")
		if !closed {
			return z, unknownZone("[" + name)
		}
		if z.name, err = ParseZone(inner); err != nil {
			return z, err
		}
		z.hasName = true
	}
	return z, nil
}

func parseLocalTime(text string) (value.LocalTime, error) {
	t, rest, err := parseTime(text, "LocalTime")
	if err == nil && rest != "" {
		err = unreadable("LocalTime", text)
	}
	return t, err
}

func parseZonedTime(text string, z Zone) (value.Time, error) {
	t, rest, err := parseTime(text, "Time")
	if err != nil {
		return value.Time{}, err
	}
	given, err := parseZoneText(rest, "Time")
	switch {
	case err != nil:
		return value.Time{}, err
	case given.hasName:
		return value.Time{}, namedZoneWithoutDate(given.name)
	case given.hasOffset:
		z = given.offset
	}
	return value.Time{Nanos: t.Nanos, Offset: z.Offset}, nil
}

func namedZoneWithoutDate(z Zone) error {
	return status.Argument("InvalidArgumentValue", "Using a named time zone e.g. [%s] is not valid for a time without a date. Instead, use a specific time zone string e.g. +00:00.", z.Name)
}

// parseDateAndTime reads a date and, after T, a time of day, and leaves what
// follows. A date alone is midnight.
func parseDateAndTime(text, typ string) (local value.LocalDateTime, rest string, err error) {
	datePart, timePart, hasTime := strings.Cut(text, "T")
	date, err := parseDate(datePart)
	var t value.LocalTime
	if err == nil && hasTime {
		t, rest, err = parseTime(timePart, typ)
	}
	if e, ok := err.(*status.Error); ok && e.Code == status.SyntaxError {
		err = unreadable(typ, text)
	}
	return localDateTime(date, t), rest, err
}

func parseLocalDateTime(text string) (value.LocalDateTime, error) {
	local, rest, err := parseDateAndTime(text, "LocalDateTime")
	if err == nil && rest != "" {
		err = unreadable("LocalDateTime", text)
	}
	return local, err
}

func parseDateTime(text string, z Zone) (value.Value, error) {
	local, rest, err := parseDateAndTime(text, "DateTime")
	if err != nil {
		return nil, err
	}
	given, err := parseZoneText(rest, "DateTime")
	switch {
	case err != nil:
		return nil, err
	case given.hasName && given.hasOffset:
		at := resolve(local, given.name, given.offset.Offset)
		if at.Offset != given.offset.Offset || at.Local() != local {
			return nil, status.Argument("InvalidArgumentValue", "Timezone and offset do not match: %s", quote(text))
		}
		return checked(at)
	case given.hasName:
		z = given.name
	case given.hasOffset:
		z = given.offset
	}
	return checked(Resolve(local, z))
}
