package analysis

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"clew/graph"
)

// story is the story of the sample articles as the store would hold it.
func story() *graph.Graph {
	return &graph.Graph{
		Nodes: []graph.Node{
			entity("attack", "Event", "Crocus City Hall attack", "Attack"),
			entity("kerman", "Event", "Kerman bombing", "Attack"),
			entity("isis", "Organization", "ISIS"), entity("isisk", "Organization", "ISIS-K"),
			entity("men", "PersonGroup", "four Tajik men"), entity("bomber", "Person", "Kerman bomber"),
			entity("putin", "Person", "Vladimir Putin"), entity("ukraine", "Place", "Ukraine"), entity("us", "Place", "United States"),
			entity("tajikistan", "Place", "Tajikistan"), entity("russia", "Place", "Russia"), entity("alert", "Event", "French alert", "PolicyAction"),
			entity("claim", "Event", "ISIS statement", "Statement"),
			{ID: "a1", Labels: []string{"Article"}, Props: map[string]any{"origin": "a1"}},
			{ID: "a2", Labels: []string{"Article"}, Props: map[string]any{"origin": "a1"}},
			{ID: "a3", Labels: []string{"Article"}, Props: map[string]any{"origin": "a3"}},
		},
		Relationships: []graph.Relationship{
			relation("01", "CLAIMED", "isis", "attack", "origins", int64(3), "confidence", 0.9),
			relation("02", "SUSPECTED_IN", "isisk", "attack", "claim", "possible", "attribution", []string{"US officials"}, "origins", int64(2), "confidence", 0.8),
			relation("03", "SUSPECTED_IN", "men", "attack", "claim", "alleged", "origins", int64(2), "confidence", 0.8),
			relation("04", "AFFILIATED_WITH", "men", "isisk", "claim", "possible", "confidence", 0.8),
			relation("05", "BRANCH_OF", "isisk", "isis", "confidence", 0.9),
			relation("06", "SUSPECTED_IN", "ukraine", "attack", "claim", "alleged", "attribution", []string{"Vladimir Putin"}),
			relation("07", "DENIED", "ukraine", "attack"),
			relation("08", "HAS_NATIONALITY", "men", "tajikistan"),
			relation("09", "OPERATES_IN", "isisk", "tajikistan"),
			relation("10", "HAS_NATIONALITY", "bomber", "tajikistan"),
			relation("11", "CARRIED_OUT", "bomber", "kerman", "confidence", 0.9),
			relation("12", "CARRIED_OUT", "isisk", "kerman", "claim", "possible", "confidence", 0.7),
			relation("13", "SAID", "putin", "ukraine"),
			relation("14", "LOCATED_IN", "attack", "russia"),
			relation("15", "RESPONSE_TO", "alert", "attack"),
			relation("16", "WARNED_OF", "us", "attack"),
			relation("17", "SUSPECTED_IN", "ukraine", "attack", "claim", "negated", "attribution", []string{"US officials"}),
			relation("18", "CARRIED_OUT", "isis", "claim"),
			relation("19", "REPORTED", "a1", "attack"), relation("20", "REPORTED", "a2", "attack"), relation("21", "REPORTED", "a3", "attack"),
			relation("22", "REPORTED", "a3", "kerman"),
		},
	}
}

func find(t *testing.T, s *Snapshot, ids ...string) []int32 {
	t.Helper()
	var nodes []int32
	for _, id := range ids {
		n, ok := s.Find(id)
		if !ok {
			t.Fatalf("no node %s", id)
		}
		nodes = append(nodes, n)
	}
	return nodes
}

func names(s *Snapshot, c Chain) string {
	var parts []string
	for _, n := range c.Nodes {
		parts = append(parts, s.ID(n))
	}
	return strings.Join(parts, " ")
}

func statements(g *graph.Graph) *Snapshot { return Statements.Snapshot(Nodes(g), Edges(g)) }

func TestEventBeatsPossibleTie(t *testing.T) {
	s := statements(story())
	chains, _, err := Chains(t.Context(), s, find(t, s, "isisk"), find(t, s, "men"), Options{})
	if err != nil || len(chains) < 3 {
		t.Fatalf("%d chains, %v", len(chains), err)
	}
	if got := names(s, chains[0]); got != "isisk attack men" {
		t.Errorf("first chain is %q, want the one through the attack", got)
	}
	tie := slices.IndexFunc(chains, func(c Chain) bool { return names(s, c) == "isisk men" })
	for i, c := range chains {
		if tie < 0 || i < tie && strings.Contains(names(s, c), "tajikistan") {
			t.Errorf("chain %d of %d is %q; through the country comes after the possible tie, which is %d", i, len(chains), names(s, c), tie)
		}
	}
	hops := chains[0].Hops
	if !hops[0].Forward || hops[1].Forward {
		t.Errorf("both ends point at the attack, but hops read %+v", hops)
	}
	for _, c := range chains {
		links := make([]int32, len(c.Hops))
		for i, h := range c.Hops {
			links[i] = h.Link
		}
		checkWalk(t, s, c.Nodes, links)
	}
}

