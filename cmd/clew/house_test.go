package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mayImport is the direction of dependencies: which packages of clew the
// non-test code of each may import. "x" stands for x alone, "x/..." for all
// below it too. The row with the longest matching name counts, so that a new
// package below graph may import graph and nothing else until it has a row.
// cmd/clew joins everything and has none.
var mayImport = map[string][]string{
	"graph":              {},
	"graph/...":          {"graph"},
	"graph/english/...":  {"graph/english/..."},
	"graph/extract/...":  {"graph", "graph/english", "graph/extract/..."},
	"graph/resolve":      {"graph"},
	"graph/store/...":    {"graph", "graph/resolve", "graph/store/..."},
	"graph/eval":         {"graph", "graph/article"},
	"graph/ingest":       {"graph", "graph/article", "graph/extract", "graph/store"},
	"graph/cypher/...":   {"graph/cypher/..."},
	"graph/embedded/...": {"graph/cypher/...", "graph/embedded/..."},
	"server/...": {"graph", "graph/analysis", "graph/article", "graph/extract", "graph/graphml", "graph/ingest",
		"graph/store", "server/..."},
	"ui":          {},
	"graph/needs": {},
}

// homes are the only packages whose non-test code may import an outside module.
var homes = map[string]string{
	"go.etcd.io/bbolt":                 "graph/embedded/...",
	"github.com/neo4j/neo4j-go-driver": "graph/store/...",
	"github.com/labstack/echo":         "server/...",
	"gonum.org/v1/gonum":               "graph/analysis/...",
	"github.com/spf13/cobra":           "cmd/clew",
}

// goPackage is what go list says of one package of clew.
type goPackage struct {
	ImportPath string
	Doc        string
	Imports    []string
}

func (p goPackage) name() string { return strings.TrimPrefix(p.ImportPath, "clew/") }

func TestDependenciesPointDownwards(t *testing.T) {
	for _, p := range listPackages(t) {
		row, found := rowOf(p.name())
		if !found && p.name() != "cmd/clew" {
			t.Errorf("%s: no row of mayImport speaks of it", p.name())
			continue
		}
		for _, imported := range p.Imports {
			if inner, ours := strings.CutPrefix(imported, "clew/"); ours && p.name() != "cmd/clew" && !matchesAny(row, inner) {
				t.Errorf("%s imports %s: it may import %v", p.name(), inner, row)
			}
			if imported == "clew/graph/needs" {
				t.Errorf("%s imports %s, which is for tests", p.name(), imported)
			}
			for module, home := range homes {
				if (imported == module || strings.HasPrefix(imported, module+"/")) && !matches(home, p.name()) {
					t.Errorf("%s imports %s, whose home is %s", p.name(), module, home)
				}
			}
		}
	}
}

func TestDirectionTable(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"graph/extract", "graph/english", true},
		{"graph/extract", "graph/store", false},
		{"graph/cypher/plan", "graph/cypher/ast", true},
		{"graph/cypher/plan", "graph", false},
		{"graph/embedded", "graph/store", false},
		{"graph/new", "graph", true},
		{"graph/new", "graph/store", false},
		{"graph", "graph/article", false},
		{"graph/store", "server", false},
	} {
		row, _ := rowOf(c.from)
		if got := matchesAny(row, c.to); got != c.want {
			t.Errorf("%s may import %s: got %v, want %v", c.from, c.to, got, c.want)
		}
	}
}

// rowOf returns what a package may import, by the longest row that matches.
func rowOf(name string) ([]string, bool) {
	rows := slices.DeleteFunc(slices.Collect(maps.Keys(mayImport)), func(row string) bool { return !matches(row, name) })
	if len(rows) == 0 {
		return nil, false
	}
	longest := slices.MaxFunc(rows, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(strings.TrimSuffix(a, "/...")), len(strings.TrimSuffix(b, "/..."))), cmp.Compare(len(b), len(a)))
	})
	return mayImport[longest], true
}

func matches(pattern, name string) bool {
	folder, all := strings.CutSuffix(pattern, "/...")
	return name == folder || all && strings.HasPrefix(name, folder+"/")
}

func matchesAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, name) })
}

func TestEveryPackageHasADoc(t *testing.T) {
	for _, p := range listPackages(t) {
		want := "Package " + path.Base(p.name())
		if p.name() == "cmd/clew" {
			want = "Command clew"
		}
		if strings.Contains(p.name(), "/internal/") {
			want = "" // commands for developers, of any wording
		}
		if p.Doc == "" || !strings.HasPrefix(p.Doc, want) {
			t.Errorf("%s: its doc comment starts %q, want %q…", p.name(), p.Doc, want)
		}
	}
}

// listPackages asks go for all packages of clew on this platform.
func listPackages(t *testing.T) []goPackage {
	t.Helper()
	out := command(t, "go", "list", "-json=ImportPath,Doc,Imports", "./...")
	var packages []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return packages
		case err != nil:
			t.Fatal(err)
		case !strings.Contains(p.ImportPath, "/node_modules/"):
			packages = append(packages, p)
		}
	}
}

