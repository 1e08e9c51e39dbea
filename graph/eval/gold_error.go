package eval

import (
	"fmt"
	"slices"
	"strings"

	"clew/graph"
)

// Errors in the names, events and relations of annotated articles.

func (s *scoring) mentionErrors(d *fullDoc) {
	for j, g := range d.names {
		if d.missedName(j, d.typed) {
			s.note(d.page, Error{Kind: Missed, Type: "mention", Fact: quoted(d.page.slice(g.Span)), Cause: d.whyNoMention(g), Marks: []graph.Span{g.Span}})
		}
	}
	for i, m := range d.spoken {
		if !d.wrongMention(i, d.typed) {
			continue
		}
		cause := "the gold has no name there"
		if j, paired := d.any.gold[i]; paired {
			cause = "the gold has another type: " + d.names[j].entity.Type
		} else if m.hard {
			cause = "page furniture"
		}
		s.note(d.page, Error{Kind: Wrong, Type: "mention", Fact: quoted(d.page.slice(m.Span)), Cause: cause, Marks: []graph.Span{m.Span}})
	}
	paired := map[string]bool{}
	for _, p := range d.pairs {
		paired[p.gold.ID] = true
	}
	for _, e := range d.entities {
		if e.Required && len(d.held[e.ID]) > 0 && !paired[e.ID] {
			s.note(d.page, Error{Kind: Missed, Type: "entity", Fact: quoted(e.Name), Cause: d.whyNoEntity(e), Marks: marksOf(e.Mentions, 1)})
		}
	}
}

func marksOf(mentions []fullMention, most int) []graph.Span {
	var out []graph.Span
	for _, m := range mentions[:min(most, len(mentions))] {
		out = append(out, m.Span)
	}
	return out
}

func (d *fullDoc) whyNoMention(g goldName) string {
	for _, m := range d.spoken {
		if m.Span == g.Span {
			return "we have another type: " + m.of.typ
		}
	}
	if slices.ContainsFunc(d.spoken, func(m saidMention) bool { return m.Overlaps(g.Span) }) {
		return "we have other bounds"
	}
	return "we have no name there"
}

func (d *fullDoc) whyNoEntity(e *fullEntity) string {
	for _, x := range d.people {
		if d.entityOf[x.id] == e.ID {
			return "its mentions are part of another node: " + x.name
		}
	}
	return "no node"
}

func (s *scoring) eventErrors(d *fullDoc) {
	found := map[string]bool{}
	paired := map[string]bool{}
	places := d.placesOf()
	for _, p := range d.eventPairs {
		found[p.gold.ID], paired[p.said.id] = true, true
		s.featureErrors(d, p, places[p.said.id])
	}
	for i := range d.gold.Events {
		if g := &d.gold.Events[i]; g.Required && !found[g.ID] {
			s.note(d.page, Error{Kind: Missed, Type: "event", Fact: quoted(g.Name), Cause: d.whyNoEvent(g), Marks: marksOf(g.Mentions, 1)})
		}
	}
	for _, x := range d.events {
		if paired[x.id] || d.notScored(x) {
			continue
		}
		cause := "the gold has no such event"
		if of := d.eventOf[x.id]; of != "" {
			cause = "a second node for one event: " + d.called(of)
		}
		e := Error{Kind: Wrong, Type: "event", Fact: quoted(x.name), Cause: cause}
		if len(x.mentions) > 0 {
			e.Marks = []graph.Span{x.mentions[0].Span}
		}
		s.note(d.page, e)
	}
}

func (d *fullDoc) whyNoEvent(g *fullEvent) string {
	for _, x := range d.events {
		for _, m := range x.mentions {
			if slices.ContainsFunc(g.Mentions, func(n fullMention) bool { return n.Overlaps(m.Span) }) {
				return "told together with another event: " + x.name
			}
		}
	}
	return "no event there"
}

