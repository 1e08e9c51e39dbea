package functions

import (
	"sort"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

const (
	nodeType   = value.NodeType
	relType    = value.RelationshipType
	entityType = value.EntityType
)

var entityFunctions = []Function{
	{Name: "id", Category: "Scalar", Signature: "id(input :: NODE | RELATIONSHIP) :: INTEGER", Description: "Returns the id of a `NODE` or `RELATIONSHIP`.",
		Min: 1, Max: 1, Args: []value.TypeSet{entityType}, Result: value.IntegerType, Call: entityID},
	{Name: "elementId", Category: "Scalar", Signature: "elementId(input :: NODE | RELATIONSHIP) :: STRING", Description: "Returns the element id of a `NODE` or `RELATIONSHIP`.",
		Min: 1, Max: 1, Args: []value.TypeSet{entityType}, Result: value.StringType, Call: elementID},
	{Name: "labels", Category: "List", Signature: "labels(input :: NODE) :: LIST<STRING>", Description: "Returns a `LIST<STRING>` containing the `STRING` representations for all the labels of a `NODE`.",
		Min: 1, Max: 1, Args: []value.TypeSet{nodeType}, Result: value.ListType, Call: labels},
	{Name: "type", Category: "Scalar", Signature: "type(input :: RELATIONSHIP) :: STRING", Description: "Returns a `STRING` representation of the `RELATIONSHIP` type.",
		Min: 1, Max: 1, Args: []value.TypeSet{relType}, Result: value.StringType, Call: relationshipType},
	{Name: "properties", Category: "Scalar", Signature: "properties(input :: MAP | NODE | RELATIONSHIP) :: MAP", Description: "Returns a `MAP` containing all the properties of a `MAP`, `NODE` or `RELATIONSHIP`.",
		Min: 1, Max: 1, Args: []value.TypeSet{entityType | value.MapType}, Result: value.MapType, Call: properties},
	{Name: "keys", Category: "List", Signature: "keys(input :: MAP | NODE | RELATIONSHIP) :: LIST<STRING>", Description: "Returns a `LIST<STRING>` containing the `STRING` representations for all the property names of a `MAP`, `NODE` or `RELATIONSHIP`.",
		Min: 1, Max: 1, Args: []value.TypeSet{entityType | value.MapType}, Result: value.ListType, Call: keys},
	{Name: "nodes", Category: "List", Signature: "nodes(input :: PATH) :: LIST<NODE>", Description: "Returns a `LIST<NODE>` containing all the `NODE` values in a `PATH`.",
		Min: 1, Max: 1, Args: []value.TypeSet{value.PathType}, Result: value.ListType, Call: nodes},
	{Name: "relationships", Category: "List", Signature: "relationships(input :: PATH) :: LIST<RELATIONSHIP>", Description: "Returns a `LIST<RELATIONSHIP>` containing all the `RELATIONSHIP` values in a `PATH`.",
		Min: 1, Max: 1, Args: []value.TypeSet{value.PathType}, Result: value.ListType, Call: relationships},
	{Name: "startNode", Category: "Scalar", Signature: "startNode(input :: RELATIONSHIP) :: NODE", Description: "Returns the start `NODE` of a `RELATIONSHIP`.",
		Min: 1, Max: 1, Args: []value.TypeSet{relType}, Result: nodeType, Call: startNode},
	{Name: "endNode", Category: "Scalar", Signature: "endNode(input :: RELATIONSHIP) :: NODE", Description: "Returns the end `NODE` of a `RELATIONSHIP`.",
		Min: 1, Max: 1, Args: []value.TypeSet{relType}, Result: nodeType, Call: endNode},
	{Name: "length", Category: "Scalar", Signature: "length(input :: PATH) :: INTEGER", Description: "Returns the length of a `PATH`.",
		Min: 1, Max: 1, Args: []value.TypeSet{value.PathType}, Result: value.IntegerType, Call: length},
}

// mismatch is the error of a function given a type it does not take.
func mismatch(function string, v value.Value) error {
	return status.Type("Invalid input for function '%s()': expected another type than %s, got: %s", function, value.TypeName(v), value.Format(v))
}

func entityID(_ *Context, args []value.Value) (value.Value, error) {
	switch x := args[0].(type) {
	case value.NodeID:
		return int64(x), nil
	case value.RelationshipID:
		return int64(x), nil
	}
	return nil, mismatch("id", args[0])
}

func elementID(c *Context, args []value.Value) (value.Value, error) {
	switch args[0].(type) {
	case value.NodeID, value.RelationshipID:
		return c.Graph.ElementID(args[0]), nil
	}
	return nil, mismatch("elementId", args[0])
}

func stringList(list []string) []value.Value {
	out := make([]value.Value, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

func labels(c *Context, args []value.Value) (value.Value, error) {
	id, ok := args[0].(value.NodeID)
	if !ok {
		return nil, mismatch("labels", args[0])
	}
	list, err := c.Graph.Labels(id)
	if err != nil {
		return nil, err
	}
	return stringList(list), nil
}

func relationshipType(c *Context, args []value.Value) (value.Value, error) {
	id, ok := args[0].(value.RelationshipID)
	if !ok {
		return nil, mismatch("type", args[0])
	}
	name, err := c.Graph.Type(id)
	if err != nil {
		return nil, err
	}
	return name, nil
}

func properties(c *Context, args []value.Value) (value.Value, error) {
	switch x := args[0].(type) {
	case map[string]value.Value:
		return x, nil
	case value.NodeID, value.RelationshipID:
		props, err := c.Graph.Properties(x)
		if err != nil {
			return nil, err
		}
		return props, nil
	}
	return nil, mismatch("properties", args[0])
}

func keys(c *Context, args []value.Value) (value.Value, error) {
	switch x := args[0].(type) {
	case map[string]value.Value:
		return stringList(value.SortedKeys(x)), nil
	case value.NodeID, value.RelationshipID:
		list, err := c.Graph.Keys(x)
		if err != nil {
			return nil, err
		}
		sort.Strings(list)
		return stringList(list), nil
	}
	return nil, mismatch("keys", args[0])
}

func nodes(_ *Context, args []value.Value) (value.Value, error) {
	p, ok := args[0].(value.PathIDs)
	if !ok {
		return nil, mismatch("nodes", args[0])
	}
	out := make([]value.Value, len(p.Nodes))
	for i, n := range p.Nodes {
		out[i] = n
	}
	return out, nil
}

func relationships(_ *Context, args []value.Value) (value.Value, error) {
	p, ok := args[0].(value.PathIDs)
	if !ok {
		return nil, mismatch("relationships", args[0])
	}
	out := make([]value.Value, len(p.Relationships))
	for i, r := range p.Relationships {
		out[i] = r
	}
	return out, nil
}

func startNode(c *Context, args []value.Value) (value.Value, error) {
	return end(c, "startNode", args[0], true)
}

func endNode(c *Context, args []value.Value) (value.Value, error) {
	return end(c, "endNode", args[0], false)
}

func end(c *Context, function string, v value.Value, start bool) (value.Value, error) {
	id, ok := v.(value.RelationshipID)
	if !ok {
		return nil, mismatch(function, v)
	}
	from, to, err := c.Graph.Ends(id)
	switch {
	case err != nil:
		return nil, err
	case start:
		return from, nil
	}
	return to, nil
}

func length(_ *Context, args []value.Value) (value.Value, error) {
	p, ok := args[0].(value.PathIDs)
	if !ok {
		return nil, mismatch("length", args[0])
	}
	return int64(len(p.Relationships)), nil
}
