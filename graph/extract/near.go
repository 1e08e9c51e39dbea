package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// The parser often hangs places, dates and names of a life story on the wrong
// word. What follows reads them by where they stand: behind the word that speaks
// of them, with no other verb between.

// placeWords may stand between a place and the one it lies in: "the village of
// Norvik in the Lagos district".
var placeWords = []string{
	",", "(", ")", "in", "of", "the", "near", "then", "now", "modern", "what", "is", "present", "day", "-", "at", "village", "town", "city", "district", "county", "province", "region", "state", "area", "suburb", "suburbs",
	"community", "neighborhood", "neighbourhood", "island", "municipality", "borough", "parish", "governorate", "prefecture", "outside", "just", "capital", "metropolitan",
}

// placesAfter are the places that a word speaks of: the first one behind it after
// one of the prepositions, and those it is said to lie in.
func (r *reading) placesAfter(i int, prepositions ...string) []*mention {
	end := min(r.sentences[r.tokens[i].sentence].end, i+12)
	for p := i + 1; p < end; p++ {
		if r.lowerIn(p, ";", ")") || r.lowerIn(p, "who", "which", "where", "when", "while", "and", "but") && p > i+2 || p > i+1 && r.finite(p) {
			return nil
		}
		if r.lowerIn(p, prepositions...) {
			if list := r.placeChain(p + 1); len(list) > 0 {
				return list
			}
		}
	}
	return nil
}

// finite says whether a token is a verb that begins another statement.
func (r *reading) finite(i int) bool {
	t := r.tokens[i]
	return slices.Contains([]string{"VBD", "VBZ", "VBP", "MD", "TO"}, t.Tag) && t.Pos != "ADP" && t.Dep != "prep"
}

// placeChain are the place that begins at or just behind token i and the ones it
// lies in: "Norvik, Maine".
func (r *reading) placeChain(i int) []*mention {
	var out []*mention
	limit := r.sentences[r.tokens[min(i, len(r.tokens)-1)].sentence].end
	for k, gap := i, 0; k < limit && gap < 7; k++ {
		if m := r.placeAt(k); m != nil {
			out = append(out, m)
			k, gap = m.end-1, 0
			if r.lowerIn(m.end, "and", "or") {
				return out
			}
			continue
		}
		if !r.lowerIn(k, placeWords...) && (len(out) > 0 || r.tokens[k].Pos != "ADJ" && !r.capitalized(k) && r.tokens[k].Pos != "NOUN") {
			return out
		}
		if len(out) > 0 && r.lowerIn(k, "in") && !r.lowerIn(k-1, ",", "(") && r.lowerIn(k+1, "a", "an") {
			return out
		}
		gap++
	}
	return out
}

// placeAt is the place named from token i on. A word that the recogniser took for
// something else is a place where the lists do not know better.
func (r *reading) placeAt(i int) *mention {
	m := r.nameAround(i)
	if m == nil || m.entity.typ == "Place" {
		return m
	}
	if m.start == i && r.mistakenPlace(m) {
		m.entity.typ, m.entity.subtype, m.typ = "Place", "", "Place"
		return m
	}
	return nil
}

// locating are the relations that say where something is.
var locating = []string{"LOCATED_IN", "LIVES_IN", "BORN_IN", "HEADQUARTERED_IN", "OPERATES_IN"}

// onlyNear says whether the sentence of a token names a place only as what
// something is near to or outside of, which puts nothing into it.
func (r *reading) onlyNear(place *entity, token int) bool {
	near := false
	for _, m := range place.mentions {
		if r.tokens[m.head].sentence != r.tokens[token].sentence {
			continue
		}
		i := m.start - 1
		if first := r.firstConjunct(m.head); first != m.head { // "near Lisbon and Porto"
			i = r.tokens[first].Head
		}
		if r.lowerIn(i, "the", "of", "to") {
			i--
		}
		if d := r.tokens[m.head].Dep; d == "compound" || d == "poss" || d == "amod" || !r.lowerIn(i, "near", "outside", "beyond", "close", "next") {
			return false
		}
		near = true
	}
	return near
}

// indexNames notes for every token the name it is part of.
func (r *reading) indexNames() {
	r.nameOver = make([]*mention, len(r.tokens))
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.entity == nil {
			continue
		}
		for i := m.start; i < m.end; i++ {
			if r.nameOver[i] == nil {
				r.nameOver[i] = m
			}
		}
	}
}

