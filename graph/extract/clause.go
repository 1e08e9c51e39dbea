package extract

import "slices"

// clause is a verb with who does what to whom, passives turned round and the
// missing subjects of participles, infinitives and coordinated verbs filled in.
// Arguments are head tokens, coordination expanded.
type clause struct {
	verb     int
	lemma    string
	particle string // "out" in "carry out"
	passive  bool
	subjects []int
	objects  []int
	preps    []prepArg
}

// prepArg is one object of a preposition that hangs on a verb or noun.
type prepArg struct {
	word string // preposition, in lower case
	prep int
	obj  int
}

// findClauses reads every verb of the article.
func (r *reading) findClauses() {
	for i := range r.tokens {
		if r.isVerb(i) && r.tokens[i].Dep != "aux" && r.tokens[i].Dep != "auxpass" {
			c := r.clause(i)
			r.clauses = append(r.clauses, c)
			r.clauseAt[i] = c
		}
	}
}

// clauseAtOrNew is the clause of a verb, read anew before findClauses has run.
func (r *reading) clauseAtOrNew(v int) *clause {
	if c := r.clauseAt[v]; c != nil {
		return c
	}
	return r.clause(v)
}

func (r *reading) clause(v int) *clause {
	c := &clause{verb: v, lemma: r.lemma(v), passive: r.isPassive(v)}
	if p := r.child(v, "prt"); p >= 0 {
		c.particle = r.tokens[p].lower
	}
	c.subjects, c.objects = r.subjects(v, 0), r.objects(v)
	c.preps = r.prepositions(v)
	return c
}

// isPassive says whether the verb is in the passive: an auxiliary, or a bare
// past participle behind its noun.
func (r *reading) isPassive(v int) bool {
	if r.child(v, "nsubjpass", "auxpass", "agent") >= 0 {
		return true
	}
	t := r.tokens[v]
	if t.Tag == "VBD" && t.Dep == "acl" && r.child(v, "nsubj", "dobj", "ccomp", "xcomp") < 0 {
		return true // "the men detained this morning"
	}
	if t.Tag != "VBN" {
		return false
	}
	if t.Dep == "acl" || t.Dep == "amod" {
		return true
	}
	if t.Dep == "conj" && r.child(v, "nsubj", "aux") < 0 && r.isVerb(t.Head) {
		return r.isPassive(t.Head)
	}
	return t.Dep == "advcl" && r.child(v, "nsubj", "aux") < 0 && r.child(v, "dobj") < 0
}

// subjects are the agents of a verb.
func (r *reading) subjects(v, depth int) []int {
	if depth > 6 {
		return nil
	}
	if r.isPassive(v) {
		var out []int
		for _, by := range r.children(v, "agent") {
			for _, o := range r.children(by, "pobj") {
				out = append(out, r.expand(o)...)
			}
		}
		return out
	}
	if b := r.bracketSubject(v); b >= 0 {
		return []int{b}
	}
	if own := r.children(v, "nsubj"); len(own) > 0 {
		var out []int
		for _, s := range own {
			if len(own) > 1 && r.apposed[s] {
				continue
			}
			out = append(out, r.expand(r.relative(s, v))...)
		}
		return out
	}
	return r.impliedSubjects(v, depth)
}

// objects are what a verb acts on: direct objects, or in the passive its
// subjects.
func (r *reading) objects(v int) []int {
	var out []int
	if r.isPassive(v) {
		for _, s := range r.children(v, "nsubjpass", "csubjpass") {
			out = append(out, r.expand(r.relative(s, v))...)
		}
		if len(out) == 0 {
			t := r.tokens[v]
			switch {
			case (t.Dep == "acl" || t.Dep == "amod") && r.misplaced(v):
				out = r.patientsAbove(v)
			case t.Dep == "acl" || t.Dep == "relcl" || t.Dep == "amod":
				out = r.expand(t.Head)
			case t.Dep == "conj" && r.isVerb(t.Head) && r.isPassive(t.Head):
				out = r.objects(t.Head)
			case t.Dep == "advcl" && r.isVerb(t.Head):
				if r.isPassive(t.Head) {
					out = r.objects(t.Head)
				} else {
					out = r.subjects(t.Head, 1)
				}
			}
		}
		for _, o := range r.children(v, "dobj", "oprd") {
			out = append(out, r.expand(o)...)
		}
		return out
	}
	for _, o := range r.children(v, "dobj", "dative") {
		out = append(out, r.expand(r.relative(o, v))...)
	}
	if len(out) == 0 && r.tokens[v].Dep == "relcl" && r.child(v, "nsubj") >= 0 && !r.isRelative(r.child(v, "nsubj")) && !r.placedRelative(v) {
		out = r.expand(r.tokens[v].Head) // "the attack they carried out"
	}
	return out
}

// placedRelative says whether a relative clause tells of a circumstance ("in
// which", "where") and so has no missing object.
func (r *reading) placedRelative(v int) bool {
	for _, k := range r.tokens[v].kids {
		if r.lowerIn(k, "where", "when", "why") {
			return true
		}
		if o := r.child(k, "pobj"); r.tokens[k].Dep == "prep" && o >= 0 && r.isRelative(o) {
			return true
		}
	}
	return false
}

// misplaced says whether a participle that can only be said of people was hung
// on a place: "men were arrested in Germany suspected of …".
func (r *reading) misplaced(v int) bool {
	m := r.at[r.tokens[v].Head]
	return m != nil && m.typ == "Place" && slices.Contains(suspectVerbs, r.lemma(v))
}

