package store

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"clew/graph"
)

// report makes an article in which Red Dawn attacks a market, as hand-made as a
// test wants it: entity ids are o (group), e (attack), p (city), s (speaker).
func report(id, date, text string, killed int) *graph.Extraction {
	find := func(quote string) graph.Evidence {
		at := strings.Index(text, quote)
		if at < 0 {
			panic("no such passage: " + quote)
		}
		start := len([]rune(text[:at]))
		return graph.Evidence{Start: start, End: start + len([]rune(quote)), Quote: quote}
	}
	mention := func(word, kind string) graph.Mention {
		e := find(word)
		return graph.Mention{Start: e.Start, End: e.End, Text: word, Kind: kind}
	}
	sentence := find(text)
	return &graph.Extraction{
		Extractor: "by hand",
		Article:   graph.Article{ID: id, Title: "Report " + id, Publisher: "Harbour Wire", Date: date, Text: text, Language: "en"},
		Entities: []graph.Entity{
			{ID: "article", Type: "Article", Name: "Report " + id},
			{ID: "o", Type: "Organization", Subtype: "ArmedGroup", Name: "Red Dawn", Aliases: []string{"RD"}, Mentions: []graph.Mention{mention("Red Dawn", "NAM")}},
			{ID: "p", Type: "Place", Subtype: "City", Name: "Northport", Mentions: []graph.Mention{mention("Northport", "NAM")}},
			{ID: "e", Type: "Event", Subtype: "Bombing", Name: "Northport bombing", Mentions: []graph.Mention{mention("bombing", "NOM")},
				Props: map[string]any{"date": "2024-03-22", "place": "p", "killed": graph.Count{Value: killed, Qualifier: "at_least"}}},
			{ID: "s", Type: "Person", Name: "Ada Moreau", Mentions: []graph.Mention{mention("Ada Moreau", "NAM")}},
			{ID: "pub", Type: "Publisher", Name: "Harbour Wire"},
		},
		Relations: []graph.Relation{
			{ID: "r1", Type: "PUBLISHED", From: "pub", To: "article", Confidence: 1, Evidence: graph.Evidence{Kind: graph.MetadataEvidence}},
			{ID: "r2", Type: "SUSPECTED_IN", From: "o", To: "e", Modality: graph.Alleged, Attribution: "s", Confidence: .8, Evidence: sentence},
			{ID: "r3", Type: "LOCATED_IN", From: "e", To: "p", Confidence: .9, Evidence: sentence},
			{ID: "r4", Type: "SAID", From: "s", To: "o", Confidence: .9, Evidence: sentence},
		},
	}
}

const (
	firstText  = "The bombing in Northport was the work of Red Dawn, Ada Moreau said. At least 12 people died."
	secondText = "Red Dawn is suspected of the bombing that shook Northport on Friday, according to Ada Moreau, who gave no further details of the case."
)

func load(t *testing.T, s *Store, x *graph.Extraction) Change {
	t.Helper()
	change, err := s.Load(context.Background(), x)
	if err != nil {
		t.Fatal(err)
	}
	return change
}

// only runs a query that must answer one row.
func only(t *testing.T, s *Store, query string) []any {
	t.Helper()
	table, err := s.Run(context.Background(), Query{Text: query})
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != 1 {
		t.Fatalf("%s: %d rows, want 1: %v", query, len(table.Rows), table.Rows)
	}
	return table.Rows[0]
}

func TestLoadingTheSameArticleTwiceChangesNothing(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, s *Store) {
		first := load(t, s, report("a", "2024-03-23", firstText, 12))
		if first.Unchanged || first.Facts != 4 || first.New != 5 {
			t.Errorf("first load: %+v", first)
		}
		before, _ := s.Version(context.Background())
		if again := load(t, s, report("a", "2024-03-23", firstText, 12)); !again.Unchanged {
			t.Errorf("second load changed something: %+v", again)
		}
		if after, _ := s.Version(context.Background()); after != before {
			t.Errorf("version went from %d to %d", before, after)
		}
	})
}

func TestTwoArticlesMakeOneRelationshipWithTwoPassages(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, s *Store) {
		load(t, s, report("a", "2024-03-23", firstText, 12))
		load(t, s, report("b", "2024-03-24", secondText, 15))
		got := only(t, s, `MATCH (o:Organization:ArmedGroup {name: 'Red Dawn'})-[r:SUSPECTED_IN]->(e:Event:Attack:Bombing)
			RETURN r.claim, r.articles, r.origins, r.confidence, r.attribution, r.first, r.last, e.killed_min, e.killed_max, e.place, e.articles`)
		want := []any{"alleged", int64(2), int64(2), .96, []string{"Ada Moreau"}, "2024-03-23", "2024-03-24", int64(12), int64(15), "Northport", int64(2)}
		if !slices.EqualFunc(got, want, equalCells) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
		if n := only(t, s, "MATCH (:Article)-[:STATES]->(v:Evidence {type: 'SUSPECTED_IN'}) RETURN count(v)"); n[0] != int64(2) {
			t.Errorf("%v passages, want 2", n[0])
		}
		if r := only(t, s, "MATCH (:Article)-[r:REPORTED]->(e:Event) WITH e, collect(DISTINCT r.killed) AS reports RETURN size(reports)"); r[0] != int64(2) {
			t.Errorf("%v differing numbers of dead, want 2", r[0])
		}
	})
}

