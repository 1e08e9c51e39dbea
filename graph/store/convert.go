package store

import (
	"fmt"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"clew/graph"
)

// toNode reads a node of the driver. Nodes that clew did not make are known by
// the database's element id.
func toNode(n neo4j.Node) graph.Node {
	labels := slices.Clone(n.Labels)
	slices.SortFunc(labels, func(a, b string) int { return labelDepth(a, b) })
	return graph.Node{ID: idOf(n.Props, n.ElementId), Labels: labels, Props: plainProps(n.Props)}
}

// labelDepth orders labels from the general to the special.
func labelDepth(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == "Entity" || graph.IsA(b, a):
		return -1
	case b == "Entity" || graph.IsA(a, b):
		return 1
	case a < b:
		return -1
	}
	return 1
}

func idOf(props map[string]any, elementID string) string {
	if id := graph.Text(props["id"]); id != "" {
		return id
	}
	return elementID
}

// toRelationship reads a relationship of the driver; ends are the ids that
// ends maps the driver's element ids to.
func toRelationship(r neo4j.Relationship, ends map[string]string) graph.Relationship {
	return graph.Relationship{
		ID: idOf(r.Props, r.ElementId), Type: r.Type,
		From: orElse(ends[r.StartElementId], r.StartElementId), To: orElse(ends[r.EndElementId], r.EndElementId),
		Props: plainProps(r.Props),
	}
}

// internalProps are properties that serve the store and tell a reader nothing.
var internalProps = map[string]bool{"fingerprint": true, "facts_sha256": true, "reading": true, "form_counts": true, "forms": true, "base_name": true}

func plainProps(props map[string]any) map[string]any {
	out := make(map[string]any, len(props))
	for key, value := range props {
		if !internalProps[key] {
			out[key] = plain(value)
		}
	}
	return out
}

// plain turns driver values that JSON does not know into strings, and lists of
// strings into []string.
func plain(v any) any {
	switch x := v.(type) {
	case nil, bool, int64, float64, string:
		return x
	case []any:
		return plainList(x)
	case map[string]any:
		out := make(map[string]any, len(x))
		for key, value := range x {
			out[key] = plain(value)
		}
		return out
	case []byte:
		return fmt.Sprintf("%x", x)
	case time.Time:
		return x.Format(time.RFC3339Nano)
	case fmt.Stringer:
		return x.String()
	}
	return fmt.Sprint(v)
}

func plainList(list []any) any {
	out := make([]any, len(list))
	for i, item := range list {
		out[i] = plain(item)
	}
	return stringsIfAll(out)
}

// stringsIfAll makes a list of strings a []string and leaves others as they are.
func stringsIfAll(list []any) any {
	if len(list) == 0 {
		return list
	}
	out := make([]string, len(list))
	for i, item := range list {
		s, ok := item.(string)
		if !ok {
			return list
		}
		out[i] = s
	}
	return out
}
