package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// event is something that happens, as one article tells of it.
type event struct {
	entity  *entity
	subtype string
	tellers []*telling
	killed  *graph.Count
	injured *graph.Count
	date    date
	place   *entity
}

// telling is one place where the article tells of an event: the trigger and the
// arguments around it.
type telling struct {
	trigger    int // token
	verb       bool
	subtype    string
	start      int // tokens of the mention
	end        int
	plural     bool
	definite   bool
	harmful    bool  // it is said to have killed or injured somebody
	tolls      []int // verbs that tell of its dead and injured
	head       int   // the noun that the event noun stands before, 0 for none
	compound   bool  // and that is no event: "bombing suspect"
	bare       bool  // nothing around it tells which event it is
	traits     map[string]bool
	agents     []argument // who did it
	victims    []argument // who suffered it
	targets    []argument // what it was aimed at
	damaged    []argument
	places     []argument
	weapons    []argument
	killed     *graph.Count
	injured    *graph.Count
	date       date
	claim      claim
	agentVerb  int // the light verb that binds agent and event, -1 if none
	event      *event
	folded     *telling // the telling whose toll this is
	foldedFrom string   // its own subtype before that
}

// argument is one participant of a telling.
type argument struct {
	entity  *entity
	token   int    // where it stands
	verb    int    // the verb of the toll that states it, 0 for the trigger
	typ     string // relation type
	count   *graph.Count
	about   string // offence
	penalty string
}

// attackKinds are the subtypes below Attack.
func isAttack(subtype string) bool { return graph.IsA(subtype, "Attack") }

// findEvents reads every trigger with its arguments, drops what is no event of
// its own (generic, hypothetical, negated), joins tellings of one event and
// makes each an entity.
func (r *reading) findEvents() {
	var tellings []*telling
	for i := range r.tokens {
		if t := r.tellingAt(i); t != nil {
			tellings = append(tellings, t)
			r.tellingOf[i] = t
		}
	}
	for _, t := range tellings {
		r.fill(t)
	}
	tellings = splitPlaces(tellings)
	for _, t := range tellings {
		t.claim = r.claimAt(t.trigger)
	}
	r.casualties(tellings)
	r.damages()
	for _, t := range tellings {
		r.becomePlot(t)
	}
	r.joinTellings(tellings)
	for _, e := range r.events {
		r.makeEvent(e)
	}
}

// splitPlaces makes two tellings of "the Lahore and Quetta attacks".
func splitPlaces(tellings []*telling) []*telling {
	var out []*telling
	for _, t := range tellings {
		out = append(out, t)
		if !t.plural || t.verb || len(t.places) != 2 || len(t.targets) > 0 || t.places[0].token > t.trigger || t.places[1].token > t.trigger {
			continue
		}
		second := *t
		t.plural, second.plural = false, false
		t.places, second.places = t.places[:1:1], t.places[1:]
		out = append(out, &second)
	}
	return out
}

// tellingAt makes a telling of the trigger word at i, nil where the word is
// none.
func (r *reading) tellingAt(i int) *telling {
	t := r.tokens[i]
	if m := r.at[i]; m != nil && m.kind == graph.NameMention {
		return nil
	}
	for k := range r.mentions {
		if m := r.mentions[k]; m.kind == graph.NameMention && m.start <= i && i < m.end {
			return nil
		}
	}
	if r.isVerb(i) {
		return r.verbTelling(i)
	}
	if !r.isNoun(i) && t.Tag != "VBG" {
		return nil
	}
	noun := singular(t.lower)
	trig, ok := r.lex.nouns[noun]
	if !ok {
		trig, ok = r.lex.nouns[t.lower]
	}
	if ok && t.Dep == "compound" && r.isNoun(t.Head) {
		return r.compoundTelling(i, trig)
	}
	if !ok {
		return r.weaponTelling(i)
	}
	if r.inPhrase(i) || r.offenceNoun(i) || r.titled(i) {
		return nil
	}
	x := &telling{trigger: i, subtype: trig.subtype, traits: trig.traits, plural: r.plural(i), agentVerb: -1}
	x.start, x.end = r.nounPhrase(i)
	x.start = r.skipDeterminer(x.start, i)
	x.subtype = r.narrowKind(x, trig.subtype)
	x.definite = r.nounIsDefinite(i)
	if t.lower == "olympics" {
		x.plural = false
	}
	return x
}

// inPhrase says whether a noun is part of a phrase that tells of an event by its
// verb: "trial" in "stood trial".
func (r *reading) inPhrase(i int) bool {
	for v := i - 1; v >= max(0, i-6); v-- {
		if t := r.tellingOf[v]; t != nil && t.verb && t.start <= i && i < t.end {
			return true
		}
	}
	return false
}

// skipDeterminer leaves the article out of an event's mention.
func (r *reading) skipDeterminer(start, head int) int {
	for start < head && r.lowerIn(start, "the", "a", "an") {
		start++
	}
	return start
}

