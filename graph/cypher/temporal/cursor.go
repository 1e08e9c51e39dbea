package temporal

import (
	"strings"

	"clew/graph/cypher/status"
)

// cursor reads text from left to right.
type cursor struct {
	text string
	at   int
}

func (c *cursor) rest() string { return c.text[c.at:] }

// accept steps over b if it is next.
func (c *cursor) accept(b byte) bool {
	if c.at < len(c.text) && c.text[c.at] == b {
		c.at++
		return true
	}
	return false
}

// digits counts the digits that come next.
func (c *cursor) digits() int {
	n := 0
	for c.at+n < len(c.text) && c.text[c.at+n] >= '0' && c.text[c.at+n] <= '9' {
		n++
	}
	return n
}

// number reads exactly n digits, at most 18; ok is false when fewer come next.
func (c *cursor) number(n int) (number int64, ok bool) {
	if n == 0 || n > 18 || c.digits() < n {
		return 0, false
	}
	for _, d := range []byte(c.text[c.at : c.at+n]) {
		number = number*10 + int64(d-'0')
	}
	c.at += n
	return number, true
}

// fraction reads "." or "," and 1 to 9 digits as nanoseconds; nothing is 0.
func (c *cursor) fraction() (nanos int64, ok bool) {
	if !c.accept('.') && !c.accept(',') {
		return 0, true
	}
	width := c.digits()
	if width > 9 {
		return 0, false
	}
	nanos, ok = c.number(width)
	for ; width < 9; width++ {
		nanos *= 10
	}
	return nanos, ok
}

// unreadable is the error for text that has not the form of a type.
func unreadable(typ, text string) error {
	return status.Run(status.SyntaxError, "InvalidArgumentValue", "Text cannot be parsed to a %s: %s", typ, quote(text))
}

// quote shows text in a message, shortened and without control characters.
func quote(text string) string {
	const limit = 80
	if len(text) > limit {
		text = text[:limit] + "…"
	}
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "?"))
	return "'" + clean + "'"
}
