package memory

import (
	"clew/graph/cypher/value"
)

// NodeCursor is a pull iterator over nodes.
type NodeCursor struct {
	view *View
	all  tableIterator[Node] // when table is set
	ids  *idIterator
	tree *treeIterator
}

// Next returns the next node, nil at the end.
func (c *NodeCursor) Next() *Node {
	switch {
	case c.all.table != nil:
		_, n := c.all.next()
		return n
	case c.ids != nil:
		if id, ok := c.ids.next(); ok {
			return c.view.nodes.get(id)
		}
	case c.tree != nil:
		if entry, ok := c.tree.next(); ok {
			return c.view.nodes.get(entryID(entry))
		}
	}
	return nil
}

// AllNodes goes over all nodes in ascending order of id.
func (v *View) AllNodes() *NodeCursor { return &NodeCursor{view: v, all: v.nodes.iterate()} }

// NodesByLabel goes over the nodes with a label in ascending order of id.
func (v *View) NodesByLabel(label string) *NodeCursor {
	return &NodeCursor{view: v, ids: v.labelled(label).iterate()}
}

// RelationshipCursor is a pull iterator over relationships.
type RelationshipCursor struct {
	view *View
	all  tableIterator[Relationship] // when table is set
	ids  *idIterator
	tree *treeIterator

	// For the relationships of one node.
	out, in  []link
	filtered bool
	types    []uint32
	typeRoom [4]uint32
	self     int64 // the node whose loops are left out of in; -1 for none
	between  bool
	other    int64
}

// Next returns the next relationship, nil at the end.
func (c *RelationshipCursor) Next() *Relationship {
	switch {
	case c.all.table != nil:
		_, r := c.all.next()
		return r
	case c.ids != nil:
		if id, ok := c.ids.next(); ok {
			return c.view.rels.get(id)
		}
		return nil
	case c.tree != nil:
		if entry, ok := c.tree.next(); ok {
			return c.view.rels.get(entryID(entry))
		}
		return nil
	}
	for {
		l, incoming, ok := c.nextLink()
		if !ok {
			return nil
		}
		r := c.view.rels.get(l.id())
		if incoming && r.from == c.self {
			continue
		}
		if c.between && (incoming && r.from != c.other || !incoming && r.to != c.other) {
			continue
		}
		return r
	}
}

// nextLink returns the next link that has one of the wanted types.
func (c *RelationshipCursor) nextLink() (l link, incoming, ok bool) {
	for len(c.out) > 0 {
		l, c.out = c.out[0], c.out[1:]
		if c.wants(l) {
			return l, false, true
		}
	}
	for len(c.in) > 0 {
		l, c.in = c.in[0], c.in[1:]
		if c.wants(l) {
			return l, true, true
		}
	}
	return 0, false, false
}

func (c *RelationshipCursor) wants(l link) bool {
	if !c.filtered {
		return true
	}
	for _, t := range c.types {
		if t == l.typ() {
			return true
		}
	}
	return false
}

// AllRelationships goes over all relationships in ascending order of id.
func (v *View) AllRelationships() *RelationshipCursor {
	return &RelationshipCursor{view: v, all: v.rels.iterate()}
}

// RelationshipsByType goes over the relationships of a type in ascending
// order of id.
func (v *View) RelationshipsByType(typ string) *RelationshipCursor {
	return &RelationshipCursor{view: v, ids: v.typed(typ).iterate()}
}

// Expand goes over the relationships of the given types at a node, nil
// meaning all types: first those that leave it, then those that arrive, each
// in the order in which they were made. A self-loop comes once for Both.
func (v *View) Expand(n *Node, dir Direction, types []string) *RelationshipCursor {
	c := &RelationshipCursor{view: v, self: -1}
	if dir != Incoming {
		c.out = n.out
	}
	if dir != Outgoing {
		c.in = n.in
	}
	if dir == Both {
		c.self = n.id
	}
	if types != nil {
		c.filtered, c.types = true, c.typeRoom[:0]
		for _, t := range types {
			if id, ok := v.names.types.lookup(t); ok {
				c.types = append(c.types, id)
			}
		}
	}
	return c
}

// Between goes over the relationships of the given types that join a and b,
// leaving a for Outgoing, arriving at a for Incoming. It looks through the
// links of the node that has fewer.
func (v *View) Between(a, b *Node, dir Direction, types []string) *RelationshipCursor {
	near, far := a, b
	if len(b.out)+len(b.in) < len(a.out)+len(a.in) {
		near, far = b, a
		switch dir {
		case Outgoing:
			dir = Incoming
		case Incoming:
			dir = Outgoing
		}
	}
	c := v.Expand(near, dir, types)
	c.between, c.other = true, far.id
	return c
}

// SeekIndex goes over the nodes with a label whose property equals val, by
// an index on the two; ok is false when there is no such index. Nothing
// equals null or NaN.
func (v *View) SeekIndex(label, key string, val value.Value) (c *NodeCursor, ok bool) {
	it, ok := v.seek(EntityNode, label, key, val)
	return &NodeCursor{view: v, tree: it}, ok
}

// SeekRelationshipIndex is SeekIndex for relationships of a type.
func (v *View) SeekRelationshipIndex(typ, key string, val value.Value) (c *RelationshipCursor, ok bool) {
	it, ok := v.seek(EntityRelationship, typ, key, val)
	return &RelationshipCursor{view: v, tree: it}, ok
}

func (v *View) seek(entity, token, key string, val value.Value) (*treeIterator, bool) {
	slot, ok := v.schema.bySingleKey[indexedKey{entity, token, key}]
	if !ok {
		return nil, false
	}
	prefix, there := appendIndexKey(nil, val)
	if !there {
		return &treeIterator{}, true
	}
	return v.trees[slot].seek(string(prefix)), true
}

// HasIndex tells whether SeekIndex would find an index.
func (v *View) HasIndex(label, key string) bool {
	_, ok := v.schema.bySingleKey[indexedKey{EntityNode, label, key}]
	return ok
}

// IndexSize is the number of entries of the index on a label and a key, 0
// without one: an estimate's basis.
func (v *View) IndexSize(label, key string) int {
	if slot, ok := v.schema.bySingleKey[indexedKey{EntityNode, label, key}]; ok {
		return v.trees[slot].count
	}
	return 0
}
