package english

// tagger chooses the part-of-speech tag of each token from its vector alone.
type tagger struct {
	w    weights
	bias []float32
	tags []string
}

func newTagger(ts tensors, tags []string) (*tagger, error) {
	w, err := ts.get("tagger/W", len(tags), width)
	if err != nil {
		return nil, err
	}
	bias, err := ts.get("tagger/b", len(tags))
	if err != nil {
		return nil, err
	}
	return &tagger{pack(w), bias.data, tags}, nil
}

// tag returns the tags of n tokens with vectors x.
func (t *tagger) tag(x []float32, n int) []string {
	y := make([]float32, roundUp(n)*t.w.stride())
	t.w.mul(y, x, width, roundUp(n))
	tags := make([]string, n)
	for i := range tags {
		tags[i] = t.tags[t.best(y[i*t.w.stride():])]
	}
	return tags
}

// best returns the class with the highest score, the first of equals.
func (t *tagger) best(scores []float32) int {
	best := 0
	for i, b := range t.bias {
		if scores[i]+b > scores[best]+t.bias[best] {
			best = i
		}
	}
	return best
}
