package eval

import (
	"maps"
	"slices"
	"strings"

	"clew/graph"
)

// DWIE (Zaporojets and others 2021; Deutsche Welle), end to end: a node stands for
// the gold entity with which most of its names overlap. Relation types are
// compared by families; a predicted type may stand for several. The gold's
// relations to adjectives ("-x") are neither asked for nor punished. Coreference
// is pairwise over mentions of people, places and organizations; title is whether
// the node of an entity with an article in an encyclopedia carries its title.

// dwieFamily is the family of each gold relation.
var dwieFamily = byWord(map[string]string{
	"LOCATED_IN": "in0 in1 in2 event_in0 event_in1 event_in2", "BASED_IN": "based_in0 based_in1 based_in2", "CITIZEN_OF": "citizen_of", "MEMBER_OF": "member_of player_of",
	"LEADS": "coach_of head_of head_of_state head_of_gov mayor_of", "OFFICE": "agent_of minister_of spokesperson_of advisor_of", "PART_OF": "agency_of institution_of ministry_of part_of",
	"FAMILY": "spouse_of child_of parent_of sibling", "CREATED": "created_by product_of", "MET": "is_meeting",
})

// dwieTypes are the families that a predicted type may stand for.
var dwieTypes = byWord(map[string]string{
	"LOCATED_IN BASED_IN PART_OF": "LOCATED_IN", "BASED_IN LOCATED_IN": "BASED_IN HEADQUARTERED_IN OPERATES_IN", "CITIZEN_OF": "CITIZEN_OF NATIONALITY HAS_NATIONALITY ORIGIN BORN_IN LIVES_IN FROM",
	"MEMBER_OF PART_OF OFFICE": "MEMBER_OF BELONGS_TO PLAYS_FOR AFFILIATED_WITH", "LEADS OFFICE": "LEADS HEADS HEAD_OF CEO_OF PRESIDENT_OF COACHES",
	"OFFICE MEMBER_OF LEADS":                "WORKS_FOR EMPLOYED_BY REPRESENTS SPOKESPERSON_OF SPEAKS_FOR MINISTER_OF HOLDS_OFFICE_IN ADVISES SERVED_IN",
	"PART_OF MEMBER_OF LOCATED_IN BASED_IN": "PART_OF SUBSIDIARY_OF BRANCH_OF AGENCY_OF DIVISION_OF OWNED_BY", "FAMILY": "SPOUSE_OF MARRIED_TO CHILD_OF PARENT_OF SIBLING_OF RELATIVE_OF FAMILY_OF",
	"CREATED": "FOUNDED_BY CREATED_BY PRODUCT_OF MADE_BY", "MET": "MET MET_WITH",
})

// Families that hold both ways, and types that are read backwards.
var (
	dwieSymmetric = words("FAMILY MET")
	dwieBackwards = map[string]string{"OWNS": "OWNED_BY", "FOUNDED": "FOUNDED_BY", "WROTE": "CREATED_BY"}
	dwieNames     = words("person location organization")
	dwieTitled    = words("person location organization event")
)

// pair is two gold entities in order.
type pair struct{ from, to int }

// dwieRelations are the families between pairs, and the pairs that are neither asked
// for nor punished.
type dwieRelations struct {
	families map[pair][]string
	order    []pair
	soft     map[pair]bool
}

func (g *tripleGold) dwieRelations() dwieRelations {
	out := dwieRelations{map[pair][]string{}, nil, map[pair]bool{}}
	add := func(p pair, family string) {
		if out.families[p] == nil {
			out.order = append(out.order, p)
		}
		if !slices.Contains(out.families[p], family) {
			out.families[p] = append(out.families[p], family)
		}
	}
	for _, r := range g.Relations {
		p := pair{r.from, r.to}
		if family := dwieFamily[r.typ]; family != "" {
			add(p, family)
			if slices.Contains(dwieSymmetric, family) {
				add(pair{r.to, r.from}, family)
			}
		}
		if strings.HasSuffix(r.typ, "-x") {
			out.soft[p] = true
		}
	}
	return out
}

func scoreDWIE(s *scoring) error {
	families := tallies{}
	var relations, pairs tally
	var titles titleCount
	for _, p := range s.pages {
		g, a, err := p.triples()
		if err != nil {
			return err
		}
		titles.add(s.titles(p, a))
		pairs.add(s.pairwise(p, a))
		relations.add(s.dwieRelations(p, a, g.dwieRelations(), families))
	}
	var total tally
	rows := []Row{}
	for _, family := range slices.Sorted(maps.Keys(families)) {
		row := families[family].row(family)
		row.RecallOnly = true
		rows = append(rows, row)
		total.add(*families[family])
	}
	relations.found, relations.gold = total.found, total.gold
	r := s.report
	r.Tables = append(r.Tables,
		Table{"relations", "families of relations between entities; precision only over all", append(rows, relations.row("RELATIONS"))},
		Table{"coreference", "pairs of mentions of one entity", []Row{pairs.row("COREF")}})
	r.Shares = append(r.Shares, titles.shares()...)
	return s.scoreNames()
}

