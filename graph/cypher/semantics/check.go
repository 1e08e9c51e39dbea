package semantics

import (
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/exec"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Parameter is a parameter that a statement mentions.
type Parameter struct {
	Name   string
	Offset int
}

// Facts is what Check learns about a statement.
type Facts struct {
	Parameters []Parameter
	Calls      bool // calls procedures
}

// Field is an argument or column of a procedure.
type Field struct {
	Name, Type string
	Optional   bool
}

// Signature is what the check knows of a procedure.
type Signature struct {
	Name         string
	Args, Yields []Field
}

// Procedures finds signatures.
type Procedures interface {
	Signature(name string) (Signature, bool)
}

// Check checks a statement.
func Check(stmt *ast.Statement, procs Procedures) (Facts, error) {
	c := &checker{procs: procs, seen: map[string]bool{}}
	switch {
	case stmt.Query != nil:
		c.query(stmt.Query, newScope(), false)
	case stmt.Command != nil:
		c.command(stmt.Command)
	}
	if c.err != nil {
		return c.facts, c.err
	}
	return c.facts, nil
}

// ImplicitCalls lists the procedures that a statement calls without
// parentheses.
func ImplicitCalls(stmt *ast.Statement) []string {
	var out []string
	if stmt.Query == nil {
		return nil
	}
	for _, part := range stmt.Query.Parts {
		for _, c := range part.Clauses {
			if call, ok := c.(*ast.CallProcedure); ok && call.Implicit {
				out = append(out, call.Name)
			}
		}
	}
	return out
}

// typ is what is known of an expression: the types its value may have and,
// for lists, what is known of the elements.
type typ struct {
	set  value.TypeSet
	elem *typ
}

var anything = typ{set: value.AnyType}

func only(set value.TypeSet) typ { return typ{set: set} }

func listOf(elem typ) typ { return typ{set: value.ListType, elem: &elem} }

// element is the type of an element of t.
func (t typ) element() typ {
	if t.elem != nil && t.set == value.ListType {
		return *t.elem
	}
	return anything
}

// or is what is known of a value that is one or the other.
func (t typ) or(u typ) typ {
	out := typ{set: t.set | u.set}
	if t.set == value.ListType && u.set == value.ListType && t.elem != nil && u.elem != nil {
		elem := t.elem.or(*u.elem)
		out.elem = &elem
	}
	return out
}

// scope maps names to types, in order of declaration.
type scope struct {
	types map[string]typ
	order []string
}

func newScope() *scope { return &scope{types: map[string]typ{}} }

func (s *scope) child() *scope {
	c := newScope()
	for _, n := range s.order {
		c.declare(n, s.types[n])
	}
	return c
}

func (s *scope) declare(name string, t typ) {
	if _, known := s.types[name]; !known {
		s.order = append(s.order, name)
	}
	s.types[name] = t
}

func (s *scope) has(name string) bool { _, ok := s.types[name]; return ok }

// checker keeps the first error.
type checker struct {
	procs Procedures
	facts Facts
	seen  map[string]bool
	err   *status.Error
	// aggregates tells whether an aggregate may stand here.
	aggregates aggregateRule
}

// aggregateRule tells whether aggregates may stand in an expression.
type aggregateRule int

const (
	noAggregates aggregateRule = iota
	allowAggregates
	insideAggregate
)

func (c *checker) fail(offset int, detail, format string, args ...any) {
	if c.err == nil {
		c.err = status.Syntax(offset, detail, format, args...)
	}
}

func (c *checker) command(cmd ast.Command) {
	show, ok := cmd.(*ast.Show)
	if !ok {
		if index, ok := cmd.(*ast.CreateIndex); ok && index.Options != nil {
			c.expr(index.Options, newScope())
		}
		return
	}
	s := newScope()
	for _, name := range exec.ShowColumns(show.What) {
		s.declare(name, anything)
	}
	for _, e := range show.Names {
		c.expr(e, newScope())
	}
	p := &ast.Projection{At: show.At, Star: !show.HasYield || show.YieldStar, OrderBy: show.OrderBy, Skip: show.Skip, Limit: show.Limit, Where: show.Where}
	for _, y := range show.Yield {
		p.Items = append(p.Items, ast.ProjectionItem{Expr: &ast.Variable{At: ast.At{Offset: y.Offset}, Name: y.Column}, Name: y.Name, Aliased: true, Offset: y.Offset})
	}
	s = c.projection(p, s)
	if show.Return != nil {
		c.projection(show.Return, s)
	}
}

// query checks the parts of a query; it returns the columns in order and
// their types. Inside an expression (nested) nothing may be written.
func (c *checker) query(q *ast.Query, outer *scope, nested bool) ([]string, *scope) {
	var columns []string
	var result *scope
	for i, part := range q.Parts {
		names, s := c.single(part, outer, nested)
		if i == 0 {
			columns, result = names, s
			continue
		}
		if !sameNames(columns, names) {
			c.fail(part.Offset, "DifferentColumnsInUnion", "All sub queries in an UNION must have the same return column names")
		}
		for n, t := range s.types {
			result.types[n] = result.types[n].or(t)
		}
	}
	return columns, result
}

func sameNames(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	in := map[string]bool{}
	for _, n := range a {
		in[n] = true
	}
	for _, n := range b {
		if !in[n] {
			return false
		}
	}
	return true
}

// single checks the clauses of one part in order.
func (c *checker) single(q *ast.SingleQuery, outer *scope, nested bool) ([]string, *scope) {
	s := outer.child()
	var columns []string
	for i, clause := range q.Clauses {
		if c.err != nil {
			return nil, newScope()
		}
		last := i == len(q.Clauses)-1
		c.order(q.Clauses, i, nested)
		switch x := clause.(type) {
		case *ast.Projection:
			s = c.projection(x, s)
			if x.Return {
				columns = s.order
				if !last {
					c.fail(q.Clauses[i+1].Position(), "InvalidClauseComposition", "RETURN can only be used at the end of the query")
				}
			}
		case *ast.CallProcedure:
			s = c.callProcedure(x, s, len(q.Clauses) == 1)
			if len(q.Clauses) == 1 {
				columns = s.order
			}
		default:
			s = c.clause(x, s)
		}
	}
	if columns == nil {
		return nil, newScope()
	}
	out := newScope()
	for _, n := range columns {
		out.declare(n, s.types[n])
	}
	return columns, out
}

// order checks that a clause may stand where it stands.
func (c *checker) order(clauses []ast.Clause, i int, nested bool) {
	clause := clauses[i]
	updating := isUpdating(clause)
	if updating && nested {
		c.fail(clause.Position(), "InvalidClauseComposition", "An EXISTS, COUNT or COLLECT subquery cannot contain any updates")
	}
	if i > 0 && isUpdating(clauses[i-1]) && !updating {
		switch x := clause.(type) {
		case *ast.Projection:
		case *ast.Match:
			c.fail(x.Offset, "InvalidClauseComposition", "WITH is required between %s and MATCH", clauseName(clauses[i-1]))
		case *ast.Unwind:
			c.fail(x.Offset, "InvalidClauseComposition", "WITH is required between %s and UNWIND", clauseName(clauses[i-1]))
		case *ast.CallProcedure, *ast.CallSubquery:
			c.fail(x.Position(), "InvalidClauseComposition", "WITH is required between %s and CALL", clauseName(clauses[i-1]))
		}
	}
	if i < len(clauses)-1 || nested {
		return
	}
	switch x := clause.(type) {
	case *ast.Match, *ast.Unwind:
		c.fail(x.Position(), "InvalidClauseComposition", "Query cannot conclude with %s (must be a RETURN clause, an update clause, a unit subquery call, or a procedure call with no YIELD)", clauseName(x))
	case *ast.Projection:
		if !x.Return {
			c.fail(x.Offset, "InvalidClauseComposition", "Query cannot conclude with WITH (must be a RETURN clause, an update clause, a unit subquery call, or a procedure call with no YIELD)")
		}
	}
}

func isUpdating(c ast.Clause) bool {
	switch c.(type) {
	case *ast.Create, *ast.Merge, *ast.Set, *ast.Remove, *ast.Delete, *ast.Foreach:
		return true
	}
	return false
}

func clauseName(c ast.Clause) string {
	switch c := c.(type) {
	case *ast.Match:
		return "MATCH"
	case *ast.Unwind:
		return "UNWIND"
	case *ast.Create:
		return "CREATE"
	case *ast.Merge:
		return "MERGE"
	case *ast.Set:
		return "SET"
	case *ast.Remove:
		return "REMOVE"
	case *ast.Delete:
		if c.Detach {
			return "DETACH DELETE"
		}
		return "DELETE"
	case *ast.Foreach:
		return "FOREACH"
	}
	return "CALL"
}

// clause checks every clause but projections and procedure calls.
func (c *checker) clause(clause ast.Clause, s *scope) *scope {
	switch x := clause.(type) {
	case *ast.Match:
		next := c.matchPatterns(x.Patterns, s)
		c.predicate(x.Where, next)
		return next
	case *ast.Unwind:
		t := c.expr(x.List, s)
		if s.has(x.Var) {
			c.fail(x.Offset, "VariableAlreadyBound", "Variable `%s` already declared", x.Var)
		}
		next := s.child()
		next.declare(x.Var, t.element())
		return next
	case *ast.Create:
		next := s
		for _, p := range x.Patterns {
			next = c.createPattern(p, next, "CREATE")
		}
		return next
	case *ast.Merge:
		next := c.createPattern(x.Pattern, s, "MERGE")
		c.setItems(x.OnCreate, next)
		c.setItems(x.OnMatch, next)
		return next
	case *ast.Set:
		c.setItems(x.Items, s)
	case *ast.Remove:
		for _, it := range x.Items {
			c.target(it.Subject, it.DynKey, it.Labels != nil, s)
		}
	case *ast.Delete:
		for _, e := range x.Exprs {
			c.deleted(e, s)
		}
	case *ast.Foreach:
		c.foreach(x, s)
	case *ast.CallSubquery:
		return c.callSubquery(x, s)
	}
	return s
}

func (c *checker) foreach(x *ast.Foreach, s *scope) {
	t := c.list(x.List, s)
	if s.has(x.Var) {
		c.fail(x.Offset, "VariableAlreadyBound", "Variable `%s` already declared", x.Var)
	}
	inner := s.child()
	inner.declare(x.Var, t.element())
	for _, clause := range x.Clauses {
		inner = c.clause(clause, inner)
	}
}

func (c *checker) deleted(e ast.Expr, s *scope) {
	if _, ok := e.(*ast.HasLabels); ok {
		c.fail(e.Position(), "InvalidDelete", "DELETE doesn't support removing labels from a node. Try REMOVE.")
		return
	}
	t := c.expr(e, s)
	c.expect(e, t, value.EntityType|value.PathType)
}

func (c *checker) setItems(items []ast.SetItem, s *scope) {
	for _, it := range items {
		c.target(it.Subject, it.DynKey, it.Labels != nil, s)
		if it.Value == nil {
			continue
		}
		t := c.expr(it.Value, s)
		if it.Key == "" && it.DynKey == nil {
			c.expect(it.Value, t, value.MapType|value.EntityType)
		}
	}
}

// target checks what SET or REMOVE change.
func (c *checker) target(subject, dyn ast.Expr, labels bool, s *scope) {
	t := c.expr(subject, s)
	want := value.EntityType
	if labels {
		want = value.NodeType
	}
	c.expect(subject, t, want)
	if dyn != nil {
		c.expr(dyn, s)
	}
}

func (c *checker) callSubquery(x *ast.CallSubquery, s *scope) *scope {
	visible := newScope()
	switch {
	case x.ImportStar:
		visible = s.child()
	case x.Scoped:
		for _, n := range x.Imports {
			if !s.has(n) {
				c.fail(x.Offset, "UndefinedVariable", "Variable `%s` not defined", n)
			}
			visible.declare(n, s.types[n])
		}
	default: // the first WITH of each part imports
		return c.importingSubquery(x, s)
	}
	columns, result := c.query(x.Query, visible, false)
	return c.joinColumns(x, s, columns, result)
}

func (c *checker) joinColumns(x *ast.CallSubquery, s *scope, columns []string, result *scope) *scope {
	next := s.child()
	for _, n := range columns {
		if s.has(n) {
			c.fail(x.Offset, "VariableAlreadyBound", "Variable `%s` already declared in outer scope", n)
		}
		next.declare(n, result.types[n])
	}
	return next
}

// importingSubquery checks CALL { WITH a, b … }: only what the leading WITH
// names is visible inside.
func (c *checker) importingSubquery(x *ast.CallSubquery, s *scope) *scope {
	var columns []string
	result := newScope()
	for i, part := range x.Query.Parts {
		visible := newScope()
		if w, ok := part.Clauses[0].(*ast.Projection); ok && !w.Return {
			simple := w.OrderBy == nil && w.Skip == nil && w.Limit == nil && w.Where == nil && !w.Distinct
			for _, it := range w.Items {
				v, plain := it.Expr.(*ast.Variable)
				simple = simple && plain && (!it.Aliased || it.Name == v.Name)
			}
			if simple {
				visible = s.child()
			}
		}
		names, out := c.single(part, visible, false)
		if i == 0 {
			columns, result = names, out
		} else if !sameNames(columns, names) {
			c.fail(part.Offset, "DifferentColumnsInUnion", "All sub queries in an UNION must have the same return column names")
		}
	}
	return c.joinColumns(x, s, columns, result)
}

func (c *checker) callProcedure(x *ast.CallProcedure, s *scope, standalone bool) *scope {
	c.facts.Calls = true
	for _, a := range x.Args {
		c.expr(a, s)
	}
	if x.YieldStar && !standalone {
		c.fail(x.Offset, "UnexpectedSyntax", "Cannot use `YIELD *` outside standalone call")
	}
	if x.Implicit && !standalone {
		c.fail(x.Offset, "InvalidArgumentPassingMode", "Procedure call inside a query does not support passing arguments implicitly. Please pass arguments explicitly in parentheses after procedure name for %s", x.Name)
	}
	next := s.child()
	var sig Signature
	known := false
	if c.procs != nil {
		if sig, known = c.procs.Signature(x.Name); !known {
			if c.err == nil {
				c.err = status.Compile(status.ProcedureNotFound, x.Offset, "ProcedureNotFound", "There is no procedure with the name `%s` registered for this database instance. Please ensure you've spelled the procedure name correctly and that the procedure is properly deployed.", x.Name)
			}
			return next
		}
		c.arguments(x, sig, s)
	}
	yield := x.Yield
	if standalone && (!x.HasYield || x.YieldStar) {
		for _, f := range sig.Yields {
			yield = append(yield, ast.YieldItem{Column: f.Name, Name: f.Name, Offset: x.Offset})
		}
	}
	for _, y := range yield {
		if known && !hasField(sig.Yields, y.Column) {
			c.fail(y.Offset, "UndefinedVariable", "Unknown procedure output: `%s`", y.Column)
		}
		if next.has(y.Name) {
			c.fail(y.Offset, "VariableAlreadyBound", "Variable `%s` already declared", y.Name)
		}
		next.declare(y.Name, anything)
	}
	c.predicate(x.Where, next)
	return next
}

func hasField(list []Field, name string) bool {
	for _, f := range list {
		if f.Name == name {
			return true
		}
	}
	return false
}

var declaredTypes = map[string]value.TypeSet{"STRING": value.StringType, "INTEGER": value.NumberType &^ value.FloatType, "FLOAT": value.NumberType, "NUMBER": value.NumberType,
	"BOOLEAN": value.BooleanType, "MAP": value.MapType | value.EntityType, "NODE": value.NodeType, "RELATIONSHIP": value.RelationshipType, "PATH": value.PathType}

func (c *checker) arguments(x *ast.CallProcedure, sig Signature, s *scope) {
	if x.Implicit {
		return
	}
	required := 0
	for _, f := range sig.Args {
		if !f.Optional {
			required++
		}
	}
	if len(x.Args) < required || len(x.Args) > len(sig.Args) {
		c.fail(x.Offset, "InvalidNumberOfArguments", "Procedure call does not provide the required number of arguments: got %d expected %d for procedure %s", len(x.Args), len(sig.Args), sig.Name)
		return
	}
	for i, a := range x.Args {
		want := strings.TrimSuffix(strings.ToUpper(sig.Args[i].Type), "?")
		set, ok := declaredTypes[want]
		if strings.HasPrefix(want, "LIST") {
			set, ok = value.ListType, true
		}
		if ok {
			c.expect(a, c.expr(a, s), set)
		}
	}
}
