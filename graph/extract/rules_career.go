package extract

import "slices"

// careerRules read for whom people work off verbs and nouns of working life.
var careerRules = []rule{
	{
		name: "works at", typ: "WORKS_FOR",
		doc:     "X works for, teaches at, serves in O; X is employed by O; X retired from, left O",
		example: "Rosa Lind taught physics at Harbour University.", want: "Rosa Lind WORKS_FOR Harbour University",
		match: (*reading).careers,
	},
	{
		name: "occupation at", typ: "WORKS_FOR",
		doc:     "X is an engineer, physicist, professor of law at O; an O astronaut",
		example: "Rosa Lind is a Danish painter and a physicist at Harbour University.", want: "Rosa Lind WORKS_FOR Harbour University",
		match: (*reading).occupations,
	},
	{
		name: "position at", typ: "WORKS_FOR",
		doc:     "X's job, position, career at O",
		example: "Rosa Lind began her career at Harbour Systems Inc. in 1998.", want: "Rosa Lind WORKS_FOR Harbour Systems Inc.",
		match: (*reading).positions,
	},
}

// careerVerbs say that somebody works for the body behind one of the prepositions;
// "" is its object.
var careerVerbs = map[string][]string{
	"work": {"at", "for", "in"}, "teach": {"at", "in"}, "lecture": {"at"}, "intern": {"at", "with"}, "serve": {"in", "at", "with", "on", "as"}, "employ": {"by", "at"}, "hire": {"by"},
	"retire": {"from"}, "resign": {"from"}, "leave": {""}, "join": {""}, "practice": {"at"}, "practise": {"at"}, "research": {"at"}, "freelance": {"for"}, "write": {"for"}, "report": {"for"}, "consult": {"for"},
}

// employer says whether people can be said to work for an entity.
func employer(e *entity) bool {
	return bodyEntity(e) && e.named && e.subtype != "ArmedGroup" && e.subtype != "PoliticalParty"
}

// employersAfter are the bodies named behind a word after one of the
// prepositions, and those coordinated with the first.
func (r *reading) employersAfter(i, reach int, prepositions []string) []*entity {
	var out []*entity
	limit := min(r.sentences[r.tokens[i].sentence].end, i+reach)
	open := slices.Contains(prepositions, "")
	for k := i + 1; k < limit; k++ {
		if r.lowerIn(k, prepositions...) {
			open = true
			continue
		}
		if r.lowerIn(k, ";", "where", "who", "which", "before", "after", "while", "when", "until", "against", "as") || r.finite(k) {
			break
		}
		m := r.nameAround(k)
		if m == nil {
			if len(prepositions) == 1 && prepositions[0] == "" && !r.lowerIn(k, "the", "a", "an") && r.tokens[k].Pos != "ADJ" {
				break
			}
			continue
		}
		if !open && m.entity.typ != "Place" {
			break
		}
		if open && employer(m.entity) && !slices.Contains(out, m.entity) && r.tokens[m.head].Dep != "poss" {
			out = append(out, m.entity)
			if !r.lowerIn(m.end, "and", ",", "&") || r.lowerIn(m.end, ",") && r.nameStarting(m.end+1) == nil {
				break
			}
		} else if open && r.tokens[m.head].Dep != "poss" && m.entity.typ != "Place" {
			break
		}
		k = m.end - 1
	}
	return out
}

func (r *reading) careers() []finding {
	var out []finding
	for _, c := range r.clauses {
		preps, known := careerVerbs[c.lemma]
		if !known || (c.lemma == "employ" || c.lemma == "hire") && !c.passive || preps[0] == "" && c.passive {
			continue
		}
		reach := 16
		if preps[0] == "" {
			reach = 6
		}
		for _, body := range r.employersAfter(c.verb, reach, preps) {
			if c.lemma == "join" && body.subtype != "Company" && body.subtype != "University" && body.subtype != "Media" {
				continue
			}
			for _, who := range r.personOf(c.verb) {
				if who.typ != "Person" {
					continue
				}
				f := find("WORKS_FOR", who, body, c.verb)
				if c.lemma == "retire" || c.lemma == "resign" || c.lemma == "leave" {
					f = f.with("ended", true)
				}
				out = append(out, f)
			}
		}
	}
	return out
}

