package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// placeRules read where places and bodies lie.
var placeRules = []rule{
	{
		name: "place in a place", typ: "LOCATED_IN",
		doc:     "P, Q; P in Q; the Q city of P; a Q hotel: one place lies in another",
		example: "The train stopped in Multan, Pakistan.", want: "Multan LOCATED_IN Pakistan",
		match: func(r *reading) []finding {
			var out []finding
			for _, n := range r.nestings {
				out = append(out, find("LOCATED_IN", n.inner, n.outer, n.token).adjusted(plainly))
			}
			return out
		},
	},
	{
		name: "body at a place", typ: "LOCATED_IN",
		doc:     "the O in P, the O at P, P-based O",
		example: "The Brussels-based Harbour Institute published a report.", want: "Harbour Institute HEADQUARTERED_IN Brussels",
		match: (*reading).bodiesAtPlaces,
	},
}

// nesting is one place that the article says lies in another.
type nesting struct {
	inner, outer *entity
	token        int
}

// nestPlaces reads which places lie in which.
func (r *reading) nestPlaces() {
	for _, m := range r.mentions {
		if m.entity == nil || m.entity.typ != "Place" || m.kind == graph.PronounMention || m.kind == graph.DemonymMention {
			continue
		}
		for _, outer := range r.outerPlaces(m) {
			r.nest(m, outer)
		}
	}
}

func (r *reading) nest(m *mention, outer *entity) {
	inner := m.entity
	if outer == nil || outer == inner || outer.typ != "Place" || r.within(outer, inner) || inner.subtype == "Country" && outer.subtype != "Region" {
		return
	}
	if inner.subtype == "City" && outer.subtype == "City" && inner.lex != nil || inner.subtype == "Region" && outer.subtype == "City" || inner.subtype == "City" && outer.subtype == "Facility" {
		return
	}
	if inner.lex != nil && inner.lex.iso != "" && outer.subtype == "Country" && outer.lex != nil && outer.lex.iso != inner.lex.iso {
		return
	}
	if r.inside[inner] == nil {
		r.inside[inner] = outer
	}
	r.nestings = append(r.nestings, nesting{inner, outer, m.head})
}

// outerPlaces are the places that the words around a mention say it lies in.
func (r *reading) outerPlaces(m *mention) []*entity {
	var out []*entity
	place := func(i int) *entity {
		if x := r.at[i]; x != nil && x.entity != nil && x != m {
			if e := r.placeOfDemonym(x); e.typ == "Place" {
				return e
			}
		}
		return nil
	}
	// "Lahore, Pakistan"
	if r.lowerIn(m.end, ",") && m.kind == graph.NameMention {
		if next := r.nameStarting(m.end + 1); next != nil && next.entity != nil && next.entity.typ == "Place" && (next.entity.subtype == "Country" || next.entity.subtype == "Region" && m.entity.subtype != "Country") && !r.listed(m, next) && !r.opensClause(next) {
			out = append(out, next.entity)
		}
	}
	// "the Kenyan city of Mombasa"
	if t := r.tokens[m.head]; t.Dep == "pobj" && r.lowerIn(t.Head, "of") {
		if noun := r.tokens[t.Head].Head; r.lex.heads[singular(r.tokens[noun].lower)].typ == "Place" {
			for _, k := range r.tokens[noun].kids {
				if e := place(k); k < noun && e != nil && (e.subtype == "Country" || e.subtype == "Region") {
					out = append(out, e)
				}
			}
		}
	}
	// "a mill in northern Kenya", "the Palm Garden Hall on the southern edge of Lagos"
	for _, p := range r.prepositions(m.head) {
		if !slices.Contains([]string{"in", "of", "on", "near", "outside", "at"}, p.word) || p.prep < m.head {
			continue
		}
		if e := place(p.obj); e != nil && (p.word == "in" || p.word == "at" || p.word == "of" && (m.kind == graph.NominalMention)) {
			out = append(out, e)
		} else if r.lowerIn(p.obj, "edge", "outskirts", "outskirt", "suburb", "suburbs", "city", "town", "province", "region", "district", "north", "south", "east", "west", "center", "centre", "coast") {
			for _, q := range r.prepositions(p.obj) {
				if q.word == "of" {
					out = append(out, place(q.obj))
				}
			}
		}
	}
	// "a Lagos concert hall", "Cairo airport", "northern Kenya"
	for k := m.start; k < m.head && m.noun != "embassy" && m.noun != "consulate"; k++ {
		if slices.Contains(anywhere, m.noun) && r.at[k] != nil && r.at[k].kind == graph.DemonymMention {
			continue
		}
		if e := place(k); e != nil && r.at[k].head == k {
			out = append(out, e)
		}
	}
	if m.kind == graph.NominalMention {
		if h := r.at[m.head]; h == m && m.inner != nil {
			out = append(out, m.inner)
		}
	} else if m.entity.subtype == "Facility" && m.end-m.start > 1 { // "Kabul International Airport"
		for _, e := range r.lex.names[plain(r.tokens[m.start].Text)] {
			if e.typ == "Place" && e.subtype == "City" {
				out = append(out, r.placeNamed(e))
			}
		}
	}
	return out
}

