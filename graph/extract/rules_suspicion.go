package extract

import (
	"slices"

	"clew/graph"
)

// suspicionRules read who is suspected, accused, charged, and who denies.
var suspicionRules = []rule{
	{
		name: "involved in", typ: "SUSPECTED_IN",
		doc:     "X was involved or played a role in E; E involved X",
		example: "Two Syrian men were allegedly involved in the stabbing in Solingen.", want: "Two Syrian men SUSPECTED_IN Solingen stabbing",
		match: (*reading).involved,
	},
	{
		name: "accusation", typ: "ACCUSED",
		doc:     "X accused Y of, blamed Y for, linked Y to E: X ACCUSED Y about E, and Y SUSPECTED_IN E according to X",
		example: "Turkey blamed the PKK for the bombing in Istanbul.", want: "Turkey ACCUSED PKK",
		match: (*reading).accusations,
	},
	{
		name: "suspect or defendant", typ: "SUSPECTED_IN",
		doc:     "people suspected of, charged with, arrested over or on trial for E; a suspect in E",
		example: "Three men were arrested over the bombing in Ankara.", want: "Three men SUSPECTED_IN Ankara bombing",
		match: (*reading).suspects,
	},
	{
		name: "denial", typ: "DENIED",
		doc:     "X denied E, or involvement in E",
		example: "Iran denied any involvement in the bombing in Erbil.", want: "Iran DENIED Erbil bombing",
		match: (*reading).denials,
	},
}

func (r *reading) involved() []finding {
	var out []finding
	for _, c := range r.clauses {
		var who, what []int
		switch {
		case c.lemma == "involve" && c.passive:
			who = c.objects
			for _, p := range c.preps {
				if p.word == "in" {
					what = append(what, p.obj)
				}
			}
		case c.lemma == "involve":
			who, what = c.objects, c.subjects
		case c.lemma == "play" || c.lemma == "have":
			for _, o := range c.objects {
				if r.lowerIn(o, "role", "part", "hand") {
					who = c.subjects
					for _, p := range r.prepositions(o) {
						if p.word == "in" {
							what = append(what, p.obj)
						}
					}
				}
			}
		case c.lemma == "participate":
			who = c.subjects
			for _, p := range c.preps {
				if p.word == "in" && !slices.ContainsFunc(r.eventsUnder(p.obj, 1), func(e *event) bool { return isAttack(e.subtype) }) {
					what = append(what, p.obj)
				}
			}
		}
		out = append(out, r.pair(c, who, what)...)
	}
	for i := range r.tokens { // "the involvement of X in E"
		if !r.lowerIn(i, "involvement", "role") || !r.isNoun(i) {
			continue
		}
		var who, what []int
		for _, p := range r.prepositions(i) {
			switch p.word {
			case "of":
				who = append(who, p.obj)
			case "in":
				what = append(what, p.obj)
			}
		}
		who = append(who, r.children(i, "poss")...)
		who = append(who, r.demonyms(i)...)
		for _, s := range r.entitiesOf(who) {
			for _, w := range what {
				for _, e := range r.eventsUnder(w, 2) {
					if isAttack(e.subtype) {
						out = append(out, find("SUSPECTED_IN", s, e.entity, i).adjusted(atLeast(graph.Alleged)))
					}
				}
			}
		}
	}
	return out
}

// demonyms are the adjectives of a noun that name a people: "Ukrainian
// involvement".
func (r *reading) demonyms(i int) []int {
	return slices.DeleteFunc(r.children(i, "amod", "compound"), func(k int) bool {
		return r.at[k] == nil || r.at[k].kind != graph.DemonymMention
	})
}

// pair joins who was involved with the events; who is involved in an attack is
// suspected where it is hedged or somebody says so, else took part.
func (r *reading) pair(c *clause, who, what []int) []finding {
	if len(who) == 0 {
		return nil
	}
	var events []*event
	for _, w := range what {
		events = append(events, r.eventsUnder(w, 1)...)
	}
	if len(what) == 0 && c.lemma == "involve" && c.passive {
		if e := r.eventForPronoun(c.verb); e != nil {
			events = append(events, e)
		}
	}
	var out []finding
	for _, s := range r.entitiesOf(who) {
		for _, e := range events {
			f := find("PARTICIPATED_IN", s, e.entity, c.verb)
			if isAttack(e.subtype) || e.subtype == "Plot" {
				f = r.unlessSuspected(f)
			}
			out = append(out, f)
			out = append(out, r.stateAccused(f)...)
		}
	}
	return out
}

