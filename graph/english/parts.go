package english

import "strings"

// maxPart is the length, in tokens, up to which a text is read as a whole. It
// bounds the memory of Parse to some 100 MB. Articles are far shorter; beyond
// are concatenations, where a cut between paragraphs costs nothing.
const maxPart = 16384

// parts cuts a long document into parts of at most maxPart tokens: after the
// last blank line that fits, or else the last line break, or else anywhere.
func parts(tokens []Token) []Span {
	var found []Span
	for start := 0; start < len(tokens); {
		end := start + partLen(tokens[start:])
		found = append(found, Span{start, end})
		start = end
	}
	return found
}

func partLen(tokens []Token) int {
	if len(tokens) <= maxPart {
		return len(tokens)
	}
	for _, breaks := range []int{2, 1} {
		for i := maxPart; i > maxPart/2; i-- {
			if strings.Count(tokens[i-1].Text, "\n") >= breaks {
				return i
			}
		}
	}
	return maxPart
}
