package extract

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clew/graph"
	"clew/graph/article"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGoldenArticles compares the whole extraction of articles in our own words
// with the one that was read and found right; -update writes it anew.
func TestGoldenArticles(t *testing.T) {
	x := extractor(t)
	for a, err := range article.Read(context.Background(), []string{"testdata/articles"}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		a.Path = filepath.Base(a.Path)
		got := lines(t, x, a)
		if again := lines(t, x, a); !bytes.Equal(got, again) {
			t.Errorf("%s: two readings differ", a.ID)
		}
		golden := filepath.Join("testdata", a.ID+".golden")
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from %s:\n%s", a.ID, golden, difference(string(want), string(got)))
		}
	}
}

// lines is one entity or relation a line, as JSON.
func lines(t *testing.T, x *Extractor, a graph.Article) []byte {
	t.Helper()
	extraction, err := x.Extract(a)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	for _, e := range extraction.Entities {
		if err := encoder.Encode(e); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range extraction.Relations {
		abridge(&r)
		if err := encoder.Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// abridge keeps of an explanation the rule and the words in the passage, which say
// enough to whoever reads a golden file.
func abridge(r *graph.Relation) {
	x := r.Explanation
	r.Explanation = nil
	if x.Rule == "metadata" {
		return
	}
	var words []string
	for _, role := range []string{"from", "trigger", "to"} {
		for _, c := range x.Words {
			text := strings.Join(strings.Fields(c.Text), " ")
			if c.Role == role && r.Evidence.Start <= c.Start && c.End <= r.Evidence.End && !slices.Contains(words, text) {
				words = append(words, text)
			}
		}
	}
	r.Props["rule"], r.Props["because"] = x.Rule, strings.Join(words, " … ")
}

// difference lists the lines that only one of two texts has.
func difference(want, got string) string {
	var out strings.Builder
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for _, side := range []struct {
		mark       string
		mine, them []string
	}{{"- ", w, g}, {"+ ", g, w}} {
		has := map[string]bool{}
		for _, l := range side.them {
			has[l] = true
		}
		for _, l := range side.mine {
			if !has[l] {
				out.WriteString(side.mark + l + "\n")
			}
		}
	}
	return out.String()
}

// TestOtherLanguages keeps an article that is not in English unread.
func TestOtherLanguages(t *testing.T) {
	x, err := extractor(t).Extract(article.Complete(graph.Article{ID: "de", Publisher: "Harbour Post", Text: "Der Bürgermeister von Berlin hat gesagt, dass die Polizei in der Stadt und auf dem Land einen Anschlag verhindert hat."}))
	if err != nil {
		t.Fatal(err)
	}
	if x.Article.Language != "de" || len(x.Entities) != 2 || len(x.Relations) != 1 || x.Relations[0].Type != "PUBLISHED" {
		t.Errorf("language %q, %d entities, relations %+v", x.Article.Language, len(x.Entities), x.Relations)
	}
}
