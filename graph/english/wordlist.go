package english

import (
	"fmt"
	"sort"
	"strings"
)

// wordList is a sorted list of words, each perhaps with more fields after
// tabs, in one string. It is searched by halving: a map of ninety thousand
// words would take longer to build than most runs need it.
type wordList struct {
	text   string
	starts []uint32 // of each line; the last one is the end of the text
}

func newWordList(text string) *wordList {
	l := &wordList{text: text, starts: make([]uint32, 0, strings.Count(text, "\n")+2)}
	for start := 0; start < len(text); {
		l.starts = append(l.starts, uint32(start))
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			break
		}
		start += end + 1
	}
	l.starts = append(l.starts, uint32(len(text)+1))
	return l
}

func (l *wordList) len() int { return len(l.starts) - 1 }

func (l *wordList) line(i int) string { return l.text[l.starts[i] : l.starts[i+1]-1] }

// find returns the fields after a word and whether the word is in the list. A
// nil list is empty.
func (l *wordList) find(word string) (fields string, ok bool) {
	if l == nil {
		return "", false
	}
	i := sort.Search(l.len(), func(i int) bool {
		key, _, _ := strings.Cut(l.line(i), "\t")
		return key >= word
	})
	if i == l.len() {
		return "", false
	}
	key, fields, _ := strings.Cut(l.line(i), "\t")
	return fields, key == word
}

// readWords decodes words.zst: lists by title, "index noun".
func readWords(packed []byte) (map[string]*wordList, error) {
	b, err := unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("unpack words: %w", err)
	}
	lists := map[string]*wordList{}
	for block := range strings.SplitSeq(strings.TrimSuffix(string(b), "\n"), "\n\n") {
		title, words, _ := strings.Cut(block, "\n")
		lists[title] = newWordList(words)
	}
	return lists, nil
}