// Every kind of evidence the documentation promises to prefer, one by one: the
// first of two chains between x and y must be the one named.
func TestChainPreferences(t *testing.T) {
	nodes := []graph.Node{
		entity("x", "Organization", "X"), entity("y", "PersonGroup", "Y"), entity("e", "Event", "E", "Attack"), entity("f", "Event", "F", "Attack"),
		entity("place", "Place", "P"), entity("o", "Organization", "O"),
	}
	for name, c := range map[string]struct {
		better, worse []graph.Relationship
		want          string
	}{
		"event before bare tie": {
			better: []graph.Relationship{relation("1", "CARRIED_OUT", "x", "e"), relation("2", "SUSPECTED_IN", "y", "e", "claim", "alleged")},
			worse:  []graph.Relationship{relation("3", "AFFILIATED_WITH", "y", "x")}, want: "x e y",
		},
		"event before alleged membership": {
			better: []graph.Relationship{relation("1", "SUSPECTED_IN", "x", "e", "claim", "possible"), relation("2", "SUSPECTED_IN", "y", "e", "claim", "alleged")},
			worse:  []graph.Relationship{relation("3", "MEMBER_OF", "y", "x", "claim", "alleged")}, want: "x e y",
		},
		"asserted membership before place": {
			better: []graph.Relationship{relation("1", "MEMBER_OF", "y", "x")},
			worse:  []graph.Relationship{relation("2", "OPERATES_IN", "x", "place"), relation("3", "HAS_NATIONALITY", "y", "place")}, want: "x y",
		},
		"membership twice before two events in one place": {
			better: []graph.Relationship{relation("1", "MEMBER_OF", "y", "o"), relation("2", "BRANCH_OF", "o", "x")},
			worse: []graph.Relationship{
				relation("3", "CARRIED_OUT", "x", "e"), relation("4", "LOCATED_IN", "e", "place"),
				relation("5", "LOCATED_IN", "f", "place"), relation("6", "CARRIED_OUT", "y", "f"),
			}, want: "x o y",
		},
		"asserted before possible": {
			better: []graph.Relationship{relation("1", "CARRIED_OUT", "x", "f"), relation("2", "SUSPECTED_IN", "y", "f")},
			worse:  []graph.Relationship{relation("3", "CARRIED_OUT", "x", "e", "claim", "possible"), relation("4", "SUSPECTED_IN", "y", "e")}, want: "x f y",
		},
		"many origins before one": {
			better: []graph.Relationship{relation("1", "CARRIED_OUT", "x", "f", "origins", 4), relation("2", "SUSPECTED_IN", "y", "f", "origins", 4)},
			worse:  []graph.Relationship{relation("3", "CARRIED_OUT", "x", "e"), relation("4", "SUSPECTED_IN", "y", "e")}, want: "x f y",
		},
		"confident before doubtful": {
			better: []graph.Relationship{relation("1", "CARRIED_OUT", "x", "f"), relation("2", "SUSPECTED_IN", "y", "f")},
			worse:  []graph.Relationship{relation("3", "CARRIED_OUT", "x", "e", "confidence", 0.4), relation("4", "SUSPECTED_IN", "y", "e")}, want: "x f y",
		},
		"deed before denial": {
			better: []graph.Relationship{relation("1", "CARRIED_OUT", "x", "f"), relation("2", "SUSPECTED_IN", "y", "f")},
			worse:  []graph.Relationship{relation("3", "CARRIED_OUT", "x", "e"), relation("4", "DENIED", "y", "e")}, want: "x f y",
		},
	} {
		g := &graph.Graph{Nodes: nodes, Relationships: append(slices.Clone(c.worse), c.better...)}
		s := everything(g)
		chains, _, err := Chains(t.Context(), s, find(t, s, "x"), find(t, s, "y"), Options{})
		if err != nil || len(chains) != 2 {
			t.Errorf("%s: %d chains, %v; want both", name, len(chains), err)
			continue
		}
		if got := names(s, chains[0]); got != c.want {
			t.Errorf("%s: first is %q, want %q", name, got, c.want)
		}
	}
}

func TestNoChainOverWhatIsNotSo(t *testing.T) {
	for _, r := range []graph.Relationship{
		relation("1", "MEMBER_OF", "y", "x", "claim", "negated"),
		relation("1", "MEMBER_OF", "y", "x", "claim", "hypothetical"),
		relation("1", "SAID", "y", "x"),
		relation("1", "MENTIONS", "y", "x"),
	} {
		s := everything(&graph.Graph{Nodes: []graph.Node{entity("x", "Organization", "X"), entity("y", "Person", "Y")}, Relationships: []graph.Relationship{r}})
		if chains, _, err := Chains(t.Context(), s, find(t, s, "x"), find(t, s, "y"), Options{}); err != nil || len(chains) != 0 {
			t.Errorf("%s carries %d chains, %v", r.Label(), len(chains), err)
		}
	}
}

