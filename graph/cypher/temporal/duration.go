package temporal

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

var (
	ratSecondsPerDay = new(big.Rat).SetInt64(secondsPerDay)
	ratNanos         = new(big.Rat).SetInt64(nanosPerSecond)
	// ratDaysPerMonth is 30.436875.
	ratDaysPerMonth = big.NewRat(secondsPerMonth, secondsPerDay)
)

func isNumber(v value.Value) bool {
	switch v.(type) {
	case int64, float64:
		return true
	}
	return false
}

// rational is a number as an exact fraction; a float counts as the shortest
// decimal that names it, so that 1.9 seconds are 1,900,000,000 nanoseconds.
// ok is false for infinities, NaN and values that are no numbers.
func rational(v value.Value) (r *big.Rat, ok bool) {
	switch x := v.(type) {
	case int64:
		return new(big.Rat).SetInt64(x), true
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, false
		}
		return new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	}
	return nil, false
}

// carry makes a duration of fractional parts: the fraction of a month goes to
// the days at 30.436875 days a month, that of a day to the seconds, that of a
// second to the nanoseconds, and what is left is dropped. It changes its
// arguments.
func carry(months, days, seconds *big.Rat) (value.Duration, error) {
	m := whole(months)
	days.Add(days, fractionOf(months, m).Mul(months, ratDaysPerMonth))
	d := whole(days)
	seconds.Add(seconds, fractionOf(days, d).Mul(days, ratSecondsPerDay))
	n := whole(seconds.Mul(seconds, ratNanos))
	s, nanos := new(big.Int).DivMod(n, ratNanos.Num(), new(big.Int))
	if !m.IsInt64() || !d.IsInt64() || !s.IsInt64() {
		return value.Duration{}, durationOverflow()
	}
	return normal(m.Int64(), d.Int64(), s.Int64(), nanos.Int64())
}

// whole is r without its fraction, towards zero.
func whole(r *big.Rat) *big.Int { return new(big.Int).Quo(r.Num(), r.Denom()) }

// fractionOf takes the whole part out of r.
func fractionOf(r *big.Rat, whole *big.Int) *big.Rat {
	return r.Sub(r, new(big.Rat).SetInt(whole))
}

// durationUnit says how much of months, days or seconds a field counts.
type durationUnit struct {
	months, days int64
	seconds      *big.Rat
}

var durationUnits = map[string]durationUnit{
	"years":        {months: 12},
	"quarters":     {months: 3},
	"months":       {months: 1},
	"weeks":        {days: 7},
	"days":         {days: 1},
	"hours":        {seconds: big.NewRat(3600, 1)},
	"minutes":      {seconds: big.NewRat(60, 1)},
	"seconds":      {seconds: big.NewRat(1, 1)},
	"milliseconds": {seconds: big.NewRat(1, 1000)},
	"microseconds": {seconds: big.NewRat(1, 1_000_000)},
	"nanoseconds":  {seconds: big.NewRat(1, nanosPerSecond)},
}

// amounts adds up the fields of a duration.
type amounts struct{ months, days, seconds big.Rat }

func (a *amounts) add(u durationUnit, n *big.Rat) {
	var product big.Rat
	switch {
	case u.months != 0:
		a.months.Add(&a.months, product.Mul(n, product.SetInt64(u.months)))
	case u.days != 0:
		a.days.Add(&a.days, product.Mul(n, product.SetInt64(u.days)))
	default:
		a.seconds.Add(&a.seconds, product.Mul(n, u.seconds))
	}
}

func (a *amounts) duration() (value.Duration, error) { return carry(&a.months, &a.days, &a.seconds) }

// duration is duration(): from text or from a map of amounts.
func duration(_ Clock, args []value.Value) (value.Value, error) {
	switch x := args[0].(type) {
	case nil:
		return nil, nil
	case string:
		return orNull(parseDuration(x))
	case map[string]value.Value:
		return orNull(durationOfMap(x))
	case value.Duration:
		return x, nil
	}
	return nil, wrongInput("duration", args[0])
}

// orNull hands on a value and keeps zero values from leaving with an error.
func orNull[T any](v T, err error) (value.Value, error) {
	if err != nil {
		return nil, err
	}
	return v, nil
}