func (r *reading) nounIsDefinite(i int) bool {
	for _, k := range r.tokens[i].kids {
		if k < i && (r.tokens[k].Dep == "poss" || r.lowerIn(k, "the", "this", "that", "these", "those", "such")) {
			return true
		}
	}
	return false
}

// kindModifiers narrow an attack by the word before it: "suicide attack".
var kindModifiers = map[string]string{
	"suicide": "Bombing", "bomb": "Bombing", "car": "Bombing", "gun": "Shooting", "shooting": "Shooting", "mass": "", "knife": "Attack", "hostage": "HostageTaking",
	"cyber": "CyberAttack", "ransomware": "CyberAttack", "hacking": "CyberAttack", "phishing": "CyberAttack", "air": "MilitaryOperation", "drone": "MilitaryOperation", "missile": "MilitaryOperation",
}

func (r *reading) narrowKind(x *telling, subtype string) string {
	for i := x.start; i < x.trigger; i++ {
		if k := kindModifiers[r.tokens[i].lower]; k != "" && (subtype == "Attack" || subtype == "MilitaryOperation" && k == "MilitaryOperation") {
			return k
		}
	}
	return subtype
}

// weaponTelling reads "the bomb that tore a bus apart" as a bombing.
func (r *reading) weaponTelling(i int) *telling {
	m := r.at[i]
	if m == nil || m.typ != "Weapon" || m.subtype != "Explosive" {
		return nil
	}
	for _, v := range r.children(i, "relcl", "acl") {
		if slices.Contains([]string{"bring", "destroy", "kill", "explode", "down", "tear", "hit", "strike"}, r.lemma(v)) {
			x := &telling{trigger: i, subtype: "Bombing", traits: map[string]bool{}, definite: true, agentVerb: -1, start: i, end: i + 1}
			c := r.clauseAt[v]
			for _, o := range c.objects {
				x.end = max(x.end, o+1)
				if e := r.entityOf(o); e != nil && o != i {
					x.targets = append(x.targets, argument{entity: e, token: o, typ: "TARGETED"})
				}
			}
			x.weapons = append(x.weapons, argument{entity: m.entity, token: i, typ: "USED_WEAPON"})
			return x
		}
	}
	return nil
}

// verbTelling makes a telling of a verb that is an event by itself.
func (r *reading) verbTelling(v int) *telling {
	lemma := r.lemma(v)
	c := r.clauseAt[v]
	trig, ok := r.lex.verbs[lemma]
	if c == nil || r.countedState(v) {
		return nil
	}
	if !ok {
		return r.phraseTelling(c)
	}
	if trig.subtype == "Accident" && (r.phraseAt(c) != nil || !r.vehicleIn(c)) {
		return r.phraseTelling(c)
	}
	if trig.traits["up"] && c.particle != "up" || trig.traits["down"] && c.particle != "down" {
		return nil
	}
	if r.lex.class(lemma, "light") && r.lightObject(c) {
		return nil
	}
	if (trig.traits["kill"] || trig.traits["injure"]) && len(c.objects) == 0 || trig.traits["attacker"] && !r.byAttacker(c) {
		return nil
	}
	if r.byAccident(c, trig) || r.byLaw(c) || trig.traits["damage"] && r.byMishap(c) || r.inHospital(c) || trig.subtype == "Attack" && r.inWords(c) || lemma == "capture" && r.capturesGround(c) {
		return nil
	}
	if lemma == "charge" && (r.taskedWith(v) || r.chargesInWords(c) || r.chargesThat(v)) {
		return nil
	}
	if r.lowerIn(r.tokens[v].Head, "those") && r.tokens[v].Dep == "acl" {
		return nil // "those arrested" are people, not an arrest
	}
	if r.bareParticiple(v) {
		return nil
	}
	if t := r.tokens[v]; t.Tag == "VBN" && t.Dep == "conj" && (!r.isVerb(t.Head) || len(c.objects) == 0 && r.child(v, "agent", "auxpass", "nsubjpass") < 0) {
		return nil // "145 dead and 500 injured"
	}
	x := &telling{trigger: v, verb: true, subtype: trig.subtype, traits: trig.traits, agentVerb: -1}
	if x.subtype == "Attack" {
		x.subtype = r.kindByAttacker(c)
	}
	if (lemma == "jail" || lemma == "imprison") && !r.forPeriod(c) {
		x.subtype, x.traits = "Arrest", map[string]bool{} // held, not sentenced
	}
	x.start, x.end = v, r.verbEnd(c)
	return x
}

// byAttacker says whether the subject of a verb with many meanings ("strike",
// "hit") is somebody who attacks.
func (r *reading) byAttacker(c *clause) bool {
	for _, s := range c.subjects {
		if m := r.at[s]; m != nil && (m.trait == "attacker" || m.entity != nil && m.entity.subtype == "ArmedGroup") {
			return true
		}
	}
	return false
}

// kindByAttacker narrows an attack by who does it: a bomber bombs.
func (r *reading) kindByAttacker(c *clause) string {
	for _, s := range c.subjects {
		switch singular(r.tokens[s].lower) {
		case "bomber":
			return "Bombing"
		case "shooter", "sniper":
			return "Shooting"
		}
		if r.explosive(s) {
			return "Bombing" // "bombs that injured 30 people"
		}
	}
	return "Attack"
}

