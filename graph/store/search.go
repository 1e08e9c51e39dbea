package store

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"clew/graph"
	"clew/graph/resolve"
)

// Hit is an entity a search found.
type Hit struct {
	Node  graph.Node
	Match string // how: "name", "alias" or "text"
	Quote string // a passage that names it
}

// ArticleHit is an article whose text a search found.
type ArticleHit struct {
	Article graph.Node
	Snippet string
}

// Search finds entities by name and alias and articles by their words. typ, a
// label, narrows the entities; limit holds for each list.
func (s *Store) Search(ctx context.Context, words, typ string, limit int) ([]Hit, []ArticleHit, error) {
	exact, err := s.Named(ctx, words)
	if err != nil {
		return nil, nil, err
	}
	hits := []Hit{}
	for _, h := range exact {
		if typ == "" || slices.Contains(h.Node.Labels, typ) {
			hits = append(hits, h)
		}
	}
	found, err := s.fullText(ctx, nameIndex, prefixQuery(words), 4*limit)
	if err != nil {
		return nil, nil, err
	}
	for _, n := range found {
		known := slices.ContainsFunc(hits, func(h Hit) bool { return h.Node.ID == n.ID })
		if !known && (typ == "" || slices.Contains(n.Labels, typ)) {
			hits = append(hits, Hit{Node: n, Match: "text"})
		}
	}
	hits = hits[:min(limit, len(hits))]
	if err := s.addQuotes(ctx, hits); err != nil {
		return nil, nil, err
	}
	articles, err := s.fullText(ctx, textIndex, prefixQuery(words), limit)
	if err != nil {
		return nil, nil, err
	}
	out := make([]ArticleHit, len(articles))
	for i, a := range articles {
		out[i] = ArticleHit{a, snippet(a.String("text"), words)}
		delete(a.Props, "text")
	}
	return hits, out, nil
}

// Named finds the entities that are called exactly so: by name, else by alias.
func (s *Store) Named(ctx context.Context, name string) ([]Hit, error) {
	name = strings.TrimSpace(name)
	for _, by := range []struct{ match, query string }{
		{"name", "MATCH (n:Entity) WHERE toLower(n.name) = toLower($name) RETURN n ORDER BY n.articles DESC, n.id"},
		{"alias", "MATCH (n:Entity) WHERE any(a IN n.aliases WHERE toLower(a) = toLower($name)) RETURN n ORDER BY n.articles DESC, n.id"},
	} {
		rows, err := s.read(ctx, by.query, map[string]any{"name": name})
		if err != nil {
			return nil, s.explain(err)
		}
		if len(rows) == 0 {
			continue
		}
		hits := make([]Hit, len(rows))
		for i, r := range rows {
			hits[i] = Hit{Node: toNode(r["n"].(neo4j.Node)), Match: by.match}
		}
		return hits, nil
	}
	return nil, nil
}

