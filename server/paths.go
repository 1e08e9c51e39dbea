package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"clew/graph"
	"clew/graph/analysis"
	"clew/graph/store"
)

// Connection is an answer to "how are these two tied?".
type Connection struct {
	From, To   []graph.Node // what the names may mean; the first chain's ends first
	Chains     []Chain
	Skipped    []analysis.NodeInfo // hubs that were not walked through
	HubsWalked bool                // there was no chain without them
}

// Chain is one ranked chain: Links[i] joins Nodes[i] and Nodes[i+1], either way.
type Chain struct {
	Nodes []graph.Node
	Links []graph.Relationship
	Cost  float64
}

// UnknownName is a name that nothing in the store is called, with what is
// spelled much like it.
type UnknownName struct {
	Name string
	Near []string
}

func (e *UnknownName) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("nothing in the graph is called %q", e.Name)
	}
	return fmt.Sprintf("nothing in the graph is called %q; near it: %s", e.Name, strings.Join(e.Near, ", "))
}

// PathOptions narrow a search for chains.
type PathOptions struct {
	Count   int
	MaxHops int
	Avoid   []string // node ids
	Types   []string // relationship types that may carry a chain; nil: all
	Hubs    bool     // walk through hubs as well
}

// Connect ranks the chains between two names. A name may be an id; one that
// means several things stands for all of them, and the nearest are taken.
func Connect(ctx context.Context, st *store.Store, snapshot *analysis.Snapshot, from, to string, o PathOptions) (*Connection, error) {
	answer := &Connection{}
	var err error
	if answer.From, err = LookUp(ctx, st, from); err != nil {
		return nil, err
	}
	if answer.To, err = LookUp(ctx, st, to); err != nil {
		return nil, err
	}
	options := analysis.Options{Count: o.Count, MaxHops: o.MaxHops, Avoid: dense(snapshot, o.Avoid), Types: o.Types}
	if o.Hubs {
		options.HubDegree = -1
	}
	chains, skipped, err := analysis.Chains(ctx, snapshot, denseNodes(snapshot, answer.From), denseNodes(snapshot, answer.To), options)
	if err != nil {
		return nil, err
	}
	answer.HubsWalked = skipped.Walked
	for _, hub := range skipped.Hubs {
		answer.Skipped = append(answer.Skipped, snapshot.Node(hub))
	}
	for _, c := range chains {
		chain, err := readChain(ctx, st, snapshot, c)
		if err != nil {
			return nil, err
		}
		answer.Chains = append(answer.Chains, chain)
	}
	return answer, nil
}

// LookUp finds what a name means, the best known first; an UnknownName error says
// what is spelled much like it.
func LookUp(ctx context.Context, st *store.Store, name string) ([]graph.Node, error) {
	nodes, err := st.Find(ctx, name)
	if err != nil || len(nodes) > 0 {
		return nodes, err
	}
	near, err := st.Near(ctx, name, 5)
	if err != nil {
		return nil, err
	}
	return nil, &UnknownName{name, near}
}

func denseNodes(s *analysis.Snapshot, nodes []graph.Node) []int32 {
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	return dense(s, ids)
}

func dense(s *analysis.Snapshot, ids []string) []int32 {
	var out []int32
	for _, id := range ids {
		if n, ok := s.Find(id); ok {
			out = append(out, n)
		}
	}
	return out
}

// readChain fetches the nodes and links of a chain with their quotes.
func readChain(ctx context.Context, st *store.Store, s *analysis.Snapshot, c analysis.Chain) (Chain, error) {
	ids := make([]string, len(c.Nodes))
	for i, n := range c.Nodes {
		ids[i] = s.ID(n)
	}
	keys := make([]store.LinkKey, len(c.Hops))
	for i, hop := range c.Hops {
		link := s.Link(hop.Link)
		keys[i] = store.LinkKey{ID: link.ID, From: s.ID(link.From), To: s.ID(link.To)}
	}
	nodes, err := st.Nodes(ctx, ids)
	if err != nil {
		return Chain{}, err
	}
	if len(nodes) != len(ids) {
		return Chain{}, fmt.Errorf("the graph changed while it was read: ask again")
	}
	links, err := st.LinksByKey(ctx, keys)
	return Chain{nodes, links, c.Cost}, err
}

// paths answers how two things are tied.
func (s *Server) paths(c echo.Context) error {
	ctx := c.Request().Context()
	from, to := strings.TrimSpace(c.QueryParam("from")), strings.TrimSpace(c.QueryParam("to"))
	if from == "" || to == "" {
		return badRequest("from and to must name the two ends")
	}
	count, err := intParam(c, "k", 5, 50)
	if err != nil {
		return err
	}
	hops, err := intParam(c, "max", 4, 8)
	if err != nil {
		return err
	}
	a, err := s.analysis(ctx)
	if err != nil {
		return err
	}
	answer, err := Connect(ctx, s.cfg.Store, a.snapshot, from, to, PathOptions{
		Count: count, MaxHops: hops, Avoid: listParam(c, "avoid"), Types: listParam(c, "types"), Hubs: c.QueryParam("hubs") == "1",
	})
	var unknown *UnknownName
	if errors.As(err, &unknown) {
		return &failure{status: http.StatusNotFound, Code: "not_found", Message: err.Error(), Near: unknown.Near}
	}
	if err != nil {
		return err
	}
	return s.writeConnection(c, answer)
}

func (s *Server) writeConnection(c echo.Context, answer *Connection) error {
	ctx := c.Request().Context()
	from, err := s.viewNodes(ctx, answer.From)
	if err != nil {
		return err
	}
	to, err := s.viewNodes(ctx, answer.To)
	if err != nil {
		return err
	}
	paths := []map[string]any{}
	for _, chain := range answer.Chains {
		nodes, links, err := s.viewGraph(ctx, graph.Graph{Nodes: chain.Nodes, Relationships: chain.Links})
		if err != nil {
			return err
		}
		paths = append(paths, map[string]any{"score": chain.Cost, "nodes": nodes, "links": links})
	}
	skipped := []map[string]any{}
	for _, hub := range answer.Skipped {
		skipped = append(skipped, map[string]any{"id": hub.ID, "name": hub.Name})
	}
	ends := [2]nodeJSON{from[0], to[0]}
	if len(answer.Chains) > 0 {
		first := answer.Chains[0].Nodes
		ends = [2]nodeJSON{pickNode(from, first[0].ID), pickNode(to, first[len(first)-1].ID)}
	}
	return c.JSON(http.StatusOK, map[string]any{
		"from": ends[0], "to": ends[1], "paths": paths, "skipped_hubs": skipped, "hubs_walked": answer.HubsWalked,
		"ambiguous": map[string]any{"from": others(from, ends[0].ID), "to": others(to, ends[1].ID)},
		"cypher": "MATCH p = allShortestPaths((a:Entity {id: " + quote(ends[0].ID) + "})-[*..4]-(b:Entity {id: " + quote(ends[1].ID) +
			"})) WHERE all(r IN relationships(p) WHERE NOT r.claim IN ['negated', 'hypothetical']) RETURN p",
	})
}

func pickNode(nodes []nodeJSON, id string) nodeJSON {
	for _, n := range nodes {
		if n.ID == id {
			return n
		}
	}
	return nodes[0]
}

// others are the further meanings of a name.
func others(nodes []nodeJSON, id string) []nodeJSON {
	out := []nodeJSON{}
	for _, n := range nodes {
		if n.ID != id {
			out = append(out, n)
		}
	}
	return out
}
