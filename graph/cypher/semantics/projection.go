package semantics

import (
	"clew/graph/cypher/ast"
	"clew/graph/cypher/functions"
	"clew/graph/cypher/value"
)

// projection checks WITH or RETURN and returns the scope after it.
func (c *checker) projection(x *ast.Projection, s *scope) *scope {
	next := newScope()
	if x.Star {
		if len(s.order) == 0 && x.Return {
			c.fail(x.Offset, "NoVariablesInScope", "RETURN * is not allowed when there are no variables in scope")
		}
		for _, n := range s.order {
			next.declare(n, s.types[n])
		}
	}
	aggregating := false
	names := map[string]bool{}
	for _, it := range x.Items {
		c.refusePattern(it.Expr)
		c.aggregates = allowAggregates
		t := c.expr(it.Expr, s)
		c.aggregates = noAggregates
		if _, plain := it.Expr.(*ast.Variable); !x.Return && !it.Aliased && !plain {
			c.fail(it.Offset, "NoExpressionAlias", "Expression in WITH must be aliased (use AS)")
		}
		if names[it.Name] {
			c.fail(it.Offset, "ColumnNameConflict", "Multiple result columns with the same name are not supported")
		}
		names[it.Name] = true
		next.declare(it.Name, t)
		aggregating = aggregating || containsAggregate(it.Expr)
	}
	if aggregating {
		c.ambiguity(x)
	}
	c.sortAndCut(x, s, next, aggregating)
	return next
}

// sortAndCut checks ORDER BY, SKIP, LIMIT and WHERE. They see the columns
// and, unless rows were grouped or made distinct, what came before.
func (c *checker) sortAndCut(x *ast.Projection, before, after *scope, aggregating bool) {
	visible := after
	if !aggregating && !x.Distinct {
		visible = before.child()
		for _, n := range after.order {
			visible.declare(n, after.types[n])
		}
	}
	for _, k := range x.OrderBy {
		c.sortKey(x, k.Expr, before, visible, aggregating)
	}
	c.cut(x.Skip, "SKIP")
	c.cut(x.Limit, "LIMIT")
	switch {
	case x.Where == nil:
	case aggregating || x.Distinct:
		c.groupedExpr(x, x.Where, before, visible, false)
	default:
		c.predicate(x.Where, visible)
	}
}

func (c *checker) sortKey(x *ast.Projection, e ast.Expr, before, visible *scope, aggregating bool) {
	if !aggregating && !x.Distinct {
		if containsAggregate(e) {
			c.fail(e.Position(), "InvalidAggregation", "Cannot use aggregation in ORDER BY if there are no aggregate expressions in the preceding %s", clauseWord(x))
			return
		}
		c.expr(e, visible)
		return
	}
	// Parts that stand among the columns mean those columns.
	c.groupedExpr(x, e, before, visible, aggregating)
}

func clauseWord(x *ast.Projection) string {
	if x.Return {
		return "RETURN"
	}
	return "WITH"
}

// groupedExpr checks a sort key after grouping or DISTINCT: whatever is a
// column as a whole is known; an aggregate may stand if its arguments could
// stand in the projection; the rest may use the columns' names.
func (c *checker) groupedExpr(x *ast.Projection, e ast.Expr, before, visible *scope, aggregating bool) {
	for _, it := range x.Items {
		if ast.Same(it.Expr, e) {
			return
		}
	}
	if isAggregate(e) {
		if !aggregating {
			c.fail(e.Position(), "InvalidAggregation", "Cannot use aggregation in ORDER BY if there are no aggregate expressions in the preceding %s", clauseWord(x))
			return
		}
		for _, name := range sortedFree(e) {
			if !visible.has(name) {
				c.undefined(e.Position(), name)
			} else if !before.has(name) {
				c.undefined(e.Position(), name)
			}
		}
		c.aggregates = allowAggregates
		c.expr(e, before)
		c.aggregates = noAggregates
		return
	}
	if containsAggregate(e) && !simpleLeaf(e) {
		c.ambiguousKey(x, e)
	}
	children := ast.Children(e)
	if len(children) == 0 || bindsNames(e) {
		c.expr(e, visible)
		return
	}
	for _, child := range children {
		c.groupedExpr(x, child, before, visible, aggregating)
	}
}

func bindsNames(e ast.Expr) bool {
	switch e.(type) {
	case *ast.ListComprehension, *ast.PatternComprehension, *ast.Quantifier, *ast.Reduce, *ast.Subquery, *ast.PatternPredicate, *ast.MapProjection:
		return true
	}
	return false
}

