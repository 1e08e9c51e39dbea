package english

// Actions of the name recogniser, one per token (BILUO: Ratinov, Roth: Design
// challenges and misconceptions in named entity recognition, CoNLL 2009).
const (
	beginName  = iota + 1 // the first token of a longer name
	inName                // a token inside
	lastOfName            // its last token
	unitName              // a name of one token
	outside               // no name
)

const nerSlots = 3

// recognizer marks names.
type recognizer struct {
	scorer *scorer
	moves  []move
}

func newRecognizer(ts tensors, moves []move) (*recognizer, error) {
	s, err := newScorer(ts, "ner", nerSlots, len(moves))
	if err != nil {
		return nil, err
	}
	return &recognizer{s, moves}, nil
}

// names returns the names among n tokens with vectors x, left to right. Names
// neither cross the start of a sentence nor start with white space.
func (r *recognizer) names(x []float32, n int, starts, space []bool) []Name {
	scores := r.scorer.start(x, n)
	var names []Name
	open := openName{start: -1}
	for i := range n {
		slots := open.slots(i)
		more := i < n-1 && !starts[i+1]
		m := r.moves[r.choose(scores.rate(slots[:]), open, more, space[i])]
		switch m.action {
		case beginName:
			open = openName{i, m.label}
		case lastOfName:
			names = append(names, Name{Span{open.start, i + 1}, open.label})
			open = openName{start: -1}
		case unitName:
			names = append(names, Name{Span{i, i + 1}, m.label})
		}
	}
	return names
}

// choose returns the valid class rated highest, the first of equals. more says
// whether a name may go on after this token.
func (r *recognizer) choose(rated []float32, open openName, more, space bool) int {
	best := -1
	for class, m := range r.moves {
		if open.valid(m, more, space) && (best < 0 || rated[class] > rated[best]) {
			best = class
		}
	}
	return best
}

// openName is a name that has begun; start is -1 outside names.
type openName struct {
	start int
	label string
}

// slots returns the tokens the network looks at: this one, the first of the
// open name and the one before this, if inside a name.
func (o openName) slots(i int) [nerSlots]int {
	if o.start < 0 {
		return [...]int{i, -1, -1}
	}
	return [...]int{i, o.start, i - 1}
}

func (o openName) valid(m move, more, space bool) bool {
	if o.start >= 0 {
		return m.label == o.label && (m.action == lastOfName || m.action == inName && more)
	}
	switch m.action {
	case beginName:
		return more && !space
	case unitName:
		// The model knows a unit without type, left over from training.
		return !space && m.label != ""
	}
	return m.action == outside
}
