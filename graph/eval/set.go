package eval

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"clew/graph/article"
)

// set is one kind of gold: how its records look and how it is scored.
type set struct {
	name     string
	about    string   // what it measures, in one line
	keys     []string // fields that the gold of a record has
	mention  string   // a field that its mentions have, where that tells it from another set
	headline []string // the rows that say most, as table/row
	score    func(*scoring) error
}

// sets are the public sets that are read; the first whose shape fits counts. Articles
// annotated in full are one JSON object a file and have another shape.
var sets = []set{
	{"muc4", "who did it to whom with what, as strings of the document", words("roles templates"), "", words("head/MICRO strict/MICRO"), scoreMUC},
	{"wikievents", "triggers of events; who did what to whom, with what, where", words("events clusters"), "", words("roles/MICRO trigger/TRIGGER"), scoreWikiEvents},
	{"knowledgenet", "15 properties of people and companies, exhaustive in each passage", words("passages"), "", words("official/MICRO fact/MICRO"), scoreKnowledgeNet},
	{"dwie", "relations between entities, coreference, full titles, names", words("entities mentions relations"), "", words("relations/RELATIONS exact/PER+ORG+LOC"), scoreDWIE},
	{"redocred", "relations of encyclopedia articles, much of them knowledge of the world", words("entities relations"), "", words("relations/MICRO"), scoreRedocred},
	{"gum", "names, dates, coreference, full titles", words("mentions"), "core", []string{"names, head/PER+ORG+PLACE", "coreference/CoNLL"}, scoreGUM},
	{"names", "names of people, organizations and places", words("mentions"), "", words("exact/PER+ORG+LOC"), scoreNames},
}

// full are articles annotated in full.
var full = set{
	name: "gold", about: "articles annotated in full: names, entities, events, relations and who claims them",
	keys:     words("article entities events relations quotes"),
	headline: []string{"names and events/mention_typed", "names and events/entity_typed", "names and events/event", "relations/relation_strict", "relations/relation_family"},
	score:    scoreFull,
}

// fits says whether some gold looks like a set's.
func (s set) fits(gold object) bool {
	if gold == nil || !hasAll(gold, s.keys) {
		return false
	}
	mentions := gold.objects("mentions")
	return s.mention == "" || len(mentions) == 0 || mentions[0][s.mention] != nil
}

// Gold is one annotated set.
type Gold struct {
	Set     string
	Files   []string
	Sources []article.Source // where the articles' text is read from
	set     set
	records []object
}

// Open reads gold files. Each file of JSON lines is a set of its own; articles
// annotated in full, one object a file, are one set together, whose texts are looked
// for in the folder articles, beside the gold and in a folder "articles" beside its
// own. A folder stands for the gold files in it. It fails with one sentence on a file
// that is of no known shape.
func Open(paths []string, articles string) ([]*Gold, error) {
	var out []*Gold
	add := func(g *Gold) {
		i := slices.IndexFunc(out, func(before *Gold) bool { return before.Set == full.name && g.Set == full.name })
		if i < 0 {
			out = append(out, g)
			return
		}
		out[i].Files, out[i].Sources, out[i].records = append(out[i].Files, g.Files...), append(out[i].Sources, g.Sources...), append(out[i].records, g.records...)
	}
	for _, path := range paths {
		files, folder, err := goldFiles(path)
		if err != nil {
			return nil, err
		}
		found := 0
		for _, file := range files {
			g, err := open(file, articles)
			if folder && errors.Is(err, errShape) {
				continue // a folder may hold other files beside the gold
			}
			if err != nil {
				return nil, err
			}
			add(g)
			found++
		}
		if folder && found == 0 {
			return nil, fmt.Errorf("%s: no gold file in this folder (%s)", path, shapes())
		}
	}
	return out, nil
}

// goldFiles is the file itself, or the JSON files in a folder.
func goldFiles(path string) (files []string, folder bool, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, false, fmt.Errorf("%s: no such file or folder", path)
	}
	if !info.IsDir() {
		return []string{path}, false, nil
	}
	for _, pattern := range []string{"*.json", "*.jsonl"} {
		found, err := filepath.Glob(filepath.Join(path, pattern))
		if err != nil {
			return nil, true, err
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	return files, true, nil
}

func open(file, articles string) (*Gold, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot read the file", file)
	}
	records, err := readRecords(file, data)
	if err != nil {
		return nil, err
	}
	return recognise(file, articles, records)
}

// readRecords reads objects that stand one after the other.
func readRecords(file string, data []byte) ([]object, error) {
	values, err := readValues(file, data)
	if err != nil {
		return nil, err
	}
	var out []object
	for i, value := range values {
		record, ok := value.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s: %w: record %d is no object (%s)", file, errShape, i+1, shapes())
		}
		out = append(out, record)
	}
	return out, nil
}

// errShape is returned for files that are no gold.
var errShape = errors.New("gold of no known shape")

