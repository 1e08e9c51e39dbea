package functions

import (
	"math"
	"math/bits"

	"clew/graph/cypher/status"
	"clew/graph/cypher/temporal"
	"clew/graph/cypher/value"
)

func cannot(verb string, a, b value.Value) error {
	return status.Run(status.TypeError, "InvalidArgumentType", "Cannot %s `%s` and `%s`", verb, value.TypeName(a), value.TypeName(b))
}

// Add is the operator "+": numbers, text, lists, durations and times.
func Add(a, b value.Value) (value.Value, error) {
	if list, ok := a.([]value.Value); ok {
		if more, ok := b.([]value.Value); ok {
			return concat(list, more), nil
		}
		if b == nil {
			return nil, nil
		}
		return concat(list, []value.Value{b}), nil
	}
	if list, ok := b.([]value.Value); ok && a != nil {
		return concat([]value.Value{a}, list), nil
	}
	if a == nil || b == nil {
		return nil, nil
	}
	switch x := a.(type) {
	case int64:
		switch y := b.(type) {
		case int64:
			sum := x + y
			if (sum > x) != (y > 0) && y != 0 {
				return nil, overflow()
			}
			return sum, nil
		case float64:
			return float64(x) + y, nil
		case string:
			return value.Format(x) + y, nil
		}
	case float64:
		switch y := b.(type) {
		case int64:
			return x + float64(y), nil
		case float64:
			return x + y, nil
		case string:
			return value.Format(x) + y, nil
		}
	case string:
		if y, ok := toString(b); ok && !isBoolean(b) {
			return x + y.(string), nil
		}
	default:
		if y, ok := b.(string); ok && !isBoolean(a) {
			if s, ok := toString(a); ok {
				return s.(string) + y, nil
			}
		}
		if v, ok, err := temporal.Add(a, b); ok {
			return v, err
		}
	}
	return nil, cannot("add", a, b)
}

// isBoolean tells booleans, which do not join with text.
func isBoolean(v value.Value) bool {
	_, ok := v.(bool)
	return ok
}

func concat(a, b []value.Value) []value.Value {
	out := make([]value.Value, 0, len(a)+len(b))
	return append(append(out, a...), b...)
}

// Concat is the operator "||".
func Concat(a, b value.Value) (value.Value, error) {
	if a == nil || b == nil {
		return nil, nil
	}
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			return x + y, nil
		}
	case []value.Value:
		if y, ok := b.([]value.Value); ok {
			return concat(x, y), nil
		}
	}
	return nil, cannot("concatenate", a, b)
}

// Subtract is the operator "-" with two operands.
func Subtract(a, b value.Value) (value.Value, error) {
	if a == nil || b == nil {
		return nil, nil
	}
	if x, ok := a.(int64); ok {
		if y, ok := b.(int64); ok {
			diff := x - y
			if (diff < x) != (y > 0) && y != 0 {
				return nil, overflow()
			}
			return diff, nil
		}
	}
	if x, y, ok := floats(a, b); ok {
		return x - y, nil
	}
	if v, ok, err := temporal.Subtract(a, b); ok {
		return v, err
	}
	return nil, cannot("subtract", a, b)
}

func floats(a, b value.Value) (x, y float64, ok bool) {
	x, ok1 := toFloat64(a)
	y, ok2 := toFloat64(b)
	return x, y, ok1 && ok2
}

// Multiply is the operator "*".
func Multiply(a, b value.Value) (value.Value, error) {
	if a == nil || b == nil {
		return nil, nil
	}
	if x, ok := a.(int64); ok {
		if y, ok := b.(int64); ok {
			return multiplyInts(x, y)
		}
	}
	if x, y, ok := floats(a, b); ok {
		return x * y, nil
	}
	if v, ok, err := temporal.Multiply(a, b); ok {
		return v, err
	}
	return nil, cannot("multiply", a, b)
}

func multiplyInts(x, y int64) (value.Value, error) {
	negative := (x < 0) != (y < 0)
	hi, lo := bits.Mul64(magnitude(x), magnitude(y))
	switch {
	case hi != 0, lo > 1<<63, lo == 1<<63 && !negative:
		return nil, overflow()
	case negative:
		return int64(-lo), nil
	}
	return int64(lo), nil
}

func magnitude(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

// Divide is the operator "/": of two integers the quotient towards zero.
func Divide(a, b value.Value) (value.Value, error) {
	if a == nil || b == nil {
		return nil, nil
	}
	if x, ok := a.(int64); ok {
		if y, ok := b.(int64); ok {
			switch {
			case y == 0:
				return nil, status.Arithmetic("/ by zero")
			case x == math.MinInt64 && y == -1:
				return nil, overflow()
			}
			return x / y, nil
		}
	}
	if x, y, ok := floats(a, b); ok {
		if b == value.Value(int64(0)) {
			return nil, status.Arithmetic("/ by zero")
		}
		return x / y, nil
	}
	if v, ok, err := temporal.Divide(a, b); ok {
		return v, err
	}
	return nil, cannot("divide", a, b)
}

// Modulo is the operator "%"; the result has the sign of the dividend.
func Modulo(a, b value.Value) (value.Value, error) {
	if a == nil || b == nil {
		return nil, nil
	}
	if x, ok := a.(int64); ok {
		if y, ok := b.(int64); ok {
			switch y {
			case 0:
				return nil, status.Arithmetic("/ by zero")
			case -1:
				return int64(0), nil
			}
			return x % y, nil
		}
	}
	if x, y, ok := floats(a, b); ok {
		return math.Mod(x, y), nil
	}
	return nil, cannot("calculate the modulus of", a, b)
}

// Power is the operator "^", always a float.
func Power(a, b value.Value) (value.Value, error) {
	if a == nil || b == nil {
		return nil, nil
	}
	if x, y, ok := floats(a, b); ok {
		return math.Pow(x, y), nil
	}
	return nil, cannot("raise", a, b)
}

// Negate is the operator "-" with one operand.
func Negate(a value.Value) (value.Value, error) {
	switch x := a.(type) {
	case nil:
		return nil, nil
	case int64:
		if x == math.MinInt64 {
			return nil, overflow()
		}
		return -x, nil
	case float64:
		return -x, nil
	}
	if v, ok, err := temporal.Multiply(a, int64(-1)); ok {
		return v, err
	}
	return nil, status.Run(status.TypeError, "InvalidArgumentType", "Cannot negate `%s`", value.TypeName(a))
}

// Plus is the operator "+" with one operand.
func Plus(a value.Value) (value.Value, error) {
	switch a.(type) {
	case nil, int64, float64, value.Duration:
		return a, nil
	}
	return nil, status.Run(status.TypeError, "InvalidArgumentType", "Cannot apply unary plus to `%s`", value.TypeName(a))
}