// titles counts the entities with a title.
func (s *scoring) titles(p *page, a *alignment) titleCount {
	var count titleCount
	for i, e := range a.golds {
		if e.Link == "" || !slices.Contains(dwieTitled, e.Type) {
			continue
		}
		inText := slices.ContainsFunc(e.Mentions, func(m goldMention) bool { return titleForm(m.Text) == titleForm(e.Link) })
		s.countTitle(p, &count, e.Link, p.nodesOf(a, i), inText, a.marks(i, i))
	}
	return count
}

// pairwise counts pairs of mentions that belong to one entity.
func (s *scoring) pairwise(p *page, a *alignment) tally {
	type mentionOf struct {
		gold int
		node string
	}
	var all []mentionOf
	for i, e := range a.golds {
		for j := range e.Mentions {
			if slices.Contains(dwieNames, e.Type) {
				all = append(all, mentionOf{i, a.nodeAt[[2]int{i, j}]})
			}
		}
	}
	var t tally
	for i, x := range all {
		for _, y := range all[i+1:] {
			same, joined := x.gold == y.gold, x.node != "" && x.node == y.node
			if same {
				t.gold++
			}
			if joined {
				t.predicted++
			}
			if same && joined {
				t.right, t.found = t.right+1, t.found+1
			}
		}
	}
	s.corefErrors(p, a)
	return t
}

// corefErrors notes entities that are several nodes, and nodes that hold several
// entities.
func (s *scoring) corefErrors(p *page, a *alignment) {
	holders, held := map[int][]string{}, map[string][]int{}
	for i, e := range a.golds {
		if !slices.Contains(dwieNames, e.Type) {
			continue
		}
		for j := range e.Mentions {
			id := a.nodeAt[[2]int{i, j}]
			if id != "" && !slices.Contains(holders[i], id) {
				holders[i], held[id] = append(holders[i], id), append(held[id], i)
			}
		}
	}
	for i := range a.golds {
		if ids := holders[i]; len(ids) > 1 {
			s.note(p, Error{Kind: Missed, Type: "COREF", Fact: quoted(a.golds[i].name()) + " is " + p.namesOf(ids), Cause: "one entity, several nodes", Marks: a.heldBy(i, ids[:2])})
		}
	}
	for _, n := range p.entities {
		if golds := held[n.id]; len(golds) > 1 {
			var names []string
			for _, i := range golds {
				names = append(names, quoted(a.golds[i].name()))
			}
			s.note(p, Error{Kind: Wrong, Type: "COREF", Fact: n.name + " stands for " + strings.Join(names, ", "), Cause: "one node, several entities", Marks: a.marks(golds[0], golds[1])})
		}
	}
}

// heldBy is a mention of a gold entity for each of some nodes that hold one.
func (a *alignment) heldBy(gold int, ids []string) []graph.Span {
	var out []graph.Span
	for _, id := range ids {
		for j, m := range a.golds[gold].Mentions {
			if a.nodeAt[[2]int{gold, j}] == id {
				out = append(out, m.Span)
				break
			}
		}
	}
	return out
}

func (p *page) namesOf(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, quoted(p.nameOf(id)))
	}
	return strings.Join(names, ", ")
}

// dwieRelations counts predicted relations, and what is found of each family.
func (s *scoring) dwieRelations(p *page, a *alignment, gold dwieRelations, families tallies) tally {
	var t tally
	found, counted := map[pair]map[string]bool{}, map[[3]string]bool{}
	for _, l := range p.relations {
		typ, from, to := l.typ, l.from, l.to
		if back := dwieBackwards[typ]; back != "" {
			typ, from, to = back, l.to, l.from
		}
		key := [3]string{typ, from, to}
		if dwieTypes[typ] == "" || counted[key] {
			continue
		}
		counted[key] = true
		i, okFrom := a.of[from]
		j, okTo := a.of[to]
		at := pair{i, j}
		right := false
		for _, family := range words(dwieTypes[typ]) {
			if okFrom && okTo && slices.Contains(gold.families[at], family) {
				right = true
				mark(found, at, family)
				if slices.Contains(dwieSymmetric, family) {
					mark(found, pair{j, i}, family)
				}
			}
		}
		switch {
		case right:
			t.right, t.predicted = t.right+1, t.predicted+1
			s.judge(l, true)
		case okFrom && okTo && gold.soft[at]:
		default:
			t.predicted++
			s.noteLink(p, l, Error{Type: words(dwieTypes[typ])[0], Cause: a.whyNotGold(&link{from: from, to: to}, func(f, t int) string { return strings.Join(gold.families[pair{f, t}], " ") })})
		}
	}
	for _, at := range gold.order {
		for _, family := range gold.families[at] {
			families.of(family).gold++
			if found[at][family] {
				families.of(family).found++
				continue
			}
			s.note(p, Error{Kind: Missed, Type: family, Fact: quoted(a.golds[at.from].name()) + " — " + quoted(a.golds[at.to].name()), Cause: p.whyNoRelation(a, at.from, at.to), Marks: a.marks(at.from, at.to)})
		}
	}
	return t
}

func mark(found map[pair]map[string]bool, at pair, family string) {
	if found[at] == nil {
		found[at] = map[string]bool{}
	}
	found[at][family] = true
}
