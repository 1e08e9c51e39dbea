package extract

import (
	"slices"
	"strings"
	"testing"

	"clew/graph"
)

// TestMentionsOfEvents reads which words are mentions of one event, and which
// tell of another.
func TestMentionsOfEvents(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct {
		name, text string
		want       []string // the mentions of each event that is an attack, in order
	}{
		{
			name: "toll and nouns of the toll",
			text: "A bomb exploded in a market in Quetta on Friday, injuring several people. The blast damaged a school. Two soldiers were among the dead.",
			want: []string{"exploded, injuring, blast, damaged, dead"},
		},
		{
			name: "the noun before the place is told",
			text: "Police hunted for a man over a Friday blast which injured several people. The explosion hit a bakery in Lyon.",
			want: []string{"Friday blast, injured, explosion"},
		},
		{
			name: "one victim dies once",
			text: "Omar Sadiq was killed in Basra on Monday. Sadiq was killed by a roadside bomb.",
			want: []string{"killed, killed"},
		},
		{
			name: "two attacks stay two",
			text: "A bomb exploded in Quetta and gunmen attacked a hotel in Lahore.",
			want: []string{"exploded", "attacked"},
		},
		{
			name: "bombs known from the explosions",
			text: "A rebel group claimed two explosions that killed at least 12 people at a memorial for Omar Ray. The bombs went off on Tuesday in the city of Quetta, where crowds stood at the grave of Ray, who was killed by a drone in Basra in 2020. At least 40 people were injured. The group said that two fighters had detonated explosive belts in the crowd.",
			want: []string{"two explosions, killed, went off, injured, detonated", "killed"},
		},
		{
			name: "another attack is another",
			text: "A bomb exploded in a market in Quetta. Another explosion shook Lahore.",
			want: []string{"exploded", "Another explosion, shook"},
		},
		{
			name: "an attempt",
			text: "The president survived an assassination attempt in Caracas.",
			want: []string{"assassination attempt"},
		},
		{
			name: "a death that is no attack",
			text: "A bomb exploded in Quetta. Hugo Ray, who died of cancer in 2013, had founded the market. The party mourned the death of Ray.",
			want: []string{"exploded"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, e := range x.read(graph.Article{ID: "example", Text: c.text}).events {
				if !isAttack(e.subtype) {
					continue
				}
				var words []string
				mentions := slices.Clone(e.entity.mentions)
				slices.SortFunc(mentions, func(a, b *mention) int { return a.start - b.start })
				for _, m := range mentions {
					words = append(words, c.text[m.span.Start:m.span.End])
				}
				got = append(got, strings.Join(words, ", "))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\nwant %q\ngot  %q", c.text, c.want, got)
			}
		})
	}
}
