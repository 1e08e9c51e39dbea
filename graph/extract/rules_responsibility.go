package extract

import (
	"slices"

	"clew/graph"
)

// responsibilityRules read who claims, is held responsible for, denies an event.
var responsibilityRules = []rule{
	{
		name: "claim of responsibility", typ: "CLAIMED",
		doc:     "X claimed (or took) responsibility for E, claimed E, said it was behind E",
		example: "The Taliban claimed responsibility for the attack on a hotel in Kabul.", want: "Taliban CLAIMED Kabul hotel attack",
		match: (*reading).claims,
	},
	{
		name: "responsible for", typ: "CARRIED_OUT",
		doc:     "X is responsible for, or behind, E: asserted it is CARRIED_OUT, hedged it is SUSPECTED_IN",
		example: "Officials said al-Shabaab was behind the bombing in Nairobi.", want: "al-Shabaab SUSPECTED_IN Nairobi bombing",
		match: (*reading).responsible,
	},
	{
		name: "confession", typ: "CARRIED_OUT",
		doc:     "X confessed to, admitted, pleaded guilty to E, in X's own words",
		example: "Omar Sadiq confessed to the bombing in Erbil.", want: "Omar Sadiq CARRIED_OUT Erbil bombing",
		match: (*reading).confessions,
	},
}

