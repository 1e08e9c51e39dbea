package extract

import "slices"

// personVerbs are of people only: what is born, graduates or marries is a person.
var personVerbs = []string{"bear", "graduate", "marry", "remarry", "study", "enroll", "enrol", "divorce", "resign", "reside", "emigrate"}

// lifeVotes is how many votes for a person the words around a name give that
// speak of a life: kin, birth, study, an occupation as predicate.
func (r *reading) lifeVotes(m *mention) int {
	t := r.tokens[m.head]
	h := t.Head
	kin := func(i int) bool {
		noun := singular(r.tokens[i].lower)
		return r.lex.people[noun] == "kin" && noun != "parent" && noun != "family" && noun != "sister" && noun != "relative"
	}
	switch {
	case t.Dep == "poss" && kin(h):
		return 4
	case t.Dep == "pobj" && r.lowerIn(h, "of") && kin(r.tokens[h].Head):
		return 4
	case t.Dep == "nsubjpass" && r.lowerIn(h, "born"), t.Dep == "nsubj" && slices.Contains(personVerbs, r.lemma(h)):
		return 3
	case t.Dep == "nsubj" && r.lemma(h) == "be":
		if a := r.child(h, "attr"); a > h && !r.plural(a) && r.tokens[a].Text == r.tokens[a].lower && (r.lex.people[r.tokens[a].lower] == "profession" || r.lex.people[r.tokens[a].lower] == "kin") {
			return 4
		}
	}
	return 0
}
