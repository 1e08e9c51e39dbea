package plan

import (
	"math"

	"clew/graph/cypher/ast"
)

// patternNode is a node of the patterns of one MATCH; equal names are one
// node.
type patternNode struct {
	name   string
	slot   int
	bound  bool
	labels []*ast.LabelExpr
}

// patternRel is a relationship of the patterns of one MATCH.
type patternRel struct {
	pat      *ast.RelPattern
	name     string
	slot     int
	from, to *patternNode
	relBound bool // named and bound before this MATCH
	done     bool
	shortest ast.Shortest
	path     string
	pathSlot int
	whole    *ast.Pattern
}

// predicate is a condition and the names of this MATCH it needs.
type predicate struct {
	expr  ast.Expr
	needs map[string]bool
	done  bool
}

// matcher plans the patterns of one MATCH.
type matcher struct {
	*Planner
	scope *Scope
	nodes []*patternNode
	byVar map[string]*patternNode
	rels  []*patternRel
	paths []pathOf
	preds []*predicate
	ready map[string]bool // names bound so far
	isNew map[string]bool // names this MATCH binds
	op    Operator
	used  []int // relationship slots to be unique among
}

// pathOf is a named path waiting for its parts.
type pathOf struct {
	name        string
	slot        int
	nodes, rels []int
	needs       []string
	text        string
	done        bool
}

// match plans patterns and WHERE on top of op; the scope returned knows the
// names the patterns bind.
func (p *Planner) match(patterns []*ast.Pattern, where ast.Expr, op Operator, scope *Scope) (Operator, *Scope) {
	m := &matcher{Planner: p, scope: scope.Child(), byVar: map[string]*patternNode{}, ready: map[string]bool{}, isNew: map[string]bool{}, op: op}
	for _, pat := range patterns {
		m.addPattern(pat, scope)
	}
	m.addPredicate(where)
	m.findNeeds()
	m.checkBound(scope)
	m.settle()
	for m.step() {
	}
	m.settle()
	return m.op, m.scope
}

func (m *matcher) addPattern(pat *ast.Pattern, before *Scope) {
	path := pathOf{name: pat.Path, text: pat.String()}
	var nodes []*patternNode
	for _, n := range pat.Nodes {
		pn := m.addNode(n, before)
		nodes = append(nodes, pn)
		path.nodes = append(path.nodes, pn.slot)
		path.needs = append(path.needs, pn.name)
	}
	for i, r := range pat.Rels {
		pr := m.addRel(r, nodes[i], nodes[i+1], before)
		path.rels = append(path.rels, pr.slot)
		path.needs = append(path.needs, pr.name)
		if pat.Shortest != ast.AllPaths {
			pr.shortest, pr.path, pr.whole = pat.Shortest, pat.Path, pat
			pr.pathSlot = m.Frame.New()
			if pr.path == "" {
				pr.path = m.name()
			}
			m.declare(pr.path, pr.pathSlot)
		}
	}
	if pat.Path != "" && pat.Shortest == ast.AllPaths {
		path.slot = m.Frame.New()
		m.declare(pat.Path, path.slot)
		m.paths = append(m.paths, path)
	}
}

func (m *matcher) declare(name string, slot int) {
	m.scope.Declare(name, slot)
	m.isNew[name] = true
}

func (m *matcher) addNode(n *ast.NodePattern, before *Scope) *patternNode {
	name := n.Var
	if name == "" {
		name = m.name()
	}
	pn := m.byVar[name]
	if pn == nil {
		pn = &patternNode{name: name}
		if slot, ok := before.Slot(name); ok {
			pn.slot, pn.bound = slot, true
			m.ready[name] = true
		} else {
			pn.slot = m.Frame.New()
			m.declare(name, pn.slot)
		}
		m.byVar[name] = pn
		m.nodes = append(m.nodes, pn)
	}
	v := &ast.Variable{At: n.At, Name: name}
	if n.Labels != nil {
		pn.labels = append(pn.labels, n.Labels)
		m.preds = append(m.preds, &predicate{expr: &ast.HasLabels{At: n.At, X: v, Labels: n.Labels}})
	}
	m.addProperties(v, n.Props)
	m.addPredicate(n.Where)
	return pn
}

func (m *matcher) addRel(r *ast.RelPattern, from, to *patternNode, before *Scope) *patternRel {
	pr := &patternRel{pat: r, name: r.Var, from: from, to: to}
	if pr.name == "" {
		pr.name = m.name()
	}
	if slot, ok := before.Slot(pr.name); ok {
		pr.slot, pr.relBound = slot, true
		m.ready[pr.name] = true
	} else if slot, ok := m.scope.Slot(pr.name); ok { // the same name twice in this MATCH
		pr.slot, pr.relBound = slot, true
	} else {
		pr.slot = m.Frame.New()
		m.declare(pr.name, pr.slot)
	}
	m.rels = append(m.rels, pr)
	if !r.VarLength && pr.shortest == ast.AllPaths {
		v := &ast.Variable{At: r.At, Name: pr.name}
		m.addProperties(v, r.Props)
		m.addPredicate(r.Where)
	}
	return pr
}

