package memory

import (
	"context"
	"errors"
	"math"
	"math/rand"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Every kind of storable value comes back as it was, packed between others.
func TestPackedValues(t *testing.T) {
	values := map[string]value.Value{
		"bool": true, "no": false, "int": int64(math.MinInt64), "float": math.Inf(-1), "text": "naïve \x00 text",
		"bytes": []byte{0, 255}, "list": []value.Value{"a", "b"}, "empty": []value.Value{},
		"date": value.Date{Days: -1}, "localtime": value.LocalTime{Nanos: 1}, "time": value.Time{Nanos: 5, Offset: -3600},
		"local": value.LocalDateTime{Seconds: -7, Nanos: 9}, "zoned": value.DateTime{Seconds: 1, Nanos: 2, Offset: 3600, Zone: "Europe/Stockholm"},
		"duration": value.Duration{Months: -1, Days: 2, Seconds: -3, Nanos: 4}, "point": value.Point{SRID: value.WGS84_3D, X: 1, Y: -2, Z: 3.5},
		"points": []value.Value{value.Point{SRID: value.Cartesian, X: 1}, value.Point{SRID: value.Cartesian, X: 2}},
	}
	g := New()
	tx := begin(t, g)
	n, err := tx.CreateNode([]string{"L"}, values)
	if err != nil {
		t.Fatal(err)
	}
	if got := n.Properties(); !reflect.DeepEqual(got, values) {
		t.Errorf("got %v, want %v", got, values)
	}
	for k, want := range values {
		if got := n.Property(k); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %#v, want %#v", k, got, want)
		}
	}
	if err := tx.view.names.checkPacked(n.props); err != nil {
		t.Error(err)
	}
}

// Values that the language does not allow as properties are type errors and
// leave nothing behind.
func TestUnstorableValues(t *testing.T) {
	tx := begin(t, New())
	for _, v := range []value.Value{map[string]value.Value{}, value.Node{}, []value.Value{nil}, []value.Value{int64(1), "a"}, []value.Value{[]value.Value{}}} {
		_, err := tx.CreateNode(nil, map[string]value.Value{"x": v})
		var e *status.Error
		if !errors.As(err, &e) || e.Code != status.TypeError {
			t.Errorf("%#v: got %v, want a type error", v, err)
		}
	}
	if tx.Changed() {
		t.Error("a refused node changed the transaction")
	}
}

// Index keys agree with "=" and sort as numbers and texts do.
func TestIndexKeys(t *testing.T) {
	numbers := []value.Value{math.Inf(-1), -1e300, int64(math.MinInt64), -1.5, int64(-1), 0.0, int64(1), 1.5, int64(1 << 53), int64(1<<53 + 1),
		int64(1<<62 + 1), int64(math.MaxInt64 - 1), int64(math.MaxInt64), 9223372036854775808.0, math.Inf(1)}
	texts := []value.Value{"", "\x00", "\x00a", "a", "a\x00", "a\x00b", "ab", "b"}
	for _, list := range [][]value.Value{numbers, texts} {
		for i, a := range list {
			for j, b := range list {
				ka, _ := appendIndexKey(nil, a)
				kb, _ := appendIndexKey(nil, b)
				if (string(ka) < string(kb)) != (i < j) {
					t.Errorf("keys of %v and %v are in the wrong order", a, b)
				}
			}
		}
	}
	for _, same := range [][2]value.Value{{int64(1), 1.0}, {0.0, math.Copysign(0, -1)}, {[]value.Value{int64(1)}, []value.Value{1.0}}} {
		a, _ := appendIndexKey(nil, same[0])
		b, _ := appendIndexKey(nil, same[1])
		if string(a) != string(b) {
			t.Errorf("keys of %v and %v differ", same[0], same[1])
		}
	}
}

