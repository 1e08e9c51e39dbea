package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// This file finds the subjects that verbs without one borrow: of participles,
// infinitives and coordinated verbs, from the verb or noun they hang on.

// impliedSubjects are the subjects that a verb without one borrows.
func (r *reading) impliedSubjects(v, depth int) []int {
	t := r.tokens[v]
	switch t.Dep {
	case "acl", "relcl":
		if t.Tag == "VBG" || t.Dep == "acl" && t.Tag == "VB" {
			return r.actors(t.Head, depth)
		}
	case "xcomp", "conj", "advcl", "pcomp", "ccomp", "prep", "dep":
		h := t.Head
		if t.Dep == "advcl" && t.Tag == "VBG" && r.speechVerb(v) {
			h = r.reporter(h)
		}
		if t.Dep == "pcomp" {
			h = r.tokens[h].Head
			if r.lowerIn(t.Head, "as") && r.isVerb(h) && len(r.objects(h)) > 0 {
				return r.objects(h) // "ruled out soldiers as having been behind it"
			}
			if r.accusesNobodyNamed(h) || r.aboutDoing(t.Head) {
				return nil
			}
		}
		if !r.isVerb(h) {
			if a := r.tokens[h]; a.Dep == "acomp" || a.Dep == "oprd" || a.Pos == "ADJ" && a.Dep == "conj" { // "capable of launching"
				return r.subjects(r.verbAbove(h), depth+1)
			}
			return r.actors(h, depth)
		}
		if t.Dep == "ccomp" && t.Tag != "VBG" && t.Tag != "VB" {
			return nil
		}
		if s := r.tornOff(v); s >= 0 {
			return r.expand(s)
		}
		if o := r.child(h, "dobj"); o >= 0 && t.Dep != "conj" && r.lex.class(r.lemma(h), "foil") {
			for _, p := range r.prepositions(h) {
				if p.word == "by" && p.prep > o {
					return r.expand(p.obj)
				}
			}
			return r.actors(o, depth)
		}
		if t.Dep != "conj" && (r.isPassive(h) || r.controlsObject(h) || t.Dep == "pcomp" && r.reproaches(h, t.Head)) {
			if objects := r.objects(h); len(objects) > 0 && t.Dep != "advcl" {
				return objects
			}
		}
		if t.Dep == "conj" && r.isPassive(h) {
			return r.patients(h)
		}
		if s := r.subjects(h, depth+1); len(s) > 0 {
			return s
		}
		if t.Dep == "advcl" || t.Dep == "conj" {
			return r.patients(h)
		}
	}
	return nil
}

// tornOff is the subject of a finite clause that the parser took for the object of
// "after" or "before": "she died after unidentified men this morning placed …"; -1
// elsewhere.
func (r *reading) tornOff(v int) int {
	t := r.tokens[v]
	if t.Dep != "advcl" && t.Dep != "conj" || t.Tag != "VBD" && t.Tag != "VBZ" && t.Tag != "VBP" {
		return -1
	}
	for k := v - 1; k > v-8 && k >= 0 && r.tokens[k].sentence == t.sentence; k-- {
		switch x := r.tokens[k]; {
		case x.Dep == "pobj" && r.lowerIn(x.Head, "after", "before", "since", "until", "as", "once"):
			return k
		case strings.TrimSpace(x.Text) == "":
		case x.Dep == "npadvmod", x.Dep == "advmod", x.Dep == "det" && r.tokens[x.Head].Dep == "npadvmod", x.Dep == "neg":
		default:
			return -1
		}
	}
	return -1
}

// accusesNobodyNamed says whether a verb of accusation has no object that the
// parser found, so that nobody can be told to have done what follows "of".
func (r *reading) accusesNobodyNamed(v int) bool {
	return r.isVerb(v) && !r.isPassive(v) && slices.Contains([]string{"accuse", "suspect", "charge", "convict", "blame", "clear", "acquit", "absolve", "exonerate"}, r.lemma(v)) && r.child(v, "dobj") < 0
}

// aboutDoing says whether a preposition makes what follows the topic of a noun
// and nobody's deed: "the referendum on joining", "talk about leaving".
func (r *reading) aboutDoing(prep int) bool {
	h := r.tokens[prep].Head
	return r.lowerIn(prep, "on", "about", "over", "against") && r.isNoun(h) && r.child(h, "poss") < 0 && r.at[h] == nil
}

// reporter is the verb of speech above a verb, whose subject a participle of
// speech belongs to: "he said they had left, warning that …"; the verb itself
// where none is.
func (r *reading) reporter(v int) int {
	found := v
	r.ancestors(v, func(child, h int) bool {
		if r.tokens[child].Dep == "ccomp" && r.speechVerb(h) {
			found = h
			return false
		}
		return r.tokens[child].Dep == "ccomp" || r.tokens[child].Dep == "conj" || r.tokens[child].Dep == "advcl"
	})
	return found
}

// verbAbove is the next verb above a word, the word itself where there is none.
func (r *reading) verbAbove(i int) int {
	found := i
	r.ancestors(i, func(_, h int) bool {
		found = h
		return !r.isVerb(h)
	})
	return found
}

// patients are the objects of a passive verb: its grammatical subjects.
func (r *reading) patients(v int) []int {
	if r.isPassive(v) {
		return r.objects(v)
	}
	return nil
}

