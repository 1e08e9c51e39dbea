package analysis

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"clew/graph"
)

func entity(id, typ, name string, labels ...string) graph.Node {
	return graph.Node{ID: id, Labels: append([]string{"Entity", typ}, labels...), Props: map[string]any{"type": typ, "name": name}}
}

func relation(id, typ, from, to string, props ...any) graph.Relationship {
	r := graph.Relationship{ID: id, Type: typ, From: from, To: to, Props: map[string]any{}}
	for i := 0; i < len(props); i += 2 {
		r.Props[props[i].(string)] = props[i+1]
	}
	return r
}

func everything(g *graph.Graph) *Snapshot { return Everything.Snapshot(Nodes(g), Edges(g)) }

func TestSnapshotRows(t *testing.T) {
	g := &graph.Graph{
		Nodes: []graph.Node{entity("b", "Event", "Attack", "Attack"), entity("a", "Person", "Ann"), entity("c", "Place", "")},
		Relationships: []graph.Relationship{
			relation("r2", "SUSPECTED_IN", "a", "b", "claim", "alleged", "origins", int64(3), "articles", int64(4), "confidence", 0.5),
			relation("r1", "CLAIMED", "a", "b"),
			relation("r3", "LOCATED_IN", "b", "c", "origins", 2.0),
			relation("r4", "MET", "a", "nobody"),
		},
	}
	s := everything(g)
	if s.Nodes() != 3 || s.Links() != 3 || s.Dangling != 1 {
		t.Fatalf("%d nodes, %d links, %d dangling; want 3, 3, 1", s.Nodes(), s.Links(), s.Dangling)
	}
	b, ok := s.Find("b")
	if !ok || s.Name(b) != "Attack" || !s.Is(b, "Event") || !s.Is(b, "Attack") || s.Is(b, "Person") {
		t.Errorf("node b reads %+v", s.Node(b))
	}
	if c, _ := s.Find("c"); s.Name(c) != "c" {
		t.Errorf("a node without a name is called %q, want its id", s.Name(c))
	}
	if _, ok := s.Find("bb"); ok {
		t.Error("found a node that is not there")
	}
	want := []Link{
		{ID: "r1", Type: "CLAIMED", Claim: "asserted", From: 0, To: 1, Confidence: 1, Origins: 1, Articles: 1, Weight: 1},
		{ID: "r2", Type: "SUSPECTED_IN", Claim: "alleged", From: 0, To: 1, Confidence: 0.5, Origins: 3, Articles: 4, Weight: 1.5},
		{ID: "r3", Type: "LOCATED_IN", Claim: "asserted", From: 1, To: 2, Confidence: 1, Origins: 2, Articles: 2, Weight: 2},
	}
	for i, w := range want {
		if got := s.Link(int32(i)); got != w {
			t.Errorf("link %d is %+v, want %+v", i, got, w)
		}
	}
	if got := slices.Collect(s.In(b)); !slices.Equal(got, []int32{0, 1}) {
		t.Errorf("links into b: %v, want 0 and 1", got)
	}
	if got := slices.Collect(s.Out(b)); !slices.Equal(got, []int32{2}) {
		t.Errorf("links out of b: %v, want 2", got)
	}
	if s.Memory() <= 0 {
		t.Error("no memory stated")
	}
}

// However a store feeds it, the snapshot is the same.
func TestSnapshotDoesNotHangOnOrder(t *testing.T) {
	g := story()
	want := everything(g)
	r := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		r.Shuffle(len(g.Nodes), func(i, j int) { g.Nodes[i], g.Nodes[j] = g.Nodes[j], g.Nodes[i] })
		r.Shuffle(len(g.Relationships), func(i, j int) { g.Relationships[i], g.Relationships[j] = g.Relationships[j], g.Relationships[i] })
		got := everything(g)
		for i := range int32(want.Nodes()) {
			if !reflect.DeepEqual(got.Node(i), want.Node(i)) {
				t.Fatalf("node %d is %+v, want %+v", i, got.Node(i), want.Node(i))
			}
		}
		for i := range int32(want.Links()) {
			if got.Link(i) != want.Link(i) {
				t.Fatalf("link %d is %+v, want %+v", i, got.Link(i), want.Link(i))
			}
		}
	}
}

func TestStatementsProjection(t *testing.T) {
	g := &graph.Graph{
		Nodes: []graph.Node{
			entity("a", "Person", "Ann"), entity("o", "Organization", "Org"), entity("e", "Event", "Attack"),
			{ID: "art", Labels: []string{"Article"}}, {ID: "ev", Labels: []string{"Evidence"}}, {ID: "clew", Labels: []string{"Clew"}},
			entity("pub", "Publisher", "Harbour Wire", "Organization"),
		},
		Relationships: []graph.Relationship{
			relation("keep", "SUSPECTED_IN", "a", "e", "claim", "possible"),
			relation("work", "WORKS_FOR", "a", "o"),
			relation("said", "SAID", "a", "o"),
			relation("not", "MEMBER_OF", "a", "o", "claim", "negated"),
			relation("if", "MEMBER_OF", "a", "o", "claim", "hypothetical"),
			relation("mention", "MENTIONS", "art", "a"),
			relation("report", "REPORTED", "art", "e"),
			relation("states", "STATES", "art", "ev"),
			relation("published", "PUBLISHED", "pub", "art"),
		},
	}
	s := Statements.Snapshot(Nodes(g), Edges(g))
	var ids []string
	for i := range int32(s.Links()) {
		ids = append(ids, s.Link(i).ID)
	}
	if s.Nodes() != 3 || !slices.Equal(ids, []string{"keep", "work"}) {
		t.Errorf("%d nodes and links %v; want 3 and keep, work", s.Nodes(), ids)
	}
	if s.Projection != Statements.Sentence {
		t.Errorf("the snapshot does not say its projection: %q", s.Projection)
	}
}
