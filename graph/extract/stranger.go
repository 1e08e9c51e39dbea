package extract

import (
	"slices"

	"clew/graph"
)

// resolveNarrator gives "I" outside quotations to whoever writes: the one author
// of the article where it names one, else a person without a name.
func (r *reading) resolveNarrator(m *mention) *entity {
	if r.narrator == nil {
		r.narrator = r.introduced()
	}
	if r.narrator == nil {
		r.narrator = &entity{typ: "Person", noun: "author", props: map[string]any{}}
		r.entities = append(r.entities, r.narrator)
	}
	return r.narrator
}

// introduced is the person whom the text introduces in the first person: "I am
// Nora Lind".
func (r *reading) introduced() *entity {
	for i := range r.tokens {
		if !r.lowerIn(i, "i") || r.tokens[i].Dep != "nsubj" || r.tokens[i].quote >= 0 || r.lemma(r.tokens[i].Head) != "be" {
			continue
		}
		if a := r.at[r.child(r.tokens[i].Head, "attr")]; a != nil && a.kind == graph.NameMention && a.entity != nil && a.entity.typ == "Person" {
			return a.entity
		}
	}
	return nil
}

// ahead is the subject of the main clause that a pronoun in front of it stands
// for: "After leaving his firm, Peter Hahn moved to Lisbon".
func (r *reading) ahead(m *mention) *entity {
	found := -1
	r.ancestors(m.head, func(child, head int) bool {
		dep := r.tokens[child].Dep
		if r.isVerb(head) && head > m.head && (dep == "advcl" || dep == "prep" || dep == "npadvmod") && child < head {
			if s := r.child(head, "nsubj", "nsubjpass"); s > m.head {
				found = s
			}
		}
		return found < 0
	})
	if found < 0 {
		return nil
	}
	if x := r.at[found]; x != nil && x.kind == graph.NameMention && x.entity != nil && x.entity.typ == "Person" && r.sameSex(x.entity, m) {
		return x.entity
	}
	return nil
}

// coordinated is the person named right before "and his wife", "and her brother".
func (r *reading) coordinated(m *mention) *entity {
	if r.tokens[m.head].Tag != "PRP$" || m.head < 2 || !r.lowerIn(m.head-1, "and", "&") || !r.kinNoun(r.tokens[m.head].Head) {
		return nil
	}
	end := m.head - 1
	if r.lowerIn(end-1, ",") {
		end--
	}
	if x := r.nameEndingAt(end); x != nil && x.entity != nil && x.entity.typ == "Person" && r.sameSex(x.entity, m) {
		return x.entity
	}
	return nil
}

func (r *reading) kinNoun(i int) bool { return r.lex.people[singular(r.tokens[i].lower)] == "kin" }

// stranger is the person whom the text calls only "he" or "she", where nobody
// before can be meant.
func (r *reading) stranger(m *mention) *entity {
	if r.tokens[m.head].quote >= 0 {
		return nil
	}
	sex := sexOf(r.tokens[m.head].lower)
	e := r.strangers[sex]
	if e == nil {
		e = &entity{typ: "Person", noun: map[string]string{"male": "man", "female": "woman"}[sex], sex: sex, props: map[string]any{}}
		r.strangers[sex] = e
		r.entities = append(r.entities, e)
	}
	return e
}

// ownWords are the pronouns by which a body speaks or is spoken of.
var ownWords = [][]string{{"we", "our", "us"}, {"it", "its"}, {"they", "their"}}

// strangerBody is the body that a text calls only "it" or "we", where nothing
// before can be meant.
func (r *reading) strangerBody(i int) *entity {
	for _, family := range ownWords {
		if i < 0 || !r.lowerIn(i, family...) || r.entityOf(i) != nil || r.tokens[i].quote >= 0 || r.expletive(i) {
			continue
		}
		e := r.strangers[family[0]]
		if e == nil {
			e = &entity{typ: "Organization", noun: "firm", name: "firm", props: map[string]any{}}
			r.strangers[family[0]] = e
			r.entities = append(r.entities, e)
		}
		for k := range r.tokens { // the others that stand for nothing else
			if r.lowerIn(k, family...) && r.entityOf(k) == nil && r.tokens[k].quote < 0 && !r.expletive(k) && (family[0] == "we" || r.tokens[k].sentence == r.tokens[i].sentence) {
				m := &mention{start: k, end: k + 1, head: k, kind: graph.PronounMention, noun: "thing", typ: "Organization", span: r.span(k, k+1)}
				r.join(m, e)
				r.mentions = append(r.mentions, m)
				r.at[k] = m
			}
		}
		slices.SortStableFunc(e.mentions, func(a, b *mention) int { return a.span.Start - b.span.Start })
		return e
	}
	return nil
}

// byPronounAlone says whether an entity is the writer, or somebody whom the text
// never calls but by a pronoun.
func (r *reading) byPronounAlone(e *entity) bool {
	return e == r.narrator || e == r.strangers["male"] || e == r.strangers["female"]
}
