package english

import "sync"

// cache remembers values by key for all documents of a model. It holds two
// generations of at most limit entries: when the young one is full it becomes
// the old one and the old one is dropped, so that words in use stay.
type cache[K comparable, V any] struct {
	limit int

	mu         sync.RWMutex
	young, old map[K]V
}

func newCache[K comparable, V any](limit int) *cache[K, V] {
	return &cache[K, V]{limit: limit, young: map[K]V{}}
}

// fill sets values[i] to the value of keys[i] where there is one and returns
// the indices of the others.
func (c *cache[K, V]) fill(values []V, keys []K) (missing []int) {
	var stale []int
	c.mu.RLock()
	for i, k := range keys {
		if v, ok := c.young[k]; ok {
			values[i] = v
		} else if v, ok := c.old[k]; ok {
			values[i] = v
			stale = append(stale, i)
		} else {
			missing = append(missing, i)
		}
	}
	c.mu.RUnlock()
	c.add(keys, values, stale)
	return missing
}

// add stores values[i] under keys[i] for the given indices.
func (c *cache[K, V]) add(keys []K, values []V, indices []int) {
	if len(indices) == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, i := range indices {
		if len(c.young) >= c.limit {
			c.young, c.old = make(map[K]V, c.limit), c.young
		}
		c.young[keys[i]] = values[i]
	}
}
