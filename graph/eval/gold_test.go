package eval

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"clew/graph/needs"
)

// The figures over the annotated articles are those of the scorer beside them, which
// prints them and writes them as JSON, on what clew extracts and on predictions that
// are off in many ways.
func TestFiguresOfAnnotatedArticles(t *testing.T) {
	scorer := needs.Shared(t, "gold", "score.py")
	golds, err := Open([]string{filepath.Dir(scorer)}, needs.Shared(t, "articles"))
	if err != nil {
		t.Fatal(err)
	}
	if len(golds) != 1 || len(golds[0].IDs()) < 2 {
		t.Fatalf("%d sets, of which the first has %d articles", len(golds), len(golds[0].IDs()))
	}
	g := golds[0]
	extracted := predictionsFor(t, g)
	for seed := range uint64(12) {
		p := perturb(extracted, g.IDs(), seed)
		if len(p) == 0 {
			continue
		}
		report, err := g.Score(p)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := printFull(report), printedFull(t, scorer, p); got != want {
			t.Errorf("seed %d\ngot\n%s\nwant\n%s", seed, got, want)
		}
	}
}

// printedFull runs the scorer of annotated articles. What it says on standard error,
// types without any count, and the first violations in words are left out.
func printedFull(t *testing.T, scorer string, p Predictions) string {
	t.Helper()
	var all []object
	for _, o := range p {
		all = append(all, o)
	}
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "pred.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(needs.Python(t), scorer, "--per-article", file)
	command.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", scorer, err, out)
	}
	var kept strings.Builder
	for line := range strings.Lines(string(out)) {
		if !strings.Contains(line, "tp=0 fp=0 fn=0") {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// decimal writes a number rounded to four places as Python prints it.
func decimal(x float64) string {
	text := strconv.FormatFloat(x, 'f', 4, 64)
	rounded, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) {
		return text
	}
	text = strconv.FormatFloat(rounded, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

func fullRow(row Row, counted bool) string {
	text := fmt.Sprintf("p=%s r=%s f1=%s", decimal(row.Precision), decimal(row.Recall), decimal(row.F1))
	if counted {
		text += fmt.Sprintf(" tp=%d fp=%d fn=%d", row.Right, row.Predicted-row.Right, row.Gold-row.Found)
	}
	return text
}

func printFull(r *Report) string {
	var b strings.Builder
	names, relations := r.table("names and events"), r.table("relations")
	exact := r.share("mentions with exact bounds")
	for _, row := range names.Rows {
		text := fullRow(row, row.Name != "ceaf_e" && row.Name != "b3")
		if row.Name == "mention_typed" {
			text += " exact_boundary=" + shareText(exact)
		}
		fmt.Fprintf(&b, "%-20s %s\n", row.Name, text)
	}
	fmt.Fprintf(&b, "%-20s %s\n", "event_args", shareList(r, "event date", "event date_exact", "event injured", "event injured_spurious", "event killed", "event killed_spurious", "event place", "event type", "event type_compatible"))
	for _, row := range relations.Rows {
		fmt.Fprintf(&b, "%-20s %s\n", row.Name, fullRow(row, true))
	}
	core := r.share("core relations found")
	fmt.Fprintf(&b, "%-20s acc=%s n=%g\n", "relation_core_recall", shareText(core), core.Of)
	fmt.Fprintf(&b, "%-20s %s\n", "relation_props", shareList(r, "evidence_overlap=evidence overlaps", "modality_polarity=modality and polarity right", "hedges_kept=hedges kept", "attribution=attribution right"))
	quotes := r.share("speaker of a quotation")
	fmt.Fprintf(&b, "%-20s acc=%s n=%g\n", "quote_speaker_recall", shareText(quotes), quotes.Of)
	fmt.Fprintf(&b, "%-20s mention_violations=%g relation_violations=%g\n", "noise", r.share("mentions from page furniture").Right, r.share("relations from page furniture").Right)
	b.WriteString(printArticles(r))
	for _, row := range r.table("relation types").Rows {
		fmt.Fprintf(&b, "   %s %s\n", row.Name, fullRow(row, true))
	}
	return b.String()
}

func shareText(s Share) string {
	if s.Of == 0 {
		return "None"
	}
	return decimal(s.Right / s.Of)
}

// shareList writes shares in the scorer's way; a name may be "its name=ours".
func shareList(r *Report, names ...string) string {
	var out []string
	for _, name := range names {
		theirs, ours, found := strings.Cut(name, "=")
		if !found {
			theirs, ours = strings.TrimPrefix(name, "event "), name
		}
		s := r.share(ours)
		if s.Of == 0 && !found {
			continue
		}
		out = append(out, fmt.Sprintf("%s %s (n=%g)", theirs, shareText(s), s.Of))
	}
	return strings.Join(out, "; ")
}

func printArticles(r *Report) string {
	var b strings.Builder
	before := ""
	for _, row := range r.table("articles").Rows {
		number, name, _ := strings.Cut(row.Name, " ")
		switch before {
		case number:
			b.WriteString(";")
		case "":
			b.WriteString(number)
		default:
			b.WriteString("\n" + number)
		}
		before = number
		fmt.Fprintf(&b, " %s %s/%s/%s", name, decimal(row.Precision), decimal(row.Recall), decimal(row.F1))
	}
	return b.String() + "\n"
}
