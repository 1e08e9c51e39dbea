// Package cypher is an openCypher engine over an in-memory property graph.
//
// # Basics
//
// Prepare parses and checks a query; Statement.Run plans it for the graph at
// hand and runs it in an Environment, which holds the state to read, the
// transaction to write to, parameters, procedures and limits. A Result is
// pulled row by row and ends with a Summary.
//
// One pipeline serves every query: parser, semantics, plan, exec. Values are
// those of package value, errors those of package status.
//
// # Caveats
//
// A Statement may be run by many goroutines at once; a Result belongs to one.
// A construct that is not supported is a syntax error that names it.
package cypher
