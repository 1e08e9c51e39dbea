package eval

import (
	"fmt"
	"strings"
)

// The printed forms of the published scorers.

func (r *Report) share(name string) Share {
	for _, s := range r.Shares {
		if s.Name == name {
			return s
		}
	}
	return Share{Name: name}
}

func figures(r Row) string { return fmt.Sprintf("P %.3f R %.3f F %.3f", r.Precision, r.Recall, r.F1) }

func counts(r Row) string { return fmt.Sprintf("tp %d pred %d gold %d", r.Right, r.Predicted, r.Gold) }

func printMUC(r *Report) string {
	var b strings.Builder
	for _, name := range []string{"strict", "head"} {
		fmt.Fprintf(&b, "-- %s  (%d docs, %d without prediction)\n", name, r.Articles, len(r.Missing))
		for _, row := range r.table(name).Rows {
			fmt.Fprintf(&b, "%-8s %s", row.Name, figures(row))
			if row.Name != "MACRO" {
				b.WriteString("   " + counts(row))
			}
			b.WriteByte('\n')
		}
	}
	fmt.Fprintf(&b, "relevant-document detection  %s\n", figures(r.table("document").row("relevant")))
	return b.String()
}

func printSlots(r *Report) string {
	var b strings.Builder
	for _, slot := range []string{"certainty", "victim effect"} {
		for _, s := range r.Shares {
			value, isRight := strings.CutSuffix(s.Name, " right")
			value, ofSlot := strings.CutPrefix(value, slot+" ")
			if !isRight || !ofSlot {
				continue
			}
			wrong := r.share(slot + " " + value + " wrong").Right
			fmt.Fprintf(&b, "%-14s %-10s right %g wrong %g missed %g\n", slot, value, s.Right, wrong, s.Of-s.Right-wrong)
		}
		recall := r.share(slot + " recall")
		fmt.Fprintf(&b, "%-14s recall %.3f  accuracy when found %.3f  gold %g\n", slot, recall.Value(), r.share(slot+" accuracy when found").Value(), recall.Of)
	}
	narrow := r.share("incident place, most specific")
	fmt.Fprintf(&b, "incident place  most specific found %.3f, any level below country %.3f  gold %g\n", narrow.Value(), r.share("incident place, any level below country").Value(), narrow.Of)
	date := r.table("slots").row("date")
	fmt.Fprintf(&b, "incident date (needs Date value as YYYY-MM-DD)  P %.3f R %.3f  gold %d\n", date.Precision, date.Recall, date.Gold)
	for _, what := range []string{"killed", "injured"} {
		if row := r.table("slots").row(what); row.Predicted > 0 {
			fmt.Fprintf(&b, "%-14s P %.3f R %.3f  gold %d\n", what+" count", row.Precision, row.Recall, row.Gold)
		}
	}
	return b.String()
}

func printWikiEvents(r *Report) string {
	var b strings.Builder
	row := r.table("trigger").row("TRIGGER")
	fmt.Fprintf(&b, "TRIGGER %s  %s  core recall %.3f\n", figures(row), counts(row), r.Shares[0].Value())
	for _, name := range []string{"roles", "merged"} {
		for _, row := range r.table(name).Rows {
			fmt.Fprintf(&b, "%-7s %-8s %s  %s\n", name, row.Name, figures(row), counts(row))
		}
	}
	return b.String()
}

func printKnowledgeNet(r *Report) string {
	var b strings.Builder
	fact := r.table("fact")
	for i, row := range r.table("official").Rows {
		fmt.Fprintf(&b, "%-24s official %s | fact %s  gold ", row.Name, figures(row), figures(fact.Rows[i]))
		if row.Name == "MICRO" {
			fmt.Fprintf(&b, "%d mention pairs, %d facts\n", row.Gold, fact.Rows[i].Gold)
		} else {
			fmt.Fprintf(&b, "%d\n", fact.Rows[i].Gold)
		}
	}
	return b.String()
}

func printDWIE(r *Report) string {
	var b strings.Builder
	for _, row := range r.table("relations").Rows {
		if row.Name == "RELATIONS" {
			fmt.Fprintf(&b, "RELATIONS  %s  (pred %d, gold %d)\n", figures(row), row.Predicted, row.Gold)
		} else {
			fmt.Fprintf(&b, "%-12s recall %.3f  gold %d\n", row.Name, row.Recall, row.Gold)
		}
	}
	fmt.Fprintf(&b, "COREF pairwise  %s\n", figures(r.table("coreference").Rows[0]))
	noded := r.share("entities with a node")
	fmt.Fprintf(&b, "LINK  entities with a node %g/%g, with the Wikipedia title as name: %.3f\n", noded.Right, noded.Of, r.share("node carries the full title").Value())
	return b.String()
}

func printNames(r *Report) string {
	var b strings.Builder
	for _, way := range []string{"exact", "overlap"} {
		for _, row := range r.table(way).Rows {
			fmt.Fprintf(&b, "%-7s %-12s %s gold %d\n", way, row.Name, figures(row), row.Gold)
		}
	}
	return b.String()
}

func printRedocred(r *Report) string {
	var b strings.Builder
	for _, row := range r.table("relations").Rows {
		fmt.Fprintf(&b, "%-18s %s  %s\n", row.Name, figures(row), counts(row))
	}
	noded := r.share("gold entities with a node")
	fmt.Fprintf(&b, "gold entities with a node: %.3f (%g)\n", noded.Value(), noded.Of)
	return b.String()
}

func printGUM(r *Report) string {
	var b strings.Builder
	for _, way := range []string{"head", "exact"} {
		for _, row := range r.table("names, " + way).Rows {
			fmt.Fprintf(&b, "NER %-5s %-12s %s", way, row.Name, figures(row))
			if row.Name != "ALL" && row.Name != "PER+ORG+PLACE" {
				fmt.Fprintf(&b, "  gold %d", row.Gold)
			}
			b.WriteByte('\n')
		}
	}
	for _, row := range r.table("coreference").Rows {
		if row.Name == "CoNLL" {
			fmt.Fprintf(&b, "COREF CoNLL mean F %.3f\n", row.F1)
		} else {
			fmt.Fprintf(&b, "COREF %-6s %s\n", row.Name, figures(row))
		}
	}
	noded := r.share("entities with a node")
	fmt.Fprintf(&b, "NAME found %g/%g, with the Wikipedia title as name: %.3f\n", noded.Right, noded.Of, r.share("node carries the full title").Value())
	return b.String()
}
