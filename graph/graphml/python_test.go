package graphml

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"clew/graph/needs"
)

// python runs a program with an interpreter that has the module.
func python(t *testing.T, module, program string, args ...string) []byte {
	t.Helper()
	interpreter := needs.Python(t, module)
	var problems bytes.Buffer
	command := exec.Command(interpreter, append([]string{"-c", program}, args...)...)
	command.Stderr = &problems
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", module, err, problems.String())
	}
	return out
}

// foreign is what another program sees in a file.
type foreign struct {
	Nodes, Edges int
	NodeTypes    map[string]string // Python type of an attribute of the node attack
	EdgeTypes    map[string]string // … of the edge r1
	Labels       []string          // of all edges
	Quote        string
}

const networkx = `
import json, sys, networkx
g = networkx.read_graphml(sys.argv[1], force_multigraph=True)
types = lambda d: {k: type(v).__name__ for k, v in d.items()}
edges = {k: d for _, _, k, d in g.edges(keys=True, data=True)}
print(json.dumps({"Nodes": g.number_of_nodes(), "Edges": g.number_of_edges(), "NodeTypes": types(g.nodes["attack"]), "EdgeTypes": types(edges["r1"]),
  "Labels": [d["label"] for d in edges.values()], "Quote": edges["r1"]["quote"]}))
`

const igraph = `
import json, sys, warnings, igraph
warnings.simplefilter("error")
g = igraph.Graph.Read_GraphML(sys.argv[1])
assert g.is_directed()
types = lambda x: {k: type(v).__name__ for k, v in x.attributes().items() if v == v and v is not None and v != ""}
r1 = g.es[0]  # edges stand in the order of the file; igraph 1.0 mixes their ids up
print(json.dumps({"Nodes": g.vcount(), "Edges": g.ecount(), "NodeTypes": types(g.vs.find(id="attack")), "EdgeTypes": types(r1),
  "Labels": g.es["label"], "Quote": r1["quote"]}))
`

func TestNetworkxAndIgraphRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sample.graphml")
	if err := os.WriteFile(file, []byte(written(t, sample(), Options{})), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		module, program string
		integer         string
	}{{"networkx", networkx, "int"}, {"igraph", igraph, "float"}} { // igraph has one type of number
		t.Run(c.module, func(t *testing.T) {
			var got foreign
			if err := json.Unmarshal(python(t, c.module, c.program, file), &got); err != nil {
				t.Fatal(err)
			}
			if got.Nodes != 4 || got.Edges != 5 {
				t.Errorf("%d nodes and %d edges, want 4 and 5", got.Nodes, got.Edges)
			}
			for name, want := range map[string]string{"label": "str", "labels": "str", "name": "str", "killed_min": c.integer, "lat": "float", "undated": "bool"} {
				if got.NodeTypes[name] != want {
					t.Errorf("node property %s is a %q, want %q", name, got.NodeTypes[name], want)
				}
			}
			for name, want := range map[string]string{"type": "str", "claim": "str", "quote": "str", "weight": "float", "confidence": "float", "origins": c.integer, "sources": "str"} {
				if got.EdgeTypes[name] != want {
					t.Errorf("edge property %s is a %q, want %q", name, got.EdgeTypes[name], want)
				}
			}
			slices.Sort(got.Labels)
			want := []string{"CLAIMED", "MENTIONS", "SUSPECTED_IN (alleged, Putin; Bortnikov)", "SUSPECTED_IN (negated)", "SUSPECTED_IN (possible, US officials, Jadoon)"}
			if !slices.Equal(got.Labels, want) {
				t.Errorf("labels %q, want %q", got.Labels, want)
			}
			if got.Quote != "it is likely; they said" {
				t.Errorf("quote %q", got.Quote)
			}
		})
	}
}
