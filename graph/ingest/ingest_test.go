package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"

	"clew/graph"
	"clew/graph/article"
	"clew/graph/embedded"
	"clew/graph/english"
	"clew/graph/extract"
	"clew/graph/store"
)

func prepared(t *testing.T) (*store.Store, *extract.Extractor) {
	t.Helper()
	ctx := context.Background()
	db, err := embedded.Open(ctx, t.TempDir(), embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	inner, err := db.ListenInner()
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(ctx, store.Config{URI: inner.URI, User: inner.User, Password: inner.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(ctx); db.Close() })
	if err := s.Prepare(ctx); err != nil {
		t.Fatal(err)
	}
	model, err := english.Load()
	if err != nil {
		t.Fatal(err)
	}
	return s, extract.New(model)
}

// reports yields n articles of very different length, so that later ones are
// extracted before earlier ones; the one at bad is an error instead.
func reports(n, bad int) iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		for i := range n {
			if i == bad {
				if !yield(graph.Article{}, errors.New("cannot be read")) {
					return
				}
				continue
			}
			text := ""
			for range n - i {
				text += fmt.Sprintf("A bomb killed %d people in Northport on Monday, police in Lisbon said. ", i+2)
			}
			if !yield(article.Complete(graph.Article{ID: fmt.Sprintf("a%02d", i), Text: text, Date: "2024-05-02"}), nil) {
				return
			}
		}
	}
}

func TestArticlesAreWrittenInTheOrderOfReading(t *testing.T) {
	s, x := prepared(t)
	var order []string
	failed := 0
	sum, err := Run(context.Background(), s, x, reports(12, 5), func(d Done) {
		if d.Err != nil {
			failed++
			return
		}
		order = append(order, d.Article)
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(order) || len(order) != 11 || failed != 1 {
		t.Errorf("order %v, %d failed", order, failed)
	}
	if sum.Loaded != 11 || sum.Failed != 1 || sum.Facts == 0 {
		t.Errorf("summary %+v", sum)
	}
	if sum, err = Run(context.Background(), s, x, reports(12, -1), func(Done) {}); err != nil || sum.Skipped != 11 || sum.Loaded != 1 {
		t.Errorf("again: %+v %v, want only the one that failed to be read", sum, err)
	}
}

func TestStoppedRunKeepsWhatItReported(t *testing.T) {
	s, x := prepared(t)
	ctx, cancel := context.WithCancel(context.Background())
	var reported []string
	_, err := Run(ctx, s, x, reports(40, -1), func(d Done) {
		reported = append(reported, d.Article)
		if len(reported) == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	kept, err := s.Articles(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range reported {
		if !slices.ContainsFunc(kept, func(n graph.Node) bool { return n.ID == id }) {
			t.Errorf("%s was reported and is not there", id)
		}
	}
	if len(kept) == 40 {
		t.Error("the run was not stopped")
	}
}
