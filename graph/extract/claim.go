package extract

import (
	"slices"

	"clew/graph"
)

// claim is how surely and according to whom something is said.
type claim struct {
	stance
	noted   stance   // when a word was last looked at
	at      int      // the word that is looked at
	reasons []reason // what changed it, for explanations
}

// strength orders modalities: of several on the way up the weakest statement
// wins.
var strength = map[string]int{graph.Asserted: 0, graph.Planned: 1, graph.Alleged: 2, graph.Possible: 3, graph.Hypothetical: 4}

func (c *claim) weaken(modality string) {
	if strength[modality] > strength[c.modality] {
		c.modality = modality
	}
}

var (
	allegedAdverbs  = []string{"allegedly", "reportedly", "purportedly", "supposedly", "ostensibly"}
	possibleAdverbs = []string{"likely", "possibly", "probably", "perhaps", "potentially", "maybe", "presumably", "apparently", "seemingly"}
	allegedWords    = []string{"alleged", "suspected", "accused", "purported", "supposed", "reported", "presumed"}
	possibleWords   = []string{"possible", "potential", "likely", "future", "further", "hypothetical", "probable", "apparent"}
	plannedWords    = []string{"planned", "foiled", "thwarted", "attempted", "failed", "intended", "imminent"}

	possibleNouns = []string{"possibility", "likelihood", "risk", "chance", "potential", "danger", "fear", "concern", "prospect", "hint", "indication", "sign", "speculation", "probability", "belief", "theory", "hypothesis", "impression"}
	allegedNouns  = []string{"allegation", "claim", "suspicion", "accusation", "charge", "evidence", "report", "rumor", "rumour"}
	plannedNouns  = []string{"plan", "attempt", "effort", "intention", "aim", "desire", "will", "goal", "preparation", "ambition", "bid", "plot", "conspiracy", "threat", "idea", "capability", "ability", "campaign", "intent", "request", "demand", "warrant", "appeal", "call"}
)

// claimAt reads the claim that governs the word at i: modals, adverbs and
// negation at the verb, then every verb and noun that governs it, and who says
// so. The innermost speaker counts.
func (r *reading) claimAt(i int) claim {
	c := claim{stance: stance{modality: graph.Asserted, polarity: graph.Positive}}
	c.look(i)
	if r.isNoun(i) {
		r.nounHedges(i, &c)
	} else {
		r.verbHedges(i, &c, true)
		c.look(i)
		if r.subjectIsNone(i) {
			c.polarity = graph.Negative
		}
		if r.lowerIn(r.leftmost(i)-1, "evidence") {
			c.weaken(graph.Alleged) // "there is evidence X did it"
		}
	}
	prep := false
	r.ancestors(i, func(child, head int) bool {
		c.look(head)
		r.govern(child, head, &c)
		switch dep := r.tokens[child].Dep; {
		case dep == "prep":
			prep = true
		case (dep == "dobj" || dep == "nsubjpass") && prep && r.isVerb(head) && r.lex.class(r.lemma(head), "accuse"):
			c.weaken(graph.Alleged) // "accused the group of doing it", hung on the group
		case dep != "pcomp" && dep != "pobj" && dep != "conj" && dep != "xcomp" && dep != "dobj" && dep != "acomp":
			prep = false
		}
		if r.tokens[child].Dep == "prep" && r.isVerb(head) && r.reproaches(head, child) && r.saysIn(child) {
			c.weaken(graph.Alleged) // "mocked Y for saying …"
		}
		// What stands in a relative clause is taken for granted, whatever is said or
		// denied of the noun: "the group, which claimed the attack, gave no proof".
		return !r.aside(child) && !(r.tokens[child].Dep == "relcl" && (r.relativeClause(child) || r.placedRelative(child)))
	})
	r.attribute(i, &c)
	return c
}

// subjectIsNone says whether nobody does what a verb says: "neither X nor Y has
// claimed it", "none of the men was charged". A verb coordinated with another
// shares its subject.
func (r *reading) subjectIsNone(v int) bool {
	subject := r.child(v, "nsubj", "nsubjpass")
	for steps := 0; subject < 0 && r.tokens[v].Dep == "conj" && steps < 3; steps++ {
		v = r.tokens[v].Head
		subject = r.child(v, "nsubj", "nsubjpass")
	}
	if subject < 0 {
		return false
	}
	if r.lowerIn(subject, "none", "nobody", "neither") || r.lowerIn(subject, "one") && r.lowerIn(subject-1, "no") {
		return true
	}
	return slices.ContainsFunc(r.children(subject, "preconj", "det", "cc", "neg"), func(k int) bool {
		return k < subject && r.lowerIn(k, "neither", "no")
	})
}

// saysIn says whether a verb of speech hangs on a preposition.
func (r *reading) saysIn(prep int) bool {
	v := r.child(prep, "pcomp")
	return v >= 0 && r.speechVerb(v)
}

