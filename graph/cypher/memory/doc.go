// Package memory is a property graph in memory: persistent snapshots, one
// writer, readers that never wait.
//
// # Basics
//
// There are only a few types: Graph, View, Tx, Node and Relationship. A View
// is one consistent state; Graph.View returns the latest committed one, and it
// stays as it is for as long as somebody holds it. Graph.Begin waits for the
// single writer's turn and returns a Tx, which reads its own writes through
// Tx.View; Commit publishes them all at once, Rollback forgets them.
//
// Tables, sets and indexes are trees whose pages carry the number of the
// transaction that made them: a transaction copies a page the first time it
// touches it and writes in place afterwards, so that a small change costs a
// few pages and a bulk load stays linear. Rolling back, also to a savepoint,
// is keeping the old root.
//
// Properties are kept packed (see pack.go); the packed form is also what is
// written to disk. A value is decoded when it is asked for.
//
// # Caveats
//
// A Tx and its View belong to one goroutine. Tx.View is live: it changes as
// the transaction writes, so a cursor over it has to be drained before the
// next write if it must not see that write. Tx.Snapshot is not live.
//
// Ids ascend and are never used twice, also not after a rollback within the
// life of a Graph.
package memory
