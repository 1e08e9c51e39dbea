package server

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"clew/graph/analysis"
)

type clauseJSON struct {
	Text    string `json:"text"`
	Link    string `json:"link"`
	Claim   string `json:"claim"`
	Origins int    `json:"origins"`
}

type eventChipJSON struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Label   string `json:"label"`
	Date    string `json:"date"`
	Origins int    `json:"origins"`
}

// story is the first screen: the event most independent origins report, or the
// one asked for, with its circle.
func (s *Server) story(c echo.Context) error {
	ctx := c.Request().Context()
	event := c.QueryParam("event")
	g, err := s.cfg.Store.StoryGraph(ctx, event)
	if err != nil {
		return err
	}
	headline, chips := []clauseJSON{}, []eventChipJSON{}
	story, ok := analysis.Tell(&g, event)
	if !ok {
		if event != "" {
			return fail(http.StatusNotFound, "not_found", "%q is no event", event)
		}
		return c.JSON(http.StatusOK, map[string]any{"event": nil, "headline": headline, "nodes": []any{}, "links": []any{}, "chips": chips, "left_out": 0, "why": ""})
	}
	g.Nodes, g.Relationships = story.Nodes, story.Links
	nodes, links, err := s.viewGraph(ctx, g)
	if err != nil {
		return err
	}
	for _, clause := range story.Headline {
		headline = append(headline, clauseJSON(clause))
	}
	for _, next := range story.Next {
		chips = append(chips, eventChipJSON{next.ID, next.Name, cut(next.Name, 20), next.Date, next.Origins})
	}
	why := fmt.Sprintf("%d independent sources report it, more than any other event.", story.Origins)
	if event != "" {
		why = fmt.Sprintf("You chose it; %d independent sources report it.", story.Origins)
	} else if len(story.Next) > 0 && story.Next[0].Origins == story.Origins {
		why = fmt.Sprintf("%d independent sources report it, and most is said around it.", story.Origins)
	}
	return c.JSON(http.StatusOK, map[string]any{
		"event": nodes[0], "headline": headline, "nodes": nodes, "links": links, "chips": chips, "left_out": story.LeftOut, "why": why,
		"cypher": "MATCH (e:Event {id: " + quote(story.Event.ID) + "})-[r]-(m:Entity) WHERE NOT r.claim IN ['negated', 'hypothetical'] RETURN e, r, m",
	})
}
