package analysis

import (
	"iter"
	"slices"

	"clew/graph"
)

// Projection says which nodes and edges of a store count. It is part of every
// figure: Sentence stands beside the numbers.
type Projection struct {
	Name     string
	Sentence string
	Node     func(NodeInfo) bool // nil: every node
	Edge     func(Edge) bool     // nil: every edge
}

// Statements is the default projection: what the articles say of the world, and
// not the articles themselves. Speaking about something is no tie to it, so SAID
// is left out; a negated or hypothetical claim is no tie either.
var Statements = Projection{
	Name: "statements",
	Sentence: "Statements between entities, without articles, publishers and who quoted, mentioned or spoke of whom; " +
		"negated and hypothetical claims left out; weight = independent origins × confidence.",
	Node: func(n NodeInfo) bool { return !slices.ContainsFunc(provenanceLabels, n.is) },
	Edge: func(e Edge) bool { return !slices.Contains(provenanceTypes, e.Type) && holds(e.Claim) },
}

// Everything is the projection that leaves nothing out.
var Everything = Projection{Name: "everything", Sentence: "Every node and relationship of the store, provenance and denied claims included."}

var (
	// Clew is the label of the node that marks a store as ours.
	provenanceLabels = []string{"Article", "Publisher", "Evidence", "Clew"}
	provenanceTypes  = []string{"MENTIONS", "REPORTED", "QUOTED", "STATES", "SAID"}
)

func (n NodeInfo) is(label string) bool { return kind{n.Type, n.Subtype, n.Labels}.is(label) }

// holds says whether a claim ties its ends at all.
func holds(claim string) bool { return claim != graph.Negated && claim != graph.Hypothetical }

// Snapshot reads the part of a store that the projection keeps.
func (p Projection) Snapshot(nodes iter.Seq[NodeInfo], edges iter.Seq[Edge]) *Snapshot {
	s := NewSnapshot(kept(nodes, p.Node), kept(edges, p.Edge))
	s.Projection = p.Sentence
	return s
}

func kept[T any](items iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	if keep == nil {
		return items
	}
	return func(yield func(T) bool) {
		for item := range items {
			if keep(item) && !yield(item) {
				return
			}
		}
	}
}

// Nodes feeds the nodes of a graph value.
func Nodes(g *graph.Graph) iter.Seq[NodeInfo] {
	return func(yield func(NodeInfo) bool) {
		for _, n := range g.Nodes {
			if !yield(NodeOf(n)) {
				return
			}
		}
	}
}

// Edges feeds the relationships of a graph value.
func Edges(g *graph.Graph) iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		for _, r := range g.Relationships {
			if !yield(EdgeOf(r)) {
				return
			}
		}
	}
}

// NodeOf reads a node's properties as SCHEMA "In the store" names them.
func NodeOf(n graph.Node) NodeInfo {
	return NodeInfo{ID: n.ID, Name: n.Name(), Type: n.String("type"), Subtype: n.String("subtype"), Date: n.String("date"), Labels: n.Labels}
}

// EdgeOf reads a relationship's properties as SCHEMA "In the store" names them.
func EdgeOf(r graph.Relationship) Edge {
	return Edge{
		ID: r.ID, From: r.From, To: r.To, Type: r.Type, Claim: r.Claim(),
		Confidence: graph.Float(r.Props["confidence"]), Origins: int(graph.Float(r.Props["origins"])),
		Articles: int(graph.Float(r.Props["articles"])), Weight: graph.Float(r.Props["weight"]),
	}
}
