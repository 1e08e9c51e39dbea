package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// resolve finds what descriptions and pronouns stand for: an entity named
// before (or, for a description, a new one). It goes through the text in order,
// so that what was resolved can be pointed back to.
func (r *reading) resolve() {
	r.readMetonyms()
	r.attributeQuotations()
	for _, m := range r.mentions {
		switch m.kind {
		case graph.NominalMention:
			r.resolveNominal(m)
		case graph.PronounMention:
			r.resolvePronoun(m)
		}
	}
	for _, m := range r.mentions {
		if m.kind == graph.NominalMention && m.entity == nil {
			r.newEntity(m)
		}
	}
	r.mentions = slices.DeleteFunc(r.mentions, func(m *mention) bool { return m.entity == nil })
	r.nameFacilities()
	r.attributeQuotations()
	r.sortEntities()
	for _, e := range r.entities {
		e.name = r.bestName(e)
	}
}

// nameFacilities joins a building that is first described and then named by its
// head word, where only one such name is in the article: "a Moscow concert hall"
// … "Crocus City Hall".
func (r *reading) nameFacilities() {
	for _, described := range slices.Clone(r.entities) {
		if described.subtype != "Facility" || described.named || len(described.mentions) == 0 || described.mentions[0].plural {
			continue
		}
		var fits []*entity
		for _, e := range r.entities {
			if e != described && e.subtype == "Facility" && r.sameBuilding(e, described) {
				fits = append(fits, e)
			}
		}
		if len(fits) == 1 {
			if fits[0].anchor == nil {
				fits[0].anchor = described.anchor
			}
			r.absorb(fits[0], described)
		}
	}
}

// everydayBuildings are too common for one description and one name in an
// article to be the same.
var everydayBuildings = []string{"school", "church", "hospital", "hotel", "mosque", "airport", "station", "house", "home", "building", "market", "prison", "base", "store", "shop", "bridge", "embassy"}

// sameBuilding says whether a building that is only described can be the one
// with a name: by the same head word, or "venue" for a hall or theatre whose
// description has the same modifier.
func (r *reading) sameBuilding(named, described *entity) bool {
	if slices.Contains(everydayBuildings, described.noun) {
		return false
	}
	return slices.ContainsFunc(named.mentions, func(m *mention) bool {
		words := strings.Fields(strings.ToLower(r.clean(m)))
		if m.kind == graph.NameMention && len(words) > 1 {
			return words[len(words)-1] == described.noun
		}
		if m.kind != graph.NominalMention || !r.properlyModified(m) {
			return false
		}
		return m.noun == described.noun || described.noun == "venue" && shareWord(r.bareModifiers(m), r.bareModifiers(described.mentions[0]))
	})
}

// properlyModified says whether a description has a name in front that is no
// place of the word lists: "the Crocus City concert hall".
func (r *reading) properlyModified(m *mention) bool {
	return slices.ContainsFunc(r.nested(m), func(n *mention) bool { return n.kind == graph.NameMention && n.lex == nil })
}

