package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// This file reads who belongs to a party or club by the words beside the name.

// leadersOfParties goes by what the rules before it found.
func (r *reading) leadersOfParties() []finding {
	var out []finding
	for _, x := range r.relations {
		if x.typ == "LEADS" && x.from.typ == "Person" && x.from.named && x.to.subtype == "PoliticalParty" {
			f := find("MEMBER_OF", x.from, x.to, x.token).adjusted(plainly)
			if ended, _ := x.props["ended"].(bool); ended {
				f = f.with("ended", true)
			}
			out = append(out, f)
		}
	}
	return out
}

// partisans are people named with the adjective of a party.
func (r *reading) partisans() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.typ != "Person" || m.entity == nil || m.start == 0 {
			continue
		}
		front, _ := r.frontOf(m)
		p := r.at[max(front-1, 0)]
		if front == 0 || p == nil || p.entity == nil || p.lex == nil || p.lex.people != "political" || p.end != front || p.lex.name == "Western" || p.lex.name == "Nazi" {
			continue
		}
		party := p.entity
		for _, e := range r.entities {
			if e.subtype == "PoliticalParty" && strings.HasPrefix(e.name, p.lex.name) {
				party = e
			}
		}
		out = append(out, find("MEMBER_OF", m.entity, party, m.head).adjusted(plainly))
	}
	return out
}

// players are those who belong to a club, politicians those who belong to a
// party.
var (
	players     = []string{"player", "striker", "defender", "midfielder", "goalkeeper", "keeper", "forward", "winger", "captain", "goalie", "attacker", "fullback", "playmaker", "quarterback", "pitcher", "skipper", "star", "legend", "teammate"}
	politicians = []string{"politician", "lawmaker", "mp", "mep", "deputy", "candidate", "senator", "legislator", "councillor", "councilor", "parliamentarian", "member", "veteran", "heavyweight", "delegate"}
)

func (r *reading) partiesInBrackets() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.typ != "Person" || m.entity == nil || !r.lowerIn(m.end, "(") {
			continue
		}
		at := m.end + 1
		for r.lowerIn(at, "of", "the", "from") {
			at++
		}
		party := r.nameStarting(at)
		if party == nil || party.entity == nil || party.entity.typ != "Organization" || party.end >= len(r.tokens) || !r.lowerIn(party.end, ")", ",", "/") {
			continue
		}
		if party.entity.subtype == "PoliticalParty" {
			out = append(out, find("MEMBER_OF", m.entity, party.entity, m.head).adjusted(plainly))
		}
	}
	return out
}

func (r *reading) peopleNamedByBody() []finding {
	var out []finding
	for _, m := range r.mentions {
		if m.kind != graph.NameMention || m.typ != "Person" || m.entity == nil || m.start < 2 {
			continue
		}
		noun := r.tokens[m.start-1].lower
		front := m.start - 1
		for front > 0 && front > m.start-4 && r.at[front-1] != nil && r.at[front-1].kind == graph.DemonymMention || front > 0 && front > m.start-4 && r.tokens[front-1].Text == r.tokens[front-1].lower && (r.tokens[front-1].Pos == "ADJ" || r.tokens[front-1].Tag == "NN" && r.lex.heads[r.tokens[front-1].lower].typ == "") {
			front--
		}
		if front > 0 && r.tokens[front-1].Tag == "POS" || r.lowerIn(front-1, "party", "club", "side", "team") {
			front--
		}
		body := r.nameEndingAt(front)
		if body == nil {
			body = r.ownerEndingAt(front)
		}
		if body == nil || body.entity == nil || body.entity.typ != "Organization" || r.tokens[body.head].sentence != r.tokens[m.head].sentence {
			continue
		}
		typ := ""
		switch subtype := body.entity.subtype; {
		case slices.Contains(players, noun) && (subtype == "" || subtype == "SportsClub" || subtype == "Company" || subtype == "NGO"):
			typ = "MEMBER_OF"
		case slices.Contains(politicians, noun) && (subtype == "PoliticalParty" || subtype == "Legislature"):
			typ = "MEMBER_OF"
		case r.lex.roles[noun] == "staff" && subtype != "ArmedGroup" && noun != "expert" && noun != "lawyer" && noun != "attorney":
			typ = "WORKS_FOR"
		}
		if typ != "" {
			f := find(typ, m.entity, body.entity, m.head).with("title", noun).adjusted(plainly)
			if r.endedBefore(m.start) {
				f = f.with("ended", true)
			}
			out = append(out, f)
		}
	}
	return out
}
