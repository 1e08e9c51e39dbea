package extract

import "slices"

// encounters are nouns for people meeting or talking.
var encounters = []string{"meeting", "talk", "summit", "negotiation", "conversation", "call", "encounter", "consultation", "discussion", "breakfast", "lunch", "dinner"}

// meetings read who met whom: by the verb, by the noun it is object of ("held
// talks with"), or by the noun alone ("the meeting between X and Y").
func (r *reading) meetings() []finding {
	var out []finding
	for _, c := range r.clauses {
		others, met := r.metBy(c)
		if !met {
			continue
		}
		subjects := r.entitiesOf(c.subjects)
		if len(others) == 0 && len(subjects) > 1 {
			others = subjects[1:]
			subjects = subjects[:1]
		}
		for _, s := range subjects {
			for _, o := range others {
				if agentive(s) && agentive(o) {
					out = append(out, find("MET", s, o, c.verb))
				}
			}
		}
	}
	return append(out, r.encountersOf()...)
}

// metBy says whether a clause tells of a meeting, and with whom.
func (r *reading) metBy(c *clause) (others []*entity, met bool) {
	with := func(preps []prepArg) {
		for _, p := range preps {
			if e := r.entityOf(p.obj); p.word == "with" && e != nil {
				others = append(others, e)
			}
		}
	}
	switch {
	case c.lemma == "meet":
		others = r.entitiesOf(c.objects)
		with(c.preps)
		return others, true
	case c.lemma == "speak" || c.lemma == "talk" || c.lemma == "confer":
		with(c.preps)
		for _, p := range c.preps {
			if p.word == "by" { // "spoke by phone with"
				with(r.prepositions(p.obj))
			}
		}
		interview := slices.ContainsFunc(r.entitiesOf(c.subjects), func(e *entity) bool { return e.subtype == "Media" })
		return others, len(others) > 0 && !interview
	case c.lemma == "hold" || c.lemma == "have":
		for _, o := range c.objects {
			if slices.Contains(encounters, singular(r.tokens[o].lower)) {
				with(c.preps)
				with(r.prepositions(o))
				met = met || len(others) > 0 || c.lemma == "hold" && len(c.subjects) > 1
			}
		}
	}
	return others, met
}

// encountersOf reads "talks between X and Y", "X's meeting with Y".
func (r *reading) encountersOf() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.isNoun(i) || !slices.Contains(encounters, singular(r.tokens[i].lower)) {
			continue
		}
		var sides []*entity
		hosts := r.entitiesOf(r.children(i, "poss"))
		for _, p := range r.prepositions(i) {
			e := r.entityOf(p.obj)
			switch {
			case e == nil || !agentive(e):
			case p.word == "between":
				sides = append(sides, e)
			case p.word == "with":
				for _, h := range hosts {
					if agentive(h) {
						out = append(out, find("MET", h, e, i))
					}
				}
			}
		}
		for k := 1; k < len(sides); k++ {
			out = append(out, find("MET", sides[0], sides[k], i))
		}
	}
	return out
}
