package extract

import (
	"slices"

	"clew/graph"
)

// verbArguments reads place, date and weapon off the clause of a verb that
// tells about the event.
func (r *reading) verbArguments(t *telling, c *clause) {
	if c == nil {
		return
	}
	for _, p := range c.preps {
		switch p.word {
		case "in", "at", "near", "inside", "outside", "against", "with", "among", "across", "throughout", "around":
			if p.word == "against" && c.lemma == "claim" {
				continue
			}
			r.prepArgument(t, p, false)
		case "on":
			if isAttack(t.subtype) && r.entityOf(p.obj) != nil && !r.lex.class(c.lemma, "accuse") {
				r.prepArgument(t, p, true)
			}
		}
	}
	if !t.date.known() {
		t.date = r.dateBelow(c.verb)
	}
}

// fillVerb reads the clause of a verb that is an event by itself.
func (r *reading) fillVerb(t *telling) {
	c := r.clauseAt[t.trigger]
	r.fillAgents(t, c)
	for _, o := range c.objects {
		r.verbObject(t, c, o)
	}
	for _, p := range c.preps {
		if p.word == "by" || p.word == "of" {
			continue
		}
		r.prepArgument(t, p, t.traits["up"])
		r.phraseArgument(t, p)
	}
	for _, o := range c.objects { // "detonated a belt among soldiers", "killed 140 people at a hall"
		if e := r.entityOf(o); e != nil && (e.typ == "Weapon" || (e.typ == "PersonGroup" || e.typ == "Person") && (t.traits["kill"] || t.traits["injure"] || t.subtype == "Arrest" && e.named)) {
			for _, p := range r.prepositions(o) {
				r.prepArgument(t, p, false)
			}
		}
	}
	if t.traits["cleared"] || t.traits["burn"] {
		for _, o := range c.objects {
			for _, p := range r.prepositions(o) {
				r.phraseArgument(t, p)
			}
		}
	}
	for _, a := range r.children(c.verb, "advmod", "prep") { // "in Lagos" hung on an adverb
		for _, p := range r.prepositions(a) {
			if p.word == "in" || p.word == "at" {
				r.prepArgument(t, p, false)
			}
		}
	}
	if t.traits["kidnap"] && !c.passive && len(c.objects) == 0 { // "the heir, kidnapped in May, was freed"
		for _, a := range t.agents {
			t.victims = append(t.victims, argument{entity: a.entity, token: a.token, typ: "KIDNAPPED"})
		}
		t.agents = nil
	}
	r.addIncluded(t, c)
	if t.subtype == "HostageTaking" && len(t.targets) == 0 {
		for _, p := range t.places {
			if p.entity.subtype == "Facility" {
				t.targets = append(t.targets, argument{entity: p.entity, token: p.token, typ: "TARGETED"})
			}
		}
	}
	t.date = r.dateBelow(c.verb)
	r.nestBuilding(t)
}

// nestBuilding puts the building that something is done to into the town that
// the same clause names.
func (r *reading) nestBuilding(t *telling) {
	for _, building := range t.places {
		if building.entity.subtype != "Facility" || r.inside[building.entity] != nil {
			continue
		}
		for _, area := range t.places {
			if m := r.at[building.token]; m != nil && area.entity.subtype != "Facility" && (!t.verb || area.token > building.token) {
				r.nest(m, area.entity)
				break
			}
		}
	}
}

