package cypher_test

import (
	"context"
	"fmt"
	"testing"

	"clew/graph/cypher"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/value"
)

// benchmarkGraph has n people in a ring of acquaintance with random chords.
func benchmarkGraph(b *testing.B, n int) *memory.Graph {
	b.Helper()
	g := memory.New()
	tx, err := g.Begin(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	if err := tx.CreateIndex(memory.Index{Kind: memory.IndexRange, EntityType: memory.EntityNode, Labels: []string{"Person"}, Keys: []string{"id"}}); err != nil {
		b.Fatal(err)
	}
	ids := make([]int64, n)
	for i := range n {
		node, err := tx.CreateNode([]string{"Person"}, map[string]value.Value{"id": int64(i), "name": fmt.Sprint("person ", i), "age": int64(i % 90)})
		if err != nil {
			b.Fatal(err)
		}
		ids[i] = node.ID()
	}
	state := uint64(1)
	for i := range 5 * n {
		state = state*6364136223846793005 + 1442695040888963407
		if _, err := tx.CreateRelationship("KNOWS", ids[i%n], ids[int(state>>33)%n], nil); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return g
}

func BenchmarkQueries(b *testing.B) {
	g := benchmarkGraph(b, 20000)
	for _, q := range []struct{ name, text string }{
		{"point look-up", "MATCH (n:Person {id: 4711}) RETURN n.name"},
		{"two hops", "MATCH (n:Person {id: 4711})-[:KNOWS]->()-[:KNOWS]->(m) RETURN count(DISTINCT m)"},
		{"three hops", "MATCH (n:Person {id: 4711})-[:KNOWS*1..3]->(m) RETURN count(DISTINCT m)"},
		{"filtered scan with aggregation", "MATCH (n:Person) WHERE n.age > 40 RETURN n.age, count(*) ORDER BY n.age"},
		{"shortest path", "MATCH p = shortestPath((a:Person {id: 1})-[:KNOWS*]-(b:Person {id: 19000})) RETURN length(p)"},
		{"top ten", "MATCH (n:Person) RETURN n.name ORDER BY n.age DESC, n.name LIMIT 10"},
	} {
		b.Run(q.name, func(b *testing.B) {
			stmt, err := cypher.Prepare(q.text)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := pullAll(context.Background(), stmt, &cypher.Environment{View: g.View()}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
