package article

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"strings"
	"unicode/utf8"

	"clew/graph"
)

// Read reads the articles behind paths one after the other; "-" reads stdin.
// An input that cannot be read yields an error that names it, and reading goes
// on with the next one; the caller stops by breaking off.
func Read(ctx context.Context, paths []string, stdin io.Reader) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		sources, err := Find(paths)
		if err != nil {
			yield(graph.Article{}, err)
			return
		}
		ReadSources(ctx, sources, stdin)(yield)
	}
}

// ReadSources reads what [Find] listed.
func ReadSources(ctx context.Context, sources []Source, stdin io.Reader) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		for _, source := range sources {
			for article, err := range source.read(stdin) {
				if ctx.Err() != nil {
					yield(graph.Article{}, ctx.Err())
					return
				}
				if !yield(article, err) {
					return
				}
			}
		}
	}
}

func (s Source) read(stdin io.Reader) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		data, err := s.bytes(stdin)
		if err != nil {
			yield(graph.Article{}, err)
			return
		}
		if s.JSONLines() {
			readLines(s.Path, data)(yield)
			return
		}
		yield(s.article(data))
	}
}

func (s Source) bytes(stdin io.Reader) ([]byte, error) {
	if s.Path == Standard {
		data, err := io.ReadAll(stdin)
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		return data, nil
	}
	data, err := os.ReadFile(s.Path)
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return nil, fmt.Errorf("%s: cannot read the file: %w", s.Path, pathError.Err)
	}
	return data, err
}

func (s Source) article(data []byte) (graph.Article, error) {
	name := s.Path
	if name == Standard {
		name = "standard input"
	}
	if err := CheckText(name, data); err != nil {
		return graph.Article{}, err
	}
	a := graph.Article{ID: s.ID, Text: string(data)}
	if s.Path != Standard {
		a.Path = s.Path
	}
	return Complete(a), nil
}

// CheckText says in one sentence why data is no text that can be read: empty,
// binary, or not UTF-8 (with the byte that is not).
func CheckText(name string, data []byte) error {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return fmt.Errorf("%s: the text is in UTF-16, and only UTF-8 is read", name)
	}
	if len(strings.TrimSpace(strings.TrimPrefix(string(data), byteOrderMark))) == 0 {
		return fmt.Errorf("%s: the file is empty", name)
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return fmt.Errorf("%s: not a text but a binary file (a zero byte at %d)", name, at)
	}
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return fmt.Errorf("%s: not UTF-8: byte 0x%02x at %d", name, data[at], at)
		}
		at += size
	}
	return nil
}

const byteOrderMark = "\ufeff"

// Complete fills what the text itself states about an article: front matter,
// headline, byline, dateline, language and page furniture. Fields that are
// already set are kept.
func Complete(a graph.Article) graph.Article {
	a.Metadata = map[string]graph.Span{}
	page := newPage(a.Text)
	readFrontMatter(&a, page)
	a.Language = Language(page.body())
	findTitle(&a, page)
	findByline(&a, page)
	findDateline(&a, page)
	findSyndication(&a, page)
	a.Furniture = findFurniture(a, page)
	return a
}
