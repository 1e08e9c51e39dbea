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
	Start, End int
	Core       [2]int // the head name in the phrase
	Num        bool   // of a time: has a number or a name
	trimmed    graph.Span
}

func (m *gumMention) span() graph.Span { return spanOf(m.Start, m.End) }

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

// gumNodes are types of nodes by those of the set; others stand for themselves.
var gumNodes = byWord(map[string]string{
	"Organization": "Organisation Company Agency", "Place": "Location Facility Country City", "Date": "Time",
})

func gumType(n *node) string { return cmp.Or(gumNodes[n.typ], n.typ) }

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
	return s.Overlaps(spanOf(m.Core[0], m.Core[1])) && s.Start >= m.Start-5 && s.End <= m.End+3
}

func (m *gumMention) isExactly(s graph.Span) bool { return m.trimmed == s }

func scoreGUM(s *scoring) error {
	head, exact := tallies{}, tallies{}
	var coref corefScore
	var titled, noded, linked int
	for _, p := range s.pages {
		var g gumGold
		if err := p.decode(&g); err != nil {
			return err
		}
		for i := range g.Mentions {
			g.Mentions[i].trimmed = p.trimPhrase(g.Mentions[i].span())
		}
		s.gumNames(p, head, g.Mentions, (*gumMention).onHead, true)
		s.gumNames(p, exact, g.Mentions, (*gumMention).isExactly, false)
		c := p.gumCoref(g.Mentions)
		coref.add(c.gold, c.said)
		s.gumCorefErrors(p, c)
		t, n, l := s.gumTitles(p, c)
		titled, noded, linked = titled+t, noded+n, linked+l
	}
	s.nameTable("names, head", "names and dates, on the head", head)
	s.nameTable("names, exact", "names and dates, the same words but for a leading article and the possessive", exact)
	s.report.Tables = append(s.report.Tables, Table{"coreference", "which mentions are one entity; CoNLL is the mean F1", coref.rows()})
	s.report.Shares = append(s.report.Shares, Share{"entities with a node", float64(noded), float64(linked)}, Share{"node carries the full title", float64(titled), float64(max(1, linked))})
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
		typ := gumType(n)
		for _, m := range n.mentions {
			named := m.kind != graph.NominalMention && m.kind != graph.PronounMention && m.kind != graph.DemonymMention || m.kind == graph.NominalMention && n.typ == "Date"
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
			head := spanOf(m.Core[0], m.Core[1])
			s.note(p, Error{Kind: Missed, Type: m.Type, Fact: quoted(p.slice(m.span())), Cause: whyNoName(typed{p.trimPhrase(head), m.Type}, said, "we have"), Marks: []graph.Span{m.span()}})
		}
	}
}

// gumClusters are the clusters of gold and prediction over the same items.
type gumClusters struct {
	mentions []gumMention
	names    []string         // gold clusters that count, in the order of the text
	members  map[string][]int // mentions of every gold cluster
	taken    map[int]int      // gold mention to the entity of the prediction on it
	gold     []cluster
	said     []cluster
	saidOf   []int // the entity behind each predicted cluster
}

// gumCoref pairs predicted mentions with gold ones, longer ones first where they
// begin together, and makes the clusters.
func (p *page) gumCoref(mentions []gumMention) *gumClusters {
	c := &gumClusters{mentions: mentions, members: map[string][]int{}, taken: map[int]int{}}
	var order []string
	for i, m := range mentions {
		if c.members[m.Cluster] == nil {
			order = append(order, m.Cluster)
		}
		c.members[m.Cluster] = append(c.members[m.Cluster], i)
	}
	counts := map[string]bool{}
	for _, name := range order {
		if c.isNamed(name) {
			counts[name] = true
			c.names = append(c.names, name)
			all := cluster{}
			for _, i := range c.members[name] {
				all[item{gold: i}] = true
			}
			c.gold = append(c.gold, all)
		}
	}
	c.placeMentions(p, counts)
	return c
}

// isNamed says whether a cluster has a name and is mostly of a type that counts.
func (c *gumClusters) isNamed(name string) bool {
	var types []string
	named := false
	for _, i := range c.members[name] {
		types = append(types, c.mentions[i].Type)
		named = named || c.mentions[i].Kind == "name"
	}
	return named && slices.Contains(gumTypes[:3], commonest(types))
}

// commonest is the most frequent of some strings, the first met of equals.
func commonest[T comparable](list []T) T {
	var best T
	counts := map[T]int{}
	for _, x := range list {
		counts[x]++
	}
	for _, x := range list {
		if counts[x] > counts[best] {
			best = x
		}
	}
	return best
}

