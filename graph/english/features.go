package english

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Columns of a feature vector. The recogniser's network reads the first four.
const (
	normColumn = iota
	prefixColumn
	suffixColumn
	shapeColumn
	spaceAfterColumn
	spaceColumn
	columns
)

// features describe one token to the networks: string numbers of its norm,
// first character, last three characters and shape, then two flags.
type features [columns]uint64

// featurizer computes the features of tokens.
type featurizer struct {
	ids   ids
	norms map[uint64]string // by id of the text: slang, British spelling, quotes
}

// features returns the features of a token.
func (f *featurizer) features(p piece) features {
	v := features{
		normColumn:   f.ids.id(f.norm(p)),
		prefixColumn: f.ids.id(firstRune(p.text)),
		suffixColumn: f.ids.id(lastRunes(p.text, 3)),
		shapeColumn:  f.ids.id(wordShape(p.text)),
	}
	if p.spaceAfter {
		v[spaceAfterColumn] = 1
	}
	if allSpace(p.text) {
		v[spaceColumn] = 1
	}
	return v
}

// norm returns the normal form of a token: as its exception says, else as the
// table of norms says, else lower case.
func (f *featurizer) norm(p piece) string {
	if p.norm != "" {
		return p.norm
	}
	if n, ok := f.norms[f.ids.id(p.text)]; ok {
		return n
	}
	return lower(p.text)
}

func firstRune(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

func lastRunes(s string, n int) string {
	start := len(s)
	for ; n > 0 && start > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
	}
	return s[start:]
}

// wordShape writes letters as X or x and digits as d, keeps other characters,
// and shortens runs of one symbol to four: "Kurilla" is Xxxxx, "U.S." X.X.
func wordShape(s string) string {
	if utf8.RuneCountInString(s) >= 100 {
		return "LONG"
	}
	var b strings.Builder
	last, run := rune(-1), 0
	for _, r := range s {
		c := shapeOf(r)
		if c != last {
			last, run = c, 0
		}
		run++
		if run <= 4 {
			b.WriteRune(c)
		}
	}
	return b.String()
}

func shapeOf(r rune) rune {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	case isDigit(r):
		return 'd'
	}
	return r
}
