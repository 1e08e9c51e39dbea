package server

import (
	"context"
	"fmt"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"clew/graph"
	"clew/graph/article"
	"clew/graph/ingest"
)

// jobs reads articles into the store, one job after the other.
type jobs struct {
	server *Server
	queue  chan *readJob
	closed chan struct{}
	done   sync.WaitGroup

	mu      sync.Mutex
	next    int
	running map[string]*readJob
	current progressJSON
}

// readJob is a set of articles to read.
type readJob struct {
	id       string
	total    int // 0: unknown
	articles iter.Seq2[graph.Article, error]
	each     func(ingest.Done) // told of every article; nil: nobody
	ctx      context.Context
	cancel   context.CancelFunc
	finished chan struct{}
	summary  ingest.Summary
	err      error
}

// progressJSON is one step of a job as the page shows it.
type progressJSON struct {
	Job      string `json:"job"`
	Done     int    `json:"done"`
	Total    int    `json:"total"`
	Article  string `json:"article"`
	Entities int    `json:"entities"`
	Facts    int    `json:"facts"`
	State    string `json:"state"` // running, done, failed, cancelled
	Message  string `json:"message"`
}

func newJobs(s *Server) *jobs {
	j := &jobs{server: s, queue: make(chan *readJob, 64), closed: make(chan struct{}), running: map[string]*readJob{}}
	j.done.Add(1)
	go j.work()
	return j
}

func (j *jobs) close() {
	close(j.closed)
	j.mu.Lock()
	for _, job := range j.running {
		job.cancel()
	}
	j.mu.Unlock()
	j.done.Wait()
}

func (j *jobs) state() map[string]any {
	j.mu.Lock()
	defer j.mu.Unlock()
	return map[string]any{"running": len(j.running) > 0, "done": j.current.Done, "total": j.current.Total, "job": j.current.Job}
}

// busy says whether articles are being read.
func (j *jobs) busy() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.running) > 0
}

// start queues articles; it fails when too much is waiting.
func (j *jobs) start(total int, articles iter.Seq2[graph.Article, error], each func(ingest.Done)) (*readJob, error) {
	ctx, cancel := context.WithCancel(context.Background())
	j.mu.Lock()
	defer j.mu.Unlock()
	j.next++
	job := &readJob{id: fmt.Sprintf("job%d", j.next), total: total, articles: articles, each: each, ctx: ctx, cancel: cancel, finished: make(chan struct{})}
	select {
	case j.queue <- job:
		j.running[job.id] = job
		return job, nil
	default:
		cancel()
		return nil, fail(http.StatusServiceUnavailable, "busy", "%d jobs are waiting: try again when they are done", len(j.queue))
	}
}

func (j *jobs) work() {
	defer j.done.Done()
	for {
		select {
		case <-j.closed:
			return
		case job := <-j.queue:
			j.run(job)
		}
	}
}

func (j *jobs) run(job *readJob) {
	defer close(job.finished)
	defer job.cancel()
	p := progressJSON{Job: job.id, Total: job.total, State: "running"}
	j.report(p)
	job.summary, job.err = j.server.read(job, func(d ingest.Done) {
		p.Done++
		p.Article, p.Message = orElse(d.Title, d.Article), ""
		p.Entities += d.Change.Entities
		p.Facts += d.Change.Facts
		if d.Err != nil {
			p.Message = d.Err.Error()
		}
		j.report(p)
		if job.each != nil {
			job.each(d)
		}
		if d.Err == nil && !d.Skipped {
			j.server.Changed(job.ctx)
		}
	})
	p.State, p.Message = endOf(job)
	j.mu.Lock()
	delete(j.running, job.id)
	j.mu.Unlock()
	j.report(p)
	j.server.Changed(context.Background())
}

// read prepares the store, which may refuse it, and reads a job's articles.
func (s *Server) read(job *readJob, each func(ingest.Done)) (ingest.Summary, error) {
	if err := s.cfg.Store.Prepare(job.ctx); err != nil {
		return ingest.Summary{}, err
	}
	return ingest.Run(job.ctx, s.cfg.Store, s.cfg.Extractor, job.articles, each)
}

