package value

import (
	"math"
	"strconv"
	"strings"
)

// FormatFloat writes a float as Java's Double.toString does: at least one
// digit after the point, and an exponent below 1e-3 and from 1e7 on.
func FormatFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		if math.Signbit(f) {
			return "-0.0"
		}
		return "0.0"
	}
	if abs := math.Abs(f); abs >= 1e-3 && abs < 1e7 {
		s := strconv.FormatFloat(f, 'f', -1, 64)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return s
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

// Format writes v as a literal of the language, for messages and plans: text
// in single quotes, lists in brackets, maps with sorted keys.
func Format(v Value) string {
	switch x := v.(type) {
	case nil:
		return "NULL"
	case bool:
		return strconv.FormatBool(x)
	case int64:
		return strconv.FormatInt(x, 10)
	case float64:
		return FormatFloat(x)
	case string:
		return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(x) + "'"
	case []Value:
		parts := make([]string, len(x))
		for i, e := range x {
			parts[i] = Format(e)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]Value:
		parts := make([]string, 0, len(x))
		for _, k := range SortedKeys(x) {
			parts = append(parts, k+": "+Format(x[k]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case interface{ String() string }:
		return x.String()
	}
	return formatEntity(v)
}

func formatEntity(v Value) string {
	if id, ok := nodeID(v); ok {
		return "(" + strconv.FormatInt(int64(id), 10) + ")"
	}
	if id, ok := relationshipID(v); ok {
		return "[" + strconv.FormatInt(int64(id), 10) + "]"
	}
	if p, ok := pathIDs(v); ok {
		var b strings.Builder
		for i, n := range p.Nodes {
			if i > 0 {
				b.WriteString("-" + formatEntity(p.Relationships[i-1]) + "-")
			}
			b.WriteString(formatEntity(n))
		}
		return b.String()
	}
	return TypeName(v)
}
