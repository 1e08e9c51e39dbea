package extract

import (
	"slices"

	"clew/graph"
)

// generalRules read what news of every field tells: owners, founders, meetings,
// works.
var generalRules = []rule{
	{
		name: "owner", typ: "OWNS",
		doc:     "X owns, acquired, bought O",
		example: "Siemens acquired Harbour Systems Inc. in 2019.", want: "Siemens OWNS Harbour Systems Inc.",
		match: func(r *reading) []finding {
			return r.verbRelation("own", "OWNS", func(s, o *entity) bool {
				return o.typ == "Organization" && o.subtype != "ArmedGroup" && s.typ != "Place"
			})
		},
	},
	{
		name: "meeting", typ: "MET",
		doc:     "X met Y, held talks with Y, spoke by phone with Y; a meeting between X and Y",
		example: "Emmanuel Macron met Olaf Scholz.", want: "Emmanuel Macron MET Olaf Scholz",
		match: (*reading).meetings,
	},
	{
		name: "funding", typ: "FUNDED",
		doc:     "X funded, financed, sponsored Y",
		example: "Qatar financed Hamas.", want: "Qatar FUNDED Hamas",
		match: func(r *reading) []finding {
			return r.verbRelation("fund", "FUNDED", func(s, o *entity) bool { return agentive(o) })
		},
	},
	{
		name: "published a work", typ: "PUBLISHED",
		doc:     "O published, released a video, report, study",
		example: "Hamas released a video on Friday.", want: "Hamas PUBLISHED video",
		match: (*reading).publications,
	},
	{
		name: "wrote a work", typ: "WROTE",
		doc:     "X wrote a book, study, report",
		example: "Maria Keller, who has written a book about Hezbollah, said Hezbollah was growing.", want: "Maria Keller WROTE book about Hezbollah",
		match: (*reading).writings,
	},
}

func (r *reading) publications() []finding {
	var out []finding
	for _, c := range r.clauses {
		if !r.lex.class(c.lemma, "publish") {
			continue
		}
		for _, s := range r.entitiesOf(c.subjects) {
			for _, o := range r.entitiesOf(c.objects) {
				if o.typ == "Work" && (s.typ == "Organization" || s.typ == "Publisher" || s.typ == "Place") {
					out = append(out, find("PUBLISHED", s, o, c.verb))
				}
			}
		}
	}
	for _, m := range r.mentions { // "a secret Interior Ministry memo", "a recent essay in Harbour Review"
		if m.kind != graph.NominalMention || m.typ != "Work" || m.entity == nil {
			continue
		}
		for _, k := range r.children(m.head, "compound", "poss") {
			if e := r.entityOf(k); e != nil && e.typ == "Organization" && e.named {
				out = append(out, find("PUBLISHED", e, m.entity, m.head).adjusted(plainly))
			}
		}
		for _, p := range r.prepositions(m.head) {
			if e := r.entityOf(p.obj); e != nil && (e.typ == "Organization" && e.subtype == "Media" || e.typ == "Work") && (p.word == "in" || p.word == "by") {
				out = append(out, find("PUBLISHED", e, m.entity, m.head).adjusted(plainly))
			}
		}
	}
	return out
}

func (r *reading) writings() []finding {
	var out []finding
	for _, c := range r.clauses {
		if !slices.Contains([]string{"write", "author"}, c.lemma) {
			continue
		}
		for _, s := range r.entitiesOf(c.subjects) {
			for _, o := range r.entitiesOf(c.objects) {
				if o.typ == "Work" && s.typ == "Person" {
					out = append(out, find("WROTE", s, o, c.verb))
				}
			}
		}
	}
	return out
}