func durationOfMap(m map[string]value.Value) (value.Duration, error) {
	if len(m) == 0 {
		return value.Duration{}, status.Argument("InvalidArgumentValue", "A duration needs at least one amount, such as {days: 1}")
	}
	var total amounts
	for _, key := range value.SortedKeys(m) {
		unit, known := durationUnits[key]
		switch {
		case !known:
			return value.Duration{}, status.Argument("InvalidArgumentValue", "No such field: %s of duration()", quote(key))
		case m[key] == nil:
			continue
		case !isNumber(m[key]):
			return value.Duration{}, status.Argument("InvalidArgumentValue", "%s must be a number value, but was %s", key, value.TypeName(m[key]))
		}
		n, finite := rational(m[key])
		if !finite {
			return value.Duration{}, status.Argument("InvalidArgumentValue", "%s must be a finite number", key)
		}
		total.add(unit, n)
	}
	return total.duration()
}

// parseDuration reads the two forms of ISO 8601: with designators,
// P1Y2M3W4DT5H6M7.8S, where every amount may have a sign and a fraction and
// the whole a sign, and as a date and time, P0001-02-03T04:05:06.7.
func parseDuration(text string) (value.Duration, error) {
	c := cursor{text: strings.ToUpper(text)}
	negative := c.accept('-')
	if !negative {
		c.accept('+')
	}
	if !c.accept('P') || len(text) > 200 {
		return value.Duration{}, unreadable("Duration", text)
	}
	var total amounts
	if start := c.at; !readAmounts(&c, &total) {
		total, c.at = amounts{}, start
		if !readDateForm(&c, &total) {
			return value.Duration{}, unreadable("Duration", text)
		}
	}
	d, err := total.duration()
	if err != nil || !negative {
		return d, err
	}
	return negate(d)
}

// The designators of an amount before and after T, in their order.
var (
	dateDesignators = []string{"years", "quarters", "months", "weeks", "days"}
	timeDesignators = []string{"hours", "minutes", "seconds"}
)

// readAmounts reads the amounts after P, each with its designator and in their
// order, at least one.
func readAmounts(c *cursor, total *amounts) bool {
	left, inDate, found := dateDesignators, true, false
	for c.rest() != "" {
		if inDate && c.accept('T') {
			left, inDate, found = timeDesignators, false, false
			continue
		}
		n, ok := readDecimal(c)
		if !ok {
			return false
		}
		for len(left) > 0 && !c.accept(left[0][0]-'a'+'A') {
			left = left[1:]
		}
		if len(left) == 0 {
			return false
		}
		total.add(durationUnits[left[0]], n)
		left, found = left[1:], true
	}
	return found
}

// readDecimal reads a signed decimal number such as -1.5.
func readDecimal(c *cursor) (*big.Rat, bool) {
	start := c.at
	if !c.accept('-') {
		c.accept('+')
	}
	digits := c.digits()
	c.at += digits
	if digits == 0 {
		return nil, false
	}
	if c.accept('.') || c.accept(',') {
		if digits = c.digits(); digits == 0 {
			return nil, false
		}
		c.at += digits
	}
	return new(big.Rat).SetString(strings.Replace(c.text[start:c.at], ",", ".", 1))
}

// readDateForm reads YYYY-MM-DDTHH:MM:SS.f or YYYYMMDDTHHMMSS.f after P; the
// amounts must not go beyond the next larger unit.
func readDateForm(c *cursor, total *amounts) bool {
	years, ok := c.number(4)
	extended := c.accept('-')
	var n [5]int64
	for i := range n {
		switch {
		case !ok:
			return false
		case i == 1:
			ok = c.accept('-') == extended
		case i == 2:
			ok = c.accept('T')
		case i > 2:
			ok = c.accept(':') == extended
		}
		var read bool
		n[i], read = c.number(2)
		ok = ok && read
	}
	months, days, hours, minutes, seconds := n[0], n[1], n[2], n[3], n[4]
	nanos, read := c.fraction()
	if !ok || !read || c.rest() != "" || months > 12 || days > 31 || hours > 24 || minutes > 59 || seconds > 59 {
		return false
	}
	total.months.SetInt64(years*12 + months)
	total.days.SetInt64(days)
	total.seconds.SetInt64(hours*3600 + minutes*60 + seconds)
	total.seconds.Add(&total.seconds, big.NewRat(nanos, nanosPerSecond))
	return true
}
