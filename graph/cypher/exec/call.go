package exec

import (
	"errors"
	"strings"

	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

func (c *compiler) procedureCall(op *plan.ProcedureCall) (source, error) {
	in, err := c.source(op.Input)
	if err != nil {
		return nil, err
	}
	args, err := c.all(op.Args)
	if err != nil {
		return nil, err
	}
	return func(rt *runtime, arg row) iterator {
		it := in(rt, arg)
		var current row
		var results [][]value.Value
		return step(func() (row, error) {
			for len(results) == 0 {
				r, err := it.next()
				if err != nil || r == nil {
					return nil, err
				}
				if results, err = rt.callProcedure(op, args, r); err != nil {
					return nil, err
				}
				current = r
				if op.Void {
					return r, nil
				}
				if op.Optional && len(results) == 0 {
					for _, slot := range op.Slots {
						r[slot] = nil
					}
					return r, nil
				}
			}
			if err := rt.tick(); err != nil {
				return nil, err
			}
			for i, slot := range op.Slots {
				current[slot] = results[0][op.Columns[i]]
			}
			results = results[1:]
			return current, nil
		})
	}, nil
}

// callProcedure evaluates the arguments and calls.
func (rt *runtime) callProcedure(op *plan.ProcedureCall, args []expression, r row) ([][]value.Value, error) {
	p, ok := rt.env.Procedures.Procedure(op.Procedure)
	if !ok {
		return nil, status.Run(status.ProcedureNotFound, "ProcedureNotFound", "There is no procedure with the name `%s` registered for this database instance. Please ensure you've spelled the procedure name correctly and that the procedure is properly deployed.", op.Procedure)
	}
	if rt.env.ReadOnly && (p.Mode == Write || p.Mode == Schema) {
		return nil, status.Run(status.AccessMode, "AccessMode", "The procedure %s writes, which is not allowed for this user or access mode", p.Name)
	}
	values := make([]value.Value, len(p.Args))
	for i, a := range p.Args {
		var err error
		switch {
		case i < len(args):
			values[i], err = args[i](rt, r)
		case op.Implicit:
			v, given := rt.env.Params[a.Name]
			if !given && !a.HasDefault {
				err = status.Compile(status.ParameterMissing, -1, "MissingParameter", "Expected parameter(s): %s", a.Name)
			}
			values[i] = v
			if !given {
				values[i] = a.Default
			}
		default:
			values[i] = a.Default
		}
		if err != nil {
			return nil, err
		}
		if values[i], err = procedureArgument(p, a, values[i]); err != nil {
			return nil, err
		}
	}
	rows, err := p.Call(rt.ctx, &ProcedureContext{View: rt.view(), Tx: rt.tx, Env: rt.env, Params: rt.env.Params}, values)
	var known *status.Error
	if err != nil && !errors.As(err, &known) {
		known = status.Run(status.ProcedureCallFailed, "ProcedureCallFailed", "Failed to invoke procedure `%s`: %v", p.Name, err)
		known.Cause = err
		return nil, known
	}
	return rows, err
}

// procedureArgument checks an argument against its declared type; an integer will do
// for a float.
func procedureArgument(p *Procedure, a Argument, v value.Value) (value.Value, error) {
	if v == nil {
		return nil, nil
	}
	want := strings.TrimSuffix(strings.ToUpper(a.Type), "?")
	if i := strings.IndexByte(want, '<'); i >= 0 {
		want = want[:i]
	}
	got := value.TypeName(v)
	switch {
	case want == "" || want == "ANY" || want == got:
		return v, nil
	case want == "NUMBER" && (got == "INTEGER" || got == "FLOAT"):
		return v, nil
	case want == "FLOAT" && got == "INTEGER":
		return float64(v.(int64)), nil
	}
	return nil, status.Run(status.TypeError, "InvalidArgumentType", "Type mismatch: argument `%s` of %s expects %s but was %s", a.Name, p.Name, a.Type, got)
}
