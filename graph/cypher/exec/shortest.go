package exec

import (
	"clew/graph/cypher/memory"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

func (c *compiler) shortestPath(op *plan.ShortestPath) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	preds, err := c.all(op.Preds)
	if err != nil {
		return nil, err
	}
	where, err := c.all(op.Where)
	if err != nil {
		return nil, err
	}
	w := newWalker(op.RelStep)
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		var current row
		var found []value.PathIDs
		return step(func() (row, error) {
			for {
				if len(found) > 0 {
					bindPath(op, current, found[0])
					found = found[1:]
					return current, nil
				}
				r, err := it.next()
				if err != nil || r == nil {
					return nil, err
				}
				current = r
				s := &search{rt: rt, op: op, w: w, preds: preds, where: where, row: r}
				if found, err = s.run(); err != nil {
					return nil, err
				}
			}
		})
	}, nil
}

func bindPath(op *plan.ShortestPath, r row, p value.PathIDs) {
	r[op.Path] = p
	rels := make([]value.Value, len(p.Relationships))
	for i, id := range p.Relationships {
		rels[i] = id
	}
	r[op.Rel] = rels
}

// search looks for the shortest paths of one row.
type search struct {
	rt    *runtime
	op    *plan.ShortestPath
	w     walker
	preds []expression
	where []expression
	row   row
}

func (s *search) run() ([]value.PathIDs, error) {
	from, err := s.rt.startNode(s.row[s.op.From])
	if err != nil || from == nil {
		return nil, err
	}
	to, err := s.rt.startNode(s.row[s.op.To])
	if err != nil || to == nil {
		return nil, err
	}
	if from.ID() == to.ID() && s.op.Min > 0 {
		return nil, status.Run(status.ExecutionFailed, "ShortestPathSameNode", "The shortest path algorithm does not work when the start and end nodes are the same. "+
			"This can happen if you perform a shortestPath search after a cartesian product that might have the same start and end nodes for some of the rows. "+
			"To avoid it, add a condition such as WHERE a <> b")
	}
	if len(s.where) > 0 || s.op.Min > 1 {
		return s.exhaustive(from, to)
	}
	return s.bidirectional(from, to)
}

// side is one half of a bidirectional search: for every node reached, its
// distance and the relationships by which it is reached at that distance.
type side struct {
	dist     map[int64]int
	parents  map[int64][]*memory.Relationship
	frontier []int64
	depth    int
	dir      memory.Direction
}

func newSide(start int64, dir memory.Direction) *side {
	return &side{dist: map[int64]int{start: 0}, parents: map[int64][]*memory.Relationship{}, frontier: []int64{start}, dir: dir}
}

func reverse(d memory.Direction) memory.Direction {
	switch d {
	case memory.Outgoing:
		return memory.Incoming
	case memory.Incoming:
		return memory.Outgoing
	}
	return d
}

// bidirectional grows the smaller frontier, level by level, until the two
// meet. Shortest paths repeat no node, so they repeat no relationship.
func (s *search) bidirectional(from, to *memory.Node) ([]value.PathIDs, error) {
	if from.ID() == to.ID() {
		return []value.PathIDs{{Nodes: []value.NodeID{value.NodeID(from.ID())}}}, nil
	}
	a, b := newSide(from.ID(), s.w.dir), newSide(to.ID(), reverse(s.w.dir))
	for len(a.frontier) > 0 && len(b.frontier) > 0 {
		if s.op.Max >= 0 && int64(a.depth+b.depth) >= s.op.Max {
			return nil, nil
		}
		grow, against := a, b
		if len(b.frontier) < len(a.frontier) {
			grow, against = b, a
		}
		meet, err := s.level(grow, against)
		if err != nil {
			return nil, err
		}
		if len(meet) > 0 {
			return s.join(a, b, meet), nil
		}
	}
	return nil, nil
}

// level grows one side by one step and returns the nodes where it met the
// other, in order of discovery.
func (s *search) level(grow, against *side) ([]int64, error) {
	view := s.rt.view()
	grow.depth++
	var next, meet []int64
	for _, id := range grow.frontier {
		n := view.Node(id)
		if n == nil {
			continue
		}
		cursor := view.Expand(n, grow.dir, s.w.types)
		for rel := cursor.Next(); rel != nil; rel = cursor.Next() {
			if err := s.rt.tick(); err != nil {
				return nil, err
			}
			s.rt.records++
			if s.w.labels != nil && !s.w.accepts(rel) {
				continue
			}
			end := other(rel, id)
			d, seen := grow.dist[end]
			if seen && d < grow.depth {
				continue
			}
			if ok, err := allHold(s.preds, s.rt, s.row, s.op.Element, value.RelationshipID(rel.ID())); err != nil {
				return nil, err
			} else if !ok {
				continue
			}
			if !seen {
				grow.dist[end] = grow.depth
				next = append(next, end)
				if _, ok := against.dist[end]; ok {
					meet = append(meet, end)
				}
			}
			grow.parents[end] = append(grow.parents[end], rel)
		}
	}
	grow.frontier = next
	return meet, nil
}

