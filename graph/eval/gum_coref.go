package eval

import (
	"cmp"
	"slices"

	"clew/graph"
)

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
		if typ := nodeNames[n.typ]; !slices.Contains(gumTypes[:3], typ) && typ != "Group" {
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

// gumTitles counts the entities with a title; of several nodes on one entity the one
// with most of its mentions counts.
func (s *scoring) gumTitles(p *page, c *gumClusters) titleCount {
	var count titleCount
	for _, name := range c.names {
		title, inText := c.title(p, name)
		if title == "" {
			continue
		}
		var on []int
		var marks []graph.Span
		for _, i := range c.members[name] {
			if k, ok := c.taken[i]; ok {
				on, marks = append(on, k), append(marks, c.mentions[i].Span)
			}
		}
		if len(on) == 0 {
			count.add(titleCount{linked: 1})
			continue
		}
		s.countTitle(p, &count, title, []*node{p.entities[commonest(on)]}, inText, marks[:1])
	}
	return count
}

// title is the title of a cluster, and whether one of its mentions is called so.
func (c *gumClusters) title(p *page, name string) (title string, inText bool) {
	for _, i := range c.members[name] {
		title = cmp.Or(title, c.mentions[i].Link)
	}
	want := titleForm(title)
	return title, slices.ContainsFunc(c.members[name], func(i int) bool {
		m := &c.mentions[i]
		return titleForm(p.slice(m.trimmed)) == want || titleForm(p.slice(m.head())) == want
	})
}

// gumCorefErrors notes entities that are several nodes, and nodes that hold several.
func (s *scoring) gumCorefErrors(p *page, c *gumClusters) {
	held := map[int][]string{}
	for _, name := range c.names {
		var nodes []int
		var marks []graph.Span
		for _, i := range c.members[name] {
			if k, ok := c.taken[i]; ok && !slices.Contains(nodes, k) {
				nodes, marks = append(nodes, k), append(marks, c.mentions[i].Span)
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
		if m := &c.mentions[i]; m.Kind == "name" && capitalised(p.slice(m.Span)) {
			return p.slice(m.head())
		}
	}
	return p.slice(c.mentions[c.members[name][0]].Span)
}

// markOf is the first mention of a cluster that an entity of the prediction is on.
func (c *gumClusters) markOf(name string, entity int) graph.Span {
	for _, i := range c.members[name] {
		if k, ok := c.taken[i]; ok && k == entity {
			return c.mentions[i].Span
		}
	}
	return graph.Span{}
}
