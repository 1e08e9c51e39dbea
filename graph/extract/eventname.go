package extract

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"clew/graph"
)

// Longest names of events, in characters: in lists and for drawing.
const (
	longestName  = 40
	longestLabel = 20
)

// kindWords are what events of a subtype are called.
var kindWords = map[string]string{
	"Attack": "attack", "Bombing": "bombing", "Shooting": "shooting", "HostageTaking": "siege", "Assassination": "killing", "CyberAttack": "cyberattack", "Plot": "plot",
	"Arrest": "arrests", "CourtProceeding": "court case", "ArmedConflict": "war", "MilitaryOperation": "operation", "Warning": "warning", "Statement": "statement",
	"PublicEvent": "event", "PolicyAction": "measure", "Investigation": "investigation", "Accident": "accident", "Disaster": "disaster", "": "event",
}

// makeEvent makes the event an entity with mentions, properties and a generated
// name.
func (r *reading) makeEvent(e *event) {
	x := &entity{typ: "Event", subtype: e.subtype, props: map[string]any{}, named: true, event: e}
	e.entity = x
	for _, t := range e.tellers {
		m := &mention{start: t.start, end: t.end, head: t.trigger, kind: graph.NominalMention, typ: "Event", subtype: t.subtype, entity: x, span: r.span(t.start, t.end)}
		x.mentions = append(x.mentions, m)
		for _, toll := range t.tolls {
			if r.eventAt[toll] == nil {
				x.mentions = append(x.mentions, &mention{start: toll, end: toll + 1, head: toll, kind: graph.NominalMention, typ: "Event", entity: x, span: r.span(toll, toll+1)})
				r.eventAt[toll] = e
			}
		}
		r.eventAt[t.trigger] = e
	}
	if e.date.known() {
		x.props["date"] = e.date.edtf
		x.props["date_span"] = r.dateSpan(e.date)
	}
	if e.killed != nil {
		x.props["killed"] = *e.killed
	}
	if e.injured != nil {
		x.props["injured"] = *e.injured
	}
	r.entities = append(r.entities, x)
}

// nameEvents names the events once all is known about them.
func (r *reading) nameEvents() {
	taken := map[string]int{}
	for _, e := range r.events {
		e.entity.name = r.eventName(e)
		taken[e.entity.name]++
		if n := taken[e.entity.name]; n > 1 {
			ordinal := fmt.Sprintf(" (%d)", n)
			e.entity.name = shorten(e.entity.name, longestName-len(ordinal)) + ordinal
		}
		e.entity.props["label"] = shorten(r.eventLabel(e), longestLabel)
	}
}

// eventName is place (or target, or perpetrator) and kind, with the year where
// the article states it: "Cairo airport bombing, 2011".
func (r *reading) eventName(e *event) string {
	word := r.kindWord(e)
	name := ""
	if e.subtype == "Arrest" && r.targetName(e) != "" && utf8.RuneCountInString(r.targetName(e)) <= longestName-10 {
		name = "Arrest of " + r.targetIn(e)
	}
	for _, what := range r.namesFor(e) {
		if full := what.with(word); name == "" && what.name != "" && utf8.RuneCountInString(full) <= longestName {
			name = full
		}
	}
	if name == "" {
		name = capital(word)
	}
	if y := e.date.year(); y != "" && utf8.RuneCountInString(name)+6 <= longestName && !strings.Contains(name, y) {
		name += ", " + y
	}
	return shorten(name, longestName)
}

func (r *reading) eventLabel(e *event) string {
	word := r.kindWord(e)
	for _, what := range r.namesFor(e) {
		if full := what.with(word); what.name != "" && utf8.RuneCountInString(full) <= longestLabel {
			return full
		}
	}
	for _, what := range r.namesFor(e) {
		switch {
		case what.name != "" && what.link != "":
			return shorten(what.with(word), longestLabel)
		case what.name != "":
			return shorten(what.name, longestLabel-1-utf8.RuneCountInString(word)) + " " + word
		}
	}
	return capital(word)
}

// namePart is what tells an event from others, and how it stands beside the kind
// of event: before it where link is empty ("Lagos bombing"), else behind it
// ("Killing of four suspects").
type namePart struct{ name, link string }

func (p namePart) with(word string) string {
	if p.link == "" {
		return p.name + " " + word
	}
	return capital(word) + " " + p.link + " " + p.name
}

// calledAfter is the name that an attack is called by and that is neither place nor
// person alone: "Boston Marathon" of "the Boston Marathon bombing"; empty for none.
func (r *reading) calledAfter(e *event) string {
	for _, t := range e.tellers {
		start := t.trigger
		for start > t.start && r.capitalized(start-1) && r.tokens[start-1].Tag == "NNP" && r.tokens[start-1].Dep == "compound" {
			start--
		}
		inner := t.trigger - 1
		if t.verb || !isAttack(e.subtype) || inner-start < 1 || r.compoundMention(inner) != nil {
			continue
		}
		if m := r.compoundMention(start); m == nil || m.typ == "Place" {
			return r.words(start, inner+1)
		}
	}
	return ""
}

// namesFor are the name that the press calls an event by, the place, target and perpetrator of an event, what is only
// described behind the kind of event.
func (r *reading) namesFor(e *event) []namePart {
	return []namePart{{name: r.calledAfter(e)}, {name: r.placeName(e)}, {name: r.areaName(e)}, r.part(e, r.targetName(e), r.targetLink(e)), r.part(e, r.agentName(e), r.agentLink(e))}
}

