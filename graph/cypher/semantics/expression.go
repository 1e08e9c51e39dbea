package semantics

import (
	"sort"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/functions"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

func (c *checker) undefined(offset int, name string) {
	c.fail(offset, "UndefinedVariable", "Variable `%s` not defined", name)
}

func sortedFree(e ast.Expr) []string {
	var out []string
	for name := range ast.FreeVariables(e) {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}

// expect reports an expression that can have none of the wanted types.
func (c *checker) expect(e ast.Expr, t typ, want value.TypeSet) {
	if t.set&want == 0 && t.set != 0 {
		c.fail(e.Position(), "InvalidArgumentType", "Type mismatch: expected %s but was %s", want, t.set)
	}
}

// predicate checks a condition.
func (c *checker) predicate(e ast.Expr, s *scope) {
	if e == nil {
		return
	}
	c.expect(e, c.expr(e, s), value.BooleanType)
}

// list checks an expression that has to be a list.
func (c *checker) list(e ast.Expr, s *scope) typ {
	t := c.expr(e, s)
	c.expect(e, t, value.ListType)
	return t
}

// expr checks e and returns what is known of its type.
func (c *checker) expr(e ast.Expr, s *scope) typ {
	if e == nil || c.err != nil {
		return anything
	}
	switch x := e.(type) {
	case *ast.Literal:
		return typ{set: value.TypeOf(x.Value)}
	case *ast.Parameter:
		if !c.seen[x.Name] {
			c.seen[x.Name] = true
			c.facts.Parameters = append(c.facts.Parameters, Parameter{x.Name, x.Offset})
		}
		return anything
	case *ast.Variable:
		t, ok := s.types[x.Name]
		if !ok {
			c.undefined(x.Offset, x.Name)
			return anything
		}
		return t
	case *ast.Property:
		return c.property(x, s)
	case *ast.Index:
		return c.index(x, s)
	case *ast.Slice:
		t := c.list(x.Subject, s)
		for _, b := range []ast.Expr{x.From, x.To} {
			if b != nil {
				c.expect(b, c.expr(b, s), value.IntegerType)
			}
		}
		return t
	case *ast.Unary:
		return c.unary(x, s)
	case *ast.Binary:
		return c.binary(x, s)
	case *ast.Comparison:
		for _, o := range x.Operands {
			c.expr(o, s)
		}
		return only(value.BooleanType)
	case *ast.IsNull:
		c.expr(x.X, s)
		return only(value.BooleanType)
	case *ast.IsTyped:
		c.expr(x.X, s)
		return only(value.BooleanType)
	case *ast.HasLabels:
		c.expect(x.X, c.expr(x.X, s), value.EntityType)
		return only(value.BooleanType)
	case *ast.Call:
		return c.call(x, s)
	case *ast.CountStar:
		c.aggregate(x.Offset, "count")
		return only(value.IntegerType)
	case *ast.Case:
		return c.caseExpr(x, s)
	case *ast.List:
		elem := typ{}
		for _, it := range x.Items {
			t := c.expr(it, s)
			if elem.set == 0 {
				elem = t
			} else {
				elem = elem.join(t)
			}
		}
		if elem.set == 0 {
			elem = anything
		}
		return listOf(elem)
	case *ast.Map:
		for _, v := range x.Values {
			c.expr(v, s)
		}
		return only(value.MapType)
	}
	return c.binding(e, s)
}

func (c *checker) property(x *ast.Property, s *scope) typ {
	t := c.expr(x.Subject, s)
	if t.set == value.PathType {
		c.expect(x.Subject, t, value.MapType|value.EntityType)
	}
	allowed := value.MapType | value.EntityType | value.TemporalType | value.DurationType | value.PointType
	if t.set&allowed == 0 && c.err == nil {
		c.err = status.Compile(status.TypeError, x.Subject.Position(), "InvalidArgumentType", "Type mismatch: expected Map, Node, Relationship, Point, Duration or a temporal value but was %s", t.set)
	}
	switch {
	case t.set&(value.MapType|value.EntityType) == 0:
		return only(value.IntegerType | value.StringType | value.FloatType)
	case t.set&^value.EntityType == 0: // what can be stored
		return only(value.AnyType &^ (value.EntityType | value.PathType | value.MapType))
	}
	return anything
}

func (c *checker) index(x *ast.Index, s *scope) typ {
	t := c.expr(x.Subject, s)
	i := c.expr(x.Index, s)
	if t.set&(value.ListType|value.MapType|value.EntityType) == 0 && c.err == nil {
		c.err = status.Compile(status.TypeError, x.Subject.Position(), "InvalidArgumentType", "Type mismatch: expected List<T>, Map, Node or Relationship but was %s", t.set)
	}
	if t.set == value.ListType && i.set&value.IntegerType == 0 && c.err == nil {
		c.err = status.Compile(status.TypeError, x.Index.Position(), "InvalidArgumentType", "Type mismatch: expected Integer but was %s", i.set)
	}
	return t.element()
}

func (c *checker) unary(x *ast.Unary, s *scope) typ {
	t := c.expr(x.X, s)
	if x.Op == "NOT" {
		c.expect(x.X, t, value.BooleanType)
		return only(value.BooleanType)
	}
	c.expect(x.X, t, value.NumberType|value.DurationType)
	return typ{set: t.set & (value.NumberType | value.DurationType)}
}

func (c *checker) binary(x *ast.Binary, s *scope) typ {
	l, r := c.expr(x.L, s), c.expr(x.R, s)
	switch x.Op {
	case "AND", "OR", "XOR":
		c.expect(x.L, l, value.BooleanType)
		c.expect(x.R, r, value.BooleanType)
		return only(value.BooleanType)
	case "IN":
		c.expect(x.R, r, value.ListType)
		return only(value.BooleanType)
	case "STARTS WITH", "ENDS WITH", "CONTAINS", "=~":
		return only(value.BooleanType)
	case "+":
		c.addable(x, l, r)
		return sum(l, r)
	case "||":
		c.expect(x.L, l, value.StringType|value.ListType)
		c.expect(x.R, r, value.StringType|value.ListType)
		return l.or(r)
	}
	number := value.NumberType | value.DurationType
	left := number
	if x.Op == "-" {
		left |= value.TemporalType
	}
	c.expect(x.L, l, left)
	c.expect(x.R, r, number)
	return arithmetic(x.Op, l, r)
}

// arithmetic is the type of a result of -, *, /, % and ^.
func arithmetic(op string, l, r typ) typ {
	switch {
	case op == "^":
		return only(value.FloatType)
	case l.set == value.IntegerType && r.set == value.IntegerType:
		return only(value.IntegerType)
	case l.set&^value.NumberType == 0 && r.set&^value.NumberType == 0:
		return only(value.NumberType)
	}
	return only(value.NumberType | value.DurationType | value.TemporalType)
}

// addable refuses a boolean next to anything but a list.
func (c *checker) addable(x *ast.Binary, l, r typ) {
	if l.set == value.BooleanType {
		c.expect(x.R, r, value.ListType)
	}
	if r.set == value.BooleanType {
		c.expect(x.L, l, value.ListType)
	}
}

// join is what is known of the elements of a list that holds both: numbers
// are numbers, other mixtures anything.
func (t typ) join(u typ) typ {
	both := t.or(u)
	if t.set == u.set || both.set&^value.NumberType == 0 {
		return both
	}
	return anything
}

// sum is the type of l + r.
func sum(l, r typ) typ {
	switch {
	case l.set == value.ListType && r.set == value.ListType && l.elem != nil && r.elem != nil:
		return listOf(l.elem.join(*r.elem))
	case l.set == value.ListType && l.elem != nil && r.set&value.ListType == 0:
		return listOf(l.elem.join(r))
	case l.set == value.ListType || r.set == value.ListType:
		return only(value.ListType)
	case l.set == value.IntegerType && r.set == value.IntegerType:
		return only(value.IntegerType)
	case l.set&^value.NumberType == 0 && r.set&^value.NumberType == 0:
		return only(value.NumberType)
	}
	return anything
}

func (c *checker) caseExpr(x *ast.Case, s *scope) typ {
	c.expr(x.Test, s)
	out := typ{}
	for _, w := range x.Whens {
		t := c.expr(w.Cond, s)
		if x.Test == nil {
			c.expect(w.Cond, t, value.BooleanType)
		}
		out = out.or(c.expr(w.Then, s))
	}
	if x.Else != nil {
		out = out.or(c.expr(x.Else, s))
	}
	return typ{set: out.set}
}

// aggregate checks that an aggregating function may stand here.
func (c *checker) aggregate(offset int, name string) {
	switch c.aggregates {
	case noAggregates:
		c.fail(offset, "InvalidAggregation", "Invalid use of aggregating function %s(...) in this context", name)
	case insideAggregate:
		c.fail(offset, "NestedAggregation", "Can't use aggregate functions inside of aggregate functions.")
	}
}

// within checks f with another rule for aggregates.
func (c *checker) within(rule aggregateRule, f func()) {
	old := c.aggregates
	c.aggregates = rule
	f()
	c.aggregates = old
}

func (c *checker) call(x *ast.Call, s *scope) typ {
	if agg, ok := functions.Builtin.Aggregate(x.Name); ok {
		return c.aggregateCall(x, agg, s)
	}
	f, ok := functions.Builtin.Function(x.Name)
	if !ok {
		c.fail(x.Offset, "UnknownFunction", "Unknown function '%s'", x.Name)
		return anything
	}
	if len(x.Args) < f.Min || f.Max >= 0 && len(x.Args) > f.Max {
		c.fail(x.Offset, "InvalidNumberOfArguments", "Wrong number of parameters for function '%s': got %d, expected %s", f.Name, len(x.Args), f.Signature)
		return anything
	}
	if x.Distinct {
		c.fail(x.Offset, "UnexpectedSyntax", "Invalid use of DISTINCT with function '%s'", f.Name)
	}
	result := only(f.Result)
	for i, a := range x.Args {
		if p, isPattern := a.(*ast.PatternPredicate); isPattern {
			c.fail(p.Offset, "UnexpectedSyntax", "A pattern expression should only be used in order to test the existence of a pattern. It should therefore only be used in contexts that evaluate to a boolean, e.g. inside the function exists() or in a WHERE-clause. No other uses are allowed, instead they should be replaced by a pattern comprehension.")
		}
		t := c.expr(a, s)
		c.expect(a, t, f.ArgType(i))
		if i == 0 {
			result = knownResult(f.Name, t, result)
		}
	}
	return result
}

// knownResult refines the results whose element types follow from the
// argument.
func knownResult(name string, arg, result typ) typ {
	switch name {
	case "head", "last":
		return arg.element()
	case "tail", "reverse":
		return arg
	case "nodes":
		return listOf(only(value.NodeType))
	case "relationships":
		return relationshipList
	case "keys", "labels", "split":
		return listOf(only(value.StringType))
	case "range":
		return listOf(only(value.IntegerType))
	}
	return result
}

func (c *checker) aggregateCall(x *ast.Call, agg *functions.Aggregate, s *scope) typ {
	c.aggregate(x.Offset, x.Name)
	want := 1
	if agg.Name == "percentileCont" || agg.Name == "percentileDisc" {
		want = 2
	}
	if len(x.Args) != want {
		c.fail(x.Offset, "InvalidNumberOfArguments", "Wrong number of parameters for function '%s': got %d, expected %d", agg.Name, len(x.Args), want)
		return anything
	}
	result := only(agg.Result)
	c.within(insideAggregate, func() {
		for i, a := range x.Args {
			t := c.expr(a, s)
			c.expect(a, t, agg.Args[min(i, len(agg.Args)-1)])
			c.deterministic(a)
			switch {
			case agg.Name == "collect":
				result = listOf(t)
			case (agg.Name == "min" || agg.Name == "max") && i == 0:
				result = t
			}
		}
	})
	return result
}

// deterministic refuses rand() inside an aggregate.
func (c *checker) deterministic(e ast.Expr) {
	ast.Walk(e, func(x ast.Expr) bool {
		if call, ok := x.(*ast.Call); ok && (call.Name == "rand" || call.Name == "randomUUID") {
			c.fail(call.Offset, "NonConstantExpression", "Can't use non-deterministic (random) functions inside of aggregate functions.")
		}
		return true
	})
}

// binding checks the expressions that bind names.
func (c *checker) binding(e ast.Expr, s *scope) typ {
	switch x := e.(type) {
	case *ast.ListComprehension:
		t := c.list(x.List, s)
		inner := s.child()
		inner.declare(x.Var, t.element())
		result := t.element()
		c.within(c.inner(), func() {
			c.predicate(x.Where, inner)
			if x.Result != nil {
				result = c.expr(x.Result, inner)
			}
		})
		return listOf(result)
	case *ast.Quantifier:
		t := c.list(x.List, s)
		inner := s.child()
		inner.declare(x.Var, t.element())
		c.within(c.inner(), func() { c.predicate(x.Where, inner) })
		return only(value.BooleanType)
	case *ast.Reduce:
		c.expr(x.Init, s)
		t := c.list(x.List, s)
		inner := s.child()
		inner.declare(x.Acc, anything)
		inner.declare(x.Var, t.element())
		c.within(c.inner(), func() { c.expr(x.Result, inner) })
		return anything
	case *ast.MapProjection:
		c.expect(x.Subject, c.expr(x.Subject, s), value.MapType|value.EntityType)
		for _, it := range x.Items {
			c.expr(it.Value, s)
		}
		return only(value.MapType)
	case *ast.PatternComprehension:
		inner := c.innerPattern(x.Pattern, s)
		if x.Pattern.Path != "" {
			inner.declare(x.Pattern.Path, only(value.PathType))
		}
		var result typ
		c.within(c.inner(), func() {
			c.predicate(x.Where, inner)
			result = c.expr(x.Result, inner)
		})
		return listOf(result)
	case *ast.PatternPredicate:
		c.patternPredicate(x, s)
		return only(value.BooleanType)
	case *ast.Subquery:
		return c.subquery(x, s)
	}
	return anything
}

// inner is the rule for aggregates inside a construct that is evaluated once
// per element: none may stand there.
func (c *checker) inner() aggregateRule {
	if c.aggregates == insideAggregate {
		return insideAggregate
	}
	return noAggregates
}

func (c *checker) innerPattern(p *ast.Pattern, s *scope) *scope {
	inner := s.child()
	rels := map[string]bool{}
	for i, n := range p.Nodes {
		c.declareNode(n, inner)
		if i < len(p.Rels) {
			c.declareRel(p.Rels[i], inner, rels)
		}
	}
	c.patternExprs(p, inner, false)
	return inner
}

// patternPredicate checks a pattern used as a condition: it may not bind.
func (c *checker) patternPredicate(x *ast.PatternPredicate, s *scope) {
	if x.Pattern.Shortest != ast.AllPaths {
		c.fail(x.Offset, "UnexpectedSyntax", "shortestPath is supported in MATCH only")
	}
	for _, name := range x.Pattern.Variables() {
		if !s.has(name) {
			c.fail(x.Offset, "UndefinedVariable", "PatternExpressions are not allowed to introduce new variables: '%s'.", name)
		}
	}
	c.innerPattern(x.Pattern, s)
}

func (c *checker) subquery(x *ast.Subquery, s *scope) typ {
	var columns []string
	c.within(noAggregates, func() { columns, _ = c.query(x.Query, s, true) })
	switch x.Kind {
	case "count":
		return only(value.IntegerType)
	case "collect":
		if len(columns) != 1 {
			c.fail(x.Offset, "UnexpectedSyntax", "A Collect Expression must end with a single return column.")
		}
		return only(value.ListType)
	}
	return only(value.BooleanType)
}