// unlessSuspected leaves what somebody did as it is where the article itself says
// so outright, and makes it a suspicion where it is hedged or somebody's word.
func (r *reading) unlessSuspected(f finding) finding {
	if c := r.claimAt(f.token); c.modality == graph.Asserted && c.speaker == nil && c.speakerText == "" {
		return f
	}
	f.typ = "SUSPECTED_IN"
	return f.adjusted(atLeast(graph.Alleged))
}

// stateAccused is the accusation in a suspicion against a state: whoever voices it
// accuses the state.
func (r *reading) stateAccused(f finding) []finding {
	speaker := r.accuser(f.token)
	if f.typ != "SUSPECTED_IN" || f.from.typ != "Place" || speaker == nil || speaker == f.from || !agentive(f.from) {
		return nil
	}
	return []finding{find("ACCUSED", speaker, f.from, f.token).with("about", f.to).adjusted(atLeast(graph.Alleged))}
}

// accuser is who says what a verb states of others, nil where nobody does or it
// is denied.
func (r *reading) accuser(v int) *entity {
	if c := r.claimAt(v); c.polarity == graph.Positive {
		return c.speaker
	}
	return nil
}

func (r *reading) accusations() []finding {
	var out []finding
	for _, c := range r.clauses {
		if !r.lex.class(c.lemma, "accuse") && !r.chargesInWords(c) {
			continue
		}
		accused, about := r.charge(c)
		events := []*event{}
		for _, a := range about {
			if under := r.eventsUnder(a, 2); len(under) > 0 || c.lemma != "blame" {
				events = append(events, under...)
			} else {
				events = append(events, r.eventsMeant(a, c.verb)...)
			}
		}
		needsEvent := slices.Contains([]string{"link", "tie", "connect"}, c.lemma)
		if needsEvent && len(events) == 0 {
			continue
		}
		speakers := r.entitiesOf(c.subjects)
		for _, who := range r.entitiesOf(accused) {
			if !agentive(who) {
				continue
			}
			for _, s := range speakers {
				f := find("ACCUSED", s, who, c.verb).adjusted(atLeast(graph.Alleged))
				if len(events) > 0 {
					f = f.with("about", events[0].entity)
				}
				out = append(out, f)
			}
			for _, e := range events {
				if !isAttack(e.subtype) && e.subtype != "Plot" && e.subtype != "MilitaryOperation" {
					continue
				}
				f := find("SUSPECTED_IN", who, e.entity, c.verb).adjusted(atLeast(graph.Alleged))
				if len(speakers) > 0 {
					f = f.adjusted(func(c *claim) { c.speaker, c.speakerText = speakers[0], "" })
				}
				out = append(out, f)
			}
		}
	}
	return out
}

// charge is who is accused and of what: "accuse X of E", "blame X for E", "blame
// E on X", "link X to E".
func (r *reading) charge(c *clause) (accused, about []int) {
	accused = c.objects
	for _, p := range c.preps {
		switch {
		case slices.Contains([]string{"of", "for", "over", "to", "with", "in"}, p.word):
			about = append(about, p.obj)
		case p.word == "on" && c.lemma == "blame":
			about, accused = c.objects, []int{p.obj}
			return accused, about
		}
	}
	for _, o := range c.objects {
		for _, p := range r.prepositions(o) {
			if p.word == "on" && c.lemma == "blame" {
				return []int{p.obj}, c.objects
			}
			if slices.Contains([]string{"of", "for", "to"}, p.word) && r.eventsUnder(p.obj, 1) != nil {
				about = append(about, p.obj)
			}
		}
	}
	return accused, about
}

// suspectVerbs bind people to what they are suspected of.
var suspectVerbs = []string{"suspect", "accuse", "charge", "indict", "arrest", "detain", "convict", "try", "hold", "jail", "imprison", "sentence"}

