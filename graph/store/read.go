package store

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"clew/graph"
)

// Counts says how much a store holds. Links are relationships between entities.
type Counts struct {
	Articles, Entities, Links, Evidence int64
}

// Counts reads the size of the store.
func (s *Store) Counts(ctx context.Context) (Counts, error) {
	var c Counts
	for query, into := range map[string]*int64{
		"MATCH (n:Article) RETURN count(n) AS n":              &c.Articles,
		"MATCH (n:Entity) RETURN count(n) AS n":               &c.Entities,
		"MATCH (n:Evidence) RETURN count(n) AS n":             &c.Evidence,
		"MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS n": &c.Links,
	} {
		rows, err := s.read(ctx, query, nil)
		if err != nil {
			return c, s.explain(err)
		}
		*into = graph.Int(rows[0]["n"])
	}
	return c, nil
}

// Vocabulary is what stands in a store: labels, types and how often.
type Vocabulary struct {
	Labels map[string]int64
	Types  map[string]int64
	Keys   []string
}

// Vocabulary reads which labels, types and property keys are in use.
func (s *Store) Vocabulary(ctx context.Context) (Vocabulary, error) {
	v := Vocabulary{Labels: map[string]int64{}, Types: map[string]int64{}}
	rows, err := s.read(ctx, "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n", nil)
	if err != nil {
		return v, s.explain(err)
	}
	for _, r := range rows {
		v.Labels[graph.Text(r["label"])] = graph.Int(r["n"])
	}
	if rows, err = s.read(ctx, "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n", nil); err != nil {
		return v, s.explain(err)
	}
	for _, r := range rows {
		v.Types[graph.Text(r["type"])] = graph.Int(r["n"])
	}
	if rows, err = s.read(ctx, "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey AS key ORDER BY key", nil); err != nil {
		return v, s.explain(err)
	}
	for _, r := range rows {
		v.Keys = append(v.Keys, graph.Text(r["key"]))
	}
	return v, nil
}

// Node reads one node by id.
func (s *Store) Node(ctx context.Context, id string) (graph.Node, error) {
	for _, query := range []string{
		"MATCH (n:Entity {id: $id}) RETURN n",
		"MATCH (n:Article {id: $id}) RETURN n",
		"MATCH (n) WHERE elementId(n) = $id RETURN n",
	} {
		rows, err := s.read(ctx, query, map[string]any{"id": id})
		if err != nil {
			return graph.Node{}, s.explain(err)
		}
		if len(rows) > 0 {
			return toNode(rows[0]["n"].(neo4j.Node)), nil
		}
	}
	return graph.Node{}, fmt.Errorf("node %q: %w", id, ErrNotFound)
}

// Nodes reads entities by id, in the order asked for; unknown ids are left out.
func (s *Store) Nodes(ctx context.Context, ids []string) ([]graph.Node, error) {
	rows, err := s.read(ctx, "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n", map[string]any{"ids": ids})
	if err != nil {
		return nil, s.explain(err)
	}
	nodes := make([]graph.Node, len(rows))
	for i, r := range rows {
		nodes[i] = toNode(r["n"].(neo4j.Node))
	}
	return nodes, nil
}

// Group counts the relationships of a node of one type and direction.
type Group struct {
	Type     string
	Outgoing bool
	Count    int
}

// Groups counts the links of an entity by type and direction.
func (s *Store) Groups(ctx context.Context, id string) ([]Group, error) {
	rows, err := s.read(ctx, `MATCH (n:Entity {id: $id})-[r]-(:Entity)
		RETURN type(r) AS type, startNode(r) = n AS outgoing, count(r) AS n ORDER BY n DESC, type, outgoing`, map[string]any{"id": id})
	if err != nil {
		return nil, s.explain(err)
	}
	groups := make([]Group, len(rows))
	for i, r := range rows {
		outgoing, _ := r["outgoing"].(bool)
		groups[i] = Group{graph.Text(r["type"]), outgoing, int(graph.Int(r["n"]))}
	}
	return groups, nil
}

// Around chooses neighbours of a node.
type Around struct {
	Types []string // relationship types; nil: all
	Limit int      // neighbours at most; 0: all
	Low   bool     // with links of the low band
}

