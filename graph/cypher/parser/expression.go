package parser

import (
	"math"
	"strconv"
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/status"
)

// expr parses an expression up to the weakest operator.
func (p *parser) expr() ast.Expr {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	return p.binaryLevel(0)
}

// bracketed parses an expression inside brackets, where "|" is free again.
func (p *parser) bracketed() ast.Expr {
	bar := p.noBar
	p.noBar = false
	e := p.expr()
	p.noBar = bar
	return e
}

// beforeBar parses an expression that a "|" may end.
func (p *parser) beforeBar() ast.Expr {
	bar := p.noBar
	p.noBar = true
	e := p.expr()
	p.noBar = bar
	return e
}

func (p *parser) exprList() []ast.Expr {
	list := []ast.Expr{p.bracketed()}
	for p.accept(",") {
		list = append(list, p.bracketed())
	}
	return list
}

// The levels of binaryLevel, weakest first.
var levels = [][]string{{"OR"}, {"XOR"}, {"AND"}}

// binaryLevel parses OR, XOR and AND, then NOT and comparisons.
func (p *parser) binaryLevel(level int) ast.Expr {
	if level == len(levels) {
		return p.not()
	}
	left := p.binaryLevel(level + 1)
	for p.err == nil {
		op := levels[level][0]
		at := p.at()
		if !p.acceptKeywords(op) {
			break
		}
		left = &ast.Binary{At: at, Op: op, L: left, R: p.binaryLevel(level + 1)}
	}
	return left
}

func (p *parser) not() ast.Expr {
	at := p.at()
	if p.isKeywords("NOT") && !p.isPunctAt(1, ".") {
		p.advance()
		if !p.enter() {
			return nil
		}
		defer p.leave()
		return &ast.Unary{At: at, Op: "NOT", X: p.not()}
	}
	return p.comparison()
}

func (p *parser) comparison() ast.Expr {
	at := p.at()
	first := p.predicate()
	c := &ast.Comparison{At: at, Operands: []ast.Expr{first}}
	for p.err == nil {
		t := p.tok()
		if t.kind != tokPunct {
			break
		}
		switch t.text {
		case "=", "<>", "<", "<=", ">", ">=":
			p.advance()
			c.Ops = append(c.Ops, t.text)
			c.Operands = append(c.Operands, p.predicate())
			continue
		case "!":
			if p.isPunctAt(1, "=") {
				p.fail(status.Syntax(t.start, "UnexpectedSyntax", "Unknown operation '!=' (you probably meant to use '<>', which is the operator for inequality testing)"))
			}
		}
		break
	}
	if len(c.Ops) == 0 {
		return first
	}
	return c
}

// predicate is an arithmetic expression with IN, STARTS WITH and their like.
func (p *parser) predicate() ast.Expr {
	left := p.additive()
	for p.err == nil {
		at := p.at()
		switch {
		case p.accept("=~"):
			left = &ast.Binary{At: at, Op: "=~", L: left, R: p.additive()}
		case p.acceptKeywords("STARTS", "WITH"):
			left = &ast.Binary{At: at, Op: "STARTS WITH", L: left, R: p.additive()}
		case p.acceptKeywords("ENDS", "WITH"):
			left = &ast.Binary{At: at, Op: "ENDS WITH", L: left, R: p.additive()}
		case p.acceptKeywords("CONTAINS"):
			left = &ast.Binary{At: at, Op: "CONTAINS", L: left, R: p.additive()}
		case p.acceptKeywords("IN"):
			left = &ast.Binary{At: at, Op: "IN", L: left, R: p.additive()}
		case p.isKeywords("IS"):
			left = p.is(left)
		case p.isPunct("::"):
			p.advance()
			left = &ast.IsTyped{At: at, X: left, Type: p.typeRef()}
		default:
			return left
		}
	}
	return left
}

// is parses IS [NOT] NULL and IS [NOT] (:: | TYPED) type.
func (p *parser) is(x ast.Expr) ast.Expr {
	at := p.at()
	p.advance()
	not := p.acceptKeywords("NOT")
	switch {
	case p.acceptKeywords("NULL"):
		return &ast.IsNull{At: at, X: x, Not: not}
	case p.accept("::"), p.acceptKeywords("TYPED"):
		return &ast.IsTyped{At: at, X: x, Not: not, Type: p.typeRef()}
	case p.isKeywords("NORMALIZED") || p.isKeywordAt(1, "NORMALIZED"):
		p.unsupported("IS NORMALIZED")
	default:
		p.unexpected("'NULL', '::' or 'TYPED'")
	}
	return x
}

