package cypher

import (
	"context"
	"errors"
	"sort"
	"strings"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/exec"
	"clew/graph/cypher/parser"
	"clew/graph/cypher/semantics"
	"clew/graph/cypher/status"
)

// The types of the parts below, under the names that users of the engine see.
type (
	Error            = status.Error
	Notification     = status.Notification
	Environment      = exec.Environment
	Limits           = exec.Limits
	Session          = exec.Session
	Setting          = exec.Setting
	Transaction      = exec.Transaction
	Result           = exec.Result
	Summary          = exec.Summary
	Counters         = exec.Counters
	PlanNode         = exec.PlanNode
	Procedure        = exec.Procedure
	ProcedureContext = exec.ProcedureContext
	Argument         = exec.Argument
	Column           = exec.Column
	Mode             = exec.Mode
)

// What a procedure may do.
const (
	Read   = exec.Read
	Write  = exec.Write
	Schema = exec.Schema
	DBMS   = exec.DBMS
)

// Statement is a query that has been parsed and checked.
type Statement struct {
	tree       *ast.Statement
	parameters []semantics.Parameter
	calls      bool
}

// Prepare parses and checks a query. The error is an *Error of the compile
// phase. Procedures are looked up when the statement runs.
func Prepare(query string) (stmt *Statement, err error) {
	defer recoverInto(&err)
	tree, err := parser.Parse(query)
	if err != nil {
		return nil, err
	}
	facts, err := semantics.Check(tree, nil)
	if err != nil {
		return nil, located(err, query)
	}
	return &Statement{tree: tree, parameters: facts.Parameters, calls: facts.Calls}, nil
}

func recoverInto(err *error) {
	if p := recover(); p != nil {
		*err = status.Run(status.Internal, "InternalError", "internal error: %v", p)
	}
}

// located fills in the line of an error that has a place.
func located(err error, query string) error {
	var e *status.Error
	if errors.As(err, &e) {
		e.Locate(query)
		return e
	}
	return err
}

// Text is the query as it was given.
func (s *Statement) Text() string { return s.tree.Text }

// Updating tells whether the statement writes data or schema.
func (s *Statement) Updating() bool {
	if s.tree.Command != nil {
		_, show := s.tree.Command.(*ast.Show)
		return !show
	}
	return s.tree.Query.Updating()
}

// Explains tells whether the statement asks for its plan only.
func (s *Statement) Explains() bool { return s.tree.Explain }

// Run runs the statement. A statement that writes has run to its end when Run
// returns; the caller commits or rolls back. Every error is an *Error.
func (s *Statement) Run(ctx context.Context, env *Environment) (*Result, error) {
	res, err := s.run(ctx, env)
	return res, located(err, s.tree.Text)
}

func (s *Statement) run(ctx context.Context, env *Environment) (*Result, error) {
	if env.Procedures == nil {
		withNone := *env
		withNone.Procedures = NewRegistry()
		env = &withNone
	}
	if env.ReadOnly && s.Updating() && !s.tree.Explain {
		return nil, status.Run(status.AccessMode, "AccessMode", "Writing in read access mode not allowed.")
	}
	if s.calls {
		if _, err := semantics.Check(s.tree, signatures{env.Procedures}); err != nil {
			return nil, err
		}
	}
	if missing := s.missing(env); len(missing) > 0 && !s.tree.Explain {
		return nil, status.Compile(status.ParameterMissing, -1, "MissingParameter", "Expected parameter(s): %s", strings.Join(missing, ", "))
	}
	return exec.Run(ctx, s.tree, env)
}

// missing lists the parameters that were not given, and those that a
// procedure called without parentheses takes by name.
func (s *Statement) missing(env *Environment) []string {
	var out []string
	for _, p := range s.parameters {
		if _, given := env.Params[p.Name]; !given {
			out = append(out, p.Name)
		}
	}
	if s.calls {
		for _, call := range semantics.ImplicitCalls(s.tree) {
			p, ok := env.Procedures.Procedure(call)
			if !ok {
				continue
			}
			for _, a := range p.Args {
				if _, given := env.Params[a.Name]; !given && !a.HasDefault {
					out = append(out, a.Name)
				}
			}
		}
	}
	sort.Strings(out)
	return out
}

// signatures shows procedures to the semantic pass.
type signatures struct{ exec.Procedures }

// Signature implements semantics.Procedures.
func (s signatures) Signature(name string) (semantics.Signature, bool) {
	p, ok := s.Procedure(name)
	if !ok {
		return semantics.Signature{}, false
	}
	sig := semantics.Signature{Name: p.Name}
	for _, a := range p.Args {
		sig.Args = append(sig.Args, semantics.Field{Name: a.Name, Type: a.Type, Optional: a.HasDefault})
	}
	for _, y := range p.Yields {
		sig.Yields = append(sig.Yields, semantics.Field{Name: y.Name, Type: y.Type})
	}
	return sig, true
}
