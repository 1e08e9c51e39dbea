// Package fulltext is an inverted index of texts, searched with Lucene's
// query syntax and ranked by BM25.
//
// # Basics
//
// An Index holds documents: an id and some texts for each of its fields. Put
// and Remove change it, Search answers a query with hits in order of score.
//
// Texts are cut into words roughly as UAX #29 does (letters and digits,
// joined by an apostrophe or full stop inside), then lower-cased and freed of
// diacritics: "São" is found by "sao".
//
// Queries are terms, "phrases", prefix*, w?ldcards, fuzzy~ and fuzzy~1,
// field:term, +must, -not, AND, OR, NOT, parentheses and ^boosts, with the
// meaning that Lucene's classic query parser gives them.
//
// # Caveats
//
// Ranges, regular expressions and sloppy phrases are refused by name.
// Prefixes, wildcards and fuzzy terms look through all terms of a field.
package fulltext
