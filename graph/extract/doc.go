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
// To follow one article, read the list of stages in extract.go and open the file
// of each: text (insertion), quotation, name (lexiconname, statisticalname, kind), nominal,
// peoplegroup, pronoun, relative, stranger, entity (sameperson, alias), coref (metonym, apposition, antecedent, building, spokesgroup,
// attribution), clause (implied), date (reckoned), event (noviolence, phrase,
// compoundevent, plot, argument (agent, weapon), verbargument, casualty, countedpeople, damage, happens, sameevent,
// refer, tollnoun, eventplace, eventname), relation, near and the rules_*.go files. claim.go
// and govern.go say how surely and attribution.go according to whom. A rule is a
// value with a name, a meaning and an example, and the example is its test.
//
// # Caveats
//
// A relation is kept with how surely and by whom it is said, never promoted; a
// wrong accusation costs more than a missed link, so what a rule cannot attach
// with certainty it leaves out. Only English is read. Coreference is by rule and
// errs on long distances.
package extract
