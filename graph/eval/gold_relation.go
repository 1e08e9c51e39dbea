package eval

import (
	"slices"

	"clew/graph"
)

// relationFamilies are types that count for each other in the family figure.
var relationFamilies = byWord(map[string]string{
	"responsibility": "CARRIED_OUT CLAIMED SUSPECTED_IN PLANNED PARTICIPATED_IN", "membership": "LEADS WORKS_FOR MEMBER_OF EMPLOYED_BY",
	"branch": "BRANCH_OF PART_OF AFFILIATED_WITH SPLIT_FROM SUBSIDIARY_OF", "place": "HAS_NATIONALITY ORIGIN LOCATED_IN OPERATES_IN BASED_IN OCCURRED_IN",
	"speech": "SAID WARNED_OF WARNED QUOTED ACCUSED DENIED TOLD", "hostility": "OPPOSES THREATENED TARGETED", "authorship": "PUBLISHED WROTE", "victims": "KILLED INJURED ARRESTED",
})

var (
	symmetricRelations = words("FAMILY_OF AFFILIATED_WITH")
	derivable          = words("MENTIONS REPORTED QUOTED") // from an article or publisher
)

// statedKey is a relation by type and gold entities; a predicted end that stands for
// none is its id after a question mark.
type statedKey struct{ typ, from, to string }

// ends are the two ends in no order.
func (k statedKey) ends() [2]string {
	if k.from < k.to {
		return [2]string{k.from, k.to}
	}
	return [2]string{k.to, k.from}
}

// wanted is one gold relation with every reading that is right.
type wanted struct {
	key                      statedKey
	types, froms, tos        []string
	evidence                 []graph.Span
	modalities, polarities   []string
	sources                  []*string
	core, metadata, optional bool
}

// stated is one predicted relation with all its occurrences.
type stated struct {
	key         statedKey
	occurrences []object
	spans       []*graph.Span
	neutral     bool // neither right nor wrong
	hard        bool // from page furniture
}

// statements are the relations of one article on both sides.
type statements struct {
	gold         []*wanted
	said         []*stated
	byKey        map[statedKey]*wanted
	saidByKey    map[statedKey]*stated
	derivedPairs map[[2]string]bool
	furniture    int // predicted relations from page furniture
}

// allows says whether a predicted relation is a reading of a gold one.
func (w *wanted) allows(k statedKey, typed func(*wanted, string) bool) bool {
	return typed(w, k.typ) && (w.joins(k.from, k.to) || slices.Contains(symmetricRelations, k.typ) && w.joins(k.to, k.from))
}

// joins says whether two ends are those of a gold relation, in this order.
func (w *wanted) joins(from, to string) bool {
	return slices.Contains(w.froms, from) && slices.Contains(w.tos, to)
}

func sameType(w *wanted, typ string) bool { return slices.Contains(w.types, typ) }

func sameFamily(w *wanted, typ string) bool {
	return sameType(w, typ) || relationFamilies[typ] != "" && slices.ContainsFunc(w.types, func(t string) bool { return relationFamilies[t] == relationFamilies[typ] })
}

func (d *fullDoc) statements() *statements {
	s := &statements{byKey: map[statedKey]*wanted{}, saidByKey: map[statedKey]*stated{}, derivedPairs: map[[2]string]bool{}}
	types := map[string]string{}
	for i := range d.gold.Entities {
		types[d.gold.Entities[i].ID] = d.gold.Entities[i].Type
	}
	for i := range d.gold.Relations {
		s.want(&d.gold.Relations[i], types)
	}
	d.readStated(s, types)
	return s
}

// want adds a gold relation; several of one type and ends are one.
func (s *statements) want(r *fullRelation, types map[string]string) {
	key := statedKey{r.Type, r.From, r.To}
	if origin := types[r.From]; slices.Contains(derivable, r.Type) && (origin == "Article" || origin == "Publisher") {
		s.derivedPairs[key.ends()] = true
		return
	}
	w := s.byKey[key]
	if w == nil {
		w = &wanted{key: key, types: []string{r.Type}, froms: []string{r.From}, tos: []string{r.To}, optional: true}
		s.byKey[key] = w
		s.gold = append(s.gold, w)
	}
	w.optional = w.optional && r.Optional
	w.core = w.core || r.Core
	w.metadata = w.metadata || r.Props.Kind == graph.MetadataEvidence
	w.types, w.froms, w.tos = append(w.types, r.AltTypes...), append(w.froms, r.AltFrom...), append(w.tos, r.AltTo...)
	w.modalities = append(append(w.modalities, r.AltModality...), r.Props.Modality)
	w.polarities, w.sources, w.evidence = append(w.polarities, r.Props.Polarity), append(w.sources, r.Props.Attribution), append(w.evidence, r.Evidence)
}

