package extract

import (
	"slices"

	"clew/graph"
)

// armedRules read what armed groups and states do to each other and where.
var armedRules = []rule{
	{
		name: "group acts in place", typ: "OPERATES_IN",
		doc:     "a group operates, trains, recruits, fights, launches attacks in P",
		example: "Boko Haram has recruited fighters in Cameroon.", want: "Boko Haram OPERATES_IN Cameroon",
		match: (*reading).operations,
	},
	{
		name: "group's foothold", typ: "OPERATES_IN",
		doc:     "its camps, cells, havens, territory in P",
		example: "The army wants to drive al-Shabaab from its camps in Somalia.", want: "al-Shabaab OPERATES_IN Somalia",
		match: (*reading).footholds,
	},
	{
		name: "fight", typ: "OPPOSES",
		doc:     "X fights, combats Y; a war or campaign of X against Y",
		example: "Hezbollah has been fighting Israel for decades.", want: "Hezbollah OPPOSES Israel",
		match: (*reading).fights,
	},
	{
		name: "denunciation", typ: "OPPOSES",
		doc:     "X denounced, derided, condemned Y; X's hatred of Y",
		example: "The Taliban denounced Pakistan.", want: "Taliban OPPOSES Pakistan",
		match: (*reading).denunciations,
	},
	{
		name: "support", typ: "SUPPORTS",
		doc:     "X supports, backs Y; X's support for Y",
		example: "Iran supports Hezbollah.", want: "Iran SUPPORTS Hezbollah",
		match: (*reading).supports,
	},
	{
		name: "ties", typ: "AFFILIATED_WITH",
		doc:     "X is linked to, in contact with, pledged allegiance to, teams up with Y",
		example: "Boko Haram pledged allegiance to Islamic State.", want: "Boko Haram AFFILIATED_WITH Islamic State",
		match: (*reading).ties,
	},
}

// doings are verbs that place a group where they happen.
var doings = map[string]string{
	"operate": "", "train": "training", "recruit": "recruiting", "fight": "fighting", "expand": "", "establish": "", "create": "", "launch": "attacks", "conduct": "attacks",
	"carry": "attacks", "attack": "attacks", "plan": "planned attacks", "plot": "planned attacks", "hide": "", "regroup": "", "control": "territory", "hold": "territory", "capture": "territory",
	"seize": "territory", "draw": "recruiting", "spread": "", "wage": "", "kill": "attacks", "stage": "attacks",
	"mount": "attacks", "strengthen": "", "emerge": "", "resurge": "", "infiltrate": "",
}

func (r *reading) operations() []finding {
	var out []finding
	for _, c := range r.clauses {
		kind, ok := doings[c.lemma]
		if !ok && !r.hasHold(c) {
			continue
		}
		for _, s := range r.entitiesOf(c.subjects) {
			if s.subtype != "ArmedGroup" {
				continue
			}
			for _, e := range r.whereabouts(c) {
				out = append(out, find("OPERATES_IN", s, e, c.verb).with("kind", kind))
			}
		}
	}
	return out
}

// vagueDoings place a group only with an object that does: "has cells in", "is
// winning ground in", "relied on operatives in".
var vagueDoings = []string{"have", "gain", "win", "grow", "build", "maintain", "set", "rely", "plug", "keep", "find", "use", "increase", "deploy", "send"}

func (r *reading) hasHold(c *clause) bool {
	if !slices.Contains(vagueDoings, c.lemma) {
		return false
	}
	holds := func(i int) bool {
		noun := singular(r.tokens[i].lower)
		return slices.Contains(footholdNouns, noun) || slices.Contains([]string{"record", "ground", "influence", "support", "diaspora", "recruit", "member", "follower", "ally"}, noun)
	}
	for _, o := range c.objects {
		if holds(o) || slices.ContainsFunc(r.prepositions(o), func(p prepArg) bool { return holds(p.obj) }) {
			return true
		}
	}
	return slices.ContainsFunc(c.preps, func(p prepArg) bool { return holds(p.obj) })
}

