package bolt

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

const (
	// loginTime is how long a client may take from connecting to LOGON.
	loginTime = 30 * time.Second
	// Messages are limited, more so before the client is known.
	maxStrangerMessage = 64 << 10
	maxMessage         = 256 << 20
	// queueLength is how many requests may wait; beyond it the socket is not
	// read, which also delays RESET.
	queueLength = 1024
	bufferSize  = 64 << 10
)

// conn is one client. The reader goroutine touches only what is said to be
// shared; all else belongs to the worker.
type conn struct {
	server *Server
	access Access
	net    net.Conn
	id     string
	in     *bufio.Reader
	out    messageWriter

	// Shared.
	requests   chan queued
	limit      atomic.Int64 // of the length of a message
	interrupts atomic.Int32 // RESETs that were read and not yet answered
	mu         sync.Mutex
	interrupt  context.CancelCauseFunc // ends what is running

	version version
	flushed time.Time // when something was last sent
	hello   bool      // HELLO was answered
	known   bool      // the client has logged on
	failed  bool      // everything is ignored until RESET
	expired error     // why the last transaction ended behind the client's back
	work    work
}

// queued is a request, or the error that no more can be read.
type queued struct {
	request request
	err     error
}

func serveConn(s *Server, nc net.Conn, a Access, id string) {
	c := &conn{server: s, access: a, net: nc, id: id, requests: make(chan queued, queueLength)}
	c.limit.Store(maxStrangerMessage)
	c.in = bufio.NewReaderSize(nc, bufferSize)
	c.out.out = bufio.NewWriterSize(deadlineWriter{c}, bufferSize)
	nc.SetDeadline(time.Now().Add(loginTime))
	start, err := c.in.Peek(len(magic))
	if err != nil {
		return
	}
	if _, inWebSocket := nc.(webSocketConn); string(start) == "GET " && !inWebSocket {
		s.serveWebSocket(nc, c.in, a, id)
		return
	}
	if err := c.chooseVersion(); err != nil {
		return
	}
	ctx, cancel := context.WithCancelCause(s.ctx)
	defer cancel(errGone)
	c.work.conn = ctx
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.read(cancel)
	}()
	c.answer()
	c.work.abandon()
	nc.Close()
	for range c.requests { // lets the reader end
	}
	<-done
}

// deadlineWriter keeps a client that does not read from holding up writers.
type deadlineWriter struct{ c *conn }

func (w deadlineWriter) Write(p []byte) (int, error) {
	w.c.flushed = time.Now()
	if w.c.work.writing() {
		w.c.net.SetWriteDeadline(time.Now().Add(w.c.server.options.WriterIdle))
	} else if w.c.known {
		w.c.net.SetWriteDeadline(time.Time{})
	}
	return w.c.net.Write(p)
}

func (c *conn) chooseVersion() error {
	var hello [20]byte
	if _, err := io.ReadFull(c.in, hello[:]); err != nil {
		return err
	}
	if [4]byte(hello[:4]) != magic {
		return errors.New("not Bolt")
	}
	v, ok := choose([16]byte(hello[4:]))
	c.version = v
	if _, err := c.net.Write([]byte{0, 0, v.minor, v.major}); err != nil {
		return err
	}
	if !ok {
		return errors.New("no common version")
	}
	return nil
}

// read reads requests until the connection ends. RESET takes effect here,
// before it is its turn.
func (c *conn) read(cancel context.CancelCauseFunc) {
	defer close(c.requests)
	var buf []byte
	for {
		message, err := readMessage(c.in, buf, int(c.limit.Load()))
		if err != nil {
			cancel(errGone)
			if errors.Is(err, errTooLong) {
				c.requests <- queued{err: err}
			}
			return
		}
		buf = message
		if cap(buf) > 1<<20 {
			buf = nil
		}
		r, err := parseRequest(message)
		if err != nil {
			c.requests <- queued{err: err}
			return
		}
		if r.tag == msgReset {
			c.interrupts.Add(1)
			c.mu.Lock()
			if c.interrupt != nil {
				c.interrupt(errInterrupted)
			}
			c.mu.Unlock()
		}
		c.requests <- queued{request: r}
	}
}

