package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"
)

// Article is one text as it was read, with what is known about where it comes
// from. Unknown fields are empty, never guessed.
type Article struct {
	ID        string   // file stem, JSONL id or "stdin"
	Path      string   // file it was read from; empty for standard input
	Title     string   // headline
	Publisher string   // outlet
	Date      string   // publication date, EDTF (2024-03-22)
	Authors   []string // bylines
	URL       string
	Language  string // ISO 639-1 code; "en" is read, others are only stored
	Text      string // exact text; offsets point into it
	// Metadata are spans of Text that state the fields above (front matter,
	// byline), by field name: "title", "publisher", "date", "authors", "url".
	Metadata map[string]Span
	// Furniture are spans of Text that belong to the page and not to the
	// report: menus, prompts to sign up, photo credits. They yield no facts.
	Furniture []Span
}

// Span is a half-open range of code points in a text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Overlaps says whether two spans share a code point.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains says whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// TextHash is the SHA-256 of a text in hexadecimal; it tells whether the text
// behind an offset is still the one that was read.
func TextHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Slice returns the code points [start, end) of text, and "" where the range
// does not lie inside the text.
func Slice(text string, start, end int) string {
	if start < 0 || end < start {
		return ""
	}
	from, ok := byteOffset(text, start)
	if !ok {
		return ""
	}
	length, ok := byteOffset(text[from:], end-start)
	if !ok {
		return ""
	}
	return text[from : from+length]
}

// Passages is a text that many slices are taken of: its code points are counted
// once, not once a slice.
type Passages struct {
	text  string
	marks []int // byte offset of every markEvery-th code point
	count int   // code points
}

// markEvery is how many code points lie between two marks.
const markEvery = 32

// NewPassages prepares a text.
func NewPassages(text string) *Passages {
	p := &Passages{text: text, marks: make([]int, 0, len(text)/markEvery+1)}
	for at := range text {
		if p.count%markEvery == 0 {
			p.marks = append(p.marks, at)
		}
		p.count++
	}
	return p
}

// Slice is [Slice] of the text.
func (p *Passages) Slice(start, end int) string {
	if start < 0 || end < start || end > p.count {
		return ""
	}
	return p.text[p.offset(start):p.offset(end)]
}

// offset is the byte index of a code point of the text, or of its end.
func (p *Passages) offset(n int) int {
	if n == p.count {
		return len(p.text)
	}
	at := p.marks[n/markEvery]
	rest, _ := byteOffset(p.text[at:], n%markEvery)
	return at + rest
}

// byteOffset is the byte index of the n-th code point of text.
func byteOffset(text string, n int) (int, bool) {
	at := 0
	for ; n > 0; n-- {
		if at >= len(text) {
			return 0, false
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at, true
}
