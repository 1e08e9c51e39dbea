package exec

import (
	"clew/graph/cypher/ast"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

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
