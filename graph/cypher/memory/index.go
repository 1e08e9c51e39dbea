package memory

import (
	"encoding/binary"
	"slices"
	"strings"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// indexKey is the index key of packed properties, ok is false when one of the
// keys is missing.
func (n *names) indexKey(keys []string, p packed) (key string, ok bool) {
	var dst []byte
	for _, k := range keys {
		if dst, ok = appendIndexKey(dst, n.property(p, k)); !ok {
			return "", false
		}
	}
	return string(dst), true
}

func entry(key string, id int64) string {
	return string(binary.BigEndian.AppendUint64([]byte(key), uint64(id)))
}

// indexState is what indexes see of one entity: which tokens it has and its
// properties. The zero state is that of an entity that does not exist.
type indexState struct {
	tokens []string
	props  packed
}

func (n *Node) indexState() indexState {
	if n == nil {
		return indexState{}
	}
	return indexState{n.labels.text, n.props}
}

func (r *Relationship) indexState() indexState {
	if r == nil {
		return indexState{}
	}
	return indexState{[]string{r.typ.text}, r.props}
}

// indexChange replaces one entry of one tree; an empty string is no entry.
type indexChange struct {
	slot          int
	before, after string
}

// reindex moves an entity from one state to another in all indexes. It
// changes nothing when a uniqueness constraint forbids it. key, when not
// empty, is the only property that may differ.
func (t *Tx) reindex(entity string, id int64, before, after indexState, key string) error {
	var room [4]indexChange
	changes := room[:0]
	for _, token := range before.tokens {
		for _, slot := range t.view.schema.byToken[indexedToken{entity, token}] {
			if t.touches(slot, key) {
				changes = t.indexChange(changes, slot, before, after)
			}
		}
	}
	for _, token := range after.tokens {
		if slices.Contains(before.tokens, token) {
			continue
		}
		for _, slot := range t.view.schema.byToken[indexedToken{entity, token}] {
			changes = t.indexChange(changes, slot, before, after)
		}
	}
	for _, c := range changes {
		if err := t.checkUnique(c, after.props, id); err != nil {
			return err
		}
	}
	if len(changes) > 0 {
		t.ownTrees()
	}
	for _, c := range changes {
		if c.before != "" {
			t.view.trees[c.slot].remove(t.owner, entry(c.before, id))
		}
		if c.after != "" {
			t.view.trees[c.slot].insert(t.owner, entry(c.after, id))
		}
	}
	return nil
}

func (t *Tx) touches(slot int, key string) bool {
	return key == "" || slices.Contains(t.view.schema.indexes[slot].Keys, key)
}

// indexChange appends the change of one index, if there is one.
func (t *Tx) indexChange(changes []indexChange, slot int, before, after indexState) []indexChange {
	index := &t.view.schema.indexes[slot]
	c := indexChange{slot: slot}
	token := index.Tokens()[0]
	if slices.Contains(before.tokens, token) {
		c.before, _ = t.view.names.indexKey(index.Keys, before.props)
	}
	if slices.Contains(after.tokens, token) {
		c.after, _ = t.view.names.indexKey(index.Keys, after.props)
	}
	if c.before == c.after {
		return changes
	}
	return append(changes, c)
}

func (t *Tx) checkUnique(c indexChange, props packed, id int64) error {
	index := &t.view.schema.indexes[c.slot]
	if index.Constraint == "" || c.after == "" {
		return nil
	}
	if other, taken := t.view.trees[c.slot].seek(c.after).next(); taken && entryID(other) != id {
		return uniqueViolation(*index, t.view.names, props, entryID(other))
	}
	return nil
}

// uniqueViolation says which entity is in the way, in Neo4j's words.
func uniqueViolation(index Index, names *names, props packed, other int64) error {
	what, token := "Node", "label"
	if index.EntityType == EntityRelationship {
		what, token = "Relationship", "type"
	}
	values := make([]string, len(index.Keys))
	for i, k := range index.Keys {
		values[i] = "`" + k + "` = " + value.Format(names.property(props, k))
	}
	noun := "property"
	if len(values) > 1 {
		noun = "properties"
	}
	return status.Run(status.ConstraintViolation, "", "%s(%d) already exists with %s `%s` and %s %s",
		what, other, token, index.Tokens()[0], noun, strings.Join(values, ", "))
}
