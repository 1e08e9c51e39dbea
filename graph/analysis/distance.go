package analysis

import "context"

// closeness is, for a node that reaches r of the n−1 others at a mean distance d,
// (r/(n−1)) / d: Wasserman and Faust's closeness for graphs in pieces, as
// networkx gives it. Distances are hops along ties, whichever way they point.
func closeness(ctx context.Context, s *Snapshot, _ Params) (Scores, error) {
	n := float64(s.Nodes())
	return overDistances(ctx, s, func(hops, reached int, _ float64) float64 {
		if hops == 0 {
			return 0
		}
		r := float64(reached)
		return r / (n - 1) * (r / float64(hops))
	})
}

// harmonic is the sum of 1/distance over all others, divided by n−1, so that 1 is
// a node next to every other.
func harmonic(ctx context.Context, s *Snapshot, _ Params) (Scores, error) {
	n := float64(s.Nodes())
	return overDistances(ctx, s, func(_, reached int, inverse float64) float64 {
		if reached == 0 {
			return 0
		}
		return inverse / (n - 1)
	})
}

// overDistances runs a breadth-first search from every node and scores what it
// meets: the sum of the distances, how many others it reached, and the sum of
// the inverse distances.
func overDistances(ctx context.Context, s *Snapshot, score func(hops, reached int, inverse float64) float64) (Scores, error) {
	ties := s.undirected()
	values := make([]float64, s.Nodes())
	b := newBreadthFirst(s.Nodes())
	for u := range values {
		if u%256 == 0 && ctx.Err() != nil {
			return Scores{}, ctx.Err()
		}
		b.run(ties, int32(u))
		hops, inverse := 0, 0.0
		for _, v := range b.met[1:] {
			hops += int(b.depth[v])
			inverse += 1 / float64(b.depth[v])
		}
		values[u] = score(hops, len(b.met)-1, inverse)
	}
	return Scores{Values: rounded(values)}, nil
}

// breadthFirst is a breadth-first search that clears only what it touched.
type breadthFirst struct {
	depth []int32 // −1: not met
	met   []int32 // in order of distance, the source first
}

func newBreadthFirst(n int) *breadthFirst {
	b := &breadthFirst{depth: make([]int32, n)}
	for i := range b.depth {
		b.depth[i] = -1
	}
	return b
}

func (b *breadthFirst) run(r *rows, source int32) {
	for _, v := range b.met {
		b.depth[v] = -1
	}
	b.met = append(b.met[:0], source)
	b.depth[source] = 0
	for i := 0; i < len(b.met); i++ {
		u := b.met[i]
		for _, v := range r.row(u) {
			if b.depth[v] < 0 {
				b.depth[v] = b.depth[u] + 1
				b.met = append(b.met, v)
			}
		}
	}
}
