package extract

import (
	"strings"

	"clew/graph"
)

// fullNames are the fuller names that the word lists know of an entity which the
// article names more shortly: "European Union" of "EU", "Barack Obama" where
// only "Obama" is named. They stand among the aliases, by which one entity is
// found in several articles.
func (r *reading) fullNames(e *entity) []string {
	if !e.named {
		return nil
	}
	if e.lex != nil && (e.typ == "Organization" || e.typ == "Place") && r.ofTheCountry(e) {
		if e.lex.full != "" {
			return []string{e.lex.name, e.lex.full}
		}
		return []string{e.lex.name}
	}
	if e.typ == "Person" {
		return r.prominentName(e)
	}
	return nil
}

// ofTheCountry says whether a body with a name that many countries have ("the
// Senate") is the one of the country that the word lists mean: the article names
// that country, and no other as often.
func (r *reading) ofTheCountry(e *entity) bool {
	if e.lex.iso == "" || e.lex.full == "" || !manyCountriesHave[e.lex.name] {
		return true
	}
	own := r.countryWeight(e.lex.iso)
	if own == 0 {
		return false
	}
	for iso, n := range r.weights {
		if iso != "" && iso != e.lex.iso && n >= own {
			return false
		}
	}
	return true
}

// manyCountriesHave are names of the word lists that bodies of other countries
// bear too.
var manyCountriesHave = map[string]bool{
	"Congress": true, "Senate": true, "House of Representatives": true, "National Guard": true, "State Department": true, "Marine Corps": true,
	"Justice Department": true, "Treasury Department": true, "Environmental Protection Agency": true, "Securities and Exchange Commission": true,
	"Greens": true, "FDP": true, "SPD": true, "Foreign Office": true, "Conservative Party": true, "Labour Party": true,
}

// prominentName is the full name of somebody whom the article names by the
// surname or in another spelling, nil where a first name in the article says
// that somebody else is meant.
func (r *reading) prominentName(e *entity) []string {
	full := ""
	for _, m := range e.mentions {
		if m.kind != graph.NameMention {
			continue
		}
		name := plain(cleanName(r.clean(m)))
		known := r.lex.prominent[name]
		if known == "" && strings.Contains(name, " ") && !strings.EqualFold(name, full) {
			return nil
		}
		if known != "" {
			full = known
		}
	}
	if full == "" {
		return nil
	}
	return []string{full}
}
