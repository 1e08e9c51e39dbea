package graphml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"clew/graph"
)

// sample holds every kind of value and every hedge, and text that is hard on XML.
func sample() *graph.Graph {
	return &graph.Graph{
		Nodes: []graph.Node{
			{ID: "attack", Labels: []string{"Entity", "Event", "Attack"}, Props: map[string]any{
				"name": "Crocus City Hall attack", "label": "Crocus attack", "type": "Event", "killed_min": int64(133), "killed_max": int64(145),
				"aliases": []string{"the \"Moscow\" attack", "semi; colon", `back\slash`}, "lat": 55.8258, "undated": false,
			}},
			{ID: "isis-k", Labels: []string{"Entity", "Organization"}, Props: map[string]any{
				"name": "ISIS-K <& Co>", "type": "Organization", "strength": int64(6_000_000_000), "counts": []any{int64(1), int64(-2)}, "shares": []any{0.5, true}[:1],
			}},
			{ID: "men & \"co\"", Labels: []string{"odd:label", `a\b`}, Props: map[string]any{"name": "four Tajik men", "note": "line one\nline two\r\n\tthree ", "empty": ""}},
			{ID: "a1", Labels: []string{"Article"}, Props: map[string]any{"title": "Joaquín “El Chapo” 🙂"}},
		},
		Relationships: []graph.Relationship{
			{ID: "r1", Type: "SUSPECTED_IN", From: "isis-k", To: "attack", Props: map[string]any{
				"claim": "possible", "attribution": []string{"US officials", "Jadoon"}, "origins": int64(2), "confidence": 0.8, "quote": "it is likely; they said", "article": "a1",
			}},
			{ID: "r2", Type: "SUSPECTED_IN", From: "men & \"co\"", To: "attack", Props: map[string]any{"claim": "alleged", "attribution": "Putin; Bortnikov", "start": int64(5), "end": int64(9)}},
			{ID: "r3", Type: "CLAIMED", From: "isis-k", To: "attack", Props: map[string]any{"claim": "asserted", "weight": 7.5, "sources": []string{"Harbour Wire", "The Meridian Post"}}},
			{ID: "r4", Type: "SUSPECTED_IN", From: "isis-k", To: "attack", Props: map[string]any{"claim": "negated"}},
			{ID: "r5", Type: "MENTIONS", From: "a1", To: "isis-k", Props: map[string]any{}},
		},
	}
}

func written(t *testing.T, g *graph.Graph, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, g, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRoundTrip(t *testing.T) {
	g := sample()
	text := written(t, g, Options{})
	got, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Nodes) != len(g.Nodes) || len(got.Relationships) != len(g.Relationships) {
		t.Fatalf("%d nodes, %d relationships; want %d and %d", len(got.Nodes), len(got.Relationships), len(g.Nodes), len(g.Relationships))
	}
	for i := range g.Nodes {
		if !reflect.DeepEqual(got.Nodes[i], g.Nodes[i]) {
			t.Errorf("node\n%#v\nwant\n%#v", got.Nodes[i], g.Nodes[i])
		}
	}
	for i := range g.Relationships {
		if !reflect.DeepEqual(got.Relationships[i], g.Relationships[i]) {
			t.Errorf("relationship\n%#v\nwant\n%#v", got.Relationships[i], g.Relationships[i])
		}
	}
	if again := written(t, got, Options{}); again != text {
		t.Error("what was read is written otherwise")
	}
}

func TestEdgeLabelsSayTheClaim(t *testing.T) {
	text := written(t, sample(), Options{})
	for _, label := range []string{"SUSPECTED_IN (possible, US officials, Jadoon)", "SUSPECTED_IN (alleged, Putin; Bortnikov)", "SUSPECTED_IN (negated)"} {
		if !strings.Contains(text, ">"+label+"<") {
			t.Errorf("no label %q", label)
		}
	}
	if n := strings.Count(text, ">SUSPECTED_IN<"); n != 3 {
		t.Errorf("the bare type stands %d times, want 3: once an edge, as its type", n)
	}
	var labels string
	for _, line := range strings.Split(text, "\n") {
		if strings.Contains(line, `for="edge" attr.name="label"`) {
			_, rest, _ := strings.Cut(line, `id="`)
			labels, _, _ = strings.Cut(rest, `"`)
		}
	}
	if strings.Contains(text, `<data key="`+labels+`">SUSPECTED_IN<`) {
		t.Error("a hedged edge is labelled as if asserted")
	}
}

func TestKeysAreTyped(t *testing.T) {
	text := written(t, sample(), Options{})
	for name, typ := range map[string]string{
		"killed_min": "int", "strength": "long", "lat": "double", "undated": "boolean", "name": "string", "weight": "double", "origins": "int", "counts": "string",
	} {
		if want := fmt.Sprintf(`attr.name="%s" attr.type="%s"`, name, typ); !strings.Contains(text, want) {
			t.Errorf("no key with %s", want)
		}
	}
	if !strings.Contains(text, `parse.nodes="4" parse.edges="5"`) {
		t.Error("the graph does not say how many nodes and edges it has")
	}
}

