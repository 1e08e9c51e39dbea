package analysis

import "slices"

// rows is a simple weighted graph in compressed sparse rows: the neighbours of u
// are to[start[u]:start[u+1]] in ascending order, each once, u itself never.
type rows struct {
	start  []int32
	to     []int32
	weight []float64
}

func (r *rows) nodes() int { return len(r.start) - 1 }

func (r *rows) row(u int32) []int32 { return r.to[r.start[u]:r.start[u+1]] }

func (r *rows) weights(u int32) []float64 { return r.weight[r.start[u]:r.start[u+1]] }

// find returns the weight between u and its neighbour v.
func (r *rows) find(u, v int32) (weight float64, ok bool) {
	row := r.row(u)
	i, ok := slices.BinarySearch(row, v)
	if !ok {
		return 0, false
	}
	return r.weight[r.start[u]+int32(i)], true
}

// undirected joins every pair of nodes that has a link, whichever way it points.
// Parallel links add their weights. It is made once.
func (s *Snapshot) undirected() *rows {
	s.tiesOnce.Do(func() { s.ties = s.merge(true, true) })
	return s.ties
}

// merge makes simple rows of outgoing links, incoming ones or both.
func (s *Snapshot) merge(out, in bool) *rows {
	n := s.Nodes()
	r := &rows{start: make([]int32, 1, n+1)}
	sum := make([]float64, n) // of the row at hand; 0 means not met
	var met []int32
	add := func(v int32, link int32) {
		if sum[v] == 0 {
			met = append(met, v)
		}
		sum[v] += s.weights[link]
	}
	for u := range int32(n) {
		met = met[:0]
		if out {
			for link := range s.Out(u) {
				add(s.to[link], link)
			}
		}
		if in {
			for link := range s.In(u) {
				add(s.from[link], link)
			}
		}
		slices.Sort(met)
		for _, v := range met {
			if v != u {
				r.to, r.weight = append(r.to, v), append(r.weight, sum[v])
			}
			sum[v] = 0
		}
		r.start = append(r.start, int32(len(r.to)))
	}
	return r
}