func (r *reading) suspects() []finding {
	var out []finding
	add := func(who []*entity, at int, events []*event) {
		for _, s := range who {
			for _, e := range events {
				if (isAttack(e.subtype) || e.subtype == "Plot") && agentive(s) {
					out = append(out, find("SUSPECTED_IN", s, e.entity, at).adjusted(atLeast(graph.Alleged)))
				}
			}
		}
	}
	for _, c := range r.clauses {
		if !slices.Contains(suspectVerbs, c.lemma) && !(c.lemma == "want" && c.passive) {
			continue
		}
		who := r.entitiesOf(c.objects)
		for _, p := range c.preps {
			switch p.word {
			case "on":
				if r.lowerIn(p.obj, chargeWords...) { // "held on suspicion of killing X"
					add(who, c.verb, r.eventsUnder(p.obj, 2))
				}
			case "of", "over", "for", "with", "in connection", "after", "following", "since", "in", "at":
				if p.word == "in" && !r.lowerIn(p.obj, "connection", "plot", "attack", "bombing", "shooting") {
					continue
				}
				if (p.word == "after" || p.word == "following") && c.lemma == "arrest" {
					continue
				}
				add(who, c.verb, r.eventsUnder(p.obj, 2))
			}
		}
		for _, k := range r.children(c.verb, "advcl", "xcomp", "oprd") { // "detained, accused of …" hangs below
			if inner := r.clauseAt[k]; inner != nil && slices.Contains(suspectVerbs, inner.lemma) {
				for _, p := range inner.preps {
					add(who, k, r.eventsUnder(p.obj, 3))
				}
			}
		}
	}
	for i := range r.tokens { // "the arrest of X for the murder of Y"
		if !r.isNoun(i) || !r.lowerIn(i, "arrest", "arrests", "detention", "indictment", "trial", "conviction", "capture") {
			continue
		}
		var who []*entity
		preps := r.prepositions(i)
		for _, p := range preps {
			if e := r.entityOf(p.obj); p.word == "of" && e != nil {
				who = append(who, e)
				preps = append(slices.Clone(preps), r.prepositions(r.firstConjunct(p.obj))...)
			}
		}
		who = append(who, r.entitiesOf(r.children(i, "poss"))...)
		for _, p := range preps {
			if p.word == "for" || p.word == "over" || p.word == "in" && r.lowerIn(p.obj, "connection") || p.word == "on" && r.lowerIn(p.obj, chargeWords...) {
				add(who, i, r.eventsUnder(p.obj, 2))
			}
		}
	}
	for i := range r.tokens { // "a suspect in the attack"
		m := r.at[i]
		if m == nil || m.entity == nil || m.trait != "held" && !r.isSuspected(m) {
			continue
		}
		at := i
		if v := r.tokens[i].Head; r.tokens[i].Dep == "attr" && r.isVerb(v) {
			at = v // "is no longer a suspect"
		}
		for _, p := range r.prepositions(i) {
			if p.word == "in" || p.word == "of" || p.word == "behind" {
				add([]*entity{m.entity}, at, r.eventsUnder(p.obj, 0))
			}
		}
		for _, k := range r.children(i, "compound", "nmod") { // "the Oslo bombing suspect"
			if e := r.eventAt[k]; e != nil && r.lowerIn(i, "suspect", "suspects", "defendant", "defendants", "plotter", "plotters") {
				add([]*entity{m.entity}, i, []*event{e})
			}
		}
	}
	for _, c := range r.clauses { // "was found guilty of shooting X"
		if k := r.guilty(c); c.lemma == "find" && k >= 0 {
			for _, p := range append(r.prepositions(k), c.preps...) {
				if p.word == "of" {
					before := len(out)
					add(r.entitiesOf(append(slices.Clone(c.objects), r.children(k, "nsubj")...)), c.verb, r.eventsUnder(p.obj, 2))
					if r.notGuilty(c) {
						for i := before; i < len(out); i++ {
							out[i] = out[i].adjusted(func(c *claim) { c.polarity = graph.Negative })
						}
					}
				}
			}
		}
	}
	return append(out, r.mainSuspects()...)
}

func (r *reading) isSuspected(m *mention) bool {
	for _, i := range r.modifiers(m) {
		if slices.Contains(allegedWords, r.tokens[i].lower) {
			return true
		}
	}
	return false
}

