package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// findNominals finds descriptions: noun phrases whose head noun the word lists
// know as people, organizations, places or things. A head noun that belongs to a
// name is none.
func (r *reading) findNominals() {
	names := make([]*mention, len(r.tokens))
	for _, m := range r.mentions {
		for i := m.start; i < m.end; i++ {
			names[i] = m
		}
	}
	for i := range r.tokens {
		if m := r.nominal(i, names); m != nil {
			r.addMention(m)
		}
	}
	r.sortMentions()
}

func (r *reading) nominal(i int, names []*mention) *mention {
	t := r.tokens[i]
	if m := r.thoseWho(i); m != nil {
		return m
	}
	if m := r.countedPeople(i); m != nil {
		return m
	}
	if m := r.fighterBefore(i, names); m != nil {
		return m
	}
	if !r.isNoun(i) && t.Tag != "NN" && t.Tag != "NNS" || t.Dep == "compound" && r.isNoun(t.Head) && !r.placeOfAnEvent(i) && !r.weaponBefore(i) || t.Dep == "nmod" && t.Head > i || names[i] != nil && names[i].kind == graph.NameMention {
		return nil
	}
	if t.Tag == "NNP" && i > 0 && r.capitalized(i) && !r.force(i, names) && (t.NameType != "" && (t.NameType != "NORP" || r.lex.people[t.lower] == "") || i+1 < len(names) && names[i+1] != nil) {
		return nil
	}
	if r.peopleOf(i) >= 0 {
		return nil // "a group of armed men" are the men
	}
	noun := singular(t.lower)
	m := &mention{head: i, kind: graph.NominalMention, noun: noun, plural: r.plural(i) || noun != t.lower}
	m.start, m.end = r.nounPhrase(i)
	if t.Dep == "compound" && r.weaponBefore(i) {
		m.start = r.weaponStart(m.start, i)
	}
	if !r.describe(m, names) {
		return nil
	}
	collective := r.collectiveOf(i)
	if collective >= 0 {
		m.start, _ = r.nounPhrase(collective)
	}
	if m.typ == "Work" { // "a book about the group"
		for _, p := range r.children(i, "prep") {
			if o := r.child(p, "pobj"); o == p+1 || o == p+2 {
				if r.lowerIn(p, "about") && p == i+1 {
					m.end = o + 1
				}
			}
		}
	}
	m.span = r.trimSpan(r.span(m.start, m.end), m.end-1)
	if end := r.dressed(m); end > 0 {
		m.span = r.trimSpan(r.span(m.start, end), end-1)
	}
	m.definite = collective < 0 && r.isDefinite(m) || collective >= 0 && r.nounIsDefinite(collective) || r.tokens[i].Dep == "compound" && r.nounIsDefinite(r.tokens[i].Head)
	m.count = r.countOf(i)
	if m.count != nil && m.count.Value > 1 {
		m.plural = true
	}
	if m.typ == "Person" && m.plural {
		m.typ = "PersonGroup"
	}
	r.familyName(m, names)
	return m
}

// force says whether "the Army", with a capital, is the army and no part of a
// name.
func (r *reading) force(i int, names []*mention) bool {
	kind := r.lex.heads[r.tokens[i].lower]
	return (kind.subtype == "Military" || kind.subtype == "SecurityService") && !kind.nameOnly && r.lowerIn(i-1, "the") && (i+1 == len(names) || names[i+1] == nil && (!r.capitalized(i+1) || r.isEdge(i+1)))
}

// placeOfAnEvent says whether a noun is the building in "the airport attack".
func (r *reading) placeOfAnEvent(i int) bool {
	_, event := r.lex.nouns[singular(r.tokens[r.tokens[i].Head].lower)]
	return event && r.lex.heads[r.tokens[i].lower].subtype == "Facility"
}

// thoseWho reads "all those arrested since …" as people.
func (r *reading) thoseWho(i int) *mention {
	if !r.lowerIn(i, "those") || r.tokens[i].Dep == "det" {
		return nil
	}
	v := r.child(i, "acl", "relcl")
	if v != i+1 || r.tokens[v].Tag != "VBN" {
		return nil
	}
	m := &mention{start: i, end: v + 1, head: i, kind: graph.NominalMention, typ: "PersonGroup", noun: "those " + r.tokens[v].lower, trait: "held", plural: true}
	if r.lowerIn(i-1, "all") {
		m.start--
	}
	m.span = r.span(m.start, m.end)
	return m
}

// familyName makes "the Malik brothers" the name of a group.
func (r *reading) familyName(m *mention, names []*mention) {
	if m.trait != "kin" || !m.plural || m.head == 0 || names[m.head-1] == nil {
		return
	}
	name := names[m.head-1]
	if name.lex != nil || name.end-name.start != 1 || r.tokens[name.head].Dep != "compound" {
		return
	}
	m.kind = graph.NameMention
	m.start = name.start
	m.lex, m.definite = nil, false
	r.mentions = slices.DeleteFunc(r.mentions, func(x *mention) bool { return x == name })
	if r.at[name.head] == name {
		delete(r.at, name.head)
	}
}

