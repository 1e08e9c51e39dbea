package extract

import (
	"slices"
	"strings"
)

// This file holds what keeps a verb of violence or arrest from telling of any:
// words, mishaps, tasks and participles that only look like it.

// countedState says whether a participle stands for the people in that state:
// "145 dead and more than 500 injured".
func (r *reading) countedState(v int) bool {
	t := r.tokens[v]
	return t.Tag == "VBN" && v > 0 && r.tokens[v-1].Tag == "CD" && !r.root(v) && r.child(v, "auxpass", "aux", "agent") < 0
}

// chargesInWords says whether "charge" is an accusation by somebody who takes
// nobody to court: an army, a party, a newspaper.
func (r *reading) chargesInWords(c *clause) bool {
	if c.lemma != "charge" || c.passive || len(c.objects) == 0 {
		return false
	}
	subjects := r.entitiesOf(c.subjects)
	return len(subjects) > 0 && !slices.ContainsFunc(subjects, func(e *entity) bool {
		switch e.subtype {
		case "ArmedGroup", "Military", "PoliticalParty", "Media", "ThinkTank", "NGO", "IGO", "University":
			return false
		}
		return e.typ != "PersonGroup" || e.noun != "rebel" && e.noun != "guerrilla" && e.noun != "critic" && e.noun != "opponent"
	})
}

// chargesThat says whether "charged" is followed by a clause and so is speech:
// "charged in Lagos today that on 2 May the army had …".
func (r *reading) chargesThat(v int) bool {
	for k := v + 1; k < v+8 && k < len(r.tokens) && r.tokens[k].sentence == r.tokens[v].sentence; k++ {
		switch {
		case r.lowerIn(k, "that") && (r.tokens[k].Dep == "mark" || r.tokens[k].Tag == "IN"):
			return true
		case r.lowerIn(k, "with", "over", "for", "of", "by", ",", "after"):
			return false
		}
	}
	return false
}

// titled says whether a word is in the title of a work: capitalised, with quotation
// marks around the few words it is among.
func (r *reading) titled(i int) bool {
	if !r.capitalized(i) {
		return false
	}
	quote := func(k int) bool {
		return k >= 0 && k < len(r.tokens) && strings.ContainsAny(r.tokens[k].Text, "\"“”")
	}
	open, closing := false, false
	for k := 1; k <= 5; k++ {
		open = open || quote(i-k)
		closing = closing || quote(i+k)
	}
	return open && closing
}

// taskedWith says whether "charged with" gives a task and no offence: "charged
// with implementing the plan".
func (r *reading) taskedWith(v int) bool {
	for _, p := range r.children(v, "prep") {
		if k := r.child(p, "pcomp"); k >= 0 && r.lowerIn(p, "with") {
			return slices.Contains([]string{"implement", "oversee", "manage", "run", "lead", "enforce", "protect", "find", "ensure", "investigate", "deliver", "develop", "coordinate", "prepare", "guard", "supervise", "maintain", "build", "draft", "create", "monitor", "make", "keep"}, r.lemma(k))
		}
	}
	return false
}

// byState says whether a body of the state does something: what it seizes it
// confiscates.
func (r *reading) byState(c *clause) bool {
	return slices.ContainsFunc(r.entitiesOf(c.subjects), func(e *entity) bool {
		return stateBody(e) || e.noun == "authority" || e.noun == "official" || e.noun == "prosecutor" || e.subtype == "Country"
	})
}

// byForce says whether a building that is taken over or occupied is held against
// somebody: no one takes over his father's shop, or as its owner, by force, and a
// participle before the noun says nothing of it.
func (r *reading) byForce(c *clause) bool {
	if r.tokens[c.verb].Dep == "amod" {
		return false
	}
	if c.lemma == "seize" {
		return true
	}
	for _, p := range c.preps {
		if p.word == "from" || p.word == "as" {
			return false
		}
	}
	return !slices.ContainsFunc(r.entitiesOf(c.subjects), func(e *entity) bool {
		return e.typ == "Person" || e.typ == "Organization" && e.subtype != "ArmedGroup" && e.subtype != "Military" && e.subtype != ""
	})
}