// interruptible makes RESET end the context that cancel belongs to.
func (c *conn) interruptible(cancel context.CancelCauseFunc) {
	c.mu.Lock()
	c.interrupt = cancel
	c.mu.Unlock()
	if cancel != nil && c.interrupts.Load() > 0 {
		cancel(errInterrupted)
	}
}

// answer answers requests until the connection ends. A defect that shows
// itself as a panic costs this connection and its transaction, not the rest.
func (c *conn) answer() {
	defer func() {
		if p := recover(); p != nil {
			c.fail(c.work.conn, failure(status.Internal, fmt.Sprintf("internal error: %v", p)))
			c.out.out.Flush()
		}
	}()
	for {
		q, ok := c.next()
		if !ok {
			return
		}
		if q.err != nil {
			c.fail(c.work.conn, failure(codeInvalid, q.err.Error()))
			c.out.out.Flush()
			return
		}
		if err := c.handle(q.request); err != nil {
			c.out.out.Flush()
			return
		}
	}
}

// next returns the next request. Before it waits it sends what is buffered,
// and while it waits it watches over the open transaction.
func (c *conn) next() (q queued, ok bool) {
	select {
	case q, ok = <-c.requests:
		return q, ok
	default:
	}
	if c.out.out.Flush() != nil {
		return q, false
	}
	for {
		var ended <-chan struct{}
		var idle <-chan time.Time
		if c.work.ctx != nil {
			ended = c.work.ctx.Done()
		}
		if c.work.writing() {
			timer := time.NewTimer(c.server.options.WriterIdle)
			defer timer.Stop()
			idle = timer.C
		}
		select {
		case q, ok = <-c.requests:
			return q, ok
		case <-idle:
			c.work.cancel(errIdle)
		case <-ended:
			// The client learns of it when it asks next.
			code, message := explain(c.work.ctx, context.Cause(c.work.ctx))
			c.expired = failure(code, message)
			c.work.abandon()
		}
	}
}

// errEnd ends the connection after what has been written.
var errEnd = errors.New("connection ends")

// handle answers one request. An error ends the connection.
func (c *conn) handle(r request) error {
	switch {
	case r.tag == msgGoodbye:
		return errEnd
	case r.tag == msgReset:
		return c.reset()
	case c.interrupts.Load() > 0 || c.failed:
		return c.ignored()
	case !c.known && r.tag != msgHello && r.tag != msgLogon:
		c.fail(c.work.conn, failure(codeInvalid, "The client has to log on first."))
		return errEnd
	case c.expired != nil:
		err := c.expired
		c.expired = nil
		return c.fail(c.work.conn, err)
	}
	err := c.dispatch(r)
	ctx := c.work.ctx
	if ctx == nil {
		ctx = c.work.conn
	}
	switch {
	case err == nil:
		return nil
	case errors.As(err, new(sendError)), errors.Is(err, errEnd):
		return err
	case c.interrupts.Load() > 0:
		c.work.abandon()
		return c.ignored()
	}
	if failErr := c.fail(ctx, err); failErr != nil {
		return failErr
	}
	if errors.As(err, new(protocolError)) {
		return errEnd
	}
	return nil
}

// sendError is a failure to write to the client.
type sendError struct{ error }

// protocolError is a request that makes no sense where it came; nothing after
// it can be trusted.
type protocolError struct{ error }

// Unwrap gives the error with its code.
func (e protocolError) Unwrap() error { return e.error }

func invalid(message string) error { return protocolError{failure(codeInvalid, message)} }

func (c *conn) dispatch(r request) error {
	switch r.tag {
	case msgHello:
		return c.sayHello(r)
	case msgLogon:
		return c.logon(r)
	case msgLogoff:
		return c.logoff()
	case msgRun:
		return c.run(r)
	case msgPull:
		return c.pull(r, true)
	case msgDiscard:
		return c.pull(r, false)
	case msgBegin:
		return c.begin(r)
	case msgCommit:
		return c.commit()
	case msgRollback:
		return c.rollback()
	case msgRoute:
		return c.route(r)
	}
	return c.success(nil) // TELEMETRY
}

