package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"clew/graph"
)

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	"jan.": 1, "feb.": 2, "aug.": 8, "sept.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
}

var weekdayNumbers = map[string]time.Weekday{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6}

// date is when something happens, in EDTF, and where the article says so.
type date struct {
	edtf       string
	start, end int // tokens
}

func (d date) known() bool { return d.edtf != "" }

// year is the year of a date, "" where it is not stated.
func (d date) year() string {
	if len(d.edtf) >= 4 && !strings.HasPrefix(d.edtf, "XXXX") {
		return d.edtf[:4]
	}
	return ""
}

// findDates reads the calendar and relative dates of a sentence.
func (r *reading) findDates() {
	for s := range r.sentences {
		for i := r.sentences[s].start; i < r.sentences[s].end; {
			d := r.dateAt(i, r.sentences[s].end)
			if d.end <= i {
				i++
				continue
			}
			if d.known() {
				r.dates = append(r.dates, d)
			}
			i = d.end
		}
	}
}

// dateAt reads the date that begins at token i; a date that cannot be resolved
// has an end and no value.
func (r *reading) dateAt(i, limit int) date {
	word := r.tokens[i].lower
	next := func(k int) string {
		if i+k < limit {
			return r.tokens[i+k].lower
		}
		return ""
	}
	if m := months[word]; m > 0 && r.capitalized(i) {
		return r.monthDate(i, m, limit)
	}
	if d, ok := dayNumber(word); ok && months[next(1)] > 0 && r.capitalized(i+1) {
		if y := yearNumber(next(2)); y > 0 {
			return date{fmt.Sprintf("%04d-%02d-%02d", y, months[next(1)], d), i, i + 3}
		}
		return date{r.anchorYear(months[next(1)], d), i, i + 2}
	}
	if y := yearNumber(word); y > 0 && r.tokens[i].Tag == "CD" && r.yearStands(i) {
		return date{strconv.Itoa(y), i, i + 1}
	}
	if day, ok := weekdayNumbers[word]; ok && r.capitalized(i) {
		if next(1) == "," && months[next(2)] > 0 {
			d := r.dateAt(i+2, limit)
			d.start = i
			return d
		}
		end := i + 1
		if slices.Contains([]string{"night", "evening", "morning", "afternoon"}, next(1)) {
			end++
		}
		return date{r.lastWeekday(day), i, end}
	}
	switch word {
	case "yesterday":
		return date{r.daysBefore(1), i, i + 1}
	case "today":
		return date{r.daysBefore(0), i, i + 1}
	case "last", "this", "previous":
		back := 1
		if word == "this" {
			back = 0
		}
		switch next(1) {
		case "year":
			return date{r.yearsBefore(back), i, i + 2}
		case "month":
			return date{r.monthsBefore(back), i, i + 2}
		case "week", "weekend", "night", "summer", "winter", "spring", "autumn", "fall", "decade", "century":
			return date{"", i, i + 2}
		}
		if m := months[next(1)]; m > 0 {
			return date{r.anchorYear(m, 0), i, i + 2}
		}
	}
	return r.laterDate(i, limit)
}

// monthDate reads "March 22, 2024", "March 2024", "March 22", "March".
func (r *reading) monthDate(i, month, limit int) date {
	at := i + 1
	day := 0
	if at < limit {
		if d, ok := dayNumber(r.tokens[at].lower); ok {
			day = d
			at++
		}
	}
	comma := at
	if comma < limit && r.lowerIn(comma, ",") && day > 0 {
		comma++
	}
	if comma < limit {
		if y := yearNumber(r.tokens[comma].lower); y > 0 {
			if day > 0 {
				return date{fmt.Sprintf("%04d-%02d-%02d", y, month, day), i, comma + 1}
			}
			return date{fmt.Sprintf("%04d-%02d", y, month), i, comma + 1}
		}
		if day == 0 && r.lowerIn(at, "last") && r.lowerIn(at+1, "year") { // "July last year"
			if y := r.yearsBefore(1); y != "" {
				return date{fmt.Sprintf("%s-%02d", y, month), i, at + 2}
			}
			return date{fmt.Sprintf("XXXX-%02d", month), i, at + 2}
		}
	}
	if r.tokens[i].lower == "may" && day == 0 && !r.isNoun(i) {
		return date{}
	}
	return date{r.anchorYear(month, day), i, at}
}

