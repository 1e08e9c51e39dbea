package resolve

import (
	"slices"
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

// byCommonEvent takes a described group for a known one only where size and role
// are stated and equal and both are tied to one event; a named people by name.
func (a *assigner) byCommonEvent(e graph.Entity) (string, string) {
	ids := a.ix.byName[class(e.Type)+Key(e.Name)]
	if named(e) {
		return a.pick(e, ids, "same name of a people")
	}
	size, role := sizeOf(e), text(e.Props["role"])
	if size == 0 || role == "" {
		return "", ""
	}
	events := a.eventsOf(e.ID)
	for _, event := range events {
		for _, id := range a.ix.byEvent[event] {
			known := a.ix.byID[id]
			if _, held := a.owner[id]; !held && known.Size == size && Key(known.Role) == Key(role) {
				return id, "same size, role and event"
			}
		}
	}
	return "", ""
}

// eventsOf are the graph ids of the known events the article ties a group to.
func (a *assigner) eventsOf(local string) []string {
	var ids []string
	for _, r := range a.x.Relations {
		other := ""
		switch local {
		case r.From:
			other = r.To
		case r.To:
			other = r.From
		}
		if as, ok := a.done[other]; ok && as.Known && a.local[other].Type == "Event" {
			ids = append(ids, as.Entity)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

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

func text(v any) string {
	s, _ := v.(string)
	return s
}
