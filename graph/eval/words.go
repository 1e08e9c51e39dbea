package eval

import (
	"regexp"
	"strings"
	"unicode"
)

// words is a list of names written as one string.
func words(s string) []string { return strings.Fields(s) }

// blank is a character class of all white space, which \s is not in Go.
const blank = `\s\v\x1c-\x1f\x{85}\p{Z}`

// lower is strings.ToLower with the full mapping of the dotted capital I, whose
// small form is two characters.
func lower(s string) string {
	return strings.ToLower(strings.ReplaceAll(s, "İ", "i̇"))
}

// wordRune says whether a character belongs to a word: letters and numbers of any
// script and the underscore.
func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

// mapWords replaces every word by what change makes of it and keeps the rest.
func mapWords(s string, change func(word string) string) string {
	var out strings.Builder
	for s != "" {
		n := strings.IndexFunc(s, func(r rune) bool { return !wordRune(r) })
		switch {
		case n < 0:
			n = len(s)
			fallthrough
		case n > 0:
			out.WriteString(change(s[:n]))
		default:
			n = strings.IndexFunc(s, wordRune)
			if n < 0 {
				n = len(s)
			}
			out.WriteString(s[:n])
		}
		s = s[n:]
	}
	return out.String()
}

// plain is a name as the role sets compare them: small letters, no articles, no
// ASCII punctuation, single spaces.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsPunct(r) || unicode.IsSymbol(r)) {
			return -1
		}
		return r
	}, lower(s))
	s = mapWords(s, func(word string) string {
		switch word {
		case "a", "an", "the":
			return " "
		}
		return word
	})
	return strings.Join(strings.Fields(s), " ")
}

var (
	inBrackets = regexp.MustCompile(`[\[(].*?[\])]`)
	afterHead  = regexp.MustCompile(`[` + blank + `]+(?:of|in|from|at|on|for|with|who|which|that|to|by|belonging|against|near|under)[` + blank + `]+|,`)
	roundPair  = regexp.MustCompile(`\(.*?\)`)
	notPlain   = regexp.MustCompile(`[^a-z0-9]+`)
)

// headNoun is the last word before the first preposition or comma, without a
// plural s.
func headNoun(s string) string {
	s = strings.TrimSpace(inBrackets.ReplaceAllString(lower(s), " "))
	words := strings.Fields(plain(afterHead.Split(s, 2)[0]))
	if len(words) == 0 {
		return ""
	}
	word := words[len(words)-1]
	if len([]rune(word)) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") {
		return word[:len(word)-1]
	}
	return word
}

// titleForm is a name as titles of an encyclopedia are compared: small ASCII
// letters and digits, without what stands in brackets.
func titleForm(s string) string {
	s = roundPair.ReplaceAllString(lower(strings.ReplaceAll(s, "_", " ")), "")
	return strings.TrimSpace(notPlain.ReplaceAllString(s, " "))
}

// capitalised says whether a word of s begins with an ASCII capital.
func capitalised(s string) bool {
	before := ' '
	for _, r := range s {
		if 'A' <= r && r <= 'Z' && !wordRune(before) {
			return true
		}
		before = r
	}
	return false
}

// byWord turns a table of words round: every word on the right by what it belongs to.
func byWord(table map[string]string) map[string]string {
	out := map[string]string{}
	for name, list := range table {
		for _, word := range words(list) {
			out[word] = name
		}
	}
	return out
}
