//go:build (amd64 || arm64) && !purego

package english

import "testing"

// eachKernel runs a test with every kernel this machine has.
func eachKernel(t *testing.T, test func(t *testing.T)) {
	t.Run("plain", func(t *testing.T) {
		have := haveVectors
		haveVectors = false
		defer func() { haveVectors = have }()
		test(t)
	})
	if !haveVectors {
		t.Log("the processor lacks the vector instructions; only the plain kernel is tested")
		return
	}
	t.Run("vectors", test)
}
