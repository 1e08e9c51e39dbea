package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"clew/graph/store"
)

// failure is an error as the page reads it.
type failure struct {
	status  int
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Line    int      `json:"line,omitempty"`
	Column  int      `json:"column,omitempty"`
	Near    []string `json:"near,omitempty"`
	Request string   `json:"request"`
}

func (f *failure) Error() string { return f.Message }

func fail(status int, code, format string, args ...any) error {
	return &failure{status: status, Code: code, Message: fmt.Sprintf(format, args...)}
}

func badRequest(format string, args ...any) error {
	return fail(http.StatusBadRequest, "bad_request", format, args...)
}

// errorTable maps errors of the packages below to what a client is told.
var errorTable = []struct {
	is     error
	status int
	code   string
}{
	{store.ErrNotFound, http.StatusNotFound, "not_found"},
	{store.ErrUnreachable, http.StatusServiceUnavailable, "store_down"},
	{store.ErrUnauthorized, http.StatusServiceUnavailable, "store_down"},
	{store.ErrForeign, http.StatusConflict, "bad_request"},
	{context.DeadlineExceeded, http.StatusGatewayTimeout, "busy"},
	{context.Canceled, 499, "cancelled"},
}

// toFailure is the one place that turns an error into a status.
func toFailure(err error) *failure {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	var cypher *store.CypherError
	if errors.As(err, &cypher) {
		return cypherFailure(cypher)
	}
	var http4xx *echo.HTTPError
	if errors.As(err, &http4xx) {
		return httpFailure(http4xx)
	}
	for _, row := range errorTable {
		if errors.Is(err, row.is) {
			return &failure{status: row.status, Code: row.code, Message: err.Error()}
		}
	}
	return &failure{status: http.StatusInternalServerError, Code: "internal", Message: "something went wrong inside clew: " + err.Error()}
}

// position is how engines say where a statement went wrong.
var position = regexp.MustCompile(`\(line (\d+), column (\d+)`)

func cypherFailure(e *store.CypherError) *failure {
	f := &failure{status: http.StatusBadRequest, Code: "cypher", Message: e.Message}
	if m := position.FindStringSubmatch(e.Message); m != nil {
		f.Line, _ = strconv.Atoi(m[1])
		f.Column, _ = strconv.Atoi(m[2])
	}
	switch {
	case strings.HasSuffix(e.Code, ".AccessMode"):
		f.Message = "this statement would change the graph: start clew with serve --write to allow it (" + e.Message + ")"
	case strings.HasSuffix(e.Code, ".TransactionTimedOut"), strings.HasSuffix(e.Code, "TransactionTimedOutClientConfiguration"):
		f.status, f.Code, f.Message = http.StatusGatewayTimeout, "busy", fmt.Sprintf("the statement took longer than %s and was stopped", queryTimeout)
	case strings.HasPrefix(e.Code, "Neo.DatabaseError"):
		f.status, f.Code = http.StatusInternalServerError, "internal"
	case strings.HasPrefix(e.Code, "Neo.TransientError"):
		f.status, f.Code = http.StatusServiceUnavailable, "busy"
	}
	return f
}

func httpFailure(e *echo.HTTPError) *failure {
	f := &failure{status: e.Code, Code: "bad_request", Message: fmt.Sprint(e.Message)}
	switch e.Code {
	case http.StatusNotFound:
		f.Code = "not_found"
	case http.StatusRequestEntityTooLarge:
		f.Code, f.Message = "too_large", fmt.Sprintf("more than %d MB at once: send fewer articles", maxBody>>20)
	}
	return f
}

func (s *Server) writeError(err error, c echo.Context) {
	f := *toFailure(err)
	f.Request = c.Response().Header().Get(echo.HeaderXRequestID)
	if f.status >= http.StatusInternalServerError {
		slog.Error("request failed", "request", f.Request, "path", c.Path(), "error", err)
	}
	if c.Response().Committed {
		return
	}
	if err := c.JSON(f.status, map[string]any{"error": f}); err != nil {
		slog.Warn("write an error", "error", err)
	}
}
