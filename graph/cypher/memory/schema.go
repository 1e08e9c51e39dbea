package memory

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Kinds of entity, index and constraint, as SHOW INDEXES and SHOW CONSTRAINTS
// name them.
const (
	EntityNode         = "NODE"
	EntityRelationship = "RELATIONSHIP"

	IndexRange    = "RANGE"
	IndexText     = "TEXT"
	IndexFulltext = "FULLTEXT"
	IndexLookup   = "LOOKUP"

	ConstraintUnique             = "UNIQUENESS"
	ConstraintRelationshipUnique = "RELATIONSHIP_UNIQUENESS"
)

// ErrStillConnected is the cause of the error with which DeleteNode refuses a
// node that has relationships.
var ErrStillConnected = fmt.Errorf("node still has relationships")

// Index describes an index. RANGE and TEXT indexes answer SeekIndex; FULLTEXT
// ones are definitions for whoever keeps a full-text index; the two LOOKUP
// indexes, of all labels and all types, are always there.
type Index struct {
	ID         int64
	Name       string // made up when empty
	Kind       string // IndexRange, IndexText, IndexFulltext, IndexLookup
	EntityType string // EntityNode, EntityRelationship
	Labels     []string
	Types      []string
	Keys       []string
	Constraint string // name of the constraint it serves, usually empty
	Options    map[string]value.Value
}

// Tokens are the labels or types, whichever the entity type asks for.
func (i Index) Tokens() []string {
	if i.EntityType == EntityRelationship {
		return i.Types
	}
	return i.Labels
}

// seekable tells whether the index has a tree.
func (i Index) seekable() bool { return i.Kind == IndexRange || i.Kind == IndexText }

// Provider is the index provider that Neo4j would name.
func (i Index) Provider() string {
	switch i.Kind {
	case IndexRange:
		return "range-1.0"
	case IndexText:
		return "text-2.0"
	case IndexFulltext:
		return "fulltext-1.0"
	}
	return "token-lookup-1.0"
}

// Constraint describes a uniqueness constraint on one label or type.
type Constraint struct {
	ID         int64
	Name       string // made up when empty
	Kind       string // ConstraintUnique, ConstraintRelationshipUnique
	EntityType string
	Labels     []string
	Types      []string
	Keys       []string
	Index      string // name of the index that serves it
}

// Tokens are the label or type, whichever the entity type asks for.
func (c Constraint) Tokens() []string {
	if c.EntityType == EntityRelationship {
		return c.Types
	}
	return c.Labels
}

// schema is immutable.
type schema struct {
	nextID      int64
	indexes     []Index
	constraints []Constraint
	bySingleKey map[indexedKey]int     // a seekable index on exactly this key
	byToken     map[indexedToken][]int // seekable indexes of a label or type
}

type indexedKey struct{ entity, token, key string }

type indexedToken struct{ entity, token string }

// newSchema derives the two maps.
func newSchema(nextID int64, indexes []Index, constraints []Constraint) *schema {
	s := &schema{nextID: nextID, indexes: indexes, constraints: constraints,
		bySingleKey: map[indexedKey]int{}, byToken: map[indexedToken][]int{}}
	for slot, index := range indexes {
		if !index.seekable() {
			continue
		}
		token := index.Tokens()[0]
		if _, ok := s.bySingleKey[indexedKey{index.EntityType, token, index.Keys[0]}]; !ok && len(index.Keys) == 1 {
			s.bySingleKey[indexedKey{index.EntityType, token, index.Keys[0]}] = slot
		}
		key := indexedToken{index.EntityType, token}
		s.byToken[key] = append(s.byToken[key], slot)
	}
	return s
}

// emptySchema holds the two look-up indexes under the names Neo4j gives them.
func emptySchema() *schema {
	return newSchema(3, []Index{
		{ID: 1, Name: "index_343aff4e", Kind: IndexLookup, EntityType: EntityNode},
		{ID: 2, Name: "index_f7700477", Kind: IndexLookup, EntityType: EntityRelationship},
	}, nil)
}

