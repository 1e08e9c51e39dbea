package extract

import (
	"slices"
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// TestFullNames looks for the fuller name among the aliases, and for none where
// somebody or something else is meant.
func TestFullNames(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct{ text, name, alias, not string }{
		{"Ministers of the EU met in Kiev on Monday.", "EU", "European Union", ""},
		{"Ministers of the EU met in Kiev on Monday.", "Kiev", "Kyiv", ""},
		{"Obama flew home on Monday, aides said.", "Obama", "Barack Obama", ""},
		{"Lena Obama, a carpenter, won the race. Obama was glad.", "Lena Obama", "", "Barack Obama"},
		{"The Senate in Nigeria passed the law, and Nigeria's president signed it.", "Senate", "", "United States Senate"},
		{"The Senate of the United States passed the law.", "Senate", "United States Senate", ""},
		{"He was born in Dusseldorf in 1970.", "Dusseldorf", "Düsseldorf", ""},
	} {
		extraction, err := x.Extract(article.Complete(graph.Article{ID: "case", Text: c.text}))
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(extraction.Entities, func(e graph.Entity) bool { return e.Name == c.name })
		if i < 0 {
			t.Errorf("%s\n%s was not found", c.text, c.name)
			continue
		}
		aliases := extraction.Entities[i].Aliases
		if c.alias != "" && !slices.Contains(aliases, c.alias) || c.not != "" && slices.Contains(aliases, c.not) {
			t.Errorf("%s\naliases of %s: %q, want %q and not %q", c.text, c.name, aliases, c.alias, c.not)
		}
	}
}
