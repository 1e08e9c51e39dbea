package analysis

import "context"

// betweenness is, for every node, the share of shortest chains between two others
// that run through it, summed over all pairs; each pair counts once. Chains are
// counted in hops, whichever way the links point (Brandes 2001, without lists of
// predecessors: those are found again by their distance).
func betweenness(ctx context.Context, s *Snapshot, _ Params) (Scores, error) {
	ties := s.undirected()
	n := s.Nodes()
	values, chains, share := make([]float64, n), make([]float64, n), make([]float64, n)
	b := newBreadthFirst(n)
	for source := range int32(n) {
		if source%64 == 0 && ctx.Err() != nil {
			return Scores{}, ctx.Err()
		}
		b.run(ties, source)
		for _, v := range b.met {
			chains[v], share[v] = 0, 0
		}
		chains[source] = 1
		for _, u := range b.met {
			for _, v := range ties.row(u) {
				if b.depth[v] == b.depth[u]+1 {
					chains[v] += chains[u]
				}
			}
		}
		for i := len(b.met) - 1; i > 0; i-- {
			v := b.met[i]
			for _, u := range ties.row(v) {
				if b.depth[u] == b.depth[v]-1 {
					share[u] += chains[u] / chains[v] * (1 + share[v])
				}
			}
			values[v] += share[v]
		}
	}
	for i := range values {
		values[i] /= 2 // every pair was met from both ends
	}
	return Scores{Values: rounded(values)}, nil
}
