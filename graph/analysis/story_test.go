package analysis

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"clew/graph"
)

func TestTell(t *testing.T) {
	s, ok := Tell(story(), "")
	if !ok || s.Event.ID != "attack" {
		t.Fatalf("opens on %q, want the attack", s.Event.ID)
	}
	if s.Origins != 2 {
		t.Errorf("%d origins; three articles, two of them copies, are 2", s.Origins)
	}
	var nodes []string
	for _, n := range s.Nodes {
		nodes = append(nodes, n.ID)
	}
	slices.Sort(nodes)
	if want := []string{"alert", "attack", "isis", "isisk", "men", "ukraine", "us"}; !slices.Equal(nodes, want) {
		t.Errorf("circle %v, want %v", nodes, want)
	}
	for _, r := range s.Links {
		if r.Claim() == graph.Negated || r.Type == "SAID" || r.Type == "LOCATED_IN" {
			t.Errorf("link %s is drawn", r.Label())
		}
	}
	var text []string
	for _, c := range s.Headline {
		text = append(text, c.Text)
	}
	want := []string{
		"ISIS claimed it", "US officials suspected ISIS-K (possible)", "suspected: four Tajik men (alleged)",
		"Vladimir Putin blamed Ukraine (alleged)", "Ukraine denied it", "United States warned of it",
	}
	if !slices.Equal(text, want) {
		t.Errorf("headline\n%s\nwant\n%s", strings.Join(text, "\n"), strings.Join(want, "\n"))
	}
	if s.Headline[1].Link != "02" || s.Headline[1].Claim != graph.Possible || s.Headline[1].Origins != 2 {
		t.Errorf("clause %+v does not lead to its link", s.Headline[1])
	}
	if len(s.Next) != 3 || s.Next[0].ID != "kerman" {
		t.Errorf("next events %+v, want Kerman first", s.Next)
	}
}

func TestTellAroundAnother(t *testing.T) {
	s, ok := Tell(story(), "kerman")
	if !ok || s.Event.ID != "kerman" || s.Next[0].ID != "attack" {
		t.Errorf("told around Kerman: event %q, next %+v", s.Event.ID, s.Next)
	}
	if _, ok := Tell(story(), "isis"); ok {
		t.Error("a story was told around what is no event")
	}
	if _, ok := Tell(&graph.Graph{}, ""); ok {
		t.Error("a story was told of nothing")
	}
}

func TestTellIsDeterministic(t *testing.T) {
	want, _ := Tell(story(), "")
	for range 20 {
		g := story()
		slices.Reverse(g.Nodes)
		slices.Reverse(g.Relationships)
		if got, _ := Tell(g, ""); !reflect.DeepEqual(got, want) {
			t.Fatalf("the same graph told otherwise:\n%+v\n%+v", got, want)
		}
	}
}

func TestCircleIsCut(t *testing.T) {
	g := &graph.Graph{Nodes: []graph.Node{entity("e", "Event", "E", "Attack")}}
	for i := range 30 {
		id := fmt.Sprintf("n%02d", i)
		g.Nodes = append(g.Nodes, entity(id, "Organization", id))
		g.Relationships = append(g.Relationships, relation("t"+id, "TARGETED", "e", id))
	}
	g.Nodes = append(g.Nodes, entity("z", "Organization", "Z"))
	g.Relationships = append(g.Relationships, relation("z", "CLAIMED", "z", "e"))
	s, _ := Tell(g, "")
	if len(s.Nodes) != 20 || s.LeftOut != 12 || s.Nodes[1].ID != "z" {
		t.Errorf("%d nodes, %d left out, first %q; want 20, 12 and who claimed it", len(s.Nodes), s.LeftOut, s.Nodes[1].ID)
	}
}

