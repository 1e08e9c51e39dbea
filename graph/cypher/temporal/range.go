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
	// maxYear bounds years on both sides, as in java.time.
	maxYear = int64(999_999_999)
	// secondsPerMonth is a twelfth of the mean Gregorian year.
	secondsPerMonth = int64(2629746)
)

var (
	firstDay = value.DateOf(-maxYear, 1, 1).Days
	lastDay  = value.DateOf(maxYear, 12, 31).Days
)

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }

// add is a+b; ok is false on overflow.
func add(a, b int64) (sum int64, ok bool) {
	sum = a + b
	return sum, (sum > a) == (b > 0)
}

func inCalendar(days int64) bool { return firstDay <= days && days <= lastDay }

func outOfCalendar() error {
	return status.Arithmetic("the result is outside the years -999999999 to 999999999")
}

// within checks a field of a date or time against its bounds.
func within(field string, n, low, high int64) error {
	if n < low || n > high {
		return status.Argument("InvalidArgumentValue", "Invalid value for %s (valid values %d - %d): %d", field, low, high, n)
	}
	return nil
}

// normal carries nanoseconds into seconds so that they lie in [0, 1e9). It
// refuses durations whose average length in seconds leaves 64 bits, as they
// could not be ordered.
func normal(months, days, seconds, nanos int64) (value.Duration, error) {
	seconds, ok := add(seconds, floorDiv(nanos, nanosPerSecond))
	length := float64(months)*float64(secondsPerMonth) + float64(days)*float64(secondsPerDay) + float64(seconds)
	tooLong := math.Abs(length) >= 1<<62 || math.Abs(float64(months)) >= 1<<41 || math.Abs(float64(days)) >= 1<<46
	if !ok || tooLong {
		return value.Duration{}, durationOverflow()
	}
	return value.Duration{Months: months, Days: days, Seconds: seconds, Nanos: int(floorMod(nanos, nanosPerSecond))}, nil
}

func durationOverflow() error {
	return status.Arithmetic("the parts of the duration are too large")
}
