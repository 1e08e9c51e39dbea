package extract

import (
	"context"
	"iter"
	"runtime"

	"clew/graph"
)

// Outcome is the end of one article: its extraction, or why there is none.
type Outcome struct {
	Article    graph.Article
	Extraction *graph.Extraction // nil with Err, and where the article was not wanted
	Err        error
}

// All extracts articles on all cores and yields them in the order of reading.
// wanted says which are worth it; nil: every one. At most a few articles for
// each core are held at a time. It stops when ctx ends.
func (x *Extractor) All(ctx context.Context, articles iter.Seq2[graph.Article, error], wanted func(graph.Article) (bool, error)) iter.Seq[Outcome] {
	return func(yield func(Outcome) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		// Whoever takes a channel out of the queue waits for what it will hold.
		queue := make(chan chan Outcome, runtime.GOMAXPROCS(0))
		go x.start(ctx, articles, wanted, queue)
		for pending := range queue {
			select {
			case out := <-pending:
				if !yield(out) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// start begins one article after the other, as many at once as there are cores.
func (x *Extractor) start(ctx context.Context, articles iter.Seq2[graph.Article, error], wanted func(graph.Article) (bool, error), queue chan<- chan Outcome) {
	defer close(queue)
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for a, err := range articles {
		out := Outcome{Article: a, Err: err}
		worth := err == nil
		if worth && wanted != nil {
			worth, out.Err = wanted(a)
		}
		pending := make(chan Outcome, 1)
		select {
		case queue <- pending:
		case <-ctx.Done():
			return
		}
		if !worth || out.Err != nil {
			pending <- out
			continue
		}
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			out.Extraction, out.Err = x.Extract(a)
			pending <- out
		}()
	}
}
