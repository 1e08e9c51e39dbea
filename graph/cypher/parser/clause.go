package parser

import (
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/status"
)

// clause parses one clause, or returns nil where none starts.
func (p *parser) clause() ast.Clause {
	t := p.tok()
	if t.kind != tokIdent {
		return nil
	}
	switch strings.ToUpper(t.text) {
	case "MATCH":
		return p.match(false)
	case "OPTIONAL":
		if p.isKeywordAt(1, "CALL") {
			p.advance()
			return p.call(true)
		}
		p.advance()
		if !p.isKeywords("MATCH") {
			p.unexpected("'MATCH' or 'CALL'")
			return nil
		}
		return p.match(true)
	case "UNWIND":
		c := &ast.Unwind{At: p.at()}
		p.advance()
		c.List = p.expr()
		p.expectKeyword("AS")
		c.Var = p.name("a variable")
		return c
	case "WITH", "RETURN":
		return p.projection()
	case "CREATE":
		c := &ast.Create{At: p.at()}
		p.advance()
		c.Patterns = p.patterns()
		return c
	case "MERGE":
		return p.merge()
	case "SET":
		c := &ast.Set{At: p.at()}
		p.advance()
		c.Items = p.setItems()
		return c
	case "REMOVE":
		return p.remove()
	case "DELETE", "DETACH", "NODETACH":
		return p.delete()
	case "FOREACH":
		return p.foreach()
	case "CALL":
		return p.call(false)
	case "LOAD":
		p.unsupported("LOAD CSV")
	case "INSERT", "FINISH", "FILTER", "LET", "FOR":
		p.unsupported(strings.ToUpper(t.text))
	case "USE":
		p.unsupported("USE inside a query")
	}
	return nil
}

func (p *parser) match(optional bool) ast.Clause {
	c := &ast.Match{At: p.at(), Optional: optional}
	p.advance()
	for _, mode := range []string{"REPEATABLE", "DIFFERENT"} {
		if p.isKeywordAt(0, mode) && p.ahead(1).kind == tokIdent {
			p.unsupported("The match mode " + mode)
		}
	}
	c.Patterns = p.patterns()
	for p.isKeywords("USING") {
		p.hint()
	}
	c.Where = p.where()
	return c
}

// hint passes a planner hint: they choose a way, never a result.
func (p *parser) hint() {
	p.advance()
	for _, word := range []string{"TEXT", "RANGE", "POINT"} {
		p.acceptKeywords(word)
	}
	switch {
	case p.acceptKeywords("INDEX"), p.acceptKeywords("SCAN"):
		p.acceptKeywords("SEEK")
		p.name("a variable")
		p.expect(":")
		p.name("a label")
		if p.accept("(") {
			p.nameList("a property name")
			p.expect(")")
		}
	case p.acceptKeywords("JOIN", "ON"):
		p.nameList("a variable")
	default:
		p.unexpected("'INDEX', 'SCAN' or 'JOIN ON'")
	}
}

func (p *parser) nameList(what string) []string {
	names := []string{p.name(what)}
	for p.accept(",") {
		names = append(names, p.name(what))
	}
	return names
}

func (p *parser) where() ast.Expr {
	if p.acceptKeywords("WHERE") {
		return p.expr()
	}
	return nil
}

func (p *parser) projection() ast.Clause {
	c := &ast.Projection{At: p.at(), Return: p.isKeywords("RETURN")}
	p.advance()
	c.Distinct = p.acceptKeywords("DISTINCT")
	if c.Star = p.accept("*"); !c.Star {
		c.Items = append(c.Items, p.projectionItem())
	}
	for p.accept(",") {
		c.Items = append(c.Items, p.projectionItem())
	}
	c.OrderBy, c.Skip, c.Limit = p.orderSkipLimit()
	if !c.Return {
		c.Where = p.where()
	}
	return c
}

