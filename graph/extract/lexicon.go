package extract

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// entry is one name of the lexicons.
type entry struct {
	name    string // the name it goes by
	typ     string // Organization, Place
	subtype string
	iso     string // country it is or belongs to
	parent  string // name of the organization it belongs to
	full    string // its full name where it goes by a short one
	demonym bool   // the words are an adjective or demonym of the place
	people  string // kind of a people without a country: ethnic, religious, political
	capital bool   // seat of a country's government
	size    int    // words of the key: more is surer
}

// kindOf is what a common noun says about what it names.
type kindOf struct {
	typ, subtype string
	nameOnly     bool // a description only with a proper name before it
}

// trigger is one word that tells of an event.
type trigger struct {
	subtype string
	traits  map[string]bool
}

// lexicon is all the word lists, read once.
type lexicon struct {
	names     map[string][]entry // by words, apostrophes and spaces made plain
	folded    map[string][]entry // organizations of several words, in lower case
	countries map[string]entry   // by ISO code
	heads     map[string]kindOf
	things    map[string]kindOf
	people    map[string]string   // noun → trait
	roles     map[string]string   // title → kind
	nouns     map[string]trigger  // event nouns by lemma
	verbs     map[string]trigger  // event verbs by lemma
	classes   map[string][]string // verb lemma → classes of verbs.txt
	given     map[string]string   // given name → sex: m, f or x
	prominent map[string]string   // surname or spelling → full name of whom alone it means
	longest   int                 // words of the longest name
}

var loadLexicon = sync.OnceValue(func() *lexicon {
	lex := &lexicon{
		names: make(map[string][]entry, 14000), folded: map[string][]entry{}, countries: map[string]entry{}, heads: map[string]kindOf{}, things: map[string]kindOf{},
		people: map[string]string{}, roles: map[string]string{}, nouns: map[string]trigger{}, verbs: map[string]trigger{}, classes: map[string][]string{},
		given: make(map[string]string, 11000), prominent: map[string]string{},
	}
	rows("countries", lex.addCountry)
	rows("regions", lex.addRegion)
	rows("organizations", lex.addOrganization)
	rows("media", func(c []string) {
		e := entry{name: c[0], typ: "Organization", subtype: "Media", iso: column(c, 2)}
		lex.add(e, append(list(column(c, 1)), c[0])...)
	})
	rows("peoples", func(c []string) {
		lex.add(entry{name: c[0], typ: "PersonGroup", demonym: true, people: c[1]}, append(list(column(c, 2)), c[0])...)
	})
	rows("cities", lex.addCity)
	rows("givennames", func(c []string) { lex.given[c[0]] = c[1] })
	rows("prominent", lex.addProminent)
	rows("heads", func(c []string) {
		lex.heads[strings.Trim(c[0], `"`)] = kindOf{typ: c[1], subtype: column(c, 2), nameOnly: column(c, 3) == "name"}
	})
	rows("things", func(c []string) { lex.things[c[0]] = kindOf{typ: c[1], subtype: column(c, 2)} })
	rows("people", func(c []string) { lex.people[c[0]] = c[1] })
	rows("roles", func(c []string) { lex.roles[c[0]] = c[1] })
	rows("triggers", lex.addTrigger)
	rows("verbs", func(c []string) { lex.classes[c[0]] = append(lex.classes[c[0]], c[1]) })
	return lex
})

// rows calls add with the columns of every row of a word list.
func rows(file string, add func(columns []string)) {
	data, err := lexiconFiles.ReadFile("lexicon/" + file + ".txt")
	if err != nil {
		panic(err) // embedded at build time: cannot lack
	}
	for row := range strings.Lines(string(data)) {
		row = strings.TrimRight(row, "\r\n")
		if row != "" && !strings.HasPrefix(row, "#") {
			add(strings.Split(row, "\t"))
		}
	}
}

