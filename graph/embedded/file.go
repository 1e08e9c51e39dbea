package embedded

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"clew/graph/cypher/memory"
)

// The graph is one bbolt file. Every commit is one bbolt transaction, which
// is atomic and durable; the file is read only when the graph is opened.
//
//	meta          "meta" -> header, as JSON behind a CRC-32C
//	labels, types, keys   number (4 bytes) -> name
//	nodes, relationships  id (8 bytes) -> record, see memory.Node.AppendRecord
//	schema        "schema" -> indexes and constraints, as JSON
//
// bbolt itself notices few kinds of damage, so the header carries a digest of
// everything else: the sum of a hash of every entry, which a commit can keep
// up to date by looking at the entries it changes.
const formatVersion = 1

var (
	bucketMeta   = []byte("meta")
	bucketLabels = []byte("labels")
	bucketTypes  = []byte("types")
	bucketKeys   = []byte("keys")
	bucketNodes  = []byte("nodes")
	bucketRels   = []byte("relationships")
	bucketSchema = []byte("schema")

	allBuckets = [][]byte{bucketMeta, bucketLabels, bucketTypes, bucketKeys, bucketNodes, bucketRels, bucketSchema}
)

// header describes the file and what has to be in it.
type header struct {
	Format           int    `json:"format"`
	Database         string `json:"database"`
	Created          int64  `json:"created"` // milliseconds since 1970
	Version          uint64 `json:"version"` // of the View
	Nodes            int    `json:"nodes"`
	Relationships    int    `json:"relationships"`
	NextNode         int64  `json:"nextNode"`
	NextRelationship int64  `json:"nextRelationship"`
	NextSchema       int64  `json:"nextSchema"`
	Labels           int    `json:"labels"`
	Types            int    `json:"types"`
	Keys             int    `json:"keys"`
	Digest           uint64 `json:"digest,string"`
}

type storedSchema struct {
	Indexes     []memory.Index      `json:"indexes"`
	Constraints []memory.Constraint `json:"constraints"`
}

// file keeps a graph durable.
type file struct {
	bolt   *bbolt.DB
	header header
	broken error // a write failed; nothing is written any more
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// entryHash is what one entry adds to the digest. The bucket and key are part
// of it, so that entries cannot trade places.
func entryHash(bucket, key, value []byte) uint64 {
	h := uint64(crc32.Update(crc32.Checksum(bucket, castagnoli), castagnoli, key))<<32 | uint64(crc32.Checksum(value, castagnoli))
	// The finaliser of splitmix64 spreads the bits before they are summed.
	h += uint64(len(value)) * 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

func idKey(id int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(id)) }

func tokenKey(id int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(id)) }

// smallestFile is the size with which bbolt makes files, where pages have the
// smallest size there is.
const smallestFile = 4 * 4096

// lockTimeout is how long Open waits for another process to let go.
const lockTimeout = time.Second

// openFile reads the graph at path, making an empty one when there is none.
// The file is first read in full without being written to: bbolt's writing
// side trusts the file, and does not survive a damaged one.
func openFile(path string, newID func() string, progress func(done, total int)) (*file, *memory.Graph, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := createFile(path, newID()); err != nil {
			return nil, nil, err
		}
	case err == nil && info.Size() < smallestFile:
		return nil, nil, fmt.Errorf("%w: it ends in its first pages", ErrDamaged)
	}
	for {
		read, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: lockTimeout})
		if err != nil {
			return nil, nil, openError(err)
		}
		r := &reader{bolt: read, path: path, progress: progress}
		g, err := r.readAll()
		if closeErr := r.close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return nil, nil, err
		}
		f := &file{header: r.header}
		if f.bolt, err = openForWriting(path); err != nil {
			return nil, nil, err
		}
		same, err := f.headerIs(r.header)
		if err == nil && same {
			return f, g, nil
		}
		// Another process wrote between the two openings.
		if closeErr := f.bolt.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return nil, nil, err
		}
	}
}

// openForWriting opens a file that has been checked. bbolt looks for the free
// pages then, and panics when pages overlap.
func openForWriting(path string) (b *bbolt.DB, err error) {
	var opened *os.File
	defer func() {
		if p := recover(); p != nil {
			opened.Close() // which also gives up the lock
			b, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	b, err = bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout: lockTimeout, NoFreelistSync: true, FreelistType: bbolt.FreelistMapType,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			var err error
			opened, err = os.OpenFile(name, flag, mode)
			return opened, err
		},
	})
	if err != nil {
		return nil, openError(err)
	}
	return b, nil
}

