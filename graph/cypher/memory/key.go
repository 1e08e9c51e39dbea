package memory

import (
	"encoding/binary"
	"math"

	"clew/graph/cypher/value"
)

// Index keys are byte strings that two values share exactly if "=" holds
// between them, and that sort as the values do for numbers, strings and
// booleans. An entry of an index is the keys of its properties, then the
// entity's id in 8 bytes.

const (
	keyOther byte = iota + 1
	keyString
	keyBool
	keyNumber
)

// appendIndexKey appends v's key; ok is false for null and NaN, which equal
// nothing and are in no index.
func appendIndexKey(dst []byte, v value.Value) (key []byte, ok bool) {
	switch x := v.(type) {
	case nil:
		return dst, false
	case string:
		return appendEscaped(append(dst, keyString), x), true
	case bool:
		if x {
			return append(dst, keyBool, 1), true
		}
		return append(dst, keyBool, 0), true
	case int64:
		return appendNumberKey(dst, float64(x), residue(x)), true
	case float64:
		if math.IsNaN(x) {
			return dst, false
		}
		return appendNumberKey(dst, x+0, 0), true
	case []value.Value:
		for _, e := range x {
			if f, isFloat := e.(float64); e == nil || isFloat && math.IsNaN(f) {
				return dst, false
			}
		}
	}
	return appendEscaped(append(dst, keyOther), value.Key(v)), true
}

// residue is what is lost when i becomes a float.
func residue(i int64) int64 {
	f := float64(i)
	if f >= 1<<63 {
		return i - math.MaxInt64 - 1
	}
	return i - int64(f)
}

// appendNumberKey makes IEEE 754 bits sort as numbers; the residue tells
// apart and orders the integers that share a float.
func appendNumberKey(dst []byte, f float64, residue int64) []byte {
	if f == 0 {
		f = 0 // the negative zero
	}
	bits := math.Float64bits(f)
	if bits>>63 != 0 {
		bits = ^bits
	} else {
		bits |= 1 << 63
	}
	dst = binary.BigEndian.AppendUint64(append(dst, keyNumber), bits)
	return binary.BigEndian.AppendUint16(dst, uint16(residue+1<<15))
}

// appendEscaped ends s with 0x00 0x00 and writes a zero inside it as
// 0x00 0xFF, which keeps the order and makes it self-delimiting.
func appendEscaped(dst []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		dst = append(dst, s[i])
		if s[i] == 0 {
			dst = append(dst, 0xFF)
		}
	}
	return append(dst, 0, 0)
}

func entryID(entry string) int64 {
	return int64(binary.BigEndian.Uint64([]byte(entry[len(entry)-8:])))
}
