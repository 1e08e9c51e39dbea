//go:build !purego

#include "textflag.h"

// Both kernels hold their sums in V0-V23, six registers of four columns for each
// of four groups, and one row of the panel in V24-V29.

// CLEAR sets the sums of one group to 0.
#define CLEAR(s0, s1, s2, s3, s4, s5) \
	VEOR s0.B16, s0.B16, s0.B16; \
	VEOR s1.B16, s1.B16, s1.B16; \
	VEOR s2.B16, s2.B16, s2.B16; \
	VEOR s3.B16, s3.B16, s3.B16; \
	VEOR s4.B16, s4.B16, s4.B16; \
	VEOR s5.B16, s5.B16, s5.B16

#define CLEAR_ALL \
	CLEAR(V0, V1, V2, V3, V4, V5); \
	CLEAR(V6, V7, V8, V9, V10, V11); \
	CLEAR(V12, V13, V14, V15, V16, V17); \
	CLEAR(V18, V19, V20, V21, V22, V23)

// LOAD_ROW loads the next row of the panel at R4.
#define LOAD_ROW \
	VLD1.P 64(R4), [V24.S4, V25.S4, V26.S4, V27.S4]; \
	VLD1.P 32(R4), [V28.S4, V29.S4]

// ADD_ROW adds the row of the panel times x, a number four times over, to the sums
// of one group.
#define ADD_ROW(x, s0, s1, s2, s3, s4, s5) \
	VFMLA V24.S4, x.S4, s0.S4; \
	VFMLA V25.S4, x.S4, s1.S4; \
	VFMLA V26.S4, x.S4, s2.S4; \
	VFMLA V27.S4, x.S4, s3.S4; \
	VFMLA V28.S4, x.S4, s4.S4; \
	VFMLA V29.S4, x.S4, s5.S4

// STORE_ROW writes the sums of one group to y at R0.
#define STORE_ROW(s0, s1, s2, s3, s4, s5) \
	VST1 [s0.S4, s1.S4, s2.S4, s3.S4], (R0); \
	ADD $64, R0, R9; \
	VST1 [s4.S4, s5.S4], (R9)

// func kernelVector(y *float32, ldy int, x *float32, ldx int, panel *float32, k int)
//
// The groups are four rows of y; V30 and V31 hold one number of x, four times.
TEXT ·kernelVector(SB), NOSPLIT, $0-48
	MOVD y+0(FP), R0
	MOVD ldy+8(FP), R1
	LSL $2, R1
	MOVD x+16(FP), R2
	MOVD ldx+24(FP), R3
	LSL $2, R3
	MOVD panel+32(FP), R4
	MOVD k+40(FP), R5
	ADD R3, R2, R6
	ADD R3, R6, R7
	ADD R3, R7, R8
	CLEAR_ALL

loop:
	LOAD_ROW
	VLD1R.P 4(R2), [V30.S4]
	VLD1R.P 4(R6), [V31.S4]
	ADD_ROW(V30, V0, V1, V2, V3, V4, V5)
	ADD_ROW(V31, V6, V7, V8, V9, V10, V11)
	VLD1R.P 4(R7), [V30.S4]
	VLD1R.P 4(R8), [V31.S4]
	ADD_ROW(V30, V12, V13, V14, V15, V16, V17)
	ADD_ROW(V31, V18, V19, V20, V21, V22, V23)
	SUBS $1, R5, R5
	BNE loop

	STORE_ROW(V0, V1, V2, V3, V4, V5)
	ADD R1, R0, R0
	STORE_ROW(V6, V7, V8, V9, V10, V11)
	ADD R1, R0, R0
	STORE_ROW(V12, V13, V14, V15, V16, V17)
	ADD R1, R0, R0
	STORE_ROW(V18, V19, V20, V21, V22, V23)
	RET

// func kernelRowVector(y, x, panel *float32, k int)
//
// The groups are four interleaved quarters of k; V30 holds one number of x, four
// times, and at the end four ones: what is multiplied by one and added is added
// exactly, which has no instruction of its own in the assembler.
TEXT ·kernelRowVector(SB), NOSPLIT, $0-32
	MOVD y+0(FP), R0
	MOVD x+8(FP), R2
	MOVD panel+16(FP), R4
	MOVD k+24(FP), R5
	CLEAR_ALL

row:
	VLD1R.P 4(R2), [V30.S4]
	LOAD_ROW
	ADD_ROW(V30, V0, V1, V2, V3, V4, V5)
	VLD1R.P 4(R2), [V30.S4]
	LOAD_ROW
	ADD_ROW(V30, V6, V7, V8, V9, V10, V11)
	VLD1R.P 4(R2), [V30.S4]
	LOAD_ROW
	ADD_ROW(V30, V12, V13, V14, V15, V16, V17)
	VLD1R.P 4(R2), [V30.S4]
	LOAD_ROW
	ADD_ROW(V30, V18, V19, V20, V21, V22, V23)
	SUBS $4, R5, R5
	BGT row

	FMOVS $1.0, F30
	VDUP V30.S[0], V30.S4
	VFMLA V6.S4, V30.S4, V0.S4
	VFMLA V7.S4, V30.S4, V1.S4
	VFMLA V8.S4, V30.S4, V2.S4
	VFMLA V9.S4, V30.S4, V3.S4
	VFMLA V10.S4, V30.S4, V4.S4
	VFMLA V11.S4, V30.S4, V5.S4
	VFMLA V18.S4, V30.S4, V12.S4
	VFMLA V19.S4, V30.S4, V13.S4
	VFMLA V20.S4, V30.S4, V14.S4
	VFMLA V21.S4, V30.S4, V15.S4
	VFMLA V22.S4, V30.S4, V16.S4
	VFMLA V23.S4, V30.S4, V17.S4
	VFMLA V12.S4, V30.S4, V0.S4
	VFMLA V13.S4, V30.S4, V1.S4
	VFMLA V14.S4, V30.S4, V2.S4
	VFMLA V15.S4, V30.S4, V3.S4
	VFMLA V16.S4, V30.S4, V4.S4
	VFMLA V17.S4, V30.S4, V5.S4
	STORE_ROW(V0, V1, V2, V3, V4, V5)
	RET

// func addVector(y, x *float32, n int)
//
// V4 holds four ones, see above.
TEXT ·addVector(SB), NOSPLIT, $0-24
	MOVD y+0(FP), R0
	MOVD x+8(FP), R1
	MOVD n+16(FP), R2
	FMOVS $1.0, F4
	VDUP V4.S[0], V4.S4

sum:
	VLD1 (R0), [V0.S4, V1.S4]
	VLD1.P 32(R1), [V2.S4, V3.S4]
	VFMLA V2.S4, V4.S4, V0.S4
	VFMLA V3.S4, V4.S4, V1.S4
	VST1.P [V0.S4, V1.S4], 32(R0)
	SUBS $8, R2, R2
	BGT sum
	RET
