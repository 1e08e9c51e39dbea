// Package semantics checks a syntax tree before it is planned.
//
// # Basics
//
// Check walks the clauses with a scope of names and what is known of their
// types, and returns the first error: names that are not defined or defined
// twice, aggregates where none may stand, operands whose types cannot fit,
// patterns that cannot be created, clauses in the wrong order. Types are sets:
// an error is reported only when no value the expression can have would do.
//
// # Caveats
//
// Without procedures (a nil argument) calls are taken on trust; they are
// checked again when the statement runs.
package semantics
