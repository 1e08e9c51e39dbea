package bolt

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"clew/graph/cypher/value"
)

// Options are what all listeners of a server share.
type Options struct {
	Agent      string        // "Neo4j/5.26.0 (clew 1.0)"
	WriterIdle time.Duration // how long a client may leave a writing transaction alone
}

// Access is who may do what on one listener.
type Access struct {
	Write          bool
	User, Password string // no password lets everybody in; no User accepts every name
	Limits         Limits
	MaxConnections int      // zero is 1,000
	Hosts          []string // names beside loopback under which browsers may connect
}

// Server answers Bolt for one backend.
type Server struct {
	backend Backend
	options Options
	ctx     context.Context
	cancel  context.CancelFunc

	mu        sync.Mutex
	closed    bool
	listeners map[net.Listener]bool
	conns     map[net.Conn]bool
	lastID    int
	running   sync.WaitGroup

	wrongPassword sync.Mutex // held while somebody waits for having been wrong
}

// NewServer returns a server without listeners.
func NewServer(b Backend, o Options) *Server {
	ctx, cancel := context.WithCancel(context.Background())
	return &Server{backend: b, options: o, ctx: ctx, cancel: cancel,
		listeners: map[net.Listener]bool{}, conns: map[net.Conn]bool{}}
}

// Serve answers the connections of a listener until either is closed; then it
// returns nil. The listener is closed when Serve returns.
func (s *Server) Serve(l net.Listener, a Access) error {
	defer l.Close()
	if a.MaxConnections == 0 {
		a.MaxConnections = 1000
	}
	if !s.begin(l) {
		return nil
	}
	defer s.end(l)
	free := make(chan struct{}, a.MaxConnections)
	for {
		nc, err := l.Accept()
		if err != nil {
			if s.ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
				return nil
			}
			var temporary net.Error
			if errors.As(err, &temporary) && temporary.Timeout() {
				continue
			}
			return err
		}
		select {
		case free <- struct{}{}:
		default:
			nc.Close()
			continue
		}
		id, ok := s.add(nc)
		if !ok {
			nc.Close()
			return nil
		}
		go func() {
			defer func() { <-free }()
			defer s.remove(nc)
			serveConn(s, nc, a, id)
		}()
	}
}

func (s *Server) begin(l net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.listeners[l] = true
	s.running.Add(1)
	return true
}

func (s *Server) end(l net.Listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.listeners, l)
	s.running.Done()
}

func (s *Server) add(c net.Conn) (id string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return "", false
	}
	s.conns[c] = true
	s.running.Add(1)
	s.lastID++
	return fmt.Sprintf("bolt-%d", s.lastID), true
}

func (s *Server) remove(c net.Conn) {
	c.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
	s.running.Done()
}

// Close ends all listeners and connections and waits until their transactions
// are rolled back.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	for l := range s.listeners {
		l.Close()
	}
	for c := range s.conns {
		c.Close()
	}
	s.mu.Unlock()
	s.cancel()
	s.running.Wait()
}

// Connections is the number of open connections.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

// wrongPasswordDelay is how long every wrong password takes, one after the
// other, whatever the number of connections.
const wrongPasswordDelay = 200 * time.Millisecond

// authenticate checks an auth token. Without a password on the listener every
// token will do, as clients send none or an empty one.
func (s *Server) authenticate(a Access, token map[string]value.Value) error {
	if a.Password == "" {
		return nil
	}
	scheme, _ := token["scheme"].(string)
	user, _ := token["principal"].(string)
	password, _ := token["credentials"].(string)
	right := subtle.ConstantTimeCompare([]byte(password), []byte(a.Password)) == 1
	if scheme == "basic" && right && (a.User == "" || user == a.User) {
		return nil
	}
	s.wrongPassword.Lock()
	defer s.wrongPassword.Unlock()
	select {
	case <-time.After(wrongPasswordDelay):
	case <-s.ctx.Done():
	}
	return failure(codeUnauthorized, "The client is unauthorized due to authentication failure.")
}