// featureErrors notes date, place and numbers of an event that are not as in the gold.
func (s *scoring) featureErrors(d *fullDoc, p eventPair, places []any) {
	props := p.said.raw.object("props")
	f := d.eventFeatures(p.gold, p.said, places)
	for _, name := range words("date place killed injured") {
		right, stated := f.right[name]
		spurious := f.right[name+"_spurious"]
		if (!stated || right) && !spurious {
			continue
		}
		want := map[string]any{"date": p.gold.Date, "place": d.called(p.gold.Place), "killed": p.gold.Killed, "injured": p.gold.Injured}[name]
		got := props[name]
		if name == "place" && got != nil {
			got = d.page.nameOf(textOf(got))
		}
		e := Error{Kind: Wrong, Type: "event " + name, Fact: fmt.Sprintf("%s: we have %s, the gold %s", quoted(p.gold.Name), valueText(got), valueText(want)), Cause: "another value", Marks: marksOf(p.gold.Mentions, 1)}
		if got == nil {
			e.Kind, e.Cause = Missed, "none of ours"
		} else if spurious {
			e.Cause = "none in the gold"
		}
		s.note(d.page, e)
	}
}

func valueText(v any) string {
	if m, ok := v.(map[string]any); ok {
		return strings.TrimSpace(textOf(m["qualifier"]) + " " + textOf(m["value"]))
	}
	if text := textOf(v); text != "" {
		return text
	}
	return "nothing"
}

// relationErrors notes wrong and missed relations, and right ones that are claimed in
// another way or by another source.
func (s *scoring) relationErrors(d *fullDoc, st *statements, v verdict) {
	for _, x := range st.said {
		l := d.occurrence(x.occurrences[0])
		if v.wrong(x) {
			s.noteLink(d.page, l, Error{Type: x.key.typ, Cause: st.whyNotGold(x)})
		}
		w := v.right[x.key]
		if w == nil {
			continue
		}
		s.judge(l, true)
		if !w.claimRight(x) {
			s.noteStated(d.page, l, Error{Type: "claim", Cause: fmt.Sprintf("%s in place of %s", claimWord(propOr(l.raw, "modality", graph.Asserted), propOr(l.raw, "polarity", graph.Positive)), claimWord(w.modalities[len(w.modalities)-1], w.polarities[len(w.polarities)-1]))})
		}
		if !slices.Contains(w.sources, nil) && !d.sourceRight(w, x) {
			cause := "no source"
			if propOr(l.raw, "attribution", "") != "" {
				cause = "another source"
			}
			s.noteStated(d.page, l, Error{Type: "attribution", Cause: cause + ": it is " + d.called(*w.sources[0])})
		}
	}
	for _, w := range st.gold {
		if v.missed(w) {
			fact := quoted(d.called(w.key.from)) + " — " + quoted(d.called(w.key.to))
			s.note(d.page, Error{Kind: Missed, Type: w.key.typ, Fact: fact, Cause: d.whyNotStated(st, w), Passage: d.passage(w.evidence[0])})
		}
	}
}

func claimWord(modality, polarity string) string {
	if polarity == graph.Negative {
		return graph.Negated
	}
	return modality
}

// whyNotGold says what is wrong with a predicted relation.
func (st *statements) whyNotGold(x *stated) string {
	switch k := x.key; {
	case x.hard:
		return "from page furniture"
	case strings.HasPrefix(k.from, "?") || strings.HasPrefix(k.to, "?"):
		return "an end is no entity of the gold"
	}
	for _, w := range st.gold {
		switch {
		case w.joins(x.key.from, x.key.to):
			return "the gold has another type: " + w.key.typ
		case w.joins(x.key.to, x.key.from):
			return "the gold has a relation the other way: " + w.key.typ
		}
	}
	return "the gold has no relation between the two"
}

// whyNotStated says how far the prediction came with a gold relation.
func (d *fullDoc) whyNotStated(st *statements, w *wanted) string {
	has := func(ids []string) bool {
		for _, gold := range d.identity {
			if slices.Contains(ids, gold) {
				return true
			}
		}
		return false
	}
	from, to := has(w.froms), has(w.tos)
	switch {
	case !from && !to:
		return "no node for either end"
	case !from:
		return "no node for the first end"
	case !to:
		return "no node for the second end"
	}
	for _, x := range st.said {
		switch {
		case w.joins(x.key.from, x.key.to):
			return "both nodes, linked otherwise: " + x.key.typ
		case w.joins(x.key.to, x.key.from):
			return "both nodes, linked the other way: " + x.key.typ
		}
	}
	return "both nodes, not linked"
}