// recognise tells the set by the fields that the gold of its first record has.
func recognise(file, articles string, records []object) (*Gold, error) {
	first := records[0]
	if hasAll(first, full.keys) {
		return openFull(file, articles, records)
	}
	gold := first.object("gold")
	for _, s := range sets {
		if !s.fits(gold) {
			continue
		}
		for i, r := range records {
			if err := checkRecord(r, s.keys); err != nil {
				return nil, fmt.Errorf("%s: record %d: %w", file, i+1, err)
			}
		}
		return &Gold{Set: s.name, Files: []string{file}, Sources: []article.Source{{Path: file}}, set: s, records: records}, nil
	}
	fields := slices.Sorted(maps.Keys(first))
	if gold != nil {
		fields = slices.Sorted(maps.Keys(gold))
	}
	return nil, fmt.Errorf("%s: %w: its fields are %s (%s)", file, errShape, strings.Join(fields, ", "), shapes())
}

// openFull finds the article that an annotation is of and takes over its text.
func openFull(file, articles string, records []object) (*Gold, error) {
	g := &Gold{Set: full.name, Files: []string{file}, set: full}
	for _, r := range records {
		about := r.object("article")
		name, id := about.text("file"), about.text("id")
		if name == "" || id == "" {
			return nil, fmt.Errorf("%s: its article has no file and id", file)
		}
		folder := filepath.Dir(file)
		tried := []string{filepath.Join(folder, name), filepath.Join(folder, "..", "articles", name)}
		if articles != "" {
			tried = []string{filepath.Join(articles, name)}
		}
		at := slices.IndexFunc(tried, func(path string) bool { _, err := os.Stat(path); return err == nil })
		if at < 0 {
			return nil, fmt.Errorf("%s: its article %s is missing; looked for %s", file, name, strings.Join(tried, " and "))
		}
		text, err := os.ReadFile(tried[at])
		if err != nil {
			return nil, fmt.Errorf("%s: cannot read the file", tried[at])
		}
		g.Sources = append(g.Sources, article.Source{Path: tried[at], ID: id})
		g.records = append(g.records, object{"id": id, "text": string(text), "gold": map[string]any(r)})
	}
	return g, nil
}

func checkRecord(r object, keys []string) error {
	gold := r.object("gold")
	switch {
	case r.text("id") == "":
		return fmt.Errorf("it has no id")
	case r.text("text") == "":
		return fmt.Errorf("%s has no text", r.text("id"))
	case !hasAll(gold, keys):
		return fmt.Errorf("the gold of %s lacks one of %s", r.text("id"), strings.Join(keys, ", "))
	}
	return nil
}

func hasAll(o object, keys []string) bool {
	return !slices.ContainsFunc(keys, func(key string) bool { _, ok := o[key]; return !ok })
}

// shapes names the sets that are read, for whoever brought another.
func shapes() string {
	names := []string{full.name}
	for _, s := range sets {
		names = append(names, s.name)
	}
	return "read are: " + strings.Join(names, ", ")
}

// SetHelp lists the sets with what they measure, one a line.
func SetHelp() string {
	var b strings.Builder
	for _, s := range append([]set{full}, sets...) {
		fmt.Fprintf(&b, "  %-13s %s\n", s.name, s.about)
	}
	return b.String()
}

// IDs lists the articles of the set in order.
func (g *Gold) IDs() []string {
	var out []string
	for _, r := range g.records {
		out = append(out, r.text("id"))
	}
	return out
}

// Score compares predictions with the gold; an article without one is scored as
// empty. It fails where no prediction is for any article of the set.
func (g *Gold) Score(p Predictions) (*Report, error) {
	s := &scoring{report: &Report{Set: g.Set, headline: g.set.headline, Gold: g.Files, Articles: len(g.records)}}
	for _, r := range g.records {
		id := r.text("id")
		prediction, ok := p.of(id, g.Set == full.name)
		if !ok {
			s.report.Missing = append(s.report.Missing, id)
		}
		s.pages = append(s.pages, newPage(id, r, prediction))
	}
	if len(s.report.Missing) == len(g.records) {
		return nil, fmt.Errorf("none of the predictions is for an article of %s: it has %s, the predictions %s",
			strings.Join(g.Files, " "), some(g.IDs()), some(slices.Sorted(maps.Keys(p))))
	}
	if err := g.set.score(s); err != nil {
		return nil, fmt.Errorf("%s: %w", strings.Join(g.Files, " "), err)
	}
	s.report.Causes = countCauses(s.report.Errors)
	slices.SortStableFunc(s.report.Rules, func(a, b RuleCount) int { return cmp.Or(b.Wrong-a.Wrong, b.Right-a.Right, cmp.Compare(a.Rule, b.Rule)) })
	return s.report, nil
}

// some names a few of many.
func some(ids []string) string {
	switch {
	case len(ids) == 0:
		return "none"
	case len(ids) > 2:
		return strings.Join(ids[:2], ", ") + " …"
	}
	return strings.Join(ids, ", ")
}

// scoring is one comparison on its way.
type scoring struct {
	report *Report
	pages  []*page
}

// page is one article with its gold and what was predicted.
type page struct {
	id         string
	gold       object
	prediction object
	*document
}

func newPage(id string, record, prediction object) *page {
	return &page{id: id, gold: record.object("gold"), prediction: prediction, document: neutral(prediction, record.text("text"))}
}

// decode reads the gold of a page into the struct of its set.
func (p *page) decode(into any) error {
	data, err := json.Marshal(p.gold)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		return fmt.Errorf("the gold of %s: %w", p.id, err)
	}
	return nil
}
