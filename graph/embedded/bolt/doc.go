// Package bolt is the server side of the Bolt protocol, versions 5.0 to 5.4
// (https://neo4j.com/docs/bolt/current/).
//
// # Basics
//
// A Server answers for a Backend on any number of listeners, each with its
// own Access. Serve takes a listener; Close ends everything. On every
// connection one goroutine reads requests and another answers them in order,
// so that RESET can overtake: it interrupts what is running and everything
// before it in the queue is ignored.
//
// Rows are sent as they are produced. When the client does not read, the
// query waits; memory stays bounded.
//
// # Caveats
//
// The server names itself "Neo4j/5.26.0 (clew …)" because the Python and Java
// drivers refuse to talk to anything else.
package bolt
