package article

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clew/graph"
)

// write makes files in a fresh folder and returns the folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func readAll(t *testing.T, stdin string, paths ...string) (articles []graph.Article, errs []string) {
	t.Helper()
	for a, err := range Read(context.Background(), paths, strings.NewReader(stdin)) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		articles = append(articles, a)
	}
	return articles, errs
}

func TestReadFolder(t *testing.T) {
	folder := write(t, map[string]string{
		"b.txt": "Second text about the harbour and the men who work in it.", "a/c.md": "# A Title Here\n\nThird text about the town.",
		"a/b.md": "Fourth text about the men.", ".hidden.txt": "no", "picture.png": "\x89PNG\x00", "z.jsonl": `{"id":"one","text":"Fifth text.","date":"2024-03-22"}` + "\n\n" + `{"id":2,"text":"Sixth text.","authors":["Ann Lee"]}` + "\n",
	})
	articles, errs := readAll(t, "", folder)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	var ids []string
	for _, a := range articles {
		ids = append(ids, a.ID)
	}
	stem := filepath.Base(folder)
	if want := []string{"a/b", "c", stem + "/b", "one", "2"}; !slices.Equal(ids, want) {
		t.Errorf("ids %q, want %q", ids, want)
	}
	if a := articles[1]; a.Title != "A Title Here" || graph.Slice(a.Text, a.Metadata["title"].Start, a.Metadata["title"].End) != a.Title {
		t.Errorf("title %q at %v", a.Title, a.Metadata)
	}
	if a := articles[3]; a.Date != "2024-03-22" || a.Text != "Fifth text." {
		t.Errorf("%+v", a)
	}
	if a := articles[4]; !slices.Equal(a.Authors, []string{"Ann Lee"}) {
		t.Errorf("authors %q", a.Authors)
	}
}

func TestReadStandardInput(t *testing.T) {
	articles, errs := readAll(t, "The mayor spoke.", "-")
	if len(errs) > 0 || len(articles) != 1 || articles[0].ID != "stdin" || articles[0].Path != "" || articles[0].Text != "The mayor spoke." {
		t.Errorf("%+v %v", articles, errs)
	}
}

func TestFrontMatter(t *testing.T) {
	const text = "\ufeff---\r\ntitle: Storm Hits the Coast\r\npublisher: Harbour Post\r\ndate: March 22, 2024\r\nauthors: Ann Lee and Bob Ray\r\nurl: https://post.example/storm\r\n---\r\nThe storm hit the coast.\r\n"
	a := Complete(graph.Article{Text: text})
	if a.Title != "Storm Hits the Coast" || a.Publisher != "Harbour Post" || a.Date != "2024-03-22" || a.URL != "https://post.example/storm" || !slices.Equal(a.Authors, []string{"Ann Lee", "Bob Ray"}) {
		t.Errorf("%+v", a)
	}
	for key, want := range map[string]string{"title": a.Title, "publisher": a.Publisher, "date": "March 22, 2024", "authors": "Ann Lee and Bob Ray", "url": a.URL} {
		if s := a.Metadata[key]; graph.Slice(text, s.Start, s.End) != want {
			t.Errorf("%s is at %v, which is %q", key, s, graph.Slice(text, s.Start, s.End))
		}
	}
	if a.Text != text {
		t.Error("the text was changed")
	}
	if open := Complete(graph.Article{Text: "---\ntitle: Never closed\n\nThe storm hit the coast."}); open.Title == "Never closed" {
		t.Error("a block that is never closed was read as front matter")
	}
}

func TestMetadataFromText(t *testing.T) {
	tests := []struct {
		name, text, title, publisher, date string
		authors                            []string
	}{
		{"headline, byline, date", "Mayor Quits After Audit\n\nBy Ann Lee, Harbour Post\n\nMarch 3, 2023\n\nThe mayor has quit after an audit of the harbour.", "Mayor Quits After Audit", "", "2023-03-03", []string{"Ann Lee"}},
		{"dateline", "LISBON, 4 Feb 90 (Reuters) -- The mayor has quit after an audit of the harbour.\n\nHe said so.", "", "Reuters", "1990-02-04", nil},
		{"dateline with the month first", "Oslo, March 4, 2022 (Reuters) - The mayor has quit after an audit of the harbour.", "", "Reuters", "2022-03-04", nil},
		{"syndication", "Mayor Quits After Audit\n\nThe mayor has quit.\n\nThis post appeared first on cnn.com", "Mayor Quits After Audit", "CNN", "", nil},
		{"copyright", "The mayor has quit, and the harbour is in turmoil after it.\n\n© 2024 Harbour Post. All rights reserved.", "", "Harbour Post", "", nil},
		{"first sentence is no title", "The mayor has quit.\n\nHe said so on Monday.", "", "", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := Complete(graph.Article{Text: test.text})
			if a.Title != test.title || a.Publisher != test.publisher || a.Date != test.date || !slices.Equal(a.Authors, test.authors) {
				t.Errorf("title %q publisher %q date %q authors %q", a.Title, a.Publisher, a.Date, a.Authors)
			}
		})
	}
}

