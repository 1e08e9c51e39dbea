package analysis_test

import (
	"context"
	"fmt"

	"clew/graph"
	"clew/graph/analysis"
)

func sample() *graph.Graph {
	node := func(id, typ string) graph.Node {
		return graph.Node{ID: id, Labels: graph.Labels(typ, ""), Props: map[string]any{"type": typ, "name": id}}
	}
	link := func(id, typ, from, to, claim string) graph.Relationship {
		return graph.Relationship{ID: id, Type: typ, From: from, To: to, Props: map[string]any{"claim": claim}}
	}
	return &graph.Graph{
		Nodes: []graph.Node{node("ISIS-K", "Organization"), node("Moscow attack", "Event"), node("Tajik men", "PersonGroup"), node("Tajikistan", "Place")},
		Relationships: []graph.Relationship{
			link("r1", "CARRIED_OUT", "ISIS-K", "Moscow attack", graph.Asserted),
			link("r2", "SUSPECTED_IN", "Tajik men", "Moscow attack", graph.Alleged),
			link("r3", "AFFILIATED_WITH", "Tajik men", "ISIS-K", graph.Possible),
			link("r4", "HAS_NATIONALITY", "Tajik men", "Tajikistan", graph.Asserted),
		},
	}
}

// The chain through the attack comes before the tie that is merely possible.
func ExampleChains() {
	g := sample()
	s := analysis.Statements.Snapshot(analysis.Nodes(g), analysis.Edges(g))
	from, _ := s.Find("ISIS-K")
	to, _ := s.Find("Tajik men")
	chains, _, err := analysis.Chains(context.Background(), s, []int32{from}, []int32{to}, analysis.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, c := range chains {
		fmt.Print(i+1, ". ", s.Name(c.Nodes[0]))
		for j, hop := range c.Hops {
			link := s.Link(hop.Link)
			arrow := "–%s (%s)→ %s"
			if !hop.Forward {
				arrow = "←%s (%s)– %s"
			}
			fmt.Printf(" "+arrow, link.Type, link.Claim, s.Name(c.Nodes[j+1]))
		}
		fmt.Println()
	}
	// Output:
	// 1. ISIS-K –CARRIED_OUT (asserted)→ Moscow attack ←SUSPECTED_IN (alleged)– Tajik men
	// 2. ISIS-K ←AFFILIATED_WITH (possible)– Tajik men
}

func ExampleFind() {
	g := sample()
	s := analysis.Statements.Snapshot(analysis.Nodes(g), analysis.Edges(g))
	degree, err := analysis.Find("degree")
	if err != nil {
		fmt.Println(err)
		return
	}
	scores, err := degree.Compute(context.Background(), s, analysis.Defaults)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range scores.Rank(2) {
		fmt.Println(s.Name(r.Node), r.Score)
	}
	// Output:
	// Tajik men 3
	// ISIS-K 2
}

func ExampleTell() {
	story, _ := analysis.Tell(sample(), "")
	fmt.Println(story.Event.Name())
	for _, clause := range story.Headline {
		fmt.Println(clause.Text)
	}
	// Output:
	// Moscow attack
	// ISIS-K carried it out
	// suspected: Tajik men (alleged)
}
