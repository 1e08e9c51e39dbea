package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/graph"
)

// lexiconNames are the longest matches of the word lists.
func (r *reading) lexiconNames() []*mention {
	var out []*mention
	for i := 0; i < len(r.tokens); {
		m := r.lexiconName(i)
		if m == nil {
			i++
			continue
		}
		out = append(out, m)
		i = m.end
	}
	return out
}

func (r *reading) lexiconName(i int) *mention {
	if r.isEdge(i) {
		return nil
	}
	limit := min(r.sentences[r.tokens[i].sentence].end, i+2*r.lex.longest)
	var keys []string
	for end := i + 1; end <= limit; end++ {
		keys = append(keys, plain(r.words(i, end)))
	}
	for n := len(keys); n > 0; n-- {
		for _, key := range []string{keys[n-1], strings.TrimSuffix(keys[n-1], "."), strings.TrimSuffix(strings.TrimSuffix(keys[n-1], "'s"), "'")} {
			if e := r.choose(r.lex.names[key], i, i+n); e != nil {
				return r.lexiconMention(e, i, i+n)
			}
		}
		if entries := r.lex.folded[strings.ToLower(keys[n-1])]; entries != nil && r.mostlyCapitalized(i, i+n) {
			if e := r.choose(entries, i, i+n); e != nil {
				return r.lexiconMention(e, i, i+n)
			}
		}
	}
	return nil
}

// mostlyCapitalized says whether a name is written as one though its last words
// are not: "the Moro Islamic Liberation front".
func (r *reading) mostlyCapitalized(start, end int) bool {
	upper, lower := 0, 0
	for i := start; i < end; i++ {
		switch {
		case r.capitalized(i):
			upper++
		case !r.lowerIn(i, "of", "the", "and", "for", "in", "de", "al"):
			lower++
		}
	}
	return r.capitalized(start) && upper > lower
}

func (r *reading) lexiconMention(e *entry, start, end int) *mention {
	kind := graph.NameMention
	if e.demonym {
		kind = graph.DemonymMention
	}
	// the article in front is no part of a name, but of "The Hague" and outlets it is
	m := &mention{start: start, end: end, kind: kind, typ: e.typ, subtype: e.subtype, lex: e}
	m.head = r.headOf(start, end)
	m.plural = e.demonym && r.plural(m.head)
	m.span = r.trimSpan(r.span(start, end), end-1)
	return m
}

