package analysis

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"sync"
)

// NodeInfo is a node as a store feeds it.
type NodeInfo struct {
	ID      string
	Name    string
	Type    string   // Person, Organization, Event, …; empty in foreign graphs
	Subtype string   // Bombing, ArmedGroup, …
	Date    string   // of an event, EDTF
	Labels  []string // every label of the store
}

// Edge is a relationship as a store feeds it.
type Edge struct {
	ID, From, To, Type string
	Claim              string  // asserted, alleged, …; empty is asserted
	Confidence         float64 // 0..1 of the extractor; 0: not said, taken as 1
	Origins            int     // independent origins behind it; 0: not said, taken as 1
	Articles           int     // articles behind it; 0: not said, taken as Origins
	Weight             float64 // 0: Origins × Confidence
}

// Link is an edge of a snapshot, its ends dense node numbers.
type Link struct {
	ID, Type, Claim   string
	From, To          int32
	Confidence        float64
	Origins, Articles int
	Weight            float64
}

// Snapshot is a graph in compressed sparse rows. Nodes are numbered in the order
// of their ids; links in the order of from, to, type and id. It is safe for
// concurrent use.
type Snapshot struct {
	// Version is what the store called the state that was read; empty if it has
	// no name for it.
	Version string
	// Projection is the sentence that says what of the store is in the rows.
	Projection string
	// Dangling counts edges left out because an end is not in the snapshot.
	Dangling int

	ids, names, dates stringRows
	kinds             []int32 // per node, into kindTable
	kindTable         []kind

	out      []int32 // links out of node u are out[u] … out[u+1]
	in       []int32 // links into u are inLinks[in[u] … in[u+1]]
	inLinks  []int32
	from, to []int32

	linkIDs     stringRows
	types       []int32 // per link, into typeTable
	typeTable   []string
	claims      []int32 // per link, into claimTable
	claimTable  []string
	confidences []float32
	origins     []int32
	articles    []int32
	weights     []float64

	tiesOnce sync.Once
	ties     *rows
}

type kind struct {
	typ, subtype string
	labels       []string
}

// NewSnapshot reads nodes, then edges. Of nodes with one id the first counts.
// Edges with an end that is no node are counted in Dangling and left out, so a
// projection that drops nodes drops their edges.
func NewSnapshot(nodes iter.Seq[NodeInfo], edges iter.Seq[Edge]) *Snapshot {
	s := &Snapshot{}
	index := s.readNodes(nodes)
	s.readLinks(edges, index)
	s.sortLinks()
	return s
}

func (s *Snapshot) readNodes(nodes iter.Seq[NodeInfo]) map[string]int32 {
	var list []NodeInfo
	for n := range nodes {
		list = append(list, n)
	}
	byID := func(a, b NodeInfo) int { return cmp.Compare(a.ID, b.ID) }
	if !slices.IsSortedFunc(list, byID) {
		slices.SortStableFunc(list, byID)
	}
	list = slices.CompactFunc(list, func(a, b NodeInfo) bool { return a.ID == b.ID })
	index := make(map[string]int32, len(list))
	kinds := map[string]int32{}
	for i, n := range list {
		index[n.ID] = int32(i)
		s.ids.add(n.ID)
		s.names.add(n.Name)
		s.dates.add(n.Date)
		s.kinds = append(s.kinds, s.kindOf(n, kinds))
	}
	return index
}

func (s *Snapshot) kindOf(n NodeInfo, seen map[string]int32) int32 {
	key := n.Type + "\x00" + n.Subtype
	for _, label := range n.Labels {
		key += "\x00" + label
	}
	k, ok := seen[key]
	if !ok {
		k = int32(len(s.kindTable))
		seen[key] = k
		s.kindTable = append(s.kindTable, kind{n.Type, n.Subtype, slices.Clone(n.Labels)})
	}
	return k
}

func (s *Snapshot) readLinks(edges iter.Seq[Edge], index map[string]int32) {
	types, claims := map[string]int32{}, map[string]int32{}
	for e := range edges {
		from, okFrom := index[e.From]
		to, okTo := index[e.To]
		if !okFrom || !okTo {
			s.Dangling++
			continue
		}
		e.complete()
		s.from, s.to = append(s.from, from), append(s.to, to)
		s.linkIDs.add(e.ID)
		s.types = append(s.types, intern(e.Type, types, &s.typeTable))
		s.claims = append(s.claims, intern(e.Claim, claims, &s.claimTable))
		s.confidences = append(s.confidences, float32(e.Confidence))
		s.origins = append(s.origins, int32(e.Origins))
		s.articles = append(s.articles, int32(e.Articles))
		s.weights = append(s.weights, e.Weight)
	}
}

// complete fills what the edge does not say.
func (e *Edge) complete() {
	if e.Claim == "" {
		e.Claim = "asserted"
	}
	if e.Origins <= 0 {
		e.Origins = 1
	}
	if e.Articles <= 0 {
		e.Articles = e.Origins
	}
	if e.Confidence <= 0 {
		e.Confidence = 1
	}
	if e.Weight <= 0 {
		e.Weight = float64(e.Origins) * e.Confidence
	}
}

