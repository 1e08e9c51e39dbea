package server

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"clew/graph"
)

func (s *Server) search(c echo.Context) error {
	ctx := c.Request().Context()
	words := strings.TrimSpace(c.QueryParam("q"))
	limit, err := intParam(c, "limit", 8, 100)
	if err != nil {
		return err
	}
	if words == "" {
		return badRequest("q must hold the words to look for")
	}
	hits, articles, err := s.cfg.Store.Search(ctx, words, c.QueryParam("type"), limit)
	if err != nil {
		return err
	}
	nodes := make([]graph.Node, len(hits))
	for i, h := range hits {
		nodes[i] = h.Node
	}
	views, err := s.viewNodes(ctx, nodes)
	if err != nil {
		return err
	}
	found := make([]map[string]any, len(hits))
	for i, h := range hits {
		found[i] = map[string]any{"node": views[i], "match": h.Match, "quote": h.Quote}
	}
	texts := make([]map[string]any, len(articles))
	for i, a := range articles {
		v := viewArticle(a.Article)
		texts[i] = map[string]any{"id": v.ID, "title": v.Title, "publisher": v.Publisher, "date": v.Date, "snippet": a.Snippet}
	}
	near := []string{}
	if len(hits) == 0 {
		if near, err = s.cfg.Store.Near(ctx, words, 5); err != nil {
			return err
		}
	}
	return c.JSON(http.StatusOK, map[string]any{"hits": found, "articles": texts, "near": near,
		"cypher": "CALL db.index.fulltext.queryNodes('clew_names', " + quote(words) + ") YIELD node, score RETURN node.name, node.type, score"})
}
