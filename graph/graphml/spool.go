package graphml

import (
	"bytes"
	"io"
	"os"
)

// inMemory is how much of a body waits in memory.
const inMemory = 8 << 20

// spool holds what is written until it is copied out once, in a temporary file
// when it grows.
type spool struct {
	buffer bytes.Buffer
	file   *os.File
}

func (s *spool) WriteString(text string) error {
	s.buffer.WriteString(text)
	if s.buffer.Len() < inMemory {
		return nil
	}
	if s.file == nil {
		file, err := os.CreateTemp("", "clew-graphml-*")
		if err != nil {
			return err
		}
		s.file = file
	}
	_, err := s.buffer.WriteTo(s.file)
	return err
}

// copyTo writes everything out.
func (s *spool) copyTo(w io.Writer) error {
	if s.file != nil {
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(w, s.file); err != nil {
			return err
		}
	}
	_, err := s.buffer.WriteTo(w)
	return err
}

// discard takes the temporary file away.
func (s *spool) discard() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
		s.file = nil
	}
	s.buffer = bytes.Buffer{}
}
