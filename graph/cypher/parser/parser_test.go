package parser

import (
	"strings"
	"testing"

	"clew/graph/cypher/ast"
)

func TestOperatorsBindAsInTheGrammar(t *testing.T) {
	for query, want := range map[string]string{
		"1 + 2 * 3 ^ 4":                   "(1 + (2 * (3 ^ 4)))",
		"2 ^ 3 ^ 4":                       "((2 ^ 3) ^ 4)",
		"-2 ^ 2":                          "(-2 ^ 2)",
		"NOT a OR b AND c XOR d":          "((NOT a) OR ((b AND c) XOR d))",
		"NOT a = b":                       "(NOT (a = b))",
		"1 < a <= 3":                      "(1 < a <= 3)",
		"a IN b + c":                      "(a IN (b + c))",
		"a.b.c[0][1..2]":                  "a.b.c[0][1..2]",
		"a:A|B&!C":                        "(a:A|(B&!C))",
		"a STARTS WITH 'x' AND b IS NULL": "((a STARTS WITH 'x') AND (b IS NULL))",
		"[x IN xs WHERE x:A | x.b]":       "[x IN xs WHERE (x:A) | x.b]",
		"[(a)-->(b:B) | b.c]":             "[(a)-[]->(b:B) | b.c]",
		"(a) - [1]":                       "(a - [1])",
		"(a)-[:R*2..]-(b)":                "(a)-[:R*2..]-(b)",
		"n {.a, .*, b: 1, c}":             "n {.a, .*, b: 1, c: c}",
		"1.5e3 + 0x1F":                    "(1500.0 + 31)",
		"count(*) + count(DISTINCT a)":    "(count(*) + count(DISTINCT a))",
		"apoc.text.join(a.b, 'c')":        "apoc.text.join(a.b, 'c')",
	} {
		stmt, err := Parse("RETURN " + query)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		item := stmt.Query.Parts[0].Clauses[0].(*ast.Projection).Items[0]
		if got := ast.String(item.Expr); got != want {
			t.Errorf("%s was read as %s, want %s", query, got, want)
		}
		if item.Name != query {
			t.Errorf("the column of %s is called %s", query, item.Name)
		}
	}
}

func TestWhatIsNotSupportedIsRefusedByName(t *testing.T) {
	for query, name := range map[string]string{
		"LOAD CSV FROM 'x' AS row RETURN row":                    "LOAD CSV",
		"MATCH ((a)-->(b)){2} RETURN a":                          "quantified",
		"MATCH (a)-->+(b) RETURN a":                              "quantified path",
		"MATCH p = SHORTEST 2 (a)-->(b) RETURN p":                "path selector SHORTEST",
		"UNWIND [1] AS x CALL (x) { CREATE () } IN TRANSACTIONS": "IN TRANSACTIONS",
		"CREATE USER x SET PASSWORD 'y'":                         "CREATE USER",
		"CREATE VECTOR INDEX v FOR (n:A) ON (n.e)":               "VECTOR index",
		"USE other RETURN 1":                                     "not 'other'",
		"MATCH (n:$x) RETURN n":                                  "dynamic label",
		"CYPHER 25 RETURN 1":                                     "version 25",
	} {
		_, err := Parse(query)
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v, want an error that names %q", query, err, name)
		}
	}
}

func TestErrorsPointAtTheirPlace(t *testing.T) {
	_, err := Parse("MATCH (n)\nRETRN n")
	want := "Invalid input 'RETRN': expected a clause or the end of the query (line 2, column 1 (offset: 10))\n\"RETRN n\"\n ^"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestDeepNestingIsRefused(t *testing.T) {
	for _, query := range []string{
		"RETURN " + strings.Repeat("(", 100000) + "1" + strings.Repeat(")", 100000),
		"RETURN " + strings.Repeat("[", 100000),
		"RETURN " + strings.Repeat("NOT ", 100000) + "true",
		"RETURN " + strings.Repeat("{a:", 100000),
		"RETURN " + strings.Repeat("-", 100000) + "a",
		"MATCH (n:" + strings.Repeat("!", 100000) + "A) RETURN n",
		"RETURN " + strings.Repeat("({a:", 2000),
	} {
		if _, err := Parse(query); err == nil {
			t.Errorf("%.30s… was accepted", query)
		}
	}
}

func TestLongChainsAreAccepted(t *testing.T) {
	if _, err := Parse("RETURN 1" + strings.Repeat(" + 1", 20000)); err != nil {
		t.Error(err)
	}
}