func shareWord(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// resolveNominal finds the antecedent of a description.
func (r *reading) resolveNominal(m *mention) {
	if e := r.ofName(m); e != nil {
		r.join(m, e)
		return
	}
	if e := r.namedInside(m); e != nil {
		r.join(m, e)
		return
	}
	if e := r.apposition(m); e != nil {
		r.join(m, e)
		return
	}
	if e := r.sameDescription(m); e != nil {
		r.join(m, e)
		return
	}
	if m.definite && r.tokens[m.head].quote >= 0 && !m.plural && m.typ == "Person" {
		return
	}
	if owner := r.owner(m); owner != nil && (m.typ == "Person" || m.typ == "PersonGroup") {
		r.newEntity(m).anchor = owner
		return
	}
	if m.definite {
		if e := r.antecedent(m); e != nil {
			r.join(m, e)
			return
		}
	}
	e := r.newEntity(m)
	e.anchor = r.anchorOf(m)
}

// owner is what a possessive pronoun before the noun stands for: "its fighters".
func (r *reading) owner(m *mention) *entity {
	if p := r.child(m.head, "poss"); p >= 0 && r.tokens[p].Tag == "PRP$" {
		if x := r.at[p]; x != nil {
			return x.entity
		}
	}
	return nil
}

// ofName is the place in "the city of Kerman", "the province of Baluchistan".
func (r *reading) ofName(m *mention) *entity {
	if m.typ != "Place" || m.subtype == "Facility" || m.plural {
		return nil
	}
	for _, p := range r.prepositions(m.head) {
		if n := r.at[p.obj]; p.word == "of" && n != nil && n.kind == graph.NameMention && n.entity != nil && n.entity.typ == "Place" && n.entity.subtype != "Country" {
			return n.entity
		}
	}
	return nil
}

// selfNouns are heads of descriptions that add only the kind to a name in front:
// "the ISIS terrorist group" is ISIS.
var selfNouns = []string{"group", "network", "organization", "organisation", "movement", "militia", "outfit", "company", "firm", "newspaper", "magazine", "agency", "channel", "cartel"}

// namedInside is the entity whose name stands right before the noun: "the ISIS
// network".
func (r *reading) namedInside(m *mention) *entity {
	if !slices.Contains(selfNouns, m.noun) || m.plural {
		return nil
	}
	for _, n := range r.nested(m) {
		if n.kind == graph.NameMention && n.typ == "Organization" && r.tokens[n.head].Dep != "poss" {
			return n.entity
		}
	}
	return nil
}

// apposition is the named entity the description stands beside or is said to
// be: "Colin Clarke, an analyst", "the director of the FSB, Alexander
// Bortnikov", "ISIS is an extremist group".
func (r *reading) apposition(m *mention) *entity {
	if n := r.nameStarting(m.end); n != nil && n.entity != nil && r.tokens[m.head].sentence == r.tokens[n.head].sentence && !m.plural && r.compatible(m, n.entity) && (r.tokens[m.head].Head == n.head || r.tokens[n.head].Head == m.head) {
		return n.entity // "the Danish company Skagen Marine"
	}
	for _, other := range r.appositives(m.head) {
		n := r.at[other]
		if n == nil || n == m || n.entity == nil || n.kind == graph.PronounMention || !r.compatible(m, n.entity) {
			continue
		}
		if n.kind == graph.NameMention || n.entity.named {
			return n.entity
		}
	}
	return nil
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

// appositives are the heads of phrases that name the same thing as the one at i.
func (r *reading) appositives(i int) []int {
	out := r.children(i, "appos")
	for _, v := range r.children(i, "acl", "relcl") { // "a faction often referred to as X"
		if c := r.clauseAtOrNew(v); slices.Contains([]string{"know", "call", "refer", "name", "dub", "nickname"}, c.lemma) && c.passive {
			for _, p := range c.preps {
				if p.word == "as" || p.word == "to as" {
					out = append(out, p.obj)
				}
			}
			out = append(out, r.children(v, "oprd")...)
		}
	}
	if n := r.personAfterBody(i); n != nil {
		out = append(out, n.head)
	}
	t := r.tokens[i]
	switch t.Dep {
	case "appos":
		out = append(out, t.Head)
	case "attr":
		if verb := t.Head; r.lemma(verb) == "be" && r.child(verb, "neg") < 0 && r.child(verb, "aux") < 0 {
			if s := r.child(verb, "nsubj"); s >= 0 {
				out = append(out, s)
			}
		}
	}
	return out
}

// personAfterBody is the person in "the director of the FSB, Alexander
// Bortnikov": the name right behind the body of a role, which the parser often
// hangs elsewhere.
func (r *reading) personAfterBody(i int) *mention {
	if !r.roleHead(i) {
		return nil
	}
	end := -1
	for _, p := range r.children(i, "prep") {
		if o := r.child(p, "pobj"); o >= 0 && r.lowerIn(p, "of", "at", "for") {
			end = o + 1
			if m := r.compoundMention(o); m != nil {
				end = max(end, m.end)
			}
		}
	}
	if end < 0 || !r.lowerIn(end, ",") {
		return nil
	}
	start := end + 1
	if start < len(r.tokens) {
		start += r.roleLength(start, min(start+4, len(r.tokens)))
	}
	n := r.nameStarting(start)
	if n == nil || n.typ != "Person" || r.tokens[n.head].sentence != r.tokens[i].sentence {
		return nil
	}
	r.apposed[n.head] = true
	return n
}

// compatible says whether a description can stand for an entity.
func (r *reading) compatible(m *mention, e *entity) bool {
	switch {
	case e.typ == "Person" && m.typ == "Person":
		return true
	case e.typ == m.typ:
		return m.subtype == "" || e.subtype == "" || m.subtype == e.subtype || graph.IsA(e.subtype, m.subtype) || m.noun == "group" || m.noun == "organization" || m.noun == "network"
	case m.typ == "PersonGroup" || m.typ == "Person":
		return e.typ == "PersonGroup" && m.typ == "PersonGroup"
	case m.typ == "Organization":
		return e.typ == "Publisher"
	}
	return false
}

// sameDescription is an entity described before in the same words, where the
// words are particular enough: "the Russian government" … "the Russian
// government".
func (r *reading) sameDescription(m *mention) *entity {
	anchor := r.anchorOf(m)
	if anchor == nil || m.typ == "Person" || m.count != nil {
		return nil
	}
	for _, e := range r.entities {
		if e.typ != m.typ || e.anchor != anchor || len(e.mentions) == 0 || e.mentions[0].count != nil {
			continue
		}
		if e.noun == m.noun && slices.Equal(r.bareModifiers(e.mentions[0]), r.bareModifiers(m)) || e.subtype == "Government" && m.subtype == "Government" {
			return e
		}
	}
	if m.subtype == "Government" && m.typ == "Organization" {
		for _, e := range r.entities {
			if e.named && e.subtype == "Government" && e.lex != nil && anchor.lex != nil && e.lex.iso == anchor.lex.iso && e.lex.iso != "" {
				return e
			}
		}
	}
	return nil
}

func (r *reading) bareModifiers(m *mention) []string {
	var out []string
	for _, i := range r.modifiers(m) {
		if n := r.at[i]; n == nil {
			out = append(out, r.tokens[i].lower)
		}
	}
	return out
}

// anchorOf is the country, place or body a description belongs to: "the Russian
// government", "Sweden's parliament", "its security services".
func (r *reading) anchorOf(m *mention) *entity {
	for i := m.head - 1; i >= m.start; i-- {
		n := r.at[i]
		if n == nil || n.entity == nil || n == m {
			continue
		}
		if n.entity.typ == "Place" || n.entity.typ == "Organization" || n.kind == graph.DemonymMention && n.lex != nil && n.lex.people == "" {
			return r.placeOfDemonym(n)
		}
	}
	for _, p := range r.children(m.head, "prep") {
		if r.lowerIn(p, "of", "in") {
			if o := r.child(p, "pobj"); o >= 0 && r.at[o] != nil && r.at[o].entity != nil && r.at[o].kind == graph.NameMention && r.at[o].typ == "Place" {
				return r.at[o].entity
			}
		}
	}
	return nil
}

// placeOfDemonym is the country behind a demonym, the entity itself otherwise.
func (r *reading) placeOfDemonym(n *mention) *entity {
	if n.lex == nil || n.entity.typ == "Place" {
		return n.entity
	}
	for _, e := range r.entities {
		if e.typ == "Place" && e.lex != nil && e.lex.name == n.lex.name {
			return e
		}
	}
	return n.entity
}

// backward is how many sentences an antecedent may lie behind.
const backward = 6

// antecedent is the entity before m that a definite description most likely
// points back to.
func (r *reading) antecedent(m *mention) *entity {
	for _, i := range r.modifiers(m) {
		if !slices.Contains(emptyModifiers, r.tokens[i].lower) && !(m.typ == "Organization" && slices.Contains(armedWords, r.tokens[i].lower)) {
			return nil
		}
	}
	if r.child(m.head, "relcl", "acl") >= 0 && m.typ != "Organization" {
		return nil
	}
	if p := r.child(m.head, "prep"); p >= 0 && r.lowerIn(p, "of", "in", "at", "for", "on") && m.typ != "Organization" {
		return nil
	}
	return r.nearest(m, func(e *entity, x *mention) bool { return r.pointsBack(m, e, x) })
}

// emptyModifiers say nothing that would tell one thing from another.
var emptyModifiers = []string{"terror", "terrorist", "militant", "extremist", "jihadist", "armed", "intimidating", "notorious", "entire", "whole", "same", "alleged", "suspected", "very", "militants", "larger", "so-called", "shadowy", "rebel", "foreign", "policy", "security", "core", "original", "main", "parent"}

// pointsBack says whether the description can stand for e, last mentioned as x.
func (r *reading) pointsBack(m *mention, e *entity, x *mention) bool {
	if e.event != nil || e.typ == "Publisher" {
		return false
	}
	switch m.typ {
	case "Organization":
		if e.typ != "Organization" || m.plural != (x.plural && x.kind == graph.NominalMention) {
			return false
		}
		switch m.noun {
		case "group", "network", "movement", "outfit":
			return e.subtype == "ArmedGroup" || e.subtype == "" || e.subtype == "NGO" && m.noun != "network" || e.subtype == "PoliticalParty"
		case "organization", "organisation":
			return e.subtype != "Government" && e.subtype != "Legislature" && e.subtype != "Court"
		}
		if m.subtype == "Company" && e.named && (e.subtype == "" || e.subtype == "Media") {
			return true
		}
		return m.subtype == e.subtype && (e.named || e.noun == m.noun)
	case "Place":
		if e.typ != "Place" {
			return false
		}
		if m.subtype == "Facility" {
			return e.subtype == "Facility" && (e.noun == m.noun || strings.HasSuffix(strings.ToLower(e.name), " "+m.noun) || strings.HasSuffix(strings.ToLower(r.clean(e.mentions[0])), " "+m.noun))
		}
		return e.named && e.subtype == m.subtype
	case "Person":
		return e.typ == "Person" && x.kind != graph.PronounMention && (e.noun == m.noun || e.named && slices.Contains([]string{"expert", "official"}, m.trait) && m.noun != "leader")
	case "PersonGroup":
		if e.named {
			return e.typ == "PersonGroup" && e.noun == m.noun && m.count == nil
		}
		return e.typ == "PersonGroup" && x.kind == graph.NominalMention && m.count == nil && (e.noun == m.noun || x.count != nil && x.noun != "person" && slices.Contains([]string{"held", "plain", "attacker"}, m.trait) && slices.Contains([]string{"held", "plain", "attacker"}, x.trait))
	}
	return (m.typ == "Weapon" || m.typ == "Object" || m.typ == "Work") && e.typ == m.typ && e.noun == m.noun
}

// nearest is the entity of the most salient mention before m that fits: near,
// in the role of the subject, named.
func (r *reading) nearest(m *mention, fits func(*entity, *mention) bool) *entity {
	here := r.tokens[m.head].sentence
	var best *entity
	score := -1000
	for k := len(r.mentions) - 1; k >= 0; k-- {
		x := r.mentions[k]
		if x.entity == nil || x.head >= m.head || x.span.End > m.span.Start || x == m {
			continue
		}
		distance := here - r.tokens[x.head].sentence
		if distance > backward && (m.kind == graph.PronounMention || distance > 2*backward) {
			break
		}
		if !fits(x.entity, x) || r.ownSubject(x, m) {
			continue
		}
		if s := r.salience(x, m, distance); s > score {
			best, score = x.entity, s
		}
	}
	return best
}

// ownSubject says whether m is the object of the verb that x is the subject of:
// "prosecutors charged them" is not about prosecutors.
func (r *reading) ownSubject(x, m *mention) bool {
	if m.kind != graph.PronounMention || strings.Contains(r.tokens[m.head].lower, "sel") || r.tokens[m.head].Tag == "PRP$" {
		return false
	}
	a, b := r.tokens[x.head], r.tokens[m.head]
	return (a.Dep == "nsubj" || a.Dep == "nsubjpass") && a.Head == b.Head && (b.Dep == "dobj" || b.Dep == "dative")
}

func (r *reading) salience(x, m *mention, distance int) int {
	s := -10 * distance
	switch r.tokens[x.head].Dep {
	case "nsubj", "nsubjpass":
		s += 8
		if distance == 0 && r.tokens[m.head].Tag == "PRP$" {
			s -= 5
		}
		if distance > 0 && r.root(r.tokens[x.head].Head) {
			s += 4
		}
		if distance == 0 && r.tokens[x.head].Head == r.tokens[m.head].Head {
			s -= 12 // "ISIS said the group …": fine; "the group attacked it": not itself
		}
	case "dobj", "pobj", "attr", "agent":
		s += 2
		if p := r.tokens[x.head].Head; r.lowerIn(p, "on") && x.entity.typ == "Organization" {
			s -= 6 // the platform a statement appears on
		}
	case "compound", "poss":
		s++
	}
	if x.kind == graph.NameMention {
		s += 3
	}
	if x.kind == graph.DemonymMention {
		s -= 8
	}
	if len(x.entity.mentions) > 4 && (distance > 0 || r.tokens[m.head].Tag != "PRP$") {
		s += 2
	}
	if x.entity.typ == "Place" && m.kind == graph.PronounMention && distance > 0 {
		s -= 4
	}
	if d := m.head - x.head; distance == 0 {
		s -= d / 12
		if r.tokens[m.head].Tag == "PRP$" {
			s -= d / 3
		}
		if m.noun == "thing" && r.tokens[m.head].Tag == "PRP$" && r.tokens[x.head].Dep == "dobj" && (d < 8 || r.below(m.head, r.tokens[x.head].Head)) {
			s += 12 // "expunge the group from its havens"
		}
	}
	return s
}

// resolvePronoun finds what a pronoun stands for; unclear ones stay without.
func (r *reading) resolvePronoun(m *mention) {
	var e *entity
	switch m.noun {
	case "speaker":
		if q := r.tokens[m.head].quote; q >= 0 {
			e = r.quotes[q].speaker
		}
	case "speakers":
		return
	case "person":
		e = r.nearest(m, func(e *entity, x *mention) bool {
			return e.typ == "Person" && r.sameSex(e, m) && r.sameVoice(x, m)
		})
		if e != nil {
			r.learnSex(e, m)
		}
	case "thing":
		if r.meansEvent(m) {
			return
		}
		e = r.nearest(m, func(e *entity, x *mention) bool { return r.canBeIt(e, x) && r.sameVoice(x, m) })
	case "some":
		e = r.nearest(m, func(e *entity, x *mention) bool {
			return e.typ == "PersonGroup" && x.kind == graph.NominalMention && x.count != nil && r.tokens[m.head].sentence-r.tokens[x.head].sentence == 1
		})
	case "many":
		e = r.nearest(m, func(e *entity, x *mention) bool {
			return (e.typ == "PersonGroup" && (e.noun != "person" || e.named) || e.typ == "Organization" && e.subtype == "ArmedGroup") && x.kind != graph.DemonymMention && r.sameVoice(x, m)
		})
	}
	if e != nil {
		r.join(m, e)
	}
}

// meansEvent says whether "it" stands for an event: what is carried out or
// perpetrated.
func (r *reading) meansEvent(m *mention) bool {
	t := r.tokens[m.head]
	if t.Dep != "nsubjpass" {
		return false
	}
	lemma := r.lemma(t.Head)
	return r.lex.class(lemma, "light") && (lemma != "carry" || r.child(t.Head, "prt") >= 0)
}

// sameVoice keeps a pronoun outside a quotation from pointing into one.
func (r *reading) sameVoice(x, m *mention) bool {
	return r.tokens[x.head].quote == r.tokens[m.head].quote || r.tokens[m.head].quote >= 0
}

func (r *reading) canBeIt(e *entity, x *mention) bool {
	switch e.typ {
	case "Organization":
		return !x.plural || x.kind == graph.NameMention
	case "Place":
		return e.subtype == "Country" && x.kind == graph.NameMention
	case "Work":
		return !x.plural
	}
	return false
}

func (r *reading) sameSex(e *entity, m *mention) bool {
	known, _ := e.props["sex"].(string)
	return known == "" || known == sexOf(r.tokens[m.head].lower)
}

func (r *reading) learnSex(e *entity, m *mention) { e.props["sex"] = sexOf(r.tokens[m.head].lower) }

func sexOf(pronoun string) string {
	if strings.HasPrefix(pronoun, "h") && pronoun != "her" && pronoun != "hers" && pronoun != "herself" {
		return "male"
	}
	return "female"
}
