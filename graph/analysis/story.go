package analysis

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/graph"
)

// Sizes of a story.
const (
	storyNodes   = 20
	storyClauses = 6
	storyNext    = 5
)

// Story is what the first screen shows: the event most independent origins
// report, who and what stands around it, and what is said of it.
type Story struct {
	Event    graph.Node
	Origins  int                  // independent origins that report the event
	Nodes    []graph.Node         // the event first, then its circle, at most 20
	Links    []graph.Relationship // among Nodes; no provenance, speech about, or geography
	LeftOut  int                  // nodes of the circle that found no room
	Headline []Clause
	Next     []EventChip // further events, for the reader to go on to
}

// Clause is one part of the headline; a click on it leads to its link.
type Clause struct {
	Text    string // a hedge and a speaker are always in it
	Link    string // id of the relationship
	Claim   string
	Origins int
}

// EventChip is an event one could go on to.
type EventChip struct {
	ID, Name, Date string
	Origins        int
}

// Tell picks the event to open on and tells its story. Around names the event;
// empty, it is the one most independent origins report, then the one with the
// most links in its circle, the later one, the first by id. ok is false where
// the graph has no event, or not the one named.
//
// The graph must hold events with the relationships that touch them and those
// between their neighbours. Origins are counted over REPORTED links from Article
// nodes (their property origin) where the graph has them, else taken from the
// event's property origins.
func Tell(g *graph.Graph, around string) (story Story, ok bool) {
	t := newTeller(g)
	ranked := t.rankEvents()
	if len(ranked) == 0 {
		return Story{}, false
	}
	at := 0
	if around != "" {
		if at = slices.Index(ranked, around); at < 0 {
			return Story{}, false
		}
	}
	event := ranked[at]
	story = Story{Event: t.nodes[event], Origins: t.origins[event]}
	t.fillCircle(&story)
	story.Headline = t.headline(event)
	for _, id := range ranked {
		if id != event && len(story.Next) < storyNext {
			story.Next = append(story.Next, EventChip{id, t.nodes[id].Name(), t.nodes[id].String("date"), t.origins[id]})
		}
	}
	return story, true
}

type teller struct {
	g       *graph.Graph
	nodes   map[string]graph.Node
	origins map[string]int                  // per event
	circle  map[string][]graph.Relationship // per event: links of the circle
}

func newTeller(g *graph.Graph) *teller {
	t := &teller{g: g, nodes: make(map[string]graph.Node, len(g.Nodes)), origins: map[string]int{}, circle: map[string][]graph.Relationship{}}
	for _, n := range g.Nodes {
		t.nodes[n.ID] = n
	}
	reports := map[string]map[string]bool{}
	for _, r := range g.Relationships {
		switch {
		case r.Type == "REPORTED" && t.isEvent(r.To):
			if reports[r.To] == nil {
				reports[r.To] = map[string]bool{}
			}
			reports[r.To][originOf(t.nodes[r.From])] = true
		case inCircle(r):
			for _, end := range []string{r.From, r.To} {
				if t.isEvent(end) {
					t.circle[end] = append(t.circle[end], r)
				}
			}
		}
	}
	for id, n := range t.nodes {
		if t.isEvent(id) {
			t.origins[id] = cmp.Or(len(reports[id]), int(graph.Float(n.Props["origins"])))
		}
	}
	return t
}

// originOf is the cluster of near-identical articles an article belongs to.
func originOf(article graph.Node) string { return cmp.Or(article.String("origin"), article.ID) }

func (t *teller) isEvent(id string) bool { return isA(t.nodes[id], "Event") }

func isA(n graph.Node, label string) bool {
	return n.String("type") == label || slices.Contains(n.Labels, label)
}

// inCircle says whether a relationship makes its other end part of an event's
// circle: what was claimed, done, suspected, warned of, answered.
func inCircle(r graph.Relationship) bool {
	row, ok := graph.TypeRow(r.Type)
	return ok && row.Circle && holds(r.Claim())
}

