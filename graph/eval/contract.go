package eval

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"clew/graph"
)

// document is a prediction in the neutral form that the public sets are compared
// in: dates are entities of their own, groups and outlets go by the sets' names
// for them, denials are left out, and kinship says which.
type document struct {
	entities  []*node
	relations []*link
	byID      map[string]*node
	text      []rune
	dates     map[graph.Span]*node // by where they stand
}

// node is one entity.
type node struct {
	id, typ, name string
	subtypes      []string
	aliases       []string
	mentions      []mention
	value         string // of a date, in EDTF
	at            int    // its place in the list
	raw           object
}

// mention is one place that stands for a node; its kind is NAM, NOM, PRO or DEM,
// and none counts as a name.
type mention struct {
	graph.Span
	text, kind string
}

// link is one relation with one passage.
type link struct {
	typ, from, to string
	evidence      *graph.Span // nil where none is given
	fromProp      bool        // made of a date property
	raw           object
}

// notNames are the kinds of mentions that are no names.
var notNames = []string{graph.NominalMention, graph.PronounMention, graph.DemonymMention}

func (m mention) isName() bool { return !slices.Contains(notNames, m.kind) }

// Types that the sets call otherwise.
var neutralType = map[string]string{
	"PersonGroup": "Group", "People": "Group", "Publisher": "Organization", "Organisation": "Organization", "Location": "Place",
}

var weaponish = regexp.MustCompile(`(?i)weapon|explosive|bomb|firearm|gun|rifle|missile|rocket|grenade|mortar|ammunition|knife|mine$|IED`)

// peaceful are kinds of events whose agent is no perpetrator.
var peaceful = []string{"Arrest", "CourtProceeding", "Warning", "Statement", "PublicEvent", "PolicyAction", "Meeting", "Election", "Speech"}

func (n *node) peaceful() bool { return n.isOneOf(peaceful) }

// isOneOf says whether a node has one of some subtypes.
func (n *node) isOneOf(subtypes []string) bool {
	return slices.ContainsFunc(n.subtypes, func(s string) bool { return slices.Contains(subtypes, s) })
}

// without are the mentions that are of none of some kinds.
func (n *node) without(kinds ...string) []mention {
	var out []mention
	for _, m := range n.mentions {
		if !slices.Contains(kinds, m.kind) {
			out = append(out, m)
		}
	}
	return out
}

// anchors are the mentions by which a node claims a gold entity: its names, else
// its demonyms.
func (n *node) anchors() []mention {
	if names := n.without(notNames...); len(names) > 0 {
		return names
	}
	var out []mention
	for _, m := range n.mentions {
		if m.kind == graph.DemonymMention {
			out = append(out, m)
		}
	}
	return out
}

// neutral brings a prediction into the neutral form; nil gives an empty one.
func neutral(o object, text string) *document {
	d := &document{byID: map[string]*node{}, text: []rune(text), dates: map[graph.Span]*node{}}
	for _, e := range o.objects("entities") {
		d.add(d.newNode(e, textOf(e["type"]), textsOf(e.get("subtype"))))
	}
	for _, e := range o.objects("events") {
		var kinds []string
		if t := e.text("type"); t != "Event" && t != "" {
			kinds = append(kinds, t)
		}
		d.add(d.newNode(e, "Event", append(kinds, textsOf(e.get("subtype"))...)))
	}
	for _, n := range d.entities {
		if n.typ == "Date" {
			for _, m := range n.mentions {
				d.dates[m.Span] = n
			}
		}
	}
	d.dateProperties()
	for _, r := range o.objects("relations") {
		d.addRelation(r)
	}
	return d
}

func textsOf(v any) []string {
	var out []string
	for _, x := range listOf(v) {
		out = append(out, textOf(x))
	}
	return out
}

func (d *document) add(n *node) {
	n.at = len(d.entities)
	d.entities = append(d.entities, n)
	d.byID[n.id] = n
}

