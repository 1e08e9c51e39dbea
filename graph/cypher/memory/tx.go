package memory

import (
	"errors"
	"slices"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// ErrTxDone is returned by a transaction that was committed or rolled back.
var ErrTxDone = errors.New("transaction is closed")

// Tx is the one transaction that may write. It belongs to one goroutine and
// has to end with Commit or Rollback.
type Tx struct {
	graph         *Graph
	base          *View
	view          View   // the state as of now
	owner         uint64 // of pages that may be changed in place
	dirtyNodes    idset
	dirtyRels     idset
	schemaChanged bool
	treesOwned    bool // view.trees is not shared with a savepoint
	done          bool
}

// Savepoint is a state to which a transaction can return.
type Savepoint struct {
	view                  View
	dirtyNodes, dirtyRels idset
	schemaChanged         bool
}

// freeze makes all pages read-only: what comes next copies them.
func (t *Tx) freeze() {
	t.graph.owner++
	t.owner = t.graph.owner
	t.treesOwned = false
}

func (t *Tx) ownTrees() {
	if !t.treesOwned {
		t.view.trees = slices.Clone(t.view.trees)
		t.treesOwned = true
	}
}

func (t *Tx) open() error {
	if t.done {
		return ErrTxDone
	}
	return nil
}

// View is the state as the transaction sees it now. It is live: it changes
// with every write.
func (t *Tx) View() *View { return &t.view }

// Snapshot is the state as of now, which stays as it is until the transaction
// goes back behind it. Writes after it copy the pages they touch once more.
func (t *Tx) Snapshot() *View {
	t.freeze()
	v := t.view
	return &v
}

// Base is the state from which the transaction started.
func (t *Tx) Base() *View { return t.base }

// Savepoint marks the present state.
func (t *Tx) Savepoint() Savepoint {
	t.freeze()
	return Savepoint{t.view, t.dirtyNodes, t.dirtyRels, t.schemaChanged}
}

// RollbackTo forgets what was done since a savepoint, which can be returned
// to again.
func (t *Tx) RollbackTo(s Savepoint) {
	t.freeze()
	t.view, t.dirtyNodes, t.dirtyRels, t.schemaChanged = s.view, s.dirtyNodes, s.dirtyRels, s.schemaChanged
}

// Commit makes the transaction durable, by the commit hook, and then visible.
// After an error nothing has happened; the transaction is over either way.
func (t *Tx) Commit() error {
	if err := t.open(); err != nil {
		return err
	}
	if !t.Changed() {
		t.Rollback()
		return nil
	}
	v := t.view
	v.version++
	if hook := t.graph.hook; hook != nil {
		if err := hook(t.changes(&v)); err != nil {
			t.Rollback()
			return err
		}
	}
	t.graph.current.Store(&v)
	t.view.version++
	t.release()
	return nil
}

// Rollback forgets everything. It does nothing after Commit.
func (t *Tx) Rollback() {
	if !t.done {
		t.view = *t.base
		t.release()
	}
}

func (t *Tx) release() {
	t.done = true
	t.graph.turn <- struct{}{}
}

// Changed tells whether anything was written.
func (t *Tx) Changed() bool {
	return t.dirtyNodes.count > 0 || t.dirtyRels.count > 0 || t.schemaChanged
}

// CreateNode makes a node. Null properties are left out.
func (t *Tx) CreateNode(labels []string, props map[string]value.Value) (*Node, error) {
	p, err := t.prepare(props)
	if err != nil {
		return nil, err
	}
	ids := make([]uint32, len(labels))
	for i, l := range labels {
		ids[i] = t.view.names.labels.intern(l)
	}
	n := &Node{id: t.graph.nextNode, labels: t.view.names.labelSet(ids), props: p}
	if err := t.putNode(nil, n, ""); err != nil {
		return nil, err
	}
	t.graph.nextNode++
	return n, nil
}

// prepare checks that properties can be stored and packs them.
func (t *Tx) prepare(props map[string]value.Value) (packed, error) {
	if err := t.open(); err != nil {
		return "", err
	}
	if len(props) == 0 {
		return "", nil
	}
	storable := make(map[string]value.Value, len(props))
	for k, v := range props {
		s, err := storableValue(v)
		if err != nil {
			return "", err
		}
		storable[k] = s
	}
	return t.view.names.pack(storable), nil
}

func storableValue(v value.Value) (value.Value, error) {
	s, err := value.Storable(v)
	if err != nil {
		e := status.Type("%s", err)
		e.Detail = "InvalidPropertyType"
		return nil, e
	}
	return s, nil
}

// putNode replaces one state of a node by another; nil is no node. key, when
// not empty, is the only property that differs.
func (t *Tx) putNode(before, after *Node, key string) error {
	id := idOf(before, after)
	if err := t.reindex(EntityNode, id, before.indexState(), after.indexState(), key); err != nil {
		return err
	}
	t.countLabels(id, before, after)
	t.countKeys(before.indexState().props, after.indexState().props)
	t.view.nodes.set(t.owner, id, after)
	t.dirtyNodes.add(t.owner, id)
	return nil
}

func idOf(before, after *Node) int64 {
	if after != nil {
		return after.id
	}
	return before.id
}

func (t *Tx) countLabels(id int64, before, after *Node) {
	if before != nil && after != nil && before.labels == after.labels {
		return
	}
	if before != nil {
		for _, l := range before.labels.ids {
			if after == nil || !slices.Contains(after.labels.ids, l) {
				member(&t.view.labels, t.owner, l, id, false)
			}
		}
	}
	if after != nil {
		for _, l := range after.labels.ids {
			if before == nil || !slices.Contains(before.labels.ids, l) {
				member(&t.view.labels, t.owner, l, id, true)
			}
		}
	}
}

// member puts an id into one of a table's sets or takes it out.
func member(sets *table[idset], owner uint64, token uint32, id int64, in bool) {
	s := idset{}
	if old := sets.get(int64(token)); old != nil {
		s = *old
	}
	if in {
		s.add(owner, id)
	} else {
		s.remove(owner, id)
	}
	if s.count == 0 {
		sets.set(owner, int64(token), nil)
		return
	}
	sets.set(owner, int64(token), &s)
}

func (t *Tx) countKeys(before, after packed) {
	if before == after {
		return
	}
	eachKey(before, func(k uint32) { t.countKey(k, -1) })
	eachKey(after, func(k uint32) { t.countKey(k, 1) })
}

func (t *Tx) countKey(key uint32, change int) {
	n := change
	if old := t.view.keys.get(int64(key)); old != nil {
		n += *old
	}
	if n == 0 {
		t.view.keys.set(t.owner, int64(key), nil)
		return
	}
	t.view.keys.set(t.owner, int64(key), &n)
}

// CreateRelationship joins two nodes. Null properties are left out.
func (t *Tx) CreateRelationship(typ string, from, to int64, props map[string]value.Value) (*Relationship, error) {
	p, err := t.prepare(props)
	if err != nil {
		return nil, err
	}
	if t.view.nodes.get(from) == nil {
		return nil, missingNode(from)
	}
	if t.view.nodes.get(to) == nil {
		return nil, missingNode(to)
	}
	name := t.view.names.typeName(t.view.names.types.intern(typ))
	r := &Relationship{id: t.graph.nextRel, typ: name, from: from, to: to, props: p}
	if err := t.putRelationship(nil, r, ""); err != nil {
		return nil, err
	}
	t.graph.nextRel++
	l := newLink(name.id, r.id)
	t.relink(from, func(n *Node) { n.out = append(n.out, l) })
	t.relink(to, func(n *Node) { n.in = append(n.in, l) })
	return r, nil
}

// relink changes the links of a node, which alone does not make it dirty:
// links are derived from the relationships.
func (t *Tx) relink(id int64, change func(*Node)) {
	n := *t.view.nodes.get(id)
	change(&n)
	t.view.nodes.set(t.owner, id, &n)
}

func (t *Tx) putRelationship(before, after *Relationship, key string) error {
	r := after
	if r == nil {
		r = before
	}
	if err := t.reindex(EntityRelationship, r.id, before.indexState(), after.indexState(), key); err != nil {
		return err
	}
	if before == nil || after == nil {
		member(&t.view.types, t.owner, r.typ.id, r.id, after != nil)
	}
	t.countKeys(before.indexState().props, after.indexState().props)
	t.view.rels.set(t.owner, r.id, after)
	t.dirtyRels.add(t.owner, r.id)
	return nil
}

func missingNode(id int64) error {
	return status.Run(status.EntityNotFound, "DeletedEntityAccess", "Node with id %d does not exist or has been deleted", id)
}

func missingRelationship(id int64) error {
	return status.Run(status.EntityNotFound, "DeletedEntityAccess", "Relationship with id %d does not exist or has been deleted", id)
}

// DeleteNode removes a node. The error has ErrStillConnected as its cause
// while relationships hang on it.
func (t *Tx) DeleteNode(id int64) error {
	n, err := t.node(id)
	if err != nil {
		return err
	}
	if len(n.out)+len(n.in) > 0 {
		e := status.Run(status.ConstraintViolation, "DeleteConnectedNode",
			"Cannot delete node<%d>, because it still has relationships. To delete this node, you must first delete its relationships.", id)
		e.Cause = ErrStillConnected
		return e
	}
	return t.putNode(n, nil, "")
}

// DeleteRelationship removes a relationship.
func (t *Tx) DeleteRelationship(id int64) error {
	r, err := t.relationship(id)
	if err != nil {
		return err
	}
	l := newLink(r.typ.id, id)
	t.relink(r.from, func(n *Node) { n.out = without(n.out, l) })
	t.relink(r.to, func(n *Node) { n.in = without(n.in, l) })
	return t.putRelationship(r, nil, "")
}

// without copies a list of links, because older states share it.
func without(links []link, l link) []link {
	kept := make([]link, 0, len(links)-1)
	for _, other := range links {
		if other != l {
			kept = append(kept, other)
		}
	}
	return kept
}

func (t *Tx) node(id int64) (*Node, error) {
	if err := t.open(); err != nil {
		return nil, err
	}
	if n := t.view.nodes.get(id); n != nil {
		return n, nil
	}
	return nil, missingNode(id)
}

func (t *Tx) relationship(id int64) (*Relationship, error) {
	if err := t.open(); err != nil {
		return nil, err
	}
	if r := t.view.rels.get(id); r != nil {
		return r, nil
	}
	return nil, missingRelationship(id)
}

// SetNodeProperty sets a property, nil removes it. changed tells whether the
// node is different afterwards.
func (t *Tx) SetNodeProperty(id int64, key string, v value.Value) (changed bool, err error) {
	n, err := t.node(id)
	if err != nil {
		return false, err
	}
	p, err := t.set(n.props, key, v)
	if err != nil || p == n.props {
		return false, err
	}
	after := *n
	after.props = p
	return true, t.putNode(n, &after, key)
}

// set returns packed properties with one of them replaced.
func (t *Tx) set(p packed, key string, v value.Value) (packed, error) {
	v, err := storableValue(v)
	if err != nil {
		return "", err
	}
	if v == nil {
		id, known := t.view.names.keys.lookup(key)
		if !known {
			return p, nil
		}
		return withProperty(p, id, nil), nil
	}
	return withProperty(p, t.view.names.keys.intern(key), v), nil
}

// SetRelationshipProperty is SetNodeProperty for relationships.
func (t *Tx) SetRelationshipProperty(id int64, key string, v value.Value) (changed bool, err error) {
	r, err := t.relationship(id)
	if err != nil {
		return false, err
	}
	p, err := t.set(r.props, key, v)
	if err != nil || p == r.props {
		return false, err
	}
	after := *r
	after.props = p
	return true, t.putRelationship(r, &after, key)
}

// AddLabel gives a node a label.
func (t *Tx) AddLabel(id int64, label string) (changed bool, err error) {
	n, err := t.node(id)
	if err != nil || n.HasLabel(label) {
		return false, err
	}
	l := t.view.names.labels.intern(label)
	after := *n
	after.labels = t.view.names.labelSet(append(slices.Clone(n.labels.ids), l))
	return true, t.putNode(n, &after, "")
}

// RemoveLabel takes a label off a node.
func (t *Tx) RemoveLabel(id int64, label string) (changed bool, err error) {
	n, err := t.node(id)
	if err != nil || !n.HasLabel(label) {
		return false, err
	}
	l, _ := t.view.names.labels.lookup(label)
	after := *n
	after.labels = t.view.names.labelSet(slices.DeleteFunc(slices.Clone(n.labels.ids), func(id uint32) bool { return id == l }))
	return true, t.putNode(n, &after, "")
}
