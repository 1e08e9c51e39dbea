package english

import (
	"slices"
	"strings"
	"testing"
)

// Texts and their tokens, each on its own in brackets; "_" after a token is
// the space that belongs to it.
func TestSplit(t *testing.T) {
	k := loadModel(t).tokenizer
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"ISIS-K", "[ISIS][-][K]"},
		{"ISIS-K.", "[ISIS][-][K.]"},
		{"2023-24", "[2023][-][24]"},
		{"14-0", "[14][-][0]"},
		{"10km", "[10][km]"},
		{"NATO.", "[NATO][.]"},
		{"K.", "[K.]"},
		{"U.S.", "[U.S.]"},
		{"an attack.", "[an]_[attack][.]"},
		{"U.S.-led", "[U.S.-led]"},
		{"didn't", "[did][n't]"},
		{"Moscow's", "[Moscow]['s]"},
		{"(\"Don't!\")", "[(][\"][Do][n't][!][\"][)]"},
		{"$5bn", "[$][5bn]"},
		{"US$100", "[US$][100]"},
		{"wait...what", "[wait][...][what]"},
		{"10°C.", "[10][°][C][.]"},
		{"end.Start", "[end][.][Start]"},
		{"https://www.example.com/a-b?c=d", "[https://www.example.com/a-b?c=d]"},
		{"mail a.b@example.org now", "[mail]_[a.b@example.org]_[now]"},
		{"so :-) yes", "[so]_[:-)]_[yes]"},
		{"a  b", "[a]_[ ][b]"},
		{"a\n\nb", "[a][\n\n][b]"},
		{"a \n b", "[a]_[\n ][b]"},
		{"  a ", "[  ][a]_"},
		{"a\x1cb", "[a][\x1c][b]"},
	} {
		if got := brackets(k.split(c.text)); got != c.want {
			t.Errorf("split(%q) = %s, want %s", c.text, got, c.want)
		}
	}
}

func brackets(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString("[" + p.text + "]")
		if p.spaceAfter {
			b.WriteString("_")
		}
	}
	return b.String()
}

func TestIsURL(t *testing.T) {
	k := loadModel(t).tokenizer
	for s, want := range map[string]bool{
		"example.com":            true,
		"www.example.com:8080/x": true,
		"http://example.com#top": true,
		"user:pw@example.com":    true,
		"x@y.z.com":              true,
		"8.8.8.8":                true,
		"http://8.8.8.8:53":      true,
		"bücher.de":              true,
		"a_b.example.com":        true,

		"example":         false,
		"example.c":       false,
		"example.Com":     false,
		"-a.example.com":  false,
		"example.com:1":   false,
		"example.com:80x": false,
		"1.2.3":           false,
		"10.0.0.1":        false,
		"127.0.0.1":       false,
		"192.168.1.1":     false,
		"172.20.0.1":      false,
		"169.254.0.1":     false,
		"8.8.8.08":        false,
		"8.8.8.256":       false,
		"a..com":          false,
		"@example":        false,
	} {
		if got := k.isURL(s); got != want {
			t.Errorf("isURL(%q) = %v, want %v", s, got, want)
		}
	}
}

// Exceptions that the affix rules would split are found again as phrases.
func TestPhraseTable(t *testing.T) {
	k := loadModel(t).tokenizer
	n := 0
	for _, phrases := range k.phrases {
		n += len(phrases)
	}
	if n != 366 {
		t.Errorf("%d phrases, want 366", n)
	}
	if len(k.Exceptions) != 1347 {
		t.Errorf("%d exceptions, want 1347", len(k.Exceptions))
	}
	for key, parts := range k.Exceptions {
		var whole strings.Builder
		for _, p := range parts {
			whole.WriteString(p[0])
		}
		if whole.String() != key {
			t.Errorf("exception %q is spelt %q", key, whole.String())
		}
	}
}

func TestCharClass(t *testing.T) {
	c := charClass{{'a', 'c'}, {'x', 'x'}}
	var in []rune
	for r := range rune(128) {
		if c.has(r) {
			in = append(in, r)
		}
	}
	if want := []rune("abcx"); !slices.Equal(in, want) {
		t.Errorf("class holds %q, want %q", in, want)
	}
}

func TestLower(t *testing.T) {
	for s, want := range map[string]string{
		"Gen. Kurilla": "gen. kurilla",
		"İstanbul":     "i̇stanbul",
		"ΟΔΟΣ":         "οδος",
		"ΣΑΣ.":         "σας.",
		"Σ":            "σ",
		"ΑΣ'Α":         "ασ'α",
	} {
		if got := lower(s); got != want {
			t.Errorf("lower(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestWordShape(t *testing.T) {
	for s, want := range map[string]string{
		"Kurilla":                "Xxxxx",
		"U.S.":                   "X.X.",
		"n't":                    "x'x",
		"12345678":               "dddd",
		"m²":                     "xd",
		"......":                 "....",
		"ABCDEfghij1":            "XXXXxxxxd",
		strings.Repeat("é", 100): "LONG",
		strings.Repeat("é", 99):  "xxxx",
	} {
		if got := wordShape(s); got != want {
			t.Errorf("wordShape(%q) = %q, want %q", s, got, want)
		}
	}
}
