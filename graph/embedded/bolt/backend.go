package bolt

import (
	"context"
	"time"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Backend is what a server answers for. Errors that are *status.Error reach
// the client with their code; others as a database error.
type Backend interface {
	// Run starts a statement in a transaction of its own, which is committed
	// by the result's Finish.
	Run(ctx context.Context, s Statement, c TxConfig) (Result, error)
	// Begin starts a transaction. ctx lives as long as the transaction.
	Begin(ctx context.Context, c TxConfig) (Transaction, error)
}

// Transaction is an explicit transaction. It is used by one goroutine.
type Transaction interface {
	Run(ctx context.Context, s Statement) (Result, error)
	// Commit returns the bookmark of the state it made.
	Commit() (bookmark string, err error)
	// Rollback does nothing after Commit.
	Rollback()
	// Writing tells whether other writers have to wait for this transaction.
	Writing() bool
}

// Statement is a query with its parameters.
type Statement struct {
	Query  string
	Params map[string]value.Value
}

// TxConfig is how a client wants a transaction to be.
type TxConfig struct {
	Database string // empty for the default
	ReadOnly bool   // asked for by the client or imposed by the listener
	Limits   Limits
	Timeout  time.Duration // zero for none
	Client   string        // its address
	Server   string        // the address it came to
	// Authenticated tells whether the listener asks for a password.
	Authenticated bool
}

// Limits bound what one statement may use; zero is no limit.
type Limits struct {
	Rows int64
	Time time.Duration
}

// Result is a running statement.
type Result interface {
	Columns() []string
	// Next returns the next row, which is the caller's until the next call;
	// ok is false at the end.
	Next() (row []value.Value, ok bool, err error)
	// Finish ends a statement whose rows have all been taken. Outside an
	// explicit transaction it commits and gives the bookmark.
	Finish() (Summary, error)
	// Close abandons the statement. It does nothing after Finish.
	Close()
	// Writing is described at Transaction.
	Writing() bool
}

// Summary is what there is to say about a statement that has run.
type Summary struct {
	Type          string // r, w, rw or s
	Stats         map[string]int64
	Bookmark      string
	Plan, Profile map[string]value.Value // nil without EXPLAIN or PROFILE
	Notifications []status.Notification
}
