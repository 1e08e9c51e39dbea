package analysis

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Kind is what a measure gives every node.
type Kind string

// The kinds of a measure.
const (
	Score     Kind = "score"     // a number; more is more
	Component Kind = "component" // the group it is connected with
	Community Kind = "community" // the group it is closely tied with
)

// Params are the knobs of the measures; every measure reads those it names.
type Params struct {
	Damping    float64 // PageRank: share of walks that go on, 0..1
	Tolerance  float64 // PageRank, eigenvector, HITS: when to stop
	Resolution float64 // communities: above 1 smaller ones, below 1 larger ones
	Seed       uint64  // communities: order of moves
	Directed   bool    // PageRank: walk links only the way they point
}

// Defaults are the parameters used where nobody says otherwise.
var Defaults = Params{Damping: 0.85, Tolerance: 1e-10, Resolution: 1, Seed: 1}

// Scores is what a measure gives: one value a node, in the order of the snapshot.
type Scores struct {
	Values []float64 // a score; of groups the group's number, 0 for the largest
	Sizes  []int     // of groups only: nodes in each
	Note   string    // a figure of the whole: "modularity 0.41"
}

// Measure is one row of the table of measures.
type Measure struct {
	Name    string // as typed: "pagerank"
	Title   string // as shown: "PageRank"
	Meaning string // what a reporter learns
	Source  string // paper or book it comes from
	Cost    string // for n nodes and m links
	Params  string // which knobs it reads
	Kind    Kind
	Compute func(context.Context, *Snapshot, Params) (Scores, error)
}

// Measures lists every measure.
var Measures = []Measure{
	{
		Name: "degree", Title: "Degree", Kind: Score, Cost: "n + m", Compute: degree,
		Meaning: "How many others it is tied to, however often and whichever way.",
		Source:  "Freeman, Centrality in social networks, Social Networks 1 (1979)",
	},
	{
		Name: "in", Title: "In-degree", Kind: Score, Cost: "n + m", Compute: inDegree,
		Meaning: "How many statements are made about it: who is named, blamed, hit.",
		Source:  "Freeman 1979",
	},
	{
		Name: "out", Title: "Out-degree", Kind: Score, Cost: "n + m", Compute: outDegree,
		Meaning: "How many statements have it act: who claims, accuses, leads.",
		Source:  "Freeman 1979",
	},
	{
		Name: "weighted", Title: "Weighted degree", Kind: Score, Cost: "n + m", Compute: weightedDegree,
		Meaning: "How much evidence ties it to others: independent origins times confidence, summed.",
		Source:  "Barrat et al., The architecture of complex weighted networks, PNAS 101 (2004)",
	},
	{
		Name: "pagerank", Title: "PageRank", Kind: Score, Cost: "n + m a round, some fifty rounds", Params: "damping, tolerance, directed", Compute: pageRank,
		Meaning: "Where you end up when you follow links at random: who matters because those they are tied to matter.",
		Source:  "Brin and Page, The anatomy of a large-scale hypertextual Web search engine (1998)",
	},
	{
		Name: "betweenness", Title: "Betweenness", Kind: Score, Cost: "n × m", Compute: betweenness,
		Meaning: "How many shortest chains run through it: the go-between whose absence would part two circles.",
		Source:  "Freeman 1977; Brandes, A faster algorithm for betweenness centrality (2001)",
	},
	{
		Name: "closeness", Title: "Closeness", Kind: Score, Cost: "n × m", Compute: closeness,
		Meaning: "How few steps away everybody else is, scaled by how much of the graph it reaches at all.",
		Source:  "Wasserman and Faust, Social Network Analysis (1994), equation 5.22",
	},
	{
		Name: "harmonic", Title: "Harmonic closeness", Kind: Score, Cost: "n × m", Compute: harmonic,
		Meaning: "How near it is to everybody, those out of reach counting nothing; fair to graphs in several pieces.",
		Source:  "Rochat, Closeness centrality extended to unconnected graphs (2009)",
	},
	{
		Name: "eigenvector", Title: "Eigenvector", Kind: Score, Cost: "n + m a round", Params: "tolerance", Compute: eigenvector,
		Meaning: "Who is tied to those who are well tied themselves: the core of the best covered circle.",
		Source:  "Bonacich, Power and centrality (1987)",
	},
	{
		Name: "hubs", Title: "HITS hubs", Kind: Score, Cost: "n + m a round", Params: "tolerance", Compute: hubs,
		Meaning: "Who points at much that matters: the actor behind many prominent events.",
		Source:  "Kleinberg, Authoritative sources in a hyperlinked environment (1999)",
	},
	{
		Name: "authorities", Title: "HITS authorities", Kind: Score, Cost: "n + m a round", Params: "tolerance", Compute: authorities,
		Meaning: "What many active ones point at: the event or body the actors have in common.",
		Source:  "Kleinberg 1999",
	},
	{
		Name: "coreness", Title: "Coreness", Kind: Score, Cost: "n + m", Compute: coreness,
		Meaning: "How deep inside a dense circle it sits: k where each member keeps at least k ties to the others.",
		Source:  "Seidman, Network structure and minimum degree (1983); Matula and Beck (1983)",
	},
	{
		Name: "components", Title: "Components", Kind: Component, Cost: "n + m", Compute: components,
		Meaning: "Which pieces the graph falls into: between two of them no chain exists.",
		Source:  "Tarjan, Depth-first search and linear graph algorithms (1972)",
	},
	{
		Name: "communities", Title: "Communities", Kind: Community, Cost: "some rounds of n + m", Params: "resolution, seed", Compute: communities,
		Meaning: "Circles tied more closely inside than to the rest: the separate stories in the articles.",
		Source:  "Blondel et al., Fast unfolding of communities in large networks (2008)",
	},
}

