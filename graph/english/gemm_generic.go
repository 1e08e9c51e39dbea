package english

// kernelGeneric multiplies rowBlock rows of x with one panel in plain Go. Two
// rows and four columns at a time, eight sums, is what fits the registers of
// the compiler beside the numbers they are made of.
func kernelGeneric(y []float32, ldy int, x []float32, ldx int, panel []float32) {
	k := len(panel) / panelWidth
	for r := 0; r < rowBlock; r += 2 {
		x0, x1 := x[r*ldx:][:k], x[(r+1)*ldx:][:k]
		y0, y1 := y[r*ldy:][:panelWidth], y[(r+1)*ldy:][:panelWidth]
		for j := 0; j < panelWidth; j += 4 {
			*(*[4]float32)(y0[j:]), *(*[4]float32)(y1[j:]) = tile(x0, x1, panel[j:])
		}
	}
}

// tile multiplies two rows of x with the first four columns of a panel. It takes
// four steps in one, so that the bounds are checked once for all of them.
func tile(x0, x1, panel []float32) (y0, y1 [4]float32) {
	var s00, s01, s02, s03, s10, s11, s12, s13 float32
	i, k := 0, len(x0)
	for ; i+4 <= k; i += 4 {
		a, b := (*[4]float32)(x0[i:]), (*[4]float32)(x1[i:])
		w := (*[3*panelWidth + 4]float32)(panel[i*panelWidth:])
		u, v := a[0], b[0]
		s00, s01, s02, s03 = s00+u*w[0], s01+u*w[1], s02+u*w[2], s03+u*w[3]
		s10, s11, s12, s13 = s10+v*w[0], s11+v*w[1], s12+v*w[2], s13+v*w[3]
		u, v = a[1], b[1]
		s00, s01, s02, s03 = s00+u*w[24], s01+u*w[25], s02+u*w[26], s03+u*w[27]
		s10, s11, s12, s13 = s10+v*w[24], s11+v*w[25], s12+v*w[26], s13+v*w[27]
		u, v = a[2], b[2]
		s00, s01, s02, s03 = s00+u*w[48], s01+u*w[49], s02+u*w[50], s03+u*w[51]
		s10, s11, s12, s13 = s10+v*w[48], s11+v*w[49], s12+v*w[50], s13+v*w[51]
		u, v = a[3], b[3]
		s00, s01, s02, s03 = s00+u*w[72], s01+u*w[73], s02+u*w[74], s03+u*w[75]
		s10, s11, s12, s13 = s10+v*w[72], s11+v*w[73], s12+v*w[74], s13+v*w[75]
	}
	for ; i < k; i++ {
		u, v, w := x0[i], x1[i], (*[4]float32)(panel[i*panelWidth:])
		s00, s01, s02, s03 = s00+u*w[0], s01+u*w[1], s02+u*w[2], s03+u*w[3]
		s10, s11, s12, s13 = s10+v*w[0], s11+v*w[1], s12+v*w[2], s13+v*w[3]
	}
	return [4]float32{s00, s01, s02, s03}, [4]float32{s10, s11, s12, s13}
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