func column(columns []string, i int) string {
	if i < len(columns) {
		return strings.TrimSpace(columns[i])
	}
	return ""
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

func (lex *lexicon) add(e entry, forms ...string) {
	for _, form := range forms {
		key := plain(form)
		e.size = strings.Count(key, " ") + 1
		lex.names[key] = append(lex.names[key], e)
		if e.typ == "Organization" && (e.size > 2 || e.size == 2 && e.subtype == "ArmedGroup") {
			lower := strings.ToLower(key)
			lex.folded[lower] = append(lex.folded[lower], e)
		}
		lex.longest = max(lex.longest, e.size)
	}
}

func (lex *lexicon) addCountry(c []string) {
	e := entry{name: c[0], typ: "Place", subtype: "Country", iso: c[1]}
	lex.countries[e.iso] = e
	lex.add(e, append(list(column(c, 4)), c[0])...)
	if capital := column(c, 2); capital != "" && capital != c[0] {
		lex.add(entry{name: capital, typ: "Place", subtype: "City", iso: c[1], capital: true}, capital)
	}
	lex.addDemonyms(e, list(column(c, 3)))
}

func (lex *lexicon) addRegion(c []string) {
	e := entry{name: c[0], typ: "Place", subtype: "Region", iso: column(c, 1)}
	lex.add(e, append(list(column(c, 3)), c[0])...)
	lex.addDemonyms(e, list(column(c, 2)))
}

// addCity adds a city, also as it is written without accents, where its name is
// not that of a country or region. A third column is the name it goes by.
func (lex *lexicon) addCity(c []string) {
	name := c[0]
	if column(c, 2) != "" {
		name = c[2]
	}
	e := entry{name: name, typ: "Place", subtype: "City", iso: column(c, 1)}
	e.capital = slices.ContainsFunc(lex.names[plain(name)], func(x entry) bool { return x.capital && x.iso == e.iso })
	for _, form := range []string{c[0], unaccented.Replace(c[0])} {
		if _, known := lex.names[plain(form)]; !known {
			lex.add(e, form)
		}
	}
}

// unaccented writes a name the way English news does.
var unaccented = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ā", "a", "ă", "a", "ą", "a", "Á", "A", "Å", "A", "Ā", "A", "ç", "c", "ć", "c",
	"č", "c", "Ç", "C", "Č", "C", "ď", "d", "đ", "d", "Đ", "D", "Ḑ", "D", "ḑ", "d", "é", "e", "è", "e", "ê", "e", "ë", "e", "ē", "e", "ė", "e",
	"ę", "e", "ě", "e", "É", "E", "ğ", "g", "ģ", "g", "ḩ", "h", "Ḩ", "H", "í", "i", "ì", "i", "î", "i", "ï", "i", "ī", "i", "ı", "i", "İ", "I",
	"Ī", "I", "ķ", "k", "ł", "l", "Ł", "L", "ļ", "l", "ñ", "n", "ń", "n", "ň", "n", "ņ", "n", "ó", "o", "ò", "o", "ô", "o", "õ", "o", "ö", "o",
	"ø", "o", "ō", "o", "ő", "o", "Ö", "O", "Ø", "O", "Ō", "O", "ř", "r", "ś", "s", "š", "s", "ş", "s", "ș", "s", "Š", "S", "Ś", "S", "Ş", "S",
	"Ș", "S", "ß", "ss", "ť", "t", "ţ", "t", "ț", "t", "Ţ", "T", "Ț", "T", "ú", "u", "ù", "u", "û", "u", "ü", "u", "ū", "u", "ű", "u", "ů", "u",
	"Ú", "U", "Ü", "U", "ý", "y", "ÿ", "y", "ź", "z", "ż", "z", "ž", "z", "Ž", "Z", "Ż", "Z", "ẕ", "z", "‘", "", "’", "", "'", "", "ʻ", "",
)

// addProminent adds a person whom the surname alone means.
func (lex *lexicon) addProminent(c []string) {
	for _, form := range list(column(c, 1)) {
		lex.prominent[plain(form)] = c[0]
	}
}

// addDemonyms adds adjectives and demonyms and their plurals.
func (lex *lexicon) addDemonyms(e entry, words []string) {
	e.demonym = true
	for _, w := range words {
		lex.add(e, w)
		if !hasSuffix(w, "ese", "sh", "ch", "s", "men", "man", "born") {
			lex.add(e, w+"s")
		}
	}
}

func hasSuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

func (lex *lexicon) addOrganization(c []string) {
	e := entry{name: c[0], typ: "Organization", subtype: c[1], iso: column(c, 2), parent: column(c, 4), full: column(c, 5)}
	lex.add(e, append(list(column(c, 3)), c[0])...)
}

func (lex *lexicon) addTrigger(c []string) {
	t := trigger{subtype: c[2], traits: map[string]bool{}}
	for _, trait := range list(column(c, 3)) {
		t.traits[trait] = true
	}
	if c[1] == "n" {
		lex.nouns[c[0]] = t
	} else {
		lex.verbs[c[0]] = t
	}
}

// class says whether a verb belongs to a class of verbs.txt.
func (lex *lexicon) class(lemma, class string) bool {
	for _, c := range lex.classes[lemma] {
		if name, _, _ := strings.Cut(c, ":"); name == class {
			return true
		}
	}
	return false
}

// plain makes apostrophes, dashes and white space of a name plain, so that one
// spelling in the lists finds them all.
func plain(s string) string {
	return strings.Join(strings.Fields(plainer.Replace(s)), " ")
}

var plainer = strings.NewReplacer("’", "'", "‘", "'", "`", "'", "–", "-", "—", "-", "‑", "-", "\u00a0", " ")
