package memory

import (
	"encoding/binary"
	"fmt"
	"unsafe"
)

// AppendRecord appends the node in the form in which it is stored: the number
// of labels and their numbers as uvarints, then the packed properties. Links
// are not in it.
func (n *Node) AppendRecord(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(n.labels.ids)))
	for _, l := range n.labels.ids {
		dst = binary.AppendUvarint(dst, uint64(l))
	}
	return append(dst, n.props...)
}

// AppendRecord appends the relationship in the form in which it is stored:
// type number, from and to as uvarints, then the packed properties.
func (r *Relationship) AppendRecord(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(r.typ.id))
	dst = binary.AppendUvarint(dst, uint64(r.from))
	dst = binary.AppendUvarint(dst, uint64(r.to))
	return append(dst, r.props...)
}

// Vocabulary are the names to which the numbers in records refer, in the
// order of their numbers. Names are only ever added.
func (g *Graph) Vocabulary() (labels, types, keys []string) {
	n := g.names()
	return n.labels.load().names, n.types.load().names, n.keys.load().names
}

// Loader builds a graph from stored records: vocabulary first, then nodes,
// then relationships, then Finish. Records may come in any order of id, but
// ascending is fastest. Everything is checked; an error means that the whole
// is not to be trusted.
type Loader struct {
	graph *Graph
	tx    Tx // owner of the pages under construction

	nodeSlab []Node
	relSlab  []Relationship
	text     []byte
	degrees  [][]degree // by id>>degreeBits, then the rest
}

type degree struct{ out, in uint32 }

const (
	degreeBits = 8
	slabSize   = 256
	textChunk  = 1 << 16
)

// NewLoader starts a graph with this vocabulary and database id.
func NewLoader(databaseID string, labels, types, keys []string) *Loader {
	n := newNames()
	n.database = databaseID
	for _, l := range labels {
		n.labels.intern(l)
	}
	for _, t := range types {
		n.types.intern(t)
	}
	for _, k := range keys {
		n.keys.intern(k)
	}
	g := newGraph(n)
	g.owner = 1
	l := &Loader{graph: g}
	l.tx = Tx{graph: g, view: View{names: n}, owner: 1}
	return l
}

// share copies text into a chunk that many records share.
func (l *Loader) share(text []byte) string {
	if len(text) == 0 {
		return ""
	}
	if len(text) > textChunk/4 {
		return string(text)
	}
	if len(l.text)+len(text) > cap(l.text) {
		l.text = make([]byte, 0, textChunk)
	}
	start := len(l.text)
	l.text = append(l.text, text...)
	return unsafe.String(&l.text[start], len(text))
}

// AddNode adds a stored node.
func (l *Loader) AddNode(id int64, record []byte) error {
	names := l.tx.view.names
	u := unpacker{rest: unsafe.String(unsafe.SliceData(record), len(record))}
	count := u.uvarint()
	if u.bad || count > uint64(len(u.rest)) || id < 0 || id >= 1<<linkIDBits {
		return fmt.Errorf("node %d: %w", id, ErrCorrupt)
	}
	var room [16]uint32
	labels := room[:0]
	for range count {
		label := u.uvarint()
		if label >= uint64(names.labels.size()) {
			return fmt.Errorf("node %d: %w", id, ErrCorrupt)
		}
		labels = append(labels, uint32(label))
	}
	if u.bad || names.checkPacked(u.rest) != nil || l.tx.view.nodes.get(id) != nil {
		return fmt.Errorf("node %d: %w", id, ErrCorrupt)
	}
	if len(l.nodeSlab) == 0 {
		l.nodeSlab = make([]Node, slabSize)
	}
	n := &l.nodeSlab[0]
	l.nodeSlab = l.nodeSlab[1:]
	n.id, n.labels, n.props = id, names.labelSet(labels), l.share(record[len(record)-len(u.rest):])
	l.tx.view.nodes.set(1, id, n)
	for _, label := range n.labels.ids {
		l.join(&l.tx.view.labels, label, id)
	}
	l.countKeys(n.props)
	return nil
}

// join is member without copying the set's head, which nobody shares yet.
func (l *Loader) join(sets *table[idset], token uint32, id int64) {
	s := sets.get(int64(token))
	if s == nil {
		s = &idset{}
		sets.set(1, int64(token), s)
	}
	s.add(1, id)
}

func (l *Loader) countKeys(p packed) {
	eachKey(p, func(k uint32) {
		if n := l.tx.view.keys.get(int64(k)); n != nil {
			*n++
			return
		}
		one := 1
		l.tx.view.keys.set(1, int64(k), &one)
	})
}

