package analysis

import (
	"testing"

	gonum "gonum.org/v1/gonum/graph"
)

// unweighted hides the weights from gonum, so that it counts hops.
type unweighted struct{ g undirected }

func (u unweighted) Node(id int64) gonum.Node          { return u.g.Node(id) }
func (u unweighted) Nodes() gonum.Nodes                { return u.g.Nodes() }
func (u unweighted) From(id int64) gonum.Nodes         { return u.g.From(id) }
func (u unweighted) HasEdgeBetween(x, y int64) bool    { return u.g.HasEdgeBetween(x, y) }
func (u unweighted) Edge(x, y int64) gonum.Edge        { return u.g.Edge(x, y) }
func (u unweighted) EdgeBetween(x, y int64) gonum.Edge { return u.g.EdgeBetween(x, y) }

var _ gonum.Undirected = unweighted{}

// gonum asks by any id; what is not in the graph must be nothing, not a panic.
func TestAdapterOutsideTheGraph(t *testing.T) {
	g := plain(2, [][2]int{{0, 1}}).asUndirected()
	if g.Node(2) != nil || g.Node(-1) != nil || g.Edge(0, 7) != nil || g.From(9).Len() != 0 || g.HasEdgeBetween(5, 0) {
		t.Error("the adapter knows nodes that are not in the graph")
	}
	if w, ok := g.Weight(0, 1); w != 1 || !ok {
		t.Errorf("weight %v, %v; want 1, true", w, ok)
	}
	if w, ok := g.Weight(1, 1); w != 0 || !ok {
		t.Errorf("weight to itself %v, %v; want 0, true", w, ok)
	}
}
