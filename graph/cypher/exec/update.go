package exec

import (
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// update compiles the operators that write, and SHOW.
func (c *compiler) update(op plan.Operator) (source, error) {
	switch op := op.(type) {
	case *plan.Create:
		elements, err := c.elements(op.Elements)
		if err != nil {
			return nil, err
		}
		return c.barrier(op.Input, func(rt *runtime, r row) error { return rt.create(elements, r) })
	case *plan.Merge:
		return c.merge(op)
	case *plan.Set:
		set, err := c.setItems(op.Items, op.Scope)
		if err != nil {
			return nil, err
		}
		return c.barrier(op.Input, set)
	case *plan.Remove:
		remove, err := c.removeItems(op.Items, op.Scope)
		if err != nil {
			return nil, err
		}
		return c.barrier(op.Input, remove)
	case *plan.Delete:
		return c.delete(op)
	case *plan.Foreach:
		return c.foreach(op)
	case *plan.ShowRows:
		return c.showRows(op)
	}
	return nil, status.Run(status.Internal, "", "no way to run operator %s", op.Name())
}

// barrier drains its input, applies an update to every row and passes the
// rows on.
func (c *compiler) barrier(input plan.Operator, apply func(*runtime, row) error) (source, error) {
	in, err := c.source(input)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		return lazily(func() (iterator, error) {
			rows, err := drain(rt, in(rt, arg))
			if err != nil {
				return nil, err
			}
			for _, r := range rows {
				if err := rt.tick(); err != nil {
					return nil, err
				}
				if err := apply(rt, r); err != nil {
					return nil, err
				}
			}
			return replay(rt, rows), nil
		})
	}, nil
}

// element is a compiled plan.CreateElement.
type element struct {
	plan.CreateElement
	props expression
}

func (c *compiler) elements(list []plan.CreateElement) ([]element, error) {
	out := make([]element, len(list))
	for i, e := range list {
		out[i].CreateElement = e
		if e.Props != nil {
			props, err := c.scoped(*e.Props)
			if err != nil {
				return nil, err
			}
			out[i].props = props
		}
	}
	return out, nil
}

// create makes the elements of a pattern.
func (rt *runtime) create(elements []element, r row) error {
	for _, e := range elements {
		if e.Path != nil {
			p, err := rt.path(e.Path, r)
			if err != nil {
				return err
			}
			r[e.Path.Slot] = p
			continue
		}
		props, err := rt.newProperties(e.props, r)
		if err != nil {
			return err
		}
		if e.Node {
			err = rt.createNode(e, props, r)
		} else {
			err = rt.createRelationship(e, props, r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// newProperties evaluates a property map; nulls are left out.
func (rt *runtime) newProperties(e expression, r row) (map[string]value.Value, error) {
	if e == nil {
		return nil, nil
	}
	v, err := e(rt, r)
	if err != nil || v == nil {
		return nil, err
	}
	m, err := rt.asMap(v)
	if err != nil {
		return nil, err
	}
	out := make(map[string]value.Value, len(m))
	for k, x := range m {
		if x == nil {
			continue
		}
		if out[k], err = storable(x); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func storable(v value.Value) (value.Value, error) {
	s, err := value.Storable(v)
	if err != nil {
		return nil, status.Run(status.TypeError, "InvalidPropertyType", "Property values can only be of primitive types or arrays thereof: %v", err)
	}
	return s, nil
}

func (rt *runtime) createNode(e element, props map[string]value.Value, r row) error {
	n, err := rt.tx.CreateNode(e.Labels, props)
	if err != nil {
		return err
	}
	rt.counters.NodesCreated++
	rt.counters.LabelsAdded += len(n.Labels())
	rt.counters.PropertiesSet += len(props)
	r[e.Slot] = value.NodeID(n.ID())
	return nil
}

func (rt *runtime) createRelationship(e element, props map[string]value.Value, r row) error {
	var ends [2]int64
	for i, slot := range []int{e.From, e.To} {
		id, ok := r[slot].(value.NodeID)
		if !ok {
			return status.Run(status.ExecutionFailed, "MissingNode", "Failed to create a relationship of type `%s`: one of its nodes is missing (%s)", e.Type, value.Format(r[slot]))
		}
		if _, err := rt.node(id); err != nil {
			return err
		}
		ends[i] = int64(id)
	}
	rel, err := rt.tx.CreateRelationship(e.Type, ends[0], ends[1], props)
	if err != nil {
		return err
	}
	rt.counters.RelationshipsCreated++
	rt.counters.PropertiesSet += len(props)
	r[e.Slot] = value.RelationshipID(rel.ID())
	return nil
}

func (c *compiler) merge(op *plan.Merge) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	inner, err := c.source(op.Inner)
	if err != nil {
		return nil, err
	}
	elements, err := c.elements(op.Elements)
	if err != nil {
		return nil, err
	}
	onCreate, err := c.setItems(op.OnCreate, op.Scope)
	if err != nil {
		return nil, err
	}
	onMatch, err := c.setItems(op.OnMatch, op.Scope)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		return lazily(func() (iterator, error) {
			rows, err := drain(rt, in(rt, arg))
			if err != nil {
				return nil, err
			}
			var out []row
			for _, r := range rows {
				found, err := rt.mergeRow(r, inner, elements, onCreate, onMatch)
				if err != nil {
					return nil, err
				}
				out = append(out, found...)
			}
			return replay(rt, out), nil
		})
	}, nil
}

// mergeRow finds the matches for one row or makes one.
func (rt *runtime) mergeRow(r row, inner source, elements []element, onCreate, onMatch func(*runtime, row) error) ([]row, error) {
	if err := rt.refuseNulls(elements, r); err != nil {
		return nil, err
	}
	found, err := drain(rt, inner(rt, rt.clone(r)))
	if err != nil {
		return nil, err
	}
	for _, m := range found {
		if err := onMatch(rt, m); err != nil {
			return nil, err
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	if err := rt.create(elements, r); err != nil {
		return nil, err
	}
	return []row{r}, onCreate(rt, r)
}

// refuseNulls refuses to merge on a null property, which could never match
// what it made, or from a null node.
func (rt *runtime) refuseNulls(elements []element, r row) error {
	for _, e := range elements {
		if e.Path != nil {
			continue
		}
		if e.props == nil {
			continue
		}
		v, err := e.props(rt, r)
		if err != nil {
			return err
		}
		m, _ := v.(map[string]value.Value)
		for k, x := range m {
			if x == nil {
				return status.Run(status.SemanticError, "MergeReadOwnWrites", "Cannot merge the following node or relationship because of null property value for '%s'", k)
			}
		}
	}
	return nil
}

func (c *compiler) foreach(op *plan.Foreach) (source, error) {
	list, err := c.scoped(op.List)
	if err != nil {
		return nil, err
	}
	inner, err := c.source(op.Inner)
	if err != nil {
		return nil, err
	}
	return c.barrier(op.Input, func(rt *runtime, r row) error {
		v, err := list(rt, r)
		if err != nil {
			return err
		}
		items, _, err := elements(v)
		if err != nil {
			return err
		}
		for _, it := range items {
			r[op.Slot] = it
			if _, err := drain(rt, inner(rt, r)); err != nil {
				return err
			}
		}
		return nil
	})
}
