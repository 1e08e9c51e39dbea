package extract

import "clew/graph"

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
	}
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
