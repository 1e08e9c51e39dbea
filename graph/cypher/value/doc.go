// Package value holds the values of the query language and the relations
// between them.
//
// # Basics
//
// A Value is one of nil (null), bool, int64, float64, string, []byte, []Value
// (a list), map[string]Value, Node, Relationship, Path, NodeID, RelationshipID,
// PathIDs, Date, LocalTime, Time, LocalDateTime, DateTime, Duration or Point.
// Node, Relationship and Path are what a client receives; NodeID,
// RelationshipID and PathIDs are the handles a running query computes with.
//
// Three relations are kept apart, as CIP2016-06-14 asks: Equal answers the
// operator "=" and may be Unknown; Equivalent (and Key, its hashable form)
// decides DISTINCT and grouping, where null is like null; Order is the total
// order of ORDER BY. Compare answers "<" and may be undefined.
//
// # Caveats
//
// Values are immutable by convention: nobody writes into a list or map it did
// not make. Integers other than int64 never occur.
package value
