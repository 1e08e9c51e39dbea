package extract

import (
	"testing"

	"clew/graph"
)

// TestPhrases reads the example of every phrase and expects its event.
func TestPhrases(t *testing.T) {
	x := extractor(t)
	for _, p := range phrases {
		r := x.read(graph.Article{ID: "example", Text: p.example})
		found := false
		for _, e := range r.events {
			found = found || e.subtype == p.subtype
		}
		if !found {
			t.Errorf("%q: no %s", p.example, p.subtype)
		}
	}
}
