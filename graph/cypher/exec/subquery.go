package exec

import (
	"clew/graph/cypher/plan"
)

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
