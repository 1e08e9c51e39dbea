package temporal

import (
	"time"

	"clew/graph/cypher/value"
)

// Function is one function of the language.
type Function struct {
	Name        string
	Signature   string
	Description string
	Min, Max    int             // number of arguments
	Args        []value.TypeSet // what each argument may be; the last holds for all further ones
	Result      value.TypeSet
	// Call takes between Min and Max arguments, null among them.
	Call func(c Clock, args []value.Value) (value.Value, error)
}

// Functions are all functions of temporal values, in the order of their types.
var Functions = makeFunctions()

func makeFunctions() []Function {
	var table []Function
	for _, t := range []struct {
		kind   kind
		name   string
		result value.TypeSet
	}{
		{dateKind, "DATE", value.DateType},
		{localTimeKind, "LOCAL TIME", value.LocalTimeType},
		{timeKind, "ZONED TIME", value.TimeType},
		{localDateTimeKind, "LOCAL DATETIME", value.LocalDateTimeType},
		{dateTimeKind, "ZONED DATETIME", value.DateTimeType},
	} {
		table = append(table, instantFunctions(t.kind, t.name, t.result)...)
	}
	table = append(table, epochFunctions...)
	return append(table, durationFunctions...)
}

// instantFunctions are the constructor of a type, its variants with a clock,
// and its truncation.
func instantFunctions(k kind, typ string, result value.TypeSet) []Function {
	clocks := []struct {
		name string
		read func(Clock) time.Time
	}{
		{"transaction", func(c Clock) time.Time { return c.Transaction }},
		{"statement", func(c Clock) time.Time { return c.Statement }},
		{"realtime", Clock.realtime},
	}
	table := []Function{{
		Name:        k.name,
		Signature:   k.name + "(input = DEFAULT_TEMPORAL_ARGUMENT :: ANY) :: " + typ,
		Description: "Creates a `" + typ + "` from text, a map of fields or another temporal value; without argument, now.",
		Min:         0, Max: 1, Args: []value.TypeSet{value.StringType | value.MapType | value.TemporalType}, Result: result,
		Call: construct(k),
	}}
	for _, clock := range clocks {
		table = append(table, Function{
			Name:        k.name + "." + clock.name,
			Signature:   k.name + "." + clock.name + "(timezone = DEFAULT_TEMPORAL_ARGUMENT :: ANY) :: " + typ,
			Description: "Returns the current `" + typ + "` by the " + clock.name + " clock.",
			Min:         0, Max: 1, Args: []value.TypeSet{value.StringType}, Result: result,
			Call: clockFunction(k, clock.read),
		})
	}
	return append(table, Function{
		Name:        k.name + ".truncate",
		Signature:   k.name + ".truncate(unit :: STRING, input = DEFAULT_TEMPORAL_ARGUMENT :: ANY, fields = null :: MAP) :: " + typ,
		Description: "Truncates a temporal value to a unit, as a `" + typ + "`.",
		Min:         1, Max: 3, Args: []value.TypeSet{value.StringType, value.TemporalType, value.MapType}, Result: result,
		Call: truncate(k),
	})
}

var epochFunctions = []Function{
	{
		Name:        "datetime.fromEpoch",
		Signature:   "datetime.fromEpoch(seconds :: INTEGER | FLOAT, nanoseconds :: INTEGER | FLOAT) :: ZONED DATETIME",
		Description: "Creates a `ZONED DATETIME` in UTC from seconds since 1970 and nanoseconds.",
		Min:         2, Max: 2, Args: []value.TypeSet{value.NumberType}, Result: value.DateTimeType, Call: dateTimeFromEpoch,
	},
	{
		Name:        "datetime.fromEpochMillis",
		Signature:   "datetime.fromEpochMillis(milliseconds :: INTEGER | FLOAT) :: ZONED DATETIME",
		Description: "Creates a `ZONED DATETIME` in UTC from milliseconds since 1970.",
		Min:         1, Max: 1, Args: []value.TypeSet{value.NumberType}, Result: value.DateTimeType, Call: dateTimeFromEpochMillis,
	},
}

var durationFunctions = []Function{
	{
		Name:        "duration",
		Signature:   "duration(input :: ANY) :: DURATION",
		Description: "Creates a `DURATION` from text or a map of amounts.",
		Min:         1, Max: 1, Args: []value.TypeSet{value.StringType | value.MapType | value.DurationType}, Result: value.DurationType, Call: duration,
	},
	betweenFunction(betweenSpan, "months, days and seconds"),
	betweenFunction(monthsSpan, "whole months"),
	betweenFunction(daysSpan, "whole days"),
	betweenFunction(secondsSpan, "seconds"),
}

func betweenFunction(s span, units string) Function {
	return Function{
		Name:        s.name,
		Signature:   s.name + "(from :: ANY, to :: ANY) :: DURATION",
		Description: "Computes the `DURATION` from one temporal value to another in " + units + ".",
		Min:         2, Max: 2, Args: []value.TypeSet{value.TemporalType}, Result: value.DurationType, Call: between(s),
	}
}
