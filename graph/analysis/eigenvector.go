package analysis

import (
	"context"
	"fmt"
	"math"
)

// eigenvector is the leading eigenvector of the weighted ties, scaled so that the
// highest score is 1. The power iteration runs on A + cI, c half the greatest
// strength, which has the same eigenvectors as A and also settles where the
// graph is bipartite and plain iteration would swing between two states.
// Where the graph is in pieces only the piece with the greatest eigenvalue has
// scores above zero.
func eigenvector(ctx context.Context, s *Snapshot, p Params) (Scores, error) {
	if err := p.check(); err != nil {
		return Scores{}, err
	}
	ties := s.undirected()
	n := s.Nodes()
	shift := 0.0
	for _, z := range strengths(ties) {
		shift = max(shift, z/2)
	}
	x, next := make([]float64, n), make([]float64, n)
	if shift == 0 {
		return Scores{Values: x}, nil
	}
	for i := range x {
		x[i] = 1 / math.Sqrt(float64(n))
	}
	for range maxRounds {
		if err := ctx.Err(); err != nil {
			return Scores{}, err
		}
		norm := 0.0
		for u := range next {
			sum := shift * x[u]
			weights := ties.weights(int32(u))
			for i, v := range ties.row(int32(u)) {
				sum += weights[i] * x[v]
			}
			next[u] = sum
			norm += sum * sum
		}
		norm = math.Sqrt(norm)
		change := 0.0
		for u := range next {
			next[u] /= norm
			change += math.Abs(next[u] - x[u])
		}
		x, next = next, x
		if change < p.Tolerance*float64(n) {
			return Scores{Values: rounded(scaledToOne(x))}, nil
		}
	}
	return Scores{}, fmt.Errorf("the eigenvector did not settle to %v within %d rounds", p.Tolerance, maxRounds)
}

// scaledToOne divides by the highest value; what is a billionth of it is zero.
func scaledToOne(x []float64) []float64 {
	highest := 0.0
	for _, v := range x {
		highest = max(highest, v)
	}
	for i := range x {
		if x[i] /= highest; x[i] < 1e-9 {
			x[i] = 0
		}
	}
	return x
}
