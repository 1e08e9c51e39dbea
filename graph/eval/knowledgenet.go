package eval

import (
	"maps"
	"slices"
	"strings"

	"clew/graph"
)

// KnowledgeNet (Mesquita and others 2019): 15 properties, annotated exhaustively
// in passages. A predicted relation counts in the passage that holds its evidence.
//
// The official figure takes every pair of mentions for a fact and a relation for
// all pairs of its nodes' mentions in the passage. The fact figure takes a property
// and the words of its object for one fact, and a relation for right when one of
// its pairs is in the gold. Wrong ones are only counted for properties that are
// annotated in the passage. Demonyms stand for a place only in NATIONALITY, and a
// date without a place in the text is compared by its value.

type knGold struct {
	Passages []knPassage `json:"passages"`
}

type knPassage struct {
	graph.Span
	Annotated []string
	Facts     []knFact
}

type knFact struct {
	Property     string `json:"p"`
	From, To     [2]int
	Subject      string `json:"ft"`
	Object       string `json:"tt"`
	subject, obj graph.Span
}

// property is one that a relation may state, from its object to its subject where
// inverse.
type property struct {
	name    string
	inverse bool
}

// knProperties are the properties that a relation may state; the first is charged
// where none is right.
var knProperties = propertiesByType(map[string]string{
	"BORN_ON DATE_OF_BIRTH": "DATE_OF_BIRTH", "DIED_ON DATE_OF_DEATH": "DATE_OF_DEATH", "BORN_IN PLACE_OF_BIRTH": "PLACE_OF_BIRTH",
	"LIVES_IN LIVED_IN RESIDES_IN RESIDED_IN PLACE_OF_RESIDENCE": "PLACE_OF_RESIDENCE", "CITIZEN_OF NATIONALITY HAS_NATIONALITY NATIONAL_OF": "NATIONALITY",
	"WORKS_FOR WORKED_FOR EMPLOYED_BY MEMBER_OF AFFILIATED_WITH BELONGS_TO WORKS_AT EMPLOYEE_OR_MEMBER_OF OFFICER_OF DIRECTOR_OF SERVED_IN PLAYS_FOR": "EMPLOYEE_OR_MEMBER_OF POLITICAL_AFFILIATION -CEO",
	"POLITICAL_AFFILIATION MEMBER_OF_PARTY": "POLITICAL_AFFILIATION EMPLOYEE_OR_MEMBER_OF", "LEADS HEADS CEO_OF HEAD_OF CHAIRS": "-CEO EMPLOYEE_OR_MEMBER_OF POLITICAL_AFFILIATION",
	"EDUCATED_AT STUDIED_AT GRADUATED_FROM ATTENDED": "EDUCATED_AT", "CHILD_OF SON_OF DAUGHTER_OF": "CHILD_OF", "PARENT_OF FATHER_OF MOTHER_OF": "-CHILD_OF -SUBSIDIARY_OF",
	"SPOUSE_OF SPOUSE MARRIED_TO": "SPOUSE -SPOUSE", "FOUNDED_ON DATE_FOUNDED ESTABLISHED_ON": "DATE_FOUNDED", "HEADQUARTERED_IN HEADQUARTERS BASED_IN": "HEADQUARTERS PLACE_OF_RESIDENCE",
	"SUBSIDIARY_OF OWNED_BY PART_OF DIVISION_OF": "SUBSIDIARY_OF", "BRANCH_OF": "SUBSIDIARY_OF", "ORIGIN": "PLACE_OF_BIRTH PLACE_OF_RESIDENCE NATIONALITY",
	"OWNS ACQUIRED PARENT_COMPANY_OF": "-SUBSIDIARY_OF", "FOUNDED FOUNDER_OF CO_FOUNDED": "-FOUNDED_BY", "FOUNDED_BY": "FOUNDED_BY", "CEO": "CEO",
})

func propertiesByType(table map[string]string) map[string][]property {
	out := map[string][]property{}
	for types, properties := range table {
		for _, typ := range words(types) {
			for _, name := range words(properties) {
				bare := strings.TrimPrefix(name, "-")
				out[typ] = append(out[typ], property{bare, bare != name})
			}
		}
	}
	return out
}

// statesNationality says whether a demonym may be an end of a relation.
func statesNationality(typ string) bool {
	return slices.ContainsFunc(knProperties[typ], func(p property) bool { return p.name == "NATIONALITY" })
}

// knCounts are the two ways of counting.
type knCounts struct{ official, fact tallies }

