package extract

import "slices"

// sameGroup says whether two counted descriptions of people who suffered the same can
// be of the same people: "six soldiers" and "the six soldiers".
func (r *reading) sameGroup(a, b argument) bool {
	x, y := a.entity, b.entity
	return a.typ == b.typ && x.typ == "PersonGroup" && y.typ == "PersonGroup" && !x.named && !y.named && a.count != nil && b.count != nil &&
		a.count.Value == b.count.Value && a.count.Value >= 3 && x.noun == y.noun
}

// oneGroup makes one of the descriptions of the victims of an event that give the same
// number and noun.
func (r *reading) oneGroup(e *event) {
	var kept []argument
	for _, t := range e.tellers {
		for _, v := range slices.Clone(t.victims) {
			same := slices.IndexFunc(kept, func(k argument) bool { return k.entity != v.entity && r.sameGroup(k, v) })
			if same < 0 || len(v.entity.mentions) == 0 {
				kept = append(kept, v)
				continue
			}
			r.absorb(kept[same].entity, v.entity)
			r.replaceEverywhere(v.entity, kept[same].entity)
		}
	}
	for _, v := range kept {
		slices.SortStableFunc(v.entity.mentions, func(a, b *mention) int { return a.span.Start - b.span.Start })
		if !v.entity.named {
			v.entity.name = r.bestName(v.entity)
		}
	}
}

// replaceEverywhere puts one entity in the place of another in all tellings.
func (r *reading) replaceEverywhere(old, now *entity) {
	for _, t := range r.tellingOf {
		for _, list := range [][]argument{t.victims, t.targets, t.agents, t.damaged} {
			for k := range list {
				if list[k].entity == old {
					list[k].entity = now
				}
			}
		}
	}
}
