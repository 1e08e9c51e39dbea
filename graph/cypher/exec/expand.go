package exec

import (
	"clew/graph/cypher/ast"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// walker follows relationships as one RelStep asks.
type walker struct {
	dir    memory.Direction
	types  []string // nil for any
	labels *ast.LabelExpr
}

func newWalker(s plan.RelStep) walker {
	w := walker{dir: direction(s.Dir)}
	if names, ok := s.Types.Alternatives(); ok {
		w.types = names
	} else {
		w.labels = s.Types
	}
	return w
}

func direction(d ast.Direction) memory.Direction {
	switch d {
	case ast.Outgoing:
		return memory.Outgoing
	case ast.Incoming:
		return memory.Incoming
	}
	return memory.Both
}

// accepts checks the type of a relationship.
func (w *walker) accepts(r *memory.Relationship) bool {
	if w.labels != nil {
		return w.labels.Holds(func(t string) bool { return t == r.Type() }, true)
	}
	if w.types == nil {
		return true
	}
	for _, t := range w.types {
		if t == r.Type() {
			return true
		}
	}
	return false
}

// expand opens a cursor over the relationships at a node.
func (w *walker) expand(rt *runtime, n *memory.Node) *memory.RelationshipCursor {
	return rt.view().Expand(n, w.dir, w.types)
}

// other is the end of r that is not n.
func other(r *memory.Relationship, n int64) int64 {
	if r.From() == n {
		return r.To()
	}
	return r.From()
}

// startNode reads the node an expansion starts from; nil for null.
func (rt *runtime) startNode(v value.Value) (*memory.Node, error) {
	switch id := v.(type) {
	case nil:
		return nil, nil
	case value.NodeID:
		return rt.view().Node(int64(id)), nil
	}
	return nil, status.Run(status.TypeError, "InvalidArgumentType", "Expected a NODE but got: %s", value.Format(v))
}

// used tells whether a relationship is already bound by the same MATCH.
func used(r row, slots []int, id value.RelationshipID) bool {
	for _, s := range slots {
		switch x := r[s].(type) {
		case value.RelationshipID:
			if x == id {
				return true
			}
		case []value.Value:
			for _, e := range x {
				if e == value.Value(id) {
					return true
				}
			}
		}
	}
	return false
}

func (c *compiler) expand(op *plan.Expand) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	w := newWalker(op.RelStep)
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		var current row
		var from *memory.Node
		var cursor *memory.RelationshipCursor
		return step(func() (row, error) {
			for {
				if err := rt.tick(); err != nil {
					return nil, err
				}
				if current == nil {
					r, err := it.next()
					if err != nil || r == nil {
						return nil, err
					}
					if from, err = rt.startNode(r[op.From]); err != nil {
						return nil, err
					}
					if from == nil {
						continue
					}
					if cursor, err = c.openExpand(rt, &w, op, from, r); err != nil {
						return nil, err
					}
					if cursor == nil {
						continue
					}
					current = r
				}
				rel := cursor.Next()
				if rel == nil {
					current = nil
					continue
				}
				rt.records++
				id := value.RelationshipID(rel.ID())
				if w.labels != nil && !w.accepts(rel) || used(current, op.Unique, id) {
					continue
				}
				end := value.NodeID(other(rel, from.ID()))
				if op.ToBound && current[op.To] != value.Value(end) {
					continue
				}
				current[op.Rel], current[op.To] = id, end
				return current, nil
			}
		})
	}, nil
}

// openExpand opens the cursor for one row; nil when the other end, bound
// already, is null.
func (c *compiler) openExpand(rt *runtime, w *walker, op *plan.Expand, from *memory.Node, r row) (*memory.RelationshipCursor, error) {
	if !op.ToBound {
		return w.expand(rt, from), nil
	}
	to, err := rt.startNode(r[op.To])
	if err != nil || to == nil {
		return nil, err
	}
	return rt.view().Between(from, to, w.dir, w.types), nil
}

// trail is the state of a depth-first walk.
type trail struct {
	node   *memory.Node
	cursor *memory.RelationshipCursor
}

func (c *compiler) varExpand(op *plan.VarExpand) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	preds, err := c.all(op.Preds)
	if err != nil {
		return nil, err
	}
	w := newWalker(op.RelStep)
	return func(rt *runtime, arg row) iterator {
		v := &varExpansion{rt: rt, op: op, w: w, preds: preds, in: in(rt, arg)}
		return v
	}, nil
}

