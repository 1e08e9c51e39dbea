package extract

import (
	"slices"

	"clew/graph"
)

// agentive says whether something can do things.
func agentive(e *entity) bool {
	switch e.typ {
	case "Person", "PersonGroup", "Organization":
		return true
	case "Place":
		return e.subtype == "Country" || e.subtype == "City" || embassy(e)
	}
	return false
}

func (r *reading) addAgents(t *telling, tokens []int) {
	for _, i := range r.survivors(tokens) {
		e := r.entityOf(i)
		if m := r.at[r.counted(i)]; m != nil && m.kind == graph.DemonymMention && e != nil && e.typ == "Place" && (r.lowerIn(i+1, "who") || r.lowerIn(i+2, "who")) {
			continue // "the Libyan who carried out the bombing" is not Libya
		}
		if m := r.at[r.counted(i)]; m != nil && m.kind == graph.NominalMention && m.trait == "victim" && (isAttack(t.subtype) || t.subtype == "MilitaryOperation") && r.tokens[i].Dep == "conj" {
			continue // "launched by rebels, five peasants have died"
		}
		if e != nil && e.subtype == "City" && isAttack(t.subtype) {
			continue // a city attacks nobody: "Lagos - four men have …"
		}
		if e == nil || !agentive(e) || slices.ContainsFunc(t.agents, func(a argument) bool { return a.entity == e }) {
			continue
		}
		t.agents = append(t.agents, argument{entity: e, token: i, typ: "CARRIED_OUT"})
		if isAttack(t.subtype) {
			addWeapons(t, r.carried(i))
		}
	}
}

// didIt says whether a verb binds its subject to an event as who did it.
func (r *reading) didIt(c *clause) bool {
	return r.lex.class(c.lemma, "light") && (c.lemma != "carry" || c.particle == "out" || r.lowerIn(c.verb+1, "out"))
}
