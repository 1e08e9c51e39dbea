package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/graph"
)

// findNames finds names: what the word lists know, then what the statistical
// recogniser marks, the longer of two that overlap; then the same names again
// where both overlooked them; then the kind of each by vote over the article.
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
	r.hyphenatedNames(taken)
	r.halfRegions()
	r.sortMentions()
	r.typeNames()
	r.mentions = slices.DeleteFunc(r.mentions, func(m *mention) bool { return m.typ == "" })
	for _, m := range r.mentions {
		if other, ok := r.at[m.head]; !ok || other.kind == graph.DemonymMention {
			r.at[m.head] = m
		}
	}
}

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
	}
	return nil
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
			return true // "the Boston Marathon bombing"
		}
		return proper && statType != "PERSON" && !r.partOfName(start) && (slices.Contains([]string{"GPE", "LOC", "FAC", "NORP", "EVENT"}, statType) || r.afterLocative(start))
	default:
		return proper && statType != "PERSON" && (statType != "" || allUpper(word) || r.tokens[start].Tag == "NNP" && start > r.sentences[r.tokens[start].sentence].start)
	}
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

// statisticalAt is the recogniser's name that overlaps [start, end).
func (r *reading) statisticalAt(start, end int) (typ string, from, to int) {
	for _, n := range r.statistical {
		if n.Start < end && start < n.End {
			return n.Type, n.Start, n.End
		}
	}
	return "", 0, 0
}

