package extract

import (
	"cmp"
	"slices"
	"strings"

	"clew/graph"
)

// entity is one thing in the world as far as the article tells.
type entity struct {
	id       string
	typ      string
	subtype  string
	name     string
	lex      *entry
	mentions []*mention
	props    map[string]any
	aliases  []string
	anchor   *entity // country or organization in the description: the Russian government
	noun     string  // head noun of a thing that is only described
	named    bool
	sex      string // as pronouns tell, for coreference only; never written
	used     bool   // an end of a relation or argument of an event
	event    *event
}

func (r *reading) newEntity(m *mention) *entity {
	e := &entity{typ: m.typ, subtype: m.subtype, lex: m.lex, noun: m.noun, props: map[string]any{}, named: m.kind == graph.NameMention}
	r.entities = append(r.entities, e)
	r.join(m, e)
	return e
}

// join makes m a mention of e.
func (r *reading) join(m *mention, e *entity) {
	m.entity = e
	e.mentions = append(e.mentions, m)
	if m.kind == graph.NameMention {
		e.named = true
		if e.lex == nil {
			e.lex = m.lex
		}
	}
	if e.subtype == "" && m.kind == graph.NameMention {
		e.subtype = m.subtype
	}
}

// absorb makes all mentions of other mentions of e.
func (r *reading) absorb(e, other *entity) {
	if e == other {
		return
	}
	for _, m := range other.mentions {
		r.join(m, e)
	}
	if e.typ == other.typ && e.subtype == "" {
		e.subtype = other.subtype
	}
	e.aliases = append(e.aliases, other.aliases...)
	other.mentions = nil
	r.entities = slices.DeleteFunc(r.entities, func(x *entity) bool { return x == other })
}

// makeEntities groups the names: one entity for all spellings the word lists
// know of one name, for a person's full name and surname, for a name and its
// acronym or short form.
func (r *reading) makeEntities() {
	byKey := map[string]*entity{}
	for _, m := range r.mentions {
		if m.kind != graph.NameMention && m.kind != graph.DemonymMention {
			continue
		}
		key := r.nameKey(m)
		if e := byKey[key]; e != nil {
			r.join(m, e)
			continue
		}
		byKey[key] = r.newEntity(m)
	}
	r.joinPersons()
	r.joinAcronyms()
	r.joinBracketedNames()
	r.joinKnownAs()
	r.joinNicknames()
	r.joinShortForms()
	for _, e := range r.entities {
		e.name = r.bestName(e)
	}
}

// nameKey is the same for mentions that surely are one name.
func (r *reading) nameKey(m *mention) string {
	if m.lex != nil {
		if m.kind == graph.DemonymMention && (m.typ == "PersonGroup" || m.plural && r.isNoun(m.head) && r.tokens[m.head].Dep != "compound") {
			m.typ, m.subtype = "PersonGroup", ""
			return "people|" + m.lex.name
		}
		return m.lex.typ + "|" + m.lex.subtype + "|" + m.lex.name
	}
	return m.typ + "|" + strings.TrimPrefix(strings.ToLower(plain(r.clean(m))), "the ")
}

// joinAcronyms joins "European Security Center (ESC)" and a name whose initials
// an acronym spells.
func (r *reading) joinAcronyms() {
	for _, short := range slices.Clone(r.entities) {
		if len(short.mentions) == 0 || short.typ == "Person" {
			continue
		}
		m := short.mentions[0]
		acronym := r.clean(m)
		for _, long := range slices.Clone(r.entities) {
			if long == short || len(long.mentions) == 0 || long.typ == "Person" || short.lex != nil && long.lex != nil {
				continue
			}
			if n := r.bracketedAfter(long, m); n && (allUpper(acronym) || initialsFit(r.clean(long.mentions[0]), acronym)) {
				long.aliases = append(long.aliases, acronym)
				r.absorb(long, short)
				break
			}
			if allUpper(acronym) && len(acronym) >= 3 && long.typ == short.typ && initials(r.clean(long.mentions[0])) == strings.ReplaceAll(acronym, ".", "") {
				r.absorb(long, short)
				break
			}
		}
	}
}

// bracketedAfter says whether m stands in brackets right behind a mention of e.
func (r *reading) bracketedAfter(e *entity, m *mention) bool {
	for _, x := range e.mentions {
		if r.lowerIn(x.end, "(", "[") && m.start == x.end+1 && r.lowerIn(m.end, ")", "]") {
			return true
		}
	}
	return false
}

