package extract

import (
	"slices"

	"clew/graph"
)

// lifeRules read where and when people were born, lived and died.
var lifeRules = []rule{
	{
		name: "life in brackets", typ: "BORN_IN",
		doc:     "X (born D in P), X (D – D), X (P, D – P, D): dates of birth and death and the place of birth",
		example: "Rosa Lind (born 4 May 1961 in Hamburg) is a painter.", want: "Rosa Lind BORN_IN Hamburg",
		match: (*reading).bracketedLives,
	},
	{
		name: "born in", typ: "BORN_IN",
		doc:     "X was born in P; born in P, X …",
		example: "Rosa Lind was born in Hamburg in 1961.", want: "Rosa Lind BORN_IN Hamburg",
		match: (*reading).births,
	},
	{
		name: "native of", typ: "BORN_IN",
		doc:     "X, a native of P; a P native",
		example: "Rosa Lind, a native of Hamburg, wrote a report.", want: "Rosa Lind BORN_IN Hamburg",
		match: (*reading).natives,
	},
	{
		name: "lives in", typ: "LIVES_IN",
		doc:     "X lives, resides, grew up, was raised, settled in P; moved, emigrated to P; dates of death on the way",
		example: "Rosa Lind lives in Hamburg.", want: "Rosa Lind LIVES_IN Hamburg",
		match: (*reading).lives,
	},
	{
		name: "resident of", typ: "LIVES_IN",
		doc:     "X, a resident of P; a P resident",
		example: "Rosa Lind, a longtime resident of Hamburg, wrote a report.", want: "Rosa Lind LIVES_IN Hamburg",
		match: (*reading).residents,
	},
}

// placed makes a finding for each place of a chain.
func placed(typ string, who *entity, places []*mention, token int) []finding {
	var out []finding
	for _, m := range places {
		out = append(out, find(typ, who, m.entity, token))
	}
	return out
}

// bracketedLives reads the bracket right behind a person's name.
func (r *reading) bracketedLives() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.entity == nil || m.entity.typ != "Person" {
			continue
		}
		open := r.openingBracket(m)
		if open < 0 {
			continue
		}
		end := r.closingBracket(open)
		born, died := r.lifeSpan(open, end)
		if !born.known() && !died.known() && r.lowerIn(end+1, "(") { // "X (HAY-zen) (1924 – 1977)"
			open = end + 1
			end = r.closingBracket(open)
			born, died = r.lifeSpan(open, end)
		}
		r.setDate(m.entity, "born", born)
		r.setDate(m.entity, "died", died)
		for k := open + 1; k < end; k++ {
			place := k
			switch {
			case r.lowerIn(k, "born", "b.", "b", "née"):
			case k == open+1 && died.known() && r.placeAt(k) != nil:
				place = k - 1
			case born.known() && !r.lowerIn(open+1, "died", "d.") && (k == born.end-1 || k == born.end && r.lowerIn(k, ",", "in", "at")) && (!died.known() || k < died.start):
			default:
				continue
			}
			if list := r.bracketPlaces(place+1, born, died, end); len(list) > 0 {
				out = append(out, placed("BORN_IN", m.entity, list, m.head)...)
				break
			}
		}
	}
	return allPlainly(out)
}

// openingBracket is the bracket behind a name, -1 where none follows; letters
// behind a name and a comma may stand between: "X, FRS (born 1953)".
func (r *reading) openingBracket(m *mention) int {
	for k := m.end; k < min(m.end+5, len(r.tokens)); k++ {
		if r.lowerIn(k, "(") {
			return k
		}
		nickname := r.isEdge(m.end) && !r.lowerIn(m.end, ",") && r.capitalized(k) // "Elizabeth "Beth" Lind (born 1970)"
		if !r.lowerIn(k, ",", "jr.", "sr.", "ii", "iii", "esq.", "”", "“", "\"", "''", "``") && !allUpper(r.tokens[k].Text) && !nickname {
			return -1
		}
	}
	return -1
}

