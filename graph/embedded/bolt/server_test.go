package bolt

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"golang.org/x/net/websocket"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
	"clew/graph/embedded/packstream"
)

// script is a backend that knows a few statements.
type script struct {
	commits, rollbacks atomic.Int64
	running            atomic.Int64 // statements started and not closed
}

func (s *script) Run(ctx context.Context, q Statement, c TxConfig) (Result, error) {
	return s.start(ctx, q, c)
}

func (s *script) start(ctx context.Context, q Statement, c TxConfig) (*rows, error) {
	r := &rows{script: s, ctx: ctx, limit: 1}
	switch {
	case q.Query == "ECHO":
		r.value = func(int64) value.Value { return q.Params["x"] }
	case strings.HasPrefix(q.Query, "COUNT "):
		fmt.Sscan(q.Query[6:], &r.limit)
		r.value = func(i int64) value.Value { return i }
	case q.Query == "FOREVER":
		r.limit, r.value = 1<<62, func(i int64) value.Value { return i }
	case q.Query == "WAIT":
		r.value = func(int64) value.Value { <-ctx.Done(); return nil }
	case q.Query == "PANIC":
		r.value = func(int64) value.Value { panic("defect") }
	case q.Query == "WRITE" && c.ReadOnly:
		return nil, status.Run(status.AccessMode, "", "Writing in read access mode not allowed.")
	case q.Query == "WRITE":
		r.writing, r.value = true, func(int64) value.Value { return nil }
	default:
		return nil, status.Syntax(0, "", "Invalid input '%s'", q.Query)
	}
	s.running.Add(1)
	return r, nil
}

func (s *script) Begin(ctx context.Context, c TxConfig) (Transaction, error) {
	return &scriptTx{script: s, config: c}, nil
}

type scriptTx struct {
	script  *script
	config  TxConfig
	writing bool
}

func (t *scriptTx) Run(ctx context.Context, q Statement) (Result, error) {
	r, err := t.script.start(ctx, q, t.config)
	if err != nil {
		return nil, err
	}
	t.writing = t.writing || r.writing
	return r, nil
}

func (t *scriptTx) Commit() (string, error) { t.script.commits.Add(1); return "FB:tx", nil }
func (t *scriptTx) Rollback()               { t.script.rollbacks.Add(1) }
func (t *scriptTx) Writing() bool           { return t.writing }

type rows struct {
	script   *script
	ctx      context.Context
	next     int64
	limit    int64
	value    func(int64) value.Value
	writing  bool
	finished bool
}

func (r *rows) Columns() []string { return []string{"x"} }
func (r *rows) Writing() bool     { return r.writing }

func (r *rows) Next() ([]value.Value, bool, error) {
	if r.next == r.limit {
		return nil, false, nil
	}
	r.next++
	v := r.value(r.next)
	return []value.Value{v}, true, r.ctx.Err()
}

func (r *rows) Finish() (Summary, error) {
	r.Close()
	s := Summary{Type: "r", Bookmark: "FB:auto"}
	if r.writing {
		s.Type, s.Stats = "w", map[string]int64{"nodes-created": 3}
	}
	return s, nil
}

func (r *rows) Close() {
	if !r.finished {
		r.finished = true
		r.script.running.Add(-1)
	}
}

// serve starts a server for one test.
func serve(t *testing.T, a Access) (*script, string) {
	t.Helper()
	s := &script{}
	server := NewServer(s, Options{Agent: "Neo4j/5.26.0 (test)", WriterIdle: 150 * time.Millisecond})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(l, a)
	t.Cleanup(func() {
		server.Close()
		if n := s.running.Load(); n != 0 {
			t.Errorf("%d statements were left open", n)
		}
	})
	return s, l.Addr().String()
}

func driver(t *testing.T, uri string, auth neo4j.AuthToken) neo4j.DriverWithContext {
	t.Helper()
	d, err := neo4j.NewDriverWithContext(uri, auth)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close(context.Background()) })
	return d
}

