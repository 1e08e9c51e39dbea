package eval

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"clew/graph"
)

// Kinds of an [Error].
const (
	Missed = "missed" // the gold has it, the prediction does not
	Wrong  = "wrong"  // the prediction has it, the gold does not
)

// Error is one fact that is missed or wrong, where it stands.
type Error struct {
	Kind       string         `json:"kind"`
	Type       string         `json:"type"`    // the row it counts in
	Cause      string         `json:"cause"`   // where to look
	Article    string         `json:"article"` // id
	Fact       string         `json:"fact"`
	Passage    graph.Evidence `json:"passage"`
	Marks      []graph.Span   `json:"marks,omitempty"` // the words it is about, in the article
	Nodes      []string       `json:"nodes"`           // of the prediction, in the passage
	Links      []string       `json:"links"`           // of the prediction, with evidence in the passage
	Rule       string         `json:"rule,omitempty"`
	Confidence float64        `json:"confidence,omitempty"`
}

// Cause is how often errors of a type have one reason.
type Cause struct {
	Kind  string `json:"kind"`
	Type  string `json:"type"`
	Cause string `json:"cause"`
	Count int    `json:"count"`
}

// RuleCount is how often the links of a rule are right and wrong, as far as the gold
// can tell.
type RuleCount struct {
	Rule  string `json:"rule"`
	Right int    `json:"right"`
	Wrong int    `json:"wrong"`
}

// generalCause is the cause without its particulars, which stand after a colon.
func generalCause(cause string) string {
	general, _, _ := strings.Cut(cause, ":")
	return general
}

// countCauses counts errors by kind, type and cause, most first.
func countCauses(errors []Error) []Cause {
	counts := map[Cause]int{}
	for _, e := range errors {
		counts[Cause{Kind: e.Kind, Type: e.Type, Cause: generalCause(e.Cause)}]++
	}
	var out []Cause
	for c, n := range counts {
		c.Count = n
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Cause) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Cause, b.Cause))
	})
	return out
}

// note records an error with what the prediction has in its passage: the sentences
// around the marks.
func (s *scoring) note(p *page, e Error) {
	e.Article = p.id
	if e.Passage.Kind == "" && e.Passage.End == 0 && len(e.Marks) > 0 {
		e.Passage = p.passage(p.sentences(e.Marks))
	}
	e.Nodes, e.Links = p.nodesIn(e.where()), p.linksIn(e.where())
	s.report.Errors = append(s.report.Errors, e)
}

// noteLink records a wrong relation with its passage and rule.
func (s *scoring) noteLink(p *page, l *link, e Error) {
	s.judge(l, false)
	s.noteStated(p, l, e)
}

// judge counts a relation for the rule that made it, where the prediction says which.
func (s *scoring) judge(l *link, right bool) {
	name := l.rule()
	if name == "" {
		return
	}
	i := slices.IndexFunc(s.report.Rules, func(c RuleCount) bool { return c.Rule == name })
	if i < 0 {
		i = len(s.report.Rules)
		s.report.Rules = append(s.report.Rules, RuleCount{Rule: name})
	}
	if right {
		s.report.Rules[i].Right++
	} else {
		s.report.Rules[i].Wrong++
	}
}

// rule is the name of the rule that made a relation; empty where the prediction does
// not say which.
func (l *link) rule() string { return l.raw.object("explain").text("rule") }

// noteStated records what is wrong about a relation with its passage and rule.
func (s *scoring) noteStated(p *page, l *link, e Error) {
	e.Kind = Wrong
	if l.evidence != nil {
		e.Passage = p.passage(*l.evidence)
	}
	e.Rule, e.Confidence = l.rule(), graph.Float(l.raw.get("confidence"))
	if e.Fact == "" {
		e.Fact = p.describe(l)
	}
	s.note(p, e)
}

// describe writes a relation as a line.
func (p *page) describe(l *link) string {
	return p.nameOf(l.from) + " —" + l.typ + p.claimOf(l) + "→ " + p.nameOf(l.to)
}

