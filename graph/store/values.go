package store

import (
	"cmp"
	"maps"
	"slices"

	"clew/graph"
)

// integers reads a list of whole numbers as the driver gives it.
func integers(v any) []int64 {
	list, _ := v.([]any)
	out := make([]int64, 0, len(list))
	for _, item := range list {
		out = append(out, graph.Int(item))
	}
	return out
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
