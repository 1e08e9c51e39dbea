// Package packstream writes and reads PackStream, the binary format of values
// in Bolt messages (https://neo4j.com/docs/bolt/current/packstream/).
//
// # Basics
//
// Encoder appends values to a buffer; Decoder reads one message from a byte
// slice. Both know the structures of Bolt 5: nodes, relationships, paths,
// temporal values and points, as the types of package value.
//
// # Caveats
//
// Clients do not send nodes, relationships or paths; Decoder refuses them, as
// Neo4j does.
package packstream
