package embedded

import (
	"errors"
	"fmt"
)

// ErrDamaged is returned by Open when the file does not hold what was written
// to it: it was cut short, or bits of it changed.
var ErrDamaged = errors.New("the graph file is damaged")

// ErrTooNew is returned by Open when the file was written by a later version.
var ErrTooNew = errors.New("the graph file was written by a newer version of this program")

// ErrClosed is returned when the graph has been closed.
var ErrClosed = errors.New("the graph is closed")

// InUseError is returned by Open when another process has the graph open.
// Access is where that process answers Bolt; its URI is empty when the
// process does not answer.
type InUseError struct {
	Dir    string
	Access Endpoint
}

// Error says which folder and where to turn instead.
func (e *InUseError) Error() string {
	if e.Access.URI == "" {
		return fmt.Sprintf("the graph in %s is open in another process", e.Dir)
	}
	return fmt.Sprintf("the graph in %s is open in another process, which answers at %s", e.Dir, e.Access.URI)
}
