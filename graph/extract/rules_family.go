package extract

import (
	"slices"

	"clew/graph"
)

// familyRules read who is whose wife, son, brother.
var familyRules = []rule{
	{
		name: "kin", typ: "FAMILY_OF",
		doc:     "X's brother Y; Y, the wife of X; brothers X and Y; his wife was Y",
		example: "The brothers, Said and Cherif, hid in a farm.", want: "Said FAMILY_OF Cherif",
		match: (*reading).kin,
	},
	{
		name: "spouse", typ: "FAMILY_OF",
		doc:     "X married Y, is married to Y; X and Y were married",
		example: "Rosa Lind is married to Peter Hahn.", want: "Rosa Lind FAMILY_OF Peter Hahn",
		match: (*reading).spouses,
	},
	{
		name: "born to", typ: "FAMILY_OF",
		doc:     "X was born to Y and Z",
		example: "Rosa Lind was born to Anna Lind in Hamburg.", want: "Rosa Lind FAMILY_OF Anna Lind",
		match: (*reading).parents,
	},
}

// spouseOf is the word for the other half of a marriage.
var spouseOf = map[string]string{"wife": "husband", "husband": "wife", "ex-wife": "ex-husband", "ex-husband": "ex-wife", "widow": "husband", "widower": "wife", "spouse": "spouse", "fiancée": "fiancé", "fiancé": "fiancée"}

// related are the findings of one word of kinship; a marriage is stated of
// either half.
func related(x, other *entity, kind string, token int) []finding {
	out := []finding{find("FAMILY_OF", x, other, token).with("kind", kind)}
	if back := spouseOf[kind]; back != "" {
		out = append(out, find("FAMILY_OF", other, x, token).with("kind", back))
	}
	return out
}

func (r *reading) kin() []finding {
	var out []finding
	for i := range r.tokens {
		noun := singular(r.tokens[i].lower)
		if r.lex.people[noun] != "kin" || !r.isNoun(i) || slices.Contains([]string{"family", "relative"}, noun) {
			continue
		}
		persons := r.kinNamed(i)
		if r.plural(i) && len(persons) > 1 && (noun == "brother" || noun == "sister") {
			out = append(out, find("FAMILY_OF", persons[0], persons[1], i).with("kind", noun).adjusted(plainly))
			continue
		}
		others := r.kinOf(i)
		if noun == "parent" && !r.plural(i) && len(persons) == 0 {
			continue
		}
		for _, p := range persons {
			for _, other := range others {
				if p != other && (other.typ == "Person" || other.typ == "PersonGroup") {
					out = append(out, allPlainly(related(p, other, noun, i))...)
				}
			}
		}
	}
	return out
}

