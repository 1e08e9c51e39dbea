package fulltext

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

// Texts are the texts of one document, by field.
type Texts map[string][]string

// Index is an inverted index. It is safe for concurrent use.
type Index struct {
	mu     sync.RWMutex
	names  []string
	fields map[string]*field
}

// field is the index of one field.
type field struct {
	terms   map[string][]posting
	lengths map[int64]uint32 // words per document that has the field
	total   uint64           // sum of lengths
}

// posting says where a term stands in a document: the gaps between its
// places, as uvarints.
type posting struct {
	document int64
	places   string
}

// New returns an empty index of these fields.
func New(fields ...string) *Index {
	x := &Index{names: slices.Clone(fields), fields: map[string]*field{}}
	for _, name := range fields {
		x.fields[name] = &field{terms: map[string][]posting{}, lengths: map[int64]uint32{}}
	}
	return x
}

// Put adds a document that is not there yet.
func (x *Index) Put(document int64, texts Texts) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, name := range x.names {
		if list, ok := texts[name]; ok {
			x.fields[name].put(document, list)
		}
	}
}

// Remove takes out a document; texts have to be those it was put with.
func (x *Index) Remove(document int64, texts Texts) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, name := range x.names {
		if list, ok := texts[name]; ok {
			x.fields[name].remove(document, list)
		}
	}
}

// between is the gap between two texts of one field, so that no phrase spans
// them.
const between = 100

// count returns the places of every term, and the number of words.
func count(texts []string) (places map[string][]uint32, length uint32) {
	places = map[string][]uint32{}
	base := uint32(0)
	for _, text := range texts {
		words(text, func(word string, place uint32) {
			places[word] = append(places[word], base+place)
			length++
		})
		base = base + length + between
	}
	return places, length
}

func (f *field) put(document int64, texts []string) {
	places, length := count(texts)
	for term, at := range places {
		list := f.terms[term]
		i, _ := slices.BinarySearchFunc(list, document, byDocument)
		f.terms[term] = slices.Insert(list, i, posting{document, pack(at)})
	}
	f.lengths[document] = length
	f.total += uint64(length)
}

func (f *field) remove(document int64, texts []string) {
	places, length := count(texts)
	for term := range places {
		list := f.terms[term]
		if i, found := slices.BinarySearchFunc(list, document, byDocument); found {
			list = slices.Delete(list, i, i+1)
		}
		if len(list) == 0 {
			delete(f.terms, term)
		} else {
			f.terms[term] = list
		}
	}
	delete(f.lengths, document)
	f.total -= uint64(length)
}

func byDocument(p posting, document int64) int { return cmp.Compare(p.document, document) }

func pack(places []uint32) string {
	var b []byte
	last := uint32(0)
	for _, p := range places {
		b = binary.AppendUvarint(b, uint64(p-last))
		last = p
	}
	return string(b)
}

func (p posting) unpack() []uint32 {
	var places []uint32
	last := uint64(0)
	for b := []byte(p.places); len(b) > 0; {
		gap, n := binary.Uvarint(b)
		b = b[n:]
		last += gap
		places = append(places, uint32(last))
	}
	return places
}

// frequency is the number of places.
func (p posting) frequency() int {
	n := 0
	for i := 0; i < len(p.places); i++ {
		if p.places[i] < 0x80 {
			n++
		}
	}
	return n
}

// BM25 as Lucene 8 and later compute it (Robertson, Zaragoza: The
// Probabilistic Relevance Framework, 2009), with their usual parameters.
const (
	k1 = 1.2
	b  = 0.75
)

// inverseFrequency is the weight of a term that is in documents of a field.
func (f *field) inverseFrequency(documents int) float64 {
	return math.Log(1 + (float64(len(f.lengths)-documents)+0.5)/(float64(documents)+0.5))
}

// saturated is the weight of a frequency in a document, between 0 and 1.
func (f *field) saturated(frequency int, document int64) float64 {
	average := float64(f.total) / float64(len(f.lengths))
	norm := k1 * (1 - b + b*float64(f.lengths[document])/average)
	return float64(frequency) / (float64(frequency) + norm)
}

// Hit is a document that was found.
type Hit struct {
	Document int64
	Score    float64
}

// Search answers a query, best hits first, then by document. The error is a
// *SyntaxError.
func (x *Index) Search(query string) ([]Hit, error) {
	q, err := parse(query, x.names)
	if err != nil {
		return nil, err
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	found := q.search(x)
	hits := make([]Hit, 0, len(found))
	for document, score := range found {
		hits = append(hits, Hit{document, score})
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Document, b.Document))
	})
	return hits, nil
}
