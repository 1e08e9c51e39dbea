package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"clew/graph"
)

// findNames finds names: what the word lists know, then what the statistical
// recogniser marks, the longer of two that overlap; then the same names again
// where both overlooked them; then what else has capitals.
func (r *reading) findNames() {
	taken := make([]*mention, len(r.tokens))
	for _, m := range r.resolveOverlaps(append(r.lexiconNames(), r.statisticalNames()...)) {
		for i := m.start; i < m.end; i++ {
			taken[i] = m
		}
		r.mentions = append(r.mentions, m)
	}
	r.nameRuns(taken)
	r.dropHeadlineNames()
	for i, m := range taken {
		if m != nil && !slices.Contains(r.mentions, m) {
			taken[i] = nil
		}
	}
	r.repeatNames(taken)
	r.openRuns(taken)
	r.hyphenatedNames(taken)
	r.halfRegions()
	r.sortMentions()
	r.joinNicknamed()
}

// resolveOverlaps keeps of names that overlap the one that is right: the word
// lists know better than the recogniser, unless its name is longer and the rest
// of it is part of a name too.
func (r *reading) resolveOverlaps(all []*mention) []*mention {
	rank := func(m *mention) int {
		n := (m.end - m.start) * 10
		if m.lex != nil {
			n += 5
		}
		return n
	}
	slices.SortStableFunc(all, func(a, b *mention) int {
		if d := rank(b) - rank(a); d != 0 {
			return d
		}
		return a.start - b.start
	})
	var kept []*mention
	for _, m := range all {
		clash := slices.ContainsFunc(kept, func(k *mention) bool { return m.start < k.end && k.start < m.end })
		if clash || (m.lex == nil && r.onlyDecorates(m, all)) {
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

// onlyDecorates says whether a statistical name is a listed name and common
// words around it: "ISIS Militants", "the New ISIS Threat".
func (r *reading) onlyDecorates(m *mention, all []*mention) bool {
	for _, k := range all {
		if k.lex == nil || k.start < m.start || k.end > m.end || k.end-k.start == m.end-m.start {
			continue
		}
		if k.kind == graph.NameMention && k.start == m.start && k.lex.subtype == "ArmedGroup" && r.lowerIn(k.end, "in", "on", "at", "near", "against", "from") {
			return true // "the Shining Path in Ayacucho"
		}
		if k.kind == graph.NameMention && k.end == m.end && (k.lex.subtype == "ArmedGroup" || k.lex.subtype == "Country") && !r.lowerIn(k.start-1, "of", "for") && !r.landform(m) {
			return true
		}
		last := r.tokens[m.end-1]
		lemma := singular(last.lower)
		_, event := r.lex.nouns[lemma]
		decorated := r.lex.people[lemma] != "" || event || last.lower == last.Text || slices.Contains(decorations, last.lower)
		if k.end < m.end && decorated {
			return true
		}
		if m.typ == "Person" && k.kind == graph.DemonymMention && k.start == m.start && m.end-m.start == 2 && r.lex.people[lemma] != "" {
			return true
		}
	}
	return false
}

// decorations are words after a name that make no new name of it.
var decorations = []string{"threat", "leader", "members", "militants", "province", "territory", "soil", "region", "muslims", "government", "troops", "officials", "says", "group"}

// nameRuns makes names of runs of proper nouns that the recogniser overlooked
// where title, head word or verb say what they are.
func (r *reading) nameRuns(taken []*mention) { r.eachRun(taken, r.runName) }

// eachRun takes in the names that are found in runs of proper nouns.
func (r *reading) eachRun(taken []*mention, name func(start, end int) *mention) {
	for i := 0; i < len(r.tokens); {
		end := i
		for end < len(r.tokens) && r.inRun(end, taken) && r.tokens[end].sentence == r.tokens[i].sentence {
			end++
		}
		if end == i {
			i++
			continue
		}
		if m := name(i, end); m != nil {
			for k := m.start; k < m.end; k++ {
				taken[k] = m
			}
			r.mentions = append(r.mentions, m)
		}
		i = end
	}
}

func (r *reading) inRun(i int, taken []*mention) bool {
	return taken[i] == nil && r.tokens[i].Tag == "NNP" && r.capitalized(i) && !isCalendar(r.tokens[i].lower)
}

func (r *reading) runName(start, end int) *mention {
	n := r.roleLength(start, end)
	title := r.words(start, start+n)
	if n > 0 && start+n < end {
		start += n
	} else if n > 0 {
		return nil
	} else if title = r.titleBefore(start); title == "" && r.tokens[start].sentence >= 0 && start == r.sentences[r.tokens[start].sentence].start && end-start == 1 {
		return nil
	}
	m := r.newMention(start, end, graph.NameMention)
	if m == nil || !r.readsLikeName(m) {
		return nil
	}
	m.title = title
	head := r.lex.heads[strings.TrimSuffix(r.tokens[m.end-1].lower, ".")]
	switch {
	case title != "":
		m.typ = "Person"
		m.votes = map[string]int{"Person": 3}
	case head.typ != "" && m.end-m.start > 1:
		m.typ, m.subtype = head.typ, head.subtype
		m.votes = map[string]int{head.typ: 3}
	case r.nounBefore(m) != "":
		m.typ = r.nounBefore(m)
		m.votes = map[string]int{m.typ: 3}
	case m.end-m.start > 1 && r.suffers(m.end-1) && !r.headline(m.start):
		m.typ = "Person"
		m.votes = map[string]int{"Person": 2}
	case r.speaks(m):
		m.typ = "Person"
		m.votes = map[string]int{"Person": 2}
	default:
		return nil
	}
	return m
}

// openRuns makes names of the other runs of proper nouns. No rule says what they
// are; the classifier decides, and what it does not know goes again.
func (r *reading) openRuns(taken []*mention) {
	r.eachRun(taken, func(i, end int) *mention {
		if i == r.sentences[r.tokens[i].sentence].start && end-i == 1 || r.headline(i) || r.roleLength(i, end) > 0 {
			return nil
		}
		m := r.newMention(i, end, graph.NameMention)
		if m == nil || !r.readsLikeName(m) || r.demonymAt(m.head) != nil {
			return nil
		}
		m.votes = map[string]int{}
		return m
	})
}

// titleBefore is the title that stands right before token i.
func (r *reading) titleBefore(i int) string {
	for n := 4; n > 0; n-- {
		if from := i - n; from >= 0 && r.tokens[from].sentence == r.tokens[i].sentence && r.lex.roles[strings.ToLower(plain(r.words(from, i)))] != "" {
			return r.words(from, i)
		}
	}
	return ""
}

// speaks says whether the mention is the subject of a verb of speech or the
// source after "according to".
func (r *reading) speaks(m *mention) bool {
	t := r.tokens[m.head]
	if t.Dep == "nsubj" && r.isSpeech(t.Head) {
		return true
	}
	return t.Dep == "pobj" && r.tokens[t.Head].lower == "to" && r.lowerIn(t.Head-1, "according")
}

func (r *reading) isSpeech(verb int) bool {
	lemma := r.lemma(verb)
	return r.isVerb(verb) && (r.lex.class(lemma, "say") || r.lex.class(lemma, "claim") || r.lex.class(lemma, "think"))
}

// repeatNames marks further places where a name stands that was found elsewhere
// in the article, and surnames of people named in full, one or two.
func (r *reading) repeatNames(taken []*mention) {
	forms := map[string]*mention{}
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.lex != nil {
			continue
		}
		key := r.clean(m)
		if old := forms[key]; old == nil || len(old.votes) == 0 {
			forms[key] = m
		}
		if r.maybePerson(m) {
			if last := r.tokens[m.end-1]; r.capitalized(m.end-1) && utf8.RuneCountInString(last.Text) > 2 && forms[last.Text] == nil && r.lex.roles[last.lower] == "" {
				forms[last.Text] = m
			}
			if two := r.words(m.end-2, m.end); m.end-m.start > 2 && r.capitalized(m.end-2) && r.capitalized(m.end-1) && forms[two] == nil {
				forms[two] = m // "Costa Ruiz" of "Ana Costa Ruiz"
			}
		}
	}
	for i := 0; i < len(r.tokens); i++ {
		if taken[i] != nil || !r.capitalized(i) {
			continue
		}
		for n := 6; n > 0; n-- {
			if i+n > len(r.tokens) || r.tokens[i+n-1].sentence != r.tokens[i].sentence || anyTaken(taken[i:i+n]) {
				continue
			}
			like := forms[r.words(i, i+n)]
			if like == nil || (n == 1 && i == r.sentences[r.tokens[i].sentence].start && !strings.HasPrefix(r.tokens[i].Tag, "NN")) {
				continue
			}
			if m := r.newMention(i, i+n, graph.NameMention); m != nil {
				m.typ, m.subtype, m.votes = like.typ, like.subtype, map[string]int{}
				r.mentions = append(r.mentions, m)
				for k := i; k < i+n; k++ {
					taken[k] = m
				}
			}
			break
		}
	}
}

// maybePerson says whether a name reads like first and last name, whatever the
// recogniser took it for: the vote over the article decides later.
func (r *reading) maybePerson(m *mention) bool {
	if n := m.end - m.start; n < 2 || n > 4 || m.subtype == "Facility" {
		return false
	}
	for i := m.start; i < m.end; i++ {
		if !r.capitalized(i) && !r.lowerIn(i, "al", "-", "bin", "de", "van", "von", "el") || r.lex.heads[r.tokens[i].lower].typ != "" || allUpper(r.tokens[i].Text) {
			return false
		}
	}
	return m.typ == "Person" || !r.followsArticle(m)
}

func (r *reading) followsArticle(m *mention) bool { return r.lowerIn(m.start-1, "the", "a", "an") }

func anyTaken(taken []*mention) bool {
	return slices.ContainsFunc(taken, func(m *mention) bool { return m != nil })
}
