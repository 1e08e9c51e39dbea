package english

// The matrix products of the model are all Y = X·Wᵀ with a small fixed W and
// as many rows in X as there are tokens. W is kept in panels of panelWidth
// columns of Wᵀ, so that the kernel reads it from front to back, and X is
// taken rowBlock rows at a time, so that each number of W is used rowBlock
// times once it is in a register (Goto, van de Geijn: Anatomy of
// high-performance matrix multiplication, 2008).
const (
	panelWidth = 24
	rowBlock   = 4
)

// weights is a matrix W of n rows and k columns, packed for multiplication.
type weights struct {
	n, k   int
	panels []float32 // [ceil(n/panelWidth)][k][panelWidth], padded with zeros
}

// pack lays out a matrix.
func pack(t tensor) weights {
	w := weights{n: t.dims[0], k: t.dims[1]}
	w.panels = make([]float32, w.stride()*w.k)
	for j := range w.n {
		column := w.panels[j/panelWidth*panelWidth*w.k+j%panelWidth:]
		for k, x := range t.row(j) {
			column[k*panelWidth] = x
		}
	}
	return w
}

// stride is the length of a row of the product: n and padding.
func (w *weights) stride() int {
	return (w.n + panelWidth - 1) / panelWidth * panelWidth
}

// mul sets rows rows of y to x·Wᵀ. Row i of x starts at i*ldx, and rows may
// overlap; row i of y starts at i*stride(). rows must be a multiple of
// rowBlock, and y must not overlap x.
func (w *weights) mul(y, x []float32, ldx, rows int) {
	ldy := w.stride()
	for p := 0; p < ldy; p += panelWidth {
		panel := w.panels[p*w.k : (p+panelWidth)*w.k]
		for i := 0; i < rows; i += rowBlock {
			kernel(y[i*ldy+p:], ldy, x[i*ldx:], ldx, panel)
		}
	}
}

// mulRow sets y, stride() long, to x·Wᵀ for a single row x.
func (w *weights) mulRow(y, x []float32) {
	for p := 0; p < w.stride(); p += panelWidth {
		kernelRow(y[p:], x, w.panels[p*w.k:(p+panelWidth)*w.k])
	}
}

// roundUp returns the next multiple of rowBlock.
func roundUp(rows int) int {
	return (rows + rowBlock - 1) / rowBlock * rowBlock
}

// resize returns a slice of n numbers, b itself where it is large enough. The
// content is not cleared.
func resize(b []float32, n int) []float32 {
	if cap(b) < n {
		return make([]float32, n)
	}
	return b[:n]
}
