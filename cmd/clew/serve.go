package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"clew/graph/article"
	"clew/graph/embedded"
	"clew/graph/ingest"
	"clew/server"
	"clew/ui"
)

// Default addresses: loopback only.
const (
	pageAddress = "127.0.0.1:7480"
	boltAddress = "127.0.0.1:7687"
)

// serveFlags are the flags of clew serve.
type serveFlags struct {
	listen, bolt   string
	noOpen, write  bool
	dev            string
	listenWasGiven bool
	boltWasGiven   bool
}

func serveCommand(std streams, at *storeFlags) *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve [PATH…]",
		Short: "Read articles and open the explorer in the browser",
		Long: `Reads what is named, passing over what is stored already, serves the explorer and
opens it. The embedded graph is served over Bolt as well: cypher-shell, the
drivers and other tools connect to it as to a Neo4j. Statements from outside are
read-only unless --write is given. Listening beyond this machine needs a
password in CLEW_PASSWORD.`,
		Example: "  clew serve seeds\n  clew serve --store neo4j://neo4j@localhost:7687\n  clew serve news/ --listen 127.0.0.1:8080 --no-open",
		RunE: func(c *cobra.Command, args []string) error {
			f.listenWasGiven, f.boltWasGiven = c.Flags().Changed("listen"), c.Flags().Changed("bolt")
			return runServe(c.Context(), std, at, f, args)
		},
	}
	c.Flags().StringVar(&f.listen, "listen", pageAddress, "address of page and API")
	c.Flags().StringVar(&f.bolt, "bolt", boltAddress, "address of the embedded graph's Bolt endpoint; empty: none")
	c.Flags().BoolVar(&f.noOpen, "no-open", false, "do not open a browser")
	c.Flags().BoolVar(&f.write, "write", false, "let statements from page and Bolt change the graph")
	c.Flags().StringVar(&f.dev, "dev", "", "serve the page from this folder instead of the binary, to work on it")
	return c
}

func runServe(ctx context.Context, std streams, at *storeFlags, f serveFlags, paths []string) error {
	start := time.Now()
	var sources []article.Source
	if len(paths) > 0 {
		var err error
		if sources, err = article.Find(paths); err != nil {
			return err
		}
	}
	password := os.Getenv("CLEW_PASSWORD")
	if err := needsPassword(f, password); err != nil {
		return err
	}
	listener, err := listen(f.listen, f.listenWasGiven, std)
	if err != nil {
		return err
	}
	defer listener.Close()
	opened, err := at.open(ctx, std)
	if err != nil {
		return err
	}
	defer opened.Close()
	// A Neo4j that is only looked at is not written into; adding articles by the
	// page prepares it.
	if opened.dir != "" || len(sources) > 0 {
		if err := opened.store.Prepare(ctx); err != nil {
			return err
		}
	}
	bolt, err := serveBolt(opened, f, password, std)
	if err != nil {
		return err
	}
	x, err := newExtractor()
	if err != nil {
		return err
	}
	address := "http://" + listener.Addr().String()
	cfg := server.Config{
		Store: opened.store, Extractor: x, Page: page(f.dev), Version: version,
		Bolt: bolt, Embedded: opened.dir != "", Write: f.write, Hosts: hosts(listener.Addr()),
	}
	if !isLoopback(f.listen) {
		cfg.Password = password
	}
	s := server.New(cfg)
	web := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(listener) }()
	if !f.noOpen {
		openBrowser(address)
	}
	if err := readNamed(ctx, std, s, sources); err != nil && ctx.Err() == nil {
		fmt.Fprintln(std.err, "clew:", err)
	}
	if ctx.Err() == nil {
		announce(std, address, bolt, time.Since(start))
	}
	select {
	case err = <-ended:
	case <-ctx.Done():
		err = nil
	}
	s.Close()
	shutdown, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	web.Shutdown(shutdown)
	return err
}

