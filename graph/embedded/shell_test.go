package embedded

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"clew/graph/needs"
)

// cypherShell fetches Neo4j's shell and returns its class path.
func cypherShell(t *testing.T) string {
	t.Helper()
	for _, tool := range []string{"java", "mvn"} {
		needs.Program(t, "java", tool)
	}
	lib := t.TempDir()
	out, err := exec.Command("mvn", "-q", "-B", "-f", "testdata/cypher-shell/pom.xml", "dependency:copy-dependencies", "-DoutputDirectory="+lib).CombinedOutput()
	if err != nil {
		needs.Missing(t, "java", fmt.Sprintf("Maven did not fetch cypher-shell: %v: %.300s", err, out))
	}
	return filepath.Join(lib, "*")
}

// Neo4j's own shell connects, reads, writes, uses parameters and transactions,
// and shows plans and errors.
func TestCypherShell(t *testing.T) {
	classes := cypherShell(t)
	db := open(t, t.TempDir())
	address, err := db.ListenPublic("127.0.0.1:0", Access{Write: true, Password: "s3cret"})
	if err != nil {
		t.Fatal(err)
	}
	shell := func(input string) (string, error) {
		cmd := exec.Command("java", "-cp", classes, "org.neo4j.shell.Main", "-a", "neo4j://"+address.String(), "-u", "neo4j", "-p", "s3cret", "--format", "plain")
		cmd.Stdin = strings.NewReader(input)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	out, err := shell(`CREATE (:A {n: 1})-[:R {w: 2.5}]->(:B);
MATCH p = (a)-[r]->(b) RETURN p;
:param x => 20 + 1
RETURN $x * 2 AS doubled;
:begin
CREATE (:Gone);
:rollback
:begin
CREATE (:Kept);
:commit
CALL db.labels();
PROFILE MATCH (n:A) RETURN n.n;
`)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"(:A {n: 1})-[:R {w: 2.5}]->(:B)", "doubled\n42", `"A"` + "\n" + `"B"` + "\n" + `"Kept"`, `Planner: "COST"`} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if out, err = shell("RETRUN 1;\n"); err == nil || !strings.Contains(out, "Invalid input 'RETRUN'") {
		t.Errorf("a wrong query: %v\n%s", err, out)
	}
}
