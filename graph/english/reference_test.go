package english

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"clew/graph/needs"
)

// oddTexts are texts that tokenisers stumble over.
var oddTexts = []string{
	"", " ", "  ", "\n", "\n\n", "a", "a ", " a", "  a", "a  b", "a \n b", "a\n\nb", "\ta\u00a0b\u2003c\u3000d\x1ce\x85f",
	"U.S.-led forces; Gen. Kurilla's ISIS-K. NATO. K. attack. 10°C. 10°X. U.S..",
	"(see: https://www.example.co.uk/a?b=c#d), http://192.168.0.1/ 8.8.8.8 ftp://user@host.org:8080/x a@b.com @b.com x@y@z.de www.foo.bar.",
	"Can't won't I'd've y'all gonna c'mon ain't 'em 'Tis o'clock rock'n'roll :-) :( ^_^ ¯\\_(ツ)_/¯ <3 8-D",
	"$5bn €3.50 £20m US$100 C$5 10km 5kg/m 3m² 50% 20th 1990s '90s 2023-24 14-0 +5 5+ ++ 1+1 3*4 2^8 a=b x<y",
	"well-known—indeed--very…so... ....and -- - — this/that;he,she he,She end.Start a.b A.B 'quoted' “Quoted.” ‘x’s’",
	"İstanbul ΟΔΟΣ Σ σ ΑΣ. déjà naïve Ångström ﬁsh ǅungla ² ③ ½ ٣٤ Ⅷ 日本語の文。 Привет, мир! שלום ہیلو مرحبا",
	"🙂🙂 👍🏽 e\u0301 a\u200db \ufeffzero ™© 5☃ x→y",
	"mark number root agent case X NORM det prep punct colour organised theatre gr8 thx u",
	strings.Repeat("(", 300) + "deep" + strings.Repeat(")", 300) + " " + strings.Repeat("ab-", 200) + strings.Repeat("x", 120),
	"He saw leaves, geese, children's and wolves; better, best, worse; running, ran; studies studying; indices; men; buses went.",
	"What did he think the committee said that the minister had been told to do? Whom did you give it to?",
}

// reference is a program that prints, for each line with a text, the tokens
// that the reference implementation finds, as the golden files write them.
const reference = `
import json, sys
sys.path.insert(0, sys.argv[1])
from ensm import Pipeline
p = Pipeline(sys.argv[1] + '/model_f16.bin')
for line in sys.stdin:
    text = json.loads(line)
    print(json.dumps({'text': text, 'tokens': [
        [t.text, t.idx, int(t.spacy), t.tag, t.pos, t.morph, t.lemma, t.head, t.dep, int(t.sent_start), t.ent_iob, t.ent_type]
        for t in p(text)]}))
`

// The reference implementation in numpy, on the same weights: every token of
// every text agrees, with either kernel.
func TestReference(t *testing.T) {
	dir, python := needs.Shared(t, "nlp"), needs.Python(t, "numpy")
	var texts bytes.Buffer
	for _, text := range referenceTexts(t) {
		b, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		texts.Write(append(b, '\n'))
	}
	cmd := exec.Command(python, "-c", reference, dir)
	cmd.Stdin = &texts
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("reference: %v: %s", err, lastLine(stderr.Bytes()))
	}
	want := decodeGolden(t, bufio.NewReader(bytes.NewReader(out)))
	eachKernel(t, func(t *testing.T) {
		if a := compare(t, freshModel(t), want); a.wrong > 0 || a.tokens == 0 {
			t.Errorf("%d of %d tokens differ, want 0", a.wrong, a.tokens)
		}
	})
}

// referenceTexts are the golden articles, the golden sentences as articles,
// and the odd texts.
func referenceTexts(t *testing.T) []string {
	texts := append([]string{}, oddTexts...)
	for _, g := range readGolden(t, needs.Shared(t, "nlp", "golden_seeds.jsonl")) {
		texts = append(texts, g.Text)
	}
	var article []string
	for i, g := range readGolden(t, "testdata/golden_sentences.jsonl") {
		article = append(article, g.Text)
		if i%20 == 19 {
			texts = append(texts, strings.Join(article[:10], " ")+"\n\n"+strings.Join(article[10:], " "))
			article = nil
		}
	}
	return texts
}

func lastLine(out []byte) string {
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[len(lines)-1]
}

// freshModel returns a model whose caches are empty.
func freshModel(t testing.TB) *Model {
	t.Helper()
	m, err := newModel()
	if err != nil {
		t.Fatal(err)
	}
	return m
}
