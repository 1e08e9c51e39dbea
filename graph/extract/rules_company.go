package extract

import (
	"slices"

	"clew/graph"
)

// companyRules read who founded a body, when, and where it sits.
var companyRules = []rule{
	{
		name: "founder", typ: "FOUNDED",
		doc:     "X founded, established, started O; O was founded by X; the date becomes a property on the way",
		example: "Rosa Lind founded the Harbour Institute.", want: "Rosa Lind FOUNDED Harbour Institute",
		match: (*reading).foundings,
	},
	{
		name: "founder by title", typ: "FOUNDED",
		doc:     "the founder of O, X; O founder X; X, founder and CEO of O",
		example: "Rosa Lind is best known as the founder of the Harbour Institute.", want: "Rosa Lind FOUNDED Harbour Institute",
		match: (*reading).founders,
	},
	{
		name: "seat", typ: "HEADQUARTERED_IN",
		doc:     "O is headquartered, based, has its headquarters in P",
		example: "The Harbour Institute has its headquarters in Lisbon.", want: "Harbour Institute HEADQUARTERED_IN Lisbon",
		match: (*reading).seats,
	},
}

// bodyEntity says whether an entity can be founded, owned and have a seat.
func bodyEntity(e *entity) bool {
	return e != nil && (e.typ == "Organization" || e.typ == "Publisher" || e.typ == "Place" && e.subtype == "Facility" && e.named)
}

// bodyOf is the body that a verb or participle speaks of: its object or subject,
// else the subject of the clause around it.
func (r *reading) bodyOf(v int) *entity {
	if c := r.clauseAt[v]; c != nil {
		list := c.subjects
		if c.passive {
			list = c.objects
		}
		for _, e := range r.entitiesOf(list) {
			if bodyEntity(e) {
				return e
			}
		}
	}
	if e := r.subjectAround(v, "Organization"); e != nil {
		return e
	}
	s := r.child(v, "nsubj", "nsubjpass")
	if s < 0 {
		return nil
	}
	if e := r.entityOf(s); r.lowerIn(v, "headquartered") && r.mistakenBody(e) {
		e.typ = "Organization"
		return e
	}
	return r.strangerBody(s)
}

// mistakenBody says whether a name that was read as a person may be a body's: no
// title, no first name known, never "he" or "she".
func (r *reading) mistakenBody(e *entity) bool {
	return e != nil && e.typ == "Person" && e.named && e.sex == "" && e.lex == nil && !slices.ContainsFunc(e.mentions, func(m *mention) bool { return m.title != "" || m.kind == graph.NominalMention })
}

// foundVerbs begin a body whatever stands behind them, startVerbs only where it is
// a named organization.
var (
	foundVerbs = []string{"found", "co-found", "cofound", "establish", "incorporate"}
	startVerbs = []string{"start", "launch", "form", "create", "open", "set", "organize", "organise", "build", "co-create"}
)

func (r *reading) foundings() []finding {
	var out []finding
	for _, c := range r.clauses {
		sure := slices.Contains(foundVerbs, c.lemma) || r.lowerIn(c.verb, "founded", "founding")
		if !sure && !slices.Contains(startVerbs, c.lemma) || c.lemma == "set" && c.particle != "up" {
			continue
		}
		for _, body := range r.foundedBodies(c, sure) {
			if r.claimAt(c.verb).polarity == graph.Positive && (sure || c.passive || len(r.founding(c)) > 0) {
				r.setDate(body, "founded", r.dateAfter(c.verb))
			}
			for _, who := range r.founding(c) {
				out = append(out, find("FOUNDED", who, body, c.verb))
			}
		}
	}
	for i := range r.tokens { // "O (founded 1998)", "since its founding in 1998"
		if r.lowerIn(i, "founding", "inception", "founded", "established", "formation", "incorporation") && r.clauseAt[i] == nil {
			for _, k := range append(r.children(i, "poss"), r.tokens[i].Head) {
				if e := r.entityOf(k); bodyEntity(e) {
					r.setDate(e, "founded", r.dateAfter(i))
					break
				}
			}
		}
	}
	return out
}

// foundedBodies are what a verb of founding brought into being.
func (r *reading) foundedBodies(c *clause, sure bool) []*entity {
	var out []*entity
	for _, e := range r.entitiesOf(c.objects) {
		if sure && e.typ == "Place" && e.subtype == "Facility" && e.named && e.lex == nil { // what is founded is more than its building
			e.typ, e.subtype = "Organization", ""
		}
		if bodyEntity(e) && (e.named || e.noun == "firm") && !(e.typ == "Place" && !sure) {
			out = append(out, e)
		}
	}
	if len(out) > 0 {
		return out
	}
	if c.passive {
		if e := r.bodyOf(c.verb); e != nil && (sure || e.named) {
			return []*entity{e}
		}
		return nil
	}
	limit := min(r.sentences[r.tokens[c.verb].sentence].end, c.verb+9)
	for k := c.verb + 1; k < limit && sure; k++ { // "founded his own company Harbour Systems"
		if r.finite(k) || r.tokens[k].Dep == "prep" || r.lowerIn(k, "and", ";", "in", "with") {
			return nil
		}
		if m := r.nameAround(k); m != nil && bodyEntity(m.entity) {
			return []*entity{m.entity}
		}
	}
	return nil
}

