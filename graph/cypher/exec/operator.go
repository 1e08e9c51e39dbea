package exec

import (
	"clew/graph/cypher/plan"
	"clew/graph/cypher/value"
)

// iterator yields rows; a nil row is the end.
type iterator interface{ next() (row, error) }

// source opens an iterator for the row a plan is started with.
type source func(rt *runtime, arg row) iterator

// step is an iterator made of a function.
type step func() (row, error)

func (s step) next() (row, error) { return s() }

// source compiles an operator and everything below it.
func (c *compiler) source(op plan.Operator) (source, error) {
	src, err := c.operator(op)
	if err != nil || c.profile == nil {
		return src, err
	}
	node := &PlanNode{}
	c.profile[op] = node
	return func(rt *runtime, arg row) iterator {
		it := src(rt, arg)
		return step(func() (row, error) {
			before := rt.records
			r, err := it.next()
			node.Records += rt.records - before
			if r != nil {
				node.Rows++
			}
			return r, err
		})
	}, nil
}

func (c *compiler) operator(op plan.Operator) (source, error) {
	switch op := op.(type) {
	case *plan.Argument:
		return argument, nil
	case *plan.AllNodesScan:
		return c.scan(op.Input, op.Slot, func(rt *runtime, _ row) (nodes, error) { return rt.view().AllNodes(), nil })
	case *plan.NodeByLabelScan:
		return c.scan(op.Input, op.Slot, func(rt *runtime, _ row) (nodes, error) { return rt.view().NodesByLabel(op.Label), nil })
	case *plan.NodeIndexSeek:
		return c.indexSeek(op)
	case *plan.NodeByIDSeek:
		return c.idSeek(op)
	case *plan.Expand:
		return c.expand(op)
	case *plan.VarExpand:
		return c.varExpand(op)
	case *plan.ProjectEndpoints:
		return c.projectEndpoints(op)
	case *plan.ShortestPath:
		return c.shortestPath(op)
	case *plan.ProjectPath:
		return c.projectPath(op)
	case *plan.Filter:
		return c.filter(op)
	case *plan.Optional:
		return c.optional(op)
	case *plan.Unwind:
		return c.unwind(op)
	case *plan.Projection:
		return c.projection(op)
	case *plan.Distinct:
		return c.distinct(op)
	case *plan.Aggregation:
		return c.aggregation(op)
	case *plan.Sort:
		return c.sort(op)
	case *plan.Skip:
		return c.skip(op)
	case *plan.Limit:
		return c.limit(op)
	case *plan.Union:
		return c.union(op)
	case *plan.Apply:
		return c.apply(op)
	case *plan.ProcedureCall:
		return c.procedureCall(op)
	}
	return c.update(op)
}

func argument(_ *runtime, arg row) iterator {
	done := false
	return step(func() (row, error) {
		if done {
			return nil, nil
		}
		done = true
		return arg, nil
	})
}

func (c *compiler) filter(op *plan.Filter) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	pred, err := c.scoped(op.Pred)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		return step(func() (row, error) {
			for {
				r, err := it.next()
				if err != nil || r == nil {
					return nil, err
				}
				keep, err := holds(pred, rt, r)
				if err != nil {
					return nil, err
				}
				if keep {
					return r, nil
				}
			}
		})
	}, nil
}

func (c *compiler) assignments(list []plan.Assignment) ([]expression, error) {
	out := make([]expression, len(list))
	for i, a := range list {
		e, err := c.scoped(a.Scoped)
		if err != nil {
			return nil, err
		}
		out[i] = e
	}
	return out, nil
}

func (c *compiler) projection(op *plan.Projection) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	items, err := c.assignments(op.Items)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		return step(func() (row, error) {
			r, err := it.next()
			if err != nil || r == nil {
				return nil, err
			}
			for i, e := range items {
				v, err := e(rt, r)
				if err != nil {
					return nil, err
				}
				r[op.Items[i].Slot] = v
			}
			return r, nil
		})
	}, nil
}

func keyOf(buf []byte, r row, slots []int) []byte {
	for _, s := range slots {
		buf = value.AppendKey(buf, r[s])
	}
	return buf
}

func (c *compiler) distinct(op *plan.Distinct) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		seen := map[string]struct{}{}
		var buf []byte
		return step(func() (row, error) {
			for {
				r, err := it.next()
				if err != nil || r == nil {
					return nil, err
				}
				buf = keyOf(buf[:0], r, op.Slots)
				if _, dup := seen[string(buf)]; dup {
					continue
				}
				if err := rt.hold(1); err != nil {
					return nil, err
				}
				seen[string(buf)] = struct{}{}
				return r, nil
			}
		})
	}, nil
}

// drain reads all rows of an iterator and keeps copies.
func drain(rt *runtime, it iterator) ([]row, error) {
	var rows []row
	for {
		r, err := it.next()
		if err != nil || r == nil {
			return rows, err
		}
		if err := rt.hold(1); err != nil {
			return nil, err
		}
		rows = append(rows, rt.clone(r))
	}
}

// replay yields rows that were kept.
func replay(rt *runtime, rows []row) iterator {
	return step(func() (row, error) {
		if err := rt.tick(); err != nil {
			return nil, err
		}
		if len(rows) == 0 {
			return nil, nil
		}
		r := rows[0]
		rows[0] = nil
		rows = rows[1:]
		return r, nil
	})
}

// lazily opens the iterator when the first row is asked for.
func lazily(open func() (iterator, error)) iterator {
	var it iterator
	return step(func() (row, error) {
		if it == nil {
			opened, err := open()
			if err != nil {
				return nil, err
			}
			it = opened
		}
		return it.next()
	})
}
