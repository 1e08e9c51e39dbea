package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// affiliationRules read the country, party or club of named people off the words
// right before or behind the name.
var affiliationRules = []rule{
	{
		name: "adjective before a person", typ: "HAS_NATIONALITY",
		doc:     "a national adjective before the title or occupation of a named person",
		example: "Danish Defense Minister Rosa Lind arrived late.", want: "Rosa Lind HAS_NATIONALITY Denmark",
		match: (*reading).adjectivesBeforePersons,
	},
	{
		name: "political adjective before a person", typ: "MEMBER_OF",
		doc:     "Republican Senator X, the Democrat X: of the party or its people",
		example: "Republican Senator Rosa Lind praised the report.", want: "Rosa Lind MEMBER_OF Republican",
		match: (*reading).partisans,
	},
	{
		name: "native country", typ: "ORIGIN",
		doc:     "X's native P, home country of P; X, from P",
		example: "Rosa Lind returned to her native Denmark.", want: "Rosa Lind ORIGIN Denmark",
		match: (*reading).nativeCountries,
	},
	{
		name: "born by hyphen", typ: "BORN_IN",
		doc:     "the Barcelona-born architect X; X, an Iran-born cleric",
		example: "The Lisbon-born architect Pedro Lind arrived late.", want: "Pedro Lind BORN_IN Lisbon",
		match: (*reading).bornByHyphen,
	},
	{
		name: "office before, country behind a name", typ: "LEADS",
		doc:     "Prime Minister X of P, with the title shared by a list of people",
		example: "Prime Minister Ana Costa of Portugal arrived late.", want: "Ana Costa LEADS Portugal",
		match: (*reading).officesBeforeNames,
	},
	{
		name: "party in brackets", typ: "MEMBER_OF",
		doc:     "X (O), X (of the O), where O is a party",
		example: "Rosa Lind (CDU) praised the report.", want: "Rosa Lind MEMBER_OF CDU",
		match: (*reading).partiesInBrackets,
	},
	{
		name: "occupation between body and name", typ: "MEMBER_OF",
		doc:     "an O politician, striker, player X: of the party or club; an O reporter, economist X works for it",
		example: "Real Madrid striker Pedro Lind praised the report.", want: "Pedro Lind MEMBER_OF Real Madrid",
		match: (*reading).peopleNamedByBody,
	},
	{
		name: "counterpart", typ: "LEADS",
		doc:     "X and his Danish counterpart Y: Y holds the office in Denmark that X holds elsewhere",
		example: "French President Emmanuel Macron met his Portuguese counterpart Ana Costa.", want: "Ana Costa LEADS Portugal",
		match: (*reading).counterparts,
	},
	{
		name: "nationality of a head or minister", typ: "HAS_NATIONALITY",
		doc:     "whoever is president, chancellor, minister of a country is its national",
		example: "Prime Minister Ana Costa of Portugal arrived late.", want: "Ana Costa HAS_NATIONALITY Portugal",
		match: (*reading).nationalsByOffice,
	},
	{
		name: "leader of a party", typ: "MEMBER_OF",
		doc:     "whoever leads a party belongs to it",
		example: "CDU leader Rosa Lind praised the report.", want: "Rosa Lind MEMBER_OF CDU",
		match: (*reading).leadersOfParties,
	},
}

// occupation says whether a word in small letters is said of one person by what
// he or she does.
func (r *reading) occupation(i int) bool {
	t := r.tokens[i]
	if t.Text != t.lower || !r.isNoun(i) {
		return false
	}
	kind := r.lex.roles[t.lower]
	trait := r.lex.people[t.lower]
	return trait != "" && trait != "kin" || kind != "" && kind != "address" && kind != "none"
}

// frontOf is where the words begin that stand between a person's name and what
// they belong to: titles, an occupation, adjectives. The second value says
// whether there are any that are said of a person.
func (r *reading) frontOf(m *mention) (int, bool) {
	start, _ := r.titleRange(m)
	if rank, _ := r.titleEndingAt(start); rank < start {
		start = rank
	}
	said := start < m.start
	for k := start - 1; k >= 0 && k > start-5 && r.tokens[k].sentence == r.tokens[m.start].sentence; k-- {
		t := r.tokens[k]
		switch {
		case k == m.start-1 && r.occupation(k):
			said = true
		case said && t.Text == t.lower && (t.Pos == "ADJ" || t.Tag == "VBN" || t.Tag == "NN" && r.lex.heads[t.lower].typ == ""):
		default:
			return k + 1, said
		}
	}
	return max(start-4, 0), said
}

