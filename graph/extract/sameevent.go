package extract

import (
	"cmp"
	"slices"
	"strings"

	"clew/graph"
)

// joinTellings drops the tellings of nothing in particular and joins those of
// one event: first the ones that say enough to tell which event they are, then
// the bare ones ("the attack"), which go to the last event that fits.
func (r *reading) joinTellings(tellings []*telling) {
	for _, t := range tellings {
		if t.subtype == "" || !r.happens(t) {
			continue
		}
		if e := r.sameEvent(t); e != nil {
			e.add(t)
			continue
		}
		if !r.particular(t) {
			continue
		}
		e := &event{}
		e.add(t)
		r.events = append(r.events, e)
	}
	for _, e := range r.events {
		r.settle(e)
	}
	r.mergeEvents()
	r.events = slices.DeleteFunc(r.events, func(e *event) bool { return !r.worthTelling(e) })
}

func (e *event) add(t *telling) {
	t.event = e
	e.tellers = append(e.tellers, t)
	if e.subtype == "" || graph.IsA(t.subtype, e.subtype) {
		e.subtype = t.subtype
	}
	if e.killed == nil {
		e.killed = t.killed
	}
	if e.injured == nil {
		e.injured = t.injured
	}
	if !e.date.known() {
		e.date = t.date
	}
}

// happens says whether a telling is of something that happened or is under way.
func (r *reading) happens(t *telling) bool {
	if t.subtype == "Plot" {
		return t.claim.polarity == graph.Positive && t.claim.modality != graph.Hypothetical
	}
	if t.claim.polarity == graph.Negative && t.verb {
		return false
	}
	switch t.claim.modality {
	case graph.Hypothetical:
		return false
	case graph.Possible, graph.Planned:
		return !t.verb && t.definite && !t.plural
	}
	if t.verb {
		return r.realis(t.trigger)
	}
	return true
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
		return r.child(v, "auxpass") < 0 || !r.lowerIn(r.child(v, "auxpass"), "be") || r.child(v, "aux") >= 0 && !r.lowerIn(r.child(v, "aux"), "to")
	case "VBZ", "VBP":
		return r.headline(v)
	case "VBG":
		if r.child(v, "aux") >= 0 {
			return true
		}
		if t.Dep == "advcl" || t.Dep == "acl" || t.Dep == "conj" {
			h := t.Head
			return r.isVerb(h) && r.realis(h) || t.Dep == "acl"
		}
	case "VB":
		return r.child(v, "aux") >= 0 && r.lowerIn(r.child(v, "aux"), "did")
	}
	return false
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
	case t.subtype == "Plot" && r.tellsItself(t):
		return !t.plural && (anchored || len(t.agents) > 0)
	case t.subtype == "Plot":
		return true
	case t.verb:
		return r.particularVerb(t, anchored)
	case t.subtype == "PublicEvent" || t.subtype == "ArmedConflict" || t.subtype == "CourtProceeding" || t.subtype == "Arrest":
		return !t.plural && (anchored || t.date.known()) || t.plural && len(t.places) > 0 && r.tokens[t.trigger].lower == "wars"
	case t.traits["weak"]:
		return !t.plural && anchored
	case t.plural:
		return (anchored || t.date.known()) && r.tokens[t.trigger].Dep != "compound" && (t.definite || r.numbered(t.trigger) || t.agentVerb >= 0 && r.realis(t.agentVerb))
	}
	return anchored || t.date.known() || t.killed != nil || len(t.agents) > 0 && (t.definite || t.agentVerb >= 0 && r.realis(t.agentVerb)) || len(t.victims) > 0
}

func (r *reading) particularVerb(t *telling, anchored bool) bool {
	switch t.subtype {
	case "Arrest", "CourtProceeding":
		return len(t.victims) > 0
	case "Warning", "PolicyAction":
		return len(t.agents) > 0
	}
	if t.traits["kill"] || t.traits["injure"] {
		return len(t.victims) > 0 || t.killed != nil && len(t.agents)+len(t.places) > 0
	}
	return anchored || len(t.victims)+len(t.weapons) > 0
}

