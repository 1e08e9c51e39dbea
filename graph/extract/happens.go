package extract

import (
	"slices"

	"clew/graph"
)

// happens says whether a telling is of something that happened or is under way.
func (r *reading) happens(t *telling) bool {
	if t.subtype == "Plot" {
		return t.claim.polarity == graph.Positive && t.claim.modality != graph.Hypothetical
	}
	if t.claim.polarity == graph.Negative && t.verb {
		return r.denied(t.trigger) && (r.realis(t.trigger) || r.tokens[t.trigger].Tag == "VBG") // what somebody denies is worth telling
	}
	if !t.verb && t.subtype == "Arrest" && len(t.victims) > 0 && t.definite && r.lookedBackOn(t.trigger) {
		return true // "following his arrest" takes it for granted
	}
	switch t.claim.modality {
	case graph.Hypothetical:
		return false
	case graph.Possible, graph.Planned:
		if t.subtype == "Arrest" || t.subtype == "CourtProceeding" {
			return false
		}
		return !t.verb && t.definite && !t.plural || t.verb && t.claim.modality == graph.Possible && r.lookedBack(t.trigger)
	}
	if t.verb {
		return r.realis(t.trigger) || t.traits["defendant"] && r.present(t.trigger)
	}
	return true
}

// lookedBack says whether a verb that is hedged tells of the past: "may have shot",
// "believe that X hacked Y".
func (r *reading) lookedBack(v int) bool {
	for _, k := range r.children(v, "aux") {
		if r.lowerIn(k, "could", "would", "should") {
			return false // "could have bombed" mostly means that it did not
		}
	}
	switch t := r.tokens[v]; t.Tag {
	case "VBD":
		return t.Dep == "ccomp" && r.child(v, "mark", "advmod") < 0 || r.child(v, "mark") >= 0 && r.lowerIn(r.child(v, "mark"), "that")
	case "VBN":
		for _, k := range r.children(v, "aux") {
			if r.lowerIn(k, "have", "’ve", "'ve") {
				return r.child(v, "mark") < 0 || r.lowerIn(r.child(v, "mark"), "that")
			}
		}
	}
	return false
}

// lookedBackOn says whether a noun stands after a preposition that looks back at what
// happened: "since his arrest".
func (r *reading) lookedBackOn(i int) bool {
	p := r.tokens[i].Head
	return r.tokens[i].Dep == "pobj" && r.lowerIn(p, "after", "following", "since", "upon", "despite", "during")
}

// present says whether a verb tells of what is so now: "faces charges", "is on
// trial".
func (r *reading) present(v int) bool {
	return slices.Contains([]string{"VBZ", "VBP", "VBG"}, r.tokens[v].Tag) && r.child(v, "mark") < 0
}

// realis says whether a verb tells of something done: in the past or perfect, or
// a participle of such a clause; no infinitive, imperative or habit.
func (r *reading) realis(v int) bool {
	t := r.tokens[v]
	switch t.Tag {
	case "VBD":
		return true
	case "VBN":
		if a := r.child(v, "auxpass"); a >= 0 && r.tokens[a].Tag != "VBD" && r.tokens[a].Tag != "VBN" && r.child(v, "advmod", "mark") >= 0 && r.lowerIn(r.child(v, "advmod", "mark"), "when", "if", "until", "once", "unless") {
			return false // "when he is sentenced"
		}
		if a := r.child(v, "aux"); a >= 0 && r.lowerIn(a, "must", "should", "ought", "need") && len(r.children(v, "aux")) == 1 {
			return false // "mines must be placed"
		}
		return r.child(v, "auxpass") < 0 || !r.lowerIn(r.child(v, "auxpass"), "be") || r.child(v, "aux") >= 0 && !r.lowerIn(r.child(v, "aux"), "to")
	case "VBZ", "VBP":
		return r.headline(v) || t.Tag == "VBZ" && t.sentence == 0 && v < 12 && r.child(v, "aux", "mark", "neg", "advmod") < 0 // a heading that runs into the text
	case "VBG":
		if r.child(v, "aux") >= 0 {
			return true
		}
		if r.chargedWith(v) || r.confessed(v) {
			return true
		}
		if p := t.Head; t.Dep == "pcomp" && r.lowerIn(p, "before", "after", "by", "while") && r.isVerb(r.tokens[p].Head) {
			return r.realis(r.tokens[p].Head) // "left the bags before detonating them"
		}
		if h := t.Head; t.Dep == "xcomp" && r.isVerb(h) && slices.Contains([]string{"begin", "start", "continue", "keep"}, r.lemma(h)) {
			return r.realis(h) // "began firing"
		}
		if t.Dep == "advcl" || t.Dep == "acl" || t.Dep == "conj" {
			h := t.Head
			return r.isVerb(h) && r.realis(h) || t.Dep == "acl"
		}
	case "VB":
		if h := t.Head; t.Dep == "xcomp" && r.isVerb(h) && slices.Contains([]string{"begin", "start", "continue", "cease", "stop", "manage", "go", "proceed", "help"}, r.lemma(h)) {
			return r.realis(h) // "the bombs began to explode"
		}
		return r.child(v, "aux") >= 0 && r.lowerIn(r.child(v, "aux"), "did")
	}
	return false
}

