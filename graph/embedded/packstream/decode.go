package packstream

import (
	"errors"
	"fmt"
	"math"
	"time"
	"unicode/utf8"

	"clew/graph/cypher/value"
)

// ErrMalformed is returned for bytes that are no PackStream.
var ErrMalformed = errors.New("malformed PackStream")

// maxDepth bounds the nesting of lists, maps and structures.
const maxDepth = 200

// Decoder reads values from the bytes of one message.
type Decoder struct {
	rest  []byte
	depth int
}

// NewDecoder returns a Decoder of data. Strings are copied, so that data may
// be used again.
func NewDecoder(data []byte) *Decoder { return &Decoder{rest: data} }

// Done tells whether all bytes were read.
func (d *Decoder) Done() bool { return len(d.rest) == 0 }

// Struct reads the head of a structure.
func (d *Decoder) Struct() (tag byte, fields int, err error) {
	head, err := d.take(2)
	if err != nil {
		return 0, 0, err
	}
	if head[0]&0xF0 != 0xB0 {
		return 0, 0, fmt.Errorf("%w: a structure was expected, not marker %#x", ErrMalformed, head[0])
	}
	return head[1], int(head[0] & 0x0F), nil
}

func (d *Decoder) take(n int) ([]byte, error) {
	if n < 0 || n > len(d.rest) {
		return nil, fmt.Errorf("%w: it ends early", ErrMalformed)
	}
	b := d.rest[:n]
	d.rest = d.rest[n:]
	return b, nil
}

// unsigned reads a big-endian number of 1, 2, 4 or 8 bytes.
func (d *Decoder) unsigned(size int) (uint64, error) {
	b, err := d.take(size)
	if err != nil {
		return 0, err
	}
	var n uint64
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	return n, nil
}

// Value reads one value.
func (d *Decoder) Value() (value.Value, error) {
	if d.depth++; d.depth > maxDepth {
		return nil, fmt.Errorf("%w: nested deeper than %d", ErrMalformed, maxDepth)
	}
	defer func() { d.depth-- }()
	m, err := d.unsigned(1)
	if err != nil {
		return nil, err
	}
	switch marker := byte(m); marker >> 4 {
	case 0x8:
		return d.text(uint64(marker & 0x0F))
	case 0x9:
		return d.list(uint64(marker & 0x0F))
	case 0xA:
		return d.mapOf(uint64(marker & 0x0F))
	case 0xB:
		return d.structure(int(marker & 0x0F))
	case 0xC:
		return d.scalar(marker)
	case 0xD:
		return d.sized(marker)
	default: // 0x00-0x7F and 0xF0-0xFF are small integers; 0xE is not used
		if marker>>4 == 0xE {
			return nil, fmt.Errorf("%w: unknown marker %#x", ErrMalformed, marker)
		}
		return int64(int8(marker)), nil
	}
}

func (d *Decoder) scalar(marker byte) (value.Value, error) {
	switch marker {
	case 0xC0:
		return nil, nil
	case 0xC1:
		n, err := d.unsigned(8)
		return math.Float64frombits(n), err
	case 0xC2:
		return false, nil
	case 0xC3:
		return true, nil
	case 0xC8:
		n, err := d.unsigned(1)
		return int64(int8(n)), err
	case 0xC9:
		n, err := d.unsigned(2)
		return int64(int16(n)), err
	case 0xCA:
		n, err := d.unsigned(4)
		return int64(int32(n)), err
	case 0xCB:
		n, err := d.unsigned(8)
		return int64(n), err
	case 0xCC, 0xCD, 0xCE:
		n, err := d.unsigned(1 << (marker - 0xCC))
		if err != nil {
			return nil, err
		}
		b, err := d.take(clampSize(n))
		return append([]byte{}, b...), err
	}
	return nil, fmt.Errorf("%w: unknown marker %#x", ErrMalformed, marker)
}

// clampSize turns a length into an int that take refuses when it is too big.
func clampSize(n uint64) int {
	if n > math.MaxInt32 {
		return -1
	}
	return int(n)
}

func (d *Decoder) sized(marker byte) (value.Value, error) {
	kind, size := marker&^0x3, 1<<(marker&0x3)
	if size > 4 {
		return nil, fmt.Errorf("%w: unknown marker %#x", ErrMalformed, marker)
	}
	n, err := d.unsigned(size)
	if err != nil {
		return nil, err
	}
	switch kind {
	case 0xD0:
		return d.text(n)
	case 0xD4:
		return d.list(n)
	case 0xD8:
		return d.mapOf(n)
	}
	return nil, fmt.Errorf("%w: unknown marker %#x", ErrMalformed, marker)
}

