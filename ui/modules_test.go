package ui_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"os/exec"
	"path"
	"regexp"
	"strings"
	"testing"

	"clew/graph/needs"
	"clew/ui"
)

// The pure modules pass their unit tests, which need Node.js and nothing else.
func TestModules(t *testing.T) {
	node := needs.Program(t, "node", "node")
	if out, err := exec.Command(node, "--test").CombinedOutput(); err != nil {
		t.Fatalf("node --test: %v\n%s", err, out)
	}
}

// Everything the page names is embedded, and nothing of it comes from elsewhere.
func TestPageIsComplete(t *testing.T) {
	named := regexp.MustCompile(`(?:\bfrom |\bimport\(|\bnew URL\()'(\./[^']+)'|(?:src|href)="([^"#]+)"`)
	foreign := regexp.MustCompile(`(?:src|href)="(?:https?:)?//|@import|url\((?:https?:)?//`)
	err := fs.WalkDir(ui.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "third_party/") {
			return err
		}
		data, err := fs.ReadFile(ui.Files, name)
		if err != nil {
			return err
		}
		if foreign.Match(data) {
			t.Errorf("%s loads something from another host", name)
		}
		for _, m := range named.FindAllSubmatch(data, -1) {
			target := strings.TrimPrefix(path.Join(path.Dir(name), string(m[1])+string(m[2])), "/")
			if target == "" || target == "." {
				continue // the page itself
			}
			if _, err := fs.Stat(ui.Files, target); err != nil {
				t.Errorf("%s names %s, which is not embedded", name, target)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tool := range []string{"package.json", "node_modules", "tests", "scripts"} {
		if _, err := fs.Stat(ui.Files, tool); err == nil {
			t.Errorf("%s is tooling and must not be embedded", tool)
		}
	}
}

// No policy but 'self' is needed: no script or style stands in the markup.
func TestPageNeedsNoInlineCode(t *testing.T) {
	page, err := fs.ReadFile(ui.Files, "index.html")
	if err != nil {
		t.Fatal(err)
	}
	if m := regexp.MustCompile(`<script>|<style|\son[a-z]+=|\sstyle=`).Find(page); m != nil {
		t.Errorf("index.html holds inline code: %q", m)
	}
}

// Our own JavaScript stays small beside D3 and the editor.
func TestOwnScriptIsSmall(t *testing.T) {
	const most = 150_000
	names, err := fs.Glob(ui.Files, "*.js")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	for _, name := range names {
		data, err := fs.ReadFile(ui.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		z.Write(data)
	}
	z.Close()
	t.Logf("%d modules, %d bytes gzipped", len(names), packed.Len())
	if packed.Len() > most {
		t.Errorf("%d bytes gzipped, want at most %d", packed.Len(), most)
	}
}

// Each bundle says which packages are in it and carries their licences.
func TestBundlesCarryLicences(t *testing.T) {
	bundles, err := fs.Glob(ui.Files, "third_party/*.js")
	if err != nil || len(bundles) == 0 {
		t.Fatalf("no bundles: %v", err)
	}
	for _, name := range bundles {
		code, err := fs.ReadFile(ui.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		head, _, _ := strings.Cut(string(code), "\n")
		licences, err := fs.ReadFile(ui.Files, strings.TrimSuffix(name, ".js")+".LICENSE")
		if err != nil {
			t.Errorf("%s has no licences: %v", name, err)
			continue
		}
		list, _, _ := strings.Cut(strings.TrimPrefix(head, "/*! "), ". Licences")
		for pkg := range strings.SplitSeq(list, ", ") {
			if !strings.Contains(string(licences), pkg+" (") {
				t.Errorf("%s: no licence of %s", name, pkg)
			}
		}
	}
}