// claimOf says what is claimed other than that it is so, and by whom.
func (p *page) claimOf(l *link) string {
	var parts []string
	if m := textOf(l.raw.get("modality")); m != "" && m != graph.Asserted {
		parts = append(parts, m)
	}
	if who := textOf(l.raw.get("attribution")); who != "" {
		parts = append(parts, p.nameOf(who))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// nameOf is the name of a node, or the words themselves where no node has this id.
func (p *page) nameOf(id string) string {
	if n := p.byID[id]; n != nil && n.name != "" {
		return n.name
	}
	return id
}

// nodesIn lists the nodes mentioned in a passage.
func (p *page) nodesIn(where graph.Span) []string {
	out := []string{}
	for _, n := range p.entities {
		if slices.ContainsFunc(n.mentions, func(m mention) bool { return m.Overlaps(where) }) {
			out = append(out, n.name+" ("+strings.Join(append([]string{n.typ}, n.subtypes...), " ")+")")
		}
	}
	return out
}

// linksIn lists the relations whose evidence lies in a passage.
func (p *page) linksIn(where graph.Span) []string {
	out := []string{}
	for _, l := range p.relations {
		if l.evidence == nil || !l.evidence.Overlaps(where) || l.fromProp || l.to == graph.ArticleEntityID {
			continue
		}
		if line := p.describe(l); !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	return out
}

// passage quotes a span of the article.
func (p *page) passage(s graph.Span) graph.Evidence {
	return graph.Evidence{Start: s.Start, End: s.End, Quote: p.slice(s)}
}

// where is the span of the passage.
func (e *Error) where() graph.Span { return graph.Span{Start: e.Passage.Start, End: e.Passage.End} }

// sentences are the sentence or sentences around some words.
func (p *page) sentences(marks []graph.Span) graph.Span {
	start, end := marks[0].Start, marks[0].End
	for _, m := range marks[1:] {
		if far := 600; max(end, m.End)-min(start, m.Start) <= far { // ends far apart are not quoted with all between them
			start, end = min(start, m.Start), max(end, m.End)
		}
	}
	start, end = min(max(start, 0), len(p.text)), min(max(end, 0), len(p.text))
	for !p.sentenceBreak(start) {
		start--
	}
	for !p.sentenceBreak(end) {
		end++
	}
	for start < end && unicode.IsSpace(p.text[start]) {
		start++
	}
	for end > start && unicode.IsSpace(p.text[end-1]) {
		end--
	}
	return graph.Span{Start: start, End: end}
}

// sentenceBreak says whether a sentence ends before a character: after a full stop
// and white space before a capital or an opening quote, or at an empty line.
func (p *page) sentenceBreak(at int) bool {
	if at <= 0 || at >= len(p.text) {
		return true
	}
	if at >= 2 && p.text[at-1] == '\n' && p.text[at-2] == '\n' {
		return true
	}
	next := p.text[at]
	if !unicode.IsSpace(p.text[at-1]) || !unicode.IsUpper(next) && !strings.ContainsRune("\"“'‘[(", next) {
		return false
	}
	i := at - 1
	for i > 0 && (unicode.IsSpace(p.text[i]) || strings.ContainsRune("\"”'’)]", p.text[i])) {
		i--
	}
	if !strings.ContainsRune(".!?", p.text[i]) {
		return false
	}
	return p.text[i] != '.' || i < 2 || !unicode.IsUpper(p.text[i-1]) || unicode.IsLetter(p.text[i-2]) // "J. Smith"
}

// whyInNoRole says how far the prediction came with nodes that should be in a role of
// an event.
func (p *page) whyInNoRole(nodes []*node) string {
	plain := slices.DeleteFunc(slices.Clone(nodes), func(n *node) bool { return n.typ == "Event" })
	switch {
	case len(nodes) == 0:
		return "no node"
	case len(plain) == 0:
		return "read as an event"
	case slices.ContainsFunc(plain, p.besideEvent):
		return "a node beside an event, in no role"
	}
	return "a node, and no event beside it"
}

// besideEvent says whether a sentence that mentions a node mentions an event that is
// not peaceful.
func (p *page) besideEvent(n *node) bool {
	for _, m := range n.mentions {
		sentence := p.sentences([]graph.Span{m.Span})
		if slices.ContainsFunc(p.entities, func(e *node) bool {
			return e.typ == "Event" && !e.peaceful() && slices.ContainsFunc(e.mentions, func(m mention) bool { return m.Overlaps(sentence) })
		}) {
			return true
		}
	}
	return false
}

// inOneSentence says whether some words stand in one sentence.
func (p *page) inOneSentence(marks []graph.Span) bool {
	first := p.sentences(marks[:1])
	return !slices.ContainsFunc(marks, func(m graph.Span) bool { return !first.Contains(m) })
}

// locate finds where one of some strings stands in the text, whatever its case and
// line breaks; nil where none does.
func (p *page) locate(names []string) []graph.Span {
	words := func(s string) []string {
		return strings.FieldsFunc(lower(s), func(r rune) bool { return !wordRune(r) })
	}
	for _, s := range names {
		if span, ok := find(p.text, words(s)); ok {
			return []graph.Span{span}
		}
	}
	return nil
}

// find is the first place where words follow each other with nothing but other
// characters between them.
func find(text []rune, words []string) (graph.Span, bool) {
	if len(words) == 0 {
		return graph.Span{}, false
	}
	var spans []graph.Span
	var found []string
	for i := 0; i < len(text); {
		if !wordRune(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && wordRune(text[i]) {
			i++
		}
		spans, found = append(spans, graph.Span{Start: start, End: i}), append(found, lower(string(text[start:i])))
		if n := len(words); len(found) >= n && slices.Equal(found[len(found)-n:], words) {
			return graph.Span{Start: spans[len(spans)-n].Start, End: i}, true
		}
	}
	return graph.Span{}, false
}

// Worst picks at most n missed and n wrong facts of each type: the most frequent
// cause first, wrong ones by how surely they were stated, from as many articles as
// can be. Types come in the order of how many errors they have.
func (r *Report) Worst(n int) []Error {
	frequency, total := map[Cause]int{}, map[string]int{}
	for _, c := range r.Causes {
		frequency[Cause{Kind: c.Kind, Type: c.Type, Cause: c.Cause}] = c.Count
		total[c.Type] += c.Count
	}
	groups := map[[2]string][]Error{}
	for _, e := range r.Errors {
		key := [2]string{e.Type, e.Kind}
		groups[key] = append(groups[key], e)
	}
	keys := slices.SortedFunc(maps.Keys(groups), func(a, b [2]string) int {
		return cmp.Or(total[b[0]]-total[a[0]], cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	var out []Error
	for _, key := range keys {
		group := groups[key]
		slices.SortStableFunc(group, func(a, b Error) int {
			of := func(e Error) int { return frequency[Cause{Kind: e.Kind, Type: e.Type, Cause: generalCause(e.Cause)}] }
			return cmp.Or(of(b)-of(a), cmp.Compare(b.Confidence, a.Confidence))
		})
		out = append(out, spread(group, n)...)
	}
	return out
}

// spread takes n errors, of different articles while there are any.
func spread(errors []Error, n int) []Error {
	var out, again []Error
	seen := map[string]bool{}
	for _, e := range errors {
		if seen[e.Article] {
			again = append(again, e)
			continue
		}
		seen[e.Article] = true
		out = append(out, e)
	}
	out = append(out, again...)
	return out[:min(n, len(out))]
}

// quoted puts words in quotation marks.
func quoted(s string) string { return fmt.Sprintf("“%s”", strings.Join(strings.Fields(s), " ")) }
