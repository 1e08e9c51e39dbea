package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"clew/graph"
)

// Query is one Cypher statement of a user.
type Query struct {
	Text    string
	Params  map[string]any
	Write   bool          // without it the engine refuses updating statements
	Timeout time.Duration // 0: none
	Limit   int           // rows at most; 0: all
}

// Table is what a statement answers. Cells are scalars, lists, maps, and the
// graph values Node, Relationship and Path.
type Table struct {
	Columns   []string
	Rows      [][]any
	Graph     graph.Graph // every node and relationship in the cells, once
	Type      string      // "r", "w", "rw" or "s"
	Counters  map[string]int
	Truncated bool  // Limit cut the answer
	Plan      *Plan // of EXPLAIN and PROFILE; nil otherwise
	Duration  time.Duration
}

// Plan is one operator of a plan with those it draws from.
type Plan struct {
	Operator  string         `json:"operator"`
	Arguments map[string]any `json:"arguments"`
	Rows      int64          `json:"rows"` // of PROFILE
	Hits      int64          `json:"hits"` // of PROFILE
	Children  []*Plan        `json:"children"`
}

// Path is a path value in a cell: Relationships[i] joins Nodes[i] and Nodes[i+1].
type Path struct {
	Nodes         []graph.Node
	Relationships []graph.Relationship
}

// CypherError is a statement the engine refused.
type CypherError struct {
	Code    string // Neo.ClientError.Statement.SyntaxError
	Message string // with line and column as the engine gives them
}

func (e *CypherError) Error() string { return e.Message }

// Run runs a statement and collects its answer.
func (s *Store) Run(ctx context.Context, q Query) (*Table, error) {
	mode := neo4j.AccessModeRead
	if q.Write {
		mode = neo4j.AccessModeWrite
	}
	session := s.session(ctx, mode)
	defer session.Close(context.WithoutCancel(ctx))
	start := time.Now()
	// An explicit transaction would refuse CALL {} IN TRANSACTIONS and schema
	// statements beside data; a user's statement runs as it stands.
	result, err := session.Run(ctx, q.Text, q.Params, func(c *neo4j.TransactionConfig) { c.Timeout = q.Timeout })
	if err != nil {
		return nil, cypherError(err)
	}
	t := &Table{Rows: [][]any{}}
	if t.Columns, err = result.Keys(); err != nil {
		return nil, cypherError(err)
	}
	c := newCollector()
	for result.Next(ctx) {
		if q.Limit > 0 && len(t.Rows) == q.Limit {
			t.Truncated = true
			break
		}
		values := result.Record().Values
		cells := make([]any, len(values))
		for i, v := range values {
			cells[i] = c.cell(v)
		}
		t.Rows = append(t.Rows, cells)
	}
	if err := result.Err(); err != nil {
		return nil, cypherError(err)
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		return nil, cypherError(err)
	}
	t.Type, t.Counters, t.Duration = summary.StatementType().String(), counters(summary.Counters()), time.Since(start)
	t.Plan = planOf(summary)
	if err := s.readMissingEnds(ctx, c); err != nil {
		return nil, err
	}
	t.Graph = c.finish()
	c.resolveEnds(t.Rows)
	return t, nil
}

