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

// typeWords are the names of types, longest first, with their canonical form.
var typeWords = []struct{ words, name string }{
	{"PROPERTY VALUE", "PROPERTY VALUE"}, {"ANY PROPERTY VALUE", "PROPERTY VALUE"}, {"ANY NODE", "NODE"}, {"ANY RELATIONSHIP", "RELATIONSHIP"},
	{"ANY EDGE", "RELATIONSHIP"}, {"ANY MAP", "MAP"}, {"ANY VALUE", "ANY"}, {"SIGNED INTEGER", "INTEGER"},
	{"LOCAL DATETIME", "LOCAL DATETIME"}, {"LOCAL TIME", "LOCAL TIME"}, {"ZONED DATETIME", "ZONED DATETIME"}, {"ZONED TIME", "ZONED TIME"},
	{"TIMESTAMP WITHOUT TIME ZONE", "LOCAL DATETIME"}, {"TIMESTAMP WITHOUT TIMEZONE", "LOCAL DATETIME"},
	{"TIMESTAMP WITH TIME ZONE", "ZONED DATETIME"}, {"TIMESTAMP WITH TIMEZONE", "ZONED DATETIME"},
	{"TIME WITHOUT TIME ZONE", "LOCAL TIME"}, {"TIME WITHOUT TIMEZONE", "LOCAL TIME"}, {"TIME WITH TIME ZONE", "ZONED TIME"}, {"TIME WITH TIMEZONE", "ZONED TIME"},
	{"NOTHING", "NOTHING"}, {"NULL", "NULL"}, {"BOOLEAN", "BOOLEAN"}, {"BOOL", "BOOLEAN"}, {"STRING", "STRING"}, {"VARCHAR", "STRING"},
	{"INTEGER64", "INTEGER"}, {"INTEGER", "INTEGER"}, {"INT", "INTEGER"}, {"FLOAT", "FLOAT"}, {"DATE", "DATE"},
	{"DURATION", "DURATION"}, {"POINT", "POINT"}, {"NODE", "NODE"}, {"VERTEX", "NODE"}, {"RELATIONSHIP", "RELATIONSHIP"}, {"EDGE", "RELATIONSHIP"},
	{"MAP", "MAP"}, {"PATHS", "PATH"}, {"PATH", "PATH"}, {"LIST", "LIST"}, {"ARRAY", "LIST"}, {"ANY", "ANY"},
}

// typeRef is a type name, with alternatives, element type and NOT NULL.
func (p *parser) typeRef() ast.TypeRef {
	if !p.enter() {
		return ast.TypeRef{}
	}
	defer p.leave()
	t := p.typeName()
	if !p.isPunct("|") || p.noBar {
		return t
	}
	union := ast.TypeRef{Union: []ast.TypeRef{t}}
	for p.accept("|") {
		union.Union = append(union.Union, p.typeName())
	}
	return union
}

