package eval

import (
	"regexp"
	"slices"
	"strings"

	"clew/graph"
)

// WikiEvents (Li, Ji and Han 2021; the KAIROS ontology over whole articles): the
// triggers of events, and document-level facts, which are pairs of a role and an
// entity. A predicted entity is right when one of its mentions overlaps one of the
// entity that fills the role. The agent of a peaceful event is no perpetrator, the
// place of a statement no place, and demonyms fill no role.

type wikiGold struct {
	Mentions []struct {
		graph.Span
		ID   string
		Text string
	} `json:"mentions"`
	Clusters [][]string `json:"clusters"`
	Events   []struct {
		graph.Span
		Type string
		Text string
		Args []struct{ Role, Mention string }
	} `json:"events"`
}

// Relations by role, in the graph and in other systems' output.
var (
	wikiPerp    = words("CARRIED_OUT SUSPECTED_IN CLAIMED ACCUSED_OF ACCUSED_IN CONVICTED_OF PERPETRATED PERPETRATOR_OF ORDERED PLANNED BLAMED_FOR")
	wikiSuspect = words("SUSPECTED_IN ARRESTED ARRESTED_FOR DETAINED CHARGED CHARGED_WITH CHARGED_IN CONVICTED CONVICTED_OF SENTENCED ACCUSED_OF ACCUSED_IN INDICTED TRIED IMPRISONED")
	ofPeople    = words("ARRESTED DETAINED CHARGED CONVICTED SENTENCED")
	placeless   = words("Warning Statement PublicEvent PolicyAction Meeting Election Speech")
	wikiRole    = map[string]string{
		"KILLED": "KILLED", "INJURED": "INJURED", "WOUNDED": "INJURED", "TARGETED": "TARGET", "ATTACKED": "TARGET", "DAMAGED": "TARGET", "DESTROYED": "TARGET",
		"KIDNAPPED": "TARGET", "USED_WEAPON": "WEAPON", "LOCATED_IN": "PLACE", "OCCURRED_IN": "PLACE", "OCCURRED_AT": "PLACE",
	}
	accusedRole = regexp.MustCompile(`(?i)defend|detain|suspect|accused|convict|arrest|prisoner`)
)

// Roles of the gold by ours, and what folds into what in the merged table.
var (
	goldRole = map[string]string{
		"Attacker": "PERP", "Killer": "PERP", "Injurer": "PERP", "Perpetrator": "PERP", "Damager": "PERP", "Destroyer": "PERP", "Target": "TARGET", "Artifact": "TARGET",
		"ExplosiveDevice": "WEAPON", "Instrument": "WEAPON", "Place": "PLACE", "Detainee": "SUSPECT", "Defendant": "SUSPECT",
	}
	coreEvents = words("Conflict.Attack Life.Die Life.Injure Justice ArtifactExistence.Damage GenericCrime")
	wikiRoles  = words("INJURED KILLED PERP PLACE SUSPECT TARGET WEAPON")
	mergedRole = map[string]string{"PERP": "AGENT", "SUSPECT": "AGENT", "KILLED": "PATIENT", "INJURED": "PATIENT", "TARGET": "PATIENT", "WEAPON": "WEAPON", "PLACE": "PLACE"}
)

// perpOrSuspect are those held responsible, who may be either in the gold.
const perpOrSuspect = "PERP|SUSPECT"

func isCore(typ string) bool {
	return slices.ContainsFunc(coreEvents, func(prefix string) bool { return strings.HasPrefix(typ, prefix) })
}

// part is an entity in a role: where it is mentioned. Parts with the same spans
// are the same.
type part struct {
	spans []graph.Span
	name  string
	node  *node // of a prediction
	link  *link
}

type parts []part

// addOnce adds an entity, in its place where it is there already.
func (ps *parts) addOnce(p part) {
	if i := slices.IndexFunc(*ps, func(x part) bool { return x.node == p.node }); i >= 0 {
		(*ps)[i] = p
		return
	}
	*ps = append(*ps, p)
}

// overlaps says whether a predicted entity shares characters with a gold one;
// predicted phrases of a hundred characters and more stand for nothing.
func (p part) overlaps(gold part) bool {
	for _, a := range p.spans {
		for _, b := range gold.spans {
			if a.Overlaps(b) && a.End-a.Start < 120 {
				return true
			}
		}
	}
	return false
}

