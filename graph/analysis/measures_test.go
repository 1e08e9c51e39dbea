package analysis

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"
)

// randomSnapshot has self-loops, links both ways, parallel links and pieces.
func randomSnapshot(seed uint64, n, m int) *Snapshot {
	r := rand.New(rand.NewPCG(seed, 7))
	pairs := make([][2]int, m)
	for i := range pairs {
		pairs[i] = [2]int{r.IntN(n), r.IntN(n)}
	}
	return plain(n, pairs)
}

func fromMap(m map[int64]float64, n int) []float64 {
	values := make([]float64, n)
	for id, v := range m {
		values[id] = v
	}
	return values
}

// gonum is the oracle for what we compute ourselves.
func TestMeasuresAgreeWithGonum(t *testing.T) {
	for seed := range uint64(6) {
		s := randomSnapshot(seed, 60, 90)
		n := s.Nodes()
		twoWay, oneWay := s.asUndirected(), s.asDirected()

		directed := Defaults
		directed.Directed = true
		sameValues(t, "directed PageRank", compute(t, "pagerank", s, directed).Values, fromMap(network.PageRank(oneWay, 0.85, 1e-12), n), 1e-8)
		sameValues(t, "PageRank", compute(t, "pagerank", s, Defaults).Values, fromMap(network.PageRank(twoWay, 0.85, 1e-12), n), 1e-8)

		between := fromMap(network.Betweenness(unweighted{twoWay}), n)
		for i := range between {
			between[i] /= 2 // gonum counts every pair of an undirected graph twice
		}
		sameValues(t, "betweenness", compute(t, "betweenness", s, Defaults).Values, between, 1e-9)

		harmonic := fromMap(network.Harmonic(unweighted{twoWay}, path.DijkstraAllPaths(unweighted{twoWay})), n)
		for i := range harmonic {
			harmonic[i] /= float64(n - 1)
		}
		sameValues(t, "harmonic", compute(t, "harmonic", s, Defaults).Values, harmonic, 1e-9)
	}
}

// Closeness in a graph in one piece is gonum's times n−1.
func TestClosenessAgreesWithGonum(t *testing.T) {
	s := plain(34, karate)
	want := fromMap(network.Closeness(unweighted{s.asUndirected()}, path.DijkstraAllPaths(unweighted{s.asUndirected()})), 34)
	for i := range want {
		want[i] *= 33
	}
	sameValues(t, "closeness", compute(t, "closeness", s, Defaults).Values, want, 1e-9)
}

// The eigenvector satisfies A·x = λ·x on the connected karate club, weighted.
func TestEigenvectorIsOne(t *testing.T) {
	s := plain(34, append(slices.Clone(karate), [2]int{1, 0}, [2]int{33, 32}))
	x := compute(t, "eigenvector", s, Defaults).Values
	ties := s.undirected()
	lambda := 0.0
	for u := range int32(34) {
		sum := 0.0
		for i, v := range ties.row(u) {
			sum += ties.weights(u)[i] * x[v]
		}
		if u == 0 {
			lambda = sum / x[0]
		}
		if math.Abs(sum-lambda*x[u]) > 1e-6 {
			t.Errorf("node %d: A·x = %v, λ·x = %v", u, sum, lambda*x[u])
		}
	}
}

// A bipartite graph is where a plain power iteration swings for ever.
func TestEigenvectorOfAStar(t *testing.T) {
	s := plain(5, [][2]int{{0, 1}, {0, 2}, {3, 0}, {4, 0}})
	sameValues(t, "eigenvector", compute(t, "eigenvector", s, Defaults).Values, []float64{1, 0.5, 0.5, 0.5, 0.5}, 1e-8)
}

func TestEveryMeasureOnOddGraphs(t *testing.T) {
	odd := map[string]*Snapshot{
		"empty":     plain(0, nil),
		"one node":  plain(1, nil),
		"no links":  plain(4, nil),
		"self-loop": plain(2, [][2]int{{0, 0}}),
		"two ways":  plain(2, [][2]int{{0, 1}, {1, 0}, {0, 1}}),
		"pieces":    plain(6, [][2]int{{0, 1}, {1, 2}, {3, 4}}),
	}
	for name, s := range odd {
		for _, m := range Measures {
			scores := compute(t, m.Name, s, Defaults)
			for i, v := range scores.Values {
				if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
					t.Errorf("%s on %s: node %d scores %v", m.Name, name, i, v)
				}
			}
			if m.Kind == Score && scores.Sizes != nil || m.Kind != Score && scores.Sizes == nil && s.Nodes() > 0 {
				t.Errorf("%s on %s: kind %s with sizes %v", m.Name, name, m.Kind, scores.Sizes)
			}
		}
	}
}

