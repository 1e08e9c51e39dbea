package english

const (
	hidden = 64         // units of the hidden layer
	block  = 2 * hidden // two maxout candidates per unit
)

// scorer is the network that rates the next action of a transition system. Its
// input are a few slots, each a token or empty. The product of a token's
// vector with the weights of each slot is computed once per document, so that
// a step only adds up one row per slot (Chen, Manning: A fast and accurate
// dependency parser using neural networks, EMNLP 2014, section 3.2).
type scorer struct {
	slots   int
	lin     weights
	linBias []float32
	low     weights
	lowBias []float32
	pad     tensor // stands for empty slots
	up      tensor
	upBias  []float32
}

func newScorer(ts tensors, name string, slots, classes int) (*scorer, error) {
	s := &scorer{slots: slots}
	var lin, linBias, low, lowBias, upBias tensor
	for _, v := range []struct {
		dst  *tensor
		name string
		dims []int
	}{
		{&lin, "lin_W", []int{hidden, width}}, {&linBias, "lin_b", []int{hidden}},
		{&low, "low_W", []int{slots * block, hidden}}, {&lowBias, "low_b", []int{block}},
		{&s.pad, "low_pad", []int{slots, block}},
		{&s.up, "up_W", []int{classes, hidden}}, {&upBias, "up_b", []int{classes}},
	} {
		t, err := ts.get(name+"/"+v.name, v.dims...)
		if err != nil {
			return nil, err
		}
		*v.dst = t
	}
	s.lin, s.low = pack(lin), pack(low)
	s.linBias, s.lowBias, s.upBias = linBias.data, lowBias.data, upBias.data
	return s, nil
}

// scores rates actions on one document.
type scores struct {
	*scorer
	rows   []float32 // per token, one block per slot
	hidden [hidden]float32
}

// start prepares the scores of a document of n tokens with vectors x.
func (s *scorer) start(x []float32, n int) *scores {
	rows := roundUp(n)
	ld := s.lin.stride()
	y := make([]float32, rows*ld)
	s.lin.mul(y, x, width, rows)
	h := make([]float32, rows*hidden)
	for i := range n {
		for j, b := range s.linBias {
			h[i*hidden+j] = y[i*ld+j] + b
		}
	}
	sc := &scores{scorer: s, rows: make([]float32, rows*s.low.stride())}
	s.low.mul(sc.rows, h, hidden, rows)
	return sc
}

// row returns the block of a slot that holds a token, or is empty (-1).
func (s *scores) row(slot, token int) []float32 {
	if token < 0 {
		return s.pad.row(slot)
	}
	start := token*s.low.stride() + slot*block
	return s.rows[start : start+block]
}

// look reads the slots, token indices or -1, and computes the hidden layer.
func (s *scores) look(slots []int) {
	var v [block]float32
	copy(v[:], s.lowBias)
	for slot, token := range slots {
		for k, x := range s.row(slot, token) {
			v[k] += x
		}
	}
	for o := range s.hidden {
		s.hidden[o] = max(v[2*o], v[2*o+1])
	}
}

// score returns the score of one class for the slots last looked at.
func (s *scores) score(class int) float32 {
	w := s.up.row(class)[:hidden]
	var a, b, c, d float32
	for k := 0; k < hidden; k += 4 {
		a += w[k] * s.hidden[k]
		b += w[k+1] * s.hidden[k+1]
		c += w[k+2] * s.hidden[k+2]
		d += w[k+3] * s.hidden[k+3]
	}
	return a + b + c + d + s.upBias[class]
}