func endOf(job *readJob) (state, message string) {
	switch {
	case job.ctx.Err() != nil && job.err != nil:
		return "cancelled", "stopped: what was read is kept"
	case job.err != nil:
		return "failed", job.err.Error()
	case job.summary.Failed > 0:
		return "done", fmt.Sprintf("%d could not be read", job.summary.Failed)
	}
	return "done", ""
}

func (j *jobs) report(p progressJSON) {
	j.mu.Lock()
	j.current = p
	j.mu.Unlock()
	j.server.events.send("progress", p)
}

// Read reads articles into the store as a job of this server, so that every page
// sees its progress, and waits for the end; each, if any, is told of every article
// as well. total is 0 where it is not known. When ctx ends, Read returns at once
// and Close waits for the article in hand.
func (s *Server) Read(ctx context.Context, total int, articles iter.Seq2[graph.Article, error], each func(ingest.Done)) (ingest.Summary, error) {
	job, err := s.jobs.start(total, articles, each)
	if err != nil {
		return ingest.Summary{}, err
	}
	select {
	case <-job.finished:
		return job.summary, job.err
	case <-ctx.Done():
		job.cancel()
		return ingest.Summary{}, ctx.Err()
	}
}

// ingest takes articles from the page: files, or one text with what is known of it.
func (s *Server) ingest(c echo.Context) error {
	if s.cfg.Extractor == nil {
		return fail(http.StatusConflict, "bad_request", "this server cannot read articles")
	}
	var list []graph.Article
	var err error
	if strings.HasPrefix(c.Request().Header.Get(echo.HeaderContentType), echo.MIMEMultipartForm) {
		list, err = uploaded(c)
	} else {
		list, err = pasted(c)
	}
	if err != nil {
		return err
	}
	job, err := s.jobs.start(len(list), func(yield func(graph.Article, error) bool) {
		for _, a := range list {
			if !yield(a, nil) {
				return
			}
		}
	}, nil)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusAccepted, map[string]any{"job": job.id})
}

func uploaded(c echo.Context) ([]graph.Article, error) {
	form, err := c.MultipartForm()
	if err != nil {
		return nil, badRequest("the upload is not whole: %v", err)
	}
	var list []graph.Article
	for _, field := range sorted(form.File) {
		for _, header := range form.File[field] {
			articles, err := readUpload(header)
			if err != nil {
				return nil, err
			}
			list = append(list, articles...)
		}
	}
	if len(list) == 0 {
		return nil, badRequest("no file was sent")
	}
	return list, nil
}

func readUpload(header *multipart.FileHeader) ([]graph.Article, error) {
	file, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	name := path.Base(strings.ReplaceAll(header.Filename, `\`, "/"))
	var list []graph.Article
	for a, err := range article.Bytes(name, data) {
		if err != nil {
			return nil, badRequest("%v", err)
		}
		list = append(list, a)
	}
	return list, nil
}

func pasted(c echo.Context) ([]graph.Article, error) {
	var body struct {
		Text, Title, Publisher, Date, URL string
		Authors                           []string
	}
	if err := c.Bind(&body); err != nil {
		return nil, badRequest("the body must be {\"text\": \"…\", \"title\": …}")
	}
	if err := article.CheckText("the text", []byte(body.Text)); err != nil {
		return nil, badRequest("%v", err)
	}
	a := graph.Article{
		ID: "pasted-" + graph.TextHash(body.Text)[:10], Text: body.Text, Title: body.Title,
		Publisher: body.Publisher, Date: body.Date, URL: body.URL, Authors: body.Authors,
	}
	return []graph.Article{article.Complete(a)}, nil
}

// cancelIngest stops a job after the article in hand.
func (s *Server) cancelIngest(c echo.Context) error {
	s.jobs.mu.Lock()
	job := s.jobs.running[c.Param("job")]
	s.jobs.mu.Unlock()
	if job == nil {
		return fail(http.StatusNotFound, "not_found", "no job %q is running", c.Param("job"))
	}
	job.cancel()
	return c.NoContent(http.StatusNoContent)
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
