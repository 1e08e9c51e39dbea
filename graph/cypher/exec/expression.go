package exec

import (
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/functions"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// expression is a compiled expression.
type expression func(rt *runtime, r row) (value.Value, error)

// compiler compiles plans and expressions. Its planner plans the patterns and
// subqueries inside expressions and hands out slots.
type compiler struct {
	planner *plan.Planner
	profile map[plan.Operator]*PlanNode // counters to fill in, or nil
}

// scoped compiles an expression of a plan.
func (c *compiler) scoped(s plan.Scoped) (expression, error) { return c.expr(s.Expr, s.Scope) }

func (c *compiler) all(list []plan.Scoped) ([]expression, error) {
	out := make([]expression, len(list))
	for i, s := range list {
		e, err := c.scoped(s)
		if err != nil {
			return nil, err
		}
		out[i] = e
	}
	return out, nil
}

func (c *compiler) exprs(list []ast.Expr, scope *plan.Scope) ([]expression, error) {
	out := make([]expression, len(list))
	for i, e := range list {
		compiled, err := c.expr(e, scope)
		if err != nil {
			return nil, err
		}
		out[i] = compiled
	}
	return out, nil
}

func slotReader(slot int) expression {
	return func(_ *runtime, r row) (value.Value, error) { return r[slot], nil }
}

func constant(v value.Value) expression {
	return func(*runtime, row) (value.Value, error) { return v, nil }
}

// expr compiles e as read in scope.
func (c *compiler) expr(e ast.Expr, scope *plan.Scope) (expression, error) {
	if slot, ok := scope.Computed(e); ok {
		return slotReader(slot), nil
	}
	switch e := e.(type) {
	case *ast.Literal:
		return constant(e.Value), nil
	case *ast.Parameter:
		return func(rt *runtime, _ row) (value.Value, error) { return rt.env.Params[e.Name], nil }, nil
	case *ast.Variable:
		slot, ok := scope.Slot(e.Name)
		if !ok {
			return nil, status.Syntax(e.Offset, "UndefinedVariable", "Variable `%s` not defined", e.Name)
		}
		return slotReader(slot), nil
	case *ast.Property:
		return c.unary(e.Subject, scope, func(rt *runtime, v value.Value) (value.Value, error) { return rt.property(v, e.Key) })
	case *ast.Index:
		return c.binary(e.Subject, e.Index, scope, (*runtime).index)
	case *ast.Slice:
		return c.slice(e, scope)
	case *ast.Unary:
		return c.unaryOperator(e, scope)
	case *ast.Binary:
		return c.binaryOperator(e, scope)
	case *ast.Comparison:
		return c.comparison(e, scope)
	case *ast.IsNull:
		return c.unary(e.X, scope, func(_ *runtime, v value.Value) (value.Value, error) { return (v == nil) != e.Not, nil })
	case *ast.HasLabels:
		return c.unary(e.X, scope, func(rt *runtime, v value.Value) (value.Value, error) { return rt.hasLabels(v, e.Labels) })
	case *ast.IsTyped:
		return c.unary(e.X, scope, func(_ *runtime, v value.Value) (value.Value, error) { return isType(v, e.Type) != e.Not, nil })
	case *ast.Call:
		return c.call(e, scope)
	case *ast.List:
		return c.list(e, scope)
	case *ast.Map:
		return c.mapLiteral(e, scope)
	case *ast.Case:
		return c.caseExpr(e, scope)
	}
	return c.binding(e, scope)
}

func (c *compiler) unary(x ast.Expr, scope *plan.Scope, f func(*runtime, value.Value) (value.Value, error)) (expression, error) {
	inner, err := c.expr(x, scope)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) (value.Value, error) {
		v, err := inner(rt, r)
		if err != nil {
			return nil, err
		}
		return f(rt, v)
	}, nil
}

func (c *compiler) binary(x, y ast.Expr, scope *plan.Scope, f func(rt *runtime, a, b value.Value) (value.Value, error)) (expression, error) {
	left, err := c.expr(x, scope)
	if err != nil {
		return nil, err
	}
	right, err := c.expr(y, scope)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) (value.Value, error) {
		a, err := left(rt, r)
		if err != nil {
			return nil, err
		}
		b, err := right(rt, r)
		if err != nil {
			return nil, err
		}
		return f(rt, a, b)
	}, nil
}

