package eval

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"
)

// Write prints a report: the figures, how many errors have which reason, and at
// most n missed and n wrong facts of each type in their sentences.
func (r *Report) Write(w io.Writer, n int) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s: %s · articles: %d", r.Set, strings.Join(r.Gold, " "), r.Articles)
	if len(r.Missing) > 0 {
		fmt.Fprintf(out, ", %d without a prediction (scored as empty)", len(r.Missing))
	}
	fmt.Fprintln(out)
	r.writeTables(out)
	r.writeShares(out)
	r.writeCauses(out)
	if n > 0 {
		r.writeRules(out)
	}
	for _, e := range r.Worst(n) {
		e.write(out)
	}
	return out.Flush()
}

// Summary prints the rows of several reports that say most.
func Summary(w io.Writer, reports []*Report) {
	fmt.Fprintln(w, "\nall sets")
	tab := tabwriter.NewWriter(w, 0, 1, 2, ' ', 0)
	for _, r := range reports {
		for _, name := range r.headline {
			table, row, _ := strings.Cut(name, "/")
			x := r.table(table).row(row)
			fmt.Fprintf(tab, "  %s\t%s: %s\tprecision %.3f\trecall %.3f\tF1 %.3f\n", r.Set, table, row, x.Precision, x.Recall, x.F1)
		}
	}
	tab.Flush()
}

func (r *Report) writeTables(w io.Writer) {
	for _, t := range r.Tables {
		fmt.Fprintf(w, "\n%s: %s\n", t.Name, t.Meaning)
		width := 0
		for _, x := range t.Rows {
			width = max(width, utf8.RuneCountInString(x.Name))
		}
		fmt.Fprintf(w, "  %-*s  precision  recall     F1  right  predicted  found   gold\n", width, "")
		for _, x := range t.Rows {
			if x.RecallOnly {
				fmt.Fprintf(w, "  %-*s  %9s  %6.3f  %5s  %5s  %9s  %5d  %5d\n", width, x.Name, "–", x.Recall, "–", "–", "–", x.Found, x.Gold)
				continue
			}
			fmt.Fprintf(w, "  %-*s  %9.3f  %6.3f  %5.3f", width, x.Name, x.Precision, x.Recall, x.F1)
			if x.Predicted+x.Gold > 0 {
				fmt.Fprintf(w, "  %5d  %9d  %5d  %5d", x.Right, x.Predicted, x.Found, x.Gold)
			}
			fmt.Fprintln(w)
		}
	}
}

func (r *Report) writeShares(w io.Writer) {
	if len(r.Shares) == 0 {
		return
	}
	fmt.Fprintln(w)
	tab := tabwriter.NewWriter(w, 0, 1, 2, ' ', 0)
	for _, s := range r.Shares {
		if s.Of == 0 {
			fmt.Fprintf(tab, "%s\t\t%g\n", s.Name, s.Right)
			continue
		}
		fmt.Fprintf(tab, "%s\t%.3f\t%g of %g\n", s.Name, s.Value(), s.Right, s.Of)
	}
	tab.Flush()
}

// topCauses is how many rows of reasons are printed.
const topCauses = 20

func (r *Report) writeCauses(w io.Writer) {
	if len(r.Causes) == 0 {
		return
	}
	fmt.Fprintln(w, "\nerrors by reason, most first")
	tab := tabwriter.NewWriter(w, 0, 1, 2, ' ', 0)
	rest := 0
	for i, c := range r.Causes {
		if i >= topCauses {
			rest += c.Count
			continue
		}
		fmt.Fprintf(tab, "%6d\t%s\t%s\t%s\n", c.Count, c.Kind, c.Type, c.Cause)
	}
	tab.Flush()
	if rest > 0 {
		fmt.Fprintf(w, "%6d  in %d more rows\n", rest, len(r.Causes)-topCauses)
	}
}

// writeRules prints the rules that err most.
func (r *Report) writeRules(w io.Writer) {
	if len(r.Rules) == 0 || r.Rules[0].Wrong == 0 {
		return
	}
	fmt.Fprintln(w, "\nrules by wrong links, most first\n   wrong  right")
	for _, c := range r.Rules[:min(len(r.Rules), topCauses)] {
		if c.Wrong > 0 {
			fmt.Fprintf(w, "  %6d %6d  %s\n", c.Wrong, c.Right, c.Rule)
		}
	}
}

// write prints one error: what, why, the passage, and what the prediction has there.
func (e *Error) write(w io.Writer) {
	fmt.Fprintf(w, "\n%s %s: %s\n  %s", strings.ToUpper(e.Kind), e.Type, e.Fact, e.Cause)
	if e.Rule != "" {
		fmt.Fprintf(w, " · rule: %s", e.Rule)
	}
	if e.Confidence > 0 {
		fmt.Fprintf(w, " · confidence %.2f", e.Confidence)
	}
	fmt.Fprintf(w, "\n  [%s]", e.Article)
	if e.Passage.Quote == "" {
		fmt.Fprintln(w, " no passage")
		return
	}
	fmt.Fprintf(w, " %d–%d “%s”\n", e.Passage.Start, e.Passage.End, e.marked())
	list(w, "nodes there: ", e.Nodes)
	list(w, "links there: ", e.Links)
}

func list(w io.Writer, title string, items []string) {
	const most = 8
	text := strings.Join(items[:min(most, len(items))], "; ")
	switch {
	case len(items) == 0:
		text = "none"
	case len(items) > most:
		text += fmt.Sprintf("; %d more", len(items)-most)
	}
	fmt.Fprintf(w, "  %s%s\n", title, text)
}

// marked is the quote on one line with the words that the error is about in square
// brackets of their own kind.
func (e *Error) marked() string {
	opens, closes, where := map[int]bool{}, map[int]bool{}, e.where()
	for _, m := range e.Marks {
		if where.Contains(m) {
			opens[m.Start-where.Start], closes[m.End-where.Start] = true, true
		}
	}
	var b strings.Builder
	at := 0
	for _, r := range e.Passage.Quote {
		if closes[at] {
			b.WriteRune('⟧')
		}
		if opens[at] {
			b.WriteRune('⟦')
		}
		b.WriteRune(r)
		at++
	}
	if closes[utf8.RuneCountInString(e.Passage.Quote)] {
		b.WriteRune('⟧')
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
