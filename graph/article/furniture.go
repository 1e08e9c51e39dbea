package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"clew/graph"
)

// prompt is one kind of page furniture that takes up a whole line.
type prompt struct {
	name    string
	pattern *regexp.Regexp
	longest int  // characters of a line at most, so that a sentence of the report is never taken
	toEnd   bool // nothing below it belongs to the report
}

// prompts lists what pages put around and into a report.
var prompts = []prompt{
	{"paywall", regexp.MustCompile(`(?i)^(join|log ?in|sign ?in|register|create (a|an|your) .*account|subscribe)\b.*\b(access|content|account|continue|read|news|newsletter|free|now|today)\b`), 120, false},
	{"premium offer", regexp.MustCompile(`(?i)\b(special access to|premium content|with your account|through your account|unlimited (digital )?access)\b`), 200, false},
	{"form", regexp.MustCompile(`(?i)^(please )?(enter|provide) (a|your) (valid )?(e-?mail|name|phone)`), 120, false},
	{"newsletter", regexp.MustCompile(`(?i)^(sign ?up|subscribe|get (the|our)|receive (the|our))\b.*\b(newsletter|inbox|alerts?|updates?|briefing|app|e-?mails?)\b`), 200, false},
	{"app", regexp.MustCompile(`(?i)^(click here|download|get)\b.*\bapp\b`), 100, false},
	{"click", regexp.MustCompile(`(?i)^(click|tap) (here|to|on|for)\b`), 120, false},
	{"see also", regexp.MustCompile(`(?i)^(see also|read also|also read|read more|read next|more on this|more from|related( (articles?|stories|content|topics|coverage|links?))?|recommended( for you)?|you may also like|don['’]t miss|watch|watch now|must read|trending( now)?|most read|most popular|editors?['’]? picks?|up next)\b\s*(:|\||-|–|—|$)`), 200, false},
	{"see also title", regexp.MustCompile(`(?i)^(see also|read also|also read|read more|read next|related)\s+\S`), 160, false},
	{"advertisement", regexp.MustCompile(`(?i)^(advertisement|advertising|sponsored( content)?|promoted( content)?|story continues below( advertisement)?|article continues (below|after).*|scroll (down )?to continue.*|continue reading( below)?.*|skip (ad|advertisement|to (main )?content))\W*$`), 90, false},
	{"share", regexp.MustCompile(`(?i)^(share( (this|on|via|to)\b.*)?|tweet( this)?|e-?mail( this)?( article)?|print( (this|article))?|save( article)?|copy link|follow us\b.*|like us\b.*|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|comments?( \(\d+\))?|\d+ comments?|listen( to this article)?( \d+ min)?|\d+ min(ute)?s? read)\W*$`), 80, false},
	{"updated", regexp.MustCompile(`(?i)^((first )?published|(last )?updated|last modified|posted)( on| at)?\b\W*(\S+\s*){0,8}$`), 70, false},
	{"navigation", regexp.MustCompile(`(?i)^(home|menu|search|skip to .*|back to top|next( article)?|previous( article)?|source link|source|sources?:|tags?:.*|topics?:.*|filed under.*|categories:.*|table of contents|close|loading\W*|(home\s*[>|/»].*))$`), 120, false},
	{"syndication", syndication, 160, false},
	{"copyright", regexp.MustCompile(`(?i)(^|\W)(©|\(c\) ?\d{4}|copyright \d{4}|all rights reserved|may not be (published|reproduced|broadcast|rewritten)|terms (of (use|service)|and conditions)|privacy policy|cookie (policy|settings))`), 300, false},
	{"agency desk", regexp.MustCompile(`^\(?(Reporting|Additional reporting|Writing|Editing|Compiled|Edited) by\b`), 250, false},
	{"picture credit", regexp.MustCompile(`(?i)^(photo(graph)?s?|image|picture|video|file photo|credit|photo credit|image credit|illustration)s?( (by|courtesy( of)?|source))?\s*[:/|©]`), 160, false},
	{"comments", regexp.MustCompile(`(?i)^(leave a (comment|reply)|post a comment|add a comment|join the (conversation|discussion)|comments are closed)\W*$`), 60, true},
	{"comment form", regexp.MustCompile(`(?i)(your email address will not be published|required fields are marked)`), 160, false},
	{"author's self-description", regexp.MustCompile(`(?i)^(I am|I['’]m) (an? |the )?.{0,80}\b(writer|journalist|reporter|editor|blogger|author|content creator|correspondent)\b`), 1000, false},
	{"support", regexp.MustCompile(`(?i)^(support (our|independent)|donate|become a (member|subscriber)|help us\b|this (article|story) (is|was) (made possible|supported|funded))`), 250, false},
}

// pictureCredit is an agency's name in brackets at the end of a caption.
var pictureCredit = regexp.MustCompile(`\s*[(\[](?:[^()\[\]]*(?:AP Photo|Getty|Reuters|REUTERS|AFP|Anadolu|Handout|Associated Press|EPA|Shutterstock|iStock|Alamy|Photo|photo|Image|Pool|Courtesy|Sputnik|TASS|Xinhua|Bloomberg via|Press via)[^()\[\]]*)[)\]]\.?$`)

// selfDescription is the line in which an outlet presents its author.
var selfDescription = regexp.MustCompile(`^(` + personName + `) (?:is|was) (?:an? |the )?(?:[\w’'&.-]+ ){0,6}(?:writer|journalist|reporter|correspondent|editor|columnist|contributor|author|freelancer|bureau chief)\b`)

// tailLines is how many of the last lines may present the author.
const tailLines = 6

// findFurniture marks what belongs to the page and not to the report.
func findFurniture(a graph.Article, p *page) []graph.Span {
	spans := slices.Clone(a.Furniture)
	story := p.story()
	for i, l := range story {
		kind, whole := matchPrompt(l)
		switch {
		case whole && kind.toEnd:
			return append(spans, graph.Span{Start: l.start, End: story[len(story)-1].end})
		case whole, repeatsTitle(a, story, i), presentsAuthor(a, story, i), bareDate.MatchString(l.text), byline.MatchString(l.text) && utf8.RuneCountInString(l.text) <= 120:
			spans = append(spans, l.span())
		default:
			if m := pictureCredit.FindStringIndex(l.text); m != nil && m[0] > 0 {
				spans = append(spans, l.part(m[0], m[1]))
			}
		}
	}
	return spans
}

func matchPrompt(l line) (prompt, bool) {
	n := utf8.RuneCountInString(l.text)
	text := strings.Join(strings.Fields(l.text), " ") // no-break spaces and doubled ones are as good as one
	for _, kind := range prompts {
		if n <= kind.longest && kind.pattern.MatchString(text) {
			return kind, true
		}
	}
	return prompt{}, false
}

// repeatsTitle says whether the i-th line is the headline once more.
func repeatsTitle(a graph.Article, story []line, i int) bool {
	return i > 0 && a.Title != "" && strings.EqualFold(story[i].text, a.Title)
}

func presentsAuthor(a graph.Article, story []line, i int) bool {
	if i < len(story)-tailLines {
		return false
	}
	m := selfDescription.FindStringSubmatch(story[i].text)
	if m == nil {
		return false
	}
	return slices.Contains(a.Authors, m[1]) || i == len(story)-1
}
