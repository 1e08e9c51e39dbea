package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"clew/graph/embedded"
	"clew/graph/store"
)

// storeFlags say which store a command works on.
type storeFlags struct {
	where    string
	database string
}

func (f *storeFlags) register(root *cobra.Command) {
	root.PersistentFlags().StringVar(&f.where, "store", "", "folder of the embedded graph, or address of a Neo4j: neo4j://user@host (default $CLEW_STORE, else a folder in the user's data)")
	root.PersistentFlags().StringVar(&f.database, "database", "", "database on a Neo4j server (default: the server's)")
}

// opened is a store a command works on, and the embedded graph behind it if this
// process holds one.
type opened struct {
	store *store.Store
	graph *embedded.DB // nil with Neo4j, or where another clew holds the folder
	dir   string       // folder of the embedded graph; empty with Neo4j
}

// Close gives the store back.
func (o *opened) Close() {
	o.store.Close(context.Background())
	if o.graph != nil {
		o.graph.Close()
	}
}

// open connects to the store. An embedded graph that another clew has open is
// reached through that one.
func (f *storeFlags) open(ctx context.Context, std streams) (*opened, error) {
	where, err := f.location()
	if err != nil {
		return nil, err
	}
	if strings.Contains(where, "://") {
		cfg, err := f.server(where, std)
		if err != nil {
			return nil, err
		}
		s, err := store.Open(ctx, cfg)
		if err != nil {
			return nil, err
		}
		return &opened{store: s}, nil
	}
	return openFolder(ctx, where)
}

func (f *storeFlags) location() (string, error) {
	for _, where := range []string{f.where, os.Getenv("CLEW_STORE")} {
		if where != "" {
			return where, nil
		}
	}
	return dataFolder()
}

// dataFolder is where an operating system keeps a user's data.
func dataFolder() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "clew"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no folder for the store: %w (name one with --store)", err)
	}
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "clew"), nil
	case "windows":
		if dir := os.Getenv("LOCALAPPDATA"); dir != "" {
			return filepath.Join(dir, "clew"), nil
		}
	}
	return filepath.Join(home, ".local", "share", "clew"), nil
}

// openFolder opens the embedded graph in a folder and connects to it.
func openFolder(ctx context.Context, dir string) (*opened, error) {
	var inner store.Config
	db, err := embedded.Open(ctx, dir, embedded.Options{})
	var inUse *embedded.InUseError
	switch {
	case err == nil:
		access, err := db.ListenInner()
		if err != nil {
			db.Close()
			return nil, err
		}
		inner = store.Config{URI: access.URI, User: access.User, Password: access.Password}
	case errors.As(err, &inUse) && inUse.Access.URI != "":
		inner = store.Config{URI: inUse.Access.URI, User: inUse.Access.User, Password: inUse.Access.Password}
	default:
		return nil, err
	}
	s, err := store.Open(ctx, inner)
	if err != nil {
		if db != nil {
			db.Close()
		}
		return nil, err
	}
	return &opened{store: s, graph: db, dir: dir}, nil
}

// server reads an address of Neo4j. The password comes from CLEW_PASSWORD or a
// prompt, never from the command line alone.
func (f *storeFlags) server(where string, std streams) (store.Config, error) {
	u, err := url.Parse(where)
	if err != nil {
		return store.Config{}, usagef("--store %q is no address", where)
	}
	cfg := store.Config{Database: f.database, Password: os.Getenv("CLEW_PASSWORD")}
	if u.User != nil {
		if _, inAddress := u.User.Password(); inAddress {
			return store.Config{}, usagef("a password does not belong in the address: set CLEW_PASSWORD")
		}
		cfg.User = u.User.Username()
		u.User = nil
	}
	cfg.URI = u.String()
	if cfg.User != "" && cfg.Password == "" {
		cfg.Password, err = askPassword(std, cfg.User)
	}
	return cfg, err
}

func askPassword(std streams, user string) (string, error) {
	tty, ok := std.in.(*os.File)
	if !ok || !term.IsTerminal(int(tty.Fd())) {
		return "", fmt.Errorf("no password for user %s: set CLEW_PASSWORD", user)
	}
	fmt.Fprintf(std.err, "Password for %s: ", user)
	password, err := term.ReadPassword(int(tty.Fd()))
	fmt.Fprintln(std.err)
	return string(password), err
}
