package exec

import (
	"sort"

	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

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
