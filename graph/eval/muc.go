package eval

import (
	"slices"
	"strings"

	"clew/graph"
)

// MUC-4, role fillers at document level (the setting of GRIT, Du, Rush and Cardie
// 2021): one entity is one unit, paired one to one with the gold. Events that
// are peaceful carry no roles, a country, region or city is no target, and
// pronouns and demonyms are no fillers.

// mucGold is what the keys say of one report.
type mucGold struct {
	Templates []any                 `json:"templates"`
	Roles     map[string][][]string `json:"roles"`
	Key       []map[string][]string `json:"key"`
}

var mucRoles = []string{"PerpInd", "PerpOrg", "Target", "Victim", "Weapon"}

// Relations by what their ends are in an incident. Names beyond the graph's own
// schema let the output of other systems be scored.
var (
	perpetration = words("CARRIED_OUT SUSPECTED_IN CLAIMED ACCUSED_OF ACCUSED_IN CHARGED_WITH CHARGED_IN CONVICTED_OF CONVICTED_IN PERPETRATED PERPETRATOR_OF ORDERED PLANNED PARTICIPATED_IN_ATTACK BLAMED_FOR ARRESTED_FOR")
	harmsPeople  = words("KILLED INJURED WOUNDED KIDNAPPED ABDUCTED TARGETED ATTACKED HELD_HOSTAGE THREATENED VICTIM HARMED")
	harmsThings  = words("TARGETED DAMAGED DESTROYED ATTACKED BOMBED BURNED")
	armedWith    = words("USED_WEAPON WEAPON USED")
	peopleTypes  = words("Person Group People PersonGroup")
	areas        = words("Country Region City")
)

// filler is a node in a role: its name and what it is called.
type filler struct {
	node    *node
	strings []string
	link    *link
}

// fillers are the nodes in one role, each once, with the latest relation that put
// them there.
type fillers []filler

func (f *fillers) add(n *node, l *link) {
	filled := filler{node: n, strings: n.called(), link: l}
	if i := slices.IndexFunc(*f, func(x filler) bool { return x.node == n }); i >= 0 {
		(*f)[i] = filled
		return
	}
	*f = append(*f, filled)
}

// called is a node's name and the words that stand for it, but for pronouns and
// demonyms.
func (n *node) called() []string {
	var said []string
	for _, m := range n.without(graph.PronounMention, graph.DemonymMention) {
		said = append(said, m.text)
	}
	name := n.name
	if name == "" && len(said) > 0 {
		name = said[0]
	}
	return append([]string{name}, said...)
}

// anyPerpetrator is the role of groups that may count as individuals or as an
// organization.
const anyPerpetrator = "PerpAny"

// mucFillers reads the roles out of the graph.
func (p *page) mucFillers() map[string]*fillers {
	out := map[string]*fillers{}
	for _, role := range append([]string{anyPerpetrator}, mucRoles...) {
		out[role] = &fillers{}
	}
	for _, l := range p.relations {
		from, to := p.byID[l.from], p.byID[l.to]
		if from == nil || to == nil || calmEvent(from) || calmEvent(to) {
			continue
		}
		switch {
		case slices.Contains(perpetration, l.typ) && from.typ != "Event":
			out[perpetratorRole(from)].add(from, l)
		case slices.Contains(armedWith, l.typ):
			out["Weapon"].add(otherEnd(from, to), l)
		case slices.Contains(harmsPeople, l.typ) || slices.Contains(harmsThings, l.typ):
			harmed(out, from, to, l)
		}
	}
	return out
}

func calmEvent(n *node) bool { return n.typ == "Event" && n.peaceful() }

// otherEnd is the end that is no event, the second where both may be.
func otherEnd(from, to *node) *node {
	if to.typ == "Event" {
		return from
	}
	return to
}

func perpetratorRole(n *node) string {
	switch n.typ {
	case "Organization":
		return "PerpOrg"
	case "Person":
		return "PerpInd"
	}
	return anyPerpetrator
}

// harmed puts the ends of a relation of harm in their roles: event to victim,
// actor to victim, or victim to event.
func harmed(out map[string]*fillers, from, to *node, l *link) {
	victim, actor := to, from
	if to.typ == "Event" || from.typ == "Event" && to.typ == "Event" {
		victim, actor = from, to
	}
	if victim.typ == "Event" {
		return
	}
	if actor.typ != "Event" {
		out[perpetratorRole(actor)].add(actor, l)
	}
	people, human := slices.Contains(peopleTypes, victim.typ), slices.Contains(harmsPeople, l.typ)
	switch {
	case people && human:
		out["Victim"].add(victim, l)
	case !people && slices.Contains(harmsThings, l.typ):
		if !victim.isOneOf(areas) {
			out["Target"].add(victim, l)
		}
	case human:
		out["Victim"].add(victim, l)
	}
}

// sameStrings says whether a filler's name, or everything it is called, is one of
// the gold strings.
func sameStrings(gold []string, f filler) bool {
	in := func(s string) bool {
		return slices.ContainsFunc(gold, func(g string) bool { return plain(g) == plain(s) })
	}
	return in(f.strings[0]) || !slices.ContainsFunc(f.strings, func(s string) bool { return !in(s) })
}

