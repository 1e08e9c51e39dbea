package extract

import (
	"maps"
	"slices"
	"strings"

	"clew/graph"
)

// rule is one way in which a text states relations. Its example is its test.
type rule struct {
	name    string
	doc     string
	typ     string // relation type it finds, or the first of several
	example string
	want    string // "from TYPE to" that the example states
	match   func(r *reading) []finding
}

// rules lists all rules; where two find the same the earlier one counts.
var rules = slices.Concat(
	eventRules, responsibilityRules, blameRules, suspicionRules, roleRules, standingRules, branchRules,
	affiliationRules, placeRules, seatRules, countryRules, armedRules, threatRules, speechRules, generalRules, behindRules,
	lifeRules, studyRules, familyRules, companyRules, ownershipRules, careerRules,
)

// finding is one relation that a rule found.
type finding struct {
	typ      string
	from, to *entity
	token    int // the word that states it: its claim and sentence count
	props    map[string]any
	adjust   func(*claim) // what the rule itself knows about the claim
}

// relation is a statement of the article.
type relation struct {
	finding
	rule  string // name of the rule that found it
	doc   string // and what it reads
	claim claim
	quote graph.Span
}

// find makes a finding.
func find(typ string, from, to *entity, token int) finding {
	return finding{typ: typ, from: from, to: to, token: token}
}

func (f finding) with(key string, value any) finding {
	if value == nil || value == "" {
		return f
	}
	props := maps.Clone(f.props)
	if props == nil {
		props = map[string]any{}
	}
	props[key] = value
	f.props = props
	return f
}

func (f finding) adjusted(adjust func(*claim)) finding {
	before := f.adjust
	f.adjust = func(c *claim) {
		if before != nil {
			before(c)
		}
		adjust(c)
	}
	return f
}

// atLeast is an adjustment that weakens the claim to a modality.
func atLeast(modality string) func(*claim) {
	return func(c *claim) { c.weaken(modality) }
}

// findRelations runs the rules and keeps each statement once per sentence.
func (r *reading) findRelations() {
	type key struct {
		typ      string
		from, to *entity
		sentence int
	}
	seen := map[key]*relation{}
	r.indexNames()
	for _, rule := range rules {
		for _, f := range rule.match(r) {
			if f.typ == "" {
				f.typ = rule.typ
			}
			if !r.allowed(f) || r.accusesItself(f) {
				continue
			}
			if slices.Contains(locating, f.typ) && r.onlyNear(f.to, f.token) {
				f = f.with("kind", "near")
			}
			k := key{f.typ, f.from, f.to, r.tokens[f.token].sentence}
			if before := seen[k]; before != nil {
				r.credit(before, rule, f)
				continue
			}
			seen[k] = r.state(rule, f)
			r.relations = append(r.relations, seen[k])
		}
	}
	r.dropSelfInflicted()
	r.dropTrailing()
	r.noteDenials()
	for _, x := range r.relations {
		x.from.used, x.to.used = true, true
	}
	slices.SortStableFunc(r.relations, func(a, b *relation) int { return a.token - b.token })
}

// dropSelfInflicted takes out that somebody did or claims an attack of which the
// article says that it was aimed at them: one of the two was misread, and the
// accusation costs more.
func (r *reading) dropSelfInflicted() {
	type pair struct{ who, event *entity }
	hit := map[pair]bool{}
	for _, x := range r.relations {
		if (x.typ == "TARGETED" || x.typ == "KIDNAPPED") && x.from.event != nil && isAttack(x.from.event.subtype) {
			hit[pair{x.to, x.from}] = true
		}
	}
	r.relations = slices.DeleteFunc(r.relations, func(x *relation) bool {
		accuses := x.typ == "CARRIED_OUT" || x.typ == "CLAIMED" || x.typ == "SUSPECTED_IN"
		return accuses && hit[pair{x.from, x.to}] && x.claim.polarity == graph.Positive
	})
}

