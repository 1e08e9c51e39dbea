package exec

import (
	"context"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/functions"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Result is the answer of a statement: rows to be pulled and, when they are
// all pulled, a summary.
type Result struct {
	Columns []string
	rt      *runtime
	it      iterator
	slots   []int
	ready   [][]value.Value // rows of a statement that ran at once
	summary Summary
	onEnd   func()
}

// Next returns the next row; ok is false at the end.
func (r *Result) Next() (values []value.Value, ok bool, err error) {
	if r.it == nil {
		if len(r.ready) == 0 {
			return nil, false, nil
		}
		values = r.ready[0]
		r.ready = r.ready[1:]
		return values, true, nil
	}
	values, err = r.pull()
	if err != nil || values == nil {
		r.it = nil
		if r.onEnd != nil {
			r.onEnd()
		}
		return nil, false, err
	}
	return values, true, nil
}

func (r *Result) pull() (values []value.Value, err error) {
	defer recoverInto(&err)
	found, err := r.it.next()
	if err != nil || found == nil {
		return nil, err
	}
	values = make([]value.Value, len(r.slots))
	for i, s := range r.slots {
		values[i] = r.rt.export(found[s])
	}
	return values, nil
}

// Summary is complete once Next has answered that there is no more.
func (r *Result) Summary() Summary { return r.summary }

// recoverInto turns a defect of the engine into an error, so that one query
// cannot take the process down.
func recoverInto(err *error) {
	if p := recover(); p != nil {
		*err = status.Run(status.Internal, "InternalError", "internal error: %v", p)
	}
}

// statistics makes a view the planner's statistics.
type statistics struct{ *memory.View }

// Run plans and starts a checked statement. A statement that writes runs to
// its end before Run returns; one that only reads runs as rows are pulled.
func Run(ctx context.Context, stmt *ast.Statement, env *Environment) (res *Result, err error) {
	defer recoverInto(&err)
	if env.View == nil && env.Tx == nil {
		return nil, status.Run(status.Internal, "InternalError", "internal error: a statement needs a view or a transaction")
	}
	if show, ok := stmt.Command.(*ast.Show); ok {
		return runShow(ctx, stmt, show, env)
	}
	if stmt.Command != nil {
		return runSchema(ctx, stmt, env)
	}
	updating := stmt.Query.Updating()
	tx, err := transaction(env, updating || callsWriter(stmt.Query, env), stmt.Explain)
	if err != nil {
		return nil, err
	}
	view := env.View
	if tx != nil {
		view = tx.View()
	}
	p := &plan.Planner{Stats: statistics{view}, Procedures: env.Procedures, IsAggregate: functions.Builtin.IsAggregate}
	root := p.Query(stmt.Query)
	res, err = start(ctx, stmt, env, tx, p, root, updating)
	if err == nil && !updating {
		res.summary.Notifications = remarks(stmt.Query, view)
		for i := range res.summary.Notifications {
			res.summary.Notifications[i].Locate(stmt.Text)
		}
	}
	return res, err
}

// transaction opens the write transaction of an updating statement.
func transaction(env *Environment, updating, explain bool) (*memory.Tx, error) {
	switch {
	case !updating || explain && env.Tx == nil:
		return env.Tx, nil
	case env.ReadOnly:
		return nil, status.Run(status.AccessMode, "AccessMode", "Writing in read access mode not allowed.")
	case env.Tx != nil:
		return env.Tx, nil
	case env.Begin == nil:
		return nil, status.Run(status.AccessMode, "AccessMode", "Writing in read access mode not allowed.")
	}
	return env.Begin()
}

// callsWriter tells whether a query calls a procedure that writes.
func callsWriter(q *ast.Query, env *Environment) bool {
	for _, part := range q.Parts {
		for _, c := range part.Clauses {
			switch c := c.(type) {
			case *ast.CallProcedure:
				if p, ok := env.Procedures.Procedure(c.Name); ok && (p.Mode == Write || p.Mode == Schema) {
					return true
				}
			case *ast.CallSubquery:
				if callsWriter(c.Query, env) {
					return true
				}
			}
		}
	}
	return false
}

func start(ctx context.Context, stmt *ast.Statement, env *Environment, tx *memory.Tx, p *plan.Planner, root *plan.ProduceResults, updating bool) (*Result, error) {
	c := &compiler{planner: p}
	if stmt.Profile {
		c.profile = map[plan.Operator]*PlanNode{}
	}
	src, err := c.source(root.Input)
	if err != nil {
		return nil, err
	}
	res := &Result{Columns: root.Columns, slots: root.Slots}
	if res.Columns == nil {
		res.Columns = []string{}
	}
	res.summary.Type = queryType(updating, root.Slots != nil, stmt, env)
	if stmt.Explain {
		res.summary.Plan = describe(root, nil)
		return res, nil
	}
	rt := newRuntime(ctx, env, tx, p.Frame.Width)
	res.rt, res.it = rt, src(rt, make(row, rt.width))
	res.onEnd = func() {
		res.summary.Counters = rt.counters
		if stmt.Profile {
			res.summary.Profile = describe(root, c.profile)
		}
	}
	if !updating && root.Slots != nil {
		return res, nil
	}
	return res, res.runAll(root.Slots != nil)
}

// runAll runs a statement to its end and keeps its rows.
func (r *Result) runAll(returns bool) error {
	var rows [][]value.Value
	for {
		values, ok, err := r.Next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if returns {
			if err := r.rt.hold(1); err != nil {
				return err
			}
			rows = append(rows, values)
		}
	}
	r.ready = rows
	return r.rt.finish()
}

func queryType(updating, returns bool, stmt *ast.Statement, env *Environment) string {
	switch {
	case updating && returns:
		return "rw"
	case updating:
		return "w"
	}
	if len(stmt.Query.Parts) == 1 && len(stmt.Query.Parts[0].Clauses) == 1 {
		if call, ok := stmt.Query.Parts[0].Clauses[0].(*ast.CallProcedure); ok {
			if p, found := env.Procedures.Procedure(call.Name); found && p.Mode == DBMS {
				return "s"
			}
		}
	}
	return "r"
}

// describe makes the tree that EXPLAIN and PROFILE show.
func describe(op plan.Operator, profile map[plan.Operator]*PlanNode) *PlanNode {
	n, _ := describeWith(op, profile)
	return n
}

// describeWith also returns the records looked at by the operator and all
// below it, which is what was counted; the node itself gets its own share.
func describeWith(op plan.Operator, profile map[plan.Operator]*PlanNode) (n *PlanNode, records int64) {
	n = &PlanNode{Operator: op.Name(), Details: op.Details(), Estimate: op.Estimate()}
	below := int64(0)
	for _, in := range op.Inputs() {
		child, r := describeWith(in, profile)
		n.Children = append(n.Children, child)
		below += r
	}
	counted := profile[op]
	if counted == nil {
		if len(n.Children) == 1 {
			n.Rows = n.Children[0].Rows
		}
		return n, below
	}
	n.Rows, n.Records = counted.Rows, max(0, counted.Records-below)
	return n, counted.Records
}
