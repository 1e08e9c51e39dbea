package article

import (
	"fmt"
	"iter"
	"path/filepath"

	"clew/graph"
)

// Bytes reads a file that is already in memory, as an upload is: by the ending
// of its name one article or one a line.
func Bytes(name string, data []byte) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		source := Source{Path: name, ID: stem(name)}
		if _, ok := formats[extension(name)]; !ok {
			yield(graph.Article{}, fmt.Errorf("%s: files ending in %s are not read; .txt, .md and .jsonl are", filepath.Base(name), extension(name)))
			return
		}
		if source.JSONLines() {
			readLines(name, data)(yield)
			return
		}
		yield(source.article(data))
	}
}
