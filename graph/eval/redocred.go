package eval

import (
	"maps"
	"slices"
	"strings"
)

// Re-DocRED (Tan and others 2022), end to end, with the relations that a graph of
// news would carry: a node stands for the gold entity with which most of its names
// overlap, and a triple is right when both ends and the type agree. Types that the
// table lacks are ignored on both sides.

// turn is a type of relation, read backwards where inverse.
type turn struct {
	typ     string
	inverse bool
}

// wikidataTypes are the properties of Wikidata by ours; a minus turns them round.
var wikidataTypes = turns(map[string]string{
	"LOCATED_IN": "P131 P17 P276 P30 P706 P206 -P150", "HEADQUARTERED_IN": "P159 P740", "BORN_IN": "P19", "DIED_IN": "P20", "LIVES_IN": "P551", "CITIZEN_OF": "P27",
	"BORN_ON": "P569", "DIED_ON": "P570", "FOUNDED_ON": "P571", "OCCURRED_ON": "P585 P580 P582", "SPOUSE_OF": "P26", "CHILD_OF": "P22 P25 -P40", "SIBLING_OF": "P3373",
	"WORKS_FOR": "P108", "MEMBER_OF": "P463 P102 P54 P241", "EDUCATED_AT": "P69", "FOUNDED": "-P112", "OWNS": "-P127 P1830", "SUBSIDIARY_OF": "P749 -P355",
	"LEADS": "-P6 -P35 -P488 -P169 -P1037", "PARTICIPATED_IN": "P1344 -P710 P607", "PART_OF": "P361 -P527",
})

// redocredTypes are the types of the graph, and of other systems, by the gold's. The
// order of the list is that in which a type with several meanings is tried.
var redocredTypes = func() map[string][]turn {
	out := map[string][]turn{}
	for _, row := range [][2]string{
		{"LOCATED_IN", "LOCATED_IN CAPITAL_OF"}, {"HEADQUARTERED_IN", "HEADQUARTERED_IN BASED_IN"}, {"BORN_IN", "BORN_IN"}, {"DIED_IN", "DIED_IN"}, {"LIVES_IN", "LIVES_IN LIVED_IN RESIDES_IN"},
		{"CITIZEN_OF", "CITIZEN_OF NATIONALITY HAS_NATIONALITY NATIONAL_OF ORIGIN"}, {"BORN_ON", "BORN_ON"}, {"DIED_ON", "DIED_ON"}, {"FOUNDED_ON", "FOUNDED_ON"},
		{"OCCURRED_ON", "OCCURRED_ON STARTED_ON"}, {"SPOUSE_OF", "SPOUSE_OF MARRIED_TO"}, {"CHILD_OF", "CHILD_OF SON_OF DAUGHTER_OF -PARENT_OF -FATHER_OF -MOTHER_OF"},
		{"SIBLING_OF", "SIBLING_OF BROTHER_OF SISTER_OF"}, {"WORKS_FOR", "WORKS_FOR WORKED_FOR EMPLOYED_BY AFFILIATED_WITH"},
		{"MEMBER_OF", "MEMBER_OF AFFILIATED_WITH BELONGS_TO PLAYS_FOR SERVED_IN"}, {"EDUCATED_AT", "EDUCATED_AT STUDIED_AT GRADUATED_FROM"}, {"FOUNDED", "FOUNDED FOUNDER_OF -FOUNDED_BY"},
		{"OWNS", "OWNS ACQUIRED -OWNED_BY"}, {"SUBSIDIARY_OF", "SUBSIDIARY_OF DIVISION_OF BRANCH_OF"}, {"LEADS", "LEADS HEADS CEO_OF HEAD_OF"},
		{"PARTICIPATED_IN", "PARTICIPATED_IN FOUGHT_IN"}, {"PART_OF", "PART_OF BRANCH_OF"},
	} {
		for _, word := range words(row[1]) {
			bare := strings.TrimPrefix(word, "-")
			out[bare] = append(out[bare], turn{row[0], bare != word})
		}
	}
	return out
}()

// turns reads a table of types with the words that stand for them.
func turns(table map[string]string) map[string]turn {
	out := map[string]turn{}
	for typ, list := range table {
		for _, word := range words(list) {
			bare := strings.TrimPrefix(word, "-")
			out[bare] = turn{typ, bare != word}
		}
	}
	return out
}

var (
	redocredSymmetric = words("SPOUSE_OF SIBLING_OF")
	inferred          = words("LOCATED_IN CITIZEN_OF PART_OF") // mostly from knowledge of the world
)

// end is an end of a triple: a gold entity, or a node that stands for none.
type end struct {
	gold int
	node string
}

// statement is a triple with its type.
type statement struct {
	typ      string
	from, to end
}