func (c *gumClusters) placeMentions(p *page, counts map[string]bool) {
	clusterOf := map[int]cluster{}
	for _, m := range p.gumMentions() {
		best := -1
		rank := func(i int) (int, int) { // clusters that count first, then shorter phrases
			if counts[c.mentions[i].Cluster] {
				return 0, c.mentions[i].End - c.mentions[i].Start
			}
			return 1, c.mentions[i].End - c.mentions[i].Start
		}
		for i := range c.mentions {
			if _, taken := c.taken[i]; taken || !c.mentions[i].onHead(m.Span) {
				continue
			}
			if best >= 0 {
				a, b := rank(i)
				x, y := rank(best)
				if cmp.Or(a-x, b-y) >= 0 {
					continue
				}
			}
			best = i
		}
		it := item{gold: -1, Span: m.Span}
		if best >= 0 {
			c.taken[best] = m.entity
			it = item{gold: best}
			if !counts[c.mentions[best].Cluster] {
				continue
			}
		}
		if clusterOf[m.entity] == nil {
			clusterOf[m.entity] = cluster{}
			c.said, c.saidOf = append(c.said, clusterOf[m.entity]), append(c.saidOf, m.entity)
		}
		clusterOf[m.entity][it] = true
	}
}

// gumMentions are the mentions of people, organizations and places, in the order of
// the text, the longer first.
func (p *page) gumMentions() []place {
	var out []place
	for k, n := range p.entities {
		if typ := gumType(n); !slices.Contains(gumTypes[:3], typ) && typ != "Group" {
			continue
		}
		for _, m := range n.without(graph.DemonymMention) {
			if at := (place{Span: m.Span, entity: k}); !slices.Contains(out, at) {
				out = append(out, at)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b place) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	return out
}

// gumTitles counts the entities with a title, how many have a node, and on how many
// the node with most of their mentions carries it.
func (s *scoring) gumTitles(p *page, c *gumClusters) (titled, noded, linked int) {
	for _, name := range c.names {
		var title string
		var nodes []int
		first := -1
		for _, i := range c.members[name] {
			title = cmp.Or(title, c.mentions[i].Link)
			if k, ok := c.taken[i]; ok {
				if nodes = append(nodes, k); first < 0 {
					first = i
				}
			}
		}
		if title == "" {
			continue
		}
		linked++
		if len(nodes) == 0 {
			continue
		}
		noded++
		if n := p.entities[commonest(nodes)]; n.carriesTitle(title) {
			titled++
		} else {
			s.note(p, Error{Kind: Missed, Type: "TITLE", Fact: quoted(title) + " is called " + quoted(n.name), Cause: c.whyNoTitle(p, name, title), Marks: []graph.Span{c.mentions[first].span()}})
		}
	}
	return titled, noded, linked
}

func (c *gumClusters) whyNoTitle(p *page, name, title string) string {
	for _, i := range c.members[name] {
		if m := &c.mentions[i]; titleForm(p.slice(m.trimmed)) == titleForm(title) || titleForm(p.slice(spanOf(m.Core[0], m.Core[1]))) == titleForm(title) {
			return "the text has the title"
		}
	}
	return "the text has only other forms"
}

// gumCorefErrors notes entities that are several nodes, and nodes that hold several.
func (s *scoring) gumCorefErrors(p *page, c *gumClusters) {
	held := map[int][]string{}
	for _, name := range c.names {
		var nodes []int
		var marks []graph.Span
		for _, i := range c.members[name] {
			if k, ok := c.taken[i]; ok && !slices.Contains(nodes, k) {
				nodes, marks = append(nodes, k), append(marks, c.mentions[i].span())
				held[k] = append(held[k], name)
			}
		}
		if len(nodes) > 1 {
			var ids []string
			for _, k := range nodes {
				ids = append(ids, p.entities[k].id)
			}
			s.note(p, Error{Kind: Missed, Type: "COREF", Fact: quoted(c.called(p, name)) + " is " + p.namesOf(ids), Cause: "one entity, several nodes", Marks: marks[:2]})
		}
	}
	for _, k := range c.saidOf {
		if len(held[k]) > 1 {
			a, b := held[k][0], held[k][1]
			s.note(p, Error{Kind: Wrong, Type: "COREF", Fact: p.entities[k].name + " stands for " + quoted(c.called(p, a)) + ", " + quoted(c.called(p, b)), Cause: "one node, several entities",
				Marks: []graph.Span{c.markOf(a, k), c.markOf(b, k)}})
		}
	}
}

// called is the first name of a cluster.
func (c *gumClusters) called(p *page, name string) string {
	for _, i := range c.members[name] {
		if m := &c.mentions[i]; m.Kind == "name" && capitalised(p.slice(m.span())) {
			return p.slice(spanOf(m.Core[0], m.Core[1]))
		}
	}
	return p.slice(c.mentions[c.members[name][0]].span())
}

// markOf is the first mention of a cluster that an entity of the prediction is on.
func (c *gumClusters) markOf(name string, entity int) graph.Span {
	for _, i := range c.members[name] {
		if k, ok := c.taken[i]; ok && k == entity {
			return c.mentions[i].span()
		}
	}
	return graph.Span{}
}
