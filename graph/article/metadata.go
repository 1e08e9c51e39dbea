package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/graph"
)

// longestTitle is how many characters a headline has at most.
const longestTitle = 200

// findTitle takes the first line of the text for the headline where it reads
// like one: short, no full stop at its end, and more text below.
func findTitle(a *graph.Article, p *page) {
	story := p.story()
	if len(story) == 0 {
		return
	}
	first := story[0]
	title := strings.TrimSpace(strings.TrimLeft(first.text, "#"))
	if a.Title != "" || len(story) < 2 || !readsLikeTitle(title) || (!first.blankAfter && !strings.HasPrefix(first.text, "#") && !readsLikeParagraph(story[1].text)) {
		return
	}
	from := strings.Index(first.text, title)
	setField(a, &a.Title, "title", title, first.part(from, from+len(title)))
}

func readsLikeTitle(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > longestTitle || byline.MatchString(s) || bareDate.MatchString(s) || dateline.MatchString(s) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return !strings.ContainsRune(".:;,…", last) && strings.ContainsFunc(s, unicode.IsLetter) && len(strings.Fields(s)) >= 2
}

func readsLikeParagraph(s string) bool {
	return utf8.RuneCountInString(s) > 80 && strings.ContainsAny(s[len(s)-min(len(s), 6):], ".!?")
}

const personName = `\p{Lu}[\p{L}’'.-]+(?:\s+(?:\p{Lu}[\p{L}’'.-]*|al|bin|de|la|van|von|der|den|di|el|ibn|du|da|le)){1,4}`

var byline = regexp.MustCompile(`^(?:By|BY|Written by|Story by|Words by)\s+(` + personName + `(?:(?:\s*,\s+` + personName + `)*\s*,?\s+(?:and|&)\s+` + personName + `)?)(?:\s*[,|–—-]\s*(.+))?$`)

// findByline reads "By First Last[, Outlet]" where it stands alone on a line.
func findByline(a *graph.Article, p *page) {
	for _, l := range p.story() {
		m := byline.FindStringSubmatchIndex(l.text)
		if m == nil || utf8.RuneCountInString(l.text) > 120 {
			continue
		}
		span := l.part(m[2], m[3])
		names := splitAuthors(l.text[m[2]:m[3]])
		if len(a.Authors) == 0 {
			setAuthors(a, names, span)
		}
		return
	}
}

// dateline is "MOSCOW, March 23, 2024 (Reuters) -" at the start of a report; the
// date may lack.
var dateline = regexp.MustCompile(`^(?:\[?\p{Lu}[\p{L}’'./ -]{1,40}(?:,\s+\p{Lu}[\p{L}.’' -]{1,30}?)?)?,?\s*(\d{1,2} (?i:` + monthWords + `)\.? \d{2,4}|(?i:` + monthWords + `)\.? \d{1,2}(?:, \d{4})?)?\s*\((\p{Lu}[\p{L}\d&. -]{1,40})\)\s*(?:-{1,2}|–|—)(?:\s*\[[^\[\]]{1,40}\])*`)

// findDateline reads date and agency off the dateline or a line that is a date
// and nothing else, among the first lines.
func findDateline(a *graph.Article, p *page) {
	story := p.story()
	for _, l := range story[:min(len(story), 12)] {
		if m := dateline.FindStringSubmatchIndex(l.text); m != nil {
			if m[2] >= 0 {
				if date, ok := ParseDate(l.text[m[2]:m[3]]); ok {
					setField(a, &a.Date, "date", date, l.part(m[2], m[3]))
				}
			}
			if name := l.text[m[4]:m[5]]; a.Publisher == "" {
				setField(a, &a.Publisher, "publisher", name, l.part(m[4], m[5]))
			}
			a.Furniture = append(a.Furniture, l.part(m[0], m[1]))
			return
		}
		if a.Date == "" && bareDate.MatchString(l.text) {
			if date, ok := ParseDate(l.text); ok {
				setField(a, &a.Date, "date", date, l.span())
			}
		}
	}
}

var (
	syndication = regexp.MustCompile(`(?i)\b(?:this (?:post|article|story|piece|report) (?:first appeared|appeared first|originally appeared|was (?:first|originally) published|is (?:re)?published|was originally posted) (?:on|in|at|by)|originally published (?:on|in|at|by))\s+(?:the\s+)?([\p{L}\d][\p{L}\d.&’' -]*[\p{L}\d])`)
	copyright   = regexp.MustCompile(`(?i)^(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s+)?(?:the\s+)?([\p{L}][\p{L}&. ]{1,40}?)(?:[.,]|\s+all rights|\s+ltd|\s+inc|$)`)
)

// findSyndication reads the outlet off "This post appeared first on …" or a
// copyright line.
func findSyndication(a *graph.Article, p *page) {
	for _, l := range p.story() {
		for _, pattern := range []*regexp.Regexp{syndication, copyright} {
			m := pattern.FindStringSubmatchIndex(l.text)
			if m == nil || utf8.RuneCountInString(l.text) > 160 {
				continue
			}
			setField(a, &a.Publisher, "publisher", outletName(l.text[m[2]:m[3]]), l.part(m[2], m[3]))
			if outletName(l.text[m[2]:m[3]]) == a.Publisher {
				a.Metadata["publisher"] = l.part(m[2], m[3])
			}
			return
		}
	}
}
