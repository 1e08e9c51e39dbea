package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// nameFacilities joins a building that is first described and then named by its
// head word, where only one such name is in the article: "a Lagos concert hall"
// … "Palm Garden Hall".
func (r *reading) nameFacilities() {
	for _, described := range slices.Clone(r.entities) {
		if described.subtype != "Facility" || described.named || len(described.mentions) == 0 || described.mentions[0].plural {
			continue
		}
		var fits []*entity
		for _, e := range r.entities {
			if e != described && e.subtype == "Facility" && r.sameBuilding(e, described) {
				fits = append(fits, e)
			}
		}
		if len(fits) == 1 {
			if fits[0].anchor == nil {
				fits[0].anchor = described.anchor
			}
			r.absorb(fits[0], described)
		}
	}
}

// everydayBuildings are too common for one description and one name in an
// article to be the same.
var everydayBuildings = []string{"school", "church", "hospital", "hotel", "mosque", "airport", "station", "house", "home", "building", "market", "prison", "base", "store", "shop", "bridge", "embassy"}

// sameBuilding says whether a building that is only described can be the one
// with a name: by the same head word, or "venue" for a hall or theatre whose
// description has the same modifier.
func (r *reading) sameBuilding(named, described *entity) bool {
	if slices.Contains(everydayBuildings, described.noun) {
		return false
	}
	return slices.ContainsFunc(named.mentions, func(m *mention) bool {
		words := strings.Fields(strings.ToLower(r.clean(m)))
		if m.kind == graph.NameMention && len(words) > 1 {
			return words[len(words)-1] == described.noun
		}
		if m.kind != graph.NominalMention || !r.properlyModified(m) {
			return false
		}
		return m.noun == described.noun || described.noun == "venue" && shareWord(r.bareModifiers(m), r.bareModifiers(described.mentions[0]))
	})
}

// properlyModified says whether a description has a name in front that is no
// place of the word lists: "the Palm Garden concert hall".
func (r *reading) properlyModified(m *mention) bool {
	return slices.ContainsFunc(r.nested(m), func(n *mention) bool { return n.kind == graph.NameMention && n.lex == nil })
}

func shareWord(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}
