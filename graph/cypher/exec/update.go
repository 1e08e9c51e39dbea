package exec

import (
	"errors"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/memory"
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

// setItems compiles assignments into one function over a row.
func (c *compiler) setItems(items []ast.SetItem, scope *plan.Scope) (func(*runtime, row) error, error) {
	steps := make([]func(*runtime, row) error, len(items))
	for i, it := range items {
		s, err := c.setItem(it, scope)
		if err != nil {
			return nil, err
		}
		steps[i] = s
	}
	return func(rt *runtime, r row) error {
		for _, s := range steps {
			if err := s(rt, r); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

func (c *compiler) setItem(it ast.SetItem, scope *plan.Scope) (func(*runtime, row) error, error) {
	subject, err := c.expr(it.Subject, scope)
	if err != nil {
		return nil, err
	}
	if it.Labels != nil {
		return labelStep(subject, it.Labels, (*runtime).addLabel), nil
	}
	val, err := c.expr(it.Value, scope)
	if err != nil {
		return nil, err
	}
	key, err := c.key(it.Key, it.DynKey, scope)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) error {
		s, err := subject(rt, r)
		if err != nil || s == nil {
			return err
		}
		v, err := val(rt, r)
		if err != nil {
			return err
		}
		if key == nil {
			return rt.setAll(s, v, it.Replace)
		}
		k, err := key(rt, r)
		if err != nil {
			return err
		}
		return rt.setProperty(s, k, v)
	}, nil
}

// key compiles the property a SET or REMOVE names; nil when it names none.
func (c *compiler) key(name string, dyn ast.Expr, scope *plan.Scope) (func(*runtime, row) (string, error), error) {
	if dyn == nil {
		if name == "" {
			return nil, nil
		}
		return func(*runtime, row) (string, error) { return name, nil }, nil
	}
	e, err := c.expr(dyn, scope)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, r row) (string, error) {
		v, err := e(rt, r)
		if err != nil {
			return "", err
		}
		k, ok := v.(string)
		if !ok {
			return "", status.Run(status.TypeError, "InvalidArgumentType", "The name of a property must be a STRING, not %s", value.TypeName(v))
		}
		return k, nil
	}, nil
}

func labelStep(subject expression, labels []string, apply func(*runtime, value.NodeID, string) error) func(*runtime, row) error {
	return func(rt *runtime, r row) error {
		s, err := subject(rt, r)
		if err != nil || s == nil {
			return err
		}
		id, ok := s.(value.NodeID)
		if !ok {
			return status.Run(status.TypeError, "InvalidArgumentType", "Expected a NODE but got: %s", value.Format(s))
		}
		if _, err := rt.node(id); err != nil {
			return err
		}
		for _, l := range labels {
			if err := apply(rt, id, l); err != nil {
				return err
			}
		}
		return nil
	}
}

func (rt *runtime) addLabel(id value.NodeID, label string) error {
	changed, err := rt.tx.AddLabel(int64(id), label)
	if changed {
		rt.counters.LabelsAdded++
	}
	return err
}

func (rt *runtime) removeLabel(id value.NodeID, label string) error {
	changed, err := rt.tx.RemoveLabel(int64(id), label)
	if changed {
		rt.counters.LabelsRemoved++
	}
	return err
}

// setProperty assigns one property; null removes it.
func (rt *runtime) setProperty(entity value.Value, key string, v value.Value) error {
	v, err := storable(v)
	if err != nil {
		return err
	}
	changed := false
	switch id := entity.(type) {
	case value.NodeID:
		if _, err := rt.node(id); err != nil {
			return err
		}
		changed, err = rt.tx.SetNodeProperty(int64(id), key, v)
	case value.RelationshipID:
		if _, err := rt.relationship(id); err != nil {
			return err
		}
		changed, err = rt.tx.SetRelationshipProperty(int64(id), key, v)
	default:
		return status.Run(status.TypeError, "InvalidArgumentType", "Expected a NODE or RELATIONSHIP to set a property of, but got: %s", value.Format(entity))
	}
	if changed || v != nil && err == nil {
		rt.counters.PropertiesSet++
	}
	return err
}

// setAll is SET n = map (replace) and SET n += map.
func (rt *runtime) setAll(entity, v value.Value, replace bool) error {
	if v == nil {
		if !replace {
			return nil
		}
		v = map[string]value.Value{}
	}
	m, err := rt.asMap(v)
	if err != nil {
		return err
	}
	if replace {
		keys, err := rt.Keys(entity)
		if err != nil {
			return err
		}
		for _, k := range keys {
			if _, kept := m[k]; !kept {
				if err := rt.setProperty(entity, k, nil); err != nil {
					return err
				}
			}
		}
	}
	for _, k := range value.SortedKeys(m) {
		if err := rt.setProperty(entity, k, m[k]); err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) removeItems(items []ast.RemoveItem, scope *plan.Scope) (func(*runtime, row) error, error) {
	steps := make([]func(*runtime, row) error, len(items))
	for i, it := range items {
		subject, err := c.expr(it.Subject, scope)
		if err != nil {
			return nil, err
		}
		if it.Labels != nil {
			steps[i] = labelStep(subject, it.Labels, (*runtime).removeLabel)
			continue
		}
		key, err := c.key(it.Key, it.DynKey, scope)
		if err != nil {
			return nil, err
		}
		steps[i] = func(rt *runtime, r row) error {
			s, err := subject(rt, r)
			if err != nil || s == nil {
				return err
			}
			k, err := key(rt, r)
			if err != nil {
				return err
			}
			return rt.setProperty(s, k, nil)
		}
	}
	return func(rt *runtime, r row) error {
		for _, s := range steps {
			if err := s(rt, r); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

// doomed collects what a DELETE deletes, in order of naming.
type doomed struct {
	nodes    []value.NodeID
	rels     []value.RelationshipID
	seenNode map[value.NodeID]bool
	seenRel  map[value.RelationshipID]bool
}

func (d *doomed) add(v value.Value) error {
	switch x := v.(type) {
	case nil:
	case value.NodeID:
		if !d.seenNode[x] {
			d.seenNode[x] = true
			d.nodes = append(d.nodes, x)
		}
	case value.RelationshipID:
		if !d.seenRel[x] {
			d.seenRel[x] = true
			d.rels = append(d.rels, x)
		}
	case value.PathIDs:
		for _, r := range x.Relationships {
			if err := d.add(r); err != nil {
				return err
			}
		}
		for _, n := range x.Nodes {
			if err := d.add(n); err != nil {
				return err
			}
		}
	default:
		return status.Run(status.TypeError, "InvalidArgumentType", "Expected a NODE, RELATIONSHIP or PATH to delete, but got: %s", value.Format(v))
	}
	return nil
}

func (c *compiler) delete(op *plan.Delete) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	exprs, err := c.all(op.Exprs)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		return lazily(func() (iterator, error) {
			rows, err := drain(rt, in(rt, arg))
			if err != nil {
				return nil, err
			}
			d := doomed{seenNode: map[value.NodeID]bool{}, seenRel: map[value.RelationshipID]bool{}}
			for _, r := range rows {
				for _, e := range exprs {
					v, err := e(rt, r)
					if err != nil {
						return nil, err
					}
					if err := d.add(v); err != nil {
						return nil, err
					}
				}
			}
			return replay(rt, rows), rt.delete(d, op.Detach)
		})
	}, nil
}

// delete removes relationships before nodes. A node that still has
// relationships may lose them later in the statement, so whether that is an
// error is decided at its end.
func (rt *runtime) delete(d doomed, detach bool) error {
	for _, id := range d.rels {
		if err := rt.deleteRelationship(id); err != nil {
			return err
		}
	}
	for _, id := range d.nodes {
		if err := rt.tick(); err != nil {
			return err
		}
		n := rt.view().Node(int64(id))
		if n == nil || rt.deleted.nodes[id] {
			continue
		}
		if detach {
			if err := rt.detach(n); err != nil {
				return err
			}
		}
		rt.deleted.nodes[id] = true
		rt.counters.NodesDeleted++
		err := rt.tx.DeleteNode(int64(id))
		if errors.Is(err, memory.ErrStillConnected) {
			rt.pending = append(rt.pending, id)
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (rt *runtime) detach(n *memory.Node) error {
	var rels []value.RelationshipID
	cursor := rt.view().Expand(n, memory.Both, nil)
	for r := cursor.Next(); r != nil; r = cursor.Next() {
		rels = append(rels, value.RelationshipID(r.ID()))
	}
	for _, id := range rels {
		if err := rt.deleteRelationship(id); err != nil {
			return err
		}
	}
	return nil
}

func (rt *runtime) deleteRelationship(id value.RelationshipID) error {
	r := rt.view().Relationship(int64(id))
	if r == nil {
		return nil
	}
	if err := rt.tx.DeleteRelationship(int64(id)); err != nil {
		return err
	}
	rt.deleted.rels[id] = r
	rt.counters.RelationshipsDeleted++
	return nil
}

// finish deletes the nodes that were still connected when DELETE named them.
func (rt *runtime) finish() error {
	for _, id := range rt.pending {
		if err := rt.tx.DeleteNode(int64(id)); err != nil {
			return err
		}
	}
	rt.pending = nil
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
