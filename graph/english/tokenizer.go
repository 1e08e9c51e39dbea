package english

import (
	"slices"
	"unicode/utf8"
)

// tokenizer splits text the way the model was trained to see it: at white
// space, then exceptions ("don't", "U.S."), then prefixes and suffixes, URLs,
// and infixes.
type tokenizer struct {
	tokenizerTables
	longestException int // bytes
	phrases          phraseTable
}

func newTokenizer(t tokenizerTables) *tokenizer {
	k := &tokenizer{tokenizerTables: t}
	for key := range t.Exceptions {
		k.longestException = max(k.longestException, len(key))
	}
	k.phrases = k.newPhraseTable()
	return k
}

// piece is a token before the networks see it.
type piece struct {
	text       string
	norm       string // given by a tokeniser exception, else empty
	spaceAfter bool
}

// split returns the tokens of text. Their texts are slices of it, in order;
// only single spaces, noted as spaceAfter, are left out between them.
func (k *tokenizer) split(text string) []piece {
	return k.mergePhrases(k.splitSpace(text, true))
}

// splitSpace cuts text into runs of white space and of other characters and
// splits each further. The first plain space of a run is the property of the
// token before; what is left of the run is a token of its own.
func (k *tokenizer) splitSpace(text string, exceptions bool) []piece {
	// Newswire has about five and a half bytes per token.
	out := make([]piece, 0, len(text)/5+1)
	for text != "" {
		run := text[:runLen(text)]
		text = text[len(run):]
		if run[0] == ' ' && len(out) > 0 {
			out[len(out)-1].spaceAfter = true
			run = run[1:]
		}
		if run != "" {
			out = k.splitChunk(out, run, exceptions)
		}
	}
	return out
}

// runLen returns the length of the run of white space or of other characters
// that s starts with.
func runLen(s string) int {
	first, _ := utf8.DecodeRuneInString(s)
	space := isSpace(first)
	for i, r := range s {
		if isSpace(r) != space {
			return i
		}
	}
	return len(s)
}

// splitChunk appends the tokens of s, which has no white space in it or
// nothing else.
func (k *tokenizer) splitChunk(out []piece, s string, exceptions bool) []piece {
	isException := func(s string) bool {
		// The length is looked at first: hashing a huge token anew for
		// each bracket around it would take quadratic time.
		if !exceptions || len(s) > k.longestException {
			return false
		}
		_, ok := k.Exceptions[s]
		return ok
	}
	var suffixes []string
	for last := -1; s != "" && len(s) != last && !isException(s); {
		last = len(s)
		p := k.prefixLen(s)
		if p > 0 && isException(s[p:]) {
			out = append(out, piece{text: s[:p]})
			s = s[p:]
			break
		}
		// A suffix rule may look at what stands before the suffix, but
		// not at the prefix just found.
		q := k.suffixLen(s[p:])
		if q > 0 && isException(s[:len(s)-q]) {
			suffixes = append(suffixes, s[len(s)-q:])
			s = s[:len(s)-q]
			break
		}
		if p > 0 {
			out = append(out, piece{text: s[:p]})
		}
		if q > 0 {
			suffixes = append(suffixes, s[len(s)-q:])
		}
		s = s[p : len(s)-q]
	}
	out = k.splitStem(out, s, exceptions)
	for _, suffix := range slices.Backward(suffixes) {
		out = append(out, piece{text: suffix})
	}
	return out
}

// splitStem appends the tokens of a chunk freed of prefixes and suffixes.
func (k *tokenizer) splitStem(out []piece, s string, exceptions bool) []piece {
	if s == "" {
		return out
	}
	if parts, ok := k.Exceptions[s]; ok && exceptions {
		return appendException(out, s, parts)
	}
	if k.isURL(s) {
		return append(out, piece{text: s})
	}
	start := 0
	for _, infix := range k.infixes(s) {
		if infix[0] == 0 {
			continue
		}
		if infix[0] > start {
			out = append(out, piece{text: s[start:infix[0]]})
		}
		out = append(out, piece{text: s[infix[0]:infix[1]]})
		start = infix[1]
	}
	if start < len(s) {
		out = append(out, piece{text: s[start:]})
	}
	return out
}

// appendException appends the parts of an exception as slices of s, so that
// tokens always share the memory of the text.
func appendException(out []piece, s string, parts [][2]string) []piece {
	for _, part := range parts {
		n := len(part[0])
		out = append(out, piece{text: s[:n], norm: part[1]})
		s = s[n:]
	}
	return out
}
