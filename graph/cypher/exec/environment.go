package exec

import (
	"context"
	"time"

	"clew/graph/cypher/memory"
	"clew/graph/cypher/plan"
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// Limits bound what one query may use; zero means no bound.
type Limits struct {
	// Rows is how many rows a query may hold at once in sorts, groupings and
	// updating clauses.
	Rows int
}

// Column is one column that a procedure yields.
type Column struct{ Name, Type string }

// Argument is one argument of a procedure. Default is used when the argument
// is left out and HasDefault is set.
type Argument struct {
	Name, Type string
	Default    value.Value
	HasDefault bool
}

// Mode tells what a procedure may do.
type Mode string

// The modes of procedures.
const (
	Read   Mode = "READ"
	Write  Mode = "WRITE"
	Schema Mode = "SCHEMA"
	DBMS   Mode = "DBMS"
)

// Procedure is one procedure that CALL knows.
type Procedure struct {
	Name        string
	Description string
	Args        []Argument
	Yields      []Column
	Mode        Mode
	// System tells whether it also works on the system database.
	System bool
	// Call returns rows with a value per column of Yields. Nodes and
	// relationships are value.NodeID and value.RelationshipID.
	Call func(ctx context.Context, p *ProcedureContext, args []value.Value) ([][]value.Value, error)
}

// ProcedureContext is what a procedure may look at.
type ProcedureContext struct {
	View   *memory.View
	Tx     *memory.Tx // nil in a read-only statement
	Env    *Environment
	Params map[string]value.Value
}

// Procedures finds procedures; *cypher.Registry is one.
type Procedures interface {
	plan.Procedures
	Procedure(name string) (*Procedure, bool)
	AllProcedures() []*Procedure
}

// Session describes, for SHOW, what the engine itself does not know.
type Session struct {
	Database string // the database's name, "neo4j" when empty
	Address  string // where clients connect
	User     string
	Writable bool
	Settings []Setting
	Running  func() []Transaction
	AuthOn   bool
}

// Setting is one row of SHOW SETTINGS.
type Setting struct{ Name, Value, Default, Description string }

// Transaction is one row of SHOW TRANSACTIONS.
type Transaction struct {
	ID, QueryID, Connection, Client, User, Query, Status string
	Start                                                time.Time
}

// Environment is what a statement runs in.
type Environment struct {
	// View is the state to read. It is ignored once there is a transaction.
	View *memory.View
	// Tx is the open write transaction, if any.
	Tx *memory.Tx
	// Begin opens the write transaction when an updating statement starts and
	// Tx is nil. The caller of Run owns the transaction either way.
	Begin func() (*memory.Tx, error)
	// ReadOnly refuses updating statements.
	ReadOnly   bool
	Params     map[string]value.Value
	Procedures Procedures
	Limits     Limits
	Session    Session
	// Clock is the time the statement began, TxClock the transaction; now
	// when zero.
	Clock, TxClock time.Time
	// Zone is the default time zone, UTC when nil.
	Zone *time.Location
}

// Counters count what a statement changed.
type Counters struct {
	NodesCreated, NodesDeleted                 int
	RelationshipsCreated, RelationshipsDeleted int
	PropertiesSet                              int
	LabelsAdded, LabelsRemoved                 int
	IndexesAdded, IndexesRemoved               int
	ConstraintsAdded, ConstraintsRemoved       int
}

// ContainsUpdates tells whether data was changed.
func (c Counters) ContainsUpdates() bool {
	return c.NodesCreated+c.NodesDeleted+c.RelationshipsCreated+c.RelationshipsDeleted+c.PropertiesSet+c.LabelsAdded+c.LabelsRemoved > 0
}

// ContainsSchemaUpdates tells whether indexes or constraints were changed.
func (c Counters) ContainsSchemaUpdates() bool {
	return c.IndexesAdded+c.IndexesRemoved+c.ConstraintsAdded+c.ConstraintsRemoved > 0
}

// PlanNode is one operator of a plan as EXPLAIN and PROFILE show it.
type PlanNode struct {
	Operator    string
	Details     string
	Identifiers []string
	Estimate    float64
	// Rows and Records are filled in by PROFILE: rows yielded and records of
	// the graph looked at.
	Rows, Records int64
	Children      []*PlanNode
}

// Summary is what is known of a statement once it has run.
type Summary struct {
	Type          string // "r", "w", "rw" or "s"
	Counters      Counters
	Plan          *PlanNode // with EXPLAIN
	Profile       *PlanNode // with PROFILE
	Notifications []status.Notification
}
