package server

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"clew/graph/article"
	"clew/graph/embedded"
	"clew/graph/english"
	"clew/graph/extract"
	"clew/graph/graphml"
	"clew/graph/ingest"
	"clew/graph/store"
)

// sample is a store with the sample articles, read once for all tests.
var sample struct {
	once sync.Once
	dir  string
	db   *embedded.DB
	st   *store.Store
	x    *extract.Extractor
	err  error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if sample.st != nil {
		sample.st.Close(context.Background())
		sample.db.Close()
	}
	os.RemoveAll(sample.dir)
	os.Exit(code)
}

func makeSample() error {
	ctx := context.Background()
	var err error
	if sample.dir, err = os.MkdirTemp("", "clew-server"); err != nil {
		return err
	}
	if sample.db, err = embedded.Open(ctx, sample.dir, embedded.Options{}); err != nil {
		return err
	}
	inner, err := sample.db.ListenInner()
	if err != nil {
		return err
	}
	if sample.st, err = store.Open(ctx, store.Config{URI: inner.URI, User: inner.User, Password: inner.Password}); err != nil {
		return err
	}
	if err := sample.st.Prepare(ctx); err != nil {
		return err
	}
	model, err := english.Load()
	if err != nil {
		return err
	}
	sample.x = extract.New(model)
	_, err = ingest.Run(ctx, sample.st, sample.x, article.Read(ctx, []string{"../seeds"}, nil), func(d ingest.Done) {
		if d.Err != nil && sample.err == nil {
			sample.err = d.Err
		}
	})
	return err
}

// serve starts a server over the sample articles.
func serve(t *testing.T, change func(*Config)) *httptest.Server {
	t.Helper()
	sample.once.Do(func() {
		if err := makeSample(); err != nil {
			sample.err = err
		}
	})
	if sample.err != nil {
		t.Fatal(sample.err)
	}
	web := httptest.NewUnstartedServer(nil)
	cfg := Config{
		Store: sample.st, Extractor: sample.x, Embedded: true, Version: "test", Hosts: []string{web.Listener.Addr().String()},
		Page: fstest.MapFS{"index.html": {Data: []byte("<!doctype html><title>clew</title>")}},
	}
	if change != nil {
		change(&cfg)
	}
	s := New(cfg)
	web.Config.Handler = s
	web.Start()
	t.Cleanup(func() { s.Close(); web.Close() })
	return web
}

// ask sends a request and reads the JSON it is answered with.
func ask(t *testing.T, method, address string, body any) (int, map[string]any) {
	t.Helper()
	var payload io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		payload = bytes.NewReader(data)
	}
	request, err := http.NewRequest(method, address, payload)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	out := map[string]any{}
	json.NewDecoder(response.Body).Decode(&out)
	return response.StatusCode, out
}

func get(t *testing.T, web *httptest.Server, path string) map[string]any {
	t.Helper()
	code, out := ask(t, http.MethodGet, web.URL+path, nil)
	if code != http.StatusOK {
		t.Fatalf("%s: %d %v", path, code, out)
	}
	return out
}

func objects(t *testing.T, v any) []map[string]any {
	t.Helper()
	list, ok := v.([]any)
	if !ok {
		t.Fatalf("no list: %v", v)
	}
	out := make([]map[string]any, len(list))
	for i, item := range list {
		out[i] = item.(map[string]any)
	}
	return out
}

