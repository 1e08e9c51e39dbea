package eval

import (
	"slices"

	"clew/graph"
)

// Reasons for errors on WikiEvents.

func (p *page) whyNoTrigger(span graph.Span, said []graph.Span) string {
	sentence := p.sentences([]graph.Span{span})
	switch {
	case slices.ContainsFunc(said, span.Overlaps):
		return "one mention of ours stands for two events"
	case slices.ContainsFunc(p.entities, func(n *node) bool {
		return n.typ != "Event" && slices.ContainsFunc(n.mentions, func(m mention) bool { return m.Overlaps(span) })
	}):
		return "the words are another node"
	case slices.ContainsFunc(said, sentence.Contains):
		return "another event in the sentence"
	}
	return "no event in the sentence"
}

// wikiErrors notes what is missed and wrong in one role.
func (s *scoring) wikiErrors(p *page, role string, gold map[string]parts, said map[string]*parts, of []int) {
	pred := partsOf(said, role)
	for g, x := range gold[role] {
		if !slices.Contains(of, g) {
			s.note(p, Error{Kind: Missed, Type: role, Fact: quoted(x.name), Cause: p.whyNoPart(x, said), Marks: x.spans[:min(1, len(x.spans))]})
		}
	}
	for i, x := range pred {
		if of[i] >= 0 {
			s.judge(x.link, true)
			continue
		}
		cause := "fills no role"
		for _, other := range wikiRoles {
			if slices.ContainsFunc(gold[other], x.overlaps) {
				cause = "of another role: " + other
				if other == role {
					cause = "a second node for one entity"
				}
				break
			}
		}
		s.noteLink(p, x.link, Error{Type: role, Fact: quoted(x.name) + " by " + p.describe(x.link), Cause: cause})
	}
}

// whyNoPart says how far the prediction came with an entity in a role.
func (p *page) whyNoPart(gold part, said map[string]*parts) string {
	for _, role := range wikiRoles {
		if slices.ContainsFunc(partsOf(said, role), func(x part) bool { return x.overlaps(gold) }) {
			return "in another role: " + role
		}
	}
	var nodes []*node
	for _, n := range p.entities {
		if slices.ContainsFunc(n.mentions, func(m mention) bool {
			return slices.ContainsFunc(gold.spans, m.Overlaps)
		}) {
			nodes = append(nodes, n)
		}
	}
	return p.whyInNoRole(nodes)
}