func dayNumber(word string) (int, bool) {
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		word = strings.TrimSuffix(word, ending)
	}
	d, err := strconv.Atoi(word)
	return d, err == nil && d >= 1 && d <= 31
}

func yearNumber(word string) int {
	y, err := strconv.Atoi(word)
	if err != nil || len(word) != 4 || y < 1500 || y > 2100 {
		return 0
	}
	return y
}

// yearStands says whether a four-digit number is used as a year: after a
// preposition, before a noun, or in brackets.
func (r *reading) yearStands(i int) bool {
	return r.lowerIn(i-1, "in", "since", "of", "until", "by", "from", "to", "after", "before", "during", "the", "(", "born", "died", "b.", "d.", "c.", "circa", "ca.", "established", "founded", "est.", "late", "early", "mid", ",", "-", "–", "and") || r.tokens[i].Dep == "nummod" && (r.capitalized(r.tokens[i].Head) || r.lex.nouns[r.tokens[r.tokens[i].Head].lower].subtype != "") || r.tokens[i].Dep == "npadvmod" || r.tokens[i].Dep == "compound"
}

// laterDate reads "two years later" against the year last named before.
func (r *reading) laterDate(i, limit int) date {
	n, ok := numeral(r.tokens[i].lower)
	if r.lowerIn(i, "a") {
		n, ok = 1, true
	}
	if !ok || i+2 >= limit || !r.lowerIn(i+1, "year", "years") || !r.lowerIn(i+2, "later") {
		return date{}
	}
	if len(r.dates) == 0 || r.dates[len(r.dates)-1].year() == "" {
		return date{"", i, i + 3}
	}
	last := r.dates[len(r.dates)-1]
	if r.tokens[i].sentence-r.tokens[last.start].sentence > 1 {
		return date{"", i, i + 3}
	}
	y, err := strconv.Atoi(last.year())
	if err != nil {
		return date{"", i, i + 3}
	}
	return date{strconv.Itoa(y + n), i, i + 3}
}

// published is the article's day, false where it is not known.
func (r *reading) published() (time.Time, bool) {
	if len(r.article.Date) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, r.article.Date[:len(time.DateOnly)])
	return t, err == nil
}

// anchorYear is a month (and day) in the year the article speaks in: the last
// such day up to its publication; without that the year is XXXX.
func (r *reading) anchorYear(month, day int) string {
	year := "XXXX"
	if p, ok := r.published(); ok {
		y := p.Year()
		if month > int(p.Month()) || month == int(p.Month()) && day > p.Day() {
			y--
		}
		year = strconv.Itoa(y)
	}
	if day > 0 {
		return fmt.Sprintf("%s-%02d-%02d", year, month, day)
	}
	return fmt.Sprintf("%s-%02d", year, month)
}

// lastWeekday is the last such day before the article's, or its own.
func (r *reading) lastWeekday(day time.Weekday) string {
	p, ok := r.published()
	if !ok {
		return ""
	}
	back := (int(p.Weekday()) - int(day) + 7) % 7
	return p.AddDate(0, 0, -back).Format(time.DateOnly)
}

func (r *reading) daysBefore(n int) string {
	if p, ok := r.published(); ok {
		return p.AddDate(0, 0, -n).Format(time.DateOnly)
	}
	return ""
}

func (r *reading) monthsBefore(n int) string {
	if p, ok := r.published(); ok {
		first := time.Date(p.Year(), p.Month(), 1, 0, 0, 0, 0, time.UTC)
		return first.AddDate(0, -n, 0).Format("2006-01")
	}
	return ""
}

func (r *reading) yearsBefore(n int) string {
	if p, ok := r.published(); ok {
		return strconv.Itoa(p.Year() - n)
	}
	return ""
}

// dateBelow is the date that hangs on a verb or noun: "in 2017", "last year",
// "Friday's".
func (r *reading) dateBelow(i int) date {
	for _, d := range r.dates {
		for k := d.start; k < d.end; k++ {
			t := r.tokens[k]
			if h := t.Head; h >= d.start && h < d.end {
				continue
			}
			if t.Head == i && slices.Contains([]string{"npadvmod", "nummod", "compound", "poss", "nmod", "amod", "advmod", "tmod"}, t.Dep) {
				return d
			}
			p := t.Head
			if t.Dep == "pobj" && r.lowerIn(p, "on", "in", "during", "of", "early", "late", "at", "since") && r.tokens[p].Head == i && !r.lowerIn(p, "since") {
				return d
			}
			if t.Dep == "npadvmod" && r.tokens[p].Dep == "advmod" && r.tokens[p].Head == i { // "two years later"
				return d
			}
		}
	}
	return date{}
}

