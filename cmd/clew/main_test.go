package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"clew/graph/embedded"
)

// clew runs a command line and returns what it wrote and its exit code.
func clew(t *testing.T, stdin string, args ...string) (out, err string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(context.Background(), args, streams{strings.NewReader(stdin), &stdout, &stderr})
	return stdout.String(), stderr.String(), code
}

// must runs a command line that has to succeed.
func must(t *testing.T, args ...string) string {
	t.Helper()
	out, stderr, code := clew(t, "", args...)
	if code != exitDone {
		t.Fatalf("clew %s: exit %d: %s", strings.Join(args, " "), code, stderr)
	}
	return out
}

const seeds = "../../seeds"

// builtProgram builds clew, for what needs a process of its own.
func builtProgram(t testing.TB) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "clew")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v: %s", err, out)
	}
	return program
}

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Every kind of wrong input ends with one sentence and a non-zero exit.
func TestBadInput(t *testing.T) {
	empty, folder := write(t, "empty.txt", nil), t.TempDir()
	binary := write(t, "binary.txt", []byte("PK\x03\x04\x00\x00binary"))
	latin1 := write(t, "latin1.txt", []byte("The caf\xe9 in the town was closed on Monday."))
	badLine := write(t, "bad.jsonl", []byte("{\"id\": \"a\", \"text\": \"One.\"}\nnot json\n"))
	store := filepath.Join(t.TempDir(), "store")
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"a missing path", []string{"extract", "nowhere.txt"}, exitFailed, "nowhere.txt: no such file or folder"},
		{"an empty file", []string{"extract", empty}, exitFailed, "the file is empty"},
		{"a binary file", []string{"extract", binary}, exitFailed, "binary file"},
		{"a badly encoded file", []string{"extract", latin1}, exitFailed, "not UTF-8: byte 0xe9"},
		{"a folder without articles", []string{"extract", folder}, exitFailed, "no articles in this folder"},
		{"a line that is no JSON", []string{"extract", badLine}, exitFailed, "line 2"},
		{"a missing path to load", []string{"load", "--store", store, "nowhere.txt"}, exitFailed, "no such file"},
		{"an empty file to load", []string{"load", "--store", store, empty}, exitFailed, "the file is empty"},
		{"a store that does not answer", []string{"load", "--store", "bolt://127.0.0.1:1", seeds}, exitFailed, "the store does not answer"},
		{"an address that is none", []string{"rank", "--store", "http://localhost"}, exitFailed, "must begin with neo4j:// or bolt://"},
		{"a password in the address", []string{"rank", "--store", "neo4j://me:secret@localhost"}, exitUsage, "CLEW_PASSWORD"},
		{"a user without a password", []string{"rank", "--store", "neo4j://me@localhost"}, exitFailed, "no password for user me"},
		{"a Cypher error", []string{"cypher", "--store", store, "MATCH (n) RETURN n.name ORDERBY n"}, exitFailed, "line 1, column 25"},
		{"a write without asking", []string{"cypher", "--store", store, "CREATE (:X)"}, exitFailed, "--write"},
		{"an unknown command", []string{"frobnicate"}, exitUsage, "unknown command"},
		{"an unknown flag", []string{"extract", "--colour", "x"}, exitUsage, "unknown flag"},
		{"an unknown format", []string{"extract", seeds, "--format", "xml"}, exitUsage, "it takes [json jsonl text graphml cypher]"},
		{"an unknown measure", []string{"rank", "--by", "fame"}, exitUsage, "fame"},
		{"too few names", []string{"path", "one"}, exitUsage, "needs two names"},
		{"nothing to extract", []string{"extract"}, exitUsage, "needs the articles to read"},
		{"listening beyond this machine without a password", []string{"serve", "--listen", "0.0.0.0:0"}, exitFailed, "CLEW_PASSWORD"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, stderr, code := clew(t, "", c.args...)
			if code != c.code || !strings.Contains(stderr, c.want) {
				t.Errorf("exit %d, want %d; said %q, want %q", code, c.code, stderr, c.want)
			}
			if lines := strings.Count(strings.TrimSpace(stderr), "\n"); lines > 3 || strings.Contains(stderr, "goroutine") {
				t.Errorf("more than a sentence: %q", stderr)
			}
			if c.args[0] == "extract" && len(c.args) == 2 && c.name != "a line that is no JSON" && out != "" {
				t.Errorf("half an answer was written: %q", out)
			}
		})
	}
}

func TestUnknownNameListsNearOnes(t *testing.T) {
	store := loaded(t)
	_, stderr, code := clew(t, "", "path", "--store", store, "Colonial Pipline", "Russia")
	if code != exitFailed || !strings.Contains(stderr, "near it") || !strings.Contains(stderr, "Colonial Pipeline") {
		t.Errorf("exit %d: %q, want exit 1 and Colonial Pipeline", code, stderr)
	}
}

func TestBusyPort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for flag, want := range map[string]string{"--listen": "name another with --listen", "--bolt": "name another with --bolt"} {
		args := []string{"serve", "--no-open", "--store", filepath.Join(t.TempDir(), "s"), flag, l.Addr().String()}
		if flag == "--bolt" {
			args = append(args, "--listen", "127.0.0.1:0")
		}
		_, stderr, code := clew(t, "", args...)
		if code != exitFailed || !strings.Contains(stderr, want) {
			t.Errorf("%s: exit %d: %q", flag, code, stderr)
		}
	}
}

