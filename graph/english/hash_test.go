package english

import "testing"

// The expected numbers of all the vector tests were computed with the
// original pipeline.

func TestIDs(t *testing.T) {
	ids := loadModel(t).featurizer.ids
	for s, want := range map[string]uint64{
		"":          0,
		"a":         11901859001352538922,
		"apple":     8566208034543834098,
		"Moscow":    13549936205470267463,
		"ISIS-K":    5367136594681967809,
		"déjà":      16914957675802460112,
		"case":      8110129090154140942,
		"12345678":  9871996032675327904,
		"123456789": 2056675840866671865,
		"NORM":      67,
	} {
		if got := ids.id(s); got != want {
			t.Errorf("id(%q) = %d, want %d", s, got, want)
		}
	}
	if got, want := murmur64("NORM", 1), uint64(8072880231989398110); got != want {
		t.Errorf("murmur64(NORM) = %d, want %d", got, want)
	}
}

func TestRowKeys(t *testing.T) {
	const apple, case_ = 8566208034543834098, 8110129090154140942
	for _, c := range []struct {
		v, seed uint64
		want    [4]uint32
	}{
		{apple, 8, [4]uint32{2653853934, 3922826080, 3980780901, 3736755472}},
		{apple, 9, [4]uint32{4123736922, 2784764516, 607874342, 2197463506}},
		{case_, 8, [4]uint32{4095442, 3017060893, 2153626811, 230624043}},
		{0, 8, [4]uint32{}},
		{0, 12, [4]uint32{3628889788, 3483432925, 485828337, 1486234390}},
		{1, 12, [4]uint32{2938686206, 2291508213, 2246688320, 3554967022}},
		{0, 13, [4]uint32{1041741114, 1039425791, 1457952615, 394743738}},
		{1, 13, [4]uint32{1266879892, 1356517611, 318478807, 3343674364}},
	} {
		if got := rowKeys(c.v, c.seed); got != c.want {
			t.Errorf("rowKeys(%d, %d) = %v, want %v", c.v, c.seed, got, c.want)
		}
	}
}
