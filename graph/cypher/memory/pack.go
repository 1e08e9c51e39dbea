package memory

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sort"

	"clew/graph/cypher/value"
)

// Packed properties are a sequence of (key number, value) in ascending order
// of key number: the number as uvarint, a tag byte, then the value.
//
//	false, true         nothing
//	integer             zigzag varint
//	float               8 bytes, IEEE 754, big endian
//	string, bytes       uvarint length, bytes
//	list                uvarint length in bytes, then tagged values
//	date                zigzag varint days
//	local time          varint nanoseconds
//	time                varint nanoseconds, varint offset in seconds
//	local date time     varint seconds, varint nanoseconds
//	date time           varint seconds, varint nanoseconds, varint offset,
//	                    uvarint length and bytes of the zone's name
//	duration            varint months, days, seconds, nanoseconds
//	point               uvarint SRID, three floats
//
// All varints are those of encoding/binary.
type packed = string

const (
	tagFalse byte = iota + 1
	tagTrue
	tagInteger
	tagFloat
	tagString
	tagBytes
	tagList
	tagDate
	tagLocalTime
	tagTime
	tagLocalDateTime
	tagDateTime
	tagDuration
	tagPoint
)

// ErrCorrupt is returned when packed properties or a stored record cannot be
// decoded.
var ErrCorrupt = errors.New("stored record is damaged")

// appendValue appends a storable value with its tag.
func appendValue(dst []byte, v value.Value) []byte {
	switch x := v.(type) {
	case bool:
		if x {
			return append(dst, tagTrue)
		}
		return append(dst, tagFalse)
	case int64:
		return binary.AppendVarint(append(dst, tagInteger), x)
	case float64:
		return appendFloat(append(dst, tagFloat), x)
	case string:
		return append(binary.AppendUvarint(append(dst, tagString), uint64(len(x))), x...)
	case []byte:
		return append(binary.AppendUvarint(append(dst, tagBytes), uint64(len(x))), x...)
	case []value.Value:
		var body []byte
		for _, e := range x {
			body = appendValue(body, e)
		}
		return append(binary.AppendUvarint(append(dst, tagList), uint64(len(body))), body...)
	}
	return appendRareValue(dst, v)
}

func appendFloat(dst []byte, f float64) []byte {
	return binary.BigEndian.AppendUint64(dst, math.Float64bits(f))
}

func appendVarints(dst []byte, tag byte, numbers ...int64) []byte {
	dst = append(dst, tag)
	for _, n := range numbers {
		dst = binary.AppendVarint(dst, n)
	}
	return dst
}

func appendRareValue(dst []byte, v value.Value) []byte {
	switch x := v.(type) {
	case value.Date:
		return appendVarints(dst, tagDate, x.Days)
	case value.LocalTime:
		return appendVarints(dst, tagLocalTime, x.Nanos)
	case value.Time:
		return appendVarints(dst, tagTime, x.Nanos, int64(x.Offset))
	case value.LocalDateTime:
		return appendVarints(dst, tagLocalDateTime, x.Seconds, int64(x.Nanos))
	case value.DateTime:
		dst = appendVarints(dst, tagDateTime, x.Seconds, int64(x.Nanos), int64(x.Offset))
		return append(binary.AppendUvarint(dst, uint64(len(x.Zone))), x.Zone...)
	case value.Duration:
		return appendVarints(dst, tagDuration, x.Months, x.Days, x.Seconds, int64(x.Nanos))
	case value.Point:
		dst = binary.AppendUvarint(append(dst, tagPoint), uint64(x.SRID))
		return appendFloat(appendFloat(appendFloat(dst, x.X), x.Y), x.Z)
	}
	panic(fmt.Sprintf("memory: %T passed value.Storable but cannot be packed", v))
}

// unpacker reads packed bytes. After the first damage every read gives zero
// and bad stays true.
type unpacker struct {
	rest string
	bad  bool
}

func (u *unpacker) fail() { u.rest, u.bad = "", true }

func (u *unpacker) byte() byte {
	if u.rest == "" {
		u.fail()
		return 0
	}
	b := u.rest[0]
	u.rest = u.rest[1:]
	return b
}

