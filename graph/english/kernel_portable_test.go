//go:build (!amd64 && !arm64) || purego

package english

import "testing"

// eachKernel runs a test with every kernel this machine has.
func eachKernel(t *testing.T, test func(t *testing.T)) {
	t.Run("plain", test)
}
