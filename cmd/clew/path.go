package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"clew/graph"
	"clew/graph/graphml"
	"clew/graph/store"
	"clew/server"
)

func pathCommand(std streams, at *storeFlags) *cobra.Command {
	var format string
	var o server.PathOptions
	c := &cobra.Command{
		Use:   "path FROM TO",
		Short: "Ranked chains between two names, every hop with its quote",
		Long: `Ranks the chains that tie two names. A name is looked up exactly, then as an
alias, then by full text; one that means several things stands for all of them
and the nearest are taken. Chains through an event come before bare ties; what
is only possible, rests on one article or runs through a hub comes later; what
is negated or hypothetical carries no chain.`,
		Example: "  clew path \"ISIS-K\" \"Tajik\"\n  clew path Putin Ukraine --count 3 --format json\n  clew path DarkSide Russia --hubs",
		Args:    exactly(2, "two names"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json", "graphml"); err != nil {
				return err
			}
			return runPath(c.Context(), std, at, args[0], args[1], format, o)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text, json or graphml")
	c.Flags().IntVar(&o.Count, "count", 5, "chains at most")
	c.Flags().IntVar(&o.MaxHops, "max", 4, "links in a chain at most")
	c.Flags().StringArrayVar(&o.Avoid, "avoid", nil, "id of a node no chain may touch")
	c.Flags().BoolVar(&o.Hubs, "hubs", false, "walk through nodes that are tied to everybody, too")
	return c
}

func runPath(ctx context.Context, std streams, at *storeFlags, from, to, format string, o server.PathOptions) error {
	opened, err := at.open(ctx, std)
	if err != nil {
		return err
	}
	defer opened.Close()
	snapshot, err := server.Snapshot(ctx, opened.store)
	if err != nil {
		return err
	}
	answer, err := server.Connect(ctx, opened.store, snapshot, from, to, o)
	if err != nil {
		return err
	}
	sayMeanings(std.err, from, answer.From)
	sayMeanings(std.err, to, answer.To)
	if len(answer.Chains) == 0 {
		return fmt.Errorf("no chain of at most %d links between %q and %q: try --max %d or --hubs", o.MaxHops, from, to, o.MaxHops+2)
	}
	switch format {
	case "json":
		return writeChainsJSON(std.out, answer)
	case "graphml":
		g := chainsGraph(answer)
		return graphml.Write(std.out, &g, graphml.Options{})
	}
	sources, err := articlesOf(ctx, opened.store)
	if err != nil {
		return err
	}
	writeChains(std.out, answer, sources)
	saySkipped(std.err, answer)
	return nil
}

// sayMeanings lists what an ambiguous name may mean.
func sayMeanings(w io.Writer, name string, nodes []graph.Node) {
	if len(nodes) < 2 {
		return
	}
	names := make([]string, len(nodes))
	for i, n := range nodes {
		names[i] = fmt.Sprintf("%s (%s)", n.Name(), n.String("type"))
	}
	fmt.Fprintf(w, "%q may mean %s; the nearest are taken\n", name, strings.Join(names, ", "))
}

func saySkipped(w io.Writer, answer *server.Connection) {
	if len(answer.Skipped) == 0 {
		return
	}
	names := make([]string, len(answer.Skipped))
	for i, n := range answer.Skipped {
		names[i] = n.Name
	}
	if answer.HubsWalked {
		fmt.Fprintf(w, "only through hubs: %s\n", strings.Join(names, ", "))
		return
	}
	fmt.Fprintf(w, "not walked through: %s (--hubs does)\n", strings.Join(names, ", "))
}

func articlesOf(ctx context.Context, st *store.Store) (map[string]graph.Node, error) {
	list, err := st.Articles(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[string]graph.Node, len(list))
	for _, a := range list {
		out[a.ID] = a
	}
	return out, nil
}

// writeChains writes every hop with claim, speaker, quote and article.
func writeChains(w io.Writer, answer *server.Connection, sources map[string]graph.Node) {
	for i, chain := range answer.Chains {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%d. %s\n", i+1, chainLine(chain))
		for _, r := range chain.Links {
			fmt.Fprintf(w, "   %s: “%s”\n      %s\n", r.Label(), oneLine(r.String("quote")), sourceLine(r, sources[r.String("article")]))
		}
	}
}

func chainLine(c server.Chain) string {
	var b strings.Builder
	b.WriteString(c.Nodes[0].Name())
	for i, r := range c.Links {
		if r.From == c.Nodes[i].ID {
			fmt.Fprintf(&b, " —%s→ ", r.Label())
		} else {
			fmt.Fprintf(&b, " ←%s— ", r.Label())
		}
		b.WriteString(c.Nodes[i+1].Name())
	}
	return b.String()
}

// sourceLine says where a quote stands and how many stand beside it.
func sourceLine(r graph.Relationship, article graph.Node) string {
	parts := []string{}
	for _, part := range []string{article.String("publisher"), article.String("date"), article.String("title")} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	parts = append(parts, "["+r.String("article")+"]")
	line := strings.Join(parts, ", ")
	if n, ok := r.Props["articles"].(int64); ok && n > 1 {
		line += fmt.Sprintf(" and %d more (%v independent origins)", n-1, r.Props["origins"])
	}
	return line
}

func writeChainsJSON(w io.Writer, answer *server.Connection) error {
	type chainJSON struct {
		Cost          float64 `json:"cost"`
		Nodes         []any   `json:"nodes"`
		Relationships []any   `json:"relationships"`
	}
	out := make([]chainJSON, len(answer.Chains))
	for i, c := range answer.Chains {
		out[i].Cost = c.Cost
		for _, n := range c.Nodes {
			out[i].Nodes = append(out[i].Nodes, jsonCell(n))
		}
		for _, r := range c.Links {
			out[i].Relationships = append(out[i].Relationships, jsonCell(r))
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

// chainsGraph is all chains as one graph, each node and link once.
func chainsGraph(answer *server.Connection) graph.Graph {
	var g graph.Graph
	seen := map[string]bool{}
	for _, c := range answer.Chains {
		for _, n := range c.Nodes {
			if !seen[n.ID] {
				seen[n.ID] = true
				g.Nodes = append(g.Nodes, n)
			}
		}
		for _, r := range c.Links {
			if !seen[r.ID] {
				seen[r.ID] = true
				g.Relationships = append(g.Relationships, r)
			}
		}
	}
	return g
}
