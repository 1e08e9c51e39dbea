package store

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"clew/graph/embedded"
	"clew/graph/needs"
)

// engine is a database the tests run on.
type engine struct {
	name   string
	config Config
}

var engines []engine

// TestMain starts what the tests run on: the embedded graph always, a real
// Neo4j where CLEW_TEST_NEO4J names one or Java and Maven can make one.
func TestMain(m *testing.M) { os.Exit(runTests(m)) }

func runTests(m *testing.M) int {
	access, stopEmbedded, err := embeddedGraph()
	if err != nil {
		fmt.Fprintln(os.Stderr, "open the embedded graph:", err)
		return 1
	}
	defer stopEmbedded()
	engines = append(engines, engine{"embedded", Config{URI: access.URI, User: access.User, Password: access.Password}})
	uri, stop, err := realNeo4j()
	if err != nil {
		fmt.Fprintln(os.Stderr, "SKIP on Neo4j:", err)
		if needs.Required("neo4j") {
			fmt.Fprintln(os.Stderr, "CLEW_REQUIRE names neo4j: failing")
			return 1
		}
	} else {
		defer stop()
		engines = append(engines, engine{"neo4j", Config{URI: uri}})
	}
	return m.Run()
}

// onEveryEngine runs a test on an emptied, prepared store of each engine.
func onEveryEngine(t *testing.T, test func(t *testing.T, s *Store)) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) {
			s, err := Open(context.Background(), e.config)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close(context.Background())
			wipe(t, s)
			test(t, s)
			wipe(t, s)
		})
	}
}

// embeddedGraph opens an embedded graph of its own.
func embeddedGraph() (access embedded.Endpoint, stop func(), err error) {
	dir, err := os.MkdirTemp("", "clew-store")
	if err != nil {
		return access, nil, err
	}
	db, err := embedded.Open(context.Background(), dir, embedded.Options{})
	if err != nil {
		return access, nil, err
	}
	access, err = db.ListenInner()
	return access, func() { db.Close(); os.RemoveAll(dir) }, err
}

// realNeo4j is the server CLEW_TEST_NEO4J names, else one started for this run.
func realNeo4j() (uri string, stop func(), err error) {
	if uri := os.Getenv("CLEW_TEST_NEO4J"); uri != "" {
		return uri, func() {}, nil
	}
	for _, tool := range []string{"java", "mvn"} {
		if _, err := exec.LookPath(tool); err != nil {
			return "", nil, fmt.Errorf("no CLEW_TEST_NEO4J and no %s", tool)
		}
	}
	dir, err := os.MkdirTemp("", "clew-neo4j")
	if err != nil {
		return "", nil, err
	}
	fail := func(err error) (string, func(), error) { os.RemoveAll(dir); return "", nil, err }
	lib := filepath.Join(dir, "lib")
	if out, err := exec.Command("mvn", "-q", "-B", "-f", "testdata/neo4j/pom.xml", "dependency:copy-dependencies", "-DoutputDirectory="+lib).CombinedOutput(); err != nil {
		return fail(fmt.Errorf("maven did not fetch Neo4j: %v: %.300s", err, out))
	}
	port, err := freePort()
	if err != nil {
		return fail(err)
	}
	server := exec.Command("java", "-Xmx1g", "-cp", filepath.Join(lib, "*"), "testdata/neo4j/Server.java", filepath.Join(dir, "home"), fmt.Sprint(port))
	stdin, _ := server.StdinPipe()
	stdout, _ := server.StdoutPipe()
	if err := server.Start(); err != nil {
		return fail(err)
	}
	stop = func() { stdin.Close(); server.Wait(); os.RemoveAll(dir) }
	ready := make(chan bool, 1)
	go func() { ready <- bufio.NewScanner(stdout).Scan() }()
	select {
	case ok := <-ready:
		if ok {
			return fmt.Sprintf("bolt://127.0.0.1:%d", port), stop, nil
		}
	case <-time.After(2 * time.Minute):
	}
	server.Process.Kill()
	stop()
	return "", nil, fmt.Errorf("Neo4j did not start")
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
