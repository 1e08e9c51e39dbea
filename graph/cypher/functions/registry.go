package functions

import (
	"math/rand/v2"
	"strings"
	"time"

	"clew/graph/cypher/value"
)

// Graph is what functions ask of the graph a query runs on. Every method
// fails with EntityNotFound for an entity deleted by the query itself.
type Graph interface {
	Labels(value.NodeID) ([]string, error)
	Type(value.RelationshipID) (string, error)
	Ends(value.RelationshipID) (from, to value.NodeID, err error)
	// Properties takes a node or relationship.
	Properties(entity value.Value) (map[string]value.Value, error)
	Keys(entity value.Value) ([]string, error)
	ElementID(entity value.Value) string
}

// Context is what a function may look at besides its arguments.
type Context struct {
	Graph Graph
	// Statement and Transaction are the clocks; both stand still while a
	// query runs. Realtime moves.
	Statement, Transaction time.Time
	Realtime               func() time.Time
	Zone                   *time.Location // the default time zone
	Rand                   *rand.Rand
	// Database is the name of the database.
	Database string
}

// Function is one built-in function.
type Function struct {
	Name        string
	Category    string
	Signature   string
	Description string
	Min, Max    int             // number of arguments
	Args        []value.TypeSet // what each argument may be; the last holds for all further ones
	Result      value.TypeSet
	TakesNull   bool // called even when an argument is null
	Call        func(c *Context, args []value.Value) (value.Value, error)
}

// ArgType returns the types argument i may have.
func (f *Function) ArgType(i int) value.TypeSet {
	if len(f.Args) == 0 {
		return value.AnyType
	}
	return f.Args[min(i, len(f.Args)-1)]
}

// Accumulator folds the values of one group.
type Accumulator interface {
	// Add takes the arguments of one row; the first is never null.
	Add(args []value.Value) error
	Result() (value.Value, error)
}

// Aggregate is one aggregating function.
type Aggregate struct {
	Name        string
	Signature   string
	Description string
	Args        []value.TypeSet
	Result      value.TypeSet
	New         func() Accumulator
}

// Registry finds functions by name.
type Registry struct {
	functions  map[string]*Function
	aggregates map[string]*Aggregate
	list       []*Function
}

// Builtin is the registry of everything this package defines.
var Builtin = newRegistry()

func newRegistry() *Registry {
	r := &Registry{functions: map[string]*Function{}, aggregates: map[string]*Aggregate{}}
	for _, table := range [][]Function{entityFunctions, listFunctions, stringFunctions, numberFunctions, conversionFunctions, temporalFunctions, pointFunctions} {
		for i := range table {
			r.functions[strings.ToLower(table[i].Name)] = &table[i]
			r.list = append(r.list, &table[i])
		}
	}
	for i := range aggregateFunctions {
		r.aggregates[strings.ToLower(aggregateFunctions[i].Name)] = &aggregateFunctions[i]
	}
	return r
}

// Function returns the scalar function with a name, whatever its case.
func (r *Registry) Function(name string) (*Function, bool) {
	f, ok := r.functions[strings.ToLower(name)]
	return f, ok
}

// Aggregate returns the aggregating function with a name.
func (r *Registry) Aggregate(name string) (*Aggregate, bool) {
	a, ok := r.aggregates[strings.ToLower(name)]
	return a, ok
}

// IsAggregate tells whether name is an aggregating function.
func (r *Registry) IsAggregate(name string) bool {
	_, ok := r.Aggregate(name)
	return ok
}

// All returns the scalar functions in the order of the tables.
func (r *Registry) All() []*Function { return r.list }

// AllAggregates returns the aggregating functions.
func (r *Registry) AllAggregates() []Aggregate { return aggregateFunctions }
