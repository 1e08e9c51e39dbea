// Package english reads English text: it splits it into tokens and sentences,
// tags each token, draws the dependency tree, finds the dictionary form of
// each word and marks names.
//
// # Basics
//
// There are only two types to know: Model and Document.
//
//	m, err := english.Load()
//	...
//	doc := m.Parse(article)
//
// Load unpacks the model that is embedded in the binary; nothing is read from
// disk or network. Parse reads one whole article. A Document is plain data:
// a slice of Tokens, the Sentences and Names as token ranges, and the methods
// in tree.go to walk the tree.
//
// The stages, one file each, in the order of Parse:
//
//	tokenizer.go   text to tokens (affixes.go, url.go, phrases.go)
//	features.go    tokens to numbers (hash.go)
//	tok2vec.go     numbers to one vector per token that has seen its neighbours
//	tagger.go      vector to part-of-speech tag
//	parser.go      vectors to tree, by shifting and reducing (edges.go)
//	ruler.go       tag and label to universal part of speech and features
//	lemmatizer.go  word and part of speech to dictionary form
//	ner.go         vectors to names, token by token
//
// scorer.go holds the small network that chooses the next action of both the
// parser and the name recogniser; gemm.go the matrix product below all, with an
// assembly kernel for AVX2. Documents are independent: to use several
// processors, parse several at once.
//
// # The model
//
// The networks and tables are those of spaCy's en_core_web_sm 3.8, with weight
// matrices in half precision: 3.2 million parameters, trained on OntoNotes 5
// (newswire, broadcast, web) and licensed under the MIT licence, model/LICENSE.
// The lemma tables come from WordNet 3.0, whose notice is in
// model/LICENSES_SOURCES and has to stay with them. internal/pack makes the
// embedded files from the exported model.
//
// # Caveats
//
// Give Parse an article, not its sentences one by one: the parser decides
// where sentences end and looks across their borders, and so results on single
// sentences differ slightly.
//
// All offsets are Unicode code points, not bytes. A byte that is not valid
// UTF-8 counts as one code point. Document.Slice translates.
//
// The model is a small one. Names of people known only by surname, demonyms
// and unusual places often get the wrong type or none; about one word in ten
// hangs on the wrong head. Callers should treat names as candidates.
package english