// Every kind of value goes to the server and comes back as it was, through
// the Go driver.
func TestValuesThroughDriver(t *testing.T) {
	_, address := serve(t, Access{Write: true})
	d := driver(t, "bolt://"+address, neo4j.NoAuth())
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	long := make([]any, 70000)
	for i := range long {
		long[i] = int64(i) << 20
	}
	for _, v := range []any{
		nil, true, int64(-17), int64(1) << 40, int64(-129), int64(-32769), 1.5, "", strings.Repeat("é", 40000), []byte{1, 2}, bytes.Repeat([]byte{7}, 70000), []any{int64(1), "two", nil},
		map[string]any{"a": []any{map[string]any{}}}, long, neo4j.DateOf(time.Date(2024, 3, 22, 0, 0, 0, 0, time.UTC)),
		neo4j.LocalTimeOf(time.Date(0, 1, 1, 1, 2, 3, 4, time.Local)), neo4j.LocalDateTimeOf(time.Date(2020, 1, 1, 1, 2, 3, 4, time.Local)),
		time.Date(2024, 7, 1, 12, 0, 0, 5, paris), neo4j.DurationOf(1, 2, 3, 4), neo4j.Point2D{X: 1, Y: 2, SpatialRefId: 7203}, neo4j.Point3D{X: 1, Y: 2, Z: 3, SpatialRefId: 4979},
	} {
		r, err := neo4j.ExecuteQuery(context.Background(), d, "ECHO", map[string]any{"x": v}, neo4j.EagerResultTransformer)
		if err != nil {
			t.Fatalf("%T: %v", v, err)
		}
		got := r.Records[0].Values[0]
		if tm, ok := v.(time.Time); ok {
			if !tm.Equal(got.(time.Time)) || got.(time.Time).Location().String() != "Europe/Paris" {
				t.Errorf("got %v, want %v", got, v)
			}
			continue
		}
		if g, w := fmt.Sprintf("%#v", got), fmt.Sprintf("%#v", v); g != w {
			t.Errorf("got %.200s, want %.200s", g, w)
		}
	}
}

// Streaming, transactions, routing, errors and counters as the Go driver
// sees them.
func TestDriver(t *testing.T) {
	ctx := context.Background()
	s, address := serve(t, Access{Write: true})
	for _, scheme := range []string{"bolt://", "neo4j://"} {
		d := driver(t, scheme+address, neo4j.NoAuth())
		r, err := neo4j.ExecuteQuery(ctx, d, "COUNT 2500", nil, neo4j.EagerResultTransformer)
		if err != nil || len(r.Records) != 2500 || r.Records[2499].Values[0] != int64(2500) {
			t.Fatalf("%s: %d rows, %v", scheme, len(r.Records), err)
		}
		if got := r.Summary.Server().Agent(); got != "Neo4j/5.26.0 (test)" {
			t.Errorf("agent %s", got)
		}
		_, err = neo4j.ExecuteQuery(ctx, d, "NONSENSE", nil, neo4j.EagerResultTransformer)
		var failure *neo4j.Neo4jError
		if !errors.As(err, &failure) || failure.Code != status.SyntaxError || !strings.Contains(failure.Msg, "NONSENSE") {
			t.Fatalf("got %v", err)
		}
		r, err = neo4j.ExecuteQuery(ctx, d, "WRITE", nil, neo4j.EagerResultTransformer)
		if err != nil || r.Summary.Counters().NodesCreated() != 3 || !r.Summary.Counters().ContainsUpdates() {
			t.Fatalf("got %v, %v", r, err)
		}
	}
	if s.commits.Load() != 4 {
		t.Errorf("%d commits, want 4", s.commits.Load())
	}

	// Two statements of one transaction, taken in turns.
	session := driver(t, "bolt://"+address, neo4j.NoAuth()).NewSession(ctx, neo4j.SessionConfig{FetchSize: 10})
	defer session.Close(ctx)
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		t.Fatal(err)
	}
	first, err := tx.Run(ctx, "COUNT 35", nil)
	if err != nil {
		t.Fatal(err)
	}
	second, err := tx.Run(ctx, "COUNT 30", nil)
	if err != nil {
		t.Fatal(err)
	}
	counts := [2]int{}
	for first.Next(ctx) {
		counts[0]++
		if second.Next(ctx) {
			counts[1]++
		}
	}
	if counts != [2]int{35, 30} {
		t.Errorf("got %v rows", counts)
	}
	if err := tx.Commit(ctx); err != nil {
		t.Fatal(err)
	}
}

