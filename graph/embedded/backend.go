package embedded

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"clew/graph/cypher"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
	"clew/graph/embedded/bolt"
)

// backend answers the Bolt server: it turns statements into results and
// decides which state they read and when they commit.
type backend struct {
	db    *DB
	cache statementCache
}

var _ bolt.Backend = (*backend)(nil)

func (db *DB) backend() *backend { return &backend{db: db} }

// statementCache keeps prepared statements by their text. When it is full it
// starts anew, which is simple and enough for the few texts a program has.
type statementCache struct {
	mu     sync.Mutex
	byText map[string]*cypher.Statement
}

const (
	cachedStatements = 1000
	maxCachedText    = 16 << 10
)

func (c *statementCache) prepare(query string) (*cypher.Statement, error) {
	c.mu.Lock()
	s := c.byText[query]
	c.mu.Unlock()
	if s != nil {
		return s, nil
	}
	s, err := cypher.Prepare(query)
	if err != nil || len(query) > maxCachedText {
		return s, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.byText) >= cachedStatements || c.byText == nil {
		c.byText = map[string]*cypher.Statement{}
	}
	c.byText[query] = s
	return s, nil
}

// begin waits for the writer's turn, for as long as the options allow.
func (db *DB) begin(ctx context.Context) (*memory.Tx, error) {
	wait, cancel := context.WithTimeout(ctx, db.options.WriterWait)
	defer cancel()
	tx, err := db.graph.Begin(wait)
	switch {
	case err == nil:
		return tx, nil
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	}
	return nil, status.Run("Neo.TransientError.Transaction.LockAcquisitionTimeout", "",
		"Another transaction has been writing for more than %s; there is one writer at a time. Try again.", db.options.WriterWait)
}

// environment is what a statement runs in; state and transaction are filled
// in by the caller.
func (b *backend) environment(c bolt.TxConfig, params map[string]value.Value) *cypher.Environment {
	database := c.Database
	if database == "" {
		database = bolt.DefaultDatabase
	}
	return &cypher.Environment{
		ReadOnly:   c.ReadOnly,
		Params:     params,
		Procedures: b.db.procedures,
		Limits:     cypher.Limits{Rows: int(c.Limits.Rows)},
		Session:    cypher.Session{Database: database, Address: c.Server, Writable: !c.ReadOnly, Settings: settings, AuthOn: c.Authenticated},
	}
}

// Run implements bolt.Backend. A statement that writes has run to its end
// when it returns, and is committed here rather than when the client has
// taken its rows: the next writer does not wait for a slow client.
func (b *backend) Run(ctx context.Context, s bolt.Statement, c bolt.TxConfig) (bolt.Result, error) {
	statement, err := b.cache.prepare(s.Query)
	if err != nil {
		return nil, err
	}
	r := &result{db: b.db, rows: c.Limits.Rows}
	env := b.environment(c, s.Params)
	env.View = b.db.View()
	env.Begin = func() (*memory.Tx, error) {
		var err error
		r.tx, err = b.db.begin(ctx)
		return r.tx, err
	}
	r.Result, err = statement.Run(ctx, env)
	if err == nil && r.tx != nil && statement.Updating() {
		err = commit(r.tx)
		r.tx = nil
	}
	if err != nil {
		r.Close()
		return nil, err
	}
	r.owned = true
	return r, nil
}

// commit commits a transaction; a failure of the disk is said with a code.
func commit(tx *memory.Tx) error {
	err := tx.Commit()
	var known *status.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return status.Run("Neo.DatabaseError.Transaction.TransactionCommitFailed", "", "%s", err)
}

// Begin implements bolt.Backend.
func (b *backend) Begin(ctx context.Context, c bolt.TxConfig) (bolt.Transaction, error) {
	return &transaction{backend: b, ctx: ctx, config: c, view: b.db.View()}, nil
}

// transaction is an explicit transaction. It takes the writer's turn with its
// first statement that writes. Until then a reading transaction sees the
// state of its beginning, another one the latest.
type transaction struct {
	backend *backend
	ctx     context.Context
	config  bolt.TxConfig
	view    *memory.View
	tx      *memory.Tx
}

// Run implements bolt.Transaction. A statement that only reads gets a state
// of its own, so that its rows do not change while they are taken and others
// of the transaction write.
func (t *transaction) Run(ctx context.Context, s bolt.Statement) (bolt.Result, error) {
	statement, err := t.backend.cache.prepare(s.Query)
	if err != nil {
		return nil, err
	}
	env := t.backend.environment(t.config, s.Params)
	env.Begin = t.begin
	switch {
	case t.tx == nil && t.config.ReadOnly:
		env.View = t.view
	case t.tx == nil:
		env.View = t.backend.db.View()
	case statement.Updating():
		env.Tx = t.tx
	default:
		env.View = t.tx.Snapshot()
	}
	if t.tx != nil {
		ctx = context.WithValue(ctx, openTx{}, t.tx)
	}
	r := &result{db: t.backend.db, rows: t.config.Limits.Rows}
	if r.Result, err = statement.Run(ctx, env); err != nil {
		return nil, err
	}
	return r, nil
}

// openTx is the context key of the transaction whose writes a procedure has
// to see.
type openTx struct{}

func (t *transaction) begin() (*memory.Tx, error) {
	if t.tx != nil {
		return t.tx, nil
	}
	var err error
	t.tx, err = t.backend.db.begin(t.ctx)
	return t.tx, err
}

// Writing implements bolt.Transaction.
func (t *transaction) Writing() bool { return t.tx != nil }

// Commit implements bolt.Transaction.
func (t *transaction) Commit() (string, error) {
	if t.tx != nil {
		if err := commit(t.tx); err != nil {
			return "", err
		}
	}
	return t.backend.db.bookmark(), nil
}

// Rollback implements bolt.Transaction.
func (t *transaction) Rollback() {
	if t.tx != nil {
		t.tx.Rollback()
	}
}

// bookmark names the latest state.
func (db *DB) bookmark() string { return fmt.Sprintf("FB:clew:%d", db.View().Version()) }

// result is a running statement.
type result struct {
	*cypher.Result
	db    *DB
	tx    *memory.Tx // of a statement outside a transaction that has not been committed
	owned bool       // outside a transaction
	rows  int64      // how many may come, zero for any number
	count int64
}

// Columns implements bolt.Result.
func (r *result) Columns() []string { return r.Result.Columns }

// Next implements bolt.Result.
func (r *result) Next() ([]value.Value, bool, error) {
	row, ok, err := r.Result.Next()
	if !ok || err != nil {
		return nil, false, err
	}
	if r.count++; r.rows > 0 && r.count > r.rows {
		return nil, false, status.Run("Neo.ClientError.General.LimitExceeded", "",
			"This connection gives at most %d rows for one statement. Use LIMIT.", r.rows)
	}
	return row, true, nil
}

// Finish implements bolt.Result.
func (r *result) Finish() (bolt.Summary, error) {
	if r.tx != nil {
		tx := r.tx
		r.tx = nil
		if err := commit(tx); err != nil {
			return bolt.Summary{}, err
		}
	}
	s := summary(r.Result.Summary())
	if r.owned {
		s.Bookmark = r.db.bookmark()
	}
	return s, nil
}

// Close implements bolt.Result.
func (r *result) Close() {
	if r.tx != nil {
		r.tx.Rollback()
		r.tx = nil
	}
}

// Writing implements bolt.Result.
func (r *result) Writing() bool { return r.tx != nil }
