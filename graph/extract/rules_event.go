package extract

import (
	"slices"

	"clew/graph"
)

// eventRules read the arguments of events.
var eventRules = []rule{
	{
		name: "agent of an event", typ: "CARRIED_OUT",
		doc:     "who did it: the subject of the verb or light verb, the possessor or modifier of the event noun, or the object of by",
		example: "Hamas carried out an attack on a market in Jenin.", want: "Hamas CARRIED_OUT Jenin market attack",
		match: func(r *reading) []finding {
			return r.arguments(func(t *telling, a argument) string { return agentType(t) }, func(t *telling) []argument { return t.agents })
		},
	},
	{
		name: "place of an event", typ: "LOCATED_IN",
		doc:     "where it happened, the most specific place of each telling",
		example: "A bomb exploded in Karachi.", want: "Karachi bombing LOCATED_IN Karachi",
		match: func(r *reading) []finding {
			return r.arguments(func(t *telling, a argument) string {
				if p := t.event.place; p != nil && p != a.entity && r.within(p, a.entity) && a.entity.subtype != "City" {
					return "" // the country of a town that is named elsewhere
				}
				return "LOCATED_IN"
			}, func(t *telling) []argument { return r.mostSpecific(t) })
		},
	},
	{
		name: "target of an event", typ: "TARGETED",
		doc:     "what it was aimed at: the object of the verb or of on and against",
		example: "Gunmen attacked the Serena Hotel in Kabul.", want: "Serena Hotel attack TARGETED Serena Hotel",
		match: func(r *reading) []finding {
			return r.arguments(func(t *telling, a argument) string {
				if t.subtype == "ArmedConflict" && a.entity.typ == "Place" {
					return ""
				}
				return "TARGETED"
			}, func(t *telling) []argument { return t.targets })
		},
	},
	{
		name: "victim of an event", typ: "KILLED",
		doc:     "who was killed, injured, kidnapped, arrested, charged or sentenced",
		example: "Police arrested two Tunisian men in Milan.", want: "Arrest of two Tunisian men ARRESTED two Tunisian men",
		match: func(r *reading) []finding {
			return r.arguments(func(t *telling, a argument) string { return a.typ }, func(t *telling) []argument { return t.victims })
		},
	},
	{
		name: "thing damaged", typ: "DAMAGED",
		doc:     "what was destroyed or damaged",
		example: "Rebels dynamited a bridge in Kirkuk.", want: "Kirkuk bridge bombing DAMAGED bridge",
		match: func(r *reading) []finding {
			return r.arguments(func(t *telling, a argument) string { return "DAMAGED" }, func(t *telling) []argument { return t.damaged })
		},
	},
	{
		name: "weapon of an event", typ: "USED_WEAPON",
		doc:     "what it was done with",
		example: "A bomber detonated an explosive vest in Quetta.", want: "Quetta bombing USED_WEAPON explosive vest",
		match: func(r *reading) []finding {
			return r.arguments(func(t *telling, a argument) string { return "USED_WEAPON" }, func(t *telling) []argument { return t.weapons })
		},
	},
	{
		name: "what a weapon was made of", typ: "USED_WEAPON",
		doc:     "the explosive in the bomb that an attack was done with",
		example: "A bomb made of dynamite exploded in Cali.", want: "Cali bombing USED_WEAPON dynamite",
		match: (*reading).madeOf,
	},
	{
		name: "response", typ: "RESPONSE_TO",
		doc:     "an act in response to, in retaliation for or following an event",
		example: "Following the Lahore bombing, Pakistan raised the alert level. The Lahore bombing killed 20 people.", want: "Pakistan measure RESPONSE_TO Lahore bombing",
		match: (*reading).responses,
	},
}

// agentType is the relation between who did it and the event.
func agentType(t *telling) string {
	switch t.subtype {
	case "Plot":
		if t.claim.modality == graph.Alleged {
			return "SUSPECTED_IN"
		}
		return "PLANNED"
	case "ArmedConflict", "Investigation":
		return "PARTICIPATED_IN"
	}
	return "CARRIED_OUT"
}

