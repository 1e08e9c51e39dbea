package value

import "sort"

// Value is any value of the query language; see the package documentation for
// the dynamic types that occur.
type Value = any

// Node is a node as a client receives it. Labels are sorted.
type Node struct {
	ID        int64
	ElementID string
	Labels    []string
	Props     map[string]Value
}

// Relationship is a relationship as a client receives it.
type Relationship struct {
	ID            int64
	ElementID     string
	Type          string
	From, To      int64
	FromElementID string
	ToElementID   string
	Props         map[string]Value
}

// Path is a walk as a client receives it. Relationships[i] joins Nodes[i] and
// Nodes[i+1], in either direction.
type Path struct {
	Nodes         []Node
	Relationships []Relationship
}

// NodeID is a node inside a running query.
type NodeID int64

// RelationshipID is a relationship inside a running query.
type RelationshipID int64

// PathIDs is a path inside a running query: Relationships[i] joins Nodes[i]
// and Nodes[i+1].
type PathIDs struct {
	Nodes         []NodeID
	Relationships []RelationshipID
}

// Truth is a truth value of three-valued logic.
type Truth int8

// The three truth values.
const (
	False Truth = iota
	True
	Unknown
)

// Value returns the truth value as true, false or null.
func (t Truth) Value() Value {
	switch t {
	case True:
		return true
	case False:
		return false
	}
	return nil
}

// TruthOf returns False or True.
func TruthOf(b bool) Truth {
	if b {
		return True
	}
	return False
}

// Not is three-valued negation.
func (t Truth) Not() Truth {
	switch t {
	case True:
		return False
	case False:
		return True
	}
	return Unknown
}

// SortedKeys returns the keys of m in ascending order.
func SortedKeys(m map[string]Value) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// TypeName is the name of v's type as error messages and valueType give it,
// without "NOT NULL" and without a list's element type.
func TypeName(v Value) string {
	switch v.(type) {
	case nil:
		return "NULL"
	case bool:
		return "BOOLEAN"
	case int64:
		return "INTEGER"
	case float64:
		return "FLOAT"
	case string:
		return "STRING"
	case []byte:
		return "BYTEARRAY"
	case []Value:
		return "LIST"
	case map[string]Value:
		return "MAP"
	case Node, NodeID:
		return "NODE"
	case Relationship, RelationshipID:
		return "RELATIONSHIP"
	case Path, PathIDs:
		return "PATH"
	case Date:
		return "DATE"
	case LocalTime:
		return "LOCAL TIME"
	case Time:
		return "ZONED TIME"
	case LocalDateTime:
		return "LOCAL DATETIME"
	case DateTime:
		return "ZONED DATETIME"
	case Duration:
		return "DURATION"
	case Point:
		return "POINT"
	}
	return "ANY"
}
