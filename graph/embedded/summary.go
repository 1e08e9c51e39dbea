package embedded

import (
	"clew/graph/cypher"
	"clew/graph/cypher/value"
	"clew/graph/embedded/bolt"
)

// summary says what a statement did in the words of Bolt.
func summary(s cypher.Summary) bolt.Summary {
	out := bolt.Summary{Type: s.Type, Notifications: s.Notifications, Stats: map[string]int64{}}
	for name, n := range map[string]int{
		"nodes-created": s.Counters.NodesCreated, "nodes-deleted": s.Counters.NodesDeleted,
		"relationships-created": s.Counters.RelationshipsCreated, "relationships-deleted": s.Counters.RelationshipsDeleted,
		"properties-set": s.Counters.PropertiesSet,
		"labels-added":   s.Counters.LabelsAdded, "labels-removed": s.Counters.LabelsRemoved,
		"indexes-added": s.Counters.IndexesAdded, "indexes-removed": s.Counters.IndexesRemoved,
		"constraints-added": s.Counters.ConstraintsAdded, "constraints-removed": s.Counters.ConstraintsRemoved,
	} {
		if n != 0 {
			out.Stats[name] = int64(n)
		}
	}
	if s.Plan != nil {
		out.Plan = rootMap(s.Plan, false)
	}
	if s.Profile != nil {
		out.Profile = rootMap(s.Profile, true)
	}
	return out
}

// rootMap is the plan's root, which also tells of the planner.
func rootMap(n *cypher.PlanNode, profile bool) map[string]value.Value {
	m := planMap(n, profile)
	args := m["args"].(map[string]value.Value)
	args["planner"], args["runtime"], args["version"] = "COST", "ITERATOR", kernelVersion
	return m
}

// planMap is a plan as drivers read it; with profile also what was counted.
func planMap(n *cypher.PlanNode, profile bool) map[string]value.Value {
	args := map[string]value.Value{"EstimatedRows": n.Estimate}
	if n.Details != "" {
		args["Details"] = n.Details
	}
	m := map[string]value.Value{"operatorType": n.Operator + "@" + bolt.DefaultDatabase, "args": args}
	identifiers, children := []value.Value{}, []value.Value{}
	for _, id := range n.Identifiers {
		identifiers = append(identifiers, id)
	}
	for _, child := range n.Children {
		children = append(children, planMap(child, profile))
	}
	m["identifiers"], m["children"] = identifiers, children
	if profile {
		m["rows"], m["dbHits"] = n.Rows, n.Records
		args["Rows"], args["DbHits"] = n.Rows, n.Records
	}
	return m
}
