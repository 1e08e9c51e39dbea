package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/graph"
	"clew/graph/english"
)

// token is one word of the article: what the language model says of it, with
// offsets into the article, its place in the tree and its sentence.
type token struct {
	english.Token
	lower    string
	kids     []int // tokens that hang on this one, in order
	sentence int
	quote    int // index of the quotation the token stands in, -1 for none
}

// sentence is a range of tokens.
type sentence struct {
	start, end int // tokens
	paragraph  int
	dateline   bool
}

// segment is a stretch of the article that is parsed on its own: a paragraph or
// headline, so that no tree reaches across a heading without a full stop.
type segment struct {
	start    int // code points
	text     string
	dateline bool
}

// readTokens parses the article paragraph by paragraph and joins the trees into
// one list of tokens.
func (r *reading) readTokens() {
	for paragraph, seg := range segments(r.article) {
		text, at := unwrapped(withoutInsertions(seg.text))
		doc := r.parse(text)
		base := len(r.tokens)
		for i, t := range doc.Tokens {
			t.Start = seg.start + at[t.Start]
			t.End = seg.start + at[t.End-1] + 1
			t.Head += base
			if t.SentStart || i == 0 {
				r.endSentence()
				r.sentences = append(r.sentences, sentence{start: base + i, paragraph: paragraph, dateline: seg.dateline})
			}
			r.tokens = append(r.tokens, token{Token: t, lower: strings.ToLower(t.Text), sentence: len(r.sentences) - 1, quote: -1})
		}
		for _, n := range doc.Names {
			n.Start += base
			n.End += base
			r.statistical = append(r.statistical, n)
		}
	}
	r.endSentence()
	for i := range r.tokens {
		if h := r.tokens[i].Head; h != i {
			r.tokens[h].kids = append(r.tokens[h].kids, i)
		}
	}
}

func (r *reading) endSentence() {
	if n := len(r.sentences); n > 0 && r.sentences[n-1].end == 0 {
		r.sentences[n-1].end = len(r.tokens)
	}
}

// segments cuts the article into paragraphs, page furniture left out. Lines of
// hard-wrapped text belong together; otherwise every line is a paragraph.
func segments(a graph.Article) []segment {
	var out []segment
	var block []segment
	flush := func() {
		out = append(out, joinBlock(a.Text, block)...)
		block = nil
	}
	at := 0
	for raw := range strings.Lines(a.Text) {
		n := utf8.RuneCountInString(raw)
		pieces := outside(raw, at, a.Furniture)
		if strings.TrimSpace(raw) == "" || len(pieces) != 1 || len(pieces[0].text) != len(strings.TrimSpace(raw)) {
			flush()
		}
		block = append(block, pieces...)
		if len(pieces) != 1 {
			flush()
		}
		at += n
	}
	flush()
	return cutDatelines(out)
}

// dateline is where, and often when, a report was filed: "LAGOS, Nigeria, March
// 3 - ", at the beginning of a paragraph.
var dateline = regexp.MustCompile(`^\p{Lu}[\p{Lu}.'’]{2,}(?:[ -]\p{Lu}[\p{Lu}.'’]+)*(?:, \p{Lu}[\p{L}.'’ ]{1,25})?(?:,? \p{Lu}\p{Ll}{2,8}\.? \d{1,2}(?:, \d{4})?)?(?: \([^()]{1,30}\))? (?:--?|–|—) `)

// cutDatelines makes a dateline a segment of its own, so that neither its place
// nor its date hangs on the first sentence.
func cutDatelines(list []segment) []segment {
	var out []segment
	for _, s := range list {
		line := dateline.FindString(s.text)
		rest := strings.TrimLeftFunc(s.text[len(line):], unicode.IsSpace)
		if line == "" || rest == "" {
			out = append(out, s)
			continue
		}
		at := s.start + utf8.RuneCountInString(s.text[:len(s.text)-len(rest)])
		place := strings.TrimRight(line, " -–—")
		out = append(out, segment{start: s.start, text: place, dateline: true}, segment{start: at, text: rest})
	}
	return out
}

// outside are the parts of a line outside the furniture, white space trimmed.
func outside(raw string, at int, furniture []graph.Span) []segment {
	var out []segment
	runes := []rune(raw)
	keep := make([]bool, len(runes))
	for i := range keep {
		keep[i] = true
	}
	for _, f := range furniture {
		for i := max(f.Start-at, 0); i < min(f.End-at, len(runes)); i++ {
			keep[i] = false
		}
	}
	for i := 0; i < len(runes); {
		if !keep[i] || isSpace(runes[i]) {
			i++
			continue
		}
		end, last := i, i
		for end < len(runes) && keep[end] {
			if !isSpace(runes[end]) {
				last = end
			}
			end++
		}
		out = append(out, segment{start: at + i, text: string(runes[i : last+1])})
		i = end
	}
	return out
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }

