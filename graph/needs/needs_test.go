package needs

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// recorder is a test that notes how it ends.
type recorder struct {
	testing.TB
	end string
}

func (r *recorder) Helper() {}

func (r *recorder) Fatalf(format string, args ...any) {
	r.end = "failed: " + fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func (r *recorder) Skipf(format string, args ...any) {
	r.end = "skipped: " + fmt.Sprintf(format, args...)
	runtime.Goexit()
}

// ending is how a test that does something ends; empty: well.
func ending(do func(t testing.TB)) string {
	r, done := &recorder{}, make(chan struct{})
	go func() {
		defer close(done)
		do(r)
	}()
	<-done
	return r.end
}

// What is missing skips the test, and fails it where CLEW_REQUIRE names it.
func TestMissing(t *testing.T) {
	t.Setenv("CLEW_SHARED", t.TempDir())
	t.Setenv("CLEW_PYTHON", filepath.Join(t.TempDir(), "no-python"))
	for part, find := range map[string]func(t testing.TB){
		"shared": func(t testing.TB) { Shared(t, "articles", "one.txt") },
		"python": func(t testing.TB) { Python(t, "neo4j") },
		"node":   func(t testing.TB) { Program(t, "node", "no-such-program") },
	} {
		t.Setenv("CLEW_REQUIRE", "other-"+part+",another")
		if end := ending(find); !strings.HasPrefix(end, "skipped: SKIPPED for want of "+part) {
			t.Errorf("%s is not required: %q", part, end)
		}
		t.Setenv("CLEW_REQUIRE", "other,"+part)
		if end := ending(find); !strings.HasPrefix(end, "failed: CLEW_REQUIRE names "+part) {
			t.Errorf("%s is required: %q", part, end)
		}
	}
}

func TestFound(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "one.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CLEW_SHARED", folder)
	var path, program string
	end := ending(func(t testing.TB) { path, program = Shared(t, "one.txt"), Program(t, "go", "no-such-program", "go") })
	if end != "" || path != filepath.Join(folder, "one.txt") || filepath.Base(program) == "no-such-program" {
		t.Errorf("found %q and %q: %s", path, program, end)
	}
}
