package eval

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"clew/graph"
)

// eventParents are kinds of events by the kind that holds them.
var eventParents = func() map[string]string {
	out := map[string]string{}
	for _, kind := range words("bombing shooting hostagetaking assassination") {
		out[kind] = "attack"
	}
	for _, kind := range words("attack plot arrest courtproceeding armedconflict militaryoperation warning statement publicevent policyaction") {
		out[kind] = "event"
	}
	return out
}()

// nameForm is a name as it is compared: small letters, words only, without "the " and
// possessives.
func nameForm(s string) string {
	s = dropPossessives([]rune(strings.ReplaceAll(lower(s), "the ", "")))
	words := strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) })
	return strings.Join(words, " ")
}

// dropPossessives takes an apostrophe off where a word follows it, with the word where
// that is "s".
func dropPossessives(text []rune) string {
	var out strings.Builder
	isWord := func(i int) bool { return i < len(text) && wordRune(text[i]) }
	for i := 0; i < len(text); i++ {
		switch {
		case !strings.ContainsRune("’'`", text[i]):
			out.WriteRune(text[i])
		case i+1 < len(text) && text[i+1] == 's' && !isWord(i+2):
			i++
		case isWord(i + 1):
		default:
			out.WriteRune(text[i])
		}
	}
	return out.String()
}

// nearly says whether two spans are one mention up to an article or title in front, a
// possessive or a word at the end.
func nearly(a, b graph.Span) bool {
	return a.Overlaps(b) && (overlapRatio(a, b) >= 0.8 || distance(a.Start, b.Start) <= 4 && distance(a.End, b.End) <= 2)
}

func distance(a, b int) int { return max(a-b, b-a) }

// mapEntities says which gold entity each predicted one stands for: the one its
// mentions overlap best, else the only one of its name.
func (d *fullDoc) mapEntities() {
	d.entityOf = map[string]string{}
	byName := map[string][]string{}
	for _, e := range d.entities {
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			if form := nameForm(name); !slices.Contains(byName[form], e.ID) {
				byName[form] = append(byName[form], e.ID)
			}
		}
	}
	pairedWith := map[string]string{}
	for _, p := range d.pairs {
		pairedWith[p.said.id] = p.gold.ID
	}
	best := d.bestOverlaps()
	for _, x := range d.people {
		if id := d.bestEntity(x, best, pairedWith[x.id]); id != "" {
			d.entityOf[x.id] = id
		} else if ids := byName[nameForm(x.name)]; len(ids) == 1 {
			d.entityOf[x.id] = ids[0]
		}
	}
}

// bestOverlaps is how well each gold mention is overlapped by any predicted one.
func (d *fullDoc) bestOverlaps() map[graph.Span]float64 {
	out := map[graph.Span]float64{}
	for _, g := range d.names {
		best := 0.0
		for _, m := range d.spoken {
			best = max(best, overlapRatio(m.Span, g.Span))
		}
		out[g.Span] = best
	}
	return out
}

// bestEntity sums up for each gold entity how well the mentions of a predicted one
// overlap it; a little is added for the one it is paired with.
func (d *fullDoc) bestEntity(x *said, best map[graph.Span]float64, paired string) string {
	sums := map[string]float64{}
	var met []string
	for _, m := range x.mentions {
		id, overlap := d.closest(x, m.Span, best)
		if id == "" {
			continue
		}
		if _, known := sums[id]; !known {
			met = append(met, id)
		}
		sums[id] += overlap
	}
	if _, known := sums[paired]; known {
		sums[paired] += 0.001
	}
	out := ""
	for _, id := range met {
		if out == "" || sums[id] > sums[out] {
			out = id
		}
	}
	return out
}

