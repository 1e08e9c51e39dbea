package eval

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"clew/graph"
)

// goldName is one mention in the gold.
type goldName struct {
	graph.Span
	entity   *fullEntity
	types    []string // coarse types that are right for it
	required bool
}

// pairing is a one-to-one pairing of predicted with gold mentions.
type pairing struct {
	gold map[int]int // predicted to gold
	said map[int]int // gold to predicted
}

// alignMentions pairs predicted mentions with gold ones by overlap, the best first:
// once among those of one type, once among all.
func (d *fullDoc) alignMentions() {
	for _, e := range d.entities {
		for _, m := range e.Mentions {
			types := e.coarse()
			if m.Kind == graph.DemonymMention {
				types = append(types, "PER", "LOC")
			}
			d.names = append(d.names, goldName{m.Span, e, types, e.Required && m.Kind == graph.NameMention})
		}
	}
	for _, x := range d.people {
		d.spoken = append(d.spoken, x.mentions...)
	}
	d.typed, d.any = d.pairMentions(true), d.pairMentions(false)
}

func (d *fullDoc) pairMentions(typed bool) pairing {
	type candidate struct {
		overlap         float64
		typed, required int // 1 or 0
		said, gold      int
	}
	var all []candidate
	for i, m := range d.spoken {
		for j, g := range d.names {
			o := overlapRatio(m.Span, g.Span)
			right := slices.Contains(g.types, m.of.coarse)
			if o >= 0.2 && (right || !typed) {
				all = append(all, candidate{math.Round(o*1e6) / 1e6, oneIf(right), oneIf(g.required), i, j})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.overlap, a.overlap), b.typed-a.typed, b.required-a.required, a.said-b.said, a.gold-b.gold)
	})
	p := pairing{map[int]int{}, map[int]int{}}
	for _, c := range all {
		_, saidTaken := p.gold[c.said]
		_, goldTaken := p.said[c.gold]
		if !saidTaken && !goldTaken {
			p.gold[c.said], p.said[c.gold] = c.gold, c.said
		}
	}
	return p
}

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}

// wrongMention says whether a predicted mention without a pair counts as wrong: a
// name, not in a zone that is not scored, nor a part of a gold name.
func (d *fullDoc) wrongMention(i int, p pairing) bool {
	m := d.spoken[i]
	if _, paired := p.gold[i]; paired || m.unscored {
		return false
	}
	if m.hard {
		return true
	}
	return !slices.ContainsFunc(d.soft, m.Overlaps) &&
		!slices.ContainsFunc(d.names, func(g goldName) bool { return g.Contains(m.Span) && g.Span != m.Span })
}

// missedName says whether a gold name without a pair counts as missed: it is
// required, and no part of a longer one that is found.
func (d *fullDoc) missedName(j int, p pairing) bool {
	g := d.names[j]
	if _, paired := p.said[j]; paired || !g.required {
		return false
	}
	for k, longer := range d.names {
		if _, paired := p.said[k]; paired && longer.Span != g.Span && longer.Contains(g.Span) {
			return false
		}
	}
	return true
}

// countMentions counts required names, and how many are found with exact bounds.
func (d *fullDoc) countMentions(p pairing) (t missTally, exact int) {
	for i, j := range p.gold {
		if d.names[j].required {
			t.right++
			exact += oneIf(d.names[j].Span == d.spoken[i].Span)
		}
	}
	for i := range d.spoken {
		t.wrong += oneIf(d.wrongMention(i, p))
	}
	for j := range d.names {
		t.missed += oneIf(d.missedName(j, p))
	}
	return t, exact
}

// unit is what entities are compared by: a gold mention, or a predicted one that
// has no pair.
type unit struct {
	said   bool
	number int
}

// entityPair is a gold entity with the predicted one that stands for it.
type entityPair struct {
	gold       *fullEntity
	said       *said
	similarity float64
}

