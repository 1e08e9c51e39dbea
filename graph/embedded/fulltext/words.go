package fulltext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// words calls f with every word of a text, folded, and its place.
func words(text string, f func(word string, place uint32)) {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, " ")
	}
	place := uint32(0)
	start := -1
	var previous rune
	emit := func(end int) {
		if start >= 0 {
			f(fold(text[start:end]), place)
			place++
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana):
			emit(i)
			start = i
			emit(i + utf8.RuneLen(r))
		case isWord(r):
			if start < 0 {
				start = i
			}
		case start >= 0 && joins(previous, r, text[i+utf8.RuneLen(r):]):
		default:
			emit(i)
		}
		previous = r
	}
	emit(len(text))
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '_'
}

// joins tells whether r stands inside a word: an apostrophe or full stop
// between letters, a full stop or comma between digits.
func joins(previous, r rune, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '\'', '’':
		return unicode.IsLetter(previous) && unicode.IsLetter(next)
	case '.':
		return unicode.IsLetter(previous) && unicode.IsLetter(next) || unicode.IsDigit(previous) && unicode.IsDigit(next)
	case ',':
		return unicode.IsDigit(previous) && unicode.IsDigit(next)
	}
	return false
}

// fold lower-cases a word and takes its diacritics off.
func fold(word string) string {
	plain := true
	for i := 0; i < len(word); i++ {
		if c := word[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return word
	}
	folded := make([]byte, 0, len(word))
	for _, r := range norm.NFKD.String(word) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == '’':
			r = '\''
		}
		folded = utf8.AppendRune(folded, unicode.ToLower(r))
	}
	return string(folded)
}
