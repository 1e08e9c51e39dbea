package extract

import (
	"slices"

	"clew/graph"
)

// standingRules read who leads, works for, belongs to whom.
var standingRules = []rule{
	{
		name: "people of a body", typ: "WORKS_FOR",
		doc:     "officials, soldiers, agents of a country or body; fighters and members of an armed group belong to it",
		example: "An al-Shabaab fighter attacked the Jazeera Hotel in Mogadishu.", want: "al-Shabaab fighter MEMBER_OF al-Shabaab",
		match: (*reading).peopleOfBody,
	},
	{
		name: "joined", typ: "MEMBER_OF",
		doc:     "X joined O",
		example: "Two students joined Boko Haram in 2014, police said.", want: "Two students MEMBER_OF Boko Haram",
		match: func(r *reading) []finding {
			out := r.verbRelation("member", "MEMBER_OF", func(s, o *entity) bool { return o.typ == "Organization" })
			for i := range out {
				switch out[i].to.subtype {
				case "Company", "University", "Media", "GovernmentAgency", "Government", "ThinkTank", "Court":
					out[i].typ = "WORKS_FOR"
				}
			}
			return out
		},
	},
	{
		name: "said to be members", typ: "MEMBER_OF",
		doc:     "X are members of O, identified themselves as members of O",
		example: "The gunmen, who said they were members of Hamas, killed Rami Saleh in Cairo.", want: "gunmen MEMBER_OF Hamas",
		match: (*reading).saidMembers,
	},
	{
		name: "nationality", typ: "HAS_NATIONALITY",
		doc:     "a demonym before people or things, or said of them",
		example: "Police arrested four Moroccan men in Barcelona.", want: "four Moroccan men HAS_NATIONALITY Morocco",
		match: (*reading).nationalities,
	},
	{
		name: "origin", typ: "ORIGIN",
		doc:     "X came, comes, is from P; people from P",
		example: "The Kovac brothers came from Dagestan.", want: "Kovac brothers ORIGIN Dagestan",
		match: (*reading).origins,
	},
	{
		name: "member of a group named together", typ: "MEMBER_OF",
		doc:     "the brothers, X and Y: each belongs to the group",
		example: "The Kovac brothers came from Dagestan. The brothers, Anton and Pavel, attacked the Serena Hotel in Kabul.", want: "Anton MEMBER_OF Kovac brothers",
		match: (*reading).groupMembers,
	},
}

func (r *reading) peopleOfBody() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NominalMention || m.entity == nil || m.entity.named || m.typ != "Person" && m.typ != "PersonGroup" {
			continue
		}
		var bodies []*mention
		for _, b := range r.nested(m) {
			if b.entity != nil {
				bodies = append(bodies, b)
			}
		}
		if p := r.child(m.head, "poss"); p >= 0 && r.at[p] != nil && r.at[p].kind == graph.PronounMention && r.at[p].entity != nil && !r.at[p].rivalled {
			bodies = append(bodies, r.at[p])
		}
		for _, p := range r.prepositions(m.head) {
			if b := r.at[p.obj]; b != nil && b.entity != nil && (p.word == "of" || p.word == "from" && b.typ == "Organization") {
				bodies = append(bodies, b)
			}
		}
		for _, b := range bodies {
			if f := r.belongs(m, b); f.typ != "" {
				prep := r.tokens[b.head].Head
				out = append(out, f.adjusted(func(c *claim) {
					if prep > m.head {
						r.adverbHedge(prep-1, c) // "members, presumably of …"
					}
				}))
			}
		}
	}
	return out
}

