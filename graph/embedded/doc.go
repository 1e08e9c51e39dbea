// Package embedded is the graph that needs no server of its own: a property
// graph in memory, made durable by one file, that speaks Cypher over Bolt.
//
// # Basics
//
// Open returns a DB. ListenInner gives this process and others of the same
// user a private way in that may write; ListenPublic opens a port for other
// tools. Everything else is done by Bolt drivers. View and Graph are for code
// in the same process that reads or writes the graph without a query.
//
// The file is the truth and changes by whole transactions only: a
// commit is acknowledged when it is on the disk. Open checks every byte that
// it reads and refuses a file that is not as it was written.
//
// # Caveats
//
// The graph has to fit into memory. One process opens it; the others talk to
// that one. Names on the wire ("Neo4j/5.26.0") are what clients insist on:
// this is not Neo4j.
package embedded
