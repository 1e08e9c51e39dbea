// Package parser turns query text into a syntax tree.
//
// # Basics
//
// Parse returns an *ast.Statement or a *status.Error with the place at which
// the text stopped making sense. The lexer is a hand-written scanner; the
// parser is recursive descent, with precedence climbing for operators as in
// the grammar of Cypher 5.
//
// # Caveats
//
// Only syntax is judged here: names, types and the placing of aggregates are
// the business of package semantics. A construct that Neo4j knows and this
// language does not is refused by name. Nesting is limited to MaxDepth.
package parser
