package functions

import (
	"unicode/utf8"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

const listType = value.ListType

var listFunctions = []Function{
	{Name: "size", Category: "Scalar", Signature: "size(input :: STRING | LIST<ANY>) :: INTEGER", Description: "Returns the number of items in a `LIST<ANY>` or of characters in a `STRING`.",
		Min: 1, Max: 1, Args: []value.TypeSet{listType | value.StringType}, Result: value.IntegerType, Call: size},
	{Name: "head", Category: "Scalar", Signature: "head(list :: LIST<ANY>) :: ANY", Description: "Returns the first element in a `LIST<ANY>`.",
		Min: 1, Max: 1, Args: []value.TypeSet{listType}, Result: value.AnyType, Call: head},
	{Name: "last", Category: "Scalar", Signature: "last(list :: LIST<ANY>) :: ANY", Description: "Returns the last element in a `LIST<ANY>`.",
		Min: 1, Max: 1, Args: []value.TypeSet{listType}, Result: value.AnyType, Call: last},
	{Name: "tail", Category: "List", Signature: "tail(input :: LIST<ANY>) :: LIST<ANY>", Description: "Returns all but the first element in a `LIST<ANY>`.",
		Min: 1, Max: 1, Args: []value.TypeSet{listType}, Result: listType, Call: tail},
	{Name: "reverse", Category: "List", Signature: "reverse(input :: STRING | LIST<ANY>) :: STRING | LIST<ANY>", Description: "Returns a `STRING` or `LIST<ANY>` in the opposite order.",
		Min: 1, Max: 1, Args: []value.TypeSet{listType | value.StringType}, Result: listType | value.StringType, Call: reverse},
	{Name: "range", Category: "List", Signature: "range(start :: INTEGER, end :: INTEGER, step = 1 :: INTEGER) :: LIST<INTEGER>", Description: "Returns a `LIST<INTEGER>` of all `INTEGER` values from start to end, both included, by step.",
		Min: 2, Max: 3, Args: []value.TypeSet{value.AnyType}, Result: listType, Call: rangeList},
	{Name: "coalesce", Category: "Scalar", Signature: "coalesce(input :: ANY) :: ANY", Description: "Returns the first non-null value in a list of expressions.",
		Min: 1, Max: -1, Args: []value.TypeSet{value.AnyType}, Result: value.AnyType, TakesNull: true, Call: coalesce},
	{Name: "isEmpty", Category: "Predicate", Signature: "isEmpty(input :: LIST<ANY> | MAP | STRING) :: BOOLEAN", Description: "Checks whether a `LIST<ANY>`, `MAP` or `STRING` is empty.",
		Min: 1, Max: 1, Args: []value.TypeSet{listType | value.MapType | value.StringType}, Result: value.BooleanType, Call: isEmpty},
}

func size(_ *Context, args []value.Value) (value.Value, error) {
	switch x := args[0].(type) {
	case string:
		return int64(utf8.RuneCountInString(x)), nil
	case []value.Value:
		return int64(len(x)), nil
	}
	return nil, mismatch("size", args[0])
}

func head(_ *Context, args []value.Value) (value.Value, error) {
	list, ok := args[0].([]value.Value)
	switch {
	case !ok:
		return nil, mismatch("head", args[0])
	case len(list) == 0:
		return nil, nil
	}
	return list[0], nil
}

func last(_ *Context, args []value.Value) (value.Value, error) {
	list, ok := args[0].([]value.Value)
	switch {
	case !ok:
		return nil, mismatch("last", args[0])
	case len(list) == 0:
		return nil, nil
	}
	return list[len(list)-1], nil
}

func tail(_ *Context, args []value.Value) (value.Value, error) {
	list, ok := args[0].([]value.Value)
	switch {
	case !ok:
		return nil, mismatch("tail", args[0])
	case len(list) == 0:
		return []value.Value{}, nil
	}
	return list[1:], nil
}

func reverse(_ *Context, args []value.Value) (value.Value, error) {
	switch x := args[0].(type) {
	case string:
		runes := []rune(x)
		for i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {
			runes[i], runes[j] = runes[j], runes[i]
		}
		return string(runes), nil
	case []value.Value:
		out := make([]value.Value, len(x))
		for i, v := range x {
			out[len(x)-1-i] = v
		}
		return out, nil
	}
	return nil, mismatch("reverse", args[0])
}

// MaxRange is how long a list range() may make.
const MaxRange = 10_000_000

// Range is the sequence that range() lists.
type Range struct {
	next, stop, step int64
	done             bool
}

// NewRange reads the arguments of range(): start, end and, optionally, step.
func NewRange(args []value.Value) (*Range, error) {
	n := [3]int64{0, 0, 1}
	for i, a := range args {
		v, ok := a.(int64)
		if !ok {
			return nil, status.Argument("InvalidArgumentType", "Invalid input for function 'range()': expected INTEGER, got: %s", value.Format(a))
		}
		n[i] = v
	}
	if n[2] == 0 {
		return nil, status.Argument("NumberOutOfRange", "Step argument to 'range()' cannot be zero")
	}
	return &Range{next: n[0], stop: n[1], step: n[2]}, nil
}

// Next returns the next number; ok is false at the end.
func (r *Range) Next() (n int64, ok bool) {
	if r.done || r.step > 0 && r.next > r.stop || r.step < 0 && r.next < r.stop {
		return 0, false
	}
	n = r.next
	r.next += r.step
	r.done = (r.next > n) != (r.step > 0) // overflow: nothing lies beyond
	return n, true
}

func rangeList(_ *Context, args []value.Value) (value.Value, error) {
	r, err := NewRange(args)
	if err != nil {
		return nil, err
	}
	out := []value.Value{}
	for n, ok := r.Next(); ok; n, ok = r.Next() {
		if len(out) >= MaxRange {
			return nil, status.Argument("NumberOutOfRange", "range() may list at most %d numbers here; UNWIND range(…) has no such bound", MaxRange)
		}
		out = append(out, n)
	}
	return out, nil
}

func coalesce(_ *Context, args []value.Value) (value.Value, error) {
	for _, a := range args {
		if a != nil {
			return a, nil
		}
	}
	return nil, nil
}

func isEmpty(_ *Context, args []value.Value) (value.Value, error) {
	switch x := args[0].(type) {
	case string:
		return x == "", nil
	case []value.Value:
		return len(x) == 0, nil
	case map[string]value.Value:
		return len(x) == 0, nil
	}
	return nil, mismatch("isEmpty", args[0])
}
