package extract

import (
	"slices"

	"clew/graph"
)

// seatRules read where bodies and buildings are by the words right beside their
// names, whatever the parser hangs them on.
var seatRules = []rule{
	{
		name: "owner of a body", typ: "LOCATED_IN",
		doc:     "P's O, for a named body, building or region: a state body is part of the country",
		example: "The prize went to Portugal's Goethe Institute.", want: "Goethe Institute LOCATED_IN Portugal",
		match: (*reading).bodiesOwnedByPlaces,
	},
	{
		name: "adjective before a body", typ: "LOCATED_IN",
		doc:     "the German carmaker O, Swedish furniture giant O: the country of the adjective",
		example: "The Danish shipping giant Norvik raised its prices. Norvik is old.", want: "Norvik LOCATED_IN Denmark",
		match: (*reading).adjectivesBeforeBodies,
	},
	{
		name: "seat behind a name", typ: "LOCATED_IN",
		doc:     "O in P, O of P, O in the country's capital P, and the country behind the town",
		example: "Peter Hahn studies waves at the Harbour Institute in the Portuguese capital, Lisbon.", want: "Harbour Institute LOCATED_IN Lisbon",
		match: (*reading).seatsBehindNames,
	},
	{
		name: "town in a name", typ: "LOCATED_IN",
		doc:     "the town that a university, court or police force is called by",
		example: "Students of Karachi University met on Monday. The rain in Karachi had stopped.", want: "Karachi University LOCATED_IN Karachi",
		match: (*reading).townsInNames,
	},
	{
		name: "organ of a union", typ: "PART_OF",
		doc:     "a listed organ of a listed body, where the article names both",
		example: "The European Commission warned members of the European Union.", want: "European Commission PART_OF European Union",
		match: (*reading).organsOfUnions,
	},
	{
		name: "country of the town of a body", typ: "LOCATED_IN",
		doc:     "what lies in a town lies in the country of the town, where the article names it",
		example: "Portugal is proud of the Harbour Institute in Lisbon.", want: "Harbour Institute LOCATED_IN Portugal",
		match: (*reading).countriesOfTowns,
	},
}

// settled says whether an entity is a body or building that can be said to be
// somewhere; where an armed group is, other rules read.
func settled(e *entity) bool {
	return e.typ == "Organization" && e.subtype != "ArmedGroup" && e.subtype != "IGO" || e.subtype == "Facility"
}

// situated makes the finding that a body is at a place: a state body is part of its
// country.
func (r *reading) situated(e, place *entity, token int) finding {
	typ := "LOCATED_IN"
	if stateBody(e) && place.subtype == "Country" {
		typ = "PART_OF"
	}
	return find(typ, e, place, token).adjusted(plainly)
}

func (r *reading) bodiesOwnedByPlaces() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.entity == nil || m.start < 2 || !settled(m.entity) && m.entity.subtype != "Region" {
			continue
		}
		k := m.start - 1
		for k > 0 && k > m.start-4 && (r.tokens[k].Pos == "ADJ" || r.tokens[k].Tag == "NN") && r.tokens[k].Text == r.tokens[k].lower {
			k--
		}
		if p := r.ownerEndingAt(k); p != nil && p.entity != nil && p.entity.typ == "Place" && p.entity.subtype != "Facility" && (m.entity.subtype != "Region" || p.entity.subtype == "Country") {
			out = append(out, r.situated(m.entity, p.entity, m.head))
		}
	}
	return out
}

// firmNouns are nouns for bodies that no other list has.
var firmNouns = []string{
	"giant", "carmaker", "automaker", "maker", "manufacturer", "producer", "retailer", "insurer", "lender", "utility", "operator", "startup", "start-up", "conglomerate", "club", "side", "daily", "weekly", "tabloid",
	"paper", "broadcaster", "publisher", "brewer", "airline", "supplier", "developer", "provider", "chain", "brand", "label", "outfit", "champion", "champions", "giants", "chipmaker", "drugmaker", "planemaker",
	"rival", "subsidiary", "multinational", "consortium", "watchdog", "regulator", "charity", "union", "lobby", "station", "portal", "website",
}

func (r *reading) adjectivesBeforeBodies() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.entity == nil || !settled(m.entity) || m.entity.typ != "Organization" || m.start < 2 {
			continue
		}
		noun := r.tokens[m.start-1]
		if noun.Text != noun.lower || r.lex.heads[noun.lower].typ != "Organization" && !slices.Contains(firmNouns, noun.lower) {
			continue
		}
		k := m.start - 2
		for k > 0 && k > m.start-6 && r.tokens[k].Text == r.tokens[k].lower && (r.tokens[k].Pos == "ADJ" || r.tokens[k].Pos == "NOUN") {
			k--
		}
		if country := r.adjectiveAt(k); country != nil {
			out = append(out, r.situated(m.entity, country, m.head))
		}
	}
	return out
}