func TestStoryIsTheBestReportedEvent(t *testing.T) {
	web := serve(t, nil)
	story := get(t, web, "/api/story")
	event := story["event"].(map[string]any)
	if !strings.Contains(event["name"].(string), "Crocus") {
		t.Errorf("the story is of %v", event["name"])
	}
	nodes, links := objects(t, story["nodes"]), objects(t, story["links"])
	if len(nodes) > 20 || len(nodes) < 4 {
		t.Errorf("%d nodes", len(nodes))
	}
	known := map[any]bool{}
	for _, n := range nodes {
		known[n["id"]] = true
		if len([]rune(n["label"].(string))) > 20 {
			t.Errorf("label too long: %v", n["label"])
		}
	}
	for _, l := range links {
		if !known[l["source"]] || !known[l["target"]] {
			t.Errorf("a link to a node that is not there: %v", l)
		}
		if l["quote"] == "" || l["origins"].(float64) < 1 {
			t.Errorf("a link without source: %v", l)
		}
		if l["claim"] != "asserted" && !strings.Contains(l["label"].(string), l["claim"].(string)) {
			t.Errorf("the hedge is lost: %v", l["label"])
		}
	}
	if len(objects(t, story["headline"])) < 2 {
		t.Errorf("headline: %v", story["headline"])
	}
}

func TestFromSearchToSentence(t *testing.T) {
	web := serve(t, nil)
	hits := objects(t, get(t, web, "/api/search?q=ISIS-K")["hits"])
	if len(hits) == 0 {
		t.Fatal("nothing found")
	}
	id := url.PathEscape(hits[0]["node"].(map[string]any)["id"].(string))
	if groups := objects(t, get(t, web, "/api/nodes/"+id)["groups"]); len(groups) == 0 {
		t.Error("no groups of links")
	}
	around := get(t, web, "/api/nodes/"+id+"/neighbours?limit=5")
	links := objects(t, around["links"])
	evidence := get(t, web, "/api/links/"+links[0]["id"].(string)+"/evidence")
	passages := objects(t, evidence["evidence"])
	if len(passages) == 0 {
		t.Fatal("no passages")
	}
	p := passages[0]
	reading := get(t, web, "/api/articles/"+url.PathEscape(p["article"].(map[string]any)["id"].(string)))
	text := []rune(reading["article"].(map[string]any)["text"].(string))
	if got := string(text[int(p["start"].(float64)):int(p["end"].(float64))]); got != p["quote"] {
		t.Errorf("the article says %q there, the quote %q", got, p["quote"])
	}
	if len(objects(t, reading["mentions"])) == 0 || len(objects(t, reading["evidence"])) == 0 {
		t.Error("an article without mentions or passages")
	}
}

func TestPathsAndUnknownNames(t *testing.T) {
	web := serve(t, nil)
	paths := objects(t, get(t, web, "/api/paths?from=ISIS-K&to=Tajik")["paths"])
	if len(paths) == 0 {
		t.Fatal("no path")
	}
	code, out := ask(t, http.MethodGet, web.URL+"/api/paths?from=Colonial%20Pipline&to=Russia", nil)
	failure := out["error"].(map[string]any)
	if code != http.StatusNotFound || failure["code"] != "not_found" || len(failure["near"].([]any)) == 0 {
		t.Errorf("%d %v", code, out)
	}
}

func TestMeasures(t *testing.T) {
	web := serve(t, nil)
	for _, m := range objects(t, get(t, web, "/api/measures")["measures"]) {
		answer := get(t, web, "/api/measures/"+m["name"].(string)+"?limit=3")
		if len(objects(t, answer["scores"])) != 3 || answer["projection"] == "" {
			t.Errorf("%s: %v", m["name"], answer["scores"])
		}
	}
}

func TestCypher(t *testing.T) {
	web := serve(t, nil)
	code, out := ask(t, http.MethodPost, web.URL+"/api/cypher", map[string]any{"query": "MATCH (o)-[r:CLAIMED]->(e:Attack) RETURN o, r, e, o.name AS name LIMIT 2"})
	if code != http.StatusOK || len(out["rows"].([]any)) != 2 {
		t.Fatalf("%d %v", code, out)
	}
	drawn := out["graph"].(map[string]any)
	if len(drawn["nodes"].([]any)) < 2 || len(drawn["links"].([]any)) != 2 {
		t.Errorf("graph: %v", drawn)
	}
	code, out = ask(t, http.MethodPost, web.URL+"/api/cypher", map[string]any{"query": "MATCH (n)\nRETURN n.name ORDERBY n"})
	failure := out["error"].(map[string]any)
	if code != http.StatusBadRequest || failure["line"] != 2.0 || failure["column"] != 15.0 {
		t.Errorf("%d %v", code, out)
	}
	for _, query := range []string{"CREATE (:X)", "MATCH (n) DETACH DELETE n"} {
		code, out = ask(t, http.MethodPost, web.URL+"/api/cypher", map[string]any{"query": query})
		if code != http.StatusBadRequest || !strings.Contains(fmt.Sprint(out), "--write") {
			t.Errorf("%s: %d %v", query, code, out)
		}
	}
	if code, _ = ask(t, http.MethodPost, web.URL+"/api/cypher", map[string]any{"query": "CREATE (:X)", "write": true}); code != http.StatusForbidden {
		t.Errorf("write on a read-only server: %d", code)
	}
}