// ambiguousKey refuses a sort key that mixes aggregates with expressions that
// are no simple columns.
func (c *checker) ambiguousKey(x *ast.Projection, e ast.Expr) {
	c.mixed(e, c.simpleKeys(x))
}

// ambiguity refuses columns that mix aggregates with expressions which are
// not grouping keys themselves.
func (c *checker) ambiguity(x *ast.Projection) {
	keys := c.simpleKeys(x)
	for _, it := range x.Items {
		if containsAggregate(it.Expr) {
			c.mixed(it.Expr, keys)
		}
	}
}

// simpleKeys are the grouping keys that can be recognised inside another
// expression: variables and property look-ups on them.
func (c *checker) simpleKeys(x *ast.Projection) map[string]bool {
	keys := map[string]bool{}
	for _, it := range x.Items {
		if simpleLeaf(it.Expr) {
			keys[ast.String(it.Expr)] = true
		}
		if it.Aliased && !containsAggregate(it.Expr) {
			keys[ast.Name(it.Name)] = true
		}
	}
	if x.Star {
		keys["*"] = true
	}
	return keys
}

func simpleLeaf(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Variable:
		return true
	case *ast.Property:
		return simpleLeaf(e.Subject)
	}
	return false
}

func (c *checker) mixed(e ast.Expr, keys map[string]bool) {
	switch {
	case isAggregate(e), keys["*"] && simpleLeaf(e), keys[ast.String(e)]:
		return
	}
	switch x := e.(type) {
	case *ast.Variable:
		c.fail(x.Offset, "AmbiguousAggregationExpression", "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): %s", x.Name)
		return
	case *ast.Property:
		if v, ok := x.Subject.(*ast.Variable); ok && !keys[ast.String(v)] {
			c.fail(x.Offset, "AmbiguousAggregationExpression", "Aggregation column contains implicit grouping expressions. Illegal expression(s): %s", ast.String(x))
			return
		}
	}
	bound := map[string]bool{}
	switch x := e.(type) {
	case *ast.ListComprehension:
		bound[x.Var] = true
	case *ast.Quantifier:
		bound[x.Var] = true
	case *ast.Reduce:
		bound[x.Var], bound[x.Acc] = true, true
	}
	if len(bound) > 0 {
		wider := map[string]bool{}
		for k := range keys {
			wider[k] = true
		}
		for k := range bound {
			wider[ast.Name(k)] = true
		}
		keys = wider
	}
	for _, child := range ast.Children(e) {
		c.mixed(child, keys)
	}
}

// cut checks SKIP or LIMIT, which may not depend on a row.
func (c *checker) cut(e ast.Expr, clause string) {
	if e == nil {
		return
	}
	if len(ast.FreeVariables(e)) > 0 {
		c.fail(e.Position(), "NonConstantExpression", "It is not allowed to refer to variables in %s, so that the value for %s can be statically calculated.", clause, clause)
		return
	}
	t := c.expr(e, newScope())
	lit, ok := e.(*ast.Literal)
	if !ok {
		c.expect(e, t, value.IntegerType)
		return
	}
	n, isInt := lit.Value.(int64)
	switch {
	case !isInt:
		c.fail(e.Position(), "InvalidArgumentType", "Invalid input. '%s' is not a valid value. Must be a non-negative integer.", value.Format(lit.Value))
	case n < 0:
		c.fail(e.Position(), "NegativeIntegerArgument", "Invalid input. '%d' is not a valid value. Must be a non-negative integer.", n)
	}
}

func isAggregate(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.CountStar:
		return true
	case *ast.Call:
		return functions.Builtin.IsAggregate(e.Name)
	}
	return false
}

func containsAggregate(e ast.Expr) bool {
	found := false
	ast.Walk(e, func(x ast.Expr) bool {
		found = found || isAggregate(x)
		return !found
	})
	return found
}

// refusePattern refuses a bare pattern as a column: it is a condition, not a
// value.
func (c *checker) refusePattern(e ast.Expr) {
	if p, ok := e.(*ast.PatternPredicate); ok && !p.Exists {
		c.fail(p.Offset, "UnexpectedSyntax", "A pattern expression should only be used in order to test the existence of a pattern. It should therefore only be used in contexts that evaluate to a boolean, e.g. inside the function exists() or in a WHERE-clause. No other uses are allowed, instead they should be replaced by a pattern comprehension.")
	}
}
