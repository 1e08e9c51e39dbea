package graphml

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"clew/graph"
)

// Read reads a GraphML file. Nodes get the labels of their property labels, or of
// the attribute of that name that Neo4j's APOC writes; relationships the type of
// their property type, else of their label without its claim, else RELATED_TO.
// Numbers are int64 and float64, lists []string or []any.
//
// It fails, with the line, on what is no GraphML, on a value that is not of its
// key's type, on edges without their nodes, and on nested graphs, hyperedges and
// ports, which a property graph cannot hold.
func Read(r io.Reader) (*graph.Graph, error) {
	p := &parser{xml: xml.NewDecoder(r), keys: map[string]key{}, known: map[string]bool{}, g: &graph.Graph{}}
	if err := p.file(); err != nil {
		line, _ := p.xml.InputPos()
		return nil, fmt.Errorf("GraphML, line %d: %w", line, plainError(err))
	}
	return p.g, nil
}

// plainError takes the line off errors of the XML decoder: it is said already.
func plainError(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return errors.New(syntax.Msg)
	}
	return err
}

type parser struct {
	xml   *xml.Decoder
	keys  map[string]key // by id
	order []string       // ids of keys, to give defaults in order
	known map[string]bool
	g     *graph.Graph
	read  bool // a graph was read
}

// file reads the whole document: keys, then one graph.
func (p *parser) file() error {
	root, err := p.next()
	if err != nil {
		return err
	}
	if root == nil || root.Name.Local != "graphml" {
		return errors.New("the file does not begin with <graphml>")
	}
	err = p.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "key":
			return p.key(e)
		case "graph":
			if p.read {
				return errors.New("a second <graph>; files with one graph are read")
			}
			p.read = true
			return p.graph()
		}
		return p.xml.Skip()
	})
	switch {
	case err != nil:
		return err
	case !p.read:
		return errors.New("there is no <graph>")
	}
	return p.checkEnds()
}

// next returns the next element that opens, nil at the end of the one at hand.
func (p *parser) next() (*xml.StartElement, error) {
	for {
		token, err := p.xml.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil, errors.New("the file ends too early")
			}
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			return &t, nil
		case xml.EndElement:
			return nil, nil
		}
	}
}

// children calls read for every element inside the one at hand; read must read
// its element to the end.
func (p *parser) children(read func(xml.StartElement) error) error {
	for {
		e, err := p.next()
		if err != nil || e == nil {
			return err
		}
		if err := read(*e); err != nil {
			return err
		}
	}
}

func (p *parser) key(e xml.StartElement) error {
	k := key{id: attribute(e, "id"), domain: domain(attribute(e, "for")), name: attribute(e, "attr.name"), typ: valueType(attribute(e, "attr.type"))}
	if k.id == "" {
		return errors.New("a <key> has no id")
	}
	if k.name == "" {
		k.name = k.id
	}
	if k.domain == "" {
		k.domain = allDomain
	}
	if k.typ == "" {
		k.typ = stringType
	}
	if !k.typ.known() {
		return fmt.Errorf("key %s: attr.type %q is none of string, int, long, float, double, boolean", k.id, k.typ)
	}
	err := p.children(func(inner xml.StartElement) error {
		text, err := p.text()
		switch inner.Name.Local {
		case "default":
			k.fallback, k.falls = text, true
		case "desc":
			k.describe(text)
		}
		return err
	})
	if err != nil {
		return err
	}
	if _, twice := p.keys[k.id]; twice {
		return fmt.Errorf("key %s stands twice", k.id)
	}
	p.keys[k.id] = k
	p.order = append(p.order, k.id)
	return nil
}

func (p *parser) graph() error {
	return p.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "node":
			return p.node(e)
		case "edge":
			return p.edge(e)
		case "hyperedge":
			return errors.New("hyperedges are not read: a relationship has two ends")
		}
		return p.xml.Skip()
	})
}