func (s statement) turned() statement { return statement{s.typ, s.to, s.from} }

// as is a statement between two ends by way of a type, turned round where that says so.
func (t turn) as(from, to end) statement {
	if t.inverse {
		from, to = to, from
	}
	return statement{t.typ, from, to}
}

// statement is what a triple of the gold states; none where its type is not compared.
func (t triple) statement() (statement, bool) {
	typ, ok := wikidataTypes[t.typ]
	return typ.as(end{gold: t.from}, end{gold: t.to}), ok
}

func (g *tripleGold) statements() map[statement]bool {
	out := map[statement]bool{}
	for _, r := range g.Relations {
		s, ok := r.statement()
		if !ok {
			continue
		}
		out[s] = true
		if slices.Contains(redocredSymmetric, s.typ) {
			out[s.turned()] = true
		}
	}
	return out
}

// redocredStatements are what the prediction states, each with a relation that does.
func (p *page) redocredStatements(a *alignment, gold map[statement]bool) map[statement]*link {
	out := map[statement]*link{}
	endOf := func(id string) end {
		if i, ok := a.of[id]; ok {
			return end{gold: i}
		}
		return end{gold: -1, node: id}
	}
	for _, l := range p.relations {
		from, to := endOf(l.from), endOf(l.to)
		if l.fromProp && (from.gold < 0 || to.gold < 0) || len(redocredTypes[l.typ]) == 0 {
			continue
		}
		var candidates []statement
		for _, t := range redocredTypes[l.typ] {
			candidates = append(candidates, t.as(from, to))
		}
		best := candidates[max(0, slices.IndexFunc(candidates, func(s statement) bool { return gold[s] }))]
		out[best] = l
	}
	for s, l := range maps.Clone(out) {
		if slices.Contains(redocredSymmetric, s.typ) && out[s.turned()] == nil {
			out[s.turned()] = l
		}
	}
	return out
}

func scoreRedocred(s *scoring) error {
	counts := tallies{}
	var noded, entities int
	for _, p := range s.pages {
		g, a, err := p.triples()
		if err != nil {
			return err
		}
		found := map[int]bool{}
		for _, i := range a.of {
			found[i] = true
		}
		noded, entities = noded+len(found), entities+len(g.Entities)
		s.countStatements(p, a, g, counts)
	}
	order := slices.Sorted(maps.Keys(counts))
	var explicit tally
	for _, typ := range order {
		if !slices.Contains(inferred, typ) {
			explicit.add(*counts[typ])
		}
	}
	s.report.Tables = append(s.report.Tables, Table{"relations", "triples; MICRO explicit leaves out what is mostly knowledge of the world", append(counts.rows(order, "MICRO"), explicit.row("MICRO explicit"))})
	s.report.Shares = append(s.report.Shares, Share{"gold entities with a node", float64(noded), float64(max(1, entities))})
	return nil
}

func (s *scoring) countStatements(p *page, a *alignment, g *tripleGold, counts tallies) {
	gold := g.statements()
	said := p.redocredStatements(a, gold)
	for x := range said {
		counts.of(x.typ).predicted++
		if gold[x] {
			counts.of(x.typ).right++
		}
	}
	for x := range gold {
		counts.of(x.typ).gold++
		if said[x] != nil {
			counts.of(x.typ).found++
		}
	}
	s.statementErrors(p, a, g, gold, said)
}

// statementErrors notes wrong statements in the order of their relations, and missed
// ones in the order of the gold.
func (s *scoring) statementErrors(p *page, a *alignment, g *tripleGold, gold map[statement]bool, said map[statement]*link) {
	between := func(from, to int) string {
		var types []string
		for x := range gold {
			if x.from.gold == from && x.to.gold == to {
				types = append(types, x.typ)
			}
		}
		return strings.Join(slices.Sorted(slices.Values(types)), " ")
	}
	noted := map[*link]bool{}
	stated := map[*link]statement{}
	for x, l := range said {
		stated[l] = x
	}
	for _, l := range p.relations {
		x, counted := stated[l]
		if !counted || noted[l] {
			continue
		}
		if noted[l] = true; gold[x] {
			s.judge(l, true)
		} else {
			s.noteLink(p, l, Error{Type: x.typ, Cause: a.whyNotGold(l, between)})
		}
	}
	seen := map[statement]bool{}
	for _, r := range g.Relations {
		x, ok := r.statement()
		if !ok || said[x] != nil || seen[x] {
			continue
		}
		seen[x] = true
		s.note(p, Error{Kind: Missed, Type: x.typ, Fact: quoted(a.golds[x.from.gold].name()) + " — " + quoted(a.golds[x.to.gold].name()),
			Cause: p.whyNoRelation(a, x.from.gold, x.to.gold), Marks: a.marks(x.from.gold, x.to.gold)})
	}
}
