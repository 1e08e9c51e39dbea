package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// role is a title read off a phrase with the body it is held in.
type role struct {
	words string // "executive director"
	kind  string // head, office, staff, member, founder, owner
	body  *entity
	at    int
	ended bool
}

// roleAt reads the role phrase whose head noun is i: the longest title of the
// word lists that ends in it, and the body after of, at, for, in or before it.
func (r *reading) roleAt(i int) []role {
	base := role{at: i}
	start, _ := r.nounPhrase(i)
	base.words, base.kind = r.titleAt(i)
	if base.kind == "" || base.kind == "none" || base.kind == "address" || base.kind == "rank" {
		return nil
	}
	for k := start; k < i; k++ {
		if r.lowerIn(k, "former", "ex", "then", "late", "retired", "onetime", "outgoing", "ex-") {
			base.ended = true
		}
	}
	if r.lowerIn(start-1, "former", "then", "retired", "late") {
		base.ended = true
	}
	if of := r.fieldOf(i); of != "" && base.kind == "head" {
		base.words += " of " + of
		base.kind = "office"
	}
	var out []role
	for _, body := range r.bodiesOfRole(i, start) {
		x := base
		x.body = body
		out = append(out, x)
	}
	return out
}

// fieldOf is the common noun after "director of": research, production; "" where
// a body follows.
func (r *reading) fieldOf(i int) string {
	for _, p := range r.prepositions(i) {
		if p.word == "of" && r.entityOf(p.obj) == nil && r.isNoun(p.obj) && len(r.prepositions(p.obj))+len(r.prepositions(i)) > 1 {
			return r.words(r.leftmost(p.obj), p.obj+1)
		}
	}
	return ""
}

// roleKind is the kind of a title in singular or plural.
func (r *reading) roleKind(words string) (string, bool) {
	if kind, ok := r.lex.roles[words]; ok {
		return kind, true
	}
	last := words[strings.LastIndexByte(words, ' ')+1:]
	kind, ok := r.lex.roles[strings.TrimSuffix(words, last)+singular(last)]
	return kind, ok
}

