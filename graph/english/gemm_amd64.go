//go:build !purego

package english

import "golang.org/x/sys/cpu"

// haveAVX2 says whether the processor and the system have what kernelAVX2
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
