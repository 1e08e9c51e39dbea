package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sample opens a gold file of testdata, all of which are about one article of three
// sentences.
func sample(t *testing.T, name string) *Gold {
	t.Helper()
	golds, err := Open([]string{filepath.Join("testdata", name)}, "testdata/full")
	if err != nil {
		t.Fatal(err)
	}
	return golds[0]
}

// samplePredictions are written by hand, with errors: the arrested woman works for the
// town and not for the college, "She" is somebody else, Tom Barr is an organization,
// the birth is only possible and three were killed.
func samplePredictions(t *testing.T) Predictions {
	t.Helper()
	file := filepath.Join("testdata", "predictions.jsonl")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, err := ReadPredictions(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Figures that were counted by hand: right, predicted, found, gold.
func TestFiguresOfSamples(t *testing.T) {
	for _, c := range []struct {
		file, set string
		rows      map[string][4]int // by table/row
		shares    map[string][2]float64
		errors    []string // kind, type, cause
	}{
		{"muc4.jsonl", "muc4",
			map[string][4]int{"head/PerpInd": {1, 1, 1, 1}, "head/PerpOrg": {0, 0, 0, 1}, "head/Target": {1, 1, 1, 1}, "strict/Victim": {1, 1, 1, 1}, "head/MICRO": {3, 3, 3, 4}, "document/relevant": {1, 1, 1, 1}, "slots/killed": {0, 1, 0, 1}},
			map[string][2]float64{"victim effect DEATH right": {1, 1}, "certainty recall": {0, 1}, "incident place, most specific": {1, 1}},
			[]string{"missed PerpOrg a node beside an event, in no role"}},
		{"wikievents.jsonl", "wikievents",
			map[string][4]int{"trigger/TRIGGER": {2, 2, 2, 3}, "roles/PERP": {1, 1, 1, 1}, "roles/SUSPECT": {1, 1, 1, 1}, "roles/MICRO": {5, 5, 5, 5}, "merged/AGENT": {2, 2, 2, 2}},
			map[string][2]float64{"core triggers found (attacks, deaths, injuries, justice, damage)": {2, 3}},
			[]string{"missed TRIGGER another event in the sentence"}},
		{"knowledgenet.jsonl", "knowledgenet",
			map[string][4]int{"fact/PLACE_OF_BIRTH": {1, 1, 1, 1}, "fact/EMPLOYEE_OR_MEMBER_OF": {0, 1, 0, 1}, "fact/FOUNDED_BY": {1, 1, 1, 1}, "official/MICRO": {2, 3, 2, 3}}, nil,
			[]string{"missed EMPLOYEE_OR_MEMBER_OF both nodes, not linked", "wrong EMPLOYEE_OR_MEMBER_OF the gold has another relation between the two"}},
		{"dwie.jsonl", "dwie",
			map[string][4]int{"relations/RELATIONS": {1, 4, 1, 2}, "coreference/COREF": {1, 1, 1, 1}, "exact/Person": {1, 1, 1, 2}, "exact/PER+ORG+LOC": {5, 6, 5, 6}},
			map[string][2]float64{"entities with a node": {2, 2}, "node carries the full title": {2, 2}},
			[]string{"missed MEMBER_OF both nodes, never in one sentence", "missed Person we have another type", "wrong CITIZEN_OF the gold has no relation between the two", "wrong LOCATED_IN an end is no entity of the gold", "wrong OFFICE the gold has no relation between the two", "wrong Organization the gold has another type"}},
		{"redocred.jsonl", "redocred",
			map[string][4]int{"relations/BORN_IN": {1, 1, 1, 1}, "relations/FOUNDED": {1, 1, 1, 1}, "relations/MICRO": {2, 4, 2, 3}, "relations/MICRO explicit": {2, 3, 2, 3}},
			map[string][2]float64{"gold entities with a node": {4, 4}},
			[]string{"missed WORKS_FOR both nodes, never in one sentence", "wrong LOCATED_IN an end is no entity of the gold", "wrong WORKS_FOR the gold has another relation between the two"}},
		{"gum.jsonl", "gum",
			map[string][4]int{"names, head/Person": {1, 1, 1, 2}, "names, head/Organization": {2, 3, 2, 2}, "names, exact/ALL": {5, 6, 5, 7}},
			map[string][2]float64{"node carries the full title": {2, 2}},
			[]string{"missed COREF one entity, several nodes", "missed Date we have no name there", "missed Person we have another type", "wrong Organization the gold has another type"}},
		{"names.jsonl", "names",
			map[string][4]int{"exact/Organization": {2, 3, 2, 2}, "overlap/PER+ORG+LOC": {5, 6, 5, 6}}, nil,
			[]string{"missed Person we have another type", "wrong Organization the gold has another type"}},
		{"full", "gold",
			map[string][4]int{"names and events/mention_typed": {5, 6, 5, 6}, "names and events/event": {2, 2, 2, 2}, "relations/relation_strict": {7, 8, 7, 8}, "relation types/WORKS_FOR": {0, 1, 0, 1}},
			map[string][2]float64{"modality and polarity right": {6, 7}, "event killed": {0, 1}, "event place": {1, 1}},
			[]string{"missed WORKS_FOR both nodes, not linked", "missed mention we have another type", "wrong WORKS_FOR the gold has another type", "wrong claim possible in place of asserted", "wrong event killed another value", "wrong mention the gold has another type"}},
	} {
		t.Run(c.set, func(t *testing.T) {
			g := sample(t, c.file)
			if g.Set != c.set {
				t.Fatalf("taken for %s", g.Set)
			}
			r, err := g.Score(samplePredictions(t))
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range c.rows {
				table, row, _ := strings.Cut(name, "/")
				x := r.table(table).row(row)
				if got := [4]int{x.Right, x.Predicted, x.Found, x.Gold}; got != want {
					t.Errorf("%s: got %v, want %v", name, got, want)
				}
			}
			for name, want := range c.shares {
				if s := r.share(name); s.Right != want[0] || s.Of != want[1] {
					t.Errorf("%s: got %v, want %v", name, s, want)
				}
			}
			var causes []string
			for _, x := range r.Causes {
				causes = append(causes, x.Kind+" "+x.Type+" "+x.Cause)
			}
			if slices.Sort(causes); !slices.Equal(causes, c.errors) {
				t.Errorf("errors\ngot  %q\nwant %q", causes, c.errors)
			}
			for _, name := range r.headline {
				if table, row, _ := strings.Cut(name, "/"); !slices.ContainsFunc(r.table(table).Rows, func(x Row) bool { return x.Name == row }) {
					t.Errorf("there is no row %s", name)
				}
			}
		})
	}
}

// An error is shown in its sentence, with what the prediction has there.
func TestErrorInContext(t *testing.T) {
	r, err := sample(t, "knowledgenet.jsonl").Score(samplePredictions(t))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	r.Keep("EMPLOYEE_OR_MEMBER_OF")
	if err := r.Write(&out, 1); err != nil {
		t.Fatal(err)
	}
	want := `
MISSED EMPLOYEE_OR_MEMBER_OF: “She” — “Harbour College”
  both nodes, not linked
  [1_larsen] 143–197 “⟦She⟧ works for ⟦Harbour College⟧, which Tom Barr founded.”
  nodes there: She (Person); Harbour College (Organization University); Tom Barr (Organization)
  links there: Tom Barr —FOUNDED→ Harbour College

WRONG EMPLOYEE_OR_MEMBER_OF: Ada Moreau —WORKS_FOR→ Larsen
  the gold has another relation between the two: PLACE_OF_BIRTH · confidence 0.90
  [1_larsen] 88–141 “Police arrested ⟦Ada Moreau⟧, a teacher born in ⟦Larsen⟧.”
  nodes there: Larsen (Place City); Arrest of Ada Moreau (Event Arrest); Ada Moreau (Person)
  links there: Arrest of Ada Moreau —ARRESTED→ Ada Moreau; Ada Moreau —BORN_IN (possible)→ Larsen; Ada Moreau —WORKS_FOR→ Larsen
`
	if !strings.HasSuffix(out.String(), want) {
		t.Errorf("got\n%s\nwant at its end\n%s", out.String(), want)
	}
	if strings.Contains(out.String(), "PLACE_OF_BIRTH  ") {
		t.Errorf("a row of another type is shown:\n%s", out.String())
	}
}

// A report is the same byte for byte, whatever order maps have.
func TestReportIsTheSameTwice(t *testing.T) {
	for _, name := range []string{"muc4.jsonl", "wikievents.jsonl", "knowledgenet.jsonl", "dwie.jsonl", "redocred.jsonl", "gum.jsonl", "full"} {
		var before []byte
		for range 5 {
			r, err := sample(t, name).Score(samplePredictions(t))
			if err != nil {
				t.Fatal(err)
			}
			data, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			if before != nil && !bytes.Equal(before, data) {
				t.Errorf("%s: two reports differ", name)
			}
			before = data
		}
	}
}

// Wrong input ends with a sentence that says what is wrong.
func TestWrongGoldAndPredictions(t *testing.T) {
	folder := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, want := range map[string]string{
		filepath.Join(folder, "nowhere.jsonl"):                    "no such file or folder",
		file("empty.jsonl", "\n"):                                 "the file is empty",
		file("text.jsonl", "Gunmen attacked."):                    "record 1 is no JSON: ",
		file("list.jsonl", "[{}]"):                                "gold of no known shape: record 1 is no object",
		file("shape.jsonl", `{"id": "a", "text": "x"}`):           "gold of no known shape: its fields are id, text",
		file("gold.jsonl", `{"id":"a","gold":{"spans":1}}`):       "its fields are spans",
		file("noid.jsonl", `{"text":"x","gold":{"passages":[]}}`): "it has no id",
		file("notext.jsonl", `{"id":"a","gold":{"passages":[]}}`): "a has no text",
		file("mixed.jsonl", `{"id":"a","text":"x","gold":{"passages":[]}} {"id":"b","text":"x","gold":{"roles":1}}`): "record 2: the gold of b lacks one of passages",
		file("9.json", `{"article":{"id":"9","file":"9.txt"},"entities":[],"events":[],"relations":[],"quotes":[]}`): "9.txt is missing",
	} {
		if _, err := Open([]string{name}, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", filepath.Base(name), err, want)
		}
	}
	if _, err := Open([]string{t.TempDir()}, ""); err == nil || !strings.Contains(err.Error(), "no gold file in this folder") {
		t.Errorf("an empty folder: %v", err)
	}
	for text, want := range map[string]string{
		"": "the file is empty", "not json": "record 1 is no JSON", `{"id":"a"}`: `the prediction "a" has no entities`, `[1]`: "a prediction is an object",
		`{"id":"a","entities":[]}{"id":"a","entities":[]}`: "stands twice", `{"id":"a","entities":{}}`: "are no list of objects",
	} {
		if _, err := ReadPredictions("pred", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("predictions %q: got %v, want %q", text, err, want)
		}
	}
	other, err := ReadPredictions("pred", []byte(`[{"id":"other","entities":[]}]`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sample(t, "muc4.jsonl").Score(other); err == nil || !strings.Contains(err.Error(), "none of the predictions is for an article of") {
		t.Errorf("predictions for other articles: %v", err)
	}
}

// Numbers in gold and predictions that make no sense are scored or refused, and never
// end in a panic.
func TestOddNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for _, name := range []string{"muc4.jsonl", "wikievents.jsonl", "knowledgenet.jsonl", "dwie.jsonl", "redocred.jsonl", "gum.jsonl", "names.jsonl", "full"} {
		for range 60 {
			g, p := sample(t, name), samplePredictions(t)
			for _, r := range g.records {
				distort(r["gold"], random)
			}
			for _, o := range p {
				distort(map[string]any(o), random)
			}
			r, err := g.Score(p)
			if err != nil {
				continue // refused with a sentence
			}
			if err := r.Write(&bytes.Buffer{}, 3); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// distort replaces some numbers and strings below a value.
func distort(v any, random *rand.Rand) {
	change := func(x any) any {
		switch x.(type) {
		case float64:
			if random.IntN(8) == 0 {
				return float64(random.IntN(400) - 100)
			}
		case string:
			if random.IntN(60) == 0 {
				return fmt.Sprint("e", random.IntN(12))
			}
		}
		distort(x, random)
		return x
	}
	switch x := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(x)) {
			x[key] = change(x[key])
		}
	case []any:
		for i := range x {
			x[i] = change(x[i])
		}
	}
}