// arguments makes findings of one list of arguments of every telling of every
// event.
func (r *reading) arguments(typ func(*telling, argument) string, of func(*telling) []argument) []finding {
	var out []finding
	for _, e := range r.events {
		for _, t := range e.tellers {
			for _, a := range of(t) {
				name := typ(t, a)
				if name == "" {
					continue
				}
				f := find(name, e.entity, a.entity, r.claimToken(t, a, name))
				if f.token == t.trigger && r.takenForGranted(t) {
					f = f.adjusted(func(c *claim) {
						plainly(c)
						r.nounHedges(t.trigger, c)
					})
				}
				if slices.Contains([]string{"CARRIED_OUT", "PLANNED", "SUSPECTED_IN", "PARTICIPATED_IN"}, name) {
					f.from, f.to = f.to, f.from
					if a.typ == "PARTICIPATED_IN" {
						f.typ = a.typ
						if t.subtype == "CourtProceeding" && !t.traits["appears"] {
							f = f.with("role", "defendant")
						}
					}
				}
				if f.typ == "CARRIED_OUT" || f.typ == "PLANNED" {
					f = f.adjusted(func(c *claim) { r.agentHedges(a.token, c) })
				}
				if a.count != nil && (name == "KILLED" || name == "INJURED" || name == "ARRESTED" || name == "KIDNAPPED") {
					f = f.with("count", a.count.Value)
				}
				if m := r.at[r.counted(a.token)]; f.typ == "CARRIED_OUT" && m != nil && m.kind == graph.NominalMention && r.isSuspected(m) {
					f = f.adjusted(atLeast(graph.Alleged)) // "by alleged guerrillas"
				}
				if f.typ == "PLANNED" && r.charged(f.token) {
					f = f.adjusted(atLeast(graph.Alleged))
				}
				if f.typ == "CARRIED_OUT" && isAttack(t.subtype) && r.charged(f.token) {
					f.typ = "SUSPECTED_IN"
					f = f.adjusted(atLeast(graph.Alleged))
				}
				out = append(out, f.with("about", a.about).with("penalty", a.penalty))
			}
		}
	}
	return out
}

// charged says whether a deed is only what somebody is charged with, accused or
// suspected of, or on trial for.
func (r *reading) charged(i int) bool {
	found := r.tokens[i].Tag == "VBG" && r.chargedWith(i)
	r.ancestors(i, func(child, h int) bool {
		dep := r.tokens[child].Dep
		if dep != "prep" && dep != "pcomp" && dep != "pobj" && dep != "xcomp" && dep != "conj" && dep != "dobj" && dep != "acl" {
			return false
		}
		if r.isVerb(h) && dep != "conj" && dep != "dobj" && slices.Contains(suspectVerbs, r.lemma(h)) && r.lemma(h) != "convict" && r.lemma(h) != "sentence" {
			found = true
		}
		if r.isNoun(h) && (dep == "prep" || dep == "acl") && (r.lowerIn(h, chargeWords...) || r.lowerIn(h, "responsibility", "credit", "trial", "allegation", "allegations")) {
			found = true
		}
		return !found
	})
	return found
}

// agentHedges reads an adverb that leaves open who did it, not what was done:
// "was kidnapped, presumably by rebels".
func (r *reading) agentHedges(i int, c *claim) {
	i = r.firstConjunct(i)
	by := r.tokens[i].Head
	if r.tokens[i].Dep != "pobj" || !r.lowerIn(by, "by") {
		return
	}
	for _, k := range append(r.children(by, "advmod"), by-1, by+1) {
		r.adverbHedge(k, c)
	}
}

// takenForGranted says whether a noun speaks of an event as known ("the attack
// in Lagos"), so that hedges around it are about something else.
func (r *reading) takenForGranted(t *telling) bool {
	return !t.verb && t.subtype != "Plot" && (t.definite || r.compoundPlace(t))
}

