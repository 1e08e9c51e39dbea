package parser

import (
	"strconv"
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/status"
)

func (p *parser) patterns() []*ast.Pattern {
	list := []*ast.Pattern{p.pathPattern()}
	for p.accept(",") {
		list = append(list, p.pathPattern())
	}
	return list
}

// pathPattern is [path =] (chain | shortestPath(chain)).
func (p *parser) pathPattern() *ast.Pattern {
	at := p.at()
	path := ""
	if p.isName() && p.isPunctAt(1, "=") {
		path = p.name("a variable")
		p.advance()
	}
	p.refuseSelectors()
	pat := &ast.Pattern{}
	switch {
	case p.isName() && p.isPunctAt(1, "(") && strings.EqualFold(p.tok().text, "shortestPath"):
		pat = p.shortest(ast.ShortestOne)
	case p.isName() && p.isPunctAt(1, "(") && strings.EqualFold(p.tok().text, "allShortestPaths"):
		pat = p.shortest(ast.ShortestAll)
	default:
		pat = p.chain()
	}
	pat.At, pat.Path = at, path
	return pat
}

// refuseSelectors names the path selectors of GQL.
func (p *parser) refuseSelectors() {
	if t := p.ahead(1); t.kind == tokPunct && t.text != "(" && t.kind != tokIdent {
		return
	}
	for _, word := range []string{"SHORTEST", "ANY", "ALL"} {
		if p.isKeywords(word) {
			p.unsupported("The path selector " + word)
		}
	}
}

func (p *parser) shortest(kind ast.Shortest) *ast.Pattern {
	name := p.advance().text
	p.expect("(")
	at := p.tok().start
	pat := p.chain()
	p.expect(")")
	pat.Shortest = kind
	if p.err == nil && len(pat.Rels) != 1 {
		p.fail(status.Syntax(at, "UnexpectedSyntax", "%s(...) requires a pattern containing a single relationship", name))
	}
	return pat
}

// chain is node (relationship node)*.
func (p *parser) chain() *ast.Pattern {
	pat := &ast.Pattern{At: p.at()}
	if p.isPunct("(") && p.isPunctAt(1, "(") {
		p.unsupported("A quantified or parenthesized path pattern")
	}
	pat.Nodes = append(pat.Nodes, p.node())
	for p.err == nil && p.relStarts() {
		pat.Rels = append(pat.Rels, p.rel())
		if p.isPunct("+") || p.isPunct("*") || p.isPunct("{") {
			p.unsupported("A quantified path pattern")
		}
		if p.isPunct("(") && p.isPunctAt(1, "(") {
			p.unsupported("A quantified or parenthesized path pattern")
		}
		pat.Nodes = append(pat.Nodes, p.node())
	}
	if p.err == nil && p.isPunct("(") {
		p.unsupported("A quantified path pattern")
	}
	return pat
}

// relStarts looks for -[, --, <-[ or <--.
func (p *parser) relStarts() bool {
	n := 0
	if p.isPunct("<") {
		n = 1
	}
	return p.isPunctAt(n, "-") && (p.isPunctAt(n+1, "[") || p.isPunctAt(n+1, "-"))
}

func (p *parser) node() *ast.NodePattern {
	n := &ast.NodePattern{At: p.at()}
	p.expect("(")
	if p.isName() && !(p.isKeywords("WHERE") && !p.closesName()) && !(p.isKeywords("IS") && p.ahead(1).kind == tokIdent) {
		n.Var = p.name("a variable")
	}
	switch {
	case p.accept(":"):
		n.Labels = p.nested(p.labelOr)
	case p.acceptKeywords("IS"):
		n.Labels = p.nested(p.labelOr)
	}
	n.Props = p.properties()
	n.Where = p.where()
	p.expect(")")
	return n
}

// closesName tells whether the token after a name shows that it was one.
func (p *parser) closesName() bool {
	t := p.ahead(1)
	return t.kind == tokPunct && (t.text == ")" || t.text == ":" || t.text == "{" || t.text == "]" || t.text == "*")
}

// properties is a map literal or a parameter, or nothing.
func (p *parser) properties() ast.Expr {
	switch {
	case p.isPunct("{"):
		return p.mapLiteral()
	case p.tok().kind == tokParam:
		at := p.at()
		return &ast.Parameter{At: at, Name: p.advance().text}
	}
	return nil
}