// reading is what the prediction says in one passage.
type knReading struct {
	*scoring
	*page
	*knPassage
	counts knCounts
	hit    map[int]bool // gold facts found
	done   map[[3]string]bool
}

func scoreKnowledgeNet(s *scoring) error {
	counts := knCounts{tallies{}, tallies{}}
	for _, p := range s.pages {
		var g knGold
		if err := p.decode(&g); err != nil {
			return err
		}
		for i := range g.Passages {
			for j := range g.Passages[i].Facts {
				f := &g.Passages[i].Facts[j]
				f.subject, f.obj = graph.Span{Start: f.From[0], End: f.From[1]}, graph.Span{Start: f.To[0], End: f.To[1]}
			}
		}
		byValue := p.datesByValue(g.Passages)
		for i := range g.Passages {
			r := &knReading{s, p, &g.Passages[i], counts, map[int]bool{}, map[[3]string]bool{}}
			for _, d := range byValue[i] {
				r.countDate(d)
			}
			for _, l := range p.relations {
				r.count(l)
			}
			r.countGold()
		}
	}
	s.knReport(counts)
	return nil
}

// knReport makes the tables; facts are counted by one unit for each object, so that
// several right relations may find one.
func (s *scoring) knReport(c knCounts) {
	order := slices.Sorted(maps.Keys(c.fact))
	s.report.Tables = append(s.report.Tables,
		Table{"official", "pairs of mentions, as the data's own scorer counts", c.official.rows(order, "MICRO")},
		Table{"fact", "properties with their object, one unit each", c.fact.rows(order, "MICRO")})
}

// within are the distinct places in the passage where a node is mentioned, in order.
func (ps *knPassage) within(n *node, demonyms bool) []graph.Span {
	var out []graph.Span
	for _, m := range n.mentions {
		if ps.Contains(m.Span) && (demonyms || m.kind != graph.DemonymMention) && !slices.Contains(out, m.Span) {
			out = append(out, m.Span)
		}
	}
	slices.SortFunc(out, bySpan)
	return out
}

func touches(spans []graph.Span, s graph.Span) bool { return slices.ContainsFunc(spans, s.Overlaps) }

// count counts a relation where it belongs to the passage.
func (r *knReading) count(l *link) {
	from, to := r.byID[l.from], r.byID[l.to]
	if from == nil || to == nil {
		return
	}
	if l.evidence != nil && !l.evidence.Overlaps(r.Span) || l.evidence == nil && (len(r.within(from, true)) == 0 || len(r.within(to, true)) == 0) {
		return
	}
	key := [3]string{l.typ, l.from, l.to}
	if knProperties[l.typ] == nil || r.done[key] {
		return
	}
	r.done[key] = true
	nationality := statesNationality(l.typ)
	a, b := r.within(from, nationality), r.within(to, nationality)
	for _, p := range knProperties[l.typ] {
		subjects, objects := a, b
		if p.inverse {
			subjects, objects = b, a
		}
		if facts := r.stated(p.name, subjects, objects); len(facts) > 0 {
			r.countRight(p.name, facts, subjects, objects)
			r.judge(l, true)
			return
		}
	}
	r.countWrong(l, a, b)
}

// stated are the facts of a property between two nodes.
func (ps *knPassage) stated(name string, subjects, objects []graph.Span) []int {
	var out []int
	for i, f := range ps.Facts {
		if f.Property == name && touches(subjects, f.subject) && touches(objects, f.obj) {
			out = append(out, i)
		}
	}
	return out
}

// countRight counts the facts, and the pairs of mentions that are none of them.
func (r *knReading) countRight(name string, facts []int, subjects, objects []graph.Span) {
	for _, i := range facts {
		r.hit[i] = true
	}
	t := r.counts.fact.of(name)
	t.right, t.predicted = t.right+1, t.predicted+1
	for _, s := range subjects {
		for _, o := range objects {
			if !slices.ContainsFunc(facts, func(i int) bool { return s.Overlaps(r.Facts[i].subject) && o.Overlaps(r.Facts[i].obj) }) {
				r.counts.official.of(name).predicted++
			}
		}
	}
}

// countWrong charges a relation that is no fact to its first property that is
// annotated here.
func (r *knReading) countWrong(l *link, a, b []graph.Span) {
	i := slices.IndexFunc(knProperties[l.typ], func(p property) bool { return slices.Contains(r.Annotated, p.name) })
	if i < 0 || len(a) == 0 || len(b) == 0 {
		return
	}
	name := knProperties[l.typ][i].name
	r.counts.fact.of(name).predicted++
	r.counts.official.of(name).predicted += len(a) * len(b)
	r.noteLink(r.page, l, Error{Type: name, Cause: r.whyWrong(l.typ, a, b), Marks: []graph.Span{a[0], b[0]}})
}

