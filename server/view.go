package server

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"clew/graph"
	"clew/graph/store"
)

// nodeJSON is a node as the page draws it.
type nodeJSON struct {
	ID       string         `json:"id"`
	Labels   []string       `json:"labels"`
	Type     string         `json:"type"`
	Subtype  string         `json:"subtype"`
	Name     string         `json:"name"`
	Label    string         `json:"label"`
	Aliases  []string       `json:"aliases"`
	Props    map[string]any `json:"props"`
	Degree   int            `json:"degree"`
	Articles int64          `json:"articles"`
	Origins  int64          `json:"origins"`
	Chips    []chipJSON     `json:"chips"`
}

type chipJSON struct {
	Type  string `json:"type"`
	ID    string `json:"id"`
	Name  string `json:"name"`
	Claim string `json:"claim"`
}

// linkJSON is a link as d3-force reads it: source and target.
type linkJSON struct {
	ID          string         `json:"id"`
	Type        string         `json:"type"`
	Source      string         `json:"source"`
	Target      string         `json:"target"`
	Claim       string         `json:"claim"`
	Label       string         `json:"label"`
	Phrase      string         `json:"phrase"`
	Family      string         `json:"family"`
	Articles    int64          `json:"articles"`
	Origins     int64          `json:"origins"`
	Confidence  float64        `json:"confidence"`
	Band        string         `json:"band"`
	Attribution []string       `json:"attribution"`
	First       string         `json:"first"`
	Last        string         `json:"last"`
	Quote       string         `json:"quote"`
	Article     string         `json:"article"`
	Start       int64          `json:"start"`
	End         int64          `json:"end"`
	Disputed    bool           `json:"disputed"`
	Props       map[string]any `json:"props"`
}

// viewNodes adds to nodes what the store and the analysis know of them.
func (s *Server) viewNodes(ctx context.Context, nodes []graph.Node) ([]nodeJSON, error) {
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	chips, names, err := s.cfg.Store.Chips(ctx, ids)
	if err != nil {
		return nil, err
	}
	a, err := s.analysis(ctx)
	if err != nil {
		return nil, err
	}
	degree, err := a.degrees(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]nodeJSON, len(nodes))
	for i, n := range nodes {
		out[i] = viewNode(n)
		out[i].Degree = degree(n.ID)
		for _, r := range chips[n.ID] {
			out[i].Chips = append(out[i].Chips, chipJSON{r.Type, r.To, names[r.To], r.Claim()})
		}
	}
	return out, nil
}

// nodeFields are properties that have a field of their own.
var nodeFields = []string{"id", "type", "subtype", "name", "label", "aliases", "articles", "origins"}

func viewNode(n graph.Node) nodeJSON {
	props := maps.Clone(n.Props)
	for _, key := range nodeFields {
		delete(props, key)
	}
	v := nodeJSON{
		ID: n.ID, Labels: n.Labels, Type: n.String("type"), Subtype: n.String("subtype"), Name: n.Name(), Label: n.String("label"),
		Aliases: list(n.Props["aliases"]), Props: props, Articles: graph.Int(n.Props["articles"]), Origins: graph.Int(n.Props["origins"]), Chips: []chipJSON{},
	}
	if v.Type == "" && len(n.Labels) > 0 {
		v.Type = n.Labels[0] // a graph that clew did not make
	}
	v.Label = cmp.Or(v.Label, cut(v.Name, 20))
	return v
}

// linkFields are properties that have a field of their own.
var linkFields = []string{"id", "claim", "articles", "origins", "confidence", "attribution", "first", "last", "quote", "article", "start", "end"}

// viewLinks says beside each link whether the store holds a denial of it.
func (s *Server) viewLinks(ctx context.Context, rels []graph.Relationship) ([]linkJSON, error) {
	disputed, err := s.cfg.Store.Disputed(ctx, rels)
	if err != nil {
		return nil, err
	}
	out := make([]linkJSON, len(rels))
	for i, r := range rels {
		out[i] = viewLink(r)
		out[i].Disputed = disputed[r.ID] || len(list(r.Props["denied_by"])) > 0
	}
	return out, nil
}

func viewLink(r graph.Relationship) linkJSON {
	props := maps.Clone(r.Props)
	for _, key := range linkFields {
		delete(props, key)
	}
	row, known := graph.TypeRow(r.Type)
	if !known {
		row = graph.RelationshipType{Family: graph.Other, Phrase: r.Type}
	}
	confidence := graph.Float(r.Props["confidence"])
	band := store.Band(confidence)
	if _, stated := r.Props["confidence"]; !stated {
		band = store.High // not clew's link: nothing to doubt it by
	}
	return linkJSON{
		ID: r.ID, Type: r.Type, Source: r.From, Target: r.To, Claim: r.Claim(), Label: r.Label(), Phrase: row.Phrase, Family: string(row.Family),
		Articles: graph.Int(r.Props["articles"]), Origins: graph.Int(r.Props["origins"]), Confidence: confidence, Band: band,
		Attribution: list(r.Props["attribution"]), First: r.String("first"), Last: r.String("last"),
		Quote: r.String("quote"), Article: r.String("article"), Start: graph.Int(r.Props["start"]), End: graph.Int(r.Props["end"]), Props: props,
	}
}

// viewGraph is nodes and links together.
func (s *Server) viewGraph(ctx context.Context, g graph.Graph) (nodes []nodeJSON, links []linkJSON, err error) {
	if nodes, err = s.viewNodes(ctx, g.Nodes); err != nil {
		return nil, nil, err
	}
	if links, err = s.viewLinks(ctx, g.Relationships); err != nil {
		return nil, nil, err
	}
	return nodes, links, nil
}

// list is a list of strings for JSON: never null.
func list(v any) []string {
	if texts := graph.Texts(v); texts != nil {
		return texts
	}
	return []string{}
}

func cut(s string, limit int) string {
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	return string(runes[:limit-1]) + "…"
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
