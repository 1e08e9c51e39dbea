package english

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Every kernel computes the product, for shapes with and without padding and
// for rows that overlap.
func TestMul(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		random := rand.New(rand.NewPCG(1, 2))
		for _, c := range []struct{ n, k, ldx, rows int }{
			{1, 1, 1, 4}, {24, 8, 8, 4}, {25, 7, 9, 8}, {50, 96, 96, 12}, {288, 288, 96, 8},
		} {
			w := tensor{[]int{c.n, c.k}, numbers(random, c.n*c.k)}
			x := numbers(random, c.rows*c.ldx+c.k)
			packed := pack(w)
			y := numbers(random, c.rows*packed.stride())
			packed.mul(y, x, c.ldx, c.rows)
			for i := range c.rows {
				for j := range c.n {
					want := 0.0
					for k := range c.k {
						want += float64(x[i*c.ldx+k]) * float64(w.data[j*c.k+k])
					}
					if got := y[i*packed.stride()+j]; math.Abs(float64(got)-want) > 1e-4 {
						t.Fatalf("%+v: y[%d][%d] = %g, want %g", c, i, j, got, want)
					}
				}
			}
		}
	})
}

func numbers(random *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = random.Float32()*2 - 1
	}
	return v
}