// accusesItself says whether somebody would be suspected of what the sentence has
// him accuse others of: a parser that loses the accused makes the accuser do it;
// or whether nobody accuses him at all.
func (r *reading) accusesItself(f finding) bool {
	if f.typ != "CARRIED_OUT" && f.typ != "SUSPECTED_IN" {
		return false
	}
	found := false
	r.ancestors(f.token, func(child, h int) bool {
		dep := r.tokens[child].Dep
		if dep != "pcomp" && dep != "prep" && dep != "pobj" && dep != "dobj" && dep != "conj" && dep != "acl" && dep != "xcomp" {
			return false
		}
		if r.isVerb(h) && (r.lemma(h) == "accuse" || r.lemma(h) == "blame") && !r.isPassive(h) && dep != "conj" {
			found = slices.Contains(r.entitiesOf(r.subjects(h, 0)), f.from) || r.subjectIsNone(h) || r.child(h, "neg") >= 0
			return false
		}
		return true
	})
	return found
}

// credit gives a suspicion the speaker that a later rule found for it.
func (r *reading) credit(x *relation, rule rule, f finding) {
	if x.typ != "SUSPECTED_IN" || x.claim.speaker != nil || x.claim.speakerText != "" {
		return
	}
	if c := r.state(rule, f).claim; c.polarity == x.claim.polarity {
		x.claim.speaker, x.claim.speakerText = c.speaker, c.speakerText
	}
}

// noteDenials writes who denies it on every suspicion about an event: whoever
// denies the event and is suspected, or denies it in the same sentence.
func (r *reading) noteDenials() {
	for _, denial := range r.relations {
		if denial.typ != "DENIED" {
			continue
		}
		for i, x := range r.relations {
			if x.typ != "SUSPECTED_IN" || x.to != denial.to || x.from != denial.from && r.tokens[x.token].sentence != r.tokens[denial.token].sentence {
				continue
			}
			by, _ := x.props["denied_by"].([]*entity)
			if !slices.Contains(by, denial.from) {
				r.relations[i].finding = x.with("denied_by", append(slices.Clone(by), denial.from))
			}
		}
	}
}

// state reads claim and quote of a finding.
func (r *reading) state(by rule, f finding) *relation {
	c := r.claimAt(f.token)
	c.look(byRule)
	if f.adjust != nil {
		f.adjust(&c)
	}
	if f.typ == "SUSPECTED_IN" && c.modality == graph.Planned {
		c.modality = graph.Alleged // what is to come is the trial, not the suspicion
	}
	if f.typ != "SAID" && r.asked(f.token) {
		c.weaken(graph.Possible)
	}
	if f.typ == "CARRIED_OUT" && f.to.event != nil && isAttack(f.to.event.subtype) && perpetratorSays(&c, f.from) {
		c.weaken(graph.Alleged)
	}
	c.settle()
	return &relation{finding: f, rule: by.name, doc: by.doc, claim: c, quote: r.sentenceSpan(f.token)}
}

// perpetratorSays says whether a deed is told by those who boast of it: an armed
// group of its people, or somebody of himself. That is their word, no fact.
func perpetratorSays(c *claim, who *entity) bool {
	return c.speaker != nil && (c.speaker.subtype == "ArmedGroup" || c.speaker == who && who.typ != "Place")
}

// asked says whether a verb is what a question asks, and no clause inside it that
// takes something for granted: "How many men took part in the raid?"
func (r *reading) asked(i int) bool {
	s := r.sentences[r.tokens[i].sentence]
	last := s.end - 1
	for last > s.start && (strings.TrimSpace(r.tokens[last].Text) == "" || r.lowerIn(last, "\"", "”", "'", ")")) {
		last--
	}
	if !r.lowerIn(last, "?") || !r.isVerb(i) {
		return false
	}
	granted := func(v int) bool {
		return slices.Contains([]string{"relcl", "acl", "advcl"}, r.tokens[v].Dep) && !r.passiveQuestion(v)
	}
	taken := granted(i)
	r.ancestors(i, func(child, _ int) bool {
		taken = taken || granted(child)
		return !taken
	})
	return !taken
}