// nested parses a label expression with "|" allowed and counts its depth.
func (p *parser) nested(parse func() *ast.LabelExpr) *ast.LabelExpr {
	if !p.enter() {
		return &ast.LabelExpr{}
	}
	defer p.leave()
	bar := p.noBar
	p.noBar = false
	l := parse()
	p.noBar = bar
	return l
}

// labelOr is a disjunction: A|B, in the older form also A|:B.
func (p *parser) labelOr() *ast.LabelExpr {
	first := p.labelAnd()
	if p.noBar || !p.isPunct("|") {
		return first
	}
	or := &ast.LabelExpr{At: first.At, Op: ast.LabelOr, Args: []*ast.LabelExpr{first}}
	for p.accept("|") {
		p.accept(":")
		or.Args = append(or.Args, p.labelAnd())
	}
	return or
}

// labelAnd is a conjunction: A&B or A:B.
func (p *parser) labelAnd() *ast.LabelExpr {
	first := p.labelAtom()
	if !p.isPunct("&") && !p.isPunct(":") {
		return first
	}
	and := &ast.LabelExpr{At: first.At, Op: ast.LabelAnd, Args: []*ast.LabelExpr{first}}
	for p.accept("&") || p.accept(":") {
		and.Args = append(and.Args, p.labelAtom())
	}
	return and
}

func (p *parser) labelAtom() *ast.LabelExpr {
	l := &ast.LabelExpr{At: p.at()}
	switch {
	case p.accept("!"):
		if p.enter() {
			l.Op, l.Args = ast.LabelNot, []*ast.LabelExpr{p.labelAtom()}
		}
		p.leave()
	case p.accept("%"):
		l.Op = ast.LabelAny
	case p.accept("("):
		l = p.nested(p.labelOr)
		p.expect(")")
	case p.isPunct("$") || p.tok().kind == tokParam:
		p.unsupported("A dynamic label")
	default:
		l.Name = p.name("a label or type")
	}
	return l
}

func (p *parser) rel() *ast.RelPattern {
	r := &ast.RelPattern{At: p.at(), Dir: ast.Both, Min: 1, Max: 1}
	left := p.accept("<")
	p.expect("-")
	if p.accept("[") {
		p.relDetail(r)
		p.expect("]")
	}
	p.expect("-")
	right := p.accept(">")
	switch {
	case left && right:
		r.TwoHeads = true
	case left:
		r.Dir = ast.Incoming
	case right:
		r.Dir = ast.Outgoing
	}
	return r
}

func (p *parser) relDetail(r *ast.RelPattern) {
	if p.isName() && !(p.isKeywords("WHERE") && !p.closesName()) && !(p.isKeywords("IS") && p.ahead(1).kind == tokIdent) {
		r.Var = p.name("a variable")
	}
	if p.accept(":") || p.acceptKeywords("IS") {
		r.Types = p.nested(p.labelOr)
	}
	if p.accept("*") {
		p.length(r)
	} else if p.isPunct("..") {
		p.fail(status.Syntax(p.tok().start, "InvalidRelationshipPattern", "Invalid input '..': expected '*' before a range of lengths"))
	}
	r.Props = p.properties()
	r.Where = p.where()
}

// length is what follows "*": nothing, n, n.., ..m or n..m.
func (p *parser) length(r *ast.RelPattern) {
	r.VarLength, r.Min, r.Max = true, 1, -1
	low := p.tok().kind == tokInt
	if low {
		r.Min = p.bound()
		r.Max = r.Min
	}
	if p.accept("..") {
		r.Max = -1
		if p.tok().kind == tokInt {
			r.Max = p.bound()
		}
	}
	if p.isPunct("-") {
		p.fail(status.Syntax(p.tok().start, "InvalidRelationshipPattern", "Invalid input '-': a path length cannot be negative"))
	}
}

func (p *parser) bound() int64 {
	t := p.advance()
	n, err := strconv.ParseInt(t.text, 0, 64)
	if err != nil {
		p.fail(status.Syntax(t.start, "IntegerOverflow", "integer is too large"))
	}
	return n
}
