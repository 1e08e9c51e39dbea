package bolt

import (
	"context"
	"time"

	"clew/graph/cypher/value"
)

// work is what a connection has under way: nothing, one statement in a
// transaction of its own, or an explicit transaction with its statements.
type work struct {
	conn   context.Context // ends with the connection
	ctx    context.Context // ends with the transaction, nil without one
	cancel context.CancelCauseFunc
	stop   context.CancelFunc // of the timeout

	tx      Transaction
	results map[int64]*openResult
	lastQID int64
}

// openResult is a statement whose rows are being taken. A row looked at ahead
// waits in row.
type openResult struct {
	Result
	row   []value.Value
	ahead bool
	start time.Time
}

func (r *openResult) next() (row []value.Value, ok bool, err error) {
	if r.ahead {
		r.ahead = false
		return r.row, true, nil
	}
	return r.Next()
}

// more tells whether there is another row.
func (r *openResult) more() (bool, error) {
	if r.ahead {
		return true, nil
	}
	var err error
	r.row, r.ahead, err = r.Next()
	return r.ahead, err
}

func (w *work) busy() bool { return w.ctx != nil }

func (w *work) writing() bool {
	if w.tx != nil {
		return w.tx.Writing()
	}
	for _, r := range w.results {
		return r.Writing()
	}
	return false
}

// open starts the life of a transaction.
func (w *work) open(timeout time.Duration) {
	ctx, cancel := context.WithCancelCause(w.conn)
	w.ctx, w.cancel, w.stop = ctx, cancel, func() {}
	if timeout > 0 {
		w.ctx, w.stop = context.WithTimeoutCause(ctx, timeout, errTimedOut)
	}
	w.results, w.lastQID = map[int64]*openResult{}, -1
}

// abandon rolls back whatever is under way.
func (w *work) abandon() {
	if w.ctx == nil {
		return
	}
	for _, r := range w.results {
		r.Close()
	}
	if w.tx != nil {
		w.tx.Rollback()
	}
	w.closed()
}

// closed ends the life of a transaction.
func (w *work) closed() {
	w.stop()
	w.cancel(nil)
	*w = work{conn: w.conn}
}

// timeout is the shorter of what the client asked for and the listener allows.
func (c *conn) timeout(asked time.Duration) time.Duration {
	limit := c.access.Limits.Time
	if asked == 0 || limit > 0 && limit < asked {
		return limit
	}
	return asked
}

func (c *conn) config(extra map[string]value.Value) (TxConfig, error) {
	config, err := txConfig(extra)
	if err != nil {
		return config, failure(codeInvalid, err.Error())
	}
	config.ReadOnly = config.ReadOnly || !c.access.Write
	config.Limits = c.access.Limits
	config.Client, config.Server = c.net.RemoteAddr().String(), c.net.LocalAddr().String()
	config.Authenticated = c.access.Password != ""
	return config, CheckDatabase(config.Database)
}

func (c *conn) run(r request) error {
	query, err := r.text(0)
	if err != nil {
		return invalid(err.Error())
	}
	params, err := r.dict(1)
	if err != nil {
		return invalid(err.Error())
	}
	extra, err := r.dict(2)
	if err != nil {
		return invalid(err.Error())
	}
	w := &c.work
	if w.tx == nil && w.busy() {
		return invalid("The rows of the statement before have to be taken first.")
	}
	statement, start := Statement{query, params}, time.Now()
	var result Result
	if w.tx != nil {
		result, err = w.tx.Run(w.ctx, statement)
	} else {
		config, configErr := c.config(extra)
		if configErr != nil {
			return configErr
		}
		w.open(c.timeout(config.Timeout))
		c.interruptible(w.cancel)
		result, err = c.server.backend.Run(w.ctx, statement, config)
	}
	if err != nil {
		return err
	}
	w.lastQID++
	w.results[w.lastQID] = &openResult{Result: result, start: start}
	metadata := map[string]value.Value{"fields": columns(result), "t_first": time.Since(start).Milliseconds()}
	if w.tx != nil {
		metadata["qid"] = w.lastQID
	}
	return c.success(metadata)
}

func columns(r Result) []value.Value {
	names := []value.Value{}
	for _, name := range r.Columns() {
		names = append(names, name)
	}
	return names
}