// dateNear is the date of the verb that an event hangs on: its light verb, the
// verb it is subject of, or the one whose actor it says more about.
func (r *reading) dateNear(t *telling) date {
	if d := r.dateReckoned(t); d.known() {
		return d
	}
	if d := r.dateBelow(t.trigger); d.known() {
		return d
	}
	for _, d := range r.dates { // "the May 22 concert bombing"
		if t.start <= d.start && d.end <= t.trigger {
			return d
		}
	}
	for _, d := range r.dates { // "the April 15, 2013, bombing"
		if !t.verb && (d.end == t.start || d.end == t.start-1 && r.lowerIn(d.end, ",")) && r.tokens[d.start].sentence == r.tokens[t.trigger].sentence && d.end-d.start > 1 {
			return d
		}
	}
	if d := r.dateWhen(t); d.known() {
		return d
	}
	for _, a := range t.places { // "in a strike in Lagos in July 2016"
		if d := r.dateBelow(a.token); d.known() {
			return d
		}
	}
	found := date{}
	if t.agentVerb >= 0 {
		if found = r.dateBelow(t.agentVerb); found.known() {
			return found
		}
	}
	r.ancestors(t.trigger, func(child, h int) bool {
		dep := r.tokens[child].Dep
		if r.isVerb(h) && (dep == "agent" || dep == "nsubj" || dep == "nsubjpass" || dep == "conj" && t.verb) {
			found = r.dateBelow(h)
			return false
		}
		return !found.known() && slices.Contains([]string{"relcl", "pobj", "prep", "acl", "conj"}, dep) && !r.isVerb(h) || dep == "relcl"
	})
	return found
}

// dateWhen is the date of the clause that an event with "when" says more about:
// "six people died on Friday when a bomb exploded".
func (r *reading) dateWhen(t *telling) date {
	w := r.child(t.trigger, "advmod", "mark")
	if !t.verb || w < 0 || !r.lowerIn(w, "when") {
		return date{}
	}
	for _, d := range r.dates {
		if d.end == w || d.end == w-1 && r.lowerIn(d.end, ",") {
			return d
		}
	}
	if h := r.tokens[t.trigger].Head; r.isVerb(h) && h < w {
		return r.dateBelow(h)
	}
	return date{}
}

// attackerNouns are people known only by what they did.
var attackerNouns = []string{"attacker", "attackers", "gunman", "gunmen", "assailant", "assailants", "bomber", "bombers", "raiders", "shooter", "shooters", "bomb", "bombs", "explosion", "explosions", "blast", "blasts"}

// attackVerbs are what attackers and bombs do in the attack itself.
var attackVerbs = []string{"enter", "storm", "burst", "open", "fire", "shoot", "strike", "arrive", "detonate", "explode", "drive", "walk", "rush", "set", "go", "raid", "seize", "hit", "rip", "tear"}

// dateMainEvent gives the event that the article begins with, where no telling
// of it has a date, the one of the sentence that tells how it went: "The
// attackers entered the hall on Friday evening".
func (r *reading) dateMainEvent() {
	e := r.leadEvent()
	if e == nil || e.date.known() || e.tellers[0].plural && !r.numbered(e.tellers[0].trigger) {
		return
	}
	first := r.tokens[e.tellers[0].trigger].sentence
	for _, c := range r.clauses {
		s := r.child(c.verb, "nsubj")
		if gap := r.tokens[c.verb].sentence - first; gap < 0 || gap > 5 || s < 0 || r.tokens[c.verb].Tag != "VBD" || !slices.Contains(attackVerbs, c.lemma) {
			continue
		}
		d := r.dateBelow(c.verb)
		if !d.known() || !r.lowerIn(s, attackerNouns...) || !r.nounIsDefinite(s) {
			continue
		}
		if own := r.eventAt[c.verb]; own != nil && own != e || r.tellingOf[c.verb] != nil && r.tellingOf[c.verb].event != nil && r.tellingOf[c.verb].event != e {
			continue
		}
		e.date = d
		return
	}
}

// dateSpan is where the article states a date.
func (r *reading) dateSpan(d date) graph.Span { return r.span(d.start, d.end) }
