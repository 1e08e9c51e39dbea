package bolt

import (
	"context"
	"errors"

	"clew/graph/cypher/status"
)

// Codes that the protocol itself fails with.
const (
	codeUnauthorized = "Neo.ClientError.Security.Unauthorized"
	codeInvalid      = "Neo.ClientError.Request.Invalid"
)

// Causes for which a statement's context ends.
var (
	errTimedOut    = errors.New("transaction timed out")
	errInterrupted = errors.New("interrupted by the client")
	errGone        = errors.New("client is gone")
	errIdle        = errors.New("writing transaction was left alone")
)

func failure(code, message string) error { return status.Run(code, "", "%s", message) }

// explain turns an error into a code and a message for the client. The cause
// of an ended context says more than the error it led to.
func explain(ctx context.Context, err error) (code, message string) {
	if ctx.Err() != nil {
		switch cause := context.Cause(ctx); {
		case errors.Is(cause, errTimedOut):
			return status.TransactionTimedOut, "The transaction has been terminated. Retry your operation in a new transaction, and you should see a successful result. " +
				"The transaction has not completed within the specified timeout."
		case errors.Is(cause, errIdle):
			return status.TransactionTimedOut, "The transaction has been terminated: it had written and was then left alone for too long while others were waiting to write."
		}
	}
	var e *status.Error
	switch {
	case errors.As(err, &e):
		return e.Code, e.Error()
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return status.Terminated, "The transaction has been terminated."
	}
	return status.Internal, err.Error()
}
