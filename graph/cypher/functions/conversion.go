package functions

import (
	"cmp"
	"math"
	"sort"
	"strconv"
	"strings"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

const scalarType = value.BooleanType | numberType | stringType

var conversionFunctions = []Function{
	{Name: "toBoolean", Category: "Scalar", Signature: "toBoolean(input :: BOOLEAN | STRING | INTEGER) :: BOOLEAN", Description: "Converts a `BOOLEAN`, `STRING` or `INTEGER` value to a `BOOLEAN` value.",
		Min: 1, Max: 1, Args: []value.TypeSet{value.BooleanType | stringType | value.IntegerType}, Result: value.BooleanType, Call: strict("toBoolean", toBoolean)},
	{Name: "toInteger", Category: "Scalar", Signature: "toInteger(input :: BOOLEAN | STRING | INTEGER | FLOAT) :: INTEGER", Description: "Converts a `BOOLEAN`, `STRING`, `INTEGER` or `FLOAT` value to an `INTEGER` value.",
		Min: 1, Max: 1, Args: []value.TypeSet{scalarType}, Result: value.IntegerType, Call: strict("toInteger", toInteger)},
	{Name: "toFloat", Category: "Scalar", Signature: "toFloat(input :: STRING | INTEGER | FLOAT) :: FLOAT", Description: "Converts a `STRING`, `INTEGER` or `FLOAT` value to a `FLOAT` value.",
		Min: 1, Max: 1, Args: []value.TypeSet{numberType | stringType}, Result: value.FloatType, Call: strict("toFloat", toFloat)},
	{Name: "toString", Category: "String", Signature: "toString(input :: ANY) :: STRING", Description: "Converts an `INTEGER`, `FLOAT`, `BOOLEAN`, `POINT` or temporal type value to a `STRING`.",
		Min: 1, Max: 1, Args: []value.TypeSet{scalarType | value.TemporalType | value.DurationType | value.PointType}, Result: stringType, Call: strict("toString", toString)},
	orNull("toBooleanOrNull", value.BooleanType, toBoolean),
	orNull("toIntegerOrNull", value.IntegerType, toInteger),
	orNull("toFloatOrNull", value.FloatType, toFloat),
	orNull("toStringOrNull", stringType, toString),
	listOf("toBooleanList", toBoolean),
	listOf("toIntegerList", toInteger),
	listOf("toFloatList", toFloat),
	listOf("toStringList", toString),
	{Name: "valueType", Category: "Scalar", Signature: "valueType(input :: ANY) :: STRING", Description: "Returns a `STRING` representation of the most precise value type that the given expression evaluates to.",
		Min: 1, Max: 1, Args: []value.TypeSet{value.AnyType}, Result: stringType, TakesNull: true,
		Call: func(_ *Context, args []value.Value) (value.Value, error) { return ValueType(args[0]), nil }},
	{Name: "nullIf", Category: "Scalar", Signature: "nullIf(v1 :: ANY, v2 :: ANY) :: ANY", Description: "Returns null if the two given parameters are equivalent, otherwise the value of the first.",
		Min: 2, Max: 2, Args: []value.TypeSet{value.AnyType}, Result: value.AnyType, TakesNull: true,
		Call: func(_ *Context, args []value.Value) (value.Value, error) {
			if value.Equal(args[0], args[1]) == value.True {
				return nil, nil
			}
			return args[0], nil
		}},
	{Name: "timestamp", Category: "Scalar", Signature: "timestamp() :: INTEGER", Description: "Returns the difference, measured in milliseconds, between the current time and midnight, January 1, 1970 UTC",
		Min: 0, Max: 0, Result: value.IntegerType,
		Call: func(c *Context, _ []value.Value) (value.Value, error) { return c.Statement.UnixMilli(), nil }},
}

// conversion converts a value; ok is false for types it does not take.
type conversion func(v value.Value) (result value.Value, ok bool)

func strict(name string, f conversion) func(*Context, []value.Value) (value.Value, error) {
	return func(_ *Context, args []value.Value) (value.Value, error) {
		v, ok := f(args[0])
		if !ok {
			return nil, mismatch(name, args[0])
		}
		return v, nil
	}
}

func orNull(name string, result value.TypeSet, f conversion) Function {
	return Function{Name: name, Category: "Scalar", Signature: name + "(input :: ANY) :: " + strings.ToUpper(result.String()),
		Description: "Converts a value as the function without OrNull does, to null where that would fail.",
		Min:         1, Max: 1, Args: []value.TypeSet{value.AnyType}, Result: result,
		Call: func(_ *Context, args []value.Value) (value.Value, error) {
			v, _ := f(args[0])
			return v, nil
		}}
}

func listOf(name string, f conversion) Function {
	return Function{Name: name, Category: "List", Signature: name + "(input :: LIST<ANY>) :: LIST<ANY>",
		Description: "Converts every element of a list, to null where that fails.",
		Min:         1, Max: 1, Args: []value.TypeSet{listType}, Result: listType,
		Call: func(_ *Context, args []value.Value) (value.Value, error) {
			list, ok := args[0].([]value.Value)
			if !ok {
				return nil, mismatch(name, args[0])
			}
			out := make([]value.Value, len(list))
			for i, x := range list {
				if x != nil {
					out[i], _ = f(x)
				}
			}
			return out, nil
		}}
}

func toBoolean(v value.Value) (value.Value, bool) {
	switch x := v.(type) {
	case bool:
		return x, true
	case int64:
		return x != 0, true
	case string:
		switch strings.ToLower(strings.TrimSpace(x)) {
		case "true":
			return true, true
		case "false":
			return false, true
		}
		return nil, true
	}
	return nil, false
}

func toInteger(v value.Value) (value.Value, bool) {
	switch x := v.(type) {
	case int64:
		return x, true
	case float64:
		return truncate(x), true
	case bool:
		if x {
			return int64(1), true
		}
		return int64(0), true
	case string:
		if n, err := strconv.ParseInt(x, 10, 64); err == nil {
			return n, true
		}
		f, ok := parseFloat(x)
		if !ok || math.IsNaN(f) || strings.ContainsAny(x, " \t\n") {
			return nil, true
		}
		return truncate(f), math.Abs(f) < 1<<63 // a number too large is refused
	}
	return nil, false
}

// truncate is Java's (long) cast: towards zero, saturating, NaN to zero.
func truncate(f float64) int64 {
	switch {
	case math.IsNaN(f):
		return 0
	case f >= math.MaxInt64:
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	}
	return int64(f)
}

func parseFloat(s string) (float64, bool) {
	if strings.ContainsAny(s, "_xXpP") {
		return 0, false
	}
	switch strings.TrimLeft(s, "+-") {
	case "Infinity", "NaN":
	default:
		if strings.ContainsAny(s, "nN") { // Go reads inf and nan in any case
			return 0, false
		}
	}
	if n := len(s); n > 1 && strings.ContainsRune("fFdD", rune(s[n-1])) { // as Java's literals may end
		s = s[:n-1]
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

func toFloat(v value.Value) (value.Value, bool) {
	switch x := v.(type) {
	case int64:
		return float64(x), true
	case float64:
		return x, true
	case string:
		if f, ok := parseFloat(strings.TrimSpace(x)); ok {
			return f, true
		}
		return nil, true
	}
	return nil, false
}

func toString(v value.Value) (value.Value, bool) {
	switch x := v.(type) {
	case string:
		return x, true
	case value.Time, value.LocalTime, value.LocalDateTime, value.DateTime:
		return value.ISOText(x)
	case bool, int64, float64, value.Date, value.Duration, value.Point:
		return value.Format(x), true
	}
	return nil, false
}

// ValueType is the precise type of a value, as valueType() writes it.
func ValueType(v value.Value) string {
	switch x := v.(type) {
	case nil:
		return "NULL"
	case []value.Value:
		return "LIST<" + elementType(x) + "> NOT NULL"
	}
	return value.TypeName(v) + " NOT NULL"
}

func elementType(list []value.Value) string {
	seen := map[string]bool{}
	var names []string
	null := false
	for _, x := range list {
		if x == nil {
			null = true
			continue
		}
		if t := strings.TrimSuffix(ValueType(x), " NOT NULL"); !seen[t] {
			seen[t] = true
			names = append(names, t)
		}
	}
	switch {
	case len(list) == 0:
		return "NOTHING"
	case len(names) == 0:
		return "NULL"
	}
	for i := range names {
		if !null {
			names[i] += " NOT NULL"
		}
	}
	sort.Slice(names, func(i, j int) bool {
		return cmp.Or(cmp.Compare(typeRank(names[i]), typeRank(names[j])), cmp.Compare(names[i], names[j])) < 0
	})
	return strings.Join(names, " | ")
}

// typeOrder is the order in which Neo4j lists the types of a union.
var typeOrder = []string{"BOOLEAN", "STRING", "INTEGER", "FLOAT", "DATE", "LOCAL TIME", "ZONED TIME", "LOCAL DATETIME", "ZONED DATETIME",
	"DURATION", "POINT", "NODE", "RELATIONSHIP", "MAP", "LIST<BOOLEAN", "LIST<STRING", "LIST<INTEGER", "LIST<FLOAT", "LIST", "PATH"}

func typeRank(name string) int {
	for i, prefix := range typeOrder {
		if strings.HasPrefix(name, prefix) {
			return i
		}
	}
	return len(typeOrder)
}

// overflow is the error of integer arithmetic that leaves 64 bits.
func overflow() error { return status.Arithmetic("long overflow") }
