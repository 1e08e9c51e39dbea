package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"clew/graph"
)

func (s *Server) status(c echo.Context) error {
	ctx := c.Request().Context()
	counts, err := s.cfg.Store.Counts(ctx)
	if err != nil {
		return err
	}
	version, err := s.cfg.Store.Version(ctx)
	if err != nil {
		return err
	}
	engine := "neo4j"
	if s.cfg.Embedded {
		engine = "embedded"
	}
	return c.JSON(http.StatusOK, map[string]any{
		"version": s.cfg.Version, "engine": engine, "server": s.cfg.Store.Server(), "bolt": s.cfg.Bolt, "write": s.cfg.Write,
		"articles": counts.Articles, "entities": counts.Entities, "links": counts.Links, "evidence": counts.Evidence,
		"store_version": version, "ingest": s.jobs.state(), "can_ingest": s.cfg.Extractor != nil,
	})
}

type labelJSON struct {
	Name    string `json:"name"`
	Parent  string `json:"parent"`
	Meaning string `json:"meaning"`
	Count   int64  `json:"count"`
}

type typeJSON struct {
	Name      string `json:"name"`
	Family    string `json:"family"`
	Phrase    string `json:"phrase"`
	Accusing  bool   `json:"accusing"`
	Symmetric bool   `json:"symmetric"`
	Count     int64  `json:"count"`
}

// schema lists the vocabulary with how often each word is used; labels and types
// that clew does not know come last.
func (s *Server) schema(c echo.Context) error {
	v, err := s.cfg.Store.Vocabulary(c.Request().Context())
	if err != nil {
		return err
	}
	labels := []labelJSON{}
	for _, l := range graph.LabelTable {
		labels = append(labels, labelJSON{l.Name, l.Parent, l.Meaning, v.Labels[l.Name]})
		delete(v.Labels, l.Name)
	}
	for _, name := range sorted(v.Labels) {
		if name != "Entity" && name != "Clew" {
			labels = append(labels, labelJSON{Name: name, Count: v.Labels[name]})
		}
	}
	types := []typeJSON{}
	for _, t := range graph.TypeTable {
		types = append(types, typeJSON{t.Name, string(t.Family), t.Phrase, t.Accusing, t.Symmetric, v.Types[t.Name]})
		delete(v.Types, t.Name)
	}
	for _, name := range sorted(v.Types) {
		types = append(types, typeJSON{Name: name, Family: string(graph.Other), Phrase: name, Count: v.Types[name]})
	}
	return c.JSON(http.StatusOK, map[string]any{"labels": labels, "types": types, "keys": v.Keys})
}