func TestTypesOfOnePropertyJoin(t *testing.T) {
	for _, c := range []struct {
		a, b any
		typ  string
		read any
	}{
		{int64(1), int64(1) << 40, "long", int64(1)},
		{int64(1), 2.5, "double", 1.0},
		{int64(1), "one", "string", "1"},
		{true, int64(1), "string", "true"},
		{3.0, 1e300, "double", 3.0},
		{math.Inf(-1), 1.0, "double", math.Inf(-1)},
	} {
		g := &graph.Graph{Nodes: []graph.Node{{ID: "a", Props: map[string]any{"p": c.a}}, {ID: "b", Props: map[string]any{"p": c.b}}}}
		text := written(t, g, Options{})
		if !strings.Contains(text, `attr.name="p" attr.type="`+c.typ+`"`) {
			t.Errorf("%v and %v: no key of type %s", c.a, c.b, c.typ)
		}
		got, err := Read(strings.NewReader(text))
		if err != nil || got.Nodes[0].Props["p"] != c.read {
			t.Errorf("%v beside %v reads %v, %v; want %v", c.a, c.b, got, err, c.read)
		}
	}
}

func TestWhatXMLCannotHoldIsRemoved(t *testing.T) {
	g := &graph.Graph{Nodes: []graph.Node{{ID: "n", Props: map[string]any{"name": "a\x00b\x0bc\xffd\ufffee\U0001F600]]>"}}}}
	text := written(t, g, Options{})
	if err := xml.Unmarshal([]byte(text), new(struct{})); err != nil {
		t.Fatal(err)
	}
	got, err := Read(strings.NewReader(text))
	if err != nil || got.Nodes[0].Name() != "abcde\U0001F600]]>" {
		t.Errorf("read %v, %v", got, err)
	}
}

func TestLook(t *testing.T) {
	look := func(id string) (Look, bool) {
		return Look{X: -12.5, Y: 3, Colour: "#c81e0a"}, id == "attack"
	}
	got, err := Read(strings.NewReader(written(t, sample(), Options{Look: look, Sources: func(graph.Relationship) []string { return []string{"Harbour Wire"} }})))
	if err != nil {
		t.Fatal(err)
	}
	p := got.Nodes[0].Props
	if p["x"] != -12.5 || p["y"] != 3.0 || p["r"] != int64(200) || p["g"] != int64(30) || p["b"] != int64(10) {
		t.Errorf("look reads %v", p)
	}
	if _, has := got.Nodes[1].Props["x"]; has {
		t.Error("a node without a place got one")
	}
	if !reflect.DeepEqual(got.Relationships[0].Props["sources"], []string{"Harbour Wire"}) {
		t.Errorf("sources read %v", got.Relationships[0].Props["sources"])
	}
	for _, colour := range []string{"red", "#12345", "#12345g", "1234567"} {
		if err := Write(io.Discard, sample(), Options{Look: func(string) (Look, bool) { return Look{Colour: colour}, true }}); err == nil {
			t.Errorf("colour %q was accepted", colour)
		}
	}
}

func TestBareEndsAndDoubles(t *testing.T) {
	g := &graph.Graph{
		Nodes:         []graph.Node{{ID: "a"}, {ID: "a"}},
		Relationships: []graph.Relationship{{ID: "r", Type: "MET", From: "a", To: "b"}, {ID: "s", Type: "MET", From: "b", To: "a"}},
	}
	got, err := Read(strings.NewReader(written(t, g, Options{})))
	if err != nil || len(got.Nodes) != 2 || len(got.Relationships) != 2 {
		t.Fatalf("read %+v, %v; want a, b and two edges", got, err)
	}
}

func TestValuesThatAreNoProperties(t *testing.T) {
	g := &graph.Graph{Nodes: []graph.Node{{ID: "n", Props: map[string]any{"point": map[string]any{"x": 1}}}}}
	err := Write(io.Discard, g, Options{})
	if err == nil || !strings.Contains(err.Error(), "node n: property point") {
		t.Errorf("error %v does not say where", err)
	}
}

func TestStreamBeyondMemory(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	long := strings.Repeat("x", 1<<16)
	const n = 300 // some 20 MB
	nodes := func(yield func(graph.Node, error) bool) {
		for i := range n {
			if !yield(graph.Node{ID: fmt.Sprint(i), Props: map[string]any{"name": long}}, nil) {
				return
			}
		}
	}
	links := func(yield func(graph.Relationship, error) bool) {
		yield(graph.Relationship{ID: "r", Type: "MET", From: "0", To: "1"}, nil)
	}
	var b bytes.Buffer
	if err := Stream(NewEncoder(&b, Options{}), nodes, links); err != nil {
		t.Fatal(err)
	}
	got, err := Read(&b)
	if err != nil || len(got.Nodes) != n || got.Nodes[n-1].Name() != long || len(got.Relationships) != 1 {
		t.Fatalf("the long file did not come back: %v", err)
	}
	broken := errors.New("the store went away")
	failing := func(yield func(graph.Relationship, error) bool) { yield(graph.Relationship{}, broken) }
	if err := Stream(NewEncoder(&b, Options{}), nodes, failing); !errors.Is(err, broken) {
		t.Errorf("error %v, want the store's", err)
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) != 0 {
		t.Errorf("%d temporary files are left", len(left))
	}
}