func (p *parser) projectionItem() ast.ProjectionItem {
	start := p.tok().start
	item := ast.ProjectionItem{Expr: p.expr(), Offset: start}
	if p.err != nil {
		return item
	}
	item.Name = strings.TrimSpace(p.src[start:p.toks[p.i-1].end])
	if v, ok := item.Expr.(*ast.Variable); ok {
		item.Name = v.Name
	}
	if p.acceptKeywords("AS") {
		item.Offset = p.tok().start
		item.Name, item.Aliased = p.name("a variable"), true
	}
	return item
}

func (p *parser) orderSkipLimit() (order []ast.SortItem, skip, limit ast.Expr) {
	if p.acceptKeywords("ORDER", "BY") {
		order = append(order, p.sortItem())
		for p.accept(",") {
			order = append(order, p.sortItem())
		}
	}
	if p.isKeywords("SKIP") || p.isKeywords("OFFSET") {
		p.advance()
		skip = p.expr()
	}
	if p.acceptKeywords("LIMIT") {
		limit = p.expr()
	}
	return order, skip, limit
}

func (p *parser) sortItem() ast.SortItem {
	item := ast.SortItem{Expr: p.expr()}
	switch {
	case p.acceptKeywords("DESC"), p.acceptKeywords("DESCENDING"):
		item.Descending = true
	case p.acceptKeywords("ASC"), p.acceptKeywords("ASCENDING"):
	}
	return item
}

func (p *parser) merge() ast.Clause {
	c := &ast.Merge{At: p.at()}
	p.advance()
	c.Pattern = p.pathPattern()
	for p.isKeywords("ON") {
		switch {
		case p.acceptKeywords("ON", "CREATE", "SET"):
			c.OnCreate = append(c.OnCreate, p.setItems()...)
		case p.acceptKeywords("ON", "MATCH", "SET"):
			c.OnMatch = append(c.OnMatch, p.setItems()...)
		default:
			p.advance()
			p.unexpected("'CREATE SET' or 'MATCH SET'")
		}
	}
	return c
}

func (p *parser) setItems() []ast.SetItem {
	items := []ast.SetItem{p.setItem()}
	for p.accept(",") {
		items = append(items, p.setItem())
	}
	return items
}

// target reads the left side of SET and REMOVE: an entity, and the property
// of it that is meant, as name or as expression.
func (p *parser) target() (subject ast.Expr, key string, dyn ast.Expr) {
	at := p.at()
	if p.accept("(") {
		subject = p.bracketed()
		p.expect(")")
	} else {
		subject = &ast.Variable{At: at, Name: p.name("a variable")}
	}
	for p.err == nil {
		at := p.at()
		switch {
		case p.accept("."):
			if key != "" {
				subject = &ast.Property{At: at, Subject: subject, Key: key}
			}
			if dyn != nil {
				subject, dyn = &ast.Index{At: at, Subject: subject, Index: dyn}, nil
			}
			key = p.name("a property name")
		case p.accept("["):
			if key != "" {
				subject, key = &ast.Property{At: at, Subject: subject, Key: key}, ""
			}
			if dyn != nil {
				subject = &ast.Index{At: at, Subject: subject, Index: dyn}
			}
			dyn = p.bracketed()
			p.expect("]")
		default:
			return subject, key, dyn
		}
	}
	return subject, key, dyn
}

func (p *parser) setItem() ast.SetItem {
	item := ast.SetItem{At: p.at()}
	item.Subject, item.Key, item.DynKey = p.target()
	switch {
	case item.Key != "" || item.DynKey != nil:
		p.expect("=")
		item.Value = p.expr()
	case p.accept("="):
		item.Replace = true
		item.Value = p.expr()
	case p.accept("+="):
		item.Value = p.expr()
	default:
		item.Labels = p.labelNames()
	}
	return item
}

// labelNames is :A:B or IS A.
func (p *parser) labelNames() []string {
	if p.acceptKeywords("IS") {
		return []string{p.name("a label")}
	}
	var names []string
	for p.accept(":") {
		if p.isPunct("$") || p.tok().kind == tokParam {
			p.unsupported("A dynamic label")
		}
		names = append(names, p.name("a label"))
	}
	if len(names) == 0 {
		p.unexpected("'=', '+=' or ':'")
	}
	return names
}

