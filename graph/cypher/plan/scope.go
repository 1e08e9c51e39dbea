package plan

import "clew/graph/cypher/ast"

// Frame counts the slots of a query's rows.
type Frame struct{ Width int }

// New returns a slot nobody uses yet.
func (f *Frame) New() int {
	f.Width++
	return f.Width - 1
}

// Scope says where names and computed expressions live. Scopes are not
// changed once an operator holds them; Child makes one to add to.
type Scope struct {
	slots map[string]int
	exprs map[string]int // canonical text of an expression -> slot
	order []string       // names in order of declaration
}

// NewScope returns an empty scope.
func NewScope() *Scope { return &Scope{slots: map[string]int{}, exprs: map[string]int{}} }

// Child copies the scope.
func (s *Scope) Child() *Scope {
	c := NewScope()
	for k, v := range s.slots {
		c.slots[k] = v
	}
	for k, v := range s.exprs {
		c.exprs[k] = v
	}
	c.order = append(c.order, s.order...)
	return c
}

// Slot returns the slot of a name.
func (s *Scope) Slot(name string) (int, bool) {
	slot, ok := s.slots[name]
	return slot, ok
}

// Computed returns the slot that already holds e.
func (s *Scope) Computed(e ast.Expr) (int, bool) {
	if len(s.exprs) == 0 {
		return 0, false
	}
	switch e.(type) {
	case *ast.Literal, *ast.Parameter: // as cheap as a slot
		return 0, false
	}
	slot, ok := s.exprs[ast.String(e)]
	return slot, ok
}

// Declare binds a name to a slot, hiding what it meant before.
func (s *Scope) Declare(name string, slot int) {
	if _, known := s.slots[name]; !known {
		s.order = append(s.order, name)
	}
	s.slots[name] = slot
}

// Names returns the names in order of declaration, without those the planner
// made up.
func (s *Scope) Names() []string {
	var out []string
	for _, n := range s.order {
		if !isInternal(n) {
			out = append(out, n)
		}
	}
	return out
}

// Internal names start with a space, which no name in a query that came
// through the parser unquoted can; a quoted one never gets that prefix.
func isInternal(name string) bool { return len(name) > 1 && name[0] == ' ' && name[1] == ' ' }
