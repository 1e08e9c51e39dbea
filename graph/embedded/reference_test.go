package embedded

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"clew/graph/needs"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// referenceStatement is what Neo4j 5.26.12 answered to one statement.
type referenceStatement struct {
	Query    string           `json:"q"`
	Keys     []string         `json:"keys"`
	N        int              `json:"n"`
	Type     string           `json:"type"`
	Code     string           `json:"code"`
	Message  string           `json:"message"`
	Counters map[string]int64 `json:"counters"`
}

// differs lists, by a part of the statement, where the answers are known to
// differ and why.
var differs = []struct{ part, why string }{
	{"CALL dbms.components()", "names clew beside the kernel"},
	{"SHOW FUNCTIONS", "has its own functions"},
	{"SHOW PROCEDURES", "has its own procedures"},
	{"SHOW SETTINGS", "has its own settings"},
	{"SHOW TRANSACTIONS", "does not list itself"},
	{"NODE KEY", "key constraints belong to Neo4j's enterprise edition"},
	{"vec IF", "vector indexes are not supported"},
	{"SHOW INDEXES", "has no vector index to show"},
	{"SHORTEST", "path selectors are not supported yet"},
	{"= ANY (", "path selectors are not supported yet"},
	{"{1,3}", "quantified path patterns are not supported yet"},
	{"IN TRANSACTIONS", "CALL IN TRANSACTIONS is not supported yet"},
	{"SET t += {y: 1}", "counts the nodes of the statement before, which is not supported yet"},
	{"LOAD CSV", "is not supported yet"},
}

const referenceGraph = `CREATE (ada:Person {name: 'Ada', born: 1815, tags: ['x', 'y']}), (bob:Person {name: 'Bob', born: 1820}),
(cid:Person:Admin {name: 'Cid'}), (dan:Person {name: 'Dan', born: 1800}), (acme:Org {name: 'Acme', at: point({x: 1, y: 2}), d: $day}),
(ada)-[:KNOWS {since: 1}]->(bob), (bob)-[:KNOWS]->(cid), (ada)-[:KNOWS]->(dan), (cid)-[:KNOWS]->(dan),
(ada)-[:WORKS_AT {role: 'r'}]->(acme), (cid)-[:WORKS_AT]->(acme)`

// The statements that tools send give the columns, numbers of rows, types,
// counters and error codes that Neo4j gave, apart from the listed ones.
func TestReferenceStatements(t *testing.T) {
	path := needs.Shared(t, "neo4j-5.26.12-reference.jsonl")
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := connect(t, open(t, t.TempDir()))
	query(t, d, referenceGraph, map[string]any{"day": neo4j.DateOf(neo4j.Date{}.Time())})
	session := d.NewSession(context.Background(), neo4j.SessionConfig{})
	defer session.Close(context.Background())
	same, known, needed := 0, 0, map[string]bool{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var want referenceStatement
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		difference := compareWithReference(session, want)
		listed := false
		for _, k := range differs {
			if strings.Contains(want.Query, k.part) {
				listed = true
				needed[k.part] = needed[k.part] || difference != ""
			}
		}
		switch {
		case difference == "":
			same++
		case listed:
			known++
		default:
			t.Errorf("%s\n\t%s", want.Query, difference)
		}
	}
	for _, k := range differs {
		if !needed[k.part] {
			t.Errorf("%q (%s) is listed as different and is not", k.part, k.why)
		}
	}
	t.Logf("%d statements as Neo4j, %d with a known difference", same, known)
}

func compareWithReference(session neo4j.SessionWithContext, want referenceStatement) string {
	ctx := context.Background()
	r, err := session.Run(ctx, want.Query, nil)
	var records []*neo4j.Record
	if err == nil {
		records, err = r.Collect(ctx)
	}
	if err != nil || want.Code != "" {
		if got := failureCode(err); got != want.Code {
			return fmt.Sprintf("got %v, want %s", err, want.Code)
		}
		return ""
	}
	summary, err := r.Consume(ctx)
	if err != nil {
		return err.Error()
	}
	keys, err := r.Keys()
	if err != nil {
		return err.Error()
	}
	kind := map[neo4j.StatementType]string{neo4j.StatementTypeReadOnly: "r", neo4j.StatementTypeReadWrite: "rw", neo4j.StatementTypeWriteOnly: "w", neo4j.StatementTypeSchemaWrite: "s"}[summary.StatementType()]
	got := fmt.Sprint(keys, len(records), kind, counted(summary.Counters()))
	if expected := fmt.Sprint(want.Keys, want.N, want.Type, want.Counters); got != expected {
		return "got " + got + ", want " + expected
	}
	return ""
}

func counted(c neo4j.Counters) map[string]int64 {
	m := map[string]int64{"nodes_created": int64(c.NodesCreated()), "nodes_deleted": int64(c.NodesDeleted()), "relationships_created": int64(c.RelationshipsCreated()),
		"relationships_deleted": int64(c.RelationshipsDeleted()), "properties_set": int64(c.PropertiesSet()), "labels_added": int64(c.LabelsAdded()), "labels_removed": int64(c.LabelsRemoved()),
		"indexes_added": int64(c.IndexesAdded()), "indexes_removed": int64(c.IndexesRemoved()), "constraints_added": int64(c.ConstraintsAdded()), "constraints_removed": int64(c.ConstraintsRemoved())}
	for k, n := range m {
		if n == 0 {
			delete(m, k)
		}
	}
	return m
}