// founding are the people and bodies that a verb of founding makes founders.
func (r *reading) founding(c *clause) []*entity {
	var out []*entity
	for _, e := range r.entitiesOf(c.subjects) {
		if e.typ == "Person" || e.typ == "Organization" {
			out = append(out, e)
		}
	}
	if c.passive && len(out) == 0 { // "founded in 1998 by X and Y"
		limit := min(r.sentences[r.tokens[c.verb].sentence].end, c.verb+14)
		for k := c.verb + 1; k < limit && len(out) == 0; k++ {
			if r.finite(k) {
				break
			}
			if r.lowerIn(k, "by") {
				out = r.peopleListed(k + 1)
			}
		}
	}
	if !c.passive && len(out) == 0 {
		if list := r.personOf(c.verb); len(list) > 0 && list[0].typ == "Person" {
			out = list[:1]
		}
	}
	return out
}

// peopleListed are the people named from token i on, as one list.
func (r *reading) peopleListed(i int) []*entity {
	var out []*entity
	limit := min(r.sentences[r.tokens[min(i, len(r.tokens)-1)].sentence].end, i+8)
	for k := i; k < limit; k++ {
		m := r.personAt(k)
		if m == nil {
			if r.finite(k) || r.lowerIn(k, ";", "in", "on", "who", "which") {
				break
			}
			continue
		}
		if !slices.Contains(out, m.entity) {
			out = append(out, m.entity)
		}
		k = m.end - 1
		limit = min(r.sentences[r.tokens[i].sentence].end, k+7)
		if !r.lowerIn(m.end, ",", "and", "&") {
			break
		}
	}
	return out
}

// titleBody is the body behind or before a title, other titles coordinated with
// it passed over: "founder and CEO of O".
func (r *reading) titleBody(i int) *entity {
	limit := min(r.sentences[r.tokens[i].sentence].end, i+9)
	of := false
	for k := i + 1; k < limit; k++ {
		if r.lowerIn(k, "of", "at", "for") {
			of = true
			continue
		}
		if m := r.nameAround(k); m != nil {
			if of && bodyEntity(m.entity) {
				return m.entity
			}
			if of && m.entity.typ == "Place" && m.start == k {
				return nil
			}
			if !of {
				break
			}
			continue
		}
		if of && r.at[k] != nil && r.at[k].kind == graph.NominalMention && bodyEntity(r.at[k].entity) && r.at[k].entity.named {
			return r.at[k].entity
		}
		if !of && !r.lowerIn(k, "and", "&", "/", ",", "-") && r.lex.roles[r.tokens[k].lower] == "" && r.tokens[k].Pos != "ADJ" && r.tokens[k].Dep != "compound" {
			break
		}
	}
	for _, k := range r.children(r.firstConjunct(i), "poss", "compound", "nmod") {
		if e := r.entityOf(k); bodyEntity(e) {
			return e
		}
	}
	return nil
}

func (r *reading) founders() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.lowerIn(i, "founder", "co-founder", "cofounder", "founders", "co-founders") {
			continue
		}
		body := r.titleBody(i)
		if body == nil {
			continue
		}
		at := i
		if of := r.tokens[i].Head; r.lowerIn(of, "of") && r.lowerIn(r.tokens[of].Head, "one") { // "one of the founders of O"
			at = r.tokens[of].Head
		}
		persons := r.beside(at)
		if len(persons) == 0 || r.hasPossessor(i) {
			if list := r.peopleListed(i + 1); len(list) > 0 && !r.lowerIn(i+1, "of") {
				persons = list
			}
		}
		for _, p := range persons {
			out = append(out, find("FOUNDED", p, body, i).adjusted(plainly))
		}
	}
	return out
}

// seats reads where a body has its head office.
func (r *reading) seats() []finding {
	var out []finding
	for i, t := range r.tokens {
		var body *entity
		places := []*mention(nil)
		switch {
		case r.lowerIn(i, "headquartered", "based", "domiciled", "incorporated") && !r.lowerIn(i-1, "-") && t.Dep != "amod":
			places, body = r.placesAfter(i, "in", "at", "near", "outside"), r.bodyOf(i)
			if persons := r.personOf(i); r.lowerIn(i, "based") && len(persons) > 0 && r.basedPerson(i, persons[0]) {
				out = append(out, placed("LIVES_IN", persons[0], places, i)...)
				continue
			}
		case r.lowerIn(i, "located") && t.Tag == "VBN":
			if e := r.bodyOf(i); e != nil && e.typ == "Organization" && e.named && e.subtype != "ArmedGroup" {
				places, body = r.placesAfter(i, "in", "at"), e
			}
		case r.lowerIn(i, "headquarters", "headquarter", "hq", "seat") || r.lowerIn(i, "office", "offices") && r.lowerIn(i-1, "head", "main", "corporate", "registered", "principal"):
			places, body = r.placesAfter(i, "in", "at", "near"), r.headquartered(i)
		}
		if body == nil || body.subtype == "ArmedGroup" || body.typ != "Organization" {
			continue
		}
		out = append(out, placed("HEADQUARTERED_IN", body, places, i)...)
	}
	return out
}

// basedPerson says whether "based" is said of a person and of no body.
func (r *reading) basedPerson(i int, e *entity) bool {
	return e.typ == "Person" && (r.bodyOf(i) == nil || r.entityOf(r.tokens[i].Head) == e)
}

// headquartered is the body whose head office a word speaks of.
func (r *reading) headquartered(i int) *entity {
	for _, k := range r.children(i, "poss", "compound", "nmod") {
		if e := r.entityOf(k); e != nil && e.typ == "Organization" {
			return e
		}
	}
	if e := r.strangerBody(r.child(i, "poss")); e != nil {
		return e
	}
	for _, p := range r.prepositions(i) {
		if e := r.entityOf(p.obj); p.word == "of" && e != nil && e.typ == "Organization" {
			return e
		}
	}
	return r.subjectAround(i, "Organization")
}
