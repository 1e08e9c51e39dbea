package exec

import (
	"sort"
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/functions"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// iterator yields rows; a nil row is the end.
type iterator interface{ next() (row, error) }

// source opens an iterator for the row a plan is started with.
type source func(rt *runtime, arg row) iterator

// step is an iterator made of a function.
type step func() (row, error)

func (s step) next() (row, error) { return s() }

// failed is an iterator that yields an error.
func failed(err error) iterator { return step(func() (row, error) { return nil, err }) }

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

// nodes is a cursor over nodes.
type nodes interface{ Next() *memory.Node }

// nodeList is a cursor over a list.
type nodeList struct{ list []*memory.Node }

// Next returns the next node, nil at the end.
func (l *nodeList) Next() *memory.Node {
	if len(l.list) == 0 {
		return nil
	}
	n := l.list[0]
	l.list = l.list[1:]
	return n
}

// scan binds a slot to every node of a cursor, for every input row.
func (c *compiler) scan(input plan.Operator, slot int, open func(*runtime, row) (nodes, error)) (source, error) {
	in, err := c.source(input)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		var current row
		var cursor nodes
		return step(func() (row, error) {
			for {
				if err := rt.tick(); err != nil {
					return nil, err
				}
				if current == nil {
					r, err := it.next()
					if err != nil || r == nil {
						return nil, err
					}
					if cursor, err = open(rt, r); err != nil {
						return nil, err
					}
					current = r
				}
				if n := cursor.Next(); n != nil {
					rt.records++
					current[slot] = value.NodeID(n.ID())
					return current, nil
				}
				current = nil
			}
		})
	}, nil
}

// wanted evaluates the value of a seek: one value, or the distinct elements
// of a list.
func wanted(e expression, in bool, rt *runtime, r row) ([]value.Value, error) {
	v, err := e(rt, r)
	if err != nil || v == nil {
		return nil, err
	}
	if !in {
		return []value.Value{v}, nil
	}
	list, _, err := elements(v)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var out []value.Value
	for _, e := range list {
		if key := value.Key(e); e != nil && !seen[key] {
			seen[key] = true
			out = append(out, e)
		}
	}
	return out, nil
}

func (c *compiler) indexSeek(op *plan.NodeIndexSeek) (source, error) {
	e, err := c.scoped(op.Value)
	if err != nil {
		return nil, err
	}
	return c.scan(op.Input, op.Slot, func(rt *runtime, r row) (nodes, error) {
		values, err := wanted(e, op.In, rt, r)
		if err != nil {
			return nil, err
		}
		found := &nodeList{}
		for _, v := range values {
			cursor, ok := rt.view().SeekIndex(op.Label, op.Key, v)
			if !ok { // the index was dropped since planning
				return rt.view().NodesByLabel(op.Label), nil
			}
			if len(values) == 1 {
				return cursor, nil
			}
			for n := cursor.Next(); n != nil; n = cursor.Next() {
				found.list = append(found.list, n)
			}
		}
		return found, nil
	})
}

func (c *compiler) idSeek(op *plan.NodeByIDSeek) (source, error) {
	e, err := c.scoped(op.Value)
	if err != nil {
		return nil, err
	}
	return c.scan(op.Input, op.Slot, func(rt *runtime, r row) (nodes, error) {
		values, err := wanted(e, op.In, rt, r)
		if err != nil {
			return nil, err
		}
		found := &nodeList{}
		for _, v := range values {
			var n *memory.Node
			switch id := v.(type) {
			case string:
				if op.Element {
					n = rt.view().NodeByElementID(id)
				}
			case int64:
				if !op.Element && id >= 0 {
					n = rt.view().Node(id)
				}
			case float64:
				if whole := int64(id); !op.Element && float64(whole) == id && whole >= 0 {
					n = rt.view().Node(whole)
				}
			}
			if n != nil {
				found.list = append(found.list, n)
			}
		}
		return found, nil
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

func (c *compiler) optional(op *plan.Optional) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	inner, err := c.source(op.Inner)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		var found iterator
		var current row
		any := false
		return step(func() (row, error) {
			for {
				if found == nil {
					r, err := it.next()
					if err != nil || r == nil {
						return nil, err
					}
					current, any = r, false
					found = inner(rt, r)
				}
				r, err := found.next()
				if err != nil {
					return nil, err
				}
				if r != nil {
					any = true
					return r, nil
				}
				found = nil
				if !any {
					for _, slot := range op.Nulls {
						current[slot] = nil
					}
					return current, nil
				}
			}
		})
	}, nil
}

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

type sortRow struct {
	row  row
	keys []value.Value
}

func (c *compiler) sort(op *plan.Sort) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	keys := make([]expression, len(op.Keys))
	for i, k := range op.Keys {
		if keys[i], err = c.scoped(k.Scoped); err != nil {
			return nil, err
		}
	}
	bound, err := c.sortBound(op)
	if err != nil {
		return nil, err
	}
	less := func(a, b []value.Value) bool {
		for i, k := range op.Keys {
			if sign := value.Order(a[i], b[i]); sign != 0 {
				return (sign < 0) != k.Descending
			}
		}
		return false
	}
	return func(rt *runtime, arg row) iterator {
		return lazily(func() (iterator, error) {
			limit, err := bound(rt, arg)
			if err != nil {
				return nil, err
			}
			var rows []sortRow
			it := in(rt, arg)
			for {
				r, err := it.next()
				if err != nil {
					return nil, err
				}
				if r == nil {
					break
				}
				values := make([]value.Value, len(keys))
				for i, k := range keys {
					if values[i], err = k(rt, r); err != nil {
						return nil, err
					}
				}
				if err := rt.hold(1); err != nil {
					return nil, err
				}
				rows = append(rows, sortRow{rt.clone(r), values})
				if limit >= 0 && len(rows) >= 2*limit+1024 { // keep the best only
					sort.SliceStable(rows, func(i, j int) bool { return less(rows[i].keys, rows[j].keys) })
					rt.held -= len(rows) - limit
					rows = rows[:limit]
				}
			}
			sort.SliceStable(rows, func(i, j int) bool { return less(rows[i].keys, rows[j].keys) })
			sorted := make([]row, len(rows))
			for i, r := range rows {
				sorted[i] = r.row
			}
			return replay(rt, sorted), nil
		})
	}, nil
}

