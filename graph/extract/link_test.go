package extract

import (
	"strings"
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// linkCase is a text with links that must come out of it and links that must
// not. A link is written "from TYPE to", either end a star where anything fits,
// with " (claim)" where it counts how surely it is said and " @speaker" where it
// counts by whom. A bar against an event has a star for its name: an event that
// is called something else must not let it pass.
type linkCase struct {
	name, text string
	want, bar  []string
}

func runLinkCases(t *testing.T, cases []linkCase) {
	t.Helper()
	x := extractor(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := x.read(article.Complete(graph.Article{ID: "case", Date: "2024-06-14", Text: c.text}))
			for _, want := range c.want {
				if !states(t, r, want) {
					t.Errorf("%s\nwant %s\ngot  %s", c.text, want, strings.Join(links(r), "\n     "))
				}
			}
			for _, bar := range c.bar {
				if states(t, r, bar) {
					t.Errorf("%s\nmust not give %s\ngot  %s", c.text, bar, strings.Join(links(r), "\n     "))
				}
			}
		})
	}
}

// states says whether a reading has the link that is written down.
func states(t *testing.T, r *reading, written string) bool {
	t.Helper()
	link, speaker, _ := strings.Cut(written, " @")
	link, claim := cutClaim(link)
	from, typ, to := cutType(link)
	if typ == "" {
		t.Fatalf("%q names no relationship type", written)
	}
	for _, x := range r.relations {
		if x.typ == typ && fits(x.from.name, from) && fits(x.to.name, to) && (claim == "" || claim == claimOf(x)) && (speaker == "" || speaker == speakerOf(x)) {
			return true
		}
	}
	return false
}

func fits(name, pattern string) bool { return pattern == "*" || name == pattern }

// cutClaim takes the claim in brackets off the end of a written link.
func cutClaim(link string) (rest, claim string) {
	for _, claim := range []string{graph.Asserted, graph.Alleged, graph.Possible, graph.Planned, graph.Hypothetical, graph.Negated} {
		if rest, ok := strings.CutSuffix(link, " ("+claim+")"); ok {
			return rest, claim
		}
	}
	return link, ""
}

// cutType cuts a written link at the first word that is a relationship type.
func cutType(link string) (from, typ, to string) {
	words := strings.Fields(link)
	for i, w := range words {
		if _, ok := graph.TypeRow(w); ok {
			return strings.Join(words[:i], " "), w, strings.Join(words[i+1:], " ")
		}
	}
	return link, "", ""
}

func claimOf(x *relation) string {
	if x.claim.polarity == graph.Negative {
		return graph.Negated
	}
	return x.claim.modality
}

func speakerOf(x *relation) string {
	if x.claim.speaker != nil {
		return x.claim.speaker.name
	}
	return x.claim.speakerText
}

// links are the statements of a reading as they are written in tests.
func links(r *reading) []string {
	var out []string
	for _, x := range r.relations {
		line := x.from.name + " " + x.typ + " " + x.to.name + " (" + claimOf(x) + ")"
		if s := speakerOf(x); s != "" {
			line += " @" + s
		}
		out = append(out, line)
	}
	return out
}
