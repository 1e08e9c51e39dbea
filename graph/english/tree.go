package english

import (
	"iter"
	"sort"
)

// SpanText returns the text of a range of tokens, with the spaces and breaks
// between them but not those after the last one.
func (d *Document) SpanText(s Span) string {
	if s.Start >= s.End {
		return ""
	}
	return d.Slice(d.Tokens[s.Start].Start, d.Tokens[s.End-1].End)
}

// TokenAt returns the index of the token that covers a code point offset, or
// of the last one before it if it falls on a space; -1 if there is none.
func (d *Document) TokenAt(offset int) int {
	return sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Start > offset }) - 1
}

// SentenceOf returns the index in Sentences of the sentence that holds token
// i; -1 if there is none.
func (d *Document) SentenceOf(i int) int {
	s := sort.Search(len(d.Sentences), func(s int) bool { return d.Sentences[s].End > i })
	if s == len(d.Sentences) || i < d.Sentences[s].Start {
		return -1
	}
	return s
}

// Root reports whether token i is the root of its tree.
func (d *Document) Root(i int) bool { return d.Tokens[i].Head == i }

// RootOf returns the first root among the tokens of a span; -1 if there is
// none. A sentence has one, rarely more.
func (d *Document) RootOf(s Span) int {
	for i := s.Start; i < s.End; i++ {
		if d.Root(i) {
			return i
		}
	}
	return -1
}

// HeadOf returns the token of a span whose head lies outside or that is a
// root, the first if there are several: the word that stands for a phrase.
// It returns -1 for an empty span.
func (d *Document) HeadOf(s Span) int {
	for i := s.Start; i < s.End; i++ {
		if h := d.Tokens[i].Head; h == i || !s.Contains(h) {
			return i
		}
	}
	return -1
}

// sentenceSpan returns the sentence of token i, or the whole document where
// none is marked.
func (d *Document) sentenceSpan(i int) Span {
	if s := d.SentenceOf(i); s >= 0 {
		return d.Sentences[s]
	}
	return Span{0, len(d.Tokens)}
}

// Children yields the tokens of the same sentence whose head is i, left to
// right. It takes time in proportion to the sentence.
func (d *Document) Children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		s := d.sentenceSpan(i)
		for c := s.Start; c < s.End; c++ {
			if c != i && d.Tokens[c].Head == i && !yield(c) {
				return
			}
		}
	}
}

// Child returns the first child of i with one of the labels; -1 if there is
// none.
func (d *Document) Child(i int, deps ...string) int {
	for c := range d.Children(i) {
		for _, dep := range deps {
			if d.Tokens[c].Dep == dep {
				return c
			}
		}
	}
	return -1
}

// Ancestors yields the head of i, the head of that and so on up to the root.
func (d *Document) Ancestors(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for !d.Root(i) {
			i = d.Tokens[i].Head
			if !yield(i) {
				return
			}
		}
	}
}

// Below reports whether token i is head or has it among its ancestors.
func (d *Document) Below(i, head int) bool {
	if i == head {
		return true
	}
	for a := range d.Ancestors(i) {
		if a == head {
			return true
		}
	}
	return false
}

// Subtree returns the range from the leftmost to the rightmost token below i
// in its sentence, i included. Where branches cross, tokens of others may lie
// in between.
func (d *Document) Subtree(i int) Span {
	sentence, span := d.sentenceSpan(i), Span{i, i + 1}
	for j := sentence.Start; j < sentence.End; j++ {
		if d.Below(j, i) {
			span.Start, span.End = min(span.Start, j), max(span.End, j+1)
		}
	}
	return span
}

// Len returns the number of tokens.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether token i is in the range.
func (s Span) Contains(i int) bool { return s.Start <= i && i < s.End }

// Overlaps reports whether two ranges have a token in common.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }
