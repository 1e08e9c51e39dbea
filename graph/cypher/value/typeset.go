package value

import "strings"

// TypeSet is a set of types, for what is known of an expression before it
// runs. Null belongs to every type and is not counted.
type TypeSet uint32

// The types, one bit each, and unions of them.
const (
	BooleanType TypeSet = 1 << iota
	IntegerType
	FloatType
	StringType
	ListType
	MapType
	NodeType
	RelationshipType
	PathType
	DateType
	LocalTimeType
	TimeType
	LocalDateTimeType
	DateTimeType
	DurationType
	PointType
	BytesType

	NumberType   = IntegerType | FloatType
	TemporalType = DateType | LocalTimeType | TimeType | LocalDateTimeType | DateTimeType
	EntityType   = NodeType | RelationshipType
	AnyType      = BytesType<<1 - 1
)

var typeNames = []struct {
	set  TypeSet
	name string
}{
	{BooleanType, "Boolean"}, {IntegerType, "Integer"}, {FloatType, "Float"}, {StringType, "String"}, {ListType, "List<T>"},
	{MapType, "Map"}, {NodeType, "Node"}, {RelationshipType, "Relationship"}, {PathType, "Path"}, {DateType, "Date"},
	{LocalTimeType, "LocalTime"}, {TimeType, "Time"}, {LocalDateTimeType, "LocalDateTime"}, {DateTimeType, "DateTime"},
	{DurationType, "Duration"}, {PointType, "Point"}, {BytesType, "ByteArray"},
}

// String lists the types, as messages about mismatches do.
func (t TypeSet) String() string {
	if t == AnyType {
		return "Any"
	}
	var parts []string
	for _, n := range typeNames {
		if t&n.set != 0 {
			parts = append(parts, n.name)
		}
	}
	if len(parts) > 1 {
		last := len(parts) - 1
		return strings.Join(parts[:last], ", ") + " or " + parts[last]
	}
	return strings.Join(parts, "")
}

// TypeOf is the set that holds v's type alone; for null it is every type.
func TypeOf(v Value) TypeSet {
	switch v.(type) {
	case bool:
		return BooleanType
	case int64:
		return IntegerType
	case float64:
		return FloatType
	case string:
		return StringType
	case []Value:
		return ListType
	case map[string]Value:
		return MapType
	case Node, NodeID:
		return NodeType
	case Relationship, RelationshipID:
		return RelationshipType
	case Path, PathIDs:
		return PathType
	case Date:
		return DateType
	case LocalTime:
		return LocalTimeType
	case Time:
		return TimeType
	case LocalDateTime:
		return LocalDateTimeType
	case DateTime:
		return DateTimeType
	case Duration:
		return DurationType
	case Point:
		return PointType
	case []byte:
		return BytesType
	}
	return AnyType
}
