package extract

import (
	"slices"

	"clew/graph"
)

// tollWords name the dead and injured, or what was done to them, without a verb:
// "two of whom were among the dead", "13 people suffered minor injuries".
var tollWords = []string{"dead", "death", "deaths", "injured", "wounded", "killed", "slain", "injury", "injuries", "casualty", "casualties", "fatality", "fatalities"}

// tollNouns makes such words mentions of the event that they tell of.
func (r *reading) tollNouns() {
	for i := range r.tokens {
		if !r.lowerIn(i, tollWords...) || r.tellingOf[i] != nil || !r.isNoun(i) && r.tokens[i].Pos != "ADJ" && !r.namesPeople(i) || r.inName(i) || r.otherDeath(i) {
			continue
		}
		if t := r.suffered(i); t != nil {
			t.tolls = append(t.tolls, i)
		}
	}
}

// namesPeople says whether a participle stands for people: "the wounded", "of the
// 130 injured".
func (r *reading) namesPeople(i int) bool {
	return r.tokens[i].Tag == "VBN" && r.child(i, "auxpass", "aux", "dobj", "nsubj") < 0 && (r.lowerIn(i-1, "the", "those", "these") || i > 0 && r.tokens[i-1].Tag == "CD" || r.child(i, "det", "nummod") >= 0 || r.tokens[i].Dep == "acl")
}

// otherDeath says whether "death" or "injury" is no part of an attack's toll: a
// penalty, a threat, or the death of somebody that none of the events killed.
func (r *reading) otherDeath(i int) bool {
	t := r.tokens[i]
	if t.Dep == "compound" && !r.lowerIn(t.Head, "toll", "tolls", "count") || r.lowerIn(i+1, "penalty", "sentence", "sentences", "threat", "threats", "row", "squad", "squads", "end", "certificate") {
		return true
	}
	if d := r.child(i, "det"); d >= 0 && r.lowerIn(d, "no", "any", "every", "each") || r.lowerIn(i-1, "without", "many", "no") {
		return true
	}
	if h := r.tokens[i].Head; r.tokens[i].Dep == "pobj" && r.lowerIn(h, "to", "of") && slices.Contains([]string{"sentence", "condemn", "put"}, r.lemma(r.tokens[h].Head)) {
		return true // "sentenced to death"
	}
	return slices.ContainsFunc(r.whose(i), func(e *entity) bool {
		return e.typ == "Person" && !slices.ContainsFunc(r.events, func(x *event) bool { return x.victim(e) })
	})
}

// whose are the people that a word of the toll is said to be of: "Ray's death", "the
// death of Ray".
func (r *reading) whose(i int) []*entity {
	who := r.children(i, "poss")
	for _, p := range r.prepositions(i) {
		if p.word == "of" {
			who = append(who, p.obj)
		}
	}
	return r.entitiesOf(who)
}

// victim says whether somebody suffered an event.
func (e *event) victim(who *entity) bool {
	return slices.ContainsFunc(e.tellers, func(t *telling) bool {
		return slices.ContainsFunc(t.victims, func(a argument) bool { return a.entity == who })
	})
}

// suffered is the telling of an attack that a word of the toll belongs to: the one
// that its people suffered, one in its sentence, else the last told of right before.
// From further off only "the dead" and "the injured" point back, at what the report is
// mostly about.
func (r *reading) suffered(i int) *telling {
	var last, only *telling
	attacks := 0
	who := r.whose(i)
	for _, e := range r.events {
		if !isAttack(e.subtype) && e.subtype != "MilitaryOperation" {
			continue
		}
		attacks++
		only = e.tellers[0]
		if slices.ContainsFunc(who, e.victim) {
			return only
		}
		for _, t := range e.tellers {
			if r.tollNear(t, i) && (last == nil || r.nearer(t.trigger, last.trigger, i)) {
				last = t
			}
		}
	}
	switch {
	case last != nil:
		return last
	case !r.pointedToll(i):
		return nil
	case attacks == 1:
		return only
	}
	if main := r.mainEvent(); main != nil {
		return main.tellers[0]
	}
	return nil
}

