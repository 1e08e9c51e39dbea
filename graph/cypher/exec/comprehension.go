package exec

import (
	"clew/graph/cypher/ast"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// binding compiles the expressions that bind names of their own, and those
// that look for patterns.
func (c *compiler) binding(e ast.Expr, scope *plan.Scope) (expression, error) {
	switch e := e.(type) {
	case *ast.ListComprehension:
		return c.listComprehension(e, scope)
	case *ast.Quantifier:
		return c.quantifier(e, scope)
	case *ast.Reduce:
		return c.reduce(e, scope)
	case *ast.MapProjection:
		return c.mapProjection(e, scope)
	case *ast.PatternComprehension:
		return c.patternComprehension(e, scope)
	case *ast.PatternPredicate:
		return c.patternPredicate(e, scope)
	case *ast.Subquery:
		return c.subquery(e, scope)
	case *ast.CountStar:
		return nil, status.Syntax(e.Offset, "InvalidAggregation", "Invalid use of aggregating function count(...) in this context")
	}
	return nil, status.Syntax(e.Position(), "UnexpectedSyntax", "%s is not supported", ast.String(e))
}

// elements reads a list to iterate over; null gives ok false.
func elements(v value.Value) (list []value.Value, ok bool, err error) {
	switch x := v.(type) {
	case nil:
		return nil, false, nil
	case []value.Value:
		return x, true, nil
	}
	return nil, false, status.Run(status.TypeError, "InvalidArgumentType", "Expected a LIST but got: %s", value.Format(v))
}

func (c *compiler) listComprehension(e *ast.ListComprehension, scope *plan.Scope) (expression, error) {
	list, err := c.expr(e.List, scope)
	if err != nil {
		return nil, err
	}
	slot := c.planner.Frame.New()
	inner := scope.Child()
	inner.Declare(e.Var, slot)
	where, result := constant(true), slotReader(slot)
	if e.Where != nil {
		if where, err = c.expr(e.Where, inner); err != nil {
			return nil, err
		}
	}
	if e.Result != nil {
		if result, err = c.expr(e.Result, inner); err != nil {
			return nil, err
		}
	}
	return func(rt *runtime, r row) (value.Value, error) {
		v, err := list(rt, r)
		if err != nil {
			return nil, err
		}
		items, ok, err := elements(v)
		if !ok {
			return nil, err
		}
		out := []value.Value{}
		for _, it := range items {
			if err := rt.tick(); err != nil {
				return nil, err
			}
			r[slot] = it
			keep, err := holds(where, rt, r)
			if err != nil {
				return nil, err
			}
			if !keep {
				continue
			}
			v, err := result(rt, r)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	}, nil
}

// holds evaluates a predicate; null counts as false.
func holds(e expression, rt *runtime, r row) (bool, error) {
	v, err := e(rt, r)
	if err != nil {
		return false, err
	}
	t, err := truth(v)
	return t == value.True, err
}

func (c *compiler) quantifier(e *ast.Quantifier, scope *plan.Scope) (expression, error) {
	list, err := c.expr(e.List, scope)
	if err != nil {
		return nil, err
	}
	slot := c.planner.Frame.New()
	inner := scope.Child()
	inner.Declare(e.Var, slot)
	where, err := c.expr(e.Where, inner)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) (value.Value, error) {
		v, err := list(rt, r)
		if err != nil {
			return nil, err
		}
		items, ok, err := elements(v)
		if !ok {
			return nil, err
		}
		trues, unknowns := 0, 0
		for _, it := range items {
			if err := rt.tick(); err != nil {
				return nil, err
			}
			r[slot] = it
			v, err := where(rt, r)
			if err != nil {
				return nil, err
			}
			t, err := truth(v)
			if err != nil {
				return nil, err
			}
			switch t {
			case value.True:
				trues++
			case value.Unknown:
				unknowns++
			}
		}
		return quantify(e.Kind, len(items), trues, unknowns).Value(), nil
	}, nil
}

// quantify decides a quantifier from how often its predicate was true and
// unknown.
func quantify(kind string, n, trues, unknowns int) value.Truth {
	falses := n - trues - unknowns
	switch kind {
	case "all":
		if falses > 0 {
			return value.False
		}
		return unlessUnknown(value.True, unknowns)
	case "any":
		if trues > 0 {
			return value.True
		}
		return unlessUnknown(value.False, unknowns)
	case "none":
		if trues > 0 {
			return value.False
		}
		return unlessUnknown(value.True, unknowns)
	}
	if trues > 1 { // single
		return value.False
	}
	return unlessUnknown(value.TruthOf(trues == 1), unknowns)
}

func unlessUnknown(t value.Truth, unknowns int) value.Truth {
	if unknowns > 0 {
		return value.Unknown
	}
	return t
}

func (c *compiler) reduce(e *ast.Reduce, scope *plan.Scope) (expression, error) {
	init, err := c.expr(e.Init, scope)
	if err != nil {
		return nil, err
	}
	list, err := c.expr(e.List, scope)
	if err != nil {
		return nil, err
	}
	acc, slot := c.planner.Frame.New(), c.planner.Frame.New()
	inner := scope.Child()
	inner.Declare(e.Acc, acc)
	inner.Declare(e.Var, slot)
	result, err := c.expr(e.Result, inner)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) (value.Value, error) {
		v, err := list(rt, r)
		if err != nil {
			return nil, err
		}
		items, ok, err := elements(v)
		if !ok {
			return nil, err
		}
		total, err := init(rt, r)
		if err != nil {
			return nil, err
		}
		for _, it := range items {
			if err := rt.tick(); err != nil {
				return nil, err
			}
			r[acc], r[slot] = total, it
			if total, err = result(rt, r); err != nil {
				return nil, err
			}
		}
		return total, nil
	}, nil
}

