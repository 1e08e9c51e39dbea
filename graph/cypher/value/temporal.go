package value

import (
	"strconv"
	"strings"
)

// Date is a day of the proleptic Gregorian calendar, counted in days from
// 1970-01-01.
type Date struct{ Days int64 }

// LocalTime is a time of day without offset, in nanoseconds from midnight.
type LocalTime struct{ Nanos int64 }

// Time is a time of day with an offset from UTC: local nanoseconds from
// midnight and the offset in seconds, east positive.
type Time struct {
	Nanos  int64
	Offset int
}

// LocalDateTime is a date and time of day without offset: seconds from
// 1970-01-01T00:00 on the local clock, and nanoseconds of the second.
type LocalDateTime struct {
	Seconds int64
	Nanos   int
}

// DateTime is an instant: seconds from 1970-01-01T00:00Z, nanoseconds of the
// second, the offset in seconds that holds there, and the name of the time
// zone, empty when only an offset is known.
type DateTime struct {
	Seconds int64
	Nanos   int
	Offset  int
	Zone    string
}

// Duration is an amount of time in four parts that do not convert into each
// other. Nanos is in [0, 999999999] and adds to Seconds.
type Duration struct {
	Months, Days, Seconds int64
	Nanos                 int
}

const (
	secondsPerDay = 86400
	nanosPerSec   = 1_000_000_000
	// secondsPerMonth is a twelfth of the mean Gregorian year.
	secondsPerMonth = 2629746
)

func (t Time) utcNanos() int64 { return t.Nanos - int64(t.Offset)*nanosPerSec }

func (d Duration) averageSeconds() int64 {
	return d.Months*secondsPerMonth + d.Days*secondsPerDay + d.Seconds
}

// Local returns the date and time on the clock of the instant's own offset.
func (d DateTime) Local() LocalDateTime {
	return LocalDateTime{Seconds: d.Seconds + int64(d.Offset), Nanos: d.Nanos}
}

// Date returns the day.
func (d LocalDateTime) Date() Date { return Date{Days: floorDiv(d.Seconds, secondsPerDay)} }

// Time returns the time of day.
func (d LocalDateTime) Time() LocalTime {
	return LocalTime{Nanos: floorMod(d.Seconds, secondsPerDay)*nanosPerSec + int64(d.Nanos)}
}

