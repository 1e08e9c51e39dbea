package graphml

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"

	"clew/graph"
)

// WriteJSON writes {"nodes": [{id, type, subtype, name, members, props}],
// "relations": [{id, type, from, to, props}]}.
func WriteJSON(w io.Writer, g *graph.Graph) error { return writeGraph(newJSONWriter(w), g) }

// jsonWriter writes nodes as they come; relations follow in the same object.
type jsonWriter struct {
	w         *bufio.Writer
	begun     bool
	relations bool
	first     bool
}

func newJSONWriter(w io.Writer) *jsonWriter { return &jsonWriter{w: bufio.NewWriter(w)} }

type nodeObject struct {
	ID      string         `json:"id"`
	Type    *string        `json:"type"`
	Subtype *string        `json:"subtype"`
	Name    string         `json:"name"`
	Members any            `json:"members"`
	Props   map[string]any `json:"props"`
}

type relationObject struct {
	ID    string         `json:"id"`
	Type  string         `json:"type"`
	From  string         `json:"from"`
	To    string         `json:"to"`
	Props map[string]any `json:"props"`
}

func (j *jsonWriter) Node(n graph.Node) error {
	if j.relations {
		return fmt.Errorf("node %s comes after a relationship; nodes are written first", n.ID)
	}
	j.begin()
	props := maps.Clone(n.Props)
	object := nodeObject{ID: n.ID, Type: textOf(props["type"]), Subtype: textOf(props["subtype"]), Name: n.Name(), Members: props["members"], Props: props}
	if object.Type == nil && len(n.Labels) > 0 {
		object.Type = &n.Labels[len(n.Labels)-1]
	}
	if object.Members == nil {
		object.Members = []string{}
	}
	for _, name := range []string{"id", "type", "subtype", "name", "members"} {
		delete(props, name)
	}
	if props == nil {
		object.Props = map[string]any{}
	}
	return j.object(object)
}

func (j *jsonWriter) Relationship(r graph.Relationship) error {
	j.begin()
	j.turn()
	props := maps.Clone(r.Props)
	delete(props, "id")
	if props == nil {
		props = map[string]any{}
	}
	return j.object(relationObject{r.ID, r.Type, r.From, r.To, props})
}

func (j *jsonWriter) begin() {
	if !j.begun {
		j.begun, j.first = true, true
		j.w.WriteString(`{"nodes": [`)
	}
}

// turn ends the nodes and begins the relations.
func (j *jsonWriter) turn() {
	if !j.relations {
		j.relations, j.first = true, true
		j.w.WriteString("\n],\n\"relations\": [")
	}
}

func (j *jsonWriter) object(v any) error {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	if !j.first {
		j.w.WriteString(",")
	}
	j.first = false
	j.w.WriteString("\n  ")
	_, err := j.w.Write(bytes.TrimRight(line.Bytes(), "\n"))
	return err
}

func (j *jsonWriter) Close() error {
	j.begin()
	j.turn()
	j.w.WriteString("\n]}\n")
	return j.w.Flush()
}

func textOf(v any) *string {
	if s, ok := v.(string); ok && s != "" {
		return &s
	}
	return nil
}
