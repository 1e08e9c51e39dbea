package analysis

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
)

// Every list of k shortest paths has the lengths that gonum finds, no path twice
// and none with a loop.
func TestKShortestAgreesWithGonum(t *testing.T) {
	for seed := range uint64(8) {
		s := randomSnapshot(seed, 25, 45)
		g := unweighted{s.asUndirected()}
		for pair := range int32(10) {
			from, to := pair, 24-pair
			var want []int
			for _, p := range path.YenKShortestPaths(g, 12, math.Inf(1), simple.Node(from), simple.Node(to)) {
				want = append(want, len(p)-1)
			}
			got, err := KShortest(t.Context(), s, from, to, 12, 0)
			if err != nil {
				t.Fatal(err)
			}
			p, ok, err := Shortest(t.Context(), s, from, to)
			if err != nil || ok != (len(want) > 0) || ok && len(p.Links) != want[0] {
				t.Errorf("seed %d, %d→%d: shortest is %v, %v, %v", seed, from, to, p, ok, err)
			}
			if ok {
				checkWalk(t, s, p.Nodes, p.Links)
			}
			var lengths []int
			seen := map[string]bool{}
			for _, p := range got {
				lengths = append(lengths, len(p.Links))
				checkWalk(t, s, p.Nodes, p.Links)
				if k := fmt.Sprint(p.Nodes); seen[k] {
					t.Errorf("path %v stands twice", p.Nodes)
				} else {
					seen[k] = true
				}
			}
			if !slices.Equal(lengths, want) {
				t.Errorf("seed %d, %d→%d: lengths %v, gonum finds %v", seed, from, to, lengths, want)
			}
		}
	}
}

// checkWalk fails unless the links join the nodes in order without a loop.
func checkWalk(t *testing.T, s *Snapshot, nodes, links []int32) {
	t.Helper()
	if len(nodes) != len(links)+1 {
		t.Fatalf("%d nodes and %d links", len(nodes), len(links))
	}
	for i, link := range links {
		l := s.Link(link)
		if !(l.From == nodes[i] && l.To == nodes[i+1]) && !(l.To == nodes[i] && l.From == nodes[i+1]) {
			t.Errorf("link %d does not join %d and %d", link, nodes[i], nodes[i+1])
		}
	}
	sorted := slices.Sorted(slices.Values(nodes))
	if len(slices.Compact(sorted)) != len(nodes) {
		t.Errorf("path %v has a loop", nodes)
	}
}

func TestMaxHops(t *testing.T) {
	s := plain(5, [][2]int{{0, 1}, {1, 4}, {0, 2}, {2, 3}, {3, 4}})
	got, err := KShortest(t.Context(), s, 0, 4, 5, 2)
	if err != nil || len(got) != 1 || !slices.Equal(got[0].Nodes, []int32{0, 1, 4}) {
		t.Errorf("paths of two hops: %v, %v", got, err)
	}
}

func TestShortest(t *testing.T) {
	s := plain(5, [][2]int{{0, 1}, {2, 1}, {0, 3}, {3, 2}})
	p, ok, err := Shortest(t.Context(), s, 0, 2)
	if err != nil || !ok || !slices.Equal(p.Nodes, []int32{0, 1, 2}) {
		t.Errorf("shortest is %v, %v, %v; want 0, 1, 2: the first by node", p, ok, err)
	}
	if _, ok, err := Shortest(t.Context(), s, 0, 4); ok || err != nil {
		t.Errorf("a path to a node without ties: %v, %v", ok, err)
	}
	if _, _, err := Shortest(t.Context(), s, 1, 1); !errors.Is(err, ErrSameEnds) {
		t.Errorf("from a node to itself: %v, want ErrSameEnds", err)
	}
	if _, _, err := Shortest(t.Context(), s, 0, 5); err == nil {
		t.Error("a node that is not there was accepted")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := KShortest(ctx, s, 0, 2, 5, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Dear links are walked round, but only as far as the hops allow, and every order
// of costs is the one that trying all paths gives.
func TestCheapestAgainstAllPaths(t *testing.T) {
	for seed := range uint64(20) {
		s := randomSnapshot(seed, 9, 20)
		q, err := newSearch(s, []int32{0, 1}, []int32{7, 8}, []int32{4})
		if err != nil {
			t.Fatal(err)
		}
		q.maxHops = 4
		for i := range q.linkCost {
			q.linkCost[i] = 1 + float64((i*7+int(seed))%5)
		}
		q.linkCost[0] = math.Inf(1)
		q.nodeCost = func(n int32) float64 { return float64(n%3) / 2 }
		got, err := q.cheapest(t.Context(), 1000)
		if err != nil {
			t.Fatal(err)
		}
		want := q.allCosts()
		var costs []float64
		for _, r := range got {
			costs = append(costs, r.cost)
			checkWalk(t, s, r.nodes, r.links)
		}
		if !slices.Equal(costs, want) {
			t.Errorf("seed %d: costs %v\nwant %v", seed, costs, want)
		}
	}
}

// allCosts tries every loopless path.
func (q *search) allCosts() []float64 {
	var costs []float64
	var walk func(nodes []int32, cost float64)
	walk = func(nodes []int32, cost float64) {
		at := nodes[len(nodes)-1]
		if q.target[at] {
			costs = append(costs, cost)
			return
		}
		if len(nodes) > q.maxHops {
			return
		}
		if len(nodes) > 1 {
			cost += q.nodeCost(at)
		}
		for v := range int32(q.s.Nodes()) {
			if v == at || slices.Contains(nodes, v) || q.source[v] || q.avoid[v] {
				continue
			}
			step := math.Inf(1)
			for _, link := range q.s.between(at, v) {
				step = min(step, q.linkCost[link])
			}
			if !math.IsInf(step, 1) {
				walk(append(slices.Clone(nodes), v), cost+step)
			}
		}
	}
	for n := range q.source {
		if q.source[n] && !q.avoid[n] {
			walk([]int32{int32(n)}, 0)
		}
	}
	slices.Sort(costs)
	return costs
}
