package value

import (
	"encoding/binary"
	"math"
)

// Equivalent is the relation of DISTINCT, grouping and IN-set membership:
// null is equivalent to null and NaN to NaN; otherwise as Equal.
func Equivalent(a, b Value) bool {
	return string(AppendKey(nil, a)) == string(AppendKey(nil, b))
}

// Key returns a string that two values share exactly if they are Equivalent.
func Key(v Value) string { return string(AppendKey(nil, v)) }

// AppendKey appends v's Key to dst. Keys are self-delimiting, so the keys of
// several values may be concatenated.
func AppendKey(dst []byte, v Value) []byte {
	switch x := v.(type) {
	case nil:
		return append(dst, 0)
	case bool:
		if x {
			return append(dst, 1, 1)
		}
		return append(dst, 1, 0)
	case int64:
		return appendInt(append(dst, 2), x)
	case float64:
		return appendFloatKey(dst, x)
	case string:
		return append(binary.AppendUvarint(append(dst, 4), uint64(len(x))), x...)
	case []byte:
		return append(binary.AppendUvarint(append(dst, 5), uint64(len(x))), x...)
	case []Value:
		dst = binary.AppendUvarint(append(dst, 6), uint64(len(x)))
		for _, e := range x {
			dst = AppendKey(dst, e)
		}
		return dst
	case map[string]Value:
		dst = binary.AppendUvarint(append(dst, 7), uint64(len(x)))
		for _, k := range SortedKeys(x) {
			dst = AppendKey(AppendKey(dst, k), x[k])
		}
		return dst
	}
	return appendOtherKey(dst, v)
}

func appendInt(dst []byte, i int64) []byte { return binary.BigEndian.AppendUint64(dst, uint64(i)) }

// appendFloatKey gives a whole float the key of the same integer.
func appendFloatKey(dst []byte, f float64) []byte {
	if f == math.Trunc(f) && f >= -9223372036854775808.0 && f < 9223372036854775808.0 {
		return appendInt(append(dst, 2), int64(f))
	}
	if math.IsNaN(f) {
		f = math.NaN()
	}
	return appendInt(append(dst, 3), int64(math.Float64bits(f)))
}

func appendOtherKey(dst []byte, v Value) []byte {
	if id, ok := nodeID(v); ok {
		return appendInt(append(dst, 8), int64(id))
	}
	if id, ok := relationshipID(v); ok {
		return appendInt(append(dst, 9), int64(id))
	}
	if p, ok := pathIDs(v); ok {
		dst = binary.AppendUvarint(append(dst, 10), uint64(len(p.Nodes)))
		for _, n := range p.Nodes {
			dst = appendInt(dst, int64(n))
		}
		for _, r := range p.Relationships {
			dst = appendInt(dst, int64(r))
		}
		return dst
	}
	switch x := v.(type) {
	case Date:
		return appendInt(append(dst, 11), x.Days)
	case LocalTime:
		return appendInt(append(dst, 12), x.Nanos)
	case Time:
		return appendInt(appendInt(append(dst, 13), x.Nanos), int64(x.Offset))
	case LocalDateTime:
		return appendInt(appendInt(append(dst, 14), x.Seconds), int64(x.Nanos))
	case DateTime:
		dst = appendInt(appendInt(append(dst, 15), x.Seconds), int64(x.Nanos))
		return AppendKey(appendInt(dst, int64(x.Offset)), x.Zone)
	case Duration:
		dst = appendInt(appendInt(append(dst, 16), x.Months), x.Days)
		return appendInt(appendInt(dst, x.Seconds), int64(x.Nanos))
	case Point:
		dst = appendInt(append(dst, 17), int64(x.SRID))
		for _, c := range []float64{x.X, x.Y, x.Z} {
			dst = appendInt(dst, int64(math.Float64bits(c)))
		}
		return dst
	}
	return append(dst, 255)
}