// opensClause says whether a name is the subject of a verb behind it: "on the way
// to Europe, Libya is in chaos".
func (r *reading) opensClause(m *mention) bool {
	t := r.tokens[m.head]
	return (t.Dep == "nsubj" || t.Dep == "nsubjpass") && t.Head > m.head && !r.lowerIn(m.end, ",")
}

// anywhere are buildings that the adjective of a country says the kind of: a
// Turkish restaurant may be in Lyon.
var anywhere = []string{"restaurant", "supermarket", "shop", "store", "cafe", "café", "bar", "pub", "bakery", "church", "school", "mosque", "temple", "cemetery", "club", "nightclub", "kindergarten", "monastery"}

// listed says whether two names with a comma between stand in a list: "Iraq,
// Syria and Iran".
func (r *reading) listed(a, b *mention) bool {
	if r.tokens[b.head].Dep == "conj" || r.tokens[a.head].Dep == "conj" && r.tokens[b.head].Head == a.head && r.tokens[b.head].Dep == "conj" {
		return true
	}
	return r.lowerIn(b.end, ",") && r.lowerIn(b.end+1, "and", "or") || r.lowerIn(b.end, "and", "or") && a.entity.subtype == b.entity.subtype
}

func (r *reading) bodiesAtPlaces() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.entity == nil || m.entity.typ != "Organization" || m.kind == graph.PronounMention {
			continue
		}
		armed := m.entity.subtype == "ArmedGroup"
		for _, p := range r.prepositions(m.head) {
			e := r.entityOf(p.obj)
			if e == nil || e.typ != "Place" || !slices.Contains([]string{"in", "at"}, p.word) || p.prep < m.head || p.prep > m.end {
				continue
			}
			switch {
			case armed:
				out = append(out, find("OPERATES_IN", m.entity, e, m.head).adjusted(presupposed))
			case m.entity.subtype == "Company" && e.subtype == "Country":
				// "sales for Boeing in India": a market, no seat
			case m.kind == graph.NameMention || m.entity.named:
				out = append(out, find("LOCATED_IN", m.entity, e, m.head).adjusted(plainly))
			}
		}
		// "West Point" inside the name itself
		if m.kind == graph.NameMention && m.end-m.start > 3 {
			for k := m.start + 1; k < m.end-1; k++ {
				if r.lowerIn(k, "at", "in") {
					if e := r.entityNamed(r.words(k+1, m.end)); e != nil && e.typ == "Place" {
						out = append(out, find("LOCATED_IN", m.entity, e, m.head).adjusted(plainly))
					}
				}
			}
		}
		for k := m.start - 1; k >= 0 && k >= m.start-4; k-- {
			if !strings.HasSuffix(r.tokens[k].lower, "based") || r.parted(k+1, m.start) {
				continue
			}
			for _, x := range r.mentions {
				if x.entity != nil && x.entity.typ == "Place" && x.end <= k+1 && x.end >= k-1 && x.start >= k-3 {
					out = append(out, find("HEADQUARTERED_IN", m.entity, x.entity, m.head).adjusted(plainly))
				}
			}
		}
	}
	for _, c := range r.clauses {
		if c.lemma != "base" && c.lemma != "headquarter" || !c.passive {
			continue
		}
		for _, p := range c.preps {
			for _, s := range r.entitiesOf(c.objects) {
				if e := r.entityOf(p.obj); e != nil && (p.word == "in" || p.word == "at") {
					out = append(out, find("HEADQUARTERED_IN", s, e, c.verb))
				}
			}
		}
	}
	return out
}

// parted says whether a verb or another name stands between two words.
func (r *reading) parted(from, to int) bool {
	for i := from; i < to; i++ {
		if r.isVerb(i) && r.tokens[i].Tag != "VBN" || r.nameStarting(i) != nil {
			return true
		}
	}
	return false
}

func (r *reading) entityNamed(name string) *entity {
	for _, e := range r.entities {
		if e.name == name {
			return e
		}
	}
	return nil
}
