package plan

import (
	"fmt"
	"strings"

	"clew/graph/cypher/ast"
)

// Operator is one step of a plan. Name and Details are for people; Inputs are
// the operators it draws rows from.
type Operator interface {
	Name() string
	Details() string
	Inputs() []Operator
	Estimate() float64
}

// Base is common to all operators: the estimated number of rows.
type Base struct{ Rows float64 }

// Estimate returns the number of rows the planner expects.
func (b Base) Estimate() float64 { return b.Rows }

// Scoped is an expression together with the scope it is to be read in.
type Scoped struct {
	Expr  ast.Expr
	Scope *Scope
}

// RelStep is one relationship of a pattern as Expand and its kin walk it.
type RelStep struct {
	From, Rel, To int // slots
	ToBound       bool
	Dir           ast.Direction // seen from From
	Types         *ast.LabelExpr
	Unique        []int // slots of relationships of the same MATCH, which must differ
	// Reversed is set when the step runs against the order of writing, so
	// that the list of a variable length reads in the order of writing.
	Reversed bool
	Text     string
}

type (
	// Argument yields the row the plan was started with.
	Argument struct{ Base }
	// AllNodesScan yields every node.
	AllNodesScan struct {
		Base
		Input Operator
		Slot  int
		Text  string
	}
	// NodeByLabelScan yields the nodes of a label.
	NodeByLabelScan struct {
		Base
		Input Operator
		Slot  int
		Label string
		Text  string
	}
	// NodeIndexSeek yields the nodes of a label whose property equals a
	// value, or one of the elements of a list when In is set.
	NodeIndexSeek struct {
		Base
		Input      Operator
		Slot       int
		Label, Key string
		Value      Scoped
		In         bool
		Text       string
	}
	// NodeByIDSeek yields the node with an id, or element id.
	NodeByIDSeek struct {
		Base
		Input   Operator
		Slot    int
		Value   Scoped
		In      bool
		Element bool // elementId(n) rather than id(n)
		Text    string
	}
	// Expand follows single relationships.
	Expand struct {
		Base
		Input Operator
		RelStep
	}
	// VarExpand follows Min to Max relationships; its relationship slot
	// receives the list. Preds must hold for every relationship, which Element
	// holds while they are asked.
	VarExpand struct {
		Base
		Input Operator
		RelStep
		Min, Max int64
		Element  int
		Preds    []Scoped
	}
	// ProjectEndpoints binds or checks the ends of a relationship, or list of
	// relationships, that is bound already.
	ProjectEndpoints struct {
		Base
		Input Operator
		RelStep
		FromBound bool
		List      bool
		Min, Max  int64
	}
	// ShortestPath joins two bound nodes.
	ShortestPath struct {
		Base
		Input Operator
		RelStep
		Path     int // slot of the path
		Min, Max int64
		All      bool
		Element  int
		Preds    []Scoped // on every relationship
		Where    []Scoped // on the path as a whole
	}
	// ProjectPath builds a path from the slots of its nodes and relationships.
	ProjectPath struct {
		Base
		Input Operator
		Slot  int
		Nodes []int
		Rels  []int
		Text  string
	}
	// Filter keeps rows for which a predicate is true.
	Filter struct {
		Base
		Input Operator
		Pred  Scoped
	}
	// Optional yields the rows of Inner for each row of Input, or that row
	// with nulls when there are none.
	Optional struct {
		Base
		Input, Inner Operator
		Nulls        []int
	}
	// Unwind yields a row for every element of a list.
	Unwind struct {
		Base
		Input Operator
		List  Scoped
		Slot  int
		Var   string
	}
	// Projection computes expressions into slots.
	Projection struct {
		Base
		Input Operator
		Items []Assignment
	}
	// Distinct drops rows that agree in all slots with an earlier one.
	Distinct struct {
		Base
		Input Operator
		Slots []int
	}
	// Aggregation groups rows by keys.
	Aggregation struct {
		Base
		Input      Operator
		Keys       []Assignment
		Aggregates []Assignment
	}
	// Sort orders rows; Limit, when set, is how many of them are wanted.
	Sort struct {
		Base
		Input Operator
		Keys  []SortKey
		Limit *Scoped
		Skip  *Scoped
	}
	// Skip drops the first rows.
	Skip struct {
		Base
		Input Operator
		Count Scoped
	}
	// Limit stops after some rows.
	Limit struct {
		Base
		Input Operator
		Count Scoped
	}
	// Union yields the rows of its branches, copied to common slots.
	Union struct {
		Base
		Branches []Operator
		Columns  [][]int // per branch, the slots of the columns
		Slots    []int
	}
	// Apply runs a subquery for every row. Without Returns its rows do not
	// matter and each input row is passed on once.
	Apply struct {
		Base
		Input, Inner Operator
		Returns      bool
		Optional     bool
		Nulls        []int
		Updating     bool
	}
	// ProcedureCall calls a procedure for every row.
	ProcedureCall struct {
		Base
		Input     Operator
		Procedure string
		Args      []Scoped
		Implicit  bool  // arguments come from parameters
		Columns   []int // position in the procedure's row of each yielded column
		Slots     []int
		Optional  bool
		Void      bool
	}
	// Create makes nodes and relationships.
	Create struct {
		Base
		Input    Operator
		Elements []CreateElement
	}
	// Merge matches its pattern or creates it.
	Merge struct {
		Base
		Input             Operator
		Inner             Operator // finds matches, from Argument
		Elements          []CreateElement
		OnCreate, OnMatch []ast.SetItem
		Scope             *Scope
		Path              *ProjectPath
		Text              string
	}
	// Set assigns properties and labels.
	Set struct {
		Base
		Input Operator
		Items []ast.SetItem
		Scope *Scope
	}
	// Remove takes properties and labels away.
	Remove struct {
		Base
		Input Operator
		Items []ast.RemoveItem
		Scope *Scope
	}
	// Delete deletes entities.
	Delete struct {
		Base
		Input  Operator
		Detach bool
		Exprs  []Scoped
	}
	// Foreach runs updates for every element of a list.
	Foreach struct {
		Base
		Input Operator
		List  Scoped
		Slot  int
		Var   string
		Inner Operator
	}
	// ShowRows yields the rows of a SHOW command.
	ShowRows struct {
		Base
		What, Filter string
		Names        []Scoped
		Columns      []string
		Slots        []int
	}
	// ProduceResults names the columns of the answer. Slots is nil for a
	// query that returns nothing.
	ProduceResults struct {
		Base
		Input   Operator
		Columns []string
		Slots   []int
	}
)