// occupations reads the body behind or before what somebody is.
func (r *reading) occupations() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.isNoun(i) || r.plural(i) {
			continue
		}
		words, kind := r.titleAt(i)
		if kind == "" && r.lex.people[r.tokens[i].lower] == "profession" {
			words, kind = r.tokens[i].lower, "staff"
		}
		if kind != "staff" && kind != "office" && kind != "head" {
			continue
		}
		body := r.occupationBody(i, kind)
		if body == nil || body.subtype == "ArmedGroup" {
			continue
		}
		persons := r.beside(i)
		for _, p := range persons[:min(1, len(persons))] {
			if p.typ == "Person" {
				out = append(out, standing(p, role{words: words, kind: kind, body: body, at: i}))
			}
		}
	}
	return out
}

// occupationBody is the body of an occupation: behind "at", "of", "for", other
// titles and fields passed over, or a name right before it.
func (r *reading) occupationBody(i int, kind string) *entity {
	limit := min(r.sentences[r.tokens[i].sentence].end, i+13)
	at := false
	for k := i + 1; k < limit; k++ {
		if r.finite(k) || r.lowerIn(k, ";", "who", "which", "where", "from", "by", "with", "in", "on", "(") || r.lowerIn(k, ",") && k == i+1 && kind != "head" {
			break
		}
		if r.lowerIn(k, "at", "of", "for") {
			at = true
			continue
		}
		m := r.nameAround(k)
		if m == nil {
			continue
		}
		if at && m.start == k && employer(m.entity) && r.tokens[m.head].Dep != "poss" {
			if r.tokens[m.head].Dep == "compound" && r.tokens[m.head].Head >= m.end {
				return nil // "chief of the Treasury police"
			}
			if next := r.nameStarting(m.end); next != nil && next.typ == "Person" {
				return nil // "Secretary of Defense Rosa Lind"
			}
			if r.lowerIn(m.end, "at") && r.lowerIn(i, "professor", "lecturer", "reader", "chair") {
				k = m.end - 1
				continue // "professor of International Relations at O"
			}
			return m.entity
		}
		if m.entity.typ == "Person" || m.entity.typ == "Place" {
			break
		}
		k = m.end - 1
	}
	start, _ := r.nounPhrase(i)
	for k := i - 1; k >= start; k-- {
		if m := r.nameAround(k); m != nil {
			if employer(m.entity) && m.end >= i-1 && r.tokens[m.head].Dep != "poss" && m.entity.typ == "Organization" {
				return m.entity
			}
			break
		}
	}
	return nil
}

// positionNouns are what one has at a body.
var positionNouns = []string{"job", "position", "career", "post", "tenure", "stint", "internship", "appointment", "professorship", "fellowship", "residency", "employment", "faculty", "staff", "chair", "role", "clerkship", "apprenticeship", "lectureship"}

func (r *reading) positions() []finding {
	var out []finding
	for i := range r.tokens {
		if !(r.lowerIn(i, positionNouns...) && r.lowerIn(i+1, "at", "with", "for", "of", "as") || r.lowerIn(i, "work") && r.lowerIn(i+1, "at")) || !r.isNoun(i) {
			continue
		}
		preps := []string{"at", "with", "for"}
		if r.lowerIn(i, "faculty", "staff") {
			preps = append(preps, "of")
		}
		var who []*entity
		for _, k := range r.children(i, "poss") {
			if e := r.entityOf(k); e != nil && e.typ == "Person" {
				who = append(who, e)
			}
		}
		if len(who) == 0 {
			who = r.personOf(i)
		}
		for _, body := range r.employersAfter(i, 9, preps) {
			for _, p := range who {
				if p.typ == "Person" {
					out = append(out, find("WORKS_FOR", p, body, i))
				}
			}
		}
	}
	return out
}
