package english

import (
	"strings"
	"unicode/utf8"
)

// tokenizerTables are the tokeniser's character classes and word lists.
type tokenizerTables struct {
	Classes struct {
		Alpha          charClass `json:"alpha"`
		AlphaLower     charClass `json:"alpha_lower"`
		AlphaUpper     charClass `json:"alpha_upper"`
		BeforeFinalDot charClass `json:"before_final_dot"`
		Icon           charClass `json:"icon"`
		LowerOrQuote   charClass `json:"lower_or_quote"`
		UpperOrQuote   charClass `json:"upper_or_quote"`
		PrefixSingle   charClass `json:"prefix_single"`
		SuffixSingle   charClass `json:"suffix_single"`
	} `json:"classes"`
	Units       []string               `json:"units"`
	Currency    []string               `json:"currency"`
	PrefixMulti []string               `json:"prefix_multi"`
	SuffixMulti []string               `json:"suffix_multi"`
	Hyphens     []string               `json:"hyphens"`
	Exceptions  map[string][][2]string `json:"exceptions"` // key: token texts and norms
}

// prefixLen returns the bytes to take off the front of s as a token, 0 if none.
func (t *tokenizerTables) prefixLen(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case s == "":
		return 0
	case t.Classes.PrefixSingle.has(r):
		return size
	case r == '+':
		if len(s) > 1 && isASCIIDigit(rune(s[1])) {
			return 0
		}
		return 1
	case r == '.':
		if dots := len(s) - len(strings.TrimLeft(s, ".")); dots >= 2 {
			return dots
		}
		return 0
	}
	for _, p := range t.PrefixMulti {
		if strings.HasPrefix(s, p) {
			return len(p)
		}
	}
	return 0
}

// suffixLen returns the bytes to take off the end of s as a token: the longest
// of the suffix rules that fit, 0 if none.
func (t *tokenizerTables) suffixLen(s string) int {
	r, size := utf8.DecodeLastRuneInString(s)
	if s == "" {
		return 0
	}
	best := 0
	if t.Classes.SuffixSingle.has(r) {
		best = size
	}
	if r == '.' {
		best = max(best, t.finalDots(s))
	}
	if r == '+' && len(s) >= 2 && isASCIIDigit(rune(s[len(s)-2])) {
		best = max(best, 1)
	}
	for _, m := range t.SuffixMulti {
		if len(m) > best && strings.HasSuffix(s, m) {
			best = len(m)
		}
	}
	return max(best, t.unitLen(s))
}

// finalDots returns how many of the dots that end s are a token: all if there
// are several; a single one if it ends a sentence rather than an initial.
func (t *tokenizerTables) finalDots(s string) int {
	stem := strings.TrimRight(s, ".")
	if dots := len(s) - len(stem); dots >= 2 {
		return dots
	}
	if stem == "" {
		return 0
	}
	last, size := utf8.DecodeLastRuneInString(stem)
	if t.Classes.BeforeFinalDot.has(last) {
		return 1
	}
	before, n := utf8.DecodeLastRuneInString(stem[:len(stem)-size])
	if n == 0 {
		return 0
	}
	if before == '°' && strings.ContainsRune("FfCcKk", last) {
		return 1
	}
	if t.Classes.AlphaUpper.has(last) && t.Classes.AlphaUpper.has(before) {
		return 1
	}
	return 0
}

// unitLen returns the length of the longest unit or currency that ends s right
// after a digit.
func (t *tokenizerTables) unitLen(s string) int {
	const longest = 16 // bytes, more than any unit has
	if !strings.ContainsAny(s[max(0, len(s)-longest-1):], "0123456789") {
		return 0
	}
	best := 0
	for _, list := range [2][]string{t.Units, t.Currency} {
		for _, u := range list {
			cut := len(s) - len(u)
			if len(u) > best && cut > 0 && isASCIIDigit(rune(s[cut-1])) && s[cut:] == u {
				best = len(u)
			}
		}
	}
	return best
}

// infixes returns the byte ranges inside s that are tokens of their own, left
// to right and not overlapping.
func (t *tokenizerTables) infixes(s string) [][2]int {
	var found [][2]int
	prev := rune(-1)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		n := t.infixLen(s, i, prev, r, size)
		if n == 0 {
			prev = r
			i += size
			continue
		}
		found = append(found, [2]int{i, i + n})
		i += n
		prev, _ = utf8.DecodeLastRuneInString(s[:i])
	}
	return found
}

// infixLen returns the length of the infix that starts at byte i of s, where
// the code point r of the given size stands after prev; prev is -1 at the
// start.
func (t *tokenizerTables) infixLen(s string, i int, prev, r rune, size int) int {
	next := rune(-1)
	if i+size < len(s) {
		next, _ = utf8.DecodeRuneInString(s[i+size:])
	}
	c := &t.Classes
	switch {
	case r == '.' && next == '.':
		return len(s[i:]) - len(strings.TrimLeft(s[i:], "."))
	case r == '…' || c.Icon.has(r):
		return size
	case strings.ContainsRune("+-*^", r) && isASCIIDigit(prev) && (isASCIIDigit(next) || next == '-'):
		return size
	case r == '.' && c.LowerOrQuote.has(prev) && c.UpperOrQuote.has(next):
		return size
	case r == ',' && c.Alpha.has(prev) && c.Alpha.has(next):
		return size
	}
	if !isASCIIDigit(prev) && !c.Alpha.has(prev) {
		return 0
	}
	for _, h := range t.Hyphens {
		if !strings.HasPrefix(s[i:], h) {
			continue
		}
		if after, _ := utf8.DecodeRuneInString(s[i+len(h):]); i+len(h) < len(s) && c.Alpha.has(after) {
			return len(h)
		}
	}
	if strings.ContainsRune(":<>=/", r) && c.Alpha.has(next) {
		return size
	}
	return 0
}
