package extract

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clew/graph"
	"clew/graph/article"
	"clew/graph/extract/nametype"
	"clew/graph/needs"
)

var heldout = flag.String("heldout", "", "write the extraction of each GUM text by a classifier that was fitted without it")

var train = flag.Bool("train", false, "fit the classifier of names anew and write its weights")

const weightsHead = `# Weights of the classifier of names, by graph/extract/learnedname_test.go:
#
#	go test ./graph/extract -run TestLearnedNames -train
#
# Each line: feature, then its weight for Person, Organization, Place and anything else.
# Learned from the entity annotations of GUM, the Georgetown University Multilayer corpus
# (Amir Zeldes and others, CC BY 4.0, https://gucorpling.org/gum/: biographies, interviews,
# speeches, court texts) and of KnowledgeNet (Diffbot, CC BY-SA 4.0,
# https://github.com/diffbot/knowledge-net). The weights are shared under CC BY-SA 4.0.
`

// TestLearnedNames cross-validates the classifier by document over GUM, with
// KnowledgeNet beside it, and wants it better than the votes of the rules alone.
// With -train it writes the weights.
func TestLearnedNames(t *testing.T) {
	documents := append(gumNames(t), knowledgeNetNames(t)...)
	if *train {
		var all []nametype.Example
		for _, d := range documents {
			all = append(all, d.examples...)
		}
		weights := weightsHead + nametype.Train(all).Format()
		if err := os.WriteFile(filepath.Join("nametype", "weights.txt"), []byte(weights), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d examples, %d bytes", len(all), len(weights))
	}
	const folds = 5
	var mentions, votes, learned float64
	for fold := range folds {
		var others []nametype.Example
		for i, d := range documents {
			if !d.held || i%folds != fold {
				others = append(others, d.examples...)
			}
		}
		model := nametype.Train(others)
		if *heldout != "" {
			writeHeldOut(t, *heldout, fold, folds, model)
		}
		for i, d := range documents {
			if !d.held || i%folds != fold {
				continue
			}
			for k, e := range d.examples {
				mentions += e.Weight
				if d.elected[k] == e.Class.String() {
					votes += e.Weight
				}
				p := model.Probabilities(e.Features)
				best := nametype.Person
				for c := range p {
					if p[c] > p[best] {
						best = nametype.Class(c)
					}
				}
				if best == e.Class {
					learned += e.Weight
				}
			}
		}
	}
	t.Logf("right of %.0f mentions in documents held out: votes of the rules %.3f, learned %.3f", mentions, votes/mentions, learned/mentions)
	if learned < votes*1.1 {
		t.Errorf("the classifier is hardly better than the votes it corrects")
	}
}

// namedDocument is the names of one annotated text.
type namedDocument struct {
	held     bool // for cross-validation
	examples []nametype.Example
	elected  []string // by the votes of the rules
}

// labelled reads a text up to the types of its names and labels the names.
func labelled(x *Extractor, text string, class func(*mention, *reading) (nametype.Class, bool)) namedDocument {
	r := x.begin(article.Complete(graph.Article{ID: "text", Text: text}))
	r.readTokens()
	r.findQuotations()
	r.findNames()
	r.dropGenericNames()
	ballots := r.vote()
	r.listedBodies(ballots)
	var d namedDocument
	for _, n := range r.openNames() {
		counts := map[nametype.Class]int{}
		total := 0
		for _, m := range n.mentions {
			if c, ok := class(m, r); ok {
				counts[c]++
				total++
			}
		}
		best := nametype.Other
		for _, c := range []nametype.Class{nametype.Person, nametype.Organization, nametype.Place} {
			if counts[c] > counts[best] {
				best = c
			}
		}
		if total > 0 {
			d.examples = append(d.examples, nametype.Example{Features: r.nameFeatures(n, ballots), Class: best, Weight: float64(min(total, 4))})
			d.elected = append(d.elected, elect(ballots[n.key]))
		}
	}
	return d
}

func readLines(t *testing.T, path string, each func(line []byte)) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 16<<20)
	for s.Scan() {
		each(s.Bytes())
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
}

var classOf = map[string]nametype.Class{"Person": nametype.Person, "Organization": nametype.Organization, "Place": nametype.Place}

