package english

import (
	"encoding/json"
	"fmt"
	"slices"
)

// rulerPattern is one rule of the attribute ruler as it stands in the model: a
// token, or one of two neighbours, that fits gets attributes.
type rulerPattern struct {
	Patterns [][]map[string]json.RawMessage `json:"patterns"` // alternatives
	Attrs    map[string]string              `json:"attrs"`
	Index    int                            `json:"index"` // which token gets them
}

// Attributes that rules look at.
const (
	tagKey = iota
	lowerKey
	depKey
	keyCount
)

// condition is what one token has to fulfil.
type condition struct {
	sets  [keyCount]wordSet
	space *bool
}

// wordSet is a set of words, or all others; nil means no condition.
type wordSet struct {
	words []string
	not   bool
}

func (s wordSet) has(w string) bool {
	return s.words == nil || slices.Contains(s.words, w) != s.not
}

// Attributes that rules set.
const (
	setPos = iota
	setMorph
	setLemma
	setTag
	setDep
	setCount
)

var setNames = map[string]int{"POS": setPos, "MORPH": setMorph, "LEMMA": setLemma, "TAG": setTag, "DEP": setDep}

// rule is one alternative of a pattern, compiled.
type rule struct {
	number     int // later patterns win over earlier ones
	conditions []condition
	index      int
	set        [setCount]*string
}

// ruler maps tags and labels to universal parts of speech and features, and
// knows the lemmas of closed-class words.
type ruler struct {
	// Rules by a word their first token must have, and the rest.
	byKey [keyCount]map[string][]*rule
	rest  []*rule
}

func newRuler(patterns []rulerPattern) (*ruler, error) {
	r := &ruler{}
	for k := range r.byKey {
		r.byKey[k] = map[string][]*rule{}
	}
	for number, p := range patterns {
		for _, alternative := range p.Patterns {
			c, err := newRule(number, p, alternative)
			if err != nil {
				return nil, fmt.Errorf("attribute rule %d: %w", number, err)
			}
			r.add(c)
		}
	}
	return r, nil
}

func newRule(number int, p rulerPattern, alternative []map[string]json.RawMessage) (*rule, error) {
	c := &rule{number: number, index: p.Index}
	for _, raw := range alternative {
		cond, err := newCondition(raw)
		if err != nil {
			return nil, err
		}
		c.conditions = append(c.conditions, cond)
	}
	if c.index >= len(c.conditions) {
		return nil, fmt.Errorf("index %d of %d tokens", c.index, len(c.conditions))
	}
	for name, value := range p.Attrs {
		i, ok := setNames[name]
		if !ok {
			return nil, fmt.Errorf("unknown attribute %s", name)
		}
		if value == "_" {
			value = ""
		}
		c.set[i] = &value
	}
	return c, nil
}

func newCondition(raw map[string]json.RawMessage) (c condition, err error) {
	keys := map[string]int{"TAG": tagKey, "LOWER": lowerKey, "DEP": depKey}
	for name, value := range raw {
		if name == "IS_SPACE" {
			err = json.Unmarshal(value, &c.space)
		} else if k, ok := keys[name]; ok {
			c.sets[k], err = newWordSet(value)
		} else {
			err = fmt.Errorf("unknown condition %s", name)
		}
		if err != nil {
			return c, err
		}
	}
	return c, nil
}

// finiteExpressions are the regular expressions of the model, written out.
var finiteExpressions = map[string][]string{
	"^n'?t$":       {"n't", "nt"},
	"^n[ou]thin'$": {"nothin'", "nuthin'"},
	"^y'?$":        {"y'", "y"},
}

func newWordSet(raw json.RawMessage) (wordSet, error) {
	var word string
	if json.Unmarshal(raw, &word) == nil {
		return wordSet{words: []string{word}}, nil
	}
	var test struct {
		In    []string `json:"IN"`
		NotIn []string `json:"NOT_IN"`
		Regex string   `json:"REGEX"`
	}
	if err := json.Unmarshal(raw, &test); err != nil {
		return wordSet{}, err
	}
	if test.Regex != "" {
		test.In = finiteExpressions[test.Regex]
	}
	switch {
	case test.In != nil:
		return wordSet{words: test.In}, nil
	case test.NotIn != nil:
		return wordSet{words: test.NotIn, not: true}, nil
	}
	return wordSet{}, fmt.Errorf("unknown test %s", raw)
}

// add files a rule under the words of the first key it names, so that a token
// is tried only against the few rules that may fit it.
func (r *ruler) add(c *rule) {
	for k, set := range c.conditions[0].sets {
		if set.words == nil || set.not {
			continue
		}
		for _, w := range set.words {
			r.byKey[k][w] = append(r.byKey[k][w], c)
		}
		return
	}
	r.rest = append(r.rest, c)
}

// lexical is what rules look at in one token.
type lexical struct {
	words [keyCount]string
	space bool
}

func (c *condition) fits(t *lexical) bool {
	for k, set := range c.sets {
		if !set.has(t.words[k]) {
			return false
		}
	}
	return c.space == nil || *c.space == t.space
}

// attributes are what rules have set in one token, and by which rule.
type attributes [setCount]struct {
	value *string
	rule  int
}

func (a *attributes) apply(c *rule) {
	for i, value := range c.set {
		if value != nil && c.number >= a[i].rule {
			a[i].value, a[i].rule = value, c.number
		}
	}
}

// annotate sets Pos and Morph, some lemmas, and the tag and label of white
// space. All rules see the tags and labels as they were before.
func (r *ruler) annotate(tokens []Token, space []bool) {
	seen := make([]lexical, len(tokens))
	for i, t := range tokens {
		seen[i] = lexical{[...]string{tagKey: t.Tag, lowerKey: lower(t.Text), depKey: t.Dep}, space[i]}
	}
	found := make([]attributes, len(tokens))
	for i := range tokens {
		for k, w := range seen[i].words {
			match(r.byKey[k][w], seen[i:], found[i:])
		}
		match(r.rest, seen[i:], found[i:])
	}
	for i := range tokens {
		t := &tokens[i]
		for k, field := range [...]*string{&t.Pos, &t.Morph, &t.Lemma, &t.Tag, &t.Dep} {
			if v := found[i][k].value; v != nil {
				*field = *v
			}
		}
	}
}

// match applies the rules that fit the first of the tokens.
func match(rules []*rule, seen []lexical, found []attributes) {
	for _, c := range rules {
		if c.fits(seen) {
			found[c.index].apply(c)
		}
	}
}

func (c *rule) fits(seen []lexical) bool {
	if len(seen) < len(c.conditions) {
		return false
	}
	for i := range c.conditions {
		if !c.conditions[i].fits(&seen[i]) {
			return false
		}
	}
	return true
}
