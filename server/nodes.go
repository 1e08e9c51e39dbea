package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"clew/graph"
	"clew/graph/store"
)

// pathID is an id out of the address; ids may hold any character.
func pathID(c echo.Context) string {
	raw := c.Param("id")
	if id, err := url.PathUnescape(raw); err == nil {
		return id
	}
	return raw
}

type groupJSON struct {
	Type      string `json:"type"`
	Direction string `json:"direction"`
	Phrase    string `json:"phrase"`
	Family    string `json:"family"`
	Count     int    `json:"count"`
}

func (s *Server) node(c echo.Context) error {
	ctx := c.Request().Context()
	id := pathID(c)
	n, err := s.cfg.Store.Node(ctx, id)
	if err != nil {
		return err
	}
	views, err := s.viewNodes(ctx, []graph.Node{n})
	if err != nil {
		return err
	}
	groups, err := s.cfg.Store.Groups(ctx, id)
	if err != nil {
		return err
	}
	a, err := s.analysis(ctx)
	if err != nil {
		return err
	}
	sources, err := s.cfg.Store.MentionedIn(ctx, id)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{
		"node": views[0], "groups": viewGroups(groups), "measures": a.ranksOf(ctx, id), "mentions": viewSources(sources),
		"cypher": "MATCH (n:Entity {id: " + quote(id) + "})-[r]-(m:Entity) RETURN n, r, m",
	})
}

func viewGroups(groups []store.Group) []groupJSON {
	out := make([]groupJSON, len(groups))
	for i, g := range groups {
		row, _ := graph.TypeRow(g.Type)
		out[i] = groupJSON{g.Type, "in", row.Phrase, string(row.Family), g.Count}
		if g.Outgoing {
			out[i].Direction = "out"
		}
	}
	return out
}

type articleJSON struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Publisher string   `json:"publisher"`
	Date      string   `json:"date"`
	Authors   []string `json:"authors"`
	URL       string   `json:"url"`
	Language  string   `json:"language"`
	Origin    string   `json:"origin"`
	Entities  int64    `json:"entities"`
	Facts     int64    `json:"facts"`
	Text      string   `json:"text,omitempty"`
}

func viewArticle(n graph.Node) articleJSON {
	return articleJSON{
		ID: n.ID, Title: n.String("title"), Publisher: n.String("publisher"), Date: n.String("date"), Authors: list(n.Props["authors"]),
		URL: n.String("url"), Language: n.String("language"), Origin: n.String("origin"),
		Entities: graph.Int(n.Props["entities"]), Facts: graph.Int(n.Props["facts"]), Text: n.String("text"),
	}
}

func viewSources(sources []store.Source) []map[string]any {
	out := make([]map[string]any, len(sources))
	for i, m := range sources {
		out[i] = map[string]any{"article": viewArticle(m.Article), "count": m.Count}
	}
	return out
}

// neighbours is how a node is expanded: the strongest links first, the rest
// counted by type.
func (s *Server) neighbours(c echo.Context) error {
	ctx := c.Request().Context()
	id := pathID(c)
	if _, err := s.cfg.Store.Node(ctx, id); err != nil {
		return err
	}
	limit, err := intParam(c, "limit", 20, 500)
	if err != nil {
		return err
	}
	around := store.Around{Limit: limit, Low: c.QueryParam("low") == "1", Types: listParam(c, "types")}
	g, hidden, err := s.cfg.Store.Neighbours(ctx, id, around)
	if err != nil {
		return err
	}
	nodes, links, err := s.viewGraph(ctx, g)
	if err != nil {
		return err
	}
	total := len(links)
	for _, n := range hidden {
		total += n
	}
	return c.JSON(http.StatusOK, map[string]any{"nodes": nodes, "links": links, "hidden": hidden, "total": total,
		"cypher": "MATCH (n:Entity {id: " + quote(id) + "})-[r]-(m:Entity) WHERE r.confidence >= 0.5 RETURN n, r, m ORDER BY r.origins DESC, r.confidence DESC LIMIT 20"})
}

func (s *Server) links(c echo.Context) error {
	var body struct {
		IDs []string `json:"ids"`
	}
	if err := c.Bind(&body); err != nil {
		return badRequest("the body must be {\"ids\": [node ids]}")
	}
	ctx := c.Request().Context()
	rels, err := s.cfg.Store.LinksAmong(ctx, body.IDs)
	if err != nil {
		return err
	}
	links, err := s.viewLinks(ctx, rels)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"links": links})
}

// quote writes a string as a Cypher literal.
func quote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + "'"
}
