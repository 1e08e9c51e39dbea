package temporal

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"clew/graph/cypher/value"
)

// The reader in this file understands just enough of the language to evaluate
// the queries of the TCK's temporal features without the rest of the engine:
// CREATE of single nodes, MATCH of nodes by label, WITH and RETURN of
// expressions over literals, maps, lists, functions, properties and operators.

// query evaluates clauses over one row.
type query struct {
	tokens []string
	at     int
	row    map[string]value.Value
	nodes  map[string]map[string]value.Value // by label, "" without
	clock  Clock
	names  []string // of the columns of the last RETURN
	values []value.Value
}

// failure carries an error of evaluation up to run.
type failure struct{ err error }

// run evaluates text; the error is one of this package's functions or of the
// reader.
func (q *query) run(text string) (err error) {
	defer func() {
		if f, ok := recover().(failure); ok {
			err = f.err
		}
	}()
	q.tokens, q.at, q.row = tokenize(text), 0, map[string]value.Value{}
	q.names, q.values = nil, nil
	for q.at < len(q.tokens) {
		switch clause := q.next(); clause {
		case "CREATE":
			q.create()
		case "MATCH":
			q.match()
		case "WITH":
			row := map[string]value.Value{}
			q.projection(func(name string, v value.Value) { row[name] = v })
			for name, v := range row {
				q.row[name] = v
			}
		case "RETURN":
			q.projection(func(name string, v value.Value) {
				q.names, q.values = append(q.names, name), append(q.values, v)
			})
		default:
			q.fail("unexpected %q", clause)
		}
	}
	return nil
}

func (q *query) fail(format string, args ...any) {
	panic(failure{fmt.Errorf("reader: "+format, args...)})
}

func (q *query) must(v value.Value, err error) value.Value {
	if err != nil {
		panic(failure{err})
	}
	return v
}