// neutralSpeech are SAID relations that cost nothing: to whatever is named in a
// quotation of the speaker, but for the speaker's own employer.
func (d *fullDoc) neutralSpeech() map[statedKey]bool {
	type place struct {
		graph.Span
		id string
	}
	var places []place
	for _, g := range d.names {
		places = append(places, place{g.Span, g.entity.ID})
	}
	for i := range d.gold.Events {
		for _, m := range d.gold.Events[i].Mentions {
			places = append(places, place{m.Span, d.gold.Events[i].ID})
		}
	}
	employer := map[[2]string]bool{}
	for i := range d.gold.Relations {
		if r := &d.gold.Relations[i]; r.Type == "WORKS_FOR" || r.Type == "LEADS" || r.Type == "MEMBER_OF" {
			employer[[2]string{r.From, r.To}] = true
		}
	}
	out := map[statedKey]bool{}
	for _, q := range d.gold.Quotes {
		for _, at := range places {
			if q.Contains(at.Span) && at.id != q.Speaker && !employer[[2]string{q.Speaker, at.id}] {
				out[statedKey{"SAID", q.Speaker, at.id}] = true
			}
		}
	}
	return out
}

// described are predicted entities without a gold one that are never named.
func (d *fullDoc) described() map[string]bool {
	named := map[string]bool{}
	for _, m := range d.spoken {
		if !m.unscored && !slices.ContainsFunc(d.soft, m.Overlaps) {
			named[m.of.id] = true
		}
	}
	out := map[string]bool{}
	for _, x := range d.people {
		if d.identity[x.id] == "" && len(x.mentions) > 0 && !named[x.id] {
			out[x.id] = true
		}
	}
	return out
}

func (d *fullDoc) readStated(s *statements, types map[string]string) {
	derived := map[statedKey]bool{}
	for _, r := range d.gold.Derived {
		derived[statedKey{r.Type, r.From, r.To}] = true
	}
	var duplicates []graph.Span
	for _, z := range d.gold.Noise {
		if z.Kind != "boilerplate" {
			duplicates = append(duplicates, z.Span)
		}
	}
	speech, described := d.neutralSpeech(), d.described()
	for _, r := range d.prediction.objects("relations") {
		from, to := r.text("from"), r.text("to")
		key := statedKey{r.text("type"), d.standsFor(from), d.standsFor(to)}
		span := firstEvidence(r)
		hard, neutral := span != nil && inside(*span, d.hard), false
		switch {
		case hard:
			s.furniture++
		case (derived[key] || slices.Contains(derivable, key.typ) && d.fromOutlet(from, types)) && s.byKey[key] == nil:
			continue
		case speech[key] || described[from] || described[to]:
			neutral = true
		case span != nil && inside(*span, duplicates):
			continue
		}
		x := s.saidByKey[key]
		if x == nil {
			x = &stated{key: key}
			s.saidByKey[key] = x
			s.said = append(s.said, x)
		}
		x.hard, x.neutral = x.hard || hard, x.neutral || neutral
		x.occurrences, x.spans = append(x.occurrences, r), append(x.spans, span)
	}
}

// standsFor is the gold entity or event behind a predicted id.
func (d *fullDoc) standsFor(id string) string {
	if gold := d.identity[id]; gold != "" {
		return gold
	}
	return "?" + id
}

// fromOutlet says whether a predicted end is the article or a publisher.
func (d *fullDoc) fromOutlet(id string, types map[string]string) bool {
	gold := d.identity[id]
	if gold == "art" || types[gold] == "Publisher" || slices.Contains(d.articles, id) {
		return true
	}
	x := d.byID[id]
	return x != nil && slices.Contains(d.people, x) && slices.Contains(typeWords(x.typ), "publisher")
}

func firstEvidence(r object) *graph.Span {
	if s, ok := r.object("evidence").span(); ok {
		return &s
	}
	return nil
}