// NeighboursQuery is the Cypher behind Neighbours, for users to copy.
const NeighboursQuery = `MATCH (n:Entity {id: $id})-[r]-(m:Entity)
WHERE ($types IS NULL OR type(r) IN $types) AND ($low OR r.confidence >= 0.5)
RETURN r, n, m
ORDER BY CASE WHEN type(r) = 'SAID' THEN 2 WHEN type(r) IN $chips THEN 1 ELSE 0 END, r.origins DESC, r.confidence DESC, r.id`

// chipTypes are links that a drawing shows inside the node.
var chipTypes = []string{"LOCATED_IN", "PART_OF", "HAS_NATIONALITY", "OPERATES_IN", "HEADQUARTERED_IN", "ORIGIN"}

// Neighbours reads the strongest links of an entity and what they lead to, and
// counts by type the links that Limit left out. Deeds and memberships come
// before geography, and that before who merely spoke of whom.
func (s *Store) Neighbours(ctx context.Context, id string, a Around) (graph.Graph, map[string]int, error) {
	params := map[string]any{"id": id, "types": nil, "low": a.Low, "chips": chipTypes}
	if len(a.Types) > 0 {
		params["types"] = a.Types
	}
	c := newCollector()
	hidden := map[string]int{}
	kept := map[string]bool{id: true}
	for values, err := range s.stream(ctx, NeighboursQuery, params) {
		if err != nil {
			return graph.Graph{}, nil, s.explain(err)
		}
		r, other := values[0].(neo4j.Relationship), values[2].(neo4j.Node)
		otherID := idOf(other.Props, other.ElementId)
		if a.Limit > 0 && len(kept) > a.Limit && !kept[otherID] {
			hidden[r.Type]++
			continue
		}
		kept[otherID] = true
		c.node(values[1].(neo4j.Node))
		c.node(other)
		c.relationship(r)
	}
	return c.finish(), hidden, nil
}

// LinksAmong reads all links between entities of a set.
func (s *Store) LinksAmong(ctx context.Context, ids []string) ([]graph.Relationship, error) {
	c := newCollector()
	for values, err := range s.stream(ctx, `UNWIND $ids AS id MATCH (a:Entity {id: id})-[r]->(b:Entity) WHERE b.id IN $ids
		RETURN a, r, b ORDER BY r.id`, map[string]any{"ids": ids}) {
		if err != nil {
			return nil, s.explain(err)
		}
		c.node(values[0].(neo4j.Node))
		c.node(values[2].(neo4j.Node))
		c.relationship(values[1].(neo4j.Relationship))
	}
	return c.finish().Relationships, nil
}

// Chips are the links of nodes that a drawing shows inside the node: where it
// is, what it is part of, which nationality it has.
func (s *Store) Chips(ctx context.Context, ids []string) (map[string][]graph.Relationship, map[string]string, error) {
	rows, err := s.read(ctx, `UNWIND $ids AS id MATCH (n:Entity {id: id})-[r]->(m:Entity)
		WHERE type(r) IN $types AND r.claim <> 'negated' AND r.confidence >= 0.5
		RETURN id, type(r) AS type, r.claim AS claim, r.id AS link, m.id AS other, m.name AS name ORDER BY id, r.origins DESC, r.confidence DESC, link`, map[string]any{"ids": ids, "types": chipTypes})
	if err != nil {
		return nil, nil, s.explain(err)
	}
	chips, names := map[string][]graph.Relationship{}, map[string]string{}
	for _, r := range rows {
		id, other := graph.Text(r["id"]), graph.Text(r["other"])
		chips[id] = append(chips[id], graph.Relationship{ID: graph.Text(r["link"]), Type: graph.Text(r["type"]), From: id, To: other, Props: map[string]any{"claim": r["claim"]}})
		names[other] = graph.Text(r["name"])
	}
	return chips, names, nil
}

