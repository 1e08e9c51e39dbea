package resolve

import (
	"testing"

	"clew/graph"
)

// mentioned makes a local entity that the article names.
func mentioned(id, typ, subtype, name string, props map[string]any, aliases ...string) graph.Entity {
	return graph.Entity{ID: id, Type: typ, Subtype: subtype, Name: name, Aliases: aliases, Props: props,
		Mentions: []graph.Mention{{Start: 0, End: 1, Text: name, Kind: graph.NameMention}}}
}

func described(id, typ, name string, props map[string]any) graph.Entity {
	e := mentioned(id, typ, "", name, props)
	e.Mentions[0].Kind = graph.NominalMention
	return e
}

// inAttack is an article that gives a group a part in the attack on the hall.
func inAttack(relationshipType, name string) *graph.Extraction {
	return extraction([]graph.Relation{tie(relationshipType, "g", "e")},
		mentioned("p", "Place", "Facility", "Crocus City Hall", nil),
		mentioned("e", "Event", "Attack", "attack", map[string]any{"place": "p"}), described("g", "PersonGroup", name, nil))
}

func facility(e graph.Entity) graph.Entity {
	e.Subtype = "Facility"
	return e
}

func extraction(relations []graph.Relation, entities ...graph.Entity) *graph.Extraction {
	return &graph.Extraction{Article: graph.Article{ID: "new"}, Entities: entities, Relations: relations}
}

func tie(typ, from, to string) graph.Relation { return graph.Relation{Type: typ, From: from, To: to} }