// patientsAbove are the objects of the next passive verb above.
func (r *reading) patientsAbove(v int) []int {
	var out []int
	r.ancestors(v, func(_, h int) bool {
		if r.isVerb(h) && r.isPassive(h) {
			out = r.objects(h)
			return false
		}
		return true
	})
	return out
}

// isRelative says whether a token is a relative pronoun.
func (r *reading) isRelative(i int) bool {
	t := r.tokens[i]
	return slices.Contains([]string{"who", "whom", "which", "that"}, t.lower) && (t.Tag == "WP" || t.Tag == "WDT" || t.Tag == "IN" || t.Tag == "DT")
}

// relative is the noun that a relative pronoun stands for, else the token.
func (r *reading) relative(i, v int) int {
	if !r.isRelative(i) {
		return i
	}
	if m := r.personBefore(i); m != nil {
		return m.head
	}
	if r.lowerIn(i, "who", "whom") && (r.tokens[v].Dep == "relcl" || r.tokens[v].Dep == "acl") {
		if h := r.thoseOfBody(r.tokens[v].Head); h >= 0 {
			return h
		}
	}
	found := i
	at := v
	for steps := 0; steps < 6; steps++ {
		t := r.tokens[at]
		if t.Dep == "relcl" || t.Dep == "acl" {
			found = t.Head
			if r.lowerIn(found, "one", "ones") && r.tokens[found].Dep == "attr" { // "the soldiers were the ones who …"
				if s := r.child(r.tokens[found].Head, "nsubj"); s >= 0 && s < found {
					found = s
				}
			}
			break
		}
		if t.Dep != "conj" && t.Dep != "xcomp" && t.Dep != "ccomp" {
			break
		}
		at = t.Head
	}
	return found
}

// thoseOfBody are the people in "members of the party, who …", where the parser hung
// the clause on the body; -1 for anything else.
func (r *reading) thoseOfBody(body int) int {
	m, t := r.at[body], r.tokens[body]
	if m == nil || t.Dep != "pobj" || !r.lowerIn(t.Head, "of", "from", "in", "at") {
		return -1
	}
	h := r.tokens[t.Head].Head
	p := r.at[h]
	switch {
	case p == nil || p.typ != "Person" && p.typ != "PersonGroup":
	case m.typ == "Organization" || m.typ == "Place":
		return h
	case p.trait == "attacker": // "the assassin of X, who killed him"
		return h
	}
	return -1
}

// personBefore is the person named right before "who", which the parser often
// hangs on the first of several coordinated names.
func (r *reading) personBefore(i int) *mention {
	if r.tokens[i].lower != "who" {
		return nil
	}
	end := i
	if r.lowerIn(end-1, ",") {
		end--
	}
	if m := r.nameEndingAt(end); m != nil && m.typ == "Person" && r.tokens[m.head].Dep == "conj" {
		return m
	}
	return nil
}

// expand is a noun with the ones coordinated with it, and where the noun only
// counts ("one of the men", "a number of Russians") what is counted.
func (r *reading) expand(i int) []int {
	var out []int
	for _, k := range r.conjuncts(i) {
		out = append(out, r.counted(k))
	}
	return out
}

// measures are nouns and pronouns that only count what comes after "of".
var measures = []string{"one", "two", "three", "some", "many", "most", "all", "number", "majority", "dozen", "dozens", "hundreds", "thousands", "score", "scores", "series", "spate", "wave", "string", "pair", "couple", "lot", "half", "part", "several", "member", "members", "pool", "group", "cell", "each", "none", "few", "both", "any", "least", "minority", "hands"}

func (r *reading) counted(i int) int {
	for steps := 0; steps < 3; steps++ {
		if m := r.at[i]; m != nil || !slices.Contains(measures, r.tokens[i].lower) && r.tokens[i].Tag != "CD" {
			return i
		}
		of := -1
		for _, p := range r.children(i, "prep") {
			if r.tokens[p].lower == "of" {
				of = p
			}
		}
		if of < 0 {
			return i
		}
		o := r.child(of, "pobj")
		if o < 0 {
			return i
		}
		i = o
	}
	return i
}

// prepositions are the objects of the prepositions that hang on i.
func (r *reading) prepositions(i int) []prepArg {
	var out []prepArg
	for _, p := range r.children(i, "prep", "agent", "dative", "prt") {
		word := r.tokens[p].lower
		for _, o := range r.children(p, "pobj", "pcomp") {
			for _, x := range r.expand(o) {
				out = append(out, prepArg{word, p, x})
			}
		}
		for _, inner := range r.children(p, "prep") { // "because of", "from inside", "according to"
			for _, o := range r.children(inner, "pobj") {
				for _, x := range r.expand(o) {
					out = append(out, prepArg{word + " " + r.tokens[inner].lower, inner, x})
				}
			}
		}
	}
	return out
}

// entityOf is what the noun at i stands for, nil where it stands for nothing
// that is a node.
func (r *reading) entityOf(i int) *entity {
	if i < 0 {
		return nil
	}
	if d := r.child(i, "det"); d >= 0 && r.lowerIn(d, "no", "neither") {
		return nil // "no group has claimed it"
	}
	if m := r.at[r.counted(i)]; m != nil {
		return m.entity
	}
	if r.tokens[i].Tag == "NNP" && r.tokens[i].Dep == "nsubj" { // "Army of National Liberation", of which the parser made "Army" the head
		for _, m := range r.mentions {
			if m.start == i && m.end > i+1 && m.typ == "Organization" && m.entity != nil && m.entity.named {
				return m.entity
			}
		}
	}
	return nil
}

// entitiesOf are the entities of several nouns, each once.
func (r *reading) entitiesOf(tokens []int) []*entity {
	var out []*entity
	for _, i := range tokens {
		if e := r.entityOf(i); e != nil && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}
