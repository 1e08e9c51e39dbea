package extract

import (
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// TestPronounsThatNeedNoName: relative pronouns, the writer's "I", and pronouns
// that come before or without the name are mentions of somebody.
func TestPronounsThatNeedNoName(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct{ text, word, want string }{
		{"Rosa Lind, who founded the Harbour Institute, lives in Lisbon.", "who", "Rosa Lind"},
		{"After leaving his firm, Peter Hahn moved to Lisbon.", "his", "Peter Hahn"},
		{"He lived in Lisbon and married Rosa Lind.", "He", "man"},
		{"I moved to Lisbon in 1998.", "I", "author"},
		{"Hello, I am Rosa Lind. I live in Lisbon.", "I", "Rosa Lind"},
		{"Rosa Lind met Peter Hahn. Later Rosa lived in Lisbon.", "Rosa", "Rosa Lind"},
	} {
		r := x.read(article.Complete(graph.Article{ID: "example", Text: c.text}))
		got := ""
		for _, m := range r.mentions {
			if r.clean(m) == c.word && m.entity != nil {
				got = m.entity.name
			}
		}
		if got != c.want {
			t.Errorf("%s\n%q stands for %q, want %q", c.text, c.word, got, c.want)
		}
	}
}