// joinBlock turns the lines between two blank lines into one segment where they
// are hard-wrapped prose, else leaves every line a segment of its own.
func joinBlock(text string, lines []segment) []segment {
	if len(lines) < 2 || !wrapped(lines) {
		return lines
	}
	first, last := lines[0], lines[len(lines)-1]
	end := last.start + utf8.RuneCountInString(last.text)
	return []segment{{start: first.start, text: graph.Slice(text, first.start, end)}}
}

// Lines of wrapped prose are about as long as each other, mostly do not end a
// sentence, and of two lines the first ends where the next word would not have
// fitted any more: a heading over a paragraph does not.
func wrapped(lines []segment) bool {
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(l.text))
	}
	long, open, early := 0, 0, 0
	for i, l := range lines[:len(lines)-1] {
		n := utf8.RuneCountInString(l.text)
		if n > 110 {
			return false
		}
		if n >= 45 {
			long++
		}
		if last, _ := utf8.DecodeLastRuneInString(l.text); !strings.ContainsRune(".!?:”\"", last) {
			open++
			if next, _, _ := strings.Cut(lines[i+1].text, " "); n+1+utf8.RuneCountInString(next)+raggedness < width {
				early++
			}
		}
	}
	n := len(lines) - 1
	return long*3 >= n*2 && open*2 >= n && (n > 1 || early == 0)
}

// raggedness is how many code points short of the others a wrapped line may end
// beyond what the next word explains.
const raggedness = 12

// span is the code points of tokens [start, end).
func (r *reading) span(start, end int) graph.Span {
	return graph.Span{Start: r.tokens[start].Start, End: r.tokens[end-1].End}
}

// words is the text of tokens [start, end) with white space as single spaces.
func (r *reading) words(start, end int) string {
	var b strings.Builder
	for i := start; i < end; i++ {
		b.WriteString(r.tokens[i].Text)
		if i+1 < end && r.tokens[i].End < r.tokens[i+1].Start {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// child is the first token below i with one of the labels, -1 if there is none.
func (r *reading) child(i int, labels ...string) int {
	for _, k := range r.tokens[i].kids {
		for _, l := range labels {
			if r.tokens[k].Dep == l {
				return k
			}
		}
	}
	return -1
}

// children are the tokens below i with one of the labels.
func (r *reading) children(i int, labels ...string) []int {
	var out []int
	for _, k := range r.tokens[i].kids {
		for _, l := range labels {
			if r.tokens[k].Dep == l {
				out = append(out, k)
				break
			}
		}
	}
	return out
}

// root says whether i heads its sentence.
func (r *reading) root(i int) bool { return r.tokens[i].Head == i }

// ancestors calls f with the head of i, its head and so on until f is false.
func (r *reading) ancestors(i int, f func(child, head int) bool) {
	for steps := 0; !r.root(i) && steps < 60; steps++ {
		h := r.tokens[i].Head
		if !f(i, h) {
			return
		}
		i = h
	}
}

// below says whether i stands in the subtree of top.
func (r *reading) below(i, top int) bool {
	for steps := 0; steps < 80; steps++ {
		if i == top {
			return true
		}
		if r.root(i) {
			return false
		}
		i = r.tokens[i].Head
	}
	return false
}

// conjuncts is i and the tokens coordinated with it.
func (r *reading) conjuncts(i int) []int {
	out := []int{i}
	for at := 0; at < len(out) && at < 40; at++ {
		out = append(out, r.children(out[at], "conj")...)
	}
	return out
}

// firstConjunct is the head of the coordination i stands in.
func (r *reading) firstConjunct(i int) int {
	for steps := 0; r.tokens[i].Dep == "conj" && !r.root(i) && steps < 40; steps++ {
		i = r.tokens[i].Head
	}
	return i
}

// lemma is the dictionary form in lower case.
func (r *reading) lemma(i int) string { return strings.ToLower(r.tokens[i].Lemma) }

func (r *reading) isVerb(i int) bool {
	return strings.HasPrefix(r.tokens[i].Tag, "VB") || r.tokens[i].Pos == "VERB" || r.tokens[i].Pos == "AUX"
}

func (r *reading) isNoun(i int) bool {
	return r.tokens[i].Pos == "NOUN" || r.tokens[i].Pos == "PROPN"
}

func (r *reading) plural(i int) bool {
	return r.tokens[i].Tag == "NNS" || r.tokens[i].Tag == "NNPS"
}

// capitalized says whether the token begins with an upper-case letter.
func (r *reading) capitalized(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.tokens[i].Text)
	return unicode.IsUpper(c)
}