// property is v.key.
func (rt *runtime) property(v value.Value, key string) (value.Value, error) {
	switch x := v.(type) {
	case nil:
		return nil, nil
	case value.NodeID:
		n, err := rt.node(x)
		if err != nil {
			return nil, err
		}
		return n.Property(key), nil
	case value.RelationshipID:
		r, err := rt.relationship(x)
		if err != nil {
			return nil, err
		}
		return r.Property(key), nil
	case map[string]value.Value:
		return x[key], nil
	}
	if v, ok, err := functions.Component(v, key); ok {
		return v, err
	}
	return nil, status.Run(status.TypeError, "InvalidArgumentType", "Type mismatch: expected a map, node or relationship to take `%s` from, but was %s", key, value.TypeName(v))
}

// index is v[i].
func (rt *runtime) index(v, i value.Value) (value.Value, error) {
	if v == nil || i == nil {
		return nil, nil
	}
	switch x := v.(type) {
	case []value.Value:
		n, ok := i.(int64)
		if !ok {
			return nil, status.Run(status.TypeError, "InvalidArgumentType", "Cannot index a list with %s, only with an INTEGER", value.TypeName(i))
		}
		if n < 0 {
			n += int64(len(x))
		}
		if n < 0 || n >= int64(len(x)) {
			return nil, nil
		}
		return x[n], nil
	case map[string]value.Value, value.NodeID, value.RelationshipID:
		key, ok := i.(string)
		if !ok {
			return nil, status.Run(status.TypeError, "MapElementAccessByNonString", "Cannot access a map '%s' by key '%s': must be a STRING", value.Format(v), value.Format(i))
		}
		return rt.property(v, key)
	}
	return nil, status.Run(status.TypeError, "InvalidArgumentType", "`%s` is not a collection or a map. Element access is only possible by performing a collection lookup by an integer index, or by performing a map lookup by a string key", value.Format(v))
}

func (c *compiler) slice(e *ast.Slice, scope *plan.Scope) (expression, error) {
	parts := []ast.Expr{e.Subject, e.From, e.To}
	var compiled [3]expression
	for i, p := range parts {
		if p == nil {
			continue
		}
		x, err := c.expr(p, scope)
		if err != nil {
			return nil, err
		}
		compiled[i] = x
	}
	return func(rt *runtime, r row) (value.Value, error) {
		v, err := compiled[0](rt, r)
		if err != nil || v == nil {
			return nil, err
		}
		list, ok := v.([]value.Value)
		if !ok {
			return nil, status.Run(status.TypeError, "InvalidArgumentType", "Cannot take a slice of %s, only of a LIST", value.TypeName(v))
		}
		bounds := [2]int64{0, int64(len(list))}
		for i, b := range compiled[1:] {
			if b == nil {
				continue
			}
			v, err := b(rt, r)
			if err != nil || v == nil {
				return nil, err
			}
			n, ok := v.(int64)
			if !ok {
				return nil, status.Run(status.TypeError, "InvalidArgumentType", "The bounds of a slice must be INTEGER, not %s", value.TypeName(v))
			}
			if n < 0 {
				n += int64(len(list))
			}
			bounds[i] = max(0, min(n, int64(len(list))))
		}
		if bounds[0] >= bounds[1] {
			return []value.Value{}, nil
		}
		return list[bounds[0]:bounds[1]:bounds[1]], nil
	}, nil
}

func (c *compiler) unaryOperator(e *ast.Unary, scope *plan.Scope) (expression, error) {
	return c.unary(e.X, scope, func(_ *runtime, v value.Value) (value.Value, error) {
		switch e.Op {
		case "-":
			return functions.Negate(v)
		case "+":
			return functions.Plus(v)
		}
		t, err := truth(v)
		return t.Not().Value(), err
	})
}