// join builds the paths through the meeting nodes: one of them, or all.
func (s *search) join(a, b *side, meet []int64) []value.PathIDs {
	best := -1
	for _, m := range meet {
		if d := a.dist[m] + b.dist[m]; best < 0 || d < best {
			best = d
		}
	}
	var out []value.PathIDs
	for _, m := range meet {
		if a.dist[m]+b.dist[m] != best {
			continue
		}
		for _, head := range a.back(m, !s.op.All) {
			for _, tail := range b.back(m, !s.op.All) {
				out = append(out, joinHalves(m, head, tail))
				if !s.op.All {
					return out
				}
			}
		}
	}
	return out
}

// back lists the ways from the start of a side to a node, as relationships in
// order from that node back; only one of them if one is set.
func (a *side) back(node int64, one bool) [][]*memory.Relationship {
	if a.dist[node] == 0 {
		return [][]*memory.Relationship{nil}
	}
	var out [][]*memory.Relationship
	for _, rel := range a.parents[node] {
		for _, rest := range a.back(other(rel, node), one) {
			out = append(out, append([]*memory.Relationship{rel}, rest...))
			if one {
				return out
			}
		}
	}
	return out
}

// joinHalves puts two ways back from m together.
func joinHalves(m int64, head, tail []*memory.Relationship) value.PathIDs {
	var p value.PathIDs
	at := m
	nodes := []int64{m}
	for _, rel := range head {
		at = other(rel, at)
		nodes = append(nodes, at)
	}
	for i := len(nodes) - 1; i >= 0; i-- {
		p.Nodes = append(p.Nodes, value.NodeID(nodes[i]))
		if i > 0 {
			p.Relationships = append(p.Relationships, value.RelationshipID(head[i-1].ID()))
		}
	}
	at = m
	for _, rel := range tail {
		at = other(rel, at)
		p.Relationships = append(p.Relationships, value.RelationshipID(rel.ID()))
		p.Nodes = append(p.Nodes, value.NodeID(at))
	}
	return p
}

// partial is a trail under way in an exhaustive search.
type partial struct {
	end  *memory.Node
	path value.PathIDs
}

// exhaustive enumerates trails by length until one satisfies the conditions
// on the path as a whole.
func (s *search) exhaustive(from, to *memory.Node) ([]value.PathIDs, error) {
	level := []partial{{from, value.PathIDs{Nodes: []value.NodeID{value.NodeID(from.ID())}}}}
	for depth := int64(0); len(level) > 0; depth++ {
		var found []value.PathIDs
		for _, p := range level {
			if depth < s.op.Min || p.end.ID() != to.ID() {
				continue
			}
			ok, err := s.satisfies(p.path)
			if err != nil {
				return nil, err
			}
			if ok {
				found = append(found, p.path)
				if !s.op.All {
					return found, nil
				}
			}
		}
		if len(found) > 0 || s.op.Max >= 0 && depth >= s.op.Max {
			return found, nil
		}
		next, err := s.longer(level)
		if err != nil {
			return nil, err
		}
		s.rt.held -= len(level)
		level = next
	}
	return nil, nil
}

func (s *search) satisfies(p value.PathIDs) (bool, error) {
	bindPath(s.op, s.row, p)
	for _, w := range s.where {
		if ok, err := holds(w, s.rt, s.row); err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

// longer extends every trail by one relationship it does not hold yet.
func (s *search) longer(level []partial) ([]partial, error) {
	var next []partial
	for _, p := range level {
		cursor := s.w.expand(s.rt, p.end)
		for rel := cursor.Next(); rel != nil; rel = cursor.Next() {
			if err := s.rt.tick(); err != nil {
				return nil, err
			}
			s.rt.records++
			id := value.RelationshipID(rel.ID())
			if s.w.labels != nil && !s.w.accepts(rel) || contains(p.path.Relationships, id) {
				continue
			}
			if ok, err := allHold(s.preds, s.rt, s.row, s.op.Element, id); err != nil {
				return nil, err
			} else if !ok {
				continue
			}
			end := s.rt.view().Node(other(rel, p.end.ID()))
			if end == nil {
				continue
			}
			if err := s.rt.hold(1); err != nil {
				return nil, err
			}
			next = append(next, partial{end, value.PathIDs{
				Nodes:         append(append([]value.NodeID(nil), p.path.Nodes...), value.NodeID(end.ID())),
				Relationships: append(append([]value.RelationshipID(nil), p.path.Relationships...), id),
			}})
		}
	}
	return next, nil
}

func contains(list []value.RelationshipID, id value.RelationshipID) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}
