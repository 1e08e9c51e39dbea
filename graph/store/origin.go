package store

import (
	"hash/fnv"
	"math"
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
