package extract

import "slices"

// phrase is a verb that tells of an event only together with other words.
type phrase struct {
	verbs    []string
	particle string   // "off" in "went off"; "" for none needed
	objects  []string // nouns one of which is the object; "*explosive" any bomb, "*vehicle" and "*person" any such
	prep     []string // prepositions one of which follows
	under    []string // nouns one of which stands under the preposition; empty for any
	subject  string   // "weapon", "attacker", "people", "judge" or "police" where the subject must be one
	passive  bool     // only in the passive
	subtype  string
	traits   []string
	example  string
}

var prisons = []string{"custody", "prison", "jail", "detention", "bail", "parole", "house", "arrest", "jails", "prisons"}

// crowds are whom a car is driven into on purpose: into trees and walls it mostly is
// not.
var crowds = []string{
	"crowd", "crowds", "people", "pedestrians", "group", "worshippers", "worshipers", "protesters", "demonstrators", "marchers", "parade", "march", "market", "police", "policemen", "officers", "soldiers", "troops",
	"shoppers", "revelers", "revellers", "cyclists", "students", "children", "families", "civilians", "tourists", "spectators", "checkpoint", "barracks", "convoy", "patrol", "bystanders", "passersby",
}

// phrases lists the verb phrases that tell of events. Traits are those of
// triggers.txt; aimed: what follows on, at and into is the target.
var phrases = []phrase{
	{verbs: []string{"set"}, particle: "off", objects: []string{"*explosive", "bomb", "device", "charge", "explosion", "blast"}, subtype: "Bombing", example: "A woman set off a device in the square in Quetta."},
	{verbs: []string{"go"}, particle: "off", subject: "weapon", subtype: "Bombing", example: "A device went off in Quetta."},
	{verbs: []string{"set"}, objects: []string{"fire"}, prep: []string{"to"}, subtype: "Attack", traits: []string{"burn"}, example: "Rioters set fire to a school."},
	{verbs: []string{"burn", "torch", "firebomb"}, subject: "people", subtype: "Attack", traits: []string{"damage"}, example: "Unidentified men burned a bus in Cali."},
	{verbs: []string{"set"}, prep: []string{"on"}, under: []string{"fire"}, subtype: "Attack", traits: []string{"damage"}, example: "Rioters set a school on fire."},
	{verbs: []string{"ram", "plough", "plow", "drive", "crash", "smash", "slam", "steer"}, objects: []string{"*vehicle"}, prep: []string{"into"}, under: crowds, subtype: "Attack", traits: []string{"aimed"}, example: "A man drove a van into pedestrians."},
	{verbs: []string{"ram", "plough", "plow", "crash", "smash", "slam"}, prep: []string{"into"}, subject: "attacker", subtype: "Attack", traits: []string{"aimed"}, example: "A suicide bomber crashed into a convoy."},
	{verbs: []string{"come"}, prep: []string{"under"}, under: []string{"fire", "gunfire", "attack", "shelling", "assault", "bombardment"}, subtype: "Attack", traits: []string{"under"}, example: "A convoy came under attack in Mosul."},
	{verbs: []string{"mow", "run"}, particle: "down", subtype: "Attack", traits: []string{"injure"}, example: "The driver mowed down pedestrians."},
	{verbs: []string{"beat"}, prep: []string{"to"}, under: []string{"death"}, subtype: "Attack", traits: []string{"kill"}, example: "A mob beat a farmer to death."},
	{verbs: []string{"take", "hold", "remand", "place", "keep"}, prep: []string{"into", "in"}, under: []string{"custody", "detention"}, passive: true, subtype: "Arrest", example: "Two men were taken into custody."},
	{verbs: []string{"face"}, objects: []string{"charge", "charges", "count", "counts", "trial", "prosecution"}, subtype: "CourtProceeding", traits: []string{"defendant"}, example: "Rosa Lind faces charges of fraud."},
	{verbs: []string{"stand", "await"}, objects: []string{"trial"}, subtype: "CourtProceeding", traits: []string{"defendant"}, example: "Rosa Lind stood trial in Oslo."},
	{verbs: []string{"stand", "go", "be", "put"}, prep: []string{"on"}, under: []string{"trial"}, subtype: "CourtProceeding", traits: []string{"defendant"}, example: "Rosa Lind went on trial in Oslo."},
	{verbs: []string{"appear"}, prep: []string{"in", "before"}, under: []string{"court", "judge", "magistrate", "tribunal", "dock"}, subtype: "CourtProceeding", traits: []string{"defendant", "appears"}, example: "Rosa Lind appeared in court."},
	{verbs: []string{"release", "free", "parole"}, prep: []string{"from", "on"}, under: prisons, subtype: "CourtProceeding", traits: []string{"release"}, example: "Rosa Lind was released from prison."},
	{verbs: []string{"release", "free"}, prep: []string{"without", "after"}, under: []string{"charge", "charges", "questioning", "interrogation"}, subtype: "CourtProceeding", traits: []string{"release"}, example: "Two men were released without charge."},
	{verbs: []string{"clear", "exonerate", "absolve"}, prep: []string{"of"}, subject: "judge", subtype: "CourtProceeding", traits: []string{"cleared"}, example: "Rosa Lind was cleared of fraud."},
	{verbs: []string{"drop", "dismiss", "withdraw"}, objects: []string{"charge", "charges", "case", "indictment"}, prep: []string{"against"}, subtype: "CourtProceeding", traits: []string{"cleared"}, example: "Prosecutors dropped the charges against Rosa Lind."},
	{verbs: []string{"hunt", "search", "pursue", "seek"}, subject: "police", prep: []string{"for"}, subtype: "Investigation", example: "Police searched for a man in Lyon."},
	{verbs: []string{"hunt", "pursue", "seek"}, subject: "police", objects: []string{"*person"}, subtype: "Investigation", example: "Detectives hunted a man in Lyon."},
	{verbs: []string{"open", "launch", "begin", "start"}, objects: []string{"investigation", "probe", "inquiry", "manhunt"}, subtype: "Investigation", example: "Police opened an investigation into the blast."},
}