// operators parses a left-associative level of punctuation operators.
func (p *parser) operators(next func() ast.Expr, ops ...string) ast.Expr {
	left := next()
	for p.err == nil {
		t := p.tok()
		found := false
		for _, op := range ops {
			found = found || t.kind == tokPunct && t.text == op
		}
		if !found {
			break
		}
		p.advance()
		left = &ast.Binary{At: ast.At{Offset: t.start}, Op: t.text, L: left, R: next()}
	}
	return left
}

func (p *parser) additive() ast.Expr { return p.operators(p.multiplicative, "+", "-", "||") }

func (p *parser) multiplicative() ast.Expr { return p.operators(p.power, "*", "/", "%") }

func (p *parser) power() ast.Expr { return p.operators(p.unary, "^") }

func (p *parser) unary() ast.Expr {
	at := p.at()
	switch {
	case p.isPunct("-") && (p.ahead(1).kind == tokInt || p.ahead(1).kind == tokFloat) && !p.isPostfix(2):
		p.advance()
		return p.numberLiteral(at, "-")
	case p.isPunct("-"), p.isPunct("+"):
		op := p.advance().text
		if !p.enter() {
			return nil
		}
		defer p.leave()
		return &ast.Unary{At: at, Op: op, X: p.unary()}
	}
	return p.postfix(p.primary())
}

func (p *parser) isPostfix(n int) bool { return p.isPunctAt(n, ".") || p.isPunctAt(n, "[") }

// postfix parses property look-ups, indexes, slices and label predicates.
func (p *parser) postfix(e ast.Expr) ast.Expr {
	for p.err == nil {
		at := p.at()
		switch {
		case p.isPunct(".") && p.ahead(1).kind != tokPunct:
			p.advance()
			e = &ast.Property{At: at, Subject: e, Key: p.name("a property name")}
		case p.accept("["):
			e = p.index(at, e)
		case p.isPunct(":") && (p.ahead(1).kind == tokIdent || p.ahead(1).kind == tokQuoted || p.isPunctAt(1, "!") || p.isPunctAt(1, "%") || p.isPunctAt(1, "(")):
			p.advance()
			if !p.enter() {
				return e
			}
			e = &ast.HasLabels{At: at, X: e, Labels: p.labelOr()}
			p.leave()
		default:
			return e
		}
	}
	return e
}

// index is the rest of e[…] after the bracket.
func (p *parser) index(at ast.At, e ast.Expr) ast.Expr {
	var from, to ast.Expr
	if !p.isPunct("..") {
		from = p.bracketed()
	}
	if !p.accept("..") {
		p.expect("]")
		return &ast.Index{At: at, Subject: e, Index: from}
	}
	if !p.isPunct("]") {
		to = p.bracketed()
	}
	p.expect("]")
	return &ast.Slice{At: at, Subject: e, From: from, To: to}
}

// numberLiteral reads a number; sign is "-" or nothing.
func (p *parser) numberLiteral(at ast.At, sign string) ast.Expr {
	t := p.advance()
	if t.kind == tokFloat {
		f, err := strconv.ParseFloat(sign+t.text, 64)
		if err != nil || math.IsInf(f, 0) {
			p.fail(status.Syntax(t.start, "FloatingPointOverflow", "floating point number is too large"))
		}
		return &ast.Literal{At: at, Value: f}
	}
	digits, base := t.text, 10
	if len(digits) > 1 && digits[0] == '0' {
		switch digits[1] | 0x20 {
		case 'x':
			digits, base = digits[2:], 16
		case 'o':
			digits, base = digits[2:], 8
		}
	}
	n, err := strconv.ParseInt(sign+digits, base, 64)
	if err != nil {
		if strings.HasSuffix(err.Error(), "invalid syntax") {
			p.fail(status.Syntax(t.start, "InvalidNumberLiteral", "Invalid number literal '%s'", t.text))
		}
		p.fail(status.Syntax(t.start, "IntegerOverflow", "integer is too large"))
	}
	return &ast.Literal{At: at, Value: n}
}

