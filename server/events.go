package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// broadcast sends events to every page that listens.
type broadcast struct {
	mu        sync.Mutex
	listeners map[chan string]bool
}

func newBroadcast() *broadcast { return &broadcast{listeners: map[chan string]bool{}} }

// send never waits: a listener that is far behind misses events, and learns the
// state of things when it asks for the status again.
func (b *broadcast) send(event string, data any) {
	text, err := json.Marshal(data)
	if err != nil {
		return
	}
	message := fmt.Sprintf("event: %s\ndata: %s\n\n", event, text)
	b.mu.Lock()
	defer b.mu.Unlock()
	for l := range b.listeners {
		select {
		case l <- message:
		default:
		}
	}
}

func (b *broadcast) listen() (messages chan string, stop func()) {
	l := make(chan string, 256)
	b.mu.Lock()
	b.listeners[l] = true
	b.mu.Unlock()
	return l, func() {
		b.mu.Lock()
		delete(b.listeners, l)
		b.mu.Unlock()
	}
}

// stream is the server-sent events of one page (WHATWG HTML, section 9.2).
func (s *Server) stream(c echo.Context) error {
	w := c.Response()
	w.Header().Set(echo.HeaderContentType, "text/event-stream")
	w.Header().Set(echo.HeaderCacheControl, "no-store")
	w.WriteHeader(http.StatusOK)
	messages, stop := s.events.listen()
	defer stop()
	beat := time.NewTicker(20 * time.Second)
	defer beat.Stop()
	fmt.Fprint(w, ": hello\n\n")
	w.Flush()
	for {
		select {
		case <-c.Request().Context().Done():
			return nil
		case <-s.jobs.closed:
			return nil
		case m := <-messages:
			fmt.Fprint(w, m)
		case <-beat.C:
			fmt.Fprint(w, ": still here\n\n")
		}
		w.Flush()
	}
}