// wholePerson says whether a statistical person reads like first and last name.
func (r *reading) wholePerson(start, end int) bool {
	for i := start; i < end; i++ {
		if !r.capitalized(i) || r.lex.people[singular(r.tokens[i].lower)] != "" {
			return false
		}
		if i == start {
			for _, e := range r.lex.names[plain(r.tokens[i].Text)] {
				if e.demonym {
					return false
				}
			}
		}
	}
	return true
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

// statisticalTypes maps the recogniser's types to labels; others are no names
// of entities.
var statisticalTypes = map[string]string{"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "NORP": "PersonGroup"}

func (r *reading) statisticalNames() []*mention {
	var out []*mention
	for _, n := range r.statistical {
		typ := statisticalTypes[n.Type]
		if typ == "" {
			continue
		}
		start, end := r.trim(n.Start, n.End)
		start = r.afterDash(start, end)
		if start >= end {
			continue
		}
		if typ == "Person" || typ == "Organization" || typ == "Place" {
			start = r.growLeft(start, end)
		}
		start, end, title := r.stripTitles(start, end, typ)
		m := r.newMention(start, end, graph.NameMention)
		if m == nil || !r.readsLikeName(m) {
			continue
		}
		m.typ, m.title = typ, title
		m.votes = map[string]int{typ: 2}
		switch n.Type {
		case "FAC":
			m.subtype = "Facility"
		case "NORP":
			m.kind = graph.DemonymMention
		}
		out = append(out, m)
	}
	return out
}

// afterDash cuts off what stands before a dash with spaces around it: the
// dateline in "VIENNA - Austrian police".
func (r *reading) afterDash(start, end int) int {
	for i := end - 1; i > start; i-- {
		if r.lowerIn(i, "-", "–", "—") && r.tokens[i-1].End < r.tokens[i].Start && i+1 < end && r.tokens[i].End < r.tokens[i+1].Start {
			from, _ := r.trim(i+1, end)
			return from
		}
	}
	return start
}

// growLeft takes a first name in that the recogniser left outside.
func (r *reading) growLeft(start, end int) int {
	for start > 0 && start-1 >= r.sentences[r.tokens[start].sentence].start {
		p := start - 1
		t := r.tokens[p]
		if t.Tag != "NNP" || t.Dep != "compound" || t.Head < start || t.Head >= end || !r.capitalized(p) || allUpper(t.Text) || r.lex.roles[t.lower] != "" || len(r.lex.names[plain(t.Text)]) > 0 || r.tokens[p].NameType != "" {
			break
		}
		start = p
	}
	return start
}

// stripTitles takes titles and demonyms off the front of a person ("Iranian
// General Qassem Soleimani") and ranks off the end of an organization ("Air
// Force Col."), and returns the title.
func (r *reading) stripTitles(start, end int, typ string) (int, int, string) {
	if typ != "Person" {
		for end-start > 1 && r.lex.roles[strings.TrimSuffix(r.tokens[end-1].lower, ".")] == "rank" {
			end--
		}
		return start, end, ""
	}
	from := start
	for end-start > 1 {
		if n := r.roleLength(start, end); n > 0 && start+n < end {
			start += n
			continue
		}
		if e := r.demonymAt(start); e != nil {
			start++
			continue
		}
		break
	}
	return start, end, r.words(from, start)
}

// roleLength is how many tokens from i on, before end, are a title.
func (r *reading) roleLength(i, end int) int {
	for n := min(4, end-i); n > 0; n-- {
		if r.lex.roles[strings.ToLower(plain(r.words(i, i+n)))] != "" {
			return n
		}
	}
	return 0
}

func (r *reading) demonymAt(i int) *entry {
	entries := r.lex.names[plain(r.tokens[i].Text)]
	for k := range entries {
		if entries[k].demonym {
			return &entries[k]
		}
	}
	return nil
}

// readsLikeName drops what the recogniser takes for a name and is none.
func (r *reading) readsLikeName(m *mention) bool {
	text := r.text(m)
	if !strings.ContainsFunc(text, unicode.IsUpper) || strings.HasSuffix(text, "-") || utf8.RuneCountInString(text) < 2 || strings.ContainsAny(text, "()[]\n“”\"") {
		return false
	}
	if r.lowerIn(m.end, "-") && m.end < len(r.tokens) && r.tokens[m.end-1].End == r.tokens[m.end].Start && r.tokens[m.end].SpaceAfter {
		return false
	}
	if m.end-m.start == 1 {
		lower := r.tokens[m.start].lower
		if r.lex.people[singular(lower)] != "" || r.lex.heads[lower].typ != "" || isCalendar(lower) || r.tokens[m.start].Pos == "PRON" {
			return false
		}
	}
	last := r.tokens[m.end-1]
	return last.lower == last.Text == false || m.end-m.start > 1
}

func isCalendar(w string) bool { return months[w] > 0 || isWeekday(w) }

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
		if k.kind == graph.NameMention && k.end == m.end && (k.lex.subtype == "ArmedGroup" || k.lex.subtype == "Country") && !r.lowerIn(k.start-1, "of", "for") {
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
func (r *reading) nameRuns(taken []*mention) {
	for i := 0; i < len(r.tokens); {
		end := i
		for end < len(r.tokens) && r.inRun(end, taken) && r.tokens[end].sentence == r.tokens[i].sentence {
			end++
		}
		if end == i {
			i++
			continue
		}
		if m := r.runName(i, end); m != nil {
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
	case r.speaks(m):
		m.typ = "Person"
		m.votes = map[string]int{"Person": 2}
	default:
		return nil
	}
	return m
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
// in the article, and surnames of people named in full.
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

// halfRegions reads the first half of "South and Central Asia".
func (r *reading) halfRegions() {
	for _, m := range r.mentions {
		if m.lex == nil || m.subtype != "Region" || m.kind != graph.NameMention || !r.lowerIn(m.start-1, "and", "or") || m.start < 2 {
			continue
		}
		words := strings.Fields(plain(r.clean(m)))
		half := m.start - 2
		entries := r.lex.names[plain(r.tokens[half].Text+" "+words[len(words)-1])]
		if len(words) < 2 || len(entries) == 0 || entries[0].subtype != "Region" {
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

// singular is a noun without its plural ending, in lower case.
func singular(noun string) string {
	noun = strings.ToLower(noun)
	switch {
	case irregular[noun] != "":
		return irregular[noun]
	case strings.HasSuffix(noun, "men"):
		return strings.TrimSuffix(noun, "men") + "man"
	case strings.HasSuffix(noun, "ies") && len(noun) > 4:
		return strings.TrimSuffix(noun, "ies") + "y"
	case hasSuffix(noun, "sses", "ches", "shes", "xes"):
		return strings.TrimSuffix(noun, "es")
	case strings.HasSuffix(noun, "s") && !hasSuffix(noun, "ss", "us", "is"):
		return strings.TrimSuffix(noun, "s")
	}
	return noun
}

var irregular = map[string]string{"people": "person", "children": "child", "wives": "wife", "thieves": "thief", "knives": "knife", "troops": "troop", "police": "police", "forces": "forces", "headquarters": "headquarters", "news": "news", "times": "times", "mujahideen": "mujahideen", "states": "state", "analyses": "analysis", "crises": "crisis", "buses": "bus", "series": "series"}

func isWeekday(w string) bool { _, ok := weekdayNumbers[w]; return ok }
