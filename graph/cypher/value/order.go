package value

import (
	"cmp"
	"math"
	"strings"
)

// Compare answers the operators <, <=, > and >=. defined is False when the
// two are comparable but stand in no order (NaN), Unknown when a null or a
// difference of type leaves the answer null, True when sign tells the order.
func Compare(a, b Value) (sign int, defined Truth) {
	switch x := a.(type) {
	case int64:
		switch y := b.(type) {
		case int64:
			return cmp.Compare(x, y), True
		case float64:
			return compareIntFloat(x, y), TruthOf(!math.IsNaN(y))
		}
	case float64:
		return compareFloat(x, b)
	case string:
		if y, ok := b.(string); ok {
			return compareText(x, y), True
		}
	case bool:
		if y, ok := b.(bool); ok {
			return compareBool(x, y), True
		}
	case []Value:
		if y, ok := b.([]Value); ok {
			return compareListsDefined(x, y)
		}
	case map[string]Value:
		if y, ok := b.(map[string]Value); ok {
			return compareMapsDefined(x, y)
		}
	case Duration:
		if a == b { // unequal ones stand in no order
			return 0, True
		}
	case Date, LocalTime, Time, LocalDateTime, DateTime:
		if rank(a) == rank(b) {
			return orderTemporal(a, b), True
		}
	}
	return 0, Unknown
}

// compareMapsDefined compares by size, then by keys, then by values.
func compareMapsDefined(x, y map[string]Value) (int, Truth) {
	if c := cmp.Compare(len(x), len(y)); c != 0 {
		return c, True
	}
	kx, ky := SortedKeys(x), SortedKeys(y)
	for i := range kx {
		if c := compareText(kx[i], ky[i]); c != 0 {
			return c, True
		}
	}
	for _, k := range kx {
		switch Equal(x[k], y[k]) {
		case True:
			continue
		case Unknown:
			return 0, Unknown
		}
		return Compare(x[k], y[k])
	}
	return 0, True
}

func compareFloat(x float64, b Value) (int, Truth) {
	switch y := b.(type) {
	case int64:
		return -compareIntFloat(y, x), TruthOf(!math.IsNaN(x))
	case float64:
		return cmp.Compare(x, y), TruthOf(!math.IsNaN(x) && !math.IsNaN(y))
	}
	return 0, Unknown
}

