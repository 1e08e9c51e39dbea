package embedded

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"clew/graph/cypher/status"
)

// connect opens a graph and a driver on its inner listener.
func connect(t *testing.T, db *DB) neo4j.DriverWithContext {
	t.Helper()
	e, err := db.ListenInner()
	if err != nil {
		t.Fatal(err)
	}
	auth := neo4j.NoAuth()
	if e.Password != "" {
		auth = neo4j.BasicAuth(e.User, e.Password, "")
	}
	d, err := neo4j.NewDriverWithContext(e.URI, auth)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close(context.Background()) })
	return d
}

func query(t *testing.T, d neo4j.DriverWithContext, text string, params map[string]any) *neo4j.EagerResult {
	t.Helper()
	r, err := neo4j.ExecuteQuery(context.Background(), d, text, params, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return r
}

// values are the rows of an answer as text.
func values(r *neo4j.EagerResult) string {
	var lines []string
	for _, rec := range r.Records {
		lines = append(lines, fmt.Sprint(rec.Values))
	}
	return strings.Join(lines, " ")
}

func failureCode(err error) string {
	var e *neo4j.Neo4jError
	if errors.As(err, &e) {
		return e.Code
	}
	return fmt.Sprint(err)
}

// A session of the kind the store has: schema, batches of MERGE, reading,
// full text, counters; and all of it is there after reopening.
func TestSession(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	d := connect(t, db)
	query(t, d, "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE", nil)
	query(t, d, "CREATE INDEX by_name IF NOT EXISTS FOR (n:Entity) ON (n.name)", nil)
	query(t, d, "CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]", nil)
	var batch []any
	for i := range 500 {
		batch = append(batch, map[string]any{"id": fmt.Sprint("e", i), "name": fmt.Sprintf("Name %d", i%50), "aliases": []any{fmt.Sprint("alias", i)}})
	}
	for round := range 2 {
		r := query(t, d, "UNWIND $rows AS row MERGE (n:Entity {id: row.id}) SET n.name = row.name, n.aliases = row.aliases", map[string]any{"rows": batch})
		want := 500 * (1 - round)
		if got := r.Summary.Counters().NodesCreated(); got != want {
			t.Errorf("round %d: %d nodes created, want %d", round, got, want)
		}
	}
	query(t, d, "MATCH (a:Entity {id: 'e1'}), (b:Entity {id: 'e2'}) MERGE (a)-[r:KNOWS {claim: 'asserted'}]->(b) SET r.quote = 'so'", nil)
	check := func(d neo4j.DriverWithContext) {
		t.Helper()
		for text, want := range map[string]string{
			"MATCH (n:Entity) RETURN count(n)":                             "[500]",
			"MATCH (a)-[r:KNOWS]->(b) RETURN a.id, r.quote, type(r), b.id": "[e1 so KNOWS e2]",
			"CALL db.index.fulltext.queryNodes('names', 'alias7') YIELD node, score WHERE score > 0 RETURN node.id, node.aliases[0]": "[e7 alias7]",
			"CALL db.labels()":                                  "[Entity]",
			"CALL db.relationshipTypes()":                       "[KNOWS]",
			"CALL db.propertyKeys()":                            "[aliases] [claim] [id] [name] [quote]",
			"MATCH (n:Entity {name: 'Name 3'}) RETURN count(*)": "[10]",
		} {
			if got := values(query(t, d, text, nil)); got != want {
				t.Errorf("%s: got %s, want %s", text, got, want)
			}
		}
	}
	check(d)
	_, err := neo4j.ExecuteQuery(context.Background(), d, "CREATE (:Entity {id: 'e1'})", nil, neo4j.EagerResultTransformer)
	if failureCode(err) != status.ConstraintViolation {
		t.Errorf("got %v, want a violation", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	check(connect(t, open(t, dir)))
}

// A transaction sees its own writes, nobody else does until it commits, and a
// rollback leaves nothing, in the full-text index either.
func TestIsolation(t *testing.T) {
	ctx := context.Background()
	db := open(t, t.TempDir())
	d := connect(t, db)
	query(t, d, "CREATE FULLTEXT INDEX texts FOR (n:T) ON EACH [n.text]", nil)
	query(t, d, "CREATE (:T {text: 'old words'})", nil)
	const search = "CALL db.index.fulltext.queryNodes('texts', $q) YIELD node RETURN count(node)"
	find := func(run func(string, map[string]any) (*neo4j.Record, error), q string) int64 {
		t.Helper()
		r, err := run(search, map[string]any{"q": q})
		if err != nil {
			t.Fatal(err)
		}
		return r.Values[0].(int64)
	}
	outside := func(text string, params map[string]any) (*neo4j.Record, error) {
		return query(t, d, text, params).Records[0], nil
	}
	for _, commits := range []bool{false, true} {
		session := d.NewSession(ctx, neo4j.SessionConfig{})
		tx, err := session.BeginTransaction(ctx)
		if err != nil {
			t.Fatal(err)
		}
		inside := func(text string, params map[string]any) (*neo4j.Record, error) {
			r, err := tx.Run(ctx, text, params)
			if err != nil {
				return nil, err
			}
			return r.Single(ctx)
		}
		if _, err := tx.Run(ctx, "MATCH (n:T) SET n.text = 'changed' CREATE (:T {text: 'new words'})", nil); err != nil {
			t.Fatal(err)
		}
		got := []int64{find(inside, "old"), find(inside, "changed"), find(inside, "new"), find(outside, "old"), find(outside, "new")}
		if want := []int64{0, 1, 1, 1, 0}; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("during: got %v, want %v", got, want)
		}
		if commits {
			err = tx.Commit(ctx)
		} else {
			err = tx.Rollback(ctx)
		}
		if err != nil {
			t.Fatal(err)
		}
		session.Close(ctx)
		if got, want := find(outside, "changed") == 1, commits; got != want {
			t.Errorf("after commit %v: the change is there: %v", commits, got)
		}
	}
}

// A second writer waits for the first and then goes on, or gives up with an
// error that drivers try again after.
func TestWritersWait(t *testing.T) {
	ctx := context.Background()
	db, err := Open(ctx, t.TempDir(), Options{WriterWait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	d := connect(t, db)
	session := d.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		t.Fatal(err)
	}
	r, err := tx.Run(ctx, "CREATE (n) RETURN n", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Collect(ctx); err != nil {
		t.Fatal(err)
	}
	other := d.NewSession(ctx, neo4j.SessionConfig{})
	defer other.Close(ctx)
	_, err = other.Run(ctx, "CREATE (n)", nil)
	if got, want := failureCode(err), "Neo.TransientError.Transaction.LockAcquisitionTimeout"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := values(query(t, d, "MATCH (n) RETURN count(n)", nil)); got != "[0]" {
		t.Errorf("a reader sees %s nodes", got)
	}
	if err := tx.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if got := values(query(t, d, "CREATE (m) WITH m MATCH (n) RETURN count(n)", nil)); got != "[2]" {
		t.Errorf("got %s, want [2]", got)
	}
}

// The public listener reads only, counts rows, and wants a password when
// others can reach it.
func TestPublicListener(t *testing.T) {
	ctx := context.Background()
	db := open(t, t.TempDir())
	query(t, connect(t, db), "UNWIND range(1, 30) AS i CREATE (:N {i: i})", nil)
	address, err := db.ListenPublic("127.0.0.1:0", Access{Rows: 20})
	if err != nil {
		t.Fatal(err)
	}
	d, err := neo4j.NewDriverWithContext("neo4j://"+address.String(), neo4j.NoAuth())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	for text, want := range map[string]string{
		"CREATE (n)":                          status.AccessMode,
		"MATCH (n) SET n.x = 1":               status.AccessMode,
		"CREATE INDEX FOR (n:N) ON (n.i)":     status.AccessMode,
		"MATCH (n) RETURN n":                  "Neo.ClientError.General.LimitExceeded",
		"MATCH (n) RETURN m":                  status.SyntaxError,
		"MATCH (n) RETURN n LIMIT 10":         "<nil>",
		"EXPLAIN CREATE (n)":                  "<nil>",
		"RETURN 'CREATE (n)' AS text":         "<nil>",
		"MATCH (n) RETURN count(n) AS CREATE": "<nil>",
	} {
		_, err := neo4j.ExecuteQuery(ctx, d, text, nil, neo4j.EagerResultTransformer)
		if got := failureCode(err); got != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	if _, err := db.ListenPublic("0.0.0.0:0", Access{}); !errors.Is(err, ErrNeedsPassword) {
		t.Errorf("got %v, want %v", err, ErrNeedsPassword)
	}
	secret, err := db.ListenPublic("127.0.0.1:0", Access{Write: true, Password: "open sesame"})
	if err != nil {
		t.Fatal(err)
	}
	d, err = neo4j.NewDriverWithContext("bolt://"+secret.String(), neo4j.BasicAuth("neo4j", "open sesame", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	query(t, d, "CREATE (n)", nil)
}
