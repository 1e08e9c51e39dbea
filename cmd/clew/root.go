package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// newRoot makes the command line: one command a file, listed here.
func newRoot(std streams) *cobra.Command {
	at := &storeFlags{}
	root := &cobra.Command{
		Use:   "clew",
		Short: "Turns newswire into a graph you can walk",
		Long: `clew reads articles, extracts people, organisations, places, attacks and other
events and the links between them, every link with the passage that states it,
keeps them in Neo4j or in a graph of its own, and serves a browser explorer.`,
		Example:       "  clew serve seeds\n  clew path \"ISIS-K\" \"Tajik\"\n  clew export --around \"ISIS-K\" --hops 2 -o isis-k.graphml",
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%w (clew %s --help shows what it takes)", err, c.Name())
	})
	at.register(root)
	for _, command := range []*cobra.Command{
		serveCommand(std, at),
		extractCommand(std),
		evalCommand(std),
		loadCommand(std, at),
		cypherCommand(std, at),
		pathCommand(std, at),
		rankCommand(std, at),
		exportCommand(std, at),
	} {
		root.AddCommand(command)
	}
	return root
}

// atLeast and exactly word cobra's argument checks as usage errors.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return usagef("%s needs %s: %s", c.CommandPath(), what, c.UseLine())
		}
		return nil
	}
}

func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return usagef("%s needs %s: %s", c.CommandPath(), what, c.UseLine())
		}
		return nil
	}
}

// oneOf checks a flag that takes one of a few words.
func oneOf(flag, value string, words ...string) error {
	for _, w := range words {
		if value == w {
			return nil
		}
	}
	return usagef("--%s %q: it takes %s", flag, value, fmt.Sprint(words))
}
