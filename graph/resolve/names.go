package resolve

import (
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Key folds a name to what two spellings of it share: case, accents,
// punctuation, a leading article and a possessive are dropped.
// "the Crocus City Hall’s" → "crocus city hall".
func Key(name string) string {
	var b strings.Builder
	space := false
	for _, r := range strings.ToLower(stripMarks(possessive.Replace(name + " "))) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		case r == '.' || r == '\'' || r == '’':
			// U.S. and US, O'Neill and ONeill are one
		default:
			space = true
		}
	}
	return strings.TrimPrefix(b.String(), "the ")
}

var possessive = strings.NewReplacer("'s ", " ", "’s ", " ", "s' ", "s ", "s’ ", "s ")

// stripMarks drops combining marks: é → e. A transformer carries state, so each
// call makes its own.
func stripMarks(s string) string {
	out, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return s
	}
	return out
}

// slug is the readable part of an entity id: at most 40 bytes of the key with
// hyphens; names without letters or digits give "x".
func slug(name string) string {
	s := strings.ReplaceAll(Key(name), " ", "-")
	for len(s) > 40 {
		cut := strings.LastIndexByte(s[:40], '-')
		if cut < 1 {
			cut = len(strings.ToValidUTF8(s[:40], ""))
		}
		s = s[:cut]
	}
	if s == "" {
		return "x"
	}
	return s
}

// foldSpelling maps a key to what transliterations of one name share: Krokus and
// Crocus, Mohammed and Muhamad, Alexander and Aleksandr. It is looser than Key
// and proves nothing alone.
func foldSpelling(key string) string {
	s := spellings.Replace(key)
	var b strings.Builder
	var last rune
	for _, r := range s {
		if r != last || r == ' ' {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

var spellings = strings.NewReplacer("ck", "k", "ch", "ch", "c", "k", "q", "k", "x", "ks", "ph", "f", "kh", "h", "w", "v", "y", "i", "j", "i",
	"ou", "u", "oo", "u", "ee", "i", "o", "u", "e", "i", "z", "s")
