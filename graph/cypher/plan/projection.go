package plan

import (
	"sort"

	"clew/graph/cypher/ast"
)

// projection plans WITH and RETURN: compute or aggregate, make distinct, sort,
// cut, filter. The scope that follows knows the columns only.
func (p *Planner) projection(c *ast.Projection, op Operator, scope *Scope) (Operator, *Scope, []Assignment) {
	items := c.Items
	if c.Star {
		var all []ast.ProjectionItem
		known := scope.Names()
		sort.Strings(known) // as Neo4j lists the columns of *
		for _, name := range known {
			all = append(all, ast.ProjectionItem{Expr: &ast.Variable{Name: name}, Name: name})
		}
		items = append(all, items...)
	}
	aggregates := p.aggregatesOf(items, c.OrderBy)
	var outputs []Assignment
	var inner *Scope // what ORDER BY and WHERE see
	if len(aggregates) > 0 {
		op, outputs, inner = p.aggregate(items, aggregates, op, scope)
	} else {
		op, outputs, inner = p.compute(items, op, scope)
	}
	next := NewScope()
	for _, out := range outputs {
		next.Declare(out.Name, out.Slot)
	}
	if c.Distinct {
		op = &Distinct{Base: Base{op.Estimate()}, Input: op, Slots: slotsOf(outputs)}
		inner = next.Child()
		for i, out := range outputs {
			inner.exprs[ast.String(items[i].Expr)] = out.Slot
		}
	}
	op = p.order(c, op, inner)
	op = p.cut(c, op)
	if c.Where != nil {
		op = &Filter{Base: Base{op.Estimate() * 0.5}, Input: op, Pred: Scoped{c.Where, inner}}
	}
	return op, next, outputs
}

// compute plans a projection without aggregation. Plain variables keep their
// slots.
func (p *Planner) compute(items []ast.ProjectionItem, op Operator, scope *Scope) (Operator, []Assignment, *Scope) {
	inner := scope.Child()
	var outputs, work []Assignment
	for _, it := range items {
		slot, known := -1, false
		if v, ok := it.Expr.(*ast.Variable); ok {
			slot, known = scope.Slot(v.Name)
		}
		out := Assignment{Scoped: Scoped{it.Expr, scope}, Slot: slot, Name: it.Name}
		if !known {
			out.Slot = p.Frame.New()
			work = append(work, out)
		}
		outputs = append(outputs, out)
	}
	for _, out := range outputs {
		inner.Declare(out.Name, out.Slot)
	}
	for i, out := range outputs {
		if _, plain := items[i].Expr.(*ast.Variable); !plain && !hidden(items[i].Expr, scope, inner) {
			inner.exprs[ast.String(items[i].Expr)] = out.Slot
		}
	}
	if len(work) > 0 {
		op = &Projection{Base: Base{op.Estimate()}, Input: op, Items: work}
	}
	return op, outputs, inner
}

// aggregatesOf returns the distinct aggregating calls in items and sort keys.
func (p *Planner) aggregatesOf(items []ast.ProjectionItem, order []ast.SortItem) []ast.Expr {
	var out []ast.Expr
	seen := map[string]bool{}
	collect := func(e ast.Expr) {
		ast.Walk(e, func(x ast.Expr) bool {
			if !p.aggregating(x) {
				return true
			}
			if text := ast.String(x); !seen[text] {
				seen[text] = true
				out = append(out, x)
			}
			return false
		})
	}
	for _, it := range items {
		collect(it.Expr)
	}
	if len(out) > 0 {
		for _, s := range order {
			collect(s.Expr)
		}
	}
	return out
}

func (p *Planner) aggregating(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.CountStar:
		return true
	case *ast.Call:
		return p.IsAggregate(e.Name)
	}
	return false
}

func (p *Planner) containsAggregate(e ast.Expr) bool {
	found := false
	ast.Walk(e, func(x ast.Expr) bool {
		found = found || p.aggregating(x)
		return !found
	})
	return found
}

// aggregate plans grouping by the items without aggregates and computes the
// others from the groups.
func (p *Planner) aggregate(items []ast.ProjectionItem, aggregates []ast.Expr, op Operator, scope *Scope) (Operator, []Assignment, *Scope) {
	agg := &Aggregation{Input: op}
	grouped := NewScope() // what can be read after grouping
	outputs := make([]Assignment, len(items))
	for i, it := range items {
		if p.containsAggregate(it.Expr) {
			continue
		}
		slot := p.Frame.New()
		key := Assignment{Scoped: Scoped{it.Expr, scope}, Slot: slot, Name: it.Name}
		agg.Keys = append(agg.Keys, key)
		outputs[i] = key
		if v, ok := it.Expr.(*ast.Variable); ok {
			grouped.Declare(v.Name, slot)
		}
		grouped.exprs[ast.String(it.Expr)] = slot
	}
	for _, a := range aggregates {
		slot := p.Frame.New()
		agg.Aggregates = append(agg.Aggregates, Assignment{Scoped: Scoped{a, scope}, Slot: slot})
		grouped.exprs[ast.String(a)] = slot
	}
	agg.Rows = 1
	if len(agg.Keys) > 0 {
		agg.Rows = max(1, op.Estimate()/2)
	}
	inner := grouped.Child()
	var work []Assignment
	for i, it := range items {
		if outputs[i].Expr == nil {
			outputs[i] = Assignment{Scoped: Scoped{it.Expr, grouped}, Slot: p.Frame.New(), Name: it.Name}
			if slot, ok := grouped.Computed(it.Expr); ok {
				outputs[i].Slot = slot
			} else {
				work = append(work, outputs[i])
			}
		}
		inner.Declare(it.Name, outputs[i].Slot)
		inner.exprs[ast.String(it.Expr)] = outputs[i].Slot
	}
	op = agg
	if len(work) > 0 {
		op = &Projection{Base: agg.Base, Input: op, Items: work}
	}
	return op, outputs, inner
}

func (p *Planner) order(c *ast.Projection, op Operator, scope *Scope) Operator {
	if len(c.OrderBy) == 0 {
		return op
	}
	s := &Sort{Base: Base{op.Estimate()}, Input: op}
	for _, k := range c.OrderBy {
		s.Keys = append(s.Keys, SortKey{Scoped{k.Expr, scope}, k.Descending})
	}
	if c.Limit != nil {
		s.Limit = &Scoped{c.Limit, NewScope()}
		if c.Skip != nil {
			s.Skip = &Scoped{c.Skip, NewScope()}
		}
	}
	return s
}

// cut plans SKIP and LIMIT, which see no names: they are evaluated before
// there is a row.
func (p *Planner) cut(c *ast.Projection, op Operator) Operator {
	scope := NewScope()
	if c.Skip != nil {
		op = &Skip{Base: Base{op.Estimate()}, Input: op, Count: Scoped{c.Skip, scope}}
	}
	if c.Limit != nil {
		op = &Limit{Base: Base{min(op.Estimate(), 10)}, Input: op, Count: Scoped{c.Limit, scope}}
	}
	return op
}

// hidden tells whether e uses a name that means something else in the new
// scope; then the text of e no longer means what was computed.
func hidden(e ast.Expr, old, now *Scope) bool {
	for name := range ast.FreeVariables(e) {
		before, _ := old.Slot(name)
		if after, _ := now.Slot(name); after != before {
			return true
		}
	}
	return false
}
