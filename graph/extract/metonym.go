package extract

import (
	"slices"

	"clew/graph"
)

// readMetonyms turns capitals that speak, act or are spoken to into their
// country: "Washington warned Moscow", "denied by Kyiv".
func (r *reading) readMetonyms() {
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.lex == nil || !m.lex.capital || !r.actsAsState(m) {
			continue
		}
		country, ok := r.lex.countries[m.lex.iso]
		if !ok {
			continue
		}
		r.move(m, r.countryEntity(country))
	}
	r.entities = slices.DeleteFunc(r.entities, func(e *entity) bool { return len(e.mentions) == 0 })
	r.sortEntities()
}

// actsAsState says whether a capital is the subject of a verb of speech or
// policy, the agent behind "by", or the object of a warning or accusation.
func (r *reading) actsAsState(m *mention) bool {
	i := r.firstConjunct(m.head)
	t := r.tokens[i]
	verb := t.Head
	switch t.Dep {
	case "nsubj":
		return r.isVerb(verb) && r.stately(verb)
	case "pobj":
		return r.tokens[verb].Dep == "agent" && r.stately(r.tokens[verb].Head)
	case "dobj":
		lemma := r.lemma(verb)
		return r.lex.class(lemma, "warn") || r.lex.class(lemma, "accuse") || r.lex.class(lemma, "denounce") || lemma == "urge"
	}
	return false
}

// stately says whether a verb is one that governments are subject of.
func (r *reading) stately(verb int) bool {
	lemma := r.lemma(verb)
	for _, class := range []string{"say", "claim", "think", "warn", "deny", "accuse", "denounce", "threaten", "support", "oppose", "suspect", "fund", "hint"} {
		if r.lex.class(lemma, class) {
			return true
		}
	}
	return slices.Contains([]string{"impose", "expel", "recall", "sign", "announce", "consider", "agree", "refuse", "demand", "blame", "invade", "send", "recognize", "recognise", "have", "use", "know", "pass", "share", "provide", "give", "try", "seek", "want", "reject", "accept", "call", "insist", "respond", "retaliate", "order", "launch", "fear", "hope", "plan", "designate", "offer", "allow"}, lemma)
}

// move takes a mention from its entity to another.
func (r *reading) move(m *mention, to *entity) {
	if from := m.entity; from != nil {
		from.mentions = slices.DeleteFunc(from.mentions, func(x *mention) bool { return x == m })
	}
	m.typ, m.subtype = to.typ, to.subtype
	r.join(m, to)
}

// countryEntity is the entity of a country, a new one where the article has
// not named it.
func (r *reading) countryEntity(country entry) *entity {
	if e := r.placeNamed(country); e != nil {
		return e
	}
	e := &entity{typ: "Place", subtype: "Country", lex: &country, props: map[string]any{}, name: country.name}
	r.entities = append(r.entities, e)
	return e
}
