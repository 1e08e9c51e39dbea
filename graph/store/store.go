package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"clew/graph/resolve"
)

// Config says where the database is and who asks.
type Config struct {
	URI      string // neo4j://, neo4j+s://, bolt://, bolt+s://, bolt+unix://
	User     string // default "neo4j" where a password is given
	Password string
	Database string        // empty: the server's default
	Timeout  time.Duration // for connecting; default 5 s
}

// Store is a connection to one database. Safe for concurrent use.
type Store struct {
	driver   neo4j.DriverWithContext
	database string
	uri      string
	server   string

	loading sync.Mutex     // one Load at a time in this process
	index   *resolve.Index // what identity rests on; nil until first needed
	origins *origins       // which articles are copies; read with index
	version int64          // value of the Clew node's counter the index was read at
}

// Errors of opening and preparing a store.
var (
	// ErrUnreachable is returned when the database does not answer in time.
	ErrUnreachable = errors.New("the store does not answer")
	// ErrUnauthorized is returned when user or password are wrong.
	ErrUnauthorized = errors.New("the store refuses user or password")
	// ErrForeign is returned when the database holds Entity nodes that clew did not make.
	ErrForeign = errors.New("the database holds Entity nodes that clew did not make")
	// ErrNotFound is returned when no node, link or article has the id asked for.
	ErrNotFound = errors.New("not found")
)

// Open connects and makes sure that the server answers: within 5 seconds or
// the error says so.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	if cfg.Timeout == 0 {
		cfg.Timeout = 5 * time.Second
	}
	if err := checkURI(cfg.URI); err != nil {
		return nil, err
	}
	driver, err := neo4j.NewDriverWithContext(cfg.URI, token(cfg), func(c *config.Config) {
		c.SocketConnectTimeout = cfg.Timeout
		c.ConnectionAcquisitionTimeout = cfg.Timeout
		c.MaxTransactionRetryTime = 15 * time.Second
		c.UserAgent = "clew"
	})
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", redact(cfg.URI), err)
	}
	s := &Store{driver: driver, database: cfg.Database, uri: redact(cfg.URI)}
	if err := s.connect(ctx, cfg.Timeout); err != nil {
		driver.Close(context.WithoutCancel(ctx))
		return nil, err
	}
	return s, nil
}

func checkURI(uri string) error {
	u, err := url.Parse(uri)
	if err != nil {
		return fmt.Errorf("store %q is no address: %w", redact(uri), err)
	}
	switch strings.SplitN(u.Scheme, "+", 2)[0] {
	case "neo4j", "bolt":
		return nil
	}
	return fmt.Errorf("store %q: the address must begin with neo4j:// or bolt://", redact(uri))
}

func token(cfg Config) neo4j.AuthToken {
	if cfg.Password == "" {
		return neo4j.NoAuth()
	}
	user := cfg.User
	if user == "" {
		user = "neo4j"
	}
	return neo4j.BasicAuth(user, cfg.Password, "")
}

// redact drops a password that stands in an address: it belongs in no message.
func redact(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.User == nil {
		return uri
	}
	u.User = url.User(u.User.Username())
	return u.String()
}

func (s *Store) connect(ctx context.Context, timeout time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	info, err := s.driver.GetServerInfo(ctx)
	if err != nil {
		return s.explain(err)
	}
	s.server = info.Agent()
	// A wrong database name shows only when it is used.
	if _, err := s.read(ctx, "RETURN 1 AS one", nil); err != nil {
		return s.explain(err)
	}
	return nil
}

// explain turns the driver's errors of connecting into sentences.
func (s *Store) explain(err error) error {
	var server *neo4j.Neo4jError
	switch {
	case errors.As(err, &server) && strings.HasPrefix(server.Code, "Neo.ClientError.Security"):
		return fmt.Errorf("%w: %s (set CLEW_PASSWORD; the user is part of the address, neo4j://user@host)", ErrUnauthorized, s.uri)
	case errors.As(err, &server):
		return fmt.Errorf("store %s: %s", s.uri, server.Msg)
	case neo4j.IsConnectivityError(err), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%w: %s (is it running, and is the address right?)", ErrUnreachable, s.uri)
	}
	return fmt.Errorf("store %s: %w", s.uri, err)
}

// Close gives the connections back.
func (s *Store) Close(ctx context.Context) error { return s.driver.Close(ctx) }

// URI is the address without its password.
func (s *Store) URI() string { return s.uri }

// Server is what the other side calls itself, "Neo4j/5.26.0 …".
func (s *Store) Server() string { return s.server }

// row is one record by column name.
type row = map[string]any

// read runs one statement in a read transaction and returns all its rows.
func (s *Store) read(ctx context.Context, query string, params map[string]any) ([]row, error) {
	session := s.session(ctx, neo4j.AccessModeRead)
	defer session.Close(context.WithoutCancel(ctx))
	out, err := session.ExecuteRead(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		return run(ctx, tx, query, params)
	})
	if err != nil {
		return nil, err
	}
	return out.([]row), nil
}

func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: mode, DatabaseName: s.database})
}

// run collects the rows of one statement.
func run(ctx context.Context, tx neo4j.ManagedTransaction, query string, params map[string]any) ([]row, error) {
	result, err := tx.Run(ctx, query, params)
	if err != nil {
		return nil, err
	}
	records, err := result.Collect(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]row, len(records))
	for i, r := range records {
		rows[i] = r.AsMap()
	}
	return rows, nil
}
