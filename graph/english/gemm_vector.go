//go:build (amd64 || arm64) && !purego

package english

// kernel multiplies rowBlock rows of x, ldx apart, with one panel and writes
// rowBlock rows of panelWidth numbers to y, ldy apart.
func kernel(y []float32, ldy int, x []float32, ldx int, panel []float32) {
	if !haveVectors {
		kernelGeneric(y, ldy, x, ldx, panel)
		return
	}
	k := len(panel) / panelWidth
	// The assembly does not check its bounds.
	_, _ = y[(rowBlock-1)*ldy+panelWidth-1], x[(rowBlock-1)*ldx+k-1]
	kernelVector(&y[0], ldy, &x[0], ldx, &panel[0], k)
}

// kernelVector is kernel in the vector instructions of the processor, AVX2 with
// FMA or NEON. Sums run in the order of kernelGeneric but with fused
// multiply-add, which rounds once instead of twice.
//
//go:noescape
func kernelVector(y *float32, ldy int, x *float32, ldx int, panel *float32, k int)

// kernelRow multiplies one row of x with one panel and writes panelWidth
// numbers to y.
func kernelRow(y, x, panel []float32) {
	k := len(panel) / panelWidth
	if !haveVectors || k%4 != 0 {
		kernelRowGeneric(y, x, panel)
		return
	}
	_, _ = y[panelWidth-1], x[k-1]
	kernelRowVector(&y[0], &x[0], &panel[0], k)
}

// kernelRowVector is kernelRow where k is a multiple of four. It keeps four sums
// for every column, since a single one would wait for the addition before.
//
//go:noescape
func kernelRowVector(y, x, panel *float32, k int)

// add adds x to y, which is at least as long.
func add(y, x []float32) {
	n := len(x)
	if !haveVectors || n%8 != 0 || n == 0 {
		addGeneric(y, x)
		return
	}
	_ = y[n-1]
	addVector(&y[0], &x[0], n)
}

// addVector is add where n is a multiple of eight and not 0.
//
//go:noescape
func addVector(y, x *float32, n int)
