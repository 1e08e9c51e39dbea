package eval

import (
	"cmp"
	"slices"
)

// Report says how well predictions agree with a gold set.
type Report struct {
	Set      string      `json:"set"`
	Gold     []string    `json:"gold"`              // the files
	Articles int         `json:"articles"`          // in the gold
	Missing  []string    `json:"missing,omitempty"` // ids without a prediction, scored as empty
	Tables   []Table     `json:"tables"`
	Shares   []Share     `json:"shares,omitempty"`
	Errors   []Error     `json:"errors,omitempty"`
	Causes   []Cause     `json:"causes,omitempty"` // how many errors of each kind, most first
	Rules    []RuleCount `json:"rules,omitempty"`  // most wrong first; where the prediction is explained
	headline []string    // the rows that say most
}

// Table is precision and recall for each type under one way of counting.
type Table struct {
	Name    string `json:"name"`
	Meaning string `json:"meaning"`
	Rows    []Row  `json:"rows"`
}

// Row is one type of a table, or its sum. Right of the predicted are correct, and
// of the gold so many are found; counts are zero where a measure has none.
type Row struct {
	Name      string  `json:"name"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Right     int     `json:"right"`
	Predicted int     `json:"predicted"`
	Found     int     `json:"found"`
	Gold      int     `json:"gold"`
	// RecallOnly marks types that a prediction cannot be told to be of; its
	// precision stands in the sum.
	RecallOnly bool `json:"recall_only,omitempty"`
}

// Share is a part of a whole, such as the events whose date is right.
type Share struct {
	Name  string  `json:"name"`
	Right float64 `json:"right"`
	Of    float64 `json:"of"`
}

// Value is the share; 0 of nothing.
func (s Share) Value() float64 { return s.Right / cmp.Or(s.Of, 1) }

// table finds a table by name; tests and headlines read it.
func (r *Report) table(name string) Table {
	for _, t := range r.Tables {
		if t.Name == name {
			return t
		}
	}
	return Table{}
}

func (t Table) row(name string) Row {
	for _, r := range t.Rows {
		if r.Name == name {
			return r
		}
	}
	return Row{Name: name}
}

// Types lists the names of all rows and the types of all errors.
func (r *Report) Types() []string {
	var out []string
	add := func(name string) {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			add(row.Name)
		}
	}
	for _, c := range r.Causes {
		add(c.Type)
	}
	return out
}

// Keep leaves only the rows, causes and errors of one type.
func (r *Report) Keep(typ string) {
	for i := range r.Tables {
		r.Tables[i].Rows = slices.DeleteFunc(r.Tables[i].Rows, func(x Row) bool { return x.Name != typ })
	}
	r.Tables = slices.DeleteFunc(r.Tables, func(t Table) bool { return len(t.Rows) == 0 })
	r.Errors = slices.DeleteFunc(r.Errors, func(e Error) bool { return e.Type != typ })
	r.Causes = slices.DeleteFunc(r.Causes, func(c Cause) bool { return c.Type != typ })
	r.Shares, r.Rules = nil, nil
}

// tally counts how many of the predicted are right and of the gold found.
type tally struct{ right, predicted, found, gold int }

// hit counts what a one-to-one matching gives: as many right as found.
func (t *tally) hit(pairs, predicted, gold int) {
	t.right += pairs
	t.found += pairs
	t.predicted += predicted
	t.gold += gold
}

func (t *tally) add(o tally) {
	t.right += o.right
	t.predicted += o.predicted
	t.found += o.found
	t.gold += o.gold
}

// row gives the figures; a share of nothing is 0.
func (t tally) row(name string) Row {
	p, r := ratio(t.right, t.predicted), ratio(t.found, t.gold)
	return Row{Name: name, Precision: p, Recall: r, F1: harmonic(p, r), Right: t.right, Predicted: t.predicted, Found: t.found, Gold: t.gold}
}

func ratio(part, whole int) float64 { return float64(part) / float64(max(1, whole)) }

// harmonic is F1, the harmonic mean of precision and recall.
func harmonic(p, r float64) float64 { return 2 * p * r / cmp.Or(p+r, 1) }

// tallies are counts by type.
type tallies map[string]*tally

func (t tallies) of(name string) *tally {
	if t[name] == nil {
		t[name] = &tally{}
	}
	return t[name]
}

// sum adds up some types, all where none is named.
func (t tallies) sum(names ...string) tally {
	var all tally
	for name, x := range t {
		if len(names) == 0 || slices.Contains(names, name) {
			all.add(*x)
		}
	}
	return all
}

// rows lists the types in order and their sum under a name.
func (t tallies) rows(order []string, total string) []Row {
	var out []Row
	for _, name := range order {
		out = append(out, t.of(name).row(name))
	}
	return append(out, t.sum().row(total))
}
