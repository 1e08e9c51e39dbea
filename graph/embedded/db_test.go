package embedded

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"clew/graph/cypher/memory"
	"clew/graph/cypher/value"
)

func open(t *testing.T, dir string) *DB {
	t.Helper()
	db, err := Open(context.Background(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// write runs one transaction.
func write(t *testing.T, db *DB, do func(tx *memory.Tx) error) {
	t.Helper()
	tx, err := db.Graph().Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// dump is everything a view holds, as text.
func dump(v *memory.View) string {
	var b strings.Builder
	nodes := v.AllNodes()
	for n := nodes.Next(); n != nil; n = nodes.Next() {
		fmt.Fprintf(&b, "(%s %v %v", n.ElementID(), n.Labels(), n.Properties())
		rels := v.Expand(n, memory.Both, nil)
		for r := rels.Next(); r != nil; r = rels.Next() {
			fmt.Fprintf(&b, " %d", r.ID())
		}
		b.WriteString(")\n")
	}
	rels := v.AllRelationships()
	for r := rels.Next(); r != nil; r = rels.Next() {
		fmt.Fprintf(&b, "[%s %s %d %d %v]\n", r.ElementID(), r.Type(), r.From(), r.To(), r.Properties())
	}
	fmt.Fprintf(&b, "%v %v %v %d %v %v\n", v.Labels(), v.RelationshipTypes(), v.PropertyKeys(), v.Version(), v.Indexes(), v.Constraints())
	return b.String()
}

// randomWrites does some writes of every kind.
func randomWrites(r *rand.Rand, tx *memory.Tx) error {
	for range 1 + r.Intn(20) {
		n, err := tx.CreateNode([]string{"L" + strconv.Itoa(r.Intn(3))}, map[string]value.Value{"k" + strconv.Itoa(r.Intn(5)): int64(r.Intn(100)), "text": strings.Repeat("x", r.Intn(300))})
		if err != nil {
			return err
		}
		other := tx.View().Node(n.ID() / 2)
		if other == nil {
			continue
		}
		rel, err := tx.CreateRelationship("T"+strconv.Itoa(r.Intn(3)), n.ID(), other.ID(), map[string]value.Value{"w": r.Float64()})
		if err != nil {
			return err
		}
		switch r.Intn(5) {
		case 0:
			err = tx.DeleteRelationship(rel.ID())
			if other = tx.View().Node(other.ID()); err == nil && tx.View().Degree(other, memory.Both, nil) == 0 {
				err = tx.DeleteNode(other.ID())
			}
		case 1:
			_, err = tx.SetNodeProperty(other.ID(), "k1", nil)
		case 2:
			_, err = tx.AddLabel(other.ID(), "Old")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// A graph that is closed and opened again is the same graph, whatever was
// done to it, rolled back transactions left out.
func TestReopen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "folder")
	r := rand.New(rand.NewSource(1))
	want := ""
	for round := range 8 {
		db := open(t, dir)
		if got := dump(db.View()); round > 0 && got != want {
			t.Fatalf("round %d: got\n%s\nwant\n%s", round, got, want)
		}
		for range 5 {
			write(t, db, func(tx *memory.Tx) error { return randomWrites(r, tx) })
		}
		if round == 3 {
			write(t, db, func(tx *memory.Tx) error {
				return tx.CreateIndex(memory.Index{Kind: memory.IndexRange, EntityType: memory.EntityNode, Labels: []string{"L1"}, Keys: []string{"k1"}})
			})
		}
		tx, err := db.Graph().Begin(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if err := randomWrites(r, tx); err != nil {
			t.Fatal(err)
		}
		tx.Rollback()
		want = dump(db.View())
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A second opening is refused while the first lasts.
func TestInUse(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	_, err := Open(context.Background(), dir, Options{})
	var inUse *InUseError
	if !errors.As(err, &inUse) || inUse.Dir != dir || inUse.Access.URI != "" {
		t.Fatalf("got %v, want an InUseError without an address", err)
	}
	e, err := db.ListenInner()
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(context.Background(), dir, Options{})
	if !errors.As(err, &inUse) || inUse.Access != e {
		t.Fatalf("got %v, want an InUseError with the address %v", err, e)
	}
	if uri, ok := Running(dir); !ok || uri != e.URI {
		t.Errorf("Running = %s, %v, want %s", uri, ok, e.URI)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if uri, ok := Running(dir); ok {
		t.Errorf("Running = %s after Close", uri)
	}
	open(t, dir)
}

// A folder whose path is too long for a socket is served from another one,
// which is gone afterwards.
func TestLongPath(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("long", 40))
	db := open(t, dir)
	e, err := db.ListenInner()
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := Running(dir); !ok {
		t.Errorf("%v does not answer", e)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, path, _ := e.dialAddress(); strings.HasPrefix(e.URI, "bolt+unix") {
		if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is left: %v", filepath.Dir(path), err)
		}
	}
}

// sampleFile is a closed graph's file and what it holds.
func sampleFile(t *testing.T) (path, content string) {
	t.Helper()
	dir := t.TempDir()
	db := open(t, dir)
	r := rand.New(rand.NewSource(2))
	for range 12 {
		write(t, db, func(tx *memory.Tx) error { return randomWrites(r, tx) })
	}
	content = dump(db.View())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, fileName), content
}

// A file with a changed bit is refused, unless the bit is in a part that
// holds nothing: then the graph is the same.
func TestBitFlips(t *testing.T) {
	path, want := sampleFile(t)
	original, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewSource(3))
	refused := 0
	for range 400 {
		dir := t.TempDir()
		damaged := append([]byte(nil), original...)
		at := r.Intn(len(damaged))
		damaged[at] ^= 1 << r.Intn(8)
		if err := os.WriteFile(filepath.Join(dir, fileName), damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := Open(context.Background(), dir, Options{})
		if err != nil {
			refused++
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("byte %d: got %v, want ErrDamaged", at, err)
			}
			continue
		}
		if got := dump(db.View()); got != want {
			t.Errorf("byte %d: a damaged file was opened as another graph", at)
		}
		db.Close()
	}
	if refused < 50 {
		t.Errorf("only %d of 400 damaged files were refused", refused)
	}
}

// A file that was cut short is refused at any length.
func TestTruncated(t *testing.T) {
	path, _ := sampleFile(t)
	original, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	used := usedLength(t, path)
	for _, size := range []int{0, 1, 15, 100, 4095, 4096, 4097, 8191, 8192, 9000, 16384, used / 2, used - 4097} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, fileName), original[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := Open(context.Background(), dir, Options{})
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("%d bytes of %d: got %v, want ErrDamaged", size, used, err)
		}
		if err == nil {
			db.Close()
		}
	}
}

// usedLength is the end of the last page that holds something: bbolt makes
// files longer than they need to be.
func usedLength(t *testing.T, path string) int {
	t.Helper()
	b, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, PreLoadFreelist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	end := 0
	err = b.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			last := 0
			for id := 0; ; {
				p, err := tx.Page(id)
				if err != nil || p == nil {
					break
				}
				id += 1 + p.OverflowCount
				if p.Type != "free" {
					last = id
				}
			}
			end = max(end, last*b.Info().PageSize)
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return end
}

// A file of a later format is refused with a sentence that says so.
func TestTooNew(t *testing.T) {
	path, _ := sampleFile(t)
	b, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Update(func(tx *bbolt.Tx) error {
		h, err := readHeader(tx)
		if err != nil {
			return err
		}
		h.Format = formatVersion + 1
		return (&writer{tx: tx, header: &h}).finish()
	}); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), filepath.Dir(path), Options{}); !errors.Is(err, ErrTooNew) {
		t.Errorf("got %v, want ErrTooNew", err)
	}
}

// A file that is something else is refused.
func TestForeignFile(t *testing.T) {
	for name, content := range map[string]string{"text": strings.Repeat("not a graph\n", 4000), "zeros": strings.Repeat("\x00", 32768)} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, fileName), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(context.Background(), dir, Options{}); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: got %v, want ErrDamaged", name, err)
		}
	}
}

