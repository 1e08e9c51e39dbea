package analysis

import (
	"cmp"
	"context"
	"math"
	"slices"

	"clew/graph"
)

// Options of [Chains]. The zero value asks for five chains of at most four hops.
type Options struct {
	Count   int     // chains at most; 0: 5
	MaxHops int     // links in a chain at most; 0: 4
	Avoid   []int32 // nodes no chain may touch
	// Types are the relationship types that may carry a chain; empty: all that
	// can. A type that carries none, as MENTIONS, does not for being named.
	Types []string
	// HubDegree is the number of neighbours above which a node that is no event is
	// not walked through: what ties everybody to everybody explains nothing.
	// 0: a twentieth of the nodes, at least 50. Negative: no limit.
	HubDegree int
}

// Chain is one way in which two ends hang together, with its evidence.
type Chain struct {
	Nodes []int32
	Hops  []Hop
	Cost  float64 // less is better: a ranking, no probability
}

// Hop is one step of a chain.
type Hop struct {
	Link    int32   // the link that carries the step best
	Forward bool    // the link points the way the chain goes
	Others  []int32 // further links between the same two, best first
}

// Skipped is what a search did not walk through.
type Skipped struct {
	// Hubs are nodes with too many neighbours, the biggest first.
	Hubs []int32
	// Walked says that no chain was found without them, so that they were walked
	// after all.
	Walked bool
}

// Chains ranks the ways in which any of one set of nodes hangs together with any
// of another, best first. Links are walked either way.
//
// The cost of a chain is the sum of its hops and of the nodes it passes. A hop
// costs what its relationship type is worth as a tie (see carriers), more where
// its claim is hedged, its origins are few or its confidence is low. Two ends
// that meet in an event, each by a link that says what it did there, are nearer
// than two ends with a bare tie between them that nobody asserts. Negated and
// hypothetical claims and provenance carry no chain. Passing a place or a node
// with many neighbours costs more; nodes above HubDegree are not passed and
// reported. The numbers are judgement, tuned on the sample articles, and order
// chains; they measure nothing.
func Chains(ctx context.Context, s *Snapshot, from, to []int32, o Options) ([]Chain, Skipped, error) {
	q, err := newSearch(s, from, to, o.Avoid)
	if err != nil {
		return nil, Skipped{}, err
	}
	count := cmp.Or(max(o.Count, 0), 5)
	q.maxHops = cmp.Or(max(o.MaxHops, 0), 4)
	for link := range q.linkCost {
		q.linkCost[link] = s.linkCost(int32(link))
		if len(o.Types) > 0 && !slices.Contains(o.Types, s.typeTable[s.types[link]]) {
			q.linkCost[link] = math.Inf(1)
		}
	}
	p := &passage{s: s, limit: hubLimit(s, o.HubDegree), skipped: map[int32]bool{}}
	q.nodeCost = p.cost
	routes, err := q.cheapest(ctx, count)
	skipped := p.report()
	if err == nil && len(routes) == 0 && len(skipped.Hubs) > 0 {
		p.limit = math.MaxInt
		skipped.Walked = true
		routes, err = q.cheapest(ctx, count)
	}
	if err != nil {
		return nil, skipped, err
	}
	chains := make([]Chain, len(routes))
	for i, r := range routes {
		chains[i] = q.chain(r)
	}
	return chains, skipped, nil
}

// carriers says what a relationship type costs as a step of a chain: 1 is a plain
// tie. Types that are not here cost what their family does.
var carriers = map[string]float64{
	"CARRIED_OUT": 0.7, "CLAIMED": 0.75, "SUSPECTED_IN": 0.75, "PLANNED": 0.75, "PARTICIPATED_IN": 0.9,
	"CHARGED": 0.75, "CONVICTED": 0.7, "SENTENCED": 0.7, "ARRESTED": 0.75, "ACQUITTED": 1.5, "RELEASED": 1.5,
	"KILLED": 0.8, "INJURED": 0.8, "KIDNAPPED": 0.8, "TARGETED": 0.9, "RESPONSE_TO": 1.5,
	"DENIED":    3, // says that there is no tie
	"MEMBER_OF": 1.75, "LEADS": 1.75, "BRANCH_OF": 1.75, "SPLIT_FROM": 1.75, "FOUNDED": 1.75, "OWNS": 1.75, "FAMILY_OF": 1.75,
	"WORKS_FOR": 2, "FUNDED": 1.75, "PAID": 1.75, "MET": 2, "SUPPORTS": 2, "AFFILIATED_WITH": 2.5, "OPPOSES": 3, "EDUCATED_AT": 3,
	"SAME_AS": 2,
}

