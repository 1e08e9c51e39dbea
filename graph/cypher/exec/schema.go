package exec

import (
	"context"

	"clew/graph/cypher/ast"
	"clew/graph/cypher/memory"
	"clew/graph/cypher/status"
)

// runSchema runs CREATE and DROP of indexes and constraints.
func runSchema(_ context.Context, stmt *ast.Statement, env *Environment) (*Result, error) {
	res := &Result{Columns: []string{}}
	res.summary.Type = "s"
	if stmt.Explain {
		res.summary.Plan = &PlanNode{Operator: "SchemaCommand"}
		return res, nil
	}
	tx, err := transaction(env, true, false)
	if err != nil {
		return nil, err
	}
	switch c := stmt.Command.(type) {
	case *ast.CreateIndex:
		err = createIndex(tx, c, res)
	case *ast.DropIndex:
		err = dropIndex(tx, c, res)
	case *ast.CreateConstraint:
		err = createConstraint(tx, c, res)
	case *ast.DropConstraint:
		err = dropConstraint(tx, c, res)
	}
	return res, err
}

func entity(relationship bool) string {
	if relationship {
		return memory.EntityRelationship
	}
	return memory.EntityNode
}

// notify reports that a command had nothing to do.
func (r *Result) notify(code, title, description string) {
	r.summary.Notifications = append(r.summary.Notifications, status.Notification{Code: code, Title: title, Description: description,
		Severity: "INFORMATION", Category: "SCHEMA", Offset: -1})
}

const (
	alreadyExists = "Neo.ClientNotification.Schema.IndexOrConstraintAlreadyExists"
	doesNotExist  = "Neo.ClientNotification.Schema.IndexOrConstraintDoesNotExist"
)

func createIndex(tx *memory.Tx, c *ast.CreateIndex, res *Result) error {
	index := memory.Index{Name: c.Name, Kind: c.Kind, EntityType: entity(c.Relationship), Keys: c.Keys}
	if c.Relationship {
		index.Types = c.Labels
	} else {
		index.Labels = c.Labels
	}
	if c.IfNotExists {
		for _, x := range tx.View().Indexes() {
			if x.Name == c.Name && c.Name != "" || x.Kind == index.Kind && x.EntityType == index.EntityType && same(x.Tokens(), index.Tokens()) && same(x.Keys, index.Keys) {
				res.notify(alreadyExists, "`CREATE INDEX` has no effect as the index or constraint already exists.", "`"+x.Name+"` already exists.")
				return nil
			}
		}
		for _, x := range tx.View().Constraints() {
			if x.Name == c.Name && c.Name != "" {
				res.notify(alreadyExists, "`CREATE INDEX` has no effect as the index or constraint already exists.", "`"+x.Name+"` already exists.")
				return nil
			}
		}
	}
	if err := tx.CreateIndex(index); err != nil {
		return err
	}
	res.summary.Counters.IndexesAdded++
	return nil
}

func same(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func dropIndex(tx *memory.Tx, c *ast.DropIndex, res *Result) error {
	if c.IfExists && !hasIndex(tx.View(), c.Name) {
		res.notify(doesNotExist, "`DROP INDEX` has no effect as the index or constraint does not exist.", "`"+c.Name+"` does not exist.")
		return nil
	}
	if err := tx.DropIndex(c.Name); err != nil {
		return err
	}
	res.summary.Counters.IndexesRemoved++
	return nil
}

func hasIndex(v *memory.View, name string) bool {
	for _, x := range v.Indexes() {
		if x.Name == name {
			return true
		}
	}
	return false
}

func createConstraint(tx *memory.Tx, c *ast.CreateConstraint, res *Result) error {
	if c.Kind != "UNIQUENESS" {
		return status.Compile(status.SyntaxError, c.Offset, "UnexpectedSyntax", "A %s constraint is not supported; only IS UNIQUE is", c.Kind)
	}
	constraint := memory.Constraint{Name: c.Name, Kind: memory.ConstraintUnique, EntityType: entity(c.Relationship), Keys: c.Keys}
	if c.Relationship {
		constraint.Kind, constraint.Types = memory.ConstraintRelationshipUnique, []string{c.Label}
	} else {
		constraint.Labels = []string{c.Label}
	}
	if c.IfNotExists {
		for _, x := range tx.View().Constraints() {
			if x.Name == c.Name && c.Name != "" || x.Kind == constraint.Kind && same(x.Tokens(), constraint.Tokens()) && same(x.Keys, constraint.Keys) {
				res.notify(alreadyExists, "`CREATE CONSTRAINT` has no effect as the index or constraint already exists.", "`"+x.Name+"` already exists.")
				return nil
			}
		}
	}
	if err := tx.CreateConstraint(constraint); err != nil {
		return err
	}
	res.summary.Counters.ConstraintsAdded++
	return nil
}

func dropConstraint(tx *memory.Tx, c *ast.DropConstraint, res *Result) error {
	found := false
	for _, x := range tx.View().Constraints() {
		found = found || x.Name == c.Name
	}
	if c.IfExists && !found {
		res.notify(doesNotExist, "`DROP CONSTRAINT` has no effect as the index or constraint does not exist.", "`"+c.Name+"` does not exist.")
		return nil
	}
	if err := tx.DropConstraint(c.Name); err != nil {
		return err
	}
	res.summary.Counters.ConstraintsRemoved++
	return nil
}