func intern(text string, seen map[string]int32, table *[]string) int32 {
	i, ok := seen[text]
	if !ok {
		i = int32(len(*table))
		seen[text] = i
		*table = append(*table, text)
	}
	return i
}

// sortLinks orders links by from, to, type and id in two counting sorts, so that
// the rows do not hang on the order of feeding, and fills the rows.
func (s *Snapshot) sortLinks() {
	n, m := s.Nodes(), len(s.from)
	order := make([]int32, m)
	for i := range order {
		order[i] = int32(i)
	}
	order, _ = countingSort(order, s.to, n)
	order, s.out = countingSort(order, s.from, n)
	s.sortParallel(order)
	s.from, s.to = permuted(s.from, order), permuted(s.to, order)
	s.types, s.claims = permuted(s.types, order), permuted(s.claims, order)
	s.confidences, s.weights = permuted(s.confidences, order), permuted(s.weights, order)
	s.origins, s.articles = permuted(s.origins, order), permuted(s.articles, order)
	var ids stringRows
	for _, i := range order {
		ids.add(s.linkIDs.at(i))
	}
	s.linkIDs = ids
	all := make([]int32, m)
	for i := range all {
		all[i] = int32(i)
	}
	s.inLinks, s.in = countingSort(all, s.to, n)
}

// sortParallel orders runs of links that join the same pair by type, then id.
func (s *Snapshot) sortParallel(order []int32) {
	for a := 0; a < len(order); {
		b := a + 1
		for b < len(order) && s.from[order[a]] == s.from[order[b]] && s.to[order[a]] == s.to[order[b]] {
			b++
		}
		if b-a > 1 {
			slices.SortFunc(order[a:b], func(i, j int32) int {
				return cmp.Or(cmp.Compare(s.typeTable[s.types[i]], s.typeTable[s.types[j]]), cmp.Compare(s.linkIDs.at(i), s.linkIDs.at(j)))
			})
		}
		a = b
	}
}

// countingSort orders items by their key, stably, and returns where each of the
// n keys begins; the last entry is the end.
func countingSort(items, key []int32, n int) (sorted, starts []int32) {
	starts = make([]int32, n+1)
	for _, i := range items {
		starts[key[i]+1]++
	}
	for k := range n {
		starts[k+1] += starts[k]
	}
	next := slices.Clone(starts)
	sorted = make([]int32, len(items))
	for _, i := range items {
		sorted[next[key[i]]] = i
		next[key[i]]++
	}
	return sorted, starts
}

func permuted[T any](list []T, order []int32) []T {
	out := make([]T, len(list))
	for i, j := range order {
		out[i] = list[j]
	}
	return out
}

// Nodes is the number of nodes.
func (s *Snapshot) Nodes() int { return s.ids.len() }

// Links is the number of links.
func (s *Snapshot) Links() int { return len(s.from) }

// ID is the store's id of a node.
func (s *Snapshot) ID(node int32) string { return s.ids.at(node) }

// Name is what a node is called, its id where it has no name.
func (s *Snapshot) Name(node int32) string {
	if name := s.names.at(node); name != "" {
		return name
	}
	return s.ids.at(node)
}

// Node is everything the snapshot knows of a node.
func (s *Snapshot) Node(node int32) NodeInfo {
	k := s.kindTable[s.kinds[node]]
	return NodeInfo{ID: s.ids.at(node), Name: s.names.at(node), Type: k.typ, Subtype: k.subtype, Date: s.dates.at(node), Labels: k.labels}
}

// Is says whether a node has a type, subtype or label.
func (s *Snapshot) Is(node int32, label string) bool {
	return s.kindTable[s.kinds[node]].is(label)
}

func (k kind) is(label string) bool {
	return k.typ == label || k.subtype == label || slices.Contains(k.labels, label)
}

// Find returns the number of the node with an id of the store.
func (s *Snapshot) Find(id string) (node int32, ok bool) {
	i := sort.Search(s.Nodes(), func(i int) bool { return s.ids.at(int32(i)) >= id })
	return int32(i), i < s.Nodes() && s.ids.at(int32(i)) == id
}

// Link is everything the snapshot knows of a link.
func (s *Snapshot) Link(link int32) Link {
	return Link{
		ID: s.linkIDs.at(link), Type: s.typeTable[s.types[link]], Claim: s.claimTable[s.claims[link]],
		From: s.from[link], To: s.to[link],
		Confidence: float64(s.confidences[link]), Origins: int(s.origins[link]), Articles: int(s.articles[link]), Weight: s.weights[link],
	}
}

// Out yields the links that leave a node.
func (s *Snapshot) Out(node int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for link := s.out[node]; link < s.out[node+1]; link++ {
			if !yield(link) {
				return
			}
		}
	}
}

// In yields the links that enter a node.
func (s *Snapshot) In(node int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for _, link := range s.inLinks[s.in[node]:s.in[node+1]] {
			if !yield(link) {
				return
			}
		}
	}
}

// Memory is the size of the rows in bytes, without what measures add.
func (s *Snapshot) Memory() int64 {
	n, m := int64(s.Nodes()), int64(s.Links())
	const perNode, perLink = 4 + 2*4, 4 + 2*4 + 2*4 + 4 + 2*4 + 8
	return n*perNode + m*perLink + s.ids.size() + s.names.size() + s.dates.size() + s.linkIDs.size()
}
