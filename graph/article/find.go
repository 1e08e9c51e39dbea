package article

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Standard is the path that stands for standard input.
const Standard = "-"

// Source is one input before it is read: a file or standard input.
type Source struct {
	Path string // Standard for standard input
	ID   string // the id its article will have; empty for JSON lines, whose objects bring theirs
}

// formats lists the file endings that are read and whether a file of that
// format holds one object a line.
var formats = map[string]bool{".txt": false, ".text": false, ".md": false, ".markdown": false, "": false, ".jsonl": true, ".ndjson": true}

// JSONLines says whether the source holds one article a line.
func (s Source) JSONLines() bool { return s.Path != Standard && formats[extension(s.Path)] }

// Find lists the sources behind paths, folders walked in sorted order, each
// file once. It fails on a path that does not exist, on a file of a format that
// is not read, and on a folder without articles.
func Find(paths []string) ([]Source, error) {
	var sources []Source
	seen := map[string]bool{}
	for _, path := range paths {
		found, err := find(path)
		if err != nil {
			return nil, err
		}
		for _, file := range found {
			if clean := filepath.Clean(file); !seen[clean] {
				seen[clean] = true
				sources = append(sources, Source{Path: file})
			}
		}
	}
	identify(sources)
	return sources, nil
}

func find(path string) ([]string, error) {
	if path == Standard {
		return []string{Standard}, nil
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such file or folder", path)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, errors.Unwrap(err))
	case info.IsDir():
		return findInFolder(path)
	}
	if _, ok := formats[extension(path)]; !ok {
		return nil, fmt.Errorf("%s: files ending in %s are not read; .txt, .md and .jsonl are", path, extension(path))
	}
	return []string{path}, nil
}

// findInFolder lists the articles below a folder; hidden files and other
// formats are passed over.
func findInFolder(folder string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && path != folder
		if entry.IsDir() {
			if hidden {
				return fs.SkipDir
			}
			return nil
		}
		ext := extension(path)
		if _, ok := formats[ext]; ok && ext != "" && !hidden {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: cannot read the folder: %w", folder, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no articles in this folder (.txt, .md or .jsonl)", folder)
	}
	slices.Sort(files)
	return files, nil
}

func extension(path string) string { return strings.ToLower(filepath.Ext(path)) }

// identify gives every single-article file its id: the stem, or where stems
// clash the shortest end of the path that tells the files apart.
func identify(sources []Source) {
	byStem := map[string][]int{}
	for i, s := range sources {
		switch {
		case s.Path == Standard:
			sources[i].ID = "stdin"
		case !s.JSONLines():
			byStem[stem(s.Path)] = append(byStem[stem(s.Path)], i)
		}
	}
	for name, clash := range byStem {
		if len(clash) == 1 {
			sources[clash[0]].ID = name
			continue
		}
		for _, i := range clash {
			sources[i].ID = shortestDistinct(sources, clash, i)
		}
	}
}

func stem(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// shortestDistinct is the shortest end of the i-th path that no other path of
// the clash ends in; the file ending is kept only where nothing else differs.
func shortestDistinct(sources []Source, clash []int, i int) string {
	for _, keepExtension := range []bool{false, true} {
		mine := segments(sources[i].Path, keepExtension)
		for n := 2; n <= len(mine); n++ {
			end := strings.Join(mine[len(mine)-n:], "/")
			unique := !slices.ContainsFunc(clash, func(j int) bool {
				other := segments(sources[j].Path, keepExtension)
				return j != i && len(other) >= n && strings.Join(other[len(other)-n:], "/") == end
			})
			if unique {
				return end
			}
		}
		if keepExtension || len(mine) == 1 {
			continue
		}
	}
	return filepath.ToSlash(filepath.Clean(sources[i].Path))
}

func segments(path string, keepExtension bool) []string {
	path = filepath.ToSlash(filepath.Clean(path))
	if !keepExtension {
		path = strings.TrimSuffix(path, filepath.Ext(path))
	}
	return strings.Split(strings.TrimPrefix(path, "/"), "/")
}
