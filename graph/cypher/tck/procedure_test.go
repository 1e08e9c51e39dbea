package tck_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"clew/graph/cypher"
	"clew/graph/cypher/value"
)

var signature = regexp.MustCompile(`^([\w.]+)\((.*?)\) :: \((.*?)\)\s*:$`)

// procedure registers a procedure that looks its arguments up in a table.
func (r *runner) procedure(text string, table [][]string) error {
	m := signature.FindStringSubmatch(text)
	if m == nil {
		return fmt.Errorf("procedure signature %q", text)
	}
	p := cypher.Procedure{Name: m[1], Mode: cypher.Read}
	for _, f := range fields(m[2]) {
		p.Args = append(p.Args, cypher.Argument{Name: f[0], Type: f[1]})
	}
	for _, f := range fields(m[3]) {
		p.Yields = append(p.Yields, cypher.Column{Name: f[0], Type: f[1]})
	}
	var rows [][]value.Value
	for i, line := range table {
		if i == 0 {
			continue
		}
		row := make([]value.Value, len(line))
		for j, cell := range line {
			v, err := parseValue(cell)
			if err != nil {
				return err
			}
			row[j] = v
		}
		rows = append(rows, row)
	}
	p.Call = func(_ context.Context, _ *cypher.ProcedureContext, args []value.Value) ([][]value.Value, error) {
		var out [][]value.Value
		for _, row := range rows {
			same := true
			for i, a := range args {
				same = same && value.Equivalent(a, row[i])
			}
			if same {
				out = append(out, row[len(args):])
			}
		}
		return out, nil
	}
	r.registry.Add(p)
	return nil
}

func fields(s string) [][2]string {
	var out [][2]string
	for _, f := range strings.Split(s, ",") {
		name, typ, ok := strings.Cut(f, "::")
		if ok {
			out = append(out, [2]string{strings.TrimSpace(name), strings.TrimSpace(typ)})
		}
	}
	return out
}
