package ingest

import (
	"context"
	"iter"
	"runtime"

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

// job is one article between reading and writing. Whoever receives from result
// waits for its extraction.
type job struct {
	article graph.Article
	skip    bool
	err     error
	result  chan extracted
}

type extracted struct {
	x   *graph.Extraction
	err error
}

// Run reads articles into the store and reports each as it is done. It stops
// after the article in hand when ctx ends and returns ctx's error; errors of
// single articles are reported, counted and do not stop it. An error of the
// store does.
func Run(ctx context.Context, s *store.Store, x *extract.Extractor, articles iter.Seq2[graph.Article, error], report func(Done)) (Summary, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan *job, 2*runtime.GOMAXPROCS(0)) // bounds the memory in flight
	go feed(ctx, s, x, articles, queue)
	var sum Summary
	for j := range queue {
		d, err := finish(ctx, s, j)
		if err != nil {
			return sum, err
		}
		sum.add(d)
		report(d)
	}
	return sum, ctx.Err()
}

// feed starts the extraction of every article that the store lacks, in order.
func feed(ctx context.Context, s *store.Store, x *extract.Extractor, articles iter.Seq2[graph.Article, error], queue chan<- *job) {
	defer close(queue)
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for article, err := range articles {
		j := &job{article: article, err: err, result: make(chan extracted, 1)}
		if err == nil {
			j.skip, j.err = s.Stored(ctx, article, extract.Version)
		}
		select {
		case queue <- j:
		case <-ctx.Done():
			return
		}
		if j.err != nil || j.skip {
			continue
		}
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			out, err := x.Extract(j.article)
			j.result <- extracted{out, err}
		}()
	}
}

// finish waits for an article's extraction and writes it.
func finish(ctx context.Context, s *store.Store, j *job) (Done, error) {
	d := Done{Article: j.article.ID, Title: j.article.Title, Skipped: j.skip, Err: j.err}
	if j.skip || j.err != nil {
		return d, ctx.Err()
	}
	var out extracted
	select {
	case out = <-j.result:
	case <-ctx.Done():
		return d, ctx.Err()
	}
	if out.err != nil {
		d.Err = out.err
		return d, nil
	}
	change, err := s.Load(ctx, out.x)
	if err != nil {
		return d, err
	}
	d.Article, d.Change, d.Skipped = change.Article, change, change.Unchanged
	return d, nil
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
