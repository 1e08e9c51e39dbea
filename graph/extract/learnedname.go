package extract

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"clew/graph"
	"clew/graph/extract/nametype"
)

// openName is a spelling that the word lists do not know, with every place where
// the article has it. What it stands for is decided once for all of them.
type openName struct {
	key      string
	mentions []*mention
}

// openNames are the names still in question, in the order of the text.
func (r *reading) openNames() []*openName {
	byKey := map[string]*openName{}
	for _, m := range r.mentions {
		if m.lex != nil || m.kind != graph.NameMention {
			continue
		}
		key := r.ballot(m)
		if byKey[key] == nil {
			byKey[key] = &openName{key: key}
		}
		byKey[key].mentions = append(byKey[key].mentions, m)
	}
	return slices.SortedFunc(maps.Values(byKey), func(a, b *openName) int {
		return cmp.Or(cmp.Compare(a.mentions[0].start, b.mentions[0].start), cmp.Compare(a.key, b.key))
	})
}

// overrules is how sure the classifier must be to overrule the votes, by the type
// that these elect, none where only the capital letter tells of a name. Streets and
// buildings have the words of bodies in their names.
var overrules = map[string]float64{"Person": 0.65, "Organization": 0.55, "Place": 0.8, "": 0.7}

// dismisses is how sure it must be that a name is of no person, body or place, by the
// type that the votes elect.
var dismisses = map[string]float64{"Person": 0.8, "Organization": 0.7, "Place": 0.9}

// learnedTypes lets the learned classifier correct the votes where it is sure. What
// it takes for no person, organization or place is dropped.
func (r *reading) learnedTypes(ballots map[string]map[string]int) {
	shares := map[string][4]float64{}
	names := r.openNames()
	for _, n := range names {
		shares[n.key] = r.names.Probabilities(r.nameFeatures(n, ballots))
	}
	r.agreeOnSurnames(shares)
	dropped := map[string]bool{}
	for _, n := range names {
		p := shares[n.key]
		ballot := ballots[n.key]
		winner := elect(ballot)
		if winner == "PersonGroup" || winner == "Work" || winner == "Object" || winner == "Weapon" {
			continue
		}
		best := nametype.Person
		for _, c := range []nametype.Class{nametype.Organization, nametype.Place, nametype.Other} {
			if p[c] > p[best] {
				best = c
			}
		}
		switch {
		case best == nametype.Other:
			dropped[n.key] = winner != "" && p[best] >= dismisses[winner] && ballot[winner] < sureVotes && r.lex.names[n.key] == nil && r.lex.prominent[n.key] == ""
		case best.String() != winner && p[best] >= overrules[winner] && !r.namesAPlace(n.mentions[0]):
			ballot[best.String()] = ballot[winner] + 1
		}
	}
	r.mentions = slices.DeleteFunc(r.mentions, func(m *mention) bool {
		return m.lex == nil && m.kind == graph.NameMention && dropped[r.ballot(m)]
	})
}

// sureVotes for a type keep a name that the classifier would dismiss: a title, or
// what a sentence calls it outright.
const sureVotes = 6

// namesAPlace says whether a word of a name says what kind of place it is: "Oxford
// Street", "River Seine".
func (r *reading) namesAPlace(m *mention) bool {
	return r.landform(m) || m.end-m.start > 1 && r.lex.heads[r.tokens[m.end-1].lower].typ == "Place"
}

// agreeOnSurnames gives a surname the share of a person that its full name has.
func (r *reading) agreeOnSurnames(shares map[string][4]float64) {
	for _, full := range slices.Sorted(maps.Keys(shares)) {
		words := strings.Fields(full)
		if p := shares[full]; len(words) > 1 && p[nametype.Person] >= 0.6 {
			last := words[len(words)-1]
			if q, ok := shares[last]; ok && q[nametype.Person] < p[nametype.Person] && q[nametype.Person] > 0.1 {
				shares[last] = p
			}
		}
	}
}

// nameFeatures are what the classifier looks at: the words of a name, the votes of
// the rules, and what stands around it, as shares over all its mentions.
func (r *reading) nameFeatures(n *openName, ballots map[string]map[string]int) []nametype.Feature {
	f := features{}
	f.add("bias", 1)
	r.voteFeatures(f, ballots[n.key])
	r.wordFeatures(f, n.mentions[0])
	for _, m := range n.mentions {
		r.contextFeatures(f, m, 1/float64(len(n.mentions)))
	}
	r.companyFeatures(f, n.key, ballots)
	return f.list()
}

type features map[string]float64

func (f features) add(name string, value float64) { f[name] += value }

func (f features) list() []nametype.Feature {
	out := make([]nametype.Feature, 0, len(f))
	for _, name := range slices.Sorted(maps.Keys(f)) {
		out = append(out, nametype.Feature{Name: name, Value: f[name]})
	}
	return out
}

// voteFeatures are the type that the rules elect and how clearly.
func (r *reading) voteFeatures(f features, ballot map[string]int) {
	winner := elect(ballot)
	second := 0
	for typ, votes := range ballot {
		if typ != winner {
			second = max(second, votes)
		}
	}
	f.add("votes:"+winner, 1)
	margin := ballot[winner] - second
	for _, step := range []int{3, 6, 12} {
		if margin >= step {
			f.add(fmt.Sprintf("votes:%s+%d", winner, step), 1)
		}
	}
	if second > 0 {
		f.add("votes:"+winner+" contested", 1)
	}
}