// gumNames labels names by the smallest annotated phrase whose core they overlap.
func gumNames(t *testing.T) []namedDocument {
	t.Helper()
	type gold struct {
		Type, Kind string
		Start, End int
		Core       [2]int
	}
	var out []namedDocument
	x := extractor(t)
	readLines(t, needs.Shared(t, "eval", "gum_news", "data", "other.jsonl"), func(line []byte) {
		var d struct {
			Text string
			Gold struct{ Mentions []gold }
		}
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatal(err)
		}
		document := labelled(x, d.Text, func(m *mention, _ *reading) (nametype.Class, bool) {
			var hit *gold
			for i, g := range d.Gold.Mentions {
				if max(m.span.Start, g.Core[0]) < min(m.span.End, g.Core[1]) && m.span.Start >= g.Start-5 && m.span.End <= g.End+3 && (hit == nil || g.End-g.Start < hit.End-hit.Start) {
					hit = &d.Gold.Mentions[i]
				}
			}
			switch {
			case hit == nil || hit.Kind == "name" && classOf[hit.Type] == 0 && hit.Type != "Person":
				return nametype.Other, true
			case hit.Kind != "name":
				return nametype.Other, hit.Type == "Other"
			}
			return classOf[hit.Type], true
		})
		document.held = true
		out = append(out, document)
	})
	return out
}

// ends of the properties of KnowledgeNet, subject and object.
var propertyEnds = map[string][2]string{
	"EMPLOYEE_OR_MEMBER_OF": {"Person", "Organization"}, "PLACE_OF_RESIDENCE": {"Person", "Place"}, "SPOUSE": {"Person", "Person"}, "PLACE_OF_BIRTH": {"Person", "Place"},
	"EDUCATED_AT": {"Person", "Organization"}, "CHILD_OF": {"Person", "Person"}, "HEADQUARTERS": {"Organization", "Place"}, "DATE_OF_BIRTH": {"Person", ""},
	"FOUNDED_BY": {"Organization", "Person"}, "NATIONALITY": {"Person", ""}, "POLITICAL_AFFILIATION": {"Person", "Organization"}, "CEO": {"Organization", "Person"},
	"DATE_OF_DEATH": {"Person", ""}, "DATE_FOUNDED": {"Organization", ""}, "SUBSIDIARY_OF": {"Organization", "Organization"},
}

// knowledgeNetNames labels the names that are an end of a fact; of others nothing is
// known.
func knowledgeNetNames(t *testing.T) []namedDocument {
	t.Helper()
	type fact struct {
		P        string
		From, To [2]int
	}
	var out []namedDocument
	x := extractor(t)
	readLines(t, needs.Shared(t, "eval", "knowledgenet", "data", "folds123.jsonl"), func(line []byte) {
		var d struct {
			Text string
			Gold struct{ Passages []struct{ Facts []fact } }
		}
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatal(err)
		}
		ends := map[[2]int]string{}
		for _, p := range d.Gold.Passages {
			for _, f := range p.Facts {
				ends[f.From], ends[f.To] = propertyEnds[f.P][0], propertyEnds[f.P][1]
			}
		}
		out = append(out, labelled(x, d.Text, func(m *mention, _ *reading) (nametype.Class, bool) {
			typ := ends[[2]int{m.span.Start, m.span.End}]
			return classOf[typ], typ != ""
		}))
	})
	return slices.DeleteFunc(out, func(d namedDocument) bool { return len(d.examples) == 0 })
}

// TestWeightsNameTheirData wants data and licence beside the weights.
func TestWeightsNameTheirData(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("nametype", "weights.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"GUM", "CC BY 4.0", "KnowledgeNet", "CC BY-SA 4.0"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("weights.txt does not name %q", want)
		}
	}
}

// writeHeldOut appends the extractions of the texts of one fold, as JSON lines, for
// the scorer of the set.
func writeHeldOut(t *testing.T, path string, fold, folds int, model *nametype.Model) {
	t.Helper()
	out, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	x := extractor(t)
	x.names = model
	i := 0
	readLines(t, needs.Shared(t, "eval", "gum_news", "data", "other.jsonl"), func(line []byte) {
		if i++; (i-1)%folds != fold {
			return
		}
		var a graph.Article
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		extraction, err := x.Extract(article.Complete(a))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.NewEncoder(out).Encode(extraction); err != nil {
			t.Fatal(err)
		}
	})
}
