package resolve

import (
	"slices"
	"strconv"
	"strings"

	"clew/graph"
)

// byPlaceAndDate takes an event of one kind at one place and time. A building is
// so narrow a place that a missing date does no harm; a city or a country needs
// dates that agree at least to the month. Conflicting dates always part two
// events.
func (a *assigner) byPlaceAndDate(e graph.Entity) (string, string) {
	place, narrow := a.placeOf(e)
	if place == "" {
		return "", ""
	}
	date, _ := e.Props["date"].(string)
	best, reason := "", ""
	for _, id := range a.candidates(place) {
		known := a.ix.byID[id]
		if _, held := a.owner[id]; held || !sameKind(e.Subtype, known.Subtype) {
			continue
		}
		why := agreement(date, known.Date, narrow && (known.Place == place || a.narrow(known.Place)))
		if why == "" {
			continue
		}
		if best != "" {
			return "", "" // two events fit: in doubt, neither
		}
		best, reason = id, "same kind and place, "+why
	}
	return best, reason
}

// placeOf is the graph id of the event's place and whether it is a building.
func (a *assigner) placeOf(e graph.Entity) (id string, narrow bool) {
	local, _ := e.Props["place"].(string)
	as, ok := a.done[local]
	if !ok {
		return "", false
	}
	return as.Entity, a.local[local].Subtype == "Facility"
}

// candidates are known events at the place, at a place inside it, or at one around it.
func (a *assigner) candidates(place string) []string {
	ids := slices.Clone(a.ix.byPlace[place])
	for _, around := range a.within(place) {
		ids = append(ids, a.ix.byPlace[around]...)
	}
	for _, inside := range a.ix.around[place] {
		ids = append(ids, a.ix.byPlace[inside]...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// within lists the places around a place, as the graph knows or the article says.
func (a *assigner) within(place string) []string {
	around := slices.Clone(a.ix.byID[place].Within)
	for _, r := range a.x.Relations {
		if r.Type == "LOCATED_IN" && a.done[r.From].Entity == place && a.done[r.To].Known {
			around = append(around, a.done[r.To].Entity)
		}
	}
	return around
}

func (a *assigner) narrow(place string) bool { return a.ix.byID[place].Subtype == "Facility" }

// sameKind says whether one kind is the other or stands above it: an attack may
// turn out to be a bombing, a bombing is no shooting.
func sameKind(a, b string) bool {
	if a == b {
		return a != ""
	}
	return a != "" && b != "" && (graph.IsA(a, b) || graph.IsA(b, a))
}

// agreement says in words why two EDTF dates are no obstacle, "" where they are.
func agreement(a, b string, narrow bool) string {
	switch {
	case a == "" || b == "":
		if narrow {
			return "a building, dates do not conflict"
		}
		return ""
	case a == b && len(a) >= len("2024-03"):
		return "same date"
	}
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	for i := range short {
		if short[i] != long[i] && short[i] != 'X' && long[i] != 'X' {
			return ""
		}
	}
	if narrow && !strings.Contains(short, "/") {
		return "a building, dates do not conflict"
	}
	if len(short) >= len("2024-03") && !strings.HasPrefix(short, "XXXX") && !strings.HasPrefix(long, "XXXX") {
		return "same month"
	}
	return ""
}

// byCommonEvent takes a described group for a known one only where both have the
// same tie to one event ("suspected in it") and size and role agree; a named
// people by name. What else describes them must not differ: four men and four
// Tajik men may be one, four Uzbek men are not.
func (a *assigner) byCommonEvent(e graph.Entity) (string, string) {
	if named(e) {
		return a.pick(e, a.ix.byName[class(e.Type)+Key(e.Name)], "same name of a people")
	}
	mine := groupOf(e.Name, sizeOf(e))
	for _, tie := range a.tiesOf(e.ID) {
		for _, id := range a.ix.byTie[tie] {
			known := a.ix.byID[id]
			if _, held := a.owner[id]; held || known.Type != "PersonGroup" {
				continue
			}
			if why := mine.agrees(groupOf(known.Name, known.Size)); why != "" {
				return id, why + ", same part in one event"
			}
		}
	}
	return "", ""
}

// group is a description of people taken apart: "four Tajik men" is 4, men and
// Tajik.
type group struct {
	size int // 0: not said
	role string
	more []string
}

// groupOf reads a description. size overrides the number in the words.
func groupOf(name string, size int) group {
	words := strings.Fields(Key(name))
	var g group
	for _, w := range words {
		if n, ok := numberWords[w]; ok {
			g.size = n
			continue
		}
		if n, err := strconv.Atoi(w); err == nil {
			g.size = n
			continue
		}
		g.more = append(g.more, w)
	}
	if n := len(g.more); n > 0 {
		g.role, g.more = g.more[n-1], g.more[:n-1]
	}
	if size != 0 {
		g.size = size
	}
	return g
}

var numberWords = map[string]int{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "dozen": 12, "twenty": 20,
}

// agrees says in words why two descriptions may be one group, "" where they may
// not. Without a number every word has to be the same.
func (g group) agrees(other group) string {
	switch {
	case g.role == "" || g.role != other.role || g.size != other.size:
		return ""
	case g.size == 0:
		if slices.Equal(g.more, other.more) {
			return "same description"
		}
		return ""
	}
	short, long := g.more, other.more
	if len(short) > len(long) {
		short, long = long, short
	}
	if slices.ContainsFunc(short, func(w string) bool { return !slices.Contains(long, w) }) {
		return ""
	}
	return "same size and role"
}

// tiesOf lists how the article ties a group to events the graph knows.
func (a *assigner) tiesOf(local string) []string {
	var ties []string
	for _, r := range a.x.Relations {
		other := ""
		switch local {
		case r.From:
			other = r.To
		case r.To:
			other = r.From
		}
		if as, ok := a.done[other]; ok && as.Known && a.local[other].Type == "Event" {
			ties = append(ties, Tie(r.Type, as.Entity))
		}
	}
	slices.Sort(ties)
	return slices.Compact(ties)
}

// Tie names the part of a group in an event: "SUSPECTED_IN event-…".
func Tie(relationshipType, event string) string { return relationshipType + " " + event }

// Size reads the number of people off a property: a count or a whole number.
func Size(v any) int {
	switch n := v.(type) {
	case int:
		return n
	case int64:
		return int(n)
	case float64:
		return int(n)
	case graph.Count:
		return n.Value
	}
	return 0
}

func sizeOf(e graph.Entity) int { return Size(e.Props["size"]) }