// Assignment computes an expression into a slot.
type Assignment struct {
	Scoped
	Slot int
	Name string
}

// SortKey is one key of a sort.
type SortKey struct {
	Scoped
	Descending bool
}

// CreateElement is one node, relationship or path that a pattern makes.
type CreateElement struct {
	Node     bool
	Slot     int
	Labels   []string
	Type     string
	From, To int
	Props    *Scoped
	Path     *ProjectPath
}

func one(op Operator) []Operator {
	if op == nil {
		return nil
	}
	return []Operator{op}
}

func (*Argument) Name() string         { return "Argument" }
func (*AllNodesScan) Name() string     { return "AllNodesScan" }
func (*NodeByLabelScan) Name() string  { return "NodeByLabelScan" }
func (*NodeIndexSeek) Name() string    { return "NodeIndexSeek" }
func (*NodeByIDSeek) Name() string     { return "NodeByIdSeek" }
func (e *Expand) Name() string         { return "Expand(" + allOrInto(e.ToBound) + ")" }
func (e *VarExpand) Name() string      { return "VarLengthExpand(" + allOrInto(e.ToBound) + ")" }
func (*ProjectEndpoints) Name() string { return "ProjectEndpoints" }
func (*ShortestPath) Name() string     { return "ShortestPath" }
func (*ProjectPath) Name() string      { return "Projection" }
func (*Filter) Name() string           { return "Filter" }
func (*Optional) Name() string         { return "OptionalApply" }
func (*Unwind) Name() string           { return "Unwind" }
func (*Projection) Name() string       { return "Projection" }
func (*Distinct) Name() string         { return "Distinct" }
func (*Aggregation) Name() string      { return "EagerAggregation" }
func (s *Sort) Name() string {
	if s.Limit != nil {
		return "Top"
	}
	return "Sort"
}
func (*Skip) Name() string          { return "Skip" }
func (*Limit) Name() string         { return "Limit" }
func (*Union) Name() string         { return "Union" }
func (*Apply) Name() string         { return "Apply" }
func (*ProcedureCall) Name() string { return "ProcedureCall" }
func (*Create) Name() string        { return "Create" }
func (*Merge) Name() string         { return "Merge" }
func (*Set) Name() string           { return "SetPropertiesAndLabels" }
func (*Remove) Name() string        { return "RemovePropertiesAndLabels" }
func (d *Delete) Name() string {
	return map[bool]string{true: "DetachDelete", false: "Delete"}[d.Detach]
}
func (*Foreach) Name() string        { return "Foreach" }
func (s *ShowRows) Name() string     { return "Show" }
func (*ProduceResults) Name() string { return "ProduceResults" }

func allOrInto(bound bool) string {
	if bound {
		return "Into"
	}
	return "All"
}

