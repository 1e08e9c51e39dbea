package eval

import "math"

// match pairs left with right items, each at most once, so that as many pairs
// as can be fit (augmenting paths, Kuhn 1955). It returns for each right item
// the left one it is paired with, or -1, and the number of pairs.
func match(lefts, rights int, fits func(left, right int) bool) (of []int, pairs int) {
	of = make([]int, rights)
	for j := range of {
		of[j] = -1
	}
	var place func(i int, seen []bool) bool
	place = func(i int, seen []bool) bool {
		for j := range of {
			if seen[j] || !fits(i, j) {
				continue
			}
			seen[j] = true
			if of[j] < 0 || place(of[j], seen) {
				of[j] = i
				return true
			}
		}
		return false
	}
	for i := range lefts {
		if place(i, make([]bool, rights)) {
			pairs++
		}
	}
	return of, pairs
}

// firstFree is the first item that is not used yet and fits, -1 where none does.
func firstFree(used []bool, fits func(i int) bool) int {
	for i := range used {
		if !used[i] && fits(i) {
			return i
		}
	}
	return -1
}

// assign pairs rows with columns at the least total cost (Hungarian algorithm with
// potentials, O(n²m)). All of the shorter side are paired.
func assign(cost [][]float64) [][2]int {
	if len(cost) == 0 || len(cost[0]) == 0 {
		return nil
	}
	turned := len(cost) > len(cost[0])
	if turned {
		cost = transpose(cost)
	}
	rowOf := assignRows(cost)
	var pairs [][2]int
	for j := 1; j < len(rowOf); j++ {
		switch i := rowOf[j] - 1; {
		case i < 0:
		case turned:
			pairs = append(pairs, [2]int{j - 1, i})
		default:
			pairs = append(pairs, [2]int{i, j - 1})
		}
	}
	return pairs
}

// assignRows gives for each column, from 1, the row it is paired with, from 1,
// or 0; there are at least as many columns as rows.
func assignRows(cost [][]float64) []int {
	n, m := len(cost), len(cost[0])
	u, v := make([]float64, n+1), make([]float64, m+1)
	rowOf, way := make([]int, m+1), make([]int, m+1)
	for i := 1; i <= n; i++ {
		rowOf[0] = i
		least, used := make([]float64, m+1), make([]bool, m+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		at := 0
		for rowOf[at] != 0 {
			used[at] = true
			row, delta, next := rowOf[at], math.Inf(1), 0
			for j := 1; j <= m; j++ {
				if used[j] {
					continue
				}
				if c := cost[row-1][j-1] - u[row] - v[j]; c < least[j] {
					least[j], way[j] = c, at
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[rowOf[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			rowOf[at] = rowOf[way[at]]
			at = way[at]
		}
	}
	return rowOf
}

func transpose(a [][]float64) [][]float64 {
	out := make([][]float64, len(a[0]))
	for j := range out {
		out[j] = make([]float64, len(a))
		for i := range a {
			out[j][i] = a[i][j]
		}
	}
	return out
}
