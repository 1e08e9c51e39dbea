package temporal

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"clew/graph/cypher/value"
)

// scenario is one scenario of a feature with its placeholders filled in.
type scenario struct {
	name    string
	setup   []string
	queries []string
	columns []string
	rows    [][]string
}

// readScenarios reads the part of Gherkin that the TCK uses.
func readScenarios(text string) []scenario {
	var all []scenario
	for _, block := range regexp.MustCompile(`(?m)^ *Scenario( Outline)?: `).Split(text, -1)[1:] {
		body, examples, outline := strings.Cut(block, "Examples:")
		if !outline {
			all = append(all, readScenario(body))
			continue
		}
		table := readTable(examples)
		for i, row := range table[1:] {
			var pairs []string
			for j, name := range table[0] {
				pairs = append(pairs, "<"+name+">", row[j])
			}
			s := readScenario(strings.NewReplacer(pairs...).Replace(body))
			s.name = fmt.Sprintf("%s #%d", s.name, i+1)
			all = append(all, s)
		}
	}
	return all
}

func readTable(text string) [][]string {
	var rows [][]string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "|") {
			continue
		}
		var row []string
		for _, cell := range strings.Split(strings.Trim(line, "|"), "|") {
			row = append(row, strings.TrimSpace(cell))
		}
		rows = append(rows, row)
	}
	return rows
}

func readScenario(body string) scenario {
	parts := strings.Split(body, `"""`)
	s := scenario{name: strings.TrimSpace(strings.SplitN(body, "\n", 2)[0])}
	for i := 1; i < len(parts); i += 2 {
		if strings.Contains(parts[i-1], "having executed") {
			s.setup = append(s.setup, parts[i])
		} else {
			s.queries = append(s.queries, parts[i])
		}
	}
	result := parts[len(parts)-1]
	if at := strings.Index(result, "side effects should be"); at >= 0 {
		result = result[:at]
	}
	if table := readTable(result); len(table) > 0 {
		s.columns, s.rows = table[0], table[1:]
	}
	return s
}

// render writes a value as the TCK's tables do.
func render(v value.Value) string {
	switch x := v.(type) {
	case nil:
		return "null"
	case string:
		return "'" + x + "'"
	case fmt.Stringer:
		return "'" + x.String() + "'"
	case []value.Value:
		var parts []string
		for _, e := range x {
			parts = append(parts, render(e))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprint(v)
}

var testClock = Clock{
	Statement:   time.Date(2024, 2, 29, 23, 30, 15, 123456789, time.UTC),
	Transaction: time.Date(2024, 2, 29, 23, 30, 14, 0, time.UTC),
	Realtime:    func() time.Time { return time.Date(2024, 2, 29, 23, 30, 16, 0, time.UTC) },
	Zone:        time.UTC,
}

func (s scenario) check(t *testing.T) {
	q := query{nodes: map[string]map[string]value.Value{}, clock: testClock}
	for _, text := range append(s.setup, s.queries...) {
		if err := q.run(text); err != nil {
			t.Fatalf("%s\n%v", text, err)
		}
	}
	if len(s.rows) != 1 {
		t.Fatalf("the table has %d rows", len(s.rows))
	}
	if len(q.values) != len(s.columns) {
		t.Fatalf("%d columns, want %d", len(q.values), len(s.columns))
	}
	for i, want := range s.rows[0] {
		if got := render(q.values[i]); got != want {
			t.Errorf("%s\n%s = %s, want %s", s.queries[len(s.queries)-1], s.columns[i], got, want)
		}
	}
}

// TestTCK evaluates every scenario of the temporal features.
func TestTCK(t *testing.T) {
	files, err := filepath.Glob("../tck/testdata/features/expressions/temporal/*.feature")
	if err != nil || len(files) != 10 {
		t.Fatalf("found %d feature files: %v", len(files), err)
	}
	count := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range readScenarios(string(text)) {
			count++
			t.Run(strings.TrimSuffix(filepath.Base(file), ".feature")+s.name, s.check)
		}
	}
	if count != 1004 {
		t.Errorf("evaluated %d scenarios, the features have 1004", count)
	}
}