func TestAssign(t *testing.T) {
	known := []Entity{
		{ID: "isis", Type: "Organization", Subtype: "ArmedGroup", Name: "ISIS", Aliases: []string{"Islamic State", "IS"}},
		{ID: "isisk", Type: "Organization", Subtype: "ArmedGroup", Name: "ISIS-K", Aliases: []string{"IS Khorasan"}},
		{ID: "georgia", Type: "Place", Subtype: "Country", Name: "Georgia"},
		{ID: "moscow", Type: "Place", Subtype: "City", Name: "Moscow"},
		{ID: "perm", Type: "Place", Subtype: "City", Name: "Perm"},
		{ID: "hall", Type: "Place", Subtype: "Facility", Name: "Crocus City Hall", Within: []string{"moscow"}},
		{ID: "ivan", Type: "Person", Name: "Ivan Petrov"},
		{ID: "petrov", Type: "Person", Name: "Petrov"},
		{ID: "siege", Type: "Event", Subtype: "HostageTaking", Name: "Moscow siege", Date: "2002-10-23", Place: "moscow"},
		{ID: "attack", Type: "Event", Subtype: "Attack", Name: "Crocus City Hall attack", Date: "2024-03-22", Place: "hall"},
		{ID: "four", Type: "PersonGroup", Name: "four Tajik men", Ties: []string{"SUSPECTED_IN attack"}},
		{ID: "four2", Type: "PersonGroup", Name: "four men", Ties: []string{"SUSPECTED_IN siege"}},
		{ID: "gunmen", Type: "PersonGroup", Name: "gunmen", Ties: []string{"CARRIED_OUT attack"}},
		{ID: "old", Type: "Organization", Name: "Northern Front", Members: []string{"new:o9"}},
	}
	hall := mentioned("p", "Place", "Facility", "Krokus City Hall", nil)
	date := func(d, place string) map[string]any { return map[string]any{"date": d, "place": place} }
	moscow := mentioned("m", "Place", "City", "Moscow", nil)
	cases := []struct {
		name  string
		local string
		x     *graph.Extraction
		want  string // "" is a new entity
	}{
		{"an alias of the same kind is the one", "o", extraction(nil, mentioned("o", "Organization", "ArmedGroup", "Islamic State", nil)), "isis"},
		{"a branch is not its parent", "k", extraction([]graph.Relation{tie("BRANCH_OF", "k", "o")},
			mentioned("o", "Organization", "ArmedGroup", "ISIS", nil), mentioned("k", "Organization", "ArmedGroup", "Islamic State Khorasan", nil, "Islamic State")), ""},
		{"a longer name is another", "o", extraction(nil, mentioned("o", "Organization", "", "Islamic State West Africa", nil)), ""},
		{"a city is not the country of its name", "p", extraction(nil, mentioned("p", "Place", "City", "Georgia", nil)), ""},
		{"a place is no organisation", "o", extraction(nil, mentioned("o", "Organization", "Company", "Georgia", nil)), ""},
		{"one full name is one person", "i", extraction(nil, mentioned("i", "Person", "", "Ivan Petrov", nil)), "ivan"},
		{"a surname alone proves nothing", "i", extraction(nil, mentioned("i", "Person", "", "Petrov", nil)), ""},
		{"a namesake with another first name is another", "i", extraction(nil, mentioned("i", "Person", "", "Igor Petrov", nil)), ""},
		{"two of one full name in an article are not joined", "j", extraction(nil, mentioned("i", "Person", "", "Ivan Petrov", nil), mentioned("j", "Person", "", "Ivan Petrov", nil)), ""},
		{"a building in another spelling is the one", "p", extraction(nil, hall), "hall"},
		{"a building with a describing word more is the one", "p", extraction(nil, mentioned("p", "Place", "Facility", "Crocus City concert hall", nil)), "hall"},
		{"a description that holds the name is the one", "p", extraction(nil, facility(described("p", "Place", "Crocus City concert hall", nil))), "hall"},
		{"a description without a name is another", "p", extraction(nil, facility(described("p", "Place", "concert hall", nil))), ""},
		{"a building of that name in another city is another", "p", extraction([]graph.Relation{tie("LOCATED_IN", "p", "q")}, hall, mentioned("q", "Place", "City", "Perm", nil)), ""},
		{"one kind, building and no conflicting date is one event", "e", extraction(nil, hall, mentioned("e", "Event", "Shooting", "shooting", map[string]any{"place": "p"})), "attack"},
		{"the city of the building with the same date is one event", "e", extraction(nil, moscow, mentioned("e", "Event", "Attack", "Moscow attack", date("2024-03-22", "m"))), "attack"},
		{"a city alone proves nothing", "e", extraction(nil, moscow, mentioned("e", "Event", "Attack", "Moscow attack", map[string]any{"place": "m"})), ""},
		{"two attacks on one city in two years are two", "e", extraction(nil, moscow, mentioned("e", "Event", "HostageTaking", "siege", date("2010-03-29", "m"))), ""},
		{"another kind at the same place and time is another event", "e", extraction(nil, hall, mentioned("e", "Event", "Arrest", "arrest", date("2024-03-22", "p"))), ""},
		{"a group of equal size and role with one part in one event is one", "g", inAttack("SUSPECTED_IN", "the four men"), "four"},
		{"described otherwise it is another", "g", inAttack("SUSPECTED_IN", "four Uzbek men"), ""},
		{"of another size it is another", "g", inAttack("SUSPECTED_IN", "five Tajik men"), ""},
		{"with another part it is another", "g", inAttack("ARRESTED", "four men"), ""},
		{"the same words and part without a number are one", "g", inAttack("CARRIED_OUT", "gunmen"), "gunmen"},
		{"one word more without a number is another", "g", inAttack("CARRIED_OUT", "masked gunmen"), ""},
		{"a group without a common event is another", "g", extraction(nil, described("g", "PersonGroup", "four men", nil)), ""},
		{"re-reading keeps the id", "o9", extraction(nil, mentioned("o9", "Organization", "", "Northern Front", nil)), "old"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, a := range NewIndex(known).Assign(c.x) {
				if a.Local != c.local {
					continue
				}
				if c.want == "" && a.Known || c.want != "" && a.Entity != c.want {
					t.Errorf("%s became %s (%s), want %q", a.Local, a.Entity, a.Reason, c.want)
				}
				if a.Known && a.Reason == "" {
					t.Error("a merge without a reason")
				}
			}
		})
	}
}

func TestNewIDsAreNeverTwice(t *testing.T) {
	ix := NewIndex([]Entity{{ID: "person-john-smith", Type: "Person", Name: "John Smith"}})
	x := extraction(nil, described("a", "Person", "John Smith", nil), described("b", "Person", "John Smith", nil))
	seen := map[string]bool{"person-john-smith": true}
	for _, a := range ix.Assign(x) {
		if seen[a.Entity] {
			t.Errorf("id %s given twice", a.Entity)
		}
		seen[a.Entity] = true
	}
}

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"The Crocus City Hall’s": "crocus city hall", "U.S.": "us", "São Paulo": "sao paulo", "ISIS-K": "isis k", "O’Neill": "oneill", "": "",
	} {
		if got := Key(in); got != want {
			t.Errorf("Key(%q) = %q, want %q", in, got, want)
		}
	}
}
