package extract

import (
	"slices"

	"clew/graph"
)

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
			if a == b || r.within(a, b) || r.within(b, a) || r.somewhere(a, b) || r.somewhere(b, a) {
				return false
			}
		}
	}
	return true
}

// somewhere says whether a is a building of which nothing is said where it is, so
// that it may well stand in b.
func (r *reading) somewhere(a, b *entity) bool {
	return a.subtype == "Facility" && !a.named && r.inside[a] == nil && b.subtype != "Facility" && b.subtype != ""
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

// cityAttack says whether event a, of which only the city is told ("the Lagos
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

// onlyLocated says whether one of two events is the only one of its kind in the
// article that is told with a place, and the other says nothing that would make
// it another: "the bombing of the courthouse" and "twin bombs exploded, killing 3".
func (r *reading) onlyLocated(a, b *event) bool {
	if a.subtype != b.subtype || !slices.Contains([]string{"Bombing", "Shooting", "HostageTaking"}, a.subtype) {
		return false
	}
	located := func(e *event) bool {
		return slices.ContainsFunc(e.tellers, func(t *telling) bool { return len(t.places)+len(t.targets) > 0 })
	}
	if located(a) == located(b) {
		return false
	}
	bare := a
	if located(a) {
		bare = b
	}
	if slices.ContainsFunc(bare.tellers, func(t *telling) bool {
		return t.traits["kill"] || t.traits["injure"] || t.traits["kidnap"] || t.plural && !r.twins(t) || r.other(t.trigger) || slices.ContainsFunc(t.weapons, func(w argument) bool { return r.other(w.token) })
	}) {
		return false
	}
	if r.bothBroughtUp(a, b) {
		return false
	}
	at := bare.tellers[len(bare.tellers)-1].trigger
	for _, e := range r.events {
		if e != a && e != b && e.tellers[0].trigger < at && isAttack(e.subtype) && located(e) && (e.subtype == a.subtype || e.subtype == "Attack" && !e.tellers[0].traits["kill"] && !r.namedByVictim(e.tellers[0])) {
			return false
		}
	}
	return !r.eventsClash(a, b)
}

// bothBroughtUp says whether the text brings up each of two events as news: "a bomb
// exploded near a minister's house" and "the party's offices were bombed" are two. No
// news is what a noun or a bomb takes as known, and the text repeats what its heading
// or its lead says.
func (r *reading) bothBroughtUp(a, b *event) bool {
	x, y := r.firstTold(a), r.firstTold(b)
	known := func(t *telling) bool {
		return !t.verb && t.definite || slices.ContainsFunc(t.weapons, func(w argument) bool { return r.nounIsDefinite(w.token) && !r.other(w.token) })
	}
	switch {
	case r.tokens[x.trigger].sentence == r.tokens[y.trigger].sentence:
		return false
	case r.addedTo(x) || r.addedTo(y):
		return true
	case known(x) || known(y):
		return false
	case r.inLead(x.trigger) || r.inLead(y.trigger):
		return hitApart(x, y)
	}
	return true
}

// hitApart says whether each of two tellings says what was hit, and it is not the same.
func hitApart(x, y *telling) bool {
	mine, theirs := thingsHit(x), thingsHit(y)
	return len(mine) > 0 && len(theirs) > 0 && !slices.ContainsFunc(mine, func(e *entity) bool { return slices.Contains(theirs, e) })
}

// thingsHit are the targets of a telling and what was damaged.
func thingsHit(t *telling) []*entity {
	var out []*entity
	for _, a := range append(slices.Clone(t.targets), t.damaged...) {
		out = append(out, a.entity)
	}
	return out
}

// inLead says whether a token stands in a heading or in the sentences that begin the
// text, which the rest tells in full.
func (r *reading) inLead(i int) bool {
	if r.headline(i) {
		return true
	}
	first := slices.IndexFunc(r.sentences, func(s sentence) bool { return !r.headline(s.start) })
	s := r.tokens[i].sentence
	return s <= first+1 && r.sentences[s].paragraph == r.sentences[first].paragraph
}

// addedTo says whether a verb tells of something besides what was told: "they also
// planted a bomb", "in addition, a car was blown up".
func (r *reading) addedTo(t *telling) bool {
	if !t.verb {
		return false
	}
	s := r.sentences[r.tokens[t.trigger].sentence]
	return r.lowerIn(s.start, "meanwhile", "separately", "elsewhere") || r.lowerIn(s.start, "in") && r.lowerIn(s.start+1, "addition") ||
		slices.ContainsFunc(r.children(t.trigger, "advmod"), func(k int) bool { return r.lowerIn(k, "also") })
}

// eventsClash says whether dates, tolls or perpetrators of two events differ.
func (r *reading) eventsClash(a, b *event) bool {
	differ := func(x, y *graph.Count) bool { return x != nil && y != nil && x.Value != y.Value }
	if r.datesApart(a, b) || differ(a.killed, b.killed) || differ(a.injured, b.injured) {
		return true
	}
	return slices.ContainsFunc(b.tellers, func(t *telling) bool { return r.agentsClash(t, a) || r.tellsOfAnother(t, a) })
}

// addPlace adds where something happens: a place, or a facility an organization
// goes by.
func (r *reading) addPlace(t *telling, e *entity, at int) {
	if e.typ == "Place" && !slices.ContainsFunc(t.places, func(a argument) bool { return a.entity == e }) {
		t.places = append(t.places, argument{entity: e, token: at, typ: "LOCATED_IN"})
	}
	for _, p := range r.prepositions(at) {
		if inner := r.entityOf(p.obj); inner != nil && slices.Contains([]string{"in", "of", "at", "near", "on"}, p.word) && inner.typ == "Place" && inner != e {
			r.addPlace(t, inner, p.obj)
		}
	}
	for _, k := range r.children(at, "appos") {
		if inner := r.entityOf(k); inner != nil && inner.typ == "Place" && inner != e {
			r.addPlace(t, inner, k)
		}
	}
}
