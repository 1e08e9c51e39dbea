package graphml

import (
	"archive/zip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"clew/graph"
)

// csvWriter writes a zip file with nodes.csv and relationships.csv. What has no
// column of its own stands in the last one, properties, as a JSON object.
type csvWriter struct {
	zip       *zip.Writer
	rows      *csv.Writer
	names     map[string]string // by id, to say who stands at the ends
	relations bool
}

var (
	nodeColumns = []string{"id", "name", "type", "subtype", "date", "labels"}
	edgeColumns = []string{"id", "from", "from_name", "label", "to", "to_name", "type", "claim", "attribution", "origins", "articles",
		"confidence", "weight", "quote", "article"}
)

func newCSVWriter(w io.Writer) *csvWriter {
	return &csvWriter{zip: zip.NewWriter(w), names: map[string]string{}}
}

// WriteCSV writes a zip file with nodes.csv and relationships.csv.
func WriteCSV(w io.Writer, g *graph.Graph) error { return writeGraph(newCSVWriter(w), g) }

func (c *csvWriter) Node(n graph.Node) error {
	if c.relations {
		return fmt.Errorf("node %s comes after a relationship; nodes are written first", n.ID)
	}
	if err := c.open("nodes.csv", nodeColumns); err != nil {
		return err
	}
	c.names[n.ID] = n.Name()
	props := maps.Clone(n.Props)
	if props == nil {
		props = map[string]any{}
	}
	props["id"], props["name"], props["labels"] = n.ID, n.Name(), joinLabels(n.Labels)
	return c.row(nodeColumns, props)
}

func (c *csvWriter) Relationship(r graph.Relationship) error {
	if err := c.turn(); err != nil {
		return err
	}
	props := maps.Clone(r.Props)
	if props == nil {
		props = map[string]any{}
	}
	if props["weight"] == nil {
		props["weight"] = Weight(r)
	}
	for name, value := range map[string]any{
		"id": r.ID, "from": r.From, "from_name": c.name(r.From), "to": r.To, "to_name": c.name(r.To),
		"label": r.Label(), "type": r.Type, "claim": r.Claim(), "attribution": r.Speaker(),
	} {
		props[name] = value
	}
	return c.row(edgeColumns, props)
}

func (c *csvWriter) name(id string) string {
	if name := c.names[id]; name != "" {
		return name
	}
	return id
}

func (c *csvWriter) turn() error {
	if c.relations {
		return nil
	}
	if err := c.open("nodes.csv", nodeColumns); err != nil {
		return err
	}
	if err := c.flush(); err != nil {
		return err
	}
	c.rows, c.relations = nil, true
	return c.open("relationships.csv", edgeColumns)
}

func (c *csvWriter) open(name string, columns []string) error {
	if c.rows != nil {
		return nil
	}
	file, err := c.zip.Create(name)
	if err != nil {
		return err
	}
	c.rows = csv.NewWriter(file)
	return c.rows.Write(append(slices.Clone(columns), "properties"))
}

func (c *csvWriter) row(columns []string, props map[string]any) error {
	cells := make([]string, 0, len(columns)+1)
	for _, column := range columns {
		v, err := encode(props[column])
		if err != nil {
			return fmt.Errorf("%s of %v: %w", column, props["id"], err)
		}
		cells = append(cells, cell(v))
		delete(props, column)
	}
	rest, err := json.Marshal(props)
	if err != nil {
		return err
	}
	return c.rows.Write(append(cells, string(rest)))
}

// cell keeps a spreadsheet from running text out of an article as a formula: text
// that begins like one gets an apostrophe in front.
func cell(v encoded) string {
	if (v.typ == stringType || v.list) && v.text != "" && strings.ContainsRune("=+-@\t\r", rune(v.text[0])) {
		return "'" + v.text
	}
	return v.text
}

func (c *csvWriter) flush() error {
	c.rows.Flush()
	return c.rows.Error()
}

func (c *csvWriter) Close() error {
	if err := c.turn(); err != nil {
		return err
	}
	if err := c.flush(); err != nil {
		return err
	}
	return c.zip.Close()
}
