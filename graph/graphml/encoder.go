package graphml

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"clew/graph"
)

// Options of an export. The zero value writes what the graph holds.
type Options struct {
	// Sources names the outlets or articles behind a relationship. Nil: the
	// property sources, else the article of its best passage.
	Sources func(graph.Relationship) []string
	// Look gives a node's place and colour on the canvas; nil: none is written.
	Look func(id string) (look Look, ok bool)
}

// Look is how a node is drawn.
type Look struct {
	X, Y   float64
	Colour string // "#rrggbb"; empty: none
}

// Write writes a graph as GraphML.
func Write(w io.Writer, g *graph.Graph, o Options) error {
	return writeGraph(NewEncoder(w, o), g)
}

// Encoder writes GraphML piece by piece. Nothing reaches its writer before Close.
type Encoder struct {
	w       io.Writer
	o       Options
	body    spool
	nodes   *keys
	edges   *keys
	written map[string]bool // ids of nodes
	ends    []string        // ids of ends that were no node yet
	relates int             // relationships written
	closed  bool
}

// NewEncoder returns an encoder that writes to w when it is closed.
func NewEncoder(w io.Writer, o Options) *Encoder {
	return &Encoder{w: w, o: o, nodes: newKeys(nodeDomain), edges: newKeys(edgeDomain), written: map[string]bool{}}
}

// Node adds a node. One whose id was written before is left out.
func (e *Encoder) Node(n graph.Node) error {
	if e.written[n.ID] {
		return nil
	}
	e.written[n.ID] = true
	props := maps.Clone(n.Props)
	if props == nil {
		props = map[string]any{}
	}
	if props["id"] == n.ID {
		delete(props, "id")
	}
	if text, ok := props["label"].(string); !ok || text == "" {
		props["label"] = n.Name()
	}
	if len(n.Labels) > 0 {
		props["labels"] = joinLabels(n.Labels)
	}
	if err := e.addLook(n.ID, props); err != nil {
		return err
	}
	data, err := e.data(e.nodes, props, "label", "labels", "type", "subtype", "name")
	if err != nil {
		return fmt.Errorf("node %s: %w", n.ID, err)
	}
	return e.body.WriteString(`    <node id="` + escape(n.ID) + `">` + data + "</node>\n")
}

func (e *Encoder) addLook(id string, props map[string]any) error {
	if e.o.Look == nil {
		return nil
	}
	look, ok := e.o.Look(id)
	if !ok {
		return nil
	}
	props["x"], props["y"] = look.X, look.Y
	if look.Colour == "" {
		return nil
	}
	rgb, err := strconv.ParseUint(strings.TrimPrefix(look.Colour, "#"), 16, 32)
	if err != nil || len(look.Colour) != len("#rrggbb") || look.Colour[0] != '#' {
		return fmt.Errorf("node %s: colour %q is not of the form #rrggbb", id, look.Colour)
	}
	props["r"], props["g"], props["b"] = int64(rgb>>16), int64(rgb>>8&0xff), int64(rgb&0xff)
	return nil
}

// Relationship adds a relationship. Its label says its claim.
func (e *Encoder) Relationship(r graph.Relationship) error {
	for _, end := range []string{r.From, r.To} {
		if !e.written[end] {
			e.ends = append(e.ends, end)
		}
	}
	props := maps.Clone(r.Props)
	if props == nil {
		props = map[string]any{}
	}
	if props["id"] == r.ID {
		delete(props, "id")
	}
	props["label"], props["type"] = r.Label(), r.Type
	maps.Copy(props, e.derived(r))
	data, err := e.data(e.edges, props, "label", "type", "claim", "attribution", "weight", "quote", "sources")
	if err != nil {
		return fmt.Errorf("relationship %s: %w", r.ID, err)
	}
	e.relates++
	id := ""
	if r.ID != "" {
		id = `id="` + escape(r.ID) + `" `
	}
	return e.body.WriteString(`    <edge ` + id + `source="` + escape(r.From) + `" target="` + escape(r.To) + `">` + data + "</edge>\n")
}

// derived are the properties that a relationship gets for the file where it does
// not have them itself.
func (e *Encoder) derived(r graph.Relationship) map[string]any {
	props := map[string]any{}
	if _, has := r.Props["weight"]; !has {
		props["weight"] = Weight(r)
	}
	switch article := r.String("article"); {
	case e.o.Sources != nil:
		props["sources"] = e.o.Sources(r)
	case r.Props["sources"] == nil && article != "":
		props["sources"] = []string{article}
	}
	return props
}

// Weight is independent origins × confidence, each 1 where it is not said.
func Weight(r graph.Relationship) float64 {
	weight := 1.0
	for _, name := range []string{"origins", "confidence"} {
		switch x := r.Props[name].(type) {
		case int:
			weight *= float64(x)
		case int64:
			weight *= float64(x)
		case float64:
			weight *= x
		}
	}
	return weight
}

// data writes properties, those named first, the others by name.
func (e *Encoder) data(k *keys, props map[string]any, first ...string) (string, error) {
	names := slices.DeleteFunc(slices.Clone(first), func(name string) bool { _, has := props[name]; return !has })
	for _, name := range slices.Sorted(maps.Keys(props)) {
		if !slices.Contains(first, name) {
			names = append(names, name)
		}
	}
	var b strings.Builder
	for _, name := range names {
		v, err := encode(props[name])
		if err != nil {
			return "", fmt.Errorf("property %s: %w", name, err)
		}
		if v.absent {
			continue
		}
		b.WriteString(`<data key="` + k.use(name, v) + `">` + escape(v.text) + `</data>`)
	}
	return b.String(), nil
}

var errClosed = errors.New("the file is closed")

// Close writes the file. The underlying writer stays open.
func (e *Encoder) Close() error {
	if e.closed {
		return errClosed
	}
	e.closed = true
	defer e.body.discard()
	for _, id := range e.ends {
		if err := e.Node(graph.Node{ID: id}); err != nil {
			return err
		}
	}
	w := bufio.NewWriter(e.w)
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
%s%s  <graph id="clew" edgedefault="directed" parse.nodes="%d" parse.edges="%d">
`, e.nodes, e.edges, len(e.written), e.relates)
	if err := e.body.copyTo(w); err != nil {
		return err
	}
	w.WriteString("  </graph>\n</graphml>\n")
	return w.Flush()
}

var escapeLabel = strings.NewReplacer(`\`, `\\`, `:`, `\:`)

// joinLabels writes labels as Cypher does: ":Entity:Event".
func joinLabels(labels []string) string {
	var b strings.Builder
	for _, label := range labels {
		b.WriteString(":" + escapeLabel.Replace(label))
	}
	return b.String()
}
