package packstream

import (
	"encoding/binary"
	"fmt"
	"math"

	"clew/graph/cypher/value"
)

// Encoder appends values to Buffer. The zero Encoder is ready.
type Encoder struct{ Buffer []byte }

// Structure tags of Bolt 5.
const (
	tagNode                = 'N'
	tagRelationship        = 'R'
	tagUnboundRelationship = 'r'
	tagPath                = 'P'
	tagDate                = 'D'
	tagTime                = 'T'
	tagLocalTime           = 't'
	tagDateTime            = 'I'
	tagDateTimeZone        = 'i'
	tagLocalDateTime       = 'd'
	tagDuration            = 'E'
	tagPoint2D             = 'X'
	tagPoint3D             = 'Y'
)

// Struct begins a structure of n fields, at most 15.
func (e *Encoder) Struct(tag byte, n int) { e.Buffer = append(e.Buffer, 0xB0|byte(n), tag) }

// Null appends null.
func (e *Encoder) Null() { e.Buffer = append(e.Buffer, 0xC0) }

// Bool appends a boolean.
func (e *Encoder) Bool(b bool) {
	if b {
		e.Buffer = append(e.Buffer, 0xC3)
	} else {
		e.Buffer = append(e.Buffer, 0xC2)
	}
}

// Int appends an integer in its shortest form.
func (e *Encoder) Int(i int64) {
	switch {
	case i >= -16 && i <= math.MaxInt8:
		e.Buffer = append(e.Buffer, byte(i))
	case i >= math.MinInt8 && i < -16:
		e.Buffer = append(e.Buffer, 0xC8, byte(i))
	case i >= math.MinInt16 && i <= math.MaxInt16:
		e.Buffer = binary.BigEndian.AppendUint16(append(e.Buffer, 0xC9), uint16(i))
	case i >= math.MinInt32 && i <= math.MaxInt32:
		e.Buffer = binary.BigEndian.AppendUint32(append(e.Buffer, 0xCA), uint32(i))
	default:
		e.Buffer = binary.BigEndian.AppendUint64(append(e.Buffer, 0xCB), uint64(i))
	}
}

// Float appends a float.
func (e *Encoder) Float(f float64) {
	e.Buffer = binary.BigEndian.AppendUint64(append(e.Buffer, 0xC1), math.Float64bits(f))
}

// String appends a string.
func (e *Encoder) String(s string) {
	e.size(len(s), 0x80, 0xD0)
	e.Buffer = append(e.Buffer, s...)
}

// Bytes appends a byte string.
func (e *Encoder) Bytes(b []byte) {
	switch n := len(b); {
	case n <= math.MaxUint8:
		e.Buffer = append(e.Buffer, 0xCC, byte(n))
	case n <= math.MaxUint16:
		e.Buffer = binary.BigEndian.AppendUint16(append(e.Buffer, 0xCD), uint16(n))
	default:
		e.Buffer = binary.BigEndian.AppendUint32(append(e.Buffer, 0xCE), uint32(n))
	}
	e.Buffer = append(e.Buffer, b...)
}

// List begins a list of n values.
func (e *Encoder) List(n int) { e.size(n, 0x90, 0xD4) }

// Map begins a map of n pairs of string and value.
func (e *Encoder) Map(n int) { e.size(n, 0xA0, 0xD8) }

// size appends a length: in the tiny marker, or in 8, 16 or 32 bits behind one
// of three consecutive markers.
func (e *Encoder) size(n int, tiny, marker byte) {
	switch {
	case n < 16:
		e.Buffer = append(e.Buffer, tiny|byte(n))
	case n <= math.MaxUint8:
		e.Buffer = append(e.Buffer, marker, byte(n))
	case n <= math.MaxUint16:
		e.Buffer = binary.BigEndian.AppendUint16(append(e.Buffer, marker+1), uint16(n))
	default:
		e.Buffer = binary.BigEndian.AppendUint32(append(e.Buffer, marker+2), uint32(n))
	}
}

// Value appends any value a client may receive.
func (e *Encoder) Value(v value.Value) error {
	switch x := v.(type) {
	case nil:
		e.Null()
	case bool:
		e.Bool(x)
	case int64:
		e.Int(x)
	case float64:
		e.Float(x)
	case string:
		e.String(x)
	case []byte:
		e.Bytes(x)
	case []value.Value:
		e.List(len(x))
		for _, item := range x {
			if err := e.Value(item); err != nil {
				return err
			}
		}
	case map[string]value.Value:
		return e.Properties(x)
	case value.Node:
		return e.node(x)
	case value.Relationship:
		return e.relationship(x)
	case value.Path:
		return e.path(x)
	default:
		return e.rare(v)
	}
	return nil
}

