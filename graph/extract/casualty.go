package extract

import (
	"slices"

	"clew/graph"
)

// casualties reads how many were killed and injured, and hangs the numbers and
// the victims on the event that the clause belongs to.
func (r *reading) casualties(tellings []*telling) {
	for _, c := range r.clauses {
		if r.byLaw(c) {
			continue
		}
		killed, injured, victims := r.toll(c)
		if killed == nil && injured == nil && !r.harms(c) {
			continue
		}
		t := r.eventOfToll(c, tellings)
		if t == nil {
			continue
		}
		if killed != nil && t.killed == nil {
			t.killed = killed
		}
		if injured != nil && t.injured == nil {
			t.injured = injured
		}
		if !t.date.known() {
			t.date = r.dateBelow(c.verb) // "137 people died on Friday when …"
		}
		if t.trigger != c.verb {
			t.tolls = append(t.tolls, c.verb)
			for _, v := range victims {
				v.verb = c.verb
				t.victims = append(t.victims, v)
			}
			if own := r.tellingOf[c.verb]; own != nil {
				r.hand(own, t)
				own.folded, own.foldedFrom = t, own.subtype
				own.subtype = "" // told with the event it belongs to
			}
		}
	}
}

// hand gives place and weapon of a toll to the event it is of: "a device
// exploded, wounding two on a street in Lagos".
func (r *reading) hand(own, t *telling) {
	if len(placesOf([]*telling{t})) == 0 {
		t.places = append(t.places, own.places...)
	}
	for _, v := range own.victims {
		if !slices.ContainsFunc(t.victims, func(a argument) bool { return a.entity == v.entity && a.typ == v.typ }) {
			v.verb = own.trigger
			t.victims = append(t.victims, v)
		}
	}
	if len(t.weapons) == 0 && r.tokens[own.trigger].sentence == r.tokens[t.trigger].sentence {
		t.weapons = append(t.weapons, own.weapons...)
	}
}

// harms says whether a clause tells that people were killed or hurt, even where
// it does not say how many: "the blast injured several people". Dying of an
// illness or in an accident is none.
func (r *reading) harms(c *clause) bool {
	switch {
	case slices.Contains(killingVerbs, c.lemma) || slices.Contains(injuringVerbs, c.lemma):
		return len(c.objects) > 0
	case c.lemma == "die" || c.lemma == "perish":
		return len(c.subjects) > 0
	}
	return false
}

var (
	killingVerbs  = []string{"kill", "murder", "massacre", "slay", "execute", "behead", "slaughter"}
	injuringVerbs = []string{"injure", "wound", "hurt", "maim", "mutilate"}
)

// toll is what a clause says of dead and injured.
func (r *reading) toll(c *clause) (killed, injured *graph.Count, victims []argument) {
	typ := ""
	var sufferers []int
	switch {
	case slices.Contains(killingVerbs, c.lemma):
		typ, sufferers = "KILLED", c.objects
	case slices.Contains(injuringVerbs, c.lemma):
		typ, sufferers = "INJURED", c.objects
	case c.lemma == "die" || c.lemma == "perish":
		typ, sufferers = "KILLED", c.subjects
	case c.lemma == "leave":
		return r.left(c)
	case c.lemma == "claim" && slices.ContainsFunc(c.objects, func(o int) bool { return r.tokens[o].lower == "lives" }):
		typ, sufferers = "KILLED", c.objects
	default:
		return nil, nil, nil
	}
	for _, s := range sufferers {
		n := r.sufferers(s)
		if n == nil {
			if r.lowerIn(s, quantityNouns...) { // "scores died": how many is not said
				victims = r.addVictims(victims, s, typ, nil)
			}
			continue
		}
		if typ == "KILLED" {
			killed = sum(killed, n)
		} else {
			injured = sum(injured, n)
		}
		victims = r.addVictims(victims, s, typ, n)
	}
	return killed, injured, victims
}

