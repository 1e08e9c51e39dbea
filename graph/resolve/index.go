package resolve

import (
	"fmt"
	"slices"
	"strings"
)

// Entity is what identity across articles rests on.
type Entity struct {
	ID      string
	Type    string
	Subtype string
	Name    string
	Aliases []string
	Members []string // "article:local id" of everything merged into it
	Date    string   // events: EDTF
	Place   string   // events: id of the place
	Size    int      // groups: how many people; 0: as their name says
	Ties    []string // groups: their parts in events, see Tie
	Within  []string // places: ids of the places around them
}

// Index finds known entities by name. It is not safe for concurrent use.
type Index struct {
	byID     map[string]Entity
	byName   map[string][]string // class + key of name → ids
	byAlias  map[string][]string // class + key of name or alias → ids
	byMember map[string]string   // "article:local id" → id
	byPlace  map[string][]string // place id → event ids
	byTie    map[string][]string // part in an event → ids of groups
	around   map[string][]string // place id → ids of places inside it

	facilities []string // ids of buildings and sites, sorted
}

// NewIndex makes an index of the entities a graph holds.
func NewIndex(entities []Entity) *Index {
	ix := &Index{
		byID:     map[string]Entity{},
		byName:   map[string][]string{},
		byAlias:  map[string][]string{},
		byMember: map[string]string{},
		byPlace:  map[string][]string{},
		byTie:    map[string][]string{},
		around:   map[string][]string{},
	}
	for _, e := range entities {
		ix.Put(e)
	}
	return ix
}

// Len is the number of entities known.
func (ix *Index) Len() int { return len(ix.byID) }

// Put adds an entity or replaces the one with its id.
func (ix *Index) Put(e Entity) {
	ix.Remove(e.ID)
	ix.byID[e.ID] = e
	ix.each(e, func(m map[string][]string, key string) { m[key] = insert(m[key], e.ID) })
	if e.Subtype == "Facility" {
		ix.facilities = insert(ix.facilities, e.ID)
	}
	for _, member := range e.Members {
		ix.byMember[member] = e.ID
	}
}

// Remove forgets an entity.
func (ix *Index) Remove(id string) {
	old, ok := ix.byID[id]
	if !ok {
		return
	}
	delete(ix.byID, id)
	ix.each(old, func(m map[string][]string, key string) { m[key] = remove(m[key], id) })
	ix.facilities = remove(ix.facilities, id)
	for _, member := range old.Members {
		if ix.byMember[member] == id {
			delete(ix.byMember, member)
		}
	}
}

// each visits every list an entity stands in.
func (ix *Index) each(e Entity, visit func(m map[string][]string, key string)) {
	class := class(e.Type)
	visit(ix.byName, class+Key(e.Name))
	for _, name := range names(e.Name, e.Aliases) {
		visit(ix.byAlias, class+Key(name))
	}
	if e.Type == "Event" && e.Place != "" {
		visit(ix.byPlace, e.Place)
	}
	for _, tie := range e.Ties {
		visit(ix.byTie, tie)
	}
	for _, place := range e.Within {
		visit(ix.around, place)
	}
}

func insert(sorted []string, id string) []string {
	at, found := slices.BinarySearch(sorted, id)
	if found {
		return sorted
	}
	return slices.Insert(sorted, at, id)
}

func remove(sorted []string, id string) []string {
	at, found := slices.BinarySearch(sorted, id)
	if !found {
		return sorted
	}
	return slices.Delete(sorted, at, at+1)
}

func names(name string, aliases []string) []string {
	return append([]string{name}, aliases...)
}

// class keeps kinds of things apart that never are one. A publisher is an
// organisation, a weapon an object.
func class(typ string) string {
	switch typ {
	case "Publisher":
		return "Organization/"
	case "Weapon":
		return "Object/"
	}
	return typ + "/"
}

// newID makes an id nobody has: "person-vladimir-putin", "…-2".
func (ix *Index) newID(typ, name string, taken map[string]bool) string {
	base := strings.ToLower(strings.TrimSuffix(class(typ), "/")) + "-" + slug(name)
	id := base
	for n := 2; ; n++ {
		if _, known := ix.byID[id]; !known && !taken[id] {
			return id
		}
		id = fmt.Sprintf("%s-%d", base, n)
	}
}

// Known returns the entity with this id, the zero value where there is none.
func (ix *Index) Known(id string) Entity { return ix.byID[id] }
