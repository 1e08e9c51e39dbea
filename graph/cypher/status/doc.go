// Package status holds the errors and notifications of the query language.
//
// # Basics
//
// Every failure of a query is an *Error with a Neo4j status code, the detail
// the openCypher TCK names it by, the phase in which it arose and, where it
// has a place in the query text, that place. The constructors build the
// common ones.
//
// # Caveats
//
// An Error's place becomes line and column only after Locate has been given
// the query text.
package status