func (d *Decoder) text(n uint64) (string, error) {
	b, err := d.take(clampSize(n))
	if err != nil {
		return "", err
	}
	if !utf8.Valid(b) {
		return "", fmt.Errorf("%w: a string is not UTF-8", ErrMalformed)
	}
	return string(b), nil
}

// room is how much to allocate for n elements of which each takes at least
// one byte.
func (d *Decoder) room(n uint64) (int, error) {
	if n > uint64(len(d.rest)) {
		return 0, fmt.Errorf("%w: it ends early", ErrMalformed)
	}
	return int(n), nil
}

func (d *Decoder) list(n uint64) ([]value.Value, error) {
	size, err := d.room(n)
	if err != nil {
		return nil, err
	}
	list := make([]value.Value, size)
	for i := range list {
		if list[i], err = d.Value(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (d *Decoder) mapOf(n uint64) (map[string]value.Value, error) {
	size, err := d.room(n)
	if err != nil {
		return nil, err
	}
	m := make(map[string]value.Value, size)
	for range size {
		k, err := d.Value()
		if err != nil {
			return nil, err
		}
		key, ok := k.(string)
		if !ok {
			return nil, fmt.Errorf("%w: a map key is no string", ErrMalformed)
		}
		if m[key], err = d.Value(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// structure reads what follows the marker of a structure.
func (d *Decoder) structure(n int) (value.Value, error) {
	t, err := d.unsigned(1)
	if err != nil {
		return nil, err
	}
	fields := make([]value.Value, n)
	for i := range fields {
		if fields[i], err = d.Value(); err != nil {
			return nil, err
		}
	}
	f := structFields{list: fields}
	v := f.value(byte(t))
	if f.bad || v == nil {
		return nil, fmt.Errorf("%w: structure %q with %d fields is not a value that can be sent", ErrMalformed, rune(t), n)
	}
	return v, nil
}

// structFields gives the fields of a structure by type and remembers whether
// one had another type.
type structFields struct {
	list []value.Value
	bad  bool
}

func (f *structFields) int(i int) int64 {
	n, ok := f.list[i].(int64)
	f.bad = f.bad || !ok
	return n
}

func (f *structFields) float(i int) float64 {
	n, ok := f.list[i].(float64)
	f.bad = f.bad || !ok
	return n
}

func (f *structFields) value(tag byte) value.Value {
	switch n := len(f.list); {
	case tag == tagDate && n == 1:
		return value.Date{Days: f.int(0)}
	case tag == tagTime && n == 2:
		return value.Time{Nanos: f.int(0), Offset: int(f.int(1))}
	case tag == tagLocalTime && n == 1:
		return value.LocalTime{Nanos: f.int(0)}
	case tag == tagLocalDateTime && n == 2:
		return value.LocalDateTime{Seconds: f.int(0), Nanos: int(f.int(1))}
	case tag == tagDateTime && n == 3:
		return value.DateTime{Seconds: f.int(0), Nanos: int(f.int(1)), Offset: int(f.int(2))}
	case tag == tagDateTimeZone && n == 3:
		return f.zoned()
	case tag == tagDuration && n == 4:
		return f.duration()
	case tag == tagPoint2D && n == 3:
		return f.point(value.WGS84, value.Cartesian)
	case tag == tagPoint3D && n == 4:
		return f.point(value.WGS84_3D, value.Cartesian3D)
	}
	return nil
}

func (f *structFields) zoned() value.Value {
	name, ok := f.list[2].(string)
	zone, err := time.LoadLocation(name)
	if !ok || name == "" || name == "Local" || err != nil {
		f.bad = true
		return nil
	}
	seconds := f.int(0)
	_, offset := time.Unix(seconds, 0).In(zone).Zone()
	return value.DateTime{Seconds: seconds, Nanos: int(f.int(1)), Offset: offset, Zone: name}
}

// duration carries whole seconds out of the nanoseconds.
func (f *structFields) duration() value.Value {
	seconds, nanos := f.int(2), f.int(3)
	seconds += nanos / 1e9
	if nanos %= 1e9; nanos < 0 {
		nanos += 1e9
		seconds--
	}
	return value.Duration{Months: f.int(0), Days: f.int(1), Seconds: seconds, Nanos: int(nanos)}
}

// point reads a point of one of two reference systems.
func (f *structFields) point(geographic, cartesian int64) value.Value {
	srid := f.int(0)
	p := value.Point{SRID: int(srid), X: f.float(1), Y: f.float(2)}
	if p.Is3D() && len(f.list) == 4 {
		p.Z = f.float(3)
	}
	f.bad = f.bad || srid != geographic && srid != cartesian
	return p
}