// notNational are words between adjective and name that make the adjective say
// something else than where the person is from: "Russian affairs expert X".
func (r *reading) notNational(from, to int) bool {
	for k := from; k < to; k++ {
		if r.tokens[k].Tag == "NNS" || r.lowerIn(k, "correspondent", "studies", "law", "history", "literature", "language", "policy", "embassy") {
			return true
		}
	}
	return false
}

func (r *reading) adjectivesBeforePersons() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.typ != "Person" || m.entity == nil || m.start == 0 {
			continue
		}
		front, said := r.frontOf(m)
		if front == 0 || said && r.notNational(front, m.start) {
			continue
		}
		country := r.ownerAt(front - 1)
		if said && country == nil {
			country = r.adjectiveAt(front - 1)
		}
		if country != nil {
			out = append(out, find("HAS_NATIONALITY", m.entity, country, m.head).adjusted(plainly))
		}
	}
	return out
}

// adjectiveAt is the country whose adjective ("German", "US") ends at token i.
func (r *reading) adjectiveAt(i int) *entity {
	m := r.at[i]
	if m == nil || m.entity == nil || m.lex == nil || m.lex.subtype != "Country" || m.end != i+1 {
		return nil
	}
	if m.kind != graph.DemonymMention && !slices.Contains([]string{"US", "U.S.", "UK", "U.K."}, r.tokens[i].Text) || r.plural(i) {
		return nil
	}
	if e := r.placeOfDemonym(m); e.typ == "Place" {
		return e
	}
	return nil
}

// ownerAt is the country whose possessive ends at token i: "Hungary's Orban",
// "India's renowned journalist X".
func (r *reading) ownerAt(i int) *entity {
	if m := r.ownerEndingAt(i); m != nil && m.entity != nil && m.entity.subtype == "Country" {
		return m.entity
	}
	return nil
}

func (r *reading) bornByHyphen() []finding {
	var out []finding
	for i := range r.tokens {
		var place *mention
		switch {
		case r.lowerIn(i, "born") && r.lowerIn(i-1, "-"):
			place = r.nameEndingAt(i - 1)
		case strings.HasSuffix(r.tokens[i].lower, "-born"):
			place = r.nameEndingAt(i + 1)
		}
		if place == nil || place.entity == nil || place.entity.typ != "Place" {
			continue
		}
		h := r.tokens[i].Head
		for steps := 0; steps < 3 && r.tokens[h].Dep == "compound" && r.at[h] == nil; steps++ {
			h = r.tokens[h].Head
		}
		if e := r.entityOf(h); e != nil && e.typ == "Person" && e.named {
			out = append(out, find("BORN_IN", e, place.entity, i).adjusted(plainly))
		}
	}
	return out
}

// counterparts goes by the offices that the rules before it found.
func (r *reading) counterparts() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.lowerIn(i, "counterpart") {
			continue
		}
		country := r.adjectiveAt(i - 1)
		if country == nil {
			country = r.ownerAt(i - 1)
		}
		if country == nil {
			continue
		}
		who := r.nameStarting(i + 1)
		if r.lowerIn(i+1, ",") {
			who = r.nameStarting(i + 2)
		}
		if who == nil || who.typ != "Person" || who.entity == nil {
			continue
		}
		var held *relation
		for _, x := range r.relations { // the office last named in the sentence
			title, _ := x.props["title"].(string)
			if (x.typ == "LEADS" || x.typ == "WORKS_FOR") && title != "" && x.to.subtype == "Country" && x.token < i && r.tokens[x.token].sentence == r.tokens[i].sentence && x.from != who.entity && (held == nil || x.token > held.token) {
				held = x
			}
		}
		if held != nil {
			out = append(out, find(held.typ, who.entity, country, who.head).with("title", held.props["title"]).adjusted(plainly))
		}
	}
	return out
}

