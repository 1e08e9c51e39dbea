package fulltext

import (
	"errors"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"
)

func sample() *Index {
	x := New("name", "text")
	for i, d := range []Texts{
		{"name": {"ISIS-K"}, "text": {"Islamic State Khorasan claimed the attack in Moscow"}},
		{"name": {"São Paulo"}, "text": {"A city in Brazil, not in Moscow"}},
		{"name": {"O'Brien"}, "text": {"Moscow Moscow Moscow"}},
		{"name": {"Islamic State", "ISIS"}},
		{"name": {"U.S. Army"}, "text": {"It cost 3.5 million. The Islamic army of the State"}},
	} {
		x.Put(int64(i), d)
	}
	return x
}

// Queries find what Lucene's classic parser would make them find.
func TestQueries(t *testing.T) {
	x := sample()
	for _, c := range []struct {
		query string
		want  []int64
	}{
		{"moscow", []int64{0, 1, 2}}, {"MOSCOW", []int64{0, 1, 2}}, {"sao", []int64{1}}, {"SÃO", []int64{1}},
		{"isis", []int64{0, 3}}, {"isis-k", []int64{0, 3}}, {"name:isis text:brazil", []int64{0, 1, 3}},
		{"text:isis", nil}, {"moscow AND attack", []int64{0}}, {"moscow && NOT attack", []int64{1, 2}},
		{"moscow -attack -city", []int64{2}}, {"+moscow attack", []int64{0, 1, 2}}, {"attack OR city", []int64{0, 1}},
		{"+(attack city) +moscow", []int64{0, 1}}, {`"islamic state"`, []int64{0, 3}}, {`"state islamic"`, nil},
		{`name:"islamic state"`, []int64{3}}, {`"isis islamic"`, nil}, {"isl*", []int64{0, 3, 4}}, {"m?scow", []int64{0, 1, 2}},
		{"*scow", []int64{0, 1, 2}}, {"mosscow~", []int64{0, 1, 2}}, {"mosscw~1", nil}, {"mosocw~1", []int64{0, 1, 2}},
		{"o'brien", []int64{2}}, {"o\\'brien", []int64{2}}, {"u.s", []int64{4}}, {"3.5", []int64{4}}, {"*:*", []int64{0, 1, 2, 3, 4}},
		{"NOT moscow", nil}, {"", nil}, {"  ", nil}, {"android", nil}, {"orbrien", nil}, {"attack^3 city", []int64{0, 1}},
	} {
		hits, err := x.Search(c.query)
		if err != nil {
			t.Errorf("%q: %v", c.query, err)
			continue
		}
		var got []int64
		for _, h := range hits {
			got = append(got, h.Document)
			if h.Score <= 0 {
				t.Errorf("%q: score %v", c.query, h.Score)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.query, got, c.want)
		}
	}
}

// Scores are those of BM25: three mentions in a short text beat one in a
// longer one, and a rare word beats a common one.
func TestScores(t *testing.T) {
	x := New("text")
	x.Put(1, Texts{"text": {"moscow moscow moscow"}})
	x.Put(2, Texts{"text": {"moscow is a city"}})
	x.Put(3, Texts{"text": {"rome is a city"}})
	hits, err := x.Search("moscow")
	if err != nil {
		t.Fatal(err)
	}
	// idf = ln(1 + (3 - 2 + .5) / (2 + .5)); tf = f / (f + 1.2 (.25 + .75 dl / avgdl)), avgdl = 11/3.
	idf := math.Log(1 + 1.5/2.5)
	want := []Hit{
		{1, idf * 3 / (3 + 1.2*(0.25+0.75*3/(11.0/3)))},
		{2, idf * 1 / (1 + 1.2*(0.25+0.75*4/(11.0/3)))},
	}
	for i, h := range hits {
		if h.Document != want[i].Document || math.Abs(h.Score-want[i].Score) > 1e-12 {
			t.Errorf("got %v, want %v", h, want[i])
		}
	}
	hits, _ = x.Search("city rome")
	if hits[0].Document != 3 {
		t.Errorf("got %v, want 3 first", hits)
	}
}

// What is not supported or makes no sense is refused, at a place.
func TestSyntaxErrors(t *testing.T) {
	for _, query := range []string{"[a TO b]", "{a TO b}", "/re/", `"a b"~2`, `"open`, "(open", "close)", "AND a", "nofield:x", "a~7", "a^", "name:", "-", "a\\", strings.Repeat("(", 1000), "a ^"} {
		_, err := sample().Search(query)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || syntax.Offset > len(query) {
			t.Errorf("%.20q: got %v, want a SyntaxError", query, err)
		}
	}
}

// After random changes an index is what it would be if it were built anew.
func TestChanges(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	vocabulary := strings.Fields("one two three four five six seven éight Nine ten-ten")
	texts := func() Texts {
		d := Texts{}
		for _, f := range []string{"name", "text", "other"} {
			for range r.Intn(3) {
				var words []string
				for range r.Intn(8) {
					words = append(words, vocabulary[r.Intn(len(vocabulary))])
				}
				d[f] = append(d[f], strings.Join(words, " "))
			}
		}
		return d
	}
	x, now := New("name", "text"), map[int64]Texts{}
	for range 500 {
		id := int64(r.Intn(20))
		if old, there := now[id]; there {
			x.Remove(id, old)
			delete(now, id)
		}
		if r.Intn(3) > 0 {
			now[id] = texts()
			x.Put(id, now[id])
		}
	}
	fresh := New("name", "text")
	for id, d := range now {
		fresh.Put(id, d)
	}
	if !reflect.DeepEqual(x.fields, fresh.fields) {
		t.Error("the changed index differs from a fresh one")
	}
}

// The edit distance agrees with its recursive definition.
func TestEditDistance(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	word := func() []rune {
		w := make([]rune, r.Intn(6))
		for i := range w {
			w[i] = rune("abé"[r.Intn(2)])
		}
		return w
	}
	for range 2000 {
		a, b := word(), word()
		want := min(slow(a, b), 3)
		if got := editDistance(a, b, 2); got != want {
			t.Fatalf("%q %q: got %d, want %d", string(a), string(b), got, want)
		}
	}
}

func slow(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	x, y := a[:len(a)-1], b[:len(b)-1]
	cost := 1
	if a[len(a)-1] == b[len(b)-1] {
		cost = 0
	}
	best := min(slow(x, b)+1, slow(a, y)+1, slow(x, y)+cost)
	if len(x) > 0 && len(y) > 0 && a[len(a)-1] == y[len(y)-1] && x[len(x)-1] == b[len(b)-1] {
		best = min(best, slow(x[:len(x)-1], y[:len(y)-1])+1)
	}
	return best
}

// Whatever is asked, the answer is hits or a SyntaxError.
func FuzzSearch(f *testing.F) {
	for _, q := range []string{"a AND b", `name:"x y"~`, "(a OR -b)^2", "a~1 b* ?c", "\\", "é'x.y"} {
		f.Add(q)
	}
	x := sample()
	f.Fuzz(func(t *testing.T, query string) {
		hits, err := x.Search(query)
		var syntax *SyntaxError
		if err != nil && !errors.As(err, &syntax) {
			t.Errorf("%q: %v", query, err)
		}
		if !sort.SliceIsSorted(hits, func(i, j int) bool { return hits[i].Score > hits[j].Score }) {
			t.Errorf("%q: hits are not in order: %v", query, fmt.Sprint(hits))
		}
	})
}
