//go:build unix

package main

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkStart prints what a user waits for: the first start until the samples
// are read and the explorer answers, the start after that without new articles,
// and the memory at its peak. One run is enough:
//
//	go test -run '^$' -bench Start -benchtime 1x ./cmd/clew
func BenchmarkStart(b *testing.B) {
	program := builtProgram(b)
	var first, again time.Duration
	var memory int64
	for b.Loop() {
		store := filepath.Join(b.TempDir(), "store")
		took, peak := startOnce(b, program, store)
		first, memory = first+took, max(memory, peak)
		took, peak = startOnce(b, program, store)
		again, memory = again+took, max(memory, peak)
	}
	b.ReportMetric(first.Seconds()/float64(b.N), "s/first-start")
	b.ReportMetric(again.Seconds()/float64(b.N), "s/next-start")
	b.ReportMetric(float64(memory)/(1<<20), "MB-peak")
}

// BenchmarkExtractSentence prints what one short article costs from the start of
// the program to its end: nearly all of it is the language model and the word
// lists being unpacked.
func BenchmarkExtractSentence(b *testing.B) {
	program := builtProgram(b)
	var cpu time.Duration
	var memory int64
	for b.Loop() {
		command := exec.Command(program, "extract", "-")
		command.Stdin = strings.NewReader("Gunmen killed five people in Paris on Monday, police said.")
		if err := command.Run(); err != nil {
			b.Fatal(err)
		}
		cpu += command.ProcessState.UserTime() + command.ProcessState.SystemTime()
		memory = max(memory, peakMemory(command))
	}
	b.ReportMetric(cpu.Seconds()*1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(memory)/(1<<20), "MB-peak")
}

// peakMemory is what a process that has ended held at most, in bytes.
func peakMemory(command *exec.Cmd) int64 {
	return command.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10 // kilobytes on Linux
}

// startOnce serves the samples until clew says that it is ready, and stops it.
func startOnce(b *testing.B, program, store string) (ready time.Duration, peak int64) {
	b.Helper()
	command := exec.Command(program, "serve", "--no-open", "--listen", "127.0.0.1:0", "--bolt", "127.0.0.1:0", "--store", store, seeds)
	stderr, err := command.StderrPipe()
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "explorer at") {
			ready = time.Since(start)
			command.Process.Signal(syscall.SIGTERM)
		}
	}
	command.Wait()
	if ready == 0 {
		b.Fatal("clew never was ready")
	}
	return ready, peakMemory(command)
}