// What others write: igraph, networkx, APOC, yEd.
func TestReadForeignFiles(t *testing.T) {
	g, err := Read(strings.NewReader(`<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key id="d0" for="all" attr.name="score" attr.type="float"><default>1.5</default></key>
  <key id="d1" for="node" attr.name="seen" attr.type="boolean"/>
  <key id="d2" for="node" yfiles.type="nodegraphics"/>
  <graph edgedefault="undirected">
    <desc>a comment</desc>
    <node id="n0" labels=":Person:Agent"><data key="d1"> True </data><data key="d2"><y:ShapeNode><y:Fill color="#fff"/></y:ShapeNode></data></node>
    <node id="n1"><data key="d0">2</data></node>
    <edge source="n0" target="n1" label="KNOWS"/>
    <edge source="n1" target="n0"/>
  </graph>
</graphml>`))
	if err != nil {
		t.Fatal(err)
	}
	n := g.Nodes[0]
	if !reflect.DeepEqual(n.Labels, []string{"Person", "Agent"}) || n.Props["seen"] != true || n.Props["score"] != 1.5 || g.Nodes[1].Props["score"] != 2.0 {
		t.Errorf("nodes read %+v", g.Nodes)
	}
	if g.Relationships[0].Type != "KNOWS" || g.Relationships[1].Type != "RELATED_TO" || g.Relationships[0].Props["score"] != 1.5 {
		t.Errorf("edges read %+v", g.Relationships)
	}
}

func TestReadRefuses(t *testing.T) {
	in := func(body string) string {
		return `<graphml><key id="k" for="node" attr.name="n" attr.type="int"/><graph><node id="a"/>` + body + `</graph></graphml>`
	}
	for name, c := range map[string]struct{ text, want string }{
		"nothing":         {"", "too early"},
		"text":            {"a,b,c", "too early"},
		"other XML":       {"<gexf/>", "<graphml>"},
		"no graph":        {"<graphml></graphml>", "no <graph>"},
		"cut":             {in("")[:60], "line 1"},
		"two graphs":      {"<graphml><graph/><graph/></graphml>", "second <graph>"},
		"no integer":      {in(`<node id="b"><data key="k">1.5</data></node>`), `node b, n: "1.5"`},
		"unknown key":     {in(`<node id="b"><data key="z">1</data></node>`), `no key "z"`},
		"twice":           {in(`<node id="a"/>`), "node a stands twice"},
		"no id":           {in(`<node/>`), "no id"},
		"no such end":     {in(`<edge source="a" target="q"/>`), `"q"`},
		"no target":       {in(`<edge source="a"/>`), "no target"},
		"hyperedge":       {in(`<hyperedge/>`), "hyperedges"},
		"nested":          {in(`<node id="b"><graph/></node>`), "nested"},
		"port":            {in(`<node id="b"><port name="p"/></node>`), "ports"},
		"unknown type":    {`<graphml><key id="k" attr.type="date"/><graph/></graphml>`, `"date"`},
		"entity":          {`<!DOCTYPE g [<!ENTITY x "y">]><graphml><graph><node id="&x;"/></graph></graphml>`, "entity"},
		"foreign charset": {`<?xml version="1.0" encoding="latin-1"?><graphml><graph/></graphml>`, "encoding"},
	} {
		_, err := Read(strings.NewReader(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one sentence with %q", name, err, c.want)
		}
	}
}

func TestClosedEncoder(t *testing.T) {
	e := NewEncoder(io.Discard, Options{})
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err == nil {
		t.Error("closed twice without an error")
	}
}

// A file that is read can be written, and reads the same again.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := Write(&b, sample(), Options{}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Add(`<graphml><key id="k" for="all" attr.name="labels" attr.type="int"><default>1</default></key><graph><node id="a"/><edge source="a" target="a"/></graph></graphml>`)
	f.Add(`<graphml><key id="k" for="edge" attr.name="weight" attr.type="string"/><graph><node id="a"/><edge source="a" target="a"><data key="k">x</data></edge></graph></graphml>`)
	f.Fuzz(func(t *testing.T, text string) {
		g, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := Write(&b, g, Options{}); err != nil {
			t.Fatalf("cannot write what was read: %v", err)
		}
		again, err := Read(&b)
		if err != nil {
			t.Fatalf("cannot read what was written: %v", err)
		}
		if len(again.Nodes) != len(g.Nodes) || len(again.Relationships) != len(g.Relationships) {
			t.Fatalf("%d nodes and %d edges became %d and %d", len(g.Nodes), len(g.Relationships), len(again.Nodes), len(again.Relationships))
		}
		for i, r := range g.Relationships {
			if again.Relationships[i].Type != r.Type || again.Relationships[i].Label() != r.Label() {
				t.Fatalf("edge %d became %s", i, again.Relationships[i].Label())
			}
		}
	})
}
