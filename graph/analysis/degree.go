package analysis

import "context"

// degree counts distinct neighbours.
func degree(_ context.Context, s *Snapshot, _ Params) (Scores, error) {
	return neighbourCounts(s.undirected()), nil
}

// inDegree counts the distinct nodes that point at each one.
func inDegree(_ context.Context, s *Snapshot, _ Params) (Scores, error) {
	return neighbourCounts(s.merge(false, true)), nil
}

// outDegree counts the distinct nodes that each one points at.
func outDegree(_ context.Context, s *Snapshot, _ Params) (Scores, error) {
	return neighbourCounts(s.merge(true, false)), nil
}

func neighbourCounts(r *rows) Scores {
	values := make([]float64, r.nodes())
	for u := range values {
		values[u] = float64(len(r.row(int32(u))))
	}
	return Scores{Values: values}
}

// weightedDegree adds up the weights of all ties.
func weightedDegree(_ context.Context, s *Snapshot, _ Params) (Scores, error) {
	return Scores{Values: rounded(strengths(s.undirected()))}, nil
}

func strengths(r *rows) []float64 {
	values := make([]float64, r.nodes())
	for u := range values {
		for _, w := range r.weights(int32(u)) {
			values[u] += w
		}
	}
	return values
}
