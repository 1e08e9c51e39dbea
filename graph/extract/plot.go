package extract

import (
	"slices"

	"clew/graph"
)

// becomePlot turns an attack that is planned, prepared or foiled into a plot.
func (r *reading) becomePlot(t *telling) {
	if !isAttack(t.subtype) {
		return
	}
	if t.traits["plant"] && slices.ContainsFunc(t.weapons, func(a argument) bool { return r.defused(a.entity) }) {
		t.subtype = "Plot"
		return
	}
	if !t.verb && t.definite && len(t.targets)+len(t.places)+len(t.damaged) == 0 && !t.date.known() && !r.tellsItself(t) {
		return // "suspected of planning the attack": the one told of before
	}
	if !t.verb && t.definite && r.toldBefore(t) {
		return // "the man who had planned the airport attack", which the text has told of
	}
	if m := t.claim.modality; m == graph.Possible || m == graph.Hypothetical {
		return // feared, not planned
	}
	planned := t.claim.modality == graph.Planned || r.underPlan(t.trigger)
	if planned && r.concretePlot(t) {
		t.subtype = "Plot"
	}
}

// tellsItself says whether the noun is a plot by its own word.
func (r *reading) tellsItself(t *telling) bool {
	return r.lex.nouns[singular(r.tokens[t.trigger].lower)].subtype == "Plot"
}

// underPlan says whether a verb or noun of planning governs the word, whatever
// hedges stand above it.
func (r *reading) underPlan(i int) bool {
	found := false
	r.ancestors(i, func(child, h int) bool {
		dep := r.tokens[child].Dep
		switch {
		case r.isVerb(h) && (dep == "dobj" || dep == "xcomp" || dep == "nsubjpass") && slices.Contains([]string{"plan", "plot", "prepare", "conspire", "foil", "thwart", "prevent"}, r.lemma(h)):
			found = true
		case r.isVerb(h) && dep == "xcomp" && (r.lemma(h) == "attempt" || r.lemma(h) == "try") && r.realis(h): // "tried to kidnap": it failed
			found = true
		case r.isNoun(h) && (dep == "acl" || dep == "pcomp" || dep == "prep") && r.lowerIn(h, "attempt", "attempts", "bid"):
			found = true
		case r.isNoun(h) && slices.Contains([]string{"preparation", "plan", "plot", "conspiracy"}, singular(r.tokens[h].lower)):
			found = true
		}
		return !found && (dep == "dobj" || dep == "xcomp" || dep == "acl" || dep == "conj" || dep == "pobj" || dep == "prep" || dep == "nsubjpass")
	})
	return found
}

// concretePlot says whether a planned attack has a target or planners that are
// particular people, so that it is a plot and no mere threat.
func (r *reading) concretePlot(t *telling) bool {
	if !r.underPlan(t.trigger) {
		return false
	}
	if len(t.agents) == 0 {
		return len(t.targets)+len(t.victims) > 0
	}
	for _, a := range t.agents {
		if a.entity.typ == "Person" || a.entity.typ == "PersonGroup" {
			return true
		}
	}
	return len(t.victims) > 0 || len(t.targets) > 0 && t.targets[0].entity.subtype != "Country" && t.targets[0].entity.subtype != "Region"
}

// toldBefore says whether a telling before this one is of an attack at the same
// place that is no plan.
func (r *reading) toldBefore(t *telling) bool {
	for _, x := range r.tellingOf {
		if x.trigger >= t.trigger || !isAttack(x.subtype) || r.underPlan(x.trigger) {
			continue
		}
		for _, p := range x.places {
			if p.entity.subtype == "Facility" && slices.ContainsFunc(t.places, func(q argument) bool { return q.entity == p.entity }) {
				return true
			}
		}
	}
	return false
}
