package extract

import (
	"slices"

	"clew/graph"
)

// findRelatives makes relative pronouns mentions of what they stand for: "the
// firm that he founded", "Lisbon, where she lived".
func (r *reading) findRelatives() {
	for i := range r.tokens {
		if r.at[i] != nil || !r.relativePronoun(i) {
			continue
		}
		head := r.relativeHead(i)
		e := r.entityOf(head)
		if e == nil && head >= 0 && r.tokens[head].Dep == "attr" { // "Rosa Lind is a skier who …"
			e = r.entityOf(r.child(r.tokens[head].Head, "nsubj"))
		}
		if e == nil || r.lowerIn(i, "who", "whom") && e.typ == "Place" || r.lowerIn(i, "which", "where") && e.typ == "Person" {
			continue
		}
		m := &mention{start: i, end: i + 1, head: i, kind: graph.PronounMention, noun: "relative", span: r.span(i, i+1)}
		r.join(m, e)
		r.addMention(m)
	}
	r.sortMentions()
	r.sortEntities()
}

// relativePronoun says whether a token introduces a relative clause.
func (r *reading) relativePronoun(i int) bool {
	t := r.tokens[i]
	if !slices.Contains([]string{"who", "whom", "whose", "which", "that", "where"}, t.lower) {
		return false
	}
	return t.Tag == "WP" || t.Tag == "WDT" || t.Tag == "WP$" || t.Tag == "WRB"
}

// relativeHead is the noun before a relative pronoun that its clause says more
// about, -1 where the clause is a question or an object of its own.
func (r *reading) relativeHead(i int) int {
	if m := r.personBefore(i); m != nil {
		return m.head
	}
	found := -1
	r.ancestors(i, func(child, head int) bool {
		if r.tokens[child].Dep == "relcl" && head < i {
			found = head
			return false
		}
		return !r.isVerb(child) || r.tokens[child].Dep == "conj" || r.tokens[child].Dep == "xcomp" || r.tokens[child].Dep == "ccomp"
	})
	return found
}