func commit(t *testing.T, tx *Tx) {
	t.Helper()
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func code(err error) string {
	var e *status.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// A uniqueness constraint refuses a second value in every way of writing it,
// and the refused write changes nothing.
func TestUniqueness(t *testing.T) {
	g := New()
	tx := begin(t, g)
	if err := tx.CreateConstraint(Constraint{Kind: ConstraintUnique, Name: "org_name", Labels: []string{"Org"}, Keys: []string{"name"}}); err != nil {
		t.Fatal(err)
	}
	acme, _ := tx.CreateNode([]string{"Org"}, map[string]value.Value{"name": "Acme"})
	other, _ := tx.CreateNode([]string{"Other"}, map[string]value.Value{"name": "Acme"})
	third, _ := tx.CreateNode([]string{"Org"}, map[string]value.Value{"name": "Third"})
	commit(t, tx)
	before := g.View()

	tx = begin(t, g)
	_, err := tx.CreateNode([]string{"Org"}, map[string]value.Value{"name": "Acme"})
	if want := "Node(0) already exists with label `Org` and property `name` = 'Acme'"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	_, err = tx.AddLabel(other.ID(), "Org")
	if code(err) != status.ConstraintViolation {
		t.Errorf("AddLabel: %v", err)
	}
	_, err = tx.SetNodeProperty(third.ID(), "name", "Acme")
	if code(err) != status.ConstraintViolation {
		t.Errorf("SetNodeProperty: %v", err)
	}
	if tx.Changed() {
		t.Error("refused writes changed the transaction")
	}
	if err := tx.DeleteNode(acme.ID()); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.SetNodeProperty(third.ID(), "name", "Acme"); err != nil {
		t.Errorf("the value was free again: %v", err)
	}
	commit(t, tx)
	c, _ := before.SeekIndex("Org", "name", "Acme")
	if got := nodeIDs(c); !slices.Equal(got, []int64{acme.ID()}) {
		t.Errorf("the older view changed: %v", got)
	}
}

// Schema commands refuse what is there already, what violates and what is
// not there, each with Neo4j's code.
func TestSchemaErrors(t *testing.T) {
	tx := begin(t, New())
	for range 2 {
		if _, err := tx.CreateNode([]string{"P"}, map[string]value.Value{"name": "Ada"}); err != nil {
			t.Fatal(err)
		}
	}
	index := Index{Name: "p", Kind: IndexRange, EntityType: EntityNode, Labels: []string{"P"}, Keys: []string{"name"}}
	unique := Constraint{Kind: ConstraintUnique, Labels: []string{"P"}, Keys: []string{"name"}}
	for _, c := range []struct {
		name string
		do   func() error
		want string
	}{
		{"constraint on data that violates it", func() error { return tx.CreateConstraint(unique) }, status.ConstraintCreation},
		{"index", func() error { return tx.CreateIndex(index) }, ""},
		{"same index", func() error { return tx.CreateIndex(index) }, status.EquivalentSchema},
		{"constraint over an index", func() error { return tx.CreateConstraint(unique) }, "Neo.ClientError.Schema.IndexAlreadyExists"},
		{"same name", func() error {
			return tx.CreateIndex(Index{Name: "p", Kind: IndexRange, EntityType: EntityNode, Labels: []string{"Q"}, Keys: []string{"name"}})
		}, status.IndexNameTaken},
		{"vector index", func() error { return tx.CreateIndex(Index{Kind: "VECTOR", EntityType: EntityNode}) }, status.NotSupported},
		{"drop of nothing", func() error { return tx.DropIndex("nope") }, status.IndexDropFailed},
		{"drop of a constraint that is not there", func() error { return tx.DropConstraint("nope") }, status.ConstraintDrop},
		{"drop", func() error { return tx.DropIndex("p") }, ""},
	} {
		if err := c.do(); code(err) != c.want || (err != nil) != (c.want != "") {
			t.Errorf("%s: got %v, want code %q", c.name, err, c.want)
		}
	}
	if _, ok := tx.View().SeekIndex("P", "name", "Ada"); ok {
		t.Error("a dropped index still answers")
	}
}

// A hook that fails keeps the commit from happening, and lets the next one in.
func TestCommitHookRefuses(t *testing.T) {
	g, fail := New(), errors.New("disk full")
	refuse := true
	g.SetCommitHook(func(c *Changes) error {
		if refuse {
			return fail
		}
		return nil
	})
	tx := begin(t, g)
	if _, err := tx.CreateNode(nil, nil); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); !errors.Is(err, fail) {
		t.Fatalf("got %v, want %v", err, fail)
	}
	if g.View().NodeCount() != 0 || g.View().Version() != 0 {
		t.Error("a refused commit is visible")
	}
	refuse = false
	tx = begin(t, g)
	n, err := tx.CreateNode(nil, nil)
	if err != nil || n.ID() == 0 {
		t.Errorf("id %d was used before: %v", n.ID(), err)
	}
	commit(t, tx)
	if _, err := tx.CreateNode(nil, nil); !errors.Is(err, ErrTxDone) {
		t.Errorf("got %v, want %v", err, ErrTxDone)
	}
}

// The second writer waits for the first, no longer than its context allows.
func TestBeginWaits(t *testing.T) {
	g := New()
	first := begin(t, g)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := g.Begin(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want a deadline", err)
	}
	first.Rollback()
	first.Rollback()
	begin(t, g).Rollback()
}

// Readers see whole transactions while a writer works: every node is in
// exactly the relationships that its properties say.
func TestReadersBesideWriter(t *testing.T) {
	g := indexedGraph(t)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				v := g.View()
				hub := v.Node(0)
				if hub == nil {
					continue
				}
				if got, want := v.Degree(hub, Outgoing, nil), hub.Property("x"); int64(got) != want {
					t.Errorf("degree %d in a view whose hub says %v", got, want)
					return
				}
				c, _ := v.SeekIndex("A", "x", hub.Property("x"))
				if n := c.Next(); n == nil || n.ID() != 0 {
					t.Error("the index does not find the hub")
					return
				}
			}
		})
	}
	r := rand.New(rand.NewSource(1))
	tx := begin(t, g)
	if _, err := tx.CreateNode([]string{"A"}, map[string]value.Value{"x": int64(0)}); err != nil {
		t.Fatal(err)
	}
	commit(t, tx)
	for range 500 {
		tx := begin(t, g)
		degree := g.View().Node(0).Property("x").(int64)
		for range r.Intn(10) {
			if _, err := tx.CreateRelationship("R", 0, 0, nil); err != nil {
				t.Fatal(err)
			}
			degree++
		}
		if degree > 50 {
			victim := tx.View().Expand(tx.View().Node(0), Outgoing, nil).Next()
			if err := tx.DeleteRelationship(victim.ID()); err != nil {
				t.Fatal(err)
			}
			degree--
		}
		if _, err := tx.SetNodeProperty(0, "x", degree); err != nil {
			t.Fatal(err)
		}
		if r.Intn(4) == 0 {
			tx.Rollback()
		} else {
			commit(t, tx)
		}
	}
	close(stop)
	readers.Wait()
}

