package english

import (
	"slices"
	"strings"
	"testing"
)

func TestLemma(t *testing.T) {
	l := loadModel(t).lemmatizer
	for _, c := range []struct{ text, pos, morph, want string }{
		{"leaves", "NOUN", "Number=Plur", "leaf"},
		{"geese", "NOUN", "Number=Plur", "goose"},
		{"attacks", "NOUN", "Number=Plur", "attack"},
		{"Militants", "NOUN", "Number=Plur", "militant"},
		{"Glass", "NOUN", "Number=Sing", "glass"},
		{"said", "VERB", "Tense=Past|VerbForm=Fin", "say"},
		{"running", "VERB", "Aspect=Prog|Tense=Pres|VerbForm=Part", "run"},
		{"attack", "VERB", "VerbForm=Inf", "attack"},
		{"better", "ADJ", "Degree=Cmp", "well"},
		{"right", "ADJ", "Degree=Pos", "right"},
		{"Emirates", "PROPN", "Number=Plur", "Emirates"},
		{"“", "PUNCT", "PunctType=Quot", "\""},
		{"OF", "ADP", "", "of"},
		{"\n\n", "SPACE", "", "\n\n"},
		{"xyzzied", "VERB", "Tense=Past|VerbForm=Fin", "xyzzie"},
		{"s", "NOUN", "Number=Plur", "s"},
	} {
		if got := l.lemma(c.text, c.pos, c.morph); got != c.want {
			t.Errorf("lemma(%q, %s, %s) = %q, want %q", c.text, c.pos, c.morph, got, c.want)
		}
	}
}

func TestWordListSizes(t *testing.T) {
	lists, err := readWords(packedWords)
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]int{
		"index adj": 20993, "index adv": 3775, "index noun": 57528, "index verb": 8700,
		"exceptions adj": 1489, "exceptions adv": 25, "exceptions noun": 2050, "exceptions verb": 2401,
	} {
		l := lists[title]
		if l == nil || l.len() != want {
			t.Errorf("list %q is missing or has not %d words", title, want)
			continue
		}
		var keys []string
		for i := range l.len() {
			key, _, _ := strings.Cut(l.line(i), "\t")
			keys = append(keys, key)
			if _, ok := l.find(key); !ok {
				t.Fatalf("%q is in list %q but not found", key, title)
			}
		}
		if !slices.IsSorted(keys) {
			t.Errorf("list %q is not sorted by word", title)
		}
	}
	for _, word := range []string{"", "\t", "aaaaaaaa", "zzzzzzzz", "running"} {
		if _, ok := lists["index noun"].find(word); ok != (word == "running") {
			t.Errorf("find(%q) = %v", word, ok)
		}
	}
	if fields, ok := lists["exceptions adj"].find("better"); !ok || fields != "good\twell" {
		t.Errorf("exceptions of better are %q, want good and well", fields)
	}
}
