package bolt

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/websocket"
)

// Pages in a browser speak Bolt inside a WebSocket (RFC 6455) on the same
// port: binary frames that carry the same bytes.

// serveWebSocket answers a connection that began with an HTTP request.
func (s *Server) serveWebSocket(nc net.Conn, in *bufio.Reader, a Access, id string) {
	r, err := http.ReadRequest(in)
	if err != nil {
		return
	}
	if err := checkOrigin(r, a.Hosts); err != nil {
		refuse(nc, http.StatusForbidden, err.Error())
		return
	}
	if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		refuse(nc, http.StatusUpgradeRequired, "This port speaks Bolt, plain or in a WebSocket.")
		return
	}
	handler := websocket.Server{
		Handshake: func(*websocket.Config, *http.Request) error { return nil },
		Handler: func(ws *websocket.Conn) {
			ws.PayloadType = websocket.BinaryFrame
			serveConn(s, webSocketConn{ws, nc}, a, id)
		},
	}
	handler.ServeHTTP(&hijacked{conn: nc, in: in}, r)
}

func refuse(nc net.Conn, code int, text string) {
	fmt.Fprintf(nc, "HTTP/1.1 %d %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s\n",
		code, http.StatusText(code), len(text)+1, text)
}

// checkOrigin keeps pages of other sites out: the name by which the browser
// came has to be one of ours, against DNS rebinding, and so has the page's.
// Programs that are no browser send no Origin.
func checkOrigin(r *http.Request, hosts []string) error {
	if !ours(r.Host, hosts) {
		return fmt.Errorf("the host name %q is not one of this server's", r.Host)
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return nil
	}
	u, err := url.Parse(origin)
	if err != nil || !ours(u.Host, hosts) {
		return fmt.Errorf("pages of %q may not connect to this server", origin)
	}
	return nil
}

// ours tells whether a host, perhaps with a port, is the loopback or allowed.
func ours(host string, allowed []string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.Trim(name, "[]")
	if ip := net.ParseIP(name); ip != nil && ip.IsLoopback() {
		return true
	}
	return strings.EqualFold(name, "localhost") || slices.ContainsFunc(allowed, func(a string) bool {
		return strings.EqualFold(a, name) || strings.EqualFold(a, host)
	})
}

// hijacked is an http.ResponseWriter for a connection that is already ours.
type hijacked struct {
	conn   net.Conn
	in     *bufio.Reader
	header http.Header
}

var _ http.Hijacker = (*hijacked)(nil)

// Header implements http.ResponseWriter.
func (h *hijacked) Header() http.Header {
	if h.header == nil {
		h.header = http.Header{}
	}
	return h.header
}

// Write implements http.ResponseWriter; nothing is written before Hijack.
func (h *hijacked) Write([]byte) (int, error) { return 0, errors.New("bolt: connection is hijacked") }

// WriteHeader implements http.ResponseWriter.
func (h *hijacked) WriteHeader(int) {}

// Hijack implements http.Hijacker.
func (h *hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return h.conn, bufio.NewReadWriter(h.in, bufio.NewWriter(h.conn)), nil
}

// webSocketConn is a WebSocket with the addresses of what lies below.
type webSocketConn struct {
	*websocket.Conn
	below net.Conn
}

func (c webSocketConn) LocalAddr() net.Addr  { return c.below.LocalAddr() }
func (c webSocketConn) RemoteAddr() net.Addr { return c.below.RemoteAddr() }
func (c webSocketConn) Close() error         { return c.below.Close() }
