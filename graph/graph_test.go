package graph

import (
	"strings"
	"testing"
)

func TestLabelKeepsHedgeAndSpeaker(t *testing.T) {
	for _, c := range []struct {
		props map[string]any
		want  string
	}{
		{nil, "SUSPECTED_IN"},
		{map[string]any{"claim": "asserted", "attribution": []string{"Ada"}}, "SUSPECTED_IN"},
		{map[string]any{"claim": "asserted", "attribution": []string{"Ada"}, "attributed": true}, "SUSPECTED_IN (according to Ada)"},
		{map[string]any{"claim": "alleged"}, "SUSPECTED_IN (alleged)"},
		{map[string]any{"claim": "possible", "attribution": []any{"Ada", "Ben"}}, "SUSPECTED_IN (possible, Ada, Ben)"},
		{map[string]any{"claim": "negated", "attribution": "Ada"}, "SUSPECTED_IN (negated, Ada)"},
	} {
		if got := (Relationship{Type: "SUSPECTED_IN", Props: c.props}).Label(); got != c.want {
			t.Errorf("%v: %q, want %q", c.props, got, c.want)
		}
	}
}

func TestLabelsClimbTheLadder(t *testing.T) {
	for _, c := range []struct {
		typ, subtype string
		want         []string
	}{
		{"Event", "Bombing", []string{"Entity", "Event", "Attack", "Bombing"}},
		{"Publisher", "", []string{"Entity", "Organization", "Publisher"}},
		{"Weapon", "", []string{"Entity", "Object", "Weapon"}},
		{"Article", "", []string{"Article"}},
		{"Person", "Unheard", []string{"Entity", "Person"}},
	} {
		got := Labels(c.typ, c.subtype)
		if len(got) != len(c.want) {
			t.Fatalf("%s %s: %v, want %v", c.typ, c.subtype, got, c.want)
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s %s: %v, want %v", c.typ, c.subtype, got, c.want)
			}
		}
	}
}

func TestSliceCountsCodePoints(t *testing.T) {
	for _, c := range []struct {
		text       string
		start, end int
		want       string
	}{
		{"abc", 0, 3, "abc"}, {"ünï", 1, 3, "nï"}, {"“x”", 1, 2, "x"}, {"abc", 2, 9, ""}, {"abc", -1, 2, ""}, {"abc", 2, 1, ""}, {"", 0, 0, ""},
	} {
		if got := Slice(c.text, c.start, c.end); got != c.want {
			t.Errorf("Slice(%q, %d, %d) = %q, want %q", c.text, c.start, c.end, got, c.want)
		}
	}
}

// Passages slice as Slice does, ranges outside the text and broken bytes included.
func TestPassages(t *testing.T) {
	for _, text := range []string{"", "abc", strings.Repeat("a“ü\xff😀", 20)} {
		p := NewPassages(text)
		for start := -1; start < 103; start++ {
			for end := -1; end < 103; end++ {
				if got, want := p.Slice(start, end), Slice(text, start, end); got != want {
					t.Fatalf("Slice(%d, %d) of %q is %q, want %q", start, end, text, got, want)
				}
			}
		}
	}
}

func TestVerifyFindsWhatDoesNotStandInTheText(t *testing.T) {
	good := func() *Extraction {
		return &Extraction{
			Article:   Article{ID: "a", Text: "Ada met Ben."},
			Entities:  []Entity{{ID: "x", Mentions: []Mention{{0, 3, "Ada", "NAM"}}}, {ID: "y", Mentions: []Mention{{8, 11, "Ben", "NAM"}}}},
			Relations: []Relation{{Type: "MET", From: "x", To: "y", Evidence: Evidence{Start: 0, End: 12, Quote: "Ada met Ben."}}},
		}
	}
	if err := good().Verify(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Extraction){
		"a quote elsewhere":    func(x *Extraction) { x.Relations[0].Evidence.Start = 1 },
		"no quote":             func(x *Extraction) { x.Relations[0].Evidence = Evidence{} },
		"an end that is none":  func(x *Extraction) { x.Relations[0].To = "z" },
		"a mention elsewhere":  func(x *Extraction) { x.Entities[0].Mentions[0].Text = "Ben" },
		"an id twice":          func(x *Extraction) { x.Entities[1].ID = "x" },
		"a span past the text": func(x *Extraction) { x.Entities[0].Mentions[0].End = 99 },
	} {
		x := good()
		spoil(x)
		if x.Verify() == nil {
			t.Errorf("%s: not found", name)
		}
	}
}