// A driver that does not take an endless result ends it.
func TestAbandonedResult(t *testing.T) {
	ctx := context.Background()
	s, address := serve(t, Access{Write: true})
	d := driver(t, "bolt://"+address, neo4j.NoAuth())
	session := d.NewSession(ctx, neo4j.SessionConfig{})
	r, err := session.Run(ctx, "FOREVER", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Next(ctx)
	short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	session.Close(short)
	d.Close(ctx)
	waitFor(t, "the statement to end", func() bool { return s.running.Load() == 0 })
}

func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// Passwords: the right one, a wrong one, none.
func TestAuthentication(t *testing.T) {
	_, address := serve(t, Access{User: "neo4j", Password: "secret"})
	for _, c := range []struct {
		auth neo4j.AuthToken
		ok   bool
	}{
		{neo4j.BasicAuth("neo4j", "secret", ""), true}, {neo4j.BasicAuth("neo4j", "Secret", ""), false},
		{neo4j.BasicAuth("other", "secret", ""), false}, {neo4j.NoAuth(), false}, {neo4j.BearerAuth("secret"), false},
	} {
		err := driver(t, "bolt://"+address, c.auth).VerifyConnectivity(context.Background())
		var failure *neo4j.Neo4jError
		if c.ok && err != nil || !c.ok && (!errors.As(err, &failure) || failure.Code != codeUnauthorized) {
			t.Errorf("%v: got %v", c.auth.Tokens, err)
		}
	}
}

// A listener without Write, and a session that only reads, pass ReadOnly on.
func TestReadOnly(t *testing.T) {
	_, address := serve(t, Access{})
	_, err := neo4j.ExecuteQuery(context.Background(), driver(t, "bolt://"+address, neo4j.NoAuth()), "WRITE", nil, neo4j.EagerResultTransformer)
	var failure *neo4j.Neo4jError
	if !errors.As(err, &failure) || failure.Code != status.AccessMode {
		t.Errorf("got %v, want %s", err, status.AccessMode)
	}
	_, address = serve(t, Access{Write: true})
	_, err = neo4j.ExecuteQuery(context.Background(), driver(t, "bolt://"+address, neo4j.NoAuth()), "WRITE", nil, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithReadersRouting())
	if !errors.As(err, &failure) || failure.Code != status.AccessMode {
		t.Errorf("got %v, want %s", err, status.AccessMode)
	}
}

// client speaks Bolt byte by byte.
type client struct {
	t *testing.T
	net.Conn
}

// hello5 is what all official drivers send: the marker of the manifest, then
// 5.8 to 5.0, 4.4 to 4.2, 3.0.
const hello5 = "6060B017000001FF000808050002040400000003"

func dial(t *testing.T, address string) *client {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(20 * time.Second))
	return &client{t: t, Conn: c}
}

func (c *client) handshake(hello, want string) {
	c.t.Helper()
	b, err := hex.DecodeString(hello)
	if err != nil {
		c.t.Fatal(err)
	}
	c.Write(b)
	answer := make([]byte, 4)
	if _, err := io.ReadFull(c, answer); err != nil || hex.EncodeToString(answer) != want {
		c.t.Fatalf("got %x, %v, want %s", answer, err, want)
	}
}

