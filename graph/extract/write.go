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
	x.Entities = append(x.Entities, r.articleEntity())
	n := 0
	for _, e := range r.entities {
		if !r.worthANode(e) {
			continue
		}
		n++
		e.id = fmt.Sprintf("e%d", n)
		x.Entities = append(x.Entities, r.writeEntity(e))
	}
	return x
}

// worthANode says whether an entity is kept: everything with a name, and what
// is only described where it takes part in something.
func (r *reading) worthANode(e *entity) bool {
	return len(e.mentions) > 0 && (e.named || e.lex != nil || e.used)
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
	return aliases
}