func (u *unpacker) take(n uint64) string {
	if n > uint64(len(u.rest)) {
		u.fail()
		return ""
	}
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

func (u *unpacker) uvarint() uint64 {
	var x uint64
	for i := 0; i < len(u.rest) && i < binary.MaxVarintLen64; i++ {
		b := u.rest[i]
		if b < 0x80 {
			if i == binary.MaxVarintLen64-1 && b > 1 {
				break
			}
			u.rest = u.rest[i+1:]
			return x | uint64(b)<<(7*uint(i))
		}
		x |= uint64(b&0x7f) << (7 * uint(i))
	}
	u.fail()
	return 0
}

func (u *unpacker) varint() int64 {
	x := u.uvarint()
	return int64(x>>1) ^ -int64(x&1)
}

func (u *unpacker) float() float64 {
	b := u.take(8)
	if u.bad {
		return 0
	}
	return math.Float64frombits(binary.BigEndian.Uint64([]byte(b)))
}

func (u *unpacker) text() string { return u.take(u.uvarint()) }

// value reads one tagged value. Strings share the memory of the packed form.
func (u *unpacker) value() value.Value {
	switch tag := u.byte(); tag {
	case tagFalse:
		return false
	case tagTrue:
		return true
	case tagInteger:
		return u.varint()
	case tagFloat:
		return u.float()
	case tagString:
		return u.text()
	case tagBytes:
		return []byte(u.text())
	case tagList:
		return u.list()
	default:
		return u.rareValue(tag)
	}
}

func (u *unpacker) list() value.Value {
	body := unpacker{rest: u.text()}
	list := []value.Value{}
	for body.rest != "" {
		if body.rest[0] == tagList {
			u.fail()
			return nil
		}
		list = append(list, body.value())
	}
	if body.bad {
		u.fail()
	}
	return list
}

func (u *unpacker) rareValue(tag byte) value.Value {
	switch tag {
	case tagDate:
		return value.Date{Days: u.varint()}
	case tagLocalTime:
		return value.LocalTime{Nanos: u.varint()}
	case tagTime:
		return value.Time{Nanos: u.varint(), Offset: int(u.varint())}
	case tagLocalDateTime:
		return value.LocalDateTime{Seconds: u.varint(), Nanos: int(u.varint())}
	case tagDateTime:
		return value.DateTime{Seconds: u.varint(), Nanos: int(u.varint()), Offset: int(u.varint()), Zone: u.text()}
	case tagDuration:
		return value.Duration{Months: u.varint(), Days: u.varint(), Seconds: u.varint(), Nanos: int(u.varint())}
	case tagPoint:
		return value.Point{SRID: int(u.uvarint()), X: u.float(), Y: u.float(), Z: u.float()}
	}
	u.fail()
	return nil
}

// skip steps over one tagged value without decoding it.
func (u *unpacker) skip() {
	switch tag := u.byte(); tag {
	case tagFalse, tagTrue:
	case tagInteger:
		u.uvarint()
	case tagFloat:
		u.take(8)
	case tagString, tagBytes, tagList:
		u.text()
	default:
		u.rareValue(tag)
	}
}

// find returns the tagged value of a key.
func find(p packed, key uint32) (unpacker, bool) {
	u := unpacker{rest: p}
	for u.rest != "" {
		switch k := u.uvarint(); {
		case u.bad || k > uint64(key):
			return unpacker{}, false
		case k == uint64(key):
			return u, true
		}
		u.skip()
	}
	return unpacker{}, false
}

// withProperty returns p with the value of key replaced; nil takes the key
// out. v must be storable.
func withProperty(p packed, key uint32, v value.Value) packed {
	before, after := len(p), len(p)
	u := unpacker{rest: p}
	for u.rest != "" {
		start := len(p) - len(u.rest)
		k := u.uvarint()
		if k < uint64(key) {
			u.skip()
			continue
		}
		before, after = start, start
		if k == uint64(key) {
			u.skip()
			after = len(p) - len(u.rest)
		}
		break
	}
	if v == nil {
		return p[:before] + p[after:]
	}
	dst := make([]byte, 0, len(p)+32)
	dst = append(dst, p[:before]...)
	dst = appendValue(binary.AppendUvarint(dst, uint64(key)), v)
	return string(append(dst, p[after:]...))
}

// pack packs properties, leaving nulls out. Values must be storable.
func (n *names) pack(props map[string]value.Value) packed {
	type entry struct {
		key uint32
		v   value.Value
	}
	entries := make([]entry, 0, len(props))
	for _, k := range value.SortedKeys(props) {
		if v := props[k]; v != nil {
			entries = append(entries, entry{n.keys.intern(k), v})
		}
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].key < entries[j].key })
	var dst []byte
	for _, e := range entries {
		dst = appendValue(binary.AppendUvarint(dst, uint64(e.key)), e.v)
	}
	return string(dst)
}

func (n *names) property(p packed, key string) value.Value {
	if p == "" {
		return nil
	}
	id, ok := n.keys.lookup(key)
	if !ok {
		return nil
	}
	u, ok := find(p, id)
	if !ok {
		return nil
	}
	return u.value()
}

func (n *names) properties(p packed) map[string]value.Value {
	props := map[string]value.Value{}
	u := unpacker{rest: p}
	for u.rest != "" {
		k := uint32(u.uvarint())
		props[n.keys.name(k)] = u.value()
	}
	return props
}

// propertyNames returns the keys, sorted.
func (n *names) propertyNames(p packed) []string {
	keys := []string{}
	eachKey(p, func(k uint32) { keys = append(keys, n.keys.name(k)) })
	sort.Strings(keys)
	return keys
}

// eachKey calls f with every key number, ascending.
func eachKey(p packed, f func(key uint32)) {
	u := unpacker{rest: p}
	for u.rest != "" {
		f(uint32(u.uvarint()))
		u.skip()
	}
}

// checkPacked verifies a packed form that comes from outside, so that the
// functions above may trust it.
func (n *names) checkPacked(p packed) error {
	last, keys := int64(-1), uint64(n.keys.size())
	u := unpacker{rest: p}
	for u.rest != "" {
		k := u.uvarint()
		if u.bad || k >= keys || int64(k) <= last {
			return ErrCorrupt
		}
		last = int64(k)
		u.value()
	}
	if u.bad {
		return ErrCorrupt
	}
	return nil
}
