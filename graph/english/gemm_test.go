package english

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Every kernel computes the product, for shapes with and without padding, for
// rows that overlap and for a single row.
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
				row := y[i*packed.stride():]
				checkProduct(t, row, x[i*c.ldx:], w)
				clear(row[:packed.stride()])
				packed.mulRow(row, x[i*c.ldx:])
				checkProduct(t, row, x[i*c.ldx:], w)
			}
		}
	})
}

// checkProduct computes one row of the product anew.
func checkProduct(t *testing.T, y, x []float32, w tensor) {
	t.Helper()
	for j := range w.dims[0] {
		want := 0.0
		for k, v := range w.row(j) {
			want += float64(x[k]) * float64(v)
		}
		if math.Abs(float64(y[j])-want) > 1e-4 {
			t.Fatalf("%v: y[%d] = %g, want %g", w.dims, j, y[j], want)
		}
	}
}

func TestAdd(t *testing.T) {
	eachKernel(t, func(t *testing.T) {
		for n := range 35 {
			y, x := make([]float32, n+1), make([]float32, n)
			for i := range x {
				y[i], x[i] = float32(i), float32(100*i)
			}
			add(y, x)
			for i := range x {
				if y[i] != float32(101*i) {
					t.Fatalf("length %d: sum %d is %g, want %d", n, i, y[i], 101*i)
				}
			}
			if y[n] != 0 {
				t.Fatalf("length %d: wrote past the end", n)
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