func (r *reading) fillAgents(t *telling, c *clause) {
	if c.lemma == "plead" || c.lemma == "find" {
		who := c.subjects
		if c.lemma == "find" { // "was found guilty", "a jury found him guilty"
			who = append(slices.Clone(c.objects), r.children(r.guilty(c), "nsubj")...)
		}
		verdict := "CONVICTED"
		switch {
		case r.notGuilty(c) && c.lemma == "find":
			verdict = "ACQUITTED"
		case r.notGuilty(c):
			verdict = "CHARGED" // who pleads not guilty is on trial, no more
		}
		for _, s := range who {
			if e := r.entityOf(s); e != nil && (e.typ == "Person" || e.typ == "PersonGroup" || e.typ == "Organization") {
				arg := argument{entity: e, token: s, typ: verdict}
				arg.about, _ = r.offence(c)
				t.victims = append(t.victims, arg)
			}
		}
		return
	}
	if t.traits["defendant"] {
		r.addDefendants(t, c)
		return
	}
	if t.traits["under"] { // "came under fire": the subject is who was attacked
		for _, s := range c.subjects {
			if e := r.entityOf(s); e != nil && e.event == nil {
				t.targets = append(t.targets, argument{entity: e, token: s, typ: "TARGETED"})
				r.addPlace(t, e, s)
			}
		}
		return
	}
	if t.subtype == "Arrest" || t.subtype == "CourtProceeding" || t.subtype == "Investigation" {
		for _, e := range c.subjects {
			if x := r.entityOf(e); x != nil && agentive(x) && x.subtype != "ArmedGroup" {
				t.agents = append(t.agents, argument{entity: x, token: e, typ: "CARRIED_OUT"})
			}
		}
		return
	}
	r.addAgents(t, r.ableToAct(c))
	if t.subtype == "PolicyAction" { // acts of states and bodies
		t.agents = slices.DeleteFunc(t.agents, func(a argument) bool { return a.entity.typ == "Person" || a.entity.typ == "PersonGroup" })
	}
	for _, s := range c.subjects { // "a bomb exploded", "killed by rifle fire"
		addWeapons(t, r.weaponsAt(s))
	}
	if isAttack(t.subtype) {
		addWeapons(t, r.usedBy(c.verb))
	}
}

// ableToAct are the subjects of a clause that can be who did it: what explodes or
// goes off is a thing, whatever body a pronoun was taken for.
func (r *reading) ableToAct(c *clause) []int {
	switch {
	case r.goesOff(c) && c.lemma != "blow" || slices.Contains([]string{"crash", "collide", "derail", "capsize"}, c.lemma) && r.phraseAt(c) == nil:
		return nil
	case r.goesOff(c):
		return slices.DeleteFunc(slices.Clone(c.subjects), func(s int) bool { return r.lowerIn(s, "it", "which", "that") })
	}
	return c.subjects
}

// goesOff says whether the subject of a verb is what explodes, not who makes it:
// "they exploded within minutes".
func (r *reading) goesOff(c *clause) bool {
	return !c.passive && len(c.objects) == 0 && (slices.Contains([]string{"explode", "detonate", "erupt", "burst"}, c.lemma) || c.lemma == "go" && c.particle == "off" || c.lemma == "blow" && c.particle == "up")
}

