package extract

import (
	"slices"

	"clew/graph"
)

// fill finds the arguments of a telling.
func (r *reading) fill(t *telling) {
	if t.traits["blank"] {
		t.bare = true
		return
	}
	if t.verb {
		r.fillVerb(t)
	} else {
		r.fillNoun(t)
	}
	if !t.date.known() {
		t.date = r.dateNear(t)
	}
	t.bare = len(t.places)+len(t.targets)+len(t.agents)+len(t.victims)+len(t.weapons)+len(t.damaged) == 0 && !t.date.known()
}

// fillNoun reads the modifiers, the possessive and the prepositions of an event
// noun, the clauses that hang on it, and the light verb it is object of.
func (r *reading) fillNoun(t *telling) {
	i := t.trigger
	for _, k := range r.tokens[i].kids {
		switch r.tokens[k].Dep {
		case "compound", "amod", "nmod", "poss", "npadvmod":
			r.nounModifier(t, k)
		}
	}
	for _, x := range r.conjuncts(i) { // "bombings and assassinations against …"
		if x == i || r.tellingOf[x] != nil && t.plural && r.plural(x) {
			r.nounPreps(t, x)
		}
	}
	for _, v := range r.children(i, "acl", "relcl") {
		c := r.clauseAt[v]
		if c == nil {
			continue
		}
		r.verbArguments(t, c)
		if c.passive && r.didIt(c) {
			r.addAgents(t, c.subjects)
			t.agentVerb = v
		}
	}
	r.nestBuilding(t) // "the Lahore concert hall attack"
	r.governingVerb(t, i)
}

// nounModifier reads one word before an event noun: a place, the attacker, the
// target.
func (r *reading) nounModifier(t *telling, k int) {
	for _, x := range r.conjuncts(k) {
		m := r.at[x]
		if m == nil || m.entity == nil {
			if inner := r.compoundMention(x); inner != nil {
				m = inner
			} else {
				continue
			}
		}
		e := m.entity
		poss := r.tokens[k].Dep == "poss"
		switch {
		case e.typ == "Place" && m.kind == graph.DemonymMention && !isWarlike(t.subtype):
			if r.tokens[x].Dep == "amod" && isAttack(t.subtype) {
				continue // "a Chechen attack" may be by or on Chechens
			}
			t.places = append(t.places, argument{entity: e, token: x, typ: "LOCATED_IN"})
		case e.typ == "Place" && (t.subtype == "MilitaryOperation" || t.subtype == "ArmedConflict" && slices.Contains([]string{"invasion", "takeover"}, r.lemma(t.trigger))) && (poss || e.subtype == "Country"):
			t.agents = append(t.agents, argument{entity: e, token: x, typ: "CARRIED_OUT"})
		case e.typ == "Place" && t.subtype == "ArmedConflict" && poss:
			t.agents = append(t.agents, argument{entity: e, token: x, typ: "PARTICIPATED_IN"})
		case e.typ == "Place":
			t.places = append(t.places, argument{entity: e, token: x, typ: "LOCATED_IN"})
			if e.subtype == "Facility" && isAttack(t.subtype) {
				t.targets = append(t.targets, argument{entity: e, token: x, typ: "TARGETED"})
			}
		case e.subtype == "ArmedGroup" && (isAttack(t.subtype) || t.subtype == "Plot" || t.subtype == "ArmedConflict"):
			if r.lowerIn(x+1, "-") && r.lowerIn(x+2, "inspired", "linked", "claimed", "affiliated") {
				continue
			}
			t.agents = append(t.agents, argument{entity: e, token: x, typ: "CARRIED_OUT"})
		case poss && (e.typ == "Organization" || e.typ == "Person" || e.typ == "PersonGroup"):
			if slices.Contains([]string{"murder", "assassination", "killing", "kidnapping", "abduction", "arrest", "detention", "trial", "shooting", "slaying"}, singular(r.tokens[t.trigger].lower)) {
				t.victims = append(t.victims, argument{entity: e, token: x, typ: victimType(t, r.tokens[t.trigger].lower), count: m.count})
			} else if isAttack(t.subtype) || t.subtype == "MilitaryOperation" || t.subtype == "ArmedConflict" {
				t.agents = append(t.agents, argument{entity: e, token: x, typ: "CARRIED_OUT"})
			}
		}
	}
}

func isWarlike(subtype string) bool {
	return subtype == "ArmedConflict" || subtype == "MilitaryOperation"
}

