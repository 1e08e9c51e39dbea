package store

import (
	"context"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"clew/graph"
)

// SchemaVersion counts changes of how the graph lies in a store.
const SchemaVersion = 1

// Full-text indexes of the store.
const (
	nameIndex = "clew_names"
	textIndex = "clew_texts"
)

// schemaStatements are safe to repeat.
var schemaStatements = []string{
	"CREATE CONSTRAINT clew_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
	"CREATE CONSTRAINT clew_article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
	"CREATE CONSTRAINT clew_evidence_id IF NOT EXISTS FOR (n:Evidence) REQUIRE n.id IS UNIQUE",
	"CREATE CONSTRAINT clew_mark IF NOT EXISTS FOR (n:Clew) REQUIRE n.id IS UNIQUE",
	"CREATE INDEX clew_evidence_relation IF NOT EXISTS FOR (n:Evidence) ON (n.relation)",
	"CREATE INDEX clew_entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
	"CREATE INDEX clew_event_place IF NOT EXISTS FOR (n:Event) ON (n.place_id)",
	"CREATE INDEX clew_event_base_name IF NOT EXISTS FOR (n:Event) ON (n.base_name)",
	"CREATE INDEX clew_article_hash IF NOT EXISTS FOR (n:Article) ON (n.text_sha256)",
	"CREATE FULLTEXT INDEX " + nameIndex + " IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]",
	"CREATE FULLTEXT INDEX " + textIndex + " IF NOT EXISTS FOR (n:Article) ON EACH [n.title, n.text]",
}

// Prepare makes constraints and indexes and the Clew node on first use. It
// refuses a database that holds other people's Entity nodes, and one that a
// newer clew has written, and leaves both as they are.
func (s *Store) Prepare(ctx context.Context) error {
	marked, err := s.marked(ctx)
	if err != nil {
		return err
	}
	if marked {
		return nil
	}
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	for _, statement := range schemaStatements {
		result, err := session.Run(ctx, statement, nil)
		if err == nil {
			_, err = result.Consume(ctx)
		}
		if err != nil {
			return fmt.Errorf("prepare the store: %w", err)
		}
	}
	_, err = session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		return run(ctx, tx, "MERGE (c:Clew {id: 'clew'}) ON CREATE SET c.schema = $schema, c.changes = 0", map[string]any{"schema": SchemaVersion})
	})
	if err != nil {
		return fmt.Errorf("prepare the store: %w", err)
	}
	return nil
}

// marked says whether the database is clew's already.
func (s *Store) marked(ctx context.Context) (bool, error) {
	rows, err := s.read(ctx, "MATCH (c:Clew {id: 'clew'}) RETURN c.schema AS schema", nil)
	if err != nil {
		return false, s.explain(err)
	}
	if len(rows) > 0 {
		if schema := graph.Int(rows[0]["schema"]); schema > SchemaVersion {
			return false, fmt.Errorf("the store was written by a newer clew (schema %d, this one knows %d): update clew", schema, SchemaVersion)
		}
		return true, nil
	}
	rows, err = s.read(ctx, "MATCH (n:Entity) RETURN count(n) AS n", nil)
	if err != nil {
		return false, s.explain(err)
	}
	if n := graph.Int(rows[0]["n"]); n > 0 {
		return false, fmt.Errorf("%w (%d of them): choose another database with --database, or an empty one", ErrForeign, n)
	}
	return false, nil
}

// Version is a number that changes with every write of clew; 0 for a database
// that is not clew's.
func (s *Store) Version(ctx context.Context) (int64, error) {
	rows, err := s.read(ctx, "MATCH (c:Clew {id: 'clew'}) RETURN c.changes AS changes", nil)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	return graph.Int(rows[0]["changes"]), nil
}
