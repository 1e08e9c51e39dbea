package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// standingRules read who leads, works for, belongs to whom.
var standingRules = []rule{
	{
		name: "role in apposition", typ: "LEADS",
		doc:     "X, director of O; the director of O, X; X is the director of O",
		example: "Jane Miller, director of the Harbour Institute, praised the report.", want: "Jane Miller LEADS Harbour Institute",
		match: (*reading).rolesInApposition,
	},
	{
		name: "title before a name", typ: "LEADS",
		doc:     "O president X: the words between a body or country and a name are a title",
		example: "French President Emmanuel Macron arrived late.", want: "Emmanuel Macron LEADS France",
		match: (*reading).titlesBeforeNames,
	},
	{
		name: "title without a body", typ: "LEADS",
		doc:     "Prime Minister X, where exactly one country is named just before",
		example: "Portugal raised the alert level. Prime Minister Ana Costa said the danger was real.", want: "Ana Costa LEADS Portugal",
		match: (*reading).titlesOfTheCountry,
	},
	{
		name: "became leader", typ: "LEADS",
		doc:     "X became, was named, took over as leader of O",
		example: "Omar Haddad became the leader of Hezbollah in 2020.", want: "Omar Haddad LEADS Hezbollah",
		match: (*reading).becameLeader,
	},
	{
		name: "verb of leading", typ: "LEADS",
		doc:     "X leads, heads, commands, runs O",
		example: "Rosa Lind heads the Harbour Institute.", want: "Rosa Lind LEADS Harbour Institute",
		match: func(r *reading) []finding {
			return r.verbRelation("lead", "LEADS", func(s, o *entity) bool { return s.typ == "Person" && o.typ == "Organization" })
		},
	},
	{
		name: "person of a body", typ: "WORKS_FOR",
		doc:     "O's X, X at O, X of O for a person who is named",
		example: "The report was read by Peter Hahn at the Harbour Institute.", want: "Peter Hahn WORKS_FOR Harbour Institute",
		match: (*reading).personOfBody,
	},
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
			return r.verbRelation("member", "MEMBER_OF", func(s, o *entity) bool { return o.typ == "Organization" })
		},
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
	{
		name: "kin", typ: "FAMILY_OF",
		doc:     "X's brother Y; Y, the wife of X; brothers X and Y",
		example: "The brothers, Said and Cherif, hid in a farm.", want: "Said FAMILY_OF Cherif",
		match: (*reading).kin,
	},
	{
		name: "member of a group named together", typ: "MEMBER_OF",
		doc:     "the brothers, X and Y: each belongs to the group",
		example: "The Kovac brothers came from Dagestan. The brothers, Anton and Pavel, attacked the Serena Hotel in Kabul.", want: "Anton MEMBER_OF Kovac brothers",
		match: (*reading).groupMembers,
	},
}

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
	from := max(start, i-3)
	for k := from; k <= i; k++ {
		words := strings.ToLower(plain(r.words(k, i+1)))
		if kind, ok := r.roleKind(words); ok {
			base.words, base.kind = words, kind
			break
		}
	}
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
		if e != nil && (e.typ == "Organization" || e.typ == "Publisher" || e.typ == "Place" && e.subtype != "Facility") && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	for _, p := range r.prepositions(i) {
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

// standing turns a role into a relation.
func standing(person *entity, x role) finding {
	typ := map[string]string{"head": "LEADS", "office": "WORKS_FOR", "staff": "WORKS_FOR", "member": "MEMBER_OF", "founder": "FOUNDED", "owner": "OWNS"}[x.kind]
	if typ == "MEMBER_OF" && x.body.typ != "Organization" {
		typ = "WORKS_FOR"
	}
	if x.body.typ == "Place" && (typ == "FOUNDED" || typ == "OWNS") {
		typ = ""
	}
	f := find(typ, person, x.body, x.at).with("title", x.words)
	if x.ended {
		f = f.with("ended", true)
	}
	return f.adjusted(func(c *claim) { c.speaker, c.speakerText, c.modality = nil, "", graph.Asserted })
}

func (r *reading) rolesInApposition() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.isNoun(i) || !r.roleHead(i) {
			continue
		}
		for _, x := range r.roleAt(i) {
			for _, p := range r.personsBeside(i) {
				if f := standing(p, x); f.typ != "" {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// personsBeside are the people that a role phrase is said of: in apposition, as
// predicate, or after a dash.
func (r *reading) personsBeside(i int) []*entity {
	var out []*entity
	first := r.firstConjunct(i)
	for _, at := range append(r.appositives(i), r.appositives(first)...) {
		for _, x := range r.conjuncts(at) {
			if m := r.at[x]; m != nil && m.entity != nil && m.entity.typ == "Person" && !slices.Contains(out, m.entity) && (m.entity.named || m.kind == graph.PronounMention) {
				out = append(out, m.entity)
			}
		}
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
	}
	return nil
}

func (r *reading) nameEndingAt(end int) *mention {
	for _, m := range r.mentions {
		if m.end == end && m.kind == graph.NameMention {
			return m
		}
	}
	return nil
}

func (r *reading) titlesBeforeNames() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.typ != "Person" || m.entity == nil || m.start == 0 {
			continue
		}
		start, end := r.titleRange(m)
		if end <= start {
			continue
		}
		words := strings.ToLower(plain(r.words(start, end)))
		kind := r.lex.roles[words]
		if kind == "" || kind == "address" || kind == "none" {
			continue
		}
		body := r.bodyBefore(start, m)
		if body == nil {
			continue
		}
		x := role{words: words, kind: kind, body: body, at: m.head, ended: r.endedBefore(start)}
		if kind == "rank" {
			x.kind = "staff"
			if body.typ == "Place" {
				continue
			}
		}
		if f := standing(m.entity, x); f.typ != "" {
			out = append(out, f)
		}
	}
	return out
}

// titleRange is the title right before a name, with a rank between left out:
// "commander of …, Gen. X" has none here.
func (r *reading) titleRange(m *mention) (start, end int) {
	end = m.start
	for n := 4; n > 0; n-- {
		if s := end - n; s >= 0 && r.tokens[s].sentence == r.tokens[m.start].sentence && r.lex.roles[strings.ToLower(plain(r.words(s, end)))] != "" {
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
		if !r.tokens[k].isModifier() {
			return nil
		}
	}
	return nil
}

func (t token) isModifier() bool { return t.Pos == "ADJ" || t.Pos == "NOUN" || t.Pos == "PROPN" }

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

func (r *reading) titlesOfTheCountry() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.typ != "Person" || m.entity == nil {
			continue
		}
		start, end := r.titleRange(m)
		if end <= start || r.bodyBefore(start, m) != nil {
			continue
		}
		words := strings.ToLower(plain(r.words(start, end)))
		if !slices.Contains([]string{"prime minister", "president", "chancellor", "premier"}, words) {
			continue
		}
		if country := r.onlyCountryBefore(m); country != nil && r.subjectBefore(country, m) {
			out = append(out, standing(m.entity, role{words: words, kind: "head", body: country, at: m.head}))
		}
	}
	return out
}

// onlyCountryBefore is the one country named in the sentence and the one before,
// before the mention; nil where there are none or several.
func (r *reading) onlyCountryBefore(m *mention) *entity {
	var found *entity
	here := r.tokens[m.head].sentence
	for _, x := range r.mentions {
		s := r.tokens[x.head].sentence
		if x.entity == nil || x.entity.subtype != "Country" || s < here-1 || s > here || x.head >= m.head {
			continue
		}
		if found != nil && found != x.entity {
			return nil
		}
		found = x.entity
	}
	return found
}

// subjectBefore says whether the country is the subject of the sentence before.
func (r *reading) subjectBefore(country *entity, m *mention) bool {
	here := r.tokens[m.head].sentence
	return slices.ContainsFunc(country.mentions, func(x *mention) bool {
		return here-r.tokens[x.head].sentence <= 1 && x.head < m.head && r.tokens[x.head].Dep == "nsubj"
	})
}

func (r *reading) becameLeader() []finding {
	var out []finding
	for _, c := range r.clauses {
		if !slices.Contains([]string{"become", "appoint", "name", "elect", "serve", "remain", "succeed", "make"}, c.lemma) {
			continue
		}
		who := r.entitiesOf(c.subjects)
		var roles []int
		if c.passive {
			who = r.entitiesOf(c.objects)
		} else if slices.Contains([]string{"appoint", "name", "elect"}, c.lemma) {
			who = r.entitiesOf(c.objects)
		}
		roles = append(roles, r.children(c.verb, "attr", "oprd", "dobj", "xcomp")...)
		for _, p := range c.preps {
			if p.word == "as" {
				roles = append(roles, p.obj)
			}
		}
		for _, i := range roles {
			for _, x := range r.roleAt(i) {
				for _, w := range who {
					if w.typ != "Person" {
						continue
					}
					f := standing(w, x)
					if f.typ == "" {
						continue
					}
					if d := r.dateBelow(c.verb); d.known() && c.lemma != "serve" {
						f = f.with("since", d.edtf)
					}
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// verbRelation makes relations of subject and object of the verbs of a class.
func (r *reading) verbRelation(class, typ string, fits func(s, o *entity) bool) []finding {
	var out []finding
	for _, c := range r.clauses {
		if !r.lex.class(c.lemma, class) {
			continue
		}
		for _, s := range r.entitiesOf(c.subjects) {
			for _, o := range r.entitiesOf(c.objects) {
				if agentive(s) && fits(s, o) {
					out = append(out, find(typ, s, o, c.verb))
				}
			}
		}
	}
	return out
}

func (r *reading) personOfBody() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.typ != "Person" || m.entity == nil {
			continue
		}
		for _, k := range r.children(m.head, "poss") {
			if e := r.entityOf(k); e != nil && e.typ == "Organization" && r.at[k].kind == graph.NameMention {
				out = append(out, find("WORKS_FOR", m.entity, e, m.head).adjusted(plainly))
			}
		}
		for _, p := range r.prepositions(m.head) {
			if e := r.entityOf(p.obj); e != nil && e.typ == "Organization" && slices.Contains([]string{"of", "from", "with"}, p.word) && e.named && e.subtype != "ArmedGroup" && p.prep < p.obj && p.prep == m.end {
				out = append(out, find("WORKS_FOR", m.entity, e, m.head).adjusted(plainly))
			}
		}
		if r.lowerIn(m.end, "at") { // whatever the parser hung it on
			start := m.end + 1
			if r.lowerIn(start, "the") {
				start++
			}
			if n := r.nameStartingAt(start); n != nil && n.typ == "Organization" {
				out = append(out, find("WORKS_FOR", m.entity, n.entity, m.head).adjusted(plainly))
			}
		}
	}
	return out
}

// plainly is for what stands in the article's own voice whatever the sentence
// around it is about: who somebody is.
func plainly(c *claim) {
	c.modality, c.polarity, c.speaker, c.speakerText = graph.Asserted, graph.Positive, nil, ""
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
		if p := r.child(m.head, "poss"); p >= 0 && r.at[p] != nil && r.at[p].kind == graph.PronounMention && r.at[p].entity != nil {
			bodies = append(bodies, r.at[p])
		}
		for _, p := range r.prepositions(m.head) {
			if b := r.at[p.obj]; b != nil && b.entity != nil && (p.word == "of" || p.word == "from" && b.typ == "Organization") {
				bodies = append(bodies, b)
			}
		}
		for _, b := range bodies {
			if f := r.belongs(m, b); f.typ != "" {
				out = append(out, f)
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
	case body.subtype == "ArmedGroup" && (m.trait == "attacker" || m.trait == "member") && m.noun != "victim":
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
	return f.adjusted(plainly)
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
		switch m.entity.subtype {
		case "Government", "GovernmentAgency", "SecurityService", "Military", "Legislature", "Court":
			if place.subtype == "Country" || place.subtype == "Region" && place.lex != nil && place.lex.iso != "" {
				typ = "PART_OF"
			}
		case "ArmedGroup":
			typ = "OPERATES_IN"
		case "Facility":
			if m.noun == "embassy" || m.noun == "consulate" {
				typ = "PART_OF"
			}
		}
		out = append(out, find(typ, m.entity, place, m.head).adjusted(plainly))
	}
	return out
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
			if e.typ == "Place" && (e.subtype == "Country" || e.subtype == "Region" && e.demonym) && m.end-m.start > 1-(m.start-k) {
				return r.placeNamed(e)
			}
		}
	}
	return nil
}

// placeNamed is the entity of a listed place, made where the article has only
// its adjective inside a longer name.
func (r *reading) placeNamed(x entry) *entity {
	for _, e := range r.entities {
		if e.typ == "Place" && e.lex != nil && e.lex.name == x.name {
			return e
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

func (r *reading) kin() []finding {
	var out []finding
	for i := range r.tokens {
		noun := singular(r.tokens[i].lower)
		if r.lex.people[noun] != "kin" || slices.Contains([]string{"family", "relative", "parent"}, noun) && !r.plural(i) {
			continue
		}
		var persons []*entity
		for _, at := range r.appositives(i) {
			for _, x := range r.conjuncts(at) {
				if e := r.entityOf(x); e != nil && e.typ == "Person" && !slices.Contains(persons, e) {
					persons = append(persons, e)
				}
			}
		}
		if r.plural(i) && len(persons) > 1 {
			out = append(out, find("FAMILY_OF", persons[0], persons[1], i).with("kind", noun).adjusted(plainly))
			continue
		}
		var other *entity
		for _, k := range r.children(i, "poss") {
			other = r.entityOf(k)
		}
		for _, p := range r.prepositions(i) {
			if p.word == "of" && other == nil {
				other = r.entityOf(p.obj)
			}
		}
		for _, p := range persons {
			if other != nil && other.typ == "Person" && p != other {
				out = append(out, find("FAMILY_OF", p, other, i).with("kind", noun).adjusted(plainly))
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
