package extract

import (
	"slices"

	"clew/graph"
)

// blameRules read whose doing an attack is said to be.
var blameRules = []rule{
	{
		name: "attributed to", typ: "SUSPECTED_IN",
		doc:     "an event is attributed, ascribed, traced to X; S attributes it to X",
		example: "Police attributed the bombing in Medan to Jemaah Islamiyah.", want: "Jemaah Islamiyah SUSPECTED_IN Medan bombing",
		match: (*reading).attributed,
	},
	{
		name: "held responsible", typ: "SUSPECTED_IN",
		doc:     "S holds X responsible for an event; X is held responsible",
		example: "The bishop holds Hamas responsible for the murder of Rami Saleh.", want: "Hamas SUSPECTED_IN Rami Saleh murder",
		match: (*reading).heldResponsible,
	},
	{
		name: "mastermind or culprit", typ: "SUSPECTED_IN",
		doc:     "X is the mastermind, perpetrator, author, one of the killers of an event",
		example: "The judge said Rami Saleh was the mastermind of the bombing in Medan.", want: "Rami Saleh SUSPECTED_IN Medan bombing",
		match: (*reading).culprits,
	},
	{
		name: "took part in an attack", typ: "CARRIED_OUT",
		doc:     "X participated, took part in an attack: one of those who did it",
		example: "Four rebels took part in the attack on a market in Jos.", want: "Four rebels CARRIED_OUT Jos market attack",
		match: (*reading).tookPart,
	},
}

// blamed is the suspicion that somebody says of X and an event, and where the
// speaker is known the accusation behind it.
func blamed(speakers []*entity, who *entity, e *event, at int) []finding {
	if !agentive(who) || !isAttack(e.subtype) && e.subtype != "Plot" {
		return nil
	}
	f := find("SUSPECTED_IN", who, e.entity, at).adjusted(atLeast(graph.Alleged))
	var out []finding
	for _, s := range speakers {
		if s == who || !agentive(s) {
			continue
		}
		out = append(out, find("ACCUSED", s, who, at).with("about", e.entity).adjusted(atLeast(graph.Alleged)))
	}
	if len(out) > 0 {
		speaker := out[0].from
		f = f.adjusted(func(c *claim) { c.speaker, c.speakerText = speaker, "" })
	}
	return append(out, f)
}

func (r *reading) attributed() []finding {
	var out []finding
	for _, c := range r.clauses {
		if c.lemma == "bear" || c.lemma == "have" { // "the bombing bears the hallmarks of X"
			for _, o := range c.objects {
				if !r.lowerIn(o, "hallmark", "hallmarks", "signature", "stamp", "fingerprints", "earmarks") {
					continue
				}
				for _, p := range r.prepositions(o) {
					who := r.entityOf(p.obj)
					if p.word != "of" || who == nil {
						continue
					}
					for _, s := range c.subjects {
						for _, e := range r.eventsMeant(s, c.verb) {
							for _, f := range blamed(nil, who, e, c.verb) {
								out = append(out, f.adjusted(atLeast(graph.Possible)))
							}
						}
					}
				}
			}
		}
		if !slices.Contains([]string{"attribute", "ascribe", "impute", "trace"}, c.lemma) {
			continue
		}
		var events []*event
		for _, o := range c.objects {
			events = append(events, r.eventsMeant(o, c.verb)...)
		}
		preps := c.preps
		for _, o := range c.objects { // "attributed the attack to X", hung on the noun
			preps = append(slices.Clone(preps), r.prepositions(o)...)
		}
		for _, p := range preps {
			if p.word != "to" || r.lowerIn(p.obj-1, "not") {
				continue
			}
			if who := r.entityOf(p.obj); who != nil {
				for _, e := range events {
					out = append(out, blamed(r.entitiesOf(c.subjects), who, e, c.verb)...)
				}
			}
		}
	}
	return out
}

// eventsMeant are the events at a noun, or where it only says that there was one
// ("the crime", "it", "the action") the one told of.
func (r *reading) eventsMeant(i, at int) []*event {
	if found := r.eventsUnder(i, 1); len(found) > 0 {
		return found
	}
	if r.pointsAtDeed(i) {
		if e := r.eventForPronoun(at); e != nil {
			return []*event{e}
		}
	}
	return nil
}

// deedNouns say no more than that something was done.
var deedNouns = []string{"act", "action", "crime", "deed", "incident", "operation", "event", "killing", "murder", "attack", "assassination", "bombing", "explosion", "atrocity", "massacre", "kidnapping", "ambush", "blast"}

// pointsAtDeed says whether a noun or pronoun means an attack told of: "it",
// "this crime", "the terrorist act".
func (r *reading) pointsAtDeed(i int) bool {
	if r.lowerIn(i, "it", "this", "which") {
		return true
	}
	return !r.plural(i) && slices.Contains(deedNouns, r.tokens[i].lower) && r.nounIsDefinite(i) && len(r.prepositions(i)) == 0
}

// responsibleWord is the adjective of "hold X responsible", -1 where there is
// none, with whom it is said of.
func (r *reading) responsibleWord(c *clause) (at int, whom []int) {
	at = -1
	for _, k := range append(slices.Clone(r.tokens[c.verb].kids), c.objects...) {
		if r.lowerIn(k, "responsible", "accountable", "liable") {
			at = k
		}
		for _, x := range r.tokens[k].kids {
			if r.lowerIn(x, "responsible", "accountable") {
				at = x
			}
		}
	}
	if at < 0 {
		return at, nil
	}
	for _, s := range r.children(at, "nsubj") {
		whom = append(whom, r.expand(r.relative(s, c.verb))...)
	}
	for _, o := range c.objects {
		if o != at {
			whom = append(whom, o)
		}
	}
	return at, whom
}

