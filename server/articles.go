package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"clew/graph"
	"clew/graph/store"
)

// evidenceJSON is one passage behind a link.
type evidenceJSON struct {
	ID          string      `json:"id"`
	Link        string      `json:"link"`
	Source      string      `json:"source"`
	Target      string      `json:"target"`
	Type        string      `json:"type"`
	Quote       string      `json:"quote"`
	Start       int64       `json:"start"`
	End         int64       `json:"end"`
	Claim       string      `json:"claim"`
	Modality    string      `json:"modality"`
	Polarity    string      `json:"polarity"`
	Attribution string      `json:"attribution"`
	Confidence  float64     `json:"confidence"`
	Band        string      `json:"band"`
	Extractor   string      `json:"extractor"`
	Kind        string      `json:"kind"`
	Article     articleJSON `json:"article"`
}

func viewEvidence(v graph.Node, article articleJSON) evidenceJSON {
	confidence := graph.Float(v.Props["confidence"])
	return evidenceJSON{
		ID: v.ID, Link: v.String("relation"), Source: v.String("from"), Target: v.String("to"), Type: v.String("type"),
		Quote: v.String("quote"), Start: graph.Int(v.Props["start"]), End: graph.Int(v.Props["end"]),
		Claim: v.String("claim"), Modality: v.String("modality"), Polarity: v.String("polarity"), Attribution: v.String("attribution"),
		Confidence: confidence, Band: store.Band(confidence), Extractor: v.String("extractor"), Kind: v.String("evidence_kind"), Article: article,
	}
}

// evidence lists the passages behind a link, and the links that dispute it.
func (s *Server) evidence(c echo.Context) error {
	ctx := c.Request().Context()
	id := pathID(c)
	rel, from, to, err := s.cfg.Store.Link(ctx, id)
	if err != nil {
		return err
	}
	passages, err := s.cfg.Store.Evidence(ctx, id)
	if err != nil {
		return err
	}
	disputes, err := s.cfg.Store.Disputes(ctx, rel)
	if err != nil {
		return err
	}
	nodes, err := s.viewNodes(ctx, []graph.Node{from, to})
	if err != nil {
		return err
	}
	links, err := s.viewLinks(ctx, append([]graph.Relationship{rel}, disputes...))
	if err != nil {
		return err
	}
	out := make([]evidenceJSON, len(passages))
	for i, p := range passages {
		out[i] = viewEvidence(p.Evidence, viewArticle(p.Article))
	}
	return c.JSON(http.StatusOK, map[string]any{"link": links[0], "source": nodes[0], "target": nodes[1], "evidence": out, "disputes": links[1:],
		"cypher": "MATCH (a:Article)-[:STATES]->(v:Evidence {relation: " + quote(id) + "}) RETURN a.title, a.publisher, a.date, v.claim, v.attribution, v.quote ORDER BY v.confidence DESC"})
}

func (s *Server) articles(c echo.Context) error {
	nodes, err := s.cfg.Store.Articles(c.Request().Context())
	if err != nil {
		return err
	}
	out := make([]articleJSON, len(nodes))
	for i, n := range nodes {
		out[i] = viewArticle(n)
	}
	return c.JSON(http.StatusOK, map[string]any{"articles": out})
}

type mentionJSON struct {
	Entity string `json:"entity"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Start  int64  `json:"start"`
	End    int64  `json:"end"`
	Kind   string `json:"kind"`
}

// article is one article to read: its text, who is mentioned where, and the
// passages that state links.
func (s *Server) article(c echo.Context) error {
	reading, err := s.cfg.Store.Article(c.Request().Context(), pathID(c))
	if err != nil {
		return err
	}
	article := viewArticle(reading.Article)
	article.Entities, article.Facts = int64(len(reading.Mentions)), int64(len(reading.Evidence))
	mentions := make([]mentionJSON, len(reading.Mentions))
	for i, m := range reading.Mentions {
		mentions[i] = mentionJSON(m)
	}
	bare := article
	bare.Text = ""
	evidence := make([]evidenceJSON, len(reading.Evidence))
	for i, v := range reading.Evidence {
		evidence[i] = viewEvidence(v, bare)
	}
	return c.JSON(http.StatusOK, map[string]any{"article": article, "mentions": mentions, "evidence": evidence,
		"cypher": "MATCH (a:Article {id: " + quote(article.ID) + "})-[m:MENTIONS]->(n:Entity) RETURN n.name, n.type, m.count ORDER BY m.count DESC"})
}
