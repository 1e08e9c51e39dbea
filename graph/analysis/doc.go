// Package analysis finds what matters in a graph and how two ends of it hang
// together: measures, communities, paths, ranked chains of evidence, and the
// story the first screen opens on.
//
// # Basics
//
// A [Snapshot] is the graph in compressed sparse rows: nodes and links have
// dense int32 numbers, and everything here computes on those. [NewSnapshot]
// reads it from two iterators, so any store can feed it; [Nodes] and [Edges]
// make them from a [graph.Graph]. A [Projection] says what of the graph counts;
// [Statements] is the default and part of every figure, said beside it.
//
// [Measures] lists every measure once, a row each; command line, API and page
// read it from there. [Shortest] and [KShortest] count hops. [Chains] ranks what
// ties two ends by how well it is evidenced. [Tell] picks the event to open on.
//
// # Caveats
//
// A snapshot does not change; Version says which state of the store it was read
// from. Ties and orders are settled by node id, so the same graph gives the same
// answer however it was fed. Scores are rounded to twelve significant digits:
// what the order of additions decides is no difference.
//
// gonum does HITS, coreness, components and communities over the rows. It cannot
// be interrupted: a cancelled context returns at once, and the work behind it
// ends when it ends. PageRank is our own because gonum starts it from unseeded
// random numbers, closeness and betweenness because gonum's need memory in the
// square of the nodes or cannot be cancelled; gonum is their oracle in the tests.
package analysis
