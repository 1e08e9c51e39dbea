//go:build !purego

package english

import "testing"

// eachKernel runs a test with every kernel this machine has.
func eachKernel(t *testing.T, test func(t *testing.T)) {
	t.Run("plain", func(t *testing.T) {
		have := haveAVX2
		haveAVX2 = false
		defer func() { haveAVX2 = have }()
		test(t)
	})
	if !haveAVX2 {
		t.Log("no AVX2 here; only the plain kernel is tested")
		return
	}
	t.Run("avx2", test)
}