// chargedWith says whether a gerund is what somebody is accused of, held or
// convicted for: "accused of killing two guards" takes it that they were killed.
func (r *reading) chargedWith(v int) bool {
	prep := r.tokens[v].Head
	if r.tokens[v].Dep != "pcomp" || !r.lowerIn(prep, "of", "for", "with", "over") {
		return false
	}
	head := r.tokens[prep].Head
	if dep := r.tokens[head].Dep; dep == "dobj" && r.lex.class(r.lemma(r.tokens[head].Head), "accuse") && r.lowerIn(prep, "of", "for") {
		head = r.tokens[head].Head // "accused the men of killing …", hung on the men
	}
	if p := r.tokens[head].Head; r.tokens[head].Dep == "pobj" && r.lowerIn(p, "of") && r.lowerIn(r.tokens[p].Head, "arrest", "trial", "indictment", "conviction", "detention", "responsibility", "credit") && r.lowerIn(prep, "for", "over") {
		return true // "the arrest of two men for killing …"
	}
	if c := r.clauseAt[head]; c != nil && r.lowerIn(prep, "for") && slices.Contains([]string{"claim", "take", "accept", "assume"}, c.lemma) && r.claimsResponsibility(c) {
		return true
	}
	if r.isVerb(head) {
		return r.lex.class(r.lemma(head), "accuse") || slices.Contains(suspectVerbs, r.lemma(head))
	}
	if r.lowerIn(head, "arrest", "trial", "indictment", "conviction", "detention") && r.lowerIn(prep, "for", "over") {
		return true
	}
	return r.lowerIn(head, chargeWords...)
}

// headline says whether a sentence is a heading: no full stop, few words.
func (r *reading) headline(i int) bool {
	s := r.sentences[r.tokens[i].sentence]
	return s.end-s.start < 16 && !r.lowerIn(s.end-1, ".", "”", "!", "\"")
}

// particular says whether a telling says enough to be an event of its own.
func (r *reading) particular(t *telling) bool {
	anchored := len(t.places)+len(t.targets)+len(t.damaged) > 0
	switch {
	case t.traits["blank"]:
		return false
	case t.compound:
		return anchored && !t.plural
	case t.subtype == "Plot" && r.tellsItself(t):
		return !t.plural && (anchored || len(t.agents) > 0)
	case t.subtype == "Plot":
		return true
	case t.verb:
		return r.particularVerb(t, anchored)
	case t.subtype == "Arrest" && len(t.victims) > 0:
		return !t.plural || r.happened(t.trigger) // "his arrest", "arrests of students continued"
	case t.subtype == "Investigation":
		return !t.plural && (len(t.agents) > 0 || r.investigates(t))
	case t.subtype == "ArmedConflict" && t.traits["weak"] && (t.killed != nil || t.injured != nil || len(t.agents) > 1):
		return true // "killed in clashes", "a battle between troops and rebels"
	case t.subtype == "PublicEvent" && (t.killed != nil || t.injured != nil):
		return true
	case t.subtype == "PublicEvent" || t.subtype == "ArmedConflict" || t.subtype == "CourtProceeding" || t.subtype == "Arrest":
		return !t.plural && (anchored || t.date.known()) || t.plural && len(t.places) > 0 && r.tokens[t.trigger].lower == "wars"
	case (t.subtype == "Accident" || t.subtype == "Disaster") && (t.killed != nil || t.injured != nil):
		return true
	case t.traits["weak"]:
		return !t.plural && (anchored || t.killed != nil || t.injured != nil || t.subtype == "ArmedConflict" && len(t.agents) > 1)
	case t.plural && (t.killed != nil || t.injured != nil):
		return true
	case t.plural:
		return (anchored || t.date.known()) && r.tokens[t.trigger].Dep != "compound" && (t.definite || r.numbered(t.trigger) || r.happened(t.trigger) || t.agentVerb >= 0 && r.realis(t.agentVerb))
	}
	return anchored || t.date.known() || t.killed != nil || t.injured != nil || t.harmful || r.timed(t.trigger) && t.definite || len(t.agents) > 0 && (t.definite || t.agentVerb >= 0 && r.realis(t.agentVerb)) || r.knownVictim(t)
}