// allowed says whether a finding has two different ends of the kinds that the
// relation type joins.
func (r *reading) allowed(f finding) bool {
	if f.from == nil || f.to == nil || f.from == f.to || len(f.from.mentions) == 0 || len(f.to.mentions) == 0 {
		return false
	}
	ends, known := endsOf[f.typ]
	return !known || fitsEnd(f.from, ends[0]) && fitsEnd(f.to, ends[1])
}

const (
	anyAgent = "Person PersonGroup Organization Country City Region"
	anyBody  = "Person PersonGroup Organization"
)

// endsOf lists what may stand at either end of a relation type: labels, or
// subtypes of places; types that are not listed join anything.
var endsOf = map[string][2]string{
	"CLAIMED": {"Person PersonGroup Organization", "Event"}, "CARRIED_OUT": {anyAgent, "Event"}, "SUSPECTED_IN": {anyAgent, "Event"},
	"PLANNED": {anyAgent, "Event"}, "PARTICIPATED_IN": {anyAgent, "Event"}, "ACCUSED": {anyAgent, anyAgent}, "DENIED": {anyAgent, "Event"},
	"TARGETED": {"Event", "Place Organization Person PersonGroup Object Event Work"}, "KILLED": {"Event", "Person PersonGroup"}, "INJURED": {"Event", "Person PersonGroup"},
	"KIDNAPPED": {"Event", "Person PersonGroup"}, "DAMAGED": {"Event", "Place Organization Object Weapon"}, "ARRESTED": {"Event", "Person PersonGroup Organization"},
	"USED_WEAPON": {"Event", "Weapon Object"}, "RESPONSE_TO": {"Event", "Event"}, "LOCATED_IN": {"Event Place Organization PersonGroup Object", "Place"},
	"LEADS": {"Person PersonGroup Organization", "Organization Place"}, "WORKS_FOR": {"Person PersonGroup", "Organization Place Publisher"},
	"MEMBER_OF": {"Person PersonGroup", "Organization PersonGroup"}, "BRANCH_OF": {"Organization", "Organization"}, "PART_OF": {"Organization Place", "Organization Place"},
	"SPLIT_FROM": {"Organization", "Organization"}, "SUPPORTS": {anyAgent, anyAgent + " Place"}, "OPPOSES": {anyAgent, anyAgent + " Place"},
	"THREATENED": {anyAgent, "Place Organization Event PersonGroup Person"}, "WARNED": {anyAgent, anyAgent}, "WARNED_OF": {anyAgent, "Event Organization PersonGroup Person"},
	"OPERATES_IN": {"Organization PersonGroup", "Place"}, "HAS_NATIONALITY": {"Person PersonGroup Object Weapon", "Country Region"}, "ORIGIN": {"Person PersonGroup Object", "Place"},
	"FAMILY_OF": {"Person PersonGroup", "Person PersonGroup"}, "OWNS": {"Person PersonGroup Organization Country", "Organization Object"}, "FOUNDED": {"Person PersonGroup Organization", "Organization"},
	"HEADQUARTERED_IN": {"Organization", "Place"}, "EDUCATED_AT": {"Person", "Organization Facility"}, "LIVES_IN": {"Person PersonGroup", "Place"}, "BORN_IN": {"Person", "Place"},
	"MET": {anyAgent, anyAgent}, "FUNDED": {anyAgent, anyAgent + " Event"}, "PAID": {anyAgent, anyAgent}, "CHARGED": {"Event", anyBody}, "CONVICTED": {"Event", anyBody},
	"SENTENCED": {"Event", anyBody}, "ACQUITTED": {"Event", anyBody}, "RELEASED": {"Event", anyBody}, "WROTE": {"Person PersonGroup", "Article Work"}, "PUBLISHED": {"Publisher Organization Place Work", "Article Work"},
	"SAID": {anyBody + " Country City Work", "Person PersonGroup Organization Place Event Work Weapon Object"},
}

