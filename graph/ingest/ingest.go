package ingest

import (
	"context"
	"iter"

	"clew/graph"
	"clew/graph/extract"
	"clew/graph/store"
)

// Done is the end of one article's way.
type Done struct {
	Article string // id in the store, or what the error is about
	Title   string
	Skipped bool // the store holds it as it is
	Change  store.Change
	Err     error
}

// Summary counts what a run did.
type Summary struct {
	Read, Loaded, Skipped, Failed int
	Entities, Facts               int
}

// Run reads articles into the store and reports each as it is done. It stops
// after the article in hand when ctx ends and returns ctx's error; errors of
// single articles are reported, counted and do not stop it. An error of the
// store does.
func Run(ctx context.Context, s *store.Store, x *extract.Extractor, articles iter.Seq2[graph.Article, error], report func(Done)) (Summary, error) {
	fresh := func(a graph.Article) (bool, error) {
		stored, err := s.Stored(ctx, a, extract.Version)
		return !stored, err
	}
	var sum Summary
	for out := range x.All(ctx, articles, fresh) {
		d := Done{Article: out.Article.ID, Title: out.Article.Title, Err: out.Err}
		switch {
		case out.Err != nil:
		case out.Extraction == nil:
			d.Skipped = true
		default:
			change, err := s.Load(ctx, out.Extraction)
			if err != nil {
				return sum, err
			}
			d.Article, d.Change, d.Skipped = change.Article, change, change.Unchanged
		}
		sum.add(d)
		report(d)
	}
	return sum, ctx.Err()
}

func (s *Summary) add(d Done) {
	switch {
	case d.Err != nil:
		s.Failed++
	case d.Skipped:
		s.Read++
		s.Skipped++
	default:
		s.Read++
		s.Loaded++
		s.Entities += d.Change.Entities
		s.Facts += d.Change.Facts
	}
}
