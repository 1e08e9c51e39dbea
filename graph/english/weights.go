package english

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/klauspost/compress/zstd"
)

// The embedded files are made by internal/pack, which also documents their
// layout.
//
//go:generate go run ./internal/pack -model ${CLEW_SHARED}/nlp/model_f16.bin -out model
var (
	//go:embed model/weights.zst
	packedWeights []byte
	//go:embed model/tables.zst
	packedTables []byte
	//go:embed model/words.zst
	packedWords []byte
)

// tensor is a row-major array of one or two dimensions.
type tensor struct {
	dims []int
	data []float32
}

// row returns row i of a matrix.
func (t tensor) row(i int) []float32 {
	n := t.dims[1]
	return t.data[i*n : i*n+n]
}

// tensors are the weights by name, "parser/low_W".
type tensors map[string]tensor

// get returns a tensor and checks its shape, so that a wrong file is refused
// at load and never indexes out of range later.
func (ts tensors) get(name string, dims ...int) (tensor, error) {
	t, ok := ts[name]
	if !ok {
		return t, fmt.Errorf("no tensor %s", name)
	}
	if !slices.Equal(t.dims, dims) {
		return t, fmt.Errorf("tensor %s has shape %v, want %v", name, t.dims, dims)
	}
	return t, nil
}

// tables are the parts of the model that are not weights.
type tables struct {
	Symbols   map[string]uint64 `json:"symbols"`
	Tags      []string          `json:"tags"`
	Parser    []move            `json:"parser_moves"`
	NER       []move            `json:"ner_moves"`
	Tokenizer tokenizerTables   `json:"tokenizer"`
	Norms     map[uint64]string `json:"norms"`
	Ruler     []rulerPattern    `json:"attribute_ruler"`
	Lemma     struct {
		Rules map[string][][2]string `json:"rules"`
	} `json:"lemma"`
}

// move is one class of a transition system: an action and its label, written
// as a pair [action, label].
type move struct {
	action int
	label  string
}

func (m *move) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[2]any{&m.action, &m.label})
}

// unpack decompresses one embedded file.
func unpack(packed []byte) ([]byte, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer d.Close()
	return d.DecodeAll(packed, nil)
}

// entry is one line of the table in weights.zst.
type entry struct {
	Name string
	Dims []int
	Half bool
}

func (e entry) size() int {
	n := 1
	for _, d := range e.Dims {
		n *= d
	}
	return n
}

// readTensors decodes weights.zst.
func readTensors(packed []byte) (tensors, error) {
	b, err := unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("unpack weights: %w", err)
	}
	end := 4 + int(binary.LittleEndian.Uint32(b))
	var entries []entry
	if err := json.Unmarshal(b[4:end], &entries); err != nil {
		return nil, fmt.Errorf("read weights table: %w", err)
	}
	singles, halves := 0, 0
	for _, e := range entries {
		if e.Half {
			halves += e.size()
		} else {
			singles += e.size()
		}
	}
	b = b[end:]
	if want := 4*singles + 2*halves; len(b) != want {
		return nil, fmt.Errorf("weights have %d bytes, want %d", len(b), want)
	}
	return decodeTensors(entries, b[:4*singles], b[4*singles:][:halves], b[4*singles+halves:]), nil
}

// decodeTensors takes each tensor off the front of its part of the file.
func decodeTensors(entries []entry, singles, high, low []byte) tensors {
	ts := make(tensors, len(entries))
	for _, e := range entries {
		n := e.size()
		data := make([]float32, n)
		if e.Half {
			decodeHalf(data, high[:n], low[:n])
			high, low = high[n:], low[n:]
		} else {
			decodeSingle(data, singles[:4*n])
			singles = singles[4*n:]
		}
		ts[e.Name] = tensor{dims: e.Dims, data: data}
	}
	return ts
}

func decodeSingle(dst []float32, src []byte) {
	for i := range dst {
		dst[i] = math.Float32frombits(binary.LittleEndian.Uint32(src[4*i:]))
	}
}

// decodeHalf widens IEEE half precision. The exponent is moved to its place in
// a float32 and its bias corrected by a multiplication, which is exact and
// also right for subnormal halves. Infinities and NaN do not occur in weights.
func decodeHalf(dst []float32, high, low []byte) {
	high, low = high[:len(dst)], low[:len(dst)]
	for i := range dst {
		h := uint32(high[i])<<8 | uint32(low[i])
		magnitude := math.Float32frombits(h&0x7fff<<13) * 0x1p112
		dst[i] = math.Float32frombits(math.Float32bits(magnitude) | h&0x8000<<16)
	}
}

// readTables decodes tables.zst.
func readTables(packed []byte) (*tables, error) {
	b, err := unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("unpack tables: %w", err)
	}
	t := new(tables)
	if err := json.Unmarshal(b, t); err != nil {
		return nil, fmt.Errorf("read tables: %w", err)
	}
	return t, nil
}