// numbered says whether a plural is counted: "twin", "two", "several", "a
// series of".
func (r *reading) numbered(i int) bool {
	start, _ := r.nounPhrase(i)
	for k := start; k < i; k++ {
		if r.tokens[k].Tag == "CD" || r.lowerIn(k, "twin", "several", "multiple", "previous", "earlier", "simultaneous", "coordinated", "recent") {
			return true
		}
	}
	t := r.tokens[i]
	return t.Dep == "pobj" && r.lowerIn(t.Head, "of") && slices.Contains(append(measures, "campaign"), r.tokens[r.tokens[t.Head].Head].lower)
}

// sameEvent is the event told of before that a telling is about, nil where it
// is a new one or none.
func (r *reading) sameEvent(t *telling) *event {
	var best *event
	score := 0
	for k := len(r.events) - 1; k >= 0; k-- {
		e := r.events[k]
		s := r.likeness(t, e)
		if s > score {
			best, score = e, s
		}
	}
	return best
}

// likeness is how much speaks for a telling being of event e; 0 is not enough.
func (r *reading) likeness(t *telling, e *event) int {
	if !kindsAgree(t, e) || r.datesClash(t, e) || r.placesClash(t, e) || r.numbersClash(t, e) {
		return 0
	}
	last := e.tellers[len(e.tellers)-1]
	distance := r.tokens[t.trigger].sentence - r.tokens[last.trigger].sentence
	shared := r.sharedPlace(t, e)
	pointed := t.definite || t.traits["blank"]
	oneOfTwins := !t.plural && t.definite && r.twins(e.tellers[0]) && (shared && r.compoundPlace(t) || t.bare && distance <= 3)
	loosely := t.plural && t.definite && shared && !r.numbered(t.trigger) && len(e.tellers) >= 2 // "following the attacks in Moscow"
	if t.plural != e.tellers[0].plural && !oneOfTwins && !loosely && (!t.plural || !r.numbered(e.tellers[0].trigger) || r.numbered(t.trigger)) && !t.verb {
		return 0
	}
	switch {
	case t.verb && distance == 0 && t.killed != nil && e.killed != nil && *t.killed == *e.killed:
		return 30
	case t.verb && !shared:
		return 0
	case t.verb && r.sharedFacility(t, e):
		return 25
	case shared && (pointed || r.compoundPlace(t) || r.headline(t.trigger) || r.headline(e.tellers[0].trigger)):
		return 40 - min(distance, 20) + len(e.tellers)
	case shared && t.date.known() && t.date.edtf == e.date.edtf:
		return 35
	case pointed && t.bare || pointed && len(t.places)+len(t.targets) == 0 && !t.date.known() && !r.agentsClash(t, e):
		if t.plural != e.tellers[0].plural && !(t.plural && r.numbered(e.tellers[0].trigger)) && !oneOfTwins {
			return 0
		}
		if distance > 12 && len(e.tellers) < 2 && e != r.leadEvent() {
			return 0
		}
		s := 20 - 2*distance + min(len(e.tellers), 6)
		if r.demonstrative(t.trigger) {
			s = 26 - 4*distance
		}
		if t.subtype == e.subtype && t.subtype != "Attack" {
			s += 4
		}
		return max(1, s)
	case pointed && !t.plural && e == r.mainEvent() && r.onlyRelativeDate(t):
		return 15
	}
	return 0
}

// twins says whether a plural tells of one coordinated attack: "twin bombings".
func (r *reading) twins(t *telling) bool {
	for i := t.start; i < t.trigger; i++ {
		if r.lowerIn(i, "twin", "double", "two", "simultaneous", "coordinated", "triple") {
			return t.plural
		}
	}
	return false
}