// varExpansion walks all trails of Min to Max relationships, depth first.
type varExpansion struct {
	rt      *runtime
	op      *plan.VarExpand
	w       walker
	preds   []expression
	in      iterator
	current row
	want    value.Value // the end, when bound before
	rels    []value.Value
	stack   []trail
	zero    bool // the empty trail is still to be yielded
}

func (v *varExpansion) next() (row, error) {
	for {
		if err := v.rt.tick(); err != nil {
			return nil, err
		}
		if v.current == nil {
			if ok, err := v.begin(); err != nil || !ok {
				return nil, err
			}
			continue
		}
		if v.zero {
			v.zero = false
			if r := v.yield(v.stack[0].node); r != nil {
				return r, nil
			}
		}
		if len(v.stack) == 0 {
			v.current = nil
			continue
		}
		end, err := v.advance()
		if err != nil {
			return nil, err
		}
		if end != nil && int64(len(v.rels)) >= v.op.Min {
			if r := v.yield(end); r != nil {
				return r, nil
			}
		}
	}
}

// begin takes the next input row; ok is false at the end of the input.
func (v *varExpansion) begin() (ok bool, err error) {
	r, err := v.in.next()
	if err != nil || r == nil {
		return false, err
	}
	from, err := v.rt.startNode(r[v.op.From])
	if err != nil || from == nil {
		return err == nil, err
	}
	if v.op.ToBound {
		v.want = r[v.op.To]
	}
	v.current, v.rels, v.zero = r, v.rels[:0], v.op.Min == 0
	v.stack = append(v.stack[:0], trail{node: from})
	return true, nil
}

// advance makes one step: it returns the node reached, or nil after a step
// back or a relationship that may not be taken.
func (v *varExpansion) advance() (*memory.Node, error) {
	top := &v.stack[len(v.stack)-1]
	if top.cursor == nil {
		if v.op.Max >= 0 && int64(len(v.rels)) >= v.op.Max {
			v.back()
			return nil, nil
		}
		top.cursor = v.w.expand(v.rt, top.node)
	}
	rel := top.cursor.Next()
	if rel == nil {
		v.back()
		return nil, nil
	}
	v.rt.records++
	id := value.RelationshipID(rel.ID())
	if v.w.labels != nil && !v.w.accepts(rel) || v.taken(id) || used(v.current, v.op.Unique, id) {
		return nil, nil
	}
	if ok, err := allHold(v.preds, v.rt, v.current, v.op.Element, id); err != nil || !ok {
		return nil, err
	}
	end := v.rt.view().Node(other(rel, top.node.ID()))
	if end == nil {
		return nil, nil
	}
	v.rels = append(v.rels, id)
	v.stack = append(v.stack, trail{node: end})
	return end, nil
}

func (v *varExpansion) back() {
	v.stack = v.stack[:len(v.stack)-1]
	if len(v.rels) > 0 {
		v.rels = v.rels[:len(v.rels)-1]
	}
}

func (v *varExpansion) taken(id value.RelationshipID) bool {
	for _, r := range v.rels {
		if r == value.Value(id) {
			return true
		}
	}
	return false
}

// allHold asks the predicates on one relationship of a path.
func allHold(preds []expression, rt *runtime, r row, slot int, id value.RelationshipID) (bool, error) {
	if len(preds) == 0 {
		return true, nil
	}
	r[slot] = id
	for _, p := range preds {
		if ok, err := holds(p, rt, r); err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

// yield fills the current row, or returns nil when the end is not the one
// wanted.
func (v *varExpansion) yield(end *memory.Node) row {
	id := value.NodeID(end.ID())
	if v.op.ToBound {
		if v.want != value.Value(id) {
			return nil
		}
	} else {
		v.current[v.op.To] = id
	}
	list := make([]value.Value, len(v.rels))
	copy(list, v.rels)
	if v.op.Reversed {
		for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
			list[i], list[j] = list[j], list[i]
		}
	}
	v.current[v.op.Rel] = list
	return v.current
}

// projectPath builds a path from slots; any null makes it null.
func (c *compiler) projectPath(op *plan.ProjectPath) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		return step(func() (row, error) {
			r, err := it.next()
			if err != nil || r == nil {
				return nil, err
			}
			r[op.Slot], err = rt.path(op, r)
			return r, err
		})
	}, nil
}