// verdict is how predicted relations fit the gold under one way of comparing types.
type verdict struct {
	right   map[statedKey]*wanted
	free    map[statedKey]bool // neither right nor wrong
	covered map[*wanted]bool   // found by some predicted relation
}

// judge pairs predicted with gold relations: those that are equal first, required
// before optional. What is a reading of a gold relation that another one found
// already costs nothing.
func (s *statements) judge(typed func(*wanted, string) bool) verdict {
	v := verdict{map[statedKey]*wanted{}, map[statedKey]bool{}, map[*wanted]bool{}}
	for _, equal := range []bool{true, false} {
		for _, optional := range []bool{false, true} {
			for _, x := range s.said {
				if v.right[x.key] != nil {
					continue
				}
				for _, w := range s.gold {
					if w.optional == optional && !v.covered[w] && (equal && x.key == w.key || !equal && w.allows(x.key, typed)) {
						v.right[x.key], v.covered[w] = w, true
						break
					}
				}
			}
		}
	}
	for _, x := range s.said {
		allowed := slices.ContainsFunc(s.gold, func(w *wanted) bool { return w.allows(x.key, typed) })
		if v.right[x.key] == nil && (x.neutral && !x.hard || allowed) {
			v.free[x.key] = true
		}
	}
	for _, w := range s.gold {
		v.covered[w] = v.covered[w] || slices.ContainsFunc(s.said, func(x *stated) bool { return w.allows(x.key, typed) })
	}
	for key, w := range v.right {
		if w.optional {
			v.free[key] = true
			delete(v.right, key)
		}
	}
	return v
}

// wrong says whether a predicted relation is neither right nor free.
func (v verdict) wrong(x *stated) bool { return v.right[x.key] == nil && !v.free[x.key] }

// missed says whether a gold relation that is asked for is not found.
func (v verdict) missed(w *wanted) bool { return !v.covered[w] && !w.metadata && !w.optional }

func (s *statements) tally(v verdict) missTally {
	t := missTally{right: len(v.right)}
	for _, x := range s.said {
		t.wrong += oneIf(v.wrong(x))
	}
	for _, w := range s.gold {
		t.missed += oneIf(v.missed(w))
	}
	return t
}

// unlabelled counts pairs of ends, whatever the type and direction.
func (s *statements) unlabelled() missTally {
	said, golds, free := map[[2]string]bool{}, map[[2]string][]*wanted{}, map[[2]string]bool{}
	for _, x := range s.said {
		said[x.key.ends()] = true
		if x.neutral && !x.hard {
			free[x.key.ends()] = true
		}
	}
	for _, w := range s.gold {
		for _, from := range w.froms {
			for _, to := range w.tos {
				ends := statedKey{"", from, to}.ends()
				golds[ends] = append(golds[ends], w)
			}
		}
	}
	required := func(ws []*wanted) bool { return slices.ContainsFunc(ws, func(w *wanted) bool { return !w.optional }) }
	covered, hit := map[[2]string]bool{}, map[[2]string]bool{}
	for ends := range said {
		if required(golds[ends]) {
			hit[ends] = true
			for _, w := range golds[ends] {
				covered[w.key.ends()] = true
			}
		}
	}
	t := missTally{right: len(hit)}
	for ends := range said {
		optional := len(golds[ends]) > 0 && !required(golds[ends])
		t.wrong += oneIf(!hit[ends] && !optional && !free[ends] && !s.derivedPairs[ends])
	}
	missed := map[[2]string]bool{}
	for _, w := range s.gold {
		if ends := w.key.ends(); !w.optional && (!w.metadata || said[ends]) && !covered[ends] {
			missed[ends] = true
		}
	}
	t.missed = len(missed)
	return t
}

// speakersFound counts quotations with a relation of speech from the right speaker.
func (d *fullDoc) speakersFound() (found, all int) {
	for _, q := range d.gold.Quotes {
		all++
		found += oneIf(slices.ContainsFunc(d.prediction.objects("relations"), func(r object) bool {
			span := firstEvidence(r)
			return slices.Contains(words("SAID QUOTED WARNED_OF"), r.text("type")) && span != nil && d.identity[r.text("from")] == q.Speaker && span.Overlaps(q.Span)
		}))
	}
	return found, all
}