// sum adds up the coordinated victims of one clause; the less exact qualifier
// stands for the whole.
func sum(a, b *graph.Count) *graph.Count {
	if a == nil {
		return b
	}
	total := &graph.Count{Value: a.Value + b.Value, Qualifier: a.Qualifier}
	if a.Qualifier == "exact" {
		total.Qualifier = b.Qualifier
	}
	return total
}

// sufferers is the number of victims that the noun or numeral at s states; a
// named person or a single described one counts as one.
func (r *reading) sufferers(s int) *graph.Count {
	if n := r.countAt(s); n != nil {
		return n
	}
	if n := r.countOf(s); n != nil {
		return n
	}
	if m := r.at[s]; m != nil && m.entity != nil && m.entity.typ == "Person" && m.kind != graph.PronounMention {
		return &graph.Count{Value: 1, Qualifier: "exact"}
	}
	return nil
}

// addVictims adds the victims that are worth a node: people with a name or a
// description beyond "people", also those named after "including".
func (r *reading) addVictims(victims []argument, s int, typ string, n *graph.Count) []argument {
	if m := r.at[s]; m != nil && m.entity != nil && (m.typ == "Person" || m.typ == "PersonGroup" || m.entity.typ == "Person") && (m.noun != "person" || m.count != nil || r.lowerIn(s, quantityNouns...)) {
		victims = append(victims, argument{entity: m.entity, token: s, typ: typ, count: n})
	}
	for _, p := range r.children(s, "prep") {
		if !r.lowerIn(p, "including", "among") {
			continue
		}
		for _, o := range r.children(p, "pobj") {
			for _, x := range r.expand(o) {
				if m := r.at[x]; m != nil && m.entity != nil && (m.entity.typ == "Person" || m.entity.typ == "PersonGroup") && (m.noun != "person" || m.count != nil) {
					victims = append(victims, argument{entity: m.entity, token: x, typ: typ, count: m.count})
				}
			}
		}
	}
	return victims
}

// left reads "left 12 people dead and dozens injured".
func (r *reading) left(c *clause) (killed, injured *graph.Count, victims []argument) {
	for _, k := range append(r.children(c.verb, "ccomp", "oprd", "xcomp", "acomp", "dep"), c.objects...) {
		states := append([]int{k}, r.tokens[k].kids...)
		for _, s := range states {
			word := r.tokens[s].lower
			if word != "dead" && word != "injured" && word != "wounded" && word != "hurt" {
				continue
			}
			for _, n := range append(append(r.children(s, "nsubj", "nsubjpass"), c.objects...), k) {
				count := r.sufferers(n)
				if count == nil {
					continue
				}
				if word == "dead" && killed == nil {
					killed = count
				} else if word != "dead" && injured == nil {
					injured = count
				}
				break
			}
		}
	}
	return killed, injured, victims
}

