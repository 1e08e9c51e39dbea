package extract

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// nasty are texts as no newspaper prints them.
var nasty = []string{
	"", ".", "“", "\"He said \"", "ISIS-K.", "U.S.-led", "IS", "the the the", "March", "March 22, 2024 2024", "\ufeffISIS\r\n\r\nsaid\u2028so", "A (B) (C", "—–-", "One had joined.",
	"According to.", "killed killed killed", "It it it.", "[ISIS] “They are [ISIS] riding”", "Iran, Iraq, Syria and", "the Moscow and Paris attacks", "’s", "is is is", "said that said that said",
	"The\u00a0group\u00a0said\u202fit\u00a0killed\u00a0Zo\u0308e\u0301 M\u0301.\r\nHe\u200b denied\u200d it.", "قال \u202eHamas\u202c إن killed 5 في Gaza.", "👩‍👩‍👧 killed 🇷🇺 in 🏴󠁧󠁢󠁳󠁣󠁴󠁿 on Monday, 😀 said.",
	"Police, (who, (said, (that, (men, (killed, (five)))))) were \"told \"that \"they\" were\" right\".",
	strings.Repeat("x", 100_000), "Police said " + strings.Repeat("a\u0301", 20_000) + " killed five.",
	strings.Repeat("“", 5_000), strings.Repeat("\"", 5_001), strings.Repeat("(", 5_000) + strings.Repeat(")", 5_000), strings.Repeat("[", 2_000), strings.Repeat("“He said ‘", 300),
	strings.Repeat("He said that ", 300) + "Ada killed Ben.", strings.Repeat("Ada, the leader of ", 300), strings.Repeat("the attack in ", 300) + "Paris", strings.Repeat("Ada and ", 1_000) + "Ben were killed.",
}

// FuzzExtract reads any text: nothing panics, every mention, quote, word of an
// explanation and span stands where the extraction says, and a second reading
// gives the same.
func FuzzExtract(f *testing.F) {
	for _, rule := range rules {
		f.Add(rule.example)
	}
	for _, text := range nasty {
		f.Add(text)
	}
	x := extractor(f)
	f.Fuzz(func(t *testing.T, text string) {
		if article.CheckText("x", []byte(text)) != nil {
			return
		}
		a := article.Complete(graph.Article{ID: "x", Text: text})
		a.Language = article.English
		first, err := x.Extract(a)
		if err != nil {
			t.Fatal(err)
		}
		if err := checkSpans(first); err != nil {
			t.Fatal(err)
		}
		second, err := x.Extract(a)
		if err != nil {
			t.Fatal(err)
		}
		if encoded(t, first) != encoded(t, second) {
			t.Fatal("a second reading differs")
		}
	})
}

// checkSpans looks at what Verify does not: words of explanations, and spans
// among the properties.
func checkSpans(e *graph.Extraction) error {
	text := graph.NewPassages(e.Article.Text)
	for _, r := range e.Relations {
		if r.Explanation == nil {
			return fmt.Errorf("%s has no explanation", r.Type)
		}
		for _, c := range append(r.Explanation.Words, r.Explanation.Claim...) {
			if text.Slice(c.Start, c.End) != c.Text {
				return fmt.Errorf("%s: %s is %q, which is not the text at %d–%d", r.Type, c.Role, c.Text, c.Start, c.End)
			}
		}
		if err := spansInside(text, r.Props); err != nil {
			return fmt.Errorf("%s: %w", r.Type, err)
		}
	}
	for _, n := range e.Entities {
		if err := spansInside(text, n.Props); err != nil {
			return fmt.Errorf("%s: %w", n.ID, err)
		}
	}
	return nil
}

func spansInside(text *graph.Passages, props map[string]any) error {
	for name, v := range props {
		if s, ok := v.(graph.Span); ok && text.Slice(s.Start, s.End) == "" {
			return fmt.Errorf("%s has no text at %d–%d", name, s.Start, s.End)
		}
	}
	return nil
}

func encoded(t *testing.T, e *graph.Extraction) string {
	t.Helper()
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
