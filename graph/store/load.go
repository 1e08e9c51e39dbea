package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"clew/graph"
	"clew/graph/resolve"
)

// Change says what loading an article did.
type Change struct {
	Article   string // id in the store
	Unchanged bool   // the store had exactly this
	Replaced  bool   // an earlier reading of the article made way
	Entities  int    // entities the article mentions
	New       int    // of them new to the graph
	Facts     int    // passages that back a relationship
}

// errMoved says that another process wrote between resolution and commit.
var errMoved = errors.New("another process is loading into this store")

// Load writes what one article says, in one transaction. The same article with
// the same facts changes nothing; a changed one replaces its own facts. When
// Load returns without error the article is durable.
func (s *Store) Load(ctx context.Context, x *graph.Extraction) (Change, error) {
	if err := x.Verify(); err != nil {
		return Change{}, err
	}
	s.loading.Lock()
	defer s.loading.Unlock()
	var change Change
	var err error
	for range 5 {
		if err = s.readIndex(ctx); err != nil {
			return Change{}, err
		}
		change, err = s.loadOnce(ctx, x)
		if !errors.Is(err, errMoved) {
			break
		}
		s.index = nil
	}
	if err != nil {
		s.index = nil // what the failed transaction decided never happened
		return Change{}, fmt.Errorf("load %s: %w", x.Article.ID, err)
	}
	return change, nil
}

func (s *Store) loadOnce(ctx context.Context, x *graph.Extraction) (Change, error) {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	var l *loader
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		l = &loader{ctx: ctx, tx: tx, x: x, index: s.index, origins: s.origins}
		return nil, l.load(s.version)
	})
	if err != nil {
		return Change{}, err
	}
	if !l.change.Unchanged {
		s.version++
		s.origins.put(l.article, l.origin, l.sketch)
		for _, e := range l.folded {
			s.index.Put(e)
		}
		for _, id := range l.removed {
			s.index.Remove(id)
		}
	}
	return l.change, nil
}

// loader is one article on its way into the store: one transaction.
type loader struct {
	ctx     context.Context
	tx      neo4j.ManagedTransaction
	x       *graph.Extraction
	index   *resolve.Index
	origins *origins
	change  Change

	article   string              // id in the store
	origin    string              // cluster of near-identical articles
	sketch    []int64             // of its text
	entity    map[string]string   // local id → graph id
	isNew     map[string]bool     // graph ids that the store lacks
	entities  map[string]bool     // graph ids to fold
	relations map[string]relation // relationship ids to fold
	folded    []resolve.Entity
	removed   []string
}

// relation is the identity of a relationship: one per pair, type and claim.
type relation struct{ id, from, to, typ, claim string }

// load is the story: nothing if nothing changed; else the old facts go, the new
// ones come, and everything they touched is folded anew.
func (l *loader) load(version int64) error {
	steps := []func() error{
		l.placeArticle,
		func() error { return l.countChange(version) },
		l.removeOldFacts,
		l.writeArticle,
		l.assignEntities,
		l.writeMentions,
		l.writeEvidence,
		l.foldEntities,
		l.foldRelations,
		l.dropOrphans,
	}
	for _, step := range steps {
		if err := step(); err != nil || l.change.Unchanged {
			return err
		}
	}
	return nil
}

func (l *loader) run(query string, params map[string]any) ([]row, error) {
	return run(l.ctx, l.tx, query, params)
}

func (l *loader) exec(query string, params map[string]any) error {
	_, err := l.run(query, params)
	return err
}

// placeArticle finds the article's id in the store. One id with another path and
// another text is another article and takes its folder's name in front.
func (l *loader) placeArticle() error {
	l.entities, l.relations = map[string]bool{}, map[string]relation{}
	a := l.x.Article
	l.article = a.ID
	for _, id := range articleIDs(a) {
		rows, err := l.run("MATCH (a:Article {id: $id}) RETURN a.path AS path, a.text_sha256 AS hash, a.facts_sha256 AS facts", map[string]any{"id": id})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			l.article = id
			return nil
		}
		path, _ := rows[0]["path"].(string)
		same := rows[0]["hash"] == graph.TextHash(a.Text)
		if path == a.Path || same {
			l.article = id
			l.change.Replaced = true
			l.change.Unchanged = same && rows[0]["facts"] == factsHash(l.x)
			l.change.Article = id
			return nil
		}
	}
	return fmt.Errorf("article id %q is taken by another article: rename the file", a.ID)
}

// articleIDs are the ids to try: the stem, then with one folder more each time.
func articleIDs(a graph.Article) []string {
	ids := []string{a.ID}
	dir := filepath.ToSlash(filepath.Dir(a.Path))
	parts := strings.Split(dir, "/")
	if a.Path == "" {
		parts = nil
	}
	for i := len(parts) - 1; i >= 0 && parts[i] != "" && parts[i] != "."; i-- {
		ids = append(ids, strings.Join(parts[i:], "/")+"/"+a.ID)
	}
	return ids
}

// countChange takes the store's counter one up, which also keeps other loaders
// out until commit. A counter that moved means stale resolution.
func (l *loader) countChange(version int64) error {
	rows, err := l.run("MERGE (c:Clew {id: 'clew'}) SET c.changes = coalesce(c.changes, 0) + 1 RETURN c.changes AS changes", nil)
	if err != nil {
		return err
	}
	if graph.Int(rows[0]["changes"]) != version+1 {
		return errMoved
	}
	return nil
}