// events at and below a token: the event it tells of, or that its prepositions
// and what is coordinated with it lead to.
func (r *reading) eventsUnder(i, depth int) []*event {
	var out []*event
	add := func(list ...*event) {
		for _, e := range list {
			if e != nil && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	for _, x := range r.conjuncts(i) {
		add(r.eventAt[x])
		if r.eventAt[x] == nil && depth > 0 && !r.afterTheFact(x) {
			for _, p := range r.prepositions(x) {
				add(r.eventsUnder(p.obj, depth-1)...)
			}
			for _, k := range r.children(x, "acl", "xcomp", "pcomp", "dobj", "ccomp") {
				add(r.eventsUnder(k, depth-1)...)
			}
		}
	}
	return out
}

// afterTheFact says whether a word is about what came of an event, so that the event
// below it is nobody's doing: "jailed for impeding the investigation into the
// blast", "ties to men accused of the bombing".
func (r *reading) afterTheFact(i int) bool {
	if r.isVerb(i) {
		return slices.Contains([]string{"impede", "obstruct", "hinder", "lie", "conceal", "hide", "mislead", "hamper", "investigate", "fail", "report", "deny", "witness", "survive", "document", "film", "mourn"}, r.lemma(i))
	}
	return r.lowerIn(i, "investigation", "investigations", "probe", "probes", "inquiry", "inquest", "evidence", "information", "questions", "survivors", "survivor", "victims", "victim", "ties", "links", "friend", "friends", "suspect", "suspects")
}

// responsibleForOther says whether a clause says for what somebody is responsible and
// it is no event told of: "responsible for the massacres of peasants".
func (r *reading) responsibleForOther(c *clause) bool {
	for i := c.verb + 1; i < min(c.verb+8, len(r.tokens)); i++ {
		if !r.lowerIn(i, "responsible", "responsibility") {
			continue
		}
		for _, p := range r.prepositions(i) {
			if p.word == "for" && r.isNoun(p.obj) && !r.pointsAtDeed(p.obj) {
				return true
			}
		}
	}
	return false
}

// eventForPronoun is the event that "it" or "this" in a clause about
// responsibility most likely means: one told of in the sentence, else the one
// last told of that is told of more than once, else the one told of most.
func (r *reading) eventForPronoun(i int) *event {
	var nearest, main *event
	at, most := -1, 0
	for _, e := range r.events {
		if !isAttack(e.subtype) || r.killsSuspects(e) {
			continue
		}
		told := 0
		for _, t := range e.tellers {
			if t.trigger >= i {
				continue
			}
			told++
			gap := r.tokens[i].sentence - r.tokens[t.trigger].sentence
			if gap == 0 && t.trigger > at || gap <= 3 && t.trigger > at && len(e.tellers) > 1 {
				nearest, at = e, t.trigger
			}
		}
		if told > most {
			main, most = e, told
		}
	}
	if nearest != nil {
		return nearest
	}
	return main
}

func (r *reading) claims() []finding {
	var out []finding
	for _, c := range r.clauses {
		if !slices.Contains([]string{"claim", "take", "accept", "admit", "assume"}, c.lemma) {
			continue
		}
		var found []*event
		responsibility := false
		for _, o := range c.objects {
			word := r.tokens[o].lower
			if word == "responsibility" || word == "credit" && c.lemma == "claim" {
				responsibility = true
				for _, p := range append(r.prepositions(o), c.preps...) {
					if p.word == "for" || p.word == "of" {
						if under := r.eventsUnder(p.obj, 2); len(under) > 0 {
							found = append(found, under...)
						} else {
							found = append(found, r.eventsMeant(p.obj, c.verb)...)
						}
					}
				}
			} else if c.lemma == "claim" && r.eventAt[o] != nil && isAttack(r.eventAt[o].subtype) && !r.claimsResponsibility(c) {
				found = append(found, r.eventAt[o])
			}
		}
		if responsibility && len(found) == 0 {
			if e := r.eventForPronoun(c.verb); e != nil && r.bareResponsibility(c) {
				found = append(found, e)
			}
		}
		for _, s := range r.claimants(c.subjects) {
			for _, e := range found {
				out = append(out, find("CLAIMED", s, e.entity, c.verb))
			}
		}
	}
	return out
}

// claimants are who claims: the group whose spokesman or caller does, else the
// subject itself.
func (r *reading) claimants(subjects []int) []*entity {
	var out []*entity
	for _, s := range subjects {
		m := r.at[r.counted(s)]
		e := r.entityOf(s)
		if m != nil && m.kind == graph.NominalMention && e != nil && !e.named && slices.Contains([]string{"spokesman", "spokeswoman", "spokesperson", "representative", "caller"}, m.noun) {
			var groups []*entity
			for _, b := range r.nested(m) {
				groups = append(groups, b.entity)
			}
			for _, p := range r.prepositions(m.head) {
				if p.word == "of" || p.word == "for" {
					groups = append(groups, r.entityOf(p.obj))
				}
			}
			groups = slices.DeleteFunc(groups, func(b *entity) bool { return b == nil || b.typ != "Organization" })
			if len(groups) > 0 {
				out = append(out, groups[0])
				continue
			}
		}
		if e != nil && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// confessed says whether a deed is what somebody admits: "admitted killing X".
func (r *reading) confessed(v int) bool {
	h := r.tokens[v].Head
	if r.tokens[v].Dep == "pcomp" {
		h = r.tokens[h].Head
	}
	return r.tokens[v].Dep != "advcl" && r.isVerb(h) && slices.Contains(confessing, r.lemma(h)) && r.child(h, "neg") < 0 && r.realis(h)
}

var confessing = []string{"admit", "confess", "acknowledge"}

func (r *reading) confessions() []finding {
	var out []finding
	for _, c := range r.clauses {
		preps := c.preps
		switch {
		case slices.Contains(confessing, c.lemma) && !c.passive:
		case c.lemma == "plead":
			a := r.child(c.verb, "acomp", "oprd", "dobj")
			if a < 0 || !r.lowerIn(a, "guilty") || r.child(a, "neg") >= 0 || r.child(c.verb, "neg") >= 0 {
				continue
			}
			preps = append(slices.Clone(preps), r.prepositions(a)...)
		default:
			continue
		}
		var events []*event
		for _, p := range preps {
			if p.word == "to" {
				events = append(events, r.eventsUnder(p.obj, 1)...)
			}
		}
		for _, o := range c.objects {
			events = append(events, r.eventsUnder(o, 0)...)
		}
		for _, s := range r.entitiesOf(c.subjects) {
			for _, e := range events {
				if isAttack(e.subtype) && (s.typ == "Person" || s.typ == "PersonGroup") {
					out = append(out, find("CARRIED_OUT", s, e.entity, c.verb).adjusted(func(x *claim) { x.speaker, x.speakerText = s, "" }))
				}
			}
		}
	}
	return out
}

// claimsResponsibility says whether responsibility is what is claimed, so that
// another object ("the crimes that …") belongs to its "for".
func (r *reading) claimsResponsibility(c *clause) bool {
	return slices.ContainsFunc(c.objects, func(o int) bool { return r.lowerIn(o, "responsibility", "credit") })
}

// bareResponsibility says whether the claim names no event at all ("ISIS has
// claimed responsibility").
func (r *reading) bareResponsibility(c *clause) bool {
	for _, o := range c.objects {
		if r.child(o, "prep") >= 0 {
			return false // also "the crimes they claimed responsibility for"
		}
	}
	return !slices.ContainsFunc(c.preps, func(p prepArg) bool { return p.word == "for" })
}

func (r *reading) responsible() []finding {
	var out []finding
	out = append(out, r.workOf()...)
	for _, c := range r.clauses { // "it was carried out by X"
		if !c.passive || !r.didIt(c) || !slices.ContainsFunc(c.objects, func(o int) bool { return r.lowerIn(o, "it", "this", "that") }) {
			continue
		}
		if e := r.eventForPronoun(c.verb); e != nil {
			for _, s := range r.entitiesOf(c.subjects) {
				if agentive(s) {
					out = append(out, find("CARRIED_OUT", s, e.entity, c.verb))
				}
			}
		}
	}
	for _, c := range r.clauses {
		if c.lemma != "be" && c.lemma != "bear" {
			continue
		}
		found, stated := r.responsibleFor(c)
		if !stated {
			continue
		}
		if len(found) == 0 && !r.responsibleForOther(c) {
			if e := r.eventForPronoun(c.verb); e != nil {
				found = []*event{e}
			}
		}
		for _, s := range r.responsibleEntities(c) {
			for _, e := range found {
				f := find("CARRIED_OUT", s, e.entity, c.verb)
				if c.lemma == "bear" { // who bears responsibility may only have failed to prevent it
					if s.subtype != "ArmedGroup" && (s.typ != "PersonGroup" || s.named) {
						continue
					}
					f.typ = "SUSPECTED_IN"
					f = f.adjusted(atLeast(graph.Alleged)).adjusted(r.noResponsibility(c))
					out = append(out, f)
					continue
				}
				f = r.unlessSuspected(f)
				out = append(out, f)
				out = append(out, r.stateAccused(f)...)
			}
		}
	}
	return out
}

// noResponsibility makes a claim negative where the object is "no responsibility".
func (r *reading) noResponsibility(c *clause) func(*claim) {
	return func(x *claim) {
		if o := r.child(c.verb, "dobj"); o >= 0 && r.child(o, "det") >= 0 && r.lowerIn(r.child(o, "det"), "no") {
			x.polarity = graph.Negative
		}
	}
}

// workOf reads "the attack was the work of X".
func (r *reading) workOf() []finding {
	var out []finding
	for _, c := range r.clauses {
		a := r.child(c.verb, "attr")
		if c.lemma != "be" || a < 0 || !r.lowerIn(a, "work", "doing", "handiwork") {
			continue
		}
		for _, p := range r.prepositions(a) {
			s := r.entityOf(p.obj)
			if p.word != "of" || s == nil || !agentive(s) {
				continue
			}
			for _, subject := range c.subjects {
				for _, e := range r.eventsUnder(subject, 0) {
					out = append(out, r.unlessSuspected(find("CARRIED_OUT", s, e.entity, c.verb)))
				}
			}
		}
	}
	return out
}

// responsibleEntities are the subjects of "were behind", or where those only
// count ("two firms") the names listed after a colon.
func (r *reading) responsibleEntities(c *clause) []*entity {
	out := r.entitiesOf(c.subjects)
	if len(out) > 0 {
		return out
	}
	s := r.sentences[r.tokens[c.verb].sentence]
	for i := c.verb; i < s.end; i++ {
		if r.tokens[i].Text != ":" {
			continue
		}
		for k := i + 1; k < s.end; k++ {
			if m := r.at[k]; m != nil && m.kind == graph.NameMention && m.entity != nil && agentive(m.entity) {
				out = append(out, m.entity)
			}
		}
	}
	return out
}

// responsibleFor are the events that "is responsible for" or "was behind" names.
func (r *reading) responsibleFor(c *clause) (found []*event, stated bool) {
	for _, k := range r.tokens[c.verb].kids {
		t := r.tokens[k]
		switch {
		case t.Dep == "dobj" && t.lower == "responsibility" && c.lemma == "bear":
			stated = true
			for _, p := range append(r.prepositions(k), c.preps...) {
				if p.word == "for" {
					found = append(found, r.eventsUnder(p.obj, 1)...)
				}
			}
		case t.Dep == "acomp" && slices.Contains([]string{"responsible", "guilty", "accountable", "culpable"}, t.lower) || t.Dep == "xcomp" && t.lower == "blame":
			stated = true
			for _, p := range r.prepositions(k) {
				if p.word == "for" || p.word == "of" && t.lower == "guilty" {
					found = append(found, r.eventsUnder(p.obj, 1)...)
					if len(found) == 0 && r.tellingOf[p.obj] == nil {
						return nil, false
					}
				}
			}
		case (t.Dep == "prep" || t.Dep == "advmod") && t.lower == "behind":
			for _, o := range r.children(k, "pobj") {
				if under := r.eventsUnder(o, 1); len(under) > 0 {
					found = append(found, under...)
					stated = true
				} else if r.tellingOf[o] != nil {
					stated = true
				}
			}
		}
	}
	return found, stated
}
