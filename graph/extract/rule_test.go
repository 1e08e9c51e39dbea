package extract

import (
	"strings"
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// TestRuleExamples runs every rule on the sentence that documents it: the
// relation it promises must come out, and come from that rule.
func TestRuleExamples(t *testing.T) {
	x := extractor(t)
	seen := map[string]bool{}
	for _, rule := range rules {
		t.Run(rule.name, func(t *testing.T) {
			if seen[rule.name] || rule.doc == "" || rule.example == "" {
				t.Fatalf("a rule needs a name of its own, a meaning and an example")
			}
			seen[rule.name] = true
			if _, ok := graph.TypeRow(rule.typ); !ok {
				t.Fatalf("%s is no relationship type", rule.typ)
			}
			r := x.read(article.Complete(graph.Article{ID: "example", Text: rule.example}))
			var got []string
			for _, f := range r.relations {
				line := f.from.name + " " + f.typ + " " + f.to.name
				if f.rule == rule.name && line == rule.want {
					return
				}
				got = append(got, line+" ("+f.rule+")")
			}
			t.Errorf("%s\nwant %s\ngot  %s", rule.example, rule.want, strings.Join(got, "\n     "))
		})
	}
}