func (c *compiler) binaryOperator(e *ast.Binary, scope *plan.Scope) (expression, error) {
	switch e.Op {
	case "AND", "OR":
		return c.junction(e, scope)
	case "=~":
		return c.regex(e, scope)
	case "/":
		if quotient, ok := foldDivision(e); ok {
			return constant(quotient), nil
		}
	}
	f := binaryOperators[e.Op]
	return c.binary(e.L, e.R, scope, func(_ *runtime, a, b value.Value) (value.Value, error) { return f(a, b) })
}

// foldDivision divides a literal float by a literal: Neo4j does so before the
// query runs, and then 1.0/0 is infinite, while a division at run time by the
// integer 0 is an error.
func foldDivision(e *ast.Binary) (value.Value, bool) {
	l, ok1 := e.L.(*ast.Literal)
	r, ok2 := e.R.(*ast.Literal)
	if !ok1 || !ok2 {
		return nil, false
	}
	x, ok1 := l.Value.(float64)
	y, ok2 := r.Value.(int64)
	return x / float64(y), ok1 && ok2
}

var binaryOperators = map[string]func(a, b value.Value) (value.Value, error){
	"+": functions.Add, "-": functions.Subtract, "*": functions.Multiply, "/": functions.Divide,
	"%": functions.Modulo, "^": functions.Power, "||": functions.Concat, "IN": in, "XOR": xor,
	"STARTS WITH": textTest(strings.HasPrefix), "ENDS WITH": textTest(strings.HasSuffix), "CONTAINS": textTest(strings.Contains),
}

func (c *compiler) list(e *ast.List, scope *plan.Scope) (expression, error) {
	items, err := c.exprs(e.Items, scope)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) (value.Value, error) {
		out := make([]value.Value, len(items))
		for i, it := range items {
			v, err := it(rt, r)
			if err != nil {
				return nil, err
			}
			out[i] = v
		}
		return out, nil
	}, nil
}

func (c *compiler) mapLiteral(e *ast.Map, scope *plan.Scope) (expression, error) {
	items, err := c.exprs(e.Values, scope)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) (value.Value, error) {
		out := make(map[string]value.Value, len(items))
		for i, it := range items {
			v, err := it(rt, r)
			if err != nil {
				return nil, err
			}
			out[e.Keys[i]] = v
		}
		return out, nil
	}, nil
}

func (c *compiler) caseExpr(e *ast.Case, scope *plan.Scope) (expression, error) {
	otherwise := constant(nil)
	test := constant(true)
	var err error
	if e.Test != nil {
		if test, err = c.expr(e.Test, scope); err != nil {
			return nil, err
		}
	}
	if e.Else != nil {
		if otherwise, err = c.expr(e.Else, scope); err != nil {
			return nil, err
		}
	}
	conds, thens := make([]expression, len(e.Whens)), make([]expression, len(e.Whens))
	for i, w := range e.Whens {
		if conds[i], err = c.expr(w.Cond, scope); err != nil {
			return nil, err
		}
		if thens[i], err = c.expr(w.Then, scope); err != nil {
			return nil, err
		}
	}
	searched := e.Test == nil
	return func(rt *runtime, r row) (value.Value, error) {
		subject, err := test(rt, r)
		if err != nil {
			return nil, err
		}
		for i := range conds {
			v, err := conds[i](rt, r)
			if err != nil {
				return nil, err
			}
			hit := value.Unknown
			if searched {
				if hit, err = truth(v); err != nil {
					return nil, err
				}
			} else {
				hit = value.Equal(subject, v)
			}
			if hit == value.True {
				return thens[i](rt, r)
			}
		}
		return otherwise(rt, r)
	}, nil
}

func (c *compiler) call(e *ast.Call, scope *plan.Scope) (expression, error) {
	f, ok := functions.Builtin.Function(e.Name)
	if !ok {
		return nil, status.Syntax(e.Offset, "UnknownFunction", "Unknown function '%s'", e.Name)
	}
	args, err := c.exprs(e.Args, scope)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) (value.Value, error) {
		values := make([]value.Value, len(args))
		for i, a := range args {
			v, err := a(rt, r)
			if err != nil {
				return nil, err
			}
			if v == nil && !f.TakesNull {
				return nil, nil
			}
			values[i] = v
		}
		return f.Call(&rt.calls, values)
	}, nil
}
