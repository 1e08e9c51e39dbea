package server

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"

	"github.com/labstack/echo/v4"

	"clew/graph"
	"clew/graph/graphml"
	"clew/graph/store"
)

// Selection says what of a store to export: a Cypher answer, some entities, or
// everything.
type Selection struct {
	Query  string
	Params map[string]any
	IDs    []string
}

// Export writes a selection of a store. Sources are the outlets behind a link.
func Export(ctx context.Context, st *store.Store, w graphml.Writer, s Selection) error {
	switch {
	case s.Query != "":
		table, err := st.Run(ctx, store.Query{Text: s.Query, Params: s.Params, Timeout: queryTimeout})
		if err != nil {
			return err
		}
		if len(table.Graph.Nodes) == 0 {
			return badRequest("the answer holds no nodes or relationships to export: return them, not their properties")
		}
		return writeGraph(w, table.Graph)
	case s.IDs != nil:
		g, err := st.Selection(ctx, s.IDs)
		if err != nil {
			return err
		}
		if len(g.Nodes) == 0 {
			return badRequest("none of the %d ids is in the graph", len(s.IDs))
		}
		return writeGraph(w, g)
	}
	return graphml.Stream(w, st.AllNodes(ctx), st.AllRelationships(ctx))
}

func writeGraph(w graphml.Writer, g graph.Graph) error {
	return graphml.Stream(w, each(g.Nodes), each(g.Relationships))
}

func each[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range list {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// Publishers is the export option that names the outlet behind each link, the
// article's id where its outlet is not known.
func Publishers(ctx context.Context, st *store.Store) (func(graph.Relationship) []string, error) {
	articles, err := st.Articles(ctx)
	if err != nil {
		return nil, err
	}
	outlet := make(map[string]string, len(articles))
	for _, a := range articles {
		outlet[a.ID] = orElse(a.String("publisher"), a.ID)
	}
	return func(r graph.Relationship) []string {
		if name := outlet[r.String("article")]; name != "" {
			return []string{name}
		}
		return nil
	}, nil
}

// export is a download of what the page shows or asks for.
func (s *Server) export(c echo.Context) error {
	var body struct {
		Format    string                `json:"format"`
		IDs       []string              `json:"ids"`
		Query     string                `json:"query"`
		Params    map[string]any        `json:"params"`
		All       bool                  `json:"all"`
		Positions map[string][2]float64 `json:"positions"`
		Colours   map[string]string     `json:"colours"`
	}
	if err := c.Bind(&body); err != nil {
		return badRequest("the body must be {\"format\": \"graphml\", \"ids\": […]} or {…, \"query\": \"…\"} or {…, \"all\": true}")
	}
	format, err := graphml.FormatNamed(body.Format)
	if err != nil {
		return badRequest("%v", err)
	}
	if body.Query == "" && body.IDs == nil && !body.All {
		return badRequest("say what to export: ids, query or all")
	}
	ctx := c.Request().Context()
	options := graphml.Options{}
	if options.Sources, err = Publishers(ctx, s.cfg.Store); err != nil {
		return err
	}
	if body.Positions != nil || body.Colours != nil {
		options.Look = func(id string) (graphml.Look, bool) {
			at, ok := body.Positions[id]
			return graphml.Look{X: at[0], Y: at[1], Colour: body.Colours[id]}, ok || body.Colours[id] != ""
		}
	}
	download := &lateHeader{c: c, format: format}
	if err := Export(ctx, s.cfg.Store, format.New(download, options), Selection{body.Query, body.Params, body.IDs}); err != nil {
		return err
	}
	download.begin()
	return nil
}

// lateHeader begins the answer with the first byte, so that an error before it
// can still become a status.
type lateHeader struct {
	c      echo.Context
	format graphml.Format
	begun  bool
}

var _ io.Writer = (*lateHeader)(nil)

func (l *lateHeader) Write(p []byte) (int, error) {
	l.begin()
	return l.c.Response().Write(p)
}

func (l *lateHeader) begin() {
	if l.begun {
		return
	}
	l.begun = true
	h := l.c.Response().Header()
	h.Set(echo.HeaderContentType, l.format.MediaType)
	h.Set(echo.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="clew%s"`, l.format.Extension))
	l.c.Response().WriteHeader(http.StatusOK)
}
