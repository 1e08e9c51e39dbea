package extract

import (
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// TestEventDates reads the date of the first event of an article that appeared
// on Friday, 14 June 2024.
func TestEventDates(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct{ text, date string }{
		{"Gunmen attacked a mosque in Erbil on Wednesday.", "2024-06-12"},
		{"Gunmen attacked a mosque in Erbil on Friday night.", "2024-06-14"},
		{"Gunmen attacked a mosque in Erbil yesterday.", "2024-06-13"},
		{"Gunmen attacked a mosque in Erbil last week.", ""},
		{"Nine people died on Wednesday when gunmen attacked a mosque in Erbil.", "2024-06-12"},
		{"The town became known on March 3, 2021, when gunmen attacked a mosque in Erbil.", "2021-03-03"},
		{"The Nusra Front claimed an attack on a mosque in Erbil. The attackers entered the mosque on Monday evening.", "2024-06-10"},
		{"The Nusra Front claimed an attack on a mosque in Erbil. The police met on Monday evening.", ""},
		{"ERBIL, Iraq, June 13 - Gunmen attacked a mosque in Erbil on Tuesday.", "2024-06-11"},
		{"ERBIL, Iraq, June 13 - Gunmen attacked a mosque in Erbil.", ""},
	} {
		r := x.read(article.Complete(graph.Article{ID: "case", Date: "2024-06-14", Text: c.text}))
		if len(r.events) == 0 || r.events[0].date.edtf != c.date {
			t.Errorf("%s\nwant %q, got %d events %+v", c.text, c.date, len(r.events), r.events)
		}
	}
}

// TestCutDatelines keeps the place and day of filing off the first sentence.
func TestCutDatelines(t *testing.T) {
	for _, c := range []struct{ text, place, rest string }{
		{"LAGOS - Nigerian police met.", "LAGOS", "Nigerian police met."},
		{"LAGOS, Nigeria, March 3 - The police met.", "LAGOS, Nigeria, March 3", "The police met."},
		{"NEW DELHI, March 3 (Harbour Wire) — The police met.", "NEW DELHI, March 3 (Harbour Wire)", "The police met."},
		{"The police - all of them - met.", "", "The police - all of them - met."},
		{"NATO ministers met.", "", "NATO ministers met."},
	} {
		got := cutDatelines([]segment{{start: 5, text: c.text}})
		last := got[len(got)-1]
		if last.text != c.rest || last.start != 5+len([]rune(c.text))-len([]rune(c.rest)) || (c.place != "") != (len(got) == 2) || c.place != "" && got[0].text != c.place {
			t.Errorf("%q gives %+v", c.text, got)
		}
	}
}
