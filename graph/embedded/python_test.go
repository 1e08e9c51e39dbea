package embedded

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// pythonWithDriver is a Python that has the neo4j package: the one that
// CLEW_PYTHON names, else python3.
func pythonWithDriver(t *testing.T) string {
	t.Helper()
	python := os.Getenv("CLEW_PYTHON")
	if python == "" {
		python = "python3"
	}
	if out, err := exec.Command(python, "-c", "import neo4j").CombinedOutput(); err != nil {
		reason := "SKIP: no Python with the neo4j driver (CLEW_PYTHON names one): " + strings.TrimSpace(string(out)) + " " + err.Error()
		if slices.Contains(strings.Split(os.Getenv("CLEW_REQUIRE"), ","), "python") {
			t.Fatal(reason)
		}
		t.Skip(reason)
	}
	return python
}

// The Python driver connects in every way, sends and receives values, runs
// transactions, and sees errors, counters and read-only access as from Neo4j.
func TestPythonDriver(t *testing.T) {
	python := pythonWithDriver(t)
	db := open(t, t.TempDir())
	addresses := []string{}
	for _, a := range []Access{{Write: true}, {}, {Write: true, Password: "s3cret"}} {
		address, err := db.ListenPublic("127.0.0.1:0", a)
		if err != nil {
			t.Fatal(err)
		}
		addresses = append(addresses, address.String())
	}
	client := exec.Command(python, append([]string{"testdata/driver.py"}, addresses...)...)
	var remarks strings.Builder // the driver logs notifications, which are no failure
	client.Stderr = &remarks
	out, err := client.Output()
	if err != nil || strings.TrimSpace(string(out)) != "fine" {
		t.Errorf("%v\n%s\n%s", err, out, remarks.String())
	}
}
