package extract

import "slices"

// aliasWords stand in brackets before another name of the same thing.
var aliasWords = []string{"formerly", "officially", "previously", "originally", "now", "also", "known", "as", "called", "then", "or", "better", "simply", "commonly", "later", "the", "often", "shortened", "to", ",", "“", "\"", "``"}

// joinBracketedNames joins the other name in "Harbour Games (formerly Lind
// Entertainment)".
func (r *reading) joinBracketedNames() {
	for _, e := range slices.Clone(r.entities) {
		if len(e.mentions) == 0 || e.typ != "Organization" && e.typ != "Person" {
			continue
		}
		for _, m := range slices.Clone(e.mentions) {
			if !r.lowerIn(m.end, "(") {
				continue
			}
			k := m.end + 1
			for r.lowerIn(k, aliasWords...) {
				k++
			}
			n := r.nameStarting(k)
			if k < m.end+2 || !slices.ContainsFunc([]string{"formerly", "officially", "previously", "originally", "known", "now", "called"}, func(w string) bool {
				return slices.ContainsFunc(r.tokens[m.end:k], func(t token) bool { return t.lower == w })
			}) {
				continue
			}
			if n != nil && n.entity != nil && n.entity != e && n.entity.typ == e.typ && (e.lex == nil || n.entity.lex == nil) && r.lowerIn(n.end, ")", ",", ";", "”", "\"", "''") {
				r.absorb(e, n.entity)
			}
		}
	}
}