// Properties appends a map, keys sorted.
func (e *Encoder) Properties(m map[string]value.Value) error {
	e.Map(len(m))
	for _, k := range value.SortedKeys(m) {
		e.String(k)
		if err := e.Value(m[k]); err != nil {
			return err
		}
	}
	return nil
}

func (e *Encoder) strings(list []string) {
	e.List(len(list))
	for _, s := range list {
		e.String(s)
	}
}

func (e *Encoder) node(n value.Node) error {
	e.Struct(tagNode, 4)
	e.Int(n.ID)
	e.strings(n.Labels)
	if err := e.Properties(n.Props); err != nil {
		return err
	}
	e.String(n.ElementID)
	return nil
}

func (e *Encoder) relationship(r value.Relationship) error {
	e.Struct(tagRelationship, 8)
	e.Int(r.ID)
	e.Int(r.From)
	e.Int(r.To)
	e.String(r.Type)
	if err := e.Properties(r.Props); err != nil {
		return err
	}
	e.String(r.ElementID)
	e.String(r.FromElementID)
	e.String(r.ToElementID)
	return nil
}

// path appends the distinct nodes, the distinct relationships, and the walk
// as pairs: 1 + the relationship's place, negative against its direction,
// then the node's place.
func (e *Encoder) path(p value.Path) error {
	nodes, rels, walk := flattenPath(p)
	e.Struct(tagPath, 3)
	e.List(len(nodes))
	for _, n := range nodes {
		if err := e.node(n); err != nil {
			return err
		}
	}
	e.List(len(rels))
	for _, r := range rels {
		e.Struct(tagUnboundRelationship, 4)
		e.Int(r.ID)
		e.String(r.Type)
		if err := e.Properties(r.Props); err != nil {
			return err
		}
		e.String(r.ElementID)
	}
	e.List(len(walk))
	for _, i := range walk {
		e.Int(i)
	}
	return nil
}

func flattenPath(p value.Path) (nodes []value.Node, rels []value.Relationship, walk []int64) {
	nodeAt, relAt := map[int64]int64{}, map[int64]int64{}
	for i, n := range p.Nodes {
		at, seen := nodeAt[n.ID]
		if !seen {
			at = int64(len(nodes))
			nodeAt[n.ID] = at
			nodes = append(nodes, n)
		}
		if i == 0 {
			continue
		}
		r := p.Relationships[i-1]
		place, seen := relAt[r.ID]
		if !seen {
			rels = append(rels, r)
			place = int64(len(rels))
			relAt[r.ID] = place
		}
		if r.From != p.Nodes[i-1].ID {
			place = -place
		}
		walk = append(walk, place, at)
	}
	return nodes, rels, walk
}

func (e *Encoder) rare(v value.Value) error {
	switch x := v.(type) {
	case value.Date:
		e.ints(tagDate, x.Days)
	case value.Time:
		e.ints(tagTime, x.Nanos, int64(x.Offset))
	case value.LocalTime:
		e.ints(tagLocalTime, x.Nanos)
	case value.LocalDateTime:
		e.ints(tagLocalDateTime, x.Seconds, int64(x.Nanos))
	case value.DateTime:
		if x.Zone == "" {
			e.ints(tagDateTime, x.Seconds, int64(x.Nanos), int64(x.Offset))
			return nil
		}
		e.Struct(tagDateTimeZone, 3)
		e.Int(x.Seconds)
		e.Int(int64(x.Nanos))
		e.String(x.Zone)
	case value.Duration:
		e.ints(tagDuration, x.Months, x.Days, x.Seconds, int64(x.Nanos))
	case value.Point:
		e.point(x)
	default:
		return fmt.Errorf("packstream: a value of Go type %T cannot be sent", v)
	}
	return nil
}

func (e *Encoder) ints(tag byte, fields ...int64) {
	e.Struct(tag, len(fields))
	for _, f := range fields {
		e.Int(f)
	}
}

func (e *Encoder) point(p value.Point) {
	tag, fields := byte(tagPoint2D), 3
	if p.Is3D() {
		tag, fields = tagPoint3D, 4
	}
	e.Struct(tag, fields)
	e.Int(int64(p.SRID))
	e.Float(p.X)
	e.Float(p.Y)
	if p.Is3D() {
		e.Float(p.Z)
	}
}