// claimToken is the word whose governors say how surely the argument belongs to
// the event: for agents the verb that binds them, else the trigger.
func (r *reading) claimToken(t *telling, a argument, typ string) int {
	if t.agentVerb >= 0 && (typ == "CARRIED_OUT" || typ == "PLANNED" || typ == "SUSPECTED_IN") && a.token != t.trigger {
		return t.agentVerb
	}
	if a.verb > 0 && r.tokens[a.verb].sentence != r.tokens[t.trigger].sentence {
		return a.verb // the sentence that tells of the dead
	}
	return t.trigger
}

// mostSpecific is the place of a telling that no other of them lies in; where that
// is a building without a name, or the target, also the named place around it, by which the event
// is known: "a market in Strasbourg".
func (r *reading) mostSpecific(t *telling) []argument {
	var out []argument
	for _, a := range t.places {
		inner := slices.ContainsFunc(t.places, func(b argument) bool { return a.entity != b.entity && r.within(b.entity, a.entity) })
		if !inner && len(out) == 0 {
			out = append(out, a)
		}
	}
	aimedAt := len(out) == 1 && slices.ContainsFunc(t.targets, func(a argument) bool { return a.entity == out[0].entity })
	if len(out) == 1 && (!out[0].entity.named || aimedAt) {
		if area, ok := r.namedArea(t, out[0]); ok {
			out = append(out, area)
		}
	}
	return out
}

// namedArea is the named place around a described one, as the telling has it or
// the article told before.
func (r *reading) namedArea(t *telling, a argument) (argument, bool) {
	var best argument
	for _, b := range t.places {
		if b.entity.named && b.entity != a.entity && b.entity.subtype != "Country" && (best.entity == nil || r.within(b.entity, best.entity)) {
			best = b
		}
	}
	if best.entity == nil {
		if e := r.inside[a.entity]; e != nil && e.named && e.subtype == "City" {
			best = argument{entity: e, token: a.token, typ: "LOCATED_IN"}
		}
	}
	return best, best.entity != nil
}

// responses reads "following the attack, France raised …" and "in retaliation
// for …".
func (r *reading) responses() []finding {
	var out []finding
	for _, e := range r.events {
		for _, t := range e.tellers {
			for _, c := range r.causes(t) {
				if cause := r.eventAt[c.token]; cause != nil && cause != e {
					out = append(out, find("RESPONSE_TO", e.entity, cause.entity, t.trigger).with("kind", c.kind))
				}
			}
		}
	}
	return out
}

// cause is a noun that an event is said to follow from.
type cause struct {
	token int
	kind  string // retaliation, revenge
}

// causes are the event nouns that a telling is said to follow from, with the
// kind of response. Mere sequence counts for acts of policy only.
func (r *reading) causes(t *telling) []cause {
	var out []cause
	anchors := []int{t.trigger}
	if t.agentVerb >= 0 {
		anchors = append(anchors, t.agentVerb)
	}
	if c := r.clauseAt[t.trigger]; c != nil && t.subtype == "Investigation" {
		anchors = append(anchors, c.objects...) // "opened an investigation into the blast"
	}
	for _, at := range anchors {
		for _, p := range r.children(at, "prep") {
			word := r.tokens[p].lower
			for _, o := range r.children(p, "pobj") {
				noun := r.tokens[o].lower
				if word == "in" && slices.Contains([]string{"response", "retaliation", "revenge", "reaction"}, noun) {
					kind := noun
					if kind == "response" || kind == "reaction" {
						kind = ""
					}
					for _, q := range r.prepositions(o) {
						out = append(out, cause{q.obj, kind})
						for _, inner := range r.prepositions(q.obj) {
							out = append(out, cause{inner.obj, kind})
						}
					}
				}
				if word == "into" && t.subtype == "Investigation" {
					out = append(out, cause{o, "investigation"})
				}
				if (word == "following" || word == "after") && t.subtype == "PolicyAction" {
					out = append(out, cause{o, ""})
				}
			}
		}
	}
	return out
}
