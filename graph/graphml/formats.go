package graphml

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"clew/graph"
)

// Writer takes a graph piece by piece: nodes, then relationships, then Close,
// which finishes the file and leaves the underlying writer open.
type Writer interface {
	Node(graph.Node) error
	Relationship(graph.Relationship) error
	Close() error
}

var (
	_ Writer = (*Encoder)(nil)
	_ Writer = (*jsonWriter)(nil)
	_ Writer = (*csvWriter)(nil)
)

// Format is one row of the table of file formats.
type Format struct {
	Name      string // as typed: "graphml"
	MediaType string
	Extension string // with its dot
	Meaning   string // what it is good for
	New       func(io.Writer, Options) Writer
}

// Formats lists the formats a graph can be exported to.
var Formats = []Format{
	{"graphml", "application/graphml+xml", ".graphml", "Gephi, yEd, igraph, networkx", func(w io.Writer, o Options) Writer { return NewEncoder(w, o) }},
	{"json", "application/json", ".json", "scripts: nodes and relations as objects", func(w io.Writer, _ Options) Writer { return newJSONWriter(w) }},
	{"csv", "application/zip", ".zip", "spreadsheets: nodes.csv and relationships.csv in one zip file", func(w io.Writer, _ Options) Writer { return newCSVWriter(w) }},
}

// FormatNamed returns a row of Formats. The error names those there are.
func FormatNamed(name string) (Format, error) {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names[i] = f.Name
	}
	return Format{}, fmt.Errorf("no format %q; there are %s", name, strings.Join(names, ", "))
}

// Stream writes what two iterators give and closes the writer. It stops at the
// first error of either.
func Stream(w Writer, nodes iter.Seq2[graph.Node, error], relationships iter.Seq2[graph.Relationship, error]) error {
	if err := feed(w.Node, nodes); err != nil {
		return abandon(w, err)
	}
	if err := feed(w.Relationship, relationships); err != nil {
		return abandon(w, err)
	}
	return w.Close()
}

func feed[T any](write func(T) error, items iter.Seq2[T, error]) error {
	for item, err := range items {
		if err != nil {
			return err
		}
		if err := write(item); err != nil {
			return err
		}
	}
	return nil
}

// abandon gives up a temporary file without finishing the export.
func abandon(w Writer, err error) error {
	if e, ok := w.(*Encoder); ok {
		e.closed = true
		e.body.discard()
	}
	return err
}

func writeGraph(w Writer, g *graph.Graph) error {
	for _, n := range g.Nodes {
		if err := w.Node(n); err != nil {
			return abandon(w, err)
		}
	}
	for _, r := range g.Relationships {
		if err := w.Relationship(r); err != nil {
			return abandon(w, err)
		}
	}
	return w.Close()
}
