package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/graph/cypher/status"
)

type kind int

const (
	tokEOF kind = iota
	tokIdent
	tokQuoted // `identifier`
	tokInt
	tokFloat
	tokString
	tokParam
	tokPunct
)

// token is one lexical unit. text is the source for identifiers, numbers and
// punctuation, and the decoded content for quoted identifiers, strings and
// parameters.
type token struct {
	kind       kind
	text       string
	start, end int
}

type lexer struct {
	src    string
	pos    int
	tokens []token
}

// lex splits src into tokens, the last of which is tokEOF.
func lex(src string) ([]token, *status.Error) {
	l := &lexer{src: src}
	for {
		if err := l.skipBlank(); err != nil {
			return nil, err
		}
		if l.pos >= len(l.src) {
			l.tokens = append(l.tokens, token{kind: tokEOF, start: len(src), end: len(src)})
			return l.tokens, nil
		}
		if err := l.next(); err != nil {
			return nil, err
		}
	}
}

func (l *lexer) peek(ahead int) byte {
	if l.pos+ahead < len(l.src) {
		return l.src[l.pos+ahead]
	}
	return 0
}

func (l *lexer) emit(k kind, start int, text string) {
	l.tokens = append(l.tokens, token{kind: k, text: text, start: start, end: l.pos})
}

// skipBlank passes white space and comments.
func (l *lexer) skipBlank() *status.Error {
	for l.pos < len(l.src) {
		r, n := utf8.DecodeRuneInString(l.src[l.pos:])
		switch {
		case unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f || r == 0xfeff:
			l.pos += n
		case r == '/' && l.peek(1) == '/':
			end := strings.IndexByte(l.src[l.pos:], '\n')
			if end < 0 {
				l.pos = len(l.src)
			} else {
				l.pos += end + 1
			}
		case r == '/' && l.peek(1) == '*':
			end := strings.Index(l.src[l.pos+2:], "*/")
			if end < 0 {
				return status.Syntax(l.pos, "UnexpectedSyntax", "Invalid input '/*': the comment is not closed")
			}
			l.pos += end + 4
		default:
			return nil
		}
	}
	return nil
}

func isIdentStart(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Pc, r)
}

func isIdentPart(r rune) bool {
	return isIdentStart(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) || unicode.Is(unicode.Sc, r) && r != '$'
}

// identEnd returns the offset after the identifier that starts at from.
func (l *lexer) identEnd(from int) int {
	for from < len(l.src) {
		r, n := utf8.DecodeRuneInString(l.src[from:])
		if !isIdentPart(r) {
			break
		}
		from += n
	}
	return from
}

func (l *lexer) next() *status.Error {
	start := l.pos
	r, size := utf8.DecodeRuneInString(l.src[l.pos:])
	switch {
	case isIdentStart(r):
		l.pos = l.identEnd(l.pos)
		l.emit(tokIdent, start, l.src[start:l.pos])
		return nil
	case r >= '0' && r <= '9' || r == '.' && isDigit(l.peek(1)) && !l.afterDot():
		return l.number()
	case r == '\'' || r == '"':
		return l.string(byte(r))
	case r == '`':
		name, err := l.backticks()
		if err != nil {
			return err
		}
		l.emit(tokQuoted, start, name)
		return nil
	case r == '$':
		return l.parameter()
	case r == utf8.RuneError && size <= 1:
		return status.Syntax(l.pos, "InvalidUnicodeCharacter", "Invalid input: the text is not valid UTF-8")
	case strings.ContainsRune("()[]{}.,:;|+-*/%^=<>!&?", r):
		l.punct()
		return nil
	}
	return status.Syntax(l.pos, "InvalidUnicodeCharacter", "Invalid input '%c'", r)
}

// afterDot tells whether the last token was a dot that touches this place, so
// that "..5" and "1..5" are ranges rather than floats.
func (l *lexer) afterDot() bool {
	if len(l.tokens) == 0 {
		return false
	}
	t := l.tokens[len(l.tokens)-1]
	return t.kind == tokPunct && (t.text == "." || t.text == "..") && t.end == l.pos
}

func (l *lexer) punct() {
	start := l.pos
	two := ""
	if l.pos+2 <= len(l.src) {
		two = l.src[l.pos : l.pos+2]
	}
	switch two {
	case "<=", ">=", "<>", "+=", "=~", "..", "||", "::":
		l.pos += 2
	default:
		l.pos++
	}
	l.emit(tokPunct, start, l.src[start:l.pos])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }

