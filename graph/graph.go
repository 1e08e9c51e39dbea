package graph

import "strings"

// Graph is nodes and the relationships between them: what a query answers, what
// a path is made of, what a view shows and an export writes.
type Graph struct {
	Nodes         []Node
	Relationships []Relationship
}

// Node is a labelled node with properties (scalars or lists of scalars).
type Node struct {
	ID     string
	Labels []string
	Props  map[string]any
}

// Relationship joins two nodes, From → To.
type Relationship struct {
	ID    string
	Type  string
	From  string
	To    string
	Props map[string]any
}

// Name is what the node is called: its name, else its title, else its id.
func (n Node) Name() string {
	for _, key := range []string{"name", "title"} {
		if s, ok := n.Props[key].(string); ok && s != "" {
			return s
		}
	}
	return n.ID
}

// String returns the property as a string, "" where it is absent or no string.
func (n Node) String(key string) string {
	return Text(n.Props[key])
}

// String returns the property as a string, "" where it is absent or no string.
func (r Relationship) String(key string) string {
	return Text(r.Props[key])
}

// Claim is how surely the relationship is stated; asserted where it says nothing.
func (r Relationship) Claim() string { return orDefault(r.String("claim"), Asserted) }

// Label is the relationship's type with its claim and speaker wherever the
// claim is not plainly asserted, and with the speaker alone where every source
// has it from somebody: "SUSPECTED_IN (alleged, Putin)", "CARRIED_OUT (according
// to Putin)". Exports and drawings use it, so that no hedge is lost on the way out.
func (r Relationship) Label() string {
	claim, speaker := r.Claim(), r.Speaker()
	attributed, _ := r.Props["attributed"].(bool)
	switch {
	case claim == Asserted && attributed && speaker != "":
		return r.Type + " (according to " + speaker + ")"
	case claim == Asserted:
		return r.Type
	case speaker != "":
		return r.Type + " (" + claim + ", " + speaker + ")"
	}
	return r.Type + " (" + claim + ")"
}

// Speaker names who says so: the attributions of the store joined by commas.
func (r Relationship) Speaker() string {
	return strings.Join(Texts(r.Props["attribution"]), ", ")
}
