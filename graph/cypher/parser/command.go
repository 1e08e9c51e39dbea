package parser

import (
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/status"
)

var indexKinds = []string{"RANGE", "TEXT", "POINT", "FULLTEXT", "LOOKUP", "VECTOR", "BTREE"}

// command parses a schema or SHOW command, or returns nil where none starts.
func (p *parser) command() ast.Command {
	switch {
	case p.isKeywords("SHOW"), p.isKeywords("TERMINATE"):
		return p.show()
	case p.isKeywords("DROP", "INDEX"):
		c := &ast.DropIndex{At: p.at()}
		p.advance()
		p.advance()
		c.Name = p.name("the name of an index")
		c.IfExists = p.acceptKeywords("IF", "EXISTS")
		return c
	case p.isKeywords("DROP", "CONSTRAINT"):
		c := &ast.DropConstraint{At: p.at()}
		p.advance()
		p.advance()
		c.Name = p.name("the name of a constraint")
		c.IfExists = p.acceptKeywords("IF", "EXISTS")
		return c
	case p.isKeywords("CREATE", "CONSTRAINT"):
		return p.createConstraint()
	case p.isKeywords("CREATE", "INDEX"):
		return p.createIndex("RANGE", 1)
	case p.isKeywords("CREATE", "OR", "REPLACE"):
		p.unsupported("CREATE OR REPLACE")
	}
	for _, kind := range indexKinds {
		if p.isKeywords("CREATE", kind, "INDEX") {
			return p.createIndex(kind, 2)
		}
	}
	p.refuseAdministration()
	return nil
}

// refuseAdministration names commands over users, roles and databases.
func (p *parser) refuseAdministration() {
	first := strings.ToUpper(p.tok().text)
	switch first {
	case "ALTER", "RENAME", "GRANT", "DENY", "REVOKE", "START", "STOP", "DEALLOCATE", "REALLOCATE", "DRYRUN", "ENABLE":
		if p.ahead(1).kind == tokIdent {
			p.unsupported("The command " + first)
		}
	case "CREATE", "DROP":
		for _, what := range []string{"USER", "ROLE", "DATABASE", "ALIAS", "COMPOSITE", "SERVER"} {
			if p.isKeywordAt(1, what) {
				p.unsupported("The command " + first + " " + what)
			}
		}
	}
}

// createIndex parses CREATE [kind] INDEX after its words.
func (p *parser) createIndex(kind string, words int) ast.Command {
	c := &ast.CreateIndex{At: p.at(), Kind: kind}
	if kind == "BTREE" || kind == "VECTOR" || kind == "POINT" {
		p.unsupported("A " + kind + " index")
	}
	for range words + 1 {
		p.advance()
	}
	c.Name, c.IfNotExists = p.schemaName("FOR")
	p.expectKeyword("FOR")
	variable := ""
	if kind == "LOOKUP" {
		p.unsupported("A LOOKUP index made by hand")
	}
	variable, c.Labels, c.Relationship = p.schemaPattern(kind == "FULLTEXT")
	p.expectKeyword("ON")
	if kind == "FULLTEXT" {
		p.expectKeyword("EACH")
		p.expect("[")
		c.Keys = p.schemaKeys(variable)
		p.expect("]")
	} else {
		p.expect("(")
		c.Keys = p.schemaKeys(variable)
		p.expect(")")
	}
	if p.acceptKeywords("OPTIONS") {
		c.Options = p.properties()
		if c.Options == nil {
			p.unexpected("a map or parameter")
		}
	}
	return c
}

// schemaName reads [name] [IF NOT EXISTS] before the word that follows.
func (p *parser) schemaName(before string) (name string, ifNotExists bool) {
	if !p.isKeywords("IF", "NOT") && !p.isKeywords(before) || p.isKeywordAt(1, before) {
		if p.tok().kind == tokParam {
			p.unsupported("A parameter as name")
		}
		name = p.name("a name")
	}
	return name, p.acceptKeywords("IF", "NOT", "EXISTS")
}

// schemaPattern reads (n:Label) or ()-[r:TYPE]-(), several with "|" where
// many is set.
func (p *parser) schemaPattern(many bool) (variable string, labels []string, rel bool) {
	p.expect("(")
	if p.accept(")") {
		rel = true
		p.accept("<")
		p.expect("-")
		p.expect("[")
	}
	variable = p.name("a variable")
	p.expect(":")
	labels = append(labels, p.name("a label or type"))
	for many && p.accept("|") {
		labels = append(labels, p.name("a label or type"))
	}
	if rel {
		p.expect("]")
		p.expect("-")
		p.accept(">")
		p.expect("(")
	}
	p.expect(")")
	return variable, labels, rel
}

func (p *parser) schemaKeys(variable string) []string {
	var keys []string
	for {
		at := p.tok().start
		if name := p.name("a variable"); p.err == nil && name != variable {
			p.fail(status.Syntax(at, "UndefinedVariable", "Variable `%s` not defined", name))
		}
		p.expect(".")
		keys = append(keys, p.name("a property name"))
		if !p.accept(",") {
			return keys
		}
	}
}