// belongs is how described people belong to the body named beside them.
func (r *reading) belongs(m, b *mention) finding {
	body := r.placeOfDemonym(b)
	f := find("", m.entity, body, m.head)
	switch {
	case body.subtype == "ArmedGroup" && slices.Contains([]string{"supporter", "sympathizer", "sympathiser", "follower"}, m.noun):
		f.typ = "SUPPORTS"
		f = f.with("kind", "sympathy")
	case body.subtype == "ArmedGroup" && (m.trait == "attacker" || m.trait == "member" || m.trait == "unit") && m.noun != "victim":
		f.typ = "MEMBER_OF"
	case body.typ == "Organization" && (m.trait == "member" || m.trait == "official" || m.trait == "expert" && m.noun == "expert"):
		f.typ = "WORKS_FOR"
		if m.noun == "member" {
			f.typ = "MEMBER_OF"
		}
	case body.typ == "Place" && (m.trait == "official" && m.noun != "leader"):
		f.typ = "WORKS_FOR"
	case body.typ == "Place" && m.trait == "attacker" && b.kind == graph.NameMention && body.subtype != "Facility":
		f.typ = "LOCATED_IN"
	case body.subtype == "Facility" && m.trait == "member":
		f.typ = "WORKS_FOR"
	}
	return f.adjusted(plainly).adjusted(func(c *claim) {
		r.nounHedges(m.head, c) // "presumed members", "suspected fighters"
		r.adverbHedges(m, c)
		c.polarity = graph.Positive
	})
}

