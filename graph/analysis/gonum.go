package analysis

import (
	"context"
	"fmt"
	"math/rand/v2"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
)

// directed shows rows to gonum as a weighted directed graph.
type directed struct{ out, in *rows }

// undirected shows symmetric rows to gonum as a weighted undirected graph.
type undirected struct{ directed }

var (
	_ gonum.WeightedDirected   = directed{}
	_ gonum.WeightedUndirected = undirected{}
)

func (s *Snapshot) asDirected() directed {
	return directed{s.merge(true, false), s.merge(false, true)}
}

func (s *Snapshot) asUndirected() undirected {
	return undirected{directed{s.undirected(), s.undirected()}}
}

func (g directed) Node(id int64) gonum.Node {
	if id < 0 || id >= int64(g.out.nodes()) {
		return nil
	}
	return simple.Node(id)
}

func (g directed) Nodes() gonum.Nodes {
	nodes := make([]gonum.Node, g.out.nodes())
	for i := range nodes {
		nodes[i] = simple.Node(i)
	}
	return iterator.NewOrderedNodes(nodes)
}

func (g directed) From(id int64) gonum.Nodes { return neighbours(g.out, id) }

func (g directed) To(id int64) gonum.Nodes { return neighbours(g.in, id) }

func neighbours(r *rows, id int64) gonum.Nodes {
	if id < 0 || id >= int64(r.nodes()) {
		return gonum.Empty
	}
	row := r.row(int32(id))
	nodes := make([]gonum.Node, len(row))
	for i, v := range row {
		nodes[i] = simple.Node(v)
	}
	return iterator.NewOrderedNodes(nodes)
}

func (g directed) HasEdgeFromTo(u, v int64) bool {
	_, ok := g.find(u, v)
	return ok
}

func (g directed) HasEdgeBetween(u, v int64) bool {
	return g.HasEdgeFromTo(u, v) || g.HasEdgeFromTo(v, u)
}

func (g directed) find(u, v int64) (weight float64, ok bool) {
	n := int64(g.out.nodes())
	if u < 0 || v < 0 || u >= n || v >= n {
		return 0, false
	}
	return g.out.find(int32(u), int32(v))
}

// Weight is zero and known from a node to itself, as gonum's own graphs say it.
func (g directed) Weight(u, v int64) (w float64, ok bool) {
	if u == v {
		return 0, true
	}
	return g.find(u, v)
}

func (g directed) Edge(u, v int64) gonum.Edge {
	if e := g.WeightedEdge(u, v); e != nil {
		return e
	}
	return nil
}

func (g directed) WeightedEdge(u, v int64) gonum.WeightedEdge {
	w, ok := g.find(u, v)
	if !ok {
		return nil
	}
	return simple.WeightedEdge{F: simple.Node(u), T: simple.Node(v), W: w}
}

func (g undirected) EdgeBetween(u, v int64) gonum.Edge { return g.Edge(u, v) }

func (g undirected) WeightedEdgeBetween(u, v int64) gonum.WeightedEdge { return g.WeightedEdge(u, v) }

// interruptible runs work that cannot be interrupted itself: when ctx ends, the
// answer is dropped and the caller goes on.
func interruptible[T any](ctx context.Context, work func() T) (T, error) {
	done := make(chan T, 1)
	go func() { done <- work() }()
	select {
	case result := <-done:
		return result, nil
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// communities are found by gonum's Louvain method on the weighted ties, with
// random moves from a fixed seed. A node without ties is a community of its own.
func communities(ctx context.Context, s *Snapshot, p Params) (Scores, error) {
	if err := p.check(); err != nil {
		return Scores{}, err
	}
	g := s.asUndirected()
	if len(g.out.to) == 0 {
		return components(ctx, s, p)
	}
	return interruptible(ctx, func() Scores {
		found := community.Modularize(g, p.Resolution, rand.NewPCG(p.Seed, p.Seed)).Communities()
		c := groups(dense(found), s.Nodes())
		c.Note = fmt.Sprintf("modularity %.3f", community.Q(g, found, p.Resolution))
		return c
	})
}

func components(ctx context.Context, s *Snapshot, _ Params) (Scores, error) {
	return interruptible(ctx, func() Scores {
		return groups(dense(topo.ConnectedComponents(s.asUndirected())), s.Nodes())
	})
}

func dense(found [][]gonum.Node) [][]int32 {
	var members [][]int32
	for _, nodes := range found {
		if len(nodes) == 0 {
			continue
		}
		group := make([]int32, len(nodes))
		for i, n := range nodes {
			group[i] = int32(n.ID())
		}
		members = append(members, group)
	}
	return members
}

// coreness is the greatest k for which a node belongs to the k-core.
func coreness(ctx context.Context, s *Snapshot, _ Params) (Scores, error) {
	return interruptible(ctx, func() Scores {
		values := make([]float64, s.Nodes())
		_, cores := topo.DegeneracyOrdering(s.asUndirected())
		for k, nodes := range cores {
			for _, n := range nodes {
				values[n.ID()] = float64(k)
			}
		}
		return Scores{Values: values}
	})
}

func hubs(ctx context.Context, s *Snapshot, p Params) (Scores, error) {
	return hits(ctx, s, p, func(h network.HubAuthority) float64 { return h.Hub })
}

func authorities(ctx context.Context, s *Snapshot, p Params) (Scores, error) {
	return hits(ctx, s, p, func(h network.HubAuthority) float64 { return h.Authority })
}

// hits runs HITS over the links as they point; scores have a 2-norm of 1. A graph
// without links has no hubs: gonum's iteration would divide by zero there.
func hits(ctx context.Context, s *Snapshot, p Params, pick func(network.HubAuthority) float64) (Scores, error) {
	if err := p.check(); err != nil {
		return Scores{}, err
	}
	g := s.asDirected()
	if len(g.out.to) == 0 {
		return Scores{Values: make([]float64, s.Nodes())}, nil
	}
	return interruptible(ctx, func() Scores {
		values := make([]float64, s.Nodes())
		for id, score := range network.HITS(g, p.Tolerance) {
			values[id] = pick(score)
		}
		return Scores{Values: rounded(values)}
	})
}
