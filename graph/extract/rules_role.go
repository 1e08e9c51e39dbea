package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// roleRules read who holds which office in which body.
var roleRules = []rule{
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
}

func (r *reading) rolesInApposition() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.isNoun(i) || !r.roleHead(i) {
			continue
		}
		for _, x := range r.roleAt(i) {
			for _, p := range r.personsBeside(i) {
				f := standing(p, x)
				if f.typ == "" {
					continue
				}
				if v := r.tokens[i].Head; r.tokens[i].Dep == "attr" && r.isVerb(v) { // said by somebody, believed, denied
					f.token, f.adjust = v, nil
				}
				out = append(out, f)
			}
		}
	}
	return out
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
		if kind == "rank" { // "Defense Minister General X": the office before the rank
			if s, e := r.titleEndingAt(start); e > s {
				start, words = s, strings.ToLower(plain(r.words(s, e)))
				kind = r.lex.roles[words]
			}
		}
		if kind == "" || kind == "address" || kind == "none" {
			continue
		}
		body := r.bodyBefore(start, m)
		if body == nil {
			continue
		}
		if body.typ == "Place" && kind == "staff" && !staffOfState(words) {
			continue // "Syria expert X", "Berlin-based travel writer X"
		}
		if body.typ == "Place" && kind != "head" && kind != "office" && r.adjectiveAt(start-1) == body {
			out = append(out, finding{typ: "HAS_NATIONALITY", from: m.entity, to: body, token: m.head}.adjusted(plainly))
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

// staffOfState says whether a title makes somebody work for the country named
// before it: officials do, scholars and reporters are only from there.
func staffOfState(title string) bool {
	last := title[strings.LastIndexByte(title, ' ')+1:]
	return slices.Contains([]string{"official", "prosecutor", "spokesman", "spokeswoman", "spokesperson", "agent", "adviser", "advisor", "aide", "officer"}, last)
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
		if country := r.onlyCountryBefore(m); country != nil && r.subjectBefore(country, m) && r.tokens[m.head].Dep == "nsubj" {
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
					if w.typ != "Person" || r.at[i] != nil && r.at[i].entity == w && !w.named {
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

// tie is how a person who is only said to be of a body belongs to it: to a party or
// club as a member.
func tie(e *entity) string {
	if e.subtype == "PoliticalParty" || e.subtype == "SportsClub" {
		return "MEMBER_OF"
	}
	return "WORKS_FOR"
}

func (r *reading) personOfBody() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.typ != "Person" || m.entity == nil {
			continue
		}
		for _, k := range r.children(m.head, "poss") {
			if e := r.entityOf(k); e != nil && e.typ == "Organization" && r.at[k].kind == graph.NameMention {
				out = append(out, find(tie(e), m.entity, e, m.head).adjusted(plainly))
			}
		}
		for _, p := range r.prepositions(m.head) {
			if e := r.entityOf(p.obj); e != nil && (e.typ == "Organization" || e.subtype == "Facility") && slices.Contains([]string{"of", "from", "with"}, p.word) && e.named && e.subtype != "ArmedGroup" && p.prep < p.obj && p.prep == m.end {
				out = append(out, find(tie(e), m.entity, e, m.head).adjusted(plainly))
			}
		}
		if r.lowerIn(m.end, "at") { // whatever the parser hung it on
			start := m.end + 1
			if r.lowerIn(start, "the") {
				start++
			}
			if n := r.nameStarting(start); n != nil && n.entity != nil && n.typ == "Organization" {
				out = append(out, find("WORKS_FOR", m.entity, n.entity, m.head).adjusted(plainly))
			}
		}
	}
	return out
}
