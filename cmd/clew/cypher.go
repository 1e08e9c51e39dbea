package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"clew/graph"
	"clew/graph/graphml"
	"clew/graph/store"
)

func cypherCommand(std streams, at *storeFlags) *cobra.Command {
	var format string
	var params []string
	var write bool
	c := &cobra.Command{
		Use:   "cypher [QUERY]",
		Short: "Run one statement, or open a prompt",
		Long: `Runs a Cypher statement on the store. Without one it opens a prompt where a
statement ends with ;. Statements are read-only unless --write is given; the
engine enforces it. - reads the statement from standard input.`,
		Example: "  clew cypher \"MATCH (o)-[r:CLAIMED]->(e:Attack) RETURN o.name, e.name, r.claim, r.quote\"\n  clew cypher \"MATCH (n {name: \\$name}) RETURN n\" --param name=ISIS-K --format json\n  clew cypher \"MATCH p = (:Person)-[:LEADS]->() RETURN p\" --format graphml > leaders.graphml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, "table", "json", "csv", "graphml"); err != nil {
				return err
			}
			values, err := parseParams(params)
			if err != nil {
				return err
			}
			opened, err := at.open(c.Context(), std)
			if err != nil {
				return err
			}
			defer opened.Close()
			sh := &shell{std: std, store: opened.store, format: format, params: values, write: write}
			return sh.start(c.Context(), args)
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table, json, csv or graphml")
	c.Flags().StringArrayVar(&params, "param", nil, "a parameter, k=v; v is read as JSON where it is JSON, else as text")
	c.Flags().BoolVar(&write, "write", false, "let the statement change the graph")
	return c
}

func parseParams(list []string) (map[string]any, error) {
	out := map[string]any{}
	for _, p := range list {
		key, value, ok := strings.Cut(p, "=")
		if !ok || key == "" {
			return nil, usagef("--param %q: it takes name=value", p)
		}
		out[key] = parseValue(value)
	}
	return out, nil
}

// parseValue reads JSON, numbers without a point as whole ones, and all else as text.
func parseValue(s string) any {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n
	}
	var v any
	if err := json.Unmarshal([]byte(s), &v); err == nil {
		return v
	}
	return s
}

// shell runs statements one after the other.
type shell struct {
	std    streams
	store  *store.Store
	format string
	params map[string]any
	write  bool
}

func (sh *shell) start(ctx context.Context, args []string) error {
	if len(args) == 1 && args[0] != "-" {
		return sh.run(ctx, args[0])
	}
	file, isFile := sh.std.in.(*os.File)
	if len(args) == 0 && isFile && term.IsTerminal(int(file.Fd())) {
		return sh.prompt(ctx, file)
	}
	text, err := io.ReadAll(sh.std.in)
	if err != nil {
		return err
	}
	return sh.script(ctx, string(text))
}

// script runs statements separated by semicolons.
func (sh *shell) script(ctx context.Context, text string) error {
	statements := splitStatements(text)
	if len(statements) == 0 {
		return usagef("no statement: give one as an argument, or on standard input")
	}
	for _, query := range statements {
		if err := sh.run(ctx, query); err != nil {
			return err
		}
	}
	return nil
}

// splitStatements cuts at semicolons that stand outside quotes and comments and
// drops what holds no statement.
func splitStatements(text string) []string {
	var out []string
	start, quote := 0, byte(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quote != 0:
			if c == '\\' && quote != '`' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"' || c == '`':
			quote = c
		case strings.HasPrefix(text[i:], "//"):
			i += lengthUntil(text[i:], "\n") - 1
		case strings.HasPrefix(text[i:], "/*"):
			i += lengthUntil(text[i:], "*/") - 1
		case c == ';':
			out = append(out, text[start:i])
			start = i + 1
		}
	}
	out = append(out, text[start:])
	return slices.DeleteFunc(out, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// lengthUntil is how much of s ends with the first mark, all of it without one.
func lengthUntil(s, mark string) int {
	at := strings.Index(s, mark)
	if at < 0 {
		return len(s)
	}
	return at + len(mark)
}

// prompt reads statements from a terminal, with a history, until Ctrl-D.
func (sh *shell) prompt(ctx context.Context, tty *os.File) error {
	old, err := term.MakeRaw(int(tty.Fd()))
	if err != nil {
		return err
	}
	defer term.Restore(int(tty.Fd()), old)
	t := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{tty, sh.std.err}, "clew> ")
	fmt.Fprintln(t, "A statement ends with ; — Ctrl-D leaves.")
	out := &shell{std: streams{sh.std.in, t, t}, store: sh.store, format: sh.format, params: sh.params, write: sh.write}
	statement := ""
	for ctx.Err() == nil {
		line, err := t.ReadLine()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		statement += line + "\n"
		query, ended := strings.CutSuffix(strings.TrimSpace(statement), ";")
		if !ended && strings.TrimSpace(statement) != "" {
			t.SetPrompt("    > ")
			continue
		}
		statement = ""
		t.SetPrompt("clew> ")
		if strings.TrimSpace(query) == "" {
			continue
		}
		if err := out.run(ctx, query); err != nil {
			fmt.Fprintln(t, err)
		}
	}
	return ctx.Err()
}

