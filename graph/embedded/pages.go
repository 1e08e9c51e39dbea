package embedded

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
)

// bbolt trusts its pages: a damaged one makes it panic, also in goroutines of
// its own, or run out of memory. So the structure of the file is checked here
// before bbolt may read it: every page that can be reached is where and what
// it says it is, belongs to one place only, and holds its keys in order.
//
// The format is that of go.etcd.io/bbolt/internal/common, in the byte order
// of the machine.
const (
	pageHeaderSize = 16
	elementSize    = 16
	metaSize       = 64
	bucketSize     = 16

	branchPage = 0x01
	leafPage   = 0x02

	bucketElement = 0x01

	boltMagic   = 0xED0CDAED
	boltVersion = 2

	maxTreeDepth = 64
)

var native = binary.NativeEndian

// pageChecker walks the trees of a file.
type pageChecker struct {
	file     *os.File
	pageSize int64
	end      uint64 // pages from here on are not in use
	seen     []uint64
}

// checkPages checks a whole file.
func checkPages(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	c := &pageChecker{file: f}
	root, err := c.metas(info.Size())
	if err == nil {
		c.seen = make([]uint64, c.end/64+1)
		err = c.tree(root, nil, nil, true, 0)
	}
	return err
}

func pageError(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// metas verifies both meta pages and returns the root of the newer one. bbolt
// is content with one, the older one too, and would silently forget the last
// commit.
func (c *pageChecker) metas(size int64) (root uint64, err error) {
	var first [pageHeaderSize + metaSize]byte
	if _, err := c.file.ReadAt(first[:], 0); err != nil {
		return 0, pageError("it ends in its first page")
	}
	c.pageSize = int64(native.Uint32(first[pageHeaderSize+8:]))
	if c.pageSize < 512 || c.pageSize > 1<<20 || c.pageSize&(c.pageSize-1) != 0 {
		return 0, pageError("its first page is not as it was written")
	}
	newest := uint64(0)
	for page := range int64(2) {
		var raw [pageHeaderSize + metaSize]byte
		if _, err := c.file.ReadAt(raw[:], page*c.pageSize); err != nil {
			return 0, pageError("it ends in its first pages")
		}
		meta := raw[pageHeaderSize:]
		if native.Uint32(meta) != boltMagic || native.Uint32(meta[4:]) != boltVersion || metaSum(meta) != native.Uint64(meta[56:]) {
			return 0, pageError("page %d is not as it was written", page)
		}
		if transaction := native.Uint64(meta[48:]); transaction >= newest {
			newest = transaction
			root, c.end = native.Uint64(meta[16:]), native.Uint64(meta[40:])
		}
	}
	if c.end > uint64(size/c.pageSize) {
		return 0, pageError("it ends after %d bytes, before the last of its %d pages", size, c.end)
	}
	return root, nil
}

// metaSum is FNV-1a over all fields before the checksum.
func metaSum(meta []byte) uint64 {
	sum := uint64(14695981039346656037)
	for _, b := range meta[:metaSize-8] {
		sum = (sum ^ uint64(b)) * 1099511628211
	}
	return sum
}

// page reads a page with its overflow, once.
func (c *pageChecker) page(id uint64) ([]byte, error) {
	if id < 2 || id >= c.end {
		return nil, pageError("it has no page %d", id)
	}
	raw := make([]byte, c.pageSize)
	if _, err := c.file.ReadAt(raw, int64(id)*c.pageSize); err != nil {
		return nil, err
	}
	overflow := uint64(native.Uint32(raw[12:]))
	if native.Uint64(raw) != id || overflow >= c.end-id {
		return nil, pageError("page %d is not as it was written", id)
	}
	for i := id; i <= id+overflow; i++ {
		if c.seen[i/64]&(1<<(i%64)) != 0 {
			return nil, pageError("page %d is in use twice", i)
		}
		c.seen[i/64] |= 1 << (i % 64)
	}
	if overflow > 0 {
		raw = make([]byte, int64(overflow+1)*c.pageSize)
		if _, err := c.file.ReadAt(raw, int64(id)*c.pageSize); err != nil {
			return nil, err
		}
	}
	return raw, nil
}

// tree checks the pages of one bucket, whose keys have to lie in [low, high);
// nil is no bound. top is the tree that holds the buckets.
func (c *pageChecker) tree(id uint64, low, high []byte, top bool, depth int) error {
	if depth > maxTreeDepth {
		return pageError("page %d lies too deep", id)
	}
	raw, err := c.page(id)
	if err != nil {
		return err
	}
	switch native.Uint16(raw[8:]) {
	case branchPage:
		return c.branch(id, raw, low, high, top, depth)
	case leafPage:
		return c.leaf(id, raw, low, high, top, depth)
	}
	return pageError("page %d is of no known kind", id)
}

// element returns the header of an element and the n bytes that it points to
// together with its key, the key first.
func element(raw []byte, i int, position, keyLength, valueLength int) (header, key, value []byte, ok bool) {
	at := pageHeaderSize + i*elementSize
	if at+elementSize > len(raw) {
		return nil, nil, nil, false
	}
	header = raw[at : at+elementSize]
	start := uint64(at) + uint64(native.Uint32(header[position:]))
	middle := start + uint64(native.Uint32(header[keyLength:]))
	end := middle
	if valueLength > 0 {
		end += uint64(native.Uint32(header[valueLength:]))
	}
	if end > uint64(len(raw)) {
		return nil, nil, nil, false
	}
	return header, raw[start:middle], raw[middle:end], true
}

func inOrder(key, previous, low, high []byte) bool {
	return (previous == nil || bytes.Compare(previous, key) < 0) &&
		(low == nil || bytes.Compare(low, key) <= 0) && (high == nil || bytes.Compare(key, high) < 0)
}

func (c *pageChecker) branch(id uint64, raw, low, high []byte, top bool, depth int) error {
	count := int(native.Uint16(raw[10:]))
	if count == 0 {
		return pageError("page %d is empty", id)
	}
	keys, kids := make([][]byte, count), make([]uint64, count)
	for i := range count {
		header, key, _, ok := element(raw, i, 0, 4, 0)
		if !ok || i > 0 && !inOrder(key, keys[i-1], low, high) {
			return pageError("page %d is not in order", id)
		}
		keys[i], kids[i] = key, native.Uint64(header[8:])
	}
	for i, kid := range kids {
		kidHigh := high
		if i+1 < count {
			kidHigh = keys[i+1]
		}
		if err := c.tree(kid, keys[i], kidHigh, top, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (c *pageChecker) leaf(id uint64, raw, low, high []byte, top bool, depth int) error {
	var previous []byte
	for i := range int(native.Uint16(raw[10:])) {
		header, key, value, ok := element(raw, i, 4, 8, 12)
		if !ok || !inOrder(key, previous, low, high) {
			return pageError("page %d is not in order", id)
		}
		previous = key
		if isBucket := native.Uint32(header) == bucketElement; isBucket != top || !isBucket && native.Uint32(header) != 0 {
			return pageError("page %d holds what it should not", id)
		}
		if top {
			if err := c.bucket(id, value, depth); err != nil {
				return err
			}
		}
	}
	return nil
}

// bucket checks a bucket: a tree of its own, or one small page inside the
// value.
func (c *pageChecker) bucket(id uint64, value []byte, depth int) error {
	if len(value) < bucketSize {
		return pageError("page %d holds half a bucket", id)
	}
	if root := native.Uint64(value); root != 0 {
		return c.tree(root, nil, nil, false, depth+1)
	}
	inline := value[bucketSize:]
	if len(inline) < pageHeaderSize || native.Uint16(inline[8:]) != leafPage || native.Uint64(inline) != 0 || native.Uint32(inline[12:]) != 0 {
		return pageError("page %d holds half a bucket", id)
	}
	return c.leaf(id, inline, nil, nil, false, depth)
}
