package embedded

import (
	"encoding/json"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// Endpoint is where a graph answers Bolt and how to get in.
type Endpoint struct {
	URI      string `json:"uri"` // bolt+unix:///path or bolt://host:port
	User     string `json:"user,omitempty"`
	Password string `json:"password,omitempty"`
}

// endpointFile says where the process that has the graph open answers. Only
// the owner of the folder can read it.
const endpointFile = "endpoint.json"

// Running returns where another process answers for the graph in a folder; ok
// is false when none does.
func Running(dir string) (uri string, ok bool) {
	e, ok := runningAt(dir)
	return e.URI, ok
}

func runningAt(dir string) (Endpoint, bool) {
	raw, err := os.ReadFile(filepath.Join(dir, endpointFile))
	if err != nil {
		return Endpoint{}, false
	}
	var e Endpoint
	if json.Unmarshal(raw, &e) != nil {
		return Endpoint{}, false
	}
	network, address, ok := e.dialAddress()
	if !ok {
		return Endpoint{}, false
	}
	c, err := net.DialTimeout(network, address, time.Second)
	if err != nil {
		return Endpoint{}, false
	}
	c.Close()
	return e, true
}

func (e Endpoint) dialAddress() (network, address string, ok bool) {
	u, err := url.Parse(e.URI)
	if err != nil {
		return "", "", false
	}
	switch u.Scheme {
	case "bolt+unix":
		return "unix", u.Path, true
	case "bolt":
		return "tcp", u.Host, true
	}
	return "", "", false
}

// removeFolder removes the folder of a Unix socket that has been closed.
func (e Endpoint) removeFolder() {
	if network, path, ok := e.dialAddress(); ok && network == "unix" {
		os.Remove(filepath.Dir(path)) // stays when something else is in it
	}
}

// writeEndpoint replaces the endpoint file in one step.
func writeEndpoint(dir string, e Endpoint) error {
	raw, err := json.Marshal(e)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, endpointFile+".*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, endpointFile))
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