// phraseAt is the first phrase that a clause is, nil where it is none.
func (r *reading) phraseAt(c *clause) *phrase {
	for i := range phrases {
		if p := &phrases[i]; slices.Contains(p.verbs, c.lemma) && (p.particle == "" || p.particle == c.particle) && r.phraseFits(p, c) {
			return p
		}
	}
	return nil
}

// phraseEnd is the end of the words that make up a phrase: "went on trial".
func (r *reading) phraseEnd(p *phrase, c *clause) int {
	end := r.verbEnd(c)
	for _, o := range c.objects {
		if len(p.objects) > 0 && r.phraseObject(p, o) {
			end = max(end, o+1)
		}
	}
	for _, x := range c.preps {
		if len(p.under) > 0 && slices.Contains(p.prep, x.word) && r.lowerIn(x.obj, p.under...) {
			end = max(end, x.obj+1)
		}
	}
	if end > c.verb+7 {
		return r.verbEnd(c)
	}
	return end
}

func (r *reading) phraseFits(p *phrase, c *clause) bool {
	if p.passive && !c.passive || len(p.objects) > 0 && !slices.ContainsFunc(c.objects, func(o int) bool { return r.phraseObject(p, o) }) {
		return false
	}
	if len(p.prep) > 0 && !r.phrasePrep(p, c) {
		return false
	}
	switch p.subject {
	case "weapon":
		return slices.ContainsFunc(c.subjects, func(s int) bool { return r.explosive(s) })
	case "attacker":
		return r.byAttacker(c)
	case "people":
		return len(c.objects) > 0 && slices.ContainsFunc(r.entitiesOf(c.subjects), func(e *entity) bool { return e.typ == "PersonGroup" || e.subtype == "ArmedGroup" || e.typ == "Person" })
	case "judge":
		return r.byJudge(c)
	case "police":
		return slices.ContainsFunc(c.subjects, func(s int) bool {
			e := r.entityOf(s)
			return e != nil && e.subtype == "SecurityService" || r.lowerIn(s, "police", "detectives", "investigators", "authorities", "officers")
		})
	}
	return true
}