func equalCells(a, b any) bool { return reflect.DeepEqual(a, b) }

func TestChangedArticleReplacesItsOwnFacts(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, s *Store) {
		load(t, s, report("a", "2024-03-23", firstText, 12))
		load(t, s, report("b", "2024-03-24", secondText, 15))
		id := only(t, s, "MATCH (o:Organization {name: 'Red Dawn'}) RETURN o.id")[0]
		changed := report("b", "2024-03-24", secondText, 15)
		changed.Relations = changed.Relations[:1] // the second reading states no link
		if c := load(t, s, changed); !c.Replaced || c.Unchanged {
			t.Errorf("change: %+v", c)
		}
		got := only(t, s, "MATCH (o:Organization {name: 'Red Dawn'})-[r:SUSPECTED_IN]->() RETURN r.articles, r.confidence, o.id")
		if got[0] != int64(1) || got[1] != .8 || got[2] != id {
			t.Errorf("after the change: %v, want one article, .8 and the same id %v", got, id)
		}
	})
}

func TestWhatNoArticleStatesAnyMoreIsGone(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, s *Store) {
		load(t, s, report("a", "2024-03-23", firstText, 12))
		bare := report("a", "2024-03-23", firstText, 12)
		bare.Entities, bare.Relations = bare.Entities[:1], nil
		load(t, s, bare)
		if n := only(t, s, "MATCH (n:Entity) RETURN count(n)"); n[0] != int64(0) {
			t.Errorf("%v entities are left", n[0])
		}
		if n := only(t, s, "MATCH (v:Evidence) RETURN count(v)"); n[0] != int64(0) {
			t.Errorf("%v passages are left", n[0])
		}
	})
}

// Two bombings of one name are told apart by their dates, each said once.
func TestEventsOfOneNameAreToldApart(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, s *Store) {
		for id, date := range map[string]string{"a": "2024-03-22", "b": "2024-05-01"} {
			x := report(id, date, firstText, 12)
			x.Entities[3].Name, x.Entities[3].Props["date"] = "Northport bombing, 2024", date
			load(t, s, x)
		}
		table, err := s.Run(context.Background(), Query{Text: "MATCH (e:Event) RETURN e.name ORDER BY e.name"})
		if err != nil {
			t.Fatal(err)
		}
		want := [][]any{{"Northport bombing, 2024-03-22"}, {"Northport bombing, 2024-05-01"}}
		if !reflect.DeepEqual(table.Rows, want) {
			t.Errorf("names %v, want %v", table.Rows, want)
		}
	})
}

func TestCopyCountsAsOneOrigin(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, s *Store) {
		load(t, s, report("a", "2024-03-23", secondText, 12))
		load(t, s, report("copy", "2024-03-24", secondText+" More follows.", 12))
		got := only(t, s, "MATCH (:Organization)-[r:SUSPECTED_IN]->() RETURN r.articles, r.origins")
		if got[0] != int64(2) || got[1] != int64(1) {
			t.Errorf("articles, origins = %v, want 2, 1", got)
		}
	})
}

func TestOrderOfLoadingDoesNotChangeTheGraph(t *testing.T) {
	const fingerprint = `MATCH (a:Entity)-[r]->(b:Entity) RETURN a.name, a.type, a.aliases, type(r), r.claim, r.articles, r.origins, r.confidence, r.quote, b.name, b.killed_max ORDER BY a.name, type(r), b.name`
	onEveryEngine(t, func(t *testing.T, s *Store) {
		var seen [][]any
		for range 2 {
			reports := []*graph.Extraction{report("a", "2024-03-23", firstText, 12), report("b", "2024-03-24", secondText, 15)}
			if seen != nil {
				slices.Reverse(reports)
			}
			for _, x := range reports {
				load(t, s, x)
			}
			table, err := s.Run(context.Background(), Query{Text: fingerprint})
			if err != nil {
				t.Fatal(err)
			}
			if seen == nil {
				seen = table.Rows
				wipe(t, s)
				continue
			}
			for i := range seen {
				if !slices.EqualFunc(seen[i], table.Rows[i], equalCells) {
					t.Errorf("row %d differs:\n%v\n%v", i, seen[i], table.Rows[i])
				}
			}
		}
	})
}