// verbObject reads one object of an event verb.
func (r *reading) verbObject(t *telling, c *clause, o int) {
	if r.tokens[c.verb].Dep == "amod" && r.tokens[o].Dep == "compound" && r.tokens[o].Head > o {
		o = r.tokens[o].Head // "a convicted IS recruiter": not the body is convicted
	}
	if t.traits["arms"] || t.traits["aimed"] {
		addWeapons(t, r.weaponsAt(o))
	}
	e := r.entityOf(o)
	if e == nil && r.isNoun(o) { // "attacked a ceremony in Kerman"
		for _, p := range r.prepositions(o) {
			if slices.Contains([]string{"in", "at", "near", "outside"}, p.word) {
				r.prepArgument(t, p, false)
			}
		}
	}
	if e == nil || e.event != nil {
		return
	}
	var count *graph.Count
	if m := r.at[r.counted(o)]; m != nil {
		count = m.count
	}
	person := e.typ == "Person" || e.typ == "PersonGroup"
	if m := r.at[r.counted(o)]; person && m != nil && m.noun == "person" && m.kind == graph.NominalMention && m.count == nil {
		return // "people", nobody in particular
	}
	arg := argument{entity: e, token: o, typ: "TARGETED", count: count}
	switch {
	case t.traits["arms"] && person:
		return // "left the bags before detonating them": no people
	case e.typ == "Weapon" && !t.traits["damage"]: // what it was done with, or nothing
	case t.subtype == "Arrest":
		if person || e.typ == "Organization" {
			arg.typ = "ARRESTED"
			t.victims = append(t.victims, arg)
		}
	case (t.traits["release"] || t.traits["cleared"]) && r.counted(o) != o:
		return // "one of them was released": not all
	case t.traits["release"] || t.traits["cleared"]:
		if person || e.typ == "Organization" {
			arg.typ = outcome(t)
			arg.about, _ = r.offence(c)
			t.victims = append(t.victims, arg)
		}
	case t.traits["aimed"] && e.typ == "Object" && e.subtype == "Vehicle" && r.child(c.verb, "prep") >= 0 && r.lowerIn(r.child(c.verb, "prep"), "into"):
		arg.typ = "USED_WEAPON" // "drove a van into a crowd"
		t.weapons = append(t.weapons, arg)
	case t.traits["defendant"] || t.subtype == "Investigation" || t.subtype == "Accident" || t.traits["burn"]:
	case t.traits["court"]:
		if person || e.typ == "Organization" {
			arg.typ = map[string]string{"convict": "CONVICTED", "sentence": "SENTENCED", "jail": "SENTENCED", "imprison": "SENTENCED", "acquit": "ACQUITTED"}[c.lemma]
			if arg.typ == "" {
				arg.typ = "CHARGED"
			}
			arg.about, arg.penalty = r.offence(c)
			t.victims = append(t.victims, arg)
		}
	case person && t.traits["kill"] && c.lemma == "shoot" && !r.shotDead(c):
		t.targets = append(t.targets, arg)
	case person && t.traits["kill"]:
		arg.typ = "KILLED"
		t.victims = append(t.victims, arg)
	case person && t.traits["injure"] && r.toDeath(c):
		arg.typ = "KILLED"
		t.victims = append(t.victims, arg)
	case person && t.traits["injure"]:
		arg.typ = "INJURED"
		t.victims = append(t.victims, arg)
	case person && t.traits["kidnap"] || t.subtype == "HostageTaking" && person:
		arg.typ = "KIDNAPPED"
		t.victims = append(t.victims, arg)
	case t.traits["damage"] && !person:
		arg.typ = "DAMAGED"
		t.damaged = append(t.damaged, arg)
		r.addPlace(t, e, o)
	case t.subtype == "PolicyAction" || t.subtype == "Warning" || t.subtype == "CourtProceeding":
	default:
		t.targets = append(t.targets, arg)
		r.addPlace(t, e, o)
		if e.typ == "Organization" && e.anchor != nil && e.anchor.typ == "Place" && !e.named {
			r.addPlace(t, e.anchor, o)
		}
	}
}

// toDeath says whether somebody is stabbed or beaten to death, or wounded
// mortally.
func (r *reading) toDeath(c *clause) bool {
	for _, p := range c.preps {
		if p.word == "to" && r.lowerIn(p.obj, "death") {
			return true
		}
	}
	return slices.ContainsFunc(r.children(c.verb, "advmod"), func(k int) bool { return r.lowerIn(k, "fatally", "mortally") })
}

// shotDead says whether who is shot is said to have died of it.
func (r *reading) shotDead(c *clause) bool {
	for i := c.verb - 2; i <= c.verb+8 && i < len(r.tokens); i++ {
		if i >= 0 && r.tokens[i].sentence == r.tokens[c.verb].sentence && r.lowerIn(i, "dead", "death", "fatally", "killed", "died", "mortally") {
			return true
		}
	}
	return false
}

// addIncluded adds the people named after "including" or "among them" to those who
// were arrested, charged or taken: "Leftists were arrested, including X and Y".
func (r *reading) addIncluded(t *telling, c *clause) {
	if t.subtype != "Arrest" && !t.traits["court"] && !t.traits["kidnap"] || !c.passive {
		return
	}
	typ := "ARRESTED"
	switch {
	case len(t.victims) > 0:
		typ = t.victims[0].typ
	case t.subtype != "Arrest":
		return
	}
	preps := slices.Clone(c.preps)
	for _, s := range r.children(c.verb, "nsubjpass") {
		preps = append(preps, r.prepositions(s)...)
	}
	for _, p := range preps {
		e := r.entityOf(p.obj)
		if p.word != "including" || e == nil || e.typ != "Person" && e.typ != "PersonGroup" || slices.ContainsFunc(t.victims, func(a argument) bool { return a.entity == e }) {
			continue
		}
		t.victims = append(t.victims, argument{entity: e, token: p.obj, typ: typ})
	}
}

