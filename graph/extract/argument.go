package extract

import (
	"slices"
	"strings"

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
	if t.subtype == "Investigation" { // "into the blast at a bakery": that is where the blast was
		t.places = slices.DeleteFunc(t.places, func(a argument) bool { return a.entity.subtype == "Facility" })
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
		if c.passive && (c.lemma == "target" || c.lemma == "aim" || c.lemma == "direct") && isAttack(t.subtype) {
			for _, p := range c.preps {
				if e := r.entityOf(p.obj); e != nil && e.event == nil && (p.word == "at" || p.word == "against") {
					t.targets = append(t.targets, argument{entity: e, token: p.obj, typ: "TARGETED"})
				}
			}
		}
		if slices.Contains([]string{"kill", "injure", "wound"}, c.lemma) && !c.passive {
			t.harmful = true
		}
		if c.passive && (r.didIt(c) || isAttack(t.subtype) && r.lowerIn(v, "planned", "organized", "organised", "ordered", "sponsored")) {
			r.addAgents(t, c.subjects)
			t.agentVerb = v
		}
	}
	if t.head > 0 {
		r.fillCompound(t)
		r.nestBuilding(t)
		return
	}
	if at := r.tokens[i]; at.Dep == "pobj" && r.lowerIn(at.Head, "in", "for", "during") { // "used a knife in the attack"
		if c := r.clauseAt[r.tokens[at.Head].Head]; c != nil && (c.lemma == "use" || c.lemma == "employ") {
			r.usedInDeed(t, c)
		}
	}
	if v := r.strayParticiple(i); v >= 0 {
		r.addAgents(t, r.clauseAt[v].subjects)
		t.agentVerb = v
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
			if m = r.compoundMention(x); m == nil {
				r.placeOfCompound(t, x)
				continue
			}
		}
		e := m.entity
		poss := r.tokens[k].Dep == "poss"
		switch {
		case m.trait == "attacker" && e.typ == "PersonGroup" && m.start == x && slices.Contains(fighterNouns, r.tokens[x].lower) && !poss && isAttack(t.subtype):
			t.agents = append(t.agents, argument{entity: e, token: x, typ: "CARRIED_OUT"})
		case e.typ == "Weapon":
			addWeapons(t, []argument{{entity: e, token: x, typ: "USED_WEAPON"}})
		case e.typ == "Place" && m.kind == graph.DemonymMention && !isWarlike(t.subtype):
			if isAttack(t.subtype) && r.killingOf(t) { // "the Israeli killing of …"
				t.agents = append(t.agents, argument{entity: e, token: x, typ: "CARRIED_OUT"})
				continue
			}
			if r.tokens[x].Dep == "amod" && isAttack(t.subtype) {
				continue // "a Chechen attack" may be by or on Chechens
			}
			t.places = append(t.places, argument{entity: e, token: x, typ: "LOCATED_IN"})
		case e.typ == "Place" && (t.subtype == "MilitaryOperation" || t.subtype == "ArmedConflict" && slices.Contains([]string{"invasion", "takeover"}, r.lemma(t.trigger))) && (poss || e.subtype == "Country"):
			t.agents = append(t.agents, argument{entity: e, token: x, typ: "CARRIED_OUT"})
		case poss && e.subtype == "Country" && isAttack(t.subtype) && k == x && r.aimedAt(t): // "Iran's attack on Israel"
			t.agents = append(t.agents, argument{entity: e, token: x, typ: "CARRIED_OUT"})
		case e.typ == "Place" && t.subtype == "ArmedConflict" && poss && e.subtype == "Country" && !r.internal(t):
			t.agents = append(t.agents, argument{entity: e, token: x, typ: "PARTICIPATED_IN"})
		case e.typ == "Place" && t.subtype == "Arrest" && e.subtype == "Facility" && !poss:
			continue // "house arrest"
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
		case poss && isAttack(t.subtype) && t.trigger == r.tokens[k].Head && r.lowerIn(t.trigger, "massacre", "massacres", "slaughter") && m.trait != "attacker" && e.subtype != "ArmedGroup" && e.subtype != "Military" && e.subtype != "SecurityService" && (e.typ == "Person" || e.typ == "PersonGroup"):
			t.victims = append(t.victims, argument{entity: e, token: x, typ: "KILLED", count: m.count})
		case poss && (e.typ == "Organization" || e.typ == "Person" || e.typ == "PersonGroup"):
			if t.subtype == "CourtProceeding" && e.typ != "Organization" {
				t.agents = append(t.agents, argument{entity: e, token: x, typ: "PARTICIPATED_IN"})
			} else if slices.Contains([]string{"murder", "assassination", "killing", "kidnapping", "abduction", "arrest", "detention", "trial", "shooting", "slaying"}, singular(r.tokens[t.trigger].lower)) {
				t.victims = append(t.victims, argument{entity: e, token: x, typ: victimType(t, r.tokens[t.trigger].lower), count: m.count})
			} else if isAttack(t.subtype) || t.subtype == "Investigation" || t.subtype == "MilitaryOperation" && (e.typ != "Person" || !r.lowerIn(t.trigger, "withdrawal")) || t.subtype == "ArmedConflict" {
				t.agents = append(t.agents, argument{entity: e, token: x, typ: "CARRIED_OUT"})
			}
		}
	}
}

