package server

import (
	"context"
	"iter"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"clew/graph/analysis"
	"clew/graph/store"
)

// analysed is the snapshot of one version of the store, with the measures that
// somebody asked for.
type analysed struct {
	version  int64
	read     time.Time
	snapshot *analysis.Snapshot

	mu     sync.Mutex
	scores map[string]analysis.Scores
}

// staleWhileReading is how old a snapshot may be while articles come in: reading
// the whole store again after each of them would cost more than the articles.
const staleWhileReading = 2 * time.Second

// analysis is the snapshot of the store as it is now, read once a version.
func (s *Server) analysis(ctx context.Context) (*analysed, error) {
	version, err := s.cfg.Store.Version(ctx)
	if err != nil {
		return nil, err
	}
	s.analysing.Lock()
	defer s.analysing.Unlock()
	if last := s.analysed; last != nil {
		current := last.version == version && version != 0
		if current || s.jobs.busy() && time.Since(last.read) < staleWhileReading {
			return last, nil
		}
	}
	snapshot, err := Snapshot(ctx, s.cfg.Store)
	if err != nil {
		return nil, err
	}
	s.analysed = &analysed{version: version, read: time.Now(), snapshot: snapshot, scores: map[string]analysis.Scores{}}
	return s.analysed, nil
}

// Snapshot reads the statements between entities out of a store.
func Snapshot(ctx context.Context, st *store.Store) (*analysis.Snapshot, error) {
	var failed error
	nodes := mapped(st.Entities(ctx), analysis.NodeOf, &failed)
	edges := mapped(st.Links(ctx), analysis.EdgeOf, &failed)
	snapshot := analysis.Statements.Snapshot(nodes, edges)
	return snapshot, failed
}

// mapped turns a stream that may fail into one that ends at the failure and
// leaves it in failed.
func mapped[A, B any](seq iter.Seq2[A, error], f func(A) B, failed *error) iter.Seq[B] {
	return func(yield func(B) bool) {
		for a, err := range seq {
			if err != nil {
				*failed = err
				return
			}
			if !yield(f(a)) {
				return
			}
		}
	}
}

// compute gives a measure's scores, kept for the snapshot's life.
func (a *analysed) compute(ctx context.Context, m analysis.Measure) (analysis.Scores, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if scores, ok := a.scores[m.Name]; ok {
		return scores, nil
	}
	scores, err := m.Compute(ctx, a.snapshot, analysis.Defaults)
	if err == nil {
		a.scores[m.Name] = scores
	}
	return scores, err
}

// degrees counts for every node the others it is tied to by statements.
func (a *analysed) degrees(ctx context.Context) (func(id string) int, error) {
	m, err := analysis.Find("degree")
	if err != nil {
		return nil, err
	}
	scores, err := a.compute(ctx, m)
	if err != nil {
		return nil, err
	}
	return func(id string) int {
		n, ok := a.snapshot.Find(id)
		if !ok {
			return 0
		}
		return int(scores.Values[n])
	}, nil
}

type rankJSON struct {
	Name  string  `json:"name"`
	Title string  `json:"title"`
	Value float64 `json:"value"`
	Rank  int     `json:"rank"`
	Of    int     `json:"of"`
}

// inspected are the measures the inspect panel shows.
var inspected = []string{"degree", "pagerank", "betweenness"}

func (a *analysed) ranksOf(ctx context.Context, id string) []rankJSON {
	out := []rankJSON{}
	n, ok := a.snapshot.Find(id)
	if !ok {
		return out
	}
	for _, name := range inspected {
		m, err := analysis.Find(name)
		if err != nil {
			continue
		}
		scores, err := a.compute(ctx, m)
		if err != nil {
			continue
		}
		rank := 1
		for _, v := range scores.Values {
			if v > scores.Values[n] {
				rank++
			}
		}
		out = append(out, rankJSON{m.Name, m.Title, scores.Values[n], rank, len(scores.Values)})
	}
	return out
}

type measureJSON struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Meaning string `json:"meaning"`
	Source  string `json:"source"`
	Cost    string `json:"cost"`
	Params  string `json:"params"`
	Kind    string `json:"kind"`
}

func viewMeasure(m analysis.Measure) measureJSON {
	return measureJSON{m.Name, m.Title, m.Meaning, m.Source, m.Cost, m.Params, string(m.Kind)}
}

func (s *Server) measures(c echo.Context) error {
	out := make([]measureJSON, len(analysis.Measures))
	for i, m := range analysis.Measures {
		out[i] = viewMeasure(m)
	}
	return c.JSON(http.StatusOK, map[string]any{"measures": out, "projection": analysis.Statements.Sentence})
}

type scoreJSON struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Type  string  `json:"type"`
	Value float64 `json:"value"`
	Rank  int     `json:"rank"`
}

func (s *Server) measure(c echo.Context) error {
	ctx := c.Request().Context()
	m, err := analysis.Find(c.Param("name"))
	if err != nil {
		return fail(http.StatusNotFound, "not_found", "%v", err)
	}
	limit, err := intParam(c, "limit", 50, 10_000)
	if err != nil {
		return err
	}
	a, err := s.analysis(ctx)
	if err != nil {
		return err
	}
	scores, err := a.compute(ctx, m)
	if err != nil {
		return err
	}
	values := make(map[string]float64, len(scores.Values))
	for i, v := range scores.Values {
		values[a.snapshot.ID(int32(i))] = v
	}
	ranked := []scoreJSON{}
	for i, r := range scores.Rank(limit) {
		info := a.snapshot.Node(r.Node)
		ranked = append(ranked, scoreJSON{info.ID, info.Name, info.Type, r.Score, i + 1})
	}
	return c.JSON(http.StatusOK, map[string]any{"measure": viewMeasure(m), "projection": a.snapshot.Projection, "note": scores.Note, "scores": ranked, "values": values})
}
