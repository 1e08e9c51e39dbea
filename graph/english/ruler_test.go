package english

import "testing"

func TestRuler(t *testing.T) {
	r := loadModel(t).ruler
	for _, c := range []struct {
		name string
		in   []Token
		want Token // of the last token
	}{
		{"tag alone", []Token{{Text: "Moscow", Tag: "NNP", Dep: "pobj"}},
			Token{Text: "Moscow", Tag: "NNP", Dep: "pobj", Pos: "PROPN", Morph: "Number=Sing"}},
		{"tag and word", []Token{{Text: "The", Tag: "DT", Dep: "det"}},
			Token{Text: "The", Tag: "DT", Dep: "det", Pos: "DET", Morph: "Definite=Def|PronType=Art"}},
		{"determiner that is no det", []Token{{Text: "this", Tag: "DT", Dep: "nsubj"}},
			Token{Text: "this", Tag: "DT", Dep: "nsubj", Pos: "PRON", Morph: "Number=Sing|PronType=Dem"}},
		{"auxiliary by label", []Token{{Text: "get", Tag: "VBP", Dep: "auxpass"}},
			Token{Text: "get", Tag: "VBP", Dep: "auxpass", Pos: "AUX", Morph: "Tense=Pres|VerbForm=Fin"}},
		{"to is none", []Token{{Text: "to", Tag: "TO", Dep: "aux"}},
			Token{Text: "to", Tag: "TO", Dep: "aux", Pos: "PART"}},
		{"two tokens", []Token{{Text: "gon", Tag: "VBG", Dep: "ROOT"}, {Text: "na", Tag: "TO", Dep: "aux"}},
			Token{Text: "na", Tag: "TO", Dep: "aux", Pos: "PART", Lemma: "to"}},
		{"a regular expression", []Token{{Text: "Nuthin'", Tag: "NN", Dep: "dobj"}},
			Token{Text: "Nuthin'", Tag: "NN", Dep: "dobj", Pos: "NOUN", Morph: "Number=Sing", Lemma: "nothing"}},
		{"white space", []Token{{Text: "\n", Tag: "NN", Dep: "nsubj"}},
			Token{Text: "\n", Tag: "_SP", Dep: "dep", Pos: "SPACE"}},
		{"a word tagged as white space", []Token{{Text: "x", Tag: "_SP", Dep: "nsubj"}},
			Token{Text: "x", Tag: "_SP", Dep: "nsubj", Pos: "X"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			space := make([]bool, len(c.in))
			for i, token := range c.in {
				space[i] = allSpace(token.Text)
			}
			r.annotate(c.in, space)
			if got := c.in[len(c.in)-1]; got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}