// demonstrative says whether "this" or "that" points at what was said last.
func (r *reading) demonstrative(i int) bool {
	d := r.child(i, "det")
	return d >= 0 && r.lowerIn(d, "this", "that", "these", "those")
}

// leadEvent is the first attack of the article, which a report is mostly about.
func (r *reading) leadEvent() *event {
	for _, e := range r.events {
		if isAttack(e.subtype) {
			return e
		}
	}
	return nil
}

// mainEvent is the event told of most, at least three times.
func (r *reading) mainEvent() *event {
	var main *event
	for _, e := range r.events {
		if len(e.tellers) >= 3 && (main == nil || len(e.tellers) > len(main.tellers)) && isAttack(e.subtype) {
			main = e
		}
	}
	return main
}

func (r *reading) onlyRelativeDate(t *telling) bool {
	return len(t.places)+len(t.targets) == 0 && t.date.year() == ""
}

func kindsAgree(t *telling, e *event) bool {
	a, b := t.subtype, e.subtype
	if t.traits["blank"] {
		return isAttack(b)
	}
	if a == b {
		return true
	}
	return graph.IsA(a, b) || graph.IsA(b, a) || isAttack(a) && isAttack(b) && (a == "Attack" || b == "Attack")
}

func (r *reading) datesClash(t *telling, e *event) bool {
	if !t.date.known() || !e.date.known() {
		return false
	}
	a, b := t.date.edtf, e.date.edtf
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] && a[i] != 'X' && b[i] != 'X' {
			return true
		}
	}
	return false
}

// numbersClash says whether the two tell of different tolls or different
// numbers of events.
func (r *reading) numbersClash(t *telling, e *event) bool {
	first := e.tellers[0]
	if t.plural != first.plural && !t.definite && !t.verb {
		return true
	}
	return t.killed != nil && e.killed != nil && t.killed.Value != e.killed.Value && !t.definite
}

// placesOf are the places of all tellings of an event.
func placesOf(tellers []*telling) []*entity {
	var out []*entity
	for _, t := range tellers {
		for _, a := range append(slices.Clone(t.places), t.targets...) {
			if a.entity.typ == "Place" && !slices.Contains(out, a.entity) {
				out = append(out, a.entity)
			}
		}
	}
	return out
}

// placesClash says whether a telling happens elsewhere than the event: none of
// its places is, contains or lies in a place of the event.
func (r *reading) placesClash(t *telling, e *event) bool {
	mine, theirs := placesOf([]*telling{t}), placesOf(e.tellers)
	if len(mine) == 0 || len(theirs) == 0 {
		return false
	}
	for _, a := range mine {
		for _, b := range theirs {
			if a == b || r.within(a, b) || r.within(b, a) {
				return false
			}
		}
	}
	return true
}

func (r *reading) sharedPlace(t *telling, e *event) bool {
	for _, a := range placesOf([]*telling{t}) {
		for _, b := range placesOf(e.tellers) {
			if a != b && e.tellers[0].plural && (a.subtype == "Country" || b.subtype == "Country") {
				continue // several attacks in a country are not the one in a town
			}
			if a == b || (r.within(a, b) || r.within(b, a)) && (a.subtype != "Region" || b.subtype != "Region") {
				return true
			}
		}
	}
	for _, a := range t.targets {
		for _, x := range e.tellers {
			if a.entity.named && slices.ContainsFunc(x.targets, func(b argument) bool { return b.entity == a.entity }) && a.entity.subtype != "Country" {
				return true
			}
		}
	}
	return false
}

// sharedFacility says whether both happen at one building.
func (r *reading) sharedFacility(t *telling, e *event) bool {
	theirs := placesOf(e.tellers)
	return slices.ContainsFunc(placesOf([]*telling{t}), func(p *entity) bool { return p.subtype == "Facility" && slices.Contains(theirs, p) })
}

