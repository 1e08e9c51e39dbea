package english

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// charClass is a set of code points as sorted, inclusive ranges. The classes
// of the tokeniser come with the model; they differ from Unicode's categories.
type charClass [][2]rune

// has reports whether r is in the class.
func (c charClass) has(r rune) bool {
	lo, hi := 0, len(c)
	for lo < hi {
		mid := (lo + hi) / 2
		switch {
		case r < c[mid][0]:
			hi = mid
		case r > c[mid][1]:
			lo = mid + 1
		default:
			return true
		}
	}
	return false
}

// isSpace is Unicode White_Space and the four separators U+001C to U+001F.
func isSpace(r rune) bool {
	return 0x1c <= r && r <= 0x1f || unicode.IsSpace(r)
}

// allSpace reports whether s is white space only; s must not be empty.
func allSpace(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !isSpace(r) }) < 0
}

func isASCIIDigit(r rune) bool { return '0' <= r && r <= '9' }

// otherDigits are the characters with Numeric_Type=Digit outside category Nd:
// superscripts, subscripts, circled digits and the like.
var otherDigits = charClass{
	{0xb2, 0xb3}, {0xb9, 0xb9}, {0x1369, 0x1371}, {0x19da, 0x19da}, {0x2070, 0x2070},
	{0x2074, 0x2079}, {0x2080, 0x2089}, {0x2460, 0x2468}, {0x2474, 0x247c},
	{0x2488, 0x2490}, {0x24ea, 0x24ea}, {0x24f5, 0x24fd}, {0x24ff, 0x24ff},
	{0x2776, 0x277e}, {0x2780, 0x2788}, {0x278a, 0x2792}, {0x10a40, 0x10a43},
	{0x10e60, 0x10e68}, {0x11052, 0x1105a}, {0x1f100, 0x1f10a},
}

// isDigit reports whether the model's word shapes write r as "d".
func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIIDigit(r)
	}
	return unicode.IsDigit(r) || otherDigits.has(r)
}

// lower is the full lower-casing of Unicode. It differs from strings.ToLower
// for two letters: İ becomes two code points, and a Σ that ends a word becomes
// ς (Unicode, SpecialCasing.txt).
func lower(s string) string {
	if !strings.ContainsAny(s, "İΣ") {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == 'İ':
			b.WriteString("i̇")
		case r == 'Σ' && finalSigma(s[:i], s[i+len("Σ"):]):
			b.WriteRune('ς')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// finalSigma is Unicode's condition Final_Sigma: a cased letter before and
// none after, letting characters pass that case ignores.
func finalSigma(before, after string) bool {
	return casedAtEdge(before, utf8.DecodeLastRuneInString, func(s string, n int) string { return s[:len(s)-n] }) &&
		!casedAtEdge(after, utf8.DecodeRuneInString, func(s string, n int) string { return s[n:] })
}

func casedAtEdge(s string, decode func(string) (rune, int), rest func(string, int) string) bool {
	for s != "" {
		r, n := decode(s)
		if !caseIgnorable(r) {
			return cased(r)
		}
		s = rest(s, n)
	}
	return false
}

func cased(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r) ||
		unicode.Is(unicode.Other_Lowercase, r) || unicode.Is(unicode.Other_Uppercase, r)
}

// caseIgnorable is Unicode's property Case_Ignorable: marks, formats,
// modifiers and the punctuation that stands inside words.
func caseIgnorable(r rune) bool {
	return strings.ContainsRune("'.:··՟״‘’‧︓﹒﹕＇．：", r) ||
		unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk)
}