// Find looks a name up as every command does: an id, exactly, as an alias, then
// by full text. All that fit equally well are returned, the best known first.
func (s *Store) Find(ctx context.Context, name string) ([]graph.Node, error) {
	if n, err := s.Node(ctx, name); err == nil {
		return []graph.Node{n}, nil
	}
	hits, err := s.Named(ctx, name)
	if err != nil {
		return nil, err
	}
	var nodes []graph.Node
	for _, h := range hits {
		nodes = append(nodes, h.Node)
	}
	if nodes == nil {
		if nodes, err = s.fullText(ctx, nameIndex, allWords(name), 12); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

// Near lists names that are spelled much like a word nobody has.
func (s *Store) Near(ctx context.Context, name string, limit int) ([]string, error) {
	found, err := s.fullText(ctx, nameIndex, fuzzyQuery(name), 4*limit)
	if err != nil {
		return nil, err
	}
	near := make([]string, 0, len(found))
	for _, n := range found {
		near = append(near, n.Name())
	}
	slices.SortStableFunc(near, func(a, b string) int {
		return cmp.Compare(distance(resolve.Key(a), resolve.Key(name)), distance(resolve.Key(b), resolve.Key(name)))
	})
	near = slices.Compact(near)
	return near[:min(limit, len(near))], nil
}

func (s *Store) fullText(ctx context.Context, index, query string, limit int) ([]graph.Node, error) {
	if query == "" {
		return nil, nil
	}
	rows, err := s.read(ctx, "CALL db.index.fulltext.queryNodes($index, $query) YIELD node, score RETURN node, score ORDER BY score DESC, node.articles DESC, node.id LIMIT $limit",
		map[string]any{"index": index, "query": query, "limit": limit})
	if missingIndex(err) {
		return nil, nil // a database that clew has not prepared: names are found exactly
	}
	if err != nil {
		return nil, s.explain(err)
	}
	nodes := make([]graph.Node, len(rows))
	for i, r := range rows {
		nodes[i] = toNode(r["node"].(neo4j.Node))
	}
	return nodes, nil
}

// missingIndex says whether a full-text search failed for want of its index.
func missingIndex(err error) bool {
	var server *neo4j.Neo4jError
	return errors.As(err, &server) && server.Code == "Neo.ClientError.Procedure.ProcedureCallFailed" && strings.Contains(server.Msg, "no such fulltext")
}

// addQuotes gives each hit a passage that names it.
func (s *Store) addQuotes(ctx context.Context, hits []Hit) error {
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.Node.ID
	}
	rows, err := s.read(ctx, `UNWIND $ids AS id MATCH (n:Entity {id: id})-[r]-(:Entity) WHERE r.quote IS NOT NULL
		WITH id, r ORDER BY r.origins DESC, r.confidence DESC, r.id RETURN id, collect(r.quote)[0] AS quote`, map[string]any{"ids": ids})
	if err != nil {
		return s.explain(err)
	}
	for _, r := range rows {
		for i := range hits {
			if hits[i].Node.ID == graph.Text(r["id"]) {
				hits[i].Quote = graph.Text(r["quote"])
			}
		}
	}
	return nil
}

// words splits what a user typed into search words without the query language's
// own signs, so that no input is a syntax error.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func joinWords(s string, each func(string) string) string {
	list := words(s)
	for i, w := range list {
		list[i] = each(strings.ToLower(w))
	}
	return strings.Join(list, " AND ")
}

// prefixQuery wants every word, each as a word or the beginning of one.
func prefixQuery(s string) string {
	return joinWords(s, func(w string) string { return "(" + w + " OR " + w + "*)" })
}

func allWords(s string) string { return joinWords(s, func(w string) string { return w }) }

// fuzzyQuery allows for more slips the longer a word is: a word of two letters
// with two wrong ones would be any word.
func fuzzyQuery(s string) string {
	list := words(s)
	for i, w := range list {
		list[i] = strings.ToLower(w)
		switch n := utf8.RuneCountInString(w); {
		case n > 5:
			list[i] += "~2"
		case n > 2:
			list[i] += "~1"
		}
	}
	return strings.Join(list, " OR ")
}

// snippet is about 160 code points of text around the first word found.
func snippet(text, query string) string {
	runes := []rune(text)
	lower := strings.ToLower(text)
	at := 0
	for _, w := range words(query) {
		if i := strings.Index(lower, strings.ToLower(w)); i >= 0 {
			at = len([]rune(lower[:i]))
			break
		}
	}
	start, end := max(0, min(at, len(runes))-60), min(len(runes), at+100)
	out := strings.Join(strings.Fields(string(runes[start:end])), " ")
	if start > 0 {
		out = "…" + out
	}
	if end < len(runes) {
		out += "…"
	}
	return out
}

// distance is the edit distance of Levenshtein (1966) in code points.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		previous := row[0]
		row[0] = i + 1
		for j := range y {
			cost := previous
			if x[i] != y[j] {
				cost = min(previous, row[j], row[j+1]) + 1
			}
			previous, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}
