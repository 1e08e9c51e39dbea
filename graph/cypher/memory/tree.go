package memory

import (
	"slices"
	"sort"
	"strings"
)

// tree is a persistent B+ tree of distinct strings in byte order: the entries
// of one index. A copy of a tree is a snapshot, as with a table. Leaves that
// run empty are taken out, but pages are not merged: indexes grow far more
// often than they shrink.
type tree struct {
	root  *treePage
	count int
}

// treePage is a leaf when kids is nil. In an inner page kids[i] holds what is
// below keys[i], the last kid the rest.
type treePage struct {
	owner uint64
	keys  []string
	kids  []*treePage
}

const treePageKeys = 64

func (p *treePage) writable(owner uint64) *treePage {
	if p.owner == owner {
		return p
	}
	return &treePage{owner: owner, keys: slices.Clone(p.keys), kids: slices.Clone(p.kids)}
}

// kid is the position of the child that holds key.
func (p *treePage) kid(key string) int {
	return sort.Search(len(p.keys), func(i int) bool { return key < p.keys[i] })
}

func (t *tree) insert(owner uint64, key string) {
	if t.root == nil {
		t.root = &treePage{owner: owner}
	}
	root, middle, right := t.insertBelow(owner, t.root, key)
	if right != nil {
		root = &treePage{owner: owner, keys: []string{middle}, kids: []*treePage{root, right}}
	}
	t.root = root
}

// insertBelow returns the page in p's place and, when it had to be split, the
// smallest key of the right half and that half.
func (t *tree) insertBelow(owner uint64, p *treePage, key string) (left *treePage, middle string, right *treePage) {
	if p.kids == nil {
		i, found := slices.BinarySearch(p.keys, key)
		if found {
			return p, "", nil
		}
		p = p.writable(owner)
		p.keys = slices.Insert(p.keys, i, key)
		t.count++
		return p.splitLeaf(owner)
	}
	i := p.kid(key)
	kid, middle, sibling := t.insertBelow(owner, p.kids[i], key)
	p = p.writable(owner)
	p.kids[i] = kid
	if sibling == nil {
		return p, "", nil
	}
	p.keys = slices.Insert(p.keys, i, middle)
	p.kids = slices.Insert(p.kids, i+1, sibling)
	return p.splitInner(owner)
}

func (p *treePage) splitLeaf(owner uint64) (*treePage, string, *treePage) {
	if len(p.keys) <= treePageKeys {
		return p, "", nil
	}
	half := len(p.keys) / 2
	right := &treePage{owner: owner, keys: slices.Clone(p.keys[half:])}
	p.keys = slices.Delete(p.keys, half, len(p.keys))
	return p, right.keys[0], right
}

func (p *treePage) splitInner(owner uint64) (*treePage, string, *treePage) {
	if len(p.keys) <= treePageKeys {
		return p, "", nil
	}
	half := len(p.keys) / 2
	middle := p.keys[half]
	right := &treePage{owner: owner, keys: slices.Clone(p.keys[half+1:]), kids: slices.Clone(p.kids[half+1:])}
	p.keys = slices.Delete(p.keys, half, len(p.keys))
	p.kids = slices.Delete(p.kids, half+1, len(p.kids))
	return p, middle, right
}

func (t *tree) remove(owner uint64, key string) {
	if t.root == nil {
		return
	}
	t.root = t.removeBelow(owner, t.root, key)
}

// removeBelow returns the page in p's place, nil when it ran empty.
func (t *tree) removeBelow(owner uint64, p *treePage, key string) *treePage {
	if p.kids == nil {
		i, found := slices.BinarySearch(p.keys, key)
		if !found {
			return p
		}
		t.count--
		if len(p.keys) == 1 {
			return nil
		}
		p = p.writable(owner)
		p.keys = slices.Delete(p.keys, i, i+1)
		return p
	}
	i := p.kid(key)
	kid := t.removeBelow(owner, p.kids[i], key)
	if kid == p.kids[i] {
		return p
	}
	if kid == nil && len(p.kids) == 1 {
		return nil
	}
	p = p.writable(owner)
	if kid != nil {
		p.kids[i] = kid
		return p
	}
	p.kids = slices.Delete(p.kids, i, i+1)
	p.keys = slices.Delete(p.keys, max(i-1, 0), max(i-1, 0)+1)
	return p
}

// treeIterator walks the keys that start with prefix, in byte order.
type treeIterator struct {
	prefix string
	stack  []treePosition
}

type treePosition struct {
	page *treePage
	next int
}

func (t *tree) seek(prefix string) *treeIterator {
	it := &treeIterator{prefix: prefix}
	p := t.root
	for p != nil {
		if p.kids == nil {
			i, _ := slices.BinarySearch(p.keys, prefix)
			it.stack = append(it.stack, treePosition{p, i})
			break
		}
		i := p.kid(prefix)
		it.stack = append(it.stack, treePosition{p, i + 1})
		p = p.kids[i]
	}
	return it
}

func (it *treeIterator) next() (key string, ok bool) {
	for len(it.stack) > 0 {
		top := &it.stack[len(it.stack)-1]
		switch {
		case top.page.kids == nil && top.next < len(top.page.keys):
			key = top.page.keys[top.next]
			top.next++
			return key, strings.HasPrefix(key, it.prefix)
		case top.page.kids != nil && top.next < len(top.page.kids):
			kid := top.page.kids[top.next]
			top.next++
			it.stack = append(it.stack, treePosition{kid, 0})
		default:
			it.stack = it.stack[:len(it.stack)-1]
		}
	}
	return "", false
}
