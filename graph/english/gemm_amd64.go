//go:build !purego

package english

import "golang.org/x/sys/cpu"

// haveAVX2 says whether the processor and the system have what the assembly
// needs. It is a variable for the tests, which run both kernels.
var haveAVX2 = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// kernel multiplies rowBlock rows of x, ldx apart, with one panel and writes
// rowBlock rows of panelWidth numbers to y, ldy apart.
func kernel(y []float32, ldy int, x []float32, ldx int, panel []float32) {
	if !haveAVX2 {
		kernelGeneric(y, ldy, x, ldx, panel)
		return
	}
	k := len(panel) / panelWidth
	// The assembly does not check its bounds.
	_, _ = y[(rowBlock-1)*ldy+panelWidth-1], x[(rowBlock-1)*ldx+k-1]
	kernelAVX2(&y[0], ldy, &x[0], ldx, &panel[0], k)
}

// kernelAVX2 is kernel for AVX2 and FMA: twelve registers of eight sums. Sums
// run in the order of kernelGeneric but with fused multiply-add, which rounds
// once instead of twice.
//
//go:noescape
func kernelAVX2(y *float32, ldy int, x *float32, ldx int, panel *float32, k int)

// kernelRow multiplies one row of x with one panel and writes panelWidth
// numbers to y.
func kernelRow(y, x, panel []float32) {
	k := len(panel) / panelWidth
	if !haveAVX2 || k%4 != 0 {
		kernelRowGeneric(y, x, panel)
		return
	}
	_, _ = y[panelWidth-1], x[k-1]
	kernelRowAVX2(&y[0], &x[0], &panel[0], k)
}

// kernelRowAVX2 is kernelRow where k is a multiple of four. It keeps four sums
// for every column, since a single one would wait for the addition before.
//
//go:noescape
func kernelRowAVX2(y, x, panel *float32, k int)

// add adds x to y, which is at least as long.
func add(y, x []float32) {
	n := len(x)
	if !haveAVX2 || n%8 != 0 || n == 0 {
		addGeneric(y, x)
		return
	}
	_ = y[n-1]
	addAVX2(&y[0], &x[0], n)
}

// addAVX2 is add where n is a multiple of eight and not 0.
//
//go:noescape
func addAVX2(y, x *float32, n int)