func compareListsDefined(x, y []Value) (int, Truth) {
	for i := 0; i < len(x) && i < len(y); i++ {
		switch Equal(x[i], y[i]) {
		case True:
			continue
		case Unknown:
			return 0, Unknown
		}
		return Compare(x[i], y[i])
	}
	return cmp.Compare(len(x), len(y)), True
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

// compareText orders by code point, which for UTF-8 is the order of bytes.
func compareText(x, y string) int { return strings.Compare(x, y) }

// rank is the place of a value's type in the global order, ascending.
func rank(v Value) int {
	switch v.(type) {
	case map[string]Value:
		return 0
	case Node, NodeID:
		return 1
	case Relationship, RelationshipID:
		return 2
	case []Value:
		return 3
	case Path, PathIDs:
		return 4
	case Point:
		return 5
	case DateTime:
		return 6
	case LocalDateTime:
		return 7
	case Date:
		return 8
	case Time:
		return 9
	case LocalTime:
		return 10
	case Duration:
		return 11
	case string:
		return 12
	case bool:
		return 13
	case int64, float64:
		return 14
	case []byte:
		return 15
	case nil:
		return 17
	}
	return 16
}

// Order is the total order of ORDER BY, min and max: negative when a sorts
// before b, zero when they are equivalent. Null sorts last, NaN after every
// other number.
func Order(a, b Value) int {
	ra, rb := rank(a), rank(b)
	if ra != rb {
		return cmp.Compare(ra, rb)
	}
	switch x := a.(type) {
	case int64, float64:
		return orderNumbers(a, b)
	case string:
		return compareText(x, b.(string))
	case bool:
		return compareBool(x, b.(bool))
	case []Value:
		return orderLists(x, b.([]Value))
	case map[string]Value:
		return orderMaps(x, b.(map[string]Value))
	case []byte:
		return strings.Compare(string(x), string(b.([]byte)))
	case Point:
		return orderPoints(x, b.(Point))
	case nil:
		return 0
	}
	if ra >= 6 && ra <= 11 {
		return orderTemporal(a, b)
	}
	return orderEntities(a, b)
}

func orderNumbers(a, b Value) int {
	switch x := a.(type) {
	case int64:
		if y, ok := b.(int64); ok {
			return cmp.Compare(x, y)
		}
		return compareIntFloat(x, b.(float64))
	case float64:
		if y, ok := b.(int64); ok {
			return -compareIntFloat(y, x)
		}
		y := b.(float64)
		switch nx, ny := math.IsNaN(x), math.IsNaN(y); {
		case nx && ny:
			return 0
		case nx:
			return 1
		case ny:
			return -1
		}
		return cmp.Compare(x, y)
	}
	return 0
}

func orderLists(x, y []Value) int {
	for i := 0; i < len(x) && i < len(y); i++ {
		if c := Order(x[i], y[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(x), len(y))
}

func orderMaps(x, y map[string]Value) int {
	if c := cmp.Compare(len(x), len(y)); c != 0 {
		return c
	}
	kx, ky := SortedKeys(x), SortedKeys(y)
	for i := range kx {
		if c := compareText(kx[i], ky[i]); c != 0 {
			return c
		}
	}
	for _, k := range kx {
		if c := Order(x[k], y[k]); c != 0 {
			return c
		}
	}
	return 0
}

func orderEntities(a, b Value) int {
	if x, ok := nodeID(a); ok {
		y, _ := nodeID(b)
		return cmp.Compare(x, y)
	}
	if x, ok := relationshipID(a); ok {
		y, _ := relationshipID(b)
		return cmp.Compare(x, y)
	}
	x, _ := pathIDs(a)
	y, _ := pathIDs(b)
	for i := 0; i < len(x.Nodes) && i < len(y.Nodes); i++ {
		if c := cmp.Compare(x.Nodes[i], y.Nodes[i]); c != 0 {
			return c
		}
		if i < len(x.Relationships) && i < len(y.Relationships) {
			if c := cmp.Compare(x.Relationships[i], y.Relationships[i]); c != 0 {
				return c
			}
		}
	}
	return cmp.Compare(len(x.Nodes), len(y.Nodes))
}

func orderPoints(x, y Point) int {
	return cmp.Or(cmp.Compare(x.SRID, y.SRID), cmp.Compare(x.X, y.X), cmp.Compare(x.Y, y.Y), cmp.Compare(x.Z, y.Z))
}

func orderTemporal(a, b Value) int {
	switch x := a.(type) {
	case Date:
		return cmp.Compare(x.Days, b.(Date).Days)
	case LocalTime:
		return cmp.Compare(x.Nanos, b.(LocalTime).Nanos)
	case Time:
		y := b.(Time)
		return cmp.Or(cmp.Compare(x.utcNanos(), y.utcNanos()), cmp.Compare(x.Offset, y.Offset))
	case LocalDateTime:
		y := b.(LocalDateTime)
		return cmp.Or(cmp.Compare(x.Seconds, y.Seconds), cmp.Compare(x.Nanos, y.Nanos))
	case DateTime:
		y := b.(DateTime)
		return cmp.Or(cmp.Compare(x.Seconds, y.Seconds), cmp.Compare(x.Nanos, y.Nanos),
			cmp.Compare(x.Offset, y.Offset), cmp.Compare(x.Zone, y.Zone))
	case Duration:
		return orderDurations(x, b.(Duration))
	}
	return 0
}

// orderDurations sorts by average length: a month counts 30.436875 days
// (2,629,746 seconds), a day 24 hours, as in the ISO calendar of java.time.
func orderDurations(x, y Duration) int {
	sx, sy := x.averageSeconds(), y.averageSeconds()
	return cmp.Or(cmp.Compare(sx, sy), cmp.Compare(x.Nanos, y.Nanos), cmp.Compare(x.Months, y.Months),
		cmp.Compare(x.Days, y.Days), cmp.Compare(x.Seconds, y.Seconds))
}
