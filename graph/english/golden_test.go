package english

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"clew/graph/needs"
)

// goldenDoc is a text with the annotation of the original pipeline, spaCy
// 3.8 with en_core_web_sm 3.8.0 in full precision.
type goldenDoc struct {
	Text   string
	Tokens []goldenToken
}

// goldenToken is a Token as the files write it: an array.
type goldenToken Token

func (g *goldenToken) UnmarshalJSON(b []byte) error {
	var space, start int
	var iob string
	err := json.Unmarshal(b, &[]any{&g.Text, &g.Start, &space, &g.Tag, &g.Pos, &g.Morph, &g.Lemma, &g.Head, &g.Dep, &start, &iob, &g.NameType})
	if err != nil {
		return err
	}
	if iob == "" {
		return fmt.Errorf("token without name mark: %s", b)
	}
	g.End = g.Start + len([]rune(g.Text))
	g.SpaceAfter, g.SentStart, g.NameIOB = space == 1, start == 1, iob[0]
	return nil
}

func readGolden(t testing.TB, path string) []goldenDoc {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return decodeGolden(t, bufio.NewReader(f))
}

func decodeGolden(t testing.TB, r *bufio.Reader) []goldenDoc {
	t.Helper()
	var docs []goldenDoc
	for d := json.NewDecoder(r); d.More(); {
		var g goldenDoc
		if err := d.Decode(&g); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, g)
	}
	return docs
}

func loadModel(t testing.TB) *Model {
	t.Helper()
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// agreement counts tokens and, by kind of annotation, how many differ.
type agreement struct {
	tokens, wrong int
	by            map[string]int
}

// compare parses the documents and counts. Documents split into other tokens
// fail the test.
func compare(t *testing.T, m *Model, docs []goldenDoc) agreement {
	t.Helper()
	a := agreement{by: map[string]int{}}
	for _, want := range docs {
		got := m.Parse(want.Text)
		if len(got.Tokens) != len(want.Tokens) {
			t.Errorf("%.40q: %d tokens, want %d", want.Text, len(got.Tokens), len(want.Tokens))
			continue
		}
		for i, w := range want.Tokens {
			a.tokens++
			diff := differences(got.Tokens[i], Token(w))
			for _, kind := range diff {
				a.by[kind]++
			}
			if len(diff) > 0 {
				a.wrong++
				t.Logf("%v: got %+v, want %+v", diff, got.Tokens[i], w)
			}
		}
	}
	t.Logf("%d of %d tokens agree in everything (%.3f %%), differences %v",
		a.tokens-a.wrong, a.tokens, 100*float64(a.tokens-a.wrong)/float64(a.tokens), a.by)
	return a
}

func differences(got, want Token) (kinds []string) {
	for _, f := range []struct {
		kind string
		same bool
	}{
		{"bounds", got.Text == want.Text && got.Start == want.Start && got.End == want.End && got.SpaceAfter == want.SpaceAfter},
		{"tag", got.Tag == want.Tag},
		{"pos", got.Pos == want.Pos},
		{"morph", got.Morph == want.Morph},
		{"lemma", got.Lemma == want.Lemma},
		{"head", got.Head == want.Head},
		{"label", got.Dep == want.Dep},
		{"sentence", got.SentStart == want.SentStart},
		{"name", got.NameIOB == want.NameIOB && got.NameType == want.NameType},
	} {
		if !f.same {
			kinds = append(kinds, f.kind)
		}
	}
	return kinds
}

// Our own sentences: every token agrees with the original pipeline.
func TestGoldenSentences(t *testing.T) {
	a := compare(t, loadModel(t), readGolden(t, "testdata/golden_sentences.jsonl"))
	if a.wrong > 0 || a.tokens != 2566 {
		t.Errorf("%d of %d tokens differ, want 0 of 2566", a.wrong, a.tokens)
	}
}

// Whole articles against the original pipeline, whose weights have full
// precision: half precision moves a few heads of one ambiguous headline.
func TestGoldenArticles(t *testing.T) {
	a := compare(t, loadModel(t), readGolden(t, needs.Shared(t, "nlp", "golden_seeds.jsonl")))
	if a.tokens == 0 || float64(a.wrong) > 0.001*float64(a.tokens) {
		t.Errorf("%d of %d tokens differ, want at most 0.1 %%", a.wrong, a.tokens)
	}
}