// aside says whether a relative clause of "where" only says more about a place, so
// that what governs the place does not govern it: "plans for Syria, where …".
func (r *reading) aside(v int) bool {
	w := r.child(v, "advmod")
	return r.tokens[v].Dep == "relcl" && w >= 0 && r.lowerIn(w, "where")
}

// nounHedges reads the adjectives of a noun and a negating determiner.
func (r *reading) nounHedges(i int, c *claim) {
	if r.tokens[i].Dep == "appos" && r.lowerIn(r.tokens[i].Head, "objective", "goal", "aim", "purpose", "plan", "demand", "threat", "task", "mission") {
		c.weaken(graph.Planned) // "the main objective – the arrest of X"
	}
	for _, k := range r.tokens[i].kids {
		c.look(k)
		word := r.tokens[k].lower
		switch {
		case r.tokens[k].Dep == "det" && word == "no":
			c.polarity = graph.Negative
		case slices.Contains(allegedWords, word):
			c.weaken(graph.Alleged)
		case slices.Contains(possibleWords, word):
			c.weaken(graph.Possible)
		case slices.Contains(plannedWords, word) && k < i:
			c.weaken(graph.Planned)
		}
	}
}

// adverbHedge weakens a claim by the word at k where that is an adverb of doubt:
// "allegedly", "presumably".
func (r *reading) adverbHedge(k int, c *claim) {
	switch {
	case r.lowerIn(k, allegedAdverbs...):
		c.weaken(graph.Alleged)
	case r.lowerIn(k, possibleAdverbs...):
		c.weaken(graph.Possible)
	}
}

// verbHedges reads the modals, adverbs and negation of a verb.
func (r *reading) verbHedges(v int, c *claim, itself bool) {
	for _, k := range r.tokens[v].kids {
		c.look(k)
		t := r.tokens[k]
		switch {
		case t.Dep == "neg" && t.lower != "only" || t.lower == "never" && t.Dep == "advmod" || t.lower == "longer" && r.lowerIn(k-1, "no"):
			if itself {
				c.polarity = graph.Negative
			} else {
				c.weaken(graph.Possible)
			}
		case t.Dep == "aux" && slices.Contains([]string{"could", "may", "might", "can"}, t.lower):
			c.weaken(graph.Possible)
		case t.Dep == "aux" && t.lower == "would":
			c.weaken(graph.Hypothetical)
		case t.Dep == "aux" && slices.Contains([]string{"will", "’ll", "'ll", "shall"}, t.lower):
			c.weaken(graph.Planned)
		case t.Dep == "prep" && t.lower == "in" && r.child(k, "pobj") >= 0 && r.lowerIn(r.child(k, "pobj"), "opinion", "view", "judgment", "judgement") && k < v:
			c.weaken(graph.Possible) // "in the opinion of the police"
		case itself && t.Dep == "advcl" && k < v && r.child(k, "mark") >= 0 && r.lowerIn(r.child(k, "mark"), "if") && !r.lowerIn(r.child(k, "mark")-1, "even", "as"):
			c.weaken(graph.Hypothetical) // "if he is right, it was X"
		default:
			r.adverbHedge(k, c)
		}
	}
	c.look(v)
	if a := r.child(v, "aux"); a >= 0 && r.lowerIn(a, "had") && a == r.leftmost(v) && r.child(v, "nsubj", "nsubjpass") > a {
		c.weaken(graph.Hypothetical) // "had he been convicted"
	}
	if m := r.child(v, "mark"); m >= 0 {
		switch r.tokens[m].lower {
		case "if", "unless", "whether":
			c.look(m)
			c.weaken(graph.Hypothetical)
		}
	}
	if a := r.child(v, "acomp", "oprd"); a >= 0 && r.lemma(v) == "be" && !itself {
		if slices.Contains(possibleWords, r.tokens[a].lower) || r.tokens[a].lower == "unclear" {
			c.look(a)
			c.weaken(graph.Possible)
		}
	}
	c.look(v)
	if r.hypotheticalWhen(v) {
		c.weaken(graph.Hypothetical)
	}
}

// hypotheticalWhen says whether the verb stands in a clause of "when" or "once"
// about something that has not happened: the main clause has "would", "will" or
// "could".
func (r *reading) hypotheticalWhen(v int) bool {
	w := r.child(v, "advmod", "mark")
	if w < 0 || !r.lowerIn(w, "when", "once") || !slices.Contains([]string{"VBP", "VBZ"}, r.tokens[v].Tag) && r.child(v, "aux") < 0 {
		return false
	}
	future := false
	s := r.sentences[r.tokens[v].sentence]
	for i := s.start; i < s.end; i++ {
		future = future || r.tokens[i].Dep == "aux" && r.lowerIn(i, "would", "will", "could", "might", "may")
	}
	return future
}