// eventOfToll is the event that killed or injured the people of a clause: its
// subject, the event it is said to have happened in, the event above it in the
// tree, or itself where the verb is an event with an attacker or a place.
func (r *reading) eventOfToll(c *clause, tellings []*telling) *telling {
	violent := func(i int) *telling {
		if t := r.tellingOf[i]; t != nil && t.trigger != c.verb && r.deadly(t) {
			return t
		}
		return nil
	}
	for _, s := range c.subjects {
		if t := violent(s); t != nil {
			return t
		}
	}
	if t, mishap := r.mishapOf(c); mishap {
		return t
	}
	if t := r.protestOf(c); t != nil && len(c.subjects) == 0 || t != nil && c.lemma == "die" {
		return t
	}
	if r.inanimateSubject(c.verb) || r.inWhich(c.verb) {
		if t := r.violenceBefore(c.verb, tellings); t != nil {
			return t
		}
	}
	for _, p := range c.preps {
		if slices.Contains([]string{"in", "by", "during", "at", "after", "when"}, p.word) {
			if t := violent(p.obj); t != nil {
				return t
			}
			if t := r.tellingOf[p.obj]; t != nil && t.subtype == "ArmedConflict" && p.word == "in" && t.traits["weak"] && (r.tellingOf[c.verb] == nil || len(r.tellingOf[c.verb].agents) == 0) && !r.lowerIn(p.obj, "conflict") {
				return t // "killed in clashes"
			}
			for _, k := range r.children(p.obj, "relcl", "acl") { // "died after a bomb exploded", read as a relative clause
				if t := violent(k); t != nil && p.word == "after" {
					return t
				}
			}
		}
	}
	own := r.tellingOf[c.verb]
	if dep := r.tokens[c.verb].Dep; own != nil && len(own.agents)+len(own.places)+len(own.weapons) > 0 && (dep == "relcl" || dep == "acl") && !r.inanimateSubject(c.verb) && c.passive {
		return own // "Soleimani, who was killed by …": another event
	}
	if c.lemma == "die" {
		for i := c.verb + 1; i < min(c.verb+5, len(r.tokens)); i++ {
			if o := r.child(i, "pobj"); r.lowerIn(i, "of", "from") && o >= 0 && r.lowerIn(o, "injuries", "wounds") && r.tokens[i].Head != c.verb { // "died in 1977 of injuries …"
				c = &clause{verb: c.verb, lemma: c.lemma, subjects: c.subjects, preps: append(slices.Clone(c.preps), prepArg{r.tokens[i].lower, i, o})}
			}
		}
	}
	for _, p := range c.preps { // "died of injuries suffered during the attack"
		if (p.word == "of" || p.word == "from") && r.lowerIn(p.obj, "injuries", "injury", "wounds", "wound", "burns") {
			for i := p.obj; i <= r.rightmost(p.obj); i++ {
				if t := violent(i); t != nil {
					return t
				}
			}
		}
	}
	for _, k := range r.children(c.verb, "advcl") { // "died after a bomb exploded"
		if m := r.child(k, "mark"); m >= 0 && r.lowerIn(m, "after", "when") && violent(k) != nil && len(r.entitiesOf(c.subjects)) == 0 {
			return violent(k)
		}
	}
	for _, x := range r.children(c.verb, "conj") { // "were killed and 50 wounded when bombers blew themselves up"
		for _, k := range r.children(x, "advcl") {
			if m := r.child(k, "mark", "advmod"); m >= 0 && r.lowerIn(m, "after", "when") && violent(k) != nil {
				return violent(k)
			}
		}
	}
	var above *telling
	r.ancestors(c.verb, func(child, h int) bool {
		if t := violent(h); t != nil {
			above = t
			return false
		}
		if oc := r.clauseAt[h]; oc != nil {
			for _, o := range oc.objects {
				for _, x := range r.conjuncts(o) {
					if t := violent(x); t != nil && o < c.verb {
						above = t
					}
				}
				for _, p := range r.prepositions(o) {
					if t := violent(p.obj); t != nil && p.obj < c.verb {
						above = t
					}
				}
			}
			for _, p := range oc.preps {
				if t := violent(p.obj); t != nil && above == nil && p.obj < c.verb {
					above = t
				}
			}
			for _, s := range oc.subjects {
				if t := violent(s); t != nil && above == nil {
					above = t
				}
			}
		}
		return above == nil
	})
	if above != nil {
		return above
	}
	if r.tokens[c.verb].Tag == "VBG" && r.child(c.verb, "nsubj", "aux") < 0 {
		for i := c.verb - 1; i >= r.sentences[r.tokens[c.verb].sentence].start; i-- { // "hunted for who left a bomb that exploded, killing …"
			if t := violent(i); t != nil {
				return t
			}
		}
	}
	if own != nil && len(own.agents)+len(own.places)+len(own.targets) > 0 {
		return own
	}
	if c.lemma == "die" && r.otherwise(c) {
		return own
	}
	if t := r.violenceBefore(c.verb, tellings); t != nil {
		return t
	}
	return own
}