func TestFurniture(t *testing.T) {
	const text = `Mayor Quits After Audit

Join Harbour News to access this content

Updated on

The mayor has quit after an audit.

The harbour at night. (Getty Images)

See also  Port union calls a strike

He joined Harbour News as an adviser to access its archive of old photographs, and he liked the work there very much indeed.

Click here to get the Harbour News app

Advertisement

By Ann Lee

I am a skilled writer with a passion for delivering stories. I grew up in Lisbon.

Leave a Reply

The mayor was right, says Bob.`
	a := Complete(graph.Article{Text: text})
	var got []string
	for _, s := range a.Furniture {
		got = append(got, strings.TrimSpace(graph.Slice(text, s.Start, s.End)))
	}
	want := []string{"Join Harbour News to access this content", "Updated on", "(Getty Images)", "See also  Port union calls a strike", "Click here to get the Harbour News app", "Advertisement", "By Ann Lee",
		"I am a skilled writer with a passion for delivering stories. I grew up in Lisbon.", "Leave a Reply\n\nThe mayor was right, says Bob."}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"The mayor of the town has said that he will not go.": "en",
		"Quits": "en",
		"Der Bürgermeister der Stadt hat gesagt, dass er nicht gehen wird, und das ist ein Fehler.": "de",
		"Le maire de la ville a dit que les habitants sont pour le projet et pas contre.":           "fr",
		"El alcalde de la ciudad ha dicho que no se va, pero los vecinos lo quieren.":               "es",
		"Мэр города сказал, что не уйдет.":                                                          "ru",
	} {
		if got := Language(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestBadInput(t *testing.T) {
	folder := write(t, map[string]string{
		"empty.txt": " \n", "binary.txt": "ab\x00c", "latin.txt": "caf\xe9 au lait", "utf16.txt": "\xff\xfea\x00", "page.html": "<p>", "none/readme.rst": "x",
		"bad.jsonl": "{\"id\":\"a\",\"text\":\"Good text.\"}\n{\"id\":\n{\"id\":\"a\",\"text\":\"x\"}\n{\"text\":\"x\"}\n{\"id\":\"b\"}\n",
	})
	in := func(name string) string { return filepath.Join(folder, name) }
	tests := []struct {
		path string
		want []string
	}{
		{"missing.txt", []string{"no such file or folder"}},
		{"empty.txt", []string{"the file is empty"}},
		{"binary.txt", []string{"binary file (a zero byte at 2)"}},
		{"latin.txt", []string{"not UTF-8: byte 0xe9 at 3"}},
		{"utf16.txt", []string{"UTF-16"}},
		{"page.html", []string{"files ending in .html are not read"}},
		{"none", []string{"no articles in this folder"}},
		{"bad.jsonl", []string{"line 2: no JSON object", `line 3: the id "a" already stands in line 1`, "line 4: the object has no id", `line 5: the object "b" has no text`}},
	}
	for _, test := range tests {
		_, errs := readAll(t, "", in(test.path))
		if len(errs) != len(test.want) {
			t.Errorf("%s: %q", test.path, errs)
			continue
		}
		for i, want := range test.want {
			if !strings.Contains(errs[i], want) || !strings.Contains(errs[i], test.path) || strings.Contains(errs[i], "\n") {
				t.Errorf("%s: %q, want %q", test.path, errs[i], want)
			}
		}
	}
}

func TestReadStops(t *testing.T) {
	folder := write(t, map[string]string{"a.txt": "One text.", "b.txt": "Another text."})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for _, err := range Read(ctx, []string{folder}, nil) {
		n++
		if n == 1 && err != nil || n == 2 && err != context.Canceled {
			t.Fatal(n, err)
		}
		cancel()
	}
	if n != 2 {
		t.Errorf("%d values after cancelling", n)
	}
}

// FuzzComplete reads any text: nothing panics, and every span lies in the text.
func FuzzComplete(f *testing.F) {
	for _, seed := range []string{"", "---\ntitle: x\n---\n", "By Ann Lee\n\nLeave a Reply", "\ufeff\r\n\u2028A (AP Photo)", "LISBON, March 3 (Reuters) - x", "© 2024 X", "I am a writer"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if CheckText("x", []byte(text)) != nil {
			return
		}
		a := Complete(graph.Article{Text: text})
		n := len([]rune(text))
		spans := slices.Clone(a.Furniture)
		for _, s := range a.Metadata {
			spans = append(spans, s)
		}
		for _, s := range spans {
			if s.Start < 0 || s.End < s.Start || s.End > n {
				t.Fatalf("span %v in a text of %d", s, n)
			}
		}
	})
}
