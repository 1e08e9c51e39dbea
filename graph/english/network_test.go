package english

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// kurilla is the text of the vector tests, 20 tokens.
const kurilla = "U.S. Gen. Kurilla said ISIS-K didn't attack Moscow's Crocus City Hall. He's right."

func kurillaFeatures(m *Model) []features {
	var f []features
	for _, p := range m.tokenizer.split(kurilla) {
		f = append(f, m.featurizer.features(p))
	}
	return f
}

// near checks the first numbers of a vector.
func near(t *testing.T, what string, got []float32, want ...float64) {
	t.Helper()
	for i, w := range want {
		// Half precision and rounding on paper.
		if math.Abs(float64(got[i])-w) > 2e-3*max(1, math.Abs(w)) {
			t.Errorf("%s starts %v, want %v", what, got[:len(want)], want)
			return
		}
	}
}

func TestTensors(t *testing.T) {
	ts, err := readTensors(packedWeights)
	if err != nil {
		t.Fatal(err)
	}
	parameters := 0
	for _, x := range ts {
		parameters += len(x.data)
	}
	if parameters != 3187174 {
		t.Errorf("%d parameters, want 3187174", parameters)
	}
	near(t, "tok2vec/E0", ts["tok2vec/E0"].data, -0.03724, 0.08876, 0.23507, 0.22079)
	near(t, "tok2vec/W0", ts["tok2vec/W0"].data, -0.26943, 0.19051, 0.29224, 0.02695)
	for name, want := range map[string]float64{
		"tok2vec/E0": -631.6793, "tok2vec/W0": -7.9490, "tok2vec/W1": -122.1438,
		"ner_tok2vec/E0": -773.8942, "tagger/W": -117.3365, "parser/low_W": -3.0292,
		"parser/low_pad": 143.1526, "ner/up_W": -167.6642,
	} {
		sum := 0.0
		for _, v := range ts[name].data {
			sum += float64(v)
		}
		// Rounding to half precision moves half a million terms.
		if math.Abs(sum-want) > 0.1 {
			t.Errorf("sum of %s is %.4f, want %.4f", name, sum, want)
		}
	}
}

func TestDecodeHalf(t *testing.T) {
	for bits, want := range map[uint16]float32{
		0x0000: 0, 0x3c00: 1, 0xbc00: -1, 0x3555: 0.33325195, 0x7bff: 65504, 0x0400: 0x1p-14, 0x0001: 0x1p-24, 0x83ff: -0x1.ff8p-15,
	} {
		var got [1]float32
		decodeHalf(got[:], []byte{byte(bits >> 8)}, []byte{byte(bits)})
		if got[0] != want {
			t.Errorf("half %#04x is %g, want %g", bits, got[0], want)
		}
	}
}

func TestFeatures(t *testing.T) {
	m := loadModel(t)
	f := kurillaFeatures(m)
	if len(f) != 20 {
		t.Fatalf("%d tokens, want 20", len(f))
	}
	want := features{7742618937320755052, 8804677687338025421, 13611846068488418672, 9346084826459880894, 1, 0}
	if f[0] != want {
		t.Errorf("features of U.S. are %v, want %v", f[0], want)
	}
	if got, want := f[7][normColumn], m.featurizer.ids.id("do"); got != want {
		t.Errorf("norm of did in didn't is %d, want %d (do)", got, want)
	}
	if got, want := f[8][normColumn], m.featurizer.ids.id("not"); got != want {
		t.Errorf("norm of n't is %d, want %d (not)", got, want)
	}
	var rows []uint32
	for _, key := range rowKeys(f[0][normColumn], 8) {
		rows = append(rows, key%5000)
	}
	if fmt.Sprint(rows) != "[1778 4959 1315 4938]" {
		t.Errorf("rows of U.S. are %v, want [1778 4959 1315 4938]", rows)
	}
}

// stages are the first four numbers of two tokens after each layer.
type stages struct {
	embed, mix [2][4]float64
	conv       [depth][2][4]float64
	sum, abs   float64
}