// hubGraph ties x and y by a hub with many neighbours, and longer by two others.
func hubGraph(detour bool) *graph.Graph {
	g := &graph.Graph{Nodes: []graph.Node{entity("x", "Person", "X"), entity("y", "Person", "Y"), entity("hub", "Organization", "Hub"), entity("o", "Organization", "O"), entity("p", "Person", "P")}}
	for i := range 60 {
		id := fmt.Sprintf("leaf%02d", i)
		g.Nodes = append(g.Nodes, entity(id, "Person", id))
		g.Relationships = append(g.Relationships, relation("l"+id, "MEMBER_OF", id, "hub"))
	}
	g.Relationships = append(g.Relationships, relation("1", "MEMBER_OF", "x", "hub"), relation("2", "MEMBER_OF", "y", "hub"))
	if detour {
		g.Relationships = append(g.Relationships, relation("3", "MEMBER_OF", "x", "o"), relation("4", "MEMBER_OF", "p", "o"), relation("5", "FAMILY_OF", "p", "y"))
	}
	return g
}

func TestHubsAreSkippedAndReported(t *testing.T) {
	s := statements(hubGraph(true))
	hub := find(t, s, "hub")[0]
	chains, skipped, err := Chains(t.Context(), s, find(t, s, "x"), find(t, s, "y"), Options{})
	if err != nil || len(chains) != 1 || names(s, chains[0]) != "x o p y" {
		t.Fatalf("chains %v, %v; want the detour alone", chains, err)
	}
	if !slices.Equal(skipped.Hubs, []int32{hub}) || skipped.Walked {
		t.Errorf("skipped %+v, want the hub, not walked", skipped)
	}
	chains, skipped, err = Chains(t.Context(), s, find(t, s, "x"), find(t, s, "y"), Options{HubDegree: -1})
	if err != nil || len(chains) != 2 || len(skipped.Hubs) != 0 {
		t.Errorf("without a limit: %d chains, skipped %+v, %v", len(chains), skipped, err)
	}
	s = statements(hubGraph(false))
	chains, skipped, err = Chains(t.Context(), s, find(t, s, "x"), find(t, s, "y"), Options{})
	if err != nil || len(chains) != 1 || names(s, chains[0]) != "x hub y" || !skipped.Walked || len(skipped.Hubs) != 1 {
		t.Errorf("where only the hub ties them: chains %v, skipped %+v, %v", chains, skipped, err)
	}
}

func TestSetsAvoidAndOthers(t *testing.T) {
	g := story()
	g.Relationships = append(g.Relationships, relation("99", "SUSPECTED_IN", "men", "attack", "origins", int64(5)))
	s := statements(g)
	chains, _, err := Chains(t.Context(), s, find(t, s, "isis", "isisk"), find(t, s, "men", "bomber"), Options{Count: 20})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range chains {
		for _, n := range c.Nodes[1 : len(c.Nodes)-1] {
			if id := s.ID(n); id == "isis" || id == "isisk" || id == "men" || id == "bomber" {
				t.Errorf("chain %q runs through an end", names(s, c))
			}
		}
	}
	last := chains[0].Hops[len(chains[0].Hops)-1]
	if names(s, chains[0]) != "isis attack men" || s.Link(last.Link).ID != "99" || len(last.Others) != 1 || s.Link(last.Others[0]).ID != "03" {
		t.Errorf("first chain %q ends %+v; want the asserted link with the alleged one beside it", names(s, chains[0]), last)
	}
	chains, _, err = Chains(t.Context(), s, find(t, s, "isisk"), find(t, s, "men"), Options{Avoid: find(t, s, "attack")})
	if err != nil || len(chains) == 0 || names(s, chains[0]) != "isisk men" {
		t.Errorf("avoiding the attack: %v, %v", chains, err)
	}
	chains, _, err = Chains(t.Context(), s, find(t, s, "isisk"), find(t, s, "men"), Options{Types: []string{"AFFILIATED_WITH", "SAID"}})
	if err != nil || len(chains) != 1 || names(s, chains[0]) != "isisk men" {
		t.Errorf("over affiliation alone: %v, %v", chains, err)
	}
	if _, _, err := Chains(t.Context(), s, find(t, s, "isis"), find(t, s, "isis"), Options{}); !errors.Is(err, ErrSameEnds) {
		t.Errorf("from a node to itself: %v", err)
	}
	if chains, _, err := Chains(t.Context(), s, nil, find(t, s, "isis"), Options{}); err != nil || len(chains) != 0 {
		t.Errorf("from nowhere: %v, %v", chains, err)
	}
}

func TestEveryTypeHasACost(t *testing.T) {
	for _, row := range graph.TypeTable {
		s := everything(&graph.Graph{Nodes: []graph.Node{entity("x", "Organization", "X"), entity("y", "Event", "Y")},
			Relationships: []graph.Relationship{relation("1", row.Name, "x", "y")}})
		cost := s.linkCost(0)
		silent := row.Family == graph.Provenance || row.Name == "SAID"
		if math.IsInf(cost, 1) != silent || cost <= 0 {
			t.Errorf("%s costs %v", row.Name, cost)
		}
	}
	for typ := range carriers {
		if _, known := graph.TypeRow(typ); !known {
			t.Errorf("%s is priced but not in the vocabulary", typ)
		}
	}
}
