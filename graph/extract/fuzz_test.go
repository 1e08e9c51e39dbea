package extract

import (
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// FuzzExtract reads any text: nothing panics, every mention and quote stands
// where the extraction says, and a second reading gives the same.
func FuzzExtract(f *testing.F) {
	for _, rule := range rules {
		f.Add(rule.example)
	}
	for _, text := range []string{
		"", ".", "“", "\"He said \"", "ISIS-K.", "U.S.-led", "IS", "the the the", "March", "March 22, 2024 2024", "\ufeffISIS\r\n\r\nsaid\u2028so", "A (B) (C", "—–-", "One had joined.",
		"According to.", "killed killed killed", "It it it.", "[ISIS] “They are [ISIS] riding”", "Iran, Iraq, Syria and", "the Moscow and Paris attacks", "’s", "is is is", "said that said that said",
	} {
		f.Add(text)
	}
	x := extractor(f)
	f.Fuzz(func(t *testing.T, text string) {
		if article.CheckText("x", []byte(text)) != nil {
			return
		}
		a := article.Complete(graph.Article{ID: "x", Text: text})
		a.Language = article.English
		if _, err := x.Extract(a); err != nil {
			t.Fatal(err)
		}
	})
}
