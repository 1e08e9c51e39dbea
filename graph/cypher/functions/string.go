package functions

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

const stringType = value.StringType

var stringFunctions = []Function{
	textFunction("toUpper", "Returns the given `STRING` in uppercase.", func(s string) string { return cases.Upper(language.Und).String(s) }),
	textFunction("upper", "Returns the given `STRING` in uppercase.", func(s string) string { return cases.Upper(language.Und).String(s) }),
	textFunction("toLower", "Returns the given `STRING` in lowercase.", func(s string) string { return cases.Lower(language.Und).String(s) }),
	textFunction("lower", "Returns the given `STRING` in lowercase.", func(s string) string { return cases.Lower(language.Und).String(s) }),
	trimFunction("trim", "Returns the given `STRING` with leading and trailing whitespace removed.", true, true),
	trimFunction("btrim", "Returns the given `STRING` with leading and trailing whitespace, or the given characters, removed.", true, true),
	trimFunction("ltrim", "Returns the given `STRING` with leading whitespace, or the given characters, removed.", true, false),
	trimFunction("rtrim", "Returns the given `STRING` with trailing whitespace, or the given characters, removed.", false, true),
	{Name: "replace", Category: "String", Signature: "replace(original :: STRING, search :: STRING, replace :: STRING) :: STRING", Description: "Returns a `STRING` in which all occurrences of a specified search `STRING` have been replaced by another one.",
		Min: 3, Max: 3, Args: []value.TypeSet{stringType}, Result: stringType, Call: replace},
	{Name: "split", Category: "String", Signature: "split(original :: STRING, splitDelimiter :: STRING | LIST<STRING>) :: LIST<STRING>", Description: "Returns a `LIST<STRING>` resulting from the splitting of the given `STRING` around matches of the given delimiter.",
		Min: 2, Max: 2, Args: []value.TypeSet{stringType, stringType | listType}, Result: listType, Call: split},
	{Name: "substring", Category: "String", Signature: "substring(original :: STRING, start :: INTEGER, length :: INTEGER) :: STRING", Description: "Returns a substring of the given `STRING`, beginning with a 0-based index start.",
		Min: 2, Max: 3, Args: []value.TypeSet{stringType, value.IntegerType}, Result: stringType, TakesNull: true, Call: substring},
	{Name: "left", Category: "String", Signature: "left(original :: STRING, length :: INTEGER) :: STRING", Description: "Returns a `STRING` containing the specified number of leftmost characters of the given `STRING`.",
		Min: 2, Max: 2, Args: []value.TypeSet{stringType, value.IntegerType}, Result: stringType, Call: left},
	{Name: "right", Category: "String", Signature: "right(original :: STRING, length :: INTEGER) :: STRING", Description: "Returns a `STRING` containing the specified number of rightmost characters in the given `STRING`.",
		Min: 2, Max: 2, Args: []value.TypeSet{stringType, value.IntegerType}, Result: stringType, Call: right},
	{Name: "char_length", Category: "Scalar", Signature: "char_length(input :: STRING) :: INTEGER", Description: "Returns the number of Unicode characters in a `STRING`.",
		Min: 1, Max: 1, Args: []value.TypeSet{stringType}, Result: value.IntegerType, Call: size},
	{Name: "character_length", Category: "Scalar", Signature: "character_length(input :: STRING) :: INTEGER", Description: "Returns the number of Unicode characters in a `STRING`.",
		Min: 1, Max: 1, Args: []value.TypeSet{stringType}, Result: value.IntegerType, Call: size},
	{Name: "normalize", Category: "String", Signature: "normalize(input :: STRING) :: STRING", Description: "Normalizes a `STRING`, using the NFC normalization form.",
		Min: 1, Max: 1, Args: []value.TypeSet{stringType}, Result: stringType, Call: normalize},
	{Name: "randomUUID", Category: "Scalar", Signature: "randomUUID() :: STRING", Description: "Generates a random UUID.",
		Min: 0, Max: 0, Result: stringType, Call: randomUUID},
}

func textFunction(name, description string, f func(string) string) Function {
	return Function{Name: name, Category: "String", Signature: name + "(input :: STRING) :: STRING", Description: description,
		Min: 1, Max: 1, Args: []value.TypeSet{stringType}, Result: stringType,
		Call: func(_ *Context, args []value.Value) (value.Value, error) {
			s, ok := args[0].(string)
			if !ok {
				return nil, mismatch(name, args[0])
			}
			return f(s), nil
		}}
}

