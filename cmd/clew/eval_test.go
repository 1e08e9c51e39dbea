package main

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

const samples = "../../graph/eval/testdata"

// The command extracts the articles of every kind of gold and says how it went.
func TestEvalExtracts(t *testing.T) {
	names := []string{"muc4.jsonl", "wikievents.jsonl", "knowledgenet.jsonl", "dwie.jsonl", "redocred.jsonl", "gum.jsonl", "names.jsonl", "full"}
	args := []string{"eval"}
	for _, name := range names {
		args = append(args, filepath.Join(samples, name))
	}
	out, stderr, code := clew(t, "", args...)
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	for _, set := range []string{"muc4", "wikievents", "knowledgenet", "dwie", "redocred", "gum", "names", "gold"} {
		if !strings.Contains(out, set+": ") || !strings.Contains(stderr, set+": 1 of 1 articles read") {
			t.Errorf("nothing is said of %s", set)
		}
	}
	if !strings.Contains(out, "all sets") {
		t.Error("several sets, and no summary")
	}
	if !strings.Contains(out, "rules by wrong links") {
		t.Error("wrong links, and no rule that made them")
	}
}

// What extract writes is scored as what eval extracts itself; only with --explain wrong
// links say their rule.
func TestEvalOfGivenPredictions(t *testing.T) {
	gold := filepath.Join(samples, "wikievents.jsonl")
	facts := write(t, "facts.jsonl", []byte(must(t, "extract", gold, "--format", "jsonl")))
	explained := write(t, "explained.json", []byte(must(t, "extract", gold, "--format", "json", "--explain")))
	own := must(t, "eval", gold)
	if given := must(t, "eval", gold, "--pred", explained); given != own {
		t.Errorf("given\n%s\nown\n%s", given, own)
	}
	if given, figures := must(t, "eval", gold, "--pred", facts, "--errors", "0"), must(t, "eval", gold, "--errors", "0"); given != figures {
		t.Errorf("given\n%s\nown\n%s", given, figures)
	}
}

func TestEvalJSON(t *testing.T) {
	args := []string{"eval", "--json", "--pred", filepath.Join(samples, "predictions.jsonl"), filepath.Join(samples, "knowledgenet.jsonl")}
	var reports []struct {
		Set    string
		Tables []struct {
			Name string
			Rows []struct {
				Name   string
				Recall float64
			}
		}
		Errors []struct{ Kind, Type string }
	}
	read := func(more ...string) {
		t.Helper()
		reports = nil
		if err := json.Unmarshal([]byte(must(t, append(args, more...)...)), &reports); err != nil {
			t.Fatal(err)
		}
	}
	if read(); len(reports) != 1 || reports[0].Set != "knowledgenet" || len(reports[0].Tables) != 2 || len(reports[0].Errors) != 2 {
		t.Errorf("got %+v", reports)
	}
	if read("--errors", "0"); len(reports[0].Errors) != 0 {
		t.Errorf("no error was asked for: %+v", reports[0].Errors)
	}
	if read("--type", "PLACE_OF_BIRTH"); len(reports[0].Tables[0].Rows) != 1 || reports[0].Tables[0].Rows[0].Recall != 1 || len(reports[0].Errors) != 0 {
		t.Errorf("one type was asked for: %+v", reports[0])
	}
}

func TestEvalBadInput(t *testing.T) {
	gold := filepath.Join(samples, "muc4.jsonl")
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no gold", []string{"eval"}, exitUsage, "needs the files with gold annotations"},
		{"a missing file", []string{"eval", "nowhere.jsonl"}, exitFailed, "nowhere.jsonl: no such file or folder"},
		{"another shape", []string{"eval", filepath.Join(samples, "predictions.jsonl")}, exitFailed, "gold of no known shape: its fields are entities, id, relations, title (read are: gold, muc4"},
		{"missing predictions", []string{"eval", gold, "--pred", "nowhere.jsonl"}, exitFailed, "nowhere.jsonl: no such file"},
		{"predictions in a folder", []string{"eval", gold, "--pred", t.TempDir()}, exitFailed, "cannot read the file"},
		{"predictions that are none", []string{"eval", gold, "--pred", gold}, exitFailed, "has no entities: it is not what clew extract writes"},
		{"predictions of another article", []string{"eval", gold, "--pred", write(t, "p.jsonl", []byte(`{"id": "x", "entities": []}`))}, exitFailed, "none of the predictions is for an article of"},
		{"a type that is none", []string{"eval", gold, "--pred", filepath.Join(samples, "predictions.jsonl"), "--type", "Villain"}, exitFailed, "there is no such type; there are MACRO, MICRO, PerpInd"},
		{"fewer than no errors", []string{"eval", gold, "--errors", "-1"}, exitUsage, "it takes 0 or more"},
		{"explanations in GraphML", []string{"extract", seeds, "--explain", "--format", "graphml"}, exitUsage, "--explain writes text, json or jsonl"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, stderr, code := clew(t, "", c.args...)
			if code != c.code || !strings.Contains(stderr, c.want) || strings.Count(strings.TrimSpace(stderr), "\n") > 0 || out != "" {
				t.Errorf("exit %d, want %d; said %q, want %q; wrote %q", code, c.code, stderr, c.want, out)
			}
		})
	}
}

func TestEvalAndExtractStop(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	gold := filepath.Join(samples, "muc4.jsonl")
	for _, args := range [][]string{{"eval", gold}, {"extract", gold}, {"extract", gold, "--explain"}, {"extract", gold, "--format", "graphml"}} {
		var out, stderr strings.Builder
		if code := run(ctx, args, streams{strings.NewReader(""), &out, &stderr}); code != exitFailed || out.String() != "" || !strings.Contains(stderr.String(), "stopped") {
			t.Errorf("%v: exit %d; wrote %q; said %q", args, code, out.String(), stderr.String())
		}
	}
}

// A source that cannot be read is said once, in every format, and nothing is written.
func TestExtractOfNothing(t *testing.T) {
	empty := write(t, "empty.txt", nil)
	for _, format := range []string{"json", "jsonl", "text", "graphml", "cypher"} {
		out, stderr, code := clew(t, "", "extract", empty, "--format", format)
		if code != exitFailed || out != "" || !strings.HasSuffix(stderr, "the file is empty\n") || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: exit %d; wrote %q; said %q", format, code, out, stderr)
		}
	}
}

func TestExtractExplains(t *testing.T) {
	article := write(t, "larsen.txt", []byte("Police said Boko Haram claimed responsibility for the attack in Kabul.\n"))
	for _, want := range []string{"Boko Haram —CLAIMED→ ", "  claim       asserted, according to Police", "  why so      source Police: “said” 7–11", "  rule        claim of responsibility: ", "trigger: “claimed” 23–30", "  confidence  ", "  passage     0–70 “Police said"} {
		if out := must(t, "extract", article, "--explain"); !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if out := must(t, "extract", article, "--explain", "--format", "jsonl"); !strings.Contains(out, `"explain":{"rule":"`) {
		t.Errorf("no explanation in %s", out)
	}
	for _, format := range []string{"json", "jsonl", "text"} {
		if out := must(t, "extract", article, "--format", format); strings.Contains(out, "claim of responsibility") {
			t.Errorf("an explanation that nobody asked for: %s", out)
		}
	}
}
