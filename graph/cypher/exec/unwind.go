package exec

import (
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/functions"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/value"
)

// sequence yields the elements that UNWIND goes through.
type sequence interface {
	next() (v value.Value, ok bool)
}

// listSequence goes through a list.
type listSequence struct{ rest []value.Value }

func (l *listSequence) next() (value.Value, bool) {
	if len(l.rest) == 0 {
		return nil, false
	}
	v := l.rest[0]
	l.rest = l.rest[1:]
	return v, true
}

// rangeSequence goes through the numbers of range() without listing them.
type rangeSequence struct{ r *functions.Range }

func (s rangeSequence) next() (value.Value, bool) {
	n, ok := s.r.Next()
	return n, ok
}

// sequence compiles the list of UNWIND. Null is no element, a value that is
// no list one element.
func (c *compiler) sequence(s plan.Scoped) (func(*runtime, row) (sequence, error), error) {
	if call, ok := s.Expr.(*ast.Call); ok && strings.EqualFold(call.Name, "range") {
		args, err := c.exprs(call.Args, s.Scope)
		return func(rt *runtime, r row) (sequence, error) { return rangeOf(args, rt, r) }, err
	}
	list, err := c.scoped(s)
	return func(rt *runtime, r row) (sequence, error) {
		v, err := list(rt, r)
		if err != nil {
			return nil, err
		}
		switch x := v.(type) {
		case nil:
			return &listSequence{}, nil
		case []value.Value:
			return &listSequence{x}, nil
		}
		return &listSequence{[]value.Value{v}}, nil
	}, err
}

func rangeOf(args []expression, rt *runtime, r row) (sequence, error) {
	values := make([]value.Value, len(args))
	for i, a := range args {
		v, err := a(rt, r)
		if err != nil {
			return nil, err
		}
		if v == nil {
			return &listSequence{}, nil
		}
		values[i] = v
	}
	numbers, err := functions.NewRange(values)
	return rangeSequence{numbers}, err
}

func (c *compiler) unwind(op *plan.Unwind) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	open, err := c.sequence(op.List)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		var items sequence
		var current row
		return step(func() (row, error) {
			for {
				if err := rt.tick(); err != nil {
					return nil, err
				}
				if items != nil {
					if v, ok := items.next(); ok {
						current[op.Slot] = v
						return current, nil
					}
				}
				r, err := it.next()
				if err != nil || r == nil {
					return nil, err
				}
				if items, err = open(rt, r); err != nil {
					return nil, err
				}
				current = r
			}
		})
	}, nil
}