// send sends a message with these fields.
func (c *client) send(tag byte, fields ...value.Value) {
	c.t.Helper()
	var e packstream.Encoder
	e.Struct(tag, len(fields))
	for _, f := range fields {
		if err := e.Value(f); err != nil {
			c.t.Fatal(err)
		}
	}
	c.Write(append(append([]byte{byte(len(e.Buffer) >> 8), byte(len(e.Buffer))}, e.Buffer...), 0, 0))
}

// expect reads one message and returns its first field.
func (c *client) expect(tag byte) value.Value {
	c.t.Helper()
	var message []byte
	for {
		head := make([]byte, 2)
		if _, err := io.ReadFull(c, head); err != nil {
			c.t.Fatalf("waiting for %#x: %v", tag, err)
		}
		n := int(head[0])<<8 | int(head[1])
		if n == 0 {
			break
		}
		chunk := make([]byte, n)
		if _, err := io.ReadFull(c, chunk); err != nil {
			c.t.Fatal(err)
		}
		message = append(message, chunk...)
	}
	d := packstream.NewDecoder(message)
	got, n, err := d.Struct()
	if err != nil {
		c.t.Fatal(err)
	}
	var v value.Value
	if n > 0 {
		if v, err = d.Value(); err != nil {
			c.t.Fatal(err)
		}
	}
	if got != tag {
		c.t.Fatalf("got message %#x %v, want %#x", got, v, tag)
	}
	return v
}

func (c *client) expectCode(code string) {
	c.t.Helper()
	if got := c.expect(msgFailure).(map[string]value.Value)["code"]; got != code {
		c.t.Fatalf("got %v, want %s", got, code)
	}
}

type dict = map[string]value.Value

// login makes a connection that is ready for work.
func login(t *testing.T, address string) *client {
	t.Helper()
	c := dial(t, address)
	c.handshake(hello5, "00000405")
	c.send(msgHello, dict{"user_agent": "test"})
	c.expect(msgSuccess)
	c.send(msgLogon, dict{})
	c.expect(msgSuccess)
	return c
}

// A page's WebSocket carries the same protocol; pages of other sites and other
// host names are refused.
func TestWebSocket(t *testing.T) {
	_, address := serve(t, Access{Write: true, Hosts: []string{"graph.example"}})
	_, port, _ := net.SplitHostPort(address)
	connect := func(host, origin string) (*websocket.Conn, error) {
		config, err := websocket.NewConfig("ws://"+host+":"+port+"/", origin)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { raw.Close() })
		raw.SetDeadline(time.Now().Add(20 * time.Second))
		return websocket.NewClient(config, raw)
	}
	for _, from := range [][2]string{{"localhost", "http://localhost:7480"}, {"graph.example", "https://graph.example"}} {
		ws, err := connect(from[0], from[1])
		if err != nil {
			t.Fatal(err)
		}
		ws.PayloadType = websocket.BinaryFrame
		c := &client{t: t, Conn: ws}
		c.handshake(hello5, "00000405")
		c.send(msgHello, dict{})
		c.expect(msgSuccess)
		c.send(msgLogon, dict{})
		c.expect(msgSuccess)
		c.send(msgRun, "COUNT 3", dict{}, dict{})
		c.send(msgPull, dict{"n": int64(-1)})
		c.expect(msgSuccess)
		for range 3 {
			c.expect(msgRecord)
		}
		c.expect(msgSuccess)
	}
	for _, from := range [][2]string{{"evil.example", "http://localhost"}, {"localhost", "https://evil.example"}} {
		if _, err := connect(from[0], from[1]); err == nil {
			t.Errorf("host %s, origin %s: was let in", from[0], from[1])
		}
	}
	r, err := http.Get("http://" + address + "/")
	if err != nil || r.StatusCode != http.StatusUpgradeRequired {
		t.Errorf("plain HTTP: got %v, %v", r, err)
	}
}