func TestTok2vec(t *testing.T) {
	m := loadModel(t)
	checkStages(t, m.tok2vec, kurillaFeatures(m), stages{
		embed: [2][4]float64{{-0.06786, 0.87027, 0.86352, -0.29422}, {0.58392, -0.76055, 0.14008, -0.44790}},
		mix:   [2][4]float64{{-0.14789, -0.35364, 0.04230, 0.34523}, {-0.01051, -0.33405, 0.14236, -0.36344}},
		conv: [depth][2][4]float64{
			{{0.05309, -0.31066, 0.15564, 0.28462}, {-0.09490, -0.36494, 0.46819, -0.54947}},
			{{0.15410, -0.19737, 0.07521, 0.23813}, {-0.14871, -0.52091, 0.61536, -0.69267}},
			{{-0.05871, -0.40973, 0.93659, 0.13643}, {-0.01067, -0.19095, 0.91196, -0.98166}},
			{{-0.29624, -0.46064, 1.01134, 0.16289}, {0.06641, -0.00062, 1.12631, -1.18396}},
		},
		sum: 3.78121, abs: 1166.783,
	})
	checkStages(t, m.nerTok2vec, kurillaFeatures(m), stages{
		embed: [2][4]float64{{-0.59472, -0.19713, 0.16641, 0.86689}, {0.38413, 0.14311, 0.09475, 0.23348}},
		mix:   [2][4]float64{{-1.24073, -0.62050, -1.36593, 0.60875}, {0.40242, -0.11851, 0.53802, 0.97372}},
		conv: [depth][2][4]float64{
			{{-1.70589, -0.96909, -1.41564, 0.18839}, {0.20262, 0.43655, -0.20461, 1.22533}},
			{{-2.23131, -0.86102, -1.64444, 0.22840}, {0.39406, 1.44463, -0.25856, 2.18876}},
			{{-1.83423, -1.47396, -1.14181, 1.11081}, {0.34132, 2.00725, 0.46503, 1.83602}},
			{{-1.71110, -2.08101, -1.04210, 1.33972}, {0.22672, 1.85533, 0.63706, 1.98784}},
		},
		sum: 23.7982, abs: 2149.319,
	})
}

func checkStages(t *testing.T, v *tok2vec, doc []features, want stages) {
	t.Helper()
	tokens := [2]int{0, 7}
	mixed := v.mixed(doc)
	x, next := newPadded(len(doc)), newPadded(len(doc))
	for i, vector := range mixed {
		copy(x.token(i), vector[:])
	}
	for j, i := range tokens {
		e := make([]float32, v.mix.w.k)
		v.embed(e, doc[i])
		near(t, fmt.Sprint("embedding of token ", i), e, want.embed[j][:]...)
		near(t, fmt.Sprint("mix of token ", i), mixed[i][:], want.mix[j][:]...)
	}
	for c := range v.conv {
		v.conv[c].convolve(next, x, nil)
		x, next = next, x
		for j, i := range tokens {
			near(t, fmt.Sprintf("convolution %d of token %d", c, i), x.token(i), want.conv[c][j][:]...)
		}
	}
	sum, abs := 0.0, 0.0
	for i := range doc {
		for _, y := range x.token(i) {
			sum += float64(y)
			abs += math.Abs(float64(y))
		}
	}
	if math.Abs(sum-want.sum) > 0.05 || math.Abs(abs-want.abs) > 0.05 {
		t.Errorf("output sums to %.4f, absolute %.3f; want %.4f, %.3f", sum, abs, want.sum, want.abs)
	}
}

// The rows of padding take part.
func TestPadding(t *testing.T) {
	m := loadModel(t)
	doc := kurillaFeatures(m)
	x, next := newPadded(len(doc)), newPadded(len(doc))
	for i, vector := range m.tok2vec.mixed(doc) {
		copy(x.token(i), vector[:])
	}
	for c := range depth {
		m.tok2vec.conv[c].convolve(next, x, nil)
		x, next = next, x
		if c == 0 {
			near(t, "padding row 0 after one convolution", x.row(0), 0.06673, 0.13990, -0.30312, 0.04922)
			near(t, "padding row 3 after one convolution", x.row(3), 0.23918, -0.06013, -0.39069, 0.16901)
		}
	}
	near(t, "padding row 3 after all convolutions", x.row(3), 0.15911, -0.32782, 0.61928, -0.39088)
}

func TestTagger(t *testing.T) {
	m := loadModel(t)
	f := kurillaFeatures(m)
	x := m.tok2vec.vectors(f)
	y := make([]float32, roundUp(len(f))*m.tagger.w.stride())
	m.tagger.w.mul(y, x, width, roundUp(len(f)))
	for i, b := range m.tagger.bias[:4] {
		y[i] += b
	}
	near(t, "scores of token 0", y, -0.55025, 1.21556, -1.30097, -0.75922)

	want := "NNP NNP NNP VBD NNP HYPH NNP VBD RB VB NNP POS NNP NNP NNP . PRP VBZ JJ ."
	if got := strings.Join(m.tagger.tag(x, len(f)), " "); got != want {
		t.Errorf("tags %s, want %s", got, want)
	}
}
