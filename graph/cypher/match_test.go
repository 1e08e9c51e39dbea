package cypher_test

import (
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"

	"clew/graph/cypher/memory"
	"clew/graph/cypher/value"
)

// randomPattern is a MATCH of one or two chains over few names, so that names
// recur and chains close.
type randomPattern struct {
	nodes []patternNode
	rels  []patternRel
	text  string
}

type patternNode struct{ name, label string }

type patternRel struct {
	from, to int // into nodes
	typ      string
	dir      int // 0 right, 1 left, 2 both
	min, max int // 1, 1 for a single relationship
	variable bool
}

func makePattern(r *rand.Rand) randomPattern {
	var p randomPattern
	var chains []string
	for range 1 + r.IntN(2) {
		var b strings.Builder
		length := r.IntN(3)
		for i := 0; i <= length; i++ {
			n := patternNode{name: string(rune('a' + r.IntN(4))), label: []string{"", "", "A", "B"}[r.IntN(4)]}
			if i > 0 {
				rel := patternRel{from: len(p.nodes) - 1, to: len(p.nodes), typ: []string{"", "T", "U", "T|U"}[r.IntN(4)], dir: r.IntN(3), min: 1, max: 1}
				if r.IntN(5) == 0 {
					rel.variable, rel.min = true, r.IntN(2)
					rel.max = rel.min + r.IntN(3)
				}
				p.rels = append(p.rels, rel)
				b.WriteString(rel.text())
			}
			p.nodes = append(p.nodes, n)
			b.WriteString("(" + n.name)
			if n.label != "" {
				b.WriteString(":" + n.label)
			}
			b.WriteString(")")
		}
		chains = append(chains, b.String())
	}
	p.text = strings.Join(chains, ", ")
	return p
}

func (r patternRel) text() string {
	inside := ""
	if r.typ != "" {
		inside = ":" + r.typ
	}
	if r.variable {
		inside += fmt.Sprintf("*%d..%d", r.min, r.max)
	}
	left, right := "-", "-"
	switch r.dir {
	case 0:
		right = "->"
	case 1:
		left = "<-"
	}
	return left + "[" + inside + "]" + right
}

// bruteForce lists the matches by trying every node for every name and every
// trail for every relationship: the definition of MATCH, slowly.
func bruteForce(v *memory.View, p randomPattern) []string {
	var found []string
	bound := map[string]int64{}
	used := map[int64]bool{}
	names := map[string]bool{}
	for _, n := range p.nodes {
		names[n.name] = true
	}
	var sorted []string
	for n := range names {
		sorted = append(sorted, n)
	}
	sort.Strings(sorted)
	var rels func(i int)
	rels = func(i int) {
		if i == len(p.rels) {
			var b strings.Builder
			for _, n := range sorted {
				fmt.Fprintf(&b, "%s%d ", n, bound[n])
			}
			found = append(found, b.String())
			return
		}
		r := p.rels[i]
		var walk func(at int64, steps int)
		walk = func(at int64, steps int) {
			if steps >= r.min && at == bound[p.nodes[r.to].name] {
				rels(i + 1)
			}
			if steps == r.max {
				return
			}
			all := v.AllRelationships()
			for rel := all.Next(); rel != nil; rel = all.Next() {
				if used[rel.ID()] || r.typ != "" && !strings.Contains(r.typ, rel.Type()) {
					continue
				}
				var ends []int64
				if rel.From() == at && r.dir != 1 {
					ends = append(ends, rel.To())
				}
				if rel.To() == at && r.dir != 0 && !(r.dir == 2 && rel.From() == rel.To()) {
					ends = append(ends, rel.From())
				}
				for _, end := range ends {
					used[rel.ID()] = true
					walk(end, steps+1)
					delete(used, rel.ID())
				}
			}
		}
		walk(bound[p.nodes[r.from].name], 0)
	}
	var assign func(i int)
	assign = func(i int) {
		if i == len(sorted) {
			for _, n := range p.nodes {
				if n.label != "" && !v.Node(bound[n.name]).HasLabel(n.label) {
					return
				}
			}
			rels(0)
			return
		}
		all := v.AllNodes()
		for n := all.Next(); n != nil; n = all.Next() {
			bound[sorted[i]] = n.ID()
			assign(i + 1)
		}
	}
	assign(0)
	sort.Strings(found)
	return found
}

// TestMatchAgainstItsDefinition compares random patterns on random graphs
// with the brute-force answer.
func TestMatchAgainstItsDefinition(t *testing.T) {
	matches := 0
	for seed := uint64(1); seed <= 400; seed++ {
		r := rand.New(rand.NewPCG(seed, 7))
		s := newSession()
		var setup strings.Builder
		nodes := 2 + r.IntN(3)
		for i := range nodes {
			fmt.Fprintf(&setup, "CREATE (n%d%s) ", i, []string{"", ":A", ":B", ":A:B"}[r.IntN(4)])
		}
		for range r.IntN(6) {
			fmt.Fprintf(&setup, "CREATE (n%d)-[:%s]->(n%d) ", r.IntN(nodes), []string{"T", "U"}[r.IntN(2)], r.IntN(nodes))
		}
		if _, err := s.run(setup.String()); err != nil {
			t.Fatal(err)
		}
		for range 5 {
			p := makePattern(r)
			names := map[string]bool{}
			var columns []string
			for _, n := range p.nodes {
				if !names[n.name] {
					names[n.name] = true
					columns = append(columns, n.name)
				}
			}
			sort.Strings(columns)
			query := "MATCH " + p.text + " RETURN " + strings.Join(columns, ", ")
			got, err := s.run(query)
			if err != nil {
				t.Fatalf("%s: %v", query, err)
			}
			var have []string
			for _, row := range got.rows {
				var b strings.Builder
				for i, v := range row {
					fmt.Fprintf(&b, "%s%d ", columns[i], v.(value.Node).ID)
				}
				have = append(have, b.String())
			}
			sort.Strings(have)
			matches += len(have)
			if want := bruteForce(s.graph.View(), p); strings.Join(have, ";") != strings.Join(want, ";") {
				t.Fatalf("seed %d\n%s\n%s\ngot  %v\nwant %v", seed, setup.String(), query, have, want)
			}
		}
	}
	if matches < 1000 {
		t.Errorf("the random patterns have %d matches only, too few to tell anything", matches)
	}
}
