package english

import (
	"cmp"
	"slices"
	"strings"
)

// phraseTable lists, by first word, the word sequences that together spell an
// exception the affix rules would tear apart before seeing it whole: ":-)".
type phraseTable map[string][][]string

// newPhraseTable finds those exceptions by splitting every key that an affix
// rule applies to, as if it were no exception.
func (k *tokenizer) newPhraseTable() phraseTable {
	table := phraseTable{}
	for key := range k.Exceptions {
		if k.prefixLen(key) == 0 && k.suffixLen(key) == 0 && len(k.infixes(key)) == 0 && !strings.Contains(key, " ") {
			continue
		}
		var words []string
		for _, p := range k.splitSpace(key, false) {
			words = append(words, p.text)
		}
		table[words[0]] = append(table[words[0]], words)
	}
	return table
}

// find returns all occurrences of phrases in the tokens, longest first, then
// leftmost first.
func (table phraseTable) find(pieces []piece) []Span {
	var found []Span
	for i := range pieces {
		for _, words := range table[pieces[i].text] {
			if spells(pieces[i:], words) {
				found = append(found, Span{i, i + len(words)})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Span) int {
		return cmp.Or(cmp.Compare(b.End-b.Start, a.End-a.Start), cmp.Compare(a.Start, b.Start))
	})
	return found
}

func spells(pieces []piece, words []string) bool {
	if len(pieces) < len(words) {
		return false
	}
	for i, w := range words {
		if pieces[i].text != w {
			return false
		}
	}
	return true
}

// mergePhrases replaces tokens that together spell an exception by the tokens
// of that exception. Where occurrences overlap the longest wins.
func (k *tokenizer) mergePhrases(pieces []piece) []piece {
	found := k.phrases.find(pieces)
	if len(found) == 0 {
		return pieces
	}
	covered := make([]bool, len(pieces))
	end := map[int]int{}
	for _, s := range found {
		if !covered[s.Start] && !covered[s.End-1] {
			end[s.Start] = s.End
		}
		for i := s.Start; i < s.End; i++ {
			covered[i] = true
		}
	}
	out := make([]piece, 0, len(pieces))
	for i := 0; i < len(pieces); {
		if e, ok := end[i]; ok {
			out = k.appendPhrase(out, pieces[i:e])
			i = e
			continue
		}
		out = append(out, pieces[i])
		i++
	}
	return out
}

// appendPhrase appends the exception that the pieces spell, or the pieces
// themselves where spaces between them make it another text.
func (k *tokenizer) appendPhrase(out, pieces []piece) []piece {
	var surface strings.Builder
	for i, p := range pieces {
		surface.WriteString(p.text)
		if p.spaceAfter && i < len(pieces)-1 {
			surface.WriteByte(' ')
		}
	}
	parts, ok := k.Exceptions[surface.String()]
	if !ok {
		return append(out, pieces...)
	}
	out = appendException(out, surface.String(), parts)
	out[len(out)-1].spaceAfter = pieces[len(pieces)-1].spaceAfter
	return out
}
