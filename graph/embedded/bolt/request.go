package bolt

import (
	"fmt"
	"math"
	"time"

	"clew/graph/cypher/value"
	"clew/graph/embedded/packstream"
)

// request is one message from the client.
type request struct {
	tag    byte
	fields []value.Value
}

// fieldCounts are the messages that a client may send, and with how many
// fields.
var fieldCounts = map[byte]int{
	msgHello: 1, msgLogon: 1, msgLogoff: 0, msgGoodbye: 0, msgReset: 0, msgRun: 3, msgPull: 1, msgDiscard: 1,
	msgBegin: 1, msgCommit: 0, msgRollback: 0, msgRoute: 3, msgTelemetry: 1,
}

func parseRequest(message []byte) (request, error) {
	d := packstream.NewDecoder(message)
	tag, n, err := d.Struct()
	if err != nil {
		return request{}, err
	}
	want, known := fieldCounts[tag]
	if !known {
		return request{}, fmt.Errorf("unknown message %#x", tag)
	}
	if n != want {
		return request{}, fmt.Errorf("message %#x has %d fields, not %d", tag, n, want)
	}
	r := request{tag: tag, fields: make([]value.Value, n)}
	for i := range r.fields {
		if r.fields[i], err = d.Value(); err != nil {
			return request{}, err
		}
	}
	if !d.Done() {
		return request{}, fmt.Errorf("message %#x has something behind its end", tag)
	}
	return r, nil
}

// text and dict return a field, or the error that the request is malformed.
func (r request) text(i int) (string, error) {
	s, ok := r.fields[i].(string)
	if !ok {
		return "", fmt.Errorf("field %d of message %#x is no string", i, r.tag)
	}
	return s, nil
}

func (r request) dict(i int) (map[string]value.Value, error) {
	m, ok := r.fields[i].(map[string]value.Value)
	if !ok && r.fields[i] != nil {
		return nil, fmt.Errorf("field %d of message %#x is no map", i, r.tag)
	}
	return m, nil
}

// txConfig reads the extra map of RUN and BEGIN. Bookmarks are not looked at:
// there is one server, which is always as far as it has ever said it is.
func txConfig(extra map[string]value.Value) (TxConfig, error) {
	var c TxConfig
	if mode, _ := extra["mode"].(string); mode == "r" {
		c.ReadOnly = true
	}
	c.Database, _ = extra["db"].(string)
	switch t := extra["tx_timeout"].(type) {
	case nil:
	case int64:
		if t < 0 {
			return c, fmt.Errorf("tx_timeout is negative")
		}
		c.Timeout = time.Duration(min(t, int64(math.MaxInt64/time.Millisecond))) * time.Millisecond
	default:
		return c, fmt.Errorf("tx_timeout is no integer")
	}
	if user, _ := extra["imp_user"].(string); user != "" {
		return c, fmt.Errorf("impersonation is not supported")
	}
	return c, nil
}

// demand reads n and qid of PULL and DISCARD; -1 is all rows and the latest
// statement.
func demand(extra map[string]value.Value) (n, qid int64, err error) {
	n, ok := extra["n"].(int64)
	if !ok || n < -1 || n == 0 {
		return 0, 0, fmt.Errorf("n has to be -1 or a positive integer")
	}
	qid = -1
	if v, there := extra["qid"]; there && v != nil {
		if qid, ok = v.(int64); !ok {
			return 0, 0, fmt.Errorf("qid is no integer")
		}
	}
	return n, qid, nil
}
