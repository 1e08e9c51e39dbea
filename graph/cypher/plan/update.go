package plan

import (
	"strconv"

	"clew/graph/cypher/ast"
)

// createElements lists what a CREATE makes, in the order of making.
func (p *Planner) createElements(patterns []*ast.Pattern, scope *Scope) ([]CreateElement, *Scope) {
	next := scope.Child()
	var out []CreateElement
	for _, pat := range patterns {
		var list []CreateElement
		list, next = p.createPattern(pat, next)
		out = append(out, list...)
	}
	return out, next
}

func (p *Planner) createPattern(pat *ast.Pattern, scope *Scope) ([]CreateElement, *Scope) {
	next := scope.Child()
	var out []CreateElement
	nodes := make([]int, len(pat.Nodes))
	for i, n := range pat.Nodes {
		if slot, bound := next.Slot(n.Var); bound && n.Var != "" {
			nodes[i] = slot
			continue
		}
		labels, _ := n.Labels.Names()
		nodes[i] = p.Frame.New()
		out = append(out, CreateElement{Node: true, Slot: nodes[i], Labels: labels, Props: scoped(n.Props, next)})
		if n.Var != "" {
			next = next.Child()
			next.Declare(n.Var, nodes[i])
		}
	}
	rels := make([]int, len(pat.Rels))
	for i, r := range pat.Rels {
		rels[i] = p.Frame.New()
		e := CreateElement{Slot: rels[i], From: nodes[i], To: nodes[i+1], Props: scoped(r.Props, next)}
		if r.Dir == ast.Incoming {
			e.From, e.To = e.To, e.From
		}
		if types, ok := r.Types.Names(); ok && len(types) == 1 {
			e.Type = types[0]
		}
		out = append(out, e)
		if r.Var != "" {
			next = next.Child()
			next.Declare(r.Var, rels[i])
		}
	}
	if pat.Path != "" {
		slot := p.Frame.New()
		next = next.Child()
		next.Declare(pat.Path, slot)
		out = append(out, CreateElement{Path: &ProjectPath{Slot: slot, Nodes: nodes, Rels: rels, Text: pat.String()}})
	}
	return out, next
}

func scoped(e ast.Expr, scope *Scope) *Scoped {
	if e == nil {
		return nil
	}
	return &Scoped{e, scope}
}

// merge plans the search for the pattern and its making on the same slots.
func (p *Planner) merge(c *ast.Merge, op Operator, scope *Scope) (Operator, *Scope) {
	named := *c.Pattern
	named.Nodes, named.Rels = nil, nil
	for _, n := range c.Pattern.Nodes { // name everything, so that both sides use one slot
		copied := *n
		if copied.Var == "" {
			copied.Var = p.name()
		}
		named.Nodes = append(named.Nodes, &copied)
	}
	for _, r := range c.Pattern.Rels {
		copied := *r
		if copied.Var == "" {
			copied.Var = p.name()
		}
		named.Rels = append(named.Rels, &copied)
	}
	inner, next := p.match([]*ast.Pattern{&named}, nil, &Argument{Base{1}}, scope)
	m := &Merge{Base: Base{max(1, op.Estimate())}, Input: op, Inner: inner, OnCreate: c.OnCreate, OnMatch: c.OnMatch, Scope: next, Text: c.Pattern.String()}
	m.Elements = p.mergeElements(&named, scope, next)
	return m, next
}

// mergeElements is createPattern with the slots that the search has chosen.
func (p *Planner) mergeElements(pat *ast.Pattern, before, after *Scope) []CreateElement {
	var out []CreateElement
	nodes := make([]int, len(pat.Nodes))
	made := map[string]bool{}
	for i, n := range pat.Nodes {
		nodes[i], _ = after.Slot(n.Var)
		if _, bound := before.Slot(n.Var); bound || made[n.Var] {
			continue
		}
		made[n.Var] = true
		labels, _ := n.Labels.Names()
		out = append(out, CreateElement{Node: true, Slot: nodes[i], Labels: labels, Props: scoped(n.Props, after)})
	}
	rels := make([]int, len(pat.Rels))
	for i, r := range pat.Rels {
		rels[i], _ = after.Slot(r.Var)
		e := CreateElement{Slot: rels[i], From: nodes[i], To: nodes[i+1], Props: scoped(r.Props, after)}
		if r.Dir == ast.Incoming {
			e.From, e.To = e.To, e.From
		}
		if types, ok := r.Types.Names(); ok && len(types) == 1 {
			e.Type = types[0]
		}
		out = append(out, e)
	}
	if pat.Path != "" {
		slot, _ := after.Slot(pat.Path)
		out = append(out, CreateElement{Path: &ProjectPath{Slot: slot, Nodes: nodes, Rels: rels}})
	}
	return out
}

// name makes up a name that no query can contain.
func (p *Planner) name() string {
	p.internal++
	return "  " + strconv.Itoa(p.internal)
}
