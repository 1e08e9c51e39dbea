package eval

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"clew/graph"
)

// The other slots of the MUC-4 keys: how certain the perpetrator is, what
// happened to victims, where, when and how many. Recall is over the gold,
// precision over the predictions.

// certainties are the words of the keys for how certain a perpetrator is.
var certainties = map[string]string{
	"CLAIMED OR ADMITTED": "CLAIMED", "SUSPECTED OR ACCUSED": "SUSPECTED", "SUSPECTED OR ACCUSED BY AUTHORITIES": "SUSPECTED",
	"REPORTED AS FACT": "FACT", "POSSIBLE": "SUSPECTED", "ACQUITTED": "ACQUITTED",
}

var (
	inQuotes  = regexp.MustCompile(`"([^"]+)"`)
	keyCount  = regexp.MustCompile(`^(\d+): `)
	keyDate   = regexp.MustCompile(`(\d{1,2}) ([A-Z]{3}) (\d{2})`)
	keyLevels = regexp.MustCompile(`:| - `)
	fullDate  = regexp.MustCompile(`(?:^|\D)(\d{4})-(\d\d)-(\d\d)`)
)

// effects are the words of the keys for what a relation does to its victim.
var effects = map[string]string{"KILLED": "DEATH", "INJURED": "INJURY", "WOUNDED": "INJURY", "KIDNAPPED": "OTHER"}

// day is a year, month and day.
type day [3]int

type days map[day]bool

// keyDays are the days of a slot such as "05 JAN 90 - 07 JAN 90".
func keyDays(slot string, into days) {
	for _, m := range keyDate.FindAllStringSubmatch(slot, -1) {
		if month := slices.Index(monthNames, lower(m[2])); month >= 0 {
			into[day{1900 + number(m[3]), month + 1, number(m[1])}] = true
		}
	}
}

// edtfDays are the full days that a date in EDTF names.
func edtfDays(date string, into days) {
	for _, m := range fullDate.FindAllStringSubmatch(date, -1) {
		into[day{number(m[1]), number(m[2]), number(m[3])}] = true
	}
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // only digits come here
	return n
}

func keyStrings(slot string) []string {
	var out []string
	for _, m := range inQuotes.FindAllStringSubmatch(slot, -1) {
		out = append(out, m[1])
	}
	return out
}

// slotFacts are what a prediction says of an article beside who and whom.
type slotFacts struct {
	certainty map[*node][]string // of perpetrators
	effect    map[*node][]string // on victims
	places    map[string]bool    // names of places of events, plain
	days      days
	counts    map[string]map[int]bool // killed, injured
}

func (p *page) slotFacts() slotFacts {
	f := slotFacts{map[*node][]string{}, map[*node][]string{}, map[string]bool{}, days{}, map[string]map[int]bool{"killed": {}, "injured": {}}}
	for _, l := range p.relations {
		from, to := p.byID[l.from], p.byID[l.to]
		if from != nil && to != nil && !calmEvent(from) && !calmEvent(to) {
			f.addLink(l, from, to)
		}
	}
	for _, n := range p.entities {
		if n.typ != "Event" || n.peaceful() {
			continue
		}
		edtfDays(textOf(n.raw.get("date")), f.days)
		for _, what := range []string{"killed", "injured"} {
			if v, ok := countOf(n.raw.get(what)); ok {
				f.counts[what][v] = true
			}
		}
	}
	return f
}

func countOf(v any) (int, bool) {
	if m, ok := v.(map[string]any); ok {
		v = m["value"]
	}
	n, ok := v.(float64)
	return int(n), ok
}

func (f *slotFacts) addLink(l *link, from, to *node) {
	if slices.Contains(perpetration, l.typ) && from.typ != "Event" {
		f.certainty[from] = append(f.certainty[from], certaintyOf(l))
	}
	if effect := effects[l.typ]; effect != "" {
		victim := otherEnd(from, to)
		f.effect[victim] = append(f.effect[victim], effect)
	}
	if from.typ != "Event" {
		return
	}
	switch l.typ {
	case "LOCATED_IN", "OCCURRED_IN", "OCCURRED_AT":
		for _, name := range to.called() {
			f.places[plain(name)] = true
		}
	case "OCCURRED_ON":
		edtfDays(cmp.Or(to.value, to.name), f.days)
	}
}

// certaintyOf is the key's word for how a relation ties a perpetrator to an event.
func certaintyOf(l *link) string {
	switch modality := textOf(l.raw.get("modality")); l.typ {
	case "CLAIMED", "ADMITTED":
		return "CLAIMED"
	case "CARRIED_OUT", "PERPETRATED":
		if modality == graph.Alleged || modality == graph.Possible {
			return "SUSPECTED"
		}
		return "FACT"
	}
	return "SUSPECTED"
}

// verdicts count how often a slot is right, wrong or missed, by its gold value.
type verdicts map[string]*struct{ right, wrong, missed int }

func (v verdicts) note(value string, names []string, said map[*node][]string) {
	if v[value] == nil {
		v[value] = &struct{ right, wrong, missed int }{}
	}
	found := false
	for n, values := range said {
		if !sameHeads(names, n.called()) {
			continue
		}
		if found = true; slices.Contains(values, value) {
			v[value].right++
			return
		}
	}
	if found {
		v[value].wrong++
	} else {
		v[value].missed++
	}
}