// After a write to the disk has failed nothing is committed any more, and
// what was there stays readable.
func TestFailedWrite(t *testing.T) {
	db := open(t, t.TempDir())
	write(t, db, func(tx *memory.Tx) error { _, err := tx.CreateNode(nil, nil); return err })
	if err := db.file.bolt.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		tx, err := db.Graph().Begin(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.CreateNode(nil, nil); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err == nil {
			t.Fatal("a commit that cannot be written succeeded")
		}
	}
	if got := db.View().NodeCount(); got != 1 {
		t.Errorf("%d nodes, want 1", got)
	}
}

// These make the test binary another process: one that writes, one that serves.
const (
	childVariable        = "CLEW_EMBEDDED_TEST_CHILD"
	servingChildVariable = "CLEW_EMBEDDED_TEST_SERVER"
)

// TestMain lets the test binary be the process that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childVariable); dir != "" {
		writeForever(dir)
	}
	if dir := os.Getenv(servingChildVariable); dir != "" {
		serveForever(dir)
	}
	os.Exit(m.Run())
}

// writeForever commits chains of nodes and prints the number of each chain
// when it is acknowledged.
func writeForever(dir string) {
	db, err := Open(context.Background(), dir, Options{})
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	for i := int64(db.View().Version()); ; i++ {
		tx, err := db.Graph().Begin(context.Background())
		if err == nil {
			err = writeChain(tx, i)
		}
		if err == nil {
			err = tx.Commit()
		}
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		fmt.Println(i)
	}
}

