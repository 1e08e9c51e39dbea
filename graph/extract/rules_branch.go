package extract

import (
	"slices"

	"clew/graph"
)

// branchRules read which body is part of which, and of which country.
var branchRules = []rule{
	{
		name: "branch of", typ: "BRANCH_OF",
		doc:     "an affiliate, province, franchise, wing of O",
		example: "ISIS' franchise in Sinai claimed responsibility for the bombing in Cairo.", want: "ISIS' franchise BRANCH_OF ISIS",
		match: (*reading).branches,
	},
	{
		name: "body of a country", typ: "PART_OF",
		doc:     "the Russian government, Sweden's parliament, the US Defense Department: a state body is part of its country, another body lies in it",
		example: "The Danish police arrested two men in Aarhus.", want: "Danish police PART_OF Denmark",
		match: (*reading).bodiesOfCountries,
	},
	{
		name: "project of a body", typ: "PART_OF",
		doc:     "the O project X: a named organ of a body",
		example: "The new Hamas channel Al-Aqsa TV broadcast the speech.", want: "Al-Aqsa TV PART_OF Hamas",
		match: (*reading).organs,
	},
}

// branchNouns say that a body is a part of a larger one.
var branchNouns = []string{"affiliate", "branch", "offshoot", "franchise", "wing", "arm", "chapter", "subsidiary", "outpost", "province", "faction", "unit"}

func (r *reading) branches() []finding {
	var out []finding
	for i, t := range r.tokens {
		noun := singular(t.lower)
		if !slices.Contains(branchNouns, noun) {
			continue
		}
		parent := r.parentOf(i)
		if parent == nil || parent.typ != "Organization" {
			continue
		}
		for _, child := range r.branchItself(i) {
			if child != parent && child.typ == "Organization" {
				typ := "BRANCH_OF"
				if noun == "offshoot" || r.lowerIn(i-1, "splinter", "breakaway") {
					typ = "SPLIT_FROM"
				}
				f := find(typ, child, parent, i).with("kind", noun)
				if d := r.tokens[i].Dep; d == "appos" || d == "poss" || d == "compound" || r.child(i, "appos") >= 0 {
					f = f.adjusted(plainly)
				}
				out = append(out, f)
			}
		}
	}
	for _, c := range r.clauses { // "X grew out of Y", "split from Y"
		if c.lemma == "split" || c.lemma == "break" || c.lemma == "splinter" {
			for _, p := range c.preps {
				if p.word == "from" {
					for _, s := range r.entitiesOf(c.subjects) {
						if e := r.entityOf(p.obj); e != nil {
							out = append(out, find("SPLIT_FROM", s, e, c.verb))
						}
					}
				}
			}
		}
	}
	return out
}

// parentOf is the body that "affiliate", "branch" … at i belongs to.
func (r *reading) parentOf(i int) *entity {
	for _, k := range r.children(i, "poss", "compound") {
		if e := r.entityOf(k); e != nil && e.typ == "Organization" {
			return e
		}
	}
	for _, p := range r.prepositions(i) {
		if p.word == "of" {
			if e := r.entityOf(p.obj); e != nil && e.typ == "Organization" {
				return e
			}
		}
	}
	return nil
}

// branchItself is the body that is called a branch at i: the description's own
// entity, a name in apposition, or the subject of "was created as".
func (r *reading) branchItself(i int) []*entity {
	for _, at := range r.appositives(i) {
		if e := r.entityOf(at); e != nil && e.typ == "Organization" {
			return []*entity{e}
		}
	}
	t := r.tokens[i]
	if t.Dep == "pobj" && r.lowerIn(t.Head, "as") {
		if c := r.clauseAt[r.tokens[t.Head].Head]; c != nil {
			if c.passive {
				return r.entitiesOf(c.objects)
			}
			return r.entitiesOf(c.subjects)
		}
	}
	if m := r.at[i]; m != nil && m.entity != nil {
		return []*entity{m.entity}
	}
	if t.Dep == "compound" {
		if e := r.entityOf(t.Head); e != nil {
			return []*entity{e}
		}
	}
	return nil
}

func (r *reading) bodiesOfCountries() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.entity == nil || m.entity.typ != "Organization" && m.noun != "embassy" && m.noun != "consulate" || m.kind == graph.PronounMention {
			continue
		}
		place := r.ownCountry(m)
		if place == nil || place == m.entity || place.typ != "Place" {
			continue
		}
		typ := "LOCATED_IN"
		switch {
		case stateBody(m.entity):
			if place.subtype == "Country" || place.subtype == "Region" && place.lex != nil && place.lex.iso != "" {
				typ = "PART_OF"
			}
		case m.entity.subtype == "ArmedGroup":
			typ = "OPERATES_IN"
		case m.entity.subtype == "Facility":
			if m.noun == "embassy" || m.noun == "consulate" {
				typ = "PART_OF"
			}
		}
		out = append(out, find(typ, m.entity, place, m.head).adjusted(plainly))
	}
	return out
}

// stateBody says whether a body is an organ of a state.
func stateBody(e *entity) bool {
	return slices.Contains([]string{"Government", "GovernmentAgency", "SecurityService", "Military", "Legislature", "Court"}, e.subtype)
}

// ownCountry is the country or place named at the front of a body's name or
// description.
func (r *reading) ownCountry(m *mention) *entity {
	if m.kind == graph.NominalMention {
		if e := r.anchorOf(m); e != nil && e.typ == "Place" && m.entity != e {
			return e
		}
		if p := r.child(m.head, "poss"); p >= 0 {
			if e := r.entityOf(p); e != nil && e.subtype == "Country" {
				return e
			}
		}
		return nil
	}
	for _, k := range []int{m.start, m.start - 1} { // "US Defense Department", "Russian FSB"
		if k < 0 || r.tokens[k].sentence != r.tokens[m.start].sentence {
			continue
		}
		if k < m.start && (r.at[k] == nil || r.tokens[k].Head != m.head) {
			continue
		}
		for _, e := range r.lex.names[plain(r.tokens[k].Text)] {
			if e.typ == "Place" && (e.subtype == "Country" || e.subtype == "Region" && e.demonym && e.iso != "") && m.end-m.start > 1-(m.start-k) {
				return r.placeNamed(e)
			}
		}
	}
	return nil
}

func (r *reading) organs() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.typ != "Organization" || m.entity == nil {
			continue
		}
		for _, k := range r.children(m.head, "compound") {
			b := r.at[k]
			if b == nil || b.entity == nil || b.kind != graph.NameMention || b.typ != "Organization" || b.end > m.start {
				continue
			}
			for n := b.end; n < m.start; n++ {
				if r.lowerIn(n, "project", "channel", "arm", "outlet", "agency", "unit", "subsidiary", "wing") {
					out = append(out, find("PART_OF", m.entity, b.entity, m.head))
				}
			}
		}
		if start := m.start - 1; start > 0 && r.lowerIn(start, "project", "channel", "outlet", "subsidiary", "newspaper", "unit") {
			if b := r.at[start-1]; b != nil && b.entity != nil && b.kind == graph.NameMention && b.typ == "Organization" {
				out = append(out, find("PART_OF", m.entity, b.entity, m.head))
			}
		}
	}
	return out
}