func tokenize(text string) []string {
	var tokens []string
	for i := 0; i < len(text); {
		start := i
		switch c := text[i]; {
		case c == ' ' || c == '\n' || c == '\t':
			i++
			continue
		case c == '\'':
			i += 2 + strings.IndexByte(text[i+1:], '\'')
		case isLetter(c):
			for i < len(text) && (isLetter(text[i]) || isDigit(text[i])) {
				i++
			}
		case isDigit(c):
			for i < len(text) && (isDigit(text[i]) || text[i] == '.') {
				i++
			}
		case strings.HasPrefix(text[i:], ">=") || strings.HasPrefix(text[i:], "<="):
			i += 2
		default:
			i++
		}
		tokens = append(tokens, text[start:i])
	}
	return tokens
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

func (q *query) peek() string {
	if q.at < len(q.tokens) {
		return q.tokens[q.at]
	}
	return ""
}

func (q *query) next() string {
	token := q.peek()
	q.at++
	return token
}

func (q *query) accept(token string) bool {
	if q.peek() == token {
		q.at++
		return true
	}
	return false
}

func (q *query) expect(token string) {
	if !q.accept(token) {
		q.fail("expected %q, found %q", token, q.peek())
	}
}

func (q *query) create() {
	q.expect("(")
	label := ""
	if q.accept(":") {
		label = q.next()
	}
	q.nodes[label] = q.mapLiteral()
	q.expect(")")
}

func (q *query) match() {
	for {
		q.expect("(")
		name, label := q.next(), ""
		if q.accept(":") {
			label = q.next()
		}
		q.row[name] = q.nodes[label]
		q.expect(")")
		if !q.accept(",") {
			return
		}
	}
}

func (q *query) projection(emit func(string, value.Value)) {
	for {
		start := q.at
		v := q.comparison()
		name := strings.Join(q.tokens[start:q.at], "")
		if q.accept("AS") {
			name = q.next()
		}
		emit(name, v)
		if !q.accept(",") {
			return
		}
	}
}

func (q *query) comparison() value.Value {
	left := q.sum()
	switch op := q.peek(); op {
	case "=":
		q.at++
		return value.Equal(left, q.sum()).Value()
	case "<", ">", "<=", ">=":
		q.at++
		sign, defined := value.Compare(left, q.sum())
		if defined != value.True {
			return defined.Value()
		}
		return map[string]bool{"<": sign < 0, ">": sign > 0, "<=": sign <= 0, ">=": sign >= 0}[op]
	}
	return left
}

type operator func(a, b value.Value) (value.Value, bool, error)

func (q *query) binary(operand func() value.Value, operators map[string]operator) value.Value {
	left := operand()
	for {
		op, ok := operators[q.peek()]
		if !ok {
			return left
		}
		symbol := q.next()
		v, ok, err := op(left, operand())
		if !ok {
			q.fail("%s of %T", symbol, left)
		}
		left = q.must(v, err)
	}
}

func (q *query) sum() value.Value {
	return q.binary(q.product, map[string]operator{"+": Add, "-": Subtract})
}

func (q *query) product() value.Value {
	return q.binary(q.postfix, map[string]operator{"*": Multiply, "/": Divide})
}

func (q *query) postfix() value.Value {
	v := q.atom()
	for q.accept(".") {
		key := q.next()
		if m, ok := v.(map[string]value.Value); ok {
			v = m[key]
			continue
		}
		component, ok, err := Component(v, key)
		if !ok {
			q.fail("no component %s of %T", key, v)
		}
		v = q.must(component, err)
	}
	return v
}

func (q *query) atom() value.Value {
	token := q.peek()
	switch {
	case token == "":
		q.fail("unexpected end")
	case token == "{":
		return q.mapLiteral()
	case token == "[":
		q.at++
		list := []value.Value{}
		for !q.accept("]") {
			list = append(list, q.comparison())
			q.accept(",")
		}
		return list
	case token == "-":
		q.at++
		switch n := q.atom().(type) {
		case int64:
			return -n
		case float64:
			return -n
		}
		q.fail("minus before no number")
	case token[0] == '\'':
		q.at++
		return strings.Trim(token, "'")
	case isDigit(token[0]):
		q.at++
		return number(token)
	}
	if fixed, ok := map[string]value.Value{"null": nil, "true": true, "false": false, "NaN": math.NaN()}[token]; ok {
		q.at++
		return fixed
	}
	return q.nameOrCall()
}

func number(token string) value.Value {
	if n, err := strconv.ParseInt(token, 10, 64); err == nil {
		return n
	}
	f, _ := strconv.ParseFloat(token, 64)
	return f
}

func (q *query) mapLiteral() map[string]value.Value {
	q.expect("{")
	m := map[string]value.Value{}
	for !q.accept("}") {
		key := q.next()
		q.expect(":")
		m[key] = q.comparison()
		q.accept(",")
	}
	return m
}

func (q *query) nameOrCall() value.Value {
	start := q.at
	name := q.next()
	for q.peek() == "." {
		q.at++
		name += "." + q.next()
	}
	if !q.accept("(") {
		q.at = start + 1
		v, ok := q.row[q.tokens[start]]
		if !ok {
			q.fail("unknown name %s", q.tokens[start])
		}
		return v
	}
	var args []value.Value
	for !q.accept(")") {
		args = append(args, q.comparison())
		q.accept(",")
	}
	if name == "toString" {
		text, ok := Text(args[0])
		if !ok {
			q.fail("toString of %T", args[0])
		}
		return text
	}
	return q.call(name, args)
}

func (q *query) call(name string, args []value.Value) value.Value {
	for _, f := range Functions {
		if strings.EqualFold(f.Name, name) {
			if len(args) < f.Min || len(args) > f.Max {
				q.fail("%s with %d arguments", name, len(args))
			}
			return q.must(f.Call(q.clock, args))
		}
	}
	q.fail("unknown function %s", name)
	return nil
}