// wordFeatures are of the words of a name.
func (r *reading) wordFeatures(f features, m *mention) {
	n := m.end - m.start
	f.add(fmt.Sprintf("words:%d", min(n, 5)), 1)
	first, last := r.tokens[m.start].Text, r.tokens[m.end-1].Text
	lower := strings.ToLower(last)
	f.add("last:"+lower, 1)
	f.add("first:"+strings.ToLower(first), 1)
	f.add("ending:"+ending(lower, 3), 1)
	f.add("ending:"+ending(lower, 2), 1)
	if n > 1 {
		f.add(fmt.Sprintf("ending of %d:%s", min(n, 3), ending(lower, 2)), 1)
	}
	if head := r.lex.heads[lower]; head.typ != "" {
		f.add("head:"+head.typ, 1)
	}
	if head := r.lex.heads[strings.ToLower(first)]; head.typ != "" && n > 1 {
		f.add("first head:"+head.typ, 1)
	}
	if sex := r.lex.given[first]; sex != "" {
		f.add("given name", 1)
		f.add(fmt.Sprintf("given name of %d", min(n, 4)), 1)
	} else {
		f.add("no given name", 1)
	}
	for i := m.start; i < m.end; i++ {
		w := r.tokens[i].Text
		switch {
		case i > m.start && r.lex.given[w] != "" && i < m.end-1:
			f.add("given name within", 1)
		case r.lowerIn(i, "of", "for", "and", "&", "in", "on", "the", "to"):
			f.add("inside:"+r.tokens[i].lower, 1)
		case len(w) <= 2 && strings.HasSuffix(w, ".") && unicode.IsUpper(rune(w[0])):
			f.add("initial", 1)
		case r.lowerIn(i, "de", "von", "van", "al", "bin", "da", "del", "der", "la", "le", "di"):
			f.add("particle", 1)
		}
		if i > m.start && i < m.end-1 {
			f.add("middle:"+strings.ToLower(w), 1)
		}
	}
	text := r.clean(m)
	switch {
	case allUpper(text) && n == 1:
		f.add(fmt.Sprintf("capitals:%d", min(len(text), 6)), 1)
	case allUpper(text):
		f.add("all capitals", 1)
	case n == 1 && strings.ContainsFunc(text[1:], unicode.IsUpper):
		f.add("capitals inside", 1)
	}
	if strings.ContainsAny(text, "0123456789") {
		f.add("digits", 1)
	}
	if strings.Contains(text, "-") {
		f.add("hyphen", 1)
	}
	if w := strings.ToLower(text); strings.Contains(r.article.Text, " "+w+" ") || strings.Contains(r.article.Text, " "+w+"s ") {
		f.add("also in small letters", 1)
	}
}

func ending(word string, n int) string {
	runes := []rune(word)
	return string(runes[max(0, len(runes)-n):])
}

// contextFeatures are of the place where a mention stands.
func (r *reading) contextFeatures(f features, m *mention, share float64) {
	t := r.tokens[m.head]
	f.add("recognised:"+cmp.Or(t.NameType, "nothing"), share)
	f.add("role:"+t.Dep, share)
	f.add("tag:"+t.Tag, share)
	if s := r.sentences[t.sentence]; m.start == s.start {
		f.add("begins the sentence", share)
	} else {
		f.add("before:"+r.nearWord(m.start-1), share)
	}
	if m.end < len(r.tokens) && r.tokens[m.end].sentence == t.sentence {
		f.add("after:"+r.nearWord(m.end), share)
	}
	switch t.Dep {
	case "nsubj", "nsubjpass", "dobj":
		f.add(t.Dep+" of "+r.lemma(t.Head), share)
	case "pobj":
		f.add("in the phrase:"+r.tokens[t.Head].lower, share)
		f.add("in the phrase:"+r.tokens[r.tokens[t.Head].Head].lower+" "+r.tokens[t.Head].lower, share)
	case "poss", "compound", "appos", "conj":
		f.add(t.Dep+" of "+r.nearWord(t.Head), share)
	}
	if a := r.child(m.head, "appos"); a > m.head {
		f.add("apposition:"+r.nearWord(a), share)
	}
	if r.personPronounAfter(m) {
		f.add("he or she follows", share)
	}
	if r.headline(m.head) {
		f.add("in a heading", share)
	}
}

// nearWord is a word beside a name: itself in small letters, or its kind where it is
// part of another name.
func (r *reading) nearWord(i int) string {
	t := r.tokens[i]
	if strings.HasPrefix(t.Tag, "NNP") && t.NameType != "" {
		return t.NameType
	}
	if t.Tag == "CD" {
		return "number"
	}
	return t.lower
}

// personPronounAfter says whether "he" or "she" stands in the words behind a name.
func (r *reading) personPronounAfter(m *mention) bool {
	for i := m.end; i < min(m.end+18, len(r.tokens)); i++ {
		if r.lowerIn(i, "he", "she", "his", "her", "him") {
			return true
		}
		if t := r.tokens[i]; t.NameType != "" && strings.HasPrefix(t.Tag, "NNP") && t.sentence != r.tokens[m.head].sentence {
			return false
		}
	}
	return false
}

// companyFeatures are of the other names of the article: whether a longer one ends
// or begins with this one, and what the votes hold that to be.
func (r *reading) companyFeatures(f features, key string, ballots map[string]map[string]int) {
	for _, other := range slices.Sorted(maps.Keys(ballots)) {
		switch {
		case other == key:
		case strings.HasSuffix(other, " "+key):
			f["ends "+elect(ballots[other])] = 1
			if r.lex.given[strings.Fields(other)[0]] != "" {
				f["ends a name with a given name"] = 1
			}
		case strings.HasPrefix(other, key+" "):
			f["begins "+elect(ballots[other])] = 1
		case strings.HasSuffix(key, " "+other):
			f["has within "+elect(ballots[other])] = 1
		}
	}
}
