package value

import (
	"math"
	"testing"
)

func TestEqualIsUnknownOnlyWhereNullDecides(t *testing.T) {
	list := func(v ...Value) []Value { return v }
	for _, c := range []struct {
		a, b Value
		want Truth
	}{
		{int64(1), 1.0, True},
		{int64(9007199254740993), 9007199254740992.0, False},
		{math.NaN(), math.NaN(), False},
		{nil, nil, Unknown},
		{list(nil), list(nil), Unknown},
		{list(nil, int64(1)), list(nil, int64(2)), False},
		{list(), list(nil), False},
		{map[string]Value{"k": nil}, map[string]Value{"k": nil}, Unknown},
		{map[string]Value{"k": nil}, map[string]Value{}, False},
		{"1", int64(1), False},
		{NodeID(1), Node{ID: 1}, True},
		{NodeID(1), RelationshipID(1), False},
	} {
		if got := Equal(c.a, c.b); got != c.want {
			t.Errorf("Equal(%s, %s) = %v, want %v", Format(c.a), Format(c.b), got, c.want)
		}
	}
}

func TestEquivalenceGroupsNullsNaNsAndWholeFloats(t *testing.T) {
	if !Equivalent(nil, nil) || !Equivalent(math.NaN(), math.NaN()) || !Equivalent(int64(1), 1.0) {
		t.Error("null, NaN and whole floats must be equivalent to themselves")
	}
	if Equivalent(int64(1), 1.5) || Equivalent([]Value{"ab"}, []Value{"a", "b"}) {
		t.Error("different values must not be equivalent")
	}
}

func TestOrderFollowsTheGlobalTypeOrder(t *testing.T) {
	ascending := []Value{map[string]Value{}, NodeID(4), RelationshipID(1), []Value{}, []Value{nil}, PathIDs{Nodes: []NodeID{1}},
		DateTime{}, LocalDateTime{}, Date{}, Time{}, LocalTime{}, Duration{}, "", "a", false, true,
		math.Inf(-1), int64(-1), 0.5, int64(1), math.Inf(1), math.NaN(), nil}
	for i := range ascending {
		for j := range ascending {
			got := Order(ascending[i], ascending[j])
			if (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("Order(%s, %s) = %d", Format(ascending[i]), Format(ascending[j]), got)
			}
		}
	}
}

func TestFloatsAreWrittenAsJavaDoes(t *testing.T) {
	for f, want := range map[float64]string{1e10: "1.0E10", 123456789: "1.23456789E8", 1e-5: "1.0E-5", 1: "1.0", 0.001: "0.001", -2.5: "-2.5"} {
		if got := FormatFloat(f); got != want {
			t.Errorf("FormatFloat(%g) = %s, want %s", f, got, want)
		}
	}
}

func TestDatesRoundTripThroughTheCalendar(t *testing.T) {
	for days := int64(-1_000_000); days < 1_000_000; days += 137 {
		y, m, d := Date{days}.Civil()
		if got := DateOf(y, m, d); got.Days != days {
			t.Fatalf("day %d became %d-%d-%d and then day %d", days, y, m, d, got.Days)
		}
	}
	if s := DateOf(1984, 10, 11).String(); s != "1984-10-11" {
		t.Errorf("1984-10-11 was written %s", s)
	}
}

func TestDurationsAreWrittenInParts(t *testing.T) {
	for _, c := range []struct {
		d    Duration
		want string
	}{
		{Duration{}, "PT0S"},
		{Duration{Months: 14, Days: 3, Seconds: 3661, Nanos: 500_000_000}, "P1Y2M3DT1H1M1.5S"},
		{Duration{Seconds: -86400, Nanos: 100_000_000}, "PT-23H-59M-59.9S"},
		{Duration{Seconds: -1, Nanos: 900_000_000}, "PT-0.1S"},
	} {
		if got := c.d.String(); got != c.want {
			t.Errorf("%+v was written %s, want %s", c.d, got, c.want)
		}
	}
}

func TestStorableRefusesMapsNullsAndMixedLists(t *testing.T) {
	for _, v := range []Value{map[string]Value{}, NodeID(1), []Value{nil}, []Value{"a", int64(1)}, []Value{[]Value{}}} {
		if _, err := Storable(v); err == nil {
			t.Errorf("%s must not be storable", Format(v))
		}
	}
	got, err := Storable([]Value{int64(1), 2.5})
	if err != nil || got.([]Value)[0] != 1.0 {
		t.Errorf("mixed numbers were stored as %s (%v)", Format(got), err)
	}
}
