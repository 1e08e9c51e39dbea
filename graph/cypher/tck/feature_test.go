package tck_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"

	gherkin "github.com/cucumber/gherkin/go/v26"
	messages "github.com/cucumber/messages/go/v21"
)

// Scenario is one expanded scenario of the TCK.
type Scenario struct {
	// Name is "file: scenario #n", n counting the rows of its examples from 1
	// (0 for a scenario without examples); it is unique.
	Name  string
	Steps []Step
}

// Step is one line of a scenario with what hangs on it.
type Step struct {
	Text  string
	Doc   string
	Table [][]string
}

// Load reads every feature file below dir and expands the outlines.
func Load(dir fs.FS) ([]Scenario, error) {
	var paths []string
	err := fs.WalkDir(dir, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".feature") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	var all []Scenario
	for _, path := range paths {
		list, err := loadFeature(dir, path)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		all = append(all, list...)
	}
	return all, nil
}

func loadFeature(dir fs.FS, path string) ([]Scenario, error) {
	f, err := dir.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	next := 0
	id := func() string { next++; return fmt.Sprint(next) }
	doc, err := gherkin.ParseGherkinDocument(f, id)
	if err != nil {
		return nil, err
	}
	base := strings.TrimSuffix(filepath.Base(path), ".feature")
	rows := map[string]int{}
	var out []Scenario
	for _, p := range gherkin.Pickles(*doc, path, id) {
		s := Scenario{Name: base + ": " + p.Name}
		if len(p.AstNodeIds) > 1 { // from an outline: the scenario and the row
			rows[p.AstNodeIds[0]]++
			s.Name = fmt.Sprintf("%s: %s #%d", base, outlineName(doc, p.AstNodeIds[0], p.Name), rows[p.AstNodeIds[0]])
		}
		for _, st := range p.Steps {
			s.Steps = append(s.Steps, stepOf(st))
		}
		out = append(out, s)
	}
	return out, nil
}

// outlineName is the name as written, before its placeholders are filled in.
func outlineName(doc *messages.GherkinDocument, id, fallback string) string {
	for _, c := range doc.Feature.Children {
		if c.Scenario != nil && c.Scenario.Id == id {
			return c.Scenario.Name
		}
	}
	return fallback
}

func stepOf(p *messages.PickleStep) Step {
	s := Step{Text: p.Text}
	if p.Argument == nil {
		return s
	}
	if p.Argument.DocString != nil {
		s.Doc = p.Argument.DocString.Content
	}
	if p.Argument.DataTable != nil {
		for _, r := range p.Argument.DataTable.Rows {
			var cells []string
			for _, c := range r.Cells {
				cells = append(cells, c.Value)
			}
			s.Table = append(s.Table, cells)
		}
	}
	return s
}
