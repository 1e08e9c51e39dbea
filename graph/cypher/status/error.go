package status

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Phase tells when an error arose.
type Phase int

// The phases of a query's life.
const (
	CompileTime Phase = iota
	Runtime
)

// Codes that queries can fail with. Titles are the last part.
const (
	SyntaxError         = "Neo.ClientError.Statement.SyntaxError"
	TypeError           = "Neo.ClientError.Statement.TypeError"
	ArgumentError       = "Neo.ClientError.Statement.ArgumentError"
	ArithmeticError     = "Neo.ClientError.Statement.ArithmeticError"
	SemanticError       = "Neo.ClientError.Statement.SemanticError"
	EntityNotFound      = "Neo.ClientError.Statement.EntityNotFound"
	ParameterMissing    = "Neo.ClientError.Statement.ParameterMissing"
	AccessMode          = "Neo.ClientError.Statement.AccessMode"
	ExternalResource    = "Neo.ClientError.Statement.ExternalResourceFailed"
	NotSupported        = "Neo.ClientError.Statement.FeatureNotSupported"
	ExecutionFailed     = "Neo.DatabaseError.Statement.ExecutionFailed"
	ProcedureNotFound   = "Neo.ClientError.Procedure.ProcedureNotFound"
	ProcedureCallFailed = "Neo.ClientError.Procedure.ProcedureCallFailed"
	ConstraintViolation = "Neo.ClientError.Schema.ConstraintValidationFailed"
	ConstraintExists    = "Neo.ClientError.Schema.ConstraintAlreadyExists"
	EquivalentSchema    = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"
	IndexNameTaken      = "Neo.ClientError.Schema.IndexWithNameAlreadyExists"
	ConstraintNameTaken = "Neo.ClientError.Schema.ConstraintWithNameAlreadyExists"
	ConstraintCreation  = "Neo.DatabaseError.Schema.ConstraintCreationFailed"
	IndexDropFailed     = "Neo.DatabaseError.Schema.IndexDropFailed"
	ConstraintDrop      = "Neo.DatabaseError.Schema.ConstraintDropFailed"
	TransactionTimedOut = "Neo.ClientError.Transaction.TransactionTimedOut"
	Terminated          = "Neo.ClientError.Transaction.Terminated"
	MemoryLimit         = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
	Internal            = "Neo.DatabaseError.General.UnknownError"
)

// Error is the failure of a query.
type Error struct {
	Code    string // Neo4j status code
	Detail  string // the TCK's name for it, such as UndefinedVariable
	Message string // one sentence, without place
	Phase   Phase
	Offset  int    // byte offset in the query, -1 for none
	Cause   error  // what lies beneath, may be nil
	place   string // "(line 1, column 8 (offset: 7))" and the line with a caret
}

// Title is the last part of the code.
func (e *Error) Title() string { return e.Code[strings.LastIndexByte(e.Code, '.')+1:] }

// Error is the message with its place, as clients show it.
func (e *Error) Error() string {
	if e.place == "" {
		return e.Message
	}
	return e.Message + " " + e.place
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Locate fills in line and column from the query's text.
func (e *Error) Locate(query string) {
	if e.Offset < 0 || e.place != "" {
		return
	}
	before := query[:min(e.Offset, len(query))]
	lineStart := strings.LastIndexByte(before, '\n') + 1
	line, column := position(before)
	text := query[lineStart:]
	if end := strings.IndexByte(text, '\n'); end >= 0 {
		text = text[:end]
	}
	e.place = fmt.Sprintf("(line %d, column %d (offset: %d))\n\"%s\"\n%s^", line, column,
		utf8.RuneCountInString(before), strings.TrimRight(text, "\r"), strings.Repeat(" ", column))
}

// position is the line and column after a text, counted from one.
func position(before string) (line, column int) {
	lineStart := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[lineStart:]) + 1
}

// Syntax is a compile-time SyntaxError at a place.
func Syntax(offset int, detail, format string, args ...any) *Error {
	return &Error{Code: SyntaxError, Detail: detail, Message: fmt.Sprintf(format, args...), Offset: offset}
}

// Compile is a compile-time error of any code.
func Compile(code string, offset int, detail, format string, args ...any) *Error {
	return &Error{Code: code, Detail: detail, Message: fmt.Sprintf(format, args...), Offset: offset}
}

// Run is a run-time error.
func Run(code, detail, format string, args ...any) *Error {
	return &Error{Code: code, Detail: detail, Message: fmt.Sprintf(format, args...), Phase: Runtime, Offset: -1}
}

// Type is the run-time TypeError that most wrong arguments give.
func Type(format string, args ...any) *Error {
	return Run(TypeError, "InvalidArgumentValue", format, args...)
}

// Argument is a run-time ArgumentError.
func Argument(detail, format string, args ...any) *Error {
	return Run(ArgumentError, detail, format, args...)
}

// Arithmetic is a run-time ArithmeticError.
func Arithmetic(format string, args ...any) *Error {
	return Run(ArithmeticError, "ArithmeticError", format, args...)
}

// Notification is a remark on a query that did run.
type Notification struct {
	Code, Title, Description string
	Severity                 string // WARNING or INFORMATION
	Category                 string
	Offset                   int // -1 for none
	Line, Column             int
}

// Locate fills in line and column from the query's text, and turns Offset
// into characters.
func (n *Notification) Locate(query string) {
	if n.Offset < 0 {
		return
	}
	before := query[:min(n.Offset, len(query))]
	n.Line, n.Column = position(before)
	n.Offset = utf8.RuneCountInString(before)
}