// nameAround is the name that token i is part of.
func (r *reading) nameAround(i int) *mention {
	if i < 0 || i >= len(r.nameOver) {
		return nil
	}
	return r.nameOver[i]
}

// mistakenPlace says whether a name behind "in" of a verb of living may be a
// place: short, unknown and nowhere called a body or person.
func (r *reading) mistakenPlace(m *mention) bool {
	e := m.entity
	if e.lex != nil || e.subtype != "" || m.end-m.start > 3 || m.title != "" || len(e.mentions) > 2 || allUpper(r.tokens[m.end-1].Text) && !(r.lowerIn(m.start-1, ",") && len(r.tokens[m.start].Text) == 2) || e.typ != "Organization" && e.typ != "Person" {
		return false
	}
	return r.lowerIn(m.start-1, "in", "to", "at", "from", "of", "near", ",") && !slices.ContainsFunc(e.mentions, func(x *mention) bool { return strings.HasPrefix(r.tokens[x.head].Dep, "nsubj") })
}

// dateAfter is the date behind a word, with no other statement between.
func (r *reading) dateAfter(i int) date {
	if d := r.dateBelow(i); d.known() {
		return d
	}
	for _, d := range r.dates {
		if d.start <= i || r.tokens[d.start].sentence != r.tokens[i].sentence {
			continue
		}
		if d.start > i+18 || strings.HasPrefix(d.edtf, "XXXX") {
			break
		}
		for k := i + 1; k < d.start; k++ {
			if r.finite(k) || r.tokens[k].Tag == "VBN" && k > i+2 || r.lowerIn(k, ";", ")", "until", "before", "since", "who", "which", "where", "when", "while", "to") {
				return date{}
			}
		}
		if r.lowerIn(d.start-1, "after") {
			return date{}
		}
		return d
	}
	return date{}
}

// setDate notes a date of a life or a body once, where the article says so.
func (r *reading) setDate(e *entity, key string, d date) {
	if e == nil || !d.known() || strings.HasPrefix(d.edtf, "XXXX") {
		return
	}
	if _, known := e.props[key]; !known {
		e.props[key] = d.edtf
		e.props[key+"_span"] = r.dateSpan(d)
	}
}

// personOf is whom a verb or participle of a life story speaks of: its subject, in
// the passive its object, else the subject of the clause around it.
func (r *reading) personOf(v int) []*entity {
	if c := r.clauseAt[v]; c != nil {
		list := c.subjects
		if c.passive {
			list = c.objects
		}
		if persons := people(r.entitiesOf(r.predicated(list))); len(persons) > 0 {
			return persons
		}
	}
	if e := r.subjectAround(v, "Person"); e != nil {
		return []*entity{e}
	}
	return nil
}

// predicated puts the subject in the place of the last of several predicates:
// "Rosa Lind is a writer and critic who moved to Lisbon".
func (r *reading) predicated(tokens []int) []int {
	out := slices.Clone(tokens)
	for i, t := range out {
		first := r.firstConjunct(t)
		if h := r.tokens[first].Head; r.tokens[first].Dep == "attr" && r.lemma(h) == "be" {
			if s := r.child(h, "nsubj"); s >= 0 && r.entityOf(s) != nil && r.entityOf(s).typ == "Person" {
				out[i] = s
			}
		}
	}
	return out
}

func people(list []*entity) []*entity {
	return slices.DeleteFunc(list, func(e *entity) bool { return e.typ != "Person" && e.typ != "PersonGroup" })
}

// subjectAround is the nearest subject of a type in the clauses around a word,
// else the nearest such mention before it, else the first behind it.
func (r *reading) subjectAround(i int, typ string) *entity {
	var found *entity
	r.ancestors(i, func(child, head int) bool {
		if d := r.tokens[child].Dep; d == "relcl" || d == "acl" || d == "appos" {
			if e := r.entityOf(head); e != nil && e.typ == typ {
				found = e
				return false
			}
		}
		for _, s := range r.children(head, "nsubj", "nsubjpass") {
			if e := r.entityOf(r.relative(s, head)); e != nil {
				if e.typ == typ {
					found = e
				}
				return false
			}
		}
		return true
	})
	return found
}
