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
		{
			name: "an attack brought up later is not the one spoken of before",
			text: "The bureau blames the attack on a group called Dark River. The company restarted its pumps. Last week the bureau attributed an attack on the company Malto to another group, Red Fox.",
			want: []string{"attack"},
		},
		{
			name: "bombings told one by one",
			text: "Two groups are staging attacks before the vote.\n\nA bomb exploded early on Monday near the house of a minister. His wife said that the house lacked guards.\n\nThe headquarters of the Labour Front was bombed on Sunday night. Green Hand claimed the attack in leaflets.\n\nGreen Hand also planted explosives beside a bridge.",
			want: []string{"exploded", "bombed, attack", "planted"},
		},
		{
			name: "a day of the week in a report without a date",
			text: "Red Fox has claimed Friday's attack at a concert hall in Lagos. The group has grievances over the slaughter of 20 Muslims in Kano. It is unclear how far Red Fox was involved in Friday's attack.",
			want: []string{"Friday's attack, Friday's attack"},
		},
		{
			name: "dead and wounded of elsewhere",
			text: "The attackers fled from Basra, carrying several wounded comrades.\n\nIn Mosul, rebels murdered two guards at a factory. The army sent trucks.\n\nThe rebels who fled from the hills left 27 of their dead comrades behind.",
			want: []string{"murdered"},
		},
		{
			name: "the injured of the attack that the report is about",
			text: "Gunmen killed 140 people at a concert hall in Lagos on Friday.\n\nThe attack was the worst in years. Police said the attack was planned for months.\n\nIn 2019 the group claimed a bombing outside an embassy in Kabul.\n\nExperts said the war had drawn agents away.\n\nThe ministry said that 80 of the injured were still in hospital.",
			want: []string{"killed, attack, attack, injured", "bombing"},
		},
		{
			name: "the death of a victim",
			text: "Gunmen killed Omar Sadiq in Basra on Monday. Shops stayed closed. The president spoke to reporters. He blamed rebels for Sadiq's death.",
			want: []string{"killed, death"},
		},
		{
			name: "who dies in a raid is no victim of the plot that was foiled",
			text: "The service said that it had foiled an attack on a synagogue in Lagos. It said that the plot was the work of a cell and that the suspects were killed when they resisted arrest.",
			want: []string{"killed"},
		},
		{
			name: "an incident brought up as news",
			text: "Gunmen attacked a hotel in Lahore on Monday. An incident was reported on Tuesday. This is a crime, the mayor said.",
			want: []string{"attacked, crime"},
		},
		{
			name: "destroyed while a blast did damage",
			text: "A bomb exploded in Quetta on Friday. The blast damaged a school, while two cars were destroyed.",
			want: []string{"exploded, blast, damaged, destroyed"},
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

// TestStepsOfACase reads which words for steps in court belong to the case before.
func TestStepsOfACase(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct{ text, want string }{
		{"Mara Bell was charged with treason in May. Her lawyers said that the verdict was unjust.", "charged, verdict"},
		{"Mara Bell was charged with treason in May. Scores of other people have been sent to the court, where they can face long sentences.", "charged"},
		{"Mara Bell was charged with treason in May. She could face a sentence of ten years.", "charged, sentence"},
	} {
		var words []string
		for _, e := range x.read(graph.Article{ID: "example", Text: c.text}).events {
			if e.subtype != "CourtProceeding" {
				continue
			}
			for _, m := range e.entity.mentions {
				words = append(words, c.text[m.span.Start:m.span.End])
			}
		}
		if got := strings.Join(words, ", "); got != c.want {
			t.Errorf("%s\nwant %q\ngot  %q", c.text, c.want, got)
		}
	}
}
