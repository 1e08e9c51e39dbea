package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// claim is how surely and according to whom something is said.
type claim struct {
	modality    string
	polarity    string
	speaker     *entity // who says so, nil for the article itself
	speakerText string  // the words for a speaker that is no entity
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

	possibleNouns = []string{"possibility", "likelihood", "risk", "chance", "potential", "danger", "fear", "concern", "prospect", "hint", "indication", "sign", "speculation", "probability"}
	allegedNouns  = []string{"allegation", "claim", "suspicion", "accusation", "charge", "evidence", "report", "rumor", "rumour"}
	plannedNouns  = []string{"plan", "attempt", "effort", "intention", "aim", "desire", "will", "goal", "preparation", "ambition", "bid", "plot", "conspiracy", "threat", "idea", "capability", "ability", "campaign", "intent"}
)

// claimAt reads the claim that governs the word at i: modals, adverbs and
// negation at the verb, then every verb and noun that governs it, and who says
// so. The innermost speaker counts.
func (r *reading) claimAt(i int) claim {
	c := claim{modality: graph.Asserted, polarity: graph.Positive}
	if r.isNoun(i) {
		r.nounHedges(i, &c)
	} else {
		r.verbHedges(i, &c, true)
		if r.lowerIn(r.leftmost(i)-1, "evidence") {
			c.weaken(graph.Alleged) // "there is evidence X did it"
		}
	}
	r.ancestors(i, func(child, head int) bool {
		r.govern(child, head, &c)
		return true
	})
	r.attribute(i, &c)
	return c
}

// nounHedges reads the adjectives of a noun and a negating determiner.
func (r *reading) nounHedges(i int, c *claim) {
	for _, k := range r.tokens[i].kids {
		word := r.tokens[k].lower
		switch {
		case r.tokens[k].Dep == "det" && word == "no":
			c.polarity = graph.Negative
		case slices.Contains(allegedWords, word):
			c.weaken(graph.Alleged)
		case slices.Contains(possibleWords, word):
			c.weaken(graph.Possible)
		case slices.Contains(plannedWords, word):
			c.weaken(graph.Planned)
		}
	}
}

// verbHedges reads the modals, adverbs and negation of a verb.
func (r *reading) verbHedges(v int, c *claim, itself bool) {
	for _, k := range r.tokens[v].kids {
		t := r.tokens[k]
		switch {
		case t.Dep == "neg" && t.lower != "only" || t.lower == "never" && t.Dep == "advmod":
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
		case slices.Contains(allegedAdverbs, t.lower):
			c.weaken(graph.Alleged)
		case slices.Contains(possibleAdverbs, t.lower):
			c.weaken(graph.Possible)
		}
	}
	if m := r.child(v, "mark"); m >= 0 {
		switch r.tokens[m].lower {
		case "if", "unless", "whether":
			c.weaken(graph.Hypothetical)
		}
	}
	if a := r.child(v, "acomp", "oprd"); a >= 0 && r.lemma(v) == "be" && !itself {
		if slices.Contains(possibleWords, r.tokens[a].lower) || r.tokens[a].lower == "unclear" {
			c.weaken(graph.Possible)
		}
	}
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
		case (inside || object) && r.lex.class(lemma, "plan"):
			c.weaken(graph.Planned)
		case (inside || object) && r.lex.class(lemma, "foil"):
			c.weaken(graph.Planned)
		case inside && (r.lex.class(lemma, "suspect") || r.lex.class(lemma, "accuse") || r.lex.class(lemma, "claim") || lemma == "charge"):
			c.weaken(graph.Alleged)
		case (dep == "xcomp" || dep == "oprd") && r.isPassive(head) && (r.speechVerb(head) || lemma == "know" || lemma == "report"):
			c.weaken(graph.Alleged) // "is said to have planned"
		case dep == "ccomp" && r.lex.class(lemma, "deny"):
			c.polarity = graph.Negative
		case inside && r.lex.class(lemma, "think") && lemma != "regard":
			c.weaken(graph.Possible)
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
		case inside && lemma == "fail":
			c.polarity = graph.Negative
		}
		return
	}
	below := slices.Contains([]string{"acl", "relcl", "ccomp", "prep", "pcomp", "xcomp", "pobj"}, dep)
	if noun := r.tokens[head].lower; dep == "relcl" && (noun == "evidence" || noun == "proof") && !r.relativeClause(child) {
		c.weaken(graph.Alleged) // "there is evidence X did it", read as a relative clause
		return
	}
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
		if d := r.child(head, "det"); d >= 0 && r.lowerIn(d, "no") {
			c.polarity = graph.Negative
		}
	case slices.Contains(plannedNouns, noun) && (dep == "acl" || dep == "prep" || dep == "pcomp"):
		c.weaken(graph.Planned)
	}
	if r.child(head, "det") >= 0 && r.lowerIn(r.child(head, "det"), "no") && dep != "prep" {
		c.polarity = graph.Negative
	}
}