// bareParticiple says whether a word that the parser took for a verb coordinated
// with another describes the noun behind it: "they request the release of leaders
// and detained activists".
func (r *reading) bareParticiple(v int) bool {
	t := r.tokens[v]
	o := r.child(v, "dobj")
	if t.Dep != "conj" || t.Tag != "VBD" && t.Tag != "VBN" || o < v || r.child(v, "nsubj", "aux", "auxpass", "advmod") >= 0 || r.child(o, "det", "poss", "nummod") >= 0 || !r.plural(o) {
		return false
	}
	head := r.tokens[t.Head].Tag
	return head == "VBP" || head == "VBZ" || head == "VB"
}

// mishaps are what kills and injures without anybody's doing.
var mishaps = []string{
	"accident", "crash", "collision", "derailment", "fall", "earthquake", "quake", "flood", "hurricane", "cyclone", "tornado", "storm", "avalanche", "landslide", "tsunami", "wildfire", "stampede",
	"lightning", "illness", "disease", "match", "game", "race", "training", "practice", "wreck", "mishap", "drought", "epidemic", "typhoon", "volcano", "eruption", "mudslide", "heatwave", "shipwreck", "tackle",
	"virus", "pandemic", "outbreak", "heat", "cold", "overdose", "famine", "hunger", "starvation", "malaria", "cholera", "ebola", "covid", "coronavirus", "cancer", "blaze", "wave", "drug", "smoking", "pollution", "leak", "gas", "cloud", "smoke", "fume", "lava", "ash",
}

// byAccident says whether people are killed or injured by a mishap and nobody is
// said to have done it.
func (r *reading) byAccident(c *clause, trig trigger) bool {
	if !trig.traits["kill"] && !trig.traits["injure"] {
		return false
	}
	mishap := func(i int) bool { return slices.Contains(mishaps, singular(r.tokens[i].lower)) }
	if slices.ContainsFunc(c.subjects, mishap) {
		return true
	}
	return c.passive && len(r.entitiesOf(c.subjects)) == 0 && slices.ContainsFunc(c.preps, func(p prepArg) bool {
		return slices.Contains([]string{"in", "by", "during", "from", "after"}, p.word) && mishap(p.obj)
	})
}

// byMishap says whether things are destroyed by a vehicle, a fire or a mishap and not
// by anybody: "the plane destroyed 12 houses".
func (r *reading) byMishap(c *clause) bool {
	return slices.ContainsFunc(c.subjects, func(s int) bool {
		m := r.at[s]
		return slices.Contains(mishaps, singular(r.tokens[s].lower)) || r.lowerIn(s, "fire", "fires", "flames") || m != nil && m.typ == "Object" && m.subtype == "Vehicle"
	})
}

// vehicleIn says whether a vehicle is what crashes: markets and computers do as well.
func (r *reading) vehicleIn(c *clause) bool {
	return slices.ContainsFunc(append(slices.Clone(c.subjects), c.objects...), func(s int) bool {
		m := r.at[r.counted(s)]
		return m != nil && m.typ == "Object" && m.subtype == "Vehicle"
	})
}

// mishapOf is the accident or disaster that people are said to have been killed or
// hurt in; the flag says that some mishap is named, event or not.
func (r *reading) mishapOf(c *clause) (*telling, bool) {
	for _, p := range c.preps {
		if slices.Contains([]string{"in", "by", "during", "from", "after", "of"}, p.word) && slices.Contains(mishaps, singular(r.tokens[p.obj].lower)) {
			return r.tellingOf[p.obj], true
		}
	}
	for _, s := range c.subjects {
		if c.lemma != "die" && slices.Contains(mishaps, singular(r.tokens[s].lower)) {
			return r.tellingOf[s], true
		}
	}
	for _, k := range r.children(c.verb, "advcl") { // "were killed when a bus crashed"
		if t := r.tellingOf[k]; t != nil && t.subtype == "Accident" {
			return t, true
		}
	}
	return nil, false
}

