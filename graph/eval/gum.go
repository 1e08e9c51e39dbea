package eval

import (
	"cmp"
	"regexp"
	"slices"

	"clew/graph"
)

// GUM (Zeldes 2017): names, coreference of what is named, and titles. A predicted
// name is right by its head where it overlaps the head name and lies inside the
// gold phrase, and exact where it is the phrase but for a leading article and a
// trailing possessive; one on a gold mention that is no name is ignored. Coreference
// is over entities with a name and all their mentions, singletons kept.

type gumGold struct {
	Mentions []gumMention
}

type gumMention struct {
	Cluster    string
	Type, Kind string
	Link       string
	graph.Span
	Core    [2]int // the head name in the phrase
	Num     bool   // of a time: has a number or a name
	trimmed graph.Span
}

// head is where the head name stands.
func (m *gumMention) head() graph.Span { return graph.Span{Start: m.Core[0], End: m.Core[1]} }

// named says whether a mention is a name that is asked for.
func (m *gumMention) named() bool {
	return m.Kind == "name" && slices.Contains(gumTypes[:3], m.Type) || m.Type == "Date" && m.Num
}

var (
	gumTypes    = words("Person Organization Place Date")
	pronouns    = words("he him his himself she her hers herself it its itself they them their theirs who whom whose which that this we us our i me my you your")
	trailing    = regexp.MustCompile(`(?:['’]s?|[` + blank + `,.;:"'])$`)
	initialStop = regexp.MustCompile(`(?:^|[^\pL\pN_])[A-Z]\.$`)
)

// trimPhrase takes leading articles, and trailing possessives and punctuation off.
func (p *page) trimPhrase(s graph.Span) graph.Span {
	for m := leadingArticle.FindString(p.slice(s)); m != ""; m = leadingArticle.FindString(p.slice(s)) {
		s.Start += len([]rune(m))
	}
	for {
		text := p.slice(s)
		m := trailing.FindString(text)
		if m == "" || initialStop.MatchString(text) {
			return s
		}
		s.End -= len([]rune(m))
	}
}

// onHead says whether a predicted span is on the head of a gold mention and inside
// its phrase, give or take a few characters.
func (m *gumMention) onHead(s graph.Span) bool {
	return s.Overlaps(m.head()) && s.Start >= m.Start-5 && s.End <= m.End+3
}

func (m *gumMention) isExactly(s graph.Span) bool { return m.trimmed == s }

func scoreGUM(s *scoring) error {
	head, exact := tallies{}, tallies{}
	var coref corefScore
	var titles titleCount
	for _, p := range s.pages {
		var g gumGold
		if err := p.decode(&g); err != nil {
			return err
		}
		for i := range g.Mentions {
			g.Mentions[i].trimmed = p.trimPhrase(g.Mentions[i].Span)
		}
		s.gumNames(p, head, g.Mentions, (*gumMention).onHead, true)
		s.gumNames(p, exact, g.Mentions, (*gumMention).isExactly, false)
		c := p.gumCoref(g.Mentions)
		coref.add(c.gold, c.said)
		s.gumCorefErrors(p, c)
		titles.add(s.gumTitles(p, c))
	}
	s.nameTable("names, head", "names and dates, on the head", head)
	s.nameTable("names, exact", "names and dates, the same words but for a leading article and the possessive", exact)
	s.report.Tables = append(s.report.Tables, Table{"coreference", "which mentions are one entity; CoNLL is the mean F1", coref.rows()})
	s.report.Shares = append(s.report.Shares, titles.shares()...)
	return nil
}

func (s *scoring) nameTable(name, meaning string, counts tallies) {
	all, three := counts.sum(gumTypes...), counts.sum(gumTypes[:3]...)
	var rows []Row
	for _, typ := range gumTypes {
		rows = append(rows, counts.of(typ).row(typ))
	}
	s.report.Tables = append(s.report.Tables, Table{name, meaning, append(rows, three.row("PER+ORG+PLACE"), all.row("ALL"))})
}

// gumSaid are the distinct names and dates of a prediction, in order.
func (p *page) gumSaid() []typed {
	var out []typed
	for _, n := range p.entities {
		typ := nodeNames[n.typ]
		for _, m := range n.mentions {
			named := m.isName() || m.kind == graph.NominalMention && n.typ == "Date"
			x := typed{m.Span, typ}
			switch text := p.slice(m.Span); {
			case !named || !slices.Contains(gumTypes, typ) && typ != "Group" || slices.Contains(pronouns, lower(text)):
			case typ != "Date" && !capitalised(text) || slices.Contains(out, x):
			default:
				out = append(out, x)
			}
		}
	}
	slices.SortFunc(out, func(a, b typed) int { return cmp.Or(bySpan(a.Span, b.Span), cmp.Compare(a.typ, b.typ)) })
	return out
}

// gumNames pairs predicted names with gold mentions: with a free name of the right
// type if there is one, the shortest phrase first.
func (s *scoring) gumNames(p *page, counts tallies, gold []gumMention, fits func(*gumMention, graph.Span) bool, explain bool) {
	used := make([]bool, len(gold))
	for i := range gold {
		if gold[i].named() {
			counts.of(gold[i].Type).gold++
		}
	}
	for _, x := range p.gumSaid() {
		x.Span = p.trimPhrase(x.Span)
		var near []int
		for i := range gold {
			if fits(&gold[i], x.Span) {
				near = append(near, i)
			}
		}
		free := func(i int) int { // 0 for names that may be paired, which stand first
			if gold[i].named() && x.mayBe(gold[i].Type) && !used[i] {
				return 0
			}
			return 1
		}
		slices.SortFunc(near, func(a, b int) int {
			return cmp.Or(free(a)-free(b), (gold[a].End-gold[a].Start)-(gold[b].End-gold[b].Start), a-b)
		})
		right := len(near) > 0 && free(near[0]) == 0
		typ := x.typ
		if typ == "Group" {
			typ = "Organization"
			if len(near) > 0 && (right || gold[near[0]].Type == "Person") {
				typ = gold[near[0]].Type
			}
		}
		switch {
		case right:
			used[near[0]] = true
			counts.of(typ).hit(1, 1, 0)
		case slices.ContainsFunc(near, func(i int) bool { return !gold[i].named() && gold[i].Type == typ }):
		default:
			counts.of(typ).predicted++
			if explain {
				s.note(p, Error{Kind: Wrong, Type: typ, Fact: quoted(p.slice(x.Span)), Cause: whyNoName(x, gumTyped(gold), "the gold has"), Marks: []graph.Span{x.Span}})
			}
		}
	}
	if explain {
		s.gumMissed(p, gold, used)
	}
}

// gumTyped are the gold names, for saying what stands at a place.
func gumTyped(gold []gumMention) []typed {
	var out []typed
	for i := range gold {
		if gold[i].named() {
			out = append(out, typed{gold[i].trimmed, gold[i].Type})
		}
	}
	return out
}

func (s *scoring) gumMissed(p *page, gold []gumMention, used []bool) {
	said := p.gumSaid()
	for i := range said {
		said[i].Span = p.trimPhrase(said[i].Span)
	}
	for i := range gold {
		if m := &gold[i]; m.named() && !used[i] {
			s.note(p, Error{Kind: Missed, Type: m.Type, Fact: quoted(p.slice(m.Span)), Cause: whyNoName(typed{p.trimPhrase(m.head()), m.Type}, said, "we have"), Marks: []graph.Span{m.Span}})
		}
	}
}
