package embedded

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"clew/graph/cypher/memory"
	"clew/graph/cypher/value"
	"clew/graph/embedded/fulltext"
)

// texts keeps the full-text indexes of a graph as of its latest commit. They
// are made when the graph is opened and are not stored.
type texts struct {
	mu     sync.RWMutex
	byName map[string]*textIndex
}

type textIndex struct {
	description memory.Index
	index       *fulltext.Index
}

// newTextIndex builds the index of a description over a view.
func newTextIndex(d memory.Index, v *memory.View) *textIndex {
	x := &textIndex{d, fulltext.New(d.Keys...)}
	if d.EntityType == memory.EntityNode {
		for i, label := range d.Labels {
			nodes := v.NodesByLabel(label)
			for n := nodes.Next(); n != nil; n = nodes.Next() {
				if !slices.ContainsFunc(d.Labels[:i], n.HasLabel) {
					x.move(n.ID(), nil, x.ofNode(n))
				}
			}
		}
		return x
	}
	for _, typ := range d.Types {
		rels := v.RelationshipsByType(typ)
		for r := rels.Next(); r != nil; r = rels.Next() {
			x.move(r.ID(), nil, x.ofRelationship(r))
		}
	}
	return x
}

// ofNode are the texts of a node that the index covers, nil for none.
func (x *textIndex) ofNode(n *memory.Node) fulltext.Texts {
	if n == nil || !slices.ContainsFunc(x.description.Labels, n.HasLabel) {
		return nil
	}
	return x.textsOf(n.Property)
}

func (x *textIndex) ofRelationship(r *memory.Relationship) fulltext.Texts {
	if r == nil || !slices.Contains(x.description.Types, r.Type()) {
		return nil
	}
	return x.textsOf(r.Property)
}

// textsOf takes strings and lists of strings.
func (x *textIndex) textsOf(property func(string) value.Value) fulltext.Texts {
	var t fulltext.Texts
	add := func(key, text string) {
		if t == nil {
			t = fulltext.Texts{}
		}
		t[key] = append(t[key], text)
	}
	for _, key := range x.description.Keys {
		switch v := property(key).(type) {
		case string:
			add(key, v)
		case []value.Value:
			for _, e := range v {
				if s, ok := e.(string); ok {
					add(key, s)
				}
			}
		}
	}
	return t
}

// move replaces a document's texts.
func (x *textIndex) move(id int64, before, after fulltext.Texts) {
	if sameTexts(before, after) {
		return
	}
	if before != nil {
		x.index.Remove(id, before)
	}
	if after != nil {
		x.index.Put(id, after)
	}
}

func sameTexts(a, b fulltext.Texts) bool {
	if len(a) != len(b) {
		return false
	}
	for k, list := range a {
		if other, ok := b[k]; !ok || !slices.Equal(list, other) {
			return false
		}
	}
	return true
}

// apply moves the entities that a transaction changed.
func (x *textIndex) apply(c *memory.Changes) {
	if x.description.EntityType == memory.EntityNode {
		c.Nodes(func(id int64) error {
			x.move(id, x.ofNode(c.Before.Node(id)), x.ofNode(c.After.Node(id)))
			return nil
		})
		return
	}
	c.Relationships(func(id int64) error {
		x.move(id, x.ofRelationship(c.Before.Relationship(id)), x.ofRelationship(c.After.Relationship(id)))
		return nil
	})
}

// build makes the indexes of a view from nothing.
func (t *texts) build(v *memory.View) {
	t.byName = map[string]*textIndex{}
	for _, d := range v.Indexes() {
		if d.Kind == memory.IndexFulltext {
			t.byName[d.Name] = newTextIndex(d, v)
		}
	}
}

// commit brings the indexes to the state after a transaction.
func (t *texts) commit(c *memory.Changes) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c.SchemaChanged {
		for name, x := range t.byName {
			if d, ok := c.After.Index(name); !ok || d.ID != x.description.ID {
				delete(t.byName, name)
			}
		}
	}
	for _, x := range t.byName {
		x.apply(c)
	}
	if c.SchemaChanged {
		for _, d := range c.After.Indexes() {
			if d.Kind == memory.IndexFulltext && t.byName[d.Name] == nil {
				t.byName[d.Name] = newTextIndex(d, c.After)
			}
		}
	}
}

// search answers a query on one index as a view shows it. Inside a
// transaction that has written, what it changed is searched apart.
func (t *texts) search(ctx context.Context, v *memory.View, entity, name, query string) ([]fulltext.Hit, error) {
	d, ok := v.Index(name)
	if !ok || d.Kind != memory.IndexFulltext {
		return nil, fmt.Errorf("there is no such fulltext schema index: %s", name)
	}
	if d.EntityType != entity {
		return nil, fmt.Errorf("the '%s' index is an index on %s, so it cannot be queried for %s", name, d.EntityType, entity)
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	x := t.byName[name]
	if x == nil || x.description.ID != d.ID {
		return newTextIndex(d, v).index.Search(query)
	}
	hits, err := x.index.Search(query)
	if err != nil {
		return nil, err
	}
	changed := map[int64]bool{}
	if tx, ok := ctx.Value(openTx{}).(*memory.Tx); ok {
		own := &textIndex{d, fulltext.New(d.Keys...)}
		x.changedBy(tx.Changes(), v, own, changed)
		hits = slices.DeleteFunc(hits, func(h fulltext.Hit) bool { return changed[h.Document] })
		mine, err := own.index.Search(query)
		if err != nil {
			return nil, err
		}
		hits = mergeHits(hits, mine)
	}
	return slices.DeleteFunc(hits, func(h fulltext.Hit) bool { return !x.covers(v, h.Document) }), nil
}

// changedBy puts what a transaction changed into an index of its own.
func (x *textIndex) changedBy(c *memory.Changes, v *memory.View, own *textIndex, changed map[int64]bool) {
	if x.description.EntityType == memory.EntityNode {
		c.Nodes(func(id int64) error {
			changed[id] = true
			own.move(id, nil, own.ofNode(v.Node(id)))
			return nil
		})
		return
	}
	c.Relationships(func(id int64) error {
		changed[id] = true
		own.move(id, nil, own.ofRelationship(v.Relationship(id)))
		return nil
	})
}

// covers tells whether the entity is there in a view that may be older than
// the index.
func (x *textIndex) covers(v *memory.View, id int64) bool {
	if x.description.EntityType == memory.EntityNode {
		return x.ofNode(v.Node(id)) != nil
	}
	return x.ofRelationship(v.Relationship(id)) != nil
}

func mergeHits(a, b []fulltext.Hit) []fulltext.Hit {
	all := append(a, b...)
	slices.SortStableFunc(all, func(a, b fulltext.Hit) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return int(a.Document - b.Document)
	})
	return all
}
