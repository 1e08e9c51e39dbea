package exec

import (
	"fmt"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/status"
)

// notices collects remarks on a query that asks for what is not there, which
// most often is a misspelling.
type notices struct {
	view *memory.View
	keys map[string]bool // property names in use
	seen map[string]bool
	list []status.Notification
}

// remarks looks through the MATCH clauses of a query.
func remarks(q *ast.Query, view *memory.View) []status.Notification {
	n := &notices{view: view, keys: map[string]bool{}, seen: map[string]bool{}}
	for _, k := range view.PropertyKeys() {
		n.keys[k] = true
	}
	n.query(q)
	return n.list
}

func (n *notices) query(q *ast.Query) {
	for _, part := range q.Parts {
		for _, c := range part.Clauses {
			switch c := c.(type) {
			case *ast.Match:
				for _, p := range c.Patterns {
					n.pattern(p)
				}
				n.expr(c.Where)
			case *ast.Projection:
				for _, it := range c.Items {
					n.expr(it.Expr)
				}
				n.expr(c.Where)
			case *ast.CallSubquery:
				n.query(c.Query)
			}
		}
	}
}

func (n *notices) pattern(p *ast.Pattern) {
	for i, node := range p.Nodes {
		n.labels(node.Labels)
		n.properties(node.Props)
		if i < len(p.Rels) {
			n.types(p.Rels[i].Types)
			n.properties(p.Rels[i].Props)
		}
	}
}

func (n *notices) labels(l *ast.LabelExpr) {
	if l == nil {
		return
	}
	if l.Op == ast.LabelName && n.view.CountLabel(l.Name) == 0 {
		n.add("UnknownLabelWarning", "The provided label is not in the database.", "label name", l.Name, l.Offset)
	}
	for _, a := range l.Args {
		n.labels(a)
	}
}

func (n *notices) types(l *ast.LabelExpr) {
	if l == nil {
		return
	}
	if l.Op == ast.LabelName && n.view.CountType(l.Name) == 0 {
		n.add("UnknownRelationshipTypeWarning", "The provided relationship type is not in the database.", "relationship type", l.Name, l.Offset)
	}
	for _, a := range l.Args {
		n.types(a)
	}
}

func (n *notices) properties(e ast.Expr) {
	if m, ok := e.(*ast.Map); ok {
		for i, k := range m.Keys {
			n.key(k, m.Values[i].Position())
		}
	}
}

func (n *notices) expr(e ast.Expr) {
	ast.Walk(e, func(x ast.Expr) bool {
		if p, ok := x.(*ast.Property); ok {
			if _, direct := p.Subject.(*ast.Variable); direct {
				n.key(p.Key, p.Offset+1)
			}
		}
		return true
	})
}

func (n *notices) key(k string, offset int) {
	if !n.keys[k] {
		n.add("UnknownPropertyKeyWarning", "The provided property key is not in the database", "property name", k, offset)
	}
}

func (n *notices) add(code, title, what, name string, offset int) {
	if n.seen[code+name] {
		return
	}
	n.seen[code+name] = true
	n.list = append(n.list, status.Notification{Code: "Neo.ClientNotification.Statement." + code, Title: title, Severity: "WARNING", Category: "UNRECOGNIZED", Offset: offset,
		Description: fmt.Sprintf("One of the names in your query is not available in the database, make sure you didn't misspell it or that it is available when you run this statement (the missing %s is: %s)", what, name)})
}