// whereabouts are the places of a clause: after in, across, inside, also those
// that hang on its objects, and the object itself of verbs of holding land.
func (r *reading) whereabouts(c *clause) []*entity {
	var out []*entity
	add := func(e *entity) {
		if e != nil && e.typ == "Place" && e.subtype != "Facility" && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	var scan func(preps []prepArg, depth int)
	scan = func(preps []prepArg, depth int) {
		for _, p := range preps {
			if slices.Contains([]string{"in", "across", "inside", "throughout", "within", "around", "beyond"}, p.word) && p.word != "beyond" || p.word == "on" && r.lowerIn(p.obj, "territory", "ground") || p.word == "from" && c.lemma == "draw" {
				add(r.entityOf(p.obj))
			}
			if depth > 0 && (r.entityOf(p.obj) == nil || p.word == "to" || p.word == "on" || p.word == "into" || p.word == "of") {
				scan(r.prepositions(p.obj), depth-1)
			}
		}
	}
	scan(c.preps, 2)
	for _, o := range c.objects {
		if slices.Contains([]string{"control", "hold", "capture", "seize", "infiltrate"}, c.lemma) {
			add(r.entityOf(o))
		}
		scan(r.prepositions(o), 1)
	}
	return out
}

// footholdNouns are what a group has where it operates.
var footholdNouns = []string{"camp", "haven", "foothold", "cell", "base", "presence", "territory", "stronghold", "fighter", "operation", "branch", "network", "hideout", "operative", "caliphate", "militant", "supporter", "activity", "plot", "outpost"}

func (r *reading) footholds() []finding {
	var out []finding
	for i := range r.tokens {
		if !r.isNoun(i) || !slices.Contains(footholdNouns, singular(r.tokens[i].lower)) {
			continue
		}
		for _, k := range r.children(i, "poss", "compound") {
			owner := r.entityOf(k)
			if owner == nil || owner.subtype != "ArmedGroup" {
				continue
			}
			for _, p := range r.prepositions(i) {
				r.foothold(&out, owner, p, i)
			}
		}
	}
	return out
}

func (r *reading) foothold(out *[]finding, owner *entity, p prepArg, at int) {
	if !slices.Contains([]string{"in", "inside", "across", "throughout"}, p.word) {
		return
	}
	if e := r.entityOf(p.obj); e != nil && e.typ == "Place" && e.subtype != "Facility" {
		*out = append(*out, find("OPERATES_IN", owner, e, at).with("kind", singular(r.tokens[at].lower)).adjusted(presupposed))
		return
	}
	for _, q := range r.prepositions(p.obj) {
		if e := r.entityOf(q.obj); e != nil && e.typ == "Place" && q.word == "of" {
			*out = append(*out, find("OPERATES_IN", owner, e, at).with("kind", singular(r.tokens[at].lower)).adjusted(presupposed))
		}
	}
}

// presupposed is for what a phrase takes for granted whatever is planned or
// denied about it: who tries to destroy its camps says that it has camps.
func presupposed(c *claim) {
	if c.modality == graph.Planned || c.modality == graph.Possible {
		c.modality = graph.Asserted
	}
}

func (r *reading) fights() []finding {
	var out []finding
	for _, c := range r.clauses {
		if r.lex.class(c.lemma, "oppose") {
			for _, s := range r.entitiesOf(c.subjects) {
				objects := r.entitiesOf(c.objects)
				for _, p := range c.preps {
					if p.word == "against" || p.word == "with" && c.lemma == "battle" {
						if e := r.entityOf(p.obj); e != nil {
							objects = append(objects, e)
						}
					}
				}
				for _, o := range objects {
					if agentive(s) && agentive(o) && o.event == nil {
						out = append(out, find("OPPOSES", s, o, c.verb).with("kind", "armed").adjusted(presupposed))
					}
				}
			}
		}
	}
	for i := range r.tokens { // "its campaign against the Taliban", "operations against ISIS"
		if !r.isNoun(i) || !r.lowerIn(i, "war", "campaign", "fight", "battle", "struggle", "operation", "operations", "offensive", "insurgency", "grudge", "grievances", "grievance", "jihad", "crackdown") {
			continue
		}
		for _, p := range r.prepositions(i) {
			target := r.entityOf(p.obj)
			if target == nil || !agentive(target) || p.word != "against" && !(p.word == "with" && r.lowerIn(i, "war", "battle", "grievances", "grievance")) {
				continue
			}
			for _, s := range r.entitiesOf(r.possessors(i)) {
				if agentive(s) {
					kind := "armed"
					if r.lowerIn(i, "grudge", "grievances", "grievance") {
						kind = "grievances"
					}
					out = append(out, find("OPPOSES", s, target, i).with("kind", kind))
				}
			}
		}
	}
	return out
}

// possessors of a noun: its possessive, or the subject of the verb it is object
// of.
func (r *reading) possessors(i int) []int {
	if p := r.children(i, "poss"); len(p) > 0 {
		return p
	}
	at := i
	for steps := 0; steps < 2; steps++ {
		t := r.tokens[at]
		if t.Dep == "dobj" || t.Dep == "attr" {
			if c := r.clauseAt[t.Head]; c != nil {
				return c.subjects
			}
		}
		if t.Dep != "pobj" && t.Dep != "conj" {
			break
		}
		at = r.tokens[t.Head].Head
		if t.Dep == "conj" {
			at = t.Head
		}
	}
	return nil
}

func (r *reading) denunciations() []finding {
	var out []finding
	for _, c := range r.clauses {
		if !r.lex.class(c.lemma, "denounce") {
			continue
		}
		for _, s := range r.entitiesOf(c.subjects) {
			for _, o := range r.entitiesOf(c.objects) {
				if agentive(s) && (agentive(o)) {
					out = append(out, find("OPPOSES", s, o, c.verb).with("kind", "rhetorical"))
				}
			}
		}
	}
	for i := range r.tokens {
		if !r.lowerIn(i, "loathing", "hatred", "hate", "animus", "hostility", "condemnation", "criticism") || !r.isNoun(i) && r.tokens[i].Tag != "VBG" {
			continue
		}
		for _, p := range r.prepositions(i) {
			if e := r.entityOf(p.obj); e != nil && (p.word == "of" || p.word == "toward" || p.word == "towards" || p.word == "for") {
				for _, s := range r.entitiesOf(r.children(i, "poss")) {
					out = append(out, find("OPPOSES", s, e, i).with("kind", "rhetorical"))
				}
			}
		}
	}
	return out
}

func (r *reading) supports() []finding {
	var out []finding
	for _, c := range r.clauses {
		if r.lex.class(c.lemma, "support") || c.lemma == "prop" {
			for _, s := range r.entitiesOf(c.subjects) {
				for _, o := range r.entitiesOf(c.objects) {
					if agentive(s) && agentive(o) && o.subtype != "City" {
						out = append(out, find("SUPPORTS", s, o, c.verb))
					}
				}
			}
		}
	}
	for i := range r.tokens {
		if !r.lowerIn(i, "support", "backing") || !r.isNoun(i) {
			continue
		}
		owners := r.entitiesOf(r.possessors(i))
		if t := r.tokens[i]; t.Dep == "pobj" && r.lowerIn(t.Head, "in") { // "the Russian role … in support of"
			owners = append(owners, r.ownersAbove(i)...)
		}
		for _, p := range r.prepositions(i) {
			e := r.entityOf(p.obj)
			if e == nil || !agentive(e) || p.word != "for" && p.word != "of" && p.word != "from" {
				continue
			}
			received := false // "they receive the support of the people"
			if c := r.clauseAt[r.tokens[i].Head]; c != nil && r.tokens[i].Dep == "dobj" {
				received = slices.Contains([]string{"receive", "get", "enjoy", "have", "win", "gain", "draw", "seek", "need"}, c.lemma)
			}
			for _, s := range owners {
				switch {
				case received && (p.word == "of" || p.word == "from"):
					out = append(out, find("SUPPORTS", e, s, i))
				case !received && agentive(s) && p.word != "from":
					out = append(out, find("SUPPORTS", s, e, i))
				}
			}
		}
	}
	return out
}

// ownersAbove are the countries or bodies that the noun above "in support of"
// belongs to: "the Russian role in Syria".
func (r *reading) ownersAbove(i int) []*entity {
	var out []*entity
	at := i
	for steps := 0; steps < 4 && !r.root(at); steps++ {
		at = r.tokens[at].Head
		if !r.isNoun(at) || !r.lowerIn(at, "role", "intervention", "involvement", "operation", "operations", "war", "troops", "forces", "action", "campaign", "presence") {
			continue
		}
		for _, k := range r.children(at, "amod", "compound", "poss") {
			if m := r.at[k]; m != nil && m.entity != nil {
				out = append(out, r.placeOfDemonym(m))
			}
		}
		break
	}
	return out
}

func (r *reading) ties() []finding {
	var out []finding
	tie := func(c *clause, who []int, kind string, words ...string) {
		for _, p := range c.preps {
			if !slices.Contains(words, p.word) {
				continue
			}
			for _, s := range r.entitiesOf(who) {
				if e := r.entityOf(p.obj); e != nil && e.event == nil && (e.typ == "Organization" || e.typ == "PersonGroup" || e.typ == "Place" && kind == "associated") && s.event == nil && s.typ != "Place" {
					out = append(out, find("AFFILIATED_WITH", s, e, c.verb).with("kind", kind))
				}
			}
		}
	}
	for _, c := range r.clauses {
		switch c.lemma {
		case "link", "tie", "connect":
			if c.passive {
				tie(c, c.objects, "linked", "to", "with")
			}
		case "associate", "affiliate", "ally":
			tie(c, append(slices.Clone(c.objects), c.subjects...), "associated", "with", "to")
		case "team", "cooperate", "collaborate", "work":
			if c.lemma != "work" {
				tie(c, c.subjects, "cooperation", "with")
			}
		case "pledge", "swear":
			for _, o := range c.objects {
				if !r.lowerIn(o, "allegiance", "loyalty") {
					continue
				}
				for _, p := range append(r.prepositions(o), c.preps...) {
					for _, s := range r.entitiesOf(c.subjects) {
						if e := r.entityOf(p.obj); p.word == "to" && e != nil {
							out = append(out, find("AFFILIATED_WITH", s, e, c.verb).with("kind", "allegiance"))
						}
					}
				}
			}
		}
		for _, p := range c.preps { // "in contact with", "in consultation with"
			if p.word != "in" || !r.lowerIn(p.obj, "contact", "consultation", "touch", "alliance", "league", "cooperation") {
				continue
			}
			for _, q := range r.prepositions(p.obj) {
				if q.word != "with" {
					continue
				}
				who := c.subjects
				if c.passive {
					who = c.objects
				}
				for _, s := range r.entitiesOf(who) {
					for _, e := range r.bodiesNear(q.obj) {
						out = append(out, find("AFFILIATED_WITH", s, e, c.verb).with("kind", r.tokens[p.obj].lower))
					}
				}
			}
		}
	}
	return out
}

// bodiesNear is the body at a token, or the one that the people at it belong to
// ("ISIS-K planners").
func (r *reading) bodiesNear(i int) []*entity {
	for _, k := range r.children(i, "compound", "poss") {
		if e := r.entityOf(k); e != nil && e.typ == "Organization" {
			return []*entity{e}
		}
	}
	if e := r.entityOf(i); e != nil && e.typ == "Organization" {
		return []*entity{e}
	}
	return nil
}