func (p *parser) createConstraint() ast.Command {
	c := &ast.CreateConstraint{At: p.at()}
	p.advance()
	p.advance()
	c.Name, c.IfNotExists = p.schemaName("FOR")
	p.expectKeyword("FOR")
	variable, labels, rel := p.schemaPattern(false)
	c.Relationship = rel
	c.Label = labels[0]
	p.expectKeyword("REQUIRE")
	if p.accept("(") {
		c.Keys = p.schemaKeys(variable)
		p.expect(")")
	} else {
		c.Keys = p.schemaKeys(variable)
	}
	p.expectKeyword("IS")
	switch {
	case p.acceptKeywords("UNIQUE"):
		c.Kind = "UNIQUENESS"
	case p.acceptKeywords("NODE", "UNIQUE"), p.acceptKeywords("RELATIONSHIP", "UNIQUE"), p.acceptKeywords("REL", "UNIQUE"):
		c.Kind = "UNIQUENESS"
	case p.acceptKeywords("NODE", "KEY"), p.acceptKeywords("RELATIONSHIP", "KEY"), p.acceptKeywords("REL", "KEY"), p.acceptKeywords("KEY"):
		c.Kind = "KEY"
	case p.acceptKeywords("NOT", "NULL"):
		c.Kind = "EXISTENCE"
	case p.isPunct("::"), p.isKeywords("TYPED"):
		p.unsupported("A property type constraint")
	default:
		p.unexpected("'UNIQUE', 'NODE KEY' or 'NOT NULL'")
	}
	if p.acceptKeywords("OPTIONS") {
		p.mapLiteral()
	}
	return c
}

// show parses SHOW … [YIELD …] [WHERE …] [RETURN …].
func (p *parser) show() ast.Command {
	c := &ast.Show{At: p.at()}
	if p.isKeywords("TERMINATE") {
		p.unsupported("TERMINATE")
	}
	p.advance()
	p.showSubject(c)
	if p.acceptKeywords("YIELD") {
		c.HasYield = true
		if c.YieldStar = p.accept("*"); !c.YieldStar {
			c.Yield = p.yieldItems()
		}
		c.OrderBy, c.Skip, c.Limit = p.orderSkipLimit()
	}
	c.Where = p.where()
	if c.HasYield && p.isKeywords("RETURN") {
		c.Return, _ = p.projection().(*ast.Projection)
	}
	return c
}

var showKinds = []struct{ words, what, filter string }{
	{"ALL", "", ""}, {"RANGE", "", "RANGE"}, {"FULLTEXT", "", "FULLTEXT"}, {"TEXT", "", "TEXT"}, {"POINT", "", "POINT"},
	{"LOOKUP", "", "LOOKUP"}, {"VECTOR", "", "VECTOR"}, {"UNIQUENESS", "", "UNIQUENESS"}, {"UNIQUE", "", "UNIQUENESS"},
	{"BUILT IN", "", "BUILT IN"}, {"USER DEFINED", "", "USER DEFINED"},
}

var showSubjects = []struct{ words, what string }{
	{"INDEXES", "INDEXES"}, {"INDEX", "INDEXES"}, {"CONSTRAINTS", "CONSTRAINTS"}, {"CONSTRAINT", "CONSTRAINTS"},
	{"PROCEDURES", "PROCEDURES"}, {"PROCEDURE", "PROCEDURES"}, {"FUNCTIONS", "FUNCTIONS"}, {"FUNCTION", "FUNCTIONS"},
	{"DEFAULT DATABASE", "DEFAULT DATABASE"}, {"HOME DATABASE", "HOME DATABASE"}, {"DATABASES", "DATABASES"},
	{"CURRENT USER", "CURRENT USER"}, {"USERS", "USERS"}, {"TRANSACTIONS", "TRANSACTIONS"}, {"TRANSACTION", "TRANSACTIONS"},
	{"SETTINGS", "SETTINGS"}, {"SETTING", "SETTINGS"},
}

func (p *parser) showSubject(c *ast.Show) {
	for _, k := range showKinds {
		if p.acceptKeywords(strings.Fields(k.words)...) {
			c.Filter = k.filter
			break
		}
	}
	for _, s := range showSubjects {
		if p.acceptKeywords(strings.Fields(s.words)...) {
			c.What = s.what
			p.showTail(c)
			return
		}
	}
	if p.acceptKeywords("DATABASE") {
		c.What = "DATABASES"
		if p.isName() && !p.isKeywords("YIELD") && !p.isKeywords("WHERE") {
			c.Filter = p.name("the name of a database")
		}
		return
	}
	p.unexpected("'INDEXES', 'CONSTRAINTS', 'PROCEDURES', 'FUNCTIONS', 'DATABASES', 'TRANSACTIONS', 'SETTINGS', 'USERS' or 'CURRENT USER'")
}

// showTail passes EXECUTABLE [BY …] and reads the names some subjects take.
func (p *parser) showTail(c *ast.Show) {
	if p.acceptKeywords("EXECUTABLE") && p.acceptKeywords("BY") {
		if !p.acceptKeywords("CURRENT", "USER") {
			p.unsupported("EXECUTABLE BY another user")
		}
	}
	if c.What != "SETTINGS" && c.What != "TRANSACTIONS" {
		return
	}
	if k := p.tok().kind; k == tokString || k == tokParam {
		c.Names = p.exprList()
	}
}
