package english

import "slices"

// Actions of the parser: the arc-eager system (Nivre: Algorithms for
// deterministic incremental dependency parsing, 2008, section 4.2), made
// non-monotonic so that a token without head can go back to the buffer
// (Honnibal, Johnson: An improved non-monotonic transition system for
// dependency parsing, EMNLP 2015), and with an action that ends a sentence.
const (
	shiftNext   = iota // move the next token to the stack
	reduceTop          // take the top off the stack
	leftArc            // the next token governs the top of the stack
	rightArc           // the top of the stack governs the next token
	endSentence        // a sentence starts after the next token
)

const parserSlots = 8

// parser draws the dependency tree of a document.
type parser struct {
	scorer *scorer
	moves  []move
}

func newParser(ts tensors, moves []move) (*parser, error) {
	s, err := newScorer(ts, "parser", parserSlots, len(moves))
	if err != nil {
		return nil, err
	}
	return &parser{s, moves}, nil
}

// tree is a dependency tree, or several, over tokens. A root is its own head.
type tree struct {
	head []int
	dep  []string
}

// parse returns the tree over n tokens with vectors x. Labels still carry the
// decoration that undecorate resolves.
func (p *parser) parse(x []float32, n int) tree {
	s := newParserState(n)
	scores := p.scorer.start(x, n)
	for !s.done() {
		s.apply(p.moves[p.choose(s, scores)])
	}
	return s.tree()
}

// choose returns the valid class with the highest score, the first of equals.
func (p *parser) choose(s *parserState, scores *scores) int {
	slots := s.slots()
	rated := scores.rate(slots[:])
	valid := s.valid()
	best := -1
	for class, m := range p.moves {
		if valid[m.action] && (best < 0 || rated[class] > rated[best]) {
			best = class
		}
	}
	return best
}

// parserState is what the parser knows after some actions.
type parserState struct {
	n        int
	stack    []int
	returned []int // tokens put back before the buffer, last one first in line
	next     int   // first token never shifted

	head        []int // -1 while there is none
	dep         []string
	lefts       [][]int // children by side, in order of attachment
	rights      [][]int
	unshiftable []bool // came back once already
	starts      []bool // marked as first of a sentence
}

func newParserState(n int) *parserState {
	s := &parserState{
		n:           n,
		head:        make([]int, n),
		dep:         make([]string, n),
		lefts:       make([][]int, n),
		rights:      make([][]int, n),
		unshiftable: make([]bool, n),
		starts:      make([]bool, n),
	}
	for i := range s.head {
		s.head[i] = -1
	}
	return s
}

func (s *parserState) done() bool {
	return len(s.stack) == 0 && s.buffered() == 0
}

// buffered returns how many tokens wait in the buffer.
func (s *parserState) buffered() int {
	return s.n - s.next + len(s.returned)
}

// buffer returns the i-th waiting token, or -1.
func (s *parserState) buffer(i int) int {
	if i < len(s.returned) {
		return s.returned[len(s.returned)-1-i]
	}
	if j := s.next + i - len(s.returned); j < s.n {
		return j
	}
	return -1
}

// top returns the i-th token from the top of the stack, or -1.
func (s *parserState) top(i int) int {
	if i < len(s.stack) {
		return s.stack[len(s.stack)-1-i]
	}
	return -1
}

// latest returns the last child attached to a token, or -1.
func latest(children [][]int, token int) int {
	if token < 0 || len(children[token]) == 0 {
		return -1
	}
	return children[token][len(children[token])-1]
}

// slots returns the tokens the network looks at.
func (s *parserState) slots() [parserSlots]int {
	b0, s0 := s.buffer(0), s.top(0)
	return [...]int{
		b0, s.buffer(1),
		s0, s.top(1), s.top(2),
		latest(s.lefts, b0), latest(s.lefts, s0), latest(s.rights, s0),
	}
}

// valid reports for each action whether it may come next. One always may:
// reduce while there is a stack, else shift.
func (s *parserState) valid() (ok [endSentence + 1]bool) {
	b0, b1 := s.buffer(0), s.buffer(1)
	waiting := s.buffered()
	startsSentence := b0 >= 0 && s.starts[b0]
	ok[reduceTop] = len(s.stack) > 0
	ok[shiftNext] = !ok[reduceTop] || waiting >= 2 && !startsSentence && !s.unshiftable[b0]
	ok[leftArc] = ok[reduceTop] && waiting > 0 && !startsSentence
	ok[rightArc] = ok[leftArc]
	ok[endSentence] = waiting >= 2 && b1 == b0+1 && !s.starts[b1]
	return ok
}

// apply takes a valid action.
func (s *parserState) apply(m move) {
	b0, s0 := s.buffer(0), s.top(0)
	switch m.action {
	case shiftNext:
		s.push()
	case reduceTop:
		if s.head[s0] < 0 && len(s.stack) > 1 {
			s.unshiftable[s0] = true
			s.returned = append(s.returned, s0)
		}
		s.pop()
	case leftArc:
		s.attach(b0, s0, m.label)
		s.unshiftable[b0] = false
		s.pop()
	case rightArc:
		s.attach(s0, b0, m.label)
		s.push()
	case endSentence:
		s.starts[s.buffer(1)] = true
	}
}

func (s *parserState) push() {
	s.stack = append(s.stack, s.buffer(0))
	if n := len(s.returned); n > 0 {
		s.returned = s.returned[:n-1]
	} else {
		s.next++
	}
}

func (s *parserState) pop() { s.stack = s.stack[:len(s.stack)-1] }

// attach makes head the head of child, in place of any former one.
func (s *parserState) attach(head, child int, dep string) {
	if old := s.head[child]; old >= 0 {
		siblings := s.side(old, child)
		i := slices.Index(*siblings, child)
		*siblings = slices.Delete(*siblings, i, i+1)
	}
	s.head[child], s.dep[child] = head, dep
	siblings := s.side(head, child)
	*siblings = append(*siblings, child)
}

// side returns the children of head on the side where child stands.
func (s *parserState) side(head, child int) *[]int {
	if child < head {
		return &s.lefts[head]
	}
	return &s.rights[head]
}

// tree returns the result: tokens that found no head are roots.
func (s *parserState) tree() tree {
	for i, h := range s.head {
		if h < 0 {
			s.head[i], s.dep[i] = i, "ROOT"
		}
	}
	return tree{s.head, s.dep}
}
