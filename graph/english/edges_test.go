package english

import (
	"slices"
	"testing"
)

func TestStarts(t *testing.T) {
	for _, c := range []struct {
		name string
		head []int
		want []int
	}{
		{"none", nil, nil},
		{"two sentences", []int{1, 1, 1, 4, 4}, []int{0, 3}},
		{"one token each", []int{0, 1, 2}, []int{0, 1, 2}},
		// Token 3 hangs on token 0 across the root 2, and the sentence
		// of root 2 starts at 1, which cuts through the branch.
		{"crossing branches", []int{0, 2, 2, 0}, []int{0, 1}},
	} {
		tr := tree{head: c.head}
		var got []int
		for i, start := range tr.starts(tr.edges()) {
			if start {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: sentences start at %v, want %v", c.name, got, c.want)
		}
	}
}

func TestUndecorate(t *testing.T) {
	for _, c := range []struct {
		name string
		in   tree
		head []int
		dep  []string
	}{
		{
			"the object two levels down",
			tree{[]int{0, 0, 1, 0}, []string{"ROOT", "xcomp", "dobj", "prep||dobj"}},
			[]int{0, 0, 1, 2}, []string{"ROOT", "xcomp", "dobj", "prep"},
		},
		{
			"nearest level first",
			tree{[]int{0, 0, 1, 0, 0}, []string{"ROOT", "xcomp", "dobj", "dobj", "prep||dobj"}},
			[]int{0, 0, 1, 0, 3}, []string{"ROOT", "xcomp", "dobj", "dobj", "prep"},
		},
		{
			"no such token",
			tree{[]int{0, 0, 0}, []string{"ROOT", "nsubj", "prep||dobj"}},
			[]int{0, 0, 0}, []string{"ROOT", "nsubj", "prep"},
		},
		{
			"not below itself",
			tree{[]int{0, 0, 1}, []string{"ROOT", "prep||dobj", "dobj"}},
			[]int{0, 0, 1}, []string{"ROOT", "prep", "dobj"},
		},
	} {
		c.in.undecorate(c.in.edges(), make([]bool, len(c.in.head)))
		if !slices.Equal(c.in.head, c.head) || !slices.Equal(c.in.dep, c.dep) {
			t.Errorf("%s: got %v %v, want %v %v", c.name, c.in.head, c.in.dep, c.head, c.dep)
		}
	}
}
