package article

import (
	"strings"
	"unicode"
)

// English is the language that is read; articles in others are only stored.
const English = "en"

// functionWords are the commonest short words of languages written in Latin
// letters. Words that two languages share count for both.
var functionWords = map[string]string{
	English: "the of and to in a is that for it was on with as by he are at this be from his an have not were which or has had but they its their been who will would said after",
	"es":    "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya este fue sobre entre cuando también hasta desde según",
	"fr":    "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ont été aux cette mais elle nous leur selon",
	"de":    "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
	"it":    "di e il la che in a per un è del non sono una della con si da le i al dei nel alla più anche ha gli come delle ma lo suo questo stato dopo",
	"pt":    "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está também",
	"nl":    "de van het een en in is dat op te zijn met voor niet aan er om ook als bij door naar uit heeft maar dan nog wel worden deze werd hij ze over",
	"tr":    "ve bir bu da de için ile olarak çok daha en olan gibi sonra kadar ancak ise ne var ya hem",
	"pl":    "w i na z do nie się że to jest o po jak za od przez ale przy być oraz tym są był która który",
	"id":    "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena oleh sebagai telah mereka adalah",
}

// scripts name the language of texts that are not in Latin letters, as far as
// the letters tell; "und" is undetermined.
var scripts = []struct {
	table    *unicode.RangeTable
	language string
}{
	{unicode.Cyrillic, "ru"}, {unicode.Arabic, "ar"}, {unicode.Han, "zh"}, {unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"},
	{unicode.Hangul, "ko"}, {unicode.Hebrew, "he"}, {unicode.Greek, "el"}, {unicode.Devanagari, "hi"}, {unicode.Thai, "th"},
}

// sample is how many characters are looked at; more change nothing.
const sample = 20000

// Language names the language of a text by ISO 639-1 code: by its letters, then
// by its commonest short words. A Latin text too short to tell counts as
// English.
func Language(text string) string {
	if len(text) > sample {
		text = strings.ToValidUTF8(text[:sample], "")
	}
	if language := byScript(text); language != "" {
		return language
	}
	return byFunctionWords(text)
}

func byScript(text string) string {
	letters, counts := 0, make(map[string]int)
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		for _, s := range scripts {
			if unicode.Is(s.table, r) {
				counts[s.language]++
			}
		}
	}
	best, most := "", 0
	for _, s := range scripts {
		if counts[s.language] > most {
			best, most = s.language, counts[s.language]
		}
	}
	if counts["ja"] > 0 && best == "zh" {
		best = "ja"
	}
	if most*2 > letters {
		return best
	}
	return ""
}

func byFunctionWords(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	counts := map[string]int{}
	for language, list := range functionWords {
		known := map[string]bool{}
		for _, w := range strings.Fields(list) {
			known[w] = true
		}
		for _, w := range words {
			if known[w] {
				counts[language]++
			}
		}
	}
	best := English
	for _, language := range []string{"de", "es", "fr", "id", "it", "nl", "pl", "pt", "tr"} {
		if counts[language] > counts[best] {
			best = language
		}
	}
	if best != English && counts[best] < 3+counts[English]*5/4 {
		return English
	}
	return best
}
