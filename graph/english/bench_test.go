package english

import (
	"strings"
	"testing"
	"unicode"
)

// BenchmarkParse reads the golden sentences as one article after another and
// reports words, white-space separated, per second.
func BenchmarkParse(b *testing.B) {
	m := loadModel(b)
	var articles []string
	var text strings.Builder
	for i, g := range readGolden(b, "testdata/golden_sentences.jsonl") {
		text.WriteString(g.Text)
		text.WriteString("\n\n")
		if i%40 == 39 {
			articles = append(articles, text.String())
			text.Reset()
		}
	}
	words := 0
	for _, a := range articles {
		words += len(strings.FieldsFunc(a, unicode.IsSpace))
	}
	for b.Loop() {
		for _, a := range articles {
			m.Parse(a)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkLoad measures start-up.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := newModel(); err != nil {
			b.Fatal(err)
		}
	}
}