// pull answers PULL, or DISCARD when the rows are not to be sent.
func (c *conn) pull(r request, send bool) error {
	extra, err := r.dict(0)
	if err != nil {
		return invalid(err.Error())
	}
	n, qid, err := demand(extra)
	if err != nil {
		return invalid(err.Error())
	}
	if qid == -1 {
		qid = c.work.lastQID
	}
	result := c.work.results[qid]
	if result == nil {
		return invalid("There is no statement whose rows could be taken.")
	}
	for taken := int64(0); n < 0 || taken < n; taken++ {
		row, ok, err := result.next()
		if err != nil {
			return err
		}
		if !ok {
			return c.finish(qid, result)
		}
		if c.interrupts.Load() > 0 {
			return errInterrupted
		}
		if send {
			if err := c.record(row); err != nil {
				return err
			}
		}
		if time.Since(c.flushed) > slowRows {
			if err := c.out.out.Flush(); err != nil {
				return sendError{err}
			}
		}
	}
	more, err := result.more()
	switch {
	case err != nil:
		return err
	case more:
		return c.success(map[string]value.Value{"has_more": true})
	}
	return c.finish(qid, result)
}

// slowRows is how long rows wait in the buffer for others to join them.
const slowRows = 50 * time.Millisecond

func (c *conn) record(row []value.Value) error {
	c.out.begin(msgRecord, 1)
	c.out.enc.List(len(row))
	for _, v := range row {
		if err := c.out.enc.Value(v); err != nil {
			return err
		}
	}
	return c.sent(c.out.end())
}

// finish ends a statement and says what it did.
func (c *conn) finish(qid int64, result *openResult) error {
	summary, err := result.Finish()
	if err != nil {
		return err
	}
	delete(c.work.results, qid)
	metadata := map[string]value.Value{"t_last": time.Since(result.start).Milliseconds(), "db": DefaultDatabase}
	if summary.Type != "" {
		metadata["type"] = summary.Type
	}
	if len(summary.Stats) > 0 {
		metadata["stats"] = stats(summary.Stats)
	}
	if summary.Plan != nil {
		metadata["plan"] = summary.Plan
	}
	if summary.Profile != nil {
		metadata["profile"] = summary.Profile
	}
	if len(summary.Notifications) > 0 {
		metadata["notifications"] = notifications(summary)
	}
	if c.work.tx == nil {
		metadata["bookmark"] = summary.Bookmark
		c.work.closed()
		c.interruptible(nil)
	}
	return c.success(metadata)
}

func stats(counters map[string]int64) map[string]value.Value {
	m := map[string]value.Value{"contains-updates": true}
	for k, n := range counters {
		m[k] = n
	}
	return m
}

func notifications(s Summary) []value.Value {
	list := []value.Value{}
	for _, n := range s.Notifications {
		m := map[string]value.Value{"code": n.Code, "title": n.Title, "description": n.Description, "severity": n.Severity, "category": n.Category}
		if n.Offset >= 0 {
			m["position"] = map[string]value.Value{"offset": int64(n.Offset), "line": int64(n.Line), "column": int64(n.Column)}
		}
		list = append(list, m)
	}
	return list
}

func (c *conn) begin(r request) error {
	extra, err := r.dict(0)
	if err != nil {
		return invalid(err.Error())
	}
	w := &c.work
	if w.busy() {
		return invalid("There is a transaction already.")
	}
	config, err := c.config(extra)
	if err != nil {
		return err
	}
	w.open(c.timeout(config.Timeout))
	c.interruptible(w.cancel)
	if w.tx, err = c.server.backend.Begin(w.ctx, config); err != nil {
		return err
	}
	return c.success(nil)
}

func (c *conn) commit() error {
	w := &c.work
	if w.tx == nil {
		return invalid("There is no transaction to commit.")
	}
	if w.ctx.Err() != nil {
		return context.Cause(w.ctx)
	}
	for _, result := range w.results {
		if err := drain(result); err != nil {
			return err
		}
	}
	bookmark, err := w.tx.Commit()
	if err != nil {
		return err
	}
	w.closed()
	c.interruptible(nil)
	return c.success(map[string]value.Value{"bookmark": bookmark})
}

// drain runs a statement to its end without looking at its rows.
func drain(result *openResult) error {
	for {
		if _, ok, err := result.next(); err != nil {
			return err
		} else if !ok {
			_, err := result.Finish()
			return err
		}
	}
}

func (c *conn) rollback() error {
	if c.work.tx == nil {
		return invalid("There is no transaction to roll back.")
	}
	c.work.abandon()
	c.interruptible(nil)
	return c.success(nil)
}
