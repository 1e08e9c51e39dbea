package resolve

import (
	"slices"
	"strings"
	"unicode"

	"clew/graph"
)

// Assignment says which entity of the graph a local entity of an article is.
type Assignment struct {
	Local  string // id inside the article
	Entity string // id in the graph
	Known  bool   // the graph has it already
	Reason string // why it was taken for the known one; empty when new
}

// Assign gives every entity of an extraction its id in the graph, in the order
// of the extraction. It does not change the index. The Article entity is left
// out: articles are known by their own id.
func (ix *Index) Assign(x *graph.Extraction) []Assignment {
	a := &assigner{
		ix: ix, x: x,
		local: make(map[string]graph.Entity, len(x.Entities)),
		done:  make(map[string]Assignment, len(x.Entities)),
		owner: map[string]string{},
		taken: map[string]bool{},
	}
	for _, e := range x.Entities {
		a.local[e.ID] = e
	}
	// Places before events and events before groups: the later rest on the earlier.
	for _, step := range []struct {
		types []string
		rule  func(graph.Entity) (string, string)
	}{
		{nil, a.reread},
		{[]string{"Place", "Organization", "Publisher", "Object", "Weapon", "Work"}, a.byName},
		{[]string{"Place", "Organization", "Publisher"}, a.byAlias},
		{[]string{"Place"}, a.byVariant},
		{[]string{"Person"}, a.byFullName},
		{[]string{"Event"}, a.byPlaceAndDate},
		{[]string{"PersonGroup"}, a.byCommonEvent},
	} {
		a.apply(step.types, step.rule)
	}
	return a.finish()
}

type assigner struct {
	ix    *Index
	x     *graph.Extraction
	local map[string]graph.Entity
	done  map[string]Assignment
	owner map[string]string // graph id → local id that has it
	taken map[string]bool   // ids given to new entities
}

func (a *assigner) apply(types []string, rule func(graph.Entity) (id, reason string)) {
	for _, e := range a.x.Entities {
		if _, done := a.done[e.ID]; done || e.ID == graph.ArticleEntityID {
			continue
		}
		if types != nil && !slices.Contains(types, e.Type) {
			continue
		}
		if id, reason := rule(e); id != "" {
			a.done[e.ID] = Assignment{Local: e.ID, Entity: id, Known: true, Reason: reason}
			if _, held := a.owner[id]; !held {
				a.owner[id] = e.ID
			}
		}
	}
}

// finish gives new ids to what no rule knew. Inside one article two places or
// organisations with one name and no known node are one as well.
func (a *assigner) finish() []Assignment {
	out := make([]Assignment, 0, len(a.x.Entities))
	for _, e := range a.x.Entities {
		if e.ID == graph.ArticleEntityID {
			continue
		}
		as, ok := a.done[e.ID]
		if !ok {
			as = Assignment{Local: e.ID, Entity: a.ix.newID(e.Type, e.Name, a.taken)}
			a.taken[as.Entity] = true
		}
		out = append(out, as)
	}
	return out
}

// reread keeps the id of an entity that the same article gave before.
func (a *assigner) reread(e graph.Entity) (string, string) {
	id, ok := a.ix.byMember[Member(a.x.Article.ID, e.ID)]
	if !ok {
		return "", ""
	}
	old := a.ix.byID[id]
	if class(old.Type) != class(e.Type) || !knows(old, e.Name) {
		return "", ""
	}
	return id, "same article, same entity"
}

// Member names a local entity for good: "article:local id".
func Member(article, local string) string { return article + ":" + local }

func knows(e Entity, name string) bool {
	key := Key(name)
	return slices.ContainsFunc(names(e.Name, e.Aliases), func(n string) bool { return Key(n) == key })
}

func (a *assigner) byName(e graph.Entity) (string, string) {
	if !named(e) {
		return "", ""
	}
	return a.pick(e, a.ix.byName[class(e.Type)+Key(e.Name)], "same name and kind")
}

// byAlias takes a known entity whose name is an alias here, or the reverse. Two
// common aliases are not enough, and a node that another entity of the article
// has by name is not free: the article tells the two apart.
func (a *assigner) byAlias(e graph.Entity) (string, string) {
	if !named(e) {
		return "", ""
	}
	var ids []string
	ids = append(ids, a.ix.byAlias[class(e.Type)+Key(e.Name)]...)
	for _, alias := range e.Aliases {
		ids = append(ids, a.ix.byName[class(e.Type)+Key(alias)]...)
	}
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(id string) bool {
		_, held := a.owner[id]
		return held
	})
	if len(ids) != 1 {
		return "", ""
	}
	return a.pick(e, ids, "name is a known alias of the same kind")
}

