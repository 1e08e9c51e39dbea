package memory

// fanout is the number of children of a page; 256 keeps a table of sixteen
// million records three levels deep.
const (
	fanoutBits = 8
	fanout     = 1 << fanoutBits
)

// table is a persistent array of records by id. The zero table is empty. A
// copy of a table is a snapshot of it, provided later writes to either use an
// owner number that has not been used before the copy was made.
type table[T any] struct {
	root   *page[T]
	height int // levels of pages below the root
	count  int // records that are not nil
}

// page is a leaf when records is not nil, else an inner page.
type page[T any] struct {
	owner   uint64
	count   int // children or records that are not nil
	pages   []*page[T]
	records []*T
}

func (p *page[T]) clone(owner uint64) *page[T] {
	c := &page[T]{owner: owner, count: p.count}
	if p.records != nil {
		c.records = append(make([]*T, 0, fanout), p.records...)
	} else {
		c.pages = append(make([]*page[T], 0, fanout), p.pages...)
	}
	return c
}

func newPage[T any](owner uint64, height int) *page[T] {
	if height == 0 {
		return &page[T]{owner: owner, records: make([]*T, fanout)}
	}
	return &page[T]{owner: owner, pages: make([]*page[T], fanout)}
}

// holds tells whether id is within reach of the present height.
func (t *table[T]) holds(id int64) bool {
	bits := uint((t.height + 1) * fanoutBits)
	return t.root != nil && id >= 0 && (bits >= 63 || id>>bits == 0)
}

func (t *table[T]) get(id int64) *T {
	if !t.holds(id) {
		return nil
	}
	p := t.root
	for h := t.height; h > 0; h-- {
		p = p.pages[id>>(uint(h)*fanoutBits)&(fanout-1)]
		if p == nil {
			return nil
		}
	}
	return p.records[id&(fanout-1)]
}

// set stores record under id; nil removes it. id must not be negative.
func (t *table[T]) set(owner uint64, id int64, record *T) {
	if record == nil && t.get(id) == nil {
		return
	}
	for !t.holds(id) {
		t.grow(owner)
	}
	t.root = t.put(owner, t.root, t.height, id, record)
	if t.root == nil {
		t.height = 0
	}
}

func (t *table[T]) grow(owner uint64) {
	if t.root == nil {
		t.root = newPage[T](owner, 0)
		t.height = 0
		return
	}
	up := newPage[T](owner, t.height+1)
	if t.root.count > 0 {
		up.pages[0] = t.root
		up.count = 1
	}
	t.root = up
	t.height++
}

// put writes one record below p and returns the page to hang in p's place,
// nil when nothing is left on it.
func (t *table[T]) put(owner uint64, p *page[T], height int, id int64, record *T) *page[T] {
	switch {
	case p == nil:
		p = newPage[T](owner, height)
	case p.owner != owner:
		p = p.clone(owner)
	}
	slot := id >> (uint(height) * fanoutBits) & (fanout - 1)
	if height == 0 {
		change := presence(record != nil) - presence(p.records[slot] != nil)
		p.records[slot] = record
		p.count += change
		t.count += change
	} else {
		before := p.pages[slot]
		after := t.put(owner, before, height-1, id, record)
		p.pages[slot] = after
		p.count += presence(after != nil) - presence(before != nil)
	}
	if p.count == 0 {
		return nil
	}
	return p
}

func presence(there bool) int {
	if there {
		return 1
	}
	return 0
}

// tableIterator walks the records of a table in ascending order of id.
type tableIterator[T any] struct {
	table *table[T]
	id    int64 // the next id to look at
}

func (t *table[T]) iterate() tableIterator[T] { return tableIterator[T]{table: t} }

// next returns the next record and its id, nil at the end. Empty pages are
// stepped over whole.
func (it *tableIterator[T]) next() (int64, *T) {
	for it.table.holds(it.id) {
		leaf, step := it.table.leafAt(it.id)
		if leaf == nil {
			it.id = (it.id/step + 1) * step
			continue
		}
		for slot := it.id & (fanout - 1); slot < fanout; slot++ {
			if r := leaf.records[slot]; r != nil {
				id := it.id&^(fanout-1) | slot
				it.id = id + 1
				return id, r
			}
		}
		it.id = it.id&^(fanout-1) + fanout
	}
	return 0, nil
}

// leafAt returns the leaf page that holds id, or nil and the number of ids
// covered by the missing page.
func (t *table[T]) leafAt(id int64) (*page[T], int64) {
	p := t.root
	for h := t.height; h > 0; h-- {
		p = p.pages[id>>(uint(h)*fanoutBits)&(fanout-1)]
		if p == nil {
			return nil, 1 << (uint(h) * fanoutBits)
		}
	}
	return p, fanout
}

// any tells whether a record is left.
func (it *tableIterator[T]) any() bool {
	_, r := it.next()
	return r != nil
}