func (r *reading) heldResponsible() []finding {
	var out []finding
	for _, c := range r.clauses {
		if c.lemma != "hold" && c.lemma != "consider" && c.lemma != "find" && c.lemma != "deem" && c.lemma != "make" {
			continue
		}
		at, whom := r.responsibleWord(c)
		if at < 0 {
			continue
		}
		var events []*event
		stated := false
		for _, p := range append(r.prepositions(at), c.preps...) {
			if p.word == "for" {
				stated = true
				events = append(events, r.eventsMeant(p.obj, c.verb)...)
			}
		}
		if !stated {
			continue
		}
		for _, who := range r.entitiesOf(whom) {
			for _, e := range events {
				out = append(out, blamed(r.entitiesOf(c.subjects), who, e, c.verb)...)
			}
		}
	}
	return out
}

// culpritNouns call somebody the doer or planner of what stands after "of".
var culpritNouns = []string{"mastermind", "perpetrator", "author", "culprit", "instigator", "planner", "organizer", "organiser", "architect", "killer", "murderer", "assassin", "kidnapper", "brain", "ringleader", "attacker", "bomber"}

// culprits reads "X was the mastermind of the attack" and "X, the perpetrator of
// the attack"; whatever is said of it by others, or hedged, is a suspicion.
func (r *reading) culprits() []finding {
	var out []finding
	for i := range r.tokens {
		if r.thoseResponsible(i) {
			out = append(out, r.responsibleOnes(i)...)
			continue
		}
		if !r.isNoun(i) || !slices.Contains(culpritNouns, singular(r.tokens[i].lower)) {
			continue
		}
		var events []*event
		for _, p := range r.prepositions(i) {
			if p.word == "of" || p.word == "behind" || p.word == "in" {
				events = append(events, r.eventsUnder(p.obj, 0)...)
			}
		}
		if len(events) == 0 {
			continue
		}
		who, at := r.calledCulprit(i)
		for _, s := range who {
			for _, e := range events {
				if !isAttack(e.subtype) || !agentive(s) {
					continue
				}
				out = append(out, r.unlessSuspected(find("CARRIED_OUT", s, e.entity, at)))
			}
		}
	}
	return out
}

// thoseResponsible says whether "responsible" at i is said of people who are only
// that: "those responsible for the attack are …".
func (r *reading) thoseResponsible(i int) bool {
	t := r.tokens[i]
	return t.lower == "responsible" && t.Head < i && i-t.Head < 3 && r.lowerIn(t.Head, "those", "persons", "people", "men", "ones", "individuals", "person", "one")
}

// responsibleOnes are who those responsible for an attack are said to be.
func (r *reading) responsibleOnes(i int) []finding {
	var out []finding
	who := r.tokens[i].Head
	v := r.tokens[who].Head
	if r.tokens[who].Dep != "nsubj" || !r.isVerb(v) || r.lemma(v) != "be" {
		return nil
	}
	for _, p := range r.prepositions(i) {
		if p.word != "for" {
			continue
		}
		for _, e := range r.eventsMeant(p.obj, i) {
			for _, a := range r.children(v, "attr") {
				for _, s := range r.entitiesOf(r.expand(a)) {
					out = append(out, blamed(nil, s, e, v)...)
				}
			}
		}
	}
	return out
}

// calledCulprit is who is called the culprit at i, and the word that says so.
func (r *reading) calledCulprit(i int) ([]*entity, int) {
	t := r.tokens[i]
	switch {
	case t.Dep == "attr" && r.lemma(t.Head) == "be":
		if c := r.clauseAt[t.Head]; c != nil {
			return r.entitiesOf(c.subjects), t.Head
		}
	case t.Dep == "pobj" && r.lowerIn(t.Head, "as"):
		if c := r.clauseAt[r.tokens[t.Head].Head]; c != nil && slices.Contains([]string{"identify", "name", "describe", "know", "cite", "single", "mention", "consider", "regard", "point"}, c.lemma) {
			return r.entitiesOf(c.objects), c.verb
		}
	case t.Dep == "appos":
		return r.entitiesOf([]int{t.Head}), i
	}
	if a := r.child(i, "appos"); a >= 0 {
		return r.entitiesOf([]int{a}), i
	}
	return nil, i
}

func (r *reading) tookPart() []finding {
	var out []finding
	for _, c := range r.clauses {
		var what []int
		switch {
		case c.lemma == "participate" && !c.passive:
			for _, p := range c.preps {
				if p.word == "in" {
					what = append(what, p.obj)
				}
			}
		case c.lemma == "take" && !c.passive:
			for _, o := range c.objects {
				if !r.lowerIn(o, "part") {
					continue
				}
				for _, p := range append(r.prepositions(o), c.preps...) {
					if p.word == "in" {
						what = append(what, p.obj)
					}
				}
			}
		}
		for _, w := range what {
			for _, e := range r.eventsMeant(w, c.verb) {
				for _, s := range r.entitiesOf(c.subjects) {
					if !isAttack(e.subtype) || !agentive(s) || s.typ == "Place" {
						continue
					}
					f := find("CARRIED_OUT", s, e.entity, c.verb)
					if r.charged(c.verb) {
						f.typ = "SUSPECTED_IN"
						f = f.adjusted(atLeast(graph.Alleged))
					}
					out = append(out, r.unlessSuspected(f))
				}
			}
		}
	}
	return out
}
