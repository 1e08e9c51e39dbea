package fulltext

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SyntaxError is returned for a query that cannot be read.
type SyntaxError struct {
	Query   string
	Offset  int // in bytes
	Message string
}

// Error gives the message with the place.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("cannot parse the full-text query %q: %s at position %d", e.Query, e.Message, e.Offset)
}

// parser reads Lucene's classic query syntax. Terms without a field stand for
// the term in any of the index's fields.
type parser struct {
	query  string
	at     int
	fields []string // all fields of the index
	known  []string
	depth  int
}

func parse(query string, fields []string) (node, error) {
	p := &parser{query: query, fields: fields, known: fields}
	q, err := p.clauses()
	if err != nil {
		return nil, err
	}
	if p.at < len(p.query) {
		return nil, p.fail("unexpected %q", p.query[p.at:p.at+1])
	}
	return q, nil
}

func (p *parser) fail(format string, args ...any) error {
	return &SyntaxError{p.query, p.at, fmt.Sprintf(format, args...)}
}

func (p *parser) space() {
	for p.at < len(p.query) {
		r, size := utf8.DecodeRuneInString(p.query[p.at:])
		if !unicode.IsSpace(r) {
			return
		}
		p.at += size
	}
}

// accept steps over one of the words if it comes next, as a whole word where
// it is one.
func (p *parser) accept(words ...string) bool {
	for _, w := range words {
		rest, ok := strings.CutPrefix(p.query[p.at:], w)
		if !ok {
			continue
		}
		if unicode.IsLetter(rune(w[0])) && rest != "" && !strings.ContainsAny(rest[:1], " \t\n\r()\"+-!") {
			continue
		}
		p.at += len(w)
		return true
	}
	return false
}

// clauses reads clauses up to the end or a closing parenthesis. AND makes
// both its sides required, as in Lucene: there is no precedence.
func (p *parser) clauses() (node, error) {
	if p.depth++; p.depth > 100 {
		return nil, p.fail("it is nested too deep")
	}
	defer func() { p.depth-- }()
	var list []clause
	for {
		p.space()
		if p.at == len(p.query) || p.query[p.at] == ')' {
			break
		}
		and := p.accept("AND", "&&")
		or := !and && p.accept("OR", "||")
		if (and || or) && len(list) == 0 {
			return nil, p.fail("nothing stands before AND or OR")
		}
		p.space()
		c := clause{occur: should}
		switch {
		case p.accept("NOT", "!", "-"):
			c.occur = mustNot
		case p.accept("+"):
			c.occur = must
		}
		if and {
			if last := &list[len(list)-1]; last.occur == should {
				last.occur = must
			}
			if c.occur == should {
				c.occur = must
			}
		}
		p.space()
		q, err := p.clause()
		if err != nil {
			return nil, err
		}
		if q != nil {
			c.query = q
			list = append(list, c)
		}
	}
	if len(list) == 1 && list[0].occur != mustNot {
		return list[0].query, nil
	}
	return boolean{list}, nil
}

// clause reads [field:] (group | "phrase" | term) with what follows it. A
// term without any word in it is nil.
func (p *parser) clause() (node, error) {
	if p.accept("*:*") {
		return p.boost(everything{})
	}
	restore := p.fields
	defer func() { p.fields = restore }()
	if name, ok := p.fieldName(); ok {
		if !slices.Contains(p.known, name) {
			return nil, p.fail("the index has no property %q", name)
		}
		p.fields = []string{name}
	}
	if p.at == len(p.query) {
		return nil, p.fail("it ends where a term is missing")
	}
	var q node
	var err error
	switch c := p.query[p.at]; c {
	case '(':
		p.at++
		if q, err = p.clauses(); err != nil {
			return nil, err
		}
		if !p.accept(")") {
			return nil, p.fail("a closing parenthesis is missing")
		}
	case '"':
		q, err = p.phrase()
	case '[', '{':
		return nil, p.fail("ranges are not supported")
	case '/':
		return nil, p.fail("regular expressions are not supported")
	default:
		q, err = p.term()
	}
	if err != nil || q == nil {
		return nil, err
	}
	return p.boost(q)
}

