package parser

import (
	"strings"

	"clew/graph/cypher/ast"
)

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