func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, func(c rune) bool { return c == ' ' || c == '-' }) {
		if c := w[0]; c >= 'A' && c <= 'Z' {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// initialsFit says whether the letters of an acronym stand in the name in order.
func initialsFit(name, acronym string) bool {
	name = strings.ToLower(name)
	for _, c := range strings.ToLower(strings.ReplaceAll(acronym, ".", "")) {
		i := strings.IndexRune(name, c)
		if i < 0 {
			return false
		}
		name = name[i+1:]
	}
	return len(acronym) >= 2 && len(acronym) <= 8
}

// joinShortForms joins the beginning of a longer name of the same kind: "Palm
// Garden" and "Palm Garden Hall", "Norvik" and "Norvik Foundation".
func (r *reading) joinShortForms() {
	for _, short := range slices.Clone(r.entities) {
		if len(short.mentions) == 0 || short.lex != nil || short.typ == "Person" || short.typ == "PersonGroup" {
			continue
		}
		var fits []*entity
		name := plain(r.clean(short.mentions[0]))
		for _, long := range r.entities {
			if long == short || len(long.mentions) == 0 || long.lex != nil && !long.named {
				continue
			}
			if (long.typ == short.typ || long.subtype == "Facility") && slices.ContainsFunc(long.mentions, func(m *mention) bool { return strings.HasPrefix(plain(r.clean(m)), name+" ") }) {
				fits = append(fits, long)
			}
		}
		if len(fits) == 1 {
			r.absorb(fits[0], short)
		}
	}
	r.sortEntities()
}

func (r *reading) sortEntities() {
	for _, e := range r.entities {
		slices.SortStableFunc(e.mentions, func(a, b *mention) int { return cmp.Compare(a.span.Start, b.span.Start) })
	}
	slices.SortStableFunc(r.entities, func(a, b *entity) int { return cmp.Compare(first(a), first(b)) })
}

// first is where an entity is first mentioned; events of their own come where
// their trigger stands.
func first(e *entity) int {
	if len(e.mentions) > 0 {
		return e.mentions[0].span.Start
	}
	return 1 << 30
}

// bestName is what the entity is called: people by the fullest form, countries
// as the lists have it, others by the most frequent name, ties to the longer.
func (r *reading) bestName(e *entity) string {
	counts := map[string]int{}
	best := ""
	for _, m := range e.mentions {
		if m.kind != graph.NameMention {
			continue
		}
		name := cleanName(r.clean(m))
		counts[name]++
		switch {
		case best == "",
			(e.typ == "Person" || e.subtype == "Facility") && len(name) > len(best),
			e.typ != "Person" && e.subtype != "Facility" && (counts[name] > counts[best] || counts[name] == counts[best] && len(name) > len(best)):
			best = name
		}
	}
	switch {
	case best == "" && e.lex != nil && e.typ == "PersonGroup":
		return r.clean(e.mentions[0])
	case e.lex != nil && (best == "" || e.lex.subtype == "Country"):
		return e.lex.name
	case best == "" && len(e.mentions) > 0:
		if name := r.describedName(e); name != "" {
			return name
		}
		return e.noun
	}
	return best
}

// cleanName is a name without article, possessive and full stop.
func cleanName(s string) string {
	for _, article := range []string{"the ", "The "} {
		s = strings.TrimPrefix(s, article)
	}
	for _, ending := range []string{"'s", "’s"} {
		s = strings.TrimSuffix(s, ending)
	}
	return s
}

// describedName is the longest description of something without a name.
func (r *reading) describedName(e *entity) string {
	best := ""
	for _, m := range e.mentions {
		if m.kind == graph.PronounMention {
			continue
		}
		s := strings.Join(strings.Fields(r.text(m)), " ")
		for _, quantifier := range []string{"All of the ", "all of the ", "All the ", "all the ", "Both the ", "both the ", "Both ", "both "} {
			s = strings.TrimPrefix(s, quantifier)
		}
		if t := r.tokens[m.head]; m.typ == "PersonGroup" && m.noun == "person" && !r.isNoun(m.head) || t.Tag == "CD" {
			s += " people" // "wounded 71"
		}
		if len(s) > len(best) {
			best = s
		}
	}
	for _, owner := range []string{"its ", "Its ", "their ", "Their ", "his ", "His ", "her ", "Her "} {
		if rest, ok := strings.CutPrefix(best, owner); ok {
			best = rest
			if e.anchor != nil && e.anchor.name != "" {
				best = e.anchor.name + " " + rest
			}
		}
	}
	for _, article := range []string{"the ", "The ", "a ", "A ", "an ", "An ", "this ", "This ", "these ", "These ", "those ", "Those "} {
		best = strings.TrimPrefix(best, article)
	}
	if a := e.anchor; a != nil && e.typ != "Place" && a.named && a.name != "" && best != "" && !strings.Contains(best, " ") { // "authorities", "fighters"
		if a.typ == "Place" {
			return best + " in " + a.name
		}
		return a.name + " " + best
	}
	return best
}

// placeNamed is the entity of a listed place, made where the article has only
// its adjective inside a longer name.
func (r *reading) placeNamed(x entry) *entity {
	for _, e := range r.entities {
		if e.typ == "Place" && e.lex != nil && e.lex.name == x.name {
			return e
		}
	}
	return nil
}