// createFile writes an empty graph beside path and moves it there, so that a
// crash leaves either nothing or a whole file.
func createFile(path, databaseID string) error {
	temporary := path + ".new"
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	b, err := bbolt.Open(temporary, 0o600, &bbolt.Options{Timeout: lockTimeout, NoFreelistSync: true})
	if err != nil {
		return openError(err)
	}
	g := memory.New()
	v := g.View()
	h := header{Format: formatVersion, Database: databaseID, Created: time.Now().UnixMilli(), NextSchema: v.NextSchemaID()}
	err = b.Update(func(tx *bbolt.Tx) error {
		for _, name := range allBuckets {
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		w := &writer{tx: tx, header: &h}
		if err := w.schema(nil, v); err != nil {
			return err
		}
		return w.finish()
	})
	if closeErr := b.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("create the graph file: %w", err)
	}
	if err := os.Rename(temporary, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes a new name in a folder survive a power cut. Windows knows
// no such thing and needs none.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// openError gives bbolt's errors their meaning here.
func openError(err error) error {
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return &InUseError{}
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// headerIs compares the header in the file with one read before.
func (f *file) headerIs(h header) (same bool, err error) {
	err = f.bolt.View(func(tx *bbolt.Tx) error {
		now, err := readHeader(tx)
		same = now == h
		return err
	})
	return same, err
}

func readHeader(tx *bbolt.Tx) (header, error) {
	for _, name := range allBuckets {
		if tx.Bucket(name) == nil {
			return header{}, fmt.Errorf("%w: it has no %s", ErrDamaged, name)
		}
	}
	raw := tx.Bucket(bucketMeta).Get(bucketMeta)
	if len(raw) < 4 || binary.BigEndian.Uint32(raw) != crc32.Checksum(raw[4:], castagnoli) {
		return header{}, fmt.Errorf("%w: its header is not as it was written", ErrDamaged)
	}
	var format struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(raw[4:], &format); err != nil {
		return header{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if format.Format > formatVersion {
		return header{}, fmt.Errorf("%w (format %d, this version reads up to %d)", ErrTooNew, format.Format, formatVersion)
	}
	var h header
	if err := json.Unmarshal(raw[4:], &h); err != nil {
		return header{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return h, nil
}

func (f *file) close() error { return f.bolt.Close() }

// commit is the commit hook: it writes what a transaction changed and returns
// when it is on the disk. After a failure it is not known what the disk holds,
// so that everything later is refused.
func (f *file) commit(c *memory.Changes, labels, types, keys []string) error {
	if f.broken != nil {
		return f.broken
	}
	next := f.header
	err := f.bolt.Update(func(tx *bbolt.Tx) error {
		w := &writer{tx: tx, header: &next}
		return w.changes(c, labels, types, keys)
	})
	if err != nil {
		f.broken = fmt.Errorf("the graph can no longer be written to, open it again: %w", err)
		return fmt.Errorf("write the graph: %w", err)
	}
	f.header = next
	return nil
}

// writer writes one commit into one bbolt transaction.
type writer struct {
	tx          *bbolt.Tx
	header      *header
	old, record []byte
}

func (w *writer) changes(c *memory.Changes, labels, types, keys []string) error {
	for _, v := range []struct {
		bucket []byte
		stored *int
		names  []string
	}{{bucketLabels, &w.header.Labels, labels}, {bucketTypes, &w.header.Types, types}, {bucketKeys, &w.header.Keys, keys}} {
		for ; *v.stored < len(v.names); *v.stored++ {
			if err := w.put(v.bucket, tokenKey(*v.stored), nil, []byte(v.names[*v.stored])); err != nil {
				return err
			}
		}
	}
	if err := c.Nodes(func(id int64) error { return w.node(id, c.Before.Node(id), c.After.Node(id)) }); err != nil {
		return err
	}
	if err := c.Relationships(func(id int64) error {
		return w.relationship(id, c.Before.Relationship(id), c.After.Relationship(id))
	}); err != nil {
		return err
	}
	if c.SchemaChanged {
		if err := w.schema(c.Before, c.After); err != nil {
			return err
		}
	}
	w.header.NextNode, w.header.NextRelationship = c.NextIDs()
	w.header.Version, w.header.NextSchema = c.After.Version(), c.After.NextSchemaID()
	w.header.Nodes, w.header.Relationships = c.After.NodeCount(), c.After.RelationshipCount()
	return w.finish()
}

func (w *writer) node(id int64, before, after *memory.Node) error {
	w.old, w.record = nil, nil
	if before != nil {
		w.old = before.AppendRecord(nil)
	}
	if after != nil {
		w.record = after.AppendRecord(nil)
	}
	return w.put(bucketNodes, idKey(id), w.old, w.record)
}

func (w *writer) relationship(id int64, before, after *memory.Relationship) error {
	w.old, w.record = nil, nil
	if before != nil {
		w.old = before.AppendRecord(nil)
	}
	if after != nil {
		w.record = after.AppendRecord(nil)
	}
	return w.put(bucketRels, idKey(id), w.old, w.record)
}

// put replaces an entry, nil being no entry, and keeps the digest up to date.
func (w *writer) put(bucket, key, old, record []byte) error {
	b := w.tx.Bucket(bucket)
	b.FillPercent = 0.9
	if old != nil {
		w.header.Digest -= entryHash(bucket, key, old)
	}
	if record == nil {
		return b.Delete(key)
	}
	w.header.Digest += entryHash(bucket, key, record)
	return b.Put(key, record)
}

func (w *writer) schema(before, after *memory.View) error {
	var old []byte
	if before != nil {
		old = encodeSchema(before)
	}
	return w.put(bucketSchema, bucketSchema, old, encodeSchema(after))
}

// encodeSchema is deterministic: structs in order, map keys sorted.
func encodeSchema(v *memory.View) []byte {
	raw, err := json.Marshal(storedSchema{v.Indexes(), v.Constraints()})
	if err != nil {
		panic("embedded: an index option cannot be written as JSON: " + err.Error())
	}
	return raw
}

func (w *writer) finish() error {
	raw, err := json.Marshal(w.header)
	if err != nil {
		return err
	}
	sealed := binary.BigEndian.AppendUint32(nil, crc32.Checksum(raw, castagnoli))
	return w.tx.Bucket(bucketMeta).Put(bucketMeta, append(sealed, raw...))
}

// reader reads a whole file, trusting nothing.
type reader struct {
	bolt     *bbolt.DB
	path     string
	progress func(done, total int)
	header   header
	digest   uint64
	done     int
	stuck    bool // a panic left bbolt's transaction open
}

// close closes the file, or leaves it to the end of the process when bbolt
// would wait for the transaction that the damage broke off.
func (r *reader) close() error {
	if r.stuck {
		return nil
	}
	return r.bolt.Close()
}

// readAll reads the graph. bbolt panics or even faults on a damaged page,
// which means the same as an error here.
func (r *reader) readAll() (g *memory.Graph, err error) {
	if err := checkPages(r.path); err != nil {
		return nil, err
	}
	faults := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(faults)
	defer func() {
		if p := recover(); p != nil {
			r.stuck = true
			g, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	err = r.bolt.View(func(tx *bbolt.Tx) error {
		if r.header, err = readHeader(tx); err != nil {
			return err
		}
		g, err = r.graph(tx)
		return err
	})
	return g, err
}

func (r *reader) graph(tx *bbolt.Tx) (*memory.Graph, error) {
	h := r.header
	labels, err := r.names(tx, bucketLabels, h.Labels)
	if err != nil {
		return nil, err
	}
	types, err := r.names(tx, bucketTypes, h.Types)
	if err != nil {
		return nil, err
	}
	keys, err := r.names(tx, bucketKeys, h.Keys)
	if err != nil {
		return nil, err
	}
	l := memory.NewLoader(h.Database, labels, types, keys)
	if err := r.entries(tx, bucketNodes, 8, h.Nodes, func(key, record []byte) error {
		return l.AddNode(int64(binary.BigEndian.Uint64(key)), record)
	}); err != nil {
		return nil, err
	}
	if err := r.entries(tx, bucketRels, 8, h.Relationships, func(key, record []byte) error {
		return l.AddRelationship(int64(binary.BigEndian.Uint64(key)), record)
	}); err != nil {
		return nil, err
	}
	var s storedSchema
	if err := r.entries(tx, bucketSchema, len(bucketSchema), 1, func(_, raw []byte) error { return json.Unmarshal(raw, &s) }); err != nil {
		return nil, err
	}
	if r.digest != h.Digest {
		return nil, fmt.Errorf("%w: its checksum is wrong", ErrDamaged)
	}
	g, err := l.Finish(h.Version, h.NextNode, h.NextRelationship, h.NextSchema, s.Indexes, s.Constraints)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return g, nil
}

func (r *reader) names(tx *bbolt.Tx, bucket []byte, want int) ([]string, error) {
	names := make([]string, 0, min(want, 1<<16))
	err := r.entries(tx, bucket, 4, want, func(key, name []byte) error {
		if int(binary.BigEndian.Uint32(key)) != len(names) {
			return errors.New("a name is missing")
		}
		names = append(names, string(name))
		return nil
	})
	return names, err
}

// entries reads a bucket of want entries.
func (r *reader) entries(tx *bbolt.Tx, bucket []byte, keySize, want int, use func(key, value []byte) error) error {
	total := r.header.Nodes + r.header.Relationships
	count := 0
	c := tx.Bucket(bucket).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if count++; count > want || len(k) != keySize {
			return fmt.Errorf("%w: there is more in its %s than was written", ErrDamaged, bucket)
		}
		r.digest += entryHash(bucket, k, v)
		if err := use(k, v); err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if r.done++; r.progress != nil && r.done%100_000 == 0 {
			r.progress(min(r.done, total), total)
		}
	}
	if count != want {
		return fmt.Errorf("%w: %d of its %d %s are left", ErrDamaged, count, want, bucket)
	}
	return nil
}
