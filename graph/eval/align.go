package eval

import (
	"slices"

	"clew/graph"
)

// goldEntity is an entity of a gold set with its mentions.
type goldEntity struct {
	Type     string
	Link     string // title in an encyclopedia
	Mentions []goldMention
}

type goldMention struct {
	graph.Span
	Text string
}

// name is the longest of its mentions.
func (e goldEntity) name() string {
	var name string
	for _, m := range e.Mentions {
		if len(m.Text) > len(name) {
			name = m.Text
		}
	}
	return name
}

// place is where one mention of a gold entity stands.
type place struct {
	graph.Span
	entity, mention int
}

// alignment says which gold entity each node stands for: the one with which most
// of its anchors overlap, the first met of equals.
type alignment struct {
	golds  []goldEntity
	of     map[string]int    // node id to gold entity
	nodeAt map[[2]int]string // gold entity and mention to the first node that overlaps it
}

func (p *page) align(golds []goldEntity) *alignment {
	a := &alignment{golds, map[string]int{}, map[[2]int]string{}}
	var places []place
	for i, e := range golds {
		for j, m := range e.Mentions {
			places = append(places, place{m.Span, i, j})
		}
	}
	for _, n := range p.entities {
		counts, met := map[int]int{}, []int(nil)
		for _, m := range n.anchors() {
			for _, at := range places {
				if !m.Overlaps(at.Span) {
					continue
				}
				if counts[at.entity]++; counts[at.entity] == 1 {
					met = append(met, at.entity)
				}
				if key := [2]int{at.entity, at.mention}; a.nodeAt[key] == "" {
					a.nodeAt[key] = n.id
				}
			}
		}
		if len(met) > 0 {
			most := met[0]
			for _, i := range met {
				if counts[i] > counts[most] {
					most = i
				}
			}
			a.of[n.id] = most
		}
	}
	return a
}

// nodesOf are the nodes that stand for a gold entity, in order.
func (p *page) nodesOf(a *alignment, gold int) []*node {
	var out []*node
	for _, n := range p.entities {
		if i, ok := a.of[n.id]; ok && i == gold && !slices.Contains(out, p.byID[n.id]) {
			out = append(out, p.byID[n.id])
		}
	}
	return out
}

// marks are those mentions of two gold entities that stand nearest to each other, or
// the first mention of one.
func (a *alignment) marks(from, to int) []graph.Span {
	if from == to {
		for _, m := range a.golds[from].Mentions {
			return []graph.Span{m.Span}
		}
	}
	best, distance := []graph.Span(nil), -1
	for _, f := range a.golds[from].Mentions {
		for _, t := range a.golds[to].Mentions {
			if d := max(f.Start-t.End, t.Start-f.End); distance < 0 || d < distance {
				best, distance = []graph.Span{f.Span, t.Span}, d
			}
		}
	}
	return best
}

// whyNoRelation says how far the prediction came with a relation between two gold
// entities.
func (p *page) whyNoRelation(a *alignment, from, to int) string {
	f, t := p.nodesOf(a, from), p.nodesOf(a, to)
	switch {
	case len(a.golds[from].Mentions) == 0 || len(a.golds[to].Mentions) == 0:
		return "an end that the text does not mention"
	case len(f) == 0 && len(t) == 0:
		return "no node for either end"
	case len(f) == 0 || len(t) == 0:
		return "no node for one end"
	}
	for _, l := range p.relations {
		i, okFrom := a.of[l.from]
		j, okTo := a.of[l.to]
		if okFrom && okTo && (i == from && j == to || i == to && j == from) {
			return "both nodes, linked otherwise: " + l.typ
		}
	}
	if !p.inOneSentence(a.marks(from, to)) {
		return "both nodes, never in one sentence"
	}
	return "both nodes, not linked"
}

// whyNotGold says what is wrong with a predicted relation that the gold lacks.
func (a *alignment) whyNotGold(l *link, between func(from, to int) string) string {
	from, okFrom := a.of[l.from]
	to, okTo := a.of[l.to]
	if !okFrom || !okTo {
		return "an end is no entity of the gold"
	}
	if other := between(from, to); other != "" {
		return "the gold has another relation between the two: " + other
	}
	if other := between(to, from); other != "" {
		return "the gold has a relation the other way: " + other
	}
	return "the gold has no relation between the two"
}
