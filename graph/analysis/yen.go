package analysis

import (
	"cmp"
	"container/heap"
	"context"
	"math"
	"slices"
)

// search looks for the cheapest loopless paths from any of a set of nodes to any
// of another, at most maxHops links long. Links may be walked both ways.
type search struct {
	s        *Snapshot
	linkCost []float64           // per link; +Inf: not to be walked
	nodeCost func(int32) float64 // of passing through a node; +Inf: not to be passed
	ends
	maxHops int
}

// route is a path with the cheapest link of every hop.
type route struct {
	nodes, links []int32
	cost         float64
}

// hop is a pair of neighbours, in the direction of walking.
type hop struct{ from, to int32 }

// cheapest returns up to k paths by cost (Yen, Finding the k shortest loopless
// paths in a network, 1971); the order of equally cheap ones is always the same
// but means nothing. No path runs through a third source or target.
func (q *search) cheapest(ctx context.Context, k int) ([]route, error) {
	first, ok := q.extend(route{}, nil, nil)
	if !ok || k < 1 {
		return nil, ctx.Err()
	}
	found, seen := []route{first}, map[string]bool{key(first.nodes): true}
	var waiting []route
	for len(found) < k {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, r := range q.deviations(found) {
			if !seen[key(r.nodes)] {
				seen[key(r.nodes)] = true
				waiting = append(waiting, r)
			}
		}
		if len(waiting) == 0 {
			break
		}
		slices.SortFunc(waiting, compareRoutes)
		found = append(found, waiting[0])
		waiting = waiting[1:]
	}
	return found, nil
}

// deviations are the cheapest paths that leave the last of the paths found at
// each of its nodes, or start at another source, and are none of those found.
func (q *search) deviations(found []route) []route {
	last := found[len(found)-1]
	var out []route
	starts := map[int32]bool{}
	for _, r := range found {
		starts[r.nodes[0]] = true
	}
	if r, ok := q.extend(route{}, starts, nil); ok {
		out = append(out, r)
	}
	for i := 0; i < len(last.links); i++ {
		root := route{nodes: last.nodes[:i+1], links: last.links[:i]}
		for j, link := range root.links {
			root.cost += q.linkCost[link]
			if j > 0 {
				root.cost += q.nodeCost(root.nodes[j])
			}
		}
		used := map[hop]bool{}
		for _, r := range found {
			if len(r.nodes) > i+1 && slices.Equal(r.nodes[:i+1], root.nodes) {
				used[hop{r.nodes[i], r.nodes[i+1]}] = true
			}
		}
		if r, ok := q.extend(root, nil, used); ok {
			out = append(out, r)
		}
	}
	return out
}

func compareRoutes(a, b route) int {
	return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(len(a.nodes), len(b.nodes)), slices.Compare(a.nodes, b.nodes))
}

func key(nodes []int32) string {
	b := make([]byte, 0, 4*len(nodes))
	for _, n := range nodes {
		b = append(b, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	}
	return string(b)
}

// extend finds the cheapest way on from a root to a target: Dijkstra's algorithm
// over (node, hops), so that a dear short path is not lost behind a cheap long
// one. An empty root starts at any source that closed lacks; the first hop is
// none of those used. Costs are positive, so a cheapest way has no loop.
func (q *search) extend(root route, closed map[int32]bool, used map[hop]bool) (route, bool) {
	d := &dijkstra{best: map[state]label{}, fewest: map[int32]int32{}}
	onRoot := map[int32]bool{}
	for _, n := range root.nodes {
		onRoot[n] = true
	}
	if len(root.nodes) > 0 {
		d.reach(state{root.nodes[len(root.nodes)-1], int32(len(root.links))}, label{cost: root.cost, link: -1})
	} else {
		for n, is := range q.source {
			if is && !closed[int32(n)] && !q.avoid[n] {
				d.reach(state{int32(n), 0}, label{link: -1})
			}
		}
	}
	spur := int32(len(root.links))
	for d.Len() > 0 {
		at := heap.Pop(d).(queued)
		if !d.settle(at) {
			continue
		}
		if at.hops > 0 && q.target[at.node] {
			return d.trace(root, at), true
		}
		if int(at.hops) == q.maxHops {
			continue
		}
		through := 0.0
		if at.hops > 0 {
			if through = q.nodeCost(at.node); math.IsInf(through, 1) {
				continue
			}
		}
		q.relax(d, at, through, func(v int32) bool {
			return onRoot[v] || q.avoid[v] || (at.hops == spur && used[hop{at.node, v}])
		})
	}
	return route{}, false
}

func (q *search) relax(d *dijkstra, at queued, through float64, barred func(int32) bool) {
	try := func(link, v int32) {
		cost := q.linkCost[link]
		if math.IsInf(cost, 1) || barred(v) || q.source[v] {
			return
		}
		d.reach(state{v, at.hops + 1}, label{cost: at.cost + through + cost, link: link, from: at.node})
	}
	for link := range q.s.Out(at.node) {
		try(link, q.s.to[link])
	}
	for link := range q.s.In(at.node) {
		try(link, q.s.from[link])
	}
}

// state is a node reached in a number of hops.
type state struct{ node, hops int32 }

type label struct {
	cost float64
	link int32 // walked last; −1 at the start
	from int32
	done bool
}

type queued struct {
	state
	cost float64
}

// dijkstra is a queue of states and the best way to each.
type dijkstra struct {
	best   map[state]label
	fewest map[int32]int32 // hops in which a node was settled
	queue  []queued
}

func (d *dijkstra) reach(s state, l label) {
	old, known := d.best[s]
	if known && (old.done || old.cost < l.cost || (old.cost == l.cost && cmp.Or(cmp.Compare(old.from, l.from), cmp.Compare(old.link, l.link)) <= 0)) {
		return
	}
	d.best[s] = l
	heap.Push(d, queued{s, l.cost})
}

// settle closes a state, and says false of one that is closed already or whose
// node was reached before as cheaply in no more hops.
func (d *dijkstra) settle(at queued) bool {
	l := d.best[at.state]
	if l.done || at.cost > l.cost {
		return false
	}
	l.done = true
	d.best[at.state] = l
	if fewest, met := d.fewest[at.node]; met && fewest <= at.hops {
		return false
	}
	d.fewest[at.node] = at.hops
	return true
}

// trace walks back from the end to the root.
func (d *dijkstra) trace(root route, end queued) route {
	r := route{nodes: slices.Clone(root.nodes), links: slices.Clone(root.links), cost: end.cost}
	var nodes, links []int32
	at := end.state
	for {
		l := d.best[at]
		if l.link < 0 {
			if len(root.nodes) == 0 {
				nodes = append(nodes, at.node)
			}
			break
		}
		nodes, links = append(nodes, at.node), append(links, l.link)
		at = state{l.from, at.hops - 1}
	}
	slices.Reverse(nodes)
	slices.Reverse(links)
	r.nodes, r.links = append(r.nodes, nodes...), append(r.links, links...)
	return r
}

func (d *dijkstra) Len() int { return len(d.queue) }

func (d *dijkstra) Less(i, j int) bool {
	a, b := d.queue[i], d.queue[j]
	return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.hops, b.hops), cmp.Compare(a.node, b.node)) < 0
}

func (d *dijkstra) Swap(i, j int) { d.queue[i], d.queue[j] = d.queue[j], d.queue[i] }

func (d *dijkstra) Push(x any) { d.queue = append(d.queue, x.(queued)) }

func (d *dijkstra) Pop() any {
	last := d.queue[len(d.queue)-1]
	d.queue = d.queue[:len(d.queue)-1]
	return last
}