// addProperties turns an inline property map into predicates.
func (m *matcher) addProperties(v *ast.Variable, props ast.Expr) {
	for _, e := range propertyPredicates(v, props) {
		m.preds = append(m.preds, &predicate{expr: e})
	}
}

func propertyPredicates(v *ast.Variable, props ast.Expr) []ast.Expr {
	var out []ast.Expr
	if pm, ok := props.(*ast.Map); ok {
		for i, k := range pm.Keys {
			at := ast.At{Offset: pm.Values[i].Position()}
			out = append(out, &ast.Comparison{At: at, Ops: []string{"="},
				Operands: []ast.Expr{&ast.Property{At: at, Subject: v, Key: k}, pm.Values[i]}})
		}
	}
	return out
}

// addPredicate splits a condition at its ANDs.
func (m *matcher) addPredicate(e ast.Expr) {
	switch x := e.(type) {
	case nil:
	case *ast.Binary:
		if x.Op == "AND" {
			m.addPredicate(x.L)
			m.addPredicate(x.R)
			return
		}
		m.preds = append(m.preds, &predicate{expr: e})
	default:
		m.preds = append(m.preds, &predicate{expr: e})
	}
}

// findNeeds records for each predicate which new names it waits for.
func (m *matcher) findNeeds() {
	for _, p := range m.preds {
		p.needs = map[string]bool{}
		for name := range ast.FreeVariables(p.expr) {
			if m.isNew[name] {
				p.needs[name] = true
			}
		}
	}
}

// checkBound keeps rows in which a node bound before is null from matching:
// growing the pattern from it does that, but a lone node has nothing to grow.
func (m *matcher) checkBound(before *Scope) {
	for _, n := range m.nodes {
		if n.bound {
			v := &ast.Variable{Name: n.name}
			m.filter(&ast.IsNull{X: v, Not: true})
		}
	}
}

func (m *matcher) filter(e ast.Expr) {
	m.op = &Filter{Base: Base{m.op.Estimate() * selectivity(e)}, Input: m.op, Pred: Scoped{e, m.scope}}
}

// selectivity guesses which part of the rows a predicate keeps.
func selectivity(e ast.Expr) float64 {
	switch x := e.(type) {
	case *ast.Comparison:
		if x.Ops[0] == "=" {
			return 0.1
		}
		return 0.3
	case *ast.HasLabels:
		return 0.5
	case *ast.IsNull:
		return 0.9
	}
	return 0.5
}

// settle adds every predicate and path whose names are all bound.
func (m *matcher) settle() {
	for i := range m.paths {
		p := &m.paths[i]
		if !p.done && m.haveAll(p.needs) {
			p.done = true
			m.op = &ProjectPath{Base: Base{m.op.Estimate()}, Input: m.op, Slot: p.slot, Nodes: p.nodes, Rels: p.rels, Text: p.text}
			m.ready[p.name] = true
		}
	}
	for _, p := range m.preds {
		if p.done {
			continue
		}
		ok := true
		for name := range p.needs {
			ok = ok && m.ready[name]
		}
		if ok {
			p.done = true
			m.filter(p.expr)
		}
	}
}

func (m *matcher) haveAll(names []string) bool {
	for _, n := range names {
		if !m.ready[n] {
			return false
		}
	}
	return true
}

// step grows the plan by the cheapest element; false when nothing is left.
func (m *matcher) step() bool {
	var best *patternRel
	bestCost := math.Inf(1)
	for _, r := range m.rels {
		if r.done {
			continue
		}
		if cost, ok := m.relCost(r); ok && cost < bestCost {
			best, bestCost = r, cost
		}
	}
	if best != nil {
		m.walk(best)
		m.settle()
		return true
	}
	var start *patternNode
	startCost := math.Inf(1)
	for _, n := range m.nodes {
		if m.ready[n.name] {
			continue
		}
		if cost := m.nodeCost(n); cost < startCost {
			start, startCost = n, cost
		}
	}
	if start == nil {
		return false
	}
	m.scan(start)
	m.ready[start.name] = true
	m.settle()
	return true
}

