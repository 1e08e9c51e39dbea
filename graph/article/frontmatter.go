package article

import (
	"regexp"
	"strings"

	"clew/graph"
)

const fence = "---"

var frontMatterLine = regexp.MustCompile(`^([A-Za-z_]+)\s*:\s*(.*)$`)

// readFrontMatter reads the lines "title|publisher|date|authors|url: value"
// between two lines "---" at the very top. A block that is never closed or holds
// other lines is no front matter but text.
func readFrontMatter(a *graph.Article, p *page) {
	if len(p.lines) == 0 || p.lines[0].text != fence || p.lines[0].start > 1 {
		return
	}
	for i := 1; i < len(p.lines); i++ {
		if p.lines[i].text == fence {
			for _, l := range p.lines[1:i] {
				readField(a, l)
			}
			p.first = i + 1
			a.Furniture = append(a.Furniture, graph.Span{Start: p.lines[0].start, End: p.lines[i].end})
			return
		}
		if !frontMatterLine.MatchString(p.lines[i].text) {
			return
		}
	}
}

func readField(a *graph.Article, l line) {
	m := frontMatterLine.FindStringSubmatchIndex(l.text)
	key, value := strings.ToLower(l.text[m[2]:m[3]]), strings.Trim(l.text[m[4]:m[5]], `"' `)
	if value == "" {
		return
	}
	from := m[4] + strings.Index(l.text[m[4]:m[5]], value)
	span := l.part(from, from+len(value))
	switch key {
	case "author", "byline", "authors":
		key = "authors"
		setAuthors(a, splitAuthors(value), span)
		return
	case "date":
		if date, ok := ParseDate(value); ok {
			value = date
		}
	}
	field := map[string]*string{"title": &a.Title, "publisher": &a.Publisher, "date": &a.Date, "url": &a.URL}[key]
	setField(a, field, key, value, span)
}

// setField sets a field that is still empty and notes where the text states it.
func setField(a *graph.Article, field *string, key, value string, span graph.Span) {
	if field == nil || value == "" {
		return
	}
	if *field == "" {
		*field = value
	}
	if *field == value {
		if _, ok := a.Metadata[key]; !ok {
			a.Metadata[key] = span
		}
	}
}

func setAuthors(a *graph.Article, authors []string, span graph.Span) {
	if len(a.Authors) == 0 && len(authors) > 0 {
		a.Authors = authors
		a.Metadata["authors"] = span
	}
}

var authorSeparator = regexp.MustCompile(`\s*(?:,|;|\band\b|&)\s*`)

// splitAuthors parts "A. Writer, B. Author and C. Scribe" into names.
func splitAuthors(list string) []string {
	var authors []string
	for _, name := range authorSeparator.Split(strings.Trim(list, "[] "), -1) {
		if name = strings.Trim(name, ` "'.`); name != "" {
			authors = append(authors, name)
		}
	}
	return authors
}
