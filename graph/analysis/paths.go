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
// where there is none. Of several it is the first by node ids.
func Shortest(ctx context.Context, s *Snapshot, from, to int32) (Path, bool, error) {
	paths, err := KShortest(ctx, s, from, to, 1, 0)
	if len(paths) == 0 {
		return Path{}, false, err
	}
	return paths[0], true, nil
}

// KShortest returns up to k paths without a loop between two nodes, by number of
// links, then by node ids; maxHops bounds the links, 0 does not (Yen 1971).
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
// may be passed freely. Nodes in both sets count as sources.
func newSearch(s *Snapshot, from, to, avoid []int32) (*search, error) {
	n := s.Nodes()
	q := &search{
		s: s, linkCost: make([]float64, s.Links()), nodeCost: func(int32) float64 { return 0 },
		source: make([]bool, n), target: make([]bool, n), avoid: make([]bool, n),
	}
	for _, set := range []struct {
		nodes []int32
		mark  []bool
	}{{from, q.source}, {to, q.target}, {avoid, q.avoid}} {
		for _, node := range set.nodes {
			if node < 0 || int(node) >= n {
				return nil, fmt.Errorf("no node %d; the snapshot has %d", node, n)
			}
			set.mark[node] = true
		}
	}
	ends := 0
	for node := range q.target {
		q.target[node] = q.target[node] && !q.source[node]
		if q.target[node] {
			ends++
		}
	}
	if len(from) > 0 && len(to) > 0 && ends == 0 {
		return nil, ErrSameEnds
	}
	return q, nil
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
