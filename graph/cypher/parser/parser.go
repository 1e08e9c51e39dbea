package parser

import (
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/status"
)

// MaxDepth is how deep expressions and patterns may nest.
const MaxDepth = 500

type parser struct {
	src   string
	toks  []token
	i     int
	err   *status.Error // the first error; from then on every token reads as the end
	depth int
	// noBar is set where "|" ends the expression, as in a comprehension, and
	// so cannot be a disjunction of labels.
	noBar bool
	// notPattern remembers at which "(" or "[" no pattern starts, so that
	// trying again costs nothing.
	notPattern map[int]bool
}

// Parse parses one statement.
func Parse(src string) (*ast.Statement, error) {
	toks, err := lex(src)
	if err != nil {
		err.Locate(src)
		return nil, err
	}
	p := &parser{src: src, toks: toks, notPattern: map[int]bool{}}
	stmt := p.statement()
	if p.err != nil {
		p.err.Locate(src)
		return nil, p.err
	}
	stmt.Text = src
	return stmt, nil
}

// tok returns the current token, the end of input after an error.
func (p *parser) tok() token { return p.ahead(0) }

func (p *parser) ahead(n int) token {
	if p.err != nil || p.i+n >= len(p.toks) {
		return p.toks[len(p.toks)-1]
	}
	return p.toks[p.i+n]
}

func (p *parser) at() ast.At { return ast.At{Offset: p.tok().start} }

func (p *parser) advance() token {
	t := p.tok()
	if p.err == nil && p.i < len(p.toks)-1 {
		p.i++
	}
	return t
}

func (p *parser) fail(e *status.Error) {
	if p.err == nil {
		p.err = e
	}
}

// unexpected reports the current token.
func (p *parser) unexpected(want string) {
	t := p.tok()
	found := p.src[t.start:t.end]
	if t.kind == tokEOF {
		found = ""
	}
	p.fail(status.Syntax(t.start, "UnexpectedSyntax", "Invalid input '%s': expected %s", found, want))
}

// unsupported refuses a construct by name.
func (p *parser) unsupported(what string) {
	p.fail(status.Syntax(p.tok().start, "UnexpectedSyntax", "%s is not supported", what))
}

// isPunct tells whether the token n ahead is the punctuation text.
func (p *parser) isPunctAt(n int, text string) bool {
	t := p.ahead(n)
	return t.kind == tokPunct && t.text == text
}

func (p *parser) isPunct(text string) bool { return p.isPunctAt(0, text) }

func (p *parser) accept(text string) bool {
	if p.isPunct(text) {
		p.advance()
		return true
	}
	return false
}

func (p *parser) expect(text string) {
	if !p.accept(text) {
		p.unexpected("'" + text + "'")
	}
}

func (p *parser) isKeywordAt(n int, word string) bool {
	t := p.ahead(n)
	return t.kind == tokIdent && strings.EqualFold(t.text, word)
}

// isKeywords tells whether the words stand here, one after the other.
func (p *parser) isKeywords(words ...string) bool {
	for n, w := range words {
		if !p.isKeywordAt(n, w) {
			return false
		}
	}
	return true
}

// acceptKeywords passes the words if they all stand here.
func (p *parser) acceptKeywords(words ...string) bool {
	if !p.isKeywords(words...) {
		return false
	}
	for range words {
		p.advance()
	}
	return true
}

func (p *parser) expectKeyword(word string) {
	if !p.acceptKeywords(word) {
		p.unexpected("'" + word + "'")
	}
}

// name reads an identifier, plain or in backticks. Keywords are not reserved.
func (p *parser) name(what string) string {
	t := p.tok()
	if t.kind == tokIdent || t.kind == tokQuoted {
		p.advance()
		return t.text
	}
	p.unexpected(what)
	return ""
}

func (p *parser) isName() bool {
	k := p.tok().kind
	return k == tokIdent || k == tokQuoted
}

// enter counts nesting; leave undoes it.
func (p *parser) enter() bool {
	p.depth++
	if p.depth > MaxDepth {
		p.fail(status.Syntax(p.tok().start, "UnexpectedSyntax", "The query nests more than %d levels deep", MaxDepth))
		return false
	}
	return p.err == nil
}

func (p *parser) leave() { p.depth-- }

// try runs parse and takes everything back if it failed or answered false.
func (p *parser) try(parse func() bool) bool {
	if p.err != nil {
		return false
	}
	start, depth, bar := p.i, p.depth, p.noBar
	if parse() && p.err == nil {
		return true
	}
	p.i, p.depth, p.noBar, p.err = start, depth, bar, nil
	return false
}

// statement is [options] (command | query) [;].
func (p *parser) statement() *ast.Statement {
	s := &ast.Statement{}
	p.options(s)
	if s.Command = p.command(); s.Command == nil && p.err == nil {
		s.Query = p.query()
	}
	for p.accept(";") {
	}
	if p.err == nil && p.tok().kind != tokEOF {
		p.unexpected("a clause or the end of the query")
	}
	return s
}

// options reads CYPHER 5, EXPLAIN, PROFILE and USE database.
func (p *parser) options(s *ast.Statement) {
	for {
		switch {
		case p.isKeywords("CYPHER"):
			p.advance()
			if p.tok().kind == tokInt || p.tok().kind == tokFloat {
				if v := p.advance().text; v != "5" {
					p.fail(status.Syntax(p.ahead(-1).start, "UnexpectedSyntax", "Cypher version %s is not supported; this is version 5", v))
				}
			}
			for p.isName() && p.isPunctAt(1, "=") {
				p.advance()
				p.advance()
				p.advance()
			}
		case p.isKeywords("EXPLAIN"):
			p.advance()
			s.Explain = true
		case p.isKeywords("PROFILE"):
			p.advance()
			s.Profile = true
		case p.isKeywords("USE") && !p.isPunctAt(1, "."):
			p.advance()
			at := p.tok().start
			if name := p.name("the name of a database"); p.err == nil && !strings.EqualFold(name, "neo4j") {
				p.fail(status.Syntax(at, "UnexpectedSyntax", "USE knows only the database neo4j, not '%s'", name))
			}
		default:
			return
		}
	}
}

// query is a single query, or several joined by UNION [ALL].
func (p *parser) query() *ast.Query {
	q := &ast.Query{At: p.at()}
	q.Parts = append(q.Parts, p.singleQuery())
	for p.err == nil && p.isKeywords("UNION") {
		at := p.tok().start
		p.advance()
		all := p.acceptKeywords("ALL")
		if !all {
			p.acceptKeywords("DISTINCT")
		}
		if len(q.Parts) > 1 && all != q.All {
			p.fail(status.Syntax(at, "InvalidClauseComposition", "Invalid combination of UNION and UNION ALL"))
		}
		q.All = all
		q.Parts = append(q.Parts, p.singleQuery())
	}
	return q
}

func (p *parser) singleQuery() *ast.SingleQuery {
	q := &ast.SingleQuery{At: p.at()}
	if !p.enter() {
		return q
	}
	defer p.leave()
	for p.err == nil {
		c := p.clause()
		if c == nil {
			break
		}
		q.Clauses = append(q.Clauses, c)
	}
	if len(q.Clauses) == 0 && p.err == nil {
		p.unexpected("a clause such as 'MATCH', 'CREATE', 'MERGE', 'WITH', 'UNWIND', 'CALL' or 'RETURN'")
	}
	return q
}
