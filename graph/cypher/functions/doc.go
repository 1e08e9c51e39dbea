// Package functions holds the built-in functions, aggregations and
// arithmetic of the query language.
//
// # Basics
//
// All is the table of scalar functions and Aggregates that of aggregating
// ones: each row has name, signature, description, the types it takes and the
// code. The semantic pass reads the types, SHOW FUNCTIONS the texts, the
// executor the code. Add, Subtract and so on are the operators.
//
// # Caveats
//
// A function is null as soon as an argument is null unless its row says that
// it takes nulls.
package functions
