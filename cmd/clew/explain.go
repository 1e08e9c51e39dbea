package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"clew/graph"
)

// writeExtractedText writes extractions for people: the entities with the words that
// stand for them, and every link with how it came about.
func writeExtractedText(w io.Writer, found iter.Seq[*graph.Extraction]) error {
	out := bufio.NewWriter(w)
	first := true
	for x := range found {
		if !first {
			fmt.Fprintln(out)
		}
		first = false
		writeArticleText(out, x)
	}
	return out.Flush()
}

func writeArticleText(w io.Writer, x *graph.Extraction) {
	fmt.Fprintf(w, "%s\n\n", strings.TrimSpace("["+x.Article.ID+"] "+x.Article.Title))
	names := map[string]string{}
	for _, e := range x.Entities {
		names[e.ID] = e.Name
		if e.Type != "Article" {
			writeEntityText(w, e)
		}
	}
	for _, r := range x.Relations {
		writeRelationText(w, r, names)
	}
}

// writeEntityText writes an entity on a line with each form that stands for it and
// where.
func writeEntityText(w io.Writer, e graph.Entity) {
	kind := strings.TrimSpace(e.Type + " " + e.Subtype)
	places := map[string][]string{}
	var forms []string
	for _, m := range e.Mentions {
		form := fmt.Sprintf("%s “%s”", m.Kind, oneLine(m.Text))
		if places[form] == nil {
			forms = append(forms, form)
		}
		places[form] = append(places[form], fmt.Sprintf("%d–%d", m.Start, m.End))
	}
	for i, form := range forms {
		forms[i] += " " + strings.Join(places[form], ", ")
	}
	fmt.Fprintf(w, "%s (%s): %s\n", e.Name, kind, strings.Join(forms, "; "))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func writeRelationText(w io.Writer, r graph.Relation, names map[string]string) {
	claim := r.Claim()
	if who := r.Attribution; who != "" {
		claim += ", according to " + cmp.Or(names[who], who)
	}
	fmt.Fprintf(w, "\n%s —%s→ %s\n  claim       %s\n", names[r.From], r.Type, names[r.To], claim)
	if x := r.Explanation; x != nil {
		fmt.Fprintf(w, "  why so      %s\n", cueList(x.Claim, "stated plainly"))
		fmt.Fprintf(w, "  rule        %s: %s\n", x.Rule, x.Meaning)
		fmt.Fprintf(w, "  words       %s\n", cueList(x.Words, "none"))
		fmt.Fprintf(w, "  confidence  %.2f = %s\n", r.Confidence, weightList(x.Confidence))
	}
	if free := propsText(r.Props, names); free != "" {
		fmt.Fprintf(w, "  more        %s\n", free)
	}
	if r.Evidence.Quote == "" {
		fmt.Fprintf(w, "  passage     none: %s\n", r.Evidence.Kind)
		return
	}
	fmt.Fprintf(w, "  passage     %d–%d “%s”\n", r.Evidence.Start, r.Evidence.End, oneLine(r.Evidence.Quote))
}

// cueList writes cues one after the other; what has no words is the rule's own.
func cueList(cues []graph.Cue, none string) string {
	var out []string
	for _, c := range cues {
		if c.Text == "" {
			out = append(out, c.Role+": by the rule")
			continue
		}
		out = append(out, fmt.Sprintf("%s: “%s” %d–%d", c.Role, oneLine(c.Text), c.Start, c.End))
	}
	if len(out) == 0 {
		return none
	}
	return strings.Join(out, "; ")
}

func weightList(parts []graph.Weight) string {
	var b strings.Builder
	for i, p := range parts {
		switch {
		case i == 0:
			fmt.Fprintf(&b, "%.2f %s", p.By, p.Why)
		case p.By < 0:
			fmt.Fprintf(&b, ", −%.2f %s", -p.By, p.Why)
		default:
			fmt.Fprintf(&b, ", +%.2f %s", p.By, p.Why)
		}
	}
	return b.String()
}

// propsText writes the free properties of a link, entities by name.
func propsText(props map[string]any, names map[string]string) string {
	var out []string
	for key, value := range props {
		text := fmt.Sprint(value)
		if list := graph.Texts(value); list != nil {
			var called []string
			for _, s := range list {
				called = append(called, cmp.Or(names[s], s))
			}
			text = strings.Join(called, ", ")
		}
		out = append(out, key+": "+text)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}