// Link reads one link with its ends.
func (s *Store) Link(ctx context.Context, id string) (graph.Relationship, graph.Node, graph.Node, error) {
	fail := func(err error) (graph.Relationship, graph.Node, graph.Node, error) {
		return graph.Relationship{}, graph.Node{}, graph.Node{}, err
	}
	rows, err := s.read(ctx, "MATCH (v:Evidence {relation: $id}) RETURN v.from AS from, v.type AS type LIMIT 1", map[string]any{"id": id})
	if err != nil {
		return fail(s.explain(err))
	}
	query, params := "MATCH (a)-[r]->(b) WHERE elementId(r) = $id RETURN a, r, b", map[string]any{"id": id}
	if len(rows) > 0 {
		query = "MATCH (a:Entity {id: $from})-[r:" + quoteName(graph.Text(rows[0]["type"])) + " {id: $id}]->(b) RETURN a, r, b"
		params["from"] = rows[0]["from"]
	}
	if rows, err = s.read(ctx, query, params); err != nil {
		return fail(s.explain(err))
	}
	if len(rows) == 0 {
		return fail(fmt.Errorf("link %q: %w", id, ErrNotFound))
	}
	c := newCollector()
	from, to := c.node(rows[0]["a"].(neo4j.Node)), c.node(rows[0]["b"].(neo4j.Node))
	return c.relationship(rows[0]["r"].(neo4j.Relationship)), from, to, nil
}

// Passage is an Evidence node with the article it stands in.
type Passage struct {
	Evidence graph.Node // properties of the Evidence node
	Article  graph.Node // without its text
}

// EvidenceQuery is the Cypher behind Evidence, for users to copy.
const EvidenceQuery = `MATCH (a:Article)-[:STATES]->(v:Evidence {relation: $id}) RETURN v, a {.id, .title, .publisher, .date, .url, .origin} AS article ORDER BY v.confidence DESC, article.date, v.id`

// Evidence reads every passage behind a link, the surest first.
func (s *Store) Evidence(ctx context.Context, link string) ([]Passage, error) {
	rows, err := s.read(ctx, EvidenceQuery, map[string]any{"id": link})
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]Passage, len(rows))
	for i, r := range rows {
		article, _ := r["article"].(map[string]any)
		out[i] = Passage{toNode(r["v"].(neo4j.Node)), graph.Node{ID: graph.Text(article["id"]), Labels: []string{"Article"}, Props: plainProps(article)}}
	}
	return out, nil
}

// Articles lists every article, without its text: newest first, undated last.
func (s *Store) Articles(ctx context.Context) ([]graph.Node, error) {
	rows, err := s.read(ctx, `MATCH (a:Article)
		RETURN a {.id, .title, .publisher, .date, .authors, .url, .language, .origin, .path} AS article,
		       COUNT { (a)-[:MENTIONS]->() } AS entities, COUNT { (a)-[:STATES]->() } AS facts
		ORDER BY article.date IS NULL, article.date DESC, article.id`, nil)
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]graph.Node, len(rows))
	for i, r := range rows {
		props, _ := r["article"].(map[string]any)
		props["entities"], props["facts"] = r["entities"], r["facts"]
		out[i] = graph.Node{ID: graph.Text(props["id"]), Labels: []string{"Article"}, Props: plainProps(props)}
	}
	return out, nil
}

// Reading is an article with everything that was read out of it.
type Reading struct {
	Article  graph.Node // with its text
	Mentions []EntityMention
	Evidence []graph.Node // Evidence nodes by place in the text
}

// EntityMention is one mention of an entity of the graph in an article.
type EntityMention struct {
	Entity, Name, Type string
	Start, End         int64
	Kind               string
}