// closest is the gold entity that one mention stands for: nearly its span, or
// overlapping it with the right type and better than any other mention does.
func (d *fullDoc) closest(x *said, s graph.Span, best map[graph.Span]float64) (id string, overlap float64) {
	var found goldName
	right := func(g goldName) bool {
		return x.coarse == unknownType || slices.Contains(g.entity.coarse(), x.coarse)
	}
	for _, g := range d.names {
		o := overlapRatio(s, g.Span)
		if o == 0 || !nearly(s, g.Span) && !(right(g) && o >= 0.2 && o >= best[g.Span]) {
			continue
		}
		if id == "" || cmp.Or(cmp.Compare(o, overlap), oneIf(right(g))-oneIf(right(found)), oneIf(g.required)-oneIf(found.required), cmp.Compare(g.entity.ID, id)) > 0 {
			id, overlap, found = g.entity.ID, o, g
		}
	}
	return id, overlap
}

// eventPair is a gold event with the predicted one that stands for it.
type eventPair struct {
	gold *fullEvent
	said *said
}

// alignEvents pairs gold with predicted events by overlap and what is known of them;
// a further predicted event stands for the gold event it fits best.
func (d *fullDoc) alignEvents() {
	places := d.placesOf()
	score := make([][]float64, len(d.gold.Events))
	for i := range d.gold.Events {
		score[i] = make([]float64, len(d.events))
		for j, x := range d.events {
			score[i][j] = -d.eventScore(&d.gold.Events[i], x, places[x.id])
		}
	}
	d.eventOf = map[string]string{}
	for _, p := range assign(score) {
		if score[p[0]][p[1]] < 0 {
			g, x := &d.gold.Events[p[0]], d.events[p[1]]
			d.eventPairs = append(d.eventPairs, eventPair{g, x})
			d.eventOf[x.id] = g.ID
		}
	}
	for j, x := range d.events {
		if _, paired := d.eventOf[x.id]; paired || len(d.gold.Events) == 0 {
			continue
		}
		best := 0
		for i := range d.gold.Events {
			if score[i][j] < score[best][j] {
				best = i
			}
		}
		if score[best][j] < 0 {
			d.eventOf[x.id] = d.gold.Events[best].ID
		}
	}
}

// placesOf are the places that relations give for what they are in.
func (d *fullDoc) placesOf() map[string][]any {
	out := map[string][]any{}
	for _, r := range d.prediction.objects("relations") {
		switch r.text("type") {
		case "LOCATED_IN", "OCCURRED_IN", "OCCURRED_AT":
			out[r.text("from")] = append(out[r.text("from")], r["to"])
		}
	}
	return out
}

func (d *fullDoc) eventScore(g *fullEvent, x *said, places []any) float64 {
	f := d.eventFeatures(g, x, places)
	known := 0
	for _, name := range words("date place killed injured") {
		known += oneIf(f.right[name])
	}
	bonus := 0.5*float64(known) + 0.3*float64(oneIf(f.right["type_compatible"]))
	overlap := 0.0
	for _, m := range x.mentions {
		for _, n := range g.Mentions {
			overlap = max(overlap, overlapRatio(m.Span, n.Span))
		}
	}
	switch {
	case overlap > 0:
		return 1 + 2*overlap + bonus
	case len(x.mentions) == 0 && known >= 2:
		return bonus
	}
	return 0
}

// features are what is right about a predicted event; names that are missing are not
// stated in the gold.
type features struct{ right map[string]bool }

func (f features) set(name string, right bool) { f.right[name] = right }

