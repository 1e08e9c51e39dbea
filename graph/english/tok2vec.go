package english

import (
	"fmt"
	"math"
)

const (
	width      = 96                 // numbers per token vector
	candidates = 3                  // linear units behind one of maxout
	wide       = width * candidates // outputs of a maxout layer; also a window of three tokens
	depth      = 4                  // convolutions, each looking one token to either side
)

// mixCacheSize bounds the word types whose mixed vector is remembered, about
// 400 bytes each.
const mixCacheSize = 1 << 14

// blockRows is how many rows a layer multiplies before it looks at the
// product, so that the product is still in the cache of the processor.
const blockRows = 64

// layer is a maxout layer (Goodfellow and others: Maxout networks, ICML 2013)
// followed by layer normalisation (Ba, Kiros, Hinton: Layer normalization,
// 2016).
type layer struct {
	w           weights
	bias        []float32 // wide
	gain, shift []float32 // width
}

// tok2vec gives every token a vector that knows the word and, through the
// convolutions, the four words to either side.
type tok2vec struct {
	tables []tensor // hash embeddings, one per column of the features
	mix    layer
	conv   [depth]layer
	cache  *cache[features, *[width]float32]
}

func newTok2vec(ts tensors, name string, rows ...int) (*tok2vec, error) {
	t := &tok2vec{cache: newCache[features, *[width]float32](mixCacheSize)}
	for i, n := range rows {
		e, err := ts.get(fmt.Sprintf("%s/E%d", name, i), n, width)
		if err != nil {
			return nil, err
		}
		t.tables = append(t.tables, e)
	}
	var err error
	if t.mix, err = newLayer(ts, name, 0, width*len(rows)); err != nil {
		return nil, err
	}
	for i := range t.conv {
		if t.conv[i], err = newLayer(ts, name, i+1, wide); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func newLayer(ts tensors, name string, i, inputs int) (layer, error) {
	var l layer
	w, err := ts.get(fmt.Sprintf("%s/W%d", name, i), wide, inputs)
	if err != nil {
		return l, err
	}
	l.w = pack(w)
	for _, v := range []struct {
		dst  *[]float32
		name string
		n    int
	}{{&l.bias, "b", wide}, {&l.gain, "G", width}, {&l.shift, "c", width}} {
		t, err := ts.get(fmt.Sprintf("%s/%s%d", name, v.name, i), v.n)
		if err != nil {
			return l, err
		}
		*v.dst = t.data
	}
	return l, nil
}

// vectors returns the token vectors of a document, width numbers per row,
// with rows to ignore up to a multiple of rowBlock.
func (t *tok2vec) vectors(doc []features) []float32 {
	n := len(doc)
	x := newPadded(n)
	for i, v := range t.mixed(doc) {
		copy(x.token(i), v[:])
	}
	next := newPadded(n)
	var y []float32
	for i := range t.conv {
		y = t.conv[i].convolve(next, x, y)
		x, next = next, x
	}
	return x.tokens()
}

// mixed returns for each token the vector of its word alone. It depends on the
// features only, so each word type is computed once.
func (t *tok2vec) mixed(doc []features) []*[width]float32 {
	keys := make([]features, len(doc))
	for i, f := range doc {
		copy(keys[i][:len(t.tables)], f[:])
	}
	vectors := make([]*[width]float32, len(doc))
	missing := t.cache.fill(vectors, keys)
	first := make(map[features]int, len(missing))
	var types []int
	for _, i := range missing {
		if _, ok := first[keys[i]]; !ok {
			first[keys[i]] = i
			types = append(types, i)
		}
	}
	for len(types) > 0 {
		block := types[:min(blockRows, len(types))]
		types = types[len(block):]
		t.mixTypes(vectors, keys, block)
		t.cache.add(keys, vectors, block)
	}
	for _, i := range missing {
		vectors[i] = vectors[first[keys[i]]]
	}
	return vectors
}

// mixTypes computes the vectors of the given tokens: embed, then the mixing
// layer.
func (t *tok2vec) mixTypes(vectors []*[width]float32, keys []features, indices []int) {
	rows, k := roundUp(len(indices)), t.mix.w.k
	e := make([]float32, rows*k)
	for j, i := range indices {
		t.embed(e[j*k:(j+1)*k], keys[i])
	}
	y := make([]float32, rows*wide)
	t.mix.w.mul(y, e, k, rows)
	for j, i := range indices {
		vectors[i] = new([width]float32)
		t.mix.activate(vectors[i][:], y[j*wide:(j+1)*wide])
	}
}

// embed writes the embeddings of one token's features side by side: for each
// column the sum of four rows of its table. Table c is hashed with seed 8+c.
func (t *tok2vec) embed(dst []float32, f features) {
	for c, table := range t.tables {
		rows := uint32(table.dims[0])
		key := rowKeys(f[c], uint64(8+c))
		r0, r1 := table.row(int(key[0]%rows)), table.row(int(key[1]%rows))
		r2, r3 := table.row(int(key[2]%rows)), table.row(int(key[3]%rows))
		out := dst[c*width : (c+1)*width]
		for d := range out {
			out[d] = r0[d] + r1[d] + r2[d] + r3[d]
		}
	}
}

// activate turns one row of products into one vector: bias, the largest of
// three candidates per unit, layer normalisation.
func (l *layer) activate(dst, y []float32) {
	var x [width]float32
	y, bias := y[:wide], l.bias[:wide]
	sum := float32(0)
	for o := range x {
		i := candidates * o
		x[o] = max(y[i]+bias[i], y[i+1]+bias[i+1], y[i+2]+bias[i+2])
		sum += x[o]
	}
	mean := sum / width
	variance := float32(0)
	for _, v := range x {
		variance += (v - mean) * (v - mean)
	}
	scale := float32(1 / math.Sqrt(float64(variance/width+1e-8)))
	dst, gain, shift := dst[:width], l.gain[:width], l.shift[:width]
	for o, v := range x {
		dst[o] = (v-mean)*scale*gain[o] + shift[o]
	}
}

// convolve sets dst to src plus the layer's view of src, row by row. y is room
// for the products and returned for the next call.
func (l *layer) convolve(dst, src padded, y []float32) []float32 {
	y = resize(y, blockRows*wide)
	for i := 0; i < src.rows; i += blockRows {
		rows := min(blockRows, src.rows-i)
		// The row before row i is where the window of row i starts.
		l.w.mul(y, src.data[i*width:], width, roundUp(rows))
		for j := range rows {
			out, in := dst.row(i+j), src.row(i+j)
			l.activate(out, y[j*wide:(j+1)*wide])
			add(out, in)
		}
	}
	return y
}

// padded holds the vectors of a document between depth rows of padding on
// either side. Padding starts as zeros but takes part in the convolutions, and
// what they make of it reaches the first and last tokens.
//
// One more row before and after stays zero. Rows lie one after another, so the
// window of three rows around row i is the slice from row i-1 on: convolution
// is a matrix product whose input rows overlap, and nothing is copied.
type padded struct {
	rows int // tokens and padding
	data []float32
}

func newPadded(tokens int) padded {
	rows := tokens + 2*depth
	return padded{rows, make([]float32, (roundUp(rows)+2)*width)}
}

// row returns row i, counted with the padding.
func (p padded) row(i int) []float32 {
	return p.data[(i+1)*width : (i+2)*width]
}

// token returns the vector of token i.
func (p padded) token(i int) []float32 { return p.row(depth + i) }

// tokens returns the vectors of all tokens and the rows that follow them up to
// a multiple of rowBlock.
func (p padded) tokens() []float32 {
	start := (depth + 1) * width
	return p.data[start : start+roundUp(p.rows-2*depth)*width]
}
