// Package store keeps the graph of many articles in a database that speaks Bolt
// and Cypher: Neo4j or the embedded graph, told apart by their URI alone.
//
// # Basics
//
// [Open] connects and [Store.Prepare] makes constraints and indexes and marks
// the database as clew's. [Store.Load] writes what one article says in one
// transaction: the same article twice changes nothing, a changed one replaces
// its own facts. Reading methods answer with graph.Graph values.
//
// There is one relationship per pair, type and claim; every passage behind it
// is an Evidence node. What articles contributed stands on MENTIONS and
// Evidence; names, counts and confidence of nodes and relationships are folded
// from there and never edited in place.
//
// # Caveats
//
// A database that holds other people's Entity nodes is refused for writing
// ([ErrForeign]). This package alone imports the driver. Loading is serial:
// one writer at a time, enforced by a counter on the Clew node.
package store