// choose picks the reading of a listed name that fits where it stands, nil
// where the words are no name here.
func (r *reading) choose(entries []entry, start, end int) *entry {
	var found []*entry
	for k := range entries {
		if e := &entries[k]; r.fits(e, start, end) {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		return nil
	}
	for _, e := range found[1:] { // Georgia in the Caucasus or in the United States
		if e.typ == "Place" && found[0].typ == "Place" && e.iso != found[0].iso && r.countryWeight(e.iso) > r.countryWeight(found[0].iso) {
			return e
		}
	}
	return found[0]
}

// countryWeight is how often the article names a country outright.
func (r *reading) countryWeight(iso string) int {
	if r.weights == nil {
		r.weights = map[string]int{}
		for i := range r.tokens {
			for n := 1; n <= 3 && i+n <= len(r.tokens); n++ {
				if entries := r.lex.names[plain(r.words(i, i+n))]; len(entries) == 1 && entries[0].typ == "Place" && r.capitalized(i) {
					r.weights[entries[0].iso]++
				}
			}
		}
	}
	return r.weights[iso]
}

func (r *reading) fits(e *entry, start, end int) bool {
	statType, statStart, statEnd := r.statisticalAt(start, end)
	proper := false
	for i := start; i < end; i++ {
		proper = proper || strings.HasPrefix(r.tokens[i].Tag, "NNP") || r.tokens[i].NameType != ""
	}
	if e.people == "political" && !proper {
		return false
	}
	single := end-start == 1
	word := r.tokens[start].Text
	switch {
	case single && word == "IS":
		return r.upperAmongLower(start) && r.knows("Islamic State", "ISIS")
	case single && !r.capitalized(start):
		return e.demonym && e.people != ""
	case e.demonym:
		return !(statType == "PERSON" && statEnd-statStart > end-start && r.wholePerson(statStart, statEnd))
	case statType == "PERSON" && (statEnd-statStart > end-start):
		return e.typ == "Organization" && (!single || e.subtype == "ArmedGroup" && allUpper(word))
	case !single:
		return true
	case e.subtype == "Country" || e.capital || e.subtype == "ArmedGroup":
		return !r.partOfName(start) && (proper || allUpper(word) || r.isNoun(start))
	case e.typ == "Place":
		if proper && r.lowerIn(start-1, "in", "near", "outside") && statEnd-statStart <= 1 {
			return true
		}
		if t := r.tokens[start]; statType == "" && t.Tag == "NNP" && t.Dep == "compound" && r.eventNear(t.Head) {
			return true // "the Lagos Marathon bombing"
		}
		return proper && statType != "PERSON" && !r.partOfName(start) && (slices.Contains([]string{"GPE", "LOC", "FAC", "NORP", "EVENT"}, statType) || r.afterLocative(start))
	default:
		return proper && statType != "PERSON" && (statType != "" || allUpper(word) || r.tokens[start].Tag == "NNP" && (start > r.sentences[r.tokens[start].sentence].start || r.doesSomething(start)))
	}
}

// doesSomething says whether a word is the subject of a verb or owns something.
func (r *reading) doesSomething(i int) bool {
	d := r.tokens[i].Dep
	return d == "nsubj" || d == "nsubjpass" || d == "poss"
}

// eventNear says whether a noun, or the noun that one belongs to, tells of an
// event.
func (r *reading) eventNear(i int) bool {
	for steps := 0; steps < 2; steps++ {
		if _, ok := r.lex.nouns[singular(r.tokens[i].lower)]; ok {
			return true
		}
		i = r.tokens[i].Head
	}
	return false
}

func (r *reading) upperAmongLower(i int) bool {
	s := r.sentences[r.tokens[i].sentence]
	for j := s.start; j < s.end; j++ {
		if t := r.tokens[j].Text; j != i && utf8.RuneCountInString(t) > 3 && strings.ToLower(t) == t && !r.isEdge(j) {
			return true
		}
	}
	return false
}

// knows says whether one of the names stands in the article.
func (r *reading) knows(names ...string) bool {
	for _, n := range names {
		if strings.Contains(r.article.Text, n) {
			return true
		}
	}
	return false
}

// partOfName says whether i is an inner part of a longer capitalised name of
// another kind: "Jordan" in "Michael Jordan".
func (r *reading) partOfName(i int) bool {
	t := r.tokens[i]
	if i > 0 && r.tokens[i-1].NameType == "PERSON" && r.tokens[i-1].Head == i && r.tokens[i-1].Dep == "compound" && r.capitalized(i-1) && t.NameType == "PERSON" {
		return true
	}
	return false
}

func (r *reading) afterLocative(i int) bool {
	return r.lowerIn(i-1, "in", "at", "near", "from", "to", "outside", "around", "of", "across", "into", "through") && i > 0
}

func allUpper(s string) bool {
	return utf8.RuneCountInString(s) > 1 && strings.ToUpper(s) == s && strings.ContainsFunc(s, unicode.IsUpper)
}

// halfRegions reads the first half of "South and Central Asia".
func (r *reading) halfRegions() {
	for _, m := range r.mentions {
		if m.lex == nil || m.subtype != "Region" || m.kind != graph.NameMention || !r.lowerIn(m.start-1, "and", "or") || m.start < 2 {
			continue
		}
		words := strings.Fields(plain(r.clean(m)))
		half := m.start - 2
		entries := r.lex.names[plain(r.tokens[half].Text+" "+words[len(words)-1])]
		if len(words) < 2 || len(entries) == 0 || entries[0].subtype != "Region" || r.inLongerName(half) {
			continue
		}
		for _, old := range r.mentions {
			if old.start == half && old.end == half+1 {
				old.lex, old.typ, old.subtype, old.kind = &entries[0], "Place", "Region", graph.NameMention
				half = -1
				break
			}
		}
		if half >= 0 {
			r.mentions = append(r.mentions, r.lexiconMention(&entries[0], half, half+1))
		}
	}
}

// inLongerName says whether a longer name than the word alone covers a token.
func (r *reading) inLongerName(i int) bool {
	return slices.ContainsFunc(r.mentions, func(m *mention) bool { return m.start <= i && i < m.end && m.end-m.start > 1 })
}

// bound are second parts of compounds that leave the first a name: "U.S.-led".
var bound = []string{"-led", "-backed", "-based", "-born", "-held", "-controlled", "-inspired", "-occupied", "-linked", "-trained", "-affiliated", "-allied", "-owned", "-run", "-funded", "-made", "-style", "-aligned", "-claimed"}

// hyphenatedNames finds listed names inside a token: "U.S.-led".
func (r *reading) hyphenatedNames(taken []*mention) {
	for i, t := range r.tokens {
		for _, suffix := range bound {
			name, ok := strings.CutSuffix(t.Text, suffix)
			if !ok || taken[i] != nil || name == "" {
				continue
			}
			for k := range r.lex.names[plain(name)] {
				e := &r.lex.names[plain(name)][k]
				m := r.lexiconMention(e, i, i+1)
				m.span.End = m.span.Start + utf8.RuneCountInString(name)
				taken[i] = m
				r.mentions = append(r.mentions, m)
				break
			}
		}
	}
}
