package extract

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"clew/graph"
	"clew/graph/article"
	"clew/graph/english"
	"clew/graph/needs"
)

var loadModel = sync.OnceValues(english.Load)

// extractor is the extractor over the embedded language model.
func extractor(t testing.TB) *Extractor {
	t.Helper()
	model, err := loadModel()
	if err != nil {
		t.Fatal(err)
	}
	return New(model)
}

// readShared extracts the articles of a folder of shared.
func readShared(t testing.TB, path string) []*graph.Extraction {
	t.Helper()
	x := extractor(t)
	var out []*graph.Extraction
	for a, err := range article.Read(context.Background(), []string{needs.Shared(t, path)}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		e, err := x.Extract(a)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

// TestGold scores the extraction of two articles that were annotated by hand.
func TestGold(t *testing.T) {
	scorer, python := needs.Shared(t, "gold", "score.py"), needs.Python(t)
	folder := t.TempDir()
	if keep := os.Getenv("CLEW_GOLD_OUT"); keep != "" {
		folder = keep
	}
	for _, x := range readShared(t, "articles") {
		data, err := json.MarshalIndent(x, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(x.Article.ID, "001") || strings.HasPrefix(x.Article.ID, "002") || os.Getenv("CLEW_GOLD_OUT") != "" {
			if err := os.WriteFile(filepath.Join(folder, x.Article.ID+".json"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	report := filepath.Join(t.TempDir(), "report.json")
	out, err := exec.Command(python, scorer, "--per-article", "--json", report, folder).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("\n%s", out)
	checkFloor(t, report)
}

// floor is what the extraction must reach on the two articles.
var floor = map[string]float64{"mention_typed": 0.98, "entity_typed": 0.95, "event": 0.84, "relation_strict": 0.76, "relation_family": 0.77}

func checkFloor(t *testing.T, report string) {
	t.Helper()
	data, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	for name, least := range floor {
		var row struct {
			F1 float64 `json:"f1"`
		}
		if err := json.Unmarshal(all[name], &row); err != nil {
			t.Fatal(name, err)
		}
		if row.F1 < least {
			t.Errorf("%s F1 is %.4f, less than %.2f", name, row.F1, least)
		}
	}
	var noise struct {
		Mentions  int `json:"mention_violations"`
		Relations int `json:"relation_violations"`
	}
	if err := json.Unmarshal(all["noise"], &noise); err != nil {
		t.Fatal(err)
	}
	if noise.Mentions+noise.Relations > 0 {
		t.Errorf("%d mentions and %d relations come from page furniture", noise.Mentions, noise.Relations)
	}
}
