package memory

import "math/bits"

// An idset is a persistent set of ids: a table of bitmaps. Like a table, a
// copy of it is a snapshot.
type idset struct {
	blocks table[bitmap]
	count  int
}

// bitmap holds the membership of wordsPerBitmap*64 neighbouring ids.
type bitmap struct {
	owner uint64
	words [wordsPerBitmap]uint64
}

const (
	wordsPerBitmap = 16
	bitmapBits     = 10 // log2 of the ids in one bitmap
	bitmapIDs      = 1 << bitmapBits
)

func (s *idset) has(id int64) bool {
	if s == nil || id < 0 {
		return false
	}
	b := s.blocks.get(id >> bitmapBits)
	return b != nil && b.words[id&(bitmapIDs-1)>>6]&(1<<uint(id&63)) != 0
}

// add and remove report whether the set changed.
func (s *idset) add(owner uint64, id int64) bool {
	if s.has(id) {
		return false
	}
	b := s.writable(owner, id)
	b.words[id&(bitmapIDs-1)>>6] |= 1 << uint(id&63)
	s.count++
	return true
}

func (s *idset) remove(owner uint64, id int64) bool {
	if !s.has(id) {
		return false
	}
	b := s.writable(owner, id)
	b.words[id&(bitmapIDs-1)>>6] &^= 1 << uint(id&63)
	s.count--
	if b.words == [wordsPerBitmap]uint64{} {
		s.blocks.set(owner, id>>bitmapBits, nil)
	}
	return true
}

func (s *idset) writable(owner uint64, id int64) *bitmap {
	b := s.blocks.get(id >> bitmapBits)
	if b != nil && b.owner == owner {
		return b
	}
	c := &bitmap{owner: owner}
	if b != nil {
		c.words = b.words
	}
	s.blocks.set(owner, id>>bitmapBits, c)
	return c
}

// idIterator walks an idset in ascending order.
type idIterator struct {
	blocks tableIterator[bitmap]
	block  *bitmap
	base   int64
	word   int
	rest   uint64 // members of the present word not yet returned
}

func (s *idset) iterate() *idIterator {
	it := &idIterator{}
	if s != nil {
		it.blocks = s.blocks.iterate()
	}
	return it
}

func (it *idIterator) next() (id int64, ok bool) {
	for it.rest == 0 {
		if it.block != nil && it.word+1 < wordsPerBitmap {
			it.word++
			it.rest = it.block.words[it.word]
			continue
		}
		if it.blocks.table == nil {
			return 0, false
		}
		block, b := it.blocks.next()
		if b == nil {
			return 0, false
		}
		it.block, it.base, it.word, it.rest = b, block<<bitmapBits, 0, b.words[0]
	}
	bit := bits.TrailingZeros64(it.rest)
	it.rest &= it.rest - 1
	return it.base + int64(it.word*64+bit), true
}
