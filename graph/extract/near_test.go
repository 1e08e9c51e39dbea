package extract

import (
	"slices"
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// TestNear looks for the links that a place gets: what is near or outside a town is
// said to be near it, not in it.
func TestNear(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct {
		text, typ, to string
		near          bool
	}{
		{"Gunmen attacked a concert hall near Lisbon on Friday.", "LOCATED_IN", "Lisbon", true},
		{"Gunmen attacked a concert hall in Lisbon on Friday.", "LOCATED_IN", "Lisbon", false},
		{"A bomb went off outside Lisbon on Friday and killed two people.", "LOCATED_IN", "Lisbon", true},
		{"A bomb went off on the outskirts of Lisbon on Friday and killed two people.", "LOCATED_IN", "Lisbon", false},
		{"A bomb went off near the airport in Lisbon on Friday and killed two people.", "LOCATED_IN", "Lisbon", false},
		{"The bombing of the Hotel Aurora, outside Lisbon, killed four people.", "LOCATED_IN", "Lisbon", true},
		{"Rosa Lind lives near Hamburg.", "LIVES_IN", "Hamburg", true},
		{"Rosa Lind lives in Hamburg.", "LIVES_IN", "Hamburg", false},
	} {
		extraction, err := x.Extract(article.Complete(graph.Article{ID: "case", Text: c.text}))
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(extraction.Entities, func(e graph.Entity) bool { return e.Name == c.to })
		found := 0
		for _, r := range extraction.Relations {
			if i < 0 || r.Type != c.typ || r.To != extraction.Entities[i].ID {
				continue
			}
			found++
			if near := r.Props["kind"] == "near"; near != c.near {
				t.Errorf("%s\n%s %s is near: %v, want %v", c.text, r.Type, c.to, near, c.near)
			}
		}
		if found == 0 {
			t.Errorf("%s\nno %s %s", c.text, c.typ, c.to)
		}
	}
}