// readMissingEnds fetches the ends of relationships that an answer gives without
// their nodes, so that the answer can be drawn.
func (s *Store) readMissingEnds(ctx context.Context, c *collector) error {
	missing := map[string]bool{}
	for _, r := range c.links {
		for _, end := range []string{r.From, r.To} {
			if _, seen := c.nodes[orElse(c.ends[end], end)]; !seen {
				missing[end] = true
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	rows, err := s.read(ctx, "UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id RETURN n", map[string]any{"ids": sortedKeys(missing)})
	if err != nil {
		return cypherError(err)
	}
	for _, r := range rows {
		c.node(r["n"].(neo4j.Node))
	}
	return nil
}

func planOf(summary neo4j.ResultSummary) *Plan {
	if p := summary.Profile(); p != nil {
		return profiled(p)
	}
	if p := summary.Plan(); p != nil {
		return planned(p)
	}
	return nil
}

func planned(p neo4j.Plan) *Plan {
	out := &Plan{Operator: p.Operator(), Arguments: plainProps(p.Arguments()), Children: []*Plan{}}
	for _, child := range p.Children() {
		out.Children = append(out.Children, planned(child))
	}
	return out
}

func profiled(p neo4j.ProfiledPlan) *Plan {
	out := &Plan{Operator: p.Operator(), Arguments: plainProps(p.Arguments()), Rows: p.Records(), Hits: p.DbHits(), Children: []*Plan{}}
	for _, child := range p.Children() {
		out.Children = append(out.Children, profiled(child))
	}
	return out
}

func counters(c neo4j.Counters) map[string]int {
	out := map[string]int{}
	for name, n := range map[string]int{
		"nodes_created": c.NodesCreated(), "nodes_deleted": c.NodesDeleted(),
		"relationships_created": c.RelationshipsCreated(), "relationships_deleted": c.RelationshipsDeleted(),
		"properties_set": c.PropertiesSet(), "labels_added": c.LabelsAdded(), "labels_removed": c.LabelsRemoved(),
		"indexes_added": c.IndexesAdded(), "indexes_removed": c.IndexesRemoved(),
		"constraints_added": c.ConstraintsAdded(), "constraints_removed": c.ConstraintsRemoved(),
	} {
		if n != 0 {
			out[name] = n
		}
	}
	return out
}

func cypherError(err error) error {
	var server *neo4j.Neo4jError
	if errors.As(err, &server) {
		return &CypherError{Code: server.Code, Message: server.Msg}
	}
	return err
}

// collector gathers graph values out of cells. The ends of a relationship are
// known by the ids of clew only once its nodes were seen.
type collector struct {
	ends  map[string]string // element id → id
	nodes map[string]graph.Node
	order []string
	links map[string]graph.Relationship
	lined []string
}

func newCollector() *collector {
	return &collector{ends: map[string]string{}, nodes: map[string]graph.Node{}, links: map[string]graph.Relationship{}}
}

func (c *collector) cell(v any) any {
	switch x := v.(type) {
	case neo4j.Node:
		return c.node(x)
	case neo4j.Relationship:
		return c.relationship(x)
	case neo4j.Path:
		p := Path{}
		for _, n := range x.Nodes {
			p.Nodes = append(p.Nodes, c.node(n))
		}
		for _, r := range x.Relationships {
			p.Relationships = append(p.Relationships, c.relationship(r))
		}
		return p
	case []any:
		out := make([]any, len(x))
		for i, item := range x {
			out[i] = c.cell(item)
		}
		return stringsIfAll(out)
	case map[string]any:
		out := make(map[string]any, len(x))
		for key, item := range x {
			out[key] = c.cell(item)
		}
		return out
	}
	return plain(v)
}

func (c *collector) node(n neo4j.Node) graph.Node {
	node := toNode(n)
	if _, seen := c.nodes[node.ID]; !seen {
		c.order = append(c.order, node.ID)
		c.nodes[node.ID] = node
	}
	c.ends[n.ElementId] = node.ID
	return node
}

func (c *collector) relationship(r neo4j.Relationship) graph.Relationship {
	rel := toRelationship(r, c.ends)
	if _, seen := c.links[rel.ID]; !seen {
		c.lined = append(c.lined, rel.ID)
		c.links[rel.ID] = rel
	}
	return rel
}

func (c *collector) finish() graph.Graph {
	g := graph.Graph{Nodes: []graph.Node{}, Relationships: []graph.Relationship{}}
	for _, id := range c.order {
		g.Nodes = append(g.Nodes, c.nodes[id])
	}
	for _, id := range c.lined {
		r := c.links[id]
		c.name(&r)
		g.Relationships = append(g.Relationships, r)
	}
	return g
}

func (c *collector) name(r *graph.Relationship) {
	r.From, r.To = orElse(c.ends[r.From], r.From), orElse(c.ends[r.To], r.To)
}

// resolveEnds gives relationships in cells the ids of nodes that came later.
func (c *collector) resolveEnds(rows [][]any) {
	for _, cells := range rows {
		for i := range cells {
			cells[i] = c.resolve(cells[i])
		}
	}
}

func (c *collector) resolve(v any) any {
	switch x := v.(type) {
	case graph.Relationship:
		c.name(&x)
		return x
	case Path:
		for i := range x.Relationships {
			c.name(&x.Relationships[i])
		}
		return x
	case []any:
		for i := range x {
			x[i] = c.resolve(x[i])
		}
	case map[string]any:
		for key := range x {
			x[key] = c.resolve(x[key])
		}
	}
	return v
}

// stream runs a read statement and yields its rows as they come.
func (s *Store) stream(ctx context.Context, query string, params map[string]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		session := s.session(ctx, neo4j.AccessModeRead)
		defer session.Close(context.WithoutCancel(ctx))
		result, err := session.Run(ctx, query, params)
		if err != nil {
			yield(nil, cypherError(err))
			return
		}
		for result.Next(ctx) {
			if !yield(result.Record().Values, nil) {
				return
			}
		}
		if err := result.Err(); err != nil {
			yield(nil, fmt.Errorf("read the store: %w", cypherError(err)))
		}
	}
}
