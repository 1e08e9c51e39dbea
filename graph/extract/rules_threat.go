package extract

import (
	"slices"

	"clew/graph"
)

// threatRules read who threatens whom.
var threatRules = []rule{
	{
		name: "threat", typ: "THREATENED",
		doc:     "X threatened, wants or plans to attack Y; the threat of X to Y; Y is vulnerable to X",
		example: "Hamas threatened Israel.", want: "Hamas THREATENED Israel",
		match: (*reading).threats,
	},
}

func (r *reading) threats() []finding {
	var out []finding
	for _, c := range r.clauses {
		switch c.lemma {
		case "threaten":
			for _, s := range r.entitiesOf(c.subjects) {
				for _, o := range r.entitiesOf(c.objects) {
					out = append(out, find("THREATENED", s, o, c.verb))
				}
			}
		case "attack", "target", "strike", "destroy", "bomb", "hit":
			for _, s := range r.entitiesOf(r.threatening(c)) {
				if s.subtype != "ArmedGroup" {
					continue
				}
				for _, o := range r.threatened(c) {
					out = append(out, find("THREATENED", s, o, c.verb).adjusted(func(c *claim) {
						if c.modality == graph.Hypothetical {
							c.modality = graph.Possible
						}
					}))
				}
			}
		}
	}
	return append(out, r.threatNouns()...)
}

// threatening are the subjects of an attack that has not happened: planned,
// wanted, possible.
func (r *reading) threatening(c *clause) []int {
	if r.eventAt[c.verb] != nil || r.realis(c.verb) && r.tokens[c.verb].Tag != "VBG" {
		return nil
	}
	if claim := r.claimAt(c.verb); claim.modality == graph.Asserted && !r.wished(c.verb) || claim.polarity == graph.Negative {
		return nil
	}
	if len(c.subjects) > 0 {
		return c.subjects
	}
	return nil
}

// wished says whether an infinitive hangs on a noun or verb of will: "the will
// to attack", "key ideas of ISIS is to destroy".
func (r *reading) wished(v int) bool {
	h := r.tokens[v].Head
	return r.tokens[v].Tag == "VB" && (slices.Contains(plannedNouns, singular(r.tokens[h].lower)) || r.lex.class(r.lemma(h), "plan"))
}

// threatened are the objects of a threat; of "US interests" it is the US.
func (r *reading) threatened(c *clause) []*entity {
	var out []*entity
	for _, o := range c.objects {
		if e := r.entityOf(o); e != nil {
			out = append(out, e)
			continue
		}
		out = append(out, r.landsOf(o)...)
	}
	return out
}

// landsOf are the countries whose interests, soil or homeland the noun at o is.
func (r *reading) landsOf(o int) []*entity {
	var out []*entity
	if !r.lowerIn(o, "interests", "interest", "soil", "targets", "target", "homeland", "territory") {
		return nil
	}
	for _, k := range r.children(o, "compound", "amod", "poss", "nmod") {
		for _, x := range r.conjuncts(k) {
			if m := r.at[x]; m != nil && m.entity != nil && r.placeOfDemonym(m).typ == "Place" {
				out = append(out, r.placeOfDemonym(m))
			}
		}
	}
	return out
}

// threatNouns reads "the threat of X to Y", "the threat from X to Y", "Y is
// vulnerable to X", "a growing focus on Y".
func (r *reading) threatNouns() []finding {
	var out []finding
	for i := range r.tokens {
		switch {
		case r.lowerIn(i, "threat", "threats", "danger") && r.isNoun(i):
			var from, to []*entity
			for _, p := range r.deepPreps(i) {
				e := r.entityOf(p.obj)
				if e == nil {
					if p.word == "to" || p.word == "against" {
						to = append(to, r.landsOf(p.obj)...)
					}
					continue
				}
				switch p.word {
				case "of", "from", "by":
					if e.subtype == "ArmedGroup" {
						from = append(from, e)
					}
				case "to", "against":
					to = append(to, e)
				}
			}
			for _, k := range r.children(i, "compound", "poss") {
				if e := r.entityOf(k); e != nil && e.subtype == "ArmedGroup" {
					from = append(from, e)
				}
			}
			for _, f := range from {
				for _, t := range to {
					out = append(out, find("THREATENED", f, t, i))
				}
			}
		case r.lowerIn(i, "vulnerable"):
			for _, p := range r.prepositions(i) {
				e := r.entityOf(p.obj)
				if p.word != "to" || e == nil || e.subtype != "ArmedGroup" {
					continue
				}
				if c := r.clauseAt[r.tokens[i].Head]; c != nil {
					for _, s := range r.entitiesOf(c.subjects) {
						out = append(out, find("THREATENED", e, s, c.verb).adjusted(atLeast(graph.Possible)))
					}
				}
			}
		case r.lowerIn(i, "focus", "sights") && r.isNoun(i):
			c := r.clauseAt[r.tokens[i].Head]
			if c == nil || c.lemma != "have" {
				continue
			}
			for _, p := range r.prepositions(i) {
				if e := r.entityOf(p.obj); p.word == "on" && e != nil {
					for _, s := range r.entitiesOf(c.subjects) {
						if s.subtype == "ArmedGroup" {
							out = append(out, find("THREATENED", s, e, c.verb).adjusted(func(c *claim) { c.modality = graph.Asserted }))
						}
					}
				}
			}
		}
	}
	return out
}

// deepPreps are the prepositions of a noun and of the participles and nouns
// below it.
func (r *reading) deepPreps(i int) []prepArg {
	out := r.prepositions(i)
	for _, p := range out {
		out = append(out, r.prepositions(p.obj)...)
	}
	for _, k := range r.children(i, "acl") {
		for _, p := range r.prepositions(k) {
			if p.word == "by" {
				p.word = "of"
			}
			out = append(out, p)
			out = append(out, r.prepositions(p.obj)...)
		}
	}
	return out
}
