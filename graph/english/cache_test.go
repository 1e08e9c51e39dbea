package english

import (
	"fmt"
	"testing"
)

func TestCache(t *testing.T) {
	c := newCache[int, string](4)
	for round := range 20 {
		keys := []int{1, round + 100, 1}
		values := make([]string, len(keys))
		missing := c.fill(values, keys)
		for _, i := range missing {
			values[i] = fmt.Sprint(keys[i])
		}
		c.add(keys, values, missing)
		for i, v := range values {
			if v != fmt.Sprint(keys[i]) {
				t.Fatalf("value of %d is %q", keys[i], v)
			}
		}
		if round > 0 && len(missing) != 1 {
			t.Fatalf("round %d: %v missing, but 1 was asked for in every round", round, missing)
		}
		if n := len(c.young) + len(c.old); n > 8 {
			t.Fatalf("%d entries, want at most twice the limit of 4", n)
		}
	}
}
