package ast

import "clew/graph/cypher/value"

// At is the byte offset in the query at which a node starts.
type At struct{ Offset int }

// Position returns the offset.
func (a At) Position() int { return a.Offset }

// Expr is an expression.
type Expr interface{ Position() int }

type (
	// Literal is a constant. Negative numbers are literals too.
	Literal struct {
		At
		Value value.Value
	}
	// Parameter is $name.
	Parameter struct {
		At
		Name string
	}
	// Variable is a name in scope.
	Variable struct {
		At
		Name string
	}
	// Property is Subject.Key.
	Property struct {
		At
		Subject Expr
		Key     string
	}
	// Index is Subject[Index].
	Index struct {
		At
		Subject, Index Expr
	}
	// Slice is Subject[From..To]; either bound may be nil.
	Slice struct {
		At
		Subject, From, To Expr
	}
	// Unary is NOT, "-" or "+".
	Unary struct {
		At
		Op string
		X  Expr
	}
	// Binary is any operator with two operands but comparison. Op is in upper
	// case: OR, XOR, AND, +, -, *, /, %, ^, ||, IN, STARTS WITH, ENDS WITH,
	// CONTAINS, =~.
	Binary struct {
		At
		Op   string
		L, R Expr
	}
	// Comparison is a chain: Operands[0] Ops[0] Operands[1] Ops[1] …, meaning
	// the conjunction of neighbours.
	Comparison struct {
		At
		Operands []Expr
		Ops      []string
	}
	// IsNull is X IS [NOT] NULL.
	IsNull struct {
		At
		X   Expr
		Not bool
	}
	// HasLabels is X:Label, also used for relationship types.
	HasLabels struct {
		At
		X      Expr
		Labels *LabelExpr
	}
	// IsTyped is X IS [NOT] :: Type.
	IsTyped struct {
		At
		X    Expr
		Type TypeRef
		Not  bool
	}
	// Call is a function call. Name is as written, with its namespace.
	Call struct {
		At
		Name     string
		Distinct bool
		Args     []Expr
	}
	// CountStar is count(*).
	CountStar struct{ At }
	// Case is CASE, with a Test or without.
	Case struct {
		At
		Test  Expr
		Whens []When
		Else  Expr
	}
	// List is a list literal.
	List struct {
		At
		Items []Expr
	}
	// Map is a map literal; keys keep their order of writing.
	Map struct {
		At
		Keys   []string
		Values []Expr
	}
	// ListComprehension is [Var IN List WHERE Where | Result].
	ListComprehension struct {
		At
		Var           string
		List          Expr
		Where, Result Expr // either may be nil
	}
	// PatternComprehension is [Path = Pattern WHERE Where | Result].
	PatternComprehension struct {
		At
		Pattern *Pattern
		Where   Expr // may be nil
		Result  Expr
	}
	// Quantifier is all, any, none or single; Kind is in lower case.
	Quantifier struct {
		At
		Kind  string
		Var   string
		List  Expr
		Where Expr
	}
	// Reduce is reduce(Acc = Init, Var IN List | Result).
	Reduce struct {
		At
		Acc    string
		Init   Expr
		Var    string
		List   Expr
		Result Expr
	}
	// MapProjection is Subject {…}.
	MapProjection struct {
		At
		Subject *Variable
		Items   []MapProjectionItem
	}
	// PatternPredicate is a pattern where a boolean or, inside size or
	// exists, its matches are wanted.
	PatternPredicate struct {
		At
		Pattern *Pattern
		Exists  bool // written exists(…)
	}
	// Subquery is EXISTS {…}, COUNT {…} or COLLECT {…}; Kind is in lower case.
	// Text is what stands in the braces, with single spaces between tokens.
	Subquery struct {
		At
		Kind  string
		Query *Query
		Text  string
	}
)

// When is one branch of a CASE.
type When struct{ Cond, Then Expr }

// MapProjectionItem is .key, key: value, variable or .* of a map projection.
type MapProjectionItem struct {
	Key   string
	Value Expr // nil for .key and .*
	All   bool // .*
}

// TypeRef is a type as IS :: names it.
type TypeRef struct {
	Name    string // upper case, e.g. "INTEGER", "LIST"
	Elem    *TypeRef
	NotNull bool
	Union   []TypeRef // alternatives, when Name is ""
}

// LabelOp is the operator of a label expression.
type LabelOp int

// The operators of label expressions.
const (
	LabelName LabelOp = iota // a label or type
	LabelAny                 // %
	LabelNot
	LabelAnd
	LabelOr
)

// LabelExpr is a predicate over labels or relationship types.
type LabelExpr struct {
	At
	Op   LabelOp
	Name string
	Args []*LabelExpr
}

// Names returns the labels a conjunction of plain names asks for; ok is false
// for any other expression.
func (l *LabelExpr) Names() (names []string, ok bool) {
	if l == nil {
		return nil, true
	}
	switch l.Op {
	case LabelName:
		return []string{l.Name}, true
	case LabelAnd:
		for _, a := range l.Args {
			more, ok := a.Names()
			if !ok {
				return nil, false
			}
			names = append(names, more...)
		}
		return names, true
	}
	return nil, false
}

// Alternatives returns the names of a disjunction of plain names; ok is false
// for any other expression.
func (l *LabelExpr) Alternatives() (names []string, ok bool) {
	if l == nil {
		return nil, true
	}
	switch l.Op {
	case LabelName:
		return []string{l.Name}, true
	case LabelOr:
		for _, a := range l.Args {
			more, ok := a.Alternatives()
			if !ok {
				return nil, false
			}
			names = append(names, more...)
		}
		return names, true
	}
	return nil, false
}

// Holds evaluates the expression for an entity that has the labels for which
// has answers true; any tells whether it has some label at all.
func (l *LabelExpr) Holds(has func(string) bool, any bool) bool {
	switch l.Op {
	case LabelName:
		return has(l.Name)
	case LabelAny:
		return any
	case LabelNot:
		return !l.Args[0].Holds(has, any)
	case LabelAnd:
		for _, a := range l.Args {
			if !a.Holds(has, any) {
				return false
			}
		}
		return true
	}
	for _, a := range l.Args {
		if a.Holds(has, any) {
			return true
		}
	}
	return false
}
