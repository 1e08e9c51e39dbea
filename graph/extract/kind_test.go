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
		{"Divers searched the River Seine for the body.", "River Seine", "Place"},
		{"The water of Lake Malawi fell.", "Lake Malawi", "Place"},
		{"The actor River Lind said he was tired.", "River Lind", "Person"},
		{"She studied at Mount Allison College in 1990.", "Mount Allison College", "Organization"},
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

// TestIslamists has those who are called so described, each group for itself: what
// one of them does is not said of the others.
func TestIslamists(t *testing.T) {
	x := extractor(t)
	r := x.read(article.Complete(graph.Article{ID: "case", Text: "Islamists attacked a church in Lagos on Sunday. An Islamist threatened the mayor of Hamburg."}))
	for _, e := range r.entities {
		if (e.name == "Islamists" || e.name == "Islamist") && (e.named || len(e.mentions) != 1) {
			t.Errorf("%s is a name of %d mentions", e.name, len(e.mentions))
		}
	}
}