// deadly says whether a telling is of violence that was done, so that people may have
// died of it: of a plan nobody did. "This attack" was, whatever is planned about it.
func (r *reading) deadly(t *telling) bool {
	return (isAttack(t.subtype) || t.subtype == "MilitaryOperation") && (!t.verb || r.happens(t)) && (t.claim.modality != graph.Planned || !t.verb && t.definite) && !r.underPlan(t.trigger)
}

// protestOf is the protest that people are said to have died in: "killed in three
// months of protests".
func (r *reading) protestOf(c *clause) *telling {
	for _, p := range c.preps {
		if p.word != "in" && p.word != "during" && p.word != "at" {
			continue
		}
		under := []int{p.obj}
		if r.lowerIn(p.obj, "days", "weeks", "months", "wave", "series", "course", "day", "night", "nights") {
			for _, q := range r.prepositions(p.obj) {
				under = append(under, q.obj)
			}
		}
		for _, o := range under {
			if t := r.tellingOf[o]; t != nil && r.lowerIn(o, "protest", "protests", "demonstration", "demonstrations", "rally", "riot", "riots", "unrest", "march") {
				return t
			}
		}
	}
	return nil
}

// otherwise says whether somebody died of something else than an attack, or is
// only said in passing to be dead: "who died of cancer", "Ray, who died in 2013".
func (r *reading) otherwise(c *clause) bool {
	if r.tokens[c.verb].Dep == "relcl" {
		return true
	}
	return slices.ContainsFunc(c.preps, func(p prepArg) bool {
		return (p.word == "of" || p.word == "from") && !r.lowerIn(p.obj, "injuries", "injury", "wounds", "wound", "burns", "shrapnel", "bullets")
	})
}

// inWhich says whether a relative clause tells what happened in the thing before it:
// "an attack on the rally, in which nine people were killed".
func (r *reading) inWhich(verb int) bool {
	p := r.child(verb, "prep")
	if p < 0 || p > verb || !r.lowerIn(p, "in", "during") {
		return false
	}
	o := r.child(p, "pobj")
	return o >= 0 && r.lowerIn(o, "which")
}

// inanimateSubject says whether "which" or "that" is the subject of a verb.
func (r *reading) inanimateSubject(v int) bool {
	s := r.child(v, "nsubj")
	return s >= 0 && r.lowerIn(s, "which", "that")
}

// violenceBefore is the attack last told of in the sentence or the one before,
// in the same paragraph, or a little further back for a bare number, whose toll is not yet told.
func (r *reading) violenceBefore(i int, tellings []*telling) *telling {
	var found *telling
	counts := r.onlyCounts(i) // "At least 30 people were injured."
	for _, t := range tellings {
		gap := r.tokens[i].sentence - r.tokens[t.trigger].sentence
		near := gap <= 1 && r.paragraphOf(t.trigger) == r.paragraphOf(i) || counts && gap <= 3
		if t.trigger < i && near && isAttack(t.subtype) && r.deadly(t) && (!t.traits["kill"] && !t.traits["injure"] || len(t.agents)+len(t.places) > 0) {
			found = t
		}
	}
	return found
}

// onlyCounts says whether a clause tells how many people suffered, or that some were
// hurt, and nothing else that would make it an event of its own.
func (r *reading) onlyCounts(v int) bool {
	c, own := r.clauseAt[v], r.tellingOf[v]
	if c == nil || own != nil && (len(own.agents)+len(own.places)+len(own.weapons) > 0 || own.date.known()) {
		return false
	}
	if slices.Contains(injuringVerbs, c.lemma) && c.passive {
		return true
	}
	who := c.objects
	if own == nil {
		who = c.subjects
	}
	return len(c.preps) == 0 && slices.ContainsFunc(who, func(s int) bool { m := r.at[s]; return m != nil && m.noun == "person" && m.count != nil })
}