// Element ids name entities of this database only.
func TestElementIDs(t *testing.T) {
	g := New()
	g.SetDatabaseID("11111111-2222-3333-4444-555555555555")
	tx := begin(t, g)
	n, _ := tx.CreateNode(nil, nil)
	r, _ := tx.CreateRelationship("R", n.ID(), n.ID(), nil)
	v := tx.View()
	if got, want := r.ElementID(), "5:11111111-2222-3333-4444-555555555555:0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if v.NodeByElementID(n.ElementID()) != v.Node(n.ID()) || v.RelationshipByElementID(r.ElementID()) != r {
		t.Error("element ids do not lead back")
	}
	for _, wrong := range []string{"", r.ElementID(), "4:00000000-0000-0000-0000-000000000000:0", n.ElementID() + "x", "4:11111111-2222-3333-4444-555555555555:-1"} {
		if v.NodeByElementID(wrong) != nil {
			t.Errorf("%q names a node", wrong)
		}
	}
}

// Whatever bytes come, the record decoder answers with a graph or an error.
func FuzzLoad(f *testing.F) {
	g := New()
	tx, err := g.Begin(context.Background())
	if err != nil {
		f.Fatal(err)
	}
	n, _ := tx.CreateNode([]string{"A", "B"}, map[string]value.Value{"x": []value.Value{"a"}, "y": value.DateTime{Zone: "Z"}})
	r, _ := tx.CreateRelationship("R", 0, 0, map[string]value.Value{"x": value.Point{SRID: 7203}})
	f.Add(n.AppendRecord(nil), r.AppendRecord(nil))
	f.Fuzz(func(t *testing.T, node, rel []byte) {
		l := NewLoader("", []string{"A", "B"}, []string{"R"}, []string{"x", "y"})
		if l.AddNode(0, node) != nil || l.AddRelationship(0, rel) != nil {
			return
		}
		g, err := l.Finish(1, 1, 1, 3, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		g.View().Node(0).Properties()
		g.View().Relationship(0).Properties()
	})
}
