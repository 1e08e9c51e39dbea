package bolt

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"clew/graph/embedded/packstream"
)

// Message tags.
const (
	msgHello     = 0x01
	msgGoodbye   = 0x02
	msgReset     = 0x0F
	msgRun       = 0x10
	msgBegin     = 0x11
	msgCommit    = 0x12
	msgRollback  = 0x13
	msgDiscard   = 0x2F
	msgPull      = 0x3F
	msgTelemetry = 0x54
	msgRoute     = 0x66
	msgLogon     = 0x6A
	msgLogoff    = 0x6B
	msgSuccess   = 0x70
	msgRecord    = 0x71
	msgIgnored   = 0x7E
	msgFailure   = 0x7F
)

// magic opens every connection.
var magic = [4]byte{0x60, 0x60, 0xB0, 0x17}

// version is a protocol version.
type version struct{ major, minor byte }

// newest is the version that is chosen when the client offers it; all minor
// versions below it are spoken as well.
var newest = version{5, 4}

// choose picks a version from the client's four offers, which come in its
// order of preference: each is (0, range, minor, major), meaning minor and
// the range versions below it. An offer of 0.0.1.255 announces the manifest
// of versions that newer servers can send, which a server may leave aside.
func choose(offers [16]byte) (version, bool) {
	for i := 0; i < len(offers); i += 4 {
		span, minor, major := int(offers[i+1]), int(offers[i+2]), offers[i+3]
		if major != newest.major || offers[i] != 0 {
			continue
		}
		if best := min(minor, int(newest.minor)); best >= minor-span {
			return version{major, byte(best)}, true
		}
	}
	return version{}, false
}

// errTooLong is returned for a message over the limit.
var errTooLong = errors.New("message is too long")

// readMessage reads the chunks of one message into buf's memory. Empty chunks
// before it keep the connection alive and mean nothing.
func readMessage(r *bufio.Reader, buf []byte, limit int) ([]byte, error) {
	buf = buf[:0]
	for {
		var head [2]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			if len(buf) > 0 && errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		size := int(binary.BigEndian.Uint16(head[:]))
		if size == 0 {
			if len(buf) == 0 {
				continue
			}
			return buf, nil
		}
		if len(buf)+size > limit {
			return nil, fmt.Errorf("%w: over %d bytes", errTooLong, limit)
		}
		start := len(buf)
		for cap(buf) < start+size {
			buf = append(buf[:cap(buf)], 0)
		}
		buf = buf[:start+size]
		if _, err := io.ReadFull(r, buf[start:]); err != nil {
			return nil, io.ErrUnexpectedEOF
		}
	}
}

// messageWriter frames outgoing messages.
type messageWriter struct {
	out *bufio.Writer
	enc packstream.Encoder
}

const (
	chunkHead = 2
	maxChunk  = 0xFFFF
)

// begin starts a message of n fields; the first bytes are left for the head
// of its only chunk.
func (w *messageWriter) begin(tag byte, n int) {
	w.enc.Buffer = append(w.enc.Buffer[:0], 0, 0)
	w.enc.Struct(tag, n)
}

// end sends the message into the buffered writer.
func (w *messageWriter) end() error {
	body := w.enc.Buffer[chunkHead:]
	if len(body) <= maxChunk {
		binary.BigEndian.PutUint16(w.enc.Buffer, uint16(len(body)))
		w.enc.Buffer = append(w.enc.Buffer, 0, 0)
		_, err := w.out.Write(w.enc.Buffer)
		return err
	}
	for len(body) > 0 {
		n := min(len(body), maxChunk)
		if _, err := w.out.Write([]byte{byte(n >> 8), byte(n)}); err != nil {
			return err
		}
		if _, err := w.out.Write(body[:n]); err != nil {
			return err
		}
		body = body[n:]
	}
	w.enc.Buffer = w.enc.Buffer[:0:0] // a huge message's memory is not kept
	_, err := w.out.Write([]byte{0, 0})
	return err
}
