// Package graph holds the words every part of clew shares: the article that was
// read, the entities and relations found in it, the property graph they become,
// and the vocabulary of labels and relationship types.
//
// # Basics
//
// An [Extraction] is what one [Article] says: entities with their mentions and
// relations with their evidence. A [Graph] is nodes and relationships with
// properties: a query answer, a path, a view and an export are all this one
// value. [LabelTable] and [TypeTable] list the vocabulary once; command line,
// store, API and page read it from there.
//
// # Caveats
//
// Offsets are Unicode code points into the text exactly as it was read, half
// open, so Slice(text, start, end) is always the quoted passage. A relation
// without evidence does not exist: [Extraction.Verify] says so.
package graph
