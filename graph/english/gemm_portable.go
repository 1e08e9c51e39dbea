package english

func kernel(y []float32, ldy int, x []float32, ldx int, panel []float32) {
	kernelGeneric(y, ldy, x, ldx, panel)
}
