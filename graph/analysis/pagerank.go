package analysis

import (
	"context"
	"fmt"
	"math"
)

// maxRounds bounds power iterations; they converge long before or never.
const maxRounds = 10000

// pageRank is weighted PageRank by power iteration, stopped when the scores of a
// round differ from those of the round before by less than Tolerance in sum.
// Scores add up to 1. A node without ties hands its share to all alike.
//
// Links are walked both ways unless Directed is set: which end of "is suspected
// in" comes first is grammar, and importance does not flow along it. A node's
// share goes to its neighbours by weight.
func pageRank(ctx context.Context, s *Snapshot, p Params) (Scores, error) {
	if err := p.check(); err != nil {
		return Scores{}, err
	}
	out, in := s.undirected(), s.undirected()
	if p.Directed {
		out, in = s.merge(true, false), s.merge(false, true)
	}
	n := s.Nodes()
	strength := strengths(out)
	rank, next := make([]float64, n), make([]float64, n)
	for i := range rank {
		rank[i] = 1 / float64(n)
	}
	for range maxRounds {
		if err := ctx.Err(); err != nil {
			return Scores{}, err
		}
		dangling := 0.0
		for u, z := range strength {
			if z == 0 {
				dangling += rank[u]
			}
		}
		base := (1 - p.Damping + p.Damping*dangling) / float64(n)
		change := 0.0
		for v := range next {
			sum := 0.0
			weights := in.weights(int32(v))
			for i, u := range in.row(int32(v)) {
				sum += rank[u] * weights[i] / strength[u]
			}
			next[v] = base + p.Damping*sum
			change += math.Abs(next[v] - rank[v])
		}
		rank, next = next, rank
		if change < p.Tolerance {
			return Scores{Values: rounded(rank)}, nil
		}
	}
	if n == 0 {
		return Scores{Values: rank}, nil
	}
	return Scores{}, fmt.Errorf("PageRank did not settle to %v within %d rounds", p.Tolerance, maxRounds)
}
