package tck_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"clew/graph/cypher"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// outcome is how one scenario went.
type outcome struct {
	scenario Scenario
	err      error // nil when it passed
	isError  bool  // the scenario expects an error
}

// TestTCK runs every scenario and holds the result against the ratchet.
func TestTCK(t *testing.T) {
	scenarios, err := Load(os.DirFS("testdata/features"))
	if err != nil {
		t.Fatal(err)
	}
	known := knownFailures(t)
	results := runAll(scenarios)
	passed, total := map[bool]int{}, map[bool]int{}
	var unexpected, fixed []string
	for _, r := range results {
		total[r.isError]++
		switch {
		case r.err == nil:
			passed[r.isError]++
			if known[r.scenario.Name] {
				fixed = append(fixed, r.scenario.Name)
			}
		case !known[r.scenario.Name]:
			unexpected = append(unexpected, r.scenario.Name+"\n    "+strings.ReplaceAll(r.err.Error(), "\n", "\n    "))
		}
	}
	summary := fmt.Sprintf("TCK: positive scenarios %d of %d pass, error scenarios %d of %d, together %d of %d",
		passed[false], total[false], passed[true], total[true], passed[false]+passed[true], len(results))
	fmt.Println(summary)
	t.Log(summary)
	for _, name := range fixed {
		t.Errorf("listed in known_failures.txt but passes: %s", name)
	}
	for _, text := range unexpected {
		t.Errorf("fails and is not listed in known_failures.txt: %s", text)
	}
	writeReport(t, results)
}