// alignEntities pairs gold with predicted entities by the mentions they share.
func (d *fullDoc) alignEntities() {
	d.held, d.taken = d.goldUnits(), d.saidUnits()
	var golds []*fullEntity
	var saids []*said
	for _, e := range d.entities {
		if len(d.held[e.ID]) > 0 {
			golds = append(golds, e)
		}
	}
	for _, x := range d.people {
		if len(d.taken[x.id]) > 0 && !slices.ContainsFunc(saids, func(y *said) bool { return y.id == x.id }) {
			saids = append(saids, d.byID[x.id])
		}
	}
	cost := make([][]float64, len(golds))
	for i, g := range golds {
		cost[i] = make([]float64, len(saids))
		for j, x := range saids {
			if w := d.likeness(g, x); w > 0 { // of equal ones the right type
				cost[i][j] = -(w + 1e-4*float64(oneIf(slices.Contains(g.coarse(), x.coarse))))
			}
		}
	}
	for _, p := range assign(cost) {
		if g, x := golds[p[0]], saids[p[1]]; cost[p[0]][p[1]] < 0 {
			d.pairs = append(d.pairs, entityPair{g, x, d.likeness(g, x)})
		}
	}
}

func (d *fullDoc) likeness(g *fullEntity, x *said) float64 {
	a, b := d.held[g.ID], d.taken[x.id]
	return 2 * float64(common(a, b)) / float64(len(a)+len(b))
}

// goldUnits are the mentions of every gold entity that are found or missed. A
// required entity without a name counts by its first mention.
func (d *fullDoc) goldUnits() map[string]map[unit]bool {
	out := map[string]map[unit]bool{}
	first, named := map[string]int{}, map[string]bool{}
	for j, g := range d.names {
		id := g.entity.ID
		if out[id] == nil {
			out[id], first[id] = map[unit]bool{}, j
		}
		named[id] = named[id] || g.required
		if _, paired := d.any.said[j]; paired || d.missedName(j, d.any) {
			out[id][unit{number: j}] = true
		}
	}
	for _, e := range d.entities {
		if units := out[e.ID]; e.Required && len(units) == 0 && units != nil && !named[e.ID] {
			units[unit{number: first[e.ID]}] = true
		}
	}
	return out
}

func (d *fullDoc) saidUnits() map[string]map[unit]bool {
	out := map[string]map[unit]bool{}
	for i, m := range d.spoken {
		u := unit{true, i}
		if j, paired := d.any.gold[i]; paired {
			u = unit{number: j}
		} else if !d.wrongMention(i, d.any) {
			continue
		}
		if out[m.of.id] == nil {
			out[m.of.id] = map[unit]bool{}
		}
		out[m.of.id][u] = true
	}
	return out
}

// countEntities counts required entities with a node of the right type.
func (d *fullDoc) countEntities() missTally {
	right, freeGold, freeSaid := 0, map[string]bool{}, map[string]bool{}
	paired := map[string]bool{}
	for _, p := range d.pairs {
		paired[p.said.id] = true
		if !p.gold.Required {
			freeSaid[p.said.id] = true
		} else if slices.Contains(p.gold.coarse(), p.said.coarse) {
			right++
		}
	}
	for _, e := range d.entities {
		freeGold[e.ID] = !e.Required
	}
	var t missTally
	for id, units := range d.taken {
		free := true // such as demonyms that are a group of their own
		for u := range units {
			free = free && !u.said && !d.names[u.number].required
		}
		if !freeSaid[id] && (paired[id] || !free) {
			t.wrong++
		}
	}
	for id, units := range d.held {
		if len(units) > 0 && !freeGold[id] {
			t.missed++
		}
	}
	return missTally{right, t.wrong - right, t.missed - right}
}

// countClusters is CEAF with entity similarity, and B³ over mentions.
func (d *fullDoc) countClusters() (ceaf, b3 [2]fraction) {
	var similarity, held float64
	for _, p := range d.pairs {
		similarity += p.similarity
	}
	for _, units := range d.held {
		held += float64(oneIf(len(units) > 0))
	}
	ceaf = [2]fraction{{similarity, float64(len(d.taken))}, {similarity, held}}
	return ceaf, [2]fraction{cubedUnits(d.taken, d.held), cubedUnits(d.held, d.taken)}
}

// cubedUnits is B³ of one side against the other.
func cubedUnits(a, b map[string]map[unit]bool) fraction {
	in := map[unit]map[unit]bool{}
	for _, units := range b {
		for u := range units {
			in[u] = units
		}
	}
	var f fraction
	for _, id := range slices.Sorted(maps.Keys(a)) { // sums of fractions depend on their order
		shared := 0
		for u := range a[id] {
			shared += common(a[id], in[u])
		}
		f.sum += float64(shared) / float64(max(1, len(a[id])))
		f.of += float64(len(a[id]))
	}
	return f
}
