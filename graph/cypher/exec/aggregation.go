package exec

import (
	"clew/graph/cypher/ast"
	"clew/graph/cypher/functions"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// aggregate is one compiled aggregating call.
type aggregate struct {
	slot     int
	distinct bool
	star     bool
	args     []expression
	make     func() functions.Accumulator
}

// group is one group with the state of its aggregates.
type group struct {
	row   row
	state []functions.Accumulator
	seen  []map[string]bool // per DISTINCT aggregate
}

func (c *compiler) aggregates(list []plan.Assignment) ([]aggregate, error) {
	out := make([]aggregate, len(list))
	for i, a := range list {
		out[i].slot = a.Slot
		switch e := a.Expr.(type) {
		case *ast.CountStar:
			f, _ := functions.Builtin.Aggregate("count")
			out[i].star, out[i].make = true, f.New
		case *ast.Call:
			f, ok := functions.Builtin.Aggregate(e.Name)
			if !ok {
				return nil, status.Syntax(e.Offset, "UnknownFunction", "Unknown function '%s'", e.Name)
			}
			args, err := c.exprs(e.Args, a.Scope)
			if err != nil {
				return nil, err
			}
			out[i].args, out[i].distinct, out[i].make = args, e.Distinct, f.New
		}
	}
	return out, nil
}

func (c *compiler) aggregation(op *plan.Aggregation) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	keys, err := c.assignments(op.Keys)
	if err != nil {
		return nil, err
	}
	aggs, err := c.aggregates(op.Aggregates)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		return lazily(func() (iterator, error) {
			groups, err := collectGroups(rt, arg, in(rt, arg), op, keys, aggs)
			if err != nil {
				return nil, err
			}
			rows := make([]row, len(groups))
			for i, g := range groups {
				for j, a := range aggs {
					if g.row[a.slot], err = g.state[j].Result(); err != nil {
						return nil, err
					}
				}
				rows[i] = g.row
			}
			return replay(rt, rows), nil
		})
	}, nil
}

// collectGroups folds all rows, keeping groups in order of first appearance.
// Without keys there is one group even of no rows.
func collectGroups(rt *runtime, arg row, it iterator, op *plan.Aggregation, keys []expression, aggs []aggregate) ([]*group, error) {
	var groups []*group
	byKey := map[string]*group{}
	newGroup := func() *group {
		g := &group{row: rt.clone(arg), state: make([]functions.Accumulator, len(aggs)), seen: make([]map[string]bool, len(aggs))}
		for i, a := range aggs {
			g.state[i] = a.make()
			if a.distinct {
				g.seen[i] = map[string]bool{}
			}
		}
		groups = append(groups, g)
		return g
	}
	if len(keys) == 0 {
		byKey[""] = newGroup()
	}
	var buf []byte
	values := make([]value.Value, len(keys))
	for {
		r, err := it.next()
		if err != nil {
			return nil, err
		}
		if r == nil {
			return groups, nil
		}
		buf = buf[:0]
		for i, k := range keys {
			if values[i], err = k(rt, r); err != nil {
				return nil, err
			}
			buf = value.AppendKey(buf, values[i])
		}
		g := byKey[string(buf)]
		if g == nil {
			if err := rt.hold(1); err != nil {
				return nil, err
			}
			g = newGroup()
			byKey[string(buf)] = g
			for i, v := range values {
				g.row[op.Keys[i].Slot] = v
			}
		}
		if err := g.add(rt, r, aggs); err != nil {
			return nil, err
		}
	}
}

func (g *group) add(rt *runtime, r row, aggs []aggregate) error {
	for i, a := range aggs {
		if a.star {
			if err := g.state[i].Add(nil); err != nil {
				return err
			}
			continue
		}
		args := make([]value.Value, len(a.args))
		for j, e := range a.args {
			v, err := e(rt, r)
			if err != nil {
				return err
			}
			args[j] = v
		}
		if args[0] == nil {
			continue
		}
		if a.distinct {
			key := value.Key(args[0])
			if g.seen[i][key] {
				continue
			}
			g.seen[i][key] = true
		}
		if err := g.state[i].Add(args); err != nil {
			return err
		}
	}
	return nil
}
