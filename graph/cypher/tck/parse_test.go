package tck_test

import (
	"os"
	"regexp"
	"testing"

	"clew/graph/cypher/parser"
)

var compileError = regexp.MustCompile(`should be raised at compile time`)

// Every query of the TCK parses, except those that must fail before they run.
func TestQueriesParse(t *testing.T) {
	scenarios, err := Load(os.DirFS("testdata/features"))
	if err != nil {
		t.Fatal(err)
	}
	if len(scenarios) != 3897 {
		t.Errorf("read %d scenarios, want 3897", len(scenarios))
	}
	for _, s := range scenarios {
		wantError := false
		for _, st := range s.Steps {
			wantError = wantError || compileError.MatchString(st.Text)
		}
		for _, st := range s.Steps {
			if st.Doc == "" {
				continue
			}
			if _, err := parser.Parse(st.Doc); err != nil && !wantError {
				t.Errorf("%s\n%s\n%v", s.Name, st.Doc, err)
			}
		}
	}
}
