package extract

import (
	"slices"

	"clew/graph"
)

// ownershipRules read which body belongs to which.
var ownershipRules = []rule{
	{
		name: "subsidiary", typ: "BRANCH_OF",
		doc:     "O is a subsidiary, division of Q; Q's subsidiary O; Q is the parent company of O",
		example: "Siemens is the parent company of Harbour Systems Inc.", want: "Harbour Systems Inc. BRANCH_OF Siemens",
		match: (*reading).subsidiaries,
	},
	{
		name: "part of a group", typ: "BRANCH_OF",
		doc:     "O, part of the Q group; O is owned by, was acquired by Q",
		example: "Harbour Systems Inc., part of the Siemens group, reported losses.", want: "Harbour Systems Inc. BRANCH_OF Siemens",
		match: (*reading).owned,
	},
}

// partNouns call a body part of a larger one.
var partNouns = []string{"subsidiary", "division", "unit", "brand", "imprint", "arm", "affiliate", "label", "branch", "department", "subdivision", "joint-venture", "venture"}

func (r *reading) subsidiaries() []finding {
	var out []finding
	add := func(child, parent *entity, i int, noun string) {
		if child != nil && parent != nil && child.typ == "Organization" && parent.typ == "Organization" && child.subtype != "ArmedGroup" && parent.subtype != "ArmedGroup" {
			out = append(out, find("BRANCH_OF", child, parent, i).with("kind", noun))
		}
	}
	for i := range r.tokens {
		noun := singular(r.tokens[i].lower)
		switch {
		case slices.Contains(partNouns, noun) && r.isNoun(i) && r.lowerIn(i+1, "of"):
			for _, child := range r.bodiesBeside(i) {
				add(child, r.titleBody(i), i, noun)
			}
		case slices.Contains(partNouns[:5], noun) && r.isNoun(i) && r.hasPossessor(i):
			parent := r.entityOf(r.child(i, "poss"))
			for _, child := range r.bodiesBeside(i) {
				add(child, parent, i, noun)
			}
		case r.lowerIn(i, "subsidiaries") && r.lowerIn(i+1, "include", "including", "are", ":", "such"):
			parent := r.headquartered(i)
			for _, m := range r.mentions {
				if m.start > i && m.start < i+30 && m.kind == graph.NameMention && m.entity != nil && r.tokens[m.start].sentence == r.tokens[i].sentence {
					add(m.entity, parent, i, "subsidiary")
				}
			}
		case r.lowerIn(i, "parent") && (r.lowerIn(i+1, "company", "organization", "organisation", "firm", "group", "of", ",") || r.hasPossessor(i)):
			at := i
			if r.lowerIn(i+1, "company", "organization", "organisation", "firm", "group") {
				at = i + 1
			}
			child := r.titleBody(at)
			if child == nil {
				child = r.headquartered(at)
			}
			for _, parent := range r.bodiesBeside(at) {
				add(child, parent, i, "subsidiary")
			}
		}
	}
	return out
}

// bodiesBeside are the bodies that a description is said of: named beside it, its
// subject, or the name right behind it.
func (r *reading) bodiesBeside(i int) []*entity {
	var out []*entity
	add := func(e *entity) {
		if e != nil && e.typ == "Organization" && e.named && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	start := i + 1
	if r.lowerIn(start, ",") {
		start++
	}
	if m := r.nameStarting(start); m != nil && r.hasPossessor(i) {
		add(m.entity)
	}
	if begin, _ := r.nounPhrase(i); len(out) == 0 && r.lowerIn(begin-1, ",") { // "owned by O, a subsidiary of Q"
		if m := r.nameEndingAt(begin - 1); m != nil {
			if add(m.entity); len(out) > 0 {
				return out
			}
		}
	}
	first := r.firstConjunct(i)
	beside := r.appositives(i)
	if d := r.tokens[first].Dep; d == "attr" || d == "appos" || d == "oprd" {
		beside = append(beside, r.appositives(first)...)
	}
	for _, at := range beside {
		for _, x := range r.conjuncts(at) {
			add(r.entityOf(x))
		}
	}
	if m := r.at[i]; m != nil {
		add(m.entity)
	}
	if d := r.tokens[first].Dep; len(out) == 0 && (d == "attr" || d == "oprd" || d == "appos" || d == "pobj" && r.lowerIn(r.tokens[first].Head, "as")) {
		add(r.subjectAround(first, "Organization"))
	}
	return out
}

// owned reads "owned by O", "acquired by O", "part of the O group".
func (r *reading) owned() []finding {
	var out []finding
	for i, t := range r.tokens {
		switch {
		case r.lowerIn(i, "owned", "acquired", "bought", "purchased") && t.Tag == "VBN":
			limit := min(r.sentences[t.sentence].end, i+10)
			for k := i + 1; k < limit && !r.finite(k); k++ {
				if !r.lowerIn(k, "by") {
					continue
				}
				parent := r.bodyBehind(k)
				child := r.bodyOf(i)
				if parent != nil && child != nil && child != parent && child.typ == "Organization" {
					out = append(out, find("OWNS", parent, child, i))
				}
				break
			}
		case r.lowerIn(i, "part") && r.lowerIn(i+1, "of") && (t.Dep == "attr" || t.Dep == "appos" || r.lowerIn(i-1, "a", ",")):
			parent := r.bodyBehind(i + 1)
			for _, child := range r.bodiesBeside(i) {
				if parent != nil && parent != child && child.subtype != "ArmedGroup" && parent.subtype != "ArmedGroup" && parent.subtype != "Government" && parent.subtype != "IGO" {
					out = append(out, find("BRANCH_OF", child, parent, i).with("kind", "part"))
				}
			}
		}
	}
	return out
}

// bodyBehind is the body or person named shortly behind a preposition.
func (r *reading) bodyBehind(i int) *entity {
	limit := min(r.sentences[r.tokens[i].sentence].end, i+9)
	for k := i + 1; k < limit && !r.finite(k) && !r.lowerIn(k, ",", ";", "in"); k++ {
		if m := r.nameAround(k); m != nil && m.entity.typ == "Organization" && r.tokens[m.head].Dep != "poss" {
			return m.entity
		}
	}
	return nil
}
