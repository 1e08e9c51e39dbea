package english

import "unicode/utf8"

// markEvery is the distance, in code points, of the marks in an offset index.
const markEvery = 64

// newMarks returns the byte offset of every markEvery-th code point.
func newMarks(text string) []int {
	marks := make([]int, 0, len(text)/markEvery+1)
	n := 0
	for i := range text {
		if n%markEvery == 0 {
			marks = append(marks, i)
		}
		n++
	}
	return marks
}

// Slice returns the text between two offsets in code points. Offsets outside
// the text are moved to its ends.
func (d *Document) Slice(start, end int) string {
	from := d.byteOffset(start)
	return d.Text[from:max(from, d.byteOffset(end))]
}

// byteOffset translates an offset in code points. It counts from the mark
// before it, or from the start of the text in a document without marks.
func (d *Document) byteOffset(position int) int {
	if position <= 0 {
		return 0
	}
	at := 0
	if d.marks != nil {
		mark := position / markEvery
		if mark >= len(d.marks) {
			mark = len(d.marks) - 1
		}
		if mark >= 0 {
			at = d.marks[mark]
			position -= mark * markEvery
		}
	}
	for ; position > 0 && at < len(d.Text); position-- {
		_, size := utf8.DecodeRuneInString(d.Text[at:])
		at += size
	}
	return at
}
