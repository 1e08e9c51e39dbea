package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// shotNouns are what a weapon gives: the weapon stands before them.
var shotNouns = []string{"fire", "shot", "blast", "burst", "round", "barrage", "volley", "salvo", "wound", "hit", "launch", "detonation"}

// portions are measures and forms of explosives: the weapon stands after "of".
var portions = []string{"kg", "kilo", "kilogram", "gram", "pound", "lb", "ton", "tonne", "stick", "charge", "load", "quantity", "amount", "package", "kilos", "burst", "volley", "hail", "barrage", "shower", "round", "type", "kind"}

// weaponBefore says whether a noun is the weapon in "the bomb attack", "mortar
// fire".
func (r *reading) weaponBefore(i int) bool {
	head := singular(r.tokens[r.tokens[i].Head].lower)
	_, event := r.lex.nouns[head]
	if !event && !slices.Contains(shotNouns, head) {
		return false
	}
	return r.lex.things[singular(r.tokens[i].lower)].typ == "Weapon"
}

// weaponStart is the first token of a weapon of several words before an event
// noun, where the parser hangs each word on that noun: "car bomb attack".
func (r *reading) weaponStart(start, i int) int {
	for start > 0 && r.tokens[start-1].Head == r.tokens[i].Head && r.lex.things[strings.ToLower(r.words(start-1, i))+" "+singular(r.tokens[i].lower)].typ == "Weapon" {
		start--
	}
	return start
}

// weaponsAt are the weapons that a noun names: itself, what stands before "fire"
// or "shots", or what "a hail of" or "ten kilos of" measures.
func (r *reading) weaponsAt(i int) []argument {
	var out []argument
	for _, x := range r.expand(i) {
		out = append(out, r.weaponsOf(x, 2)...)
	}
	return out
}

func (r *reading) weaponsOf(i, depth int) []argument {
	if e := r.entityOf(i); e != nil {
		if e.typ == "Weapon" {
			return []argument{{entity: e, token: i, typ: "USED_WEAPON"}}
		}
		return nil
	}
	noun := singular(r.tokens[i].lower)
	var out []argument
	if slices.Contains(shotNouns, noun) || r.lex.nouns[noun].subtype != "" {
		for _, k := range r.children(i, "compound", "nmod", "amod") {
			for _, x := range r.conjuncts(k) {
				if m := r.at[x]; m != nil && m.entity != nil && m.typ == "Weapon" {
					out = append(out, argument{entity: m.entity, token: x, typ: "USED_WEAPON"})
				}
			}
		}
	}
	if slices.Contains(portions, noun) && depth > 0 {
		for _, p := range r.prepositions(i) {
			if p.word == "of" {
				out = append(out, r.weaponsOf(p.obj, depth-1)...)
			}
		}
	}
	return out
}

// addWeapons adds what an attack was done with, each once.
func addWeapons(t *telling, weapons []argument) {
	for _, w := range weapons {
		if !slices.ContainsFunc(t.weapons, func(a argument) bool { return a.entity == w.entity }) {
			t.weapons = append(t.weapons, w)
		}
	}
}

var (
	hurlVerbs  = []string{"throw", "hurl", "toss", "lob", "fling", "launch", "fire", "shoot", "drop", "detonate", "activate"}
	plantVerbs = []string{"plant", "place", "leave", "install", "lay", "put", "attach"}
	armedVerbs = []string{"arm", "carry", "wield", "brandish", "bear", "tote", "use", "equip", "employ", "hold", "fire"}
)