// Civil returns year, month (1-12) and day (1-31).
func (d Date) Civil() (year int64, month, day int) {
	// Days from 0000-03-01, in eras of 400 years; Howard Hinnant,
	// "chrono-Compatible Low-Level Date Algorithms".
	z := d.Days + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = int(doy - (153*mp+2)/5 + 1)
	month = int(mp + 3)
	if month > 12 {
		month -= 12
	}
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

// DateOf returns the day of a year, month and day of the month; months and
// days outside their range carry over as in time.Date.
func DateOf(year int64, month, day int) Date {
	m := int64(month) - 1
	year += floorDiv(m, 12)
	m = floorMod(m, 12) + 1
	if m <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	yoe := year - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + int64(day) - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Date{Days: era*146097 + doe - 719468}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }

// String is the ISO 8601 form, years outside 0-9999 with a sign.
func (d Date) String() string {
	year, month, day := d.Civil()
	return formatYear(year) + "-" + pad(month, 2) + "-" + pad(day, 2)
}

func formatYear(y int64) string {
	switch {
	case y < 0:
		return "-" + padLong(-y, 4)
	case y > 9999:
		return "+" + strconv.FormatInt(y, 10)
	}
	return padLong(y, 4)
}

func pad(n, width int) string { return padLong(int64(n), width) }

func padLong(n int64, width int) string {
	s := strconv.FormatInt(n, 10)
	if len(s) < width {
		s = strings.Repeat("0", width-len(s)) + s
	}
	return s
}

// String is HH:MM with seconds and fraction only when they are not zero; the
// fraction has 3, 6 or 9 digits.
func (t LocalTime) String() string {
	secs := int(t.Nanos / nanosPerSec)
	nanos := int(t.Nanos % nanosPerSec)
	s := pad(secs/3600, 2) + ":" + pad(secs/60%60, 2)
	if secs%60 == 0 && nanos == 0 {
		return s
	}
	return s + ":" + pad(secs%60, 2) + fraction(nanos)
}

// isoText is HH:MM:SS with as many digits of fraction as there are.
func (t LocalTime) isoText() string {
	secs := int(t.Nanos / nanosPerSec)
	s := pad(secs/3600, 2) + ":" + pad(secs/60%60, 2) + ":" + pad(secs%60, 2)
	if nanos := int(t.Nanos % nanosPerSec); nanos != 0 {
		s += "." + strings.TrimRight(pad(nanos, 9), "0")
	}
	return s
}

// ISOText is what toString() makes of a temporal value: as String, but with
// the seconds always there and a fraction without trailing zeros. ok is false
// for values without a time of day.
func ISOText(v Value) (text string, ok bool) {
	switch x := v.(type) {
	case LocalTime:
		return x.isoText(), true
	case Time:
		return LocalTime{x.Nanos}.isoText() + OffsetString(x.Offset), true
	case LocalDateTime:
		return x.Date().String() + "T" + x.Time().isoText(), true
	case DateTime:
		text = x.Local().Date().String() + "T" + x.Local().Time().isoText() + OffsetString(x.Offset)
		if x.Zone != "" {
			text += "[" + x.Zone + "]"
		}
		return text, true
	}
	return "", false
}

func fraction(nanos int) string {
	switch {
	case nanos == 0:
		return ""
	case nanos%1_000_000 == 0:
		return "." + pad(nanos/1_000_000, 3)
	case nanos%1000 == 0:
		return "." + pad(nanos/1000, 6)
	}
	return "." + pad(nanos, 9)
}

// String is the local time followed by the offset.
func (t Time) String() string { return LocalTime{t.Nanos}.String() + OffsetString(t.Offset) }

// OffsetString is Z, +HH:MM or +HH:MM:SS.
func OffsetString(offset int) string {
	if offset == 0 {
		return "Z"
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "-", -offset
	}
	s := sign + pad(offset/3600, 2) + ":" + pad(offset/60%60, 2)
	if offset%60 != 0 {
		s += ":" + pad(offset%60, 2)
	}
	return s
}

// String is the ISO 8601 form without offset.
func (d LocalDateTime) String() string { return d.Date().String() + "T" + d.Time().String() }

// String is the ISO 8601 form with offset, and the zone's name in brackets.
func (d DateTime) String() string {
	s := d.Local().String() + OffsetString(d.Offset)
	if d.Zone != "" {
		s += "[" + d.Zone + "]"
	}
	return s
}

// String is the ISO 8601 form, PT0S for nothing.
func (d Duration) String() string {
	if d == (Duration{}) {
		return "PT0S"
	}
	var b strings.Builder
	b.WriteByte('P')
	part := func(n int64, unit byte) {
		if n != 0 {
			b.WriteString(strconv.FormatInt(n, 10))
			b.WriteByte(unit)
		}
	}
	part(d.Months/12, 'Y')
	part(d.Months%12, 'M')
	part(d.Days, 'D')
	if d.Seconds == 0 && d.Nanos == 0 {
		return b.String()
	}
	b.WriteByte('T')
	secs, nanos := d.Seconds, d.Nanos
	negative := secs < 0
	if negative && nanos > 0 { // count the fraction away from zero
		secs, nanos = secs+1, nanosPerSec-nanos
	}
	part(secs/3600, 'H')
	part(secs/60%60, 'M')
	secs %= 60
	if secs != 0 || nanos != 0 {
		if negative && secs == 0 {
			b.WriteByte('-')
		}
		b.WriteString(strconv.FormatInt(secs, 10))
		if nanos != 0 {
			b.WriteString("." + strings.TrimRight(pad(nanos, 9), "0"))
		}
		b.WriteByte('S')
	}
	return b.String()
}
