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
	r.makeEvents(tellings)
	r.makeEvents(unfold(tellings))
	r.referring(tellings)
	for _, e := range r.events {
		r.settle(e)
	}
	r.mergeEvents()
	for _, e := range r.events {
		r.oneWeapon(e)
		r.oneGroup(e)
	}
	r.dateMainEvent()
	r.events = slices.DeleteFunc(r.events, func(e *event) bool { return !r.worthTelling(e) })
	r.tollNouns()
	r.courtNouns()
}

// makeEvents joins each telling to the event that it is of, or makes it one.
func (r *reading) makeEvents(tellings []*telling) {
	for _, t := range tellings {
		if t.subtype == "" || !r.happens(t) {
			continue
		}
		if !t.verb && r.demonstrative(t.trigger) && len(t.places)+len(t.targets)+len(t.victims) == 0 && !t.date.known() {
			continue // "that bombing" waits until all events are known
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
	if r.newAfter(t, e) || r.weekdaysClash(t, e) {
		return 0
	}
	if r.killsSuspects(e) && !t.verb && !t.traits["kill"] {
		return 0 // "the attack" is not the death of those who are suspected of it
	}
	if !t.verb && !t.plural && r.saidToBeOther(t.trigger) || r.namedByVictim(t) && !r.sharedVictim(t, e) || r.otherVictim(t, e) || r.tellsOfAnother(t, e) {
		return 0
	}
	if !t.verb && t.subtype != "Attack" && t.subtype != e.subtype && !t.traits["blank"] && r.onlyKills(e) && slices.ContainsFunc(r.events, func(x *event) bool { return x != e && x.subtype == t.subtype }) {
		return 0 // "the blast" is rather the blast than the killing
	}
	distance := r.sentencesSince(t, e)
	shared := r.sharedPlace(t, e)
	pointed := t.definite || t.traits["blank"] && (!r.indefinite(t.trigger) || r.tokens[t.trigger].Dep == "attr") // "this is a crime", not "an incident was reported"
	oneOfTwins := !t.plural && t.definite && r.twins(e.tellers[0]) && (shared && r.compoundPlace(t) || t.bare && distance <= 3 || r.pointsAtLead(t, e) && distance <= 1)
	loosely := t.plural && t.definite && shared && !r.numbered(t.trigger) && len(e.tellers) >= 2 // "following the attacks in Lagos"
	ofEach := e.tellers[0].plural && r.child(t.trigger, "det") >= 0 && r.lowerIn(r.child(t.trigger, "det"), "each", "every")
	if t.plural != e.tellers[0].plural && !ofEach && !oneOfTwins && !loosely && (!t.plural || !r.numbered(e.tellers[0].trigger) || r.numbered(t.trigger)) && !t.verb {
		return 0
	}
	switch {
	case r.sharedVictim(t, e):
		return 50
	case pointed && !t.plural && r.sharedWeekday(t, e):
		return 38 // "Friday's attack", in a report without a date as well
	case t.verb && distance == 0 && t.killed != nil && e.killed != nil && *t.killed == *e.killed && t.killed.Value > 1:
		return 30
	case !t.verb && t.bare && e.tellers[0].plural && t.subtype == e.subtype && r.child(t.trigger, "det") >= 0 && r.lowerIn(r.child(t.trigger, "det"), "each", "every"):
		return 12 // "before each explosion": of those told of
	case t.verb && distance <= 3 && e.subtype == "Bombing" && r.knownBomb(t):
		return 20 - distance // "the bombs went off in …"
	case t.verb && t.bare && t.subtype == e.subtype && t.subtype == "Bombing" && distance >= 0 && distance <= 1:
		return 12 // "then they exploded one by one"
	case t.verb && !shared:
		return 0
	case t.verb && r.sharedFacility(t, e):
		return 25
	case shared && (pointed || r.compoundPlace(t) || r.headline(t.trigger) || r.headline(e.tellers[0].trigger)):
		return 40 - min(distance, 20) + len(e.tellers)
	case pointed && t.subtype == "CourtProceeding" && !t.verb && distance <= 3 && len(t.sufferers())+len(t.places) == 0:
		return 16 - distance // "the trial" of who was just charged
	case pointed && !t.plural && r.saysMore(t, e) && distance <= 3:
		return 18 - 2*distance // "… a blast. The blast hit a bakery in …"
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
		if r.firstTold(e).trigger < t.trigger && r.besideItsTarget(t, e) {
			s += 6
		}
		return max(1, s)
	case pointed && !t.plural && len(t.places)+len(t.targets) == 0 && t.date.known() && !e.date.known() && e == r.leadEvent() && !r.agentsClash(t, e) && !r.toldBeside(t, e):
		return 12 // "Friday's attack", of which the report is about
	case pointed && !t.plural && e == r.mainEvent() && r.onlyRelativeDate(t):
		return 15
	}
	return 0
}

// indefinite says whether a noun stands with "a".
func (r *reading) indefinite(i int) bool {
	d := r.child(i, "det")
	return d >= 0 && r.lowerIn(d, "a", "an")
}

// besideItsTarget says whether the sentence of a telling speaks of a building or target
// that an event was at: "they were at the offices when the attack occurred".
func (r *reading) besideItsTarget(t *telling, e *event) bool {
	s := r.sentences[r.tokens[t.trigger].sentence]
	for i := s.start; i < s.end; i++ {
		x := r.entityOf(i)
		if x == nil || x.typ == "Place" && x.subtype != "Facility" {
			continue
		}
		if slices.ContainsFunc(e.tellers, func(t *telling) bool {
			return slices.Contains(thingsHit(t), x) || slices.Contains(placesOf([]*telling{t}), x)
		}) {
			return true
		}
	}
	return false
}

// newAfter says whether an event is brought up with "a" only after a telling, which so
// is of another: "the attack" some sentences before "an attack on a mosque". A heading
// tells of what the text brings up.
func (r *reading) newAfter(t *telling, e *event) bool {
	first := r.firstTold(e)
	return !first.verb && r.indefinite(first.trigger) && r.tokens[t.trigger].sentence < r.tokens[first.trigger].sentence && !r.headline(t.trigger)
}

// firstTold is where the article first tells of an event.
func (r *reading) firstTold(e *event) *telling {
	return slices.MinFunc(e.tellers, func(a, b *telling) int { return cmp.Compare(a.trigger, b.trigger) })
}

// sentencesSince is how many sentences before a telling an event was last told of;
// what is told of only later is further off than it stands.
func (r *reading) sentencesSince(t *telling, e *event) int {
	since, until := -1, 0
	for _, x := range e.tellers {
		gap := r.tokens[t.trigger].sentence - r.tokens[x.trigger].sentence
		if gap >= 0 && (since < 0 || gap < since) {
			since = gap
		}
		if gap < 0 && (until == 0 || -gap < until) {
			until = -gap
		}
	}
	if since >= 0 {
		return since
	}
	return 3 + 2*until
}

// saidToBeOther says whether a noun is said to be another event than any told of:
// "another attack", "a second explosion", "the previous bombing".
func (r *reading) saidToBeOther(i int) bool {
	return slices.ContainsFunc(r.tokens[i].kids, func(k int) bool {
		return k < i && r.lowerIn(k, "another", "second", "third", "fourth", "separate", "further", "previous", "earlier", "similar", "different", "additional", "subsequent", "next", "new")
	})
}

// knownBomb says whether a verb tells of what "the bomb" or "the device" did, so of
// a bombing already told of.
func (r *reading) knownBomb(t *telling) bool {
	c := r.clauseAt[t.trigger]
	return c != nil && r.goesOff(c) && slices.ContainsFunc(c.subjects, func(s int) bool { return r.explosive(s) && r.nounIsDefinite(s) && !r.other(s) })
}

// toldBeside says whether another attack than e is told of before t in its sentence.
func (r *reading) toldBeside(t *telling, e *event) bool {
	return slices.ContainsFunc(r.events, func(other *event) bool {
		return other != e && isAttack(other.subtype) && slices.ContainsFunc(other.tellers, func(x *telling) bool {
			return x.trigger < t.trigger && r.tokens[x.trigger].sentence == r.tokens[t.trigger].sentence
		})
	})
}

// saysMore says whether a definite noun brings the first place or target of an
// event of its very kind that had none.
func (r *reading) saysMore(t *telling, e *event) bool {
	return t.subtype == e.subtype && len(t.places)+len(t.targets) > 0 && len(placesOf(e.tellers)) == 0 && !r.agentsClash(t, e) && !r.compoundPlace(t) &&
		!slices.ContainsFunc(e.tellers, func(x *telling) bool { return len(x.targets) > 0 })
}

// pointsAtLead says whether "the attack" right behind the event that a report
// begins with can only mean it.
func (r *reading) pointsAtLead(t *telling, e *event) bool {
	return !t.verb && len(t.places)+len(t.targets) == 0 && !t.date.known() && e == r.leadEvent() && !r.agentsClash(t, e)
}

// killsSuspects says whether an event is the death of suspects or attackers,
// which nobody is asked about when it comes to who was behind "the attack".
func (r *reading) killsSuspects(e *event) bool {
	t := e.tellers[0]
	return t.traits["kill"] && len(t.victims) > 0 && !slices.ContainsFunc(t.victims, func(a argument) bool {
		return !slices.ContainsFunc(a.entity.mentions, func(m *mention) bool {
			return r.tokens[m.head].sentence == r.tokens[a.token].sentence && (m.trait == "held" || m.trait == "attacker" || m.noun == "suspect")
		})
	})
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
	if !t.date.known() && e.date.known() {
		return r.lately(t) && e.date.year() != "" && e.date.year() < r.newestYear()
	}
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

// lately says whether a telling is of the days before the report, by a date that
// cannot be worked out: "last week's attacks".
func (r *reading) lately(t *telling) bool {
	for i := max(0, t.start-1); i < min(len(r.tokens)-1, t.trigger+3); i++ {
		if r.lowerIn(i, "last", "this") && r.lowerIn(i+1, "week", "weekend", "month", "night") && r.tokens[i].sentence == r.tokens[t.trigger].sentence {
			return true
		}
	}
	return false
}

// newestYear is the year of the report, or the latest that it names.
func (r *reading) newestYear() string {
	if p, ok := r.published(); ok {
		return p.Format("2006")
	}
	newest := ""
	for _, d := range r.dates {
		newest = max(newest, d.year())
	}
	return newest
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
			if severalOrOne(a, b) || !r.oneEvent(a, b) && !r.onlyLocated(a, b) {
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

// severalOrOne says whether nouns tell of one of the two as several events and of
// the other as one: "two bombings" are not the bombing told of before.
func severalOrOne(a, b *event) bool {
	noun := func(e *event, plural bool) bool {
		return slices.ContainsFunc(e.tellers, func(t *telling) bool { return !t.verb && t.plural == plural })
	}
	return noun(a, true) && !noun(a, false) && noun(b, false) && !noun(b, true) || noun(b, true) && !noun(b, false) && noun(a, false) && !noun(a, true)
}

func (r *reading) oneEvent(a, b *event) bool {
	if r.cityAttack(a, b) || r.cityAttack(b, a) {
		return true
	}
	x := b.tellers[0]
	if !kindsAgree(x, a) || !isAttack(a.subtype) || x.plural != a.tellers[0].plural || r.datesApart(a, b) {
		return false
	}
	for _, p := range placesOf(a.tellers) {
		if p.subtype == "Facility" && slices.Contains(placesOf(b.tellers), p) {
			return true
		}
	}
	return false
}

// worthTelling drops events that nothing in the article pins down.
func (r *reading) worthTelling(e *event) bool {
	return len(e.tellers) > 0 && strings.TrimSpace(e.subtype) != ""
}