func TestExport(t *testing.T) {
	web := serve(t, nil)
	data, err := json.Marshal(map[string]any{"format": "graphml", "all": true})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(web.URL+"/api/export", "application/json", bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if !strings.Contains(response.Header.Get("Content-Disposition"), "clew.graphml") {
		t.Errorf("headers: %v", response.Header)
	}
	g, err := graphml.Read(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	counts, err := sample.st.Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(g.Nodes)) != counts.Articles+counts.Entities {
		t.Errorf("%d nodes in the file, %d in the store", len(g.Nodes), counts.Articles+counts.Entities)
	}
	for _, bad := range []map[string]any{{"format": "xls", "all": true}, {"format": "json"}, {"format": "json", "query": "RETURN 1"}, {"format": "json", "ids": []string{"nobody"}}} {
		if code, out := ask(t, http.MethodPost, web.URL+"/api/export", bad); code != http.StatusBadRequest {
			t.Errorf("%v: %d %v", bad, code, out)
		}
	}
}

// Requests by another name, from another page, or without the password are refused.
func TestAccess(t *testing.T) {
	web := serve(t, nil)
	locked := serve(t, func(c *Config) { c.Password = "secret" })
	for _, c := range []struct {
		name   string
		server *httptest.Server
		change func(*http.Request)
		want   int
	}{
		{"own page", web, func(r *http.Request) { r.Header.Set("Origin", web.URL) }, http.StatusOK},
		{"no browser", web, func(*http.Request) {}, http.StatusOK},
		{"another host name", web, func(r *http.Request) { r.Host = "evil.example:7480" }, http.StatusForbidden},
		{"another origin", web, func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, http.StatusForbidden},
		{"another site without origin", web, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		{"no password", locked, func(*http.Request) {}, http.StatusUnauthorized},
		{"a wrong password", locked, func(r *http.Request) { r.SetBasicAuth("me", "guess") }, http.StatusUnauthorized},
		{"the password", locked, func(r *http.Request) { r.SetBasicAuth("me", "secret") }, http.StatusOK},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := http.NewRequest(http.MethodGet, c.server.URL+"/api/status", nil)
			if err != nil {
				t.Fatal(err)
			}
			c.change(r)
			response, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode != c.want {
				t.Errorf("%d, want %d", response.StatusCode, c.want)
			}
		})
	}
}

func TestWrongRequests(t *testing.T) {
	web := serve(t, nil)
	for _, c := range []struct {
		method, path string
		body         any
		want         int
	}{
		{http.MethodGet, "/api/nodes/nobody", nil, http.StatusNotFound},
		{http.MethodGet, "/api/links/nothing/evidence", nil, http.StatusNotFound},
		{http.MethodGet, "/api/articles/none", nil, http.StatusNotFound},
		{http.MethodGet, "/api/story?event=none", nil, http.StatusNotFound},
		{http.MethodGet, "/api/measures/fame", nil, http.StatusNotFound},
		{http.MethodGet, "/api/search?q=", nil, http.StatusBadRequest},
		{http.MethodGet, "/api/search?q=a&limit=x", nil, http.StatusBadRequest},
		{http.MethodGet, "/api/paths?from=a", nil, http.StatusBadRequest},
		{http.MethodPost, "/api/cypher", map[string]any{"query": " "}, http.StatusBadRequest},
		{http.MethodPost, "/api/ingest", map[string]any{"text": ""}, http.StatusBadRequest},
		{http.MethodPost, "/api/ingest", map[string]any{"text": "a\x00b"}, http.StatusBadRequest},
		{http.MethodDelete, "/api/ingest/job99", nil, http.StatusNotFound},
		{http.MethodGet, "/api/nothing", nil, http.StatusNotFound},
	} {
		code, out := ask(t, c.method, web.URL+c.path, c.body)
		if code != c.want {
			t.Errorf("%s %s: %d %v, want %d", c.method, c.path, code, out, c.want)
		}
	}
}