func trimFunction(name, description string, start, end bool) Function {
	return Function{Name: name, Category: "String", Signature: name + "(input :: STRING, trimCharacterString :: STRING) :: STRING", Description: description,
		Min: 1, Max: 2, Args: []value.TypeSet{stringType}, Result: stringType,
		Call: func(_ *Context, args []value.Value) (value.Value, error) {
			s, ok := args[0].(string)
			if !ok {
				return nil, mismatch(name, args[0])
			}
			drop := isWhitespace
			if len(args) == 2 {
				set, ok := args[1].(string)
				if !ok {
					return nil, mismatch(name, args[1])
				}
				drop = func(r rune) bool { return strings.ContainsRune(set, r) }
			}
			if start {
				s = strings.TrimLeftFunc(s, drop)
			}
			if end {
				s = strings.TrimRightFunc(s, drop)
			}
			return s, nil
		}}
}

// isWhitespace is Java's Character.isWhitespace: not the spaces that do not
// break.
func isWhitespace(r rune) bool {
	switch r {
	case 0xa0, 0x2007, 0x202f, 0x85:
		return false
	}
	return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f
}

func replace(_ *Context, args []value.Value) (value.Value, error) {
	var s [3]string
	for i, a := range args {
		text, ok := a.(string)
		if !ok {
			return nil, mismatch("replace", a)
		}
		s[i] = text
	}
	return strings.ReplaceAll(s[0], s[1], s[2]), nil
}

func split(_ *Context, args []value.Value) (value.Value, error) {
	s, ok := args[0].(string)
	if !ok {
		return nil, mismatch("split", args[0])
	}
	var delimiters []string
	switch d := args[1].(type) {
	case string:
		delimiters = []string{d}
	case []value.Value:
		for _, x := range d {
			text, ok := x.(string)
			if !ok {
				return nil, mismatch("split", x)
			}
			delimiters = append(delimiters, text)
		}
	default:
		return nil, mismatch("split", args[1])
	}
	return stringList(splitAny(s, delimiters)), nil
}

// splitAny cuts s at the earliest delimiter again and again; an empty
// delimiter cuts between characters.
func splitAny(s string, delimiters []string) []string {
	for _, d := range delimiters {
		if d == "" {
			if s == "" {
				return []string{""}
			}
			return strings.Split(s, "")
		}
	}
	out := []string{}
	for {
		at, width := -1, 0
		for _, d := range delimiters {
			if i := strings.Index(s, d); i >= 0 && (at < 0 || i < at) {
				at, width = i, len(d)
			}
		}
		if at < 0 {
			return append(out, s)
		}
		out = append(out, s[:at])
		s = s[at+width:]
	}
}

func substring(_ *Context, args []value.Value) (value.Value, error) {
	if args[0] == nil {
		return nil, nil
	}
	s, ok := args[0].(string)
	if !ok {
		return nil, mismatch("substring", args[0])
	}
	runes := []rune(s)
	bounds := [2]int64{0, int64(len(runes))}
	for i, a := range args[1:] {
		n, ok := a.(int64)
		if !ok {
			return nil, mismatch("substring", a)
		}
		if n < 0 {
			return nil, status.Argument("NegativeIntegerArgument", "Cannot handle negative start index nor negative length")
		}
		bounds[i] = n
	}
	start := min(bounds[0], int64(len(runes)))
	return string(runes[start : start+min(bounds[1], int64(len(runes))-start)]), nil
}

func textAndCount(function string, args []value.Value) ([]rune, int, error) {
	s, ok := args[0].(string)
	if !ok {
		return nil, 0, mismatch(function, args[0])
	}
	n, ok := args[1].(int64)
	if !ok {
		return nil, 0, mismatch(function, args[1])
	}
	if n < 0 {
		return nil, 0, status.Argument("NegativeIntegerArgument", "length must be a non-negative integer")
	}
	runes := []rune(s)
	return runes, int(min(n, int64(len(runes)))), nil
}

func left(_ *Context, args []value.Value) (value.Value, error) {
	runes, n, err := textAndCount("left", args)
	if err != nil {
		return nil, err
	}
	return string(runes[:n]), nil
}

func right(_ *Context, args []value.Value) (value.Value, error) {
	runes, n, err := textAndCount("right", args)
	if err != nil {
		return nil, err
	}
	return string(runes[len(runes)-n:]), nil
}

func normalize(_ *Context, args []value.Value) (value.Value, error) {
	s, ok := args[0].(string)
	if !ok {
		return nil, mismatch("normalize", args[0])
	}
	return norm.NFC.String(s), nil
}

func randomUUID(c *Context, _ []value.Value) (value.Value, error) {
	hi, lo := randomBits(c), randomBits(c)
	hi = hi&^0xf000 | 0x4000
	lo = lo&^(3<<62) | 2<<62
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", hi>>32, hi>>16&0xffff, hi&0xffff, lo>>48, lo&0xffffffffffff), nil
}

func randomBits(c *Context) uint64 {
	if c.Rand != nil {
		return c.Rand.Uint64()
	}
	return rand.Uint64()
}
