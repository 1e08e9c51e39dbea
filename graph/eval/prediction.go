package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"clew/graph"
)

// object is one JSON object as it was read.
type object map[string]any

// get is a property, which stands at top level or in props.
func (o object) get(key string) any {
	if v := o[key]; v != nil {
		return v
	}
	return o.object("props")[key]
}

func (o object) text(key string) string { return textOf(o[key]) }

// object is a member that is an object; nil, which has no members, where it is none.
func (o object) object(key string) object {
	m, _ := o[key].(map[string]any)
	return m
}

// objects are the members of a list that are objects.
func (o object) objects(key string) []object {
	list, _ := o[key].([]any)
	var out []object
	for _, x := range list {
		if m, ok := x.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// span reads start and end.
func (o object) span() (graph.Span, bool) {
	start, ok := o["start"].(float64)
	end, okEnd := o["end"].(float64)
	return graph.Span{Start: int(start), End: int(end)}, ok && okEnd
}

// textOf is a string, or a number written out.
func textOf(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return ""
}

// listOf is a list, or a single value as a list of one; nil stays empty.
func listOf(v any) []any {
	switch x := v.(type) {
	case nil:
		return nil
	case []any:
		return x
	}
	return []any{v}
}

// Predictions are extractions by the id of their article.
type Predictions map[string]object

// of is the prediction for an article; where the number before an underscore is
// enough to tell articles apart, another ending of the id does not matter.
func (p Predictions) of(id string, numbered bool) (object, bool) {
	if o, ok := p[id]; ok || !numbered {
		return o, ok
	}
	for _, other := range slices.Sorted(maps.Keys(p)) {
		if articleNumber(other) == articleNumber(id) {
			return p[other], true
		}
	}
	return nil, false
}

// articleNumber is an id up to the underscore.
func articleNumber(id string) string {
	number, _, _ := strings.Cut(id, "_")
	return number
}

// Add adds what clew extracted from an article.
func (p Predictions) Add(x *graph.Extraction) error {
	data, err := json.Marshal(x)
	if err != nil {
		return err
	}
	var o object
	if err := json.Unmarshal(data, &o); err != nil {
		return err
	}
	p[x.Article.ID] = o
	return nil
}

// ReadPredictions reads what clew extract writes as json or jsonl: objects one
// after the other, or an array of them. It fails with one sentence that names the
// file on anything else.
func ReadPredictions(name string, data []byte) (Predictions, error) {
	values, err := readValues(name, data)
	if err != nil {
		return nil, err
	}
	out := Predictions{}
	for _, value := range values {
		for _, v := range listOf(value) {
			if err := out.add(v); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return out, nil
}

// readValues reads JSON values that stand one after the other.
func readValues(name string, data []byte) ([]any, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, fmt.Errorf("%s: the file is empty", name)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	var out []any
	for {
		var value any
		if err := decoder.Decode(&value); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: record %d is no JSON: %w", name, len(out)+1, err)
		}
		out = append(out, value)
	}
}

func (p Predictions) add(value any) error {
	m, ok := value.(map[string]any)
	o := object(m)
	id := o.text("id")
	switch {
	case !ok || id == "":
		return errors.New("a prediction is an object with id, entities and relations, as clew extract writes it")
	case o["entities"] == nil:
		return fmt.Errorf("the prediction %q has no entities: it is not what clew extract writes", id)
	case p[id] != nil:
		return fmt.Errorf("the prediction %q stands twice", id)
	}
	for _, list := range []string{"entities", "relations"} {
		items, isList := o[list].([]any)
		if o[list] != nil && !isList || slices.ContainsFunc(items, func(x any) bool { _, ok := x.(map[string]any); return !ok }) {
			return fmt.Errorf("the %s of prediction %q are no list of objects", list, id)
		}
	}
	p[id] = o
	return nil
}
