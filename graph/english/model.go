package english

import (
	"fmt"
	"sync"
	"unicode/utf8"
)

// Model reads English text. It does not change after Load, apart from caches,
// and may be used by several goroutines at once.
type Model struct {
	tokenizer  *tokenizer
	featurizer *featurizer
	tok2vec    *tok2vec // for tagger and parser
	tagger     *tagger
	parser     *parser
	ruler      *ruler
	lemmatizer *lemmatizer
	nerTok2vec *tok2vec
	recognizer *recognizer
}

var load = sync.OnceValues(newModel)

// Load returns the model embedded in the binary. The first call unpacks it;
// all calls return the same model.
func Load() (*Model, error) { return load() }

func newModel() (*Model, error) {
	m, err := readModel(packedWeights, packedTables, packedWords)
	if err != nil {
		return nil, fmt.Errorf("load English model: %w", err)
	}
	return m, nil
}

func readModel(weights, tables, words []byte) (*Model, error) {
	ts, err := readTensors(weights)
	if err != nil {
		return nil, err
	}
	tb, err := readTables(tables)
	if err != nil {
		return nil, err
	}
	lists, err := readWords(words)
	if err != nil {
		return nil, err
	}
	m := &Model{
		tokenizer:  newTokenizer(tb.Tokenizer),
		featurizer: &featurizer{tb.Symbols, tb.Norms},
		lemmatizer: newLemmatizer(tb.Lemma.Rules, lists),
	}
	if m.tok2vec, err = newTok2vec(ts, "tok2vec", 5000, 1000, 2500, 2500, 50, 50); err != nil {
		return nil, err
	}
	if m.nerTok2vec, err = newTok2vec(ts, "ner_tok2vec", 5000, 1000, 2500, 2500); err != nil {
		return nil, err
	}
	if m.tagger, err = newTagger(ts, tb.Tags); err != nil {
		return nil, err
	}
	if m.parser, err = newParser(ts, tb.Parser); err != nil {
		return nil, err
	}
	if m.recognizer, err = newRecognizer(ts, tb.NER); err != nil {
		return nil, err
	}
	if m.ruler, err = newRuler(tb.Ruler); err != nil {
		return nil, err
	}
	return m, nil
}

// Parse reads a text, a whole article at a time. It accepts any string; the
// empty text gives an empty document.
func (m *Model) Parse(text string) *Document {
	d := &Document{Text: text, marks: newMarks(text)}
	pieces := m.tokenizer.split(text)
	d.Tokens = make([]Token, len(pieces))
	position := 0
	for i, p := range pieces {
		t := &d.Tokens[i]
		t.Text, t.SpaceAfter = p.text, p.spaceAfter
		t.Start = position
		position += utf8.RuneCountInString(p.text)
		t.End = position
		if p.spaceAfter {
			position++
		}
	}
	for _, part := range parts(d.Tokens) {
		m.annotate(d, part, pieces[part.Start:part.End])
	}
	d.Sentences = sentences(d.Tokens)
	return d
}

// annotate runs the networks on one part of the document, nearly always all
// of it.
func (m *Model) annotate(d *Document, part Span, pieces []piece) {
	n := len(pieces)
	tokens := d.Tokens[part.Start:part.End]
	f := make([]features, n)
	isSpace := make([]bool, n)
	for i, p := range pieces {
		f[i] = m.featurizer.features(p)
		isSpace[i] = f[i][spaceColumn] == 1
	}

	x := m.tok2vec.vectors(f)
	tags := m.tagger.tag(x, n)
	tree := m.parser.parse(x, n)
	tree.undecorate(tree.edges(), isSpace)
	starts := tree.starts(tree.edges())
	for i := range tokens {
		t := &tokens[i]
		t.Tag, t.Dep = tags[i], tree.dep[i]
		t.Head = part.Start + tree.head[i]
		t.SentStart = starts[i]
	}
	m.ruler.annotate(tokens, isSpace)
	for i := range tokens {
		t := &tokens[i]
		if t.Lemma == "" {
			t.Lemma = m.lemmatizer.lemma(t.Text, t.Pos, t.Morph)
		}
		t.NameIOB = 'O'
	}
	names := m.recognizer.names(m.nerTok2vec.vectors(f), n, starts, isSpace)
	d.addNames(names, part.Start)
}

// addNames records names whose ranges count from token first on.
func (d *Document) addNames(names []Name, first int) {
	for _, n := range names {
		n.Start += first
		n.End += first
		for i := n.Start; i < n.End; i++ {
			d.Tokens[i].NameIOB, d.Tokens[i].NameType = 'I', n.Type
		}
		d.Tokens[n.Start].NameIOB = 'B'
		d.Names = append(d.Names, n)
	}
}

// sentences returns the sentences by the marks on their first tokens.
func sentences(tokens []Token) []Span {
	var found []Span
	for i, t := range tokens {
		if t.SentStart || i == 0 {
			found = append(found, Span{i, i})
		}
		found[len(found)-1].End = i + 1
	}
	return found
}
