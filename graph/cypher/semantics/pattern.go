package semantics

import (
	"clew/graph/cypher/ast"
	"clew/graph/cypher/value"
)

var relationshipList = listOf(only(value.RelationshipType))

// matchPatterns declares what the patterns of a MATCH bind and then checks
// the expressions inside them.
func (c *checker) matchPatterns(patterns []*ast.Pattern, s *scope) *scope {
	next := s.child()
	rels := map[string]bool{}
	for _, p := range patterns {
		if p.Path != "" {
			c.declarePath(p, s, next)
		}
		for i, n := range p.Nodes {
			c.declareNode(n, next)
			if i < len(p.Rels) {
				c.declareRel(p.Rels[i], next, rels)
			}
		}
	}
	for _, p := range patterns {
		c.patternExprs(p, next, true)
	}
	return next
}

func (c *checker) declarePath(p *ast.Pattern, before, next *scope) {
	if next.has(p.Path) {
		c.fail(p.Offset, "VariableAlreadyBound", "Variable `%s` already declared", p.Path)
	}
	for _, name := range p.Variables()[1:] {
		if name == p.Path {
			c.fail(p.Offset, "VariableAlreadyBound", "Variable `%s` already declared", p.Path)
		}
	}
	next.declare(p.Path, only(value.PathType))
}

func (c *checker) declareNode(n *ast.NodePattern, s *scope) {
	if n.Var == "" {
		return
	}
	if t, ok := s.types[n.Var]; ok && t.set&value.NodeType == 0 {
		c.conflict(n.Offset, n.Var, t, "Node")
		return
	}
	s.declare(n.Var, only(value.NodeType))
}

// conflict reports a name used for another kind of thing. A path that is
// named again is "already bound" in a MATCH after its own.
func (c *checker) conflict(offset int, name string, was typ, now string) {
	c.fail(offset, "VariableTypeConflict", "Type mismatch: %s defined with conflicting type %s (expected %s)", name, was.set, now)
}

func (c *checker) declareRel(r *ast.RelPattern, s *scope, rels map[string]bool) {
	if r.Var == "" {
		return
	}
	want, kind := only(value.RelationshipType), "Relationship"
	if r.VarLength {
		want, kind = relationshipList, "List<Relationship>"
	}
	t, bound := s.types[r.Var]
	switch {
	case bound && t.set&want.set == 0:
		c.conflict(r.Offset, r.Var, t, kind)
	case bound && r.VarLength && t.elem != nil && t.elem.set&value.RelationshipType == 0:
		c.conflict(r.Offset, r.Var, t, kind)
	case rels[r.Var]:
		c.fail(r.Offset, "RelationshipUniquenessViolation", "Cannot use the same relationship variable '%s' for multiple relationships", r.Var)
	}
	rels[r.Var] = true
	s.declare(r.Var, want)
}

// patternExprs checks the property maps and predicates inside a pattern.
func (c *checker) patternExprs(p *ast.Pattern, s *scope, match bool) {
	check := func(props, where ast.Expr) {
		if param, ok := props.(*ast.Parameter); ok && match {
			c.fail(param.Offset, "InvalidParameterUse", "Parameter maps cannot be used in `MATCH` or `MERGE` patterns (use a literal map instead, e.g. `{id: $%s.id}`)", param.Name)
		}
		c.expr(props, s)
		c.predicate(where, s)
	}
	for i, n := range p.Nodes {
		check(n.Props, n.Where)
		if i < len(p.Rels) {
			if r := p.Rels[i]; r.VarLength && r.Where != nil {
				c.fail(r.Where.Position(), "UnexpectedSyntax", "Relationship pattern predicates are not supported for variable-length relationships.")
			}
			check(p.Rels[i].Props, p.Rels[i].Where)
		}
	}
}

// createPattern checks a pattern of CREATE or MERGE and declares what it
// binds.
func (c *checker) createPattern(p *ast.Pattern, s *scope, clause string) *scope {
	next := s.child()
	if p.Path != "" {
		c.declarePath(p, s, next)
	}
	if p.Shortest != ast.AllPaths {
		c.fail(p.Offset, "UnexpectedSyntax", "shortestPath cannot be used to %s", clause)
	}
	made := map[string]bool{}
	for i, n := range p.Nodes {
		c.createNode(p, n, next, made, clause)
		if i < len(p.Rels) {
			c.createRel(p.Rels[i], next, clause)
		}
	}
	// What a pattern makes can be read in its own properties only where it was
	// bound before.
	c.createExprs(p, s, next, clause)
	return next
}

func (c *checker) createExprs(p *ast.Pattern, before, next *scope, clause string) {
	visible := before.child()
	for i, n := range p.Nodes {
		c.patternProps(n.Props, visible, clause)
		if n.Var != "" {
			visible.declare(n.Var, next.types[n.Var])
		}
		if i < len(p.Rels) {
			c.patternProps(p.Rels[i].Props, visible, clause)
			if v := p.Rels[i].Var; v != "" {
				visible.declare(v, next.types[v])
			}
		}
	}
}

func (c *checker) patternProps(props ast.Expr, s *scope, clause string) {
	if param, ok := props.(*ast.Parameter); ok && clause == "MERGE" {
		c.fail(param.Offset, "InvalidParameterUse", "Parameter maps cannot be used in `MATCH` or `MERGE` patterns (use a literal map instead, e.g. `{id: $%s.id}`)", param.Name)
	}
	c.expr(props, s)
}

func (c *checker) createNode(p *ast.Pattern, n *ast.NodePattern, s *scope, made map[string]bool, clause string) {
	if _, plain := n.Labels.Names(); !plain {
		c.fail(n.Offset, "UnexpectedSyntax", "Label expressions in patterns are not allowed in a %s clause, only conjunctions of labels", clause)
	}
	if n.Where != nil {
		c.fail(n.Where.Position(), "UnexpectedSyntax", "Node pattern predicates are not allowed in a %s clause", clause)
	}
	if n.Var == "" {
		return
	}
	t, bound := s.types[n.Var]
	if !bound {
		s.declare(n.Var, only(value.NodeType))
		made[n.Var] = true
		return
	}
	if t.set&value.NodeType == 0 {
		if t.set == value.PathType && p.Path == n.Var {
			return
		}
		c.conflict(n.Offset, n.Var, t, "Node")
		return
	}
	if len(p.Rels) == 0 || n.Labels != nil || n.Props != nil {
		c.fail(n.Offset, "VariableAlreadyBound", "Can't create node `%s` with labels or properties here. The variable is already declared in this context", n.Var)
	}
}

func (c *checker) createRel(r *ast.RelPattern, s *scope, clause string) {
	types, plain := r.Types.Names()
	switch {
	case r.VarLength:
		c.fail(r.Offset, "CreatingVarLength", "Variable length relationships cannot be used in %s", clause)
	case !plain || len(types) != 1:
		c.fail(r.Offset, "NoSingleRelationshipType", "Exactly one relationship type must be specified for %s. Did you forget to prefix your relationship type with a ':'?", clause)
	case r.Dir == ast.Both && (clause == "CREATE" || r.TwoHeads):
		c.fail(r.Offset, "RequiresDirectedRelationship", "Only directed relationships are supported in %s", clause)
	case r.Where != nil:
		c.fail(r.Where.Position(), "UnexpectedSyntax", "Relationship pattern predicates are not allowed in a %s clause", clause)
	}
	if r.Var == "" {
		return
	}
	if s.has(r.Var) {
		c.fail(r.Offset, "VariableAlreadyBound", "Variable `%s` already declared", r.Var)
	}
	s.declare(r.Var, only(value.RelationshipType))
}