// nounPhrase is the range of tokens from the leftmost word that belongs before
// the noun to the noun itself.
func (r *reading) nounPhrase(i int) (start, end int) {
	start = i
	for _, k := range r.tokens[i].kids {
		if k < start && slices.Contains([]string{"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet"}, r.tokens[k].Dep) {
			start = r.leftmost(k)
		}
	}
	for start < i && r.isEdge(start) && r.tokens[start].Text != "“" {
		start++
	}
	return start, i + 1
}

// leftmost is the first token of the subtree of i.
func (r *reading) leftmost(i int) int {
	left := i
	for depth := 0; depth < 60; depth++ {
		kids := r.tokens[left].kids
		if len(kids) == 0 || kids[0] >= left {
			return left
		}
		left = kids[0]
	}
	return left
}

// rightmost is the last token of the subtree of i.
func (r *reading) rightmost(i int) int {
	right := i
	for depth := 0; depth < 60; depth++ {
		kids := r.tokens[right].kids
		if len(kids) == 0 || kids[len(kids)-1] <= right {
			return right
		}
		right = kids[len(kids)-1]
	}
	return right
}

// describe sets what the noun phrase stands for, false where the word lists do
// not know its head.
func (r *reading) describe(m *mention, names []*mention) bool {
	words := r.phraseBefore(m)
	if thing, ok := lookup(r.lex.things, words, m.noun); ok {
		m.typ, m.subtype = thing.typ, thing.subtype
		return true
	}
	if kind, ok := lookup(r.lex.heads, words, m.noun); ok {
		if kind.nameOnly && !r.hasProperModifier(m, names) {
			return false
		}
		m.typ, m.subtype = kind.typ, kind.subtype
		if m.noun == "state" && kind.typ == "Organization" && !r.hasDemonym(m) {
			return false
		}
		if kind.typ == "Organization" && kind.subtype != "Military" && kind.subtype != "SecurityService" && r.armed(m) {
			m.subtype = "ArmedGroup"
		}
		return true
	}
	if trait, ok := r.lex.people[m.noun]; ok {
		m.typ, m.trait = "Person", trait
		if trait == "unit" {
			m.typ = "PersonGroup"
			return r.unitOfWhom(m, names)
		}
		return true
	}
	if kind := r.lex.roles[m.noun]; kind != "" && kind != "address" && (kind != "rank" || (r.tokens[m.head].Text == r.tokens[m.head].lower || m.plural) && !slices.Contains([]string{"private", "major", "marshal"}, m.noun)) {
		m.typ, m.trait = "Person", "official"
		return true
	}
	return false
}

// lookup finds the noun with the words before it, then the noun alone.
func lookup(table map[string]kindOf, words []string, noun string) (kindOf, bool) {
	for n := min(2, len(words)); n >= 0; n-- {
		key := strings.Join(append(slices.Clone(words[len(words)-n:]), noun), " ")
		if k, ok := table[key]; ok {
			return k, true
		}
	}
	return kindOf{}, false
}

func (r *reading) phraseBefore(m *mention) []string {
	var words []string
	for i := m.start; i < m.head; i++ {
		words = append(words, r.tokens[i].lower)
	}
	return words
}

func (r *reading) hasProperModifier(m *mention, names []*mention) bool {
	for i := m.start; i < m.head; i++ {
		if names[i] != nil {
			return true
		}
	}
	return false
}

func (r *reading) hasDemonym(m *mention) bool {
	for i := m.start; i < m.head; i++ {
		if n := r.at[i]; n != nil && n.kind == graph.DemonymMention {
			return true
		}
	}
	return false
}

// armedWords before "group", "network" or "organization" say that it is armed.
var armedWords = []string{"terror", "terrorist", "militant", "armed", "extremist", "jihadist", "jihadi", "rebel", "insurgent", "guerrilla", "paramilitary", "islamist", "separatist", "splinter", "crime", "criminal", "hostile"}

func (r *reading) armed(m *mention) bool {
	for i := m.start; i < m.head; i++ {
		if slices.Contains(armedWords, r.tokens[i].lower) {
			return true
		}
	}
	return false
}

// isDefinite says whether the phrase points back: "the", "this", "its".
func (r *reading) isDefinite(m *mention) bool {
	for _, k := range r.tokens[m.head].kids {
		if k < m.head && (r.tokens[k].Dep == "poss" || slices.Contains([]string{"the", "this", "that", "these", "those", "all", "both"}, r.tokens[k].lower)) {
			return true
		}
	}
	return m.start < m.head && r.lowerIn(m.start, "the", "this", "these", "those")
}

// nested are the names and demonyms that stand inside a description before its
// head.
func (r *reading) nested(m *mention) []*mention {
	var out []*mention
	for _, x := range r.mentions {
		if x != m && x.start >= m.start && x.end <= m.head && x.kind != graph.PronounMention && x.kind != graph.NominalMention {
			out = append(out, x)
		}
	}
	return out
}

// modifiers are the words of the phrase that narrow down what it stands for.
func (r *reading) modifiers(m *mention) []int {
	var out []int
	for i := m.start; i < m.head; i++ {
		switch r.tokens[i].Dep {
		case "amod", "compound", "poss", "nmod", "conj":
			if r.tokens[i].Tag != "PRP$" && !r.isEdge(i) {
				out = append(out, i)
			}
		}
	}
	return out
}
