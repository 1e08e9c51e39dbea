package functions

import (
	"clew/graph/cypher/temporal"
	"clew/graph/cypher/value"
)

var temporalFunctions = fromTemporal()

// fromTemporal is the table of package temporal as functions of this one.
func fromTemporal() []Function {
	out := make([]Function, len(temporal.Functions))
	for i, f := range temporal.Functions {
		out[i] = Function{Name: f.Name, Category: "Temporal", Signature: f.Signature, Description: f.Description,
			Min: f.Min, Max: f.Max, Args: f.Args, Result: f.Result, TakesNull: true,
			Call: func(c *Context, args []value.Value) (value.Value, error) {
				return f.Call(temporal.Clock{Statement: c.Statement, Transaction: c.Transaction, Realtime: c.Realtime, Zone: c.Zone}, args)
			}}
	}
	return out
}
