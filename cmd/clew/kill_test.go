//go:build unix

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clew/graph/article"
	"clew/graph/store"
)

// kills is how often the loader is killed.
const kills = 10

// Whatever load has said is in, is in and whole after SIGKILL.
func TestKilledWhileLoading(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIP: starts and kills a loader ten times")
	}
	dir := t.TempDir()
	program, corpus, graphDir := builtProgram(t), filepath.Join(dir, "corpus.jsonl"), filepath.Join(dir, "store")
	makeCorpus(t, corpus, 600)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	acknowledged := map[string]int{} // article → facts
	for round := range kills {
		before := len(acknowledged)
		killedAfter := 3 + random.IntN(25)
		loadAndKill(t, program, graphDir, corpus, killedAfter, time.Duration(random.IntN(4000))*time.Microsecond, acknowledged)
		if len(acknowledged) == before {
			t.Fatalf("round %d acknowledged nothing", round)
		}
		checkWhole(t, graphDir, acknowledged)
	}
	t.Logf("%d articles acknowledged over %d kills, none lost", len(acknowledged), kills)
}

// makeCorpus writes n short articles, each of its own names, from the samples.
func makeCorpus(t *testing.T, path string, n int) {
	t.Helper()
	var texts []string
	for a, err := range article.Read(context.Background(), []string{seeds}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(strings.TrimPrefix(a.Text, "---\n"), "---\n")
		texts = append(texts, strings.Join(strings.SplitAfter(body, "\n\n")[:3], ""))
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	encoder := json.NewEncoder(file)
	for i := range n {
		encoder.Encode(map[string]string{"id": fmt.Sprintf("a%04d", i), "date": "2024-04-01", "publisher": fmt.Sprintf("Outlet %d", i%7),
			"text": fmt.Sprintf("%s\nThis is report number %d of the day.", texts[i%len(texts)], i)})
	}
}

// loadAndKill lets the loader acknowledge some more articles and kills it a
// moment later, wherever it is then.
func loadAndKill(t *testing.T, program, graphDir, corpus string, after int, pause time.Duration, acknowledged map[string]int) {
	t.Helper()
	loader := exec.Command(program, "load", "--store", graphDir, corpus)
	stderr, err := loader.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := loader.Start(); err != nil {
		t.Fatal(err)
	}
	fresh := 0
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		line := lines.Text()
		var at string
		var entities, created, facts int
		if _, err := fmt.Sscanf(line[strings.Index(line, "]")+1:], " %s %d entities (%d new), %d facts", &at, &entities, &created, &facts); err == nil {
			acknowledged[strings.TrimSuffix(at, ":")] = facts
			fresh++
		} else if !strings.Contains(line, "unchanged") {
			t.Logf("loader: %s", line)
		}
		if fresh == after {
			time.Sleep(pause)
			loader.Process.Kill()
		}
	}
	loader.Wait()
}

// checkWhole opens the graph again and compares every acknowledged article.
func checkWhole(t *testing.T, graphDir string, acknowledged map[string]int) {
	t.Helper()
	ctx := context.Background()
	opened, err := openFolder(ctx, graphDir)
	if err != nil {
		t.Fatalf("after the kill: %v", err)
	}
	defer opened.Close()
	table, err := opened.store.Run(ctx, store.Query{Text: `MATCH (a:Article)
		RETURN a.id, size(a.text) > 0, COUNT { (a)-[:STATES]->(:Evidence) }, COUNT { (a)-[:MENTIONS]->(:Entity) }`})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]any{}
	for _, row := range table.Rows {
		found[row[0].(string)] = row
	}
	for id, facts := range acknowledged {
		row := found[id]
		if row == nil || row[1] != true || row[2] != int64(facts) || row[3] == int64(0) {
			t.Errorf("%s was acknowledged with %d facts; the graph has %v", id, facts, row)
		}
	}
	torn, err := opened.store.Run(ctx, store.Query{Text: `MATCH (v:Evidence) WHERE NOT EXISTS { (:Entity {id: v.from})-[{id: v.relation}]->() } RETURN count(v)`})
	if err != nil {
		t.Fatal(err)
	}
	if torn.Rows[0][0] != int64(0) {
		t.Errorf("%v passages without their relationship", torn.Rows[0][0])
	}
}
