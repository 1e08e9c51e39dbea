//go:build (!amd64 && !arm64) || purego

package english

// kernel multiplies rowBlock rows of x, ldx apart, with one panel and writes
// rowBlock rows of panelWidth numbers to y, ldy apart.
func kernel(y []float32, ldy int, x []float32, ldx int, panel []float32) {
	kernelGeneric(y, ldy, x, ldx, panel)
}

// kernelRow multiplies one row of x with one panel and writes panelWidth
// numbers to y.
func kernelRow(y, x, panel []float32) { kernelRowGeneric(y, x, panel) }

// add adds x to y, which is at least as long.
func add(y, x []float32) { addGeneric(y, x) }
