package extract

import (
	"slices"

	"clew/graph"
)

// referring joins the tellings that say too little to be events of their own to
// the event they can only be about, once all events of the article are known:
// "the explosion" before the sentence that says where it was, "there was an
// explosion", "the device went off".
func (r *reading) referring(tellings []*telling) {
	for _, t := range tellings {
		if t.event != nil || t.subtype == "" || !r.refers(t) {
			continue
		}
		if t.verb && t.bare && (t.traits["kill"] || t.traits["injure"]) {
			if x := r.suffered(t.trigger); x != nil { // "of the 12 initially killed"
				x.tolls = append(x.tolls, t.trigger)
			}
			continue
		}
		e := r.sameEvent(t)
		if e == nil {
			e = r.onlyCandidate(t)
		}
		if e != nil {
			e.add(t)
		}
	}
}

// refers says whether a telling can point at an event told of elsewhere: a fact,
// or a definite noun, which takes the event for granted whatever is said of it
// ("if he was behind the attack").
func (r *reading) refers(t *telling) bool {
	if t.subtype == "Plot" || !t.verb && r.other(t.trigger) && !r.lowerIn(t.trigger-1, "each", "every") {
		return false
	}
	if t.traits["blank"] && !t.definite {
		return false // "in one incident"
	}
	if t.plural && !t.verb && !t.definite && r.numbered(t.trigger) {
		return false // "two bombings" are others than the one told of
	}
	return r.happens(t) || !t.verb && t.definite && len(t.agents) == 0
}

// otherWords before an event noun say that it is not the one told of, or none in
// particular.
var otherWords = []string{
	"another", "other", "second", "third", "fourth", "separate", "new", "further", "future", "previous", "earlier", "similar", "such", "any", "every", "no", "more", "possible", "potential",
	"last", "first", "next", "different", "additional", "subsequent", "past", "recent", "many", "several", "some", "frequent", "numerous", "regular", "occasional",
}

func (r *reading) other(i int) bool {
	return slices.ContainsFunc(r.tokens[i].kids, func(k int) bool { return k < i && slices.Contains(otherWords, r.tokens[k].lower) })
}

// onlyCandidate is the one event of its kind that the article tells of, for a
// telling that names neither place nor target; nil where there are several or
// something speaks against it.
func (r *reading) onlyCandidate(t *telling) *event {
	if !isAttack(t.subtype) || t.traits["kill"] || t.traits["injure"] || t.traits["attacker"] || t.traits["kidnap"] || t.traits["weak"] && !t.definite {
		return nil
	}
	if e := r.onlyOf(t, t.subtype); e != nil {
		return e
	}
	if t.subtype == "Attack" {
		return nil
	}
	return r.onlyOf(t, "Attack")
}

// onlyOf is the one event of a kind or below it that fits a telling.
func (r *reading) onlyOf(t *telling, kind string) *event {
	var only *event
	for _, e := range r.events {
		if !graph.IsA(e.subtype, kind) || !isAttack(e.subtype) || r.killsSuspects(e) || r.onlyKills(e) || r.tellsOfAnother(t, e) {
			continue
		}
		if only != nil {
			return nil
		}
		only = e
	}
	if only == nil || r.newAfter(t, only) || r.weekdaysClash(t, only) || r.namedByVictim(t) && !r.sharedVictim(t, only) || !kindsAgree(t, only) || r.datesClash(t, only) || r.placesClash(t, only) || r.agentsClash(t, only) || t.plural && !t.definite {
		return nil
	}
	if t.verb && (len(t.agents) > 0 && !r.bombers(t) || len(t.targets) > 0) || t.killed != nil && only.killed != nil && t.killed.Value != only.killed.Value {
		return nil
	}
	return only
}

// bombers says whether those who set off a bomb are people and no police or troops,
// who detonate what they find.
func (r *reading) bombers(t *telling) bool {
	return t.traits["arms"] && !slices.ContainsFunc(t.agents, func(a argument) bool {
		m := r.at[r.counted(a.token)]
		return a.entity.typ != "Person" && a.entity.typ != "PersonGroup" || m == nil || slices.Contains([]string{"official", "member", "expert"}, m.trait)
	})
}

// onlyKills says whether an event is told of by verbs of killing alone, so that
// "the explosion" hardly means it.
func (r *reading) onlyKills(e *event) bool {
	return !slices.ContainsFunc(e.tellers, func(t *telling) bool { return !t.traits["kill"] && !t.traits["injure"] })
}

// sharedVictim says whether a telling is of what an event did to the same people:
// nobody is killed twice, and an arrest or a case is told by whom it is against.
func (r *reading) sharedVictim(t *telling, e *event) bool {
	for _, a := range t.sufferers() {
		for _, x := range e.tellers {
			if slices.ContainsFunc(x.sufferers(), func(b argument) bool {
				return a.entity == b.entity && sameFate(a.typ, b.typ) || a.typ == "KILLED" && r.sameGroup(a, b)
			}) {
				return true
			}
		}
	}
	return false
}

// namedByVictim says whether a noun says which event it is by who was killed or
// taken: "the killing of three miners".
func (r *reading) namedByVictim(t *telling) bool {
	return !t.verb && len(t.victims) > 0 && (r.killingNoun(t.trigger) || r.lowerIn(t.trigger, "execution", "executions"))
}

// sufferers are the victims of a telling, and whose trial it is.
func (t *telling) sufferers() []argument {
	out := t.victims
	for _, a := range t.agents {
		if t.subtype == "CourtProceeding" && a.typ == "PARTICIPATED_IN" {
			out = append(slices.Clone(out), a)
		}
	}
	return out
}

// otherVictim says whether a noun of killing names a victim, person or not, of whom
// nothing was said where the event was told: "the killing of the six monks".
func (r *reading) otherVictim(t *telling, e *event) bool {
	if t.verb || !r.killingNoun(t.trigger) {
		return false
	}
	var told map[string]bool
	for _, p := range r.prepositions(t.trigger) {
		if p.word != "of" || !r.isNoun(p.obj) {
			continue
		}
		if told == nil {
			told = r.wordsAround(e)
		}
		return !told[singular(r.tokens[p.obj].lower)]
	}
	return false
}

// sameFate says whether two things done to somebody can be told of one event.
func sameFate(a, b string) bool {
	court := []string{"CHARGED", "CONVICTED", "SENTENCED", "ACQUITTED", "PARTICIPATED_IN"}
	return a == b || slices.Contains(court, a) && slices.Contains(court, b)
}

// orphaned says whether a telling that was folded into another's toll has to stand by
// itself after all, because that other is no event.
func (t *telling) orphaned() bool { return t.folded != nil && t.folded.event == nil }

// unfold gives such tellings their own kind back.
func unfold(tellings []*telling) []*telling {
	var out []*telling
	for _, t := range tellings {
		if t.orphaned() {
			t.subtype, t.folded = t.foldedFrom, nil
			out = append(out, t)
		}
	}
	return out
}
