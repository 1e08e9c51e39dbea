package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

// loadCompose reads compose.yaml as docker compose does, with one environment.
func loadCompose(t *testing.T, env types.Mapping) (*types.Project, error) {
	t.Helper()
	return loader.LoadWithContext(context.Background(), types.ConfigDetails{
		WorkingDir:  repository(t),
		ConfigFiles: []types.ConfigFile{{Filename: filepath.Join(repository(t), "compose.yaml")}},
		Environment: env,
	})
}

func composeProject(t *testing.T) *types.Project {
	t.Helper()
	project, err := loadCompose(t, types.Mapping{"CLEW_PASSWORD": "given-by-the-test"})
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func TestComposeHasNoPasswordOfItsOwn(t *testing.T) {
	_, err := loadCompose(t, types.Mapping{})
	if err == nil || !strings.Contains(err.Error(), "CLEW_PASSWORD") {
		t.Errorf("without CLEW_PASSWORD: got %v, want an error that names it", err)
	}
	// Every value that could hold a password changes when the variable does.
	project := composeProject(t)
	for service, want := range map[string]struct{ name, value string }{
		"neo4j": {"NEO4J_AUTH", "neo4j/given-by-the-test"},
		"clew":  {"CLEW_PASSWORD", "given-by-the-test"},
	} {
		value := project.Services[service].Environment[want.name]
		if value == nil || *value != want.value {
			t.Errorf("%s: %s: got %v, want the value of CLEW_PASSWORD in it", service, want.name, value)
		}
	}
	// A value of the file itself starts with a variable, as ${CLEW_PASSWORD:?…} does.
	value := regexp.MustCompile(`(?im)^[^#\n]*?(?:password|auth)\w*\s*[:=]\s*[\\"']*(?:neo4j/)?(\S)`)
	found := value.FindAllSubmatch(readFile(t, "compose.yaml"), -1)
	if len(found) < 2 {
		t.Fatalf("found %d passwords in compose.yaml, want at least those of both services", len(found))
	}
	for _, f := range found {
		if string(f[1]) != "$" {
			t.Errorf("compose.yaml holds a literal where a password belongs: %s", f[0])
		}
	}
}

func TestComposeStartsNeo4jThenClew(t *testing.T) {
	project := composeProject(t)
	neo4j, clew := project.Services["neo4j"], project.Services["clew"]

	if got, want := neo4j.Image, "neo4j:5.26-community"; got != want {
		t.Errorf("image: got %s, want %s", got, want)
	}
	if h := neo4j.HealthCheck; h == nil || !strings.Contains(strings.Join(h.Test, " "), "cypher-shell") ||
		!strings.Contains(strings.Join(h.Test, " "), "RETURN 1") {
		t.Errorf("neo4j needs a health check that runs a query with cypher-shell, has %+v", h)
	}
	if clew.DependsOn["neo4j"].Condition != types.ServiceConditionHealthy {
		t.Errorf("clew waits for %+v, want a healthy neo4j", clew.DependsOn)
	}
	if store := clew.Environment["CLEW_STORE"]; store == nil || *store != "neo4j://neo4j@neo4j:7687" {
		t.Errorf("CLEW_STORE: got %v", store)
	}
	if !slices.ContainsFunc(neo4j.Volumes, func(v types.ServiceVolumeConfig) bool {
		return v.Type == types.VolumeTypeVolume && v.Source == "neo4j" && v.Target == "/data"
	}) {
		t.Errorf("the data of neo4j is in no named volume: %+v", neo4j.Volumes)
	}
	if _, declared := project.Volumes["neo4j"]; !declared {
		t.Error("the volume neo4j is not declared")
	}
	seeds := slices.IndexFunc(clew.Volumes, func(v types.ServiceVolumeConfig) bool {
		return v.Source == filepath.Join(repository(t), "seeds")
	})
	if seeds < 0 || !clew.Volumes[seeds].ReadOnly {
		t.Fatalf("the seeds are not mounted read-only: %+v", clew.Volumes)
	}
	if !slices.Contains(clew.Command, clew.Volumes[seeds].Target) {
		t.Errorf("clew does not read %s: %v", clew.Volumes[seeds].Target, clew.Command)
	}
}

func TestComposePublishesOnThisMachineOnly(t *testing.T) {
	for name, service := range composeProject(t).Services {
		if len(service.Ports) == 0 {
			t.Errorf("%s publishes no port", name)
		}
		for _, port := range service.Ports {
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s publishes %s beyond this machine", name, port.Published)
			}
		}
	}
}

// The commands in both files are command lines of this very program.
func TestContainerCommandsAreKnown(t *testing.T) {
	commands := map[string][]string{
		"compose.yaml": composeProject(t).Services["clew"].Command,
		"Dockerfile":   dockerCommand(t),
	}
	for file, args := range commands {
		command, rest, err := newRoot(streams{}).Find(args)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if err := command.ParseFlags(rest); err != nil {
			t.Errorf("%s: clew %s: %v", file, strings.Join(args, " "), err)
		}
	}
}

func dockerCommand(t *testing.T) []string {
	t.Helper()
	list := regexp.MustCompile(`(?m)^CMD \[(.*)\]$`).FindSubmatch(readFile(t, "Dockerfile"))
	if list == nil {
		t.Fatal("Dockerfile: no CMD in its exec form")
	}
	var args []string
	for _, quoted := range strings.Split(string(list[1]), ", ") {
		args = append(args, strings.Trim(quoted, `"`))
	}
	return args
}

func TestDockerfile(t *testing.T) {
	text := string(readFile(t, "Dockerfile"))
	goVersion := regexp.MustCompile(`(?m)^go (\S+)$`).FindSubmatch(readFile(t, "go.mod"))
	if goVersion == nil {
		t.Fatal("go.mod names no Go version")
	}
	if want := "FROM golang:" + string(goVersion[1]) + "-"; !strings.Contains(text, want) {
		t.Errorf("the build stage has another Go than go.mod: want %s…", want)
	}
	for what, line := range map[string]string{
		"a build without cgo":   `CGO_ENABLED=0 go build .*\./cmd/clew`,
		"a user without rights": `(?m)^USER nonroot`,
		"a volume":              `(?m)^VOLUME /data$`,
		"the store in it":       `(?m)^ENV CLEW_STORE=/data$`,
		"both ports":            `(?m)^EXPOSE 7480 7687$`,
	} {
		if !regexp.MustCompile(line).MatchString(text) {
			t.Errorf("Dockerfile lacks %s: %s", what, line)
		}
	}
	if strings.Contains(text, "ENV CLEW_PASSWORD") || strings.Contains(text, "ARG CLEW_PASSWORD") {
		t.Error("Dockerfile sets a password")
	}
}

// readFile reads a file of the repository.
func readFile(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}
