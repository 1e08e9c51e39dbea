package store

import (
	"context"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"clew/graph"
)

// storyEvents is how many of the best reported events a story is chosen from.
const storyEvents = 15

// StoryGraph reads what a story is told from: the best reported events (and the
// one named, if any), everything linked to them, and the links among that.
func (s *Store) StoryGraph(ctx context.Context, event string) (graph.Graph, error) {
	rows, err := s.read(ctx, "MATCH (e:Event) RETURN e.id AS id ORDER BY e.origins DESC, e.articles DESC, id LIMIT $limit", map[string]any{"limit": storyEvents})
	if err != nil {
		return graph.Graph{}, s.explain(err)
	}
	ids := []string{}
	for _, r := range rows {
		ids = append(ids, graph.Text(r["id"]))
	}
	if event != "" {
		if _, err := s.Node(ctx, event); err != nil {
			return graph.Graph{}, err
		}
		ids = append(ids, event)
	}
	c := newCollector()
	for values, err := range s.stream(ctx, "UNWIND $ids AS id MATCH (e:Entity {id: id}) OPTIONAL MATCH (e)-[r]-(m:Entity) RETURN e, r, m ORDER BY e.id, r.id", map[string]any{"ids": unique(ids)}) {
		if err != nil {
			return graph.Graph{}, s.explain(err)
		}
		c.node(values[0].(neo4j.Node))
		if m, ok := values[2].(neo4j.Node); ok {
			c.node(m)
			c.relationship(values[1].(neo4j.Relationship))
		}
	}
	g := c.finish()
	nodes := make([]string, len(g.Nodes))
	for i, n := range g.Nodes {
		nodes[i] = n.ID
	}
	if g.Relationships, err = s.LinksAmong(ctx, nodes); err != nil {
		return graph.Graph{}, err
	}
	return g, nil
}

// LinkKey finds a link again: its id and its ends.
type LinkKey struct{ ID, From, To string }

// LinksByKey reads links in the order asked for.
func (s *Store) LinksByKey(ctx context.Context, keys []LinkKey) ([]graph.Relationship, error) {
	params := make([]any, len(keys))
	for i, k := range keys {
		params[i] = map[string]any{"id": k.ID, "from": k.From, "to": k.To}
	}
	rows, err := s.read(ctx, "UNWIND $keys AS k MATCH (a:Entity {id: k.from})-[r]->(b:Entity {id: k.to}) WHERE r.id = k.id RETURN r, k.from AS from, k.to AS to", map[string]any{"keys": params})
	if err != nil {
		return nil, s.explain(err)
	}
	byID := make(map[string]graph.Relationship, len(rows))
	for _, row := range rows {
		r := row["r"].(neo4j.Relationship)
		rel := toRelationship(r, map[string]string{r.StartElementId: graph.Text(row["from"]), r.EndElementId: graph.Text(row["to"])})
		byID[rel.ID] = rel
	}
	out := make([]graph.Relationship, len(keys))
	for i, k := range keys {
		rel, ok := byID[k.ID]
		if !ok {
			return nil, fmt.Errorf("link %q: %w", k.ID, ErrNotFound)
		}
		out[i] = rel
	}
	return out, nil
}

// Surroundings reads what lies within some hops of a node over links of the
// default bands, with every link among it.
func (s *Store) Surroundings(ctx context.Context, id string, hops int) (graph.Graph, error) {
	start, err := s.Node(ctx, id)
	if err != nil {
		return graph.Graph{}, err
	}
	seen, frontier := map[string]bool{start.ID: true}, []string{start.ID}
	for range hops {
		rows, err := s.read(ctx, `UNWIND $ids AS id MATCH (n:Entity {id: id})-[r]-(m:Entity) WHERE r.confidence >= 0.5
			RETURN DISTINCT m.id AS id ORDER BY id`, map[string]any{"ids": frontier})
		if err != nil {
			return graph.Graph{}, s.explain(err)
		}
		frontier = frontier[:0:0]
		for _, r := range rows {
			if next := graph.Text(r["id"]); !seen[next] {
				seen[next] = true
				frontier = append(frontier, next)
			}
		}
	}
	return s.Selection(ctx, sortedKeys(seen))
}

// Selection reads entities by id with every link among them.
func (s *Store) Selection(ctx context.Context, ids []string) (graph.Graph, error) {
	var g graph.Graph
	var err error
	if g.Nodes, err = s.Nodes(ctx, ids); err != nil {
		return g, err
	}
	g.Relationships, err = s.LinksAmong(ctx, ids)
	return g, err
}