// whyWrong says what the gold has between the ends of a wrong relation.
func (r *knReading) whyWrong(typ string, a, b []graph.Span) string {
	for _, f := range r.Facts {
		forth, back := touches(a, f.subject) && touches(b, f.obj), touches(b, f.subject) && touches(a, f.obj)
		switch {
		case forth || back:
			return "the gold has another relation between the two: " + f.Property
		case slices.ContainsFunc(knProperties[typ], func(p property) bool { return p.name == f.Property }) && (touches(a, f.subject) || touches(a, f.obj)):
			return "the fact is with another end: " + f.Object
		case slices.ContainsFunc(knProperties[typ], func(p property) bool { return p.name == f.Property }) && (touches(b, f.subject) || touches(b, f.obj)):
			return "the fact is with another end: " + f.Subject
		}
	}
	return "no such fact in the passage"
}

// countGold counts the gold facts and notes the missed ones.
func (r *knReading) countGold() {
	type object struct {
		property string
		at       [2]int
	}
	found := map[object]bool{}
	first := map[object]int{}
	for i, f := range r.Facts {
		t, key := r.counts.official.of(f.Property), object{f.Property, f.To}
		t.gold++
		if r.hit[i] {
			t.right, t.found, t.predicted = t.right+1, t.found+1, t.predicted+1
		}
		if _, ok := first[key]; !ok {
			first[key] = i
		}
		found[key] = found[key] || r.hit[i]
	}
	for _, i := range slices.Sorted(maps.Values(first)) {
		f := r.Facts[i]
		t := r.counts.fact.of(f.Property)
		t.gold++
		if found[object{f.Property, f.To}] {
			t.found++
			continue
		}
		r.note(r.page, Error{Kind: Missed, Type: f.Property, Fact: quoted(f.Subject) + " — " + quoted(f.Object), Cause: r.whyMissed(f), Marks: []graph.Span{f.subject, f.obj}})
	}
}

// whyMissed says how far the prediction came with a fact.
func (r *knReading) whyMissed(f knFact) string {
	subjects, objects := r.nodesAt(f.subject), r.nodesAt(f.obj)
	date := strings.HasPrefix(f.Property, "DATE_")
	switch {
	case len(subjects) == 0 && len(objects) == 0:
		return "no node for either end"
	case len(subjects) == 0:
		return "no node for the subject"
	case date:
		return "the date is not a property of the subject"
	case len(objects) == 0:
		return "no node for the object"
	}
	if ends := knEnds[f.Property]; ends[0] != "" {
		if !r.anyOfType(subjects, ends[0]) {
			return "the subject is read as another type: " + r.byID[subjects[0]].typ
		}
		if !r.anyOfType(objects, ends[1]) {
			return "the object is read as another type: " + r.byID[objects[0]].typ
		}
	}
	for _, l := range r.relations {
		if slices.Contains(subjects, l.from) && slices.Contains(objects, l.to) || slices.Contains(objects, l.from) && slices.Contains(subjects, l.to) {
			return "both nodes, linked otherwise: " + l.typ
		}
	}
	return "both nodes, not linked"
}

// knEnds are the types of node that belong at either end of a property.
var knEnds = map[string][2]string{
	"CEO": {"Organization", "Person"}, "CHILD_OF": {"Person", "Person"}, "EDUCATED_AT": {"Person", "Organization"}, "EMPLOYEE_OR_MEMBER_OF": {"Person", "Organization"},
	"FOUNDED_BY": {"Organization", "Person Organization"}, "HEADQUARTERS": {"Organization", "Place"}, "NATIONALITY": {"Person", "Place"}, "PLACE_OF_BIRTH": {"Person", "Place"},
	"PLACE_OF_RESIDENCE": {"Person", "Place"}, "POLITICAL_AFFILIATION": {"Person", "Organization"}, "SPOUSE": {"Person", "Person"}, "SUBSIDIARY_OF": {"Organization", "Organization"},
}

// anyOfType says whether one of some nodes is of one of some types.
func (p *page) anyOfType(ids []string, types string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(words(types), p.byID[id].typ) })
}

// nodesAt are the ids of the nodes that are mentioned at a place.
func (p *page) nodesAt(s graph.Span) []string {
	var out []string
	for _, n := range p.entities {
		if slices.ContainsFunc(n.mentions, func(m mention) bool { return m.Overlaps(s) }) {
			out = append(out, n.id)
		}
	}
	return out
}
