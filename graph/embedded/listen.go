package embedded

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"clew/graph/embedded/bolt"
)

// ErrNeedsPassword is returned by ListenPublic for an address that others can
// reach, when no password was given.
var ErrNeedsPassword = errors.New("listening beyond this machine needs a password")

// Access is who may do what on the public listener.
type Access struct {
	Write    bool          // else read-only
	Password string        // the user is "neo4j"; empty lets everybody in
	Rows     int64         // most rows of one statement; zero is one million, negative no limit
	Time     time.Duration // longest transaction; zero is five minutes, negative no limit
	// AllowedHosts are names, besides those of the loopback, under which
	// pages in a browser may reach the listener by WebSocket.
	AllowedHosts []string
}

const (
	publicRows = 1_000_000
	publicTime = 5 * time.Minute
	publicUser = "neo4j"
)

// maxSocketPath is what fits into sockaddr_un on every system.
const maxSocketPath = 100

// ListenInner opens the way in for this process and the user's other ones,
// which may write: a Unix socket that only the user can reach, or a loopback
// port with a random password where there are no such sockets. It also tells
// the other processes, see Running. Calling it again returns the same.
func (db *DB) ListenInner() (Endpoint, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	switch {
	case db.closed:
		return Endpoint{}, ErrClosed
	case db.inner != nil:
		return *db.inner, nil
	}
	l, e, err := listenInner(db.dir)
	if err != nil {
		return Endpoint{}, fmt.Errorf("listen for this user's programs: %w", err)
	}
	if err := writeEndpoint(db.dir, e); err != nil {
		l.Close()
		return Endpoint{}, err
	}
	db.serve(l, bolt.Access{Write: true, User: e.User, Password: e.Password})
	db.inner = &e
	return e, nil
}

func listenInner(dir string) (net.Listener, Endpoint, error) {
	if runtime.GOOS != "windows" {
		if l, path, err := listenUnix(dir); err == nil {
			return l, Endpoint{URI: "bolt+unix://" + path}, nil
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, Endpoint{}, err
	}
	return l, Endpoint{URI: "bolt://" + l.Addr().String(), User: publicUser, Password: rand.Text()}, nil
}

// listenUnix listens in a folder of mode 0700: the graph's own, or a
// temporary one when that path is too long.
func listenUnix(dir string) (net.Listener, string, error) {
	folder := filepath.Join(dir, "run")
	if len(filepath.Join(folder, "bolt.sock")) > maxSocketPath {
		temporary, err := os.MkdirTemp("", "clew-")
		if err != nil {
			return nil, "", err
		}
		folder = temporary
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, "", err
	}
	if err := os.Chmod(folder, 0o700); err != nil {
		return nil, "", err
	}
	path := filepath.Join(folder, "bolt.sock")
	if len(path) > maxSocketPath {
		return nil, "", fmt.Errorf("socket path %s is too long", path)
	}
	// This process holds the graph, so a socket that is there is a dead one.
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, "", err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, "", err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		l.Close()
		return nil, "", err
	}
	return l, path, nil
}

// ListenPublic opens a port for other tools: drivers, shells, browsers.
func (db *DB) ListenPublic(address string, a Access) (net.Addr, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		return nil, ErrClosed
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() && a.Password == "" {
		l.Close()
		return nil, ErrNeedsPassword
	}
	access := bolt.Access{Write: a.Write, Password: a.Password, Hosts: a.AllowedHosts,
		Limits: bolt.Limits{Rows: limit(a.Rows, publicRows), Time: limit(a.Time, publicTime)}}
	if a.Password != "" {
		access.User = publicUser
	}
	db.serve(l, access)
	return l.Addr(), nil
}

// limit makes zero the default and a negative number none.
func limit[N int64 | time.Duration](n, standard N) N {
	switch {
	case n == 0:
		return standard
	case n < 0:
		return 0
	}
	return n
}

// serve starts the server on a listener. db.mu is held.
func (db *DB) serve(l net.Listener, a bolt.Access) {
	if db.server == nil {
		db.server = bolt.NewServer(db.backend(), bolt.Options{
			Agent:      "Neo4j/5.26.0 (clew " + db.options.Version + ")",
			WriterIdle: db.options.WriterIdle,
		})
	}
	db.open = append(db.open, l)
	go db.server.Serve(l, a)
}
