package memory

import (
	"sort"

	"clew/graph/cypher/value"
)

// Direction is the way in which relationships are followed from a node.
type Direction int

// The directions.
const (
	Outgoing Direction = iota
	Incoming
	Both
)

// View is one consistent state of the graph.
type View struct {
	version uint64
	names   *names
	nodes   table[Node]
	rels    table[Relationship]
	labels  table[idset] // by label number: nodes that have it
	types   table[idset] // by type number: relationships of it
	keys    table[int]   // by key number: properties with it
	schema  *schema
	trees   []tree // by position in schema.indexes
}

// Version is the number of commits that made this state.
func (v *View) Version() uint64 { return v.version }

// NodeCount is the number of nodes.
func (v *View) NodeCount() int { return v.nodes.count }

// RelationshipCount is the number of relationships.
func (v *View) RelationshipCount() int { return v.rels.count }

// Node returns a node, nil when there is none with this id.
func (v *View) Node(id int64) *Node { return v.nodes.get(id) }

// Relationship returns a relationship, nil when there is none with this id.
func (v *View) Relationship(id int64) *Relationship { return v.rels.get(id) }

// DatabaseID is the UUID that element ids carry.
func (v *View) DatabaseID() string { return v.names.database }

// NodeByElementID returns the node with an element id, nil when there is none.
func (v *View) NodeByElementID(element string) *Node {
	if id, ok := v.names.elementIDNumber('4', element); ok {
		return v.Node(id)
	}
	return nil
}

// RelationshipByElementID returns the relationship with an element id, nil
// when there is none.
func (v *View) RelationshipByElementID(element string) *Relationship {
	if id, ok := v.names.elementIDNumber('5', element); ok {
		return v.Relationship(id)
	}
	return nil
}

// NodeElementID and RelationshipElementID make element ids from ids, also of
// entities that are gone.
func (v *View) NodeElementID(id int64) string { return v.names.elementID('4', id) }

// RelationshipElementID is described at NodeElementID.
func (v *View) RelationshipElementID(id int64) string { return v.names.elementID('5', id) }

// CountLabel is the number of nodes with a label, in constant time.
func (v *View) CountLabel(label string) int {
	if s := v.labelled(label); s != nil {
		return s.count
	}
	return 0
}

func (v *View) labelled(label string) *idset {
	if id, ok := v.names.labels.lookup(label); ok {
		return v.labels.get(int64(id))
	}
	return nil
}

// CountType is the number of relationships of a type, in constant time.
func (v *View) CountType(typ string) int {
	if s := v.typed(typ); s != nil {
		return s.count
	}
	return 0
}

func (v *View) typed(typ string) *idset {
	if id, ok := v.names.types.lookup(typ); ok {
		return v.types.get(int64(id))
	}
	return nil
}

// Labels are the labels in use, sorted.
func (v *View) Labels() []string { return inUse(&v.labels, &v.names.labels) }

// RelationshipTypes are the relationship types in use, sorted.
func (v *View) RelationshipTypes() []string { return inUse(&v.types, &v.names.types) }

// PropertyKeys are the property keys in use, sorted.
func (v *View) PropertyKeys() []string { return inUse(&v.keys, &v.names.keys) }

// inUse lists the names that have a record; emptied sets and counters of zero
// are taken out of their tables.
func inUse[T any](t *table[T], vocabulary *vocabulary) []string {
	list := []string{}
	it := t.iterate()
	for id, r := it.next(); r != nil; id, r = it.next() {
		list = append(list, vocabulary.name(uint32(id)))
	}
	sort.Strings(list)
	return list
}

// Degree is the number of relationships of the given types at a node; nil
// means all types. A self-loop counts once for Both.
func (v *View) Degree(n *Node, dir Direction, types []string) int {
	if types == nil && dir != Both {
		if dir == Outgoing {
			return len(n.out)
		}
		return len(n.in)
	}
	c := v.Expand(n, dir, types)
	degree := 0
	for {
		l, incoming, ok := c.nextLink()
		if !ok {
			return degree
		}
		if dir == Both && incoming && v.rels.get(l.id()).from == n.id {
			continue
		}
		degree++
	}
}

// NodeProperty is Node(id).Property(key) without the record, nil when either
// is missing.
func (v *View) NodeProperty(id int64, key string) value.Value {
	if n := v.Node(id); n != nil {
		return n.Property(key)
	}
	return nil
}
