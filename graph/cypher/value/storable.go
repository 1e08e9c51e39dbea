package value

import "fmt"

// Storable returns v in the form in which it may become a property, or an
// error that says why it may not: only scalars, temporal values, points,
// byte strings and lists of one such type can be stored. In a list of
// integers and floats the integers become floats. Null stands for removal.
func Storable(v Value) (Value, error) {
	list, ok := v.([]Value)
	if !ok {
		if v == nil || isScalar(v) {
			return v, nil
		}
		return nil, fmt.Errorf("property values can only be of primitive types or arrays thereof, encountered: %s", Format(v))
	}
	mixed := false
	for _, e := range list {
		switch {
		case e == nil:
			return nil, fmt.Errorf("collections containing null values can not be stored in properties")
		case !isScalar(e):
			return nil, fmt.Errorf("property values can only be of primitive types or arrays thereof, encountered: %s", Format(v))
		case TypeName(e) != TypeName(list[0]):
			if !isNumber(e) || !isNumber(list[0]) {
				return nil, fmt.Errorf("only lists of values of one type can be stored in properties, encountered: %s", Format(v))
			}
			mixed = true
		}
	}
	if !mixed {
		return v, nil
	}
	floats := make([]Value, len(list))
	for i, e := range list {
		if n, ok := e.(int64); ok {
			floats[i] = float64(n)
		} else {
			floats[i] = e
		}
	}
	return floats, nil
}

func isNumber(v Value) bool {
	switch v.(type) {
	case int64, float64:
		return true
	}
	return false
}

func isScalar(v Value) bool {
	switch v.(type) {
	case bool, int64, float64, string, []byte, Date, LocalTime, Time, LocalDateTime, DateTime, Duration, Point:
		return true
	}
	return false
}
