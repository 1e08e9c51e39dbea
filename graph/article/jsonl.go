package article

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"strings"

	"clew/graph"
)

// object is one line of a JSON lines file.
type object struct {
	ID        any    `json:"id"`
	Text      string `json:"text"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Date      string `json:"date"`
	Authors   any    `json:"authors"`
	URL       string `json:"url"`
}

// readLines reads one JSON object a line. A bad line yields an error that names
// its number, and the lines after it are still read.
func readLines(path string, data []byte) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		if err := CheckText(path, data); err != nil {
			yield(graph.Article{}, err)
			return
		}
		seen := map[string]int{}
		number := 0
		for raw := range bytes.Lines(bytes.TrimPrefix(data, []byte(byteOrderMark))) {
			number++
			if len(bytes.TrimSpace(raw)) == 0 {
				continue
			}
			a, err := readObject(raw)
			if err == nil && seen[a.ID] > 0 {
				err = fmt.Errorf("the id %q already stands in line %d", a.ID, seen[a.ID])
			}
			if err != nil {
				err = fmt.Errorf("%s: line %d: %w", path, number, err)
			} else {
				seen[a.ID] = number
			}
			a.Path = path
			if !yield(a, err) {
				return
			}
		}
	}
}

func readObject(raw []byte) (graph.Article, error) {
	var o object
	if err := json.Unmarshal(raw, &o); err != nil {
		return graph.Article{}, fmt.Errorf("no JSON object with id and text: %w", err)
	}
	a := graph.Article{ID: identifier(o.ID), Title: o.Title, Publisher: o.Publisher, Date: o.Date, URL: o.URL, Text: o.Text}
	if a.ID == "" {
		return graph.Article{}, fmt.Errorf("the object has no id")
	}
	if strings.TrimSpace(a.Text) == "" {
		return graph.Article{}, fmt.Errorf("the object %q has no text", a.ID)
	}
	if strings.ContainsRune(a.Text, 0) {
		return graph.Article{}, fmt.Errorf("the text of %q holds a zero character", a.ID)
	}
	if date, ok := ParseDate(a.Date); ok {
		a.Date = date
	}
	switch authors := o.Authors.(type) {
	case string:
		a.Authors = splitAuthors(authors)
	case []any:
		for _, name := range authors {
			if s, ok := name.(string); ok && s != "" {
				a.Authors = append(a.Authors, s)
			}
		}
	}
	return Complete(a), nil
}

func identifier(v any) string {
	switch id := v.(type) {
	case string:
		return id
	case float64:
		return strings.TrimSuffix(fmt.Sprintf("%.0f", id), ".")
	}
	return ""
}
