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
