package plan

import (
	"clew/graph/cypher/ast"
)

// Statistics is what the planner knows about the graph.
type Statistics interface {
	NodeCount() int
	RelationshipCount() int
	CountLabel(label string) int
	CountType(typ string) int
	HasIndex(label, key string) bool
}

// Procedures tells the planner which columns a procedure yields.
type Procedures interface {
	// Columns returns the columns of a procedure and whether it exists.
	Columns(name string) ([]string, bool)
}

// Planner builds plans for one statement. Its Frame is the layout of rows.
type Planner struct {
	Stats      Statistics
	Procedures Procedures
	// IsAggregate tells whether a function name is an aggregating function.
	IsAggregate func(name string) bool
	Frame       Frame
	internal    int
}

// Query plans a whole query as the text of a statement has it.
func (p *Planner) Query(q *ast.Query) *ProduceResults {
	op, columns, slots := p.query(q, &Argument{Base{1}}, NewScope())
	return &ProduceResults{Base: Base{op.Estimate()}, Input: op, Columns: columns, Slots: slots}
}

// Subquery plans a query inside an expression. It starts from Argument and
// sees the names of scope.
func (p *Planner) Subquery(q *ast.Query, scope *Scope) (op Operator, slots []int) {
	op, _, slots = p.query(q, &Argument{Base{1}}, scope)
	return op, slots
}

// Pattern plans one pattern inside an expression. The names the pattern binds
// are in the returned scope.
func (p *Planner) Pattern(pat *ast.Pattern, where ast.Expr, scope *Scope) (Operator, *Scope) {
	return p.match([]*ast.Pattern{pat}, where, &Argument{Base{1}}, scope)
}

func (p *Planner) query(q *ast.Query, input Operator, scope *Scope) (Operator, []string, []int) {
	if len(q.Parts) == 1 {
		return p.single(q.Parts[0], input, scope)
	}
	u := &Union{}
	var columns []string
	for _, part := range q.Parts {
		op, names, slots := p.single(part, &Argument{Base{1}}, scope)
		if columns == nil {
			columns = names
			for range names {
				u.Slots = append(u.Slots, p.Frame.New())
			}
		}
		ordered := make([]int, len(columns))
		for i, want := range columns {
			for j, name := range names {
				if name == want {
					ordered[i] = slots[j]
				}
			}
		}
		u.Branches = append(u.Branches, op)
		u.Columns = append(u.Columns, ordered)
		u.Rows += op.Estimate()
	}
	if q.All {
		return u, columns, u.Slots
	}
	return &Distinct{Base: u.Base, Input: u, Slots: u.Slots}, columns, u.Slots
}

// single plans clause after clause. Columns and slots are those of RETURN, or
// of a procedure call that ends the query.
func (p *Planner) single(q *ast.SingleQuery, op Operator, scope *Scope) (Operator, []string, []int) {
	for i, c := range q.Clauses {
		switch c := c.(type) {
		case *ast.Projection:
			var outputs []Assignment
			op, scope, outputs = p.projection(c, op, scope)
			if c.Return {
				return op, names(outputs), slotsOf(outputs)
			}
		case *ast.CallProcedure:
			var slots []int
			standalone := len(q.Clauses) == 1
			op, scope, slots = p.procedureCall(c, op, scope, standalone)
			if i == len(q.Clauses)-1 && standalone {
				return op, scope.Names(), slots
			}
		default:
			op, scope = p.clause(c, op, scope)
		}
	}
	return op, nil, nil
}

func names(items []Assignment) []string {
	out := make([]string, len(items))
	for i, it := range items {
		out[i] = it.Name
	}
	return out
}

func slotsOf(items []Assignment) []int {
	out := make([]int, len(items))
	for i, it := range items {
		out[i] = it.Slot
	}
	return out
}

// clause plans every clause that neither projects nor calls a procedure.
func (p *Planner) clause(c ast.Clause, op Operator, scope *Scope) (Operator, *Scope) {
	base := Base{op.Estimate()}
	switch c := c.(type) {
	case *ast.Match:
		return p.matchClause(c, op, scope)
	case *ast.Unwind:
		next := scope.Child()
		slot := p.Frame.New()
		next.Declare(c.Var, slot)
		return &Unwind{Base: Base{op.Estimate() * 10}, Input: op, List: Scoped{c.List, scope}, Slot: slot, Var: c.Var}, next
	case *ast.Create:
		elements, next := p.createElements(c.Patterns, scope)
		return &Create{Base: base, Input: op, Elements: elements}, next
	case *ast.Merge:
		return p.merge(c, op, scope)
	case *ast.Set:
		return &Set{Base: base, Input: op, Items: c.Items, Scope: scope}, scope
	case *ast.Remove:
		return &Remove{Base: base, Input: op, Items: c.Items, Scope: scope}, scope
	case *ast.Delete:
		d := &Delete{Base: base, Input: op, Detach: c.Detach}
		for _, e := range c.Exprs {
			d.Exprs = append(d.Exprs, Scoped{e, scope})
		}
		return d, scope
	case *ast.Foreach:
		return p.foreach(c, op, scope), scope
	case *ast.CallSubquery:
		return p.callSubquery(c, op, scope)
	}
	return op, scope
}