// passiveQuestion says whether a participle is the verb of a question that the
// parser hung on its subject: "Was the attack carried out by X?"
func (r *reading) passiveQuestion(v int) bool {
	subject := r.tokens[v].Head
	be := r.tokens[subject].Head
	return r.tokens[v].Tag == "VBN" && r.tokens[v].Dep == "acl" && r.tokens[subject].Dep == "nsubj" && be < subject && r.root(be) && r.lemma(be) == "be" && r.child(be, "attr", "acomp") < 0
}

func fitsEnd(e *entity, labels string) bool {
	if embassy(e) && strings.Contains(labels, "Organization") {
		return true
	}
	for label := range strings.FieldsSeq(labels) {
		if e.typ == label || e.typ == "Place" && e.subtype == label {
			return true
		}
	}
	return false
}

// embassy says whether a building speaks and acts for its country.
func embassy(e *entity) bool {
	name := strings.ToLower(e.name)
	return e.subtype == "Facility" && (strings.Contains(name, "embassy") || strings.Contains(name, "consulate"))
}

// tellsNothingAlone are types that do not make a description a node by
// themselves: "Russian citizens" is a node where the citizens do something.
var tellsNothingAlone = []string{"HAS_NATIONALITY", "MEMBER_OF", "WORKS_FOR", "ORIGIN", "LOCATED_IN", "PART_OF", "OPERATES_IN"}

// dropTrailing takes out relations that only describe something without a name
// that no other relation speaks of.
func (r *reading) dropTrailing() {
	busy := map[*entity]bool{}
	for _, x := range r.relations {
		if !slices.Contains(tellsNothingAlone, x.typ) {
			busy[x.from], busy[x.to] = true, true
		}
	}
	for _, e := range r.events {
		for _, t := range e.tellers {
			for _, list := range [][]argument{t.agents, t.targets, t.victims, t.damaged, t.places} {
				for _, a := range list {
					busy[a.entity] = true
				}
			}
		}
	}
	kept := func(e *entity) bool { return e.named || e.lex != nil || busy[e] || r.byPronounAlone(e) }
	r.relations = slices.DeleteFunc(r.relations, func(x *relation) bool { return !kept(x.from) || !kept(x.to) })
}

// sentenceSpan is the sentence around a token.
func (r *reading) sentenceSpan(i int) graph.Span {
	s := r.sentences[r.tokens[i].sentence]
	start, end := s.start, s.end
	for start < end-1 && strings.TrimSpace(r.tokens[start].Text) == "" {
		start++
	}
	for end > start+1 && strings.TrimSpace(r.tokens[end-1].Text) == "" {
		end--
	}
	return r.span(start, end)
}

// allPlainly makes every finding stand in the article's own voice.
func allPlainly(list []finding) []finding {
	for i := range list {
		list[i] = list[i].adjusted(plainly)
	}
	return list
}

// verbRelation makes relations of subject and object of the verbs of a class.
func (r *reading) verbRelation(class, typ string, fits func(s, o *entity) bool) []finding {
	var out []finding
	for _, c := range r.clauses {
		if !r.lex.class(c.lemma, class) {
			continue
		}
		for _, s := range r.entitiesOf(c.subjects) {
			for _, o := range r.entitiesOf(c.objects) {
				if agentive(s) && fits(s, o) {
					out = append(out, find(typ, s, o, c.verb))
				}
			}
		}
	}
	return out
}

// plainly is for what stands in the article's own voice whatever the sentence
// around it is about: who somebody is.
func plainly(c *claim) {
	c.modality, c.polarity, c.speaker, c.speakerText = graph.Asserted, graph.Positive, nil, ""
}
