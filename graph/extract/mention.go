package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/graph"
)

// mention is one place in the text that stands for something.
type mention struct {
	start, end int        // tokens, half open
	head       int        // the token that stands for it in the tree
	span       graph.Span // code points, without article, possessive and full stop
	kind       string     // graph.NameMention, …
	typ        string     // label of the entity it stands for
	subtype    string
	lex        *entry // what the word lists know of the name
	noun       string // head noun of a description, singular
	trait      string // what people.txt says of the noun
	title      string // title before a name: "Prime Minister"
	plural     bool
	definite   bool // "the group", "its group", not "a group"
	count      *graph.Count
	entity     *entity
	rivalled   bool           // another antecedent was nearly as good
	inner      *entity        // the place that "southern" is said of: southern Russia
	votes      map[string]int // types of the names still in question
}

// text is what the mention looks like in the article.
func (r *reading) text(m *mention) string {
	return r.passages.Slice(m.span.Start, m.span.End)
}

// clean is the mention's words on one line.
func (r *reading) clean(m *mention) string {
	return strings.Join(strings.Fields(r.text(m)), " ")
}

// newMention makes a mention of tokens [start, end), its span trimmed, or nil
// where nothing is left.
func (r *reading) newMention(start, end int, kind string) *mention {
	start, end = r.trim(start, end)
	if start >= end {
		return nil
	}
	m := &mention{start: start, end: end, kind: kind, span: r.span(start, end)}
	m.head = r.headOf(start, end)
	m.plural = r.plural(m.head)
	m.span = r.trimSpan(m.span, end-1)
	if m.span.End <= m.span.Start {
		return nil
	}
	return m
}

// trim strips articles, quotes, brackets, white space and the possessive from
// the ends of a range of tokens.
func (r *reading) trim(start, end int) (int, int) {
	for start < end && (r.isEdge(start) || r.lowerIn(start, "the", "a", "an")) {
		start++
	}
	for end > start && (r.isEdge(end-1) || r.tokens[end-1].Tag == "POS") {
		end--
	}
	return start, end
}

func (r *reading) isEdge(i int) bool {
	return !strings.ContainsFunc(r.tokens[i].Text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}

func (r *reading) lowerIn(i int, words ...string) bool {
	return i >= 0 && i < len(r.tokens) && slices.Contains(words, r.tokens[i].lower)
}

// trimSpan takes a possessive or full stop off that the tokeniser left inside
// the last token ("ISIS-K.").
func (r *reading) trimSpan(s graph.Span, last int) graph.Span {
	word := r.tokens[last].Text
	cut := word
	for _, suffix := range []string{"'s", "’s", "'", "’", ",", "”", "\""} {
		cut = strings.TrimSuffix(cut, suffix)
	}
	if strings.HasSuffix(cut, ".") && !abbreviation(cut) {
		cut = strings.TrimSuffix(cut, ".")
	}
	s.End -= utf8.RuneCountInString(word) - utf8.RuneCountInString(cut)
	return s
}

// abbreviation says whether the full stop belongs to the word: "U.S.", "Inc.".
func abbreviation(word string) bool {
	bare := strings.TrimSuffix(word, ".")
	if strings.Contains(bare, ".") {
		return true
	}
	return slices.Contains([]string{"Inc", "Ltd", "Corp", "Co", "Jr", "Sr", "St", "Bros"}, bare)
}

// headOf is the token of [start, end) whose head lies outside, the last one
// where there are several.
func (r *reading) headOf(start, end int) int {
	for i := end - 1; i >= start; i-- {
		if h := r.tokens[i].Head; (h < start || h >= end || h == i) && !r.isEdge(i) {
			return i
		}
	}
	return end - 1
}

// addMention keeps m and makes it what its head token stands for.
func (r *reading) addMention(m *mention) {
	r.mentions = append(r.mentions, m)
	if _, taken := r.at[m.head]; !taken {
		r.at[m.head] = m
	}
}

// sortMentions puts the mentions in reading order, longer ones first.
func (r *reading) sortMentions() {
	slices.SortStableFunc(r.mentions, func(a, b *mention) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End))
	})
}

func (r *reading) nameEndingAt(end int) *mention {
	for _, m := range r.mentions {
		if m.end == end && m.kind == graph.NameMention {
			return m
		}
	}
	return nil
}

// ownerEndingAt is the name whose possessive ends at token i, which the name may
// count as its own.
func (r *reading) ownerEndingAt(i int) *mention {
	if i < 1 || r.tokens[i].Tag != "POS" {
		return nil
	}
	if m := r.nameEndingAt(i); m != nil {
		return m
	}
	return r.nameEndingAt(i + 1)
}

// nameStarting is the name that begins at token i.
func (r *reading) nameStarting(i int) *mention {
	for _, n := range r.mentions {
		if n.start == i && n.kind == graph.NameMention {
			return n
		}
	}
	return nil
}