// Find returns the row of a measure. The error names the measures there are.
func Find(name string) (Measure, error) {
	names := make([]string, len(Measures))
	for i, m := range Measures {
		if m.Name == name {
			return m, nil
		}
		names[i] = m.Name
	}
	return Measure{}, fmt.Errorf("no measure %q; there are %s", name, strings.Join(names, ", "))
}

// check refuses parameters that no measure can work with.
func (p Params) check() error {
	switch {
	case !(p.Damping >= 0 && p.Damping < 1):
		return fmt.Errorf("damping is %v; it must be at least 0 and below 1", p.Damping)
	case !(p.Tolerance >= 1e-12 && p.Tolerance < 1):
		return fmt.Errorf("tolerance is %v; it must be at least 1e-12, what numbers can tell apart, and below 1", p.Tolerance)
	case !(p.Resolution > 0) || math.IsInf(p.Resolution, 1):
		return fmt.Errorf("resolution is %v; it must be above 0", p.Resolution)
	}
	return nil
}

// Ranked is a node with its score.
type Ranked struct {
	Node  int32
	Score float64
}

// Rank orders the nodes by score, highest first, then by id, and returns at most
// limit of them; all where limit is 0. Of groups it orders by group.
func (c Scores) Rank(limit int) []Ranked {
	list := make([]Ranked, len(c.Values))
	for i, v := range c.Values {
		list[i] = Ranked{int32(i), v}
	}
	sign := -1
	if c.Sizes != nil {
		sign = 1
	}
	// Node numbers follow ids, so comparing numbers compares ids.
	slices.SortFunc(list, func(a, b Ranked) int {
		return cmp.Or(sign*cmp.Compare(a.Score, b.Score), cmp.Compare(a.Node, b.Node))
	})
	if limit > 0 && limit < len(list) {
		list = list[:limit]
	}
	return list
}

// rounded rounds scores to twelve significant digits in place, so that the order
// of additions decides neither ties nor output.
func rounded(values []float64) []float64 {
	for i, v := range values {
		if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
			continue
		}
		scale := math.Pow(10, 11-math.Floor(math.Log10(math.Abs(v))))
		if !math.IsInf(scale, 0) && scale != 0 {
			values[i] = math.Round(v*scale) / scale
		}
	}
	return values
}

// groups numbers groups of nodes by size, largest first, ties by their first
// node, and gives every node its group's number.
func groups(members [][]int32, n int) Scores {
	for _, g := range members {
		slices.Sort(g)
	}
	slices.SortFunc(members, func(a, b []int32) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0]))
	})
	c := Scores{Values: make([]float64, n), Sizes: make([]int, len(members))}
	for i, g := range members {
		c.Sizes[i] = len(g)
		for _, node := range g {
			c.Values[node] = float64(i)
		}
	}
	return c
}
