package eval

import (
	"cmp"
	"regexp"
	"slices"

	"clew/graph"
)

// Names (CoNLL++, WNUT, DWIE's mentions): people, organizations and places, and
// weapons and dates where they are annotated. Names of other kinds are ignored on
// both sides. A group of people is right on an organization or a person.

// Types of names in the sets, and of nodes; what is missing here is scored on
// neither side.
var (
	goldNames = byWord(map[string]string{"Person": "PER person Person", "Organization": "ORG corporation group Organisation", "Place": "LOC location Location", "Weapon": "Weapon", "Date": "Temporal"})
	nodeNames = byWord(map[string]string{
		"Person": "Person", "Organization": "Organization Organisation Company Agency", "Group": "Group", "Place": "Place Location Facility Country City", "Weapon": "Weapon", "Date": "Date Time",
	})
)

type nameGold struct {
	Mentions []struct {
		graph.Span
		Type string
	}
}

// typed is a name with its type; empty: of a kind that is not scored.
type typed struct {
	graph.Span
	typ string
}

var (
	leadingArticle     = regexp.MustCompile(`^(?i:the|a|an)[` + blank + `]+`)
	trailingPossessive = regexp.MustCompile(`[` + blank + `]*['’]s?$`)
)

// trimName takes a leading article and a trailing possessive off.
func (p *page) trimName(s graph.Span) graph.Span {
	if m := leadingArticle.FindString(p.slice(s)); m != "" {
		s.Start += len([]rune(m))
	}
	if m := trailingPossessive.FindString(p.slice(s)); m != "" {
		s.End -= len([]rune(m))
	}
	return s
}

// scoredNames are the distinct names of a prediction, in order.
func (p *page) scoredNames() []typed {
	var out []typed
	for _, n := range p.entities {
		typ := nodeNames[n.typ]
		thing := typ == "Weapon" || typ == "Date" // these are no names
		for _, m := range n.mentions {
			named := m.isName() || m.kind == graph.NominalMention && thing
			if named && capitalOrDigit(m.text) || thing {
				if x := (typed{p.trimName(m.Span), typ}); typ != "" && !slices.Contains(out, x) {
					out = append(out, x)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b typed) int {
		return cmp.Or(bySpan(a.Span, b.Span), cmp.Compare(a.typ, b.typ))
	})
	return out
}

func capitalOrDigit(s string) bool {
	return slices.ContainsFunc([]rune(s), func(r rune) bool { return 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' })
}

func scoreNames(s *scoring) error { return s.scoreNames() }

func (s *scoring) scoreNames() error {
	exact, overlap := tallies{}, tallies{}
	for _, p := range s.pages {
		var g nameGold
		if err := p.decode(&g); err != nil {
			return err
		}
		var gold []typed
		for _, m := range g.Mentions {
			gold = append(gold, typed{p.trimName(m.Span), goldNames[m.Type]})
		}
		said := p.scoredNames()
		s.countNames(p, exact, gold, said, func(a, b graph.Span) bool { return a == b }, true)
		s.countNames(p, overlap, gold, said, graph.Span.Overlaps, false)
	}
	for _, way := range []struct {
		name, meaning string
		counts        tallies
	}{{"exact", "names, the same words but for a leading article and the possessive", exact}, {"overlap", "names, any overlap", overlap}} {
		var rows []Row
		for _, typ := range words("Date Organization Person Place Weapon") {
			if t := way.counts[typ]; t != nil && t.gold > 0 {
				rows = append(rows, t.row(typ))
			}
		}
		all := tally{}
		for _, typ := range words("Organization Person Place") {
			if t := way.counts[typ]; t != nil && t.gold > 0 {
				all.add(*t)
			}
		}
		s.report.Tables = append(s.report.Tables, Table{way.name, way.meaning, append(rows, all.row("PER+ORG+LOC"))})
	}
	return nil
}

// mayBe says whether a predicted name is right on a gold name of a type.
func (x typed) mayBe(typ string) bool {
	return typ == x.typ || x.typ == "Group" && (typ == "Organization" || typ == "Person")
}

// countNames pairs predicted names with the first gold name that fits.
func (s *scoring) countNames(p *page, counts tallies, gold, said []typed, fits func(a, b graph.Span) bool, explain bool) {
	used := make([]bool, len(gold))
	for _, g := range gold {
		if g.typ != "" {
			counts.of(g.typ).gold++
		}
	}
	for _, x := range said {
		i := firstFree(used, func(i int) bool { return x.mayBe(gold[i].typ) && fits(gold[i].Span, x.Span) })
		typ := x.typ
		switch {
		case typ == "Group" && i >= 0:
			typ = gold[i].typ
		case typ == "Group":
			typ = "Organization"
		}
		switch {
		case i >= 0:
			used[i] = true
			counts.of(typ).hit(1, 1, 0)
		case slices.ContainsFunc(gold, func(g typed) bool { return g.typ == "" && g.Overlaps(x.Span) }):
		default:
			counts.of(typ).predicted++
			if explain {
				s.note(p, Error{Kind: Wrong, Type: typ, Fact: quoted(p.slice(x.Span)), Cause: whyNoName(x, gold, "the gold has"), Marks: []graph.Span{x.Span}})
			}
		}
	}
	for i, g := range gold {
		if explain && g.typ != "" && !used[i] {
			s.note(p, Error{Kind: Missed, Type: g.typ, Fact: quoted(p.slice(g.Span)), Cause: whyNoName(g, said, "we have"), Marks: []graph.Span{g.Span}})
		}
	}
}

// whyNoName says what the other side has at the place of a name.
func whyNoName(x typed, others []typed, who string) string {
	for _, o := range others {
		switch {
		case o.Span == x.Span && o.typ == x.typ:
			return who + " it once more"
		case o.Span == x.Span:
			return who + " another type: " + o.typ
		}
	}
	for _, o := range others {
		if o.Overlaps(x.Span) {
			return map[bool]string{true: who + " other bounds", false: who + " other bounds and type: " + o.typ}[o.typ == x.typ]
		}
	}
	return who + " no name there"
}
