package value

import "math"

// Equal is the operator "=": Unknown as soon as a null decides. Values of
// different types are unequal, except that integers and floats compare by
// magnitude. NaN equals nothing.
func Equal(a, b Value) Truth {
	if a == nil || b == nil {
		return Unknown
	}
	switch x := a.(type) {
	case []Value:
		y, ok := b.([]Value)
		if !ok || len(x) != len(y) {
			return False
		}
		return equalLists(x, y)
	case map[string]Value:
		y, ok := b.(map[string]Value)
		if !ok {
			return False
		}
		return equalMaps(x, y)
	}
	return TruthOf(equalScalars(a, b))
}

func equalLists(x, y []Value) Truth {
	result := True
	for i := range x {
		switch Equal(x[i], y[i]) {
		case False:
			return False
		case Unknown:
			result = Unknown
		}
	}
	return result
}

func equalMaps(x, y map[string]Value) Truth {
	if len(x) != len(y) {
		return False
	}
	for k := range x {
		if _, ok := y[k]; !ok {
			return False
		}
	}
	result := True
	for k, xv := range x {
		switch Equal(xv, y[k]) {
		case False:
			return False
		case Unknown:
			result = Unknown
		}
	}
	return result
}

// equalScalars compares values that hold no other values.
func equalScalars(a, b Value) bool {
	switch x := a.(type) {
	case int64:
		switch y := b.(type) {
		case int64:
			return x == y
		case float64:
			return compareIntFloat(x, y) == 0 && !math.IsNaN(y)
		}
		return false
	case float64:
		switch y := b.(type) {
		case int64:
			return compareIntFloat(y, x) == 0 && !math.IsNaN(x)
		case float64:
			return x == y
		}
		return false
	case bool:
		y, ok := b.(bool)
		return ok && x == y
	case string:
		y, ok := b.(string)
		return ok && x == y
	case []byte:
		y, ok := b.([]byte)
		return ok && string(x) == string(y)
	case Date, LocalTime, Time, LocalDateTime, DateTime, Duration:
		return a == b
	case Point:
		y, ok := b.(Point)
		return ok && x == y
	}
	return equalEntities(a, b)
}

// equalEntities compares nodes, relationships and paths by identity, whether
// they are handles or snapshots.
func equalEntities(a, b Value) bool {
	if x, ok := nodeID(a); ok {
		y, ok := nodeID(b)
		return ok && x == y
	}
	if x, ok := relationshipID(a); ok {
		y, ok := relationshipID(b)
		return ok && x == y
	}
	x, ok := pathIDs(a)
	if !ok {
		return false
	}
	y, ok := pathIDs(b)
	if !ok || len(x.Nodes) != len(y.Nodes) || len(x.Relationships) != len(y.Relationships) {
		return false
	}
	for i := range x.Nodes {
		if x.Nodes[i] != y.Nodes[i] {
			return false
		}
	}
	for i := range x.Relationships {
		if x.Relationships[i] != y.Relationships[i] {
			return false
		}
	}
	return true
}

func nodeID(v Value) (NodeID, bool) {
	switch n := v.(type) {
	case NodeID:
		return n, true
	case Node:
		return NodeID(n.ID), true
	}
	return 0, false
}

func relationshipID(v Value) (RelationshipID, bool) {
	switch r := v.(type) {
	case RelationshipID:
		return r, true
	case Relationship:
		return RelationshipID(r.ID), true
	}
	return 0, false
}

func pathIDs(v Value) (PathIDs, bool) {
	switch p := v.(type) {
	case PathIDs:
		return p, true
	case Path:
		ids := PathIDs{}
		for _, n := range p.Nodes {
			ids.Nodes = append(ids.Nodes, NodeID(n.ID))
		}
		for _, r := range p.Relationships {
			ids.Relationships = append(ids.Relationships, RelationshipID(r.ID))
		}
		return ids, true
	}
	return PathIDs{}, false
}

// compareIntFloat compares an integer with a float without losing digits; a
// NaN counts as larger than every integer.
func compareIntFloat(i int64, f float64) int {
	switch {
	case math.IsNaN(f) || f >= 9223372036854775808.0:
		return -1
	case f < -9223372036854775808.0:
		return 1
	}
	whole := math.Trunc(f)
	n := int64(whole)
	switch {
	case i < n:
		return -1
	case i > n:
		return 1
	case f > whole:
		return -1
	case f < whole:
		return 1
	}
	return 0
}