// closingBracket is where the bracket that opens at a token closes.
func (r *reading) closingBracket(open int) int {
	depth := 0
	for k := open; k < min(open+70, len(r.tokens)); k++ {
		switch {
		case r.lowerIn(k, "("):
			depth++
		case r.lowerIn(k, ")"):
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return min(open+40, len(r.tokens))
}

// lifeSpan reads the dates of birth and death in a bracket.
func (r *reading) lifeSpan(open, end int) (born, died date) {
	var inside []date
	for _, d := range r.dates {
		if d.start > open && d.end <= end {
			inside = append(inside, d)
		}
	}
	for n, d := range inside {
		word := ""
		for k := d.start - 1; k > open && word == ""; k-- {
			switch {
			case r.lowerIn(k, "born", "b.", "b"):
				word = "born"
			case r.lowerIn(k, "died", "d.", "d", "-", "–", "—", "†"):
				word = "died"
			case r.lowerIn(k, ";") && n == 0 && r.lowerIn(open+1, "born"): // "born Rosa Hahn; 3 May 1961"
				word = "born"
			case r.lowerIn(k, ";") || n > 0 && k < inside[n-1].end:
				word = "none"
			}
		}
		dash := false
		for k := d.end; k < min(d.end+8, end) && !r.lowerIn(k, ";"); k++ {
			dash = dash || r.lowerIn(k, "-", "–", "—")
		}
		switch {
		case word == "died" && !died.known() && (born.known() || r.lowerIn(open+1, "died", "d.")):
			died = d
		case word == "died" && !died.known() && n == 0 && len(inside) == 1 && r.lowerIn(d.start-1, "died", "d."):
			died = d
		case !born.known() && (word == "born" || dash && len(inside) > 1 && n+1 < len(inside) || len(inside) == 1 && len(d.edtf) == 10 && d.start == open+1):
			born = d
		}
	}
	return born, died
}

// bracketPlaces are the places behind token i of a bracket, dates skipped.
func (r *reading) bracketPlaces(i int, born, died date, end int) []*mention {
	for i < end && (i >= born.start && i < born.end && born.known() || r.lowerIn(i, ",", "in", "at", "on", "the", "near", "c.", "circa", "village", "of")) {
		i++
	}
	if i >= end || r.placeAt(i) == nil {
		return nil
	}
	return slices.DeleteFunc(r.placeChain(i), func(m *mention) bool { return m.start >= end || died.known() && m.start > died.start })
}

// births reads "born" wherever it stands outside brackets.
func (r *reading) births() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.lowerIn(i, "born", "birthed") || r.lowerIn(i-1, "-", "(") || r.tokens[i].Dep == "amod" {
			continue
		}
		claim := r.claimAt(i)
		for _, who := range r.personOf(i) {
			if who.typ != "Person" {
				continue
			}
			if claim.polarity == graph.Positive {
				r.setDate(who, "born", r.dateAfter(i))
			}
			out = append(out, placed("BORN_IN", who, r.placesAfter(i, "in", "at", "near"), i)...)
		}
	}
	return out
}

// natives reads "a native of P", "a P native", "originally from P".
func (r *reading) natives() []finding {
	var out []finding
	for i := range r.tokens {
		var places []*mention
		switch {
		case r.lowerIn(i, "native", "natives") && r.lowerIn(i+1, "of", "to"):
			places = r.placeChain(i + 2)
		case r.lowerIn(i, "native", "natives") && r.isNoun(i) && r.placeAt(i-1) != nil:
			places = []*mention{r.placeAt(i - 1)}
		case r.lowerIn(i, "originally", "hails", "hailing", "hailed") && r.lowerIn(i+1, "from"):
			places = r.placeChain(i + 2)
		default:
			continue
		}
		for _, who := range r.beside(i) {
			out = append(out, placed("BORN_IN", who, places, i)...)
		}
	}
	return out
}

// residents reads "a resident of P", "a P resident".
func (r *reading) residents() []finding {
	var out []finding
	for i := range r.tokens {
		var places []*mention
		switch {
		case !r.lowerIn(i, "resident", "residents", "inhabitant") || !r.isNoun(i):
			continue
		case r.lowerIn(i+1, "of", "in"):
			places = r.placeChain(i + 2)
		case r.placeAt(i-1) != nil:
			places = []*mention{r.placeAt(i - 1)}
		}
		for _, who := range r.beside(i) {
			out = append(out, allPlainly(placed("LIVES_IN", who, places, i))...)
		}
	}
	return out
}

