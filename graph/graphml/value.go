package graphml

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// valueType is a type of GraphML's attr.type.
type valueType string

const (
	stringType  valueType = "string"
	intType     valueType = "int" // 32 bits
	longType    valueType = "long"
	floatType   valueType = "float"
	doubleType  valueType = "double"
	booleanType valueType = "boolean"
)

func (t valueType) known() bool {
	switch t {
	case stringType, intType, longType, floatType, doubleType, booleanType:
		return true
	}
	return false
}

// joint is the narrowest type that holds values of both.
func joint(a, b valueType) valueType {
	rank := map[valueType]int{intType: 1, longType: 2, doubleType: 3}
	switch {
	case a == b || b == "":
		return a
	case a == "":
		return b
	case rank[a] == 0 || rank[b] == 0:
		return stringType
	case rank[a] > rank[b]:
		return a
	}
	return b
}

// encoded is a property value as GraphML writes it.
type encoded struct {
	text   string
	typ    valueType // of the value, of its items where it is a list
	list   bool
	absent bool // null or an empty list
}

func encode(v any) (encoded, error) {
	switch x := v.(type) {
	case nil:
		return encoded{absent: true}, nil
	case []string:
		return encodeList(x)
	case []any:
		return encodeList(x)
	case []int64:
		return encodeList(x)
	case []int:
		return encodeList(x)
	case []float64:
		return encodeList(x)
	case []bool:
		return encodeList(x)
	}
	return encodeScalar(v)
}

func encodeScalar(v any) (encoded, error) {
	switch x := v.(type) {
	case string:
		return encoded{text: x, typ: stringType}, nil
	case bool:
		return encoded{text: strconv.FormatBool(x), typ: booleanType}, nil
	case int:
		return encodeInt(int64(x)), nil
	case int32:
		return encodeInt(int64(x)), nil
	case int64:
		return encodeInt(x), nil
	case float32:
		return encoded{text: formatFloat(float64(x)), typ: doubleType}, nil
	case float64:
		return encoded{text: formatFloat(x), typ: doubleType}, nil
	}
	return encoded{}, fmt.Errorf("values of type %T are not written; scalars and lists of scalars are", v)
}

func encodeInt(n int64) encoded {
	typ := longType
	if n >= math.MinInt32 && n <= math.MaxInt32 {
		typ = intType
	}
	return encoded{text: strconv.FormatInt(n, 10), typ: typ}
}

// formatFloat writes the shortest text that reads back as the same number, and
// the infinities as XML Schema spells them.
func formatFloat(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

const separator = "; "

var escapeItem = strings.NewReplacer(`\`, `\\`, `;`, `\;`)

func encodeList[T any](items []T) (encoded, error) {
	e := encoded{list: true, absent: len(items) == 0}
	texts := make([]string, len(items))
	for i, item := range items {
		one, err := encodeScalar(item)
		if err != nil {
			return encoded{}, err
		}
		e.typ = joint(e.typ, one.typ)
		texts[i] = escapeItem.Replace(one.text)
	}
	e.text = strings.Join(texts, separator)
	return e, nil
}

// decode reads a value of a key: strings, int64, float64, bool, or a list:
// []string, or []any of the others.
func (k key) decode(text string) (any, error) {
	if !k.list {
		return decodeScalar(text, k.typ)
	}
	items := splitList(text)
	if k.typ == stringType {
		return items, nil
	}
	values := make([]any, len(items))
	for i, item := range items {
		v, err := decodeScalar(strings.TrimSpace(item), k.typ)
		if err != nil {
			return nil, err
		}
		values[i] = v
	}
	return values, nil
}

func decodeScalar(text string, typ valueType) (any, error) {
	number := strings.TrimSpace(text)
	switch typ {
	case intType, longType:
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is no whole number of 64 bits", text)
		}
		return n, nil
	case floatType, doubleType:
		f, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is no number", text)
		}
		return f, nil
	case booleanType:
		switch strings.ToLower(number) {
		case "true", "1":
			return true, nil
		case "false", "0":
			return false, nil
		}
		return nil, fmt.Errorf("%q is neither true nor false", text)
	}
	return text, nil
}

// splitList parts items at semicolons that no backslash escapes.
func splitList(text string) []string {
	var items []string
	var item strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			i++
			item.WriteByte(text[i])
		case c == ';':
			items = append(items, item.String())
			item.Reset()
			if i+1 < len(text) && text[i+1] == ' ' {
				i++
			}
		default:
			item.WriteByte(c)
		}
	}
	return append(items, item.String())
}