func TestComponents(t *testing.T) {
	c := compute(t, "components", plain(6, [][2]int{{3, 4}, {1, 2}, {2, 0}}), Defaults)
	if want := []float64{0, 0, 0, 1, 1, 2}; !slices.Equal(c.Values, want) || !slices.Equal(c.Sizes, []int{3, 2, 1}) {
		t.Errorf("components %v of sizes %v, want %v of 3, 2, 1", c.Values, c.Sizes, want)
	}
}

// The chain 0→1→2: 1 is pointed at once, points once, and has two neighbours.
func TestDegreesAndDirection(t *testing.T) {
	s := plain(3, [][2]int{{0, 1}, {0, 1}, {1, 2}})
	for name, want := range map[string][]float64{
		"degree": {1, 2, 1}, "in": {0, 1, 1}, "out": {1, 1, 0}, "weighted": {2, 3, 1},
	} {
		sameValues(t, name, compute(t, name, s, Defaults).Values, want, 0)
	}
	hub, authority := compute(t, "hubs", s, Defaults).Values, compute(t, "authorities", s, Defaults).Values
	if hub[2] != 0 || authority[0] != 0 {
		t.Errorf("the end is no hub (%v) and the start no authority (%v)", hub[2], authority[0])
	}
}

func TestCancelledMeasures(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := plain(34, karate)
	for _, name := range []string{"pagerank", "betweenness", "closeness", "harmonic", "eigenvector"} {
		m, _ := Find(name)
		if _, err := m.Compute(ctx, s, Defaults); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want the error of the context", name, err)
		}
	}
}

func TestBadParams(t *testing.T) {
	s := plain(34, karate)
	for _, p := range []Params{
		{Damping: 1, Tolerance: 1e-9, Resolution: 1}, {Damping: -0.1, Tolerance: 1e-9, Resolution: 1}, {Damping: math.NaN(), Tolerance: 1e-9, Resolution: 1},
		{Damping: .85, Tolerance: 0, Resolution: 1}, {Damping: .85, Tolerance: 1e-9, Resolution: 0},
	} {
		for _, name := range []string{"pagerank", "eigenvector", "hubs", "communities"} {
			m, _ := Find(name)
			if _, err := m.Compute(t.Context(), s, p); err == nil {
				t.Errorf("%s accepted %+v", name, p)
			}
		}
	}
}

func TestFindNamesWhatThereIs(t *testing.T) {
	_, err := Find("importance")
	if err == nil || !strings.Contains(err.Error(), "pagerank") {
		t.Errorf("error %v does not name the measures", err)
	}
}

func TestMeasureTableIsWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range Measures {
		if m.Title == "" || m.Meaning == "" || m.Source == "" || m.Cost == "" || m.Kind == "" || m.Compute == nil {
			t.Errorf("row %q is not filled in", m.Name)
		}
		if seen[m.Name] {
			t.Errorf("measure %q stands twice", m.Name)
		}
		seen[m.Name] = true
	}
}

func TestRankSettlesTiesByID(t *testing.T) {
	got := Scores{Values: []float64{1, 3, 1, 3}}.Rank(3)
	want := []Ranked{{1, 3}, {3, 3}, {0, 1}}
	if !slices.Equal(got, want) {
		t.Errorf("rank %v, want %v", got, want)
	}
}

func TestRoundedKeepsTwelveDigits(t *testing.T) {
	got := rounded([]float64{0.1 + 0.2, 1.0 / 3, 0, 123456789.123456789, 5e-324})
	want := []float64{0.3, 0.333333333333, 0, 123456789.123, 5e-324}
	if !slices.Equal(got, want) {
		t.Errorf("rounded to %v, want %v", got, want)
	}
}