// removeOldFacts takes out what an earlier reading of the article said and
// remembers what that touches.
func (l *loader) removeOldFacts() error {
	if !l.change.Replaced {
		return nil
	}
	params := map[string]any{"id": l.article}
	rows, err := l.run("MATCH (:Article {id: $id})-[:STATES]->(v:Evidence) RETURN DISTINCT v.relation AS id, v.from AS from, v.to AS to, v.type AS type, v.claim AS claim", params)
	if err != nil {
		return err
	}
	for _, r := range rows {
		l.touch(relation{graph.Text(r["id"]), graph.Text(r["from"]), graph.Text(r["to"]), graph.Text(r["type"]), graph.Text(r["claim"])})
	}
	rows, err = l.run("MATCH (:Article {id: $id})-[:MENTIONS]->(n:Entity) RETURN n.id AS id", params)
	if err != nil {
		return err
	}
	for _, r := range rows {
		l.entities[graph.Text(r["id"])] = true
	}
	if err := l.exec("MATCH (:Article {id: $id})-[:STATES]->(v:Evidence) DETACH DELETE v", params); err != nil {
		return err
	}
	return l.exec("MATCH (:Article {id: $id})-[r:MENTIONS|REPORTED|QUOTED]->() DELETE r", params)
}

// touch marks a relationship and its ends for folding.
func (l *loader) touch(r relation) {
	l.relations[r.id] = r
	for _, end := range []string{r.from, r.to} {
		if end != l.article {
			l.entities[end] = true
		}
	}
}

func (l *loader) writeArticle() error {
	a := l.x.Article
	l.sketch = fingerprint(a.Text)
	l.origin = l.origins.of(l.article, l.sketch)
	props := map[string]any{
		"name": orElse(a.Title, l.article), "path": a.Path, "language": a.Language, "authors": a.Authors,
		"text": a.Text, "text_sha256": graph.TextHash(a.Text), "facts_sha256": factsHash(l.x),
		"reading": readingKey(a, l.x.Extractor), "origin": l.origin, "fingerprint": l.sketch, "title": a.Title, "type": "Article",
	}
	for key, value := range map[string]string{"publisher": a.Publisher, "date": a.Date, "url": a.URL} {
		if value != "" {
			props[key] = value
		}
	}
	return l.exec("MERGE (a:Article {id: $id}) SET a = $props SET a.id = $id", map[string]any{"id": l.article, "props": props})
}

// assignEntities resolves every entity of the article and makes bare nodes for
// the new ones.
func (l *loader) assignEntities() error {
	l.entity = map[string]string{graph.ArticleEntityID: l.article}
	l.isNew = map[string]bool{}
	for _, as := range l.assign() {
		l.entity[as.Local] = as.Entity
		l.entities[as.Entity] = true
		if !as.Known {
			l.isNew[as.Entity] = true
		}
	}
	l.change = Change{Article: l.article, Replaced: l.change.Replaced, Entities: len(l.entity) - 1, New: len(l.isNew)}
	if len(l.isNew) == 0 {
		return nil
	}
	return l.exec("UNWIND $ids AS id MERGE (n:Entity {id: id})", map[string]any{"ids": sortedKeys(l.isNew)})
}

// assign asks the index by the id the article has in the store: members are
// named after it.
func (l *loader) assign() []resolve.Assignment {
	x := *l.x
	x.Article.ID = l.article
	return l.index.Assign(&x)
}

// readIndex reads what identity rests on, once, and again when somebody else wrote.
func (s *Store) readIndex(ctx context.Context) error {
	version, err := s.Version(ctx)
	if err != nil {
		return s.explain(err)
	}
	if s.index != nil && s.version == version {
		return nil
	}
	rows, err := s.read(ctx, `MATCH (n:Entity)
		RETURN n.id AS id, n.type AS type, n.subtype AS subtype, n.name AS name, n.base_name AS base, n.aliases AS aliases,
		       n.members AS members, n.date AS date, n.place_id AS place, n.size AS size,
		       CASE WHEN n:PersonGroup THEN [(n)-[r]-(e:Event) | type(r) + ' ' + e.id] ELSE [] END AS ties,
		       CASE WHEN n:Place THEN [(n)-[:LOCATED_IN]->(p:Place) | p.id] ELSE [] END AS within
		ORDER BY id`, nil)
	if err != nil {
		return s.explain(err)
	}
	entities := make([]resolve.Entity, len(rows))
	for i, r := range rows {
		entities[i] = resolve.Entity{
			ID: graph.Text(r["id"]), Type: graph.Text(r["type"]), Subtype: graph.Text(r["subtype"]), Name: orElse(graph.Text(r["base"]), graph.Text(r["name"])),
			Aliases: graph.Texts(r["aliases"]), Members: graph.Texts(r["members"]), Date: graph.Text(r["date"]), Place: graph.Text(r["place"]),
			Size: resolve.Size(r["size"]), Ties: unique(graph.Texts(r["ties"])), Within: unique(graph.Texts(r["within"])),
		}
	}
	known, err := s.readOrigins(ctx)
	if err != nil {
		return err
	}
	s.index, s.origins, s.version = resolve.NewIndex(entities), known, version
	return nil
}

// readOrigins reads the sketches of all articles.
func (s *Store) readOrigins(ctx context.Context) (*origins, error) {
	known := newOrigins()
	for values, err := range s.stream(ctx, "MATCH (a:Article) RETURN a.id, a.origin, a.fingerprint ORDER BY a.id", nil) {
		if err != nil {
			return nil, s.explain(err)
		}
		known.put(graph.Text(values[0]), graph.Text(values[1]), integers(values[2]))
	}
	return known, nil
}

func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
