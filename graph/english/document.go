package english

// Document is one text after the model has read it: tokens in order, sentences
// and names as token ranges. All offsets are Unicode code points into Text.
type Document struct {
	Text      string
	Tokens    []Token
	Sentences []Span
	Names     []Name

	marks []int // bytes before every markEvery-th code point; nil in a hand-made document
}

// Token is one word, punctuation mark or run of white space.
type Token struct {
	Text       string // as it stands in the document
	Start, End int    // code points, half open
	SpaceAfter bool   // one ordinary space follows and belongs to the token
	Tag        string // Penn Treebank tag, "VBD"
	Pos        string // universal part of speech, "VERB"
	Morph      string // universal features, "Tense=Past|VerbForm=Fin"; empty if none
	Lemma      string // dictionary form
	Head       int    // index of the syntactic head; a root is its own head
	Dep        string // dependency label, "nsubj"; "ROOT" for a root
	SentStart  bool   // first token of a sentence
	NameIOB    byte   // 'B', 'I' or 'O'
	NameType   string // "PERSON", "ORG", "GPE", …; empty outside names
}

// Span is a half-open range of token indices.
type Span struct{ Start, End int }

// Name is a range of tokens the statistical recogniser marked as a name.
type Name struct {
	Span
	Type string // OntoNotes type: PERSON, NORP, FAC, ORG, GPE, LOC, PRODUCT, EVENT, WORK_OF_ART, DATE, …
}
