package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// backward is how many sentences an antecedent may lie behind.
const backward = 6

// antecedent is the entity before m that a definite description most likely
// points back to.
func (r *reading) antecedent(m *mention) *entity {
	for _, i := range r.modifiers(m) {
		if !slices.Contains(emptyModifiers, r.tokens[i].lower) && !(m.typ == "Organization" && slices.Contains(armedWords, r.tokens[i].lower)) {
			return nil
		}
	}
	if r.child(m.head, "relcl", "acl") >= 0 && m.typ != "Organization" {
		return nil
	}
	if p := r.child(m.head, "prep"); p >= 0 && r.lowerIn(p, "of", "in", "at", "for", "on") && m.typ != "Organization" {
		return nil
	}
	if m.typ == "Organization" && m.subtype != "ArmedGroup" && m.subtype != "" && r.seated(m) {
		return nil // "the authorities in Kampala" are not those named before
	}
	return r.nearest(m, func(e *entity, x *mention) bool { return r.pointsBack(m, e, x) })
}

// seated says whether a description tells where its body sits.
func (r *reading) seated(m *mention) bool {
	return slices.ContainsFunc(r.prepositions(m.head), func(p prepArg) bool {
		x := r.at[p.obj]
		return (p.word == "in" || p.word == "of") && x != nil && x.typ == "Place"
	})
}

// emptyModifiers say nothing that would tell one thing from another.
var emptyModifiers = []string{"terror", "terrorist", "militant", "extremist", "jihadist", "armed", "intimidating", "notorious", "entire", "whole", "same", "alleged", "suspected", "very", "militants", "larger", "so-called", "shadowy", "rebel", "foreign", "policy", "security", "core", "original", "main", "parent"}

// pointsBack says whether the description can stand for e, last mentioned as x.
func (r *reading) pointsBack(m *mention, e *entity, x *mention) bool {
	if e.event != nil || e.typ == "Publisher" {
		return false
	}
	switch m.typ {
	case "Organization":
		if e.typ != "Organization" || m.plural != (x.plural && x.kind == graph.NominalMention) {
			return false
		}
		switch m.noun {
		case "group", "network", "movement", "outfit":
			return e.subtype == "ArmedGroup" || e.subtype == "" || e.subtype == "NGO" && m.noun != "network" || e.subtype == "PoliticalParty"
		case "organization", "organisation":
			return e.subtype != "Government" && e.subtype != "Legislature" && e.subtype != "Court"
		}
		if m.subtype == "Company" && e.named && (e.subtype == "" || e.subtype == "Media") {
			return true
		}
		if m.subtype == "Military" || m.subtype == "SecurityService" { // "the army" is no air force, nor another country's command
			return m.subtype == e.subtype && (e.noun == m.noun || e.named && strings.Contains(strings.ToLower(e.name), m.noun))
		}
		return m.subtype == e.subtype && (e.named || e.noun == m.noun)
	case "Place":
		if e.typ != "Place" {
			return false
		}
		if m.subtype == "Facility" {
			return e.subtype == "Facility" && (e.noun == m.noun || strings.HasSuffix(strings.ToLower(e.name), " "+m.noun) || strings.HasSuffix(strings.ToLower(r.clean(e.mentions[0])), " "+m.noun))
		}
		return e.named && e.subtype == m.subtype
	case "Person":
		return e.typ == "Person" && x.kind != graph.PronounMention && (sameAttacker(m.noun, e.noun) && !e.named || e.noun == m.noun || e.named && slices.Contains([]string{"expert", "official"}, m.trait) && m.noun != "leader")
	case "PersonGroup":
		if m.end-m.start == 1 && slices.Contains(fighterNouns, r.tokens[m.head].lower) && !r.plural(m.head) {
			return e.noun == m.noun // the rebels of "a rebel attack" are no other armed men
		}
		if e.named {
			return e.typ == "PersonGroup" && e.noun == m.noun && m.count == nil
		}
		return e.typ == "PersonGroup" && x.kind == graph.NominalMention && m.count == nil && (e.noun == m.noun || x.count != nil && x.noun != "person" && slices.Contains([]string{"held", "plain", "attacker"}, m.trait) && slices.Contains([]string{"held", "plain", "attacker"}, x.trait) && (m.trait == x.trait || anybody(m.noun) || anybody(x.noun)))
	}
	return (m.typ == "Weapon" || m.typ == "Object" || m.typ == "Work") && e.typ == m.typ && e.noun == m.noun
}

// anybody says whether a noun for people says no more than that: "four men" may
// be "the attackers", "four workers" may not.
func anybody(noun string) bool {
	return slices.Contains([]string{"man", "woman", "person", "people", "boy", "girl", "citizen", "national", "youth", "individual", "teenager", "suspect", "brother", "sister"}, noun)
}

// closeCall is by how much salience the antecedent must beat the next one to be
// sure: half of what a sentence further away costs.
const closeCall = 5

// attackerKinds are nouns for one who attacks that stand for each other in a report.
var attackerKinds = map[string]string{"gunman": "gun", "shooter": "gun", "sniper": "gun", "bomber": "bomb", "attacker": "any", "assailant": "any", "perpetrator": "any", "killer": "any"}