// within says whether place a lies in place b, by the word lists or by what the
// article says.
func (r *reading) within(a, b *entity) bool {
	for steps := 0; a != nil && steps < 4; steps++ {
		if a == b {
			return true
		}
		if up := r.inside[a]; up != nil {
			a = up
			continue
		}
		if a.lex != nil && b.lex != nil && b.subtype == "Country" && a.lex.iso != "" && a.lex.iso == b.lex.iso && a.subtype != "Country" {
			return true
		}
		return false
	}
	return false
}

func (r *reading) compoundPlace(t *telling) bool {
	return slices.ContainsFunc(t.places, func(a argument) bool {
		return a.token < t.trigger && r.tokens[a.token].Head == t.trigger || a.token < t.trigger && t.trigger-a.token < 4
	})
}

// agentsClash says whether both tell who did it and it is not the same.
func (r *reading) agentsClash(t *telling, e *event) bool {
	for _, a := range t.agents {
		for _, x := range e.tellers {
			for _, b := range x.agents {
				if a.entity != b.entity && a.entity.named && b.entity.named {
					return true
				}
			}
		}
	}
	return false
}

// mergeEvents joins events that later tellings showed to be one: the same
// facility or the same place and date.
func (r *reading) mergeEvents() {
	for i := 0; i < len(r.events); i++ {
		for j := i + 1; j < len(r.events); j++ {
			a, b := r.events[i], r.events[j]
			if !r.oneEvent(a, b) {
				continue
			}
			for _, t := range b.tellers {
				a.add(t)
			}
			r.events = slices.Delete(r.events, j, j+1)
			j--
		}
	}
	for _, e := range r.events {
		slices.SortStableFunc(e.tellers, func(a, b *telling) int { return cmp.Compare(a.trigger, b.trigger) })
		r.settle(e)
	}
}

func (r *reading) oneEvent(a, b *event) bool {
	if r.cityAttack(a, b) || r.cityAttack(b, a) {
		return true
	}
	x := b.tellers[0]
	if !kindsAgree(x, a) || !isAttack(a.subtype) || x.plural != a.tellers[0].plural || a.date.known() && b.date.known() && r.datesClash(x, a) {
		return false
	}
	for _, p := range placesOf(a.tellers) {
		if p.subtype == "Facility" && slices.Contains(placesOf(b.tellers), p) {
			return true
		}
	}
	return false
}

// cityAttack says whether event a, of which only the city is told ("the Moscow
// attack"), is event b at a building in that city, the only such one.
func (r *reading) cityAttack(a, b *event) bool {
	x := a.tellers[0]
	if !isAttack(a.subtype) || !kindsAgree(x, b) || x.plural || b.tellers[0].plural || x.verb || r.datesClash(x, b) {
		return false
	}
	for _, p := range placesOf(a.tellers) {
		if p.subtype != "City" {
			return false
		}
	}
	inCity := func(e *event) bool {
		return slices.ContainsFunc(placesOf(e.tellers), func(p *entity) bool {
			return p.subtype == "Facility" && slices.ContainsFunc(placesOf(a.tellers), func(city *entity) bool { return r.within(p, city) })
		})
	}
	if !inCity(b) {
		return false
	}
	for _, other := range r.events {
		if other != a && other != b && isAttack(other.subtype) && inCity(other) {
			return false
		}
	}
	return true
}

// settle takes the most specific place of all tellings for the event's.
func (r *reading) settle(e *event) {
	e.place = nil
	for _, rank := range []string{"Facility", "City", "Region", "", "Country"} {
		for _, t := range e.tellers {
			for _, a := range t.places {
				if e.place == nil && a.entity.subtype == rank {
					e.place = a.entity
				}
			}
		}
		if e.place != nil {
			return
		}
	}
}

// worthTelling drops events that nothing in the article pins down.
func (r *reading) worthTelling(e *event) bool {
	return len(e.tellers) > 0 && strings.TrimSpace(e.subtype) != ""
}
