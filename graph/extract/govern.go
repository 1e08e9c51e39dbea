package extract

import (
	"slices"

	"clew/graph"
)

// govern weakens the claim by the head that child hangs on.
func (r *reading) govern(child, head int, c *claim) {
	dep := r.tokens[child].Dep
	lemma := r.lemma(head)
	if r.isVerb(head) {
		governs := slices.Contains([]string{"ccomp", "xcomp", "advcl", "prep", "pcomp", "parataxis", "oprd", "csubj", "nsubj", "nsubjpass", "dobj", "conj", "advmod"}, dep)
		if dep == "conj" {
			r.sharedHedges(child, head, c)
			return
		}
		if !governs || dep == "advcl" && !r.participle(child) {
			return
		}
		if any := r.child(child, "det"); (dep == "dobj" || dep == "attr") && any >= 0 && r.lowerIn(any, "any") && r.child(head, "neg") >= 0 {
			c.polarity = graph.Negative // "we do not see any threat"
			return
		}
		if dep == "ccomp" || dep == "acl" || dep == "advcl" {
			r.evidenceFor(child, head, c)
		}
		r.verbHedges(head, c, false)
		inside := slices.Contains([]string{"ccomp", "xcomp", "pcomp", "prep", "oprd"}, dep)
		object := dep == "dobj" || dep == "nsubjpass"
		switch {
		case inside && slices.Contains([]string{"doubt", "question", "dispute", "wonder", "hope", "pray", "pretend", "imagine", "dream"}, lemma):
			c.weaken(graph.Possible)
		case (inside || object) && r.lex.class(lemma, "plan"):
			c.weaken(graph.Planned)
		case (inside || object) && r.lex.class(lemma, "foil"):
			c.weaken(graph.Planned)
		case inside && (r.lex.class(lemma, "suspect") || r.lex.class(lemma, "accuse") || r.lex.class(lemma, "claim") || lemma == "charge"):
			c.weaken(graph.Alleged)
		case (dep == "xcomp" || dep == "oprd") && r.isPassive(head) && (r.speechVerb(head) || lemma == "know" || lemma == "report"):
			c.weaken(graph.Alleged) // "is said to have planned"
		case (dep == "prep" || dep == "pcomp") && slices.Contains([]string{"clear", "acquit", "absolve", "exonerate"}, lemma):
			c.polarity = graph.Negative
		case dep == "ccomp" && lemma == "rule" && r.child(head, "prt") >= 0 && r.lowerIn(r.child(head, "prt"), "out"):
			if r.child(head, "neg") >= 0 {
				c.weaken(graph.Possible) // "did not rule out that"
			} else {
				c.polarity = graph.Negative
			}
		case (dep == "ccomp" || dep == "xcomp") && r.lex.class(lemma, "deny"):
			c.polarity = graph.Negative
		case inside && r.lex.class(lemma, "think") && lemma != "regard":
			c.weaken(graph.Possible)
		case dep == "ccomp" && lemma == "indicate" && slices.ContainsFunc(r.entitiesOf(r.subjects(head, 0)), agentive):
			// "the minister indicated that": said, not hinted
		case dep == "ccomp" && r.lex.class(lemma, "hint"):
			c.weaken(graph.Possible)
		case inside && lemma == "threaten":
			c.weaken(graph.Planned)
		case (dep == "ccomp" || dep == "xcomp") && (lemma == "seem" || lemma == "appear" || lemma == "look"):
			c.weaken(graph.Possible)
		case (dep == "prep" || dep == "pcomp") && lemma == "warn":
			c.weaken(graph.Possible)
		case object && lemma == "threaten" || inside && lemma == "fear":
			c.weaken(graph.Possible)
		case inside && slices.Contains([]string{"fail", "refuse", "decline", "avoid"}, lemma):
			c.polarity = graph.Negative
		}
		return
	}
	if dep == "relcl" && !r.relativeClause(child) {
		dep = "acl" // "the allegation that X did it", read as a relative clause
	}
	below := slices.Contains([]string{"acl", "relcl", "ccomp", "prep", "pcomp", "xcomp", "pobj"}, dep)
	if dep == "relcl" || !below {
		if slices.Contains([]string{"likely", "unlikely", "possible"}, r.tokens[head].lower) && (dep == "xcomp" || dep == "ccomp") {
			c.weaken(graph.Possible)
		}
		return
	}
	noun := singular(r.tokens[head].lower)
	switch {
	case slices.Contains(possibleNouns, noun) || slices.Contains([]string{"likely", "possible", "impossible", "unlikely"}, r.tokens[head].lower):
		c.weaken(graph.Possible)
	case slices.Contains(allegedNouns, noun) && dep != "prep":
		c.weaken(graph.Alleged)
		if d := r.child(head, "det"); d >= 0 && r.lowerIn(d, "no") || r.refuted(child, head) {
			c.polarity = graph.Negative
		}
	case noun == "call" && r.lowerIn(head-1, "phone", "telephone", "anonymous"):
	case slices.Contains(plannedNouns, noun) && (dep == "acl" || dep == "prep" || dep == "pcomp"):
		c.weaken(graph.Planned)
	}
	if r.child(head, "det") >= 0 && r.lowerIn(r.child(head, "det"), "no") && dep != "prep" {
		c.polarity = graph.Negative
	}
}

