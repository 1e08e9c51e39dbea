package embedded

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"clew/graph/cypher"
	"clew/graph/cypher/memory"
	"clew/graph/embedded/bolt"
)

// fileName is the graph's file inside its folder.
const fileName = "graph.db"

// Options are how a graph is opened; the zero value is right for most.
type Options struct {
	// Progress is called now and then while the graph is read, with the
	// number of nodes and relationships.
	Progress func(done, total int)
	// Version is the version that the server names itself by.
	Version string
	// WriterWait is how long a transaction waits for the writer before it;
	// zero is 30 seconds.
	WriterWait time.Duration
	// WriterIdle is how long a transaction that has written may wait for its
	// client before it is rolled back; zero is one minute.
	WriterIdle time.Duration
}

// DB is an open graph. It is safe for concurrent use.
type DB struct {
	dir     string
	options Options
	file    *file
	graph   *memory.Graph
	texts   texts

	procedures *cypher.Registry

	mu     sync.Mutex
	closed bool
	inner  *Endpoint
	server *bolt.Server
	open   []net.Listener
}

// Open opens the graph in a folder, making both when they are not there. It
// reads the whole graph into memory. Errors are *InUseError, ErrDamaged,
// ErrTooNew and those of the file system.
func Open(ctx context.Context, dir string, options Options) (*DB, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open the graph: %w", err)
	}
	db := &DB{dir: dir, options: options.withDefaults()}
	db.file, db.graph, err = openFile(filepath.Join(dir, fileName), newUUID, options.Progress)
	var inUse *InUseError
	switch {
	case errors.As(err, &inUse):
		inUse.Dir = dir
		inUse.Access, _ = runningAt(dir)
		return nil, inUse
	case err != nil:
		return nil, fmt.Errorf("open %s: %w", filepath.Join(dir, fileName), err)
	}
	db.texts.build(db.View())
	db.procedures = cypher.NewRegistry(db.builtin()...)
	db.graph.SetCommitHook(db.commit)
	return db, nil
}

func (o Options) withDefaults() Options {
	if o.Version == "" {
		o.Version = "dev"
	}
	if o.WriterWait == 0 {
		o.WriterWait = 30 * time.Second
	}
	if o.WriterIdle == 0 {
		o.WriterIdle = time.Minute
	}
	return o
}

// commit is called by the one transaction that commits.
func (db *DB) commit(c *memory.Changes) error {
	labels, types, keys := db.graph.Vocabulary()
	if err := db.file.commit(c, labels, types, keys); err != nil {
		return err
	}
	db.texts.commit(c)
	return nil
}

// Procedures are what CALL knows; others may be added before the first
// ListenInner or ListenPublic.
func (db *DB) Procedures() *cypher.Registry { return db.procedures }

// View is the latest committed state.
func (db *DB) View() *memory.View { return db.graph.View() }

// Graph is the graph itself, for reading and writing without Bolt.
func (db *DB) Graph() *memory.Graph { return db.graph }

// Dir is the graph's folder.
func (db *DB) Dir() string { return db.dir }

// Close ends all connections, waits for the transaction that is committing
// and closes the file. The graph must not be used afterwards.
func (db *DB) Close() error {
	db.mu.Lock()
	if db.closed {
		db.mu.Unlock()
		return nil
	}
	db.closed = true
	server, inner := db.server, db.inner
	for _, l := range db.open {
		l.Close()
	}
	db.mu.Unlock()
	if inner != nil {
		os.Remove(filepath.Join(db.dir, endpointFile))
	}
	if server != nil {
		server.Close()
	}
	if inner != nil {
		inner.removeFolder()
	}
	// The writer's turn is taken for good, so that nothing is written later. A
	// transaction that was forgotten fails when it commits.
	ctx, cancel := context.WithTimeout(context.Background(), closeWait)
	defer cancel()
	db.graph.Begin(ctx)
	return db.file.close()
}

// closeWait is how long Close waits for a transaction of this process.
const closeWait = 10 * time.Second

// newUUID returns a random UUID (RFC 9562, version 4).
func newUUID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
