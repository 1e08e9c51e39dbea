// Package exec runs plans over the in-memory graph.
//
// # Basics
//
// An operator of a plan becomes a source, a function that opens an iterator
// for one row; an expression becomes a closure over a row. Rows are pulled
// one by one and belong to the iterator that yields them: they may be changed
// in place by those above and are valid until the next is asked for.
// Everything that keeps rows (sort, grouping, every updating clause) copies
// them. An updating clause drains its input before it writes, so no clause
// sees what it writes itself, except MERGE, which has to.
//
// # Caveats
//
// One execution belongs to one goroutine. Every iterator asks the context
// from time to time whether to go on.
package exec