// weaponPhrase reads verbs that tell of an attack with a weapon: "threw grenades
// at", "planted a bomb", "opened fire on", "went off". The traits: aimed (what
// follows at or on is the target), plant (nothing has exploded yet).
func (r *reading) weaponPhrase(c *clause) (subtype string, traits map[string]bool) {
	aimed := func(words ...string) bool {
		return slices.ContainsFunc(c.preps, func(p prepArg) bool { return slices.Contains(words, p.word) })
	}
	off := c.particle == "off" || r.child(c.verb, "advmod") >= 0 && r.lowerIn(r.child(c.verb, "advmod"), "off")
	var weapons []argument
	shots := false
	for _, o := range c.objects {
		weapons = append(weapons, r.weaponsAt(o)...)
		shots = shots || r.lowerIn(o, "shots", "rounds", "bursts", "shot", "weapons", "guns", "bullets")
	}
	switch {
	case c.lemma == "go" && off:
		for _, s := range c.subjects {
			if w := r.weaponsAt(s); len(w) > 0 && w[0].entity.subtype == "Explosive" {
				return "Bombing", map[string]bool{"arms": true}
			}
		}
	case c.lemma == "open" && slices.ContainsFunc(c.objects, func(o int) bool { return r.lowerIn(o, "fire") }):
		return "Shooting", map[string]bool{"aimed": true}
	case c.lemma == "fire" && !c.passive && (shots || len(c.objects) == 0 && aimed("on", "at", "upon", "into", "towards", "toward", "against")):
		return "Shooting", map[string]bool{"aimed": true}
	case len(weapons) == 0:
	case slices.Contains([]string{"activate", "detonate", "trigger"}, c.lemma) && slices.Contains([]string{"mine", "landmine", "land mine", "booby trap"}, weapons[0].entity.noun):
		// who sets off a mine mostly steps on it
	case slices.Contains(hurlVerbs, c.lemma) || c.lemma == "set" && off:
		return kindByWeapon(weapons[0].entity), map[string]bool{"aimed": true, "arms": true}
	case slices.Contains(plantVerbs, c.lemma) && (weapons[0].entity.subtype == "Explosive" || weapons[0].entity.subtype == "Incendiary"):
		return "Bombing", map[string]bool{"plant": true, "arms": true}
	}
	return "", nil
}

// kindByWeapon is the kind of attack that a weapon makes.
func kindByWeapon(w *entity) string {
	switch w.subtype {
	case "Explosive", "Incendiary":
		return "Bombing"
	case "Firearm":
		return "Shooting"
	}
	return "Attack"
}

// carried are the weapons that somebody has with him: "men armed with rifles",
// "gunmen carrying pistols".
func (r *reading) carried(i int) []argument {
	var out []argument
	for _, v := range r.children(r.counted(i), "acl", "relcl", "amod") {
		c := r.clauseAt[v]
		if c == nil || !slices.Contains(armedVerbs, c.lemma) {
			continue
		}
		if !c.passive {
			for _, o := range r.children(v, "dobj") {
				out = append(out, r.weaponsAt(o)...)
			}
		}
		for _, p := range c.preps {
			if p.word == "with" {
				out = append(out, r.weaponsAt(p.obj)...)
			}
		}
	}
	return out
}

// usedBy are the weapons of "attacked it using rifles", "firing rockets".
func (r *reading) usedBy(v int) []argument {
	var out []argument
	for k := v + 1; k < min(v+15, r.sentences[r.tokens[v].sentence].end); k++ { // "in Somalia using bombs", hung on the place
		if r.lowerIn(k, "using") && r.tokens[k].Head != v && r.below(k, v) && r.verbAbove(k) == v {
			for _, o := range r.children(k, "dobj") {
				out = append(out, r.weaponsAt(o)...)
			}
		}
	}
	for _, k := range r.children(v, "advcl", "acl", "prep") {
		if r.lemma(k) == "use" || r.lemma(k) == "employ" || r.isVerb(k) && slices.Contains(hurlVerbs, r.lemma(k)) && r.participle(k) {
			for _, o := range r.children(k, "dobj", "pobj") {
				out = append(out, r.weaponsAt(o)...)
			}
		}
	}
	return out
}

