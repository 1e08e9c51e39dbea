package extract

import (
	"slices"

	"clew/graph"
)

// damageVerbs tell of harm to things. By themselves they are no attack: storms
// damage roofs.
var damageVerbs = []string{"damage", "destroy", "wreck", "shatter", "demolish", "devastate", "gut", "level", "flatten", "rip", "tear", "collapse", "shake", "rock", "burn"}

// damages hangs what was damaged on the attack that did it: the subject of the
// clause, who or what it was done by, or the attack that the participle goes with.
func (r *reading) damages() {
	for _, c := range r.clauses {
		if !slices.Contains(damageVerbs, c.lemma) || r.claimAt(c.verb).polarity != graph.Positive {
			continue
		}
		own := r.tellingOf[c.verb]
		t := r.damagedBy(c)
		if t == nil || t == own {
			continue
		}
		if own != nil {
			r.hand(own, t)
			own.folded, own.foldedFrom = t, own.subtype
			own.subtype = ""
		}
		t.tolls = append(t.tolls, c.verb)
		for _, o := range c.objects {
			r.damagedThing(t, o)
		}
		for _, p := range c.preps {
			if p.word == "through" && (c.lemma == "rip" || c.lemma == "tear") {
				r.damagedThing(t, p.obj)
			}
		}
	}
	for i := range r.tokens { // "caused damage to a school", "did damage"
		if !r.lowerIn(i, "damage", "destruction") || !r.isNoun(i) {
			continue
		}
		c := r.clauseAt[r.tokens[i].Head]
		if c == nil || r.tokens[i].Dep != "dobj" || !slices.Contains([]string{"cause", "do", "inflict", "sustain"}, c.lemma) {
			continue
		}
		if t := r.damagedBy(c); t != nil {
			t.tolls = append(t.tolls, i)
			for _, p := range append(r.prepositions(i), c.preps...) {
				if p.word == "to" || p.word == "on" {
					r.damagedThing(t, p.obj)
				}
			}
		}
	}
}

// damagedThing adds a building or thing that an event damaged.
func (r *reading) damagedThing(t *telling, o int) {
	e := r.entityOf(o)
	if e == nil || e.event != nil || e.typ == "Weapon" || e.typ != "Object" && (e.typ != "Place" || e.subtype != "Facility" && e.subtype != "") && e.typ != "Organization" {
		return
	}
	if !slices.ContainsFunc(append(slices.Clone(t.damaged), t.targets...), func(a argument) bool { return a.entity == e }) {
		t.damaged = append(t.damaged, argument{entity: e, token: o, typ: "DAMAGED"})
	}
	if m := r.at[o]; !t.definite && m != nil && !m.plural && len(placesOf([]*telling{t})) == 0 {
		r.addPlace(t, e, o)
	}
}

// damagedBy is the attack that did the damage of a clause, nil where none is told.
func (r *reading) damagedBy(c *clause) *telling {
	violent := func(i int) *telling {
		if t := r.tellingOf[i]; t != nil && t.trigger != c.verb && (isAttack(t.subtype) || t.subtype == "MilitaryOperation") {
			return t
		}
		return nil
	}
	for _, s := range c.subjects {
		if t := violent(s); t != nil {
			return t
		}
	}
	for _, p := range c.preps {
		if p.word == "by" || p.word == "in" || p.word == "during" || p.word == "after" {
			if t := violent(p.obj); t != nil {
				return t
			}
		}
	}
	if d := r.tokens[c.verb].Dep; d == "advcl" || d == "conj" || d == "relcl" || d == "acl" {
		if r.child(c.verb, "nsubj", "mark") < 0 || d == "relcl" {
			return violent(r.tokens[c.verb].Head)
		}
		if above := r.clauseAt[r.tokens[c.verb].Head]; above != nil && c.passive && slices.Contains(damageVerbs, above.lemma) {
			return r.damagedBy(above) // "the blast shattered windows, while two cars were destroyed"
		}
	}
	return nil
}
