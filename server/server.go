package server

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"clew/graph/extract"
	"clew/graph/store"
)

// Config is what a server serves and to whom.
type Config struct {
	Store     *store.Store
	Extractor *extract.Extractor // nil: articles cannot be added
	Page      fs.FS              // index.html and what it needs
	Version   string
	Bolt      string   // address of the embedded graph's Bolt endpoint; empty with Neo4j
	Embedded  bool     // the store is the embedded graph
	Write     bool     // statements may change the graph
	Hosts     []string // host:port the server may be called by
	Password  string   // basic authentication; needed beyond loopback
}

// Limits of one request.
const (
	maxBody      = 32 << 20 // bytes
	queryTimeout = 20 * time.Second
	maxRows      = 10_000
)

// Server answers the page and its API. It is an http.Handler.
type Server struct {
	cfg    Config
	echo   *echo.Echo
	events *broadcast
	jobs   *jobs

	analysing sync.Mutex
	analysed  *analysed // the last snapshot, by store version
}

// New makes a server. Close it to stop its jobs.
func New(cfg Config) *Server {
	s := &Server{cfg: cfg, echo: echo.New(), events: newBroadcast()}
	s.jobs = newJobs(s)
	s.echo.HideBanner, s.echo.HidePort = true, true
	s.echo.HTTPErrorHandler = s.writeError
	s.echo.Use(
		middleware.Recover(),
		middleware.RequestID(),
		s.guard,
		middleware.BodyLimit("32M"),
		middleware.GzipWithConfig(middleware.GzipConfig{Skipper: isStream}),
		secureHeaders,
	)
	s.routes()
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// Close cancels running jobs and waits for them.
func (s *Server) Close() { s.jobs.close() }

// Changed tells every page that the store has another version.
func (s *Server) Changed(ctx context.Context) {
	version, err := s.cfg.Store.Version(ctx)
	if err != nil {
		slog.Warn("read the store's version", "error", err)
		return
	}
	s.events.send("changed", map[string]any{"store_version": version})
}
