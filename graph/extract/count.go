package extract

import (
	"strconv"
	"strings"

	"clew/graph"
)

var numerals = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
	"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var multipliers = map[string]int{"hundred": 100, "thousand": 1000, "million": 1000000, "dozen": 12}

// number is the value of the numeral at token i, with the numerals that hang on
// it ("two hundred", "4,000"); false where it is none.
func (r *reading) number(i int) (int, bool) {
	value, known := numeral(r.tokens[i].lower)
	if m, ok := multipliers[r.tokens[i].lower]; ok {
		value, known = m, true
		for _, k := range r.children(i, "compound", "nummod", "quantmod") {
			if n, ok := numeral(r.tokens[k].lower); ok {
				value = n * m
			}
		}
	}
	return value, known
}

func numeral(word string) (int, bool) {
	if n, ok := numerals[word]; ok {
		return n, true
	}
	if tens, ones, ok := strings.Cut(word, "-"); ok && numerals[tens] >= 20 && numerals[ones] > 0 && numerals[ones] < 10 {
		return numerals[tens] + numerals[ones], true
	}
	n, err := strconv.Atoi(strings.ReplaceAll(word, ",", ""))
	return n, err == nil && n >= 0
}

// Qualifiers of a count by the words before the numeral.
var qualifiers = []struct {
	words     string
	qualifier string
}{
	{"at least", "at_least"}, {"no fewer than", "at_least"}, {"no less than", "at_least"}, {"not less than", "at_least"}, {"a minimum of", "at_least"},
	{"more than", "more_than"}, {"over", "more_than"}, {"upwards of", "more_than"}, {"greater than", "more_than"}, {"in excess of", "more_than"}, {"above", "more_than"},
	{"nearly", "nearly"}, {"almost", "nearly"}, {"about", "nearly"}, {"around", "nearly"}, {"some", "nearly"}, {"roughly", "nearly"},
	{"approximately", "nearly"}, {"close to", "nearly"}, {"an estimated", "nearly"}, {"up to", "nearly"}, {"as many as", "nearly"}, {"estimated", "nearly"},
}

// Count is the number that the numeral at token i states, with how exactly.
func (r *reading) countAt(i int) *graph.Count {
	value, ok := r.number(i)
	if !ok {
		return nil
	}
	first := r.leftmost(i)
	from := max(first-4, r.sentences[r.tokens[i].sentence].start)
	before := " " + strings.ToLower(r.words(from, first))
	if first < i {
		before = " " + strings.ToLower(r.words(from, i))
	}
	count := &graph.Count{Value: value, Qualifier: "exact"}
	for _, q := range qualifiers {
		if strings.HasSuffix(before, " "+q.words) || strings.HasSuffix(before, " "+q.words+" the") || first < i && strings.Contains(" "+strings.ToLower(r.words(first, i))+" ", " "+q.words+" ") {
			count.Qualifier = q.qualifier
			break
		}
	}
	return count
}

// countOf is the number of people or things that the noun at token i speaks of.
func (r *reading) countOf(i int) *graph.Count {
	for _, k := range r.tokens[i].kids {
		if r.tokens[k].Dep == "nummod" && k < i {
			return r.countAt(k)
		}
	}
	if t := r.tokens[i]; t.Dep == "pobj" && r.tokens[t.Head].lower == "of" {
		if h := r.tokens[t.Head].Head; r.tokens[h].Tag == "CD" {
			if n := r.countAt(h); n != nil && n.Value > 1 {
				return n
			}
		}
	}
	return nil
}
