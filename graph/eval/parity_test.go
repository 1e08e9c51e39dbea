package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"clew/graph/article"
	"clew/graph/english"
	"clew/graph/extract"
	"clew/graph/needs"
)

var loadModel = sync.OnceValues(english.Load)

// predictionsFor extracts the articles of a gold set.
func predictionsFor(t testing.TB, g *Gold) Predictions {
	t.Helper()
	model, err := loadModel()
	if err != nil {
		t.Fatal(err)
	}
	out := Predictions{}
	for o := range extract.New(model).All(context.Background(), article.ReadSources(context.Background(), g.Sources, nil), nil) {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		if err := out.Add(o.Extraction); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// perturb makes other predictions of some: relations dropped, turned round, renamed
// and denied, mentions moved, dropped and of another kind, nodes renamed, retyped
// and folded together. The seed decides what; 0 leaves them as they are.
func perturb(p Predictions, ids []string, seed uint64) Predictions {
	random := rand.New(rand.NewPCG(seed, 1))
	out := Predictions{}
	for _, id := range ids {
		o, ok := p[id]
		if !ok || seed > 0 && random.IntN(40) == 0 {
			continue
		}
		var copied object
		data, err := json.Marshal(o)
		if err != nil {
			panic(err) // it came from JSON
		}
		if err := json.Unmarshal(data, &copied); err != nil {
			panic(err)
		}
		settle(copied)
		if seed > 0 {
			perturbEntities(copied, random)
			perturbRelations(copied, random)
		}
		out[id] = copied
	}
	return out
}

// settle leaves no two mentions of different nodes at one place: the scorers take
// them in an order that changes from run to run.
func settle(o object) {
	taken := map[[2]any]bool{}
	for _, e := range o.objects("entities") {
		mentions := []any{}
		for _, m := range e.objects("mentions") {
			if at := [2]any{m["start"], m["end"]}; !taken[at] {
				taken[at] = true
				mentions = append(mentions, map[string]any(m))
			}
		}
		e["mentions"] = mentions
	}
}

func pick(random *rand.Rand, from string) string {
	list := strings.Fields(from)
	return list[random.IntN(len(list))]
}

func perturbEntities(o object, random *rand.Rand) {
	var before object // the entity that is no event met last
	for _, e := range o.objects("entities") {
		if e.text("type") == "Article" {
			continue
		}
		mentions := []any{}
		for _, m := range e.objects("mentions") {
			switch random.IntN(12) {
			case 0:
				continue
			case 1:
				m["kind"] = pick(random, "NAM NOM PRO DEM")
			case 2:
				if before != nil {
					before["mentions"] = append(before["mentions"].([]any), map[string]any(m))
					continue
				}
			}
			mentions = append(mentions, map[string]any(m))
		}
		e["mentions"] = mentions
		if e.text("type") != "Event" {
			before = e
		}
		switch random.IntN(20) {
		case 0:
			e["type"] = pick(random, "Person PersonGroup Organization Place Weapon")
		case 1:
			e["name"] = pick(random, "Moscow police gunmen bomb")
		case 2:
			e["subtype"] = pick(random, "City Arrest Bombing Firearm Company Statement")
		}
		if props, ok := e["props"].(map[string]any); ok && e.text("type") == "Event" {
			switch random.IntN(6) {
			case 0:
				props["date"] = pick(random, "2024 2024-03 2024-03-22 2002 XXXX-07-31")
			case 1:
				props["place"] = pick(random, "Moscow Russia e1 e5 e9")
			case 2:
				props["killed"] = map[string]any{"value": float64(random.IntN(200)), "qualifier": "exact"}
			case 3:
				props["injured"] = "more than 1,300 people"
			}
		}
	}
}

const otherTypes = `CARRIED_OUT SUSPECTED_IN CLAIMED PLANNED ACCUSED TARGETED KILLED INJURED KIDNAPPED DAMAGED USED_WEAPON LOCATED_IN ARRESTED CHARGED
	LEADS WORKS_FOR MEMBER_OF PART_OF BRANCH_OF HEADQUARTERED_IN BORN_IN LIVES_IN HAS_NATIONALITY ORIGIN FAMILY_OF OWNS FOUNDED MET EDUCATED_AT SAID PARTICIPATED_IN`

func perturbRelations(o object, random *rand.Rand) {
	relations := []any{}
	list := o.objects("relations")
	for _, r := range list {
		props, _ := r["props"].(map[string]any)
		switch random.IntN(14) {
		case 0:
			continue
		case 1:
			r["from"], r["to"] = r["to"], r["from"]
		case 2:
			r["type"] = pick(random, otherTypes)
		case 3:
			props["polarity"] = "negative"
		case 4:
			props["modality"] = pick(random, "asserted alleged possible planned")
		case 5:
			r["to"] = list[random.IntN(len(list))]["to"]
		case 6:
			props["kind"] = pick(random, "wife brother father son partner")
		case 7:
			delete(r, "evidence")
		case 8:
			props["role"] = pick(random, "defendant suspect witness")
		}
		relations = append(relations, map[string]any(r))
	}
	o["relations"] = relations
}

// withGold writes the first records of a shared gold file, all for 0, to a file of
// its own and opens it.
func withGold(t *testing.T, path string, records int) *Gold {
	t.Helper()
	data, err := os.ReadFile(needs.Shared(t, path))
	if err != nil {
		t.Fatal(err)
	}
	if records > 0 {
		data = bytes.Join(bytes.SplitAfterN(data, []byte("\n"), records+1)[:records], nil)
	}
	file := filepath.Join(t.TempDir(), "gold.jsonl")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	golds, err := Open([]string{file}, "")
	if err != nil {
		t.Fatal(err)
	}
	return golds[0]
}

// printed runs a Python scorer on gold and predictions. The line that only counts
// what is not scored is left out.
func printed(t *testing.T, scorer string, g *Gold, p Predictions) string {
	t.Helper()
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	for _, id := range g.IDs() {
		if o, ok := p[id]; ok {
			if err := encoder.Encode(o); err != nil {
				t.Fatal(err)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "pred.jsonl")
	if err := os.WriteFile(file, lines.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(needs.Python(t), needs.Shared(t, scorer), g.Files[0], file)
	command.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1")
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", scorer, err, out)
	}
	said := strings.SplitAfter(string(out), "\n")
	return strings.Join(slices.DeleteFunc(said, func(line string) bool { return strings.Contains(line, "types not scored:") }), "")
}

// The figures of every set are those that its published scorer prints, on what
// clew extracts and on predictions that are off in many ways.
func TestFiguresAreThoseOfTheScorers(t *testing.T) {
	for _, c := range []struct {
		set, gold string
		records   int
		scorers   map[string]func(*Report) string // printed form by scorer
	}{
		{"muc4", "eval/muc4/data/dev.jsonl", 80, map[string]func(*Report) string{"eval/muc4/score.py": printMUC, "eval/muc4/slots.py": printSlots}},
		{"wikievents", "eval/wikievents/data/dev.jsonl", 0, map[string]func(*Report) string{"eval/wikievents/score.py": printWikiEvents}},
		{"knowledgenet", "eval/knowledgenet/data/folds123.jsonl", 400, map[string]func(*Report) string{"eval/knowledgenet/score.py": printKnowledgeNet}},
		{"dwie", "eval/dwie/data/dev.jsonl", 60, map[string]func(*Report) string{"eval/dwie/score.py": printDWIE, "eval/ner/score.py": printNames}},
		{"redocred", "eval/redocred/data/dev.jsonl", 100, map[string]func(*Report) string{"eval/redocred/score.py": printRedocred}},
		{"gum", "eval/gum_news/data/other.jsonl", 24, map[string]func(*Report) string{"eval/gum_news/score.py": printGUM}},
	} {
		t.Run(c.set, func(t *testing.T) {
			g := withGold(t, c.gold, c.records)
			if g.Set != c.set {
				t.Fatalf("%s is taken for %s", c.gold, g.Set)
			}
			extracted := predictionsFor(t, g)
			for seed := range uint64(3) {
				p := perturb(extracted, g.IDs(), seed)
				report, err := g.Score(p)
				if err != nil {
					t.Fatal(err)
				}
				for scorer, form := range c.scorers {
					if got, want := form(report), printed(t, scorer, g, p); got != want {
						t.Errorf("seed %d, %s\ngot\n%s\nwant\n%s", seed, scorer, got, want)
					}
				}
			}
		})
	}
}