// AddRelationship adds a stored relationship whose nodes were added before.
func (l *Loader) AddRelationship(id int64, record []byte) error {
	names := l.tx.view.names
	u := unpacker{rest: unsafe.String(unsafe.SliceData(record), len(record))}
	typ, from, to := u.uvarint(), int64(u.uvarint()), int64(u.uvarint())
	switch {
	case u.bad, typ >= uint64(names.types.size()), id < 0, id >= 1<<linkIDBits, l.tx.view.rels.get(id) != nil,
		l.tx.view.nodes.get(from) == nil, l.tx.view.nodes.get(to) == nil, names.checkPacked(u.rest) != nil:
		return fmt.Errorf("relationship %d: %w", id, ErrCorrupt)
	}
	if len(l.relSlab) == 0 {
		l.relSlab = make([]Relationship, slabSize)
	}
	r := &l.relSlab[0]
	l.relSlab = l.relSlab[1:]
	r.id, r.typ, r.from, r.to = id, names.typeName(uint32(typ)), from, to
	r.props = l.share(record[len(record)-len(u.rest):])
	l.tx.view.rels.set(1, id, r)
	l.join(&l.tx.view.types, r.typ.id, id)
	l.countKeys(r.props)
	l.degree(from).out++
	l.degree(to).in++
	return nil
}

func (l *Loader) degree(id int64) *degree {
	block := int(id >> degreeBits)
	for block >= len(l.degrees) {
		l.degrees = append(l.degrees, nil)
	}
	if l.degrees[block] == nil {
		l.degrees[block] = make([]degree, 1<<degreeBits)
	}
	return &l.degrees[block][id&(1<<degreeBits-1)]
}

// Finish links the relationships to their nodes, fills the indexes and
// returns the graph. indexes and constraints are those that View.Indexes and
// View.Constraints gave; nil indexes are those of a new graph.
func (l *Loader) Finish(version uint64, nextNode, nextRelationship, nextSchema int64, indexes []Index, constraints []Constraint) (*Graph, error) {
	v := &l.tx.view
	l.reserveLinks()
	if err := l.link(nextRelationship); err != nil {
		return nil, err
	}
	if rest := (tableIterator[Node]{table: &v.nodes, id: nextNode}); rest.any() {
		return nil, fmt.Errorf("node ids run past %d: %w", nextNode, ErrCorrupt)
	}
	v.version = version
	v.schema = emptySchema()
	if indexes != nil {
		v.schema = newSchema(nextSchema, indexes, constraints)
	}
	v.trees = make([]tree, len(v.schema.indexes))
	for slot, index := range v.schema.indexes {
		if index.seekable() {
			if err := l.tx.fill(&v.trees[slot], index, index.Constraint != ""); err != nil {
				return nil, fmt.Errorf("index %s: %w: %w", index.Name, ErrCorrupt, err)
			}
		}
	}
	l.graph.nextNode, l.graph.nextRel = nextNode, nextRelationship
	published := *v
	l.graph.current.Store(&published)
	return l.graph, nil
}

// reserveLinks gives every node lists of exactly the size it needs, all out of
// one piece of memory; a list that grows later moves away from it.
func (l *Loader) reserveLinks() {
	links := make([]link, 2*l.tx.view.rels.count)
	it := l.tx.view.nodes.iterate()
	for id, n := it.next(); n != nil; id, n = it.next() {
		if int(id>>degreeBits) >= len(l.degrees) || l.degrees[id>>degreeBits] == nil {
			continue
		}
		d := l.degree(id)
		n.out, links = links[:0:d.out], links[d.out:]
		n.in, links = links[:0:d.in], links[d.in:]
	}
	l.degrees = nil
}

func (l *Loader) link(nextRelationship int64) error {
	it := l.tx.view.rels.iterate()
	for id, r := it.next(); r != nil; id, r = it.next() {
		if id >= nextRelationship {
			return fmt.Errorf("relationship ids run past %d: %w", nextRelationship, ErrCorrupt)
		}
		from, to := l.tx.view.nodes.get(r.from), l.tx.view.nodes.get(r.to)
		from.out = append(from.out, newLink(r.typ.id, id))
		to.in = append(to.in, newLink(r.typ.id, id))
	}
	return nil
}

// NextSchemaID is the id that the next index or constraint will get.
func (v *View) NextSchemaID() int64 { return v.schema.nextID }
