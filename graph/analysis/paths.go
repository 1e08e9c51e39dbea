package analysis

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Path is a way through the snapshot: Links[i] joins Nodes[i] and Nodes[i+1],
// walked either way.
type Path struct {
	Nodes []int32
	Links []int32
}

// ErrSameEnds is returned when every node a path could end at is one it starts at.
var ErrSameEnds = errors.New("both ends are the same node")

// Shortest returns a path with the fewest links between two nodes, and false
// where there is none. Of several it is the first by node ids. The search is
// breadth-first from the far end: n + m steps at worst.
func Shortest(ctx context.Context, s *Snapshot, from, to int32) (Path, bool, error) {
	if _, err := newEnds(s, []int32{from}, []int32{to}, nil); err != nil {
		return Path{}, false, err
	}
	ties, b := s.undirected(), newBreadthFirst(s.Nodes())
	b.run(ties, to)
	if b.depth[from] < 0 {
		return Path{}, false, ctx.Err()
	}
	nodes := []int32{from}
	for at := from; at != to; {
		for _, v := range ties.row(at) { // ascending: the first that is nearer
			if b.depth[v] == b.depth[at]-1 {
				at = v
				break
			}
		}
		nodes = append(nodes, at)
	}
	return Path{nodes, s.weightiest(nodes)}, true, ctx.Err()
}

// KShortest returns up to k paths without a loop between two nodes, by number of
// links (Yen 1971); maxHops bounds the links, 0 does not. The order of equally
// long ones is always the same but means nothing.
// Between two neighbours with several links the weightiest is given.
func KShortest(ctx context.Context, s *Snapshot, from, to int32, k, maxHops int) ([]Path, error) {
	q, err := newSearch(s, []int32{from}, []int32{to}, nil)
	if err != nil {
		return nil, err
	}
	if q.maxHops = maxHops; maxHops <= 0 {
		q.maxHops = s.Nodes()
	}
	for link := range q.linkCost {
		q.linkCost[link] = 1
	}
	routes, err := q.cheapest(ctx, k)
	if err != nil {
		return nil, err
	}
	paths := make([]Path, len(routes))
	for i, r := range routes {
		paths[i] = Path{r.nodes, s.weightiest(r.nodes)}
	}
	return paths, nil
}

// newSearch readies a search in which every link costs nothing yet and every node
// may be passed freely.
func newSearch(s *Snapshot, from, to, avoid []int32) (*search, error) {
	e, err := newEnds(s, from, to, avoid)
	if err != nil {
		return nil, err
	}
	return &search{s: s, ends: e, linkCost: make([]float64, s.Links()), nodeCost: func(int32) float64 { return 0 }}, nil
}

// ends mark where paths start, end, and must not go.
type ends struct {
	source []bool // per node; no node is both source and target
	target []bool
	avoid  []bool
}

// newEnds marks sets of nodes. Nodes in both sets of ends count as sources.
func newEnds(s *Snapshot, from, to, avoid []int32) (ends, error) {
	n := s.Nodes()
	e := ends{make([]bool, n), make([]bool, n), make([]bool, n)}
	for _, set := range []struct {
		nodes []int32
		mark  []bool
	}{{from, e.source}, {to, e.target}, {avoid, e.avoid}} {
		for _, node := range set.nodes {
			if node < 0 || int(node) >= n {
				return ends{}, fmt.Errorf("no node %d; the snapshot has %d", node, n)
			}
			set.mark[node] = true
		}
	}
	left := false
	for _, node := range to {
		e.target[node] = !e.source[node]
		left = left || e.target[node]
	}
	if len(from) > 0 && len(to) > 0 && !left {
		return ends{}, ErrSameEnds
	}
	return e, nil
}

// between lists the links that join two nodes, either way.
func (s *Snapshot) between(u, v int32) []int32 {
	var links []int32
	for link := range s.Out(u) {
		if s.to[link] == v {
			links = append(links, link)
		}
	}
	if u == v {
		return links
	}
	for link := range s.Out(v) {
		if s.to[link] == u {
			links = append(links, link)
		}
	}
	return links
}

// weightiest picks the link with the greatest weight for every hop.
func (s *Snapshot) weightiest(nodes []int32) []int32 {
	links := make([]int32, 0, len(nodes)-1)
	for i := 1; i < len(nodes); i++ {
		best, weight := int32(-1), math.Inf(-1)
		for _, link := range s.between(nodes[i-1], nodes[i]) {
			if s.weights[link] > weight {
				best, weight = link, s.weights[link]
			}
		}
		links = append(links, best)
	}
	return slices.Clip(links)
}
