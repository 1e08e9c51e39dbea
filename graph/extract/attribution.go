package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// attributeQuotations finds the speaker of every quotation: the subject of the
// verb of speech that the quotation or its sentence hangs on, else the speaker
// of the quotation before in the same paragraph.
func (r *reading) attributeQuotations() {
	for k := range r.quotes {
		q := &r.quotes[k]
		if verb := r.quotingVerb(*q); verb >= 0 {
			q.verb = verb
			q.speaker = r.speakerOf(verb)
		}
		if q.speaker == nil && k > 0 {
			before := r.quotes[k-1]
			gap := q.start - before.end
			if gap < 12 && before.speaker != nil && r.paragraphOf(q.start) == r.paragraphOf(before.start) {
				q.speaker, q.verb = before.speaker, before.verb
			}
		}
		if s := r.tokens[q.start].sentence; q.speaker == nil && s > 0 && r.sentences[s-1].paragraph == r.sentences[s].paragraph {
			q.speaker = r.lastSource(s - 1)
		}
	}
}

// lastSource is who the sentence before a quotation without a speaker quotes:
// the source after "according to" or the subject of its verb of speech.
func (r *reading) lastSource(s int) *entity {
	for i := r.sentences[s].start; i < r.sentences[s].end; i++ {
		if r.lowerIn(i, "according") && r.lowerIn(i+1, "to") {
			if o := r.child(i+1, "pobj"); o >= 0 {
				return r.entityOf(o)
			}
		}
		if r.root(i) && r.isSpeech(i) {
			return r.speakerOf(i)
		}
	}
	return nil
}

func (r *reading) paragraphOf(i int) int { return r.sentences[r.tokens[i].sentence].paragraph }

// quotingVerb is the verb of speech outside the quotation that governs it or
// stands nearest to it in the sentence where it begins or ends.
func (r *reading) quotingVerb(q quotation) int {
	found := -1
	for _, i := range []int{q.start, q.end - 1} {
		r.ancestors(i, func(_, h int) bool {
			if h < q.start || h >= q.end {
				if r.isSpeech(h) || r.lex.class(r.lemma(h), "warn") || r.lex.class(r.lemma(h), "denounce") {
					found = h
					return false
				}
			}
			return true
		})
		if found >= 0 {
			return found
		}
	}
	best := 1000
	for _, s := range []int{r.tokens[q.start].sentence, r.tokens[q.end-1].sentence} {
		for i := r.sentences[s].start; i < r.sentences[s].end; i++ {
			if i >= q.start && i < q.end || r.tokens[i].quote >= 0 || !r.isSpeech(i) {
				continue
			}
			if d := min(abs(i-q.start), abs(i-q.end)); d < best {
				best, found = d, i
			}
		}
	}
	return found
}

func abs(n int) int { return max(n, -n) }

// speakerOf is the entity that is the subject of a verb of speech, nil where the
// subject stands for none.
func (r *reading) speakerOf(verb int) *entity {
	for v, steps := verb, 0; steps < 5; steps++ {
		for _, s := range r.children(v, "nsubj", "agent") {
			if r.tokens[s].Dep == "agent" {
				s = r.child(s, "pobj")
			}
			if s < 0 {
				continue
			}
			if m := r.at[s]; m != nil {
				if m.entity == nil && m.kind == graph.PronounMention {
					r.resolvePronoun(m)
				}
				return m.entity
			}
		}
		if d := r.tokens[v].Dep; d != "conj" && d != "xcomp" && d != "advcl" {
			break
		}
		v = r.tokens[v].Head
	}
	return nil
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
			c.look(subject)
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
		c.look(head)
		dep := r.tokens[child].Dep
		if r.semicolonBetween(child, head) {
			return false // the clause stands by itself
		}
		if owner := r.claimOwner(child, head); owner >= 0 {
			done = true
			r.setSpeaker(owner, c)
			return false
		}
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
	if by := r.refuter(i); !done && by >= 0 {
		done = true
		c.look(by)
		r.setSpeaker(by, c)
	}
	if !done {
		// "X said Y": the verb of speech may hang on the reported clause
		r.inserted(i, c, &done)
	}
	if q := r.tokens[i].quote; !done && q >= 0 && r.quotes[q].speaker != nil {
		if c.look(i); r.quotes[q].verb >= 0 {
			c.look(r.quotes[q].verb)
		}
		c.speaker = r.quotes[q].speaker
	}
}

// claimOwner is who makes a claim that another verb is about: "Y" in "X rejected
// Y's claim that …" and "a suggestion by Y that …", -1 where nobody is named.
func (r *reading) claimOwner(child, noun int) int {
	if dep := r.tokens[child].Dep; dep != "acl" && dep != "ccomp" && dep != "relcl" || !r.lowerIn(noun, claimNouns...) {
		return -1
	}
	if p := r.child(noun, "poss"); p >= 0 {
		return p
	}
	for _, p := range r.children(noun, "prep") {
		if r.lowerIn(p, "by", "from") && p < child {
			return r.child(p, "pobj")
		}
	}
	return -1
}

// claimNouns are what is said, as a noun that a clause of "that" hangs on.
var claimNouns = []string{
	"claim", "claims", "suggestion", "suggestions", "allegation", "allegations", "accusation", "accusations", "assertion", "assertions", "statement", "statements", "insinuation", "insinuations", "charge", "charges",
	"theory", "remark", "remarks", "comment", "comments", "argument", "contention", "insistence", "belief", "report", "reports", "warning", "warnings",
}

// semicolonBetween says whether a semicolon parts a word from its head.
func (r *reading) semicolonBetween(child, head int) bool {
	for k := min(child, head) + 1; k < max(child, head); k++ {
		if r.tokens[k].lower == ";" {
			return true
		}
	}
	return false
}

// refuter is who rejects the claim that a word stands in, -1 where nobody does:
// "the government rejected the allegation that …", "reports that … were denied by
// X".
func (r *reading) refuter(i int) int {
	out := -1
	r.ancestors(i, func(child, h int) bool {
		if !r.isVerb(h) && r.refuted(child, h) {
			verb := r.tokens[h].Head
			if a := r.child(verb, "agent"); a >= 0 {
				out = r.child(a, "pobj")
			} else if r.tokens[h].Dep == "dobj" {
				out = r.child(verb, "nsubj")
			}
		}
		return out < 0
	})
	return out
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
				c.look(k)
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
