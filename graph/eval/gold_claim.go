package eval

import (
	"slices"
	"strings"

	"clew/graph"
)

// claimCounts are how the right relations are claimed and by whom.
type claimCounts struct{ right, evidence, claim, hedged, hedgesKept, attributed, attributionKept int }

func (d *fullDoc) claims(s *statements, v verdict) claimCounts {
	var c claimCounts
	for _, x := range s.said {
		w := v.right[x.key]
		if w == nil {
			continue
		}
		c.right++
		c.evidence += oneIf(slices.ContainsFunc(x.spans, func(s *graph.Span) bool { return s != nil && slices.ContainsFunc(w.evidence, s.Overlaps) }))
		c.claim += oneIf(w.claimRight(x))
		if !slices.Contains(w.modalities, graph.Asserted) || !slices.Contains(w.polarities, graph.Positive) {
			c.hedged++
			c.hedgesKept += oneIf(slices.ContainsFunc(x.occurrences, hedged))
		}
		if !slices.Contains(w.sources, nil) {
			c.attributed++
			c.attributionKept += oneIf(d.sourceRight(w, x))
		}
	}
	return c
}

// propOr is a property of a relation in props, or a default.
func propOr(r object, key, otherwise string) string {
	if v, ok := r.object("props")[key]; ok {
		return textOf(v)
	}
	return otherwise
}

func hedged(r object) bool {
	return propOr(r, "modality", graph.Asserted) != graph.Asserted || propOr(r, "polarity", graph.Positive) != graph.Positive || propOr(r, "attribution", "") != ""
}

// claimRight says whether modality and polarity of some occurrence are right.
func (w *wanted) claimRight(x *stated) bool {
	modality := slices.ContainsFunc(x.occurrences, func(r object) bool { return slices.Contains(w.modalities, propOr(r, "modality", graph.Asserted)) })
	polarity := slices.ContainsFunc(x.occurrences, func(r object) bool { return slices.Contains(w.polarities, propOr(r, "polarity", graph.Positive)) })
	return modality && polarity
}

// sourceRight says whether some occurrence is attributed to a source of the gold, by
// entity or by words.
func (d *fullDoc) sourceRight(w *wanted, x *stated) bool {
	for _, r := range x.occurrences {
		said := propOr(r, "attribution", "")
		if said == "" {
			continue
		}
		for _, source := range w.sources {
			if d.identity[said] == *source || said == *source || slices.Contains(d.namesOfSource(*source), nameForm(said)) {
				return true
			}
		}
	}
	return false
}

func (d *fullDoc) namesOfSource(id string) []string {
	for _, e := range d.entities {
		if e.ID != id {
			continue
		}
		var out []string
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			out = append(out, nameForm(name))
		}
		return out
	}
	return []string{nameForm(id)}
}

// occurrence writes a predicted relation with the names of its ends.
func (d *fullDoc) occurrence(r object) *link {
	return &link{typ: r.text("type"), from: r.text("from"), to: r.text("to"), evidence: firstEvidence(r), raw: r}
}

// called is the name of a gold entity or event.
func (d *fullDoc) called(id string) string {
	for i := range d.gold.Entities {
		if d.gold.Entities[i].ID == id {
			return d.gold.Entities[i].Name
		}
	}
	for i := range d.gold.Events {
		if d.gold.Events[i].ID == id {
			return d.gold.Events[i].Name
		}
	}
	return strings.TrimPrefix(id, "?")
}
