package article

import (
	"reflect"
	"strings"
	"testing"

	"clew/graph"
)

// FuzzBytes reads any bytes as a text and as JSON lines: nothing panics, and what
// is said of an article stands in its text.
func FuzzBytes(f *testing.F) {
	for _, text := range []string{
		"", "---", "---\n", "---\ntitle: x\n---", "---\r\ntitle: \"Gunmen\"\r\ndate: 2024-03-22\r\n---\r\n\r\nBy Ada Moreau\r\nLAGOS (Wire) - Five died.\r\n",
		"\ufeff---\ntitle: ü\n---\ntext", "---\nauthors: [Ada, Ben]\nurl: http://a.example/b\n---\nShare\nAdvertisement\nText.", "Title\n\nBy \n\n\nPublished 99 March 2024",
		"\xff\xfeT", "a\x00b", "\xc3(", "{\"id\": 1, \"text\": \"ISIS\"}\n{\"id\": \"b\"}\n{", "{\"text\": \"a\", \"date\": {}, \"authors\": \"x\"}", "[]", "null\n\n\"x\"",
		"قال \u202eHamas\u202c", "👩‍👩‍👧\u00a0\u2028\u2029\u0085x", strings.Repeat("x", 100_000), strings.Repeat("\n", 10_000) + "a", strings.Repeat("Share\n", 2_000), strings.Repeat("{", 5_000), strings.Repeat("---\n", 500),
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"x.txt", "x.jsonl"} {
			first, second := list(name, data), list(name, data)
			if !reflect.DeepEqual(first, second) {
				t.Fatalf("%s: a second reading differs", name)
			}
			for _, a := range first {
				checkSpans(t, a)
			}
		}
	})
}

// list are the articles among the data, without the errors.
func list(name string, data []byte) (out []graph.Article) {
	for a, err := range Bytes(name, data) {
		if err == nil {
			out = append(out, a)
		}
	}
	return out
}

func checkSpans(t *testing.T, a graph.Article) {
	t.Helper()
	text := graph.NewPassages(a.Text)
	spans := append([]graph.Span{}, a.Furniture...)
	for _, s := range a.Metadata {
		spans = append(spans, s)
	}
	for _, s := range spans {
		if s.Start != s.End && text.Slice(s.Start, s.End) == "" {
			t.Fatalf("span %d–%d lies outside %q", s.Start, s.End, a.Text)
		}
	}
}