// writeReport lists the failing scenarios in the file that CLEW_TCK_REPORT
// names, in the form of known_failures.txt.
func writeReport(t *testing.T, results []outcome) {
	path := os.Getenv("CLEW_TCK_REPORT")
	if path == "" {
		return
	}
	var b strings.Builder
	for _, r := range results {
		if r.err != nil {
			fmt.Fprintln(&b, r.scenario.Name)
		}
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func knownFailures(t *testing.T) map[string]bool {
	f, err := os.Open("known_failures.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	known := map[string]bool{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line != "" && !strings.HasPrefix(line, "#") {
			known[line] = true
		}
	}
	return known
}

// runAll runs the scenarios on all processors and keeps their order.
func runAll(scenarios []Scenario) []outcome {
	out := make([]outcome, len(scenarios))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				out[i] = runScenario(scenarios[i])
			}
		}()
	}
	for i := range scenarios {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

func runScenario(s Scenario) outcome {
	o := outcome{scenario: s}
	for _, st := range s.Steps {
		o.isError = o.isError || strings.Contains(st.Text, "should be raised at")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	r := &runner{ctx: ctx, graph: memory.New(), registry: cypher.NewRegistry(), params: map[string]value.Value{}}
	for _, st := range s.Steps {
		if o.err = r.step(st); o.err != nil {
			break
		}
	}
	return o
}

// runner is the state of one scenario.
type runner struct {
	ctx      context.Context
	graph    *memory.Graph
	registry *cypher.Registry
	params   map[string]value.Value
	columns  []string
	rows     [][]value.Value
	err      error
	before   *snapshot
	query    string
}

var (
	errorStep     = regexp.MustCompile(`^an? (\w+) should be raised at (compile time|runtime|any time): (.+)$`)
	graphStep     = regexp.MustCompile(`^the (binary-tree-[12]) graph$`)
	procedureStep = regexp.MustCompile(`^there exists a procedure (.+)$`)
)

func (r *runner) step(st Step) error {
	switch {
	case st.Text == "an empty graph", st.Text == "any graph":
		return nil
	case st.Text == "having executed:":
		_, _, err := r.run(st.Doc)
		return err
	case st.Text == "parameters are:":
		for _, row := range st.Table {
			v, err := parseValue(row[1])
			if err != nil {
				return err
			}
			r.params[row[0]] = v
		}
		return nil
	case st.Text == "executing query:":
		r.before = takeSnapshot(r.graph.View())
		r.query = st.Doc
		r.columns, r.rows, r.err = r.run(st.Doc)
		return nil
	case st.Text == "executing control query:":
		r.columns, r.rows, r.err = r.run(st.Doc)
		return nil
	case st.Text == "no side effects":
		return r.effects(nil)
	case st.Text == "the side effects should be:":
		return r.effects(st.Table)
	case strings.HasPrefix(st.Text, "the result should be"):
		return r.result(st)
	}
	if m := graphStep.FindStringSubmatch(st.Text); m != nil {
		text, err := os.ReadFile("testdata/graphs/" + m[1] + "/" + m[1] + ".cypher")
		if err != nil {
			return err
		}
		_, _, err = r.run(string(text))
		return err
	}
	if m := procedureStep.FindStringSubmatch(st.Text); m != nil {
		return r.procedure(m[1], st.Table)
	}
	if m := errorStep.FindStringSubmatch(st.Text); m != nil {
		return r.wantError(m[1], m[2])
	}
	return fmt.Errorf("unknown step: %s", st.Text)
}

// run runs one query in a transaction of its own.
func (r *runner) run(query string) ([]string, [][]value.Value, error) {
	stmt, err := cypher.Prepare(query)
	if err != nil {
		return nil, nil, err
	}
	var tx *memory.Tx
	env := &cypher.Environment{View: r.graph.View(), Params: r.params, Procedures: r.registry,
		Begin: func() (*memory.Tx, error) {
			var err error
			tx, err = r.graph.Begin(r.ctx)
			return tx, err
		}}
	columns, rows, err := collect(r.ctx, stmt, env)
	if tx != nil {
		if err != nil {
			tx.Rollback()
		} else {
			err = tx.Commit()
		}
	}
	return columns, rows, err
}

func collect(ctx context.Context, stmt *cypher.Statement, env *cypher.Environment) ([]string, [][]value.Value, error) {
	res, err := stmt.Run(ctx, env)
	if err != nil {
		return nil, nil, err
	}
	var rows [][]value.Value
	for {
		row, ok, err := res.Next()
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			return res.Columns, rows, nil
		}
		rows = append(rows, row)
	}
}

// tckTypes maps titles of status codes to the TCK's names where they differ.
var tckTypes = map[string]string{"ProcedureNotFound": "ProcedureError", "ConstraintValidationFailed": "ConstraintVerificationFailed"}

func (r *runner) wantError(typ, phase string) error {
	if r.err == nil {
		return fmt.Errorf("%s\nwanted a %s at %s, got %d rows", r.query, typ, phase, len(r.rows))
	}
	var e *status.Error
	if !errors.As(r.err, &e) {
		return fmt.Errorf("untyped error: %w", r.err)
	}
	got := e.Title()
	if name, ok := tckTypes[got]; ok {
		got = name
	}
	if got != typ {
		return fmt.Errorf("%s\nwanted a %s, got %s: %w", r.query, typ, got, r.err)
	}
	gotPhase := "compile time"
	if e.Phase == status.Runtime {
		gotPhase = "runtime"
	}
	if phase != "any time" && phase != gotPhase {
		return fmt.Errorf("%s\nwanted the error at %s, got it at %s: %w", r.query, phase, gotPhase, r.err)
	}
	return nil
}

func (r *runner) result(st Step) error {
	if r.err != nil {
		return fmt.Errorf("%s\nfailed: %w", r.query, r.err)
	}
	if st.Text == "the result should be empty" {
		if len(r.rows) != 0 {
			return fmt.Errorf("%s\nwanted no rows, got %d", r.query, len(r.rows))
		}
		return nil
	}
	ignoreOrder := strings.Contains(st.Text, "ignoring element order for lists")
	if got, want := strings.Join(r.columns, "|"), strings.Join(st.Table[0], "|"); got != want {
		return fmt.Errorf("%s\ncolumns %q, want %q", r.query, got, want)
	}
	var want, got []string
	for _, row := range st.Table[1:] {
		cells := make([]string, len(row))
		for i, cell := range row {
			v, err := parseValue(cell)
			if err != nil {
				return err
			}
			cells[i] = canonical(v, ignoreOrder)
		}
		want = append(want, strings.Join(cells, " | "))
	}
	for _, row := range r.rows {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = canonical(v, ignoreOrder)
		}
		got = append(got, strings.Join(cells, " | "))
	}
	if !strings.Contains(st.Text, "in order") || strings.Contains(st.Text, "in any order") {
		sort.Strings(want)
		sort.Strings(got)
	}
	if strings.Join(want, "\n") != strings.Join(got, "\n") {
		return fmt.Errorf("%s\nwant %s\ngot  %s", r.query, strings.Join(want, "\n     "), strings.Join(got, "\n     "))
	}
	return nil
}
