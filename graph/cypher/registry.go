package cypher

import (
	"strings"

	"clew/graph/cypher/exec"
)

// Registry holds the procedures that CALL knows.
type Registry struct {
	byName map[string]*Procedure
	list   []*Procedure
}

var _ exec.Procedures = (*Registry)(nil)

// NewRegistry returns a registry of the given procedures; a later one of the
// same name replaces an earlier one.
func NewRegistry(procedures ...Procedure) *Registry {
	r := &Registry{byName: map[string]*Procedure{}}
	for i := range procedures {
		r.Add(procedures[i])
	}
	return r
}

// Add registers a procedure. Registries are filled before they are used; Add
// must not run beside a query.
func (r *Registry) Add(p Procedure) {
	key := strings.ToLower(p.Name)
	if old := r.byName[key]; old != nil {
		*old = p
		return
	}
	r.byName[key] = &p
	r.list = append(r.list, &p)
}

// Procedure returns the procedure with a name.
func (r *Registry) Procedure(name string) (*Procedure, bool) {
	p, ok := r.byName[strings.ToLower(name)]
	return p, ok
}

// Columns returns the names of the columns a procedure yields.
func (r *Registry) Columns(name string) ([]string, bool) {
	p, ok := r.Procedure(name)
	if !ok {
		return nil, false
	}
	out := make([]string, len(p.Yields))
	for i, y := range p.Yields {
		out[i] = y.Name
	}
	return out, true
}

// AllProcedures returns all procedures in order of registration.
func (r *Registry) AllProcedures() []*Procedure { return append([]*Procedure(nil), r.list...) }