// path reads the parts of a path. The nodes inside a variable length follow
// from its relationships.
func (rt *runtime) path(op *plan.ProjectPath, r row) (value.Value, error) {
	start, ok := r[op.Nodes[0]].(value.NodeID)
	if !ok {
		return nil, nil
	}
	p := value.PathIDs{Nodes: []value.NodeID{start}}
	at := start
	for _, slot := range op.Rels {
		var list []value.Value
		switch x := r[slot].(type) {
		case nil:
			return nil, nil
		case []value.Value:
			list = x
		default:
			list = []value.Value{x}
		}
		for _, e := range list {
			id, ok := e.(value.RelationshipID)
			if !ok {
				return nil, status.Run(status.TypeError, "InvalidArgumentType", "Expected a RELATIONSHIP but got: %s", value.Format(e))
			}
			from, to, err := rt.Ends(id)
			if err != nil {
				return nil, err
			}
			if from == at {
				at = to
			} else {
				at = from
			}
			p.Relationships = append(p.Relationships, id)
			p.Nodes = append(p.Nodes, at)
		}
	}
	return p, nil
}

// projectEndpoints binds the ends of relationships that are bound already.
func (c *compiler) projectEndpoints(op *plan.ProjectEndpoints) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	w := newWalker(op.RelStep)
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		var current row
		var ends [][2]value.NodeID
		return step(func() (row, error) {
			for {
				if len(ends) == 0 {
					r, err := it.next()
					if err != nil || r == nil {
						return nil, err
					}
					current = r
					if ends, err = endpoints(rt, op, &w, r[op.Rel]); err != nil {
						return nil, err
					}
					if op.FromBound {
						ends = keepEnds(ends, 0, r[op.From])
					}
					if op.ToBound {
						ends = keepEnds(ends, 1, r[op.To])
					}
					if op.From == op.To {
						ends = sameEnds(ends)
					}
					continue
				}
				current[op.From], current[op.To] = ends[0][0], ends[0][1]
				ends = ends[1:]
				return current, nil
			}
		})
	}, nil
}

func keepEnds(ends [][2]value.NodeID, which int, want value.Value) [][2]value.NodeID {
	var out [][2]value.NodeID
	for _, e := range ends {
		if value.Value(e[which]) == want {
			out = append(out, e)
		}
	}
	return out
}

func sameEnds(ends [][2]value.NodeID) [][2]value.NodeID {
	var out [][2]value.NodeID
	for _, e := range ends {
		if e[0] == e[1] {
			out = append(out, e)
		}
	}
	return out
}

// endpoints lists the pairs of nodes that a bound relationship, or list of
// them, joins in the direction of the pattern.
func endpoints(rt *runtime, op *plan.ProjectEndpoints, w *walker, v value.Value) ([][2]value.NodeID, error) {
	list := []value.Value{v}
	if op.List {
		var ok bool
		if list, ok = v.([]value.Value); !ok {
			return nil, nil
		}
		if n := int64(len(list)); n < op.Min || op.Max >= 0 && n > op.Max || n == 0 {
			return nil, nil
		}
	}
	var out [][2]value.NodeID
	for _, forward := range []bool{true, false} {
		if forward && op.Dir == ast.Incoming || !forward && op.Dir == ast.Outgoing {
			continue
		}
		ends, ok, err := chainEnds(rt, w, list, forward, op.Dir == ast.Both)
		if err != nil {
			return nil, err
		}
		if ok && (len(out) == 0 || out[0] != ends) {
			out = append(out, ends)
		}
	}
	return out, nil
}

// chainEnds walks a list of relationships from the end of the first that
// forward asks for; where either direction goes each further one may be taken
// either way.
func chainEnds(rt *runtime, w *walker, list []value.Value, forward, either bool) (ends [2]value.NodeID, ok bool, err error) {
	var at value.NodeID
	for i, e := range list {
		id, isRel := e.(value.RelationshipID)
		if !isRel {
			return ends, false, nil
		}
		rel, err := rt.relationship(id)
		if err != nil {
			return ends, false, err
		}
		if !w.accepts(rel) {
			return ends, false, nil
		}
		from, to := value.NodeID(rel.From()), value.NodeID(rel.To())
		if !forward {
			from, to = to, from
		}
		if i == 0 {
			ends[0] = from
		} else if from != at {
			if !either || to != at {
				return ends, false, nil
			}
			from, to = to, from
		}
		at = to
	}
	ends[1] = at
	return ends, true, nil
}
