package eval

import (
	"maps"
	"slices"
)

// fullSum adds up the figures of annotated articles.
type fullSum struct {
	mention, untyped, entity, event missTally
	exact                           int
	ceaf, b3                        [2]fraction
	features                        map[string]*fraction
	strict, family, unlabelled      missTally
	byType                          map[string]*missTally
	core, coreFound                 int
	claims                          claimCounts
	quotes, speakers                int
	mentionsFromFurniture           int
	relationsFromFurniture          int
	articles                        []Row
}

func newFullSum() *fullSum {
	return &fullSum{features: map[string]*fraction{}, byType: map[string]*missTally{}}
}

// featureNames are what is compared of a paired event, in the order of the report.
var featureNames = words("date date_exact injured injured_spurious killed killed_spurious place type type_compatible")

func (sum *fullSum) add(s *scoring, d *fullDoc) {
	mention, exact := d.countMentions(d.typed)
	untyped, _ := d.countMentions(d.any)
	entity, event := d.countEntities(), d.countEvents()
	ceaf, b3 := d.countClusters()
	sum.mention.add(mention)
	sum.untyped.add(untyped)
	sum.entity.add(entity)
	sum.event.add(event)
	sum.exact += exact
	for i := range 2 {
		sum.ceaf[i].add(ceaf[i])
		sum.b3[i].add(b3[i])
	}
	sum.addFeatures(d)
	strict, unlabelled := sum.addRelations(s, d)
	for _, m := range d.spoken {
		sum.mentionsFromFurniture += oneIf(m.hard)
	}
	name := articleNumber(d.gold.Article.ID)
	sum.articles = append(sum.articles, mention.row(name+" mention"), entity.row(name+" entity"), fractionRow(name+" ceaf_e", ceaf[0], ceaf[1]),
		event.row(name+" event"), strict.row(name+" relation"), unlabelled.row(name+" relation_unlabeled"))
	s.mentionErrors(d)
	s.eventErrors(d)
}

func (sum *fullSum) addFeatures(d *fullDoc) {
	places := d.placesOf()
	for _, p := range d.eventPairs {
		f := d.eventFeatures(p.gold, p.said, places[p.said.id])
		for name, right := range f.right {
			if sum.features[name] == nil {
				sum.features[name] = &fraction{}
			}
			sum.features[name].add(fraction{float64(oneIf(right)), 1})
		}
	}
}

func (sum *fullSum) addRelations(s *scoring, d *fullDoc) (strict, unlabelled missTally) {
	st := d.statements()
	v := st.judge(sameType)
	strict, unlabelled = st.tally(v), st.unlabelled()
	sum.strict.add(strict)
	sum.family.add(st.tally(st.judge(sameFamily)))
	sum.unlabelled.add(unlabelled)
	sum.addTypes(st, v)
	for _, w := range st.gold {
		if w.core && !w.metadata && !w.optional {
			sum.core++
			sum.coreFound += oneIf(v.covered[w])
		}
	}
	c := d.claims(st, v)
	sum.claims = claimCounts{sum.claims.right + c.right, sum.claims.evidence + c.evidence, sum.claims.claim + c.claim, sum.claims.hedged + c.hedged,
		sum.claims.hedgesKept + c.hedgesKept, sum.claims.attributed + c.attributed, sum.claims.attributionKept + c.attributionKept}
	found, all := d.speakersFound()
	sum.speakers, sum.quotes = sum.speakers+found, sum.quotes+all
	sum.relationsFromFurniture += st.furniture
	s.relationErrors(d, st, v)
	return strict, unlabelled
}

func (sum *fullSum) addTypes(st *statements, v verdict) {
	of := func(typ string) *missTally {
		if sum.byType[typ] == nil {
			sum.byType[typ] = &missTally{}
		}
		return sum.byType[typ]
	}
	for _, w := range v.right {
		of(w.key.typ).right++
	}
	for _, x := range st.said {
		of(x.key.typ).wrong += oneIf(v.wrong(x))
	}
	for _, w := range st.gold {
		of(w.key.typ).missed += oneIf(v.missed(w))
	}
}

func (sum *fullSum) report(r *Report) {
	r.Tables = append(r.Tables,
		Table{"names and events", "mentions and entities that are required, events", []Row{
			sum.mention.row("mention_typed"), sum.untyped.row("mention_untyped"), sum.entity.row("entity_typed"),
			fractionRow("ceaf_e", sum.ceaf[0], sum.ceaf[1]), fractionRow("b3", sum.b3[0], sum.b3[1]), sum.event.row("event")}},
		Table{"relations", "strict: type, ends and direction; family: a type of the same kind; unlabeled: the two ends", []Row{
			sum.strict.row("relation_strict"), sum.family.row("relation_family"), sum.unlabelled.row("relation_unlabeled")}})
	var types []Row
	for _, typ := range slices.Sorted(maps.Keys(sum.byType)) {
		if t := *sum.byType[typ]; t != (missTally{}) {
			types = append(types, t.row(typ))
		}
	}
	r.Tables = append(r.Tables, Table{"relation types", "strict", types}, Table{"articles", "by number", sum.articles})
	share := func(name string, right, of int) {
		r.Shares = append(r.Shares, Share{name, float64(right), float64(of)})
	}
	share("mentions with exact bounds", sum.exact, sum.mention.right)
	for _, name := range featureNames {
		if f := sum.features[name]; f != nil {
			r.Shares = append(r.Shares, Share{"event " + name, f.sum, f.of})
		}
	}
	c := sum.claims
	share("core relations found", sum.coreFound, sum.core)
	share("evidence overlaps", c.evidence, c.right)
	share("modality and polarity right", c.claim, c.right)
	share("hedges kept", c.hedgesKept, c.hedged)
	share("attribution right", c.attributionKept, c.attributed)
	share("speaker of a quotation", sum.speakers, sum.quotes)
	share("mentions from page furniture", sum.mentionsFromFurniture, 0)
	share("relations from page furniture", sum.relationsFromFurniture, 0)
}
