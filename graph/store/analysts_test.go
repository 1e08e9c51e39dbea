package store

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"clew/graph/article"
	"clew/graph/english"
	"clew/graph/extract"
	"clew/graph/needs"
)

// analystQueries are the queries that users run as they stand on any graph of
// clew (the schema lists them).
func analystQueries(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/queries.cypher")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, q := range strings.Split(string(data), ";\n") {
		if q = strings.TrimSpace(q); q != "" {
			out = append(out, q)
		}
	}
	return out
}

// Both engines give the same rows, and on the five articles there are some.
func TestAnalystsQueriesAnswerAlikeOnEveryEngine(t *testing.T) {
	articles := needs.Shared(t, "articles")
	model, err := english.Load()
	if err != nil {
		t.Fatal(err)
	}
	x := extract.New(model)
	answers := map[string][]string{} // query → printed answer by engine
	onEveryEngine(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		for a, err := range article.Read(ctx, []string{articles}, nil) {
			if err != nil {
				t.Fatal(err)
			}
			out, err := x.Extract(a)
			if err != nil {
				t.Fatal(err)
			}
			load(t, s, out)
		}
		for i, q := range analystQueries(t) {
			table, err := s.Run(ctx, Query{Text: q})
			if err != nil {
				t.Errorf("query %d: %v", i+1, err)
				continue
			}
			// 5 and 10 want deeper extraction than there is.
			if n := i + 1; len(table.Rows) == 0 && n != 5 && n != 10 {
				t.Errorf("query %d has no rows: %s", n, q)
			}
			answers[q] = append(answers[q], printRows(table))
		}
	})
	for q, printed := range answers {
		for _, other := range printed[1:] {
			if other != printed[0] {
				t.Errorf("the engines differ on %s:\n%s\n---\n%s", q, printed[0], other)
			}
		}
	}
}

// printRows prints rows in an order of their own: the queries leave the order of
// rows and of collected values open, and the engines need not choose alike. Of
// several shortest paths each engine may give another: of paths only the ends
// and the length are compared.
func printRows(t *Table) string {
	lines := make([]string, len(t.Rows))
	for i, row := range t.Rows {
		cells := make([]string, len(row))
		for j, v := range row {
			cells[j] = printCell(t.Columns[j], v)
		}
		lines[i] = strings.Join(cells, " | ")
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func printCell(column string, v any) string {
	var list []string
	switch x := v.(type) {
	case []string:
		list = slices.Clone(x)
	case []any:
		for _, item := range x {
			list = append(list, fmt.Sprint(item))
		}
	default:
		return fmt.Sprint(v)
	}
	switch {
	case strings.HasPrefix(column, "[n IN nodes(p)"):
		return fmt.Sprintf("%s … %s, %d nodes", list[0], list[len(list)-1], len(list))
	case strings.HasPrefix(column, "[r IN"):
		return fmt.Sprintf("%d links", len(list))
	}
	slices.Sort(list)
	return fmt.Sprint(list)
}
