package embedded

import (
	"bufio"
	"context"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// serveForever answers Bolt and prints where.
func serveForever(dir string) {
	db, err := Open(context.Background(), dir, Options{})
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	e, err := db.ListenInner()
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	fmt.Println(e.URI)
	select {}
}

const createChain = `UNWIND range(0, 6) AS place
CREATE (n:Link {chain: $chain, place: place, text: $text})
WITH n ORDER BY n.place
WITH collect(n) AS nodes
UNWIND range(0, size(nodes) - 2) AS i
WITH nodes[i] AS a, nodes[i + 1] AS b
CREATE (a)-[:NEXT {chain: $chain}]->(b)`

// However often the server is killed under a client that writes through
// Bolt, every commit that the client saw is there, whole, and no other is
// there in part.
func TestKillThroughBolt(t *testing.T) {
	rounds := 25
	if testing.Short() {
		rounds = 5
	}
	dir := t.TempDir()
	r := rand.New(rand.NewSource(5))
	next, seen := int64(0), int64(-1)
	for range rounds {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), servingChildVariable+"="+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		uri, err := bufio.NewReader(out).ReadString('\n')
		if uri = strings.TrimSpace(uri); err != nil || !strings.HasPrefix(uri, "bolt") {
			t.Fatalf("child says %q, %v", uri, err)
		}
		next, seen = writeUntilKilled(t, uri, next, seen, func() {
			time.Sleep(time.Duration(r.Intn(40)) * time.Millisecond)
			child.Process.Kill()
		})
		child.Wait()

		db := open(t, dir)
		chains := chainsIn(t, db.View())
		// The commit under way when the server died may be there or not.
		if int64(chains) < seen+1 || int64(chains) > next {
			t.Fatalf("%d commits were seen and %d begun, %d are there", seen+1, next, chains)
		}
		next, seen = int64(chains), int64(chains)-1
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if next < int64(rounds) {
		t.Fatalf("only %d commits in %d rounds", next, rounds)
	}
}

// writeUntilKilled commits chains until that fails. kill runs beside it after
// the first commit.
func writeUntilKilled(t *testing.T, uri string, next, seen int64, kill func()) (int64, int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	d, err := neo4j.NewDriverWithContext(uri, neo4j.NoAuth())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	session := d.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	for first := true; ; first = false {
		params := map[string]any{"chain": next, "text": strings.Repeat("y", int(next%700))}
		next++
		result, err := session.Run(ctx, createChain, params)
		if err == nil {
			_, err = result.Consume(ctx)
		}
		if err != nil {
			if !neo4j.IsConnectivityError(err) || first {
				t.Fatalf("commit %d: %v", next-1, err)
			}
			return next, seen
		}
		seen = next - 1
		if first {
			go kill()
		}
	}
}

// Readers through Bolt see whole transactions while others write through
// Bolt.
func TestManyClients(t *testing.T) {
	ctx := context.Background()
	db := open(t, t.TempDir())
	d := connect(t, db)
	query(t, d, "RETURN 1", nil) // the driver's first connection is not safe beside others
	const writers, commits = 3, 30
	var running atomic.Int64
	running.Store(writers)
	errs := make(chan error, 16)
	for w := range writers {
		go func() {
			defer running.Add(-1)
			session := d.NewSession(ctx, neo4j.SessionConfig{})
			defer session.Close(ctx)
			for i := range commits {
				params := map[string]any{"chain": int64(w*1000 + i), "text": ""}
				if _, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
					r, err := tx.Run(ctx, createChain, params)
					if err != nil {
						return nil, err
					}
					return r.Consume(ctx)
				}); err != nil {
					errs <- err
					return
				}
			}
			errs <- nil
		}()
	}
	for range 3 {
		go func() {
			for running.Load() > 0 {
				r, err := neo4j.ExecuteQuery(ctx, d, "MATCH (n:Link) WITH n.chain AS chain, count(*) AS length WHERE length <> 7 RETURN chain, length", nil, neo4j.EagerResultTransformer)
				if err == nil && len(r.Records) > 0 {
					err = fmt.Errorf("chain %v is torn", r.Records[0].Values)
				}
				if err != nil {
					errs <- err
					return
				}
			}
			errs <- nil
		}()
	}
	for range writers + 3 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got, want := db.View().CountLabel("Link"), writers*commits*chainLength; got != want {
		t.Errorf("%d nodes, want %d", got, want)
	}
}