// fieldName reads "name:" if that comes next.
func (p *parser) fieldName() (string, bool) {
	end := p.at
	for end < len(p.query) {
		r, size := utf8.DecodeRuneInString(p.query[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '.' {
			break
		}
		end += size
	}
	if end == p.at || end == len(p.query) || p.query[end] != ':' {
		return "", false
	}
	name := p.query[p.at:end]
	p.at = end + 1
	return name, true
}

func (p *parser) boost(q node) (node, error) {
	if p.at == len(p.query) || p.query[p.at] != '^' {
		return q, nil
	}
	p.at++
	text := p.number()
	factor, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, p.fail("a number is missing after ^")
	}
	return boosted{q, factor}, nil
}

func (p *parser) number() string {
	start := p.at
	for p.at < len(p.query) && strings.IndexByte("0123456789.", p.query[p.at]) >= 0 {
		p.at++
	}
	return p.query[start:p.at]
}

// anyField makes a query for each field in question.
func (p *parser) anyField(make func(field string) node) node {
	if len(p.fields) == 1 {
		return make(p.fields[0])
	}
	var list []clause
	for _, f := range p.fields {
		list = append(list, clause{should, make(f)})
	}
	return boolean{list}
}

func (p *parser) phrase() (node, error) {
	p.at++
	var text strings.Builder
	for {
		if p.at == len(p.query) {
			return nil, p.fail("the closing quotation mark is missing")
		}
		c := p.query[p.at]
		p.at++
		if c == '"' {
			break
		}
		if c == '\\' && p.at < len(p.query) {
			c = p.query[p.at]
			p.at++
		}
		text.WriteByte(c)
	}
	if p.accept("~") {
		if slop := p.number(); slop != "" && slop != "0" {
			return nil, p.fail("phrases with gaps (\"…\"~%s) are not supported", slop)
		}
	}
	list := split(text.String())
	switch len(list) {
	case 0:
		return nil, nil
	case 1:
		return p.anyField(func(f string) node { return term{f, list[0]} }), nil
	}
	return p.anyField(func(f string) node { return phrase{f, list} }), nil
}

func split(text string) []string {
	var list []string
	words(text, func(w string, _ uint32) { list = append(list, w) })
	return list
}

// term reads a word, perhaps with wildcards or ~.
func (p *parser) term() (node, error) {
	text, wild, err := p.bare()
	if err != nil {
		return nil, err
	}
	if text == "" {
		return nil, p.fail("unexpected %q", p.query[p.at:p.at+1])
	}
	if wild {
		glob := foldGlob(text)
		return p.anyField(func(f string) node { return pattern{f, glob} }), nil
	}
	list := split(text)
	if p.at < len(p.query) && p.query[p.at] == '~' {
		p.at++
		number := p.number()
		if len(list) != 1 {
			return nil, p.fail("only one word can be fuzzy")
		}
		edits, err := edits(number, list[0])
		if err != nil {
			return nil, p.fail("~%s is no edit distance", number)
		}
		return p.anyField(func(f string) node { return fuzzy{f, list[0], edits} }), nil
	}
	if len(list) == 0 {
		return nil, nil
	}
	return p.anyField(func(f string) node {
		if len(list) == 1 {
			return term{f, list[0]}
		}
		var parts []clause
		for _, w := range list {
			parts = append(parts, clause{should, term{f, w}})
		}
		return boolean{parts}
	}), nil
}

// bare reads up to the next space or operator. A backslash takes the meaning
// from what follows it.
func (p *parser) bare() (text string, wild bool, err error) {
	var b strings.Builder
	for p.at < len(p.query) {
		r, size := utf8.DecodeRuneInString(p.query[p.at:])
		switch {
		case unicode.IsSpace(r), strings.ContainsRune("()\"^~[]{}:", r):
			return b.String(), wild, nil
		case r == '\\':
			p.at++
			if p.at == len(p.query) {
				return "", false, p.fail("it ends with a backslash")
			}
			r, size = utf8.DecodeRuneInString(p.query[p.at:])
		case r == '*' || r == '?':
			wild = true
		}
		b.WriteRune(r)
		p.at += size
	}
	return b.String(), wild, nil
}

// foldGlob folds a pattern around its wildcards.
func foldGlob(text string) string {
	var b strings.Builder
	for text != "" {
		i := strings.IndexAny(text, "*?")
		if i < 0 {
			b.WriteString(fold(text))
			break
		}
		b.WriteString(fold(text[:i]))
		b.WriteByte(text[i])
		text = text[i+1:]
	}
	return b.String()
}

// edits reads what stands behind ~: nothing is 2, a fraction the old measure
// of similarity.
func edits(number, word string) (int, error) {
	if number == "" {
		return 2, nil
	}
	f, err := strconv.ParseFloat(number, 64)
	if err != nil || f > 2 || f > 1 && f != 2 {
		return 0, fmt.Errorf("no edit distance")
	}
	if f < 1 {
		return min(int((1-f)*float64(utf8.RuneCountInString(word))), 2), nil
	}
	return int(f), nil
}
