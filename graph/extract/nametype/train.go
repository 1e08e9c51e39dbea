package nametype

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Example is one name with what it stands for.
type Example struct {
	Features []Feature
	Class    Class
	Weight   float64 // how often it counts, by its mentions
}

// Settings of the fit; the defaults were chosen by cross-validation.
const (
	rounds   = 20   // passes over the examples
	step     = 0.05 // of AdaGrad
	shrink   = 0.01 // L2 penalty per example
	rarest   = 3    // features seen in fewer examples are left out
	smallest = 0.03 // features none of whose weights is larger are left out
)

// Train fits a model to examples by stochastic gradient descent with a step for
// each weight (AdaGrad: Duchi, Hazan and Singer 2011), in a fixed order: the same
// examples give the same model.
func Train(examples []Example) *Model {
	seen := map[string]int{}
	for _, e := range examples {
		for _, f := range e.Features {
			seen[f.Name]++
		}
	}
	type slot struct{ w, g [classes]float64 }
	slots := map[string]*slot{}
	for name, n := range seen {
		if n >= rarest {
			slots[name] = &slot{}
		}
	}
	order := stride(len(examples))
	for range rounds {
		for _, i := range order {
			e := examples[i]
			var score [classes]float64
			for _, f := range e.Features {
				if s := slots[f.Name]; s != nil {
					for c := range score {
						score[c] += s.w[c] * f.Value
					}
				}
			}
			p := softmax(score)
			p[e.Class]--
			for _, f := range e.Features {
				s := slots[f.Name]
				if s == nil {
					continue
				}
				for c := range p {
					g := e.Weight*p[c]*f.Value + shrink*s.w[c]
					s.g[c] += g * g
					s.w[c] -= step * g / (1e-6 + math.Sqrt(s.g[c]))
				}
			}
		}
	}
	m := &Model{weights: map[string][classes]float64{}}
	for name, s := range slots {
		largest := 0.0
		for c := range s.w {
			s.w[c] = math.Round(s.w[c]*100) / 100
			largest = max(largest, math.Abs(s.w[c]))
		}
		if largest >= smallest {
			m.weights[name] = s.w
		}
	}
	return m
}

// stride is an order of n examples that keeps neighbours apart.
func stride(n int) []int {
	step := n*5/8 | 1
	for gcd(step, max(n, 1)) != 1 {
		step += 2
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i * step % n
	}
	return order
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// Format writes the weights as Parse reads them, features in order.
func (m *Model) Format() string {
	names := make([]string, 0, len(m.weights))
	for name := range m.weights {
		names = append(names, name)
	}
	slices.Sort(names)
	var b strings.Builder
	for _, name := range names {
		b.WriteString(name)
		for _, w := range m.weights[name] {
			fmt.Fprintf(&b, "\t%.2f", w)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
