package extract

import "clew/graph"

// pronouns lists what each can stand for: a person, a group of people or a body,
// a thing or body.
var pronouns = map[string]string{
	"he": "person", "him": "person", "his": "person", "himself": "person",
	"she": "person", "her": "person", "hers": "person", "herself": "person",
	"they": "many", "them": "many", "their": "many", "themselves": "many",
	"it": "thing", "its": "thing", "itself": "thing",
	"i": "speaker", "my": "speaker", "me": "speaker", "we": "speakers", "our": "speakers", "us": "speakers",
}

// findPronouns marks personal and possessive pronouns; an expletive "it" is
// none.
func (r *reading) findPronouns() {
	for i, t := range r.tokens {
		kind := pronouns[t.lower]
		if r.partitive(i) {
			kind = "some"
		}
		if kind == "some" && r.at[i] == nil {
			m := &mention{start: i, end: i + 1, head: i, kind: graph.PronounMention, noun: kind, span: r.span(i, i+1)}
			r.addMention(m)
			continue
		}
		if kind == "" || t.Tag != "PRP" && t.Tag != "PRP$" || r.at[i] != nil || r.expletive(i) {
			continue
		}
		m := &mention{start: i, end: i + 1, head: i, kind: graph.PronounMention, noun: kind, plural: kind == "many" || kind == "speakers"}
		m.span = r.span(i, i+1)
		r.addMention(m)
	}
	r.sortMentions()
}

// partitive says whether "one", "some" or "both" stands alone as a subject, for
// people of a group named before: "One had joined …".
func (r *reading) partitive(i int) bool {
	t := r.tokens[i]
	return (t.Dep == "nsubj" || t.Dep == "nsubjpass") && r.lowerIn(i, "one", "some", "two", "both", "several", "many", "others", "another") && len(t.kids) == 0 && i == r.sentences[t.sentence].start
}

// expletive says whether "it" stands for nothing: "it is likely that …",
// "it's clear", weather and time.
func (r *reading) expletive(i int) bool {
	t := r.tokens[i]
	if t.lower != "it" {
		return false
	}
	if t.Dep == "expl" {
		return true
	}
	verb := t.Head
	if t.Dep != "nsubj" && t.Dep != "nsubjpass" {
		return false
	}
	clause := r.child(verb, "ccomp", "csubj", "advcl", "xcomp", "acl")
	if lemma := r.lemma(verb); (lemma == "be" || lemma == "seem" || lemma == "appear") && (clause >= 0 || r.child(verb, "acomp") >= 0) {
		return clause >= 0
	}
	return t.Dep == "nsubjpass" && r.child(verb, "ccomp", "csubj") >= 0
}
