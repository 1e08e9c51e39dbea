package english

import (
	"slices"
	"strings"
	"unicode"
)

// lemmatizer finds dictionary forms as WordNet's morphy does: exceptions by
// list, the rest by taking off endings and looking the stem up (Fellbaum:
// WordNet, 1998; https://wordnet.princeton.edu/documentation/morphy7wn).
type lemmatizer struct {
	byPos map[string]*inflection // by universal part of speech, "NOUN"
}

// inflection is what is known of one part of speech.
type inflection struct {
	rules      [][2]string // ending, replacement
	index      *wordList   // dictionary forms; nil if there is no list
	exceptions *wordList   // irregular form, its dictionary forms
}

func newLemmatizer(rules map[string][][2]string, lists map[string]*wordList) *lemmatizer {
	l := &lemmatizer{byPos: map[string]*inflection{}}
	for pos, r := range rules {
		l.byPos[strings.ToUpper(pos)] = &inflection{r, lists["index "+pos], lists["exceptions "+pos]}
	}
	return l
}

// lemma returns the dictionary form of a word.
func (l *lemmatizer) lemma(text, pos, morph string) string {
	if pos == "" || pos == "SPACE" || pos == "EOL" || isBaseForm(pos, morph) {
		return lower(text)
	}
	inflection := l.byPos[pos]
	switch {
	case inflection != nil:
		return inflection.lemma(text)
	case pos == "PROPN":
		return text
	}
	return lower(text)
}

// isBaseForm reports whether the features say that a word is its own
// dictionary form.
func isBaseForm(pos, morph string) bool {
	if morph == "" {
		return false
	}
	features := strings.Split(morph, "|")
	has := func(f string) bool { return slices.Contains(features, f) }
	switch {
	case pos == "NOUN" && has("Number=Sing"):
		return true
	case pos == "VERB" && has("VerbForm=Fin") && has("Tense=Pres") && !strings.Contains("|"+morph, "|Number="):
		return true
	}
	return has("VerbForm=Inf") || has("VerbForm=None") || has("Degree=Pos")
}

// lemma tries the endings and keeps the best candidate: an irregular form
// before one in the dictionary, that before one with other characters than
// letters, that before an unknown word, and the word itself if no ending fits.
func (f *inflection) lemma(text string) string {
	word := lower(text)
	var known, unknown []string
	for _, rule := range f.rules {
		stem, ok := strings.CutSuffix(word, rule[0])
		form := stem + rule[1]
		if !ok || form == "" {
			continue
		}
		if _, ok := f.index.find(form); ok {
			known = slices.Insert(known, 0, form)
		} else if !isAlphabetic(form) {
			known = append(known, form)
		} else {
			unknown = append(unknown, form)
		}
	}
	if fields, ok := f.exceptions.find(word); ok {
		for form := range strings.SplitSeq(fields, "\t") {
			if !slices.Contains(known, form) {
				known = slices.Insert(known, 0, form)
			}
		}
	}
	return append(append(known, unknown...), text)[0]
}

func isAlphabetic(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}
