package english

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestParseExample(t *testing.T) {
	d := loadModel(t).Parse(kurilla)
	if got, want := len(d.Sentences), 2; got != want {
		t.Fatalf("%d sentences, want %d", got, want)
	}
	if got, want := d.SpanText(d.Sentences[1]), "He's right."; got != want {
		t.Errorf("second sentence is %q, want %q", got, want)
	}
	var names []string
	for _, n := range d.Names {
		names = append(names, n.Type+" "+d.SpanText(n.Span))
	}
	want := []string{"GPE U.S.", "PERSON Kurilla", "ORG ISIS-K", "GPE Moscow", "ORG Crocus City Hall"}
	if !reflect.DeepEqual(names, want) {
		t.Errorf("names %q, want %q", names, want)
	}
}

// Documents do not touch each other: many at a time give what each gives
// alone, with empty caches and with full ones.
func TestParseConcurrently(t *testing.T) {
	var articles []string
	for _, g := range readGolden(t, "testdata/golden_sentences.jsonl")[:60] {
		articles = append(articles, g.Text)
	}
	var want []*Document
	alone := freshModel(t)
	for _, a := range articles {
		want = append(want, alone.Parse(a))
	}
	together := freshModel(t)
	var wait sync.WaitGroup
	for worker := range 4 {
		wait.Go(func() {
			for i := range articles {
				i = (i + worker*13) % len(articles)
				if got := together.Parse(articles[i]); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%q is read differently in company", articles[i])
				}
			}
		})
	}
	wait.Wait()
}

// A text longer than a part is cut between paragraphs, and its parts are read
// like texts of their own.
func TestLongText(t *testing.T) {
	m := loadModel(t)
	paragraph := strings.Repeat("The minister of Norway said on Monday that talks had failed. ", 300) + "\n\n"
	d := m.Parse(strings.Repeat(paragraph, 6))
	check(t, d)
	cuts := parts(d.Tokens)
	if len(cuts) < 2 {
		t.Fatalf("%d tokens in %d part, want several", len(d.Tokens), len(cuts))
	}
	for _, c := range cuts[1:] {
		if before := d.Tokens[c.Start-1].Text; before != "\n\n" {
			t.Errorf("cut after %q, want a blank line", before)
		}
		if !d.Tokens[c.Start].SentStart {
			t.Error("no sentence starts after a cut")
		}
	}
	first := m.Parse(d.SpanText(cuts[0]))
	if !reflect.DeepEqual(first.Tokens, d.Tokens[:cuts[0].End]) {
		t.Error("the first part reads differently alone")
	}
}

func TestPartLen(t *testing.T) {
	words := func(n int) []Token {
		tokens := make([]Token, n)
		for i := range tokens {
			tokens[i].Text = "a"
		}
		return tokens
	}
	for _, c := range []struct {
		name   string
		breaks map[int]string
		want   int
	}{
		{"no break at all", nil, maxPart},
		{"a line break", map[int]string{maxPart - 100: "\n"}, maxPart - 99},
		{"a blank line before it", map[int]string{maxPart - 100: "\n", maxPart - 200: "\n\n"}, maxPart - 199},
		{"a blank line too early", map[int]string{100: "\n\n"}, maxPart},
	} {
		tokens := words(2 * maxPart)
		for i, text := range c.breaks {
			tokens[i].Text = text
		}
		if got := partLen(tokens); got != c.want {
			t.Errorf("%s: part of %d tokens, want %d", c.name, got, c.want)
		}
	}
	if got := partLen(words(maxPart)); got != maxPart {
		t.Errorf("a text that just fits is cut at %d", got)
	}
}

// Huge tokens take time in proportion to their length.
func TestHugeTokens(t *testing.T) {
	m := loadModel(t)
	for _, unit := range []string{"x", "(", ".", "@", "a@b.", "1", "-", "a-", "://", "'", "é", "\xff", "\t", "km", "+", ":-)"} {
		check(t, m.Parse(strings.Repeat(unit, 5000)))
		start := time.Now()
		m.tokenizer.split(strings.Repeat(unit, 500_000))
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("splitting %q half a million times takes %v", unit, d)
		}
	}
}

// check verifies what holds of every document, whatever the text.
func check(t *testing.T, d *Document) {
	t.Helper()
	position := 0
	for i, k := range d.Tokens {
		if k.Start != position || k.Text == "" {
			t.Fatalf("token %d %q starts at %d, want %d", i, k.Text, k.Start, position)
		}
		if d.Slice(k.Start, k.End) != k.Text {
			t.Fatalf("token %d is %q, the text there %q", i, k.Text, d.Slice(k.Start, k.End))
		}
		position = k.End
		if k.SpaceAfter {
			if d.Slice(k.End, k.End+1) != " " {
				t.Fatalf("token %d %q has no space after it", i, k.Text)
			}
			position++
		}
		if k.Tag == "" || k.Pos == "" || k.Dep == "" || strings.Contains(k.Dep, "||") {
			t.Fatalf("token %d is not annotated in full: %+v", i, k)
		}
		if (k.NameIOB == 'O') != (k.NameType == "") || !strings.ContainsRune("BIO", rune(k.NameIOB)) {
			t.Fatalf("token %d has name marks %q %q", i, k.NameIOB, k.NameType)
		}
		if !reachesRoot(d, i) {
			t.Fatalf("token %d hangs in a circle", i)
		}
	}
	if d.Slice(position, position+1) != "" {
		t.Fatalf("tokens end at %d, the text goes on", position)
	}
	checkSpans(t, d)
}

func reachesRoot(d *Document, i int) bool {
	for range len(d.Tokens) {
		h := d.Tokens[i].Head
		if h < 0 || h >= len(d.Tokens) {
			return false
		}
		if h == i {
			return true
		}
		i = h
	}
	return false
}

func checkSpans(t *testing.T, d *Document) {
	t.Helper()
	end := 0
	for _, s := range d.Sentences {
		if s.Start != end || s.Start >= s.End || !d.Tokens[s.Start].SentStart {
			t.Fatalf("sentences %v", d.Sentences)
		}
		end = s.End
	}
	if end != len(d.Tokens) {
		t.Fatalf("sentences end at token %d of %d", end, len(d.Tokens))
	}
	end = 0
	for _, n := range d.Names {
		if n.Start < end || n.Start >= n.End || d.Tokens[n.Start].NameIOB != 'B' || d.Tokens[n.Start].NameType != n.Type {
			t.Fatalf("names %v", d.Names)
		}
		if d.SentenceOf(n.Start) != d.SentenceOf(n.End-1) {
			t.Fatalf("name %v crosses sentences", n)
		}
		end = n.End
	}
	if end > len(d.Tokens) {
		t.Fatalf("names %v of %d tokens", d.Names, len(d.Tokens))
	}
}

// Parse takes any string.
func FuzzParse(f *testing.F) {
	for _, text := range oddTexts {
		f.Add(text)
	}
	f.Add(kurilla)
	f.Add("\xff\xfe \xe2\x82 \xed\xa0\x80 \x00\u2028\ufffd")
	f.Add("a\u0085b\u1680c \u2029 d\v\fe")
	m := loadModel(f)
	f.Fuzz(func(t *testing.T, text string) {
		check(t, m.Parse(text))
	})
}

// The notices of the model and of WordNet go with the binary.
func TestNotices(t *testing.T) {
	for _, want := range []string{"ExplosionAI", "WordNet Release 3.0", "OntoNotes"} {
		if !strings.Contains(Notices(), want) {
			t.Errorf("notices do not name %s", want)
		}
	}
}