func (sh *shell) run(ctx context.Context, query string) error {
	table, err := sh.store.Run(ctx, store.Query{Text: query, Params: sh.params, Write: sh.write})
	if err != nil {
		var refused *store.CypherError
		if errors.As(err, &refused) && strings.HasSuffix(refused.Code, ".AccessMode") {
			return fmt.Errorf("%w (add --write to let the statement change the graph)", err)
		}
		return err
	}
	switch sh.format {
	case "json":
		return writeJSONRows(sh.std.out, table)
	case "csv":
		return writeCSVRows(sh.std.out, table)
	case "graphml":
		if len(table.Graph.Nodes) == 0 {
			return errors.New("the answer holds no nodes or relationships to write as GraphML: return them, not their properties")
		}
		return graphml.Write(sh.std.out, &table.Graph, graphml.Options{})
	}
	return writeTable(sh.std, table)
}

// writeTable writes columns for people; what was changed goes to standard error.
func writeTable(std streams, t *store.Table) error {
	if t.Plan != nil {
		writePlan(std.out, t.Plan, 0)
	}
	if len(t.Columns) > 0 {
		w := tabwriter.NewWriter(std.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, strings.Join(t.Columns, "\t"))
		for _, row := range t.Rows {
			cells := make([]string, len(row))
			for i, v := range row {
				cells[i] = shorten(cellText(v), 100)
			}
			fmt.Fprintln(w, strings.Join(cells, "\t"))
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	fmt.Fprintf(std.err, "%d rows%s\n", len(t.Rows), counterText(t.Counters))
	return nil
}

func writePlan(w io.Writer, p *store.Plan, depth int) {
	fmt.Fprintf(w, "%s+ %s", strings.Repeat("  ", depth), p.Operator)
	if details, ok := p.Arguments["Details"]; ok {
		fmt.Fprintf(w, "  %v", details)
	}
	if p.Rows > 0 {
		fmt.Fprintf(w, "  rows %d", p.Rows)
	}
	fmt.Fprintln(w)
	for _, child := range p.Children {
		writePlan(w, child, depth+1)
	}
}

func counterText(counters map[string]int) string {
	var b strings.Builder
	for _, name := range sortedNames(counters) {
		fmt.Fprintf(&b, ", %d %s", counters[name], strings.ReplaceAll(name, "_", " "))
	}
	return b.String()
}

// shorten keeps a cell on one line.
func shorten(s string, limit int) string {
	s = oneLine(s)
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit-1]) + "…"
}

func cellText(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case graph.Node:
		return "(" + x.Name() + labelText(x.Labels) + ")"
	case graph.Relationship:
		return "[:" + x.Label() + "]"
	case store.Path:
		return pathText(x)
	case []string:
		return strings.Join(x, ", ")
	case []any:
		parts := make([]string, len(x))
		for i, item := range x {
			parts[i] = cellText(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		parts := make([]string, 0, len(x))
		for _, key := range sortedNames(x) {
			parts = append(parts, key+": "+cellText(x[key]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return fmt.Sprint(v)
}

func labelText(labels []string) string {
	out := ""
	for _, l := range labels {
		if l != "Entity" {
			out += ":" + l
		}
	}
	return out
}

func pathText(p store.Path) string {
	var b strings.Builder
	for i, n := range p.Nodes {
		if i > 0 {
			r := p.Relationships[i-1]
			if r.From == p.Nodes[i-1].ID {
				fmt.Fprintf(&b, "-[:%s]->", r.Label())
			} else {
				fmt.Fprintf(&b, "<-[:%s]-", r.Label())
			}
		}
		b.WriteString("(" + n.Name() + ")")
	}
	return b.String()
}

// writeJSONRows writes an array of row objects (DESIGN, "Command line").
func writeJSONRows(w io.Writer, t *store.Table) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	rows := make([]orderedRow, len(t.Rows))
	for i, cells := range t.Rows {
		rows[i] = orderedRow{t.Columns, cells}
	}
	return encoder.Encode(rows)
}

// orderedRow marshals to an object with its columns in their order.
type orderedRow struct {
	columns []string
	cells   []any
}

func (r orderedRow) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, column := range r.columns {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(column)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(jsonCell(r.cells[i]))
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return []byte(b.String()), nil
}

func jsonCell(v any) any {
	switch x := v.(type) {
	case graph.Node:
		return map[string]any{"id": x.ID, "labels": x.Labels, "properties": x.Props}
	case graph.Relationship:
		return map[string]any{"id": x.ID, "type": x.Type, "from": x.From, "to": x.To, "properties": x.Props}
	case store.Path:
		nodes, rels := make([]any, len(x.Nodes)), make([]any, len(x.Relationships))
		for i, n := range x.Nodes {
			nodes[i] = jsonCell(n)
		}
		for i, r := range x.Relationships {
			rels[i] = jsonCell(r)
		}
		return map[string]any{"nodes": nodes, "relationships": rels}
	case []any:
		out := make([]any, len(x))
		for i, item := range x {
			out[i] = jsonCell(item)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(x))
		for key, item := range x {
			out[key] = jsonCell(item)
		}
		return out
	}
	return v
}

func writeCSVRows(w io.Writer, t *store.Table) error {
	out := csv.NewWriter(w)
	if err := out.Write(t.Columns); err != nil {
		return err
	}
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = cellText(v)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// sortedNames are the keys of a map in order.
func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