// beside are the people that a description is said of: named beside it, its
// subject, or the subject of the clause it opens.
func (r *reading) beside(i int) []*entity {
	if list := r.personsBeside(i); len(list) > 0 {
		return list
	}
	if m := r.at[i]; m != nil && m.entity != nil && m.entity.typ == "Person" && m.entity.named {
		return []*entity{m.entity}
	}
	if h := r.tokens[i].Head; r.tokens[i].Dep == "nsubj" && r.lemma(h) == "be" { // "the head of O is X"
		if e := r.entityOf(r.child(h, "attr")); e != nil && e.typ == "Person" && e.named {
			return []*entity{e}
		}
	}
	if d := r.tokens[i].Dep; d == "pobj" && !r.lowerIn(r.tokens[i].Head, "as") || d == "dobj" && r.lemma(r.tokens[i].Head) != "be" || d == "nsubj" || d == "compound" {
		return nil
	}
	return r.personOf(i)
}

// lifeVerbs say where somebody lives: with the prepositions of the place.
var lifeVerbs = map[string][]string{
	"live": {"in", "at", "near", "outside", "around"}, "reside": {"in", "at", "near", "outside"}, "dwell": {"in"}, "settle": {"in", "at", "near"},
	"grow": {"in", "on", "near", "outside"}, "raise": {"in", "near", "outside"}, "rear": {"in"}, "bear": nil,
	"move": {"to", "into"}, "relocate": {"to"}, "emigrate": {"to"}, "immigrate": {"to"}, "migrate": {"to"}, "resettle": {"in"}, "flee": {"to"}, "retire": {"to"},
}

// deathVerbs say in the passive that somebody died.
var deathVerbs = []string{"execute", "murder", "assassinate", "kill", "hang", "behead", "guillotine"}

// lives reads where people live, and on the way the dates of death that clauses
// state.
func (r *reading) lives() []finding {
	r.deaths()
	var out []finding
	for _, c := range r.clauses {
		if c.lemma == "die" {
			for _, s := range r.personOf(c.verb) {
				if s.typ == "Person" && r.claimAt(c.verb).polarity == graph.Positive {
					r.setDate(s, "died", r.dateAfter(c.verb))
				}
			}
		}
		if c.passive && slices.Contains(deathVerbs, c.lemma) {
			if k := r.claimAt(c.verb); k.polarity == graph.Positive && k.modality == graph.Asserted {
				for _, s := range r.entitiesOf(c.objects) {
					if s.typ == "Person" && (s.named || s.sex != "") {
						r.setDate(s, "died", r.dateAfter(c.verb))
					}
				}
			}
		}
		preps, known := lifeVerbs[c.lemma]
		if !known || c.lemma == "grow" && c.particle != "up" && !r.lowerIn(c.verb+1, "up") || c.lemma == "raise" && !c.passive && r.tokens[c.verb].Tag != "VBN" || len(preps) == 0 {
			continue
		}
		places := r.placesAfter(c.verb, preps...)
		for n := len(places); n > 0 && r.lowerIn(places[n-1].end, "and"); n = len(places) { // "in Lisbon and Porto"
			more := r.placeChain(places[n-1].end + 1)
			if len(more) == 0 || more[0].start > places[n-1].end+2 {
				break
			}
			places = append(places, more...)
		}
		if slices.Contains([]string{"move", "relocate", "emigrate"}, c.lemma) {
			places = append(places, r.placesAfter(c.verb, "from")...)
		}
		if len(places) == 0 {
			continue
		}
		for _, s := range r.personOf(c.verb) {
			for _, f := range placed("LIVES_IN", s, places, c.verb) {
				if f.to.subtype != "Facility" {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// deaths reads the date in "X's death in 2009", "the death of X on 3 May 2009".
func (r *reading) deaths() {
	for i := range r.tokens {
		if !r.lowerIn(i, "death", "passing") || !r.isNoun(i) {
			continue
		}
		d := r.dateAfter(i)
		var who *entity
		for _, k := range r.children(i, "poss") {
			who = r.entityOf(k)
		}
		for _, p := range r.prepositions(i) {
			if who == nil && p.word == "of" {
				if who = r.entityOf(p.obj); who != nil && !d.known() {
					d = r.dateAfter(p.obj)
				}
			}
		}
		if who != nil && who.typ == "Person" {
			r.setDate(who, "died", d)
		}
	}
}
