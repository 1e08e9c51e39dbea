package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"clew/graph/article"
	"clew/graph/eval"
)

// evalOptions are what the user asks for.
type evalOptions struct {
	articles    string // folder
	predictions string // file; empty: the gold's articles are extracted
	only        string // type
	errors      int
	few         bool // that number was asked for
	asJSON      bool
}

func evalCommand(std streams) *cobra.Command {
	var o evalOptions
	c := &cobra.Command{
		Use:   "eval GOLD…",
		Short: "Measure the extraction against annotated articles, and show what is missed and wrong",
		Long: `Extracts the articles of files with gold annotations and prints precision, recall
and F1 for each type, how many errors have which reason, which rules err most,
and some errors in their sentences: what is missed or wrong, the nodes and links
that the extraction has there, and the rule behind a wrong link.

GOLD is a file or a folder. The set is told by the shape of its records:

` + eval.SetHelp(),
		Example: "  clew eval gold/\n  clew eval dev.jsonl --type KILLED --errors 10\n  clew extract dev.jsonl --format jsonl > facts.jsonl && clew eval dev.jsonl --pred facts.jsonl --errors 0",
		Args:    atLeast(1, "the files with gold annotations"),
		RunE: func(c *cobra.Command, args []string) error {
			if o.errors < 0 {
				return usagef("--errors %d: it takes 0 or more", o.errors)
			}
			o.few = c.Flags().Changed("errors")
			return runEval(c.Context(), std, args, o)
		},
	}
	c.Flags().StringVar(&o.articles, "articles", "", "the folder with the texts that full annotations are of")
	c.Flags().StringVar(&o.predictions, "pred", "", "score these predictions, as extract writes them, in place of extracting")
	c.Flags().StringVar(&o.only, "type", "", "only the rows and errors of this type")
	c.Flags().IntVar(&o.errors, "errors", 2, "missed and wrong facts to show of each type; 0: none")
	c.Flags().BoolVar(&o.asJSON, "json", false, "write the report as JSON, with all errors unless --errors says how many")
	return c
}

func runEval(ctx context.Context, std streams, paths []string, o evalOptions) error {
	golds, err := eval.Open(paths, o.articles)
	if err != nil {
		return err
	}
	given, err := givenPredictions(o.predictions)
	if err != nil {
		return err
	}
	var reports []*eval.Report
	for _, g := range golds {
		predictions := given
		if o.predictions == "" {
			if predictions, err = predict(ctx, std, g); err != nil {
				return err
			}
		}
		r, err := g.Score(predictions)
		if err != nil {
			return err
		}
		reports = append(reports, r)
	}
	if o.only != "" {
		if reports, err = withType(reports, o.only); err != nil {
			return err
		}
	}
	if o.asJSON {
		return writeReportsJSON(std.out, reports, o)
	}
	for i, r := range reports {
		if i > 0 {
			fmt.Fprintln(std.out)
		}
		if err := r.Write(std.out, o.errors); err != nil {
			return err
		}
	}
	if len(reports) > 1 && o.only == "" {
		eval.Summary(std.out, reports)
	}
	return nil
}

// withType keeps the reports that have a type, and nothing else in them; it fails
// where none has.
func withType(reports []*eval.Report, name string) ([]*eval.Report, error) {
	var kept []*eval.Report
	var rows []string
	for _, r := range reports {
		types := r.Types()
		rows = append(rows, types...)
		if slices.Contains(types, name) {
			r.Keep(name)
			kept = append(kept, r)
		}
	}
	if len(kept) > 0 {
		return kept, nil
	}
	slices.Sort(rows)
	return nil, fmt.Errorf("--type %s: there is no such type; there are %s", name, strings.Join(slices.Compact(rows), ", "))
}

// writeReportsJSON writes all errors, or as many of each type as were asked for.
func writeReportsJSON(w io.Writer, reports []*eval.Report, o evalOptions) error {
	for _, r := range reports {
		if o.few {
			r.Errors = r.Worst(o.errors)
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(reports)
}

func givenPredictions(file string) (eval.Predictions, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such file", file)
	case err != nil:
		return nil, fmt.Errorf("%s: cannot read the file", file)
	}
	return eval.ReadPredictions(file, data)
}

// predict extracts the articles of a gold set on all cores, and tells how far it is
// at every tenth.
func predict(ctx context.Context, std streams, g *eval.Gold) (eval.Predictions, error) {
	x, err := newExtractor()
	if err != nil {
		return nil, err
	}
	out := eval.Predictions{}
	total := len(g.IDs())
	for o := range x.All(ctx, article.ReadSources(ctx, g.Sources, std.in), nil) {
		if o.Err != nil {
			return nil, o.Err
		}
		if err := out.Add(o.Extraction); err != nil {
			return nil, err
		}
		if n := len(out); n == total || n%max(1, total/10) == 0 {
			fmt.Fprintf(std.err, "%s: %d of %d articles read\n", g.Set, n, total)
		}
	}
	return out, ctx.Err()
}
