package english

import (
	"encoding/binary"
	"math/bits"
)

// ids gives every string a 64-bit number. A few hundred reserved names
// (attribute names, labels) have small numbers of their own, and an ordinary
// word that happens to be spelt like one, "mark" or "number", shares it.
type ids map[string]uint64

func (reserved ids) id(s string) uint64 {
	if s == "" {
		return 0
	}
	if id, ok := reserved[s]; ok {
		return id
	}
	return murmur64(s, 1)
}

// murmur64 is MurmurHash64A by Austin Appleby, placed by him in the public
// domain, https://github.com/aappleby/smhasher.
func murmur64(s string, seed uint64) uint64 {
	const m, r = 0xc6a4a7935bd1e995, 47
	h := seed ^ uint64(len(s))*m
	for ; len(s) >= 8; s = s[8:] {
		k := load64(s) * m
		k ^= k >> r
		k *= m
		h = (h ^ k) * m
	}
	if len(s) > 0 {
		h = (h ^ load64(s)) * m
	}
	h ^= h >> r
	h *= m
	return h ^ h>>r
}

// load64 reads up to eight bytes as a little-endian number.
func load64(s string) uint64 {
	var b [8]byte
	copy(b[:], s)
	return binary.LittleEndian.Uint64(b[:])
}

// rowKeys hashes a string number to four rows of an embedding table, seeded
// per table: MurmurHash3_x64_128 of the eight bytes of v, its two words cut
// into four. Words that collide in one row differ in the others, so a table of
// a few thousand rows tells a whole language apart (Svenstrup, Hansen, Winther:
// Hash embeddings for efficient word representations, NIPS 2017).
func rowKeys(v uint64, seed uint64) [4]uint32 {
	h1 := bits.RotateLeft64(v*0x87c37b91114253d5, 31) * 0x4cf5ad432745937f
	h1 ^= seed ^ 8
	h2 := seed ^ 8
	h1 += h2
	h2 += h1
	h1, h2 = fmix64(h1), fmix64(h2)
	h1 += h2
	h2 += h1
	return [4]uint32{uint32(h1), uint32(h1 >> 32), uint32(h2), uint32(h2 >> 32)}
}

// fmix64 is the finaliser of MurmurHash3.
func fmix64(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}