// targetLink is the preposition before who suffered an event.
func (r *reading) targetLink(e *event) string {
	switch word := r.kindWord(e); {
	case e.subtype == "CourtProceeding" || word == "killing" || word == "murder" || word == "siege" || word == "kidnapping" || word == "abduction" || word == "assassination" || word == "execution":
		return "of"
	case isAttack(e.subtype):
		return "on"
	}
	return ""
}

// agentLink is the preposition before who attacked or plotted.
func (r *reading) agentLink(e *event) string {
	if isAttack(e.subtype) || e.subtype == "Plot" {
		return "by"
	}
	return ""
}

// part puts people that are only described behind the link, names before the
// kind of event.
func (r *reading) part(e *event, name, link string) namePart {
	for _, t := range e.tellers {
		for _, list := range [][]argument{t.targets, t.damaged, t.victims, t.agents} {
			for _, a := range list {
				x := a.entity
				if capital(x.name) == name && !x.named && (x.typ == "Person" || x.typ == "PersonGroup" || x.typ == "Organization") && link != "" {
					return namePart{r.lowerNumber(x.name), link}
				}
			}
		}
	}
	return namePart{name: name}
}

// lowerNumber writes a description as it stands inside a name: a number word at its
// front in small letters.
func (r *reading) lowerNumber(name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if _, number := numeral(strings.ToLower(first)); ok && number {
		return strings.ToLower(first) + " " + rest
	}
	return name
}

// kindWord is the noun most tellings use, else the usual word for the subtype.
func (r *reading) kindWord(e *event) string {
	counts := map[string]int{}
	best := ""
	for _, t := range e.tellers {
		if t.verb || t.traits["blank"] || r.tokens[t.trigger].lower == "" {
			continue
		}
		w := r.tokens[t.trigger].lower
		if r.tokens[t.trigger].Pos == "PROPN" && t.trigger > r.sentences[r.tokens[t.trigger].sentence].start && !r.titleCase(t.trigger) && t.subtype == "PublicEvent" {
			return r.tokens[t.trigger].Text
		}
		if _, ok := r.lex.nouns[singular(w)]; ok && !t.plural {
			w = singular(w)
		} else if _, whole := r.lex.nouns[w]; !ok && !whole {
			continue
		}
		if t.head > 0 && !t.compound {
			w += " " + singular(r.tokens[t.head].lower) // "assassination attempt"
		}
		counts[w]++
		if best == "" || counts[w] > counts[best] {
			best = w
		}
	}
	if first := e.tellers[0]; best == "" && first.verb && first.traits["kidnap"] {
		best = "kidnapping"
	}
	if best == "" {
		best = kindWords[e.subtype]
	}
	if e.subtype == "Plot" {
		best = "plot"
	}
	if first := e.tellers[0]; first.verb && first.traits["kill"] && len(first.targets) == 0 && len(first.victims) > 0 && best == "attack" {
		best = "killing"
	}
	return best
}

func (r *reading) placeName(e *event) string {
	if e.place == nil {
		return ""
	}
	name := e.place.name
	if outer := r.inside[e.place]; outer != nil && !e.place.named && !strings.Contains(name, outer.name) {
		name = outer.name + " " + name
	}
	return capital(name)
}

// areaName is the city, region or country around the place of an event.
func (r *reading) areaName(e *event) string {
	if e.place == nil {
		return ""
	}
	if outer := r.inside[e.place]; outer != nil {
		return capital(outer.name)
	}
	for _, x := range placesOf(e.tellers) {
		if x != e.place && x.named {
			return capital(x.name)
		}
	}
	return ""
}

func (r *reading) targetName(e *event) string {
	for _, t := range e.tellers {
		for _, list := range [][]argument{t.targets, t.damaged, t.victims} {
			for _, a := range list {
				if a.entity.name != "" && (a.entity.noun != "person" || a.entity.named || !r.counts(e)) {
					return capital(a.entity.name)
				}
			}
		}
	}
	return ""
}

// counts says whether an event is told of as more than the killing of people, so
// that how many they were is no name for it.
func (r *reading) counts(e *event) bool {
	return e.subtype != "Arrest" && r.kindWord(e) != "killing"
}

// targetIn is the target as it stands inside a name: only names have a capital.
func (r *reading) targetIn(e *event) string {
	name := r.targetName(e)
	for _, t := range e.tellers {
		for _, a := range t.victims {
			if capital(a.entity.name) == name {
				name = a.entity.name
				if first, rest, ok := strings.Cut(name, " "); ok && !a.entity.named {
					if _, number := numeral(strings.ToLower(first)); number {
						name = strings.ToLower(first) + " " + rest
					}
				}
				return name
			}
		}
	}
	return name
}

func (r *reading) agentName(e *event) string {
	for _, t := range e.tellers {
		for _, a := range t.agents {
			if a.entity.name != "" {
				return capital(a.entity.name)
			}
		}
	}
	for _, x := range r.relations {
		if x.to == e.entity && (x.typ == "CARRIED_OUT" || x.typ == "CLAIMED" || x.typ == "PLANNED") {
			return capital(x.from.name)
		}
	}
	return ""
}

func capital(s string) string {
	c, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(c)) + s[n:]
}

// shorten cuts a name at a word so that it has at most n characters.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := string([]rune(s)[:max(n-1, 1)])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,") + "…"
}
