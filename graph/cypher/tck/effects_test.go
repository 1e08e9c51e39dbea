package tck_test

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"clew/graph/cypher/memory"
	"clew/graph/cypher/value"
)

// snapshot is what side effects are measured on: the ids of entities, the
// labels in use, and every property as (entity, key, value).
type snapshot struct {
	nodes, rels, labels, properties map[string]bool
}

func takeSnapshot(v *memory.View) *snapshot {
	s := &snapshot{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	nodes := v.AllNodes()
	for n := nodes.Next(); n != nil; n = nodes.Next() {
		id := "n" + strconv.FormatInt(n.ID(), 10)
		s.nodes[id] = true
		for _, l := range n.Labels() {
			s.labels[l] = true
		}
		for k, p := range n.Properties() {
			s.properties[id+"."+k+"="+value.Key(p)] = true
		}
	}
	rels := v.AllRelationships()
	for r := rels.Next(); r != nil; r = rels.Next() {
		id := "r" + strconv.FormatInt(r.ID(), 10)
		s.rels[id] = true
		for k, p := range r.Properties() {
			s.properties[id+"."+k+"="+value.Key(p)] = true
		}
	}
	return s
}

func difference(a, b map[string]bool) int {
	n := 0
	for k := range b {
		if !a[k] {
			n++
		}
	}
	return n
}

// effects compares the graph before and after the query.
func (r *runner) effects(table [][]string) error {
	after := takeSnapshot(r.graph.View())
	got := map[string]int{}
	for _, c := range []struct {
		name          string
		before, after map[string]bool
	}{{"nodes", r.before.nodes, after.nodes}, {"relationships", r.before.rels, after.rels}, {"labels", r.before.labels, after.labels}, {"properties", r.before.properties, after.properties}} {
		got["+"+c.name] = difference(c.before, c.after)
		got["-"+c.name] = difference(c.after, c.before)
	}
	want := map[string]int{}
	for _, row := range table {
		n, err := strconv.Atoi(row[1])
		if err != nil {
			return err
		}
		want[row[0]] = n
	}
	var wrong []string
	for name, n := range got {
		if want[name] != n {
			wrong = append(wrong, fmt.Sprintf("%s %d, want %d", name, n, want[name]))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	sort.Strings(wrong)
	return fmt.Errorf("%s\nside effects: %s", r.query, strings.Join(wrong, "; "))
}
