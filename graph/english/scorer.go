package english

const (
	hiddenUnits = 64              // units of the hidden layer
	slotWidth   = 2 * hiddenUnits // two maxout candidates per unit
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
	up      weights
	upBias  []float32
}

func newScorer(ts tensors, name string, slots, classes int) (*scorer, error) {
	s := &scorer{slots: slots}
	var lin, linBias, low, lowBias, up, upBias tensor
	for _, v := range []struct {
		dst  *tensor
		name string
		dims []int
	}{
		{&lin, "lin_W", []int{hiddenUnits, width}}, {&linBias, "lin_b", []int{hiddenUnits}},
		{&low, "low_W", []int{slots * slotWidth, hiddenUnits}}, {&lowBias, "low_b", []int{slotWidth}},
		{&s.pad, "low_pad", []int{slots, slotWidth}},
		{&up, "up_W", []int{classes, hiddenUnits}}, {&upBias, "up_b", []int{classes}},
	} {
		t, err := ts.get(name+"/"+v.name, v.dims...)
		if err != nil {
			return nil, err
		}
		*v.dst = t
	}
	s.lin, s.low, s.up = pack(lin), pack(low), pack(up)
	s.linBias, s.lowBias, s.upBias = linBias.data, lowBias.data, upBias.data
	return s, nil
}

// scores rates actions on one document.
type scores struct {
	*scorer
	rows   []float32 // per token, slotWidth numbers per slot
	hidden [hiddenUnits]float32
	out    []float32 // of the last rating, one per class
}

// start prepares the scores of a document of n tokens with vectors x.
func (s *scorer) start(x []float32, n int) *scores {
	rows := roundUp(n)
	ld := s.lin.stride()
	y := make([]float32, rows*ld)
	s.lin.mul(y, x, width, rows)
	h := make([]float32, rows*hiddenUnits)
	for i := range n {
		for j, b := range s.linBias {
			h[i*hiddenUnits+j] = y[i*ld+j] + b
		}
	}
	sc := &scores{
		scorer: s,
		rows:   make([]float32, rows*s.low.stride()),
		out:    make([]float32, s.up.stride()),
	}
	s.low.mul(sc.rows, h, hiddenUnits, rows)
	return sc
}

// row returns the numbers of a slot that holds a token, or is empty (-1).
func (s *scores) row(slot, token int) []float32 {
	if token < 0 {
		return s.pad.row(slot)
	}
	start := token*s.low.stride() + slot*slotWidth
	return s.rows[start : start+slotWidth]
}

// rate returns the score of every class, given the slots: token indices, or -1
// where empty. The slice is valid until the next call.
func (s *scores) rate(slots []int) []float32 {
	var v [slotWidth]float32
	copy(v[:], s.lowBias)
	for slot, token := range slots {
		add(v[:], s.row(slot, token))
	}
	for o := range s.hidden {
		s.hidden[o] = max(v[2*o], v[2*o+1])
	}
	s.up.mulRow(s.out, s.hidden[:])
	add(s.out, s.upBias)
	return s.out[:len(s.upBias)]
}
