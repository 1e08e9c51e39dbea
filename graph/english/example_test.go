package english_test

import (
	"fmt"
	"log"

	"clew/graph/english"
)

func ExampleModel_Parse() {
	m, err := english.Load()
	if err != nil {
		log.Fatal(err)
	}
	d := m.Parse("Gen. Kurilla praised Norway's minister.")
	for _, n := range d.Names {
		fmt.Println(n.Type, d.SpanText(n.Span))
	}
	root := d.RootOf(d.Sentences[0])
	subject, object := d.Child(root, "nsubj"), d.Child(root, "dobj")
	fmt.Println(d.SpanText(d.Subtree(subject)), "|", d.Tokens[root].Lemma, "|", d.SpanText(d.Subtree(object)))
	// Output:
	// PERSON Kurilla
	// GPE Norway
	// Gen. Kurilla | praise | Norway's minister
}