// An article added by the page is read while its progress is told.
func TestIngestTellsItsProgress(t *testing.T) {
	web := serve(t, nil)
	response, err := http.Get(web.URL + "/api/events")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("files", "ferry.txt")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(part, "---\ntitle: Ferry bombed\npublisher: Harbour Wire\ndate: 2024-05-02\n---\nA bomb killed 12 people on a ferry in Northport on Thursday, police said. The armed group Red Dawn claimed responsibility for the attack.\n")
	form.Close()
	posted, err := http.Post(web.URL+"/api/ingest", form.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	posted.Body.Close()
	if posted.StatusCode != http.StatusAccepted {
		t.Fatalf("%d", posted.StatusCode)
	}
	done := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(response.Body)
		for lines.Scan() {
			if strings.Contains(lines.Text(), `"state":"done"`) {
				done <- lines.Text()
				return
			}
		}
		done <- ""
	}()
	select {
	case line := <-done:
		if !strings.Contains(line, `"done":1`) {
			t.Errorf("the last event: %q", line)
		}
	case <-time.After(time.Minute):
		t.Fatal("no end of the job was told")
	}
	if hits := objects(t, get(t, web, "/api/search?q=Red+Dawn")["hits"]); len(hits) == 0 {
		t.Error("the new article's group is not found")
	}
}

// A cancelled job stops, says so, and keeps what it had read.
func TestCancelledIngestKeepsWhatItRead(t *testing.T) {
	web := serve(t, nil)
	response, err := http.Get(web.URL + "/api/events")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var corpus strings.Builder
	for i := range 400 {
		fmt.Fprintf(&corpus, "{\"id\": \"cancel-%03d\", \"text\": \"A bomb killed %d people in the port of Southbay on Monday, police said. The group Grey Tide denied it.\"}\n", i, i+2)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("files", "corpus.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(part, corpus.String())
	form.Close()
	posted, err := http.Post(web.URL+"/api/ingest", form.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	defer posted.Body.Close()
	var started struct{ Job string }
	if err := json.NewDecoder(posted.Body).Decode(&started); err != nil {
		t.Fatal(err)
	}
	var last progressJSON
	lines := bufio.NewScanner(response.Body)
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok || !strings.Contains(data, `"job"`) {
			continue
		}
		if err := json.Unmarshal([]byte(data), &last); err != nil {
			t.Fatal(err)
		}
		if last.State != "running" {
			break
		}
		if last.Done == 3 {
			if code, out := ask(t, http.MethodDelete, web.URL+"/api/ingest/"+started.Job, nil); code != http.StatusNoContent {
				t.Fatalf("%d %v", code, out)
			}
		}
	}
	if last.State != "cancelled" || last.Done < 3 || last.Done >= 400 {
		t.Errorf("the last event: %+v", last)
	}
	table, err := sample.st.Run(context.Background(), store.Query{Text: "MATCH (a:Article) WHERE a.id STARTS WITH 'cancel-' RETURN count(a)"})
	if err != nil {
		t.Fatal(err)
	}
	if kept := table.Rows[0][0].(int64); kept < int64(last.Done) {
		t.Errorf("%d articles kept, %d were told to be in", kept, last.Done)
	}
}
