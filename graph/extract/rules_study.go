package extract

import (
	"slices"
	"strings"
)

// studyRules read where people studied.
var studyRules = []rule{
	{
		name: "studied at", typ: "EDUCATED_AT",
		doc:     "X studied at, graduated from, attended, was educated at O",
		example: "Rosa Lind graduated from Harbour University in 1985.", want: "Rosa Lind EDUCATED_AT Harbour University",
		match: (*reading).studies,
	},
	{
		name: "degree from", typ: "EDUCATED_AT",
		doc:     "X received, holds a degree from O",
		example: "Rosa Lind holds a master's degree in physics from Harbour University.", want: "Rosa Lind EDUCATED_AT Harbour University",
		match: (*reading).degrees,
	},
	{
		name: "graduate of", typ: "EDUCATED_AT",
		doc:     "X, a graduate, alumnus, student of O",
		example: "Rosa Lind, a graduate of Harbour University, wrote a report.", want: "Rosa Lind EDUCATED_AT Harbour University",
		match: (*reading).graduates,
	},
}

// schoolWords stand in the names of places where one studies.
var schoolWords = []string{
	"university", "universities", "college", "school", "academy", "institute", "conservatory", "conservatoire", "seminary", "polytechnic", "universidad", "università", "université", "universität", "universidade", "universiteit",
	"hochschule", "gymnasium", "lyceum", "lycée", "faculty", "high", "mit", "yale", "harvard", "stanford", "princeton", "oxford", "cambridge", "ucla", "caltech", "berkeley", "insead", "eton", "juilliard", "sorbonne", "wharton",
	"cornell", "columbia", "nyu", "usc", "lse", "uc", "suny", "kellogg", "grammar", "preparatory", "prep", "universitet", "école", "ecole", "polytechnique", "tech", "studies", "theological", "rada", "duke", "dartmouth", "brown",
}

// school says whether an entity is named like a place where one studies.
func (r *reading) school(e *entity) bool {
	if e == nil || e.typ == "Person" || e.typ == "PersonGroup" || !e.named {
		return false
	}
	return e.subtype == "University" || slices.ContainsFunc(strings.Fields(strings.ToLower(strings.ReplaceAll(e.name, ",", " "))), func(w string) bool { return slices.Contains(schoolWords, w) })
}

// schoolsAfter are the schools named behind a word, after one of the prepositions
// (or right behind it where none is given), and those coordinated with them.
func (r *reading) schoolsAfter(i, reach int, sure bool, prepositions ...string) []*entity {
	var out []*entity
	end := min(r.sentences[r.tokens[i].sentence].end, i+reach)
	open := len(prepositions) == 0
	for k := i + 1; k < end; k++ {
		if r.lowerIn(k, prepositions...) {
			open = true
		}
		if r.lowerIn(k, ";", "where", "who", "which", "before", "after", "while") || r.finite(k) && r.tokens[k].Tag != "TO" {
			break
		}
		m := r.nameAround(k)
		if m == nil || !open {
			continue
		}
		if e := m.entity; r.school(e) || sure && len(out) == 0 && e.typ == "Organization" && r.lowerIn(m.start-1, "at", "from", "the") && e.subtype == "" {
			out = append(out, e)
		}
		k = m.end - 1
	}
	return out
}

func (r *reading) studies() []finding {
	var out []finding
	for _, c := range r.clauses {
		var schools []*entity
		switch c.lemma {
		case "study", "educate":
			schools = r.schoolsAfter(c.verb, 30, true, "at", "from", "in")
		case "graduate":
			schools = r.schoolsAfter(c.verb, 20, true, "from", "at")
		case "enroll", "enrol", "matriculate", "train", "major":
			schools = r.schoolsAfter(c.verb, 14, false, "at", "in", "from")
		case "attend":
			schools = r.schoolsAfter(c.verb, 20, false)
		case "complete", "continue", "pursue", "begin", "finish", "take", "do", "start":
			if o := r.child(c.verb, "dobj"); o >= 0 && r.lowerIn(o, "studies", "education", "study", "schooling", "degree", "course", "courses", "training", "residency", "fellowship", "thesis", "dissertation") {
				schools = r.schoolsAfter(o, 14, false, "at", "from")
			}
		case "enter":
			schools = r.schoolsAfter(c.verb, 5, false)
		}
		if len(schools) == 0 {
			continue
		}
		for _, s := range r.personOf(c.verb) {
			for _, e := range schools {
				if s.typ == "Person" {
					out = append(out, find("EDUCATED_AT", s, e, c.verb))
				}
			}
		}
	}
	return out
}

// degreeWords are what one holds from a school.
var degreeWords = []string{
	"degree", "degrees", "doctorate", "phd", "ph.d.", "ph.d", "bachelor", "bachelors", "bachelor's", "master", "masters", "diploma", "ba", "b.a.", "ma", "m.a.", "mba", "m.b.a.", "bs", "b.s.", "bsc", "b.sc.", "ms", "m.s.", "msc", "m.sc.",
	"jd", "j.d.", "md", "m.d.", "llb", "llm", "bfa", "mfa", "mphil", "habilitation", "doctoral", "certificate", "undergraduate", "postgraduate", "a.b.", "ab", "sc.d.", "ed.d.", "bba", "meng", "beng", "law", "medical",
}

func (r *reading) degrees() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.lowerIn(i, degreeWords...) || r.lowerIn(i-1, "honorary", "honourary") || r.lowerIn(i-2, "honorary") || r.nameAround(i) != nil && r.school(r.nameAround(i).entity) {
			continue
		}
		schools := r.schoolsAfter(i, 28, r.lowerIn(i, "degree", "phd", "ph.d.", "doctorate", "mba", "ba"), "from", "at")
		if len(schools) == 0 {
			continue
		}
		for _, s := range r.personOf(i) {
			for _, e := range schools {
				if s.typ == "Person" {
					out = append(out, find("EDUCATED_AT", s, e, i))
				}
			}
		}
	}
	return out
}

func (r *reading) graduates() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.lowerIn(i, "graduate", "alumnus", "alumna", "student", "freshman", "sophomore", "senior", "alum", "candidate") || !r.isNoun(i) || !r.lowerIn(i+1, "of", "at", "from", "in") {
			continue
		}
		for _, s := range r.beside(i) {
			for _, e := range r.schoolsAfter(i, 12, false, "of", "at", "from") {
				if s.typ == "Person" {
					out = append(out, find("EDUCATED_AT", s, e, i).adjusted(plainly))
				}
			}
		}
	}
	return out
}