// told are events worth opening on: a Statement or a Warning is told within the
// story of what it is about.
func (t *teller) told(id string) bool {
	return !isA(t.nodes[id], "Statement") && !isA(t.nodes[id], "Warning")
}

func (t *teller) rankEvents() []string {
	var ids []string
	for id := range t.origins {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(
			-boolCompare(t.told(a), t.told(b)),
			cmp.Compare(t.origins[b], t.origins[a]),
			cmp.Compare(len(t.circle[b]), len(t.circle[a])),
			cmp.Compare(t.nodes[b].String("date"), t.nodes[a].String("date")),
			cmp.Compare(a, b),
		)
	})
	return ids
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// fillCircle takes the event's neighbours over links of the circle, named ones
// first, the best attested and most accusing first, until there is no more room, and every link
// among them that is drawn at all.
func (t *teller) fillCircle(s *Story) {
	other := func(r graph.Relationship) string {
		if r.From == s.Event.ID {
			return r.To
		}
		return r.From
	}
	links := slices.Clone(t.circle[s.Event.ID])
	slices.SortFunc(links, func(a, b graph.Relationship) int {
		return cmp.Or(boolCompare(t.unnamed(other(a)), t.unnamed(other(b))), compareLinks(a, b))
	})
	inside := map[string]bool{s.Event.ID: true}
	s.Nodes = []graph.Node{s.Event}
	for _, r := range links {
		id := other(r)
		node, known := t.nodes[id]
		if inside[id] || !known {
			continue
		}
		inside[id] = true
		if len(s.Nodes) == storyNodes {
			s.LeftOut++
			inside[id] = false
			continue
		}
		s.Nodes = append(s.Nodes, node)
	}
	for _, r := range t.g.Relationships {
		if inside[r.From] && inside[r.To] && drawn(r) {
			s.Links = append(s.Links, r)
		}
	}
	slices.SortFunc(s.Links, func(a, b graph.Relationship) int { return cmp.Compare(a.ID, b.ID) })
}

// drawn says whether a relationship is a line on the canvas (EXPLORERS.md,
// section 5): provenance is a badge, geography a chip, speech a byline.
func drawn(r graph.Relationship) bool {
	row, ok := graph.TypeRow(r.Type)
	if !ok {
		return holds(r.Claim())
	}
	return row.Family != graph.Provenance && row.Family != graph.Geography && r.Type != "SAID" && holds(r.Claim())
}

// compareLinks puts first what tells most of an event: who is responsible before
// whom it hit before who warned, then more origins, more confidence, and the id.
func compareLinks(a, b graph.Relationship) int {
	return cmp.Or(
		cmp.Compare(weightOfFamily(a), weightOfFamily(b)),
		cmp.Compare(graph.Float(b.Props["origins"]), graph.Float(a.Props["origins"])),
		cmp.Compare(graph.Float(b.Props["confidence"]), graph.Float(a.Props["confidence"])),
		cmp.Compare(a.ID, b.ID),
	)
}

func weightOfFamily(r graph.Relationship) int {
	row, _ := graph.TypeRow(r.Type)
	switch {
	case row.Family == graph.Responsibility:
		return 0
	case row.Accusing:
		return 1
	case row.Family == graph.Argument:
		return 2
	}
	return 3
}

// headline makes clauses of what is claimed, done, suspected and denied. Of the
// statements that one actor did it and is suspected of it, only the one with more
// origins is said, of equal ones the more hedged.
func (t *teller) headline(event string) []Clause {
	var links []graph.Relationship
	best := map[string]graph.Relationship{}
	for _, r := range t.circle[event] {
		if r.To != event || said[r.Type].order == 0 {
			continue
		}
		key := r.From + "\x00" + said[r.Type].group
		if old, ok := best[key]; !ok || rather(r, old) {
			best[key] = r
		}
	}
	for _, r := range best {
		links = append(links, r)
	}
	slices.SortFunc(links, func(a, b graph.Relationship) int {
		return cmp.Or(
			boolCompare(t.unnamed(a.From), t.unnamed(b.From)),
			cmp.Compare(said[a.Type].order, said[b.Type].order),
			compareLinks(a, b),
		)
	})
	var clauses []Clause
	told := map[string]bool{}
	for _, r := range links {
		text := ClauseText(r, t.nodes[r.From].Name())
		if len(clauses) < storyClauses && !told[text] {
			told[text] = true
			clauses = append(clauses, Clause{Text: text, Link: r.ID, Claim: r.Claim(), Origins: int(graph.Float(r.Props["origins"]))})
		}
	}
	return clauses
}