// mainSuspects are people charged in a sentence that goes on to tell of the
// attack: "Two women were indicted after a bomber struck …".
func (r *reading) mainSuspects() []finding {
	var out []finding
	for _, c := range r.clauses {
		if !slices.Contains([]string{"charge", "indict", "try"}, c.lemma) || !c.passive {
			continue
		}
		for _, k := range r.children(c.verb, "advcl") {
			mark := r.child(k, "mark")
			e := r.eventAt[k]
			if e == nil || mark < 0 || !r.lowerIn(mark, "after") || !isAttack(e.subtype) {
				continue
			}
			for _, s := range r.entitiesOf(c.objects) {
				out = append(out, find("SUSPECTED_IN", s, e.entity, c.verb).adjusted(atLeast(graph.Alleged)))
			}
		}
	}
	return out
}

func (r *reading) denials() []finding {
	var out []finding
	for _, c := range r.clauses {
		if !r.lex.class(c.lemma, "deny") || c.lemma == "dismiss" || c.lemma == "reject" {
			continue
		}
		var events []*event
		about := ""
		for _, o := range c.objects {
			if r.lowerIn(o, "report", "reports", "rumor", "rumors", "rumours", "figure", "figures", "number", "numbers", "toll") {
				continue // how many died, not that anybody did it
			}
			events = append(events, r.eventsUnder(o, 2)...)
			about = r.words(r.leftmost(o), o+1)
		}
		if k := r.child(c.verb, "ccomp", "xcomp"); k >= 0 {
			events = append(events, r.eventsUnder(k, 2)...)
			for i := k + 1; i+2 < r.sentences[r.tokens[k].sentence].end; i++ { // "had nothing to do with the attack"
				if o := r.child(i+1, "pobj"); r.lemma(k) == "have" && r.lowerIn(i, "do") && r.lowerIn(i+1, "with") && o >= 0 {
					events = append(events, r.eventsUnder(o, 1)...)
				}
			}
		}
		if len(events) == 0 && len(c.objects) > 0 {
			if e := r.vaguelyDenied(c); e != nil {
				events = append(events, e)
			}
		}
		events = slices.DeleteFunc(events, func(e *event) bool { return e.subtype == "CourtProceeding" }) // "denied the charges": not the case
		for _, s := range r.entitiesOf(c.subjects) {
			for _, e := range events {
				f := find("DENIED", s, e.entity, c.verb).adjusted(func(c *claim) { c.modality, c.polarity, c.speaker = graph.Asserted, graph.Positive, nil })
				if about != "" {
					f = f.with("about", about)
				}
				out = append(out, f)
			}
		}
	}
	return out
}

// vaguelyDenied is the event that is meant where the object of a denial names
// none: with "involvement" or "responsibility" the one told of, with "it" or "the
// accusation" that of the accusation just stated; nil for anything else.
func (r *reading) vaguelyDenied(c *clause) *event {
	part, accusation := true, true
	for _, o := range c.objects {
		part = part && r.lowerIn(o, "involvement", "responsibility", "role", "part", "complicity", "participation")
		accusation = accusation && r.lowerIn(o, "it", "this", "that", "something", "allegation", "allegations", "accusation", "accusations", "claim", "claims", "charge", "charges")
	}
	switch {
	case part:
		return r.eventForPronoun(c.verb)
	case accusation:
		back := 1
		if slices.ContainsFunc(c.objects, r.isNoun) {
			back = 3 // "the accusation" reaches further than "it"
		}
		return r.accusedBefore(c.verb, back)
	}
	return nil
}

// accusedBefore is the event of the last suspicion stated before a word, at most
// so many sentences back.
func (r *reading) accusedBefore(i, back int) *event {
	var found *event
	at := -1
	for _, x := range r.relations {
		if x.token >= i || x.token < at || r.tokens[i].sentence-r.tokens[x.token].sentence > back {
			continue
		}
		switch {
		case x.typ == "SUSPECTED_IN":
			found, at = x.to.event, x.token
		case x.typ == "ACCUSED" && x.token > at:
			found, at = nil, x.token // of something that is no event
		}
	}
	return found
}
