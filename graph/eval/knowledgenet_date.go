package eval

import (
	"regexp"
	"slices"
	"strings"

	"clew/graph"
)

// Dates of KnowledgeNet that the prediction gives without a place in the text.

// dateByValue is a date property that has no place in the text.
type dateByValue struct {
	property string
	facts    []int // that it agrees with
	subjects []graph.Span
	link     *link
}

// datesByValue puts each date property without a place into the first passage where
// it is right, else into the first where it could be.
func (p *page) datesByValue(passages []knPassage) map[int][]dateByValue {
	out := map[int][]dateByValue{}
	for _, l := range p.relations {
		from, to := p.byID[l.from], p.byID[l.to]
		if !l.fromProp || from == nil || knProperties[l.typ] == nil || len(to.mentions) > 0 || to.value == "" {
			continue
		}
		d, at := dateByValue{property: knProperties[l.typ][0].name, link: l}, -1
		for i := range passages {
			ps := &passages[i]
			subjects := ps.within(from, true)
			facts := ps.agreeing(p, d.property, subjects, to.value)
			first := at < 0 && len(subjects) > 0 && slices.Contains(ps.Annotated, d.property)
			if len(facts) > 0 || first {
				at, d.subjects, d.facts = i, subjects, facts
			}
			if len(facts) > 0 {
				break
			}
		}
		if at >= 0 {
			out[at] = append(out[at], d)
		}
	}
	return out
}

// agreeing are the facts of a property with one of the subjects and the date.
func (ps *knPassage) agreeing(p *page, name string, subjects []graph.Span, value string) []int {
	var out []int
	for i, f := range ps.Facts {
		if f.Property == name && touches(subjects, f.subject) && sameDate(p.slice(f.obj), value) {
			out = append(out, i)
		}
	}
	return out
}

func (r *knReading) countDate(d dateByValue) {
	r.counts.fact.of(d.property).predicted++
	if len(d.facts) > 0 {
		r.counts.fact.of(d.property).right++
	} else {
		r.counts.official.of(d.property).predicted += len(d.subjects)
		r.noteLink(r.page, d.link, Error{Type: d.property, Cause: "a date that no fact here has", Marks: d.subjects})
	}
	for _, i := range d.facts {
		r.hit[i] = true
	}
}

var (
	writtenYear = regexp.MustCompile(`\b(1\d{3}|20\d\d)\b`)
	edtfDate    = regexp.MustCompile(`^[~?%]*(\d{4})(?:-(\d\d))?(?:-(\d\d))?`)
	writtenDay  = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)?\b`)
	monthWord   = regexp.MustCompile(`\b(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b`)
	monthNames  = words("jan feb mar apr may jun jul aug sep oct nov dec")
)

// sameDate says whether a date as written agrees with one in EDTF: in the year, and
// in month and day where both give them.
func sameDate(written, edtf string) bool {
	year, value := writtenYear.FindString(written), edtfDate.FindStringSubmatch(edtf)
	if year == "" || value == nil || value[1] != year {
		return false
	}
	month := firstMonth(written)
	if month > 0 && value[2] != "" && number(value[2]) != month {
		return false
	}
	d := writtenDay.FindStringSubmatch(strings.ReplaceAll(written, year, ""))
	return month == 0 || d == nil || value[3] == "" || number(d[1]) == number(value[3])
}

// firstMonth is the earliest month of the year that some words name, from 1; 0 for
// none.
func firstMonth(written string) int {
	least := 0
	for _, name := range monthWord.FindAllString(lower(written), -1) {
		if m := slices.Index(monthNames, name[:3]) + 1; least == 0 || m < least {
			least = m
		}
	}
	return least
}
