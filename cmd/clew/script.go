package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"clew/graph"
)

// writeScript writes an extraction as Cypher that may be run twice: MERGE on ids.
// Any database that speaks Cypher takes it.
func writeScript(w io.Writer, x *graph.Extraction) error {
	g := x.Graph()
	var b strings.Builder
	fmt.Fprintf(&b, "// %s\n", strings.ReplaceAll(orUnknown(x.Article.Title, x.Article.ID), "\n", " "))
	for _, n := range g.Nodes {
		fmt.Fprintf(&b, "MERGE (n {id: %s}) SET n += %s", literal(n.ID), mapLiteral(n.Props))
		if len(n.Labels) > 0 {
			fmt.Fprintf(&b, ", n%s", labelList(n.Labels))
		}
		b.WriteString(";\n")
	}
	for _, r := range g.Relationships {
		fmt.Fprintf(&b, "MATCH (a {id: %s}), (b {id: %s}) MERGE (a)-[r:%s {id: %s}]->(b) SET r += %s;\n",
			literal(r.From), literal(r.To), quoteName(r.Type), literal(r.ID), mapLiteral(r.Props))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func orUnknown(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

func labelList(labels []string) string {
	var b strings.Builder
	for _, l := range labels {
		b.WriteString(":" + quoteName(l))
	}
	return b.String()
}

func quoteName(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }

// literal writes a value as Cypher does.
func literal(v any) string {
	switch x := v.(type) {
	case nil:
		return "null"
	case string:
		return "'" + escapes.Replace(x) + "'"
	case float64:
		s := strconv.FormatFloat(x, 'g', -1, 64)
		if !strings.ContainsAny(s, ".e") {
			s += ".0"
		}
		return s
	case []string:
		parts := make([]string, len(x))
		for i, s := range x {
			parts[i] = literal(s)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case []any:
		parts := make([]string, len(x))
		for i, s := range x {
			parts[i] = literal(s)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprint(v)
}

var escapes = strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

func mapLiteral(props map[string]any) string {
	parts := make([]string, 0, len(props))
	for _, key := range slices.Sorted(maps.Keys(props)) {
		parts = append(parts, quoteName(key)+": "+literal(props[key]))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