// evidenceFor reads "there was (no) evidence that …", where the parser hung the
// clause on the verb.
func (r *reading) evidenceFor(child, verb int, c *claim) {
	for _, k := range r.children(verb, "attr", "nsubj", "dobj", "nsubjpass") {
		if k > child || !r.lowerIn(k, "evidence", "proof", "indication", "indications", "sign", "signs", "suggestion", "reason") {
			continue
		}
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
		if r.isRelative(k) {
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
			c.weaken(graph.Possible)
		}
	}
}

// participle says whether an adverbial clause is a bare participle ("aiming to
// …"), which shares the fate of its main clause.
func (r *reading) participle(v int) bool {
	return r.child(v, "nsubj", "nsubjpass", "mark") < 0 && (r.tokens[v].Tag == "VBG" || r.tokens[v].Tag == "VBN")
}

// accusers are speakers whose word is an accusation: "according to prosecutors".
var accusers = []string{"prosecutor", "police", "investigator", "authority", "indictment", "complaint", "affidavit"}

// attribute finds who says what stands at i: the innermost verb of speech above
// it, else "according to …", else the speaker of the quotation.
func (r *reading) attribute(i int, c *claim) {
	done := false
	consider := func(v int) {
		if done || !r.isVerb(v) {
			return
		}
		if subject := r.sourceAfterAccording(v); subject >= 0 {
			done = true
			r.setSpeaker(subject, c)
			if slices.Contains(accusers, singular(r.tokens[subject].lower)) {
				c.weaken(graph.Alleged)
			}
		}
	}
	consider(i)
	r.ancestors(i, func(child, head int) bool {
		if done {
			return false
		}
		dep := r.tokens[child].Dep
		if (dep == "prep" || dep == "pcomp") && r.isVerb(head) && r.lex.class(r.lemma(head), "accuse") && !r.isPassive(head) {
			if s := r.subjectToken(head); s >= 0 {
				done = true
				r.setSpeaker(s, c)
				return false
			}
		}
		if (dep == "ccomp" || dep == "parataxis" || dep == "xcomp" && !r.lex.class(r.lemma(head), "plan")) && r.speechVerb(head) {
			s := r.subjectToken(head)
			if implied := r.subjects(head, 0); s < 0 && len(implied) > 0 {
				s = implied[0]
			}
			if s >= 0 && r.canSpeak(s, head) {
				done = true
				r.setSpeaker(s, c)
				return false
			}
		}
		consider(head)
		return true
	})
	if !done {
		// "X said Y": the verb of speech may hang on the reported clause
		r.inserted(i, c, &done)
	}
	if q := r.tokens[i].quote; !done && q >= 0 && r.quotes[q].speaker != nil {
		c.speaker = r.quotes[q].speaker
	}
}

// canSpeak says whether a subject is a source: a fact that "indicates" is none,
// nor is a pronoun that stands for nothing known.
func (r *reading) canSpeak(s, verb int) bool {
	if r.entityOf(s) != nil {
		return true
	}
	return r.tokens[s].Pos != "PRON" && !r.lex.class(r.lemma(verb), "hint")
}

// speechVerb says whether a verb reports what somebody says, thinks or claims.
func (r *reading) speechVerb(v int) bool {
	lemma := r.lemma(v)
	for _, class := range []string{"say", "claim", "think", "suspect", "warn", "hint", "deny"} {
		if r.lex.class(lemma, class) {
			return r.isVerb(v)
		}
	}
	return false
}

func (r *reading) subjectToken(v int) int {
	for steps := 0; steps < 4; steps++ {
		if s := r.child(v, "nsubj"); s >= 0 {
			if r.isRelative(s) {
				return r.relative(s, v)
			}
			return s
		}
		if a := r.child(v, "agent"); a >= 0 {
			return r.child(a, "pobj")
		}
		if r.tokens[v].Dep != "conj" {
			return -1
		}
		v = r.tokens[v].Head
	}
	return -1
}

// sourceAfterAccording is the source in "according to X" below a verb.
func (r *reading) sourceAfterAccording(v int) int {
	for _, p := range r.children(v, "prep") {
		if r.tokens[p].lower != "according" {
			continue
		}
		if to := r.child(p, "prep"); to >= 0 {
			return r.child(to, "pobj")
		}
	}
	return -1
}

// inserted finds a verb of speech that the parser hung below the reported
// clause: "ISIS-K, prosecutors asserted, …".
func (r *reading) inserted(i int, c *claim, done *bool) {
	top := i
	r.ancestors(i, func(_, h int) bool { top = h; return true })
	for _, at := range []int{i, top} {
		for _, k := range r.children(at, "parataxis", "ccomp", "advcl") {
			if *done || !r.speechVerb(k) || r.below(i, k) {
				continue
			}
			if s := r.subjectToken(k); s >= 0 && r.child(k, "ccomp", "dobj", "mark") < 0 && r.isSpeech(k) {
				*done = true
				r.setSpeaker(s, c)
			}
		}
	}
}

func (r *reading) setSpeaker(s int, c *claim) {
	s = r.counted(s)
	if m := r.at[s]; m != nil && m.entity != nil {
		c.speaker = m.entity
	} else if r.tokens[s].Pos != "PRON" {
		start, end := r.nounPhrase(s)
		c.speakerText = r.words(start, end)
	}
	c.speakerText = strings.TrimSpace(c.speakerText)
}
