package extract

import (
	"slices"
	"strings"

	"clew/graph"
)

// office is a post that one person holds at a time, with the body it is held in,
// nil where the text leaves it out.
type office struct {
	title string
	body  *entity
}

// findOfficeholders joins a person known only by office, "the director of the
// Federal Bureau", with the one person whom the article names as its holder.
func (r *reading) findOfficeholders() {
	holders := map[office][]*entity{}
	for _, m := range r.mentions {
		if m.entity == nil || m.entity.typ != "Person" || !m.entity.named {
			continue
		}
		for _, o := range r.officesOf(m) {
			if !slices.Contains(holders[o], m.entity) {
				holders[o] = append(holders[o], m.entity)
			}
		}
	}
	for _, m := range slices.Clone(r.mentions) {
		if !r.knownByOffice(m) {
			continue
		}
		held := r.officeOf(m)
		candidates := holders[held]
		if len(candidates) == 0 && held.body != nil {
			candidates = withoutBody(holders, held.title)
		}
		if len(candidates) == 0 {
			if e := r.namedNext(m, held); e != nil {
				candidates = []*entity{e}
			}
		}
		if len(candidates) == 1 {
			r.absorb(candidates[0], m.entity)
		}
	}
}

// withoutBody are the holders of a post of whom the text does not say in which
// body they hold it.
func withoutBody(holders map[office][]*entity, title string) []*entity {
	out := slices.Clone(holders[office{title: title}])
	for o, list := range holders {
		if o.title == title && o.body != nil {
			out = slices.DeleteFunc(out, func(e *entity) bool { return slices.Contains(list, e) })
		}
	}
	return out
}

// knownByOffice says whether a mention is the first of a person described by the
// definite title of a post and never named.
func (r *reading) knownByOffice(m *mention) bool {
	e := m.entity
	if m.kind != graph.NominalMention || !m.definite || m.plural || e == nil || e.typ != "Person" || e.named || e.mentions[0] != m {
		return false
	}
	if r.child(m.head, "relcl", "acl") >= 0 {
		return false // "the leader who planned it" is one of several
	}
	_, kind := r.titleAt(m.head)
	return (kind == "head" || kind == "office") && !r.endedAt(m.head)
}

// officeOf is the post that a description tells of.
func (r *reading) officeOf(m *mention) office {
	title, _ := r.titleAt(m.head)
	start, _ := r.nounPhrase(m.head)
	if bodies := r.bodiesOfRole(m.head, start); len(bodies) > 0 {
		return office{title, bodies[0]}
	}
	return office{title: title}
}

// officesOf are the posts that stand before a name or in apposition to it, each
// with its body and, for who leaves the body out, without.
func (r *reading) officesOf(m *mention) []office {
	var out []office
	add := func(title string, body *entity) {
		if out = append(out, office{title: title}); body != nil {
			out = append(out, office{title, body})
		}
	}
	if m.kind == graph.NameMention {
		if start, end := r.titleRange(m); end > start && !r.endedBefore(start) {
			title := strings.ToLower(plain(r.words(start, end)))
			if kind := r.lex.roles[title]; kind == "head" || kind == "office" {
				add(title, r.bodyBefore(start, m))
			}
		}
		return out
	}
	if title, kind := r.titleAt(m.head); m.kind == graph.NominalMention && (kind == "head" || kind == "office") && !m.plural && !r.endedAt(m.head) {
		add(title, r.officeOf(m).body)
	}
	return out
}

// titleAt is the longest title of the word lists that ends at a noun, with its
// kind, "" where there is none.
func (r *reading) titleAt(i int) (words, kind string) {
	start, _ := r.nounPhrase(i)
	for k := max(start, i-3); k <= i; k++ {
		words := strings.ToLower(plain(r.words(k, i+1)))
		if kind, ok := r.roleKind(words); ok {
			return words, kind
		}
	}
	return "", ""
}

// endedAt says whether the post of a description is one that was held before.
func (r *reading) endedAt(i int) bool {
	start, _ := r.nounPhrase(i)
	for k := max(0, start-1); k < i; k++ {
		if r.lowerIn(k, "former", "ex", "then", "late", "retired", "onetime", "outgoing", "ex-", "first", "second", "third", "founding", "original", "previous") {
			return true
		}
	}
	return false
}

// namedNext is the person whom newswire names a sentence after the post: "The
// director of the bureau accused … . Alan Marsh told reporters that the bureau
// …", the first person the article names, without a title of his own, who speaks
// as the one described did, in a sentence that names the same body.
func (r *reading) namedNext(m *mention, held office) *entity {
	said := r.tokens[m.head].Head
	if held.body == nil || r.tokens[m.head].Dep != "nsubj" || !r.speechVerb(said) && !r.lex.class(r.lemma(said), "accuse") {
		return nil
	}
	next := r.tokens[m.head].sentence + 1
	sameBody := false
	for _, x := range r.mentions {
		if r.tokens[x.head].sentence == next && x.entity == held.body {
			sameBody = true
		}
	}
	for _, x := range r.mentions {
		if x.kind != graph.NameMention || x.typ != "Person" || x.entity == nil {
			continue
		}
		t := r.tokens[x.head]
		if t.sentence != next || !sameBody || x.start != r.sentences[next].start || t.Dep != "nsubj" || !r.speechVerb(t.Head) || x.end-x.start < 2 || x.entity.mentions[0] != x || len(r.appositives(x.head)) > 0 {
			return nil
		}
		return x.entity
	}
	return nil
}