// outcome is what a court or the police did for somebody in the end.
func outcome(t *telling) string {
	if t.traits["release"] {
		return "RELEASED"
	}
	return "ACQUITTED"
}

// addDefendants takes the subject of "faces charges" or "went on trial" for who
// the case is against.
func (r *reading) addDefendants(t *telling, c *clause) {
	who := c.subjects
	if c.passive {
		who = c.objects
	}
	for _, s := range who {
		if e := r.entityOf(s); e != nil && (e.typ == "Person" || e.typ == "PersonGroup" || e.typ == "Organization") {
			if t.traits["appears"] { // defendants do, and lawyers and witnesses
				t.agents = append(t.agents, argument{entity: e, token: s, typ: "PARTICIPATED_IN"})
				continue
			}
			arg := argument{entity: e, token: s, typ: "CHARGED"}
			arg.about = r.faced(c)
			t.victims = append(t.victims, arg)
		}
	}
}

// faced is the offence after "charges of", "on charges of", "on trial for".
func (r *reading) faced(c *clause) string {
	preps := slices.Clone(c.preps)
	for _, o := range c.objects {
		preps = append(preps, r.prepositions(o)...)
	}
	for _, p := range c.preps {
		preps = append(preps, r.prepositions(p.obj)...)
	}
	for _, p := range preps {
		if p.word == "of" || p.word == "for" || p.word == "over" {
			if o := p.obj; r.tokens[o].Tag == "VBG" {
				return r.words(o, min(r.rightmost(o)+1, o+6))
			}
			return r.words(r.leftmost(p.obj), p.obj+1)
		}
	}
	return ""
}

// phraseArgument reads the prepositions that only some phrases have: set fire to a
// school, dropped the charges against somebody.
func (r *reading) phraseArgument(t *telling, p prepArg) {
	e := r.entityOf(p.obj)
	if e == nil || e.event != nil {
		return
	}
	arg := argument{entity: e, token: p.obj, typ: "TARGETED"}
	person := e.typ == "Person" || e.typ == "PersonGroup"
	switch {
	case t.traits["burn"] && p.word == "to" && !person:
		arg.typ = "DAMAGED"
		t.damaged = append(t.damaged, arg)
		r.addPlace(t, e, p.obj)
	case t.traits["cleared"] && p.word == "against" && (person || e.typ == "Organization"):
		arg.typ = outcome(t)
		t.victims = append(t.victims, arg)
	}
}

// forPeriod says whether a clause says for how long: "jailed for 20 years".
func (r *reading) forPeriod(c *clause) bool {
	return slices.ContainsFunc(c.preps, func(p prepArg) bool { return p.word == "for" && r.periodOf(p.obj) }) || r.child(c.verb, "npadvmod", "dobj") >= 0 && r.periodOf(r.child(c.verb, "npadvmod", "dobj"))
}

// periodOf says whether a noun is a length of time: "jailed for 20 years".
func (r *reading) periodOf(i int) bool {
	return r.lowerIn(i, "life", "year", "years", "month", "months", "week", "weeks", "day", "days", "decade", "decades")
}

// offence is what somebody is charged with or convicted of, and the penalty.
func (r *reading) offence(c *clause) (about, penalty string) {
	preps := r.children(c.verb, "prep")
	for _, o := range c.objects {
		preps = append(preps, r.children(o, "prep")...)
	}
	for _, p := range preps {
		o := r.child(p, "pobj", "pcomp")
		if o < 0 || r.lowerIn(p, "of") && r.tokens[p].Head != c.verb && r.entityOf(o) != nil {
			continue // "convicted a friend of X"
		}
		end := o + 1
		if r.isVerb(o) || r.tokens[o].Tag == "VBG" {
			end = min(r.rightmost(o)+1, o+6)
		}
		words := r.words(r.leftmost(o), end)
		switch {
		case r.lowerIn(p, "to") && c.lemma == "sentence" || r.lowerIn(p, "for") && (c.lemma == "jail" || c.lemma == "imprison") && r.periodOf(o):
			penalty = words
		case r.lowerIn(p, "to") && c.lemma == "plead":
			about = words
		case r.lowerIn(p, "of", "with", "for", "over") && about == "":
			about = words
		}
	}
	return about, penalty
}
