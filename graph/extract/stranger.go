package extract

import "clew/graph"

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
