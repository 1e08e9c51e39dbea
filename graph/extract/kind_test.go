package extract

import (
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// TestKindsInContext types names that no list knows by the words around them.
func TestKindsInContext(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct{ text, name, typ string }{
		{"Norvane said in May that it had lost control of its servers. Analysts bought Norvane.", "Norvane", "Organization"},
		{"Analysts at the firm Elvarion estimated the loss at 90 million dollars.", "Elvarion", "Organization"},
		{"Mary Lind is the founder of Elvarion. Elvarion grew.", "Elvarion", "Organization"},
		{"A raid on the plant was blamed on another group, Zendrak.", "Zendrak", "Organization"},
		{"Its media arm, Hamdaq, published a picture.", "Hamdaq", "Organization"},
		{"Two men were detained in the province of Velmora on Friday.", "Velmora", "Place"},
		{"Mary Lind said she had lost control of her car.", "Mary Lind", "Person"},
	} {
		r := x.read(article.Complete(graph.Article{ID: "case", Text: c.text}))
		found := ""
		for _, e := range r.entities {
			if e.name == c.name {
				found += e.typ
			}
		}
		if found != c.typ {
			t.Errorf("%s\n%s is %q, want %s", c.text, c.name, found, c.typ)
		}
	}
}
