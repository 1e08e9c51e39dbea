package server

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"clew/graph"
	"clew/graph/store"
)

// cypher runs a statement of the user. Whether it may write is for the engine
// to enforce, by access mode and not by its text.
func (s *Server) cypher(c echo.Context) error {
	var body struct {
		Query  string         `json:"query"`
		Params map[string]any `json:"params"`
		Write  bool           `json:"write"`
	}
	if err := c.Bind(&body); err != nil {
		return badRequest("the body must be {\"query\": \"…\", \"params\": {…}}")
	}
	if strings.TrimSpace(body.Query) == "" {
		return badRequest("the statement is empty")
	}
	if body.Write && !s.cfg.Write {
		return fail(http.StatusForbidden, "bad_request", "this server is read-only: start it with serve --write")
	}
	ctx := c.Request().Context()
	table, err := s.cfg.Store.Run(ctx, store.Query{Text: body.Query, Params: body.Params, Write: body.Write, Timeout: queryTimeout, Limit: maxRows})
	if err != nil {
		return err
	}
	nodes, links, err := s.viewGraph(ctx, table.Graph)
	if err != nil {
		return err
	}
	if body.Write {
		s.Changed(ctx)
	}
	rows := make([][]any, len(table.Rows))
	for i, cells := range table.Rows {
		rows[i] = make([]any, len(cells))
		for j, v := range cells {
			rows[i][j] = viewCell(v)
		}
	}
	return c.JSON(http.StatusOK, map[string]any{
		"columns": table.Columns, "rows": rows, "graph": map[string]any{"nodes": nodes, "links": links},
		"summary": map[string]any{"type": table.Type, "ms": table.Duration.Milliseconds(), "rows": len(rows), "truncated": table.Truncated, "counters": table.Counters},
		"plan":    table.Plan,
	})
}

// viewCell marks graph values, so that the page can tell them from maps.
func viewCell(v any) any {
	switch x := v.(type) {
	case graph.Node:
		return map[string]any{"$node": viewNode(x)}
	case graph.Relationship:
		return map[string]any{"$link": viewLink(x)}
	case store.Path:
		nodes := make([]nodeJSON, len(x.Nodes))
		for i, n := range x.Nodes {
			nodes[i] = viewNode(n)
		}
		links := make([]linkJSON, len(x.Relationships))
		for i, r := range x.Relationships {
			links[i] = viewLink(r)
		}
		return map[string]any{"$path": map[string]any{"nodes": nodes, "links": links}}
	case []any:
		out := make([]any, len(x))
		for i, item := range x {
			out[i] = viewCell(item)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(x))
		for key, item := range x {
			out[key] = viewCell(item)
		}
		return out
	}
	return v
}