// shares are how many of each value are right, of all, and of those found.
func (v verdicts) shares(name string) []Share {
	var out []Share
	var right, found, all int
	for _, value := range slices.Sorted(maps.Keys(v)) {
		x := v[value]
		out = append(out,
			Share{name + " " + value + " right", float64(x.right), float64(x.right + x.wrong + x.missed)},
			Share{name + " " + value + " wrong", float64(x.wrong), float64(x.right + x.wrong + x.missed)})
		right, found, all = right+x.right, found+x.right+x.wrong, all+x.right+x.wrong+x.missed
	}
	return append(out, Share{name + " recall", float64(right), float64(max(1, all))}, Share{name + " accuracy when found", float64(right), float64(max(1, found))})
}

// slotGold is what the key of one article says.
type slotGold struct {
	places [][]string // from the country down, plain
	days   days
	counts map[string]map[int]bool
}

func (s *scoring) mucSlots(golds []mucGold) {
	certainty, effect := verdicts{}, verdicts{}
	var narrow, below, places int
	dates, counts := tally{}, tallies{}
	for i, p := range s.pages {
		said, gold := p.slotFacts(), slotGold{nil, days{}, map[string]map[int]bool{"killed": {}, "injured": {}}}
		for _, key := range golds[i].Key {
			gold.read(key)
			noteCertainty(key, said, certainty)
			noteEffect(key, said, effect)
		}
		for _, levels := range gold.places {
			places++
			narrow += in(levels[len(levels)-1:], said.places)
			if len(levels) > 1 {
				levels = levels[1:]
			}
			below += in(levels, said.places)
		}
		dates.hit(common(gold.days, said.days), len(said.days), len(gold.days))
		for what, values := range gold.counts {
			counts.of(what).hit(common(values, said.counts[what]), len(said.counts[what]), len(values))
		}
	}
	r := s.report
	r.Shares = append(r.Shares, certainty.shares("certainty")...)
	r.Shares = append(r.Shares, effect.shares("victim effect")...)
	r.Shares = append(r.Shares, Share{"incident place, most specific", float64(narrow), float64(max(1, places))}, Share{"incident place, any level below country", float64(below), float64(max(1, places))})
	rows := []Row{dates.row("date")}
	for _, what := range []string{"killed", "injured"} {
		rows = append(rows, counts.of(what).row(what))
	}
	r.Tables = append(r.Tables, Table{"slots", "dates and numbers of incidents", rows})
}

// in says with 1 or 0 whether one of some names is known.
func in(names []string, known map[string]bool) int {
	if slices.ContainsFunc(names, func(s string) bool { return known[s] }) {
		return 1
	}
	return 0
}

// common is how many members two sets share.
func common[T comparable](a, b map[T]bool) int {
	n := 0
	for x := range a {
		if b[x] {
			n++
		}
	}
	return n
}

func noteCertainty(key map[string][]string, said slotFacts, into verdicts) {
	for _, slot := range key["PERP: ORGANIZATION CONFIDENCE"] {
		word, _, _ := strings.Cut(slot, ":")
		if value, names := certainties[strings.TrimSpace(word)], keyStrings(slot); value != "" && len(names) > 0 {
			into.note(value, names, said.certainty)
		}
	}
}

func noteEffect(key map[string][]string, said slotFacts, into verdicts) {
	for _, slot := range key["HUM TGT: EFFECT OF INCIDENT"] {
		word, _, _ := strings.Cut(slot, ":")
		word = strings.TrimSpace(word)
		if names := keyStrings(slot); len(names) > 0 && (word == "DEATH" || word == "INJURY") {
			into.note(word, names, said.effect)
		}
	}
}

// read adds the places, days and numbers of one template.
func (g *slotGold) read(key map[string][]string) {
	for _, slot := range key["INCIDENT: LOCATION"] {
		for alternative := range strings.SplitSeq(slot, " / ") {
			if levels := placeLevels(alternative); len(levels) > 0 {
				g.places = append(g.places, levels)
			}
		}
	}
	for _, slot := range key["INCIDENT: DATE"] {
		keyDays(slot, g.days)
	}
	for what, effect := range map[string]string{"killed": "DEATH", "injured": "INJURY"} {
		if n, ok := victims(key, effect); ok {
			g.counts[what][n] = true
		}
	}
}

func placeLevels(slot string) []string {
	var out []string
	for _, level := range keyLevels.Split(slot, -1) {
		if level = strings.TrimSpace(roundPair.ReplaceAllString(level, "")); level != "" {
			out = append(out, plain(level))
		}
	}
	return out
}

// victims is how many people suffered an effect, where the key counts all of them.
func victims(key map[string][]string, effect string) (int, bool) {
	numbers := map[string]int{}
	for _, slot := range key["HUM TGT: NUMBER"] {
		if m, names := keyCount.FindStringSubmatch(slot), keyStrings(slot); m != nil && len(names) > 0 {
			numbers[names[0]] = number(m[1])
		}
	}
	total, any := 0, false
	for _, slot := range key["HUM TGT: EFFECT OF INCIDENT"] {
		word, _, _ := strings.Cut(slot, ":")
		names := keyStrings(slot)
		if strings.TrimSpace(word) != effect || len(names) == 0 {
			continue
		}
		n, known := numbers[names[0]]
		if !known {
			return 0, false
		}
		total, any = total+n, true
	}
	return total, any
}
