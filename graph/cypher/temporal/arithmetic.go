package temporal

import (
	"math"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

const (
	nanosPerSecond = int64(1_000_000_000)
	secondsPerDay  = int64(86400)
	nanosPerDay    = secondsPerDay * nanosPerSecond
	// daysPerMonth is a twelfth of the mean Gregorian year.
	daysPerMonth = 2629746.0 / 86400
)

// Add is "+" where an operand is a duration and the other a duration or a
// point in time; ok is false for any other operands.
func Add(a, b value.Value) (v value.Value, ok bool, err error) {
	if d, isDuration := b.(value.Duration); isDuration {
		return plus(a, d)
	}
	if d, isDuration := a.(value.Duration); isDuration {
		return plus(b, d)
	}
	return nil, false, nil
}

// Subtract is "-" with a duration on the right.
func Subtract(a, b value.Value) (v value.Value, ok bool, err error) {
	d, isDuration := b.(value.Duration)
	if !isDuration {
		return nil, false, nil
	}
	return plus(a, negate(d))
}

func negate(d value.Duration) value.Duration {
	return normal(-d.Months, -d.Days, -d.Seconds, -int64(d.Nanos))
}

// normal carries nanoseconds into seconds so that they lie in [0, 1e9).
func normal(months, days, seconds, nanos int64) value.Duration {
	seconds += floorDiv(nanos, nanosPerSecond)
	return value.Duration{Months: months, Days: days, Seconds: seconds, Nanos: int(floorMod(nanos, nanosPerSecond))}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }

func plus(a value.Value, d value.Duration) (value.Value, bool, error) {
	switch x := a.(type) {
	case value.Duration:
		return normal(x.Months+d.Months, x.Days+d.Days, x.Seconds+d.Seconds, int64(x.Nanos)+int64(d.Nanos)), true, nil
	case value.Date:
		seconds := d.Seconds / secondsPerDay
		if d.Seconds < 0 && d.Nanos > 0 && d.Seconds%secondsPerDay == 0 {
			seconds++ // the fraction takes the last day back below a whole
		}
		return shiftDate(x, d.Months, d.Days+seconds), true, nil
	case value.LocalTime:
		return value.LocalTime{Nanos: floorMod(x.Nanos+clockNanos(d), nanosPerDay)}, true, nil
	case value.Time:
		return value.Time{Nanos: floorMod(x.Nanos+clockNanos(d), nanosPerDay), Offset: x.Offset}, true, nil
	case value.LocalDateTime:
		return shiftLocal(x, d), true, nil
	case value.DateTime:
		return shiftZoned(x, d), true, nil
	}
	return nil, false, nil
}

// clockNanos is what a duration moves the hands of a clock by.
func clockNanos(d value.Duration) int64 {
	return d.Seconds%secondsPerDay*nanosPerSecond + int64(d.Nanos)
}

// shiftDate adds months, keeping the day of the month where it exists and
// else taking the last, and then days.
func shiftDate(x value.Date, months, days int64) value.Date {
	if months != 0 {
		year, month, day := x.Civil()
		m := year*12 + int64(month) - 1 + months
		year, month = floorDiv(m, 12), int(floorMod(m, 12))+1
		x = value.DateOf(year, month, min(day, daysIn(year, month)))
	}
	return value.Date{Days: x.Days + days}
}

func daysIn(year int64, month int) int {
	return int(value.DateOf(year, month+1, 1).Days - value.DateOf(year, month, 1).Days)
}

func shiftLocal(x value.LocalDateTime, d value.Duration) value.LocalDateTime {
	date := shiftDate(x.Date(), d.Months, d.Days)
	nanos := int64(x.Nanos) + int64(d.Nanos)
	seconds := date.Days*secondsPerDay + floorMod(x.Seconds, secondsPerDay) + d.Seconds + floorDiv(nanos, nanosPerSecond)
	return value.LocalDateTime{Seconds: seconds, Nanos: int(floorMod(nanos, nanosPerSecond))}
}

// shiftZoned moves the date on the local clock and the time on the world's.
func shiftZoned(x value.DateTime, d value.Duration) value.DateTime {
	local := shiftLocal(x.Local(), value.Duration{Months: d.Months, Days: d.Days})
	moved := Resolve(local, Zone{Offset: x.Offset, Name: x.Zone})
	nanos := int64(moved.Nanos) + int64(d.Nanos)
	seconds := moved.Seconds + d.Seconds + floorDiv(nanos, nanosPerSecond)
	return AtInstant(seconds, int(floorMod(nanos, nanosPerSecond)), Zone{Offset: moved.Offset, Name: x.Zone})
}

// Multiply is "*" of a duration and a number, either way round.
func Multiply(a, b value.Value) (v value.Value, ok bool, err error) {
	d, isDuration := a.(value.Duration)
	if !isDuration {
		if d, isDuration = b.(value.Duration); !isDuration {
			return nil, false, nil
		}
		b = a
	}
	if n, isInt := b.(int64); isInt {
		return normal(d.Months*n, d.Days*n, d.Seconds*n, int64(d.Nanos)*n), true, nil
	}
	f, isFloat := b.(float64)
	if !isFloat {
		return nil, false, nil
	}
	return scale(d, f)
}

// Divide is "/" of a duration by a number.
func Divide(a, b value.Value) (v value.Value, ok bool, err error) {
	d, isDuration := a.(value.Duration)
	if !isDuration {
		return nil, false, nil
	}
	switch n := b.(type) {
	case int64:
		if n == 0 {
			return nil, true, status.Arithmetic("/ by zero")
		}
		return scale(d, 1/float64(n))
	case float64:
		return scale(d, 1/n)
	}
	return nil, false, nil
}

func scale(d value.Duration, f float64) (value.Value, bool, error) {
	v, err := approximate(float64(d.Months)*f, float64(d.Days)*f, float64(d.Seconds)*f, float64(d.Nanos)*f)
	return v, true, err
}

// approximate makes a duration of fractional parts: the fraction of a month
// goes to the days at 30.436875 days a month, that of a day to the seconds,
// that of a second to the nanoseconds.
func approximate(months, days, seconds, nanos float64) (value.Value, error) {
	m := math.Trunc(months)
	days += (months - m) * daysPerMonth
	d := math.Trunc(days)
	seconds += (days - d) * float64(secondsPerDay)
	s := math.Trunc(seconds)
	nanos += (seconds - s) * float64(nanosPerSecond)
	n := math.Trunc(nanos)
	for _, x := range []float64{m, d, s, n} {
		if math.IsNaN(x) || math.Abs(x) >= 1<<63 {
			return nil, status.Arithmetic("the parts of the duration are too large")
		}
	}
	return normal(int64(m), int64(d), int64(s), int64(n)), nil
}
