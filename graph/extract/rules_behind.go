package extract

import (
	"slices"

	"clew/graph"
)

// behindRules carry what people did over to the group they did it for.
var behindRules = []rule{
	{
		name: "group of the perpetrators", typ: "CARRIED_OUT",
		doc:     "what fighters or members of an armed group did, claimed or are suspected of, their group did; as surely as they belong to it",
		example: "FARC rebels attacked the Hotel Plaza in Pasto.", want: "FARC CARRIED_OUT Hotel Plaza attack",
		match: func(r *reading) []finding {
			return r.behind("MEMBER_OF", func(e *entity) bool { return e.subtype == "ArmedGroup" })
		},
	},
	{
		name: "force of the perpetrators", typ: "CARRIED_OUT",
		doc:     "what soldiers or policemen of a named force did together",
		example: "Soldiers of the Lebanese army killed six farmers in Tyre.", want: "Lebanese army CARRIED_OUT Tyre killing",
		match: func(r *reading) []finding {
			return r.behind("", func(e *entity) bool { return e.subtype == "Military" || e.subtype == "SecurityService" })
		},
	},
}

// deeds are the relations that bind people to an attack.
var deeds = []string{"CARRIED_OUT", "SUSPECTED_IN", "CLAIMED", "PLANNED"}

// behind repeats the deeds of people without a name for the body they belong to
// by a relation of the given type ("" for any way of belonging). A doubt about
// who they are is one about the body as well.
func (r *reading) behind(belonging string, fits func(*entity) bool) []finding {
	var out []finding
	for _, link := range r.relations {
		if link.typ != belonging && (belonging != "" || link.typ != "MEMBER_OF" && link.typ != "WORKS_FOR") || link.claim.polarity == graph.Negative || !fits(link.to) {
			continue
		}
		if link.from.named || link.from.typ != "PersonGroup" && belonging == "" {
			continue
		}
		doubt := link.claim.modality
		if doubt == graph.Asserted && (link.claim.speaker != nil || link.claim.speakerText != "") {
			doubt = graph.Alleged // "who said they were members of …"
		}
		for _, deed := range r.relations {
			if deed.from != link.from || deed.to == nil || !slices.Contains(deeds, deed.typ) || deed.to.event == nil || !isAttack(deed.to.event.subtype) && deed.to.event.subtype != "Plot" {
				continue
			}
			f := deed.finding
			f.from = link.to
			out = append(out, f.adjusted(atLeast(doubt)))
		}
	}
	return out
}
