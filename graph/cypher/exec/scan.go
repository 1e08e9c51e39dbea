package exec

import (
	"clew/graph/cypher/memory"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/value"
)

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