// facts are the entities in each role that the gold has.
func (g *wikiGold) facts() map[string]parts {
	clusterOf, at := map[string]int{}, map[string]int{}
	for c, members := range g.Clusters {
		for _, m := range members {
			clusterOf[m] = c
		}
	}
	for i, m := range g.Mentions {
		at[m.ID] = i
	}
	found := map[string]map[int]bool{}
	for _, e := range g.Events {
		if !isCore(e.Type) {
			continue
		}
		for _, a := range e.Args {
			role := goldRole[a.Role]
			if a.Role == "Victim" {
				role = victimRole(e.Type)
			}
			if c, ok := clusterOf[a.Mention]; ok && role != "" {
				if found[role] == nil {
					found[role] = map[int]bool{}
				}
				found[role][c] = true
			}
		}
	}
	out := map[string]parts{}
	for role, clusters := range found {
		for c := range g.Clusters {
			if clusters[c] {
				out[role] = append(out[role], g.part(g.Clusters[c], at))
			}
		}
	}
	return out
}

func victimRole(event string) string {
	switch {
	case strings.HasPrefix(event, "Life.Die"):
		return "KILLED"
	case strings.HasPrefix(event, "Life.Injure"):
		return "INJURED"
	}
	return "TARGET"
}

func (g *wikiGold) part(members []string, at map[string]int) part {
	var p part
	for _, id := range members {
		i, known := at[id]
		if !known {
			continue
		}
		m := g.Mentions[i]
		p.spans = append(p.spans, m.Span)
		if len(m.Text) > len(p.name) {
			p.name = m.Text
		}
	}
	return p
}

// wikiFacts are the entities in each role that the prediction has.
func (p *page) wikiFacts() map[string]*parts {
	out := map[string]*parts{}
	add := func(role string, n *node, l *link) {
		if out[role] == nil {
			out[role] = &parts{}
		}
		if n.typ == "Event" {
			return
		}
		x := part{node: n, name: n.name, link: l}
		for _, m := range n.without(graph.DemonymMention) {
			x.spans = append(x.spans, m.Span)
		}
		out[role].addOnce(x)
	}
	for _, l := range p.relations {
		if from, to := p.byID[l.from], p.byID[l.to]; from != nil && to != nil {
			wikiRolesOf(l, from, to, func(role string, n *node) { add(role, n, l) })
		}
	}
	return out
}

// wikiRolesOf says which roles a relation puts its ends in.
func wikiRolesOf(l *link, from, to *node, add func(role string, n *node)) {
	isPerp, isSuspect := slices.Contains(wikiPerp, l.typ), slices.Contains(wikiSuspect, l.typ)
	switch {
	case isPerp && !isSuspect && calmEvent(to):
	case l.typ == "PARTICIPATED_IN" && accusedRole.MatchString(textOf(l.raw.get("role"))):
		add("SUSPECT", from)
	case isPerp && from.typ != "Event":
		if isSuspect {
			add(perpOrSuspect, from)
		} else {
			add("PERP", from)
		}
	case isSuspect:
		if from.typ == "Event" || slices.Contains(ofPeople, l.typ) && to.typ == "Person" {
			add("SUSPECT", to)
		} else {
			add("SUSPECT", from)
		}
	case wikiRole[l.typ] != "":
		wikiArgument(wikiRole[l.typ], from, to, add)
	}
}

func wikiArgument(role string, from, to *node, add func(role string, n *node)) {
	if role == "PLACE" && (from.typ != "Event" || from.isOneOf(placeless)) {
		return
	}
	if from.typ != "Event" && to.typ == "Event" {
		to = from
	} else if from.typ != "Event" && (role == "KILLED" || role == "INJURED" || role == "TARGET") {
		add("PERP", from)
	}
	add(role, to)
}