func (p *Planner) matchClause(c *ast.Match, op Operator, scope *Scope) (Operator, *Scope) {
	if !c.Optional {
		return p.match(c.Patterns, c.Where, op, scope)
	}
	inner, next := p.match(c.Patterns, c.Where, &Argument{Base{1}}, scope)
	o := &Optional{Base: Base{max(op.Estimate(), op.Estimate()*inner.Estimate())}, Input: op, Inner: inner}
	for name, slot := range next.slots {
		if known, ok := scope.Slot(name); !ok || known != slot {
			o.Nulls = append(o.Nulls, slot)
		}
	}
	return o, next
}

func (p *Planner) foreach(c *ast.Foreach, op Operator, scope *Scope) Operator {
	inner := scope.Child()
	slot := p.Frame.New()
	inner.Declare(c.Var, slot)
	var body Operator = &Argument{Base{1}}
	for _, update := range c.Clauses {
		body, inner = p.clause(update, body, inner)
	}
	return &Foreach{Base: Base{op.Estimate()}, Input: op, List: Scoped{c.List, scope}, Slot: slot, Var: c.Var, Inner: body}
}

func (p *Planner) callSubquery(c *ast.CallSubquery, op Operator, scope *Scope) (Operator, *Scope) {
	visible := scope
	if c.Scoped && !c.ImportStar {
		visible = NewScope()
		for _, name := range c.Imports {
			if slot, ok := scope.Slot(name); ok {
				visible.Declare(name, slot)
			}
		}
	}
	inner, columns, slots := p.query(c.Query, &Argument{Base{1}}, visible)
	a := &Apply{Base: Base{op.Estimate() * max(1, inner.Estimate())}, Input: op, Inner: inner, Returns: columns != nil,
		Optional: c.Optional, Nulls: slots, Updating: c.Query.Updating()}
	next := scope.Child()
	for i, name := range columns {
		next.Declare(name, slots[i])
	}
	return a, next
}

func (p *Planner) procedureCall(c *ast.CallProcedure, op Operator, scope *Scope, standalone bool) (Operator, *Scope, []int) {
	call := &ProcedureCall{Base: Base{op.Estimate() * 10}, Input: op, Procedure: c.Name, Implicit: c.Implicit, Optional: c.Optional}
	for _, a := range c.Args {
		call.Args = append(call.Args, Scoped{a, scope})
	}
	columns, _ := p.Procedures.Columns(c.Name)
	call.Void = len(columns) == 0
	yield := c.Yield
	if c.YieldStar || standalone && !c.HasYield {
		yield = nil
		for _, name := range columns {
			yield = append(yield, ast.YieldItem{Column: name, Name: name})
		}
	}
	next := scope.Child()
	for _, y := range yield {
		for i, name := range columns {
			if name == y.Column {
				slot := p.Frame.New()
				next.Declare(y.Name, slot)
				call.Columns = append(call.Columns, i)
				call.Slots = append(call.Slots, slot)
			}
		}
	}
	if c.Where == nil {
		return call, next, call.Slots
	}
	return &Filter{Base: call.Base, Input: call, Pred: Scoped{c.Where, next}}, next, call.Slots
}

// ShowColumn is one column of a SHOW command; Default ones are shown without
// YIELD.
type ShowColumn struct {
	Name    string
	Default bool
}

// Show plans a SHOW command over the columns it can show.
func (p *Planner) Show(c *ast.Show, columns []ShowColumn) *ProduceResults {
	rows := &ShowRows{Base: Base{10}, What: c.What, Filter: c.Filter}
	scope := NewScope()
	for _, name := range c.Names {
		rows.Names = append(rows.Names, Scoped{name, scope})
	}
	scope = NewScope()
	yield := &ast.Projection{At: c.At, OrderBy: c.OrderBy, Skip: c.Skip, Limit: c.Limit, Where: c.Where}
	for _, col := range columns {
		slot := p.Frame.New()
		rows.Columns = append(rows.Columns, col.Name)
		rows.Slots = append(rows.Slots, slot)
		scope.Declare(col.Name, slot)
		if c.YieldStar || !c.HasYield && col.Default {
			yield.Items = append(yield.Items, ast.ProjectionItem{Expr: &ast.Variable{At: c.At, Name: col.Name}, Name: col.Name})
		}
	}
	for _, y := range c.Yield {
		yield.Items = append(yield.Items, ast.ProjectionItem{Expr: &ast.Variable{At: ast.At{Offset: y.Offset}, Name: y.Column}, Name: y.Name, Aliased: true})
	}
	op, scope, outputs := p.projection(yield, rows, scope)
	if c.Return != nil {
		op, _, outputs = p.projection(c.Return, op, scope)
	}
	return &ProduceResults{Base: Base{op.Estimate()}, Input: op, Columns: names(outputs), Slots: slotsOf(outputs)}
}