// placeOfCompound reads the town in a name that an attack is called by: "the Boston
// Marathon bombing".
func (r *reading) placeOfCompound(t *telling, x int) {
	if !isAttack(t.subtype) || !r.capitalized(x) {
		return
	}
	for _, k := range r.children(x, "compound") {
		if m := r.at[k]; m != nil && m.entity != nil && m.kind == graph.NameMention && m.subtype == "City" && m.end == k+1 {
			t.places = append(t.places, argument{entity: m.entity, token: k, typ: "LOCATED_IN"})
		}
	}
}

// internal says whether a conflict is one inside a country, whose it then is only by
// place: "Syria's civil war".
func (r *reading) internal(t *telling) bool {
	if r.lowerIn(t.trigger, "conflict", "insurgency", "uprising", "rebellion", "unrest", "fighting", "riots", "clashes") {
		return true
	}
	for i := t.start; i < t.trigger; i++ {
		if r.lowerIn(i, "civil", "internal", "sectarian", "ethnic") {
			return true
		}
	}
	return false
}

// killingOf says whether a noun of killing says who was killed with "of".
func (r *reading) killingOf(t *telling) bool {
	return r.lowerIn(t.trigger, "killing", "killings", "assassination", "murder", "massacre") && slices.ContainsFunc(r.prepositions(t.trigger), func(p prepArg) bool { return p.word == "of" })
}

// aimedAt says whether a noun says whom or what the attack hit, so that who has it
// in the possessive did it: "the country's attack on …", "its slaughter of …".
func (r *reading) aimedAt(t *telling) bool {
	return slices.ContainsFunc(r.prepositions(t.trigger), func(p prepArg) bool {
		return (p.word == "on" || p.word == "against" || p.word == "of") && r.at[p.obj] != nil
	})
}

func isWarlike(subtype string) bool {
	return subtype == "ArmedConflict" || subtype == "MilitaryOperation"
}

