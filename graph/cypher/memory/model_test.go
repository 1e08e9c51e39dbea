package memory

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand"
	"reflect"
	"slices"
	"sort"
	"testing"

	"clew/graph/cypher/value"
)

// model is a property graph as plain as can be, to compare with.
type model struct {
	nodes map[int64]modelNode
	rels  map[int64]modelRel
}

type modelNode struct {
	labels map[string]bool
	props  map[string]value.Value
}

type modelRel struct {
	typ      string
	from, to int64
	props    map[string]value.Value
}

func newModel() *model { return &model{map[int64]modelNode{}, map[int64]modelRel{}} }

func (m *model) clone() *model {
	c := newModel()
	for id, n := range m.nodes {
		c.nodes[id] = modelNode{maps.Clone(n.labels), maps.Clone(n.props)}
	}
	for id, r := range m.rels {
		r.props = maps.Clone(r.props)
		c.rels[id] = r
	}
	return c
}

var (
	someLabels = []string{"A", "B", "C", "D"}
	someTypes  = []string{"R", "S", "T"}
	someKeys   = []string{"x", "y", "z", "name"}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.Intn(len(list))] }

func randomValue(r *rand.Rand) value.Value {
	switch r.Intn(9) {
	case 0:
		return nil
	case 1:
		return r.Intn(2) == 0
	case 2:
		return float64(r.Intn(3))
	case 3:
		return fmt.Sprintf("text\x00%d", r.Intn(4))
	case 4:
		return []value.Value{int64(r.Intn(3)), int64(2)}
	case 5:
		return value.Date{Days: int64(r.Intn(3))}
	case 6:
		return value.Duration{Months: 1, Days: -2, Seconds: 3, Nanos: r.Intn(2)}
	}
	return int64(r.Intn(5) - 2)
}

func randomProps(r *rand.Rand) map[string]value.Value {
	props := map[string]value.Value{}
	for range r.Intn(4) {
		props[pick(r, someKeys)] = randomValue(r)
	}
	return props
}

func withoutNulls(props map[string]value.Value) map[string]value.Value {
	c := maps.Clone(props)
	maps.DeleteFunc(c, func(_ string, v value.Value) bool { return v == nil })
	return c
}

func anyID[V any](r *rand.Rand, m map[int64]V) (int64, bool) {
	if len(m) == 0 {
		return 0, false
	}
	return pick(r, slices.Sorted(maps.Keys(m))), true
}

