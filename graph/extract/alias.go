package extract

import (
	"slices"

	"clew/graph"
)

// This file joins the other names that an article gives to people and bodies: in
// brackets, by "known as", and as a nickname in quotation marks.

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

// joinKnownAs joins the other name in "Joao Lind, known as El Tigre", "the singer
// Rosa Lind, nicknamed the Gull", whatever the recogniser took it for.
func (r *reading) joinKnownAs() {
	for i := range r.tokens {
		k := i + 1
		switch {
		case r.lowerIn(i, "known", "a.k.a", "a.k.a.") && r.lowerIn(k, "as"):
			k++
		case r.lowerIn(i, "nicknamed", "dubbed", "alias", "aka", "a.k.a", "a.k.a."):
		default:
			continue
		}
		for r.lowerIn(k, "the") || r.quoteMark(k) {
			k++
		}
		end := k
		for end < len(r.tokens) && r.tokens[end].Tag == "NNP" && r.capitalized(end) {
			end++
		}
		if end == k || end < len(r.tokens) && (r.tokens[end].Tag == "POS" || r.isNoun(end)) {
			continue // "known as the Lisbon office's founder"
		}
		if who := r.knownAs(i); who != nil {
			r.alsoCalled(who, k, end)
		}
	}
}

// knownAs is the person whom "known" at token i speaks of: named right before it
// or beside the noun that it hangs on.
func (r *reading) knownAs(i int) *entity {
	k := i - 1
	for r.lowerIn(k, ",", "(", "who", "is", "was", "also", "better", "widely", "commonly", "popularly", "usually", "simply", "sometimes", "often", "and") {
		k--
	}
	m := r.nameEndingAt(k + 1)
	if h := r.tokens[i].Head; m == nil && r.tokens[i].Dep == "acl" && r.tokens[h].Dep == "appos" {
		m = r.at[r.tokens[h].Head]
	}
	if m == nil || m.kind != graph.NameMention || m.entity == nil || m.entity.typ != "Person" {
		return nil
	}
	return m.entity
}

// alsoCalled makes the name at tokens [start, end) a person's, here and wherever
// the article has it, unless the word lists know it for something of its own.
func (r *reading) alsoCalled(who *entity, start, end int) {
	name := r.words(start, end)
	for _, e := range slices.Clone(r.entities) {
		if e == who || len(e.mentions) == 0 || plain(r.clean(e.mentions[0])) != plain(name) {
			continue
		}
		if e.lex != nil && e.subtype != "City" {
			return
		}
		for _, m := range slices.Clone(e.mentions) {
			r.move(m, who)
		}
		r.entities = slices.DeleteFunc(r.entities, func(x *entity) bool { return x == e })
	}
	for i := range r.tokens[:len(r.tokens)-(end-start)+1] {
		if r.tokens[i].Text == r.tokens[start].Text && r.words(i, i+end-start) == name && !slices.ContainsFunc(r.mentions, func(m *mention) bool { return m.kind == graph.NameMention && m.start < i+end-start && i < m.end }) {
			if m := r.newMention(i, i+end-start, graph.NameMention); m != nil {
				m.typ = "Person"
				r.join(m, who)
				r.mentions = append(r.mentions, m)
				r.at[m.head] = m
			}
		}
	}
	r.sortMentions()
	if !slices.Contains(who.aliases, name) {
		who.aliases = append(who.aliases, name)
	}
}

func (r *reading) quoteMark(i int) bool { return r.lowerIn(i, "“", "”", "\"", "``", "''") }

// joinNicknamed makes one name of "Pedro "El Tigre" Lind", where the recogniser
// found two or three.
func (r *reading) joinNicknamed() {
	for _, m := range slices.Clone(r.mentions) {
		end := r.behindNickname(m)
		if end < 0 {
			continue
		}
		whole := r.newMention(m.start, end, graph.NameMention)
		if whole == nil {
			continue
		}
		whole.typ, whole.title, whole.votes = "Person", m.title, map[string]int{"Person": 6}
		r.mentions = slices.DeleteFunc(r.mentions, func(x *mention) bool { return x.start >= m.start && x.end <= end })
		r.mentions = append(r.mentions, whole)
	}
	r.sortMentions()
}

// behindNickname is where the surname ends that stands behind a first name and a
// nickname in quotation marks, -1 where none does.
func (r *reading) behindNickname(m *mention) int {
	if m.kind != graph.NameMention || m.lex != nil || m.typ != "Person" || m.end-m.start > 2 || !r.quoteMark(m.end) {
		return -1
	}
	k := m.end + 1
	for k < m.end+5 && k < len(r.tokens) && !r.quoteMark(k) && (r.capitalized(k) || r.lowerIn(k, "the", "of")) {
		k++
	}
	last := k + 1
	if k == m.end+1 || !r.quoteMark(k) || last >= len(r.tokens) || r.tokens[last].sentence != r.tokens[m.start].sentence {
		return -1
	}
	if n := r.nameStarting(last); n != nil && n.lex == nil {
		return n.end
	}
	if r.tokens[last].Tag == "NNP" && r.capitalized(last) {
		return last + 1
	}
	return -1
}

// joinNicknames gives the nickname inside a name to the person: "El Tigre" is
// Pedro "El Tigre" Lind.
func (r *reading) joinNicknames() {
	for _, e := range slices.Clone(r.entities) {
		if e.typ != "Person" || len(e.mentions) == 0 {
			continue
		}
		m := e.mentions[0]
		open := m.start
		for open < m.end && !r.quoteMark(open) {
			open++
		}
		end := open + 1
		for end < m.end && !r.quoteMark(end) {
			end++
		}
		if end < m.end && end > open+1 {
			r.alsoCalled(e, open+1, end)
		}
	}
}
