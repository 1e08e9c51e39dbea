package extract

import "clew/graph"

// base is how often a relation of a type is right, by hand from reading the
// extraction of development articles.
var base = map[string]float64{
	"CLAIMED": 0.92, "CARRIED_OUT": 0.8, "SUSPECTED_IN": 0.8, "PLANNED": 0.75, "PARTICIPATED_IN": 0.7, "ACCUSED": 0.85, "DENIED": 0.8,
	"TARGETED": 0.8, "KILLED": 0.85, "INJURED": 0.85, "KIDNAPPED": 0.8, "DAMAGED": 0.75, "ARRESTED": 0.9, "USED_WEAPON": 0.8, "RESPONSE_TO": 0.75,
	"LOCATED_IN": 0.85, "LEADS": 0.9, "WORKS_FOR": 0.88, "MEMBER_OF": 0.85, "AFFILIATED_WITH": 0.7, "BRANCH_OF": 0.85, "PART_OF": 0.88, "SPLIT_FROM": 0.75,
	"SUPPORTS": 0.75, "OPPOSES": 0.75, "THREATENED": 0.75, "WARNED": 0.85, "WARNED_OF": 0.8, "OPERATES_IN": 0.75, "HAS_NATIONALITY": 0.92, "ORIGIN": 0.85,
	"FAMILY_OF": 0.9, "SAID": 0.85, "PUBLISHED": 0.85, "WROTE": 0.9, "OWNS": 0.8, "FOUNDED": 0.8, "MET": 0.8, "FUNDED": 0.75, "PAID": 0.75,
	"CHARGED": 0.85, "CONVICTED": 0.85, "SENTENCED": 0.85, "ACQUITTED": 0.85, "RELEASED": 0.85, "HEADQUARTERED_IN": 0.8, "BORN_IN": 0.92, "LIVES_IN": 0.8, "EDUCATED_AT": 0.92,
}

// confidence is how surely a relation was read: the rate of its type, less for
// ends that rest on pronouns or long coreference and for rules that guess.
func (r *reading) confidence(x *relation) grade {
	var c grade
	if b, ok := base[x.typ]; ok {
		c.add("of the type "+x.typ, b)
	} else {
		c.add("of any other type", 0.7)
	}
	for _, e := range []*entity{x.from, x.to} {
		switch {
		case e.event != nil, e.named && r.namedIn(e, x.token):
		case e.named:
			c.add(e.name+" is there by pronoun or description", -0.12)
		default:
			c.add(e.name+" is named nowhere", -0.05)
		}
	}
	if row, ok := graph.TypeRow(x.typ); ok && row.Accusing && x.from.event == nil && r.onlyPronounIn(x.from, x.token) {
		c.add("an accusation that rests on a pronoun", -0.15)
	}
	if r.rivalled(x.from, x.token) || r.rivalled(x.to, x.token) {
		c.add("an end that may as well be another", -0.2)
	}
	if d := doubt[x.rule]; d > 0 {
		c.add("a rule that guesses", -d)
	}
	return c
}

// grade is a confidence with the parts it is the sum of.
type grade []graph.Weight

func (g *grade) add(why string, by float64) { *g = append(*g, graph.Weight{Why: why, By: by}) }

// value is the sum of the parts in hundredths, at least 0.05.
func (g grade) value() float64 {
	var c float64
	for _, part := range g {
		c += part.By
	}
	return max(0.05, float64(int(c*100+0.5))/100)
}

// doubt is taken off for rules that guess more than others.
var doubt = map[string]float64{"force of the perpetrators": 0.25, "title without a body": 0.3, "topic of a statement": 0.05, "place in a country named elsewhere": 0.4, "body in its country": 0.4, "country of the town of a body": 0.4, "organ of a union": 0.1, "place in its country": 0.1, "organ of a country named elsewhere": 0.4}

// namedIn says whether an entity is named in the sentence of a token.
func (r *reading) namedIn(e *entity, token int) bool {
	s := r.tokens[token].sentence
	for _, m := range e.mentions {
		if r.tokens[m.head].sentence == s && (m.kind == graph.NameMention || m.kind == graph.DemonymMention) {
			return true
		}
	}
	return false
}

// rivalled says whether a sentence names an entity only by words that might as
// well stand for another.
func (r *reading) rivalled(e *entity, token int) bool {
	s, rivalled := r.tokens[token].sentence, false
	for _, m := range e.mentions {
		if r.tokens[m.head].sentence != s {
			continue
		}
		if m.kind == graph.NameMention {
			return false
		}
		rivalled = rivalled || m.rivalled
	}
	return rivalled
}

// onlyPronounIn says whether a sentence speaks of an entity by pronoun alone.
func (r *reading) onlyPronounIn(e *entity, token int) bool {
	s, pronoun := r.tokens[token].sentence, false
	for _, m := range e.mentions {
		if r.tokens[m.head].sentence != s {
			continue
		}
		if m.kind != graph.PronounMention {
			return false
		}
		pronoun = true
	}
	return pronoun
}