func (r *reading) seatsBehindNames() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.entity == nil || !settled(m.entity) || r.tokens[m.head].Dep == "dobj" {
			continue
		}
		at := m.end
		if r.lowerIn(at, "(") && r.lowerIn(at+2, ")") { // the acronym between
			at += 3
		}
		if !r.lowerIn(at, "in") && !(r.lowerIn(at, "of") && m.entity.typ == "Organization") {
			continue
		}
		of := r.lowerIn(at, "of")
		prep := r.tokens[at].Head
		inside := prep >= m.start && prep < m.end
		if !inside && (of || m.entity.subtype == "Company" || r.tokens[m.head].Dep != "pobj" && r.tokens[m.head].Dep != "appos" && r.tokens[m.head].Dep != "conj") {
			continue
		}
		place := r.placeAhead(at + 1)
		if place == nil || of && place.entity.subtype != "Country" {
			continue
		}
		out = append(out, r.situated(m.entity, place.entity, m.head))
		if country := r.inside[place.entity]; country != nil && country.subtype == "Country" && r.namedIn(country, m.head) {
			out = append(out, r.situated(m.entity, country, m.head))
		}
	}
	return out
}

// placeAhead is the named place that begins at token i or behind words that only
// say what it is: "the Lithuanian capital, Vilnius", "Nigeria's capital Abuja", "the
// city of Porto".
func (r *reading) placeAhead(i int) *mention {
	var country *mention
	kind := false
	for k := i; k < i+7 && k < len(r.tokens) && r.tokens[k].sentence == r.tokens[i].sentence; k++ {
		if n := r.nameStarting(k); n != nil && n.entity != nil && n.entity.typ == "Place" {
			if kind || country == nil && r.tokens[n.end-1].Tag != "POS" && r.tokens[min(n.end, len(r.tokens)-1)].Tag != "POS" {
				return n
			}
			country, k = n, n.end-1
			continue
		}
		if m := r.at[k]; m != nil && m.kind == graph.DemonymMention {
			country = m
			continue
		}
		switch {
		case r.lowerIn(k, "capital", "city", "town", "village", "suburb", "state", "province", "port", "resort"):
			kind = true
		case r.lowerIn(k, "the", "of", ",") || r.tokens[k].Tag == "POS" || r.tokens[k].Text == r.tokens[k].lower && r.tokens[k].Pos == "ADJ":
		default:
			return nil
		}
	}
	return nil
}

func (r *reading) townsInNames() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.entity == nil || m.entity.typ != "Organization" || m.end-m.start < 2 {
			continue
		}
		switch m.entity.subtype {
		case "University", "Court", "SecurityService", "Legislature", "GovernmentAgency", "ThinkTank":
		default:
			continue
		}
		words := []int{m.start}
		if r.lowerIn(m.end-2, "of") {
			words = append(words, m.end-1)
		}
		for _, k := range words {
			for _, x := range r.lex.names[plain(r.tokens[k].Text)] {
				if x.typ == "Place" && x.subtype == "City" {
					if e := r.placeNamed(x); e != nil && len(e.mentions) > 0 {
						out = append(out, find("LOCATED_IN", m.entity, e, m.head).adjusted(plainly))
					}
				}
			}
		}
	}
	return out
}

func (r *reading) organsOfUnions() []finding {
	var out []finding
	for _, e := range r.entities {
		if e.typ != "Organization" || !e.named || e.lex == nil || e.lex.parent == "" || e.subtype == "ArmedGroup" || e.subtype == "Company" {
			continue
		}
		for _, whole := range r.entities {
			if whole == e || !whole.named || whole.lex == nil || whole.lex.name != e.lex.parent || whole.typ != "Organization" {
				continue
			}
			at := r.sharedSentence(e, whole)
			if at < 0 {
				at = firstName(e)
			}
			if at >= 0 {
				out = append(out, find("PART_OF", e, whole, at).with("kind", "gazetteer").adjusted(plainly))
			}
		}
	}
	return out
}

// countriesOfTowns goes by what the rules before it found.
func (r *reading) countriesOfTowns() []finding {
	var out []finding
	for _, x := range r.relations {
		if x.typ != "LOCATED_IN" && x.typ != "HEADQUARTERED_IN" || x.from.event != nil || !x.from.named || x.to.subtype != "City" || !settled(x.from) {
			continue
		}
		country := r.inside[x.to]
		if country == nil || country.subtype != "Country" {
			country = r.countryOf(x.to)
		}
		if country == nil || slices.ContainsFunc(r.relations, func(y *relation) bool {
			return y.from == x.from && y.to == country && (y.typ == "LOCATED_IN" || y.typ == "PART_OF")
		}) {
			continue
		}
		out = append(out, find("LOCATED_IN", x.from, country, x.token).with("kind", "gazetteer").adjusted(plainly))
	}
	return out
}