func (*ShowRows) Inputs() []Operator           { return nil }
func (*Argument) Inputs() []Operator           { return nil }
func (o *AllNodesScan) Inputs() []Operator     { return one(o.Input) }
func (o *NodeByLabelScan) Inputs() []Operator  { return one(o.Input) }
func (o *NodeIndexSeek) Inputs() []Operator    { return one(o.Input) }
func (o *NodeByIDSeek) Inputs() []Operator     { return one(o.Input) }
func (o *Expand) Inputs() []Operator           { return one(o.Input) }
func (o *VarExpand) Inputs() []Operator        { return one(o.Input) }
func (o *ProjectEndpoints) Inputs() []Operator { return one(o.Input) }
func (o *ShortestPath) Inputs() []Operator     { return one(o.Input) }
func (o *ProjectPath) Inputs() []Operator      { return one(o.Input) }
func (o *Filter) Inputs() []Operator           { return one(o.Input) }
func (o *Optional) Inputs() []Operator         { return []Operator{o.Input, o.Inner} }
func (o *Unwind) Inputs() []Operator           { return one(o.Input) }
func (o *Projection) Inputs() []Operator       { return one(o.Input) }
func (o *Distinct) Inputs() []Operator         { return one(o.Input) }
func (o *Aggregation) Inputs() []Operator      { return one(o.Input) }
func (o *Sort) Inputs() []Operator             { return one(o.Input) }
func (o *Skip) Inputs() []Operator             { return one(o.Input) }
func (o *Limit) Inputs() []Operator            { return one(o.Input) }
func (o *Union) Inputs() []Operator            { return o.Branches }
func (o *Apply) Inputs() []Operator            { return []Operator{o.Input, o.Inner} }
func (o *ProcedureCall) Inputs() []Operator    { return one(o.Input) }
func (o *Create) Inputs() []Operator           { return one(o.Input) }
func (o *Merge) Inputs() []Operator            { return []Operator{o.Input, o.Inner} }
func (o *Set) Inputs() []Operator              { return one(o.Input) }
func (o *Remove) Inputs() []Operator           { return one(o.Input) }
func (o *Delete) Inputs() []Operator           { return one(o.Input) }
func (o *Foreach) Inputs() []Operator          { return []Operator{o.Input, o.Inner} }
func (o *ProduceResults) Inputs() []Operator   { return one(o.Input) }

func (s *ShowRows) Details() string        { return s.What }
func (*Argument) Details() string          { return "" }
func (o *AllNodesScan) Details() string    { return o.Text }
func (o *NodeByLabelScan) Details() string { return o.Text + ":" + ast.Name(o.Label) }
func (o *NodeIndexSeek) Details() string {
	op := " = "
	if o.In {
		op = " IN "
	}
	return fmt.Sprintf("RANGE INDEX %s:%s(%s) WHERE %s%s%s", o.Text, ast.Name(o.Label), ast.Name(o.Key), ast.Name(o.Key), op, ast.String(o.Value.Expr))
}
func (o *NodeByIDSeek) Details() string {
	return o.Text + " WHERE id(" + o.Text + ") = " + ast.String(o.Value.Expr)
}
func (o *Expand) Details() string           { return o.Text }
func (o *VarExpand) Details() string        { return o.Text }
func (o *ProjectEndpoints) Details() string { return o.Text }
func (o *ShortestPath) Details() string     { return o.Text }
func (o *ProjectPath) Details() string      { return o.Text }
func (o *Filter) Details() string           { return ast.String(o.Pred.Expr) }
func (*Optional) Details() string           { return "" }
func (o *Unwind) Details() string           { return ast.String(o.List.Expr) + " AS " + ast.Name(o.Var) }
func (o *Projection) Details() string       { return assignments(o.Items) }
func (*Distinct) Details() string           { return "" }
func (o *Aggregation) Details() string {
	return strings.Trim(assignments(o.Keys)+", "+assignments(o.Aggregates), ", ")
}
func (o *Sort) Details() string {
	parts := make([]string, len(o.Keys))
	for i, k := range o.Keys {
		parts[i] = ast.String(k.Expr) + map[bool]string{true: " DESC", false: " ASC"}[k.Descending]
	}
	s := strings.Join(parts, ", ")
	if o.Limit != nil {
		s += " LIMIT " + ast.String(o.Limit.Expr)
	}
	return s
}
func (o *Skip) Details() string          { return ast.String(o.Count.Expr) }
func (o *Limit) Details() string         { return ast.String(o.Count.Expr) }
func (*Union) Details() string           { return "" }
func (*Apply) Details() string           { return "" }
func (o *ProcedureCall) Details() string { return o.Procedure }
func (*Create) Details() string          { return "" }
func (o *Merge) Details() string         { return o.Text }
func (*Set) Details() string             { return "" }
func (*Remove) Details() string          { return "" }
func (o *Delete) Details() string {
	parts := make([]string, len(o.Exprs))
	for i, e := range o.Exprs {
		parts[i] = ast.String(e.Expr)
	}
	return strings.Join(parts, ", ")
}
func (o *Foreach) Details() string        { return ast.Name(o.Var) + " IN " + ast.String(o.List.Expr) }
func (o *ProduceResults) Details() string { return strings.Join(o.Columns, ", ") }

func assignments(items []Assignment) string {
	parts := make([]string, len(items))
	for i, it := range items {
		parts[i] = ast.String(it.Expr)
		if it.Name != "" && it.Name != parts[i] {
			parts[i] += " AS " + ast.Name(it.Name)
		}
	}
	return strings.Join(parts, ", ")
}
