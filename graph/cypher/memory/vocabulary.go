package memory

import (
	"encoding/binary"
	"sort"
	"sync/atomic"
)

// vocabulary numbers names from 0 in the order in which they first occur.
// Readers look names up without a lock; only the writer adds to it. A name
// stays known when the transaction that brought it is rolled back: a number
// without a use does no harm.
type vocabulary struct {
	state atomic.Pointer[vocabularyState]
}

// vocabularyState is immutable. The numbers are spread over two maps so that
// a new name copies the small one only.
type vocabularyState struct {
	names       []string
	old, recent map[string]uint32
}

const recentNames = 256

func (v *vocabulary) load() *vocabularyState {
	if s := v.state.Load(); s != nil {
		return s
	}
	return &vocabularyState{}
}

func (v *vocabulary) lookup(name string) (uint32, bool) {
	s := v.load()
	if id, ok := s.old[name]; ok {
		return id, true
	}
	id, ok := s.recent[name]
	return id, ok
}

func (v *vocabulary) name(id uint32) string { return v.load().names[id] }

func (v *vocabulary) size() int { return len(v.load().names) }

func (v *vocabulary) intern(name string) uint32 {
	if id, ok := v.lookup(name); ok {
		return id
	}
	s := v.load()
	id := uint32(len(s.names))
	next := &vocabularyState{names: append(s.names, name), old: s.old, recent: make(map[string]uint32, len(s.recent)+1)}
	for n, i := range s.recent {
		next.recent[n] = i
	}
	next.recent[name] = id
	if len(next.recent) > recentNames {
		merged := make(map[string]uint32, len(s.old)+len(next.recent))
		for n, i := range s.old {
			merged[n] = i
		}
		for n, i := range next.recent {
			merged[n] = i
		}
		next.old, next.recent = merged, nil
	}
	v.state.Store(next)
	return id
}

// names are the three vocabularies of a graph and what is interned with them.
type names struct {
	labels, types, keys vocabulary
	database            string // UUID, part of element ids

	// The writer alone uses these two.
	labelSets map[string]*labelSet
	typeNames map[uint32]*typeName
}

func newNames() *names {
	return &names{
		database:  "00000000-0000-0000-0000-000000000000",
		labelSets: map[string]*labelSet{},
		typeNames: map[uint32]*typeName{},
	}
}

// labelSet is a combination of labels, shared by all nodes that have it.
type labelSet struct {
	names *names
	ids   []uint32 // ascending
	text  []string // sorted by name
}

// typeName is a relationship type, shared by all relationships that have it.
type typeName struct {
	names *names
	id    uint32
	text  string
}

// labelSet returns the one labelSet of these label numbers, in any order and
// with repetitions.
func (n *names) labelSet(ids []uint32) *labelSet {
	sorted := append([]uint32(nil), ids...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i] < sorted[j] })
	key := make([]byte, 0, 4*len(sorted))
	distinct := sorted[:0]
	for i, id := range sorted {
		if i > 0 && id == sorted[i-1] {
			continue
		}
		distinct = append(distinct, id)
		key = binary.BigEndian.AppendUint32(key, id)
	}
	if set := n.labelSets[string(key)]; set != nil {
		return set
	}
	set := &labelSet{names: n, ids: distinct}
	for _, id := range distinct {
		set.text = append(set.text, n.labels.name(id))
	}
	sort.Strings(set.text)
	n.labelSets[string(key)] = set
	return set
}

func (n *names) typeName(id uint32) *typeName {
	t := n.typeNames[id]
	if t == nil {
		t = &typeName{names: n, id: id, text: n.types.name(id)}
		n.typeNames[id] = t
	}
	return t
}
