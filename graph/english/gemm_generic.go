package english

// kernelGeneric multiplies rowBlock rows of x with one panel in plain Go. Two
// columns at a time, eight sums, is what fits the registers of the compiler.
func kernelGeneric(y []float32, ldy int, x []float32, ldx int, panel []float32) {
	k := len(panel) / panelWidth
	x0, x1, x2, x3 := x[:k], x[ldx:][:k], x[2*ldx:][:k], x[3*ldx:][:k]
	y0, y1, y2, y3 := y[:panelWidth], y[ldy:][:panelWidth], y[2*ldy:][:panelWidth], y[3*ldy:][:panelWidth]
	for j := 0; j < panelWidth; j += 2 {
		var s00, s01, s10, s11, s20, s21, s30, s31 float32
		w := panel[j:]
		for i := range x0 {
			w0, w1 := w[0], w[1]
			s00 += x0[i] * w0
			s01 += x0[i] * w1
			s10 += x1[i] * w0
			s11 += x1[i] * w1
			s20 += x2[i] * w0
			s21 += x2[i] * w1
			s30 += x3[i] * w0
			s31 += x3[i] * w1
			if len(w) > panelWidth {
				w = w[panelWidth:]
			}
		}
		y0[j], y0[j+1] = s00, s01
		y1[j], y1[j+1] = s10, s11
		y2[j], y2[j+1] = s20, s21
		y3[j], y3[j+1] = s30, s31
	}
}

// kernelRowGeneric multiplies one row of x with one panel in plain Go, four
// columns at a time.
func kernelRowGeneric(y, x, panel []float32) {
	x, y = x[:len(panel)/panelWidth], y[:panelWidth]
	for j := 0; j < panelWidth; j += 4 {
		var s0, s1, s2, s3 float32
		w := panel[j:]
		for _, v := range x {
			s0 += v * w[0]
			s1 += v * w[1]
			s2 += v * w[2]
			s3 += v * w[3]
			if len(w) > panelWidth {
				w = w[panelWidth:]
			}
		}
		y[j], y[j+1], y[j+2], y[j+3] = s0, s1, s2, s3
	}
}

// addGeneric adds x to y in plain Go.
func addGeneric(y, x []float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += v
	}
}
