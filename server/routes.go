package server

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// routes is the one route table.
func (s *Server) routes() {
	for _, r := range []struct {
		method, path string
		handle       echo.HandlerFunc
	}{
		{http.MethodGet, "/api/status", s.status},
		{http.MethodGet, "/api/schema", s.schema},
		{http.MethodGet, "/api/story", s.story},
		{http.MethodGet, "/api/search", s.search},
		{http.MethodGet, "/api/nodes/:id", s.node},
		{http.MethodGet, "/api/nodes/:id/neighbours", s.neighbours},
		{http.MethodPost, "/api/links", s.links},
		{http.MethodGet, "/api/links/:id/evidence", s.evidence},
		{http.MethodGet, "/api/articles", s.articles},
		{http.MethodGet, "/api/articles/:id", s.article},
		{http.MethodGet, "/api/paths", s.paths},
		{http.MethodGet, "/api/measures", s.measures},
		{http.MethodGet, "/api/measures/:name", s.measure},
		{http.MethodPost, "/api/cypher", s.cypher},
		{http.MethodPost, "/api/export", s.export},
		{http.MethodPost, "/api/ingest", s.ingest},
		{http.MethodDelete, "/api/ingest/:job", s.cancelIngest},
		{http.MethodGet, "/api/events", s.stream},
	} {
		s.echo.Add(r.method, r.path, r.handle)
	}
	s.echo.GET("/*", echo.WrapHandler(http.FileServerFS(s.cfg.Page)))
}