// refuted says whether a claim that nobody in particular makes is said to be
// untrue: "rejected the allegation that …", "reports that … are false".
func (r *reading) refuted(child, noun int) bool {
	if r.claimOwner(child, noun) >= 0 {
		return false // X rejected what Y claims: Y still claims it
	}
	verb := r.tokens[noun].Head
	switch r.tokens[noun].Dep {
	case "dobj", "nsubjpass":
		return r.isVerb(verb) && (r.lex.class(r.lemma(verb), "deny") || slices.Contains([]string{"retract", "withdraw", "debunk", "disprove", "discredit"}, r.lemma(verb))) && r.child(verb, "neg") < 0
	case "nsubj":
		k := r.child(verb, "acomp", "attr")
		return k >= 0 && r.lowerIn(k, "false", "untrue", "baseless", "unfounded", "groundless", "wrong", "fake", "lie", "lies", "nonsense", "fabrication", "fabrications", "rubbish", "invention") && r.child(verb, "neg") < 0
	}
	return false
}

// denied says whether a verb or noun of denial governs a word: "denied that X did
// it", "rejected the allegation that X did it".
func (r *reading) denied(i int) bool {
	found := false
	r.ancestors(i, func(child, h int) bool {
		dep := r.tokens[child].Dep
		found = found || r.isVerb(h) && (dep == "ccomp" || dep == "xcomp") && r.lex.class(r.lemma(h), "deny") || !r.isVerb(h) && (dep == "acl" || dep == "relcl" || dep == "ccomp") && r.refuted(child, h)
		return !found && (dep == "ccomp" || dep == "xcomp" || dep == "acl" || dep == "relcl" || dep == "dobj" || dep == "conj")
	})
	return found
}

// evidenceFor reads "there was (no) evidence that …", where the parser hung the
// clause on the verb.
func (r *reading) evidenceFor(child, verb int, c *claim) {
	for _, k := range r.children(verb, "attr", "nsubj", "dobj", "nsubjpass") {
		if k > child || !r.lowerIn(k, "evidence", "proof", "indication", "indications", "sign", "signs", "suggestion", "reason") {
			continue
		}
		c.look(k)
		if d := r.child(k, "det"); d >= 0 && r.lowerIn(d, "no") || r.child(verb, "neg") >= 0 {
			c.polarity = graph.Negative
		} else if r.lowerIn(k, "indication", "indications", "sign", "signs", "suggestion") {
			c.weaken(graph.Possible)
		} else {
			c.weaken(graph.Alleged)
		}
	}
}

// relativeClause says whether a clause has a relative pronoun.
func (r *reading) relativeClause(v int) bool {
	for _, k := range r.tokens[v].kids {
		if r.isRelative(k) && r.tokens[k].Dep != "mark" {
			return true
		}
	}
	return false
}

// sharedHedges are the modals and negation that a coordinated verb shares with
// the first one.
func (r *reading) sharedHedges(child, head int, c *claim) {
	if r.child(child, "nsubj", "nsubjpass") >= 0 || r.child(child, "aux") >= 0 {
		return
	}
	for _, k := range r.children(head, "aux") {
		if r.lowerIn(k, "could", "may", "might") {
			c.look(k)
			c.weaken(graph.Possible)
		}
	}
}

// participle says whether an adverbial clause is a bare participle ("aiming to
// …"), which shares the fate of its main clause.
func (r *reading) participle(v int) bool {
	return r.child(v, "nsubj", "nsubjpass", "mark") < 0 && (r.tokens[v].Tag == "VBG" || r.tokens[v].Tag == "VBN")
}
