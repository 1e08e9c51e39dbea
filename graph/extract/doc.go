// Package extract reads people, organizations, places, events and the relations
// between them out of an English news article.
//
// # Basics
//
// [New] takes the language model, [Extractor.Extract] turns one graph.Article
// into one graph.Extraction. The work is a list of stages, each a plain function
// over the article as read so far: tokens and sentences, quotations, names,
// descriptions, pronouns, entities, coreference, clauses, events, relations.
// Rules look at tags and dependency trees; what words mean stands in the plain
// files under lexicon/.
//
// # Caveats
//
// A relation is kept with how surely and by whom it is said, never promoted; a
// wrong accusation costs more than a missed link, so what a rule cannot attach
// with certainty it leaves out. Only English is read. Coreference is by rule and
// errs on long distances.
package extract
