package packstream

import (
	"encoding/hex"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"clew/graph/cypher/value"
)

// Bytes of the examples in the PackStream specification, and the shortest
// form of every integer.
func TestEncodings(t *testing.T) {
	for _, c := range []struct {
		v    value.Value
		want string
	}{
		{nil, "c0"}, {true, "c3"}, {false, "c2"}, {int64(1), "01"}, {int64(42), "2a"}, {int64(-16), "f0"}, {int64(-17), "c8ef"},
		{int64(127), "7f"}, {int64(128), "c90080"}, {int64(-128), "c880"}, {int64(-129), "c9ff7f"}, {int64(1234), "c904d2"},
		{int64(32768), "ca00008000"}, {int64(-32769), "caffff7fff"}, {int64(math.MinInt64), "cb8000000000000000"}, {int64(math.MaxInt64), "cb7fffffffffffffff"},
		{1.23, "c13ff3ae147ae147ae"}, {"", "80"}, {"A", "8141"}, {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "d01a4142434445464748494a4b4c4d4e4f505152535455565758595a"},
		{"Größenmaßstäbe", "d0124772c3b6c39f656e6d61c39f7374c3a46265"}, {[]byte{1, 2, 3}, "cc03010203"}, {[]value.Value{}, "90"},
		{[]value.Value{int64(1), "two"}, "92018374776f"}, {map[string]value.Value{"one": "eins"}, "a1836f6e658465696e73"},
		{value.Date{Days: 1}, "b14401"}, {value.Point{SRID: 7203, X: 1, Y: 2}, "b358c91c23c13ff0000000000000c14000000000000000"},
		{value.Node{ID: 1, ElementID: "e", Labels: []string{"A"}, Props: map[string]value.Value{"k": true}}, "b44e0191814 1a1816bc38165"},
	} {
		var e Encoder
		if err := e.Value(c.v); err != nil {
			t.Fatal(err)
		}
		if got, want := hex.EncodeToString(e.Buffer), strings.ReplaceAll(c.want, " ", ""); got != want {
			t.Errorf("%#v: got %s, want %s", c.v, got, want)
		}
	}
}

// A path that walks a relationship both ways and comes back to its start.
func TestPath(t *testing.T) {
	a, b := value.Node{ID: 5}, value.Node{ID: 7}
	r, s := value.Relationship{ID: 1, From: 5, To: 7}, value.Relationship{ID: 2, From: 5, To: 7}
	nodes, rels, walk := flattenPath(value.Path{Nodes: []value.Node{a, b, a, b}, Relationships: []value.Relationship{r, s, r}})
	if len(nodes) != 2 || len(rels) != 2 {
		t.Errorf("%d nodes, %d relationships", len(nodes), len(rels))
	}
	if want := []int64{1, 1, -2, 0, 1, 1}; !reflect.DeepEqual(walk, want) {
		t.Errorf("got %v, want %v", walk, want)
	}
}

var samples = []value.Value{
	nil, false, int64(-1), int64(1) << 40, 2.5, "é", strings.Repeat("x", 300), strings.Repeat("y", 70000), []byte{}, make([]byte, 300), make([]byte, 70000),
	[]value.Value{int64(1), []value.Value{nil}}, make([]value.Value, 300), make([]value.Value, 70000),
	map[string]value.Value{"a": map[string]value.Value{}}, value.Date{Days: -5}, value.Time{Nanos: 5, Offset: -3600}, value.LocalTime{Nanos: 9},
	value.DateTime{Seconds: 5, Nanos: 6, Offset: 3600}, value.DateTime{Seconds: 1720000000, Nanos: 6, Offset: 7200, Zone: "Europe/Paris"},
	value.LocalDateTime{Seconds: -9, Nanos: 1}, value.Duration{Months: 1, Days: -2, Seconds: 3, Nanos: 4}, value.Point{SRID: 4326, X: 1, Y: 2}, value.Point{SRID: 9157, X: 1, Y: 2, Z: 3},
}

// What can be sent both ways comes back as it was.
func TestRoundTrip(t *testing.T) {
	for _, v := range samples {
		var e Encoder
		if err := e.Value(v); err != nil {
			t.Fatal(err)
		}
		d := NewDecoder(e.Buffer)
		got, err := d.Value()
		if err != nil || !d.Done() || !reflect.DeepEqual(got, v) {
			t.Errorf("got %.80v, %v, want %.80v", got, err, v)
		}
		for n := range min(len(e.Buffer), 100) {
			if _, err := NewDecoder(e.Buffer[:n]).Value(); !errors.Is(err, ErrMalformed) {
				t.Errorf("%.40v cut to %d bytes: %v", v, n, err)
			}
		}
	}
}

// What clients may not send is refused.
func TestRefused(t *testing.T) {
	for name, bytes := range map[string]string{
		"nothing": "", "unknown marker": "e0", "node": "b44e019080 8165", "unknown structure": "b17a01", "wrong field": "b14481 41", "wrong number of fields": "b2440101",
		"list too long": "d6ffffffff", "map key": "a10101", "not utf-8": "81ff", "srid": "b35801c10000000000000000c10000000000000000",
		"zone": "b369010185 4e6f776865", "local zone": "b36901018 54c6f63616c", "deep": strings.Repeat("91", 300) + "01", "reserved": "d3",
	} {
		raw, err := hex.DecodeString(strings.ReplaceAll(bytes, " ", ""))
		if err != nil {
			t.Fatal(name, err)
		}
		if v, err := NewDecoder(raw).Value(); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: got %v, %v", name, v, err)
		}
	}
}

// Whatever bytes come, decoding ends with an error or with a value that can
// be sent back and read again.
func FuzzDecode(f *testing.F) {
	for _, v := range samples {
		var e Encoder
		if e.Value(v) == nil && len(e.Buffer) < 400 {
			f.Add(e.Buffer)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		v, err := NewDecoder(raw).Value()
		if err != nil {
			return
		}
		var e Encoder
		if err := e.Value(v); err != nil {
			t.Fatal(err)
		}
		again, err := NewDecoder(e.Buffer).Value()
		if err != nil || value.Key(again) != value.Key(v) {
			t.Errorf("%v became %v, %v", v, again, err)
		}
	})
}