// compoundMention is a name or description that ends at token x, whatever its
// head: "Crocus City" in "the Crocus City attack".
func (r *reading) compoundMention(x int) *mention {
	for _, m := range r.mentions {
		if m.start <= x && x < m.end && m.entity != nil && m.kind != graph.PronounMention {
			return m
		}
	}
	return nil
}

func victimType(t *telling, word string) string {
	switch {
	case t.subtype == "Arrest" || word == "arrest" || word == "detention":
		return "ARRESTED"
	case t.subtype == "HostageTaking":
		return "KIDNAPPED"
	case t.subtype == "CourtProceeding":
		return "CHARGED"
	case word == "shooting":
		return "TARGETED"
	}
	return "KILLED"
}

// nounPreps reads "attack on X in Y by Z".
func (r *reading) nounPreps(t *telling, i int) {
	for _, p := range r.prepositions(i) {
		r.prepArgument(t, p, true)
	}
	// "behind the massacre at a hall": the parser often hangs it on the verb
	if next := i + 1; next < len(r.tokens) && r.tokens[next].Dep == "prep" && r.lowerIn(next, "at", "in", "on", "against", "near") && r.tokens[next].Head < i && r.isVerb(r.tokens[next].Head) {
		for _, o := range r.children(next, "pobj") {
			r.prepArgument(t, prepArg{r.tokens[next].lower, next, o}, true)
		}
	}
}

// prepArgument reads one prepositional phrase of an event.
func (r *reading) prepArgument(t *telling, p prepArg, nominal bool) {
	e := r.entityOf(p.obj)
	if other := r.tellingOf[p.obj]; e == nil && r.isNoun(p.obj) && (other == nil || other.subtype == "PublicEvent") && slices.Contains([]string{"in", "at", "near", "inside", "outside", "on", "against"}, p.word) {
		for _, inner := range r.prepositions(p.obj) { // "at the ferry terminal in Mombasa"
			if slices.Contains([]string{"in", "at", "near", "of"}, inner.word) && r.entityOf(inner.obj) != nil && r.entityOf(inner.obj).typ == "Place" {
				r.addPlace(t, r.entityOf(inner.obj), inner.obj)
			}
		}
	}
	if e == nil || e.event != nil {
		return
	}
	m := r.at[r.counted(p.obj)]
	arg := argument{entity: e, token: p.obj, typ: "", count: m.count}
	person := e.typ == "Person" || e.typ == "PersonGroup"
	switch p.word {
	case "by":
		if person || e.typ == "Organization" || e.typ == "Place" && (e.subtype == "Country" || m.kind == graph.DemonymMention) {
			r.addAgents(t, []int{p.obj})
		}
	case "on", "against", "targeting", "upon", "onto":
		switch {
		case !nominal && t.subtype != "Attack" && p.word == "on":
			r.addPlace(t, e, p.obj)
		case t.subtype == "PublicEvent" || t.subtype == "Arrest" || t.subtype == "CourtProceeding":
		default:
			arg.typ = "TARGETED"
			t.targets = append(t.targets, arg)
			r.addPlace(t, e, p.obj)
		}
	case "among", "between":
		if p.word == "among" && isAttack(t.subtype) {
			arg.typ = "TARGETED"
			t.targets = append(t.targets, arg)
			for _, inner := range r.prepositions(p.obj) {
				r.prepArgument(t, inner, false)
			}
		}
	case "in", "at", "near", "inside", "outside", "across", "from inside", "aboard", "throughout", "around", "along", "off":
		r.addPlace(t, e, p.obj)
		if nominal && p.word == "at" && e.subtype == "Facility" && isAttack(t.subtype) {
			arg.typ = "TARGETED"
			t.targets = append(t.targets, arg)
		}
	case "of":
		switch {
		case !nominal:
		case isAttack(t.subtype) && (person || e.typ == "Place" || e.typ == "Organization" || e.typ == "Object"):
			word := singular(r.tokens[t.trigger].lower)
			if person && slices.Contains([]string{"murder", "assassination", "killing", "slaying", "massacre"}, word) {
				arg.typ = "KILLED"
				t.victims = append(t.victims, arg)
			} else if person && slices.Contains([]string{"kidnapping", "abduction"}, word) {
				arg.typ = "KIDNAPPED"
				t.victims = append(t.victims, arg)
			} else if !person || slices.Contains([]string{"bombing", "shooting", "stabbing"}, word) {
				arg.typ = "TARGETED"
				t.targets = append(t.targets, arg)
				r.addPlace(t, e, p.obj)
			}
		case t.subtype == "ArmedConflict" && e.typ == "Place":
			r.addPlace(t, e, p.obj)
		case (t.subtype == "Arrest" || t.subtype == "CourtProceeding") && (person || e.typ == "Organization"):
			arg.typ = map[string]string{"Arrest": "ARRESTED", "CourtProceeding": "PARTICIPATED_IN"}[t.subtype]
			t.victims = append(t.victims, arg)
		}
	case "with", "using":
		if e.typ == "Weapon" || e.typ == "Object" {
			arg.typ = "USED_WEAPON"
			t.weapons = append(t.weapons, arg)
		}
	}
}

