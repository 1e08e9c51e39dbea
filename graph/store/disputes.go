package store

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"clew/graph"
)

// opposing matches what disputes a link: a negated claim of the same type
// between the same ends, or a denial of its actor.
const opposing = `MATCH (a:Entity {id: l.from})-[d]->(b:Entity {id: l.to})
WHERE d.id <> l.id AND (type(d) = 'DENIED' OR type(d) = l.type AND (d.claim = 'negated') <> l.negated)`

func disputeRows(rels []graph.Relationship) []any {
	rows := []any{}
	for _, r := range rels {
		rows = append(rows, map[string]any{"id": r.ID, "from": r.From, "to": r.To, "type": r.Type, "negated": r.Claim() == graph.Negated})
	}
	return rows
}

// Disputed says of each link, by id, whether the store holds a denial of it.
func (s *Store) Disputed(ctx context.Context, rels []graph.Relationship) (map[string]bool, error) {
	out := map[string]bool{}
	if len(rels) == 0 {
		return out, nil
	}
	rows, err := s.read(ctx, "UNWIND $links AS l "+opposing+" RETURN DISTINCT l.id AS id", map[string]any{"links": disputeRows(rels)})
	if err != nil {
		return nil, s.explain(err)
	}
	for _, r := range rows {
		out[graph.Text(r["id"])] = true
	}
	return out, nil
}

// Disputes reads the links that dispute a link.
func (s *Store) Disputes(ctx context.Context, rel graph.Relationship) ([]graph.Relationship, error) {
	rows, err := s.read(ctx, "UNWIND $links AS l "+opposing+" RETURN DISTINCT d, a.id AS from, b.id AS to ORDER BY d.id",
		map[string]any{"links": disputeRows([]graph.Relationship{rel})})
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]graph.Relationship, len(rows))
	for i, r := range rows {
		d := r["d"].(neo4j.Relationship)
		out[i] = toRelationship(d, map[string]string{d.StartElementId: graph.Text(r["from"]), d.EndElementId: graph.Text(r["to"])})
	}
	return out, nil
}

// Source is an article that mentions an entity.
type Source struct {
	Article graph.Node // without its text
	Count   int64      // how often
}

// MentionedIn lists the articles that mention an entity, most often first.
func (s *Store) MentionedIn(ctx context.Context, id string) ([]Source, error) {
	rows, err := s.read(ctx, `MATCH (a:Article)-[m:MENTIONS]->(n:Entity {id: $id})
		RETURN a {.id, .title, .publisher, .date, .origin} AS article, m.count AS count ORDER BY count DESC, article.id`, map[string]any{"id": id})
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]Source, len(rows))
	for i, r := range rows {
		props, _ := r["article"].(map[string]any)
		out[i] = Source{graph.Node{ID: graph.Text(props["id"]), Labels: []string{"Article"}, Props: plainProps(props)}, graph.Int(r["count"])}
	}
	return out, nil
}
