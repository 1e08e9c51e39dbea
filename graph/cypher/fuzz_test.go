package cypher_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"clew/graph/cypher"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

var fuzzSeeds = []string{
	"MATCH (a:A|B&!C {k: 1} WHERE a.x > 1)-[r:T*1..3 {w: 2}]->(b) WHERE NOT (a)-->(b) RETURN a, collect(DISTINCT b.k) AS l ORDER BY l DESC SKIP 1 LIMIT 2",
	"UNWIND [1, 2.5, 'x', null, true, {a: [1]}] AS x WITH x WHERE x IS NOT NULL RETURN CASE x WHEN 1 THEN 'one' ELSE x END AS y UNION ALL RETURN 1 AS y",
	"MERGE (n:N {id: $p}) ON CREATE SET n.c = 1, n:M ON MATCH SET n += {d: 2} REMOVE n.c, n:M DETACH DELETE n",
	"RETURN [x IN range(1, 3) WHERE x > 1 | x * 2], reduce(s = 0, x IN [1] | s + x), all(x IN [1] WHERE x = 1), [(a)-->(b) | b.k], COUNT { (x) }",
	"MATCH p = shortestPath((a)-[*..4]-(b)) WHERE a <> b CALL (p) { RETURN length(p) AS n } RETURN p, n",
	"FOREACH (x IN [1] | CREATE (:A {k: x})) WITH 1 AS one CALL db.labels() YIELD label AS l RETURN l",
	"SHOW INDEXES YIELD name WHERE name = 'x' RETURN count(*)", "CREATE FULLTEXT INDEX f IF NOT EXISTS FOR (n:A|B) ON EACH [n.a, n.b]",
	"CREATE CONSTRAINT c FOR (n:A) REQUIRE (n.a, n.b) IS UNIQUE", "EXPLAIN MATCH (n) RETURN n {.a, .*, b: 1}.a[0..-1]", "RETURN -9223372036854775808, 0x1F, 1e400, '\\u0041', `a b`, $`p q`",
	"OPTIONAL MATCH (a)<-[:T]-(b), (b)--(c) RETURN exists((a)-->(b)), a.k =~ 'x.*', a.k STARTS WITH 'x', 1 < 2 <= 3 <> 4",
}

// FuzzRun prepares and runs whatever it is given: the outcome is an answer or
// a typed error, and never an internal one.
func FuzzRun(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if strings.Count(query, "range")+strings.Count(query, "RANGE") > 1 {
			t.Skip("would only measure memory")
		}
		_, err := cypher.Prepare(query)
		check(t, query, err)
		if err != nil {
			return
		}
		graph := memory.New()
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		tx, err := graph.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		for _, setup := range []string{"CREATE (a:A {k: 1})-[:T]->(b:B {k: 2})-[:T]->(c), (c)-[:U]->(a)", query} {
			stmt, err := cypher.Prepare(setup)
			if err != nil {
				t.Fatal(err)
			}
			_, err = pullAll(ctx, stmt, &cypher.Environment{Tx: tx, Params: map[string]value.Value{"p": int64(1)}, Limits: cypher.Limits{Rows: 10000}})
			check(t, setup, err)
		}
	})
}

func check(t *testing.T, query string, err error) {
	t.Helper()
	if err == nil {
		return
	}
	var e *cypher.Error
	if !errors.As(err, &e) {
		t.Fatalf("%q: untyped error %v", query, err)
	}
	if e.Code == status.Internal {
		t.Fatalf("%q: %v", query, err)
	}
}
