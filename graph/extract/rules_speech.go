package extract

import (
	"slices"

	"clew/graph"
)

// speechRules read who says what about whom.
var speechRules = []rule{
	{
		name: "warning", typ: "WARNED_OF",
		doc:     "X warned Y of E: X WARNED Y, X WARNED_OF what the warning is about",
		example: "Britain warned Kenya about al-Shabaab.", want: "United Kingdom WARNED Kenya",
		match: (*reading).warnings,
	},
	{
		name: "topic of a statement", typ: "SAID",
		doc:     "X said that S did O: X SAID S, O and the event; in quotations likewise",
		example: "Maria Keller said Hezbollah was growing.", want: "Maria Keller SAID Hezbollah",
		match: (*reading).statements,
	},
	{
		name: "topic of a quotation", typ: "SAID",
		doc:     "the subjects, objects and events in the sentences of a quotation",
		example: "“Hezbollah is stronger than before,” Maria Keller said.", want: "Maria Keller SAID Hezbollah",
		match: (*reading).quotedTopics,
	},
	{
		name: "opinion of", typ: "SAID",
		doc:     "X regards, describes, denounces O",
		example: "Maria Keller described Hezbollah as a threat.", want: "Maria Keller SAID Hezbollah",
		match: (*reading).opinions,
	},
}

func (r *reading) warnings() []finding {
	var out []finding
	for _, c := range r.clauses {
		if c.lemma != "warn" && c.lemma != "alert" {
			continue
		}
		speakers := r.speakersOf(c)
		for _, s := range speakers {
			for _, o := range r.entitiesOf(c.objects) {
				if agentive(o) {
					out = append(out, find("WARNED", s, o, c.verb))
				}
			}
			for _, topic := range r.dangers(c) {
				out = append(out, find("WARNED_OF", s, topic, c.verb))
			}
		}
	}
	return out
}

// dangers are what a warning is about: the object of "of" or "about", or the
// subject of the clause after "that".
func (r *reading) dangers(c *clause) []*entity {
	var out []*entity
	for _, p := range c.preps {
		if p.word == "of" || p.word == "about" || p.word == "against" {
			if e := r.entityOf(p.obj); e != nil && e.typ != "Place" {
				out = append(out, e)
			}
			for _, e := range r.eventsUnder(p.obj, 2) {
				out = append(out, e.entity)
			}
		}
	}
	if k := r.child(c.verb, "ccomp"); k >= 0 {
		if inner := r.clauseAt[k]; inner != nil {
			for _, e := range r.entitiesOf(inner.subjects) {
				if e.subtype == "ArmedGroup" || e.typ == "PersonGroup" {
					out = append(out, e)
				}
			}
		}
	}
	return out
}

// statements reads verbs of speech with a reported clause.
func (r *reading) statements() []finding {
	var out []finding
	for _, c := range r.clauses {
		if !r.speechVerb(c.verb) || r.isHedgeVerb(c) {
			continue
		}
		for _, k := range r.children(c.verb, "ccomp") {
			if r.tokens[k].quote >= 0 && r.tokens[k].quote != r.tokens[c.verb].quote || r.tokens[k].Dep == "expl" {
				continue
			}
			for _, s := range r.speakersOf(c) {
				for _, topic := range r.topics(k) {
					if topic != s && (topic.event == nil || !r.ownSpeech(topic.event, s)) {
						out = append(out, find("SAID", s, topic, c.verb).with("mode", "indirect").adjusted(plainly))
					}
				}
			}
		}
	}
	return append(out, r.accordingTo()...)
}

// isHedgeVerb says whether the verb only hedges ("the fact … indicates"), so
// that its subject says nothing.
func (r *reading) isHedgeVerb(c *clause) bool {
	if !r.lex.class(c.lemma, "hint") || c.lemma == "suggest" {
		return false
	}
	return true
}

