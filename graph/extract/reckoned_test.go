package extract

import (
	"testing"

	"clew/graph"
)

// TestReckonedDate reads the day of an event that is told by the days between it and
// another.
func TestReckonedDate(t *testing.T) {
	x := extractor(t)
	for text, want := range map[string]string{
		"Gunmen attacked a hotel in Quetta. On March 19, 2024, three days before the attack, the police had a warning.": "2024-03-22",
		"Gunmen attacked a hotel in Quetta. On April 2, 2024, a week after the attack, the hotel opened again.":         "2024-03-26",
		"Gunmen attacked a hotel in Quetta. The police had a warning three days before the attack.":                     "",
	} {
		r := x.read(graph.Article{ID: "example", Text: text})
		if len(r.events) == 0 || r.events[0].date.edtf != want {
			t.Errorf("%s: want one event of %q, got %d", text, want, len(r.events))
		}
	}
}
