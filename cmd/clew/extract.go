package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"clew/graph"
	"clew/graph/article"
	"clew/graph/english"
	"clew/graph/extract"
	"clew/graph/graphml"
)

func extractCommand(std streams) *cobra.Command {
	var format string
	var explain bool
	c := &cobra.Command{
		Use:   "extract PATH…",
		Short: "Write the facts of articles to standard output; no store is touched",
		Long: `Reads articles (.txt, .md, .jsonl, folders, - for standard input) and writes
entities and relations with their passages. One file gives one JSON object,
several files or a folder an array; jsonl writes one object a line.

With --explain every link says which rule read it from which words, what made its
claim and what its confidence is the sum of: as text, or with --format json or jsonl
in a field "explain" of the link.`,
		Example: "  clew extract article.txt\n  clew extract seeds --format jsonl > facts.jsonl\n  cat article.txt | clew extract - --format graphml > article.graphml\n  clew extract article.txt --explain",
		Args:    atLeast(1, "the articles to read"),
		RunE: func(c *cobra.Command, args []string) error {
			if explain && !c.Flags().Changed("format") {
				format = "text"
			}
			if err := oneOf("format", format, "json", "jsonl", "text", "graphml", "cypher"); err != nil {
				return err
			}
			if explain && (format == "graphml" || format == "cypher") {
				return usagef("--explain writes text, json or jsonl, and not %s", format)
			}
			return runExtract(c.Context(), std, args, format, explain)
		},
	}
	c.Flags().StringVar(&format, "format", "json", "json, jsonl, text, graphml or cypher")
	c.Flags().BoolVar(&explain, "explain", false, "say for every link which rule and which words made it")
	return c
}

// newExtractor makes the extractor over the embedded language model.
func newExtractor() (*extract.Extractor, error) {
	model, err := english.Load()
	if err != nil {
		return nil, fmt.Errorf("load the language model: %w", err)
	}
	return extract.New(model), nil
}

func runExtract(ctx context.Context, std streams, paths []string, format string, explain bool) error {
	sources, err := article.Find(paths)
	if err != nil {
		return err
	}
	x, err := newExtractor()
	if err != nil {
		return err
	}
	failed := false
	readable := func(yield func(*graph.Extraction) bool) {
		for out := range x.All(ctx, article.ReadSources(ctx, sources, std.in), nil) {
			if out.Err != nil {
				fmt.Fprintln(std.err, "clew:", out.Err)
				failed = true
				continue
			}
			if !explain {
				dropExplanations(out.Extraction)
			}
			if !yield(out.Extraction) {
				return
			}
		}
	}
	single := len(sources) == 1 && !sources[0].JSONLines()
	if err := writeExtractions(std.out, readable, format, single); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if failed {
		return errSilent
	}
	return nil
}

// writeExtractions writes nothing where there is no extraction: every source has
// said by then what is wrong with it.
func writeExtractions(w io.Writer, found iter.Seq[*graph.Extraction], format string, single bool) error {
	switch format {
	case "graphml":
		return writeExtractedGraph(w, found)
	case "text":
		return writeExtractedText(w, found)
	case "cypher":
		for x := range found {
			if err := writeScript(w, x); err != nil {
				return err
			}
		}
		return nil
	}
	return writeExtractedJSON(w, found, format == "jsonl", single)
}

// writeExtractedJSON writes objects as they come: alone, in an array, or one a line.
func writeExtractedJSON(w io.Writer, found iter.Seq[*graph.Extraction], lines, single bool) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	if !lines {
		encoder.SetIndent("", "  ")
	}
	n := 0
	for x := range found {
		if !lines && !single {
			fmt.Fprint(w, map[bool]string{true: "[\n", false: ",\n"}[n == 0])
		}
		if err := encoder.Encode(x); err != nil {
			return err
		}
		n++
	}
	if n == 0 || lines || single {
		return nil
	}
	_, err := fmt.Fprintln(w, "]")
	return err
}

// dropExplanations takes off how the relations came about.
func dropExplanations(x *graph.Extraction) {
	for i := range x.Relations {
		x.Relations[i].Explanation = nil
	}
}

// writeExtractedGraph writes one GraphML document of all articles; ids are told
// apart by the article's.
func writeExtractedGraph(w io.Writer, found iter.Seq[*graph.Extraction]) error {
	var all graph.Graph
	for x := range found {
		g := x.Graph()
		all.Nodes = append(all.Nodes, g.Nodes...)
		all.Relationships = append(all.Relationships, g.Relationships...)
	}
	if len(all.Nodes) == 0 {
		return nil
	}
	return graphml.Write(w, &all, graphml.Options{})
}