// kinNamed are the people that a word of kinship calls so: in apposition or as
// predicate, or named right behind it.
func (r *reading) kinNamed(i int) []*entity {
	var out []*entity
	add := func(e *entity) {
		if e != nil && e.typ == "Person" && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	limit := r.sentences[r.tokens[i].sentence].end
	for k := i + 1; k < min(i+6, limit); k++ { // "his wife, the editor Asya Lind"
		if m := r.nameAround(k); m != nil && m.entity.typ == "Person" && m.start == k {
			add(m.entity)
			for r.plural(i) && m != nil { // "her sons Ali, Omar and Said"
				next := m.end
				for r.lowerIn(next, ",", "and") {
					next++
				}
				if m = r.nameStarting(next); m != nil && m.entity != nil && next > m.start-1 {
					add(m.entity)
				}
			}
			break
		}
		if !r.lowerIn(k, ",", "the", "(", "was", "is", "–", "-", "a", "an") && !r.roleHead(k) && r.tokens[k].Pos != "ADJ" && r.tokens[k].Pos != "PROPN" && r.tokens[k].Dep != "compound" {
			break
		}
	}
	if len(out) > 0 && r.hasPossessor(i) {
		return out
	}
	if len(out) > 0 && !r.lowerIn(i+1, "of", "to") {
		return out
	}
	out = nil
	first := r.firstConjunct(i)
	for _, at := range append(r.appositives(i), r.appositives(first)...) {
		for _, x := range r.conjuncts(at) {
			add(r.entityOf(x))
		}
	}
	if m := r.at[i]; len(out) == 0 && m != nil && m.entity != nil && m.entity.named {
		add(m.entity)
	}
	if len(out) == 0 {
		start, _ := r.nounPhrase(i)
		if r.lowerIn(start-1, ",", "–", "—", "(", "and") {
			if m := r.nameEndingAt(start - 1); m != nil {
				add(m.entity)
			}
		}
	}
	if d := r.tokens[first].Dep; len(out) == 0 && (d == "attr" || d == "oprd" || r.tokens[first].Tag != "PRP$" && d == "pobj" && r.lowerIn(r.tokens[first].Head, "as")) && !r.hasPossessor(i) {
		for _, e := range r.personOf(first) {
			add(e)
		}
	}
	return out
}

func (r *reading) hasPossessor(i int) bool {
	return r.child(i, "poss") >= 0 || r.possessorBefore(i) != nil
}

// possessorBefore is the name with an apostrophe right before a noun, which the
// parser hangs elsewhere in a list: "Anna and Peter's daughter".
func (r *reading) possessorBefore(i int) *mention {
	if i < 2 || r.tokens[i-1].Tag != "POS" && !r.lowerIn(i-1, "'s", "’s") {
		return nil
	}
	return r.nameAround(i - 2)
}

// kinOf are the people whose kin the word at i speaks of: before it, after "of",
// or who has them.
func (r *reading) kinOf(i int) []*entity {
	var out []*entity
	add := func(e *entity) {
		if e != nil && (e.typ == "Person" || e.typ == "PersonGroup") && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	if m := r.possessorBefore(i); m != nil && r.child(i, "poss") < 0 {
		add(r.entityOf(r.firstConjunct(m.head)))
		add(m.entity)
	}
	for _, at := range []int{i, r.firstConjunct(i)} { // "his wife and daughter"
		for _, k := range r.children(at, "poss") {
			for _, x := range append(r.expand(k), r.firstConjunct(k)) {
				add(r.entityOf(x))
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for k := i; k < i+3; k++ { // "the son of the chemist Anton Lind and his wife Rosa"
		if !r.lowerIn(k, "of", "to") {
			continue
		}
		reach := min(r.sentences[r.tokens[i].sentence].end, k+10)
		for n := k + 1; n < reach; n++ {
			if r.finite(n) || r.lowerIn(n, ";", "who", "which") || r.lowerIn(n, ",") && len(out) > 0 {
				break
			}
			m := r.personAt(n)
			if m == nil {
				continue
			}
			add(m.entity)
			n = m.end - 1
			reach = min(r.sentences[r.tokens[i].sentence].end, n+9)
			if !r.lowerIn(m.end, "and", "&") {
				break
			}
		}
		return out
	}
	if v := r.tokens[r.firstConjunct(i)].Head; r.tokens[r.firstConjunct(i)].Dep == "dobj" && slices.Contains([]string{"have", "father", "bear", "adopt", "raise"}, r.lemma(v)) {
		for _, e := range r.personOf(v) { // "they had a son, X"
			add(e)
		}
	}
	return out
}

// personAt is the person named at token i, or called by a pronoun.
func (r *reading) personAt(i int) *mention {
	if m := r.nameAround(i); m != nil && m.entity.typ == "Person" {
		return m
	}
	if m := r.at[i]; m != nil && m.start == i && m.kind == graph.PronounMention && m.entity != nil && m.entity.typ == "Person" && m.noun != "relative" && r.tokens[i].Tag == "PRP" {
		return m
	}
	return nil
}

func (r *reading) spouses() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.lowerIn(i, "married", "marries", "marry", "marrying", "remarried", "wed", "divorced", "marriage", "wedding", "engaged") {
			continue
		}
		noun := r.lowerIn(i, "marriage", "wedding")
		if r.lowerIn(i, "engaged") && !r.lowerIn(i+1, "to") {
			continue
		}
		right := r.partnerAfter(i, noun)
		left := r.personOf(i)
		if noun {
			left = nil
			for _, k := range r.children(i, "poss") {
				if e := r.entityOf(k); e != nil && e.typ == "Person" {
					left = append(left, e)
				}
			}
			if len(left) == 0 {
				left = r.personOf(i)
			}
		}
		if w := r.whomBefore(i); w != nil && right == nil { // "Bailey, to whom she was married"
			right = w
		}
		if right == nil && len(left) == 2 && !noun { // "X and Y married in 1990"
			left, right = left[:1], left[1]
		}
		for _, e := range left {
			if right != nil && e != right && e.typ == "Person" {
				out = append(out, related(e, right, "spouse", i)...)
				break
			}
		}
	}
	return out
}

// partnerAfter is the person named right behind a word of marriage.
func (r *reading) partnerAfter(i int, needsTo bool) *entity {
	limit := min(r.sentences[r.tokens[i].sentence].end, i+9)
	to := !needsTo
	for k := i + 1; k < limit; k++ {
		if r.lowerIn(k, "to", "with") {
			to = true
			continue
		}
		if m := r.personAt(k); m != nil && to {
			return m.entity
		}
		if r.finite(k) || r.lowerIn(k, "and", "in", "on", "for", "at", "by", "who", ";") {
			return nil
		}
	}
	return nil
}

// whomBefore is the person that "to whom" in front of a word of marriage means.
func (r *reading) whomBefore(i int) *entity {
	for k := i - 1; k > max(0, i-6); k-- {
		if r.lowerIn(k, "whom") && r.at[k] != nil && r.at[k].entity != nil && r.at[k].entity.typ == "Person" {
			return r.at[k].entity
		}
	}
	return nil
}

// parents reads "born to X and Y".
func (r *reading) parents() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.lowerIn(i, "born") {
			continue
		}
		limit := min(r.sentences[r.tokens[i].sentence].end, i+16)
		for k := i + 1; k < limit; k++ {
			if r.finite(k) && r.tokens[k].Tag != "TO" {
				break
			}
			if !r.lowerIn(k, "to") {
				continue
			}
			for n := k + 1; n < min(limit, k+8); n++ {
				m := r.personAt(n)
				if m == nil {
					continue
				}
				for _, child := range r.personOf(i) {
					if child != m.entity {
						out = append(out, find("FAMILY_OF", child, m.entity, i).with("kind", "child"))
					}
				}
				n = m.end - 1
				limit = min(r.sentences[r.tokens[i].sentence].end, n+10)
				if !r.lowerIn(m.end, "and", "&") {
					break
				}
			}
			break
		}
	}
	return out
}