// step does one random operation to both.
func step(t *testing.T, r *rand.Rand, tx *Tx, m *model) {
	t.Helper()
	id, haveNode := anyID(r, m.nodes)
	other, _ := anyID(r, m.nodes)
	rel, haveRel := anyID(r, m.rels)
	key, v, label := pick(r, someKeys), randomValue(r), pick(r, someLabels)
	var err error
	switch op := r.Intn(10); {
	case op < 2 || !haveNode:
		labels, props := map[string]bool{}, randomProps(r)
		for range r.Intn(3) {
			labels[pick(r, someLabels)] = true
		}
		var n *Node
		if n, err = tx.CreateNode(slices.Collect(maps.Keys(labels)), props); err == nil {
			m.nodes[n.ID()] = modelNode{labels, withoutNulls(props)}
		}
	case op < 4 || !haveRel:
		typ, props := pick(r, someTypes), randomProps(r)
		var rr *Relationship
		if rr, err = tx.CreateRelationship(typ, id, other, props); err == nil {
			m.rels[rr.ID()] = modelRel{typ, id, other, withoutNulls(props)}
		}
	case op == 4:
		err = tx.DeleteNode(id)
		connected := false
		for _, mr := range m.rels {
			connected = connected || mr.from == id || mr.to == id
		}
		if connected != errors.Is(err, ErrStillConnected) {
			t.Fatalf("DeleteNode(%d): %v, connected: %v", id, err, connected)
		}
		if !connected {
			delete(m.nodes, id)
		}
		err = nil
	case op == 5:
		err = tx.DeleteRelationship(rel)
		delete(m.rels, rel)
	case op == 6:
		_, err = tx.SetNodeProperty(id, key, v)
		m.nodes[id].props[key] = v
		maps.DeleteFunc(m.nodes[id].props, func(_ string, v value.Value) bool { return v == nil })
	case op == 7:
		_, err = tx.SetRelationshipProperty(rel, key, v)
		m.rels[rel].props[key] = v
		maps.DeleteFunc(m.rels[rel].props, func(_ string, v value.Value) bool { return v == nil })
	case op == 8:
		_, err = tx.AddLabel(id, label)
		m.nodes[id].labels[label] = true
	default:
		_, err = tx.RemoveLabel(id, label)
		delete(m.nodes[id].labels, label)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// check compares everything a View can be asked with the model.
func check(t *testing.T, v *View, m *model) {
	t.Helper()
	if v.NodeCount() != len(m.nodes) || v.RelationshipCount() != len(m.rels) {
		t.Fatalf("got %d nodes and %d relationships, want %d and %d", v.NodeCount(), v.RelationshipCount(), len(m.nodes), len(m.rels))
	}
	byLabel, byType, keys := map[string][]int64{}, map[string][]int64{}, map[string]bool{}
	var ids []int64
	for id, n := range m.nodes {
		ids = append(ids, id)
		checkNode(t, v, id, n)
		for l := range n.labels {
			byLabel[l] = append(byLabel[l], id)
		}
		for k := range n.props {
			keys[k] = true
		}
	}
	for id, r := range m.rels {
		checkRel(t, v, id, r)
		byType[r.typ] = append(byType[r.typ], id)
		for k := range r.props {
			keys[k] = true
		}
	}
	sameIDs(t, "AllNodes", nodeIDs(v.AllNodes()), ids)
	sameIDs(t, "AllRelationships", relIDs(v.AllRelationships()), slices.Collect(maps.Keys(m.rels)))
	for _, l := range someLabels {
		sameIDs(t, "label "+l, nodeIDs(v.NodesByLabel(l)), byLabel[l])
		if v.CountLabel(l) != len(byLabel[l]) {
			t.Fatalf("CountLabel(%s) = %d, want %d", l, v.CountLabel(l), len(byLabel[l]))
		}
	}
	for _, typ := range someTypes {
		sameIDs(t, "type "+typ, relIDs(v.RelationshipsByType(typ)), byType[typ])
	}
	if got, want := v.PropertyKeys(), slices.Sorted(maps.Keys(keys)); !slices.Equal(got, want) {
		t.Fatalf("PropertyKeys = %v, want %v", got, want)
	}
	if got, want := v.Labels(), slices.Sorted(maps.Keys(byLabel)); !slices.Equal(got, want) {
		t.Fatalf("Labels = %v, want %v", got, want)
	}
	checkIndexes(t, v, m)
}

func checkNode(t *testing.T, v *View, id int64, want modelNode) {
	t.Helper()
	n := v.Node(id)
	if n == nil || !reflect.DeepEqual(n.Properties(), want.props) || !slices.Equal(n.Labels(), slices.Sorted(maps.Keys(want.labels))) {
		t.Fatalf("node %d: got %+v, want %+v", id, n, want)
	}
	if !slices.Equal(n.Keys(), slices.Sorted(maps.Keys(want.props))) {
		t.Fatalf("keys of node %d: %v", id, n.Keys())
	}
}

func checkRel(t *testing.T, v *View, id int64, want modelRel) {
	t.Helper()
	r := v.Relationship(id)
	if r == nil || r.Type() != want.typ || r.From() != want.from || r.To() != want.to || !reflect.DeepEqual(r.Properties(), want.props) {
		t.Fatalf("relationship %d: got %+v, want %+v", id, r, want)
	}
}

func checkLinks(t *testing.T, v *View, m *model) {
	t.Helper()
	for id := range m.nodes {
		for _, types := range [][]string{nil, {"R"}, {"S", "T", "unknown"}, {"unknown"}} {
			for dir, name := range []string{"out", "in", "both"} {
				var want []int64
				for rid, r := range m.rels {
					if types != nil && !slices.Contains(types, r.typ) {
						continue
					}
					if r.from == id && Direction(dir) != Incoming || r.to == id && Direction(dir) != Outgoing {
						want = append(want, rid)
					}
				}
				n := v.Node(id)
				sameIDs(t, fmt.Sprint("expand ", id, name, types), relIDs(v.Expand(n, Direction(dir), types)), want)
				if got := v.Degree(n, Direction(dir), types); got != len(want) {
					t.Fatalf("degree of %d %s %v: %d, want %d", id, name, types, got, len(want))
				}
				checkBetween(t, v, m, n, Direction(dir), types, want)
			}
		}
	}
}

func checkBetween(t *testing.T, v *View, m *model, n *Node, dir Direction, types []string, links []int64) {
	t.Helper()
	for other := range m.nodes {
		var want []int64
		for _, rid := range links {
			r := m.rels[rid]
			if r.from == n.ID() && r.to == other && dir != Incoming || r.to == n.ID() && r.from == other && dir != Outgoing {
				want = append(want, rid)
			}
		}
		sameIDs(t, fmt.Sprint("between ", n.ID(), other, dir, types), relIDs(v.Between(n, v.Node(other), dir, types)), want)
	}
}

func checkIndexes(t *testing.T, v *View, m *model) {
	t.Helper()
	probes := []value.Value{int64(-2), int64(-1), int64(0), int64(1), int64(2), 0.0, 1.0, true, false, "text\x000", "text",
		"text\x001", nil, value.Date{Days: 1}, []value.Value{int64(1), int64(2)}, []value.Value{1.0, 2.0}}
	for _, probe := range probes {
		var nodes, rels []int64
		for id, n := range m.nodes {
			if n.labels["A"] && value.Equal(n.props["x"], probe) == value.True {
				nodes = append(nodes, id)
			}
		}
		for id, r := range m.rels {
			if r.typ == "R" && value.Equal(r.props["y"], probe) == value.True {
				rels = append(rels, id)
			}
		}
		c, ok := v.SeekIndex("A", "x", probe)
		rc, rok := v.SeekRelationshipIndex("R", "y", probe)
		if !ok || !rok {
			t.Fatal("index is missing")
		}
		sameIDs(t, fmt.Sprintf("seek %#v", probe), nodeIDs(c), nodes)
		sameIDs(t, fmt.Sprintf("seek relationship %#v", probe), relIDs(rc), rels)
	}
}

func nodeIDs(c *NodeCursor) []int64 {
	var ids []int64
	for n := c.Next(); n != nil; n = c.Next() {
		ids = append(ids, n.ID())
	}
	return ids
}

func relIDs(c *RelationshipCursor) []int64 {
	var ids []int64
	for r := c.Next(); r != nil; r = c.Next() {
		ids = append(ids, r.ID())
	}
	return ids
}

func sameIDs(t *testing.T, what string, got, want []int64) {
	t.Helper()
	got, want = slices.Clone(got), slices.Clone(want)
	sort.Slice(got, func(i, j int) bool { return got[i] < got[j] })
	sort.Slice(want, func(i, j int) bool { return want[i] < want[j] })
	if !slices.Equal(got, want) {
		t.Fatalf("%s: got %v, want %v", what, got, want)
	}
}

func indexedGraph(t *testing.T) *Graph {
	t.Helper()
	g := New()
	tx := begin(t, g)
	for _, index := range []Index{
		{Kind: IndexRange, EntityType: EntityNode, Labels: []string{"A"}, Keys: []string{"x"}},
		{Kind: IndexRange, EntityType: EntityRelationship, Types: []string{"R"}, Keys: []string{"y"}},
		{Kind: IndexRange, EntityType: EntityNode, Labels: []string{"B"}, Keys: []string{"x", "y"}},
	} {
		if err := tx.CreateIndex(index); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return g
}

func begin(t *testing.T, g *Graph) *Tx {
	t.Helper()
	tx, err := g.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

// Random transactions, with savepoints, agree with the model after every
// commit and rollback, older views stay as they were, and a graph loaded from
// the records is the same graph.
func TestModel(t *testing.T) {
	for seed := range int64(20) {
		r := rand.New(rand.NewSource(seed))
		g, m := indexedGraph(t), newModel()
		old, oldModel := g.View(), m.clone()
		for range 40 {
			tx, work := begin(t, g), m.clone()
			for range r.Intn(25) {
				step(t, r, tx, work)
			}
			if r.Intn(3) == 0 {
				sp, saved := tx.Savepoint(), work.clone()
				for range 1 + r.Intn(2) {
					for range r.Intn(15) {
						step(t, r, tx, work)
					}
					check(t, tx.View(), work)
					tx.RollbackTo(sp)
					work = saved.clone()
				}
				for range r.Intn(5) {
					step(t, r, tx, work)
				}
			}
			check(t, tx.View(), work)
			if r.Intn(4) == 0 {
				tx.Rollback()
			} else if err := tx.Commit(); err != nil {
				t.Fatal(err)
			} else {
				m = work
			}
			check(t, g.View(), m)
			check(t, old, oldModel)
			if r.Intn(5) == 0 {
				old, oldModel = g.View(), m.clone()
			}
		}
		checkLinks(t, g.View(), m)
		check(t, reload(t, g).View(), m)
		checkLinks(t, reload(t, g).View(), m)
	}
}

// reload sends a graph through its stored form.
func reload(t *testing.T, g *Graph) *Graph {
	t.Helper()
	v := g.View()
	l := NewLoader(v.DatabaseID(), v.names.labels.load().names, v.names.types.load().names, v.names.keys.load().names)
	nodes := v.AllNodes()
	for n := nodes.Next(); n != nil; n = nodes.Next() {
		if err := l.AddNode(n.ID(), n.AppendRecord(nil)); err != nil {
			t.Fatal(err)
		}
	}
	rels := v.AllRelationships()
	for r := rels.Next(); r != nil; r = rels.Next() {
		if err := l.AddRelationship(r.ID(), r.AppendRecord(nil)); err != nil {
			t.Fatal(err)
		}
	}
	loaded, err := l.Finish(v.Version(), g.nextNode, g.nextRel, v.NextSchemaID(), v.Indexes(), v.Constraints())
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}
