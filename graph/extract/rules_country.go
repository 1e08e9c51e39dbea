package extract

import (
	"slices"

	"clew/graph"
)

// countryRules read the country of places and bodies that the word lists know to
// lie in it, where the article names the country as well.
var countryRules = []rule{
	{
		name: "place in its country", typ: "LOCATED_IN",
		doc:     "a listed city or region and its country in one sentence",
		example: "Portugal raised the alert level after riots in Lisbon.", want: "Lisbon LOCATED_IN Portugal",
		match: func(r *reading) []finding { return r.listedPlaces(true) },
	},
	{
		name: "place in a country named elsewhere", typ: "LOCATED_IN",
		doc:     "a listed city or region, its country named in another sentence",
		example: "Riots broke out in Lisbon. Portugal raised the alert level.", want: "Lisbon LOCATED_IN Portugal",
		match: func(r *reading) []finding { return r.listedPlaces(false) },
	},
	{
		name: "body in its country", typ: "LOCATED_IN",
		doc:     "a listed body and its country in one sentence; a state body is part of it",
		example: "Volkswagen said the strike would cost Germany jobs.", want: "Volkswagen LOCATED_IN Germany",
		match: func(r *reading) []finding { return r.countriesOfBodies(true) },
	},
	{
		name: "organ of a country named elsewhere", typ: "PART_OF",
		doc:     "a listed body of a state, its country named in another sentence",
		example: "The Bundestag passed the bill. Germany has few such laws.", want: "Bundestag PART_OF Germany",
		match: func(r *reading) []finding { return r.countriesOfBodies(false) },
	},
}

// countryOf is the country a listed place or body belongs to, where the article
// names it.
func (r *reading) countryOf(e *entity) *entity {
	if e.lex == nil || e.lex.iso == "" {
		return nil
	}
	country, known := r.lex.countries[e.lex.iso]
	if !known {
		return nil
	}
	if c := r.placeNamed(country); c != nil && c != e && len(c.mentions) > 0 {
		return c
	}
	return nil
}

// listedPlaces are cities and regions in their countries by the word lists,
// those with a sentence that has both or the others.
func (r *reading) listedPlaces(together bool) []finding {
	var out []finding
	for _, e := range r.entities {
		if e.typ != "Place" || !e.named || e.subtype != "City" && e.subtype != "Region" {
			continue
		}
		country := r.countryOf(e)
		if country == nil || r.nestedIn(e, country) {
			continue
		}
		at := r.sharedSentence(e, country)
		if together != (at >= 0) {
			continue
		}
		if at < 0 {
			at = firstName(e)
		}
		if at >= 0 {
			out = append(out, find("LOCATED_IN", e, country, at).with("kind", "gazetteer").adjusted(plainly))
		}
	}
	return out
}

// countriesOfBodies are bodies in the countries that the word lists give them. An
// armed group is nowhere by a list, and a firm needs a sentence that has both.
func (r *reading) countriesOfBodies(together bool) []finding {
	var out []finding
	for _, e := range r.entities {
		country := r.countryOf(e)
		if e.typ != "Organization" || !e.named || country == nil || e.subtype == "ArmedGroup" || e.subtype == "IGO" {
			continue
		}
		at := r.sharedSentence(e, country)
		if together != (at >= 0) {
			continue
		}
		if at < 0 && stateBody(e) {
			at = firstName(e)
		}
		typ := "LOCATED_IN"
		if stateBody(e) {
			typ = "PART_OF"
		}
		if at >= 0 && !r.found(typ, e, country) {
			out = append(out, find(typ, e, country, at).with("kind", "gazetteer").adjusted(plainly))
		}
	}
	return out
}

// found says whether a rule before found a relation.
func (r *reading) found(typ string, from, to *entity) bool {
	return slices.ContainsFunc(r.relations, func(x *relation) bool { return x.typ == typ && x.from == from && x.to == to })
}

// nestedIn says whether the article itself puts one place into the other.
func (r *reading) nestedIn(inner, outer *entity) bool {
	for steps := 0; inner != nil && steps < 4; steps++ {
		inner = r.inside[inner]
		if inner == outer {
			return true
		}
	}
	return slices.ContainsFunc(r.nestings, func(n nesting) bool { return n.inner == inner && n.outer == outer })
}

// sharedSentence is the first name of a in a sentence that names b, -1 where
// there is none.
func (r *reading) sharedSentence(a, b *entity) int {
	for _, m := range a.mentions {
		if m.kind == graph.NameMention && r.namedIn(b, m.head) {
			return m.head
		}
	}
	return -1
}

// firstName is the token of the first mention by name, -1 where there is none.
func firstName(e *entity) int {
	for _, m := range e.mentions {
		if m.kind == graph.NameMention {
			return m.head
		}
	}
	return -1
}
