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
// To follow one article, read the list of stages in extract.go and open the files of
// each:
//
//   - tokens, sentences and quotations: text (insertion), quotation
//   - names: name (lexiconname, statisticalname), then what they stand for: kind
//     (kindlife, learnedname), partisan, club
//   - descriptions and pronouns: mention, nominal, peoplegroup, count, pronoun,
//     relative, stranger
//   - entities and coreference: entity (sameperson, alias), coref (metonym,
//     apposition, antecedent, building, spokesgroup, victimgroup, officeholder)
//   - clauses: clause (implied), role
//   - dates: date (reckoned)
//   - events: event (noviolence, phrase, compoundevent, plot), their arguments
//     (argument, agent, weapon, verbargument, casualty, countedpeople, damage), which
//     of them happened and which are one (happens, sameevent, eventweekday,
//     eventwords, refer, tollnoun), what they are called (eventplace, eventname)
//   - relations: relation, near, meeting and the rules_*.go files, one a subject
//   - claims: claim and govern say how surely, attribution according to whom
//   - what comes out: confidence, metadata, fullname, write; explain says why
//
// all.go runs articles on all cores; version.go names the rules. A rule is a value
// with a name, a meaning and an example, and the example is its test. nametype holds
// the learned classifier of names.
//
// # Caveats
//
// A relation is kept with how surely and by whom it is said, never promoted; a
// wrong accusation costs more than a missed link, so what a rule cannot attach
// with certainty it leaves out. Only English is read. Coreference is by rule and
// errs on long distances.
package extract