func (c *compiler) mapProjection(e *ast.MapProjection, scope *plan.Scope) (expression, error) {
	subject, err := c.expr(e.Subject, scope)
	if err != nil {
		return nil, err
	}
	values := make([]expression, len(e.Items))
	for i, it := range e.Items {
		if it.Value == nil {
			continue
		}
		if values[i], err = c.expr(it.Value, scope); err != nil {
			return nil, err
		}
	}
	return func(rt *runtime, r row) (value.Value, error) {
		v, err := subject(rt, r)
		if err != nil || v == nil {
			return nil, err
		}
		out := map[string]value.Value{}
		for i, it := range e.Items {
			switch {
			case it.All:
				props, err := rt.asMap(v)
				if err != nil {
					return nil, err
				}
				for k, x := range props {
					out[k] = x
				}
			case it.Value == nil:
				x, err := rt.property(v, it.Key)
				if err != nil {
					return nil, err
				}
				out[it.Key] = x
			default:
				x, err := values[i](rt, r)
				if err != nil {
					return nil, err
				}
				out[it.Key] = x
			}
		}
		return out, nil
	}, nil
}

// asMap reads the properties of an entity, or a map.
func (rt *runtime) asMap(v value.Value) (map[string]value.Value, error) {
	switch x := v.(type) {
	case map[string]value.Value:
		return x, nil
	case value.NodeID, value.RelationshipID:
		return rt.Properties(x)
	}
	return nil, status.Run(status.TypeError, "InvalidArgumentType", "Expected a MAP, NODE or RELATIONSHIP but got: %s", value.Format(v))
}

func (c *compiler) patternComprehension(e *ast.PatternComprehension, scope *plan.Scope) (expression, error) {
	op, inner := c.planner.Pattern(e.Pattern, e.Where, scope)
	src, err := c.source(op)
	if err != nil {
		return nil, err
	}
	result, err := c.expr(e.Result, inner)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) (value.Value, error) {
		out := []value.Value{}
		err := each(src, rt, r, func(found row) (bool, error) {
			v, err := result(rt, found)
			out = append(out, v)
			return true, err
		})
		return out, err
	}, nil
}

// each runs a source for a row until it ends or visit answers false.
func each(src source, rt *runtime, r row, visit func(row) (bool, error)) error {
	it := src(rt, r)
	for {
		found, err := it.next()
		if err != nil || found == nil {
			return err
		}
		more, err := visit(found)
		if err != nil || !more {
			return err
		}
	}
}

// patternPredicate asks whether a pattern has a match.
func (c *compiler) patternPredicate(e *ast.PatternPredicate, scope *plan.Scope) (expression, error) {
	op, _ := c.planner.Pattern(e.Pattern, nil, scope)
	src, err := c.source(op)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) (value.Value, error) {
		found, err := src(rt, r).next()
		return found != nil, err
	}, nil
}

func (c *compiler) subquery(e *ast.Subquery, scope *plan.Scope) (expression, error) {
	op, slots := c.planner.Subquery(e.Query, scope)
	src, err := c.source(op)
	if err != nil {
		return nil, err
	}
	switch e.Kind {
	case "exists":
		return func(rt *runtime, r row) (value.Value, error) {
			found, err := src(rt, r).next()
			return found != nil, err
		}, nil
	case "count":
		return func(rt *runtime, r row) (value.Value, error) {
			n := int64(0)
			err := each(src, rt, r, func(row) (bool, error) { n++; return true, nil })
			return n, err
		}, nil
	}
	return func(rt *runtime, r row) (value.Value, error) {
		out := []value.Value{}
		err := each(src, rt, r, func(found row) (bool, error) {
			out = append(out, found[slots[0]])
			return true, nil
		})
		return out, err
	}, nil
}
