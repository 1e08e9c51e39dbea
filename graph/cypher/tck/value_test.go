package tck_test

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"clew/graph/cypher/value"
)

// wantNode and its kin are values as the tables of the TCK write them.
type (
	wantNode struct {
		labels []string
		props  map[string]any
	}
	wantRel struct {
		typ   string
		props map[string]any
	}
	wantPath struct{ text string }
)

// canonical writes a value, wanted or got, so that equal ones are equal text.
func canonical(v any, ignoreOrder bool) string {
	switch x := v.(type) {
	case nil:
		return "null"
	case string:
		return strconv.Quote(x)
	case float64:
		switch {
		case math.IsNaN(x):
			return "NaN"
		case x == 0:
			return "0.0" // the tables write negative zero so too
		}
		return value.FormatFloat(x)
	case []any:
		parts := make([]string, len(x))
		for i, e := range x {
			parts[i] = canonical(e, ignoreOrder)
		}
		if ignoreOrder {
			sort.Strings(parts)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		return mapText(x, ignoreOrder)
	case wantNode:
		return nodeText(x.labels, x.props)
	case value.Node:
		return nodeText(x.Labels, x.Props)
	case wantRel:
		return "[:" + x.typ + mapText(x.props, false) + "]"
	case value.Relationship:
		return "[:" + x.Type + mapText(x.Props, false) + "]"
	case wantPath:
		return x.text
	case value.Path:
		return pathText(x)
	case value.Date, value.Time, value.LocalTime, value.LocalDateTime, value.DateTime, value.Duration:
		return strconv.Quote(value.Format(x)) // tables give temporal values as text
	}
	return fmt.Sprint(v)
}

func mapText(m map[string]any, ignoreOrder bool) string {
	var parts []string
	for _, k := range value.SortedKeys(m) {
		parts = append(parts, k+": "+canonical(m[k], ignoreOrder))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func nodeText(labels []string, props map[string]any) string {
	sorted := append([]string(nil), labels...)
	sort.Strings(sorted)
	return "(:" + strings.Join(sorted, ":") + mapText(props, false) + ")"
}

func pathText(p value.Path) string {
	var b strings.Builder
	b.WriteString("<")
	for i, n := range p.Nodes {
		if i > 0 {
			r := p.Relationships[i-1]
			text := "[:" + r.Type + mapText(r.Props, false) + "]"
			if r.From == p.Nodes[i-1].ID {
				b.WriteString("-" + text + "->")
			} else {
				b.WriteString("<-" + text + "-")
			}
		}
		b.WriteString(nodeText(n.Labels, n.Props))
	}
	return b.String() + ">"
}

// reader parses the values of the TCK's tables.
type reader struct {
	s string
	i int
}

func parseValue(s string) (any, error) {
	r := &reader{s: s}
	v, err := r.value()
	if err != nil {
		return nil, fmt.Errorf("value %q: %w", s, err)
	}
	r.blank()
	if r.i != len(s) {
		return nil, fmt.Errorf("value %q: rest %q", s, s[r.i:])
	}
	return v, nil
}

func (r *reader) blank() {
	for r.i < len(r.s) && r.s[r.i] == ' ' {
		r.i++
	}
}

func (r *reader) peek() byte {
	r.blank()
	if r.i < len(r.s) {
		return r.s[r.i]
	}
	return 0
}

func (r *reader) accept(text string) bool {
	r.blank()
	if strings.HasPrefix(r.s[r.i:], text) {
		r.i += len(text)
		return true
	}
	return false
}

func (r *reader) value() (any, error) {
	switch c := r.peek(); {
	case c == '\'':
		return r.text()
	case c == '(':
		return r.node()
	case c == '<':
		return r.path()
	case c == '{':
		return r.mapValue()
	case c == '[':
		if strings.HasPrefix(r.s[r.i:], "[:") {
			return r.rel()
		}
		return r.list()
	}
	return r.word()
}

func (r *reader) text() (any, error) {
	var b strings.Builder
	for r.i++; r.i < len(r.s); r.i++ {
		switch r.s[r.i] {
		case '\'':
			r.i++
			return b.String(), nil
		case '\\':
			r.i++
			if r.i < len(r.s) {
				b.WriteByte(r.s[r.i])
			}
		default:
			b.WriteByte(r.s[r.i])
		}
	}
	return nil, fmt.Errorf("unclosed text")
}

func (r *reader) word() (any, error) {
	start := r.i
	for r.i < len(r.s) && !strings.ContainsRune(",]}) ", rune(r.s[r.i])) {
		r.i++
	}
	w := r.s[start:r.i]
	switch w {
	case "null":
		return nil, nil
	case "true", "false":
		return w == "true", nil
	case "NaN":
		return math.NaN(), nil
	case "Inf":
		return math.Inf(1), nil
	case "-Inf":
		return math.Inf(-1), nil
	}
	if n, err := strconv.ParseInt(w, 10, 64); err == nil {
		return n, nil
	}
	return strconv.ParseFloat(w, 64)
}

func (r *reader) list() (any, error) {
	r.accept("[")
	out := []any{}
	for !r.accept("]") {
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
		if !r.accept(",") && r.peek() != ']' {
			return nil, fmt.Errorf("list at %d", r.i)
		}
	}
	return out, nil
}

func (r *reader) name() string {
	r.blank()
	start := r.i
	if r.accept("`") {
		end := strings.IndexByte(r.s[r.i:], '`')
		name := r.s[r.i : r.i+end]
		r.i += end + 1
		return name
	}
	for r.i < len(r.s) && !strings.ContainsRune(":{}[]() ,", rune(r.s[r.i])) {
		r.i++
	}
	return r.s[start:r.i]
}

func (r *reader) mapValue() (map[string]any, error) {
	r.accept("{")
	out := map[string]any{}
	for !r.accept("}") {
		k := r.name()
		if !r.accept(":") {
			return nil, fmt.Errorf("map at %d", r.i)
		}
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		out[k] = v
		if !r.accept(",") && r.peek() != '}' {
			return nil, fmt.Errorf("map at %d", r.i)
		}
	}
	return out, nil
}

func (r *reader) node() (any, error) {
	r.accept("(")
	n := wantNode{props: map[string]any{}}
	for r.accept(":") {
		n.labels = append(n.labels, r.name())
	}
	if r.peek() == '{' {
		props, err := r.mapValue()
		if err != nil {
			return nil, err
		}
		n.props = props
	}
	if !r.accept(")") {
		return nil, fmt.Errorf("node at %d", r.i)
	}
	return n, nil
}

func (r *reader) rel() (any, error) {
	r.accept("[:")
	rel := wantRel{typ: r.name(), props: map[string]any{}}
	if r.peek() == '{' {
		props, err := r.mapValue()
		if err != nil {
			return nil, err
		}
		rel.props = props
	}
	if !r.accept("]") {
		return nil, fmt.Errorf("relationship at %d", r.i)
	}
	return rel, nil
}

func (r *reader) path() (any, error) {
	r.accept("<")
	var b strings.Builder
	b.WriteString("<")
	for {
		n, err := r.node()
		if err != nil {
			return nil, err
		}
		b.WriteString(canonical(n, false))
		if r.accept(">") {
			return wantPath{b.String() + ">"}, nil
		}
		left := r.accept("<-")
		if !left && !r.accept("-") {
			return nil, fmt.Errorf("path at %d", r.i)
		}
		rel, err := r.rel()
		if err != nil {
			return nil, err
		}
		switch {
		case left && r.accept("-"):
			b.WriteString("<-" + canonical(rel, false) + "-")
		case !left && r.accept("->"):
			b.WriteString("-" + canonical(rel, false) + "->")
		default:
			return nil, fmt.Errorf("path at %d", r.i)
		}
	}
}