// tollNear says whether a telling is near enough for a word of its toll at i: in the
// sentence, or before it in the paragraph or at the end of the one before.
func (r *reading) tollNear(t *telling, i int) bool {
	gap := r.tokens[i].sentence - r.tokens[t.trigger].sentence
	if gap == 0 {
		return true
	}
	aside := t.traits["kill"] && r.tokens[t.trigger].Dep == "relcl" // "Ray, who was killed in Basra"
	return gap > 0 && !aside && (gap == 1 || gap == 2 && r.paragraphOf(t.trigger) == r.paragraphOf(i))
}

// pointedToll says whether a word of the toll stands with an article that takes the
// dead or injured as known: "the dead", "the wounded children", not "wounded comrades".
func (r *reading) pointedToll(i int) bool {
	head := i
	if r.tokens[i].Dep == "amod" || r.tokens[i].Dep == "compound" {
		head = r.tokens[i].Head
	}
	d := r.child(head, "det")
	return d >= 0 && d <= i && r.lowerIn(d, "the", "these", "those")
}

// nearer says whether token a is a better anchor for i than b: in its sentence,
// before it, close.
func (r *reading) nearer(a, b, i int) bool {
	here := func(x int) bool { return r.tokens[x].sentence == r.tokens[i].sentence }
	if here(a) != here(b) {
		return here(a)
	}
	if (a < i) != (b < i) {
		return a < i
	}
	return max(a-i, i-a) < max(b-i, i-b)
}

// inName says whether a token is part of a name.
func (r *reading) inName(i int) bool {
	m := r.compoundMention(i)
	return m != nil && m.kind == graph.NameMention
}

// courtWords name a step of a case: the charges, the verdict.
var courtWords = []string{"charge", "charges", "trial", "verdict", "hearing", "sentence", "sentences", "plea", "testimony", "testified", "conviction", "indictment"}

// courtNouns makes words for a step of a case mentions of the case told of in their
// sentence or the one before.
func (r *reading) courtNouns() {
	for i := range r.tokens {
		if !r.lowerIn(i, courtWords...) || r.inName(i) || !r.isNoun(i) && !r.isVerb(i) || r.tokens[i].Dep == "compound" {
			continue
		}
		if t := r.tellingOf[i]; t != nil && t.event != nil {
			continue
		}
		if t := r.caseNear(i); t != nil && !slices.Contains(t.tolls, i) {
			t.tolls = append(t.tolls, i)
		}
	}
}

// caseNear is the telling of a case that a word for a step of it at i belongs to: in the
// sentence, or right before where the word is said to be of that case.
func (r *reading) caseNear(i int) *telling {
	var best *telling
	for _, e := range r.events {
		if e.subtype != "CourtProceeding" {
			continue
		}
		for _, t := range e.tellers {
			if t.start <= i && i < t.end {
				return nil // part of the words that tell of it
			}
			gap := r.tokens[i].sentence - r.tokens[t.trigger].sentence
			if (gap == 0 && (t.trigger < i || !r.nounIsDefinite(i)) || gap > 0 && gap <= 2 && r.ofCase(i, e)) && (best == nil || r.nearer(t.trigger, best.trigger, i)) {
				best = t
			}
		}
	}
	return best
}

// ofCase says whether a word for a step of a case points at the one told of before: by
// an article, or by somebody whose case that is. "They face long sentences" is others'.
func (r *reading) ofCase(i int, e *event) bool {
	who := slices.DeleteFunc(r.whose(i), func(x *entity) bool { return x.typ == "Organization" }) // "the court announced its verdict"
	if len(who) == 0 && r.nounIsDefinite(i) {
		return true
	}
	v := i
	if !r.isVerb(i) {
		v = r.verbAbove(i)
	}
	if c := r.clauseAt[v]; c != nil {
		who = append(who, r.entitiesOf(append(slices.Clone(c.subjects), c.objects...))...)
	}
	return slices.ContainsFunc(e.tellers, func(t *telling) bool {
		return slices.ContainsFunc(t.sufferers(), func(a argument) bool { return slices.Contains(who, a.entity) })
	})
}