// byVariant takes a building for a known one whose name differs in spelling, or
// in words that only describe: Krokus City Hall, the Crocus City concert hall.
// Where both are known to lie in a city, it must be the same.
func (a *assigner) byVariant(e graph.Entity) (string, string) {
	if e.Subtype != "Facility" || !named(e) && !properlyNamed(e.Name) {
		return "", ""
	}
	mine := nameWords(e.Name)
	found := ""
	for _, id := range a.ix.facilities {
		known := a.ix.byID[id]
		if _, held := a.owner[id]; held || !variants(mine, nameWords(known.Name)) || a.elsewhere(e.ID, known) {
			continue
		}
		if found != "" {
			return "", ""
		}
		found = id
	}
	if found == "" {
		return "", ""
	}
	return found, "a building of nearly the same name"
}

// elsewhere says whether the article puts the place into another city than the
// graph. Regions and countries around it prove nothing: they nest.
func (a *assigner) elsewhere(local string, known Entity) bool {
	var here []string
	for _, r := range a.x.Relations {
		if r.From == local && r.Type == "LOCATED_IN" && a.done[r.To].Known && a.local[r.To].Subtype == "City" {
			here = append(here, a.done[r.To].Entity)
		}
	}
	there := slices.DeleteFunc(slices.Clone(known.Within), func(id string) bool { return a.ix.byID[id].Subtype != "City" })
	if len(here) == 0 || len(there) == 0 {
		return false
	}
	return !slices.ContainsFunc(here, func(id string) bool { return slices.Contains(there, id) })
}

// pick returns the only candidate whose subtype does not contradict.
func (a *assigner) pick(e graph.Entity, ids []string, reason string) (string, string) {
	found := ""
	for _, id := range ids {
		if !compatible(e.Type, e.Subtype, a.ix.byID[id].Subtype) || a.related(e.ID, id) {
			continue
		}
		if found != "" {
			return "", "" // two namesakes: in doubt, neither
		}
		found = id
	}
	if found == "" {
		return "", ""
	}
	return found, reason
}

// related says whether the article ties the local entity to the one that has
// this id as branch, part or offshoot: such two are never one.
func (a *assigner) related(local, id string) bool {
	other, held := a.owner[id]
	if !held || other == local {
		return false
	}
	return slices.ContainsFunc(a.x.Relations, func(r graph.Relation) bool {
		switch r.Type {
		case "BRANCH_OF", "PART_OF", "SPLIT_FROM", "LOCATED_IN", "OWNS":
			return r.From == local && r.To == other || r.From == other && r.To == local
		}
		return false
	})
}

// compatible keeps a country from a city of one name; organisations may be
// described more or less finely.
func compatible(typ, a, b string) bool {
	if a == "" || b == "" || a == b || typ != "Place" {
		return true
	}
	return graph.IsA(a, b) || graph.IsA(b, a)
}

// nameWords are the words of a name in folded spelling.
func nameWords(name string) []string { return strings.Fields(foldSpelling(Key(name))) }

// variants says whether one list of at least two words holds all of the other,
// beginning with the same word.
func variants(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 || a[0] != b[0] {
		return false
	}
	return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}

// properlyNamed says whether a description begins with two capitalised words, as
// "Crocus City concert hall" does.
func properlyNamed(name string) bool {
	words := strings.Fields(name)
	return len(words) > 1 && unicode.IsUpper([]rune(words[0])[0]) && unicode.IsUpper([]rune(words[1])[0])
}

// named says whether the article calls the entity by a name at all.
func named(e graph.Entity) bool {
	if e.Type == "Publisher" {
		return true
	}
	return slices.ContainsFunc(e.Mentions, func(m graph.Mention) bool { return m.Kind == graph.NameMention })
}

// byFullName takes people of one full name: at least two words.
func (a *assigner) byFullName(e graph.Entity) (string, string) {
	if !named(e) || !strings.Contains(Key(e.Name), " ") {
		return "", ""
	}
	id, reason := a.pick(e, a.ix.byName[class(e.Type)+Key(e.Name)], "same full name")
	if _, held := a.owner[id]; held {
		return "", "" // the article has two of that name
	}
	return id, reason
}