// Versions: the best of 5.0 to 5.4 that was offered, or none.
func TestHandshake(t *testing.T) {
	_, address := serve(t, Access{})
	for hello, want := range map[string]string{
		hello5: "00000405",
		"6060B0170000020500000000000000000000000000": "",
		"6060B01700000205000000000000000000000000":   "00000205",
		"6060B01700020805000000000000000000000000":   "00000000",
		"6060B01700000404000000030000000200000001":   "00000000",
		"6060B01700000404000000050000000000000000":   "00000005",
	} {
		if want != "" {
			dial(t, address).handshake(hello, want)
		}
	}
	c := dial(t, address)
	c.Write(bytes.Repeat([]byte("nonsense"), 4))
	if n, err := c.Read(make([]byte, 1)); err == nil {
		t.Errorf("%d bytes answer something that is not Bolt", n)
	}
}

// RESET overtakes a statement that would never end; what stood in between is
// ignored, and the connection works again.
func TestReset(t *testing.T) {
	s, address := serve(t, Access{Write: true})
	c := login(t, address)
	c.send(msgRun, "WAIT", dict{}, dict{})
	c.send(msgPull, dict{"n": int64(-1)})
	c.send(msgRun, "COUNT 3", dict{}, dict{})
	c.send(msgPull, dict{"n": int64(-1)})
	waitFor(t, "the statement to start", func() bool { return s.running.Load() == 1 })
	c.send(msgReset)
	c.expect(msgSuccess)
	c.expect(msgIgnored)
	c.expect(msgIgnored)
	c.expect(msgIgnored)
	c.expect(msgSuccess)
	c.send(msgRun, "COUNT 1", dict{}, dict{})
	c.send(msgPull, dict{"n": int64(-1)})
	c.expect(msgSuccess)
	c.expect(msgRecord)
	c.expect(msgSuccess)
}

// After a failure everything is ignored until RESET, and the transaction is
// dead.
func TestFailureIgnores(t *testing.T) {
	s, address := serve(t, Access{Write: true})
	c := login(t, address)
	c.send(msgBegin, dict{})
	c.send(msgRun, "WRONG", dict{}, dict{})
	c.send(msgPull, dict{"n": int64(-1)})
	c.send(msgCommit)
	c.expect(msgSuccess)
	c.expectCode(status.SyntaxError)
	c.expect(msgIgnored)
	c.expect(msgIgnored)
	c.send(msgReset)
	c.expect(msgSuccess)
	if s.commits.Load() != 0 || s.rollbacks.Load() == 0 {
		t.Error("the failed transaction was not rolled back")
	}
	c.send(msgCommit)
	c.expectCode(codeInvalid)
}

// has_more, qid and DISCARD.
func TestPull(t *testing.T) {
	_, address := serve(t, Access{Write: true})
	c := login(t, address)
	c.send(msgRun, "COUNT 4", dict{}, dict{})
	c.expect(msgSuccess)
	c.send(msgPull, dict{"n": int64(3)})
	for range 3 {
		c.expect(msgRecord)
	}
	if m := c.expect(msgSuccess).(dict); m["has_more"] != true {
		t.Errorf("got %v, want has_more", m)
	}
	c.send(msgPull, dict{"n": int64(1)})
	c.expect(msgRecord)
	if m := c.expect(msgSuccess).(dict); m["has_more"] != nil || m["bookmark"] != "FB:auto" || m["type"] != "r" {
		t.Errorf("got %v", m)
	}
	c.send(msgRun, "COUNT 4", dict{}, dict{})
	c.send(msgDiscard, dict{"n": int64(-1)})
	c.expect(msgSuccess)
	c.expect(msgSuccess)
	c.send(msgPull, dict{"n": int64(-1), "qid": int64(5)})
	c.expectCode(codeInvalid)
}

