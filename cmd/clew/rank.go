package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"clew/graph/analysis"
	"clew/server"
)

func rankCommand(std streams, at *storeFlags) *cobra.Command {
	var by, format string
	var limit int
	c := &cobra.Command{
		Use:     "rank",
		Short:   "Rank entities by a measure of centrality, or list groups",
		Long:    "Ranks entities by a measure:\n\n" + measureHelp(),
		Example: "  clew rank --by betweenness\n  clew rank --by communities --limit 0 --format csv > communities.csv",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, "table", "json", "csv"); err != nil {
				return err
			}
			measure, err := analysis.Find(by)
			if err != nil {
				return usageError{err}
			}
			return runRank(c.Context(), std, at, measure, format, limit)
		},
	}
	c.Flags().StringVar(&by, "by", "pagerank", "the measure")
	c.Flags().StringVar(&format, "format", "table", "table, json or csv")
	c.Flags().IntVar(&limit, "limit", 20, "rows at most; 0: all")
	return c
}

// measureHelp lists the table of measures.
func measureHelp() string {
	var b strings.Builder
	for _, m := range analysis.Measures {
		fmt.Fprintf(&b, "  %-12s %s\n", m.Name, m.Meaning)
	}
	return b.String()
}

// rankedRow is one row of the answer.
type rankedRow struct {
	Rank  int     `json:"rank"`
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Type  string  `json:"type"`
	Value float64 `json:"value"`
}

func runRank(ctx context.Context, std streams, at *storeFlags, m analysis.Measure, format string, limit int) error {
	opened, err := at.open(ctx, std)
	if err != nil {
		return err
	}
	defer opened.Close()
	snapshot, err := server.Snapshot(ctx, opened.store)
	if err != nil {
		return err
	}
	scores, err := m.Compute(ctx, snapshot, analysis.Defaults)
	if err != nil {
		return err
	}
	rows := []rankedRow{}
	for i, r := range scores.Rank(limit) {
		n := snapshot.Node(r.Node)
		rows = append(rows, rankedRow{i + 1, n.ID, n.Name, n.Type, r.Score})
	}
	fmt.Fprintf(std.err, "%s over %d nodes and %d links. %s\n", m.Title, snapshot.Nodes(), snapshot.Links(), snapshot.Projection)
	if scores.Note != "" {
		fmt.Fprintln(std.err, scores.Note)
	}
	switch format {
	case "json":
		encoder := json.NewEncoder(std.out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(rows)
	case "csv":
		return writeRankCSV(std.out, rows)
	}
	w := tabwriter.NewWriter(std.out, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "rank\tname\ttype\t%s\n", m.Name)
	for _, r := range rows {
		fmt.Fprintf(w, "%d\t%s\t%s\t%.6g\n", r.Rank, r.Name, r.Type, r.Value)
	}
	return w.Flush()
}

func writeRankCSV(w io.Writer, rows []rankedRow) error {
	out := csv.NewWriter(w)
	out.Write([]string{"rank", "id", "name", "type", "value"})
	for _, r := range rows {
		out.Write([]string{strconv.Itoa(r.Rank), r.ID, r.Name, r.Type, strconv.FormatFloat(r.Value, 'g', -1, 64)})
	}
	out.Flush()
	return out.Error()
}
