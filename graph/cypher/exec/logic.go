package exec

import (
	"regexp"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// truth reads a boolean or null.
func truth(v value.Value) (value.Truth, error) {
	switch x := v.(type) {
	case nil:
		return value.Unknown, nil
	case bool:
		return value.TruthOf(x), nil
	case []value.Value: // where no type could be known beforehand, an empty one is false
		return value.TruthOf(len(x) > 0), nil
	case map[string]value.Value:
		return value.TruthOf(len(x) > 0), nil
	}
	return value.Unknown, status.Run(status.TypeError, "InvalidArgumentType", "Expected a BOOLEAN but got: %s", value.Format(v))
}

// textTest is null unless both sides are text.
func textTest(test func(s, part string) bool) func(a, b value.Value) (value.Value, error) {
	return func(a, b value.Value) (value.Value, error) {
		s, ok1 := a.(string)
		part, ok2 := b.(string)
		if !ok1 || !ok2 {
			return nil, nil
		}
		return test(s, part), nil
	}
}

func xor(a, b value.Value) (value.Value, error) {
	x, err := truth(a)
	if err != nil {
		return nil, err
	}
	y, err := truth(b)
	if err != nil || x == value.Unknown || y == value.Unknown {
		return nil, err
	}
	return x != y, nil
}

// in is a IN b.
func in(a, b value.Value) (value.Value, error) {
	if b == nil {
		return nil, nil
	}
	list, ok := b.([]value.Value)
	if !ok { // a single value is a list of one
		list = []value.Value{b}
	}
	result := value.False
	for _, e := range list {
		switch value.Equal(a, e) {
		case value.True:
			return true, nil
		case value.Unknown:
			result = value.Unknown
		}
	}
	return result.Value(), nil
}

// junction is AND and OR, which need not look at the right side when the left
// one decides.
func (c *compiler) junction(e *ast.Binary, scope *plan.Scope) (expression, error) {
	left, err := c.expr(e.L, scope)
	if err != nil {
		return nil, err
	}
	right, err := c.expr(e.R, scope)
	if err != nil {
		return nil, err
	}
	decides := value.TruthOf(e.Op == "OR")
	return func(rt *runtime, r row) (value.Value, error) {
		v, err := left(rt, r)
		if err != nil {
			return nil, err
		}
		a, err := truth(v)
		if err != nil || a == decides {
			return a.Value(), err
		}
		if v, err = right(rt, r); err != nil {
			return nil, err
		}
		b, err := truth(v)
		switch {
		case err != nil:
			return nil, err
		case b == decides:
			return b.Value(), nil
		case a == value.Unknown || b == value.Unknown:
			return nil, nil
		}
		return decides.Not().Value(), nil
	}, nil
}

// regex is =~, which must match the whole text.
func (c *compiler) regex(e *ast.Binary, scope *plan.Scope) (expression, error) {
	var last string
	var compiled *regexp.Regexp
	return c.binary(e.L, e.R, scope, func(_ *runtime, a, b value.Value) (value.Value, error) {
		if b == nil {
			return nil, nil
		}
		pattern, ok := b.(string)
		if !ok {
			return nil, nil
		}
		if compiled == nil || pattern != last {
			re, err := regexp.Compile(`\A(?:` + pattern + `)\z`)
			if err != nil {
				return nil, status.Run(status.SyntaxError, "InvalidRegularExpression", "Invalid regular expression '%s': %v", pattern, err)
			}
			last, compiled = pattern, re
		}
		text, ok := a.(string)
		if !ok {
			return nil, nil
		}
		return compiled.MatchString(text), nil
	})
}

func (c *compiler) comparison(e *ast.Comparison, scope *plan.Scope) (expression, error) {
	operands, err := c.exprs(e.Operands, scope)
	if err != nil {
		return nil, err
	}
	ops := e.Ops
	return func(rt *runtime, r row) (value.Value, error) {
		left, err := operands[0](rt, r)
		if err != nil {
			return nil, err
		}
		result := value.True
		for i, op := range ops {
			right, err := operands[i+1](rt, r)
			if err != nil {
				return nil, err
			}
			switch compare(op, left, right) {
			case value.False:
				return false, nil
			case value.Unknown:
				result = value.Unknown
			}
			left = right
		}
		return result.Value(), nil
	}, nil
}

func compare(op string, a, b value.Value) value.Truth {
	switch op {
	case "=":
		return value.Equal(a, b)
	case "<>":
		return value.Equal(a, b).Not()
	}
	sign, defined := value.Compare(a, b)
	if defined != value.True {
		return defined
	}
	switch op {
	case "<":
		return value.TruthOf(sign < 0)
	case "<=":
		return value.TruthOf(sign <= 0)
	case ">":
		return value.TruthOf(sign > 0)
	}
	return value.TruthOf(sign >= 0)
}

func (rt *runtime) hasLabels(v value.Value, labels *ast.LabelExpr) (value.Value, error) {
	switch x := v.(type) {
	case nil:
		return nil, nil
	case value.NodeID:
		n, err := rt.node(x)
		if err != nil {
			return nil, err
		}
		return labels.Holds(n.HasLabel, len(n.Labels()) > 0), nil
	case value.RelationshipID:
		typ, err := rt.Type(x)
		if err != nil {
			return nil, err
		}
		return labels.Holds(func(t string) bool { return t == typ }, true), nil
	}
	return nil, status.Run(status.TypeError, "InvalidArgumentType", "Expected a NODE or RELATIONSHIP, got: %s", value.Format(v))
}

// isType is v IS :: t.
func isType(v value.Value, t ast.TypeRef) bool {
	if len(t.Union) > 0 {
		for _, u := range t.Union {
			if isType(v, u) {
				return true
			}
		}
		return false
	}
	if v == nil {
		return !t.NotNull && t.Name != "NOTHING"
	}
	switch t.Name {
	case "ANY":
		return true
	case "NOTHING", "NULL":
		return false
	case "PROPERTY VALUE":
		_, err := value.Storable(v)
		return err == nil
	case "LIST":
		list, ok := v.([]value.Value)
		if !ok {
			return false
		}
		for _, e := range list {
			if t.Elem != nil && !isType(e, *t.Elem) {
				return false
			}
		}
		return true
	}
	return value.TypeName(v) == t.Name
}
