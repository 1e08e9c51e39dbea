package store

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Near-identical articles are one origin: a wire story printed twelve times is
// one source. Texts are compared by MinHash over shingles of five words
// (Broder, "On the resemblance and containment of documents", 1997).
const (
	shingleWords = 5
	sketchSize   = 96
	// copyShare of equal sketch entries estimates the Jaccard index of the
	// shingle sets. Light edits of a wire story stay above a third; two reports
	// of one event, written apart, stay below a twentieth.
	copyShare = 0.3
)

// fingerprint is the MinHash sketch of a text; empty for one without five words.
func fingerprint(text string) []int64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) < shingleWords {
		return []int64{}
	}
	sketch := make([]uint64, sketchSize)
	for i := range sketch {
		sketch[i] = math.MaxUint64
	}
	for i := 0; i+shingleWords <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+shingleWords] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		base := h.Sum64()
		for k := range sketch {
			sketch[k] = min(sketch[k], mix(base^seed(k)))
		}
	}
	out := make([]int64, sketchSize)
	for i, v := range sketch {
		out[i] = int64(v)
	}
	return out
}

func seed(k int) uint64 { return mix(uint64(k) + 0x9e3779b97f4a7c15) }

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// origins finds the article a text is a copy of among all that are stored. Two
// sketches that agree in a whole band of rows are compared in full
// (locality-sensitive hashing: Indyk and Motwani, 1998): at the least share that
// counts as a copy, 99 in 100 are found.
type origins struct {
	articles map[string]originArticle
	bands    map[uint64][]string // hash of a band → article ids
}

type originArticle struct {
	origin string
	sketch []int64
}

// bandRows of 2 make 48 bands of the 96 entries.
const bandRows = 2

func newOrigins() *origins {
	return &origins{articles: map[string]originArticle{}, bands: map[uint64][]string{}}
}

func eachBand(sketch []int64, visit func(key uint64)) {
	for at := 0; at+bandRows <= len(sketch); at += bandRows {
		key := seed(at)
		for _, v := range sketch[at : at+bandRows] {
			key = mix(key ^ uint64(v))
		}
		visit(key)
	}
}

// put adds an article or replaces what was known of it.
func (o *origins) put(id, origin string, sketch []int64) {
	if old, known := o.articles[id]; known {
		eachBand(old.sketch, func(key uint64) {
			o.bands[key] = slices.DeleteFunc(o.bands[key], func(other string) bool { return other == id })
		})
	}
	o.articles[id] = originArticle{origin, sketch}
	eachBand(sketch, func(key uint64) { o.bands[key] = append(o.bands[key], id) })
}

// of is the cluster of near-identical articles that an article belongs to: that
// of the first by id it is a copy of, or its own.
func (o *origins) of(id string, sketch []int64) string {
	first := ""
	eachBand(sketch, func(key uint64) {
		for _, other := range o.bands[key] {
			if other != id && (first == "" || other < first) && isCopy(sketch, o.articles[other].sketch) {
				first = other
			}
		}
	})
	if first == "" {
		return id
	}
	return o.articles[first].origin
}

// isCopy says whether two sketches are of near-identical texts.
func isCopy(a, b []int64) bool {
	if len(a) != sketchSize || len(b) != sketchSize {
		return false
	}
	equal := 0
	for i := range a {
		if a[i] == b[i] {
			equal++
		}
	}
	return float64(equal) >= copyShare*sketchSize
}
