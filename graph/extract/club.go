package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// readClubs turns towns that stand for their club into a club: "Dortmund keeper
// X", and in the same article "Dortmund beat …". A club that the article names in
// full is meant where its name holds the town's.
func (r *reading) readClubs() {
	clubs := map[*entity]*entity{}
	for _, m := range r.mentions {
		if r.townName(m) && r.namesPlayer(m) && clubs[m.entity] == nil {
			clubs[m.entity] = r.clubOf(m)
		}
	}
	if len(clubs) == 0 {
		return
	}
	for _, m := range r.mentions {
		if club := clubs[m.entity]; club != nil && r.townName(m) && (r.namesPlayer(m) || r.plays(m)) {
			r.move(m, club)
		}
	}
	r.entities = slices.DeleteFunc(r.entities, func(e *entity) bool { return len(e.mentions) == 0 })
	r.sortEntities()
}

func (r *reading) townName(m *mention) bool {
	return m.kind == graph.NameMention && m.entity != nil && m.entity.subtype == "City"
}

// namesPlayer says whether a name stands before what somebody does in a club and
// his name: "Dortmund keeper X", "Augsburg's new coach X".
func (r *reading) namesPlayer(m *mention) bool {
	k := m.end
	if k < len(r.tokens) && r.tokens[k].Tag == "POS" {
		k++
	}
	for steps := 0; steps < 2 && k < len(r.tokens) && r.tokens[k].Pos == "ADJ" && r.tokens[k].Text == r.tokens[k].lower; steps++ {
		k++
	}
	if k >= len(r.tokens)-1 || !slices.Contains(clubRoles, r.tokens[k].lower) {
		return false
	}
	n := r.nameStarting(k + 1)
	return n != nil && n.typ == "Person"
}

// clubRoles are what only people of a sports club are called.
var clubRoles = []string{"striker", "defender", "midfielder", "goalkeeper", "keeper", "winger", "coach", "goalie", "fullback", "playmaker", "quarterback", "skipper", "forward", "attacker", "trainer"}

// plays says whether a name is subject or object of a verb of sport.
func (r *reading) plays(m *mention) bool {
	t := r.tokens[m.head]
	if t.Dep != "nsubj" && t.Dep != "dobj" && t.Dep != "nsubjpass" {
		return false
	}
	return slices.Contains([]string{"beat", "win", "lose", "draw", "play", "score", "defeat", "thrash", "concede", "qualify", "sign", "trail", "equalize", "equalise", "clinch"}, r.lemma(t.Head))
}

// clubOf is the club named in full that a town is in the name of, else a new one
// of the town's name.
func (r *reading) clubOf(m *mention) *entity {
	town := r.entityName(m)
	for _, e := range r.entities {
		if e.subtype == "SportsClub" && slices.Contains(strings.Fields(e.name), town) {
			return e
		}
	}
	e := &entity{typ: "Organization", subtype: "SportsClub", name: town, named: true, props: map[string]any{}}
	r.entities = append(r.entities, e)
	return e
}

// entityName is the name that a mention's entity goes by.
func (r *reading) entityName(m *mention) string {
	if m.entity.name != "" {
		return m.entity.name
	}
	return cleanName(r.clean(m))
}
