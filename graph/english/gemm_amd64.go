//go:build !purego

package english

import "golang.org/x/sys/cpu"

// haveVectors says whether the processor and the system have what the assembly
// needs. It is a variable for the tests, which run both kernels.
var haveVectors = cpu.X86.HasAVX2 && cpu.X86.HasFMA
