package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"clew/graph/graphml"
	"clew/graph/store"
	"clew/server"
)

// exportFlags are the flags of clew export.
type exportFlags struct {
	query, around, format, output string
	params                        []string
	hops                          int
}

func exportCommand(std streams, at *storeFlags) *cobra.Command {
	var f exportFlags
	c := &cobra.Command{
		Use:     "export",
		Short:   "Write the graph, or a part of it, for other programs",
		Long:    "Writes everything, the surroundings of a name, or what a query answers:\n\n" + formatHelp(),
		Example: "  clew export -o everything.graphml\n  clew export --around \"ISIS-K\" --hops 2 -o isis-k.graphml\n  clew export --query \"MATCH p = (:Organization)-[:CLAIMED]->(:Attack) RETURN p\" --format json",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if f.query != "" && f.around != "" {
				return usagef("--query and --around exclude each other")
			}
			return runExport(c.Context(), std, at, f)
		},
	}
	c.Flags().StringVar(&f.query, "query", "", "a Cypher statement that returns nodes, relationships or paths")
	c.Flags().StringArrayVar(&f.params, "param", nil, "a parameter of the statement, k=v")
	c.Flags().StringVar(&f.around, "around", "", "a name: what lies around it")
	c.Flags().IntVar(&f.hops, "hops", 1, "how far around")
	c.Flags().StringVar(&f.format, "format", "graphml", strings.Join(formatNames(), ", "))
	c.Flags().StringVarP(&f.output, "output", "o", "", "file to write; default: standard output")
	return c
}

func formatHelp() string {
	var b strings.Builder
	for _, f := range graphml.Formats {
		fmt.Fprintf(&b, "  %-8s %s\n", f.Name, f.Meaning)
	}
	return b.String()
}

func formatNames() []string {
	names := make([]string, len(graphml.Formats))
	for i, f := range graphml.Formats {
		names[i] = f.Name
	}
	return names
}

func runExport(ctx context.Context, std streams, at *storeFlags, f exportFlags) error {
	format, err := graphml.FormatNamed(f.format)
	if err != nil {
		return usageError{err}
	}
	params, err := parseParams(f.params)
	if err != nil {
		return err
	}
	opened, err := at.open(ctx, std)
	if err != nil {
		return err
	}
	defer opened.Close()
	selection := server.Selection{Query: f.query, Params: params}
	if f.around != "" {
		if selection.IDs, err = around(ctx, std, opened.store, f.around, f.hops); err != nil {
			return err
		}
	}
	sources, err := server.Publishers(ctx, opened.store)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error {
		return server.Export(ctx, opened.store, format.New(w, graphml.Options{Sources: sources}), selection)
	}
	if f.output == "" {
		out := bufio.NewWriter(std.out)
		if err := write(out); err != nil {
			return err
		}
		return out.Flush()
	}
	return writeWhole(f.output, write)
}

// around lists the ids within some hops of what a name means.
func around(ctx context.Context, std streams, st *store.Store, name string, hops int) ([]string, error) {
	nodes, err := server.LookUp(ctx, st, name)
	if err != nil {
		return nil, err
	}
	sayMeanings(std.err, name, nodes)
	g, err := st.Surroundings(ctx, nodes[0].ID, hops)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(g.Nodes))
	for i, n := range g.Nodes {
		ids[i] = n.ID
	}
	return ids, nil
}

// writeWhole writes a file beside its place and moves it there when it is whole:
// nobody sees half of it.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), ".clew-export-*")
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, rootCause(err))
	}
	defer func() {
		file.Close()
		if err != nil {
			os.Remove(file.Name())
		}
	}()
	out := bufio.NewWriter(file)
	if err := write(out); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if err := file.Chmod(0o644); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
