package extract

import (
	"slices"

	"clew/graph"
)

// findSpokesgroups finds the people that "the experts" or "the two men" stand
// for: those named right behind the description ("experts A and B"), or for a
// definite one the last two people named together.
func (r *reading) findSpokesgroups() {
	for _, m := range r.mentions {
		if m.kind != graph.NominalMention || m.typ != "PersonGroup" || m.entity == nil || m.entity.named || r.members[m.entity] != nil {
			continue
		}
		if m.trait != "expert" && m.trait != "official" && m.noun != "man" && m.noun != "woman" && m.noun != "author" {
			continue
		}
		people := r.peopleBehind(m)
		if len(people) == 0 && m.definite && (m.count == nil || m.count.Value == 2) && len(r.bareModifiers(m)) == 0 {
			people = r.lastPair(m)
		}
		if len(people) > 1 {
			r.members[m.entity] = people
		}
	}
}

// peopleBehind are the coordinated people named right behind a description.
func (r *reading) peopleBehind(m *mention) []*entity {
	end := r.sentences[r.tokens[m.head].sentence].end
	for i := m.end; i < min(end, m.end+6); i++ {
		n := r.nameAt(i)
		if n == nil || n.typ != "Person" || n.entity == nil {
			if r.lowerIn(i, ",", "said", "say", "who", "told") {
				return nil
			}
			continue
		}
		var out []*entity
		for _, x := range r.conjuncts(n.head) {
			if e := r.entityOf(x); e != nil && e.typ == "Person" && e.named && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
		return out
	}
	return nil
}

func (r *reading) nameAt(i int) *mention {
	for _, n := range r.mentions {
		if n.head == i && n.kind == graph.NameMention {
			return n
		}
	}
	return nil
}

// lastPair are the last two people named together before a mention.
func (r *reading) lastPair(m *mention) []*entity {
	for k := len(r.mentions) - 1; k >= 0; k-- {
		x := r.mentions[k]
		if x.head >= m.head || x.kind != graph.NameMention || x.typ != "Person" || x.entity == nil {
			continue
		}
		if r.tokens[m.head].sentence-r.tokens[x.head].sentence > 2*backward {
			return nil
		}
		if t := r.tokens[x.head]; t.Dep == "conj" {
			if first := r.entityOf(t.Head); first != nil && first.typ == "Person" && first.named && first != x.entity {
				return []*entity{first, x.entity}
			}
		}
	}
	return nil
}

// eachSpeaker replaces a group by the people known to be in it.
func (r *reading) eachSpeaker(list []*entity) []*entity {
	var out []*entity
	for _, e := range list {
		if people := r.members[e]; people != nil {
			out = append(out, people...)
		} else {
			out = append(out, e)
		}
	}
	return out
}
