package extract

import (
	"slices"
	"strings"
	"unicode"
)

// This file makes the text of a paragraph such as the parser was taught to read:
// no line breaks, no editor's remarks in square brackets.

// speakerLabel says whether brackets begin a sentence and hold who speaks or what
// follows: "[Reporter] What do you think?", "[Text] A bomb exploded".
func speakerLabel(runes []rune, open, closing int) bool {
	next := closing + 1
	if next+1 >= len(runes) || runes[next] != ' ' || !unicode.IsUpper(runes[next+1]) && runes[next+1] != '[' {
		return false
	}
	for before := open - 1; before >= 0; before-- {
		if !isSpace(runes[before]) {
			return strings.ContainsRune(".!?]\"”-—", runes[before])
		}
	}
	return true
}

// unwrapped makes one space of the white space at every line break inside a
// paragraph, which the parser was not taught and stumbles over. The second value
// tells where every code point left stood.
func unwrapped(text string, at []int) (string, []int) {
	runes := []rune(text)
	out, places := runes[:0:0], at[:0:0]
	for i := 0; i < len(runes); {
		end := i
		for end < len(runes) && isSpace(runes[end]) {
			end++
		}
		if end > i && slices.ContainsFunc(runes[i:end], func(c rune) bool { return c == '\n' || c == '\r' }) {
			out, places = append(out, ' '), append(places, at[i])
			i = end
			continue
		}
		end = max(end, i+1)
		out, places = append(out, runes[i:end]...), append(places, at[i:end]...)
		i = end
	}
	return string(out), places
}

// longInsertion is how many words in square brackets are an editor's remark and
// not words that stand in for others.
const longInsertion = 3

// withoutInsertions takes square brackets out of a quotation, which break the
// parse: the brackets alone around a word or two ("[smugglers]"), the words as
// well where they are a remark ("[the firm has since closed]"). The second
// value tells where every code point left stood.
func withoutInsertions(text string) (string, []int) {
	runes := []rune(text)
	keep := make([]bool, len(runes))
	for i := range keep {
		keep[i] = true
	}
	for open := 0; open < len(runes); open++ {
		if runes[open] != '[' {
			continue
		}
		closing := slices.Index(runes[open:], ']') + open
		if closing <= open+1 {
			continue
		}
		words := len(strings.Fields(string(runes[open+1 : closing])))
		inside := runes[open+1 : closing]
		if words == 0 || slices.Contains(inside, '[') || slices.Contains(inside, '.') || closing-open > 80 {
			continue
		}
		if words == 1 && allUpper(string(inside)) && len(inside) < 10 {
			runes[open], runes[closing] = '(', ')' // an acronym, in the brackets that the parser knows
			open = closing
			continue
		}
		keep[open], keep[closing] = false, false
		if words >= longInsertion || speakerLabel(runes, open, closing) {
			end := closing
			if open > 0 && runes[open-1] == ' ' && end+1 < len(runes) && runes[end+1] == ' ' {
				end++ // one of the two spaces goes too
			}
			for i := open; i <= end; i++ {
				keep[i] = false
			}
		}
		open = closing
	}
	var out []rune
	var at []int
	for i, c := range runes {
		if keep[i] {
			out = append(out, c)
			at = append(at, i)
		}
	}
	if strings.TrimSpace(string(out)) == "" {
		all := make([]int, len(runes))
		for i := range all {
			all[i] = i
		}
		return text, all
	}
	return string(out), at
}