// primary parses what operators and postfixes apply to.
func (p *parser) primary() ast.Expr {
	t := p.tok()
	at := p.at()
	switch t.kind {
	case tokInt, tokFloat:
		return p.numberLiteral(at, "")
	case tokString:
		p.advance()
		return &ast.Literal{At: at, Value: t.text}
	case tokParam:
		p.advance()
		return &ast.Parameter{At: at, Name: t.text}
	case tokQuoted:
		return p.named()
	case tokIdent:
		return p.word()
	case tokPunct:
		switch t.text {
		case "(":
			return p.parenthesis()
		case "[":
			return p.list()
		case "{":
			return p.mapLiteral()
		}
	}
	p.unexpected("an expression")
	return nil
}

func (p *parser) parenthesis() ast.Expr {
	if pat := p.tryPattern(); pat != nil {
		return &ast.PatternPredicate{At: pat.At, Pattern: pat}
	}
	p.expect("(")
	e := p.bracketed()
	p.expect(")")
	return e
}

// tryPattern parses a chain with at least one relationship if one starts here.
func (p *parser) tryPattern() *ast.Pattern {
	start := p.i
	if !p.isPunct("(") || p.notPattern[start] {
		return nil
	}
	var pat *ast.Pattern
	ok := p.try(func() bool {
		bar := p.noBar
		p.noBar = false
		pat = p.chain()
		p.noBar = bar
		return p.err == nil && len(pat.Rels) > 0
	})
	if !ok {
		p.notPattern[start] = true
		return nil
	}
	return pat
}

// word parses an expression that starts with a plain identifier.
func (p *parser) word() ast.Expr {
	at := p.at()
	upper := strings.ToUpper(p.tok().text)
	call := p.isPunctAt(1, "(")
	switch upper {
	case "TRUE", "FALSE":
		if !call {
			p.advance()
			return &ast.Literal{At: at, Value: upper == "TRUE"}
		}
	case "NULL":
		p.advance()
		return &ast.Literal{At: at}
	case "INF", "INFINITY":
		if !call && !p.isPostfix(1) {
			p.advance()
			return &ast.Literal{At: at, Value: math.Inf(1)}
		}
	case "NAN":
		if !call && !p.isPostfix(1) {
			p.advance()
			return &ast.Literal{At: at, Value: math.NaN()}
		}
	case "CASE":
		if !p.isPunctAt(1, ".") && !p.isPunctAt(1, ",") && !p.isPunctAt(1, ")") {
			return p.caseExpr()
		}
	case "EXISTS", "COUNT", "COLLECT":
		if p.isPunctAt(1, "{") && !(upper != "EXISTS" && p.projectsMap()) {
			return p.subquery(strings.ToLower(upper))
		}
		if upper == "EXISTS" && call {
			return p.existsFunction()
		}
	case "ALL", "ANY", "NONE", "SINGLE":
		if call {
			return p.quantifier(strings.ToLower(upper))
		}
	case "REDUCE":
		if call {
			return p.reduce()
		}
	case "SHORTESTPATH", "ALLSHORTESTPATHS":
		if call {
			pat := p.pathPattern()
			return &ast.PatternPredicate{At: at, Pattern: pat}
		}
	}
	return p.named()
}

// projectsMap tells a map projection of a variable called count from a
// subquery: {.x, {.*, {} or {key:.
func (p *parser) projectsMap() bool {
	return p.isPunctAt(2, ".") || p.isPunctAt(2, "}") || p.isPunctAt(3, ":") && p.ahead(2).kind != tokPunct
}

// named parses a variable, a function call or a map projection.
func (p *parser) named() ast.Expr {
	at := p.at()
	n := 1
	for p.isPunctAt(n, ".") && (p.ahead(n+1).kind == tokIdent || p.ahead(n+1).kind == tokQuoted) {
		n += 2
	}
	if p.isPunctAt(n, "(") {
		return p.functionCall(n)
	}
	v := &ast.Variable{At: at, Name: p.name("an expression")}
	if p.isPunct("{") {
		return p.mapProjection(v)
	}
	return v
}

// functionCall parses a call whose name takes n tokens.
func (p *parser) functionCall(n int) ast.Expr {
	at := p.at()
	var name strings.Builder
	for range n {
		name.WriteString(p.advance().text)
	}
	p.expect("(")
	c := &ast.Call{At: at, Name: name.String()}
	if strings.EqualFold(c.Name, "count") && p.isPunct("*") && p.isPunctAt(1, ")") {
		p.advance()
		p.advance()
		return &ast.CountStar{At: at}
	}
	c.Distinct = p.acceptKeywords("DISTINCT")
	if !c.Distinct {
		p.acceptKeywords("ALL")
	}
	if !p.isPunct(")") {
		c.Args = p.exprList()
	}
	p.expect(")")
	return c
}
