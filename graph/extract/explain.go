package extract

import (
	"slices"

	"clew/graph"
)

// stance is what a claim says: how surely, whether at all, and according to whom.
type stance struct {
	modality    string
	polarity    string
	speaker     *entity // who says so, nil for the article itself
	speakerText string  // the words for a speaker that is no entity
}

// byRule stands for a token where the rule itself knows about a claim.
const byRule = -1

// reason is a change of a claim and the word it is put down to.
type reason struct {
	what  string
	token int
}

// look says which word is read next: whatever changes the claim from here on is put
// down to it, wherever in the code that happens.
func (c *claim) look(token int) {
	c.settle()
	c.at = token
}

// settle notes what has changed since the last word was looked at.
func (c *claim) settle() {
	before, now := c.noted, c.stance
	c.noted = now
	if before == (stance{}) {
		return // the claim has only begun
	}
	if now.modality != before.modality {
		c.reasons = append(c.reasons, reason{now.modality, c.at})
	}
	if now.polarity != before.polarity {
		c.reasons = append(c.reasons, reason{now.polarity, c.at})
	}
	if now.speaker == before.speaker && now.speakerText == before.speakerText {
		return
	}
	source := now.speakerText
	if now.speaker != nil {
		source = now.speaker.name
	}
	if source == "" {
		c.reasons = append(c.reasons, reason{"the article's own voice", c.at})
	} else {
		c.reasons = append(c.reasons, reason{"source " + source, c.at})
	}
}

// explain says how a relation came about.
func (r *reading) explain(f *relation, parts []graph.Weight) *graph.Explanation {
	out := &graph.Explanation{Rule: f.rule, Meaning: f.doc, Claim: []graph.Cue{}, Confidence: parts}
	end := f.token + 1
	if p := r.child(f.token, "prt"); p == end {
		end++
	}
	out.Words = []graph.Cue{r.endCue("from", f.from, f.token), r.cue("trigger", r.span(f.token, end)), r.endCue("to", f.to, f.token)}
	slices.SortStableFunc(out.Words, func(a, b graph.Cue) int { return a.Start - b.Start })
	for _, x := range f.claim.reasons {
		if x.token == byRule {
			out.Claim = append(out.Claim, graph.Cue{Role: x.what})
		} else {
			out.Claim = append(out.Claim, r.cue(x.what, r.span(x.token, x.token+1)))
		}
	}
	return out
}

func (r *reading) cue(role string, s graph.Span) graph.Cue {
	return graph.Cue{Role: role, Start: s.Start, End: s.End, Text: r.passages.Slice(s.Start, s.End)}
}

// endCue is the mention of an entity nearest to a token: in its sentence, else anywhere.
func (r *reading) endCue(role string, e *entity, token int) graph.Cue {
	best := slices.MinFunc(e.mentions, func(a, b *mention) int { return r.remoteness(a, token) - r.remoteness(b, token) })
	return r.cue(role, best.span)
}

// remoteness is how far a mention stands from a token, every mention of another
// sentence farther than those of its own, and relative pronouns, which say little,
// farther than names.
func (r *reading) remoteness(m *mention, token int) int {
	away := abs(m.head - token)
	if m.noun == "relative" {
		away += len(r.tokens)
	}
	if r.tokens[m.head].sentence != r.tokens[token].sentence {
		away += 2 * len(r.tokens)
	}
	return away
}