// addPlace adds where something happens: a place, or a facility an organization
// goes by.
func (r *reading) addPlace(t *telling, e *entity, at int) {
	if e.typ == "Place" && !slices.ContainsFunc(t.places, func(a argument) bool { return a.entity == e }) {
		t.places = append(t.places, argument{entity: e, token: at, typ: "LOCATED_IN"})
	}
	for _, p := range r.prepositions(at) {
		if inner := r.entityOf(p.obj); inner != nil && slices.Contains([]string{"in", "of", "at", "near", "on"}, p.word) && inner.typ == "Place" && inner != e {
			r.addPlace(t, inner, p.obj)
		}
	}
	for _, k := range r.children(at, "appos") {
		if inner := r.entityOf(k); inner != nil && inner.typ == "Place" && inner != e {
			r.addPlace(t, inner, k)
		}
	}
}

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
	for _, i := range tokens {
		e := r.entityOf(i)
		if e == nil || !agentive(e) || slices.ContainsFunc(t.agents, func(a argument) bool { return a.entity == e }) {
			continue
		}
		t.agents = append(t.agents, argument{entity: e, token: i, typ: "CARRIED_OUT"})
	}
}

// didIt says whether a verb binds its subject to an event as who did it.
func (r *reading) didIt(c *clause) bool {
	return r.lex.class(c.lemma, "light") && (c.lemma != "carry" || c.particle == "out" || r.lowerIn(c.verb+1, "out"))
}

// governingVerb reads the verb that an event noun is subject or object of.
func (r *reading) governingVerb(t *telling, i int) {
	i = r.firstConjunct(i)
	v := r.tokens[i].Head
	dep := r.tokens[i].Dep
	if dep == "pobj" && r.lowerIn(v, "of") && r.countsEvents(r.tokens[v].Head) {
		r.nounPreps(t, r.tokens[v].Head)
	}
	for dep == "pobj" && (r.tokens[v].lower == "of" || r.tokens[v].lower == "in") && slices.Contains(measures, r.tokens[r.tokens[v].Head].lower) || dep == "pobj" && r.lowerIn(r.tokens[v].Head, "campaign") {
		i = r.tokens[v].Head
		v, dep = r.tokens[i].Head, r.tokens[i].Dep
	}
	c := r.clauseAt[v]
	if c == nil {
		return
	}
	if dep == "attr" && c.lemma == "be" { // "its worst attack was the bombing in …"
		for _, s := range c.subjects {
			if other := r.tellingOf[s]; other != nil && isAttack(other.subtype) && other != t {
				for _, k := range r.children(s, "poss") {
					r.nounModifier(t, k)
				}
				other.subtype = ""
			}
		}
		return
	}
	switch {
	case (dep == "dobj" || dep == "nsubjpass") && (r.didIt(c) || r.lex.class(c.lemma, "plan") || slices.Contains([]string{"continue", "plan", "plot", "make"}, c.lemma)):
		r.addAgents(t, c.subjects)
		t.agentVerb = v
		r.verbArguments(t, c)
	case dep == "nsubj" || dep == "nsubjpass":
		r.verbArguments(t, c)
		if c.lemma == "involve" {
			return
		}
	case dep == "pobj" && r.tokens[v].Dep == "agent":
	}
}

// countsEvents says whether a noun only counts the events after "of": a
// campaign, series or wave of attacks.
func (r *reading) countsEvents(i int) bool {
	return r.lowerIn(i, "campaign") || slices.Contains(measures, r.tokens[i].lower)
}