func TestWrongPassword(t *testing.T) {
	db, err := embedded.Open(context.Background(), t.TempDir(), embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	address, err := db.ListenPublic("127.0.0.1:0", embedded.Access{Password: "right"})
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("CLEW_PASSWORD", "wrong")
	_, stderr, code := clew(t, "", "rank", "--store", "bolt://neo4j@"+address.String())
	if code != exitFailed || !strings.Contains(stderr, "refuses user or password") || strings.Contains(stderr, "wrong") {
		t.Errorf("exit %d: %q", code, stderr)
	}
}

var (
	sampleOnce  sync.Once
	sampleStore string
	sampleErr   error
)

func TestMain(m *testing.M) {
	code := m.Run()
	if sampleStore != "" {
		os.RemoveAll(sampleStore)
	}
	os.Exit(code)
}

// loaded is a store with the sample articles, made once.
func loaded(t *testing.T) string {
	t.Helper()
	sampleOnce.Do(func() {
		sampleStore, sampleErr = os.MkdirTemp("", "clew-sample")
		if sampleErr != nil {
			return
		}
		_, stderr, code := clew(t, "", "load", "--store", sampleStore, seeds)
		if code != exitDone {
			t.Errorf("load seeds: exit %d: %s", code, stderr)
		}
	})
	if sampleErr != nil {
		t.Fatal(sampleErr)
	}
	return sampleStore
}

func TestExtractIsTheSameTwice(t *testing.T) {
	first, second := must(t, "extract", seeds), must(t, "extract", seeds)
	if first != second {
		t.Error("the same articles gave other bytes")
	}
	var all []struct {
		ID        string
		Entities  []any
		Relations []any
	}
	if err := json.Unmarshal([]byte(first), &all); err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		if len(x.Entities) < 5 || len(x.Relations) < 5 {
			t.Errorf("%s: %d entities, %d relations", x.ID, len(x.Entities), len(x.Relations))
		}
	}
}

func TestLoadTwiceChangesNothing(t *testing.T) {
	store := loaded(t)
	before := must(t, "export", "--store", store, "--format", "json")
	_, stderr, code := clew(t, "", "load", "--store", store, seeds)
	if code != exitDone || !strings.Contains(stderr, "0 articles read") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if after := must(t, "export", "--store", store, "--format", "json"); before != after {
		t.Error("the second load changed the graph")
	}
}

func TestCypherFormats(t *testing.T) {
	store := loaded(t)
	const query = "MATCH (o:Organization)-[r:CLAIMED]->(e:Attack) RETURN o.name AS who, e.name AS what, r.claim AS claim ORDER BY who LIMIT 1"
	if out := must(t, "cypher", "--store", store, query); !strings.HasPrefix(out, "who") {
		t.Errorf("table: %q", out)
	}
	var rows []map[string]any
	if err := json.Unmarshal([]byte(must(t, "cypher", "--store", store, "--format", "json", query)), &rows); err != nil || len(rows) != 1 || rows[0]["who"] == nil {
		t.Errorf("json: %v %v", rows, err)
	}
	if out := must(t, "cypher", "--store", store, "--format", "csv", query); !strings.HasPrefix(out, "who,what,claim\n") {
		t.Errorf("csv: %q", out)
	}
	out := must(t, "cypher", "--store", store, "--format", "graphml", "MATCH p = (:Organization)-[:CLAIMED]->() RETURN p LIMIT 1")
	if !strings.Contains(out, "<graphml") || !strings.Contains(out, "CLAIMED") {
		t.Errorf("graphml: %q", out)
	}
	if out := must(t, "cypher", "--store", store, "RETURN $n + 1 AS n", "--param", "n=41"); !strings.Contains(out, "42") {
		t.Errorf("param: %q", out)
	}
}

func TestPathRunsThroughTheAttack(t *testing.T) {
	store := loaded(t)
	var chains []struct {
		Nodes []struct {
			Labels     []string
			Properties map[string]any
		}
		Relationships []struct {
			Type       string
			Properties map[string]any
		}
	}
	if err := json.Unmarshal([]byte(must(t, "path", "--store", store, "--format", "json", "ISIS-K", "Tajik")), &chains); err != nil {
		t.Fatal(err)
	}
	first := chains[0]
	through := false
	for _, n := range first.Nodes[1 : len(first.Nodes)-1] {
		for _, l := range n.Labels {
			through = through || l == "Attack"
		}
	}
	if !through {
		t.Errorf("the first chain does not run through an attack: %+v", first)
	}
	for _, r := range first.Relationships {
		if r.Properties["quote"] == "" || r.Properties["claim"] == "" {
			t.Errorf("a hop without quote or claim: %+v", r)
		}
	}
}

func TestSplitStatements(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"RETURN 1", 1}, {"RETURN 1;", 1}, {"RETURN 1; RETURN 2", 2}, {"RETURN ';' AS a;\nRETURN \"b;\\\";\"", 2},
		{"RETURN 1 // one; two\n;", 1}, {"RETURN /* ; */ 1", 1}, {" ;\n; ", 0}, {"RETURN `a;b`", 1},
	} {
		if got := splitStatements(c.text); len(got) != c.want {
			t.Errorf("%q: %q, want %d statements", c.text, got, c.want)
		}
	}
}