// actors is the noun itself where it stands for somebody, else whoever has it:
// the subject of the verb that the noun ("plans", "attempt") is object of.
func (r *reading) actors(noun, depth int) []int {
	if r.at[noun] != nil {
		return r.expand(noun)
	}
	for _, p := range r.children(noun, "poss") {
		return r.expand(p)
	}
	for _, p := range r.prepositions(noun) {
		if p.word == "by" { // "foiled a plot by three men to bomb …"
			return []int{p.obj}
		}
	}
	if h := r.tokens[noun].Head; h != noun && r.isVerb(h) && (r.tokens[noun].Dep == "dobj" || r.tokens[noun].Dep == "attr") {
		if r.spoils(h) {
			return nil // who foils an attempt did not make it
		}
		return r.subjects(h, depth+1)
	}
	if p := r.tokens[noun].Head; r.tokens[noun].Dep == "pobj" && r.isVerb(r.tokens[p].Head) {
		if v := r.tokens[p].Head; r.controlsObject(v) || r.reproaches(v, p) || slices.Contains(suspectVerbs, r.lemma(v)) && len(r.objects(v)) > 0 { // "cleared X of involvement in planning …"
			return r.objects(v)
		}
		return r.subjects(r.tokens[p].Head, depth+1)
	}
	if r.isNoun(noun) {
		return []int{noun}
	}
	return nil
}

// spoils says whether a verb tells of what becomes of another's plan or deed.
func (r *reading) spoils(v int) bool {
	lemma := r.lemma(v)
	return r.lex.class(lemma, "foil") || r.lex.class(lemma, "denounce") || slices.Contains([]string{"frustrate", "repel", "repulse", "uncover", "discover", "expose", "investigate", "survive", "escape", "abort", "block", "report", "detect", "resist", "suffer"}, lemma)
}

// controlsObject says whether the infinitive below belongs to the object:
// "accuse X of …", "force X to …".
func (r *reading) controlsObject(v int) bool {
	lemma := r.lemma(v)
	return slices.Contains([]string{"accuse", "suspect", "clear", "acquit", "absolve", "exonerate", "force", "order", "urge", "ask", "tell", "allow", "enable", "help", "persuade", "charge", "convict", "prevent", "stop", "want", "see", "encourage", "send", "recruit", "train", "hire"}, lemma) && r.child(v, "dobj", "nsubjpass") >= 0
}

// reproachVerbs say what somebody thinks of what another did: "X slams Y for
// claiming Z", where Y is who claims.
var reproachVerbs = []string{
	"slam", "criticise", "criticize", "rebuke", "mock", "condemn", "denounce", "blast", "attack", "lambast", "lambaste", "chide", "scold", "berate", "ridicule", "deride", "castigate", "censure",
	"reprimand", "admonish", "fault", "reproach", "upbraid", "rap", "chastise", "excoriate", "assail", "praise", "thank", "applaud", "commend", "laud", "hail", "congratulate", "forgive", "sue", "fine",
	"punish", "sanction", "fire", "dismiss", "sack", "suspend", "expel", "arrest", "detain", "jail", "imprison", "blame", "despise", "hate", "pillory", "skewer", "deplore", "decry",
}

// reproaches says whether what follows the preposition was done by the object
// of a verb of blame or praise.
func (r *reading) reproaches(v, prep int) bool {
	return r.lowerIn(prep, "for", "over", "of", "after") && slices.Contains(reproachVerbs, r.lemma(v)) && r.child(v, "dobj") >= 0
}

// strayParticiple is the participle of doing ("perpetrated by", "committed by") that
// belongs to the event noun at i but was hung on a noun after it: "the murder of
// the judge and two guards perpetrated by gunmen"; -1 where there is none.
func (r *reading) strayParticiple(i int) int {
	end := min(r.sentences[r.tokens[i].sentence].end, i+14)
	for k := i + 1; k < end; k++ {
		if r.isNoun(k) && r.lex.nouns[singular(r.tokens[k].lower)].subtype != "" {
			return -1
		}
		c := r.clauseAt[k]
		if c == nil || !c.passive || r.tokens[k].Dep != "acl" || r.tokens[k].Head == i || !r.below(k, i) {
			continue
		}
		if r.lowerIn(k, "perpetrated", "committed", "staged") && len(c.subjects) > 0 {
			return k
		}
	}
	return -1
}

// survivors are the tokens without the pronouns that a parser's nearest subject
// makes stand for the dead: "the farmers were killed by rebels when they attacked"
// is about the rebels, who are put in their place.
func (r *reading) survivors(tokens []int) []int {
	var out []int
	for _, i := range tokens {
		m := r.at[i]
		if m == nil || m.entity == nil || m.kind != graph.PronounMention {
			out = append(out, i)
			continue
		}
		if by := r.killersOf(m.entity, i); by != nil {
			out = append(out, by...)
			continue
		}
		out = append(out, i)
	}
	return out
}

// killersOf are who is said before token i, in the same sentence, to have killed
// the people that a pronoun was taken for; nil where nobody is.
func (r *reading) killersOf(e *entity, i int) []int {
	for k := r.sentences[r.tokens[i].sentence].start; k < i; k++ {
		c := r.clauseAt[k]
		if c == nil || !c.passive || !r.lex.verbs[c.lemma].traits["kill"] || len(c.subjects) == 0 {
			continue
		}
		if slices.Contains(r.entitiesOf(c.objects), e) {
			return c.subjects
		}
	}
	return nil
}