// sameAttacker says whether two nouns can stand for one attacker: "a gunman", "the
// shooter".
func sameAttacker(a, b string) bool {
	x, y := attackerKinds[a], attackerKinds[b]
	return x != "" && y != "" && (x == y || x == "any" || y == "any")
}

// nearest is the entity of the most salient mention before m that fits: near,
// in the role of the subject, named.
func (r *reading) nearest(m *mention, fits func(*entity, *mention) bool) *entity {
	here := r.tokens[m.head].sentence
	var best, rival *entity
	score, rivalScore := -1000, -1000
	for k := len(r.mentions) - 1; k >= 0; k-- {
		x := r.mentions[k]
		if x.entity == nil || x.head >= m.head || x.span.End > m.span.Start || x == m {
			continue
		}
		distance := here - r.tokens[x.head].sentence
		if distance > backward && (m.kind == graph.PronounMention || distance > 2*backward) {
			break
		}
		if !fits(x.entity, x) || r.ownSubject(x, m) {
			continue
		}
		switch s := r.salience(x, m, distance); {
		case s > score && x.entity != best:
			best, score, rival, rivalScore = x.entity, s, best, score
		case s > score:
			score = s
		case s > rivalScore && x.entity != best:
			rival, rivalScore = x.entity, s
		}
	}
	m.rivalled = rival != nil && score-rivalScore < closeCall
	return best
}

// ownSubject says whether m is the object of the verb that x is the subject of:
// "prosecutors charged them" is not about prosecutors.
func (r *reading) ownSubject(x, m *mention) bool {
	if m.kind != graph.PronounMention || strings.Contains(r.tokens[m.head].lower, "sel") || r.tokens[m.head].Tag == "PRP$" {
		return false
	}
	a, b := r.tokens[x.head], r.tokens[m.head]
	if b.Dep == "dobj" || b.Dep == "dative" {
		v := b.Head
		for r.tokens[v].Dep == "conj" && r.child(v, "nsubj") < 0 && r.isVerb(r.tokens[v].Head) {
			v = r.tokens[v].Head // "the judge issued a warrant and charged him"
		}
		if s := r.child(v, "nsubj"); s >= 0 && r.at[s] != nil && (r.at[s].entity == x.entity || r.sameWords(r.at[s], x)) {
			return true
		}
	}
	return (a.Dep == "nsubj" || a.Dep == "nsubjpass") && a.Head == b.Head && (b.Dep == "dobj" || b.Dep == "dative")
}

// sameWords says whether two mentions are the same words.
func (r *reading) sameWords(a, b *mention) bool { return plain(r.clean(a)) == plain(r.clean(b)) }

func (r *reading) salience(x, m *mention, distance int) int {
	s := -10 * distance
	switch r.tokens[x.head].Dep {
	case "nsubj", "nsubjpass":
		s += 8
		if distance == 0 && r.tokens[m.head].Tag == "PRP$" {
			s -= 5
		}
		if distance > 0 && r.root(r.tokens[x.head].Head) {
			s += 4
		}
		if distance == 0 && r.tokens[x.head].Head == r.tokens[m.head].Head {
			s -= 12 // "ISIS said the group …": fine; "the group attacked it": not itself
		}
	case "dobj", "pobj", "attr", "agent":
		s += 2
		if p := r.tokens[x.head].Head; r.lowerIn(p, "on") && x.entity.typ == "Organization" {
			s -= 6 // the platform a statement appears on
		}
	case "compound", "poss":
		s++
	}
	if distance > 0 && r.presented(x) {
		s += 12
	}
	if x.kind == graph.NameMention {
		s += 3
	}
	if x.kind == graph.DemonymMention {
		s -= 8
	}
	if len(x.entity.mentions) > 4 && (distance > 0 || r.tokens[m.head].Tag != "PRP$") {
		s += 2
	}
	if x.entity.typ == "Place" && m.kind == graph.PronounMention && distance > 0 {
		s -= 4
	}
	if d := m.head - x.head; distance == 0 {
		s -= d / 12
		if r.tokens[m.head].Tag == "PRP$" {
			s -= d / 3
		}
		if m.noun == "thing" && r.tokens[m.head].Tag == "PRP$" && r.tokens[x.head].Dep == "dobj" && (d < 8 || r.below(m.head, r.tokens[x.head].Head)) {
			s += 12 // "drive the gang from its hideouts"
		}
	}
	return s
}

// presented says whether a sentence does no more than bring up a name, as what the
// next one is about: "Enter: the Blue Front.", "And then there is Ray."
func (r *reading) presented(x *mention) bool {
	s := r.sentences[r.tokens[x.head].sentence]
	if x.kind != graph.NameMention || s.end-s.start > x.end-x.start+6 {
		return false
	}
	for i := s.start; i < s.end; i++ {
		if (r.tokens[i].Dep == "nsubj" || r.tokens[i].Dep == "nsubjpass") && !r.lowerIn(i, "there", "here") {
			return false
		}
	}
	return true
}
