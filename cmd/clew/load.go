package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"clew/graph/article"
	"clew/graph/ingest"
)

func loadCommand(std streams, at *storeFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "load PATH…",
		Short: "Read articles into the store; safe to interrupt and repeat",
		Long: `Reads articles into the store. One line an article is printed after its commit:
what it names survives a crash. Articles that the store holds as they are, are
passed over.`,
		Example: "  clew load seeds\n  clew load --store neo4j://localhost:7687 news/\n  clew load corpus.jsonl",
		Args:    atLeast(1, "the articles to read"),
		RunE: func(c *cobra.Command, args []string) error {
			return runLoad(c.Context(), std, at, args)
		},
	}
}

func runLoad(ctx context.Context, std streams, at *storeFlags, paths []string) error {
	sources, err := article.Find(paths)
	if err != nil {
		return err
	}
	opened, err := at.open(ctx, std)
	if err != nil {
		return err
	}
	defer opened.Close()
	if err := opened.store.Prepare(ctx); err != nil {
		return err
	}
	x, err := newExtractor()
	if err != nil {
		return err
	}
	start := time.Now()
	progress := &progressLines{w: std.err, total: len(sources)}
	sum, err := ingest.Run(ctx, opened.store, x, article.ReadSources(ctx, sources, std.in), progress.report)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.err, "%d articles read, %d were there already, %d could not be read: %d facts in %s\n",
		sum.Loaded, sum.Skipped, sum.Failed, sum.Facts, time.Since(start).Round(time.Millisecond))
	if sum.Failed > 0 {
		return errSilent
	}
	return nil
}

// progressLines prints one line an article.
type progressLines struct {
	w     io.Writer
	total int // sources; JSON lines hold more articles than that
	done  int
}

func (p *progressLines) report(d ingest.Done) {
	p.done++
	p.total = max(p.total, p.done)
	switch {
	case d.Err != nil:
		fmt.Fprintf(p.w, "[%d/%d] not read: %v\n", p.done, p.total, d.Err)
	case d.Skipped:
		fmt.Fprintf(p.w, "[%d/%d] %s: unchanged\n", p.done, p.total, d.Article)
	default:
		fmt.Fprintf(p.w, "[%d/%d] %s: %d entities (%d new), %d facts\n", p.done, p.total, d.Article, d.Change.Entities, d.Change.New, d.Change.Facts)
	}
}
