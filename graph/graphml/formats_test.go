package graphml

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"clew/graph"
)

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, sample()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Nodes []struct {
			ID, Name      string
			Type, Subtype *string
			Members       []string
			Props         map[string]any
		}
		Relations []struct {
			ID, Type, From, To string
			Props              map[string]any
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Nodes) != 4 || len(got.Relations) != 5 {
		t.Fatalf("%d nodes and %d relations, want 4 and 5", len(got.Nodes), len(got.Relations))
	}
	n, r := got.Nodes[0], got.Relations[0]
	if n.ID != "attack" || *n.Type != "Event" || n.Subtype != nil || n.Name != "Crocus City Hall attack" || n.Members == nil || n.Props["killed_max"] != 145.0 || n.Props["name"] != nil {
		t.Errorf("node reads %+v", n)
	}
	if r.From != "isis-k" || r.To != "attack" || r.Props["claim"] != "possible" {
		t.Errorf("relation reads %+v", r)
	}
	b.Reset()
	if err := WriteJSON(&b, &graph.Graph{}); err != nil || !json.Valid(b.Bytes()) {
		t.Errorf("the empty graph is %q, %v", b.String(), err)
	}
}

func TestCSV(t *testing.T) {
	g := sample()
	g.Nodes[3].Props["title"] = "=HYPERLINK(\"http://x\")"
	var b bytes.Buffer
	if err := WriteCSV(&b, g); err != nil {
		t.Fatal(err)
	}
	files := map[string][][]string{}
	archive, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = csv.NewReader(in).ReadAll(); err != nil {
			t.Fatal(err)
		}
	}
	nodes, links := files["nodes.csv"], files["relationships.csv"]
	if len(nodes) != 5 || len(links) != 6 {
		t.Fatalf("%d and %d rows, want 5 and 6 with their heads", len(nodes), len(links))
	}
	if nodes[4][1] != `'=HYPERLINK("http://x")` {
		t.Errorf("a name that begins like a formula is %q", nodes[4][1])
	}
	row := map[string]string{}
	for i, column := range links[0] {
		row[column] = links[1][i]
	}
	for column, want := range map[string]string{
		"from_name": "ISIS-K <& Co>", "to_name": "Crocus City Hall attack", "label": "SUSPECTED_IN (possible, US officials, Jadoon)",
		"claim": "possible", "weight": "1.6", "quote": "it is likely; they said", "properties": "{}",
	} {
		if row[column] != want {
			t.Errorf("%s is %q, want %q", column, row[column], want)
		}
	}
}

func TestEveryFormatWritesTheEmptyGraphAndTheSameTwice(t *testing.T) {
	for _, f := range Formats {
		var empty, first, second bytes.Buffer
		if err := f.New(&empty, Options{}).Close(); err != nil || empty.Len() == 0 {
			t.Errorf("%s of nothing: %d bytes, %v", f.Name, empty.Len(), err)
		}
		for _, out := range []*bytes.Buffer{&first, &second} {
			if err := writeGraph(f.New(out, Options{}), sample()); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s wrote the same graph in two ways", f.Name)
		}
		if got, err := FormatNamed(f.Name); err != nil || got.Extension != f.Extension {
			t.Errorf("format %s is not found: %v", f.Name, err)
		}
	}
	if _, err := FormatNamed("xlsx"); err == nil || !strings.Contains(err.Error(), "graphml") {
		t.Errorf("error %v does not name the formats", err)
	}
}

func TestNodesComeFirst(t *testing.T) {
	for _, f := range Formats {
		if f.Name == "graphml" {
			continue // its body may hold both in any order
		}
		w := f.New(io.Discard, Options{})
		if err := w.Relationship(graph.Relationship{ID: "r", Type: "MET", From: "a", To: "b"}); err != nil {
			t.Fatal(err)
		}
		if err := w.Node(graph.Node{ID: "a"}); err == nil {
			t.Errorf("%s took a node after a relationship", f.Name)
		}
	}
}