// speakersOf are the subjects of a verb of speech that can speak.
func (r *reading) speakersOf(c *clause) []*entity {
	var out []*entity
	subjects := c.subjects
	if s := r.subjectToken(c.verb); len(subjects) == 0 && s >= 0 {
		subjects = r.expand(s)
	}
	for _, e := range r.eachSpeaker(r.entitiesOf(subjects)) {
		if len(out) > 0 && out[0].typ == "Person" && e.typ == "Organization" {
			continue // what the parser coordinates with a speaker across a dash
		}
		if e.typ == "Person" || e.typ == "PersonGroup" || e.typ == "Organization" || e.typ == "Publisher" || e.typ == "Place" && e.subtype == "Country" || e.typ == "Work" {
			out = append(out, e)
		}
	}
	return out
}

// topics are the subject and direct object of a reported clause and the event it
// tells of; where none of these is a node, whatever the clause names.
func (r *reading) topics(v int) []*entity {
	var out []*entity
	add := func(e *entity) {
		if e != nil && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	for _, x := range r.conjuncts(v) {
		c := r.clauseAt[x]
		if c == nil {
			continue
		}
		for _, i := range append(slices.Clone(c.subjects), c.objects...) {
			for _, e := range r.topicAt(i) {
				add(e)
			}
		}
		for _, e := range r.eventsUnder(x, 1) {
			add(e.entity)
		}
		for _, o := range append(slices.Clone(c.objects), c.subjects...) {
			for _, e := range r.eventsUnder(o, 1) {
				add(e.entity)
			}
		}
	}
	if len(out) == 0 {
		for _, e := range r.namedBelow(v) {
			add(e)
		}
	}
	return out
}

// topicAt is the entity at a noun, or where the noun is none the one it belongs
// to: "ISIS' global support" is about ISIS.
func (r *reading) topicAt(i int) []*entity {
	if e := r.entityOf(i); e != nil {
		return []*entity{e}
	}
	if r.eventAt[i] != nil || !r.isNoun(i) {
		return nil
	}
	var out []*entity
	for _, k := range r.children(i, "poss", "compound") {
		if e := r.entityOf(k); e != nil {
			out = append(out, e)
		}
	}
	for _, p := range r.prepositions(i) {
		if e := r.entityOf(p.obj); e != nil && p.word == "of" && len(out) == 0 {
			out = append(out, e)
		}
		if p.word == "of" && r.entityOf(p.obj) == nil && r.isNoun(p.obj) {
			for _, k := range r.children(p.obj, "poss") {
				if e := r.entityOf(k); e != nil {
					out = append(out, e)
				}
			}
		}
	}
	return out
}

// namedBelow are the entities that the words of a clause name.
func (r *reading) namedBelow(v int) []*entity {
	var out []*entity
	s := r.sentences[r.tokens[v].sentence]
	for i := s.start; i < s.end; i++ {
		if e := r.eventAt[i]; e != nil && r.below(i, v) && !slices.Contains(out, e.entity) {
			out = append(out, e.entity)
		}
		m := r.at[i]
		if m == nil || m.entity == nil || !m.entity.named || m.kind == graph.DemonymMention && m.entity.typ == "PersonGroup" || !r.below(i, v) {
			continue
		}
		if !slices.Contains(out, m.entity) {
			out = append(out, m.entity)
		}
	}
	return out
}

func (r *reading) ownSpeech(e *event, speaker *entity) bool {
	if e.subtype != "Warning" && e.subtype != "Statement" {
		return false
	}
	for _, t := range e.tellers {
		if slices.ContainsFunc(t.agents, func(a argument) bool { return a.entity == speaker }) {
			return true
		}
	}
	return false
}

// accordingTo reads "…, according to X".
func (r *reading) accordingTo() []finding {
	var out []finding
	for p := range r.tokens {
		if !r.lowerIn(p, "according") || !r.lowerIn(p+1, "to") {
			continue
		}
		source := r.child(p+1, "pobj")
		if source < 0 {
			continue
		}
		verb := r.statedVerb(p)
		if verb < 0 {
			continue
		}
		for _, s := range r.eachSpeaker(r.entitiesOf(r.expand(source))) {
			if s.typ != "Person" && s.typ != "PersonGroup" && s.typ != "Organization" && s.typ != "Work" {
				continue
			}
			for _, topic := range r.statedTopics(verb, p, source) {
				if topic != s {
					out = append(out, find("SAID", s, topic, verb).with("mode", "indirect").adjusted(plainly))
				}
			}
		}
	}
	return out
}

// statedVerb is the verb of what is said according to somebody: the one that
// "according" hangs on where it stands before it, else the head of the sentence.
func (r *reading) statedVerb(p int) int {
	s := r.sentences[r.tokens[p].sentence]
	if h := r.tokens[p].Head; h < p && r.isVerb(h) || p == s.start || r.lowerIn(s.start, "and", "but") {
		if r.isVerb(h) {
			return h
		}
	}
	for i := s.start; i < s.end; i++ {
		if r.root(i) && r.isVerb(i) {
			return i
		}
	}
	return -1
}

// statedTopics are the topics of a clause without what stands in the phrase of
// the source itself.
func (r *reading) statedTopics(verb, p, source int) []*entity {
	inSource := func(e *entity) bool {
		for _, m := range e.mentions {
			inside := m.head > p && (p > verb || m.head <= r.rightmost(source))
			if r.tokens[m.head].sentence == r.tokens[p].sentence && !inside {
				return false
			}
		}
		return true
	}
	return slices.DeleteFunc(r.topics(verb), inSource)
}

// quotedTopics reads the clauses inside quotations.
func (r *reading) quotedTopics() []finding {
	var out []finding
	for _, q := range r.quotes {
		if q.speaker == nil {
			continue
		}
		speakers := r.eachSpeaker([]*entity{q.speaker})
		if !r.holdsClause(q) { // a fragment: “large crowds in Nairobi”
			for i := q.start; i < q.end; i++ {
				if m := r.at[i]; m != nil && m.entity != nil && m.kind == graph.NameMention && m.entity != q.speaker {
					for _, s := range speakers {
						out = append(out, find("SAID", s, m.entity, i).with("mode", "direct").adjusted(plainly))
					}
				}
			}
			continue
		}
		for i := q.start; i < q.end; i++ {
			c := r.clauseAt[i]
			if c == nil || r.tokens[i].Dep == "xcomp" {
				continue
			}
			topLevel := r.root(i) || slices.Contains([]string{"ccomp", "parataxis", "conj", "advcl"}, r.tokens[i].Dep)
			if !topLevel {
				continue
			}
			for _, topic := range r.topics(i) {
				for _, s := range speakers {
					if topic != s && (topic.event == nil || !r.ownSpeech(topic.event, s)) {
						out = append(out, find("SAID", s, topic, i).with("mode", "direct").adjusted(plainly))
					}
				}
			}
		}
	}
	return out
}

// holdsClause says whether a quotation has a verb of its own that is no
// participle or infinitive.
func (r *reading) holdsClause(q quotation) bool {
	for i := q.start; i < q.end; i++ {
		if r.isVerb(i) && slices.Contains([]string{"VBZ", "VBD", "VBP", "MD"}, r.tokens[i].Tag) {
			return true
		}
	}
	return false
}

func (r *reading) opinions() []finding {
	var out []finding
	for _, c := range r.clauses {
		if !slices.Contains([]string{"regard", "describe", "call", "estimate", "assess", "see"}, c.lemma) && !r.lex.class(c.lemma, "denounce") {
			continue
		}
		if c.lemma == "see" || c.lemma == "call" {
			continue
		}
		for _, s := range r.speakersOf(c) {
			topics := r.entitiesOf(c.objects)
			for _, o := range c.objects {
				for _, e := range r.eventsUnder(o, 0) {
					topics = append(topics, e.entity)
				}
				for _, p := range r.prepositions(o) {
					if e := r.entityOf(p.obj); e != nil && (p.word == "of" || p.word == "by") && r.entityOf(o) == nil {
						topics = append(topics, e)
					}
				}
			}
			for _, topic := range topics {
				if topic != s {
					out = append(out, find("SAID", s, topic, c.verb).with("mode", "indirect").adjusted(plainly))
				}
			}
		}
	}
	return out
}
