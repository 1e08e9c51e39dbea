package functions

import (
	"strconv"
	"strings"
)

// decimal is the shortest decimal text of a float: whole and fraction digits.
type decimal struct{ whole, fraction string }

func parseDecimal(x float64) decimal {
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(x, 'f', -1, 64), ".")
	return decimal{whole, fraction}
}

// roundsUp tells whether rounding to precision digits goes away from zero.
func (d decimal) roundsUp(precision int, mode string, negative bool) (up, ok bool) {
	rest := ""
	if precision < len(d.fraction) {
		rest = d.fraction[precision:]
	}
	rest = strings.TrimRight(rest, "0")
	half := 0 // compared with one half
	switch {
	case rest == "5":
	case rest == "" || rest[0] < '5':
		half = -1
	default:
		half = 1
	}
	digits := d.whole + d.fraction[:min(precision, len(d.fraction))]
	odd := (digits[len(digits)-1]-'0')%2 == 1
	switch mode {
	case "CEILING":
		return rest != "" && !negative, true
	case "FLOOR":
		return rest != "" && negative, true
	case "UP":
		return rest != "", true
	case "DOWN":
		return false, true
	case "HALF_UP":
		return half >= 0, true
	case "HALF_DOWN":
		return half > 0, true
	case "HALF_EVEN":
		return half > 0 || half == 0 && odd, true
	}
	return false, false
}

// cut drops the digits after precision, adding one to the last kept if up.
func (d decimal) cut(precision int, up bool) float64 {
	fraction := d.fraction[:min(precision, len(d.fraction))]
	digits := []byte("0" + d.whole + fraction)
	for i := len(digits) - 1; up && i >= 0; i-- {
		if digits[i] < '9' {
			digits[i]++
			up = false
		} else {
			digits[i] = '0'
		}
	}
	point := len(digits) - len(fraction)
	f, _ := strconv.ParseFloat(string(digits[:point])+"."+string(digits[point:])+"0", 64)
	return f
}