// usedInDeed reads "X used a knife in the attack": with what, and by whom where
// something was used.
func (r *reading) usedInDeed(t *telling, c *clause) {
	var weapons []argument
	for _, o := range c.objects {
		weapons = append(weapons, r.weaponsAt(o)...)
	}
	if len(weapons) == 0 || !isAttack(t.subtype) {
		return
	}
	addWeapons(t, weapons)
	r.addAgents(t, c.subjects)
	t.agentVerb = c.verb
}

// defused says whether a weapon was made harmless before it went off.
func (r *reading) defused(w *entity) bool {
	return slices.ContainsFunc(r.clauses, func(c *clause) bool {
		if !slices.Contains([]string{"defuse", "deactivate", "disarm", "neutralize", "neutralise", "dismantle"}, c.lemma) {
			return false
		}
		return slices.Contains(r.entitiesOf(c.objects), w)
	})
}

// oneWeapon makes one of the weapons of an event that go by the same noun: the
// "bomb attack" was done with the bomb that "exploded".
func (r *reading) oneWeapon(e *event) {
	var kept []*entity
	for _, t := range e.tellers {
		for k := range t.weapons {
			w := t.weapons[k].entity
			same := slices.IndexFunc(kept, func(x *entity) bool { return x != w && x.noun == w.noun && !r.countsDiffer(x, w) })
			if same < 0 || len(w.mentions) == 0 {
				if !slices.Contains(kept, w) {
					kept = append(kept, w)
				}
				continue
			}
			r.absorb(kept[same], w)
			r.replaceArgument(w, kept[same])
		}
		t.weapons = slices.CompactFunc(t.weapons, func(a, b argument) bool { return a.entity == b.entity })
	}
	for _, w := range kept {
		slices.SortStableFunc(w.mentions, func(a, b *mention) int { return a.span.Start - b.span.Start })
		w.name = r.bestName(w)
	}
}

// countsDiffer says whether two descriptions give different numbers.
func (r *reading) countsDiffer(a, b *entity) bool {
	n, m := firstCount(a), firstCount(b)
	return n != nil && m != nil && n.Value != m.Value
}

func firstCount(e *entity) *graph.Count {
	for _, m := range e.mentions {
		if m.count != nil {
			return m.count
		}
	}
	return nil
}

// replaceArgument puts one entity in the place of another in all tellings.
func (r *reading) replaceArgument(old, now *entity) {
	for _, t := range r.tellingOf {
		for k := range t.weapons {
			if t.weapons[k].entity == old {
				t.weapons[k].entity = now
			}
		}
	}
}

// makings are verbs that tell what a bomb was made of.
var makings = []string{"make", "contain", "consist", "compose", "load", "pack", "fill", "comprise"}

// madeOf are the weapons that the weapon of an event was made of: "the bomb, made
// of dynamite", "the device contained TNT".
func (r *reading) madeOf() []finding {
	usedIn := map[*entity][]*event{}
	for _, e := range r.events {
		for _, t := range e.tellers {
			for _, w := range t.weapons {
				if !slices.Contains(usedIn[w.entity], e) {
					usedIn[w.entity] = append(usedIn[w.entity], e)
				}
			}
		}
	}
	var out []finding
	for _, c := range r.clauses {
		if !slices.Contains(makings, c.lemma) {
			continue
		}
		whole, stuff := c.subjects, slices.Clone(c.objects)
		if c.passive {
			whole, stuff = c.objects, nil
		}
		for _, p := range c.preps {
			if slices.Contains([]string{"of", "with", "from", "up of"}, p.word) {
				stuff = append(stuff, p.obj)
			}
		}
		for _, w := range r.entitiesOf(whole) {
			for _, e := range usedIn[w] {
				for _, s := range stuff {
					for _, x := range r.weaponsAt(s) {
						out = append(out, find("USED_WEAPON", e.entity, x.entity, c.verb))
					}
				}
			}
		}
	}
	return out
}