// saidMembers reads "they were members of O" and "identified themselves as members
// of O"; what people without a name say of themselves is their claim.
func (r *reading) saidMembers() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NominalMention || m.entity == nil || m.noun != "member" && m.trait != "attacker" {
			continue
		}
		t := r.tokens[m.head]
		v := t.Head
		if t.Dep == "pobj" && r.lowerIn(v, "as") {
			v = r.tokens[v].Head
		} else if t.Dep != "attr" {
			continue
		}
		c := r.clauseAt[v]
		if c == nil || c.lemma != "be" && c.lemma != "identify" && c.lemma != "describe" {
			continue
		}
		who := c.subjects
		if c.lemma != "be" && c.passive {
			who = c.objects
		}
		for _, s := range r.entitiesOf(who) {
			if s.named || s == m.entity || s.typ != "Person" && s.typ != "PersonGroup" {
				continue
			}
			for _, b := range r.bodiesOfPeople(m) {
				if b.subtype == "ArmedGroup" {
					f := find("MEMBER_OF", s, b, v)
					if c.lemma != "be" {
						f = f.adjusted(atLeast(graph.Alleged))
					}
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// bodiesOfPeople are the bodies named in or after a description of people.
func (r *reading) bodiesOfPeople(m *mention) []*entity {
	var out []*entity
	for _, b := range r.nested(m) {
		if b.entity != nil {
			out = append(out, b.entity)
		}
	}
	for _, p := range r.prepositions(m.head) {
		if e := r.entityOf(p.obj); e != nil && p.word == "of" {
			out = append(out, e)
		}
	}
	return out
}

// adverbHedges reads an adverb before a description: "presumably members of …".
func (r *reading) adverbHedges(m *mention, c *claim) {
	for k := m.start; k < m.head; k++ { // "Suspected Boko Haram fighters", whatever the parser hangs it on
		if r.lowerIn(k, allegedWords...) {
			c.weaken(graph.Alleged)
		}
	}
	for _, k := range append(r.children(m.head, "advmod"), m.start-1) {
		if k < m.head {
			r.adverbHedge(k, c)
		}
	}
}

func (r *reading) nationalities() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.entity == nil {
			continue
		}
		if m.kind == graph.DemonymMention && m.entity.typ == "PersonGroup" && m.lex != nil && m.lex.people == "" {
			if place := r.placeOfDemonym(m); place != m.entity && m == m.entity.mentions[0] {
				out = append(out, find("HAS_NATIONALITY", m.entity, place, m.head).adjusted(plainly))
			}
		}
		if m.kind != graph.NominalMention || m.typ != "Person" && m.typ != "PersonGroup" && m.subtype != "Vehicle" {
			continue
		}
		for _, b := range r.nested(m) {
			if b.entity == nil {
				continue
			}
			country := r.placeOfDemonym(b)
			isDemonym := b.kind == graph.DemonymMention && b.lex != nil && b.lex.people == ""
			if country.typ == "Place" && (isDemonym || country.subtype == "Country" && m.trait == "member") && !(m.trait == "official" && m.noun != "leader") {
				out = append(out, find("HAS_NATIONALITY", m.entity, country, m.head).adjusted(plainly))
			}
		}
	}
	for _, c := range r.clauses { // "All those arrested are Tajik"
		if c.lemma != "be" {
			continue
		}
		a := r.child(c.verb, "acomp", "attr")
		if a >= 0 && (r.at[a] == nil || r.at[a].trait == "official" && r.lowerIn(r.leftmost(a), "a", "an") && r.privateRole(a)) { // "X is a former Danish ski jumper"
			out = append(out, r.predicateNationalities(c, a)...)
		}
		if a < 0 || r.at[a] == nil || r.at[a].kind != graph.DemonymMention || r.at[a].entity == nil {
			continue
		}
		for _, s := range r.entitiesOf(c.subjects) {
			if place := r.placeOfDemonym(r.at[a]); place.typ == "Place" && (s.typ == "Person" || s.typ == "PersonGroup") {
				out = append(out, find("HAS_NATIONALITY", s, place, c.verb))
			}
		}
	}
	return out
}

// privateRole says whether a title is no office of a state: a politician or
// executive, not a minister.
func (r *reading) privateRole(i int) bool {
	kind := r.lex.roles[r.tokens[i].lower]
	return kind == "staff" || kind == "member"
}

// predicateNationalities are the demonyms before a predicate noun that the lists
// do not know as a person's.
func (r *reading) predicateNationalities(c *clause, noun int) []finding {
	var out []finding
	start, _ := r.nounPhrase(noun)
	for _, m := range r.mentions {
		if m.kind != graph.DemonymMention || m.start < start || m.end > noun || m.entity == nil || m.lex == nil || m.lex.people != "" {
			continue
		}
		if t := r.tokens[m.head]; t.Dep != "amod" && t.Dep != "conj" || t.Dep == "amod" && t.Head != noun {
			continue
		}
		for _, s := range r.entitiesOf(c.subjects) {
			if place := r.placeOfDemonym(m); place.typ == "Place" && s.typ == "Person" {
				out = append(out, find("HAS_NATIONALITY", s, place, c.verb))
			}
		}
	}
	return out
}

func (r *reading) origins() []finding {
	var out []finding
	for _, c := range r.clauses {
		if c.lemma != "come" && c.lemma != "be" && c.lemma != "hail" {
			continue
		}
		for _, p := range c.preps {
			if p.word != "from" {
				continue
			}
			for _, s := range r.entitiesOf(c.subjects) {
				if e := r.entityOf(p.obj); e != nil && e.typ == "Place" && e.subtype != "Facility" && (s.typ == "Person" || s.typ == "PersonGroup") && r.child(c.verb, "aux") < 0 {
					out = append(out, find("ORIGIN", s, e, c.verb))
				}
			}
		}
	}
	for _, m := range r.mentions {
		if m.kind == graph.NominalMention && m.entity != nil && (m.typ == "Person" || m.typ == "PersonGroup") {
			for _, p := range r.prepositions(m.head) {
				if e := r.entityOf(p.obj); p.word == "from" && e != nil && e.typ == "Place" && e.subtype != "Facility" {
					out = append(out, find("ORIGIN", m.entity, e, m.head))
				}
			}
		}
	}
	return out
}

func (r *reading) groupMembers() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.entity == nil || m.entity.typ != "PersonGroup" || m.kind == graph.PronounMention || m.kind == graph.DemonymMention {
			continue
		}
		for _, at := range r.children(m.head, "appos") {
			persons := []*entity{}
			for _, x := range r.conjuncts(at) {
				if e := r.entityOf(x); e != nil && e.typ == "Person" && e.named {
					persons = append(persons, e)
				}
			}
			if len(persons) < 2 {
				continue
			}
			for _, p := range persons {
				out = append(out, find("MEMBER_OF", p, m.entity, m.head).adjusted(plainly))
			}
		}
	}
	return out
}