func scoreWikiEvents(s *scoring) error {
	roles, merged := tallies{}, tallies{}
	var triggers tally
	var core, coreFound int
	for _, p := range s.pages {
		var g wikiGold
		if err := p.decode(&g); err != nil {
			return err
		}
		t, found, all := s.wikiTriggers(p, &g)
		triggers.add(t)
		core, coreFound = core+all, coreFound+found
		gold, said := g.facts(), p.wikiFacts()
		settleSuspects(gold["SUSPECT"], said)
		for _, role := range wikiRoles {
			pred := partsOf(said, role)
			of, pairs := matchParts(gold[role], pred)
			roles.of(role).hit(pairs, len(pred), len(gold[role]))
			s.wikiErrors(p, role, gold, said, of)
		}
		mergeFacts(merged, gold, said)
	}
	s.report.Tables = append(s.report.Tables,
		Table{"trigger", "mentions of events, of any type", []Row{triggers.row("TRIGGER")}},
		Table{"roles", "entities in their roles, once an article", roles.rows(seen(roles, wikiRoles, "PERP", "SUSPECT"), "MICRO")},
		Table{"merged", "the same with PERP and SUSPECT as AGENT, KILLED, INJURED and TARGET as PATIENT", merged.rows(seen(merged, words("AGENT PATIENT PLACE WEAPON")), "MICRO")})
	s.report.Shares = append(s.report.Shares, Share{"core triggers found (attacks, deaths, injuries, justice, damage)", float64(coreFound), float64(max(1, core))})
	return nil
}

// seen are the types that occur in the gold or the prediction, and those that are
// always shown.
func seen(t tallies, order []string, always ...string) []string {
	return slices.DeleteFunc(slices.Clone(order), func(name string) bool {
		return !slices.Contains(always, name) && (t[name] == nil || t[name].gold+t[name].predicted == 0)
	})
}

func partsOf(said map[string]*parts, role string) parts {
	if said[role] == nil {
		return nil
	}
	return *said[role]
}

func matchParts(gold, pred parts) ([]int, int) {
	return match(len(gold), len(pred), func(g, p int) bool { return pred[p].overlaps(gold[g]) })
}

// settleSuspects counts those held responsible as suspects where the gold does, and
// else as perpetrators.
func settleSuspects(gold parts, said map[string]*parts) {
	either := partsOf(said, perpOrSuspect)
	of, _ := matchParts(gold, either)
	for i, x := range either {
		role := "PERP"
		if of[i] >= 0 {
			role = "SUSPECT"
		}
		if said[role] == nil {
			said[role] = &parts{}
		}
		*said[role] = append(*said[role], x)
	}
}

// mergeFacts counts the roles folded together, each entity once.
func mergeFacts(merged tallies, gold map[string]parts, said map[string]*parts) {
	goldOf, saidOf := map[string]parts{}, map[string]parts{}
	for _, role := range wikiRoles {
		into := mergedRole[role]
		goldOf[into] = addDistinct(goldOf[into], gold[role])
		saidOf[into] = addDistinct(saidOf[into], partsOf(said, role))
	}
	for into := range goldOf {
		_, pairs := matchParts(goldOf[into], saidOf[into])
		merged.of(into).hit(pairs, len(saidOf[into]), len(goldOf[into]))
	}
}

func addDistinct(to, from parts) parts {
	for _, x := range from {
		if !slices.ContainsFunc(to, func(y part) bool { return slices.Equal(x.spans, y.spans) }) {
			to = append(to, x)
		}
	}
	return to
}

// wikiTriggers pairs triggers with mentions of predicted events, in order, and says
// how many of the core events are found.
func (s *scoring) wikiTriggers(p *page, g *wikiGold) (t tally, coreFound, core int) {
	said := p.eventMentions()
	used := make([]bool, len(said))
	spans := map[graph.Span]bool{}
	for _, e := range g.Events {
		spans[e.Span] = true
		i := firstFree(used, func(i int) bool { return said[i].Overlaps(e.Span) })
		if i >= 0 {
			used[i] = true
			t.right++
		}
		if isCore(e.Type) {
			core++
			if i >= 0 {
				coreFound++
			} else {
				s.note(p, Error{Kind: Missed, Type: "TRIGGER", Fact: quoted(e.Text) + " " + e.Type, Cause: p.whyNoTrigger(e.Span, said), Marks: []graph.Span{e.Span}})
			}
		}
	}
	t.found, t.predicted, t.gold = t.right, len(said), len(spans)
	return t, coreFound, core
}

// eventMentions are the distinct places where predicted events are told, in order.
func (p *page) eventMentions() []graph.Span {
	var out []graph.Span
	for _, n := range p.entities {
		if n.typ != "Event" {
			continue
		}
		for _, m := range n.without(graph.PronounMention, graph.DemonymMention) {
			if m.End-m.Start < 60 && !slices.Contains(out, m.Span) {
				out = append(out, m.Span)
			}
		}
	}
	slices.SortFunc(out, bySpan)
	return out
}

func bySpan(a, b graph.Span) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	return a.End - b.End
}
