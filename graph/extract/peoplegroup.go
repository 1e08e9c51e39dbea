package extract

import (
	"slices"

	"clew/graph"
)

// collectives are nouns that stand for the people named after "of": "a group of
// armed men", "a column of rebels". Most of them stand for a body or a unit
// elsewhere.
var collectives = []string{
	"group", "band", "gang", "team", "column", "squad", "patrol", "mob", "crowd", "horde", "unit", "detachment", "contingent", "party", "commando", "cell", "platoon",
	"handful", "number", "bunch", "pair", "trio", "couple", "force", "crew", "wave", "series", "battalion", "dozen",
}

// peopleOf is the noun for people that a collective noun at i stands for, -1
// where it stands for something else.
func (r *reading) peopleOf(i int) int {
	if !slices.Contains(collectives, singular(r.tokens[i].lower)) {
		return -1
	}
	for _, p := range r.children(i, "prep") {
		o := r.child(p, "pobj")
		if o < 0 || !r.lowerIn(p, "of") || p-i > 3 {
			continue
		}
		if r.plural(o) && (r.peopleNoun(o) || r.tokens[o].NameType == "NORP") {
			return o
		}
	}
	return -1
}

// collectiveOf is the collective noun that stands for the people at i: "group" of
// "a group of armed men"; -1 where there is none.
func (r *reading) collectiveOf(i int) int {
	t := r.tokens[i]
	if t.Dep != "pobj" || r.tokens[t.Head].Dep != "prep" {
		return -1
	}
	if c := r.tokens[t.Head].Head; c < i && r.peopleOf(c) == i {
		return c
	}
	return -1
}

// peopleNoun says whether the word lists know a noun for people.
func (r *reading) peopleNoun(i int) bool {
	trait := r.lex.people[singular(r.tokens[i].lower)]
	return trait != "" && trait != "unit"
}

// unitWords before "squad", "column" or "patrol" say whose it is.
var unitWords = []string{"death", "hit", "firing", "assault", "execution", "police", "army", "military", "mercenary", "commando", "subversive", "leftist", "rightist", "wing", "right-wing", "left-wing", "rightwing", "leftwing", "vigilante", "urban", "border", "mounted", "naval", "marine", "suicide", "bomb", "security"}

// unitOfWhom says whether a description says whose unit it is: "a guerrilla
// column", "FMLN columns", "a patrol of the army"; a column alone is none.
func (r *reading) unitOfWhom(m *mention, names []*mention) bool {
	if r.armed(m) || r.hasProperModifier(m, names) {
		return true
	}
	for i := m.start; i < m.head; i++ {
		if slices.Contains(unitWords, r.tokens[i].lower) {
			return true
		}
	}
	return slices.ContainsFunc(r.prepositions(m.head), func(p prepArg) bool {
		return p.word == "of" && (names[p.obj] != nil && names[p.obj].kind == graph.NameMention && names[p.obj].typ == "Organization" || r.peopleNoun(p.obj))
	})
}

// dressed is the end of a description by what people of whom nothing else is known
// wore, 0 where there is none: "men wearing military uniforms".
func (r *reading) dressed(m *mention) int {
	if m.typ != "Person" && m.typ != "PersonGroup" || m.trait != "plain" && m.trait != "attacker" {
		return 0
	}
	for _, v := range r.children(m.head, "acl") {
		if v-m.head > 2 || !slices.Contains([]string{"wear", "dress", "clothe", "disguise", "clad"}, r.lemma(v)) {
			continue
		}
		o := r.child(v, "dobj")
		for _, p := range r.children(v, "prep") {
			if x := r.child(p, "pobj"); o < 0 && x >= 0 && r.lowerIn(p, "in", "as") {
				o = x
			}
		}
		if o > v && o-m.head < 8 && r.at[o] == nil {
			return o + 1
		}
	}
	return 0
}

// fighterNouns before an attack say who made it: "a rebel attack". A terrorist
// attack is one of a kind.
var fighterNouns = []string{"rebel", "guerrilla", "guerilla", "insurgent", "militant", "separatist", "paramilitary", "commando", "militia", "mercenary", "contra", "pirate", "bandit"}

// fighterBefore is the mention of the fighters in "the guerrilla attack"; they may
// be the ones described before.
func (r *reading) fighterBefore(i int, names []*mention) *mention {
	t := r.tokens[i]
	if t.Dep != "compound" && t.Dep != "amod" && t.Dep != "nmod" || names[i] != nil || !slices.Contains(fighterNouns, t.lower) {
		return nil
	}
	event, ok := r.lex.nouns[singular(r.tokens[t.Head].lower)]
	if !ok || !isAttack(event.subtype) || event.traits["blank"] || t.Head < i {
		return nil
	}
	if k := r.tokens[i-min(i, 1)]; names[i-min(i, 1)] != nil && k.Head == t.Head {
		return nil // "the FMLN guerrilla attack" names them
	}
	m := &mention{start: i, end: i + 1, head: i, kind: graph.NominalMention, typ: "PersonGroup", noun: t.lower, trait: "attacker", plural: true, definite: true}
	m.span = r.span(i, i+1)
	return m
}