// relCost estimates how many rows per row following r yields; ok is false as
// long as it cannot be followed.
func (m *matcher) relCost(r *patternRel) (float64, bool) {
	from, to := m.ready[r.from.name], m.ready[r.to.name]
	switch {
	case r.shortest != ast.AllPaths:
		return 1000, from && to
	case r.relBound && m.ready[r.name]:
		return 0, true
	case !from && !to:
		return 0, false
	}
	fan := m.fanOut(r.pat)
	if r.pat.VarLength {
		depth := r.pat.Max
		if depth < 0 || depth > 5 {
			depth = 5
		}
		fan = math.Pow(max(fan, 1), float64(depth)) * 10
	}
	if from && to {
		fan *= 0.01
	}
	return fan, true
}

// fanOut is the mean number of relationships at a node that a pattern allows.
func (m *matcher) fanOut(r *ast.RelPattern) float64 {
	count := float64(m.Stats.RelationshipCount())
	if types, ok := r.Types.Alternatives(); ok && len(types) > 0 {
		count = 0
		for _, t := range types {
			count += float64(m.Stats.CountType(t))
		}
	}
	if r.Dir == ast.Both {
		count *= 2
	}
	return count / float64(max(1, m.Stats.NodeCount()))
}

// walk adds the operator that follows r from whichever end is bound.
func (m *matcher) walk(r *patternRel) {
	from, to := m.ready[r.from.name], m.ready[r.to.name]
	r.done = true
	step := RelStep{From: r.from.slot, Rel: r.slot, To: r.to.slot, ToBound: to, Dir: r.pat.Dir, Types: r.pat.Types,
		Text: r.from.text() + r.pat.String() + r.to.text()}
	rows := m.op.Estimate()
	cost, _ := m.relCost(r)
	switch {
	case r.shortest != ast.AllPaths:
		m.walkShortest(r, step)
	case r.relBound && m.ready[r.name]:
		m.op = &ProjectEndpoints{Base: Base{rows}, Input: m.op, RelStep: step, FromBound: from, List: r.pat.VarLength, Min: r.pat.Min, Max: r.pat.Max}
	default:
		if !from { // walk it backwards
			step.From, step.To, step.ToBound, step.Reversed = step.To, step.From, false, true
			step.Dir = opposite(step.Dir)
		}
		step.Unique = append([]int(nil), m.used...)
		m.op = m.expand(r, step, rows*cost)
	}
	if r.shortest == ast.AllPaths {
		m.used = append(m.used, r.slot)
	}
	m.ready[r.from.name], m.ready[r.to.name], m.ready[r.name] = true, true, true
}

func opposite(d ast.Direction) ast.Direction {
	switch d {
	case ast.Outgoing:
		return ast.Incoming
	case ast.Incoming:
		return ast.Outgoing
	}
	return d
}

func (n *patternNode) text() string {
	if isInternal(n.name) {
		return "()"
	}
	return "(" + ast.Name(n.name) + ")"
}

func (m *matcher) expand(r *patternRel, step RelStep, rows float64) Operator {
	if !r.pat.VarLength {
		return &Expand{Base: Base{rows}, Input: m.op, RelStep: step}
	}
	v := &VarExpand{Base: Base{rows}, Input: m.op, RelStep: step, Min: r.pat.Min, Max: r.pat.Max}
	v.Element, v.Preds = m.elementPredicates(r)
	return v
}

// elementPredicates are the conditions on each relationship of a variable
// length; they read it in a slot of its own.
func (m *matcher) elementPredicates(r *patternRel) (slot int, preds []Scoped) {
	name := r.pat.Var
	if name == "" {
		name = m.name()
	}
	slot = m.Frame.New()
	scope := m.scope.Child()
	scope.Declare(name, slot)
	v := &ast.Variable{At: r.pat.At, Name: name}
	for _, e := range propertyPredicates(v, r.pat.Props) {
		preds = append(preds, Scoped{e, scope})
	}
	if r.pat.Where != nil {
		preds = append(preds, Scoped{r.pat.Where, scope})
	}
	return slot, preds
}

func (m *matcher) walkShortest(r *patternRel, step RelStep) {
	s := &ShortestPath{Base: Base{m.op.Estimate()}, Input: m.op, RelStep: step, Path: r.pathSlot, Min: r.pat.Min, Max: r.pat.Max, All: r.shortest == ast.ShortestAll}
	s.Text = r.whole.String()
	s.Element, s.Preds = m.elementPredicates(r)
	m.ready[r.path], m.ready[r.name] = true, true
	for _, p := range m.preds { // conditions on the path take part in the search
		if p.done || !p.needs[r.path] && !p.needs[r.name] {
			continue
		}
		ok := true
		for name := range p.needs {
			ok = ok && m.ready[name]
		}
		if ok {
			p.done = true
			s.Where = append(s.Where, Scoped{p.expr, m.scope})
		}
	}
	m.op = s
}
