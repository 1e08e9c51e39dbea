package memory

import (
	"context"
	"sync/atomic"
)

// Graph is a property graph with one writer at a time and any number of
// readers.
type Graph struct {
	current atomic.Pointer[View]
	turn    chan struct{} // holds one element while nobody writes
	counters
	hook func(*Changes) error
}

// counters belong to the writer. Their numbers are used once.
type counters struct {
	owner             uint64 // of the last set of pages
	nextNode, nextRel int64
}

// New returns an empty graph with the all-zero database id.
func New() *Graph {
	g := newGraph(newNames())
	s := emptySchema()
	g.current.Store(&View{names: g.names(), schema: s, trees: make([]tree, len(s.indexes))})
	return g
}

func newGraph(n *names) *Graph {
	g := &Graph{turn: make(chan struct{}, 1)}
	g.turn <- struct{}{}
	g.current.Store(&View{names: n})
	return g
}

func (g *Graph) names() *names { return g.current.Load().names }

// SetDatabaseID sets the UUID that element ids carry. It must be called
// before the graph is used.
func (g *Graph) SetDatabaseID(uuid string) { g.names().database = uuid }

// View returns the latest committed state.
func (g *Graph) View() *View { return g.current.Load() }

// Begin waits for the writer's turn and returns a transaction. It gives up
// with ctx's error when ctx is done first.
func (g *Graph) Begin(ctx context.Context) (*Tx, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case <-g.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	base := g.View()
	t := &Tx{graph: g, base: base, view: *base}
	t.freeze()
	return t, nil
}

// SetCommitHook sets what Commit calls before a transaction becomes visible;
// its error refuses the commit. It must be set before the first Begin.
func (g *Graph) SetCommitHook(hook func(*Changes) error) { g.hook = hook }
