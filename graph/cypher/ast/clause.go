package ast

// Direction of a relationship pattern.
type Direction int

// The directions in which a pattern reads a relationship.
const (
	Outgoing Direction = iota
	Incoming
	Both
)

// Shortest tells which paths of a pattern are wanted.
type Shortest int

// The path selectors.
const (
	AllPaths    Shortest = iota
	ShortestOne          // shortestPath(…)
	ShortestAll          // allShortestPaths(…)
)

// Pattern is one connected chain of node and relationship patterns; Rels[i]
// joins Nodes[i] and Nodes[i+1].
type Pattern struct {
	At
	Path     string // name of the path, or ""
	Shortest Shortest
	Nodes    []*NodePattern
	Rels     []*RelPattern
}

// NodePattern is (Var:Labels Props WHERE Where).
type NodePattern struct {
	At
	Var    string
	Labels *LabelExpr // nil for none
	Props  Expr       // Map, Parameter or nil
	Where  Expr
}

// RelPattern is -[Var:Types*Min..Max Props WHERE Where]-.
type RelPattern struct {
	At
	Var       string
	Types     *LabelExpr
	Dir       Direction
	TwoHeads  bool // written <-->
	VarLength bool
	Min, Max  int64 // of a variable length; Max is -1 when open
	Props     Expr
	Where     Expr
}

// Statement is one parsed query or command.
type Statement struct {
	Text    string
	Explain bool
	Profile bool
	Query   *Query  // exactly one of Query and Command is set
	Command Command // CreateIndex, DropIndex, CreateConstraint, DropConstraint or Show
}

// Query is one or more parts joined by UNION (ALL where All is set).
type Query struct {
	At
	Parts []*SingleQuery
	All   bool
}

// SingleQuery is a sequence of clauses.
type SingleQuery struct {
	At
	Clauses []Clause
}

// Clause is one clause of a query.
type Clause interface{ Position() int }

type (
	// Match is [OPTIONAL] MATCH.
	Match struct {
		At
		Optional bool
		Patterns []*Pattern
		Where    Expr
	}
	// Unwind is UNWIND List AS Var.
	Unwind struct {
		At
		List Expr
		Var  string
	}
	// Projection is WITH or RETURN.
	Projection struct {
		At
		Return   bool
		Distinct bool
		Star     bool
		Items    []ProjectionItem
		OrderBy  []SortItem
		Skip     Expr
		Limit    Expr
		Where    Expr // of WITH
	}
	// Create is CREATE.
	Create struct {
		At
		Patterns []*Pattern
	}
	// Merge is MERGE.
	Merge struct {
		At
		Pattern           *Pattern
		OnCreate, OnMatch []SetItem
	}
	// Set is SET.
	Set struct {
		At
		Items []SetItem
	}
	// Remove is REMOVE.
	Remove struct {
		At
		Items []RemoveItem
	}
	// Delete is [DETACH] DELETE.
	Delete struct {
		At
		Detach bool
		Exprs  []Expr
	}
	// Foreach is FOREACH (Var IN List | Clauses).
	Foreach struct {
		At
		Var     string
		List    Expr
		Clauses []Clause
	}
	// CallProcedure is CALL Name(Args) YIELD …
	CallProcedure struct {
		At
		Optional  bool
		Name      string
		Args      []Expr
		Implicit  bool // written without parentheses
		Yield     []YieldItem
		YieldStar bool
		HasYield  bool
		Where     Expr
	}
	// CallSubquery is CALL (Imports) {…} or CALL {WITH … }.
	CallSubquery struct {
		At
		Optional   bool
		Imports    []string
		ImportStar bool // CALL (*)
		Scoped     bool // written with parentheses
		Query      *Query
	}
)

// ProjectionItem is one column. Name is the alias or the text as written.
type ProjectionItem struct {
	Expr    Expr
	Name    string
	Aliased bool
	Offset  int
}

// SortItem is one key of ORDER BY.
type SortItem struct {
	Expr       Expr
	Descending bool
}

// YieldItem is Column AS Name.
type YieldItem struct {
	Column, Name string
	Offset       int
}

// SetItem is one assignment of SET: to a property (Key set), to all
// properties (Replace or not for +=), or of labels.
type SetItem struct {
	At
	Subject Expr
	Key     string
	DynKey  Expr // SET n[key] = …
	Labels  []string
	Replace bool
	Value   Expr
}

// RemoveItem is a property or labels to take away.
type RemoveItem struct {
	At
	Subject Expr
	Key     string
	DynKey  Expr
	Labels  []string
}

// Command is a schema or SHOW command.
type Command interface{ Position() int }

type (
	// CreateIndex is CREATE [kind] INDEX.
	CreateIndex struct {
		At
		Kind         string // RANGE, TEXT, POINT, FULLTEXT, LOOKUP, VECTOR
		Name         string
		IfNotExists  bool
		Relationship bool
		Labels       []string
		Keys         []string
		Options      Expr
	}
	// DropIndex is DROP INDEX.
	DropIndex struct {
		At
		Name     string
		IfExists bool
	}
	// CreateConstraint is CREATE CONSTRAINT … REQUIRE.
	CreateConstraint struct {
		At
		Kind         string // UNIQUENESS, NODE_KEY, NODE_PROPERTY_EXISTENCE …
		Name         string
		IfNotExists  bool
		Relationship bool
		Label        string
		Keys         []string
	}
	// DropConstraint is DROP CONSTRAINT.
	DropConstraint struct {
		At
		Name     string
		IfExists bool
	}
	// Show is SHOW What, with the columns asked for and what follows.
	Show struct {
		At
		What      string // INDEXES, CONSTRAINTS, PROCEDURES, FUNCTIONS, DATABASES, DATABASE, DEFAULT DATABASE, HOME DATABASE, CURRENT USER, USERS, TRANSACTIONS, SETTINGS
		Filter    string // INDEX kind and the like, upper case, or the database's name
		Names     []Expr
		Yield     []YieldItem
		YieldStar bool
		HasYield  bool
		OrderBy   []SortItem
		Skip      Expr
		Limit     Expr
		Where     Expr
		Return    *Projection
	}
)
