package extract

import (
	"slices"
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// TestSamePerson counts the people of a text and looks for the names of one of
// them: names of one person are joined, namesakes never.
func TestSamePerson(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct {
		text    string
		people  int
		name    string
		aliases []string
	}{
		{"Former President Enrique Molina Ruiz opened the school. A friend of Molina Ruiz denied that. Later Molina flew home.", 1, "Enrique Molina Ruiz", []string{"Molina Ruiz", "Molina"}},
		{"President Enrique Molina Ruiz opened the school. Aides of Molina Ruiz denied that. Enrique Molina waved.", 1, "Enrique Molina Ruiz", []string{"Enrique Molina", "Molina Ruiz"}},
		{"President Enrique Molina Ruiz opened the school. Aides of Molina Ruiz denied that. His father, Enrique Molina, was a farmer.", 2, "Enrique Molina", nil},
		{"Enrique Molina Ruiz opened the school. Marta Molina Soto said the roof leaked.", 2, "Marta Molina Soto", nil},
		{"Rosa Anna Lind opened the school. Anna said the roof leaked.", 2, "Rosa Anna Lind", nil},
		{"The jury convicted Joao Lind, the smuggler known as El Lobo. A witness said El Lobo had paid him.", 1, "Joao Lind", []string{"El Lobo"}},
		{"Joao Lind, nicknamed \"El Lobo\", was convicted on Monday. El Lobo smiled.", 1, "Joao Lind", []string{"El Lobo"}},
		{"Police arrested Pedro \"El Lobo\" Lind in Hamburg. El Lobo had escaped twice.", 1, "Pedro \"El Lobo\" Lind", []string{"El Lobo"}},
		{"Rosa Lind, known as the founder of Norvik Systems, wrote a report.", 1, "Rosa Lind", nil},
	} {
		extraction, err := x.Extract(article.Complete(graph.Article{ID: "case", Text: c.text}))
		if err != nil {
			t.Fatal(err)
		}
		var named []graph.Entity
		for _, e := range extraction.Entities {
			if e.Type == "Person" && slices.ContainsFunc(e.Mentions, func(m graph.Mention) bool { return m.Kind == graph.NameMention }) {
				named = append(named, e)
			}
		}
		i := slices.IndexFunc(named, func(e graph.Entity) bool { return e.Name == c.name })
		if len(named) != c.people || i < 0 {
			t.Errorf("%s\npeople: %v, want %d, one of them %s", c.text, named, c.people, c.name)
			continue
		}
		for _, alias := range c.aliases {
			if !slices.Contains(named[i].Aliases, alias) {
				t.Errorf("%s\naliases of %s: %q, want %s", c.text, c.name, named[i].Aliases, alias)
			}
		}
	}
}
