package functions

import (
	"math"
	"math/rand/v2"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

const numberType = value.NumberType

var numberFunctions = []Function{
	{Name: "abs", Category: "Numeric", Signature: "abs(input :: INTEGER | FLOAT) :: INTEGER | FLOAT", Description: "Returns the absolute value of an `INTEGER` or `FLOAT`.",
		Min: 1, Max: 1, Args: []value.TypeSet{numberType}, Result: numberType, Call: abs},
	{Name: "sign", Category: "Numeric", Signature: "sign(input :: INTEGER | FLOAT) :: INTEGER", Description: "Returns the signum of an `INTEGER` or `FLOAT`: 0 if the number is 0, -1 for any negative number, and 1 for any positive number.",
		Min: 1, Max: 1, Args: []value.TypeSet{numberType}, Result: value.IntegerType, Call: sign},
	{Name: "round", Category: "Numeric", Signature: "round(value :: INTEGER | FLOAT, precision :: INTEGER | FLOAT, mode :: STRING) :: FLOAT", Description: "Returns the value of a number rounded to the specified precision, halves up unless a mode is given.",
		Min: 1, Max: 3, Args: []value.TypeSet{numberType, numberType, stringType}, Result: value.FloatType, Call: round},
	{Name: "isNaN", Category: "Numeric", Signature: "isNaN(input :: INTEGER | FLOAT) :: BOOLEAN", Description: "Returns whether the given number is `NaN`.",
		Min: 1, Max: 1, Args: []value.TypeSet{numberType}, Result: value.BooleanType, Call: isNaN},
	{Name: "rand", Category: "Numeric", Signature: "rand() :: FLOAT", Description: "Returns a random `FLOAT` in the range from 0 (inclusive) to 1 (exclusive).",
		Min: 0, Max: 0, Result: value.FloatType, Call: random},
	floatFunction("ceil", "Numeric", "Returns the smallest `FLOAT` that is greater than or equal to a number and equal to an `INTEGER`.", math.Ceil),
	floatFunction("ceiling", "Numeric", "Returns the smallest `FLOAT` that is greater than or equal to a number and equal to an `INTEGER`.", math.Ceil),
	floatFunction("floor", "Numeric", "Returns the largest `FLOAT` less than or equal to a number and equal to an `INTEGER`.", math.Floor),
	floatFunction("sqrt", "Logarithmic", "Returns the square root of a `FLOAT`.", math.Sqrt),
	floatFunction("exp", "Logarithmic", "Returns e^n, where e is the base of the natural logarithm.", math.Exp),
	floatFunction("log", "Logarithmic", "Returns the natural logarithm of a `FLOAT`.", math.Log),
	floatFunction("log10", "Logarithmic", "Returns the common logarithm (base 10) of a `FLOAT`.", math.Log10),
	floatFunction("sin", "Trigonometric", "Returns the sine of a `FLOAT`.", math.Sin),
	floatFunction("cos", "Trigonometric", "Returns the cosine of a `FLOAT`.", math.Cos),
	floatFunction("tan", "Trigonometric", "Returns the tangent of a `FLOAT`.", math.Tan),
	floatFunction("cot", "Trigonometric", "Returns the cotangent of a `FLOAT`.", func(x float64) float64 { return 1 / math.Tan(x) }),
	floatFunction("asin", "Trigonometric", "Returns the arcsine of a `FLOAT` in radians.", math.Asin),
	floatFunction("acos", "Trigonometric", "Returns the arccosine of a `FLOAT` in radians.", math.Acos),
	floatFunction("atan", "Trigonometric", "Returns the arctangent of a `FLOAT` in radians.", math.Atan),
	floatFunction("sinh", "Trigonometric", "Returns the hyperbolic sine of a `FLOAT`.", math.Sinh),
	floatFunction("cosh", "Trigonometric", "Returns the hyperbolic cosine of a `FLOAT`.", math.Cosh),
	floatFunction("tanh", "Trigonometric", "Returns the hyperbolic tangent of a `FLOAT`.", math.Tanh),
	floatFunction("coth", "Trigonometric", "Returns the hyperbolic cotangent of a `FLOAT`.", func(x float64) float64 { return 1 / math.Tanh(x) }),
	floatFunction("haversin", "Trigonometric", "Returns half the versine of a number.", func(x float64) float64 { return (1 - math.Cos(x)) / 2 }),
	floatFunction("degrees", "Trigonometric", "Converts radians to degrees.", func(x float64) float64 { return x * 180 / math.Pi }),
	floatFunction("radians", "Trigonometric", "Converts degrees to radians.", func(x float64) float64 { return x * math.Pi / 180 }),
	{Name: "atan2", Category: "Trigonometric", Signature: "atan2(y :: FLOAT, x :: FLOAT) :: FLOAT", Description: "Returns the arctangent2 of a set of coordinates in radians.",
		Min: 2, Max: 2, Args: []value.TypeSet{numberType}, Result: value.FloatType, Call: atan2},
	{Name: "pi", Category: "Trigonometric", Signature: "pi() :: FLOAT", Description: "Returns the mathematical constant pi.", Min: 0, Max: 0, Result: value.FloatType,
		Call: func(*Context, []value.Value) (value.Value, error) { return math.Pi, nil }},
	{Name: "e", Category: "Logarithmic", Signature: "e() :: FLOAT", Description: "Returns the base of the natural logarithm, e.", Min: 0, Max: 0, Result: value.FloatType,
		Call: func(*Context, []value.Value) (value.Value, error) { return math.E, nil }},
}

func floatFunction(name, category, description string, f func(float64) float64) Function {
	return Function{Name: name, Category: category, Signature: name + "(input :: FLOAT) :: FLOAT", Description: description,
		Min: 1, Max: 1, Args: []value.TypeSet{numberType}, Result: value.FloatType,
		Call: func(_ *Context, args []value.Value) (value.Value, error) {
			x, ok := toFloat64(args[0])
			if !ok {
				return nil, mismatch(name, args[0])
			}
			return f(x), nil
		}}
}

// toFloat64 returns a number as a float.
func toFloat64(v value.Value) (float64, bool) {
	switch x := v.(type) {
	case int64:
		return float64(x), true
	case float64:
		return x, true
	}
	return 0, false
}

func abs(_ *Context, args []value.Value) (value.Value, error) {
	switch x := args[0].(type) {
	case int64:
		if x == math.MinInt64 {
			return nil, status.Arithmetic("long overflow")
		}
		return max(x, -x), nil
	case float64:
		return math.Abs(x), nil
	}
	return nil, mismatch("abs", args[0])
}

func sign(_ *Context, args []value.Value) (value.Value, error) {
	x, ok := toFloat64(args[0])
	switch {
	case !ok:
		return nil, mismatch("sign", args[0])
	case x > 0:
		return int64(1), nil
	case x < 0:
		return int64(-1), nil
	}
	return int64(0), nil
}

func isNaN(_ *Context, args []value.Value) (value.Value, error) {
	x, ok := toFloat64(args[0])
	if !ok {
		return nil, mismatch("isNaN", args[0])
	}
	return math.IsNaN(x), nil
}

func random(c *Context, _ []value.Value) (value.Value, error) {
	if c.Rand != nil {
		return c.Rand.Float64(), nil
	}
	return rand.Float64(), nil
}

func atan2(_ *Context, args []value.Value) (value.Value, error) {
	y, ok1 := toFloat64(args[0])
	x, ok2 := toFloat64(args[1])
	if !ok1 || !ok2 {
		return nil, status.Type("Invalid input for function 'atan2()': expected two numbers")
	}
	return math.Atan2(y, x), nil
}

func round(_ *Context, args []value.Value) (value.Value, error) {
	x, ok := toFloat64(args[0])
	if !ok {
		return nil, mismatch("round", args[0])
	}
	precision := 0.0
	if len(args) > 1 {
		if precision, ok = toFloat64(args[1]); !ok {
			return nil, mismatch("round", args[1])
		}
		if precision < 0 || precision > 308 {
			return nil, status.Argument("NumberOutOfRange", "Precision argument to 'round()' must be between 0 and 308")
		}
	}
	mode := "HALF_UP"
	if len(args) > 2 {
		if mode, ok = args[2].(string); !ok {
			return nil, mismatch("round", args[2])
		}
	} else if len(args) == 1 {
		return roundHalfUp(x), nil
	}
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return x, nil
	}
	return roundTo(x, int(precision), mode)
}

// roundHalfUp is Java's Math.round: halves go towards positive infinity, and
// the result is within 64 bits.
func roundHalfUp(x float64) float64 {
	whole := math.Floor(x)
	if x-whole >= 0.5 {
		whole++
	}
	return float64(truncate(whole))
}

// roundTo rounds on the decimal digits of x, as java.math.BigDecimal does on
// the shortest text that reads back as x.
func roundTo(x float64, precision int, mode string) (value.Value, error) {
	d := parseDecimal(math.Abs(x))
	up, ok := d.roundsUp(precision, mode, x < 0)
	if !ok {
		return nil, status.Argument("InvalidArgumentValue", "Unknown rounding mode '%s'. Valid values are: CEILING, FLOOR, UP, DOWN, HALF_EVEN, HALF_UP, HALF_DOWN", mode)
	}
	r := d.cut(precision, up)
	if x < 0 {
		r = -r
	}
	return r, nil
}