var familyCarriers = map[graph.Family]float64{
	graph.Responsibility: 0.9,
	graph.Argument:       1,
	graph.Standing:       2,
	graph.Speech:         3,
	graph.Geography:      6, // two who are in one country share nothing
	graph.Other:          2,
}

// foreign is the cost of a type that is not in the vocabulary.
const foreign = 2

// hedges multiply the cost of a hop whose claim is not asserted. A hedge weighs
// more on a bare tie than on a deed: of an event it is at least certain that it
// happened.
var hedges = map[string]struct{ deed, tie float64 }{
	graph.Asserted: {1, 1},
	graph.Alleged:  {1.15, 1.5},
	graph.Planned:  {1.5, 1.75},
	graph.Possible: {1.6, 2},
}

// linkCost is the cost of a step along a link, +Inf where it carries no chain.
func (s *Snapshot) linkCost(link int32) float64 {
	typ, claim := s.typeTable[s.types[link]], s.claimTable[s.claims[link]]
	row, known := graph.TypeRow(typ)
	if !holds(claim) || row.Family == graph.Provenance {
		return math.Inf(1)
	}
	cost, ok := carriers[typ]
	switch {
	case ok:
	case known:
		cost = familyCarriers[row.Family]
	default:
		cost = foreign
	}
	if typ == "SAID" {
		return math.Inf(1) // to speak of something is no tie to it
	}
	if hedge, ok := hedges[claim]; ok {
		if row.Family == graph.Responsibility || row.Family == graph.Argument {
			cost *= hedge.deed
		} else {
			cost *= hedge.tie
		}
	}
	// One origin adds a quarter, four a sixteenth; a link held half sure costs a
	// quarter more than a sure one.
	return cost*(1.5-0.5*min(float64(s.confidences[link]), 1)) + 0.25/float64(s.origins[link])
}

func hubLimit(s *Snapshot, wanted int) int {
	switch {
	case wanted < 0:
		return math.MaxInt
	case wanted > 0:
		return wanted
	}
	return max(50, s.Nodes()/20)
}

// passage prices the nodes inside a chain and notes the hubs it refuses.
type passage struct {
	s       *Snapshot
	limit   int
	skipped map[int32]bool
}

// cost is 0 for a node with few neighbours and grows by 0.15 with every doubling
// beyond eight. Events cost half of that, for a well covered event has many
// neighbours by nature; places cost 2 more, for that two things are in one place
// says little.
func (p *passage) cost(node int32) float64 {
	degree := len(p.s.undirected().row(node))
	event := p.s.Is(node, "Event")
	if degree > p.limit && !event {
		p.skipped[node] = true
		return math.Inf(1)
	}
	cost := 0.15 * max(0, math.Log2(float64(degree)/8))
	switch {
	case event:
		cost /= 2
	case p.s.Is(node, "Place"):
		cost += 2
	}
	return cost
}

func (p *passage) report() Skipped {
	var hubs []int32
	for node := range p.skipped {
		hubs = append(hubs, node)
	}
	ties := p.s.undirected()
	slices.SortFunc(hubs, func(a, b int32) int {
		return cmp.Or(cmp.Compare(len(ties.row(b)), len(ties.row(a))), cmp.Compare(a, b))
	})
	return Skipped{Hubs: hubs}
}

// chain adds to every hop of a route the other links that tie the same two.
func (q *search) chain(r route) Chain {
	c := Chain{Nodes: r.nodes, Hops: make([]Hop, len(r.links)), Cost: rounded([]float64{r.cost})[0]}
	for i, link := range r.links {
		others := slices.DeleteFunc(q.s.between(r.nodes[i], r.nodes[i+1]), func(other int32) bool {
			return other == link || math.IsInf(q.linkCost[other], 1)
		})
		slices.SortFunc(others, func(a, b int32) int {
			return cmp.Or(cmp.Compare(q.linkCost[a], q.linkCost[b]), cmp.Compare(a, b))
		})
		c.Hops[i] = Hop{Link: link, Forward: q.s.from[link] == r.nodes[i], Others: others}
	}
	return c
}
