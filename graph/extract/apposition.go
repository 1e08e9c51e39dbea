package extract

import (
	"slices"

	"clew/graph"
)

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
var selfNouns = []string{"group", "network", "organization", "organisation", "movement", "militia", "outfit", "company", "firm", "newspaper", "magazine", "agency", "channel", "cartel", "union", "party", "club", "team", "bank", "airline", "carmaker", "automaker", "broadcaster", "brand", "foundation", "daily", "weekly", "sect", "charity", "consortium", "conglomerate", "subsidiary"}

// namedInside is the entity whose name stands right before the noun: "the ISIS
// network".
func (r *reading) namedInside(m *mention) *entity {
	if m.plural {
		return nil
	}
	if n := r.nameEndingAt(m.head); n != nil && slices.Contains(branchNouns, m.noun) && n.lex != nil && n.lex.parent != "" {
		return n.entity // "the Islamic State Khorasan branch" is the branch of that name
	}
	if !slices.Contains(selfNouns, m.noun) {
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
// be: "Nora Lind, an analyst", "the director of the MI5, Alan
// Marsh", "ISIS is an extremist group".
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

// identified says whether a name is given to the one described at i: "the gunman
// was identified as X".
func (r *reading) identified(i int) bool {
	t := r.tokens[i]
	return t.Dep == "nsubjpass" && r.isVerb(t.Head) && r.lemma(t.Head) == "identify" && !r.plural(i)
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
	if r.identified(i) {
		for _, p := range r.prepositions(r.tokens[i].Head) {
			if p.word == "as" {
				out = append(out, p.obj)
			}
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
			if s := r.bracketSubject(verb); s >= 0 {
				out = append(out, s)
			} else if s := r.child(verb, "nsubj"); s >= 0 {
				out = append(out, s)
			}
		}
	}
	return out
}

// bracketSubject is the name before a bracket that ends right before a form of
// "be", which the parser often takes apart: "Rosa Lind (born 1961, Hamburg) is".
// -1 where there is none.
func (r *reading) bracketSubject(v int) int {
	if v < 3 || r.lemma(v) != "be" || !r.lowerIn(v-1, ")") {
		return -1
	}
	depth := 0
	for k := v - 1; k >= max(0, v-80); k-- {
		switch {
		case r.lowerIn(k, ")"):
			depth++
		case r.lowerIn(k, "("):
			if depth--; depth == 0 {
				if r.lowerIn(k-1, ")") {
					continue // a second bracket before this one
				}
				if m := r.nameEndingAt(k); m != nil && (m.typ == "Person" || m.typ == "Organization") {
					return m.head
				}
				return -1
			}
		}
	}
	return -1
}

// personAfterBody is the person in "the director of the FSB, Alexander
// Marsh": the name right behind the body of a role, which the parser often
// hangs elsewhere.
func (r *reading) personAfterBody(i int) *mention {
	if kind := r.lex.roles[r.tokens[i].lower]; r.plural(i) || kind != "head" && kind != "office" && kind != "staff" {
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