const chainLength = 7

func writeChain(tx *memory.Tx, number int64) error {
	var last *memory.Node
	for i := range int64(chainLength) {
		n, err := tx.CreateNode([]string{"Link"}, map[string]value.Value{"chain": number, "place": i, "text": strings.Repeat("y", int(number%700))})
		if err != nil {
			return err
		}
		if last != nil {
			if _, err := tx.CreateRelationship("NEXT", last.ID(), n.ID(), map[string]value.Value{"chain": number}); err != nil {
				return err
			}
		}
		last = n
	}
	return nil
}

// However often the writing process is killed, every acknowledged commit is
// there, whole, and no other is there in part.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	r := rand.New(rand.NewSource(4))
	acknowledged := int64(-1)
	for range 12 {
		acknowledged = max(acknowledged, runAndKill(t, dir, r.Intn(60)))
		db := open(t, dir)
		chains := chainsIn(t, db.View())
		if int64(chains) <= acknowledged {
			t.Fatalf("chain %d was acknowledged, %d chains are there", acknowledged, chains)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if acknowledged < 12 {
		t.Fatalf("only %d commits in 12 runs", acknowledged)
	}
}

// runAndKill kills a writing process some milliseconds after its first
// commit and returns the last number it printed.
func runAndKill(t *testing.T, dir string, milliseconds int) int64 {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childVariable+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines, last := bufio.NewReader(out), int64(-1)
	for first := true; ; first = false {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			break
		}
		n, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
		if err != nil {
			t.Fatalf("child says %q", line)
		}
		last = n
		if first {
			go func() {
				time.Sleep(time.Duration(milliseconds) * time.Millisecond)
				child.Process.Kill()
			}()
		}
	}
	child.Wait()
	return last
}

// chainsIn checks that all chains are whole and returns their number.
func chainsIn(t *testing.T, v *memory.View) int {
	t.Helper()
	places := map[int64][]int64{}
	nodes := v.AllNodes()
	for n := nodes.Next(); n != nil; n = nodes.Next() {
		chain, place := n.Property("chain").(int64), n.Property("place").(int64)
		if got := len(n.Property("text").(string)); int64(got) != chain%700 {
			t.Fatalf("node %d has a text of %d", n.ID(), got)
		}
		places[chain] = append(places[chain], place)
	}
	for chain, got := range places {
		if want := []int64{0, 1, 2, 3, 4, 5, 6}; !reflect.DeepEqual(got, want) {
			t.Fatalf("chain %d is torn: %v", chain, got)
		}
	}
	if got, want := v.RelationshipCount(), len(places)*(chainLength-1); got != want {
		t.Fatalf("%d relationships, want %d", got, want)
	}
	return len(places)
}
