package exec

import (
	"errors"

	"clew/graph/cypher/memory"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// doomed collects what a DELETE deletes, in order of naming.
type doomed struct {
	nodes    []value.NodeID
	rels     []value.RelationshipID
	seenNode map[value.NodeID]bool
	seenRel  map[value.RelationshipID]bool
}

func (d *doomed) add(v value.Value) error {
	switch x := v.(type) {
	case nil:
	case value.NodeID:
		if !d.seenNode[x] {
			d.seenNode[x] = true
			d.nodes = append(d.nodes, x)
		}
	case value.RelationshipID:
		if !d.seenRel[x] {
			d.seenRel[x] = true
			d.rels = append(d.rels, x)
		}
	case value.PathIDs:
		for _, r := range x.Relationships {
			if err := d.add(r); err != nil {
				return err
			}
		}
		for _, n := range x.Nodes {
			if err := d.add(n); err != nil {
				return err
			}
		}
	default:
		return status.Run(status.TypeError, "InvalidArgumentType", "Expected a NODE, RELATIONSHIP or PATH to delete, but got: %s", value.Format(v))
	}
	return nil
}

func (c *compiler) delete(op *plan.Delete) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	exprs, err := c.all(op.Exprs)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		return lazily(func() (iterator, error) {
			rows, err := drain(rt, in(rt, arg))
			if err != nil {
				return nil, err
			}
			d := doomed{seenNode: map[value.NodeID]bool{}, seenRel: map[value.RelationshipID]bool{}}
			for _, r := range rows {
				for _, e := range exprs {
					v, err := e(rt, r)
					if err != nil {
						return nil, err
					}
					if err := d.add(v); err != nil {
						return nil, err
					}
				}
			}
			return replay(rt, rows), rt.delete(d, op.Detach)
		})
	}, nil
}

// delete removes relationships before nodes. A node that still has
// relationships may lose them later in the statement, so whether that is an
// error is decided at its end.
func (rt *runtime) delete(d doomed, detach bool) error {
	for _, id := range d.rels {
		if err := rt.deleteRelationship(id); err != nil {
			return err
		}
	}
	for _, id := range d.nodes {
		if err := rt.tick(); err != nil {
			return err
		}
		n := rt.view().Node(int64(id))
		if n == nil || rt.deleted.nodes[id] {
			continue
		}
		if detach {
			if err := rt.detach(n); err != nil {
				return err
			}
		}
		rt.deleted.nodes[id] = true
		rt.counters.NodesDeleted++
		err := rt.tx.DeleteNode(int64(id))
		if errors.Is(err, memory.ErrStillConnected) {
			rt.pending = append(rt.pending, id)
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (rt *runtime) detach(n *memory.Node) error {
	var rels []value.RelationshipID
	cursor := rt.view().Expand(n, memory.Both, nil)
	for r := cursor.Next(); r != nil; r = cursor.Next() {
		rels = append(rels, value.RelationshipID(r.ID()))
	}
	for _, id := range rels {
		if err := rt.deleteRelationship(id); err != nil {
			return err
		}
	}
	return nil
}

func (rt *runtime) deleteRelationship(id value.RelationshipID) error {
	r := rt.view().Relationship(int64(id))
	if r == nil {
		return nil
	}
	if err := rt.tx.DeleteRelationship(int64(id)); err != nil {
		return err
	}
	rt.deleted.rels[id] = r
	rt.counters.RelationshipsDeleted++
	return nil
}

// finish deletes the nodes that were still connected when DELETE named them.
func (rt *runtime) finish() error {
	for _, id := range rt.pending {
		if err := rt.tx.DeleteNode(int64(id)); err != nil {
			return err
		}
	}
	rt.pending = nil
	return nil
}
