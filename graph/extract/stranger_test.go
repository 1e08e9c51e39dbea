package extract

import (
	"testing"

	"clew/graph"
	"clew/graph/article"
)

// TestPronounsThatNeedNoName: relative pronouns, the writer's "I", and pronouns
// that come before or without the name are mentions of somebody.
func TestPronounsThatNeedNoName(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct{ text, word, want string }{
		{"Rosa Lind, who founded the Harbour Institute, lives in Lisbon.", "who", "Rosa Lind"},
		{"After leaving his firm, Peter Hahn moved to Lisbon.", "his", "Peter Hahn"},
		{"He lived in Lisbon and married Rosa Lind.", "He", "man"},
		{"I moved to Lisbon in 1998.", "I", "author"},
		{"Hello, I am Rosa Lind. I live in Lisbon.", "I", "Rosa Lind"},
		{"Rosa Lind met Peter Hahn. Later Rosa lived in Lisbon.", "Rosa", "Rosa Lind"},
	} {
		r := x.read(article.Complete(graph.Article{ID: "example", Text: c.text}))
		got := ""
		for _, m := range r.mentions {
			if r.clean(m) == c.word && m.entity != nil {
				got = m.entity.name
			}
		}
		if got != c.want {
			t.Errorf("%s\n%q stands for %q, want %q", c.text, c.word, got, c.want)
		}
	}
}

// TestLifeDates reads the dates and other names in brackets behind a name and in
// clauses.
func TestLifeDates(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct{ text, name, key, want string }{
		{"Rosa Lind (4 May 1921 – 3 June 1999) was a Danish painter.", "Rosa Lind", "born", "1921-05-04"},
		{"Rosa Lind (4 May 1921 – 3 June 1999) was a Danish painter.", "Rosa Lind", "died", "1999-06-03"},
		{"Rosa Lind (born Rosa Hahn; 4 May 1961) is a Danish painter.", "Rosa Lind", "born", "1961-05-04"},
		{"Rosa Lind (died 2007) was a Danish painter.", "Rosa Lind", "died", "2007"},
		{"Peter Hahn led the firm until his death in 2013.", "Peter Hahn", "died", "2013"},
		{"Peter Hahn was murdered in Lisbon in 1935.", "Peter Hahn", "died", "1935"},
		{"The Harbour Institute was founded in 1987 by Rosa Lind.", "Harbour Institute", "founded", "1987"},
		{"Peter Hahn was not born in 1935.", "Peter Hahn", "born", ""},
	} {
		r := x.read(article.Complete(graph.Article{ID: "example", Text: c.text}))
		got := ""
		for _, e := range r.entities {
			if e.name == c.name {
				got, _ = e.props[c.key].(string)
			}
		}
		if got != c.want {
			t.Errorf("%s\n%s of %s is %q, want %q", c.text, c.key, c.name, got, c.want)
		}
	}
}

// TestBracketBeforeIs: the name before a long bracket is what the sentence is
// about, and "and his wife" goes with the name before it.
func TestBracketBeforeIs(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct{ text, want string }{
		{"Jonathan Lind (born 25 March 1957, London, England) is a British economist.", "Jonathan Lind HAS_NATIONALITY United Kingdom"},
		{"Anna Keller was a friend of both Earl Lind and his wife, Rosa Lind.", "Rosa Lind FAMILY_OF Earl Lind"},
	} {
		r := x.read(article.Complete(graph.Article{ID: "example", Text: c.text}))
		found := false
		for _, f := range r.relations {
			found = found || f.from.name+" "+f.typ+" "+f.to.name == c.want
		}
		if !found {
			t.Errorf("%s\nlacks %s", c.text, c.want)
		}
	}
}
