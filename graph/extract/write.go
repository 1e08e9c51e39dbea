package extract

import (
	"fmt"
	"slices"
	"strings"

	"clew/graph"
)

// write turns the reading into the extraction that others see.
func (r *reading) write() *graph.Extraction {
	x := &graph.Extraction{Article: r.article}
	r.sortEntities()
	n := 0
	for _, e := range r.entities {
		if r.worthANode(e) {
			n++
			e.id = fmt.Sprintf("e%d", n)
		}
	}
	r.addMetadata(x)
	for _, e := range r.entities {
		if e.id != "" && e.id != graph.ArticleEntityID {
			x.Entities = append(x.Entities, r.writeEntity(e))
		}
	}
	for _, f := range r.relations {
		x.Relations = append(x.Relations, r.writeRelation(f))
	}
	for i := range x.Relations {
		x.Relations[i].ID = fmt.Sprintf("r%d", i+1)
	}
	return x
}

// writeRelation turns a statement into the relation others see.
func (r *reading) writeRelation(f *relation) graph.Relation {
	grade := r.confidence(f)
	out := graph.Relation{
		Type: f.typ, From: f.from.id, To: f.to.id,
		Modality: f.claim.modality, Polarity: f.claim.polarity, Attribution: f.claim.speakerText,
		Confidence: grade.value(), Props: map[string]any{}, Explanation: r.explain(f, grade),
		Evidence: graph.Evidence{Start: f.quote.Start, End: f.quote.End, Quote: r.passages.Slice(f.quote.Start, f.quote.End)},
	}
	if s := f.claim.speaker; s != nil {
		out.Attribution = s.id
		if s.id == "" {
			out.Attribution = s.name
		}
	}
	for key, value := range f.props {
		switch v := value.(type) {
		case *entity:
			value = v.id
		case []*entity:
			ids := make([]string, len(v))
			for i, e := range v {
				ids[i] = e.id
			}
			value = ids
		}
		out.Props[key] = value
	}
	return out
}

// worthANode says whether an entity is kept: everything with a name, and what
// is only described where it takes part in something.
func (r *reading) worthANode(e *entity) bool {
	creed := e.lex != nil && e.lex.people != "" && !e.named
	return len(e.mentions) > 0 && (e.named || e.lex != nil && !creed || e.used)
}

func (r *reading) articleEntity() graph.Entity {
	a := r.article
	name := a.Title
	if name == "" {
		name = a.ID
	}
	e := graph.Entity{ID: graph.ArticleEntityID, Type: "Article", Name: name, Props: map[string]any{}}
	for key, value := range map[string]string{"title": a.Title, "date": a.Date, "url": a.URL, "publisher": a.Publisher} {
		if value != "" {
			e.Props[key] = value
		}
	}
	if len(a.Authors) > 0 {
		e.Props["authors"] = slices.Clone(a.Authors)
	}
	return e
}

func (r *reading) writeEntity(e *entity) graph.Entity {
	out := graph.Entity{ID: e.id, Type: e.typ, Subtype: e.subtype, Name: e.name, Props: e.props, Aliases: r.aliasesOf(e)}
	if e.event != nil && e.event.place != nil && e.event.place.id != "" {
		e.props["place"] = e.event.place.id
	}
	for _, m := range e.mentions {
		out.Mentions = append(out.Mentions, graph.Mention{Start: m.span.Start, End: m.span.End, Text: r.text(m), Kind: m.kind})
	}
	return out
}

// aliasesOf lists the distinct names other than the one it goes by.
func (r *reading) aliasesOf(e *entity) []string {
	var aliases []string
	add := func(s string) {
		if s != "" && s != e.name && !slices.Contains(aliases, s) {
			aliases = append(aliases, s)
		}
	}
	for _, m := range e.mentions {
		if m.kind == graph.NameMention {
			add(cleanName(r.clean(m)))
		}
	}
	for _, a := range e.aliases {
		add(strings.TrimSpace(a))
	}
	for _, a := range r.fullNames(e) {
		add(a)
	}
	return aliases
}
