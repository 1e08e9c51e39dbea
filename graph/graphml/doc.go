// Package graphml writes graphs to files other programs read, and reads GraphML
// back: GraphML for Gephi, yEd, igraph, networkx and Neo4j's APOC, JSON for
// scripts, CSV for spreadsheets.
//
// # Basics
//
// [Write] writes a [graph.Graph]. [NewEncoder] streams one: nodes, then
// relationships, then Close; [Stream] does so from two iterators, and [Formats]
// lists the encoders by name. [Read] reads GraphML.
//
// A GraphML file has typed keys (string, int, long, double, boolean). Nodes carry
// label (what to draw), labels (":Entity:Event:Attack", as Cypher writes them) and
// their properties, type, subtype and name among them. Edges carry label, type,
// weight (independent origins × confidence), sources and their properties: claim,
// attribution, quote and the rest. The label of an edge is
// [graph.Relationship.Label], so that a hedge is said wherever the edge is drawn:
// "SUSPECTED_IN (alleged, Putin)". A [Look] adds x, y and the colour as r, g, b,
// the names Gephi knows.
//
// # Caveats
//
// GraphML knows no lists: they are joined by "; ", the key's desc says so, and a
// semicolon or backslash inside an item is escaped by a backslash. Empty lists and
// null are left out. Characters that XML cannot hold are removed. Where one
// property is a number here and text there, the key is a string key. An edge's
// own properties named label or type yield to the ones above.
//
// The keys stand before the graph but are known only after it: the body waits in
// memory, beyond eight megabytes in a temporary file. Ends of relationships that
// were not written as nodes are added as bare nodes, for an edge needs both.
//
// What [Read] does not know (nested graphs, hyperedges, ports) is an error that
// names it. Undirected edges are read from source to target.
package graphml