func (p *parser) remove() ast.Clause {
	c := &ast.Remove{At: p.at()}
	p.advance()
	for {
		item := ast.RemoveItem{At: p.at()}
		item.Subject, item.Key, item.DynKey = p.target()
		if item.Key == "" && item.DynKey == nil {
			item.Labels = p.labelNames()
		}
		c.Items = append(c.Items, item)
		if !p.accept(",") {
			return c
		}
	}
}

func (p *parser) delete() ast.Clause {
	c := &ast.Delete{At: p.at(), Detach: p.acceptKeywords("DETACH")}
	p.acceptKeywords("NODETACH")
	p.expectKeyword("DELETE")
	c.Exprs = append(c.Exprs, p.expr())
	for p.accept(",") {
		c.Exprs = append(c.Exprs, p.expr())
	}
	return c
}

func (p *parser) foreach() ast.Clause {
	c := &ast.Foreach{At: p.at()}
	if !p.enter() {
		return c
	}
	defer p.leave()
	p.advance()
	p.expect("(")
	c.Var = p.name("a variable")
	p.expectKeyword("IN")
	c.List = p.beforeBar()
	p.expect("|")
	for p.err == nil && !p.isPunct(")") {
		at := p.tok().start
		inner := p.clause()
		switch inner.(type) {
		case *ast.Create, *ast.Merge, *ast.Set, *ast.Remove, *ast.Delete, *ast.Foreach:
			c.Clauses = append(c.Clauses, inner)
		case nil:
			p.unexpected("an updating clause")
		default:
			p.fail(status.Syntax(at, "InvalidClauseComposition", "Only updating clauses can stand inside FOREACH"))
		}
	}
	p.expect(")")
	return c
}

func (p *parser) call(optional bool) ast.Clause {
	at := p.at()
	p.advance()
	if p.isPunct("{") || p.isPunct("(") {
		return p.callSubquery(at, optional)
	}
	c := &ast.CallProcedure{At: at, Optional: optional}
	c.Name = p.name("the name of a procedure")
	for p.accept(".") {
		c.Name += "." + p.name("the name of a procedure")
	}
	if p.accept("(") {
		if !p.isPunct(")") {
			c.Args = p.exprList()
		}
		p.expect(")")
	} else {
		c.Implicit = true
	}
	if p.acceptKeywords("YIELD") {
		c.HasYield = true
		if c.YieldStar = p.accept("*"); !c.YieldStar && !p.isPunct("-") {
			c.Yield = p.yieldItems()
		} else if !c.YieldStar {
			p.advance() // YIELD - : nothing
		}
		c.Where = p.where()
	}
	return c
}

func (p *parser) yieldItems() []ast.YieldItem {
	var items []ast.YieldItem
	for {
		item := ast.YieldItem{Offset: p.tok().start}
		item.Column = p.name("a column")
		item.Name = item.Column
		if p.acceptKeywords("AS") {
			item.Offset = p.tok().start
			item.Name = p.name("a variable")
		}
		items = append(items, item)
		if !p.accept(",") {
			return items
		}
	}
}

func (p *parser) callSubquery(at ast.At, optional bool) ast.Clause {
	c := &ast.CallSubquery{At: at, Optional: optional}
	if !p.enter() {
		return c
	}
	defer p.leave()
	if p.accept("(") {
		c.Scoped = true
		switch {
		case p.accept("*"):
			c.ImportStar = true
		case !p.isPunct(")"):
			c.Imports = p.nameList("a variable")
		}
		p.expect(")")
	}
	p.expect("{")
	c.Query = p.query()
	p.expect("}")
	if p.isKeywords("IN") {
		p.unsupported("CALL { … } IN TRANSACTIONS")
	}
	return c
}
