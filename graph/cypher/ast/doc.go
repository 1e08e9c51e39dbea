// Package ast is the syntax tree of the query language.
//
// # Basics
//
// A Statement holds a Query (one or more SingleQuery joined by UNION) or a
// Command (schema and SHOW). A SingleQuery is a list of Clauses; clauses hold
// Patterns and Exprs. Every node knows the byte offset at which it starts.
//
// String writes an expression back as text in one canonical form; two
// expressions are the same exactly if their texts are. Children, Walk and
// FreeVariables let the passes look at expressions without knowing them all.
//
// # Caveats
//
// Trees are immutable after parsing; one tree may be run by any number of
// goroutines.
package ast