// verbArguments reads place, date and weapon off the clause of a verb that
// tells about the event.
func (r *reading) verbArguments(t *telling, c *clause) {
	if c == nil {
		return
	}
	for _, p := range c.preps {
		switch p.word {
		case "in", "at", "near", "inside", "outside", "against", "with", "among":
			if p.word == "against" && c.lemma == "claim" {
				continue
			}
			r.prepArgument(t, p, false)
		case "on":
			if isAttack(t.subtype) && r.entityOf(p.obj) != nil {
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
	}
	for _, o := range c.objects { // "detonated a belt among soldiers", "killed 140 people at a hall"
		if e := r.entityOf(o); e != nil && (e.typ == "Weapon" || (e.typ == "PersonGroup" || e.typ == "Person") && (t.traits["kill"] || t.traits["injure"])) {
			for _, p := range r.prepositions(o) {
				r.prepArgument(t, p, false)
			}
		}
	}
	for _, a := range r.children(c.verb, "advmod", "prep") { // "in Moscow" hung on an adverb
		for _, p := range r.prepositions(a) {
			if p.word == "in" || p.word == "at" {
				r.prepArgument(t, p, false)
			}
		}
	}
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
	if c.lemma == "plead" {
		for _, s := range c.subjects {
			if e := r.entityOf(s); e != nil && (e.typ == "Person" || e.typ == "PersonGroup" || e.typ == "Organization") {
				arg := argument{entity: e, token: s, typ: "CONVICTED"}
				arg.about, _ = r.offence(c)
				t.victims = append(t.victims, arg)
			}
		}
		return
	}
	if t.subtype == "Arrest" || t.subtype == "CourtProceeding" {
		for _, e := range c.subjects {
			if x := r.entityOf(e); x != nil && agentive(x) && x.subtype != "ArmedGroup" {
				t.agents = append(t.agents, argument{entity: x, token: e, typ: "CARRIED_OUT"})
			}
		}
		return
	}
	r.addAgents(t, c.subjects)
	for _, s := range c.subjects { // "a bomb exploded"
		if e := r.entityOf(s); e != nil && (e.typ == "Weapon") {
			t.weapons = append(t.weapons, argument{entity: e, token: s, typ: "USED_WEAPON"})
		}
	}
}

// verbObject reads one object of an event verb.
func (r *reading) verbObject(t *telling, c *clause, o int) {
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
	if m := r.at[r.counted(o)]; person && m != nil && m.noun == "person" && m.kind == graph.NominalMention {
		return // "more than 60 people": a number, no node
	}
	arg := argument{entity: e, token: o, typ: "TARGETED", count: count}
	switch {
	case e.typ == "Weapon":
		arg.typ = "USED_WEAPON"
		t.weapons = append(t.weapons, arg)
	case t.subtype == "Arrest":
		if person || e.typ == "Organization" {
			arg.typ = "ARRESTED"
			t.victims = append(t.victims, arg)
		}
	case t.traits["court"]:
		if person || e.typ == "Organization" {
			arg.typ = map[string]string{"convict": "CONVICTED", "sentence": "SENTENCED", "acquit": "ACQUITTED"}[c.lemma]
			if arg.typ == "" {
				arg.typ = "CHARGED"
			}
			arg.about, arg.penalty = r.offence(c)
			t.victims = append(t.victims, arg)
		}
	case person && t.traits["kill"]:
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
	case t.subtype == "PolicyAction" || t.subtype == "Warning":
	default:
		t.targets = append(t.targets, arg)
		r.addPlace(t, e, o)
		if e.typ == "Organization" && e.anchor != nil && e.anchor.typ == "Place" && !e.named {
			r.addPlace(t, e.anchor, o)
		}
	}
}

// offence is what somebody is charged with or convicted of, and the penalty.
func (r *reading) offence(c *clause) (about, penalty string) {
	preps := r.children(c.verb, "prep")
	for _, o := range c.objects {
		preps = append(preps, r.children(o, "prep")...)
	}
	for _, p := range preps {
		o := r.child(p, "pobj", "pcomp")
		if o < 0 {
			continue
		}
		end := o + 1
		if r.isVerb(o) || r.tokens[o].Tag == "VBG" {
			end = min(r.rightmost(o)+1, o+6)
		}
		words := r.words(r.leftmost(o), end)
		switch {
		case r.lowerIn(p, "to") && c.lemma == "sentence":
			penalty = words
		case r.lowerIn(p, "to") && c.lemma == "plead":
			about = words
		case r.lowerIn(p, "of", "with", "for", "over") && about == "":
			about = words
		}
	}
	return about, penalty
}
