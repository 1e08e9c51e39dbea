package memory

// Changes are what one transaction did, for whoever makes it durable or
// derives something from the graph.
type Changes struct {
	Before, After *View
	SchemaChanged bool

	nodes, rels       *idset
	nextNode, nextRel int64
}

func (t *Tx) changes(after *View) *Changes {
	return &Changes{Before: t.base, After: after, SchemaChanged: t.schemaChanged,
		nodes: &t.dirtyNodes, rels: &t.dirtyRels, nextNode: t.graph.nextNode, nextRel: t.graph.nextRel}
}

// Nodes calls f with the id of every node that was created, changed or
// deleted, ascending; which of them, Before.Node and After.Node tell. A node
// whose relationships alone changed is not among them.
func (c *Changes) Nodes(f func(id int64) error) error { return c.nodes.each(f) }

// Relationships is Nodes for relationships.
func (c *Changes) Relationships(f func(id int64) error) error { return c.rels.each(f) }

// NextIDs are the ids that the next node and the next relationship will get.
func (c *Changes) NextIDs() (node, relationship int64) { return c.nextNode, c.nextRel }

// Changes are what the transaction has done until now.
func (t *Tx) Changes() *Changes { return t.changes(&t.view) }

func (s *idset) each(f func(id int64) error) error {
	it := s.iterate()
	for id, ok := it.next(); ok; id, ok = it.next() {
		if err := f(id); err != nil {
			return err
		}
	}
	return nil
}
