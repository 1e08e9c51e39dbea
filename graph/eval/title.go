package eval

import (
	"slices"

	"clew/graph"
)

// titleCount is how many entities have a title in an encyclopedia, how many of these
// have a node, and how many nodes carry the title.
type titleCount struct{ linked, noded, titled int }

func (c *titleCount) add(o titleCount) {
	c.linked, c.noded, c.titled = c.linked+o.linked, c.noded+o.noded, c.titled+o.titled
}

func (c titleCount) shares() []Share {
	return []Share{{"entities with a node", float64(c.noded), float64(c.linked)}, {"node carries the full title", float64(c.titled), float64(max(1, c.linked))}}
}

// countTitle counts an entity with a title, and notes where none of its nodes
// carries it; inText says whether the text has it.
func (s *scoring) countTitle(p *page, c *titleCount, title string, nodes []*node, inText bool, marks []graph.Span) {
	c.linked++
	if len(nodes) == 0 {
		return
	}
	c.noded++
	if slices.ContainsFunc(nodes, func(n *node) bool { return n.carriesTitle(title) }) {
		c.titled++
		return
	}
	cause := "the text has only other forms"
	if inText {
		cause = "the text has the title"
	}
	s.note(p, Error{Kind: Missed, Type: "TITLE", Fact: quoted(title) + " is called " + quoted(nodes[0].name), Cause: cause, Marks: marks})
}

// carriesTitle says whether a name, an alias or the link of a node is a title.
func (n *node) carriesTitle(title string) bool {
	want := titleForm(title)
	names := append([]string{n.name, n.raw.text("link")}, n.aliases...)
	return slices.ContainsFunc(names, func(s string) bool { return titleForm(s) == want })
}
