package extract

import (
	"fmt"

	"clew/graph"
	"clew/graph/english"
	"clew/graph/extract/nametype"
)

// Extractor reads articles. It holds the language model and the word lists and
// is safe for concurrent use.
type Extractor struct {
	parse func(text string) *english.Document
	lex   *lexicon
	names *nametype.Model
}

// New returns an extractor that reads with the given language model.
func New(model *english.Model) *Extractor {
	return &Extractor{parse: model.Parse, lex: loadLexicon(), names: nametype.Load()}
}

// reading is one article on its way from text to facts. Every stage reads what
// the ones before it found and adds to it.
type reading struct {
	article  graph.Article
	passages *graph.Passages // the text of the article, for many slices
	parse    func(text string) *english.Document
	lex      *lexicon
	names    *nametype.Model // what names stand for, by their words and surroundings

	tokens      []token
	sentences   []sentence
	weights     map[string]int // how often each country is named, by ISO code
	statistical []english.Name // names as the model marks them
	quotes      []quotation
	mentions    []*mention
	at          map[int]*mention // the mention that a head token stands for
	entities    []*entity
	clauses     []*clause
	clauseAt    map[int]*clause // by verb
	dates       []date
	tellingOf   map[int]*telling // by trigger
	events      []*event
	eventAt     map[int]*event        // the event that a trigger token tells of
	inside      map[*entity]*entity   // the place that a place is said to lie in
	members     map[*entity][]*entity // people that a described group is known to be
	apposed     map[int]bool          // names in apposition, whatever the parser makes of them
	nameOver    []*mention            // the name that each token is part of, for the rules
	narrator    *entity               // who says "I" outside quotations
	strangers   map[string]*entity    // people known only as "he" or "she", by sex
	nestings    []nesting
	relations   []*relation
}

// stage is one step of the extraction.
type stage struct {
	name string
	run  func(*reading)
}

// stages are the steps in order.
var stages = []stage{
	{"tokens and sentences", (*reading).readTokens},
	{"quotations", (*reading).findQuotations},
	{"names", (*reading).findNames},
	{"types of names", (*reading).typeNames},
	{"descriptions", (*reading).findNominals},
	{"pronouns", (*reading).findPronouns},
	{"entities of names", (*reading).makeEntities},
	{"coreference", (*reading).resolve},
	{"relative pronouns", (*reading).findRelatives},
	{"clauses", (*reading).findClauses},
	{"dates", (*reading).findDates},
	{"places within places", (*reading).nestPlaces},
	{"events", (*reading).findEvents},
	{"relations", (*reading).findRelations},
	{"names of events", (*reading).nameEvents},
}

// Extract reads one article. Articles in other languages than English yield
// what their metadata say and no more. The same article gives the same
// extraction, byte for byte.
func (x *Extractor) Extract(article graph.Article) (*graph.Extraction, error) {
	extraction := x.read(article).write()
	if err := extraction.Verify(); err != nil {
		return nil, fmt.Errorf("extraction broke its own rule: %w", err)
	}
	return extraction, nil
}

// read runs all stages over an article.
func (x *Extractor) read(article graph.Article) *reading {
	r := x.begin(article)
	if article.Language == "en" || article.Language == "" {
		for _, s := range stages {
			s.run(r)
		}
	}
	return r
}

// begin is an article before the first stage.
func (x *Extractor) begin(article graph.Article) *reading {
	return &reading{
		article: article, passages: graph.NewPassages(article.Text), parse: x.parse, lex: x.lex, names: x.names, at: map[int]*mention{}, clauseAt: map[int]*clause{},
		eventAt: map[int]*event{}, tellingOf: map[int]*telling{}, inside: map[*entity]*entity{}, apposed: map[int]bool{}, members: map[*entity][]*entity{}, strangers: map[string]*entity{},
	}
}
