package exec

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"clew/graph/cypher/functions"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// row is one row of slots.
type row []value.Value

// runtime is the state of one execution.
type runtime struct {
	ctx      context.Context
	env      *Environment
	snapshot *memory.View
	tx       *memory.Tx
	width    int
	steps    int
	held     int
	counters Counters
	records  int64
	calls    functions.Context
	deleted  struct {
		nodes map[value.NodeID]bool
		rels  map[value.RelationshipID]*memory.Relationship
	}
	// pending are nodes to delete that still had relationships when DELETE
	// named them.
	pending []value.NodeID
}

func newRuntime(ctx context.Context, env *Environment, tx *memory.Tx, width int) *runtime {
	rt := &runtime{ctx: ctx, env: env, snapshot: env.View, tx: tx, width: width}
	rt.deleted.nodes = map[value.NodeID]bool{}
	rt.deleted.rels = map[value.RelationshipID]*memory.Relationship{}
	now := env.Clock
	if now.IsZero() {
		now = time.Now()
	}
	txNow := env.TxClock
	if txNow.IsZero() {
		txNow = now
	}
	zone := env.Zone
	if zone == nil {
		zone = time.UTC
	}
	rt.calls = functions.Context{Graph: rt, Statement: now, Transaction: txNow, Realtime: time.Now, Zone: zone,
		Rand: rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())), Database: env.Session.Database}
	return rt
}

func (rt *runtime) view() *memory.View {
	if rt.tx != nil {
		return rt.tx.View()
	}
	return rt.snapshot
}

// tick asks every so often whether the query should go on.
func (rt *runtime) tick() error {
	rt.steps++
	if rt.steps&0xff != 0 {
		return nil
	}
	return rt.stopped()
}

func (rt *runtime) stopped() error {
	err := rt.ctx.Err()
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		e := status.Run(status.TransactionTimedOut, "TransactionTimedOut", "The transaction has been terminated. It ran longer than its time limit.")
		e.Cause = err
		return e
	}
	e := status.Run(status.Terminated, "Terminated", "The transaction has been terminated.")
	e.Cause = err
	return e
}

// hold counts a row that is kept.
func (rt *runtime) hold(n int) error {
	rt.held += n
	if limit := rt.env.Limits.Rows; limit > 0 && rt.held > limit {
		return status.Run(status.MemoryLimit, "MemoryLimit", "The query holds more than %d rows at once, which is its limit", limit)
	}
	return nil
}

func (rt *runtime) clone(r row) row {
	c := make(row, rt.width)
	copy(c, r)
	return c
}

func gone(kind string, id int64) error {
	return status.Run(status.EntityNotFound, "DeletedEntityAccess", "%s with id %d has been deleted in this transaction", kind, id)
}

func (rt *runtime) node(id value.NodeID) (*memory.Node, error) {
	rt.records++
	if n := rt.view().Node(int64(id)); n != nil && !rt.deleted.nodes[id] {
		return n, nil
	}
	return nil, gone("Node", int64(id))
}

func (rt *runtime) relationship(id value.RelationshipID) (*memory.Relationship, error) {
	rt.records++
	if r := rt.view().Relationship(int64(id)); r != nil {
		return r, nil
	}
	return nil, gone("Relationship", int64(id))
}

// Labels implements functions.Graph.
func (rt *runtime) Labels(id value.NodeID) ([]string, error) {
	n, err := rt.node(id)
	if err != nil {
		return nil, err
	}
	return n.Labels(), nil
}

// Type implements functions.Graph. The type of a deleted relationship stays
// known.
func (rt *runtime) Type(id value.RelationshipID) (string, error) {
	if r := rt.deleted.rels[id]; r != nil {
		return r.Type(), nil
	}
	r, err := rt.relationship(id)
	if err != nil {
		return "", err
	}
	return r.Type(), nil
}

// Ends implements functions.Graph.
func (rt *runtime) Ends(id value.RelationshipID) (from, to value.NodeID, err error) {
	r := rt.deleted.rels[id]
	if r == nil {
		if r, err = rt.relationship(id); err != nil {
			return 0, 0, err
		}
	}
	return value.NodeID(r.From()), value.NodeID(r.To()), nil
}

// Properties implements functions.Graph.
func (rt *runtime) Properties(entity value.Value) (map[string]value.Value, error) {
	switch id := entity.(type) {
	case value.NodeID:
		n, err := rt.node(id)
		if err != nil {
			return nil, err
		}
		return n.Properties(), nil
	case value.RelationshipID:
		r, err := rt.relationship(id)
		if err != nil {
			return nil, err
		}
		return r.Properties(), nil
	}
	return nil, status.Type("Expected a node or relationship, got: %s", value.Format(entity))
}

// Keys implements functions.Graph.
func (rt *runtime) Keys(entity value.Value) ([]string, error) {
	switch id := entity.(type) {
	case value.NodeID:
		n, err := rt.node(id)
		if err != nil {
			return nil, err
		}
		return append([]string(nil), n.Keys()...), nil
	case value.RelationshipID:
		r, err := rt.relationship(id)
		if err != nil {
			return nil, err
		}
		return append([]string(nil), r.Keys()...), nil
	}
	return nil, status.Type("Expected a node or relationship, got: %s", value.Format(entity))
}

// ElementID implements functions.Graph.
func (rt *runtime) ElementID(entity value.Value) string {
	switch id := entity.(type) {
	case value.NodeID:
		return rt.view().NodeElementID(int64(id))
	case value.RelationshipID:
		return rt.view().RelationshipElementID(int64(id))
	}
	return ""
}

// export turns handles into what a client receives. A deleted entity has no
// labels and no properties left.
func (rt *runtime) export(v value.Value) value.Value {
	switch x := v.(type) {
	case value.NodeID:
		return rt.exportNode(x)
	case value.RelationshipID:
		return rt.exportRelationship(x)
	case value.PathIDs:
		p := value.Path{}
		for _, n := range x.Nodes {
			p.Nodes = append(p.Nodes, rt.exportNode(n))
		}
		for _, r := range x.Relationships {
			p.Relationships = append(p.Relationships, rt.exportRelationship(r))
		}
		return p
	case []value.Value:
		out := make([]value.Value, len(x))
		for i, e := range x {
			out[i] = rt.export(e)
		}
		return out
	case map[string]value.Value:
		out := make(map[string]value.Value, len(x))
		for k, e := range x {
			out[k] = rt.export(e)
		}
		return out
	}
	return v
}

func (rt *runtime) exportNode(id value.NodeID) value.Node {
	view := rt.view()
	out := value.Node{ID: int64(id), ElementID: view.NodeElementID(int64(id)), Labels: []string{}, Props: map[string]value.Value{}}
	if n := view.Node(int64(id)); n != nil && !rt.deleted.nodes[id] {
		out.Labels, out.Props = n.Labels(), n.Properties()
	}
	return out
}

func (rt *runtime) exportRelationship(id value.RelationshipID) value.Relationship {
	view := rt.view()
	out := value.Relationship{ID: int64(id), ElementID: view.RelationshipElementID(int64(id)), Props: map[string]value.Value{}}
	r := view.Relationship(int64(id))
	if r != nil {
		out.Props = r.Properties()
	} else {
		r = rt.deleted.rels[id]
	}
	if r != nil {
		out.Type, out.From, out.To = r.Type(), r.From(), r.To()
	}
	out.FromElementID, out.ToElementID = view.NodeElementID(out.From), view.NodeElementID(out.To)
	return out
}