func (c *conn) sayHello(r request) error {
	if c.hello {
		return invalid("HELLO comes once.")
	}
	extra, err := r.dict(0)
	if err != nil {
		return invalid(err.Error())
	}
	if c.version.minor == 0 {
		if err := c.admit(extra); err != nil {
			return err
		}
	}
	c.hello = true
	return c.success(map[string]value.Value{
		"server": c.server.options.Agent, "connection_id": c.id, "hints": map[string]value.Value{},
	})
}

func (c *conn) logon(r request) error {
	if !c.hello || c.known || c.version.minor == 0 {
		return invalid("LOGON is not expected here.")
	}
	token, err := r.dict(0)
	if err != nil {
		return invalid(err.Error())
	}
	if err := c.admit(token); err != nil {
		return err
	}
	return c.success(nil)
}

// admit lets the client in or ends the connection.
func (c *conn) admit(token map[string]value.Value) error {
	if err := c.server.authenticate(c.access, token); err != nil {
		return protocolError{err}
	}
	c.known = true
	c.limit.Store(maxMessage)
	return c.net.SetDeadline(time.Time{})
}

func (c *conn) logoff() error {
	if c.work.busy() {
		return invalid("LOGOFF has to wait for the end of the transaction.")
	}
	c.known = false
	c.limit.Store(maxStrangerMessage)
	c.net.SetDeadline(time.Now().Add(loginTime))
	return c.success(nil)
}

func (c *conn) reset() error {
	c.work.abandon()
	c.failed, c.expired = false, nil
	c.interrupts.Add(-1)
	if !c.known {
		return invalid("The client has to log on first.")
	}
	return c.success(nil)
}

// route answers with the address by which the client came, whatever lies
// between.
func (c *conn) route(r request) error {
	routing, err := r.dict(0)
	if err != nil {
		return invalid(err.Error())
	}
	extra, err := r.dict(2)
	if err != nil {
		return invalid(err.Error())
	}
	address, _ := routing["address"].(string)
	if address == "" {
		address = c.net.LocalAddr().String()
	}
	database, _ := extra["db"].(string)
	if database == "" {
		database = DefaultDatabase
	}
	if err := CheckDatabase(database); err != nil {
		return err
	}
	servers := []value.Value{}
	for _, role := range []string{"WRITE", "READ", "ROUTE"} {
		servers = append(servers, map[string]value.Value{"role": role, "addresses": []value.Value{address}})
	}
	return c.success(map[string]value.Value{"rt": map[string]value.Value{"ttl": int64(300), "db": database, "servers": servers}})
}

// The databases that there are.
const (
	DefaultDatabase = "neo4j"
	SystemDatabase  = "system"
)

// CheckDatabase returns the error of a database that is not there; empty is
// the default one.
func CheckDatabase(name string) error {
	if name == "" || name == DefaultDatabase || name == SystemDatabase {
		return nil
	}
	return failure("Neo.ClientError.Database.DatabaseNotFound", "Database does not exist. Database name: '"+name+"'.")
}

func (c *conn) success(metadata map[string]value.Value) error {
	c.out.begin(msgSuccess, 1)
	if err := c.out.enc.Properties(metadata); err != nil {
		return err
	}
	return c.sent(c.out.end())
}

func (c *conn) sent(err error) error {
	if err != nil {
		return sendError{err}
	}
	return nil
}

func (c *conn) ignored() error {
	c.out.begin(msgIgnored, 0)
	return c.sent(c.out.end())
}

// fail answers FAILURE, which ends the transaction and makes the server
// ignore everything until RESET.
func (c *conn) fail(ctx context.Context, err error) error {
	code, message := explain(ctx, err)
	c.work.abandon()
	c.failed = true
	c.out.begin(msgFailure, 1)
	if err := c.out.enc.Properties(map[string]value.Value{"code": code, "message": message}); err != nil {
		return err
	}
	return c.sent(c.out.end())
}
