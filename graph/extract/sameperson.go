package extract

import (
	"slices"
	"strings"
)

// This file joins the names that people go by in one article: full name, surname,
// first name, other spellings.

// joinPersons gives a surname (or a spelling variant) to the person named in
// full.
func (r *reading) joinPersons() {
	written := r.writtenNames()
	for _, short := range slices.Clone(r.entities) {
		if short.typ != "Person" || len(short.mentions) == 0 {
			continue
		}
		var fits []*entity
		for _, full := range r.entities {
			if full != short && full.typ == "Person" && len(full.mentions) > 0 && (r.samePerson(full, short) || r.firstSurnameOf(full, short, written)) {
				fits = append(fits, full)
			}
		}
		switch len(fits) {
		case 0:
		case 1:
			r.absorb(fits[0], short)
		default:
			r.shareSurname(fits, short)
		}
	}
	r.sortEntities()
}

// shareSurname gives every mention of a surname that several people bear to the
// one of them named last before it.
func (r *reading) shareSurname(bearers []*entity, short *entity) {
	for _, m := range slices.Clone(short.mentions) {
		var last *entity
		at := -1
		for _, e := range bearers {
			for _, x := range e.mentions {
				if x.span.Start < m.span.Start && x.span.Start > at && x.end-x.start > 1 {
					last, at = e, x.span.Start
				}
			}
		}
		if last != nil {
			r.move(m, last)
		}
	}
	r.entities = slices.DeleteFunc(r.entities, func(e *entity) bool { return e == short && len(e.mentions) == 0 })
}

func (r *reading) samePerson(full, short *entity) bool {
	if r.firstNameOf(full, short) {
		return true
	}
	a, b := strings.Fields(plain(r.clean(full.mentions[0]))), strings.Fields(plain(r.clean(short.mentions[0])))
	if len(a) < 2 || len(b) > len(a) || a[len(a)-1] != b[len(b)-1] && !(len(b) > 1 && a[len(a)-1] == strings.TrimPrefix(b[len(b)-1], "al-")) {
		return false
	}
	if len(b) == 1 {
		return true
	}
	if a[0] == b[0] {
		return len(b) == 2 || len(a) == len(b) && near(strings.Join(a, " "), strings.Join(b, " "))
	}
	return len(b) == 2 && len(b[0]) <= 2 && a[0][0] == b[0][0] || len(a) > len(b) && slices.Equal(a[len(a)-len(b):], b)
}

// firstNameOf says whether a person is called by the first name of another:
// "Rosa" where the article has "Rosa Lind".
func (r *reading) firstNameOf(full, short *entity) bool {
	first, rest, ok := strings.Cut(plain(r.clean(full.mentions[0])), " ")
	return ok && rest != "" && len(first) > 2 && first == plain(r.clean(short.mentions[0])) && short.mentions[0].span.Start > full.mentions[0].span.Start
}

// writtenNames are the names of people as the article writes them.
func (r *reading) writtenNames() map[string]bool {
	written := map[string]bool{}
	for _, e := range r.entities {
		for _, m := range e.mentions {
			if e.typ == "Person" {
				written[plain(r.clean(m))] = true
			}
		}
	}
	return written
}

// firstSurnameOf says whether a person is called by the first of two surnames of
// another: "Costa" or "Ana Costa" where the article has "Ana Costa Ruiz" and shows
// that both are surnames by writing "Costa Ruiz" alone. A parent or child may well
// bear that name, so whoever is called kin is somebody else.
func (r *reading) firstSurnameOf(full, short *entity, written map[string]bool) bool {
	name := plain(r.clean(full.mentions[0]))
	if known := r.lex.prominent[name]; known != "" {
		name = plain(known)
	}
	a, b := strings.Fields(name), strings.Fields(plain(r.clean(short.mentions[0])))
	if len(a) < 3 || len(b) == 0 || b[len(b)-1] != a[len(a)-2] || !written[strings.Join(a[len(a)-2:], " ")] || slices.ContainsFunc(short.mentions, r.calledKin) {
		return false
	}
	given := b[:len(b)-1]
	return len(given) == 0 || slices.Equal(given, a[:len(a)-2]) || len(given) == 1 && given[0] == a[0]
}

// calledKin says whether a word of kinship stands right before a name: "his father,
// Ana Costa".
func (r *reading) calledKin(m *mention) bool {
	i := m.start - 1
	if r.lowerIn(i, ",") {
		i--
	}
	return i >= 0 && r.kinNoun(i)
}

// near says whether two spellings differ in at most two letters.
func near(a, b string) bool {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(y)] <= 2
}
