package needs

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Required says whether CLEW_REQUIRE names a part.
func Required(part string) bool {
	return slices.Contains(strings.Split(os.Getenv("CLEW_REQUIRE"), ","), part)
}

// Missing skips a test for want of a part, or fails it where the part is required.
func Missing(t testing.TB, part, why string) {
	t.Helper()
	if Required(part) {
		t.Fatalf("CLEW_REQUIRE names %s, which is missing: %s", part, why)
	}
	t.Skipf("SKIPPED for want of %s: %s", part, why)
}

// Shared is a path in the folder of texts, models and gold that is no part of the
// repository: the folder "shared" beside it, or the one that CLEW_SHARED names.
func Shared(t testing.TB, path ...string) string {
	t.Helper()
	folder := os.Getenv("CLEW_SHARED")
	if folder == "" {
		folder = filepath.Join(filepath.Dir(repository(t)), "shared")
	}
	full := filepath.Join(append([]string{folder}, path...)...)
	if _, err := os.Stat(full); err != nil {
		Missing(t, "shared", err.Error()+" (CLEW_SHARED names another folder)")
	}
	return full
}

// repository is the folder with go.mod above the test.
func repository(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for ; err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}

// Python is an interpreter that has some modules: the one that CLEW_PYTHON names,
// else python3.
func Python(t testing.TB, modules ...string) string {
	t.Helper()
	python := os.Getenv("CLEW_PYTHON")
	if python == "" {
		python = "python3"
	}
	var imports strings.Builder
	for _, module := range modules {
		imports.WriteString("import " + module + "\n")
	}
	if out, err := exec.Command(python, "-c", imports.String()).CombinedOutput(); err != nil {
		said := strings.Split(strings.TrimSpace(string(out)), "\n")
		Missing(t, "python", strings.TrimSpace(python+" "+strings.Join(modules, " "))+" (CLEW_PYTHON names another): "+err.Error()+" "+said[len(said)-1])
	}
	return python
}

// Program is the first of some programs that is in PATH; part is what CLEW_REQUIRE
// calls it.
func Program(t testing.TB, part string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	Missing(t, part, "no "+strings.Join(names, " or ")+" in PATH")
	return ""
}
