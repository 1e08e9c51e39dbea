package extract

import (
	"slices"

	"clew/graph"
)

// sufferingVerbs are what is done to people, so that a bare number beside them
// counts people: "wounded 71", "thousands were arrested".
var sufferingVerbs = []string{"kill", "injure", "wound", "hurt", "maim", "arrest", "detain", "jail", "imprison", "die", "perish", "massacre", "execute", "kidnap", "abduct", "evacuate", "hospitalize", "hospitalise", "shoot", "displace"}

// quantityNouns stand for a number of people without saying how many.
var quantityNouns = []string{"dozens", "scores", "hundreds", "thousands", "others", "several", "many", "more"}

// countedPeople reads a numeral or quantity that stands for people, as who
// suffers something: "killed three and injured more than 260 others".
func (r *reading) countedPeople(i int) *mention {
	t := r.tokens[i]
	if t.Tag != "CD" && !slices.Contains(quantityNouns, t.lower) || r.child(i, "prep") >= 0 && r.lowerIn(r.child(i, "prep"), "of") {
		return nil
	}
	v := t.Head
	if !r.isVerb(v) || !slices.Contains(sufferingVerbs, r.lemma(v)) {
		return nil
	}
	switch t.Dep {
	case "dobj", "nsubjpass":
	case "nsubj":
		if !r.lowerIn(v, "died", "die", "dying", "perished") {
			return nil
		}
	default:
		return nil
	}
	if n, known := r.number(i); known && n >= 1000 && n <= 2100 && t.Tag == "CD" && r.yearStands(i) {
		return nil
	}
	if t.lower == "more" && r.child(i, "nummod") < 0 || t.lower == "one" || t.lower == "several" || t.lower == "many" || r.at[i] != nil {
		return nil
	}
	m := &mention{head: i, end: i + 1, kind: graph.NominalMention, typ: "PersonGroup", noun: "person", plural: true, count: r.countAt(i)}
	m.start = r.leftmost(i)
	if m.count == nil {
		m.count = r.countOf(i)
	}
	m.span = r.span(m.start, m.end)
	return m
}

// suffers says whether a noun is who is arrested, killed or taken, which only people
// are: "police arrested Cesar Malo".
func (r *reading) suffers(i int) bool {
	t := r.tokens[i]
	return (t.Dep == "dobj" || t.Dep == "nsubjpass") && r.isVerb(t.Head) && slices.Contains([]string{"arrest", "detain", "imprison", "kidnap", "abduct", "assassinate", "murder", "behead", "injure", "wound", "sentence", "extradite", "handcuff", "interrogate"}, r.lemma(t.Head))
}
