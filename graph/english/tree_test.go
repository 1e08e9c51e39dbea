package english

import (
	"slices"
	"testing"
)

// dog is a hand-made document: no model, no offset index.
func dog() *Document {
	words := []struct {
		text string
		head int
		dep  string
	}{
		{"The", 2, "det"}, {"big", 2, "amod"}, {"dog", 3, "nsubj"}, {"barks", 3, "ROOT"}, {".", 3, "punct"},
		{"Why", 5, "ROOT"}, {"?", 5, "punct"},
	}
	d := &Document{Text: "The big dog barks. Why?", Sentences: []Span{{0, 5}, {5, 7}}}
	at := 0
	for _, w := range words {
		if d.Text[at] == ' ' {
			at++
		}
		d.Tokens = append(d.Tokens, Token{Text: w.text, Start: at, End: at + len(w.text), Head: w.head, Dep: w.dep})
		at += len(w.text)
	}
	return d
}

func TestTree(t *testing.T) {
	d := dog()
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"sentence of dog", d.SentenceOf(2), 0},
		{"sentence of Why", d.SentenceOf(5), 1},
		{"sentence past the end", d.SentenceOf(7), -1},
		{"root of the first sentence", d.RootOf(d.Sentences[0]), 3},
		{"root of a phrase without one", d.RootOf(Span{0, 3}), -1},
		{"head of the subject", d.HeadOf(Span{0, 3}), 2},
		{"head of nothing", d.HeadOf(Span{3, 3}), -1},
		{"subject of barks", d.Child(3, "nsubjpass", "nsubj"), 2},
		{"object of barks", d.Child(3, "dobj"), -1},
		{"token at 5", d.TokenAt(5), 1},
		{"token at a space", d.TokenAt(7), 1},
		{"token before all", d.TokenAt(-1), -1},
	} {
		if c.got != c.want {
			t.Errorf("%s is %d, want %d", c.what, c.got, c.want)
		}
	}
	if got, want := slices.Collect(d.Children(3)), []int{2, 4}; !slices.Equal(got, want) {
		t.Errorf("children of barks are %v, want %v", got, want)
	}
	if got, want := slices.Collect(d.Ancestors(0)), []int{2, 3}; !slices.Equal(got, want) {
		t.Errorf("ancestors of The are %v, want %v", got, want)
	}
	if got, want := d.Subtree(2), (Span{0, 3}); got != want {
		t.Errorf("subtree of dog is %v, want %v", got, want)
	}
	if got, want := d.SpanText(Span{0, 3}), "The big dog"; got != want {
		t.Errorf("subject is %q, want %q", got, want)
	}
	if !d.Below(0, 3) || d.Below(3, 0) || d.Below(0, 5) {
		t.Error("The is below barks and nothing else")
	}
}

func TestSlice(t *testing.T) {
	text := "naïve 🙂 \xff\xfe end"
	for range 4 {
		text += text // long enough for several marks
	}
	for _, d := range []*Document{{Text: text}, {Text: text, marks: newMarks(text)}} {
		runes := len([]rune(text))
		for start := -1; start <= runes+1; start += 3 {
			for _, n := range []int{-1, 0, 1, 5, 70} {
				got, want := d.Slice(start, start+n), sliceSlowly(text, start, start+n)
				if got != want {
					t.Fatalf("Slice(%d, %d) = %q, want %q", start, start+n, got, want)
				}
			}
		}
	}
	if got := (&Document{marks: newMarks("")}).Slice(0, 5); got != "" {
		t.Errorf("slice of the empty text is %q", got)
	}
}

func sliceSlowly(text string, start, end int) string {
	out, n := "", 0
	for i := 0; i < len(text); n++ {
		size := 1
		for j := range text[i:] {
			if j > 0 {
				size = j
				break
			}
			size = len(text) - i
		}
		if start <= n && n < end {
			out += text[i : i+size]
		}
		i += size
	}
	return out
}
