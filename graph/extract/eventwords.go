package extract

import (
	"slices"

	"clew/graph"
)

// tellsOfAnother says whether the words before a definite event noun tell of another
// event: "the Manchester bombing" or "the concert bombing" is not the attack in
// London that was told of without a word of Manchester or a concert.
func (r *reading) tellsOfAnother(t *telling, e *event) bool {
	if t.verb || !t.definite || len(e.tellers) == 0 {
		return false
	}
	words := r.tellingWords(t)
	if len(words) == 0 {
		return false
	}
	told := r.wordsAround(e)
	for _, i := range words {
		if told[singular(r.tokens[i].lower)] {
			return false
		}
	}
	return r.specific(e)
}

// tellingWords are the nouns before an event noun that tell it from others: what
// or where it was, not its kind, its weapon, its day or its people.
func (r *reading) tellingWords(t *telling) []int {
	var out []int
	for i := t.start; i < t.trigger; i++ {
		word := r.tokens[i]
		if !r.isNoun(i) || r.tokens[i].lower == "terror" || r.generalWord(word.lower) || r.dateWord(i) {
			continue
		}
		if m := r.at[i]; m != nil && (m.kind == graph.DemonymMention || m.typ == "Weapon" || m.typ == "Person" || m.typ == "PersonGroup" || m.subtype == "ArmedGroup") {
			continue
		}
		out = append(out, i)
	}
	return out
}

// generalWord says whether a word before an event noun says only what kind of
// event it is.
func (r *reading) generalWord(word string) bool {
	if _, kind := kindModifiers[word]; kind {
		return true
	}
	kind := r.lex.nouns[singular(word)].subtype
	return isAttack(kind) || kind == "Plot" || kind == "MilitaryOperation" || r.lex.people[singular(word)] != "" || slices.Contains([]string{"terrorism", "terrorist", "copycat", "revenge", "retaliation", "death", "night", "day", "morning", "weekend", "arson", "rocket", "mortar", "grenade", "truck", "van", "vehicle", "roadside", "lone", "wolf", "series", "wave", "street", "city", "town"}, word)
}

// dateWord says whether a token belongs to a date.
func (r *reading) dateWord(i int) bool {
	if _, day := weekdayNumbers[r.tokens[i].lower]; day || months[r.tokens[i].lower] > 0 {
		return true
	}
	return slices.ContainsFunc(r.dates, func(d date) bool { return d.start <= i && i < d.end })
}

// wordsAround are the words of all sentences that tell of an event, and of the
// names of its places and targets.
func (r *reading) wordsAround(e *event) map[string]bool {
	out := map[string]bool{}
	for _, t := range e.tellers {
		s := r.sentences[r.tokens[t.trigger].sentence]
		for i := s.start; i < s.end; i++ {
			out[singular(r.tokens[i].lower)] = true
		}
		for _, list := range [][]argument{t.places, t.targets, t.damaged, t.victims} {
			for _, a := range list {
				r.addNames(out, a.entity)
			}
		}
	}
	return out
}

func (r *reading) addNames(words map[string]bool, e *entity) {
	for _, m := range e.mentions {
		for i := m.start; i < m.end; i++ {
			words[singular(r.tokens[i].lower)] = true
		}
	}
	if outer := r.inside[e]; outer != nil && outer != e {
		for _, m := range outer.mentions {
			for i := m.start; i < m.end; i++ {
				words[singular(r.tokens[i].lower)] = true
			}
		}
	}
}

// specific says whether anything told of an event sets it apart from others.
func (r *reading) specific(e *event) bool {
	return slices.ContainsFunc(e.tellers, func(t *telling) bool {
		for i := t.start; i < t.trigger; i++ {
			if r.dateWord(i) {
				return true // "Saturday's attack", even where no year is known
			}
		}
		return len(t.places)+len(t.targets)+len(t.victims)+len(t.damaged) > 0 || t.date.known() || t.killed != nil
	})
}

// datesApart says whether the dates that two events are told with cannot be one.
func (r *reading) datesApart(a, b *event) bool {
	for _, t := range b.tellers {
		if r.datesClash(t, a) {
			return true
		}
	}
	for _, t := range a.tellers {
		if r.datesClash(t, b) {
			return true
		}
	}
	return false
}