// Whatever the type and the speaker, a hedge stands in the clause.
func TestClausesKeepTheirHedge(t *testing.T) {
	for _, row := range graph.TypeTable {
		for _, claim := range []string{graph.Alleged, graph.Possible, graph.Planned, graph.Hypothetical, graph.Negated} {
			for _, speaker := range []any{nil, "Putin", []string{"Putin", "Bortnikov"}, "X"} {
				r := relation("1", row.Name, "x", "e", "claim", claim, "attribution", speaker)
				text := ClauseText(r, "X")
				if !strings.Contains(text, claim) {
					t.Errorf("%s by %v reads %q: the hedge is lost", r.Label(), speaker, text)
				}
				if r.Speaker() != "" && r.Speaker() != "X" && !strings.Contains(text, r.Speaker()) {
					t.Errorf("%s reads %q: the speaker is lost", r.Label(), text)
				}
			}
		}
	}
	if got := ClauseText(relation("1", "CARRIED_OUT", "x", "e", "attribution", "US officials"), "ISIS-K"); got != "US officials said ISIS-K carried it out" {
		t.Errorf("clause reads %q", got)
	}
}

// An actor who is said to have done it by one origin and to be suspected of it by
// one is suspected.
func TestHeadlineTakesTheMoreCarefulOfEquals(t *testing.T) {
	g := &graph.Graph{
		Nodes: []graph.Node{entity("e", "Event", "E", "Attack"), entity("x", "Organization", "X")},
		Relationships: []graph.Relationship{
			relation("1", "CARRIED_OUT", "x", "e"),
			relation("2", "SUSPECTED_IN", "x", "e"),
			relation("3", "SUSPECTED_IN", "x", "e", "claim", "possible"),
		},
	}
	s, _ := Tell(g, "")
	if len(s.Headline) != 1 || s.Headline[0].Text != "suspected: X (possible)" {
		t.Errorf("headline %+v", s.Headline)
	}
}

// Gunmen who are only described come after everybody with a name, and two groups
// called alike are said once.
func TestDescribedActorsComeLast(t *testing.T) {
	g := story()
	g.Nodes = append(g.Nodes, entity("g1", "PersonGroup", "gunmen"), entity("g2", "PersonGroup", "gunmen"))
	g.Relationships = append(g.Relationships, relation("50", "CARRIED_OUT", "g1", "attack", "origins", 4), relation("51", "CARRIED_OUT", "g2", "attack"))
	s, _ := Tell(g, "")
	for _, c := range s.Headline {
		if strings.Contains(c.Text, "gunmen") {
			t.Errorf("%q takes the room of a named actor", c.Text)
		}
	}
	if n := len(s.Nodes); !strings.Contains(s.Nodes[n-1].Name(), "gunmen") || !strings.Contains(s.Nodes[n-2].Name(), "gunmen") {
		t.Errorf("the circle ends with %q and %q", s.Nodes[n-2].Name(), s.Nodes[n-1].Name())
	}
	g.Relationships = slices.DeleteFunc(g.Relationships, func(r graph.Relationship) bool { return r.Type == "CLAIMED" || r.Type == "WARNED_OF" })
	s, _ = Tell(g, "")
	if last := s.Headline[len(s.Headline)-1].Text; last != "gunmen carried it out" || len(s.Headline) != 5 {
		t.Errorf("headline %+v; want five clauses, the gunmen once and last", s.Headline)
	}
}

// What several outlets say themselves is not put into one speaker's mouth.
func TestOwnVoiceNeedsNoSpeaker(t *testing.T) {
	r := relation("1", "CLAIMED", "isis", "attack", "attribution", []string{"Attal"}, "origins", int64(4))
	if got := ClauseText(r, "ISIS"); got != "ISIS claimed it" {
		t.Errorf("four origins, one of them quoting Attal: %q", got)
	}
	r.Props["origins"] = int64(1)
	if got := ClauseText(r, "ISIS"); got != "Attal said ISIS claimed it" {
		t.Errorf("Attal alone: %q", got)
	}
}