// announce prints one line with both addresses, once the named articles are in.
func announce(std streams, address, bolt string, took time.Duration) {
	if bolt != "" {
		bolt = ", Bolt at " + bolt
	}
	fmt.Fprintf(std.err, "clew: explorer at %s%s — ready after %s; Ctrl-C stops\n", address, bolt, took.Round(10*time.Millisecond))
}

// readNamed reads the articles named on the command line, as a job that the page
// shows.
func readNamed(ctx context.Context, std streams, s *server.Server, sources []article.Source) error {
	if len(sources) == 0 {
		return nil
	}
	progress := &progressLines{w: std.err, total: len(sources)}
	_, err := s.Read(ctx, len(sources), article.ReadSources(ctx, sources, std.in), func(d ingest.Done) {
		if d.Skipped {
			progress.done++ // what is there already needs no line
			return
		}
		progress.report(d)
	})
	return err
}

// needsPassword refuses to listen beyond this machine without a password.
func needsPassword(f serveFlags, password string) error {
	for flag, address := range map[string]string{"listen": f.listen, "bolt": f.bolt} {
		if address != "" && !isLoopback(address) && password == "" {
			return fmt.Errorf("--%s %s can be reached from other machines: set a password in CLEW_PASSWORD", flag, address)
		}
	}
	return nil
}

func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// listen takes the address. A default that is busy gives way to a free port and
// says so; a busy one that was named is an error.
func listen(address string, named bool, std streams) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err == nil {
		return l, nil
	}
	if named {
		return nil, fmt.Errorf("cannot listen on %s: %w (name another with --listen)", address, rootCause(err))
	}
	l, free := net.Listen("tcp", "127.0.0.1:0")
	if free != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w", address, rootCause(err))
	}
	fmt.Fprintf(std.err, "clew: %s is busy, using %s\n", address, l.Addr())
	return l, nil
}

// rootCause is the last word of a chain of network errors.
func rootCause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

// serveBolt opens the embedded graph to other tools.
func serveBolt(o *opened, f serveFlags, password string, std streams) (string, error) {
	if o.graph == nil || f.bolt == "" {
		return "", nil
	}
	access := embedded.Access{Write: f.write}
	if !isLoopback(f.bolt) {
		access.Password = password
	}
	address, err := o.graph.ListenPublic(f.bolt, access)
	if err != nil && f.boltWasGiven {
		return "", fmt.Errorf("cannot listen on %s: %w (name another with --bolt)", f.bolt, rootCause(err))
	}
	if err != nil {
		if address, err = o.graph.ListenPublic("127.0.0.1:0", access); err != nil {
			return "", fmt.Errorf("cannot listen for Bolt: %w", rootCause(err))
		}
		fmt.Fprintf(std.err, "clew: %s is busy, Bolt is at %s\n", f.bolt, address)
	}
	return "bolt://" + address.String(), nil
}

// hosts are the names a browser may call the server by.
func hosts(address net.Addr) []string {
	host, port, err := net.SplitHostPort(address.String())
	if err != nil {
		return nil
	}
	out := []string{net.JoinHostPort(host, port)}
	if ip := net.ParseIP(host); ip != nil && (ip.IsLoopback() || ip.IsUnspecified()) {
		out = append(out, "localhost:"+port, "127.0.0.1:"+port, "[::1]:"+port)
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		out = append(out, ownNames(port)...)
	}
	return out
}

// ownNames are this machine's name and addresses.
func ownNames(port string) []string {
	var out []string
	if name, err := os.Hostname(); err == nil {
		out = append(out, net.JoinHostPort(name, port))
	}
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return out
	}
	for _, a := range addresses {
		if ip, ok := a.(*net.IPNet); ok {
			out = append(out, net.JoinHostPort(ip.IP.String(), port))
		}
	}
	return out
}

func page(dev string) fs.FS {
	if dev != "" {
		return os.DirFS(dev)
	}
	return ui.Files
}

// openBrowser asks the desktop to show the page; a machine without one does not
// matter, for the address is printed.
func openBrowser(address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	command := exec.Command(name, args...)
	if command.Start() == nil {
		go command.Wait()
	}
}
