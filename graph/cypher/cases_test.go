package cypher_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"clew/graph/cypher"
	"clew/graph/cypher/value"
)

// queryCase is one query with what it must answer. Rows are given as the
// language writes them, in any order unless Ordered is set. Error is a part
// of the message instead.
type queryCase struct {
	Name    string         `json:"name"`
	Setup   []string       `json:"setup"`
	Query   string         `json:"query"`
	Params  map[string]any `json:"params"`
	Columns []string       `json:"columns"`
	Rows    [][]string     `json:"rows"`
	Ordered bool           `json:"ordered"`
	Error   string         `json:"error"`
	Code    string         `json:"code"`
}

type caseFile struct {
	Setup []string    `json:"setup"`
	Cases []queryCase `json:"cases"`
}

// TestCases runs testdata/cases/*.json.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/cases/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases (%v)", err)
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var file caseFile
		if err := json.Unmarshal(raw, &file); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, c := range file.Cases {
			t.Run(c.Name, func(t *testing.T) { c.run(t, file.Setup) })
		}
	}
}

func (c queryCase) run(t *testing.T, setup []string) {
	s := newSession()
	for _, q := range append(append([]string{}, setup...), c.Setup...) {
		if _, err := s.run(q); err != nil {
			t.Fatalf("setup %s: %v", q, err)
		}
	}
	s.params = map[string]value.Value{}
	for k, v := range c.Params {
		s.params[k] = fromJSON(v)
	}
	got, err := s.run(c.Query)
	if c.Error != "" {
		c.wantError(t, err)
		return
	}
	if err != nil {
		t.Fatalf("%s: %v", c.Query, err)
	}
	if c.Columns != nil && strings.Join(got.columns, "|") != strings.Join(c.Columns, "|") {
		t.Errorf("columns %q, want %q", got.columns, c.Columns)
	}
	var have, want []string
	for _, row := range got.rows {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = value.Format(v)
		}
		have = append(have, strings.Join(cells, " | "))
	}
	for _, row := range c.Rows {
		want = append(want, strings.Join(row, " | "))
	}
	if !c.Ordered {
		sort.Strings(have)
		sort.Strings(want)
	}
	if strings.Join(have, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\ngot\n  %s\nwant\n  %s", c.Query, strings.Join(have, "\n  "), strings.Join(want, "\n  "))
	}
}

func (c queryCase) wantError(t *testing.T, err error) {
	if err == nil {
		t.Fatalf("%s: no error, want %q", c.Query, c.Error)
	}
	e, ok := err.(*cypher.Error)
	if !ok {
		t.Fatalf("%s: untyped error %v", c.Query, err)
	}
	if !strings.Contains(e.Error(), c.Error) || c.Code != "" && e.Code != c.Code {
		t.Errorf("%s: error %s %q, want %s %q", c.Query, e.Code, e.Error(), c.Code, c.Error)
	}
}

// fromJSON makes whole numbers integers, as parameters usually are.
func fromJSON(v any) value.Value {
	switch x := v.(type) {
	case float64:
		if x == float64(int64(x)) {
			return int64(x)
		}
		return x
	case []any:
		out := make([]value.Value, len(x))
		for i, e := range x {
			out[i] = fromJSON(e)
		}
		return out
	case map[string]any:
		out := map[string]value.Value{}
		for k, e := range x {
			out[k] = fromJSON(e)
		}
		return out
	}
	return v
}
