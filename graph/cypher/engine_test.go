package cypher_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"clew/graph/cypher"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

func prepare(t *testing.T, query string) *cypher.Statement {
	t.Helper()
	stmt, err := cypher.Prepare(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return stmt
}

func code(err error) string {
	var e *cypher.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func TestReadOnlyRefusesWhatWrites(t *testing.T) {
	g := memory.New()
	for _, q := range []string{"CREATE (n)", "MATCH (n) SET n.x = 1", "MERGE (n)", "MATCH (n) DELETE n", "UNWIND [1] AS x CALL (x) { CREATE () }", "CREATE INDEX FOR (n:A) ON (n.k)"} {
		_, err := prepare(t, q).Run(context.Background(), &cypher.Environment{View: g.View(), ReadOnly: true})
		if code(err) != status.AccessMode {
			t.Errorf("%s: %v, want %s", q, err, status.AccessMode)
		}
	}
	for _, q := range []string{"RETURN 'CREATE (n)' AS text", "MATCH (n) RETURN n", "SHOW INDEXES", "EXPLAIN CREATE (n)"} {
		if _, err := pullAll(context.Background(), prepare(t, q), &cypher.Environment{View: g.View(), ReadOnly: true}); err != nil {
			t.Errorf("%s: %v", q, err)
		}
	}
	if g.View().NodeCount() != 0 {
		t.Error("something was written")
	}
}

func TestCancellationStopsAQuery(t *testing.T) {
	for _, q := range []string{
		"UNWIND range(1, 100000000) AS x UNWIND range(1, 100000000) AS y RETURN count(*)",
		"RETURN reduce(s = 0, x IN range(1, 100000) | s + x) AS s",
		"MATCH (a), (b), (c), (d), (e), (f) RETURN count(*)",
		"MATCH p = (a)-[*]-(b) RETURN count(p)",
	} {
		s := newSession()
		if _, err := s.run("UNWIND range(1, 40) AS x CREATE (:A {k: x}) WITH count(*) AS n MATCH (a:A), (b:A) WHERE (a.k * b.k) % 3 = 1 CREATE (a)-[:T]->(b)"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := pullAll(ctx, prepare(t, q), &cypher.Environment{View: s.graph.View()})
		if code(err) != status.Terminated {
			t.Errorf("%s: %v, want %s", q, err, status.Terminated)
		}
	}
}

func TestRowLimitStopsSortsGroupsAndUpdates(t *testing.T) {
	g := memory.New()
	for _, q := range []string{"UNWIND range(1, 1000) AS x RETURN x ORDER BY x", "UNWIND range(1, 1000) AS x RETURN x, count(*)", "UNWIND range(1, 1000) AS x RETURN DISTINCT x"} {
		_, err := pullAll(context.Background(), prepare(t, q), &cypher.Environment{View: g.View(), Limits: cypher.Limits{Rows: 100}})
		if code(err) != status.MemoryLimit {
			t.Errorf("%s: %v, want %s", q, err, status.MemoryLimit)
		}
	}
	if _, err := pullAll(context.Background(), prepare(t, "UNWIND range(1, 1000) AS x RETURN x"), &cypher.Environment{View: g.View(), Limits: cypher.Limits{Rows: 100}}); err != nil {
		t.Errorf("streaming holds no rows: %v", err)
	}
}

// planText writes a plan one operator a line, indented by depth.
func planText(n *cypher.PlanNode, depth int, b *strings.Builder) {
	b.WriteString(strings.Repeat("  ", depth) + strings.TrimSpace(n.Operator+" "+n.Details) + "\n")
	for _, c := range n.Children {
		planText(c, depth+1, b)
	}
}

func TestPlansStartWhereRowsAreFew(t *testing.T) {
	s := newSession()
	for _, q := range []string{"CREATE INDEX FOR (n:Person) ON (n.name)", "UNWIND range(1, 100) AS i CREATE (:Person {name: 'p' + i})-[:LIVES_IN]->(:Place {k: i})", "CREATE (:Rare)-[:KNOWS]->(:Person {name: 'x'})"} {
		if _, err := s.run(q); err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string]string{
		"MATCH (p:Place)<-[:LIVES_IN]-(n:Person {name: 'p7'}) RETURN p.k": "NodeIndexSeek n",
		"MATCH (n:Person)<-[:KNOWS]-(r:Rare) RETURN n":                    "NodeByLabelScan r:Rare",
		"MATCH (n) WHERE id(n) = 3 RETURN n":                              "NodeByIdSeek",
		"MATCH (n:Person) WITH n LIMIT 1 MATCH (n)-->(m) RETURN m":        "Expand(All)",
		"MATCH p = shortestPath((a:Rare)-[*]-(b:Place {k: 1})) RETURN p":  "ShortestPath",
		"MATCH (n:Person) RETURN n.name ORDER BY n.name LIMIT 5":          "Top (n.name) ASC",
	} {
		got, err := s.run("EXPLAIN " + query)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		planText(got.summary.Plan, 0, &b)
		if want = strings.NewReplacer("NodeIndexSeek n", "NodeIndexSeek RANGE INDEX n:Person(name)", "(n.name) ASC", "n.name ASC").Replace(want); !strings.Contains(b.String(), want) {
			t.Errorf("%s: no %q in\n%s", query, want, b.String())
		}
	}
}

func TestProfileCountsRows(t *testing.T) {
	s := newSession()
	if _, err := s.run("UNWIND range(1, 10) AS i CREATE (:A {k: i})"); err != nil {
		t.Fatal(err)
	}
	got, err := s.run("PROFILE MATCH (n:A) WHERE n.k > 7 RETURN n.k")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int64{}
	var walk func(n *cypher.PlanNode)
	walk = func(n *cypher.PlanNode) {
		rows[n.Operator] += n.Rows
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(got.summary.Profile)
	if rows["NodeByLabelScan"] != 10 || rows["ProduceResults"] != 3 {
		t.Errorf("rows by operator: %v", rows)
	}
}

func TestProceduresAreCalled(t *testing.T) {
	registry := cypher.NewRegistry(cypher.Procedure{
		Name: "test.twice", Mode: cypher.Read, Args: []cypher.Argument{{Name: "n", Type: "INTEGER"}, {Name: "times", Type: "INTEGER", Default: int64(2), HasDefault: true}},
		Yields: []cypher.Column{{Name: "value", Type: "INTEGER"}},
		Call: func(_ context.Context, _ *cypher.ProcedureContext, args []value.Value) ([][]value.Value, error) {
			return [][]value.Value{{args[0].(int64) * args[1].(int64)}}, nil
		},
	}, cypher.Procedure{
		Name: "test.fails", Mode: cypher.Read,
		Call: func(context.Context, *cypher.ProcedureContext, []value.Value) ([][]value.Value, error) {
			return nil, errors.New("out of paper")
		},
	})
	env := &cypher.Environment{View: memory.New().View(), Procedures: registry}
	got, err := pullAll(context.Background(), prepare(t, "UNWIND [1, 2] AS x CALL test.twice(x) YIELD value AS v WHERE v > 2 RETURN x, v"), env)
	if err != nil || len(got.rows) != 1 || got.rows[0][1] != value.Value(int64(4)) {
		t.Errorf("got %v (%v)", got.rows, err)
	}
	got, err = pullAll(context.Background(), prepare(t, "CALL test.twice(3, 5)"), env)
	if err != nil || got.columns[0] != "value" || got.rows[0][0] != value.Value(int64(15)) {
		t.Errorf("got %v %v (%v)", got.columns, got.rows, err)
	}
	_, err = pullAll(context.Background(), prepare(t, "CALL test.fails()"), env)
	if code(err) != status.ProcedureCallFailed || !strings.Contains(err.Error(), "out of paper") {
		t.Errorf("a failing procedure gave %v", err)
	}
	_, err = pullAll(context.Background(), prepare(t, "CALL test.nope()"), env)
	if code(err) != status.ProcedureNotFound {
		t.Errorf("an unknown procedure gave %v", err)
	}
}

func TestAStatementRunsManyTimesAtOnce(t *testing.T) {
	s := newSession()
	if _, err := s.run("UNWIND range(1, 100) AS i CREATE (:A {k: i})"); err != nil {
		t.Fatal(err)
	}
	stmt := prepare(t, "MATCH (n:A) WHERE n.k =~ '[0-9]+' OR n.k > 50 WITH n.k AS k, [x IN range(1, 3) | x * n.k] AS l RETURN sum(k), count(l)")
	done := make(chan error, 8)
	for range 8 {
		go func() {
			for range 20 {
				got, err := pullAll(context.Background(), stmt, &cypher.Environment{View: s.graph.View()})
				if err == nil && got.rows[0][1] != value.Value(int64(50)) {
					err = errors.New(value.Format(got.rows[0][1]))
				}
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
