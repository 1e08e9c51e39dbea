package analysis

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"testing"
)

// karate is Zachary's karate club (An information flow model for conflict and
// fission in small groups, 1977): 34 members, 78 friendships. The expected
// figures were computed with networkx 3.6.1 on the unweighted graph.
var karate = [][2]int{
	{0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {0, 6}, {0, 7}, {0, 8}, {0, 10}, {0, 11}, {0, 12}, {0, 13}, {0, 17}, {0, 19}, {0, 21}, {0, 31},
	{1, 2}, {1, 3}, {1, 7}, {1, 13}, {1, 17}, {1, 19}, {1, 21}, {1, 30}, {2, 3}, {2, 7}, {2, 8}, {2, 9}, {2, 13}, {2, 27}, {2, 28}, {2, 32},
	{3, 7}, {3, 12}, {3, 13}, {4, 6}, {4, 10}, {5, 6}, {5, 10}, {5, 16}, {6, 16}, {8, 30}, {8, 32}, {8, 33}, {9, 33}, {13, 33}, {14, 32},
	{14, 33}, {15, 32}, {15, 33}, {18, 32}, {18, 33}, {19, 33}, {20, 32}, {20, 33}, {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 29},
	{23, 32}, {23, 33}, {24, 25}, {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33}, {28, 31}, {28, 33}, {29, 32}, {29, 33},
	{30, 32}, {30, 33}, {31, 32}, {31, 33}, {32, 33},
}

var karateFigures = map[string][]float64{
	"betweenness": {231.071429, 28.478571, 75.850794, 6.288095, 0.333333, 15.833333, 15.833333, 0, 29.529365, 0.447619, 0.333333, 0, 0,
		24.215873, 0, 0, 0, 0, 0, 17.146825, 0, 0, 0, 9.3, 1.166667, 2.027778, 0, 11.792063, 0.947619, 1.542857, 7.609524, 73.009524, 76.690476, 160.551587},
	"closeness": {0.568965517, 0.485294118, 0.559322034, 0.464788732, 0.379310345, 0.38372093, 0.38372093, 0.44, 0.515625, 0.434210526,
		0.379310345, 0.366666667, 0.370786517, 0.515625, 0.370786517, 0.370786517, 0.284482759, 0.375, 0.370786517, 0.5, 0.370786517, 0.375,
		0.370786517, 0.392857143, 0.375, 0.375, 0.362637363, 0.458333333, 0.452054795, 0.38372093, 0.458333333, 0.540983607, 0.515625, 0.55},
	"pagerank": {0.096997285, 0.052876924, 0.057078509, 0.035859858, 0.021977952, 0.029111155, 0.029111155, 0.024490497, 0.029766056,
		0.014309397, 0.021977952, 0.009564745, 0.014644892, 0.029536456, 0.014535994, 0.014535994, 0.016784005, 0.014558677, 0.014535994,
		0.019604636, 0.014535994, 0.014558677, 0.014535994, 0.031522515, 0.021076034, 0.021006197, 0.015044038, 0.025639767, 0.019573459,
		0.026288538, 0.024590155, 0.037158087, 0.071693226, 0.100919182},
	"eigenvector": {0.952132, 0.712335, 0.849554, 0.565614, 0.203471, 0.212884, 0.212884, 0.457891, 0.609068, 0.274998, 0.203471, 0.141566,
		0.225664, 0.606574, 0.271594, 0.271594, 0.063305, 0.247479, 0.271594, 0.396162, 0.271594, 0.247479, 0.271594, 0.402071, 0.152807,
		0.158576, 0.202429, 0.357499, 0.351073, 0.361473, 0.468065, 0.511656, 0.826659, 1},
	"coreness": {4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2, 2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 4, 3, 4, 4},
	"degree":   {16, 9, 10, 6, 3, 4, 4, 4, 5, 2, 3, 1, 2, 5, 2, 2, 2, 2, 2, 3, 2, 2, 2, 5, 3, 3, 2, 4, 3, 4, 4, 6, 12, 17},
}

// plain makes a snapshot of n nodes "000", "001", … with one asserted link of
// one origin for every pair.
func plain(n int, pairs [][2]int) *Snapshot {
	nodes := func(yield func(NodeInfo) bool) {
		for i := range n {
			if !yield(NodeInfo{ID: fmt.Sprintf("%03d", i)}) {
				return
			}
		}
	}
	edges := func(yield func(Edge) bool) {
		for i, p := range pairs {
			if !yield(Edge{ID: fmt.Sprint(i), From: fmt.Sprintf("%03d", p[0]), To: fmt.Sprintf("%03d", p[1]), Type: "MET"}) {
				return
			}
		}
	}
	return NewSnapshot(iter.Seq[NodeInfo](nodes), iter.Seq[Edge](edges))
}

func compute(t *testing.T, name string, s *Snapshot, p Params) Scores {
	t.Helper()
	m, err := Find(name)
	if err != nil {
		t.Fatal(err)
	}
	scores, err := m.Compute(t.Context(), s, p)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(scores.Values) != s.Nodes() {
		t.Fatalf("%s gave %d values for %d nodes", name, len(scores.Values), s.Nodes())
	}
	return scores
}

func sameValues(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= tolerance*max(1, math.Abs(want[i]))) {
			t.Errorf("%s of node %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

func TestKarateClub(t *testing.T) {
	s := plain(34, karate)
	for name, want := range karateFigures {
		sameValues(t, name, compute(t, name, s, Defaults).Values, want, 2e-6)
	}
	harmonic := compute(t, "harmonic", s, Defaults).Values
	if want := 23.25 / 33; math.Abs(harmonic[33]-want) > 1e-9 {
		t.Errorf("harmonic closeness of the instructor's rival is %v, want %v", harmonic[33], want)
	}
}

// The club split into two; Louvain finds about four circles, at a modularity of
// 0.4188 to 0.4198 (the optimum, Brandes et al. 2008).
func TestKarateCommunities(t *testing.T) {
	s := plain(34, karate)
	c := compute(t, "communities", s, Defaults)
	var q float64
	if _, err := fmt.Sscanf(c.Note, "modularity %f", &q); err != nil || q < 0.41 || q > 0.42 {
		t.Errorf("note %q: want a modularity of 0.41 to 0.42", c.Note)
	}
	if c.Values[0] == c.Values[33] {
		t.Error("the two leaders of the club are in one community")
	}
	if !slices.IsSortedFunc(c.Sizes, func(a, b int) int { return b - a }) {
		t.Errorf("sizes %v are not in falling order", c.Sizes)
	}
	for range 5 {
		if again := compute(t, "communities", plain(34, karate), Defaults); !slices.Equal(again.Values, c.Values) {
			t.Fatal("the same seed gave other communities")
		}
	}
}

// Krackhardt's kite (Assessing the political landscape, 1990): degree, closeness
// and betweenness each crown another node.
func TestKrackhardtKite(t *testing.T) {
	s := plain(10, [][2]int{{0, 1}, {0, 2}, {0, 3}, {0, 5}, {1, 3}, {1, 4}, {1, 6}, {2, 3}, {2, 5}, {3, 4}, {3, 5}, {3, 6}, {4, 6}, {5, 6}, {5, 7}, {6, 7}, {7, 8}, {8, 9}})
	for name, want := range map[string]int32{"degree": 3, "closeness": 5, "betweenness": 7} {
		if got := compute(t, name, s, Defaults).Rank(1)[0].Node; got != want {
			t.Errorf("highest %s has node %d, want %d", name, got, want)
		}
	}
}
