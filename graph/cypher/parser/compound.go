package parser

import (
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/status"
)

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
	first := p.i
	bar := p.noBar
	p.noBar = false
	if p.isPunct("(") || p.isName() && p.isPunctAt(1, "=") {
		m := &ast.Match{At: p.at(), Patterns: p.patterns(), Where: p.where()}
		s.Query = &ast.Query{At: m.At, Parts: []*ast.SingleQuery{{At: m.At, Clauses: []ast.Clause{m}}}}
	} else {
		s.Query = p.query()
	}
	p.noBar = bar
	s.Text = p.textSince(first)
	p.expect("}")
	return s
}

// textSince is the source of the tokens from one to the current, with single
// spaces between them.
func (p *parser) textSince(first int) string {
	var parts []string
	for _, t := range p.toks[first:max(first, p.i)] {
		parts = append(parts, p.src[t.start:t.end])
	}
	return strings.Join(parts, " ")
}
