package embedded

import (
	"maps"
	"slices"
	"strings"

	"clew/graph/cypher/memory"
	"clew/graph/cypher/value"
)

// propertyTypes is what is seen of one kind of node or relationship.
type propertyTypes struct {
	tokens []string
	count  int
	keys   map[string]*propertySeen
}

type propertySeen struct {
	count int
	types map[string]bool
}

func (p *propertyTypes) see(props map[string]value.Value) {
	p.count++
	for k, v := range props {
		seen := p.keys[k]
		if seen == nil {
			seen = &propertySeen{types: map[string]bool{}}
			p.keys[k] = seen
		}
		seen.count++
		seen.types[schemaType(v)] = true
	}
}

// schemaType names a type as the db.schema procedures do.
func schemaType(v value.Value) string {
	switch x := v.(type) {
	case int64:
		return "Long"
	case float64:
		return "Double"
	case bool:
		return "Boolean"
	case string:
		return "String"
	case []byte:
		return "ByteArray"
	case value.Date:
		return "Date"
	case value.Time:
		return "Time"
	case value.LocalTime:
		return "LocalTime"
	case value.DateTime:
		return "DateTime"
	case value.LocalDateTime:
		return "LocalDateTime"
	case value.Duration:
		return "Duration"
	case value.Point:
		return "Point"
	case []value.Value:
		if len(x) > 0 {
			return schemaType(x[0]) + "Array"
		}
		return "StringArray"
	}
	return "Any"
}

// properties lists the keys with types and whether every entity has them; an
// entity without properties gives one row of nulls.
func (p *propertyTypes) properties() rows {
	var out rows
	for _, k := range slices.Sorted(maps.Keys(p.keys)) {
		seen, types := p.keys[k], []value.Value{}
		for _, t := range slices.Sorted(maps.Keys(seen.types)) {
			types = append(types, t)
		}
		out = append(out, []value.Value{k, types, seen.count == p.count})
	}
	if out == nil {
		out = rows{{nil, nil, false}}
	}
	return out
}

func quoted(tokens []string) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(":`" + t + "`")
	}
	return b.String()
}

func nodeTypeProperties(v *memory.View) rows {
	kinds := map[string]*propertyTypes{}
	nodes := v.AllNodes()
	for n := nodes.Next(); n != nil; n = nodes.Next() {
		name := quoted(n.Labels())
		if kinds[name] == nil {
			kinds[name] = &propertyTypes{tokens: n.Labels(), keys: map[string]*propertySeen{}}
		}
		kinds[name].see(n.Properties())
	}
	var out rows
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		labels := []value.Value{}
		for _, l := range kinds[name].tokens {
			labels = append(labels, l)
		}
		for _, p := range kinds[name].properties() {
			out = append(out, append([]value.Value{name, labels}, p...))
		}
	}
	return out
}

func relTypeProperties(v *memory.View) rows {
	var out rows
	for _, typ := range v.RelationshipTypes() {
		kind := &propertyTypes{keys: map[string]*propertySeen{}}
		rels := v.RelationshipsByType(typ)
		for r := rels.Next(); r != nil; r = rels.Next() {
			kind.see(r.Properties())
		}
		for _, p := range kind.properties() {
			out = append(out, append([]value.Value{quoted([]string{typ})}, p...))
		}
	}
	return out
}

// visualization is a graph of labels: one node each, and a relationship for
// every type and pair of labels that it joins. Their ids are negative, as
// they are not in the graph.
func visualization(v *memory.View) rows {
	labels := v.Labels()
	nodes, id := []value.Value{}, map[string]int64{}
	for i, l := range labels {
		id[l] = -1 - int64(i)
		nodes = append(nodes, value.Node{ID: id[l], ElementID: value.Format(id[l]), Labels: []string{l}, Props: map[string]value.Value{
			"name": l, "indexes": indexedKeys(v, l), "constraints": constraintNames(v, l)}})
	}
	type edge struct{ from, typ, to string }
	edges := map[edge]bool{}
	rels := v.AllRelationships()
	for r := rels.Next(); r != nil; r = rels.Next() {
		for _, from := range v.Node(r.From()).Labels() {
			for _, to := range v.Node(r.To()).Labels() {
				edges[edge{from, r.Type(), to}] = true
			}
		}
	}
	sorted := slices.SortedFunc(maps.Keys(edges), func(a, b edge) int {
		return strings.Compare(a.typ+"\x00"+a.from+"\x00"+a.to, b.typ+"\x00"+b.from+"\x00"+b.to)
	})
	relationships := []value.Value{}
	for i, e := range sorted {
		n := -1 - int64(i)
		relationships = append(relationships, value.Relationship{ID: n, ElementID: value.Format(n), Type: e.typ, From: id[e.from], To: id[e.to],
			FromElementID: value.Format(id[e.from]), ToElementID: value.Format(id[e.to]), Props: map[string]value.Value{"name": e.typ}})
	}
	return rows{{nodes, relationships}}
}

func indexedKeys(v *memory.View, label string) []value.Value {
	list := []value.Value{}
	for _, i := range v.Indexes() {
		if i.Constraint == "" && slices.Contains(i.Labels, label) {
			list = append(list, strings.Join(i.Keys, ","))
		}
	}
	return list
}

func constraintNames(v *memory.View, label string) []value.Value {
	list := []value.Value{}
	for _, c := range v.Constraints() {
		if slices.Contains(c.Labels, label) {
			list = append(list, c.Name)
		}
	}
	return list
}
