package extract

import (
	"slices"

	"clew/graph"
)

// attemptNouns after an event noun make one event with it: "the assassination
// attempt in Caracas".
var attemptNouns = []string{"attempt", "bid", "spree", "campaign"}

// aboutEvents are nouns for what an event leaves behind or leads to: the event noun
// before them points at an event told of elsewhere.
var aboutEvents = []string{"scene", "site", "area", "zone", "aftermath", "anniversary", "investigation", "probe", "inquiry", "case", "trial", "charge", "victim", "survivor", "suspect", "location", "memorial", "plot", "conviction", "wound"}

// compoundTelling reads an event noun before another noun, nil where the other
// noun says nothing of an event: "bomb attack victims", "the Oslo bombing suspect",
// "an assassination attempt".
func (r *reading) compoundTelling(i int, trig trigger) *telling {
	h := r.tokens[i].Head
	noun := singular(r.tokens[h].lower)
	attempt := slices.Contains(attemptNouns, noun)
	if !attempt && !slices.Contains(aboutEvents, noun) && r.lex.people[noun] == "" || trig.traits["blank"] || !isAttack(trig.subtype) || !attempt && r.killingNoun(i) {
		return nil
	}
	if name := r.compoundMention(h); name != nil && name.kind == graph.NameMention && name.start <= i {
		return nil
	}
	x := &telling{trigger: i, subtype: trig.subtype, traits: trig.traits, agentVerb: -1, start: i, end: i + 1, head: h, compound: !attempt}
	if attempt {
		x.end = h + 1
		x.plural = r.plural(h)
		x.definite = r.nounIsDefinite(h)
	} else {
		x.plural = r.plural(i)
		x.definite = true
	}
	x.subtype = r.narrowKind(x, trig.subtype)
	return x
}

// killingNoun says whether a noun tells of a killing or a kidnapping, which before
// another noun is mostly a kind: "murder victims", "a kidnapping suspect".
func (r *reading) killingNoun(i int) bool {
	return slices.Contains([]string{"murder", "assassination", "killing", "slaying", "kidnapping", "abduction", "massacre", "slaughter", "beheading"}, singular(r.tokens[i].lower))
}

// fillCompound reads what stands before and after the noun that an event noun is
// compounded with.
func (r *reading) fillCompound(t *telling) {
	h := t.head
	for _, k := range r.tokens[h].kids {
		switch dep := r.tokens[k].Dep; {
		case k >= t.trigger:
		case dep == "compound" || dep == "nmod":
			r.nounModifier(t, k)
		case !t.compound && (dep == "amod" || dep == "poss"):
			r.nounModifier(t, k)
		}
	}
	if t.compound {
		return
	}
	r.nounPreps(t, h)
	if d := r.dateBelow(h); d.known() {
		t.date = d
	}
	r.governingVerb(t, h)
}
