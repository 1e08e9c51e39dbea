package extract

import (
	"slices"

	"clew/graph"
)

// resolve finds what descriptions and pronouns stand for: an entity named
// before (or, for a description, a new one). It goes through the text in order,
// so that what was resolved can be pointed back to.
func (r *reading) resolve() {
	r.readMetonyms()
	r.readClubs()
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
	r.findOfficeholders()
	r.findSpokesgroups()
	r.attributeQuotations()
	r.sortEntities()
	for _, e := range r.entities {
		e.name = r.bestName(e)
	}
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
		if r.identified(m.head) && m.definite && e.typ == "Person" {
			if before := r.antecedent(m); before != nil && !before.named && before.typ == "Person" {
				r.absorb(e, before)
			}
		}
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
