package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/graph"
)

// statisticalAt is the recogniser's name that overlaps [start, end).
func (r *reading) statisticalAt(start, end int) (typ string, from, to int) {
	for _, n := range r.statistical {
		if n.Start < end && start < n.End {
			return n.Type, n.Start, n.End
		}
	}
	return "", 0, 0
}

// wholePerson says whether a statistical person reads like first and last name.
func (r *reading) wholePerson(start, end int) bool {
	for i := start; i < end; i++ {
		if !r.capitalized(i) || r.lex.people[singular(r.tokens[i].lower)] != "" {
			return false
		}
		if i == start {
			for _, e := range r.lex.names[plain(r.tokens[i].Text)] {
				if e.demonym {
					return false
				}
			}
		}
	}
	return true
}

// statisticalTypes maps the recogniser's types to labels; others are no names
// of entities.
var statisticalTypes = map[string]string{"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "NORP": "PersonGroup"}

func (r *reading) statisticalNames() []*mention {
	var out []*mention
	for _, n := range r.statistical {
		typ := statisticalTypes[n.Type]
		if typ == "" {
			continue
		}
		start, end := r.trim(n.Start, n.End)
		start = r.afterDash(start, end)
		if start >= end {
			continue
		}
		if typ == "Person" || typ == "Organization" || typ == "Place" {
			start = r.growLeft(start, end)
			end = r.growRight(start, end, typ)
		}
		start, end, title := r.stripTitles(start, end, typ)
		m := r.newMention(start, end, graph.NameMention)
		if m == nil || !r.readsLikeName(m) {
			continue
		}
		m.typ, m.title = typ, title
		m.votes = map[string]int{typ: 2}
		switch n.Type {
		case "FAC":
			m.subtype = "Facility"
		case "NORP":
			m.kind = graph.DemonymMention
			if r.landform(m) { // "Lake Malawi"
				m.kind, m.typ = graph.NameMention, "Place"
			}
		}
		out = append(out, m)
	}
	return out
}

// afterDash cuts off what stands before a dash with spaces around it: the
// dateline in "VIENNA - Austrian police".
func (r *reading) afterDash(start, end int) int {
	for i := end - 1; i > start; i-- {
		if r.lowerIn(i, "-", "–", "—") && r.tokens[i-1].End < r.tokens[i].Start && i+1 < end && r.tokens[i].End < r.tokens[i+1].Start {
			from, _ := r.trim(i+1, end)
			return from
		}
	}
	return start
}

// growLeft takes a first name in that the recogniser left outside.
func (r *reading) growLeft(start, end int) int {
	for start > 0 && start-1 >= r.sentences[r.tokens[start].sentence].start {
		p := start - 1
		t := r.tokens[p]
		if t.Tag != "NNP" || t.Dep != "compound" || t.Head < start || t.Head >= end || !r.capitalized(p) || allUpper(t.Text) || r.lex.roles[t.lower] != "" || len(r.lex.names[plain(t.Text)]) > 0 || r.tokens[p].NameType != "" {
			break
		}
		start = p
	}
	return start
}

// growRight takes in a surname behind a particle that the recogniser left
// outside: "Monica" of "Monica de Greiff".
func (r *reading) growRight(start, end int, typ string) int {
	limit := r.sentences[r.tokens[start].sentence].end
	if typ != "Person" || end+1 >= limit || !r.lowerIn(end, "de", "von", "van", "der", "bin", "al", "el", "di", "da", "del", "du") || !r.capitalized(end+1) || r.tokens[end+1].Tag != "NNP" {
		return end
	}
	return end + 2
}

// stripTitles takes titles and demonyms off the front of a person ("Iranian
// General Qassem Soleimani") and ranks off the end of an organization ("Air
// Force Col."), and returns the title.
func (r *reading) stripTitles(start, end int, typ string) (int, int, string) {
	if typ != "Person" {
		for end-start > 1 && r.lex.roles[strings.TrimSuffix(r.tokens[end-1].lower, ".")] == "rank" {
			end--
		}
		return start, end, ""
	}
	from := start
	for end-start > 1 {
		if n := r.roleLength(start, end); n > 0 && start+n < end {
			start += n
			continue
		}
		if e := r.demonymAt(start); e != nil {
			start++
			continue
		}
		break
	}
	return start, end, r.words(from, start)
}

// roleLength is how many tokens from i on, before end, are a title.
func (r *reading) roleLength(i, end int) int {
	for n := min(4, end-i); n > 0; n-- {
		if r.lex.roles[strings.ToLower(plain(r.words(i, i+n)))] != "" {
			return n
		}
	}
	return 0
}

func (r *reading) demonymAt(i int) *entry {
	entries := r.lex.names[plain(r.tokens[i].Text)]
	for k := range entries {
		if entries[k].demonym {
			return &entries[k]
		}
	}
	return nil
}

// namedDays are first words of days that have a name.
var namedDays = []string{"ash", "black", "bloody", "cyber", "easter", "fat", "good", "holy", "maundy", "palm", "red", "shrove", "super", "whit"}

// readsLikeName drops what the recogniser takes for a name and is none.
func (r *reading) readsLikeName(m *mention) bool {
	if m.end-m.start == 1 && m.end < len(r.tokens) && isWeekday(r.tokens[m.end].lower) && r.lowerIn(m.start, namedDays...) {
		return false // "Bloody Friday" is a day, "Obama Friday said" names somebody
	}
	text := r.text(m)
	if !strings.ContainsFunc(text, unicode.IsUpper) || strings.HasSuffix(text, "-") || utf8.RuneCountInString(text) < 2 || strings.ContainsAny(text, "()[]\n“”\"") {
		return false
	}
	if r.lowerIn(m.end, "-") && m.end < len(r.tokens) && r.tokens[m.end-1].End == r.tokens[m.end].Start && r.tokens[m.end].SpaceAfter {
		return false
	}
	if r.lex.roles[strings.ToLower(plain(text))] != "" {
		return false // "Attorney General" is an office
	}
	if m.end-m.start == 1 {
		lower := r.tokens[m.start].lower
		if r.lex.people[singular(lower)] != "" || r.lex.heads[lower].typ != "" || isCalendar(lower) || r.lowerIn(m.start, "gmt", "utc", "est", "edt", "pst", "pdt", "cet", "cest", "bst") || r.tokens[m.start].Pos == "PRON" {
			return false
		}
	}
	last := r.tokens[m.end-1]
	return last.lower != last.Text || m.end-m.start > 1
}

func isCalendar(w string) bool { return months[w] > 0 || isWeekday(w) }

func isWeekday(w string) bool { _, ok := weekdayNumbers[w]; return ok }