func (d *fullDoc) eventFeatures(g *fullEvent, x *said, places []any) features {
	f := features{map[string]bool{}}
	props := x.raw.object("props")
	date := textOf(firstOf(props, "date", "start_date", "when"))
	if dates := nonEmpty(append([]string{g.Date}, g.DateAlt...)); len(dates) > 0 {
		f.set("date", date != "" && slices.ContainsFunc(dates, func(s string) bool { return sameEDTF(s, date) }))
		f.set("date_exact", date != "" && slices.Contains(dates, date))
	}
	place := firstOf(props, "place", "location")
	if place == nil && len(places) > 0 {
		place = places
	}
	if g.Place != "" {
		f.set("place", d.placeIs(g, place))
	}
	for name, value := range map[string]any{"killed": g.Killed, "injured": g.Injured} {
		want, stated := wholeNumber(value)
		got, given := wholeNumber(props[name])
		if stated {
			f.set(name, given && got == want)
		}
		f.set(name+"_spurious", !stated && given)
	}
	kinds := typeWords(x.typ)
	f.set("type", slices.Contains(kinds, lower(g.Type)))
	f.set("type_compatible", f.right["type"] || compatible(lower(g.Type), kinds))
	return f
}

func nonEmpty(list []string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// compatible says whether one kind of event holds the other.
func compatible(kind string, kinds []string) bool {
	if slices.ContainsFunc(kinds, func(k string) bool { return eventParents[k] == kind }) {
		return true
	}
	for k := kind; k != ""; k = eventParents[k] {
		if slices.Contains(kinds, k) {
			return true
		}
	}
	return false
}

var digits = regexp.MustCompile(`\d[\d,]*`)

// wholeNumber reads a count: a number, its value, or the first number of some words.
func wholeNumber(v any) (int, bool) {
	if m, ok := v.(map[string]any); ok {
		v = m["value"]
	}
	switch x := v.(type) {
	case float64:
		return int(x), true
	case string:
		if m := digits.FindString(x); m != "" {
			return number(strings.ReplaceAll(m, ",", "")), true
		}
	}
	return 0, false
}

// sameEDTF says whether two dates agree as far as both go, an X standing for any digit.
func sameEDTF(a, b string) bool {
	if a == b {
		return true
	}
	n := min(len(a), len(b))
	if n < 4 {
		return false
	}
	for i := range n {
		if a[i] != b[i] && a[i] != 'X' && b[i] != 'X' {
			return false
		}
	}
	return true
}

// placeIs says whether a predicted place, by id or name, is one the gold has for an
// event; of several one has to be.
func (d *fullDoc) placeIs(g *fullEvent, place any) bool {
	right := nonEmpty(append([]string{g.Place}, g.PlaceAlt...))
	switch x := place.(type) {
	case []any:
		return slices.ContainsFunc(x, func(v any) bool { return d.placeIs(g, v) })
	case map[string]any:
		place = firstOf(x, "id", "name")
	}
	id := textOf(place)
	if x := d.byID[id]; x != nil && slices.Contains(d.people, x) {
		return slices.Contains(right, d.entityOf[id])
	}
	form := nameForm(id)
	return form != "" && slices.ContainsFunc(d.entities, func(e *fullEntity) bool {
		return slices.Contains(right, e.ID) && slices.ContainsFunc(append([]string{e.Name}, e.Aliases...), func(name string) bool { return nameForm(name) == form })
	})
}

// countEvents counts required events that are found, and predicted ones that are none.
func (d *fullDoc) countEvents() missTally {
	var t missTally
	paired := map[string]bool{}
	found := map[string]bool{}
	for _, p := range d.eventPairs {
		t.right += oneIf(p.gold.Required)
		paired[p.said.id], found[p.gold.ID] = true, true
	}
	for i := range d.gold.Events {
		t.missed += oneIf(d.gold.Events[i].Required && !found[d.gold.Events[i].ID])
	}
	for _, x := range d.events {
		t.wrong += oneIf(!paired[x.id] && !d.notScored(x))
	}
	return t
}

// notScored says whether a predicted event is told only where nothing is scored.
func (d *fullDoc) notScored(x *said) bool {
	return len(x.mentions) > 0 && !slices.ContainsFunc(x.mentions, func(m saidMention) bool {
		return m.hard || !inside(m.Span, d.soft) || !slices.ContainsFunc(d.soft, m.Overlaps)
	})
}
