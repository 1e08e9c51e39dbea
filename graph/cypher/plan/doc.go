// Package plan turns a checked syntax tree into a tree of operators.
//
// # Basics
//
// A running query passes rows of slots from operator to operator; a Scope
// says which name, and which already computed expression, lives in which
// slot. For every MATCH the planner starts where the fewest rows are expected
// (index seek, bound variable, label, relationship type, all nodes), grows
// the pattern by the cheapest step next, and puts every predicate at the
// first place where all its variables are bound. The operators are plain
// data; package exec runs them.
//
// # Caveats
//
// A slot is written by one operator only, so rows may be changed in place.
// Estimates come from counts, not from histograms.
package plan