// A transaction that takes longer than it wanted to is ended, also while the
// client does nothing.
func TestTimeout(t *testing.T) {
	_, address := serve(t, Access{Write: true})
	c := login(t, address)
	c.send(msgRun, "WAIT", dict{}, dict{"tx_timeout": int64(30)})
	c.send(msgPull, dict{"n": int64(-1)})
	c.expect(msgSuccess)
	c.expectCode(status.TransactionTimedOut)
	c.send(msgReset)
	c.expect(msgSuccess)

	s, address := serve(t, Access{Limits: Limits{Time: 30 * time.Millisecond}})
	c = login(t, address)
	c.send(msgBegin, dict{"tx_timeout": int64(1 << 40)})
	c.expect(msgSuccess)
	waitFor(t, "the rollback", func() bool { return s.rollbacks.Load() == 1 })
	c.send(msgRun, "COUNT 1", dict{}, dict{})
	c.expectCode(status.TransactionTimedOut)
}

// A client that has written and then does nothing is rolled back, a reader is
// left in peace.
func TestIdleWriter(t *testing.T) {
	s, address := serve(t, Access{Write: true})
	reader, writer := login(t, address), login(t, address)
	reader.send(msgBegin, dict{})
	reader.expect(msgSuccess)
	writer.send(msgBegin, dict{})
	writer.send(msgRun, "WRITE", dict{}, dict{})
	writer.expect(msgSuccess)
	writer.expect(msgSuccess)
	waitFor(t, "the rollback", func() bool { return s.rollbacks.Load() == 1 })
	writer.send(msgCommit)
	writer.expectCode(status.TransactionTimedOut)
	reader.send(msgCommit)
	reader.expect(msgSuccess)
}

// A client that goes away takes its transaction with it.
func TestClientGone(t *testing.T) {
	s, address := serve(t, Access{Write: true})
	c := login(t, address)
	c.send(msgBegin, dict{})
	c.send(msgRun, "WAIT", dict{}, dict{})
	c.send(msgPull, dict{"n": int64(-1)})
	waitFor(t, "the statement to start", func() bool { return s.running.Load() == 1 })
	c.Close()
	waitFor(t, "the rollback", func() bool { return s.rollbacks.Load() == 1 })
}

// A panic in the backend costs the connection it happened on.
func TestPanic(t *testing.T) {
	s, address := serve(t, Access{Write: true})
	c := login(t, address)
	c.send(msgBegin, dict{})
	c.send(msgRun, "PANIC", dict{}, dict{})
	c.send(msgPull, dict{"n": int64(-1)})
	c.expect(msgSuccess)
	c.expect(msgSuccess)
	c.expectCode(status.Internal)
	waitFor(t, "the rollback", func() bool { return s.rollbacks.Load() == 1 })
	login(t, address)
}

// Nonsense is answered with a failure and the end of the connection; the
// server goes on.
func TestNonsense(t *testing.T) {
	_, address := serve(t, Access{})
	for _, message := range [][]byte{{0}, {0xB1, 0x10, 0x80}, {0xB0, 0x99}, {0xB3, 0x10, 0x01, 0xA0, 0xA0}, {0xB1, 0x3F, 0xA1, 0x81, 'n', 0x00}, {0xB0, 0x12}, {0xB0, 0x13}} {
		c := login(t, address)
		c.Write(append(append([]byte{0, 0, 0, byte(len(message))}, message...), 0, 0))
		c.expectCode(codeInvalid)
		if _, err := c.Read(make([]byte, 1)); err == nil {
			t.Errorf("% x: the connection goes on", message)
		}
	}
	c := dial(t, address)
	c.handshake(hello5, "00000405")
	c.send(msgRun, "COUNT 1", dict{}, dict{})
	c.expectCode(codeInvalid)
	login(t, address)
}