// Article reads one article with its mentions and the passages it states.
func (s *Store) Article(ctx context.Context, id string) (Reading, error) {
	params := map[string]any{"id": id}
	rows, err := s.read(ctx, "MATCH (a:Article {id: $id}) RETURN a", params)
	if err != nil {
		return Reading{}, s.explain(err)
	}
	if len(rows) == 0 {
		return Reading{}, fmt.Errorf("article %q: %w", id, ErrNotFound)
	}
	out := Reading{Article: toNode(rows[0]["a"].(neo4j.Node))}
	if rows, err = s.read(ctx, `MATCH (:Article {id: $id})-[m:MENTIONS]->(n:Entity)
		RETURN n.id AS id, n.name AS name, n.type AS type, m.starts AS starts, m.ends AS ends, m.kinds AS kinds`, params); err != nil {
		return Reading{}, s.explain(err)
	}
	for _, r := range rows {
		starts, ends, kinds := integers(r["starts"]), integers(r["ends"]), graph.Texts(r["kinds"])
		for i := range starts {
			out.Mentions = append(out.Mentions, EntityMention{graph.Text(r["id"]), graph.Text(r["name"]), graph.Text(r["type"]), starts[i], ends[i], kinds[i]})
		}
	}
	slices.SortFunc(out.Mentions, func(a, b EntityMention) int {
		return int(a.Start-b.Start)*1024 + int(b.End-a.End)
	})
	if rows, err = s.read(ctx, "MATCH (:Article {id: $id})-[:STATES]->(v:Evidence) RETURN v ORDER BY v.start, v.id", params); err != nil {
		return Reading{}, s.explain(err)
	}
	for _, r := range rows {
		out.Evidence = append(out.Evidence, toNode(r["v"].(neo4j.Node)))
	}
	return out, nil
}

// Stored says whether the store holds exactly this article as this extractor
// reads it, so that it need not be read again.
func (s *Store) Stored(ctx context.Context, a graph.Article, extractor string) (bool, error) {
	rows, err := s.read(ctx, "MATCH (a:Article {text_sha256: $hash}) WHERE a.reading = $key RETURN a.id AS id LIMIT 1",
		map[string]any{"hash": graph.TextHash(a.Text), "key": readingKey(a, extractor)})
	if err != nil {
		return false, s.explain(err)
	}
	return len(rows) > 0, nil
}

// Entities streams every entity without what only a reader needs: what analysis
// and exports start from.
func (s *Store) Entities(ctx context.Context) iter.Seq2[graph.Node, error] {
	return func(yield func(graph.Node, error) bool) {
		for values, err := range s.stream(ctx, "MATCH (n:Entity) RETURN n ORDER BY n.id", nil) {
			if err != nil {
				yield(graph.Node{}, err)
				return
			}
			if !yield(toNode(values[0].(neo4j.Node)), nil) {
				return
			}
		}
	}
}

// Links streams every link between entities.
func (s *Store) Links(ctx context.Context) iter.Seq2[graph.Relationship, error] {
	return s.relationships(ctx, "MATCH (a:Entity)-[r]->(b:Entity) RETURN r, a.id, b.id ORDER BY r.id")
}

// relationships streams rows of a relationship and the ids of its ends.
func (s *Store) relationships(ctx context.Context, query string) iter.Seq2[graph.Relationship, error] {
	return func(yield func(graph.Relationship, error) bool) {
		for values, err := range s.stream(ctx, query, nil) {
			if err != nil {
				yield(graph.Relationship{}, err)
				return
			}
			r := values[0].(neo4j.Relationship)
			ends := map[string]string{r.StartElementId: graph.Text(values[1]), r.EndElementId: graph.Text(values[2])}
			if !yield(toRelationship(r, ends), nil) {
				return
			}
		}
	}
}

// AllNodes streams everything an export of the whole store holds: entities and
// articles, without evidence nodes, whose quotes stand on the links.
func (s *Store) AllNodes(ctx context.Context) iter.Seq2[graph.Node, error] {
	return func(yield func(graph.Node, error) bool) {
		for values, err := range s.stream(ctx, "MATCH (n) WHERE n:Entity OR n:Article RETURN n ORDER BY n.id", nil) {
			if err != nil {
				yield(graph.Node{}, err)
				return
			}
			if !yield(toNode(values[0].(neo4j.Node)), nil) {
				return
			}
		}
	}
}

// AllRelationships streams every relationship between entities and articles.
func (s *Store) AllRelationships(ctx context.Context) iter.Seq2[graph.Relationship, error] {
	return s.relationships(ctx, `MATCH (a)-[r]->(b) WHERE (a:Entity OR a:Article) AND (b:Entity OR b:Article)
		RETURN r, a.id, b.id ORDER BY type(r), a.id, b.id, r.id`)
}
