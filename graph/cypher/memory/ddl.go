package memory

import (
	"slices"

	"clew/graph/cypher/status"
)

// CreateIndex adds an index and fills it. An empty name is made up. LOOKUP
// indexes cannot be made.
func (t *Tx) CreateIndex(index Index) error {
	if err := t.open(); err != nil {
		return err
	}
	if index.Kind != IndexRange && index.Kind != IndexText && index.Kind != IndexFulltext {
		return status.Run(status.NotSupported, "", "%s indexes are not supported", index.Kind)
	}
	if err := checkShape(index.EntityType, index.Tokens(), index.Keys, index.Kind == IndexFulltext); err != nil {
		return err
	}
	if other, ok := t.view.EquivalentIndex(index); ok {
		if other.Constraint != "" {
			return status.Run(status.ConstraintExists, "", "There is a uniqueness constraint on %s, so an index is already created that matches this.",
				schemaText(index.EntityType, index.Tokens(), index.Keys))
		}
		return status.Run(status.EquivalentSchema, "", "An equivalent index already exists, '%s'.", other)
	}
	if index.Name == "" {
		index.Name = schemaName("index", index.Kind, index.EntityType, index.Tokens(), index.Keys)
	}
	if err := t.view.nameTaken(index.Name); err != nil {
		return err
	}
	index.Constraint = ""
	return t.addIndex(index, false)
}

// addIndex appends the index and fills its tree; unique refuses values that
// occur twice.
func (t *Tx) addIndex(index Index, unique bool) error {
	s := t.view.schema
	index.ID = s.nextID
	entries := tree{}
	if index.seekable() {
		if err := t.fill(&entries, index, unique); err != nil {
			return err
		}
	}
	t.view.schema = newSchema(s.nextID+1, append(slices.Clone(s.indexes), index), s.constraints)
	t.view.trees = append(slices.Clone(t.view.trees), entries)
	t.schemaChanged = true
	return nil
}

func (t *Tx) fill(entries *tree, index Index, unique bool) error {
	add := func(p packed, id int64) error {
		key, ok := t.view.names.indexKey(index.Keys, p)
		if !ok {
			return nil
		}
		if unique {
			if other, taken := entries.seek(key).next(); taken {
				return uniqueViolation(index, t.view.names, p, entryID(other))
			}
		}
		entries.insert(t.owner, entry(key, id))
		return nil
	}
	if index.EntityType == EntityNode {
		c := t.view.NodesByLabel(index.Labels[0])
		for n := c.Next(); n != nil; n = c.Next() {
			if err := add(n.props, n.id); err != nil {
				return err
			}
		}
		return nil
	}
	c := t.view.RelationshipsByType(index.Types[0])
	for r := c.Next(); r != nil; r = c.Next() {
		if err := add(r.props, r.id); err != nil {
			return err
		}
	}
	return nil
}

// DropIndex removes an index that no constraint needs.
func (t *Tx) DropIndex(name string) error {
	if err := t.open(); err != nil {
		return err
	}
	index, ok := t.view.Index(name)
	switch {
	case !ok:
		return status.Run(status.IndexDropFailed, "", "Unable to drop index called `%s`. There is no such index.", name)
	case index.Kind == IndexLookup:
		return status.Run(status.IndexDropFailed, "", "Unable to drop index called `%s`: the look-up indexes are always there.", name)
	case index.Constraint != "":
		return status.Run(status.IndexDropFailed, "", "Unable to drop index: Index belongs to constraint: `%s`", index.Constraint)
	}
	t.removeIndex(name)
	return nil
}

func (t *Tx) removeIndex(name string) {
	s := t.view.schema
	slot := slices.IndexFunc(s.indexes, func(i Index) bool { return i.Name == name })
	t.view.schema = newSchema(s.nextID, slices.Delete(slices.Clone(s.indexes), slot, slot+1), s.constraints)
	t.view.trees = slices.Delete(slices.Clone(t.view.trees), slot, slot+1)
	t.schemaChanged = true
}

// CreateConstraint adds a uniqueness constraint and the index that serves it.
// An empty name is made up. Data that violates it is refused.
func (t *Tx) CreateConstraint(c Constraint) error {
	if err := t.open(); err != nil {
		return err
	}
	if c.Kind != ConstraintUnique && c.Kind != ConstraintRelationshipUnique {
		return status.Run(status.NotSupported, "", "%s constraints are not supported", c.Kind)
	}
	c.EntityType = EntityNode
	if c.Kind == ConstraintRelationshipUnique {
		c.EntityType = EntityRelationship
	}
	if err := checkShape(c.EntityType, c.Tokens(), c.Keys, false); err != nil {
		return err
	}
	if other, ok := t.view.EquivalentConstraint(c); ok {
		owned, _ := t.view.Index(other.Index)
		return status.Run(status.EquivalentSchema, "", "An equivalent constraint already exists, '%s'.", other.text(owned.ID))
	}
	if c.Name == "" {
		c.Name = schemaName("constraint", c.Kind, c.EntityType, c.Tokens(), c.Keys)
	}
	index := Index{Name: c.Name, Kind: IndexRange, EntityType: c.EntityType, Labels: c.Labels, Types: c.Types, Keys: c.Keys, Constraint: c.Name}
	if other, ok := t.view.EquivalentIndex(index); ok {
		return status.Run("Neo.ClientError.Schema.IndexAlreadyExists", "",
			"There already exists an index %s. A constraint cannot be created until the index has been dropped.",
			schemaText(index.EntityType, index.Tokens(), index.Keys)+" ("+other.Name+")")
	}
	if err := t.view.nameTaken(c.Name); err != nil {
		return err
	}
	if err := t.addIndex(index, true); err != nil {
		e := status.Run(status.ConstraintCreation, "", "Unable to create Constraint( name='%s', type='%s', schema=%s ):\n%s",
			c.Name, c.Kind, schemaText(c.EntityType, c.Tokens(), c.Keys), err)
		e.Cause = err
		return e
	}
	s := t.view.schema
	c.ID, c.Index = s.nextID, c.Name
	t.view.schema = newSchema(s.nextID+1, s.indexes, append(slices.Clone(s.constraints), c))
	return nil
}

// DropConstraint removes a constraint and its index.
func (t *Tx) DropConstraint(name string) error {
	if err := t.open(); err != nil {
		return err
	}
	c, ok := t.view.Constraint(name)
	if !ok {
		return status.Run(status.ConstraintDrop, "", "Unable to drop constraint `%s`: No such constraint %s.", name, name)
	}
	t.removeIndex(c.Index)
	s := t.view.schema
	kept := slices.DeleteFunc(slices.Clone(s.constraints), func(c Constraint) bool { return c.Name == name })
	t.view.schema = newSchema(s.nextID, s.indexes, kept)
	return nil
}
