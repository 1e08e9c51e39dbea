package extract

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// What made a claim what it is, in the words of the sentence.
func TestExplainedClaims(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct {
		text, relation string
		want           []string // role and word
	}{
		{"Islamic State claimed responsibility for the attack in Kabul.", "CLAIMED", nil},
		{"The army said that Boko Haram may have carried out the bombing in Bama.", "CARRIED_OUT", []string{"possible may", "source army said"}},
		{"The army denied that soldiers had killed the mayor of Bama.", "CARRIED_OUT", []string{"negative denied", "source army denied"}},
		{"According to prosecutors, Ali Khan carried out the bombing of the embassy in Kabul.", "CARRIED_OUT", []string{"source prosecutors prosecutors", "alleged prosecutors"}},
		{"A court in Oslo charged four men over the attack in Bergen.", "SUSPECTED_IN", []string{"alleged "}},
	} {
		e, err := x.Extract(article.Complete(graph.Article{ID: "example", Text: c.text}))
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(e.Relations, func(r graph.Relation) bool { return r.Type == c.relation })
		if i < 0 {
			t.Errorf("%s: no %s", c.text, c.relation)
			continue
		}
		var got []string
		for _, cue := range e.Relations[i].Explanation.Claim {
			got = append(got, cue.Role+" "+cue.Text)
		}
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s\ngot %q, want %q", c.text, got, want)
			}
		}
		if c.want == nil && got != nil {
			t.Errorf("%s: stated plainly, and yet %q", c.text, got)
		}
	}
}

// Every relation says which rule made it, its words stand where it says, the changes
// of its claim lead to the claim it has, and its confidence is the sum of the parts.
func TestEveryRelationIsExplained(t *testing.T) {
	x := extractor(t)
	meanings := map[string]string{}
	var texts []string
	for _, rule := range rules {
		meanings[rule.name] = rule.doc
		texts = append(texts, rule.example)
	}
	for _, a := range readGolden(t) {
		texts = append(texts, a.Text)
	}
	for _, text := range texts {
		e, err := x.Extract(article.Complete(graph.Article{ID: "example", Text: text}))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range e.Relations {
			if err := wrongExplanation(r, text, meanings); err != nil {
				t.Errorf("%s %s→%s in %q: %v", r.Type, r.From, r.To, r.Evidence.Quote, err)
			}
		}
	}
}

func wrongExplanation(r graph.Relation, text string, meanings map[string]string) error {
	x := r.Explanation
	if x == nil {
		return fmt.Errorf("it has none")
	}
	if meaning, known := meanings[x.Rule]; x.Rule != "metadata" && (!known || meaning != x.Meaning) {
		return fmt.Errorf("%q is no rule of this meaning", x.Rule)
	}
	modality, polarity := graph.Asserted, graph.Positive
	for _, c := range slices.Concat(x.Words, x.Claim) {
		if c.Text != graph.Slice(text, c.Start, c.End) {
			return fmt.Errorf("%q is not the text at %d–%d", c.Text, c.Start, c.End)
		}
	}
	for _, c := range x.Claim {
		if _, known := strength[c.Role]; known {
			modality = c.Role
		} else if c.Role == graph.Negative || c.Role == graph.Positive {
			polarity = c.Role
		} else if !strings.HasPrefix(c.Role, "source ") && c.Role != "the article's own voice" {
			return fmt.Errorf("%q is nothing that a claim can be", c.Role)
		}
	}
	if modality != r.Modality || polarity != r.Polarity {
		return fmt.Errorf("it is explained as %s, %s and is %s, %s", modality, polarity, r.Modality, r.Polarity)
	}
	var sum float64
	for _, part := range x.Confidence {
		sum += part.By
	}
	if len(x.Confidence) == 0 || sum > 0.05 && math.Abs(sum-r.Confidence) > 0.006 {
		return fmt.Errorf("confidence %v is not the sum of %v", r.Confidence, x.Confidence)
	}
	return nil
}

// readGolden are the articles of the golden files.
func readGolden(t *testing.T) []graph.Article {
	t.Helper()
	var out []graph.Article
	for a, err := range article.Read(t.Context(), []string{"testdata/articles"}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

func TestDoubtsAreOfRules(t *testing.T) {
	for name := range doubt {
		if !slices.ContainsFunc(rules, func(r rule) bool { return r.name == name }) {
			t.Errorf("%q is no rule", name)
		}
	}
}