func (d *document) newNode(e object, typ string, subtypes []string) *node {
	n := &node{id: e.text("id"), typ: typ, name: e.text("name"), aliases: textsOf(e["aliases"]), value: e.text("value"), raw: e}
	if t, ok := neutralType[typ]; ok {
		n.typ = t
	}
	for _, s := range subtypes {
		n.subtypes = append(n.subtypes, strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/.:, \t\n", r) })...)
	}
	if n.typ == "Object" && slices.ContainsFunc(n.subtypes, weaponish.MatchString) {
		n.typ = "Weapon"
	}
	for _, m := range e.objects("mentions") {
		span, ok := m.span()
		if !ok {
			continue
		}
		words, given := m["text"].(string)
		if !given {
			words = d.slice(span)
		}
		n.mentions = append(n.mentions, mention{Span: span, text: words, kind: strings.ToUpper(m.text("kind"))})
	}
	return n
}

// slice is the text of a span, as far as it lies in the article.
func (d *document) slice(s graph.Span) string { return slice(d.text, s) }

func slice(text []rune, s graph.Span) string {
	start := min(max(s.Start, 0), len(text))
	return string(text[start:max(start, min(s.End, len(text)))])
}

// dateKeys are the properties that hold a date, and the relation each becomes.
var dateKeys = []struct {
	typ  string
	keys []string
}{
	{"BORN_ON", []string{"birth_date", "date_of_birth", "birthDate", "born", "born_on", "birthdate"}},
	{"DIED_ON", []string{"death_date", "date_of_death", "deathDate", "died", "died_on"}},
	{"FOUNDED_ON", []string{"founded", "founded_on", "founding_date", "foundingDate", "date_founded", "established", "established_on", "inception"}},
}

// dateProperties turns date properties of nodes into relations to dates.
func (d *document) dateProperties() {
	for _, n := range slices.Clone(d.entities) {
		if n.typ == "Event" {
			if value, span := dated(n.raw, "date"); span != nil {
				d.relateDate("OCCURRED_ON", n.id, value, span, span, nil)
			}
		}
		if n.typ != "Person" && n.typ != "Organization" && n.typ != "Group" {
			continue
		}
		for _, row := range dateKeys {
			for _, key := range row.keys {
				if value, span := dated(n.raw, key); value != nil || span != nil {
					d.relateDate(row.typ, n.id, value, span, span, nil)
				}
			}
		}
	}
}

func (d *document) relateDate(typ, from string, value any, span, evidence *graph.Span, raw object) {
	d.relations = append(d.relations, &link{typ: typ, from: from, to: d.dateNode(value, span).id, evidence: evidence, fromProp: true, raw: raw})
}

// dated reads a date property and where it stands in the text.
func dated(o object, key string) (value any, span *graph.Span) {
	value = o.get(key)
	where, _ := o.get(key + "_span").(map[string]any)
	if m, ok := value.(map[string]any); ok {
		if where == nil {
			where, _ = m["span"].(map[string]any)
		}
		if where == nil && m["start"] != nil {
			where = m
		}
		value = firstOf(m, "value", "date", "edtf")
	}
	if value == "" {
		value = nil
	}
	if s, ok := object(where).span(); ok {
		span = &s
	}
	return value, span
}

func firstOf(o object, keys ...string) any {
	for _, key := range keys {
		if v := o[key]; v != nil && v != "" {
			return v
		}
	}
	return nil
}

// dateNode is the entity of a date: the one that stands there already, or a new one.
func (d *document) dateNode(value any, span *graph.Span) *node {
	if span != nil {
		if n := d.dates[*span]; n != nil {
			if n.raw["value"] == nil && n.value == "" {
				n.value = textOf(value)
			}
			return n
		}
	}
	n := &node{id: fmt.Sprintf("date:%d", len(d.entities)), typ: "Date", name: textOf(value), value: textOf(value), raw: object{}}
	if span != nil {
		n.mentions = []mention{{Span: *span, text: d.slice(*span)}}
		d.dates[*span] = n
	}
	d.add(n)
	return n
}

// kinship is the relation behind a word of kinship.
var kinship = map[string]string{
	"spouse": "SPOUSE_OF", "wife": "SPOUSE_OF", "husband": "SPOUSE_OF", "married": "SPOUSE_OF", "partner": "SPOUSE_OF", "widow": "SPOUSE_OF", "widower": "SPOUSE_OF",
	"child": "CHILD_OF", "son": "CHILD_OF", "daughter": "CHILD_OF", "stepson": "CHILD_OF", "stepdaughter": "CHILD_OF",
	"parent": "PARENT_OF", "father": "PARENT_OF", "mother": "PARENT_OF", "stepfather": "PARENT_OF", "stepmother": "PARENT_OF",
	"sibling": "SIBLING_OF", "brother": "SIBLING_OF", "brothers": "SIBLING_OF", "sister": "SIBLING_OF", "sisters": "SIBLING_OF",
	"half-brother": "SIBLING_OF", "half-sister": "SIBLING_OF", "twin": "SIBLING_OF",
}

var kinWord = regexp.MustCompile(`[a-z-]+`)

// kinType is the relation that a FAMILY_OF of some kind states.
func kinType(kind string) string {
	for _, word := range kinWord.FindAllString(lower(kind), -1) {
		if typ, ok := kinship[word]; ok {
			return typ
		}
	}
	return "FAMILY_OF"
}

// addRelation adds a relation once for each passage, and what follows from it: an
// accusation about an event is a suspicion, a dated birth a date.
func (d *document) addRelation(r object) {
	if denied(r) {
		return
	}
	l := link{typ: r.text("type"), from: r.text("from"), to: r.text("to"), raw: r}
	if l.typ == "FAMILY_OF" {
		l.typ = kinType(textOf(r.get("kind")))
	}
	passages := evidenceOf(r)
	for _, p := range passages {
		one := l
		one.evidence = p
		d.relations = append(d.relations, &one)
	}
	if l.typ == "ACCUSED" {
		for _, about := range textsOf(r.get("about")) {
			if n := d.byID[about]; n != nil && n.typ == "Event" {
				d.relations = append(d.relations, &link{typ: "SUSPECTED_IN", from: l.to, to: about, evidence: passages[0], raw: r})
			}
		}
	}
	if typ, ends := datedRelation(l); typ != "" {
		if value, span := dated(r, "date"); value != nil || span != nil {
			evidence := span
			if span == nil {
				evidence = passages[0]
			}
			d.relateDate(typ, ends, value, span, evidence, r)
		}
	}
}

// datedRelation is which relation the date of a birth, death or founding makes,
// and whose date it is.
func datedRelation(l link) (typ, of string) {
	switch l.typ {
	case "BORN_IN":
		return "BORN_ON", l.from
	case "DIED_IN":
		return "DIED_ON", l.from
	case "FOUNDED":
		return "FOUNDED_ON", l.to
	case "FOUNDED_BY":
		return "FOUNDED_ON", l.from
	}
	return "", ""
}

// denied says whether a relation is stated as untrue.
func denied(r object) bool {
	polarity := lower(textOf(r.get("polarity")))
	return polarity == "negative" || polarity == "neg"
}

// evidenceOf lists the passages of a relation; one nil where there is none.
func evidenceOf(r object) []*graph.Span {
	var out []*graph.Span
	for _, v := range listOf(r["evidence"]) {
		m, _ := v.(map[string]any)
		if s, ok := object(m).span(); ok {
			out = append(out, &s)
		}
	}
	if s, ok := r.span(); ok && len(out) == 0 {
		out = append(out, &s)
	}
	if len(out) == 0 {
		out = append(out, nil)
	}
	return out
}
