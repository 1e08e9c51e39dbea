package article

import (
	"strings"
	"unicode/utf8"

	"clew/graph"
)

// line is one line of a text, without white space at its ends.
type line struct {
	text                    string
	start, end              int // code points of the whole text
	blankBefore, blankAfter bool
}

func (l line) span() graph.Span { return graph.Span{Start: l.start, End: l.end} }

// part is the span of l.text[from:to] (byte indices) in the whole text.
func (l line) part(from, to int) graph.Span {
	start := l.start + utf8.RuneCountInString(l.text[:from])
	return graph.Span{Start: start, End: start + utf8.RuneCountInString(l.text[from:to])}
}

// page is a text as lines, blank ones left out.
type page struct {
	lines []line
	first int // index of the first line after the front matter
}

const space = " \t\r\n\v\f\u00a0\u2028" + byteOrderMark

func newPage(text string) *page {
	p := &page{}
	at, blank := 0, true
	for raw := range strings.Lines(text) {
		trimmed := strings.TrimLeft(raw, space)
		start := at + utf8.RuneCountInString(raw[:len(raw)-len(trimmed)])
		trimmed = strings.TrimRight(trimmed, space)
		at += utf8.RuneCountInString(raw)
		if trimmed == "" {
			p.endBlock()
			blank = true
			continue
		}
		p.lines = append(p.lines, line{text: trimmed, start: start, end: start + utf8.RuneCountInString(trimmed), blankBefore: blank})
		blank = false
	}
	p.endBlock()
	return p
}

func (p *page) endBlock() {
	if n := len(p.lines); n > 0 {
		p.lines[n-1].blankAfter = true
	}
}

// body is the text below the front matter, line by line.
func (p *page) body() string {
	var b strings.Builder
	for _, l := range p.lines[p.first:] {
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	return b.String()
}

// story is the lines below the front matter.
func (p *page) story() []line { return p.lines[p.first:] }