// byLaw says whether somebody is put to death by a court's sentence, which is no
// murder: "executed by lethal injection".
func (r *reading) byLaw(c *clause) bool {
	if c.lemma != "execute" && c.lemma != "kill" {
		return false
	}
	if slices.ContainsFunc(c.preps, func(p prepArg) bool {
		return p.word == "by" && r.lowerIn(p.obj, "injection", "hanging", "electrocution", "guillotine")
	}) {
		return true
	}
	s := r.sentences[r.tokens[c.verb].sentence]
	for i := s.start; i < s.end && c.lemma == "execute"; i++ {
		if r.lowerIn(i, "inmate", "inmates", "row", "appeal", "appeals", "clemency", "prison", "murderer", "convicted", "injection", "penalty", "sentenced", "sentence") {
			return true
		}
	}
	return false
}

// inHospital says whether people are kept by doctors: "detained in hospital".
func (r *reading) inHospital(c *clause) bool {
	return (c.lemma == "detain" || c.lemma == "hold") && slices.ContainsFunc(c.preps, func(p prepArg) bool {
		return p.word == "in" && r.lowerIn(p.obj, "hospital", "hospitals", "intensive", "clinic")
	})
}

// capturesGround says whether what is captured is land or a body and nobody who
// could be held.
func (r *reading) capturesGround(c *clause) bool {
	return !slices.ContainsFunc(c.objects, func(o int) bool {
		e := r.entityOf(o)
		return e != nil && (e.typ == "Person" || e.typ == "PersonGroup") || e == nil && r.tokens[r.counted(o)].Tag == "CD"
	})
}

// ideas are what is attacked in words only.
var ideas = []string{
	"plan", "policy", "decision", "reform", "idea", "proposal", "law", "bill", "term", "record", "report", "speech", "statement", "comment", "remark", "view", "opinion", "move", "deal", "agreement",
	"problem", "issue", "question", "poverty", "corruption", "inequality", "unemployment", "inflation", "bureaucracy", "racism", "sexism", "critic", "criticism", "claim", "argument", "theory", "ruling",
	"verdict", "budget", "tax", "treaty", "strategy", "approach", "role", "handling", "character", "credibility", "integrity", "reputation", "legacy", "conduct", "behavior", "behaviour", "lack", "failure",
	"notion", "concept", "principle", "constitution", "system", "measure", "rule", "practice", "culture", "ideology", "capitalism", "communism", "stance", "position", "response", "opponent", "rival",
}

// inWords says whether an attack is one of words: on a plan or a record, or on
// somebody over, for, as something.
func (r *reading) inWords(c *clause) bool {
	if c.lemma != "attack" && c.lemma != "assault" && c.lemma != "hit" && c.lemma != "target" {
		return false
	}
	for _, o := range c.objects {
		if slices.Contains(ideas, singular(r.tokens[o].lower)) {
			return true
		}
	}
	if c.lemma != "attack" || len(c.objects) == 0 {
		return false
	}
	if slices.ContainsFunc(r.children(c.verb, "advmod"), func(k int) bool {
		return r.lowerIn(k, "verbally", "publicly", "repeatedly", "harshly", "bitterly", "sharply", "openly")
	}) && r.child(c.verb, "agent") < 0 {
		return true
	}
	return slices.ContainsFunc(c.preps, func(p prepArg) bool {
		switch p.word {
		case "over", "as":
			return true
		case "for":
			return r.tokens[p.obj].Dep == "pcomp" || slices.Contains(ideas, singular(r.tokens[p.obj].lower))
		case "in", "during":
			return r.lowerIn(p.obj, "speech", "interview", "tweet", "letter", "article", "debate", "statement", "editorial", "column", "book", "press", "parliament")
		}
		return false
	})
}
