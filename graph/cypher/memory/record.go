package memory

import (
	"strconv"

	"clew/graph/cypher/value"
)

// Node is a node as it stood in the View it came from. It never changes.
type Node struct {
	id      int64
	labels  *labelSet
	props   packed
	out, in []link
}

// Relationship is a relationship as it stood in the View it came from. It
// never changes.
type Relationship struct {
	id       int64
	typ      *typeName
	from, to int64
	props    packed
}

// link is one end of a relationship at a node: the number of its type above
// its id, so that a type can be filtered without fetching the relationship.
//
// A node's list of links grows in place behind the length that older states
// of the node know; there is only one history, so nobody else writes there.
type link uint64

const linkIDBits = 40

func newLink(typ uint32, id int64) link { return link(uint64(typ)<<linkIDBits | uint64(id)) }

func (l link) id() int64   { return int64(l & (1<<linkIDBits - 1)) }
func (l link) typ() uint32 { return uint32(l >> linkIDBits) }

// ID is the node's number, unique among nodes and never used again.
func (n *Node) ID() int64 { return n.id }

// Labels are the labels, sorted; the caller must not change them.
func (n *Node) Labels() []string { return n.labels.text }

// HasLabel tells whether the node has a label.
func (n *Node) HasLabel(label string) bool {
	for _, l := range n.labels.text {
		if l == label {
			return true
		}
	}
	return false
}

// Property is one property's value, nil when it is not there.
func (n *Node) Property(key string) value.Value { return n.labels.names.property(n.props, key) }

// Properties are all properties, in a map of the caller's own.
func (n *Node) Properties() map[string]value.Value { return n.labels.names.properties(n.props) }

// Keys are the names of the properties, sorted.
func (n *Node) Keys() []string { return n.labels.names.propertyNames(n.props) }

// ElementID is "4:<database>:<id>".
func (n *Node) ElementID() string { return n.labels.names.elementID('4', n.id) }

// ID is the relationship's number, unique among relationships and never used
// again.
func (r *Relationship) ID() int64 { return r.id }

// Type is the relationship's type.
func (r *Relationship) Type() string { return r.typ.text }

// From is the id of the node it starts at.
func (r *Relationship) From() int64 { return r.from }

// To is the id of the node it ends at.
func (r *Relationship) To() int64 { return r.to }

// Property is one property's value, nil when it is not there.
func (r *Relationship) Property(key string) value.Value { return r.typ.names.property(r.props, key) }

// Properties are all properties, in a map of the caller's own.
func (r *Relationship) Properties() map[string]value.Value { return r.typ.names.properties(r.props) }

// Keys are the names of the properties, sorted.
func (r *Relationship) Keys() []string { return r.typ.names.propertyNames(r.props) }

// ElementID is "5:<database>:<id>".
func (r *Relationship) ElementID() string { return r.typ.names.elementID('5', r.id) }

func (n *names) elementID(kind byte, id int64) string {
	b := append(make([]byte, 0, 48), kind, ':')
	b = append(append(b, n.database...), ':')
	return string(strconv.AppendInt(b, id, 10))
}

// elementIDNumber reads an element id of this database.
func (n *names) elementIDNumber(kind byte, element string) (int64, bool) {
	prefix := string(kind) + ":" + n.database + ":"
	if len(element) <= len(prefix) || element[:len(prefix)] != prefix {
		return 0, false
	}
	id, err := strconv.ParseInt(element[len(prefix):], 10, 64)
	return id, err == nil && id >= 0
}