func (p *parser) typeName() ast.TypeRef {
	var t ast.TypeRef
	for _, w := range typeWords {
		if p.acceptKeywords(strings.Fields(w.words)...) {
			t.Name = w.name
			break
		}
	}
	if t.Name == "" {
		p.unexpected("the name of a type")
		return t
	}
	if p.isPunct("<") && (t.Name == "LIST" || t.Name == "ANY") {
		p.advance()
		elem := p.typeRef()
		if len(elem.Union) > 0 && t.Name == "ANY" {
			t = elem
		} else {
			t.Elem = &elem
		}
		p.expect(">")
	}
	t.NotNull = p.acceptKeywords("NOT", "NULL") || p.accept("!")
	for p.acceptKeywords("LIST") { // INTEGER LIST
		inner := t
		t = ast.TypeRef{Name: "LIST", Elem: &inner, NotNull: p.acceptKeywords("NOT", "NULL")}
	}
	return t
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

func (p *parser) existsFunction() ast.Expr {
	at := p.at()
	p.advance()
	p.expect("(")
	e := p.bracketed()
	p.expect(")")
	if p.err != nil {
		return e
	}
	pattern, ok := e.(*ast.PatternPredicate)
	if ok {
		return &ast.PatternPredicate{At: at, Pattern: pattern.Pattern, Exists: true}
	}
	p.fail(status.Syntax(at.Offset, "UnexpectedSyntax", "The property existence syntax `... exists(variable.property)` is no longer supported. Please use `variable.property IS NOT NULL` instead"))
	return e
}

func (p *parser) caseExpr() ast.Expr {
	c := &ast.Case{At: p.at()}
	p.advance()
	if !p.isKeywords("WHEN") {
		c.Test = p.bracketed()
	}
	for p.acceptKeywords("WHEN") {
		cond := p.bracketed()
		if p.isPunct(",") {
			p.unsupported("WHEN with several values")
		}
		p.expectKeyword("THEN")
		c.Whens = append(c.Whens, ast.When{Cond: cond, Then: p.bracketed()})
	}
	if len(c.Whens) == 0 {
		p.unexpected("'WHEN'")
	}
	if p.acceptKeywords("ELSE") {
		c.Else = p.bracketed()
	}
	p.expectKeyword("END")
	return c
}

func (p *parser) quantifier(kind string) ast.Expr {
	q := &ast.Quantifier{At: p.at(), Kind: kind}
	p.advance()
	p.expect("(")
	q.Var = p.name("a variable")
	p.expectKeyword("IN")
	q.List = p.bracketed()
	p.expectKeyword("WHERE")
	q.Where = p.bracketed()
	p.expect(")")
	return q
}

func (p *parser) reduce() ast.Expr {
	r := &ast.Reduce{At: p.at()}
	p.advance()
	p.expect("(")
	r.Acc = p.name("a variable")
	p.expect("=")
	r.Init = p.bracketed()
	p.expect(",")
	r.Var = p.name("a variable")
	p.expectKeyword("IN")
	r.List = p.beforeBar()
	p.expect("|")
	r.Result = p.bracketed()
	p.expect(")")
	return r
}

// list parses a list literal or one of the two comprehensions.
func (p *parser) list() ast.Expr {
	at := p.at()
	if pc := p.tryPatternComprehension(); pc != nil {
		return pc
	}
	if name := p.ahead(1); (name.kind == tokIdent || name.kind == tokQuoted) && p.isKeywordAt(2, "IN") {
		return p.listComprehension()
	}
	p.advance()
	l := &ast.List{At: at}
	if !p.isPunct("]") {
		l.Items = p.exprList()
	}
	p.expect("]")
	return l
}

func (p *parser) listComprehension() ast.Expr {
	c := &ast.ListComprehension{At: p.at()}
	p.advance()
	c.Var = p.name("a variable")
	p.advance() // IN
	c.List = p.beforeBar()
	if p.acceptKeywords("WHERE") {
		c.Where = p.beforeBar()
	}
	if p.accept("|") {
		c.Result = p.bracketed()
	}
	p.expect("]")
	return c
}

// tryPatternComprehension parses [p = (a)-->(b) WHERE … | …] if one starts
// here: it does if a pattern with a relationship stands before WHERE or "|".
func (p *parser) tryPatternComprehension() ast.Expr {
	start := p.i
	n := 1
	if k := p.ahead(1).kind; (k == tokIdent || k == tokQuoted) && p.isPunctAt(2, "=") {
		n = 3
	}
	if !p.isPunctAt(n, "(") || p.notPattern[start] {
		return nil
	}
	c := &ast.PatternComprehension{At: p.at()}
	ok := p.try(func() bool {
		p.advance()
		path, at := "", p.at()
		if n == 3 {
			path = p.name("a variable")
			p.advance()
		}
		pat := p.tryPattern()
		if pat == nil || !p.isKeywords("WHERE") && !p.isPunct("|") {
			return false
		}
		pat.At, pat.Path = at, path
		c.Pattern = pat
		return true
	})
	if !ok {
		p.notPattern[start] = true
		return nil
	}
	if p.acceptKeywords("WHERE") {
		c.Where = p.beforeBar()
	}
	p.expect("|")
	c.Result = p.bracketed()
	p.expect("]")
	return c
}

func (p *parser) mapLiteral() ast.Expr {
	m := &ast.Map{At: p.at()}
	if !p.enter() {
		return m
	}
	defer p.leave()
	p.expect("{")
	for p.err == nil && !p.isPunct("}") {
		m.Keys = append(m.Keys, p.name("a property name"))
		p.expect(":")
		m.Values = append(m.Values, p.bracketed())
		if !p.accept(",") {
			break
		}
		if p.isPunct("}") {
			p.unexpected("a property name")
		}
	}
	p.expect("}")
	return m
}

func (p *parser) mapProjection(v *ast.Variable) ast.Expr {
	m := &ast.MapProjection{At: v.At, Subject: v}
	p.expect("{")
	for p.err == nil && !p.isPunct("}") {
		switch at := p.at(); {
		case p.accept("."):
			if p.accept("*") {
				m.Items = append(m.Items, ast.MapProjectionItem{All: true})
			} else {
				m.Items = append(m.Items, ast.MapProjectionItem{Key: p.name("a property name")})
			}
		default:
			key := p.name("a property name, a variable or '.'")
			var val ast.Expr = &ast.Variable{At: at, Name: key}
			if p.accept(":") {
				val = p.bracketed()
			}
			m.Items = append(m.Items, ast.MapProjectionItem{Key: key, Value: val})
		}
		if !p.accept(",") {
			break
		}
	}
	p.expect("}")
	return m
}

// subquery is EXISTS, COUNT or COLLECT with a query or, for the first two, a
// pattern in braces.
func (p *parser) subquery(kind string) ast.Expr {
	s := &ast.Subquery{At: p.at(), Kind: kind}
	p.advance()
	p.expect("{")
	bar := p.noBar
	p.noBar = false
	if p.isPunct("(") || p.isName() && p.isPunctAt(1, "=") {
		m := &ast.Match{At: p.at(), Patterns: p.patterns(), Where: p.where()}
		s.Query = &ast.Query{At: m.At, Parts: []*ast.SingleQuery{{At: m.At, Clauses: []ast.Clause{m}}}}
	} else {
		s.Query = p.query()
	}
	p.noBar = bar
	p.expect("}")
	return s
}