// verbEnd is the end of a verb with its particle, for the mention.
func (r *reading) verbEnd(c *clause) int {
	if p := r.child(c.verb, "prt"); p == c.verb+1 {
		return p + 1
	}
	return c.verb + 1
}

// phraseTelling reads verbs that tell of an event with their object: "took
// hostages", "took over a school", "raised the alert level".
func (r *reading) phraseTelling(c *clause) *telling {
	if p := r.phraseAt(c); p != nil {
		return &telling{trigger: c.verb, verb: true, subtype: p.subtype, traits: p.traitSet(), agentVerb: -1, start: c.verb, end: r.phraseEnd(p, c)}
	}
	subtype := ""
	object := ""
	for _, o := range c.objects {
		object = singular(r.tokens[o].lower)
		words := strings.ToLower(r.words(r.leftmost(o), o+1))
		switch {
		case slices.Contains([]string{"take", "hold", "seize"}, c.lemma) && object == "hostage":
			subtype = "HostageTaking"
		case c.lemma == "take" && c.particle == "over" || c.lemma == "occupy" || c.lemma == "seize":
			if e := r.entityOf(o); e != nil && e.subtype == "Facility" && !r.byState(c) && r.byForce(c) {
				subtype = "HostageTaking"
			}
		case isPolicy(c.lemma, words):
			subtype = "PolicyAction"
		}
	}
	if weapon, traits := r.weaponPhrase(c); weapon != "" {
		return &telling{trigger: c.verb, verb: true, subtype: weapon, traits: traits, agentVerb: -1, start: c.verb, end: r.verbEnd(c)}
	}
	if c.particle == "up" && c.lemma == "ramp" || c.lemma == "tighten" || c.lemma == "heighten" {
		subtype = "PolicyAction"
	}
	if (c.lemma == "plead" || c.lemma == "find") && r.guilty(c) >= 0 {
		subtype = "CourtProceeding"
	}
	if c.lemma == "warn" && !c.passive && r.warner(c) {
		subtype = "Warning"
	}
	if subtype == "" {
		return nil
	}
	return &telling{trigger: c.verb, verb: true, subtype: subtype, traits: map[string]bool{}, agentVerb: -1, start: c.verb, end: r.verbEnd(c)}
}

// guilty is the adjective of "pleaded guilty", "was found guilty", "found him
// guilty", -1 where there is none.
func (r *reading) guilty(c *clause) int {
	for _, k := range r.children(c.verb, "acomp", "oprd", "dobj", "ccomp") {
		if r.lowerIn(k, "guilty") {
			return k
		}
	}
	return -1
}

// notGuilty says whether the plea or verdict is "not guilty".
func (r *reading) notGuilty(c *clause) bool {
	k := r.guilty(c)
	return k > 0 && (r.lowerIn(k-1, "not") || r.child(k, "neg") >= 0 || r.child(c.verb, "neg") >= 0)
}

// policyObjects are what acts of policy are done to, by verb.
var policyObjects = map[string][]string{
	"raise": {"level", "alert", "tariff", "rate"}, "lower": {"level", "alert", "rate"}, "impose": {"sanction", "ban", "curfew", "tariff", "restriction", "embargo", "fine"},
	"declare": {"emergency", "war", "law", "mourning", "curfew"}, "ban": {""}, "outlaw": {""}, "expel": {"diplomat", "ambassador"}, "close": {"border", "embassy", "airspace"},
	"lift": {"sanction", "ban", "embargo", "curfew"}, "boost": {"security"}, "increase": {"security"}, "step": {"security"}, "suspend": {"aid", "talk", "flight", "treaty"},
	"freeze": {"asset", "account"}, "pass": {"law", "bill", "resolution"}, "sign": {"law", "bill", "treaty", "decree", "order"}, "cut": {"tie", "aid"}, "recall": {"ambassador"},
}

func isPolicy(verb, object string) bool {
	for _, noun := range policyObjects[verb] {
		if noun != "" && slices.ContainsFunc(strings.Fields(object), func(w string) bool { return singular(w) == noun }) {
			return true
		}
	}
	return false
}

// warner says whether the subject of "warn" is a state, body or its people, so
// that the warning is an act of its own.
func (r *reading) warner(c *clause) bool {
	for _, e := range r.entitiesOf(c.subjects) {
		if e.typ == "Place" || e.typ == "Organization" && e.subtype != "ArmedGroup" || e.typ == "PersonGroup" && !e.named {
			return true
		}
	}
	return false
}

// lightObject says whether the object of a light verb is an event noun.
func (r *reading) lightObject(c *clause) bool {
	for _, o := range c.objects {
		if _, ok := r.lex.nouns[singular(r.tokens[o].lower)]; ok {
			return true
		}
		if _, ok := r.lex.nouns[r.tokens[o].lower]; ok {
			return true
		}
	}
	return false
}