// happened says whether an event noun is the subject of a verb of the past, so that
// several without an article are still particular: "Shootings in Belfast continued".
func (r *reading) happened(i int) bool {
	t := r.tokens[i]
	return (t.Dep == "nsubj" || t.Dep == "nsubjpass") && r.isVerb(t.Head) && r.realis(t.Head) && r.claimAt(t.Head).modality == graph.Asserted && (r.tokens[t.Head].Tag == "VBD" || r.child(t.Head, "aux", "auxpass") >= 0)
}

// knownVictim says whether a victim is named, counted or pointed at: "the murder
// of leaders" is none in particular.
func (r *reading) knownVictim(t *telling) bool {
	if len(t.victims) == 0 && !t.verb && r.killingNoun(t.trigger) {
		return slices.ContainsFunc(r.prepositions(t.trigger), func(p prepArg) bool { return p.word == "of" && r.countOf(p.obj) != nil })
	}
	return slices.ContainsFunc(t.victims, func(a argument) bool {
		m := r.at[r.counted(a.token)]
		return a.entity.named || a.count != nil || m != nil && (m.definite || !m.plural)
	})
}

func (r *reading) particularVerb(t *telling, anchored bool) bool {
	switch t.subtype {
	case "Accident":
		return anchored || t.date.known() || t.killed != nil || t.injured != nil
	case "Arrest":
		return len(t.victims) > 0 || r.peopleHeld(r.clauseAt[t.trigger])
	case "CourtProceeding":
		return len(t.victims) > 0 || t.traits["appears"] && len(t.agents) > 0
	case "Investigation":
		return len(t.agents) > 0 || r.clauseAt[t.trigger].passive
	case "Warning", "PolicyAction":
		return len(t.agents) > 0
	}
	if t.traits["kill"] || t.traits["injure"] {
		return len(t.victims)+len(t.targets) > 0 || t.killed != nil && len(t.agents)+len(t.places) > 0
	}
	return anchored || len(t.victims)+len(t.weapons) > 0 || t.traits["aimed"] && len(t.agents) > 0 || t.killed != nil || t.injured != nil || r.goesOff(r.clauseAt[t.trigger]) && r.timed(t.trigger)
}

// investigates says whether an investigation says into what event it is.
func (r *reading) investigates(t *telling) bool {
	return slices.ContainsFunc(r.prepositions(t.trigger), func(p prepArg) bool {
		return slices.Contains([]string{"into", "of", "over"}, p.word) && (r.tellingOf[p.obj] != nil || r.lowerIn(p.obj, "death", "deaths"))
	})
}

// timed says whether a day hangs on a word, even one that no date can be worked
// out for: "Friday's attack", "exploded on Friday".
func (r *reading) timed(i int) bool {
	day := func(k int) bool {
		_, weekday := weekdayNumbers[r.tokens[k].lower]
		return weekday && r.capitalized(k) || r.lowerIn(k, "yesterday", "today", "tonight")
	}
	for _, k := range r.tokens[i].kids {
		switch r.tokens[k].Dep {
		case "npadvmod", "poss", "compound", "nmod", "advmod":
			if day(k) {
				return true
			}
		case "prep":
			if o := r.child(k, "pobj"); o >= 0 && r.lowerIn(k, "on") && day(o) {
				return true
			}
		}
	}
	return false
}

// peopleHeld says whether people nobody counts or names are arrested: "a number of
// people had been detained".
func (r *reading) peopleHeld(c *clause) bool {
	return c != nil && c.passive && slices.ContainsFunc(c.objects, func(o int) bool {
		m := r.at[r.counted(o)]
		return m != nil && m.typ == "PersonGroup"
	})
}

// numbered says whether a plural is counted: "twin", "two", "several", "a
// series of".
func (r *reading) numbered(i int) bool {
	start, _ := r.nounPhrase(i)
	for k := start; k < i; k++ {
		if r.tokens[k].Tag == "CD" || r.lowerIn(k, "twin", "several", "multiple", "previous", "earlier", "simultaneous", "coordinated", "recent", "numerous", "frequent", "repeated", "dozens", "scores", "hundreds", "countless") {
			return true
		}
	}
	t := r.tokens[i]
	return t.Dep == "pobj" && r.lowerIn(t.Head, "of") && slices.Contains(append(measures, "campaign"), r.tokens[r.tokens[t.Head].Head].lower)
}
