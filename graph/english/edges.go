package english

import "strings"

// edges are the leftmost and rightmost token below each token of a tree, the
// token itself included.
type edges struct{ left, right []int }

// maxSweeps bounds the work on trees whose branches cross.
const maxSweeps = 12

// edges sweeps over the tree, forth and back, until the sentences that the
// roots span hold all their tokens. Where no branches cross the first time is
// enough. Which tokens start sentences depends on stopping there.
func (t tree) edges() edges {
	n := len(t.head)
	e := edges{make([]int, n), make([]int, n)}
	for i := range n {
		e.left[i], e.right[i] = i, i
	}
	for range maxSweeps {
		for i := 0; i < n; i++ {
			e.widen(t.head[i], i)
		}
		for i := n - 1; i >= 0; i-- {
			e.widen(t.head[i], i)
		}
		if t.whole(t.starts(e)) {
			break
		}
	}
	return e
}

func (e edges) widen(head, child int) {
	e.left[head] = min(e.left[head], e.left[child])
	e.right[head] = max(e.right[head], e.right[child])
}

// starts marks the tokens that start a sentence: the left edge of each root.
func (t tree) starts(e edges) []bool {
	starts := make([]bool, len(t.head))
	for i, h := range t.head {
		if h == i {
			starts[e.left[i]] = true
		}
	}
	return starts
}

// whole reports whether every token has its head in its own sentence. The
// first token of the next sentence, the end, counts as inside.
func (t tree) whole(starts []bool) bool {
	start := 0
	for i := 1; i < len(t.head); i++ {
		if !starts[i] && i != len(t.head)-1 {
			continue
		}
		for j := start; j < i; j++ {
			if t.head[j] < start || t.head[j] > i {
				return false
			}
		}
		start = i
	}
	return true
}

// undecorate moves tokens to the heads their labels speak of. The parser can
// only draw trees without crossing branches; where the training data had one,
// the token hangs on a higher word and its label "prep||dobj" says: I am a
// prep of the dobj below (Nivre, Nilsson: Pseudo-projective dependency
// parsing, ACL 2005). e are the edges of the tree as the parser drew it.
func (t tree) undecorate(e edges, space []bool) {
	for i, dep := range t.dep {
		label, headLabel, decorated := strings.Cut(dep, "||")
		if !decorated {
			continue
		}
		t.head[i] = t.findBelow(t.head[i], i, headLabel, e, space)
		t.dep[i] = label
	}
}

// findBelow searches the tree below head, level by level and in text order,
// for a token with the given label. It passes by token i and what is below it,
// and returns head if there is none.
func (t tree) findBelow(head, i int, label string, e edges, space []bool) int {
	level := []int{head}
	// The bound is never met in a tree; it keeps a malformed one from
	// going round.
	for range len(t.head) + 2 {
		var below []int
		for _, h := range level {
			for c := e.left[h]; c <= e.right[h]; c++ {
				if t.head[c] != h || c == h || c == i || space[c] {
					continue
				}
				if t.dep[c] == label {
					return c
				}
				below = append(below, c)
			}
		}
		if len(below) == 0 {
			break
		}
		level = below
	}
	return head
}