// compoundMention is a name or description that ends at token x, whatever its
// head: "Palm Garden" in "the Palm Garden attack".
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
	used := r.tokens[i].Dep == "dobj" && r.lemma(r.tokens[i].Head) == "use"
	for _, p := range r.prepositions(i) {
		if used && p.word == "against" {
			continue // "use the attack against Y": Y is not what was attacked
		}
		if p.word == "on" && r.tokens[i].Dep == "dobj" && (r.lemma(r.tokens[i].Head) == "blame" || r.lemma(r.tokens[i].Head) == "pin") {
			continue // "blames the attack on Y"
		}
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
	if p.word == "with" || p.word == "using" || p.word == "by" || p.word == "from" && t.subtype == "Shooting" || p.word == "of" && nominal && r.lemma(t.trigger) == "explosion" {
		if weapons := r.weaponsAt(p.obj); len(weapons) > 0 {
			addWeapons(t, weapons)
			return
		}
	}
	e := r.entityOf(p.obj)
	if other := r.tellingOf[p.obj]; e == nil && (p.word != "into" || t.traits["aimed"]) && r.isNoun(p.obj) && (other == nil || other.subtype == "PublicEvent") && slices.Contains([]string{"in", "at", "near", "inside", "outside", "on", "against", "into"}, p.word) {
		for _, inner := range r.prepositions(p.obj) { // "at the ferry terminal in Mombasa"
			if slices.Contains([]string{"in", "at", "near", "of"}, inner.word) && r.entityOf(inner.obj) != nil && r.entityOf(inner.obj).typ == "Place" {
				r.addPlace(t, r.entityOf(inner.obj), inner.obj)
			}
		}
		for _, k := range r.children(p.obj, "compound", "nmod") { // "at the Boston marathon"
			if m := r.at[k]; m != nil && m.entity != nil && m.typ == "Place" && other != nil {
				r.addPlace(t, m.entity, k)
			}
		}
	}
	if e == nil || e.event != nil {
		return
	}
	m := r.at[r.counted(p.obj)]
	arg := argument{entity: e, token: p.obj, typ: "", count: m.count}
	person := e.typ == "Person" || e.typ == "PersonGroup"
	if t.traits["aimed"] && slices.Contains([]string{"at", "on", "into", "against", "toward", "towards", "upon"}, p.word) {
		arg.typ = "TARGETED"
		t.targets = append(t.targets, arg)
		r.addPlace(t, e, p.obj)
		return
	}
	switch p.word {
	case "by":
		if nominal && (r.holdsOffice(m) || r.toldPassive(t.trigger)) && r.afterPassive(t.trigger) {
			return // "launched in the aftermath of the attacks by President X"
		}
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
		if p.word == "between" && t.subtype == "ArmedConflict" && agentive(e) {
			t.agents = append(t.agents, argument{entity: e, token: p.obj, typ: "PARTICIPATED_IN"})
			for _, inner := range r.prepositions(p.obj) {
				if inner.word == "in" || inner.word == "near" || inner.word == "at" {
					r.prepArgument(t, inner, false)
				}
			}
		}
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
			if person && slices.Contains([]string{"murder", "assassination", "killing", "slaying", "massacre", "slaughter", "beheading"}, word) {
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

// holdsOffice says whether a title of office or rank stands before a name.
func (r *reading) holdsOffice(m *mention) bool {
	title := m.title
	if title == "" {
		title = r.titleBefore(m.start)
	}
	kind := r.lex.roles[strings.ToLower(plain(title))]
	return m.typ == "Person" && (kind == "head" || kind == "office" || kind == "staff" || kind == "member")
}

// toldPassive says whether an event noun stands under a passive verb of telling, whose
// agent "by" then gives: "was told of the attack by his aides".
func (r *reading) toldPassive(i int) bool {
	p := r.tokens[i].Head
	v := r.tokens[p].Head
	return r.tokens[i].Dep == "pobj" && r.isVerb(v) && r.isPassive(v) && slices.Contains([]string{"inform", "tell", "brief", "notify", "warn", "alert", "accuse", "convict", "acquit", "clear", "remind", "ask", "question"}, r.lemma(v))
}

// afterPassive says whether a passive verb before an event noun, no violence
// itself, still lacks its agent, so that "by" behind the noun may belong to it.
func (r *reading) afterPassive(trigger int) bool {
	for v := r.sentences[r.tokens[trigger].sentence].start; v < trigger; v++ {
		if r.tokens[v].Tag == "VBN" && r.isVerb(v) && r.isPassive(v) && r.child(v, "agent") < 0 && r.tellingOf[v] == nil {
			return true
		}
	}
	return false
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
				if graph.IsA(other.subtype, t.subtype) {
					t.subtype = other.subtype // "the Oslo bombing was an attack on …"
				}
				other.subtype = ""
				t.tolls = append(t.tolls, s)
			}
		}
		return
	}
	switch {
	case (dep == "dobj" || dep == "nsubjpass") && (r.didIt(c) || isAttack(t.subtype) && r.lowerIn(c.verb, "ordered", "instigated", "sponsored", "organized", "organised") || r.lex.class(c.lemma, "plan") || slices.Contains([]string{"continue", "plan", "plot", "make"}, c.lemma)):
		r.addAgents(t, c.subjects)
		t.agentVerb = v
		r.verbArguments(t, c)
	case dep == "nsubj" || dep == "nsubjpass":
		r.verbArguments(t, c)
		if dep == "nsubj" && slices.Contains([]string{"target", "hit", "strike", "rock", "shake"}, c.lemma) && isAttack(t.subtype) {
			for _, o := range c.objects {
				r.verbObject(t, c, o) // "the explosion targeted a bakery"
			}
		}
		if slices.Contains([]string{"kill", "injure", "wound"}, c.lemma) {
			t.harmful = true
		}
	case dep == "pobj" && r.tokens[v].Dep == "agent":
	}
}

// countsEvents says whether a noun only counts the events after "of": a
// campaign, series or wave of attacks.
func (r *reading) countsEvents(i int) bool {
	return r.lowerIn(i, "campaign") || slices.Contains(measures, r.tokens[i].lower)
}