// unnamed says whether a node is a group that is only described ("gunmen", "at
// least 133 people"), which tells less than one with a name in it ("four Tajik
// men").
func (t *teller) unnamed(id string) bool {
	words := strings.Fields(t.nodes[id].Name())
	return isA(t.nodes[id], "PersonGroup") && !slices.ContainsFunc(words[min(1, len(words)):], func(word string) bool {
		first, _ := utf8.DecodeRuneInString(word)
		return unicode.IsUpper(first)
	})
}

// rather prefers the statement with more origins, of equal ones the more hedged:
// saying too little harms less than saying too much.
func rather(r, old graph.Relationship) bool {
	c := cmp.Or(
		cmp.Compare(graph.Float(r.Props["origins"]), graph.Float(old.Props["origins"])),
		boolCompare(r.Claim() != graph.Asserted, old.Claim() != graph.Asserted),
		cmp.Compare(said[r.Type].caution, said[old.Type].caution),
		cmp.Compare(old.ID, r.ID),
	)
	return c > 0
}

// said says which relationships make clauses, in which order, and which of them
// say the same of an actor.
var said = map[string]struct {
	order   int // 0: makes no clause
	group   string
	caution int
	words   string
}{
	"CLAIMED":      {1, "claim", 0, "claimed it"},
	"CARRIED_OUT":  {2, "deed", 0, "carried it out"},
	"SUSPECTED_IN": {3, "deed", 1, "is suspected in it"},
	"PLANNED":      {3, "plan", 0, "planned it"},
	"DENIED":       {4, "denial", 0, "denied it"},
	"WARNED_OF":    {5, "warning", 0, "warned of it"},
}

// ClauseText puts a statement about an event, "it", into words: "ISIS claimed
// it", "US officials suspected ISIS-K (possible)", "Putin blamed Ukraine
// (alleged)". A claim other than asserted stands in it, and so does whoever says
// so where it is not the articles. Types that make no clause give their label.
func ClauseText(r graph.Relationship, actor string) string {
	speaker := r.Speaker()
	if strings.EqualFold(speaker, actor) || inOwnVoice(r) {
		speaker = ""
	}
	text := ""
	switch {
	case r.Type == "SUSPECTED_IN" && speaker != "" && r.Claim() == graph.Alleged:
		text, speaker = speaker+" blamed "+actor, ""
	case r.Type == "SUSPECTED_IN" && speaker != "":
		text, speaker = speaker+" suspected "+actor, ""
	case r.Type == "SUSPECTED_IN":
		text = "suspected: " + actor
	case said[r.Type].order == 0:
		return actor + " " + r.Label()
	default:
		text = actor + " " + said[r.Type].words
	}
	if speaker != "" {
		text = speaker + " said " + text
	}
	if claim := r.Claim(); claim != graph.Asserted {
		text += " (" + claim + ")"
	}
	return text
}

// inOwnVoice says whether some origin states an asserted relationship without
// leaving it to a speaker: there are more origins than speakers.
func inOwnVoice(r graph.Relationship) bool {
	speakers := 1
	switch a := r.Props["attribution"].(type) {
	case []string:
		speakers = len(a)
	case []any:
		speakers = len(a)
	}
	return r.Claim() == graph.Asserted && int(graph.Float(r.Props["origins"])) > speakers
}