// Indexes are the indexes, in the order of their ids.
func (v *View) Indexes() []Index { return slices.Clone(v.schema.indexes) }

// Constraints are the constraints, in the order of their ids.
func (v *View) Constraints() []Constraint { return slices.Clone(v.schema.constraints) }

// Index returns an index by name.
func (v *View) Index(name string) (Index, bool) {
	i := slices.IndexFunc(v.schema.indexes, func(i Index) bool { return i.Name == name })
	if i < 0 {
		return Index{}, false
	}
	return v.schema.indexes[i], true
}

// Constraint returns a constraint by name.
func (v *View) Constraint(name string) (Constraint, bool) {
	i := slices.IndexFunc(v.schema.constraints, func(c Constraint) bool { return c.Name == name })
	if i < 0 {
		return Constraint{}, false
	}
	return v.schema.constraints[i], true
}

// EquivalentIndex returns an index of the same kind on the same labels or
// types and keys.
func (v *View) EquivalentIndex(index Index) (Index, bool) {
	for _, other := range v.schema.indexes {
		if other.Kind == index.Kind && other.EntityType == index.EntityType &&
			slices.Equal(other.Tokens(), index.Tokens()) && slices.Equal(other.Keys, index.Keys) {
			return other, true
		}
	}
	return Index{}, false
}

// EquivalentConstraint returns a constraint of the same kind on the same
// label or type and keys.
func (v *View) EquivalentConstraint(c Constraint) (Constraint, bool) {
	for _, other := range v.schema.constraints {
		if other.Kind == c.Kind && slices.Equal(other.Tokens(), c.Tokens()) && slices.Equal(other.Keys, c.Keys) {
			return other, true
		}
	}
	return Constraint{}, false
}

// String describes the index as Neo4j's messages do.
func (i Index) String() string {
	return fmt.Sprintf("Index( id=%d, name='%s', type='%s', schema=%s, indexProvider='%s' )",
		i.ID, i.Name, i.Kind, schemaText(i.EntityType, i.Tokens(), i.Keys), i.Provider())
}

func (c Constraint) text(ownedIndex int64) string {
	return fmt.Sprintf("Constraint( id=%d, name='%s', type='%s', schema=%s, ownedIndex=%d )",
		c.ID, c.Name, c.Kind, schemaText(c.EntityType, c.Tokens(), c.Keys), ownedIndex)
}

func schemaText(entity string, tokens, keys []string) string {
	text := fmt.Sprintf(":%s {%s}", strings.Join(tokens, "|"), strings.Join(keys, ", "))
	if entity == EntityRelationship {
		return "()-[" + text + "]-()"
	}
	return "(" + text + ")"
}

// schemaName makes up a name that depends on what is described alone.
func schemaName(prefix, kind, entity string, tokens, keys []string) string {
	h := fnv.New32a()
	fmt.Fprintf(h, "%s %s", kind, schemaText(entity, tokens, keys))
	return fmt.Sprintf("%s_%08x", prefix, h.Sum32())
}

func (v *View) nameTaken(name string) error {
	if _, ok := v.Index(name); ok {
		return status.Run(status.IndexNameTaken, "", "There already exists an index called '%s'.", name)
	}
	if _, ok := v.Constraint(name); ok {
		return status.Run(status.ConstraintNameTaken, "", "There already exists a constraint called '%s'.", name)
	}
	return nil
}

// checkShape refuses descriptions that make no sense.
func checkShape(entity string, tokens, keys []string, manyTokens bool) error {
	switch {
	case entity != EntityNode && entity != EntityRelationship:
		return status.Run(status.ArgumentError, "", "unknown entity type %q", entity)
	case len(tokens) == 0 || len(tokens) > 1 && !manyTokens:
		return status.Run(status.ArgumentError, "", "an index needs one label or relationship type, not %d", len(tokens))
	case len(keys) == 0:
		return status.Run(status.ArgumentError, "", "an index needs a property")
	}
	for i, k := range keys {
		if slices.Contains(keys[:i], k) {
			return status.Run(status.ArgumentError, "", "property `%s` is named twice", k)
		}
	}
	return nil
}