func (p *parser) node(e xml.StartElement) error {
	n := graph.Node{ID: attribute(e, "id")}
	if n.ID == "" {
		return errors.New("a <node> has no id")
	}
	if p.known[n.ID] {
		return fmt.Errorf("node %s stands twice", n.ID)
	}
	p.known[n.ID] = true
	props, err := p.data(nodeDomain, "node "+n.ID)
	if err != nil {
		return err
	}
	labels, _ := props["labels"].(string)
	if labels == "" {
		labels = attribute(e, "labels")
	}
	n.Labels = splitLabels(labels)
	delete(props, "labels")
	n.Props = props
	if label, ok := props["label"]; ok {
		delete(props, "label")
		if label != n.Name() {
			props["label"] = label
		}
	}
	p.g.Nodes = append(p.g.Nodes, n)
	return nil
}

func (p *parser) edge(e xml.StartElement) error {
	r := graph.Relationship{ID: attribute(e, "id"), From: attribute(e, "source"), To: attribute(e, "target")}
	if r.From == "" || r.To == "" {
		return fmt.Errorf("edge %q has no source or no target", r.ID)
	}
	props, err := p.data(edgeDomain, "edge "+r.ID)
	if err != nil {
		return err
	}
	r.Props = props
	r.Type = edgeType(e, props)
	delete(props, "type")
	p.dropDerived(r)
	p.g.Relationships = append(p.g.Relationships, r)
	return nil
}

func edgeType(e xml.StartElement, props map[string]any) string {
	if typ, _ := props["type"].(string); typ != "" {
		return typ
	}
	label, _ := props["label"].(string)
	if label == "" {
		label = attribute(e, "label")
	}
	if typ, _, _ := strings.Cut(label, " ("); typ != "" {
		return typ
	}
	return "RELATED_TO"
}

// dropDerived takes off what [Encoder] derives from the rest, so that writing
// and reading gives the graph back.
func (p *parser) dropDerived(r graph.Relationship) {
	if label, _ := r.Props["label"].(string); label == r.Label() {
		delete(r.Props, "label")
	}
	if weight, ok := r.Props["weight"].(float64); ok {
		if weight == Weight(r) {
			delete(r.Props, "weight")
		}
	}
	if sources, ok := r.Props["sources"].([]string); ok && slices.Equal(sources, []string{r.String("article")}) {
		delete(r.Props, "sources")
	}
}

// data reads the <data> of an element to its end and adds the defaults.
func (p *parser) data(d domain, what string) (map[string]any, error) {
	props := map[string]any{}
	given := map[string]bool{}
	err := p.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "graph":
			return fmt.Errorf("%s holds a graph; nested graphs are not read", what)
		case "port":
			return fmt.Errorf("%s has ports, which are not read", what)
		case "data":
		default:
			return p.xml.Skip()
		}
		k, ok := p.keys[attribute(e, "key")]
		if !ok {
			return fmt.Errorf("%s: no key %q is declared", what, attribute(e, "key"))
		}
		text, err := p.text()
		if err != nil {
			return err
		}
		value, err := k.decode(text)
		if err != nil {
			return fmt.Errorf("%s, %s: %w", what, k.name, err)
		}
		props[k.name] = value
		given[k.name] = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, id := range p.order {
		k := p.keys[id]
		if !k.falls || given[k.name] || (k.domain != d && k.domain != allDomain) {
			continue
		}
		if props[k.name], err = k.decode(k.fallback); err != nil {
			return nil, fmt.Errorf("default of key %s: %w", k.id, err)
		}
	}
	return props, nil
}

// text reads the character data of the element at hand to its end; elements
// inside it (drawing instructions of yEd) are passed over.
func (p *parser) text() (string, error) {
	var b strings.Builder
	for {
		token, err := p.xml.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return "", errors.New("the file ends too early")
			}
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if err := p.xml.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}

func (p *parser) checkEnds() error {
	for _, r := range p.g.Relationships {
		for _, end := range []string{r.From, r.To} {
			if !p.known[end] {
				return fmt.Errorf("edge %q ends at node %q, which is not in the file", r.ID, end)
			}
		}
	}
	return nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// splitLabels reads ":Entity:Event" as joinLabels writes it, and a bare "Event".
func splitLabels(text string) []string {
	var labels []string
	var label strings.Builder
	flush := func() {
		if label.Len() > 0 {
			labels = append(labels, label.String())
			label.Reset()
		}
	}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text):
			i++
			label.WriteByte(text[i])
		case text[i] == ':':
			flush()
		default:
			label.WriteByte(text[i])
		}
	}
	flush()
	return labels
}