// sortBound is how many sorted rows are wanted at most, -1 for all.
func (c *compiler) sortBound(op *plan.Sort) (func(*runtime, row) (int, error), error) {
	if op.Limit == nil {
		return func(*runtime, row) (int, error) { return -1, nil }, nil
	}
	limit, err := c.scoped(*op.Limit)
	if err != nil {
		return nil, err
	}
	skip := constant(int64(0))
	if op.Skip != nil {
		if skip, err = c.scoped(*op.Skip); err != nil {
			return nil, err
		}
	}
	return func(rt *runtime, arg row) (int, error) {
		n, err := count(limit, "LIMIT", rt, arg)
		if err != nil {
			return 0, err
		}
		m, err := count(skip, "SKIP", rt, arg)
		if err != nil {
			return 0, err
		}
		if n > 1<<30 || m > 1<<30 {
			return -1, nil
		}
		return int(n + m), nil
	}, nil
}

// count evaluates SKIP or LIMIT.
func count(e expression, clause string, rt *runtime, r row) (int64, error) {
	v, err := e(rt, r)
	if err != nil {
		return 0, err
	}
	n, ok := v.(int64)
	switch {
	case !ok:
		return 0, status.Run(status.SyntaxError, "InvalidArgumentType", "Invalid input. '%s' is not a valid value. Must be a non-negative integer for %s.", value.Format(v), clause)
	case n < 0:
		return 0, status.Run(status.SyntaxError, "NegativeIntegerArgument", "Invalid input. '%d' is not a valid value. Must be a non-negative integer for %s.", n, clause)
	}
	return n, nil
}

func (c *compiler) skip(op *plan.Skip) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	e, err := c.scoped(op.Count)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		return lazily(func() (iterator, error) {
			n, err := count(e, "SKIP", rt, arg)
			if err != nil {
				return nil, err
			}
			it := in(rt, arg)
			for ; n > 0; n-- {
				if r, err := it.next(); err != nil || r == nil {
					return step(func() (row, error) { return nil, err }), nil
				}
			}
			return it, nil
		})
	}, nil
}

func (c *compiler) limit(op *plan.Limit) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	e, err := c.scoped(op.Count)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		return lazily(func() (iterator, error) {
			n, err := count(e, "LIMIT", rt, arg)
			if err != nil {
				return nil, err
			}
			it := in(rt, arg)
			if n == 0 && rt.tx != nil { // what is updated below must happen all the same
				if _, err := it.next(); err != nil {
					return nil, err
				}
			}
			return step(func() (row, error) {
				if n <= 0 {
					return nil, nil
				}
				n--
				return it.next()
			}), nil
		})
	}, nil
}

func (c *compiler) union(op *plan.Union) (source, error) {
	var branches []source
	for _, b := range op.Branches {
		src, err := c.source(b)
		if err != nil {
			return nil, err
		}
		branches = append(branches, src)
	}
	return func(rt *runtime, arg row) iterator {
		i := 0
		var it iterator
		return step(func() (row, error) {
			for i < len(branches) {
				if it == nil {
					it = branches[i](rt, rt.clone(arg))
				}
				r, err := it.next()
				if err != nil {
					return nil, err
				}
				if r == nil {
					i++
					it = nil
					continue
				}
				for k, slot := range op.Slots {
					r[slot] = r[op.Columns[i][k]]
				}
				return r, nil
			}
			return nil, nil
		})
	}, nil
}

func (c *compiler) apply(op *plan.Apply) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	inner, err := c.source(op.Inner)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		return lazily(func() (iterator, error) {
			outer := in(rt, arg)
			if op.Updating {
				rows, err := drain(rt, outer)
				if err != nil {
					return nil, err
				}
				// Run everything now, so that later clauses see all of it.
				done, err := drain(rt, applied(rt, replay(rt, rows), inner, op))
				return replay(rt, done), err
			}
			return applied(rt, outer, inner, op), nil
		})
	}, nil
}

// applied runs inner for every row of outer.
func applied(rt *runtime, outer iterator, inner source, op *plan.Apply) iterator {
	var found iterator
	var current row
	any := false
	return step(func() (row, error) {
		for {
			if found == nil {
				r, err := outer.next()
				if err != nil || r == nil {
					return nil, err
				}
				current, any = r, false
				found = inner(rt, r)
			}
			r, err := found.next()
			if err != nil {
				return nil, err
			}
			if r != nil {
				any = true
				if op.Returns {
					return r, nil
				}
				continue
			}
			found = nil
			switch {
			case !op.Returns:
				return current, nil
			case op.Optional && !any:
				for _, slot := range op.Nulls {
					current[slot] = nil
				}
				return current, nil
			}
		}
	})
}