// sameHead says whether something a filler is called has the head noun of a gold
// string, or is one.
func sameHead(gold []string, f filler) bool { return sameHeads(gold, f.strings) }

func sameHeads(gold, said []string) bool {
	for _, g := range gold {
		for _, s := range said {
			if h := headNoun(g); h != "" && h == headNoun(s) || plain(g) == plain(s) {
				return true
			}
		}
	}
	return false
}

func scoreMUC(s *scoring) error {
	golds := make([]mucGold, len(s.pages))
	for i, p := range s.pages {
		if err := p.decode(&golds[i]); err != nil {
			return err
		}
	}
	s.mucTable(golds, "strict", "role fillers, one of the gold strings", sameStrings, false)
	s.mucTable(golds, "head", "role fillers, with the head noun of a gold string", sameHead, true)
	s.relevance(golds)
	s.mucSlots(golds)
	return nil
}

// mucTable counts the roles under one way of comparing strings.
func (s *scoring) mucTable(golds []mucGold, name, meaning string, fits func([]string, filler) bool, explain bool) {
	counts := tallies{}
	for i, p := range s.pages {
		all := p.mucFillers()
		p.settleGroups(golds[i], all, fits)
		for _, role := range mucRoles {
			gold, found := golds[i].Roles[role], *all[role]
			of, pairs := match(len(gold), len(found), func(g, f int) bool { return fits(gold[g], found[f]) })
			counts.of(role).hit(pairs, len(found), len(gold))
			if explain {
				s.mucErrors(p, golds[i], role, of, all)
			}
		}
	}
	rows := counts.rows(mucRoles, "MICRO")
	var macro Row
	for _, r := range rows[:len(mucRoles)] {
		macro.Precision += r.Precision / float64(len(mucRoles))
		macro.Recall += r.Recall / float64(len(mucRoles))
	}
	macro.Name, macro.F1 = "MACRO", harmonic(macro.Precision, macro.Recall)
	s.report.Tables = append(s.report.Tables, Table{name, meaning, append(rows, macro)})
}

// settleGroups counts groups of people as organizations where the gold has them
// so, and else as individuals.
func (p *page) settleGroups(gold mucGold, all map[string]*fillers, fits func([]string, filler) bool) {
	groups := *all[anyPerpetrator]
	named := *all["PerpOrg"]
	both := append(slices.Clone(named), groups...)
	orgs := gold.Roles["PerpOrg"]
	of, _ := match(len(orgs), len(both), func(g, f int) bool { return fits(orgs[g], both[f]) })
	for j, f := range groups {
		role := "PerpInd"
		if of[len(named)+j] >= 0 {
			role = "PerpOrg"
		}
		*all[role] = append(*all[role], f)
	}
	*all[anyPerpetrator] = nil
}

// relevance counts the reports that tell of an incident at all.
func (s *scoring) relevance(golds []mucGold) {
	var t tally
	for i, p := range s.pages {
		var told int
		for _, f := range p.mucFillers() {
			told += min(1, len(*f))
		}
		if told > 0 {
			t.predicted++
		}
		if len(golds[i].Templates) > 0 {
			t.gold++
			if told > 0 {
				t.right, t.found = t.right+1, t.found+1
			}
		}
	}
	s.report.Tables = append(s.report.Tables, Table{"document", "reports that tell of an incident", []Row{t.row("relevant")}})
}

// mucErrors notes the fillers of a role that were missed or are wrong.
func (s *scoring) mucErrors(p *page, gold mucGold, role string, of []int, all map[string]*fillers) {
	for g, names := range gold.Roles[role] {
		if !slices.Contains(of, g) {
			s.note(p, Error{Kind: Missed, Type: role, Fact: quoted(strings.Join(names, " / ")), Cause: p.whyNoFiller(names, all), Marks: p.locate(names)})
		}
	}
	for f, filled := range *all[role] {
		if of[f] >= 0 {
			s.judge(filled.link, true)
		} else {
			s.noteLink(p, filled.link, Error{Type: role, Fact: quoted(filled.strings[0]) + " by " + p.describe(filled.link), Cause: gold.whyNoneOf(filled)})
		}
	}
}

// whyNoFiller says how far the prediction came with a gold filler.
func (p *page) whyNoFiller(names []string, all map[string]*fillers) string {
	for _, role := range mucRoles {
		if slices.ContainsFunc(*all[role], func(f filler) bool { return sameHead(names, f) }) {
			return "in another role: " + role
		}
	}
	var nodes []*node
	for _, n := range p.entities {
		if sameHeads(names, n.called()) {
			nodes = append(nodes, n)
		}
	}
	return p.whyInNoRole(nodes)
}

// whyNoneOf says what the gold has in place of a wrong filler.
func (g mucGold) whyNoneOf(f filler) string {
	if len(g.Templates) == 0 {
		return "the report tells of no incident"
	}
	for _, role := range mucRoles {
		if slices.ContainsFunc(g.Roles[role], func(names []string) bool { return sameHead(names, f) }) {
			return "a filler already found, or of another role: " + role
		}
	}
	return "fills no role"
}