// nativeCountries reads "his native Peru", "her home country of Morocco" and "X,
// also from Germany".
func (r *reading) nativeCountries() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.entity == nil || m.entity.typ != "Place" || m.entity.subtype == "Facility" || m.start < 2 {
			continue
		}
		at := m.start - 1
		if r.lowerIn(at, "of", ",") && r.lowerIn(at-1, "country", "homeland", "nation", "land", "city", "town") {
			at--
		}
		if !r.lowerIn(at, "native", "homeland") && !(r.lowerIn(at, "country", "city", "town", "land", "nation") && r.lowerIn(at-1, "home", "native")) {
			continue
		}
		for at > 0 && r.lowerIn(at, "native", "homeland", "country", "city", "town", "land", "nation", "home") {
			at--
		}
		if x := r.at[at]; x != nil && x.entity != nil && x.entity.typ == "Person" && r.tokens[at].Tag == "PRP$" {
			out = append(out, find("ORIGIN", x.entity, m.entity, m.head).adjusted(plainly))
		}
	}
	for _, m := range r.mentions {
		at := m.end + 1
		if m.kind != graph.NameMention || m.typ != "Person" || m.entity == nil || !r.lowerIn(m.end, ",") {
			continue
		}
		for r.lowerIn(at, "also", "originally", "who", "is", "comes") {
			at++
		}
		if p := r.nameStarting(at + 1); r.lowerIn(at, "from") && p != nil && p.entity != nil && p.entity.typ == "Place" && p.entity.subtype != "Facility" {
			out = append(out, find("ORIGIN", m.entity, p.entity, m.head).adjusted(plainly))
		}
	}
	return out
}

// stateOffices are the last words of offices that only nationals of a country
// hold.
var stateOffices = []string{"president", "minister", "chancellor", "premier", "king", "queen", "emir", "sultan", "dictator", "senator", "congressman", "congresswoman", "mp", "lawmaker"}

// nationalsByOffice goes by what the rules before it found.
func (r *reading) nationalsByOffice() []finding {
	var out []finding
	for _, x := range r.relations {
		title, _ := x.props["title"].(string)
		words := strings.Fields(title)
		if x.rule == "title without a body" || x.from.typ != "Person" || !x.from.named || x.to.subtype != "Country" || len(words) == 0 || !slices.Contains(stateOffices, words[len(words)-1]) {
			continue
		}
		out = append(out, find("HAS_NATIONALITY", x.from, x.to, x.token).adjusted(plainly))
	}
	return out
}

// officesBeforeNames reads "Presidents Dilma Rousseff of Brazil and Vladimir
// Putin of Russia".
func (r *reading) officesBeforeNames() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.typ != "Person" || m.entity == nil || !r.lowerIn(m.end, "of") {
			continue
		}
		at := m.end + 1
		if r.lowerIn(at, "the") {
			at++
		}
		country := r.nameStarting(at)
		if country == nil || country.entity == nil || country.entity.subtype != "Country" {
			continue
		}
		title, kind := r.sharedTitle(m)
		if kind != "head" && kind != "office" {
			continue
		}
		if f := standing(m.entity, role{words: title, kind: kind, body: country.entity, at: m.head}); f.typ != "" {
			out = append(out, f)
		}
	}
	return out
}

// sharedTitle is the title before a name, or before the first of a list of names
// with "of" behind each.
func (r *reading) sharedTitle(m *mention) (words, kind string) {
	for steps := 0; m != nil && steps < 6; steps++ {
		for n := 3; n > 0; n-- {
			if from := m.start - n; from >= 0 && r.tokens[from].sentence == r.tokens[m.start].sentence {
				words := strings.ToLower(r.words(from, m.start))
				if kind, ok := r.roleKind(words); ok {
					last := words[strings.LastIndexByte(words, ' ')+1:]
					return strings.TrimSuffix(words, last) + singular(last), kind
				}
			}
		}
		m = r.listedBefore(m)
	}
	return "", ""
}

// listedBefore is the person before in "X of P, Y of Q and Z of R".
func (r *reading) listedBefore(m *mention) *mention {
	k := m.start - 1
	for k > 0 && r.lowerIn(k, ",", "and") {
		k--
	}
	if k == m.start-1 || k < 2 {
		return nil
	}
	place := r.nameEndingAt(k + 1)
	if place == nil || place.typ != "Place" || !r.lowerIn(place.start-1, "of") {
		return nil
	}
	if p := r.nameEndingAt(place.start - 1); p != nil && p.typ == "Person" {
		return p
	}
	return nil
}