// number scans an integer (decimal, 0x, 0o) or a float.
func (l *lexer) number() *status.Error {
	start := l.pos
	k := tokInt
	if prefix := l.peek(1) | 0x20; l.peek(0) == '0' && (prefix == 'x' || prefix == 'o') {
		l.pos += 2
		for isHex(l.peek(0)) || l.peek(0) == '_' {
			l.pos++
		}
	} else {
		l.digits()
		if l.peek(0) == '.' && isDigit(l.peek(1)) {
			k = tokFloat
			l.pos++
			l.digits()
		}
		if l.exponent() {
			k = tokFloat
		}
	}
	if end := l.identEnd(l.pos); end > l.pos {
		return status.Syntax(start, "InvalidNumberLiteral", "Invalid number literal '%s'", l.src[start:end])
	}
	text := strings.ReplaceAll(l.src[start:l.pos], "_", "")
	if len(text) == 2 && (text[1]|0x20 == 'x' || text[1]|0x20 == 'o') {
		return status.Syntax(start, "InvalidNumberLiteral", "Invalid number literal '%s'", text)
	}
	l.emit(k, start, text)
	return nil
}

func (l *lexer) digits() {
	for isDigit(l.peek(0)) || l.peek(0) == '_' && isDigit(l.peek(1)) {
		l.pos++
	}
}

func (l *lexer) exponent() bool {
	if l.peek(0)|0x20 != 'e' {
		return false
	}
	skip := 1
	if c := l.peek(1); c == '+' || c == '-' {
		skip = 2
	}
	if !isDigit(l.peek(skip)) {
		return false
	}
	l.pos += skip
	l.digits()
	return true
}

func (l *lexer) backticks() (string, *status.Error) {
	start := l.pos
	var b strings.Builder
	for l.pos++; l.pos < len(l.src); l.pos++ {
		if l.src[l.pos] != '`' {
			b.WriteByte(l.src[l.pos])
			continue
		}
		if l.peek(1) != '`' {
			l.pos++
			return b.String(), nil
		}
		b.WriteByte('`')
		l.pos++
	}
	return "", status.Syntax(start, "UnexpectedSyntax", "Invalid input '`': the quoted name is not closed")
}

func (l *lexer) parameter() *status.Error {
	start := l.pos
	l.pos++
	if l.peek(0) == '`' {
		name, err := l.backticks()
		if err != nil {
			return err
		}
		l.emit(tokParam, start, name)
		return nil
	}
	end := l.identEnd(l.pos)
	if end == l.pos {
		return status.Syntax(start, "UnexpectedSyntax", "Invalid input '$': expected the name of a parameter")
	}
	name := l.src[l.pos:end]
	l.pos = end
	l.emit(tokParam, start, name)
	return nil
}

// string scans a string literal in either kind of quotes.
func (l *lexer) string(quote byte) *status.Error {
	start := l.pos
	var b strings.Builder
	l.pos++
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch c {
		case quote:
			l.pos++
			l.emit(tokString, start, b.String())
			return nil
		case '\\':
			if err := l.escape(&b); err != nil {
				return err
			}
		default:
			b.WriteByte(c)
			l.pos++
		}
	}
	return status.Syntax(start, "UnexpectedSyntax", "Invalid input: the string literal is not closed")
}

var escapes = map[byte]byte{'\\': '\\', '\'': '\'', '"': '"', '`': '`', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (l *lexer) escape(b *strings.Builder) *status.Error {
	c := l.peek(1)
	if plain, ok := escapes[c]; ok {
		b.WriteByte(plain)
		l.pos += 2
		return nil
	}
	width := 0
	switch c {
	case 'u':
		width = 4
	case 'U':
		width = 8
	default:
		return status.Syntax(l.pos, "UnexpectedSyntax", "Invalid input '\\%s': not an escape sequence; a backslash is written '\\\\'", string(rune(c)))
	}
	r, ok := l.hex(l.pos+2, width)
	if !ok {
		return status.Syntax(l.pos, "InvalidUnicodeLiteral", "Invalid input: '\\%c' needs %d hexadecimal digits", c, width)
	}
	l.pos += 2 + width
	if r >= 0xd800 && r < 0xdc00 && l.peek(0) == '\\' && l.peek(1) == 'u' { // a surrogate pair
		if low, ok := l.hex(l.pos+2, 4); ok && low >= 0xdc00 && low < 0xe000 {
			r = 0x10000 + (r-0xd800)<<10 + (low - 0xdc00)
			l.pos += 6
		}
	}
	b.WriteRune(r)
	return nil
}

func (l *lexer) hex(from, width int) (rune, bool) {
	if from+width > len(l.src) {
		return 0, false
	}
	var r int64
	for _, c := range []byte(l.src[from : from+width]) {
		if !isHex(c) {
			return 0, false
		}
		d := int64(c&0x0f) + 9
		if isDigit(c) {
			d = int64(c - '0')
		}
		r = r<<4 | d
	}
	return rune(r), r <= unicode.MaxRune
}