// Every module whose code is in the binary of some platform is named in NOTICE.
func TestNoticeNamesEveryModule(t *testing.T) {
	notice := readFile(t, "NOTICE")
	modules := map[string]bool{}
	for _, goos := range []string{"linux", "darwin", "windows"} {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", "./cmd/clew")
		list.Env = append(os.Environ(), "GOOS="+goos, "CGO_ENABLED=0")
		for module := range strings.FieldsSeq(string(output(t, list))) {
			modules[module] = true
		}
	}
	delete(modules, "clew")
	if len(modules) == 0 {
		t.Fatal("go list names no module")
	}
	for _, module := range slices.Sorted(maps.Keys(modules)) {
		if !bytes.Contains(notice, []byte("  "+module+" ")) {
			t.Errorf("NOTICE does not name %s", module)
		}
	}
}

func TestThirdPartyFilesHaveTheirLicence(t *testing.T) {
	var bundles int
	for _, name := range trackedFiles(t) {
		if path.Base(path.Dir(name)) != "third_party" || strings.HasSuffix(name, ".LICENSE") || strings.HasSuffix(name, ".d.ts") {
			continue
		}
		bundles++
		licence := strings.TrimSuffix(name, path.Ext(name)) + ".LICENSE"
		if !slices.Contains(trackedFiles(t), licence) {
			t.Errorf("%s: no %s beside it", name, licence)
		}
		if base := path.Base(name); !bytes.Contains(readFile(t, "NOTICE"), []byte(base)) {
			t.Errorf("NOTICE does not name %s", base)
		}
	}
	for folder, files := range map[string][]string{
		"graph/english/model":       {"LICENSE", "LICENSES_SOURCES"},
		"graph/cypher/tck/testdata": {"LICENSE", "NOTICE"},
	} {
		for _, file := range files {
			if len(readFile(t, path.Join(folder, file))) == 0 {
				t.Errorf("%s/%s is empty", folder, file)
			}
		}
		if !bytes.Contains(readFile(t, "NOTICE"), []byte(folder)) {
			t.Errorf("NOTICE does not name %s", folder)
		}
	}
	if bundles == 0 {
		t.Error("no third-party bundle of the page is tracked")
	}
}

// What README tells people to run is what has to pass before a change lands.
func TestReadmeNamesTheTestCommand(t *testing.T) {
	const test = "go test -timeout 30m ./..."
	for _, name := range []string{"README.md", ".ci/run"} {
		lines := strings.Split(string(readFile(t, name)), "\n")
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.TrimSpace(line) == test }) {
			t.Errorf("%s has no line %q", name, test)
		}
	}
}

// unfinished and machinePath are what no file of ours may hold. The words are
// put together here so that this file does not hold them either.
var (
	unfinished  = regexp.MustCompile(`\b(` + "TO" + "DO|FIX" + "ME|HA" + `CK)\b`)
	machinePath = regexp.MustCompile(`(^|[\s"'=:(\x60])/(work|root|home/[a-z]+|Users/[A-Za-z]+)/`)
)

func TestNoUnfinishedWorkAndNoPathOfAMachine(t *testing.T) {
	for _, name := range trackedFiles(t) {
		if !isOurs(name) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(repository(t), name))
		if errors.Is(err, os.ErrNotExist) {
			continue // removed, and not committed yet
		}
		if err != nil {
			t.Fatal(err)
		}
		for number, line := range bytes.Split(text, []byte("\n")) {
			if found := unfinished.Find(line); found != nil {
				t.Errorf("%s:%d: %s", name, number+1, found)
			}
			if found := machinePath.Find(line); found != nil {
				t.Errorf("%s:%d: the path of a machine: %s", name, number+1, found)
			}
		}
	}
}

func TestUnfinishedWorkAndPathsAreSeen(t *testing.T) {
	for line, want := range map[string]bool{
		"// TO" + "DO: later":             true,
		"todos = append(todos, x)":        false,
		`open("/ro` + `ot/x")`:            true,
		"see /ho" + "me/jo/notes":         true,
		"https://example.org/work/of/art": false,
		"GET /api/work":                   false,
	} {
		if got := unfinished.MatchString(line) || machinePath.MatchString(line); got != want {
			t.Errorf("%q: got %v, want %v", line, got, want)
		}
	}
}

// isOurs leaves out what others wrote, the articles, and what is not text.
func isOurs(name string) bool {
	for _, part := range []string{"third_party/", "testdata/", "seeds/", "package-lock.json", "go.sum", "LICENSE"} {
		if strings.Contains(name, part) {
			return false
		}
	}
	switch path.Ext(name) {
	case ".zst", ".png", ".gz", ".bin", ".woff2":
		return false
	}
	return true
}

// trackedFiles are the files git knows, by their slash-separated names.
func trackedFiles(t *testing.T) []string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(repository(t), ".git")); err != nil {
		t.Skip("SKIP: not a git checkout, so there is no list of tracked files")
	}
	names := strings.Split(strings.TrimSuffix(string(command(t, "git", "ls-files", "-z")), "\x00"), "\x00")
	if len(names) < 2 {
		t.Fatal("git tracks no files")
	}
	return names
}

// repository is the root of the checkout: the folder of go.mod.
func repository(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func command(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	return output(t, exec.Command(name, args...))
}

// output runs a command at the root of the checkout.
func output(t *testing.T, c *exec.Cmd) []byte {
	t.Helper()
	c.Dir = repository(t)
	out, err := c.Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			err = fmt.Errorf("%w: %s", err, failed.Stderr)
		}
		t.Fatalf("%s: %v", c, err)
	}
	return out
}
