package temporal

import (
	"math"
	"math/big"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
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
	negative, err := negate(d)
	if err != nil {
		return nil, true, err
	}
	return plus(a, negative)
}

func negate(d value.Duration) (value.Duration, error) {
	if d.Months == math.MinInt64 || d.Days == math.MinInt64 || d.Seconds == math.MinInt64 {
		return value.Duration{}, durationOverflow()
	}
	return normal(-d.Months, -d.Days, -d.Seconds, -int64(d.Nanos))
}

func plus(a value.Value, d value.Duration) (v value.Value, ok bool, err error) {
	switch x := a.(type) {
	case value.Duration:
		v, err = sum(x, d)
	case value.Date:
		seconds := d.Seconds
		if seconds < 0 && d.Nanos > 0 {
			seconds++ // the fraction points back to zero; whole days count
		}
		var days int64
		if days, ok = add(d.Days, seconds/secondsPerDay); !ok {
			return nil, true, outOfCalendar()
		}
		v, err = shiftDate(x, d.Months, days)
	case value.LocalTime:
		v = value.LocalTime{Nanos: turn(x.Nanos, d)}
	case value.Time:
		v = value.Time{Nanos: turn(x.Nanos, d), Offset: x.Offset}
	case value.LocalDateTime:
		v, err = shiftLocal(x, d)
	case value.DateTime:
		v, err = shiftZoned(x, d)
	default:
		return nil, false, nil
	}
	if err != nil {
		return nil, true, err
	}
	return v, true, nil
}

func sum(x, y value.Duration) (value.Duration, error) {
	months, ok1 := add(x.Months, y.Months)
	days, ok2 := add(x.Days, y.Days)
	seconds, ok3 := add(x.Seconds, y.Seconds)
	if !ok1 || !ok2 || !ok3 {
		return value.Duration{}, durationOverflow()
	}
	return normal(months, days, seconds, int64(x.Nanos)+int64(y.Nanos))
}

// turn moves the hands of a clock, in nanoseconds from midnight, by the part
// of a duration that is not whole days.
func turn(nanos int64, d value.Duration) int64 {
	return floorMod(nanos+d.Seconds%secondsPerDay*nanosPerSecond+int64(d.Nanos), nanosPerDay)
}

// shiftDate adds months, keeping the day of the month where it exists and
// else taking the last, and then days.
func shiftDate(x value.Date, months, days int64) (value.Date, error) {
	if months != 0 {
		if reach := 24 * (maxYear + 1); months > reach || months < -reach {
			return x, outOfCalendar()
		}
		year, month, day := x.Civil()
		m := year*12 + int64(month) - 1 + months
		year, month = floorDiv(m, 12), int(floorMod(m, 12))+1
		if year > maxYear || year < -maxYear {
			return x, outOfCalendar()
		}
		x = value.DateOf(year, month, min(day, daysIn(year, month)))
	}
	days, ok := add(x.Days, days)
	if !ok || !inCalendar(days) {
		return x, outOfCalendar()
	}
	return value.Date{Days: days}, nil
}

func shiftLocal(x value.LocalDateTime, d value.Duration) (value.LocalDateTime, error) {
	date, err := shiftDate(x.Date(), d.Months, d.Days)
	if err != nil {
		return x, err
	}
	nanos := int64(x.Nanos) + int64(d.Nanos)
	start := date.Days*secondsPerDay + floorMod(x.Seconds, secondsPerDay) + floorDiv(nanos, nanosPerSecond)
	seconds, ok := add(start, d.Seconds)
	if !ok || !inCalendar(floorDiv(seconds, secondsPerDay)) {
		return x, outOfCalendar()
	}
	return value.LocalDateTime{Seconds: seconds, Nanos: int(floorMod(nanos, nanosPerSecond))}, nil
}

// shiftZoned moves the date on the local clock and the time on the world's.
func shiftZoned(x value.DateTime, d value.Duration) (value.DateTime, error) {
	moved, zone := x, zoneOfDateTime(x)
	if d.Months != 0 || d.Days != 0 {
		local, err := shiftLocal(x.Local(), value.Duration{Months: d.Months, Days: d.Days})
		if err != nil {
			return x, err
		}
		moved = resolve(local, zone, x.Offset)
	}
	nanos := int64(moved.Nanos) + int64(d.Nanos)
	seconds, ok := add(moved.Seconds+floorDiv(nanos, nanosPerSecond), d.Seconds)
	if !ok || !inCalendar(floorDiv(seconds, secondsPerDay)) {
		return x, outOfCalendar()
	}
	moved = AtInstant(seconds, int(floorMod(nanos, nanosPerSecond)), zone)
	if !inCalendar(moved.Local().Date().Days) {
		return x, outOfCalendar()
	}
	return moved, nil
}

// Multiply is "*" of a duration and a number, either way round; ok is false
// for any other operands.
func Multiply(a, b value.Value) (v value.Value, ok bool, err error) {
	d, isDuration := a.(value.Duration)
	if !isDuration {
		if d, isDuration = b.(value.Duration); !isDuration {
			return nil, false, nil
		}
		b = a
	}
	if !isNumber(b) {
		return nil, false, nil
	}
	factor, finite := rational(b)
	if !finite {
		return nil, true, durationOverflow()
	}
	return scale(d, factor)
}

// Divide is "/" of a duration by a number; ok is false for any other operands.
func Divide(a, b value.Value) (v value.Value, ok bool, err error) {
	d, isDuration := a.(value.Duration)
	if !isDuration || !isNumber(b) {
		return nil, false, nil
	}
	if f, isFloat := b.(float64); isFloat && math.IsInf(f, 0) {
		return value.Duration{}, true, nil
	}
	divisor, finite := rational(b)
	switch {
	case !finite:
		return nil, true, durationOverflow()
	case divisor.Sign() == 0:
		return nil, true, status.Arithmetic("/ by zero")
	}
	return scale(d, divisor.Inv(divisor))
}

func scale(d value.Duration, factor *big.Rat) (value.Value, bool, error) {
	seconds := new(big.Rat).SetInt64(d.Seconds)
	seconds.Add(seconds, big.NewRat(int64(d.Nanos), nanosPerSecond))
	months, days := new(big.Rat).SetInt64(d.Months), new(big.Rat).SetInt64(d.Days)
	v, err := carry(months.Mul(months, factor), days.Mul(days, factor), seconds.Mul(seconds, factor))
	if err != nil {
		return nil, true, err
	}
	return v, true, nil
}
