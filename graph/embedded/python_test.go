package embedded

import (
	"os/exec"
	"strings"
	"testing"

	"clew/graph/needs"
)

// The Python driver connects in every way, sends and receives values, runs
// transactions, and sees errors, counters and read-only access as from Neo4j.
func TestPythonDriver(t *testing.T) {
	python := needs.Python(t, "neo4j")
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