// byJudge says whether it is for the subject of a clause to find somebody innocent,
// or nobody is named.
func (r *reading) byJudge(c *clause) bool {
	return c.passive && len(c.subjects) == 0 || slices.ContainsFunc(c.subjects, func(s int) bool {
		e := r.entityOf(s)
		return e != nil && e.subtype == "Court" || r.lowerIn(s, "court", "judge", "judges", "jury", "jurors", "tribunal", "panel", "inquiry", "investigation", "prosecutors", "magistrate")
	})
}

func (r *reading) phraseObject(p *phrase, o int) bool {
	m := r.at[r.counted(o)]
	for _, want := range p.objects {
		switch want {
		case "*explosive":
			if r.explosive(o) {
				return true
			}
		case "*person":
			if m != nil && m.entity != nil && (m.entity.typ == "Person" || m.entity.typ == "PersonGroup") {
				return true
			}
		case "*vehicle":
			if m != nil && m.typ == "Object" && m.subtype == "Vehicle" {
				return true
			}
		default:
			if r.lowerIn(o, want) {
				return true
			}
		}
	}
	return false
}

func (r *reading) phrasePrep(p *phrase, c *clause) bool {
	preps := c.preps
	for _, o := range c.objects { // "the charges against Lund", "a van into pedestrians"
		preps = append(slices.Clone(preps), r.prepositions(o)...)
	}
	return slices.ContainsFunc(preps, func(x prepArg) bool {
		return slices.Contains(p.prep, x.word) && (len(p.under) == 0 || r.lowerIn(x.obj, p.under...))
	})
}

// explosive says whether the noun at i is a bomb, or a device of which nothing
// else is said.
func (r *reading) explosive(i int) bool {
	m := r.at[r.counted(i)]
	return m != nil && m.typ == "Weapon" && m.subtype == "Explosive" || r.lowerIn(i, "device", "devices", "bomb", "bombs", "explosives")
}

// traitSet are the traits of a phrase as a set.
func (p *phrase) traitSet() map[string]bool {
	set := map[string]bool{}
	for _, t := range p.traits {
		set[t] = true
	}
	return set
}

// chargeWords are what an offence stands after: "charged with murder", "guilty of
// conspiracy", "on suspicion of arson".
var chargeWords = []string{"charge", "charges", "count", "counts", "guilty", "suspicion", "suspicions", "crime", "crimes", "offence", "offences", "offense", "offenses", "accusation", "accusations", "conviction", "convictions", "acquittal"}

// offenceNoun says whether an event noun names only what somebody is charged with
// and no event in particular.
func (r *reading) offenceNoun(i int) bool {
	if r.child(i, "det", "poss", "compound", "amod", "nummod", "nmod") >= 0 || slices.ContainsFunc(r.prepositions(i), func(p prepArg) bool { return p.word != "in" && p.word != "at" }) {
		return false
	}
	p := r.tokens[r.firstConjunct(i)].Head
	if r.tokens[r.firstConjunct(i)].Dep != "pobj" || !r.lowerIn(p, "of", "with", "to", "for", "on") {
		return false
	}
	h := r.tokens[p].Head
	return r.lowerIn(h, chargeWords...) || r.isVerb(h) && slices.Contains([]string{"charge", "convict", "accuse", "indict", "acquit", "try", "jail", "imprison", "sentence", "plead", "find", "suspect", "clear", "arrest"}, r.lemma(h)) && r.tokens[i].Tag == "NN"
}