// bodiesOfRole are the bodies that a role at i is held in.
func (r *reading) bodiesOfRole(i, start int) []*entity {
	var out []*entity
	add := func(e *entity) {
		if e != nil && (e.typ == "Organization" || e.typ == "Publisher" || e.typ == "Place" && (e.subtype != "Facility" || e.named)) && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	for _, p := range r.prepositions(i) {
		if p.word == "of" && r.lowerIn(i, "professor", "lecturer", "teacher", "student", "scholar", "researcher", "chair") {
			if seats := r.seatsBehind(i, p.obj); len(seats) > 0 {
				for _, e := range seats { // "professor of law at O"
					add(e)
				}
				continue
			}
		}
		switch p.word {
		case "of", "at", "for", "with":
			if e := r.entityOf(p.obj); e != nil {
				add(e)
			} else if p.word == "of" || p.word == "for" {
				for _, k := range r.tokens[p.obj].kids { // "director of UN sanctions"
					if k < p.obj && (r.tokens[k].Dep == "compound" || r.tokens[k].Dep == "poss") {
						add(r.entityOf(k))
					}
				}
				for _, q := range r.prepositions(p.obj) { // "director of production at the centre"
					if q.word == "of" || q.word == "at" || q.word == "for" {
						add(r.entityOf(q.obj))
					}
				}
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for k := i - 1; k >= start; k-- {
		if m := r.at[k]; m != nil && m.entity != nil && m.head == k {
			add(r.placeOfDemonym(m))
			break
		}
	}
	if len(out) == 0 {
		for _, p := range r.children(i, "poss") {
			add(r.entityOf(p))
		}
	}
	for _, p := range r.prepositions(i) {
		if p.word == "in" && len(out) == 0 {
			add(r.entityOf(p.obj))
		}
	}
	return out
}

// seatsBehind are the bodies after "at" behind a title or behind its subject.
func (r *reading) seatsBehind(title, subject int) []*entity {
	var out []*entity
	for _, p := range append(r.prepositions(title), r.prepositions(subject)...) {
		if e := r.entityOf(p.obj); p.word == "at" && e != nil && e.typ == "Organization" {
			out = append(out, e)
		}
	}
	return out
}

// standing turns a role into a relation.
func standing(person *entity, x role) finding {
	typ := map[string]string{"head": "LEADS", "office": "WORKS_FOR", "staff": "WORKS_FOR", "member": "MEMBER_OF", "founder": "FOUNDED", "owner": "OWNS"}[x.kind]
	if typ == "MEMBER_OF" && x.body.typ != "Organization" {
		typ = "WORKS_FOR"
	}
	if x.body.typ == "Place" && (typ == "FOUNDED" || typ == "OWNS") {
		typ = ""
	}
	if x.kind == "staff" && x.body.typ == "Place" && !staffOfState(x.words) {
		typ = "" // "the Berlin-based writer X", "the Syria expert X"
	}
	f := find(typ, person, x.body, x.at).with("title", x.words)
	if x.ended {
		f = f.with("ended", true)
	}
	return f.adjusted(func(c *claim) { c.speaker, c.speakerText, c.modality = nil, "", graph.Asserted })
}

// personsBeside are the people that a role phrase is said of: in apposition, as
// predicate, or after a dash.
func (r *reading) personsBeside(i int) []*entity {
	if t := r.tokens[i]; t.Dep == "pobj" && r.lowerIn(t.Head, "of") && r.roleHead(r.tokens[t.Head].Head) {
		return nil // "the daughter of the ambassador, X"
	}
	var out []*entity
	first := r.firstConjunct(i)
	for _, at := range append(r.appositives(i), r.appositives(first)...) {
		for _, x := range r.conjuncts(at) {
			if m := r.at[x]; m != nil && m.entity != nil && m.entity.typ == "Person" && !slices.Contains(out, m.entity) && (m.entity.named || m.kind == graph.PronounMention) {
				out = append(out, m.entity)
			}
		}
	}
	if len(out) == 1 && r.plural(i) && r.tokens[i].Dep != "attr" && !r.namedTogether(out[0], i) {
		return nil // "members of the group in Erbil, X": one name is no plural
	}
	if len(out) > 0 {
		return out[:1]
	}
	// "X – former coordinator of …": the parser often misses the dash
	start, _ := r.nounPhrase(i)
	for k := start - 1; k >= 0 && k >= start-3; k-- {
		if r.lowerIn(k, ",", "–", "—", "-", "(") {
			if m := r.nameEndingAt(k); m != nil && m.typ == "Person" && m.entity != nil {
				return []*entity{m.entity}
			}
			break
		}
		if !r.lowerIn(k, "the", "a", "an", "former", "then", "now", "currently", "also", "current", "longtime", "himself", "herself", "himself", "once", "previously") {
			break
		}
	}
	return nil
}

// namedTogether says whether a person named beside a plural is one of several named together.
func (r *reading) namedTogether(e *entity, i int) bool {
	return slices.ContainsFunc(e.mentions, func(m *mention) bool {
		return r.tokens[m.head].sentence == r.tokens[i].sentence && (r.tokens[m.head].Dep == "conj" || len(r.conjuncts(m.head)) > 1)
	})
}

// titleRange is the title right before a name, with a rank between left out:
// "commander of …, Gen. X" has none here.
func (r *reading) titleRange(m *mention) (start, end int) { return r.titleEndingAt(m.start) }

// titleEndingAt is the title whose last word stands right before token end.
func (r *reading) titleEndingAt(end int) (start, limit int) {
	for n := 4; n > 0 && end < len(r.tokens); n-- {
		if s := end - n; s >= 0 && r.tokens[s].sentence == r.tokens[end].sentence && r.lex.roles[strings.ToLower(plain(r.words(s, end)))] != "" {
			return s, end
		}
	}
	return end, end
}

// bodyBefore is the body or country named right before a title.
func (r *reading) bodyBefore(start int, m *mention) *entity {
	for k := start - 1; k >= 0 && k >= start-3; k-- {
		if r.tokens[k].sentence != r.tokens[start].sentence || r.lowerIn(k, ",", ".", "and", "–", "—", ";", ":", "(") {
			return nil
		}
		if r.tokens[k].Tag == "POS" || r.lowerIn(k, "'s", "’s", "’", "'") {
			continue
		}
		for _, b := range r.mentions {
			if b.start <= k && k < b.end && b.entity != nil && b != m && b.kind != graph.PronounMention && b.kind != graph.NominalMention {
				e := r.placeOfDemonym(b)
				if e.typ == "Organization" || e.typ == "Publisher" || e.typ == "Place" && e.subtype != "Facility" {
					return e
				}
				return nil
			}
		}
		if r.tokens[k].Pos != "ADJ" {
			return nil // "Panama's Episcopal Conference president" leads no country
		}
	}
	return nil
}

func (r *reading) endedBefore(start int) bool {
	for k := start - 1; k >= 0 && k >= start-5; k-- {
		if r.lowerIn(k, "former", "then", "ex", "late", "retired", "assassinated", "slain", "deceased", "ousted", "deposed", "jailed") {
			return true
		}
		if r.lowerIn(k, ",", ".", "and") {
			return false
		}
	}
	return false
}