func TestForeignEntitiesAreNotWrittenInto(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		wipe(t, s)
		if _, err := s.Run(ctx, Query{Text: "MATCH (c:Clew) DELETE c", Write: true}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Run(ctx, Query{Text: "CREATE (:Entity {id: 'theirs'})", Write: true}); err != nil {
			t.Fatal(err)
		}
		if err := s.Prepare(ctx); !errors.Is(err, ErrForeign) {
			t.Errorf("Prepare: %v, want ErrForeign", err)
		}
		if n := only(t, s, "MATCH (n) RETURN count(n)"); n[0] != int64(1) {
			t.Errorf("%v nodes, want the one that was there", n[0])
		}
	})
}

func TestQueriesAreReadOnlyUnlessAsked(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, s *Store) {
		_, err := s.Run(context.Background(), Query{Text: "CREATE (:Entity {id: 'x'})"})
		var refused *CypherError
		if !errors.As(err, &refused) || refused.Code != "Neo.ClientError.Statement.AccessMode" {
			t.Errorf("write without asking: %v, want AccessMode", err)
		}
	})
}

func TestSearchFindsNamesAliasesAndText(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		load(t, s, report("a", "2024-03-23", firstText, 12))
		awaitIndexes(t, s)
		for _, c := range []struct{ words, name, match string }{
			{"red dawn", "Red Dawn", "name"}, {"RD", "Red Dawn", "alias"}, {"moreau", "Ada Moreau", "text"}, {"northport", "Northport", "name"},
		} {
			hits, _, err := s.Search(ctx, c.words, "", 8)
			if err != nil {
				t.Fatal(err)
			}
			if len(hits) == 0 || hits[0].Node.Name() != c.name || hits[0].Match != c.match {
				t.Errorf("%q: %+v, want %s by %s", c.words, hits, c.name, c.match)
			}
		}
		_, articles, err := s.Search(ctx, "shook OR bombing died", "", 8)
		if err != nil {
			t.Fatal(err)
		}
		if len(articles) != 0 {
			t.Errorf("signs of the query language must mean nothing: %v", articles)
		}
		if near, err := s.Near(ctx, "Nortport", 3); err != nil || !slices.Contains(near, "Northport") {
			t.Errorf("near Nortport: %v %v", near, err)
		}
	})
}

// A database that clew did not make can be looked at: nothing is found and
// nothing is written.
func TestForeignDatabaseCanBeLookedAt(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		for _, q := range []string{"MATCH (n) DETACH DELETE n", "DROP INDEX clew_names", "DROP INDEX clew_texts", "CREATE (:Ship {name: 'Argo'})-[:SAILED_TO]->(:Port {name: 'Colchis'})"} {
			if _, err := s.Run(ctx, Query{Text: q, Write: true}); err != nil {
				t.Fatal(err)
			}
		}
		s.index = nil
		if hits, articles, err := s.Search(ctx, "Argo", "", 5); err != nil || len(hits)+len(articles) != 0 {
			t.Errorf("search: %v %v %v", hits, articles, err)
		}
		if _, err := s.Near(ctx, "Argo", 5); err != nil {
			t.Errorf("near: %v", err)
		}
		table, err := s.Run(ctx, Query{Text: "MATCH ()-[r:SAILED_TO]->() RETURN r"})
		if err != nil || len(table.Graph.Nodes) != 2 || table.Graph.Relationships[0].From != table.Graph.Nodes[0].ID && table.Graph.Relationships[0].From != table.Graph.Nodes[1].ID {
			t.Errorf("a bare relationship cannot be drawn: %+v %v", table, err)
		}
		if v, err := s.Version(ctx); err != nil || v != 0 {
			t.Errorf("version %d %v", v, err)
		}
	})
}

func TestWrongAddressPasswordAndSilence(t *testing.T) {
	for _, c := range []struct {
		uri  string
		want string
	}{
		{"http://127.0.0.1:1", "must begin with neo4j:// or bolt://"},
		{"bolt://127.0.0.1:1", "does not answer"},
	} {
		_, err := Open(context.Background(), Config{URI: c.uri, Timeout: 2e9})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.uri, err, c.want)
		}
	}
	if got := redact("neo4j://me:secret@host"); strings.Contains(got, "secret") {
		t.Errorf("password in a message: %s", got)
	}
}

// wipe empties the database and prepares it anew.
func wipe(t *testing.T, s *Store) {
	t.Helper()
	ctx := context.Background()
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	result, err := session.Run(ctx, "MATCH (n) DETACH DELETE n", nil)
	if err == nil {
		_, err = result.Consume(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.index = nil
	if err := s.Prepare(ctx); err != nil {
		t.Fatal(err)
	}
}

func awaitIndexes(t *testing.T, s *Store) {
	t.Helper()
	ctx := context.Background()
	if _, err := s.Run(ctx, Query{Text: "CALL db.awaitIndexes(30)"}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(s.Server(), "clew") {
		return
	}
	if _, err := s.Run(ctx, Query{Text: "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"}); err != nil {
		t.Fatal(err)
	}
}
