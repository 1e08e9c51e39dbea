package eval

import (
	"cmp"

	"clew/graph"
)

// item is what a cluster holds: a gold mention by its number, or the place of a
// predicted one that is on no gold mention, with number -1.
type item struct {
	graph.Span
	gold int
}

type cluster map[item]bool

// fraction is a sum of shares and of what they are of.
type fraction struct{ sum, of float64 }

func (f fraction) value() float64 { return f.sum / cmp.Or(f.of, 1) }

// corefScore sums three measures of coreference over articles, each as precision and
// recall: MUC (Vilain and others 1995), B³ (Bagga and Baldwin 1998) and CEAF with
// entity similarity φ4 (Luo 2005).
type corefScore struct {
	muc, b3, ceaf [2]fraction // precision, recall
}

func (c *corefScore) add(gold, said []cluster) {
	addTo := func(to *[2]fraction, precision, recall fraction) {
		for i, f := range []fraction{precision, recall} {
			to[i].sum += f.sum
			to[i].of += f.of
		}
	}
	addTo(&c.muc, links(said, gold), links(gold, said))
	addTo(&c.b3, cubed(said, gold), cubed(gold, said))
	s := similarity(gold, said)
	addTo(&c.ceaf, fraction{s, float64(len(said))}, fraction{s, float64(len(gold))})
}

// rows are the three measures and their mean F1.
func (c *corefScore) rows() []Row {
	var out []Row
	mean := Row{Name: "CoNLL"}
	for _, m := range []struct {
		name string
		of   [2]fraction
	}{{"MUC", c.muc}, {"B3", c.b3}, {"CEAFe", c.ceaf}} {
		p, r := m.of[0].value(), m.of[1].value()
		row := Row{Name: m.name, Precision: p, Recall: r, F1: harmonic(p, r)}
		out = append(out, row)
		mean.Precision, mean.Recall, mean.F1 = mean.Precision+p/3, mean.Recall+r/3, mean.F1+row.F1/3
	}
	return append(out, mean)
}

// links counts how many of the links that hold the clusters of a together are in b.
func links(a, b []cluster) fraction {
	in := map[item]int{}
	for i, c := range b {
		for x := range c {
			in[x] = i + 1
		}
	}
	var f fraction
	for _, c := range a {
		if len(c) < 2 {
			continue
		}
		parts, alone := map[int]bool{}, 0
		for x := range c {
			if in[x] > 0 {
				parts[in[x]] = true
			} else {
				alone++
			}
		}
		f.sum += float64(len(c) - len(parts) - alone)
		f.of += float64(len(c) - 1)
	}
	return f
}

// cubed is for each item of a the share of its cluster that b has together with it.
func cubed(a, b []cluster) fraction {
	in := map[item]cluster{}
	for _, c := range b {
		for x := range c {
			in[x] = c
		}
	}
	var f fraction
	for _, c := range a {
		shared := 0
		for x := range c {
			shared += common(c, in[x])
		}
		f.sum += float64(shared) / float64(len(c))
		f.of += float64(len(c))
	}
	return f
}

// similarity is the best one-to-one pairing of clusters by shared items.
func similarity(gold, said []cluster) float64 {
	if len(gold) == 0 || len(said) == 0 {
		return 0
	}
	cost := make([][]float64, len(gold))
	for i, g := range gold {
		cost[i] = make([]float64, len(said))
		for j, s := range said {
			cost[i][j] = -2 * float64(common(g, s)) / float64(len(g)+len(s))
		}
	}
	var sum float64
	for _, p := range assign(cost) {
		sum -= cost[p[0]][p[1]]
	}
	return sum
}
