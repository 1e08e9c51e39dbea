package fulltext

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// node is a part of a query. search returns the scores of the documents that
// match it.
type node interface {
	search(x *Index) map[int64]float64
}

var (
	_ node = term{}
	_ node = phrase{}
	_ node = pattern{}
	_ node = fuzzy{}
	_ node = boolean{}
	_ node = boosted{}
	_ node = everything{}
)

// term matches a word.
type term struct{ field, word string }

func (q term) search(x *Index) map[int64]float64 {
	f := x.fields[q.field]
	list := f.terms[q.word]
	found := make(map[int64]float64, len(list))
	weight := f.inverseFrequency(len(list))
	for _, p := range list {
		found[p.document] = weight * f.saturated(p.frequency(), p.document)
	}
	return found
}

// phrase matches words that follow each other.
type phrase struct {
	field string
	words []string
}

func (q phrase) search(x *Index) map[int64]float64 {
	f := x.fields[q.field]
	found := map[int64]float64{}
	weight := 0.0
	for _, w := range q.words {
		weight += f.inverseFrequency(len(f.terms[w]))
	}
	for _, p := range f.terms[q.words[0]] {
		starts := p.unpack()
		for i, w := range q.words[1:] {
			list := f.terms[w]
			at, there := slices.BinarySearchFunc(list, p.document, byDocument)
			if !there {
				starts = nil
				break
			}
			next := list[at].unpack()
			starts = slices.DeleteFunc(starts, func(s uint32) bool {
				_, follows := slices.BinarySearch(next, s+uint32(i)+1)
				return !follows
			})
		}
		if len(starts) > 0 {
			found[p.document] = weight * f.saturated(len(starts), p.document)
		}
	}
	return found
}

// pattern matches words with * and ?; all matches count the same.
type pattern struct{ field, glob string }

func (q pattern) search(x *Index) map[int64]float64 {
	f := x.fields[q.field]
	found := map[int64]float64{}
	prefix := q.glob[:strings.IndexAny(q.glob, "*?")]
	for word, list := range f.terms {
		if strings.HasPrefix(word, prefix) && matches(q.glob, word) {
			for _, p := range list {
				found[p.document] = 1
			}
		}
	}
	return found
}

// matches tells whether a word fits a glob.
func matches(glob, word string) bool {
	star, mark := -1, 0
	g, w := 0, 0
	for w < len(word) {
		_, size := utf8.DecodeRuneInString(word[w:])
		switch {
		case g < len(glob) && glob[g] == '*':
			star, mark = g, w
			g++
		case g < len(glob) && glob[g] == '?':
			g++
			w += size
		case g < len(glob) && glob[g] == word[w]:
			g++
			w++
		case star >= 0:
			_, size := utf8.DecodeRuneInString(word[mark:])
			mark += size
			g, w = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(glob[g:], "*") == ""
}

// fuzzy matches words within an edit distance; nearer ones count more.
type fuzzy struct {
	field, word string
	edits       int
}

func (q fuzzy) search(x *Index) map[int64]float64 {
	f := x.fields[q.field]
	found := map[int64]float64{}
	wanted := []rune(q.word)
	for word, list := range f.terms {
		distance := editDistance(wanted, []rune(word), q.edits)
		if distance > q.edits {
			continue
		}
		closeness := 1 - float64(distance)/float64(min(len(wanted), utf8.RuneCountInString(word)))
		if closeness <= 0 {
			continue
		}
		weight := closeness * f.inverseFrequency(len(list))
		for _, p := range list {
			found[p.document] += weight * f.saturated(p.frequency(), p.document)
		}
	}
	return found
}

// editDistance counts insertions, deletions, replacements and swaps of
// neighbours (optimal string alignment); more than limit is limit+1.
func editDistance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			best = min(best, row[j])
		}
		if best > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}

// everything matches all documents, "*:*".
type everything struct{}

func (everything) search(x *Index) map[int64]float64 {
	found := map[int64]float64{}
	for _, f := range x.fields {
		for document := range f.lengths {
			found[document] = 1
		}
	}
	return found
}

// boosted multiplies scores.
type boosted struct {
	node
	factor float64
}

func (q boosted) search(x *Index) map[int64]float64 {
	found := q.node.search(x)
	for document := range found {
		found[document] *= q.factor
	}
	return found
}

// occur tells what a clause demands of a document.
type occur int

const (
	should occur = iota
	must
	mustNot
)

type clause struct {
	occur occur
	query node
}

// boolean joins clauses: all musts, no must-nots, and at least one should
// when there is no must. Scores add up.
type boolean struct{ clauses []clause }

func (q boolean) search(x *Index) map[int64]float64 {
	var required, optional []map[int64]float64
	var excluded []map[int64]float64
	for _, c := range q.clauses {
		found := c.query.search(x)
		switch c.occur {
		case must:
			required = append(required, found)
		case should:
			optional = append(optional, found)
		default:
			excluded = append(excluded, found)
		}
	}
	scores := combine(required, optional)
	for _, found := range excluded {
		for document := range found {
			delete(scores, document)
		}
	}
	return scores
}

func combine(required, optional []map[int64]float64) map[int64]float64 {
	scores := map[int64]float64{}
	if len(required) == 0 {
		for _, found := range optional {
			for document, score := range found {
				scores[document] += score
			}
		}
		return scores
	}
	for document, score := range required[0] {
		scores[document] = score
	}
	for _, found := range required[1:] {
		for document := range scores {
			if score, there := found[document]; there {
				scores[document] += score
			} else {
				delete(scores, document)
			}
		}
	}
	for _, found := range optional {
		for document := range scores {
			scores[document] += found[document]
		}
	}
	return scores
}
