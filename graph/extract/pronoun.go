package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

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
		if strings.HasSuffix(t.lower, "self") || strings.HasSuffix(t.lower, "selves") {
			continue // its own subject: tells nothing new
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

// resolvePronoun finds what a pronoun stands for; unclear ones stay without.
func (r *reading) resolvePronoun(m *mention) {
	var e *entity
	switch m.noun {
	case "speaker":
		if q := r.tokens[m.head].quote; q >= 0 {
			e = r.quotes[q].speaker
		} else {
			e = r.resolveNarrator(m)
		}
	case "speakers":
		return
	case "person":
		if e = r.coordinated(m); e == nil {
			e = r.ahead(m)
		}
		if e == nil {
			e = r.nearest(m, func(e *entity, x *mention) bool {
				return e.typ == "Person" && e != r.narrator && r.sameSex(e, m) && r.sameVoice(x, m)
			})
		}
		if e == nil {
			e = r.stranger(m)
		}
		if e != nil {
			r.learnSex(e, m)
		}
	case "thing":
		if r.meansEvent(m) {
			return
		}
		if o := r.reproached(m); o >= 0 {
			if e = r.entityOf(o); e != nil {
				r.join(m, e)
			}
			return
		}
		e = r.nearest(m, func(e *entity, x *mention) bool { return r.canBeIt(e, x) && r.sameVoice(x, m) })
	case "some":
		e = r.nearest(m, func(e *entity, x *mention) bool {
			return e.typ == "PersonGroup" && x.kind == graph.NominalMention && x.count != nil && r.tokens[m.head].sentence-r.tokens[x.head].sentence == 1
		})
	case "many":
		if o := r.paidBack(m); o >= 0 {
			if e = r.entityOf(o); e != nil && e.typ != "Place" {
				r.join(m, e)
				return
			}
		}
		e = r.nearest(m, func(e *entity, x *mention) bool {
			return (e.typ == "PersonGroup" && (e.noun != "person" || e.named) || e.typ == "Organization" && e.subtype == "ArmedGroup") && x.kind != graph.DemonymMention && r.sameVoice(x, m)
		})
	}
	if e != nil {
		r.join(m, e)
	}
}

// meansEvent says whether "it" stands for an event: what is carried out or
// perpetrated.
func (r *reading) meansEvent(m *mention) bool {
	t := r.tokens[m.head]
	if t.Dep != "nsubjpass" {
		return false
	}
	lemma := r.lemma(t.Head)
	return r.lex.class(lemma, "light") && (lemma != "carry" || r.child(t.Head, "prt") >= 0)
}

// reproached is the object of the main clause in "X attacked Y, accusing its men of
// …", where "its" is Y's; -1 elsewhere.
func (r *reading) reproached(m *mention) int {
	t := r.tokens[m.head]
	v := r.tokens[t.Head].Head
	if t.Dep != "poss" || r.tokens[t.Head].Dep != "dobj" || r.tokens[v].Dep != "advcl" || !r.lex.class(r.lemma(v), "accuse") && !r.lex.class(r.lemma(v), "denounce") {
		return -1
	}
	return r.child(r.tokens[v].Head, "dobj")
}

// paidBack is the object of the main clause in "soldiers killed three men after they
// attacked a post", where "they" are those killed; -1 elsewhere.
func (r *reading) paidBack(m *mention) int {
	t := r.tokens[m.head]
	v := t.Head
	if t.Dep != "nsubj" || r.tokens[v].Dep != "advcl" || r.child(v, "mark") < 0 || !r.lowerIn(r.child(v, "mark"), "after", "when", "because", "as", "for") {
		return -1
	}
	main := r.tokens[v].Head
	lemma := r.lemma(main)
	if !slices.Contains(suspectVerbs, lemma) && !slices.Contains(killingVerbs, lemma) && !slices.Contains([]string{"shoot", "wound", "injure", "fire"}, lemma) || r.isPassive(main) {
		return -1
	}
	return r.child(main, "dobj")
}

// sameVoice keeps a pronoun outside a quotation from pointing into one.
func (r *reading) sameVoice(x, m *mention) bool {
	return r.tokens[x.head].quote == r.tokens[m.head].quote || r.tokens[m.head].quote >= 0
}

func (r *reading) canBeIt(e *entity, x *mention) bool {
	switch e.typ {
	case "Organization":
		return !x.plural || x.kind == graph.NameMention
	case "Place":
		return e.subtype == "Country" && x.kind == graph.NameMention
	case "Work":
		return !x.plural && !r.isSpeech(r.tokens[x.head].Head)
	}
	return false
}

func (r *reading) sameSex(e *entity, m *mention) bool {
	known := e.sex
	if known == "" {
		known = sexByNoun[e.noun]
	}
	return known == "" || known == sexOf(r.tokens[m.head].lower)
}

// sexByNoun is what a noun for a person says of the pronouns it takes.
var sexByNoun = map[string]string{
	"wife": "female", "mother": "female", "daughter": "female", "sister": "female", "widow": "female", "woman": "female", "girl": "female", "girlfriend": "female", "grandmother": "female", "aunt": "female", "niece": "female",
	"spokeswoman": "female", "policewoman": "female", "businesswoman": "female", "congresswoman": "female", "actress": "female", "queen": "female", "princess": "female", "nun": "female", "chairwoman": "female",
	"husband": "male", "father": "male", "son": "male", "brother": "male", "widower": "male", "man": "male", "boy": "male", "boyfriend": "male", "grandfather": "male", "uncle": "male", "nephew": "male",
	"spokesman": "male", "policeman": "male", "businessman": "male", "congressman": "male", "king": "male", "prince": "male", "monk": "male", "gunman": "male", "priest": "male", "chairman": "male",
}

func (r *reading) learnSex(e *entity, m *mention) { e.sex = sexOf(r.tokens[m.head].lower) }

func sexOf(pronoun string) string {
	if strings.HasPrefix(pronoun, "h") && pronoun != "her" && pronoun != "hers" && pronoun != "herself" {
		return "male"
	}
	return "female"
}
