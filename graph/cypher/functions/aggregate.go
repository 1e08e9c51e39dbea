package functions

import (
	"math"
	"sort"

	"clew/graph/cypher/status"
	"clew/graph/cypher/temporal"
	"clew/graph/cypher/value"
)

var aggregateFunctions = []Aggregate{
	{Name: "count", Signature: "count(input :: ANY) :: INTEGER", Description: "Returns the number of values or rows.",
		Args: []value.TypeSet{value.AnyType}, Result: value.IntegerType, New: func() Accumulator { return &counter{} }},
	{Name: "sum", Signature: "sum(input :: INTEGER | FLOAT | DURATION) :: INTEGER | FLOAT | DURATION", Description: "Returns the sum of a set of values.",
		Args: []value.TypeSet{numberType | value.DurationType}, Result: numberType | value.DurationType, New: func() Accumulator { return &sum{total: int64(0)} }},
	{Name: "avg", Signature: "avg(input :: INTEGER | FLOAT | DURATION) :: INTEGER | FLOAT | DURATION", Description: "Returns the average of a set of values.",
		Args: []value.TypeSet{numberType | value.DurationType}, Result: numberType | value.DurationType, New: func() Accumulator { return &average{} }},
	{Name: "min", Signature: "min(input :: ANY) :: ANY", Description: "Returns the minimum value in a set of values.",
		Args: []value.TypeSet{value.AnyType}, Result: value.AnyType, New: func() Accumulator { return &extreme{sign: -1} }},
	{Name: "max", Signature: "max(input :: ANY) :: ANY", Description: "Returns the maximum value in a set of values.",
		Args: []value.TypeSet{value.AnyType}, Result: value.AnyType, New: func() Accumulator { return &extreme{sign: 1} }},
	{Name: "collect", Signature: "collect(input :: ANY) :: LIST<ANY>", Description: "Returns a list containing the values returned by an expression.",
		Args: []value.TypeSet{value.AnyType}, Result: listType, New: func() Accumulator { return &collector{list: []value.Value{}} }},
	{Name: "stDev", Signature: "stDev(input :: FLOAT) :: FLOAT", Description: "Returns the standard deviation for the given value over a group for a sample of a population.",
		Args: []value.TypeSet{numberType}, Result: value.FloatType, New: func() Accumulator { return &deviation{sample: 1} }},
	{Name: "stDevP", Signature: "stDevP(input :: FLOAT) :: FLOAT", Description: "Returns the standard deviation for the given value over a group for an entire population.",
		Args: []value.TypeSet{numberType}, Result: value.FloatType, New: func() Accumulator { return &deviation{} }},
	{Name: "percentileCont", Signature: "percentileCont(input :: FLOAT, percentile :: FLOAT) :: FLOAT", Description: "Returns the percentile of a value over a group using linear interpolation.",
		Args: []value.TypeSet{numberType}, Result: value.FloatType, New: func() Accumulator { return &percentile{} }},
	{Name: "percentileDisc", Signature: "percentileDisc(input :: FLOAT, percentile :: FLOAT) :: FLOAT", Description: "Returns the nearest value to the given percentile over a group using a rounding method.",
		Args: []value.TypeSet{numberType}, Result: numberType, New: func() Accumulator { return &percentile{discrete: true} }},
}

type counter struct{ n int64 }

func (c *counter) Add([]value.Value) error { c.n++; return nil }

func (c *counter) Result() (value.Value, error) { return c.n, nil }

type sum struct{ total value.Value }

func (s *sum) Add(args []value.Value) error {
	switch args[0].(type) {
	case int64, float64:
	case value.Duration:
		if s.total == value.Value(int64(0)) {
			s.total = value.Duration{}
		}
	default:
		return mismatch("sum", args[0])
	}
	total, err := Add(s.total, args[0])
	if x, y, ok := floats(s.total, args[0]); err != nil && ok { // beyond 64 bits the sum goes on as a float
		total, err = x+y, nil
	}
	s.total = total
	return err
}

func (s *sum) Result() (value.Value, error) { return s.total, nil }

// average keeps a running mean, which cannot overflow.
type average struct {
	n        int64
	mean     float64
	duration *value.Duration
}

func (a *average) Add(args []value.Value) error {
	a.n++
	if d, ok := args[0].(value.Duration); ok {
		if a.duration == nil {
			a.duration = &value.Duration{}
		}
		total, _, err := temporal.Add(*a.duration, d)
		if err != nil {
			return err
		}
		*a.duration = total.(value.Duration)
		return nil
	}
	x, ok := toFloat64(args[0])
	if !ok {
		return mismatch("avg", args[0])
	}
	a.mean += (x - a.mean) / float64(a.n)
	return nil
}

func (a *average) Result() (value.Value, error) {
	switch {
	case a.n == 0:
		return nil, nil
	case a.duration != nil:
		v, _, err := temporal.Divide(*a.duration, a.n)
		return v, err
	}
	return a.mean, nil
}

type extreme struct {
	sign int
	best value.Value
}

func (e *extreme) Add(args []value.Value) error {
	if e.best == nil || value.Order(args[0], e.best)*e.sign > 0 {
		e.best = args[0]
	}
	return nil
}

func (e *extreme) Result() (value.Value, error) { return e.best, nil }

type collector struct{ list []value.Value }

func (c *collector) Add(args []value.Value) error {
	c.list = append(c.list, args[0])
	return nil
}

func (c *collector) Result() (value.Value, error) { return c.list, nil }

// deviation follows Welford, "Note on a method for calculating corrected sums
// of squares and products", 1962.
type deviation struct {
	n       int64
	mean, m float64
	sample  int64
}

func (d *deviation) Add(args []value.Value) error {
	x, ok := toFloat64(args[0])
	if !ok {
		return mismatch("stDev", args[0])
	}
	d.n++
	delta := x - d.mean
	d.mean += delta / float64(d.n)
	d.m += delta * (x - d.mean)
	return nil
}

func (d *deviation) Result() (value.Value, error) {
	if d.n < 2 {
		return 0.0, nil
	}
	return math.Sqrt(d.m / float64(d.n-d.sample)), nil
}

type percentile struct {
	discrete bool
	rank     float64
	values   []value.Value
}

func (p *percentile) Add(args []value.Value) error {
	if _, ok := toFloat64(args[0]); !ok {
		return mismatch("percentile", args[0])
	}
	rank, ok := toFloat64(args[1])
	if !ok {
		return mismatch("percentile", args[1])
	}
	if !(rank >= 0 && rank <= 1) {
		return status.Argument("NumberOutOfRange", "Invalid input '%s' is not a valid argument, must be a number in the range 0.0 to 1.0", value.Format(args[1]))
	}
	p.rank = rank
	p.values = append(p.values, args[0])
	return nil
}

func (p *percentile) Result() (value.Value, error) {
	n := len(p.values)
	if n == 0 {
		return nil, nil
	}
	sort.SliceStable(p.values, func(i, j int) bool { return value.Order(p.values[i], p.values[j]) < 0 })
	if p.discrete {
		i := int(math.Ceil(p.rank*float64(n))) - 1
		return p.values[max(0, i)], nil
	}
	at := p.rank * float64(n-1)
	below := int(math.Floor(at))
	lo, _ := toFloat64(p.values[below])
	if below == n-1 {
		return lo, nil
	}
	hi, _ := toFloat64(p.values[below+1])
	part := at - float64(below)
	return lo*(1-part) + hi*part, nil
}
