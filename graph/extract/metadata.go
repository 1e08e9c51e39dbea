package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// addMetadata adds the article itself, its publisher and its authors, and who
// published and wrote it.
func (r *reading) addMetadata(x *graph.Extraction) {
	x.Entities = append(x.Entities, r.articleEntity())
	if name := r.article.Publisher; name != "" {
		id := r.publisherID(name, x)
		x.Relations = append(x.Relations, r.provenance("PUBLISHED", id, "publisher"))
	}
	for n, name := range r.article.Authors {
		id := r.authorID(name, n, x)
		x.Relations = append(x.Relations, r.provenance("WROTE", id, "authors"))
	}
}

// publisherID is the id of the publisher: the outlet that the article names, or
// an entity of its own.
func (r *reading) publisherID(name string, x *graph.Extraction) string {
	for _, e := range r.entities {
		if e.id != "" && e.typ == "Organization" && (e.name == name || e.lex != nil && e.lex.name == name) {
			e.typ, e.subtype = "Publisher", "Media"
			return e.id
		}
	}
	out := graph.Entity{ID: "publisher", Type: "Publisher", Name: name, Props: map[string]any{}}
	out.Mentions = r.metadataMention("publisher", name)
	x.Entities = append(x.Entities, out)
	return out.ID
}

func (r *reading) authorID(name string, n int, x *graph.Extraction) string {
	for _, e := range r.entities {
		if e.id != "" && e.typ == "Person" && e.name == name {
			return e.id
		}
	}
	out := graph.Entity{ID: "author" + string(rune('1'+n%9)), Type: "Person", Name: name, Props: map[string]any{}}
	if words := strings.Fields(strings.ToLower(name)); slices.Contains([]string{"wire", "news", "agency", "staff", "desk", "service", "press", "reuters", "newsroom", "team", "editors", "reporters"}, words[len(words)-1]) {
		out.Type = "Organization" // a desk or agency in the byline
	}
	if slices.ContainsFunc(x.Entities, func(e graph.Entity) bool { return e.ID == out.ID }) {
		out.ID += "-" + strings.ReplaceAll(strings.ToLower(name), " ", "-")
	}
	out.Mentions = r.metadataMention("authors", name)
	x.Entities = append(x.Entities, out)
	return out.ID
}

// metadataMention is the place in the text that states a field, where its words
// contain the name or stand for it.
func (r *reading) metadataMention(field, name string) []graph.Mention {
	span, ok := r.article.Metadata[field]
	if !ok {
		return nil
	}
	text := r.passages.Slice(span.Start, span.End)
	if text == "" {
		return nil
	}
	if i := strings.Index(text, name); i >= 0 {
		start := span.Start + len([]rune(text[:i]))
		return []graph.Mention{{Start: start, End: start + len([]rune(name)), Text: name, Kind: graph.NameMention}}
	}
	if field == "publisher" {
		return []graph.Mention{{Start: span.Start, End: span.End, Text: text, Kind: graph.NameMention}}
	}
	return nil
}

// provenance is a fact of the metadata, with the words of the file where they
// state it.
func (r *reading) provenance(typ, from, field string) graph.Relation {
	out := graph.Relation{Type: typ, From: from, To: graph.ArticleEntityID, Modality: graph.Asserted, Polarity: graph.Positive, Confidence: 0.99, Props: map[string]any{"kind": graph.MetadataEvidence}}
	out.Evidence.Kind = graph.MetadataEvidence
	out.Explanation = &graph.Explanation{Rule: "metadata", Meaning: "what the file says about itself: its " + field, Words: []graph.Cue{}, Claim: []graph.Cue{}, Confidence: []graph.Weight{{Why: "metadata", By: out.Confidence}}}
	if span, ok := r.article.Metadata[field]; ok {
		if quote := r.passages.Slice(span.Start, span.End); quote != "" {
			out.Evidence.Start, out.Evidence.End, out.Evidence.Quote = span.Start, span.End, quote
		}
	}
	return out
}
