package analysis

// stringRows is a list of strings in one piece of memory: four bytes a string
// beside its letters, where a slice of strings takes sixteen and a pointer that
// the garbage collector must follow.
type stringRows struct {
	letters []byte
	ends    []uint32
}

func (r *stringRows) add(s string) {
	r.letters = append(r.letters, s...)
	r.ends = append(r.ends, uint32(len(r.letters)))
}

func (r *stringRows) at(i int32) string {
	start := uint32(0)
	if i > 0 {
		start = r.ends[i-1]
	}
	return string(r.letters[start:r.ends[i]])
}

func (r *stringRows) len() int { return len(r.ends) }

func (r *stringRows) size() int64 { return int64(len(r.letters)) + 4*int64(len(r.ends)) }
