package store

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"clew/graph"
	"clew/graph/resolve"
)

// said is what one article contributed to one entity: a MENTIONS relationship.
type said struct {
	article, origin, date string
	props                 map[string]any
}

// foldEntities computes name, aliases, kind and properties of every touched
// entity from all articles that mention it. Places go first, for events carry
// the name of their place.
func (l *loader) foldEntities() error {
	ids := sortedKeys(l.entities)
	contributions, err := l.readContributions(ids)
	if err != nil {
		return err
	}
	nodes := make([]foldedNode, 0, len(ids))
	for _, id := range ids {
		if list := contributions[id]; len(list) > 0 {
			nodes = append(nodes, foldNode(id, list))
		}
	}
	if err := l.writeNodes(nodes); err != nil {
		return err
	}
	if err := l.namePlaces(); err != nil {
		return err
	}
	return l.tellEventsApart(nodes)
}

func (l *loader) readContributions(ids []string) (map[string][]said, error) {
	rows, err := l.run(`UNWIND $ids AS id MATCH (a:Article)-[m:MENTIONS]->(n:Entity {id: id})
		RETURN id, a.id AS article, a.origin AS origin, a.date AS date, properties(m) AS props ORDER BY id, article`, map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	out := map[string][]said{}
	for _, r := range rows {
		props, _ := r["props"].(map[string]any)
		id := graph.Text(r["id"])
		out[id] = append(out[id], said{graph.Text(r["article"]), graph.Text(r["origin"]), graph.Text(r["date"]), props})
	}
	return out, nil
}

// foldedNode is an entity as its articles together describe it.
type foldedNode struct {
	id, typ, subtype, name string
	aliases, members       []string
	props                  map[string]any
}

func foldNode(id string, list []said) foldedNode {
	n := foldedNode{id: id, props: map[string]any{}}
	types, subtypes, given, forms := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	origins := map[string]bool{}
	for _, s := range list {
		count := max(1, int(graph.Int(s.props["count"])))
		types[graph.Text(s.props["type"])] += count
		if sub := graph.Text(s.props["subtype"]); sub != "" {
			subtypes[sub] += count
		}
		given[graph.Text(s.props["name"])] += count
		counts := integers(s.props["form_counts"])
		for i, form := range graph.Texts(s.props["forms"]) {
			if i < len(counts) {
				forms[form] += int(counts[i])
			}
		}
		n.aliases = append(n.aliases, graph.Texts(s.props["aliases"])...)
		for _, local := range graph.Texts(s.props["locals"]) {
			n.members = append(n.members, resolve.Member(s.article, local))
		}
		origins[s.origin] = true
	}
	n.typ, n.subtype = mostFrequent(types), mostSpecific(subtypes)
	n.name = chooseName(n.typ, forms, given)
	n.aliases, n.members = unique(n.aliases), unique(n.members)
	n.foldProps(list)
	n.props["articles"], n.props["origins"] = len(list), len(origins)
	return n
}

// chooseName is the most frequent name over the articles, ties to the longer; of
// people the fullest form. What has no name keeps the one it was given.
func chooseName(typ string, forms, given map[string]int) string {
	if typ == "Event" || len(forms) == 0 {
		return mostFrequent(given)
	}
	if typ == "Person" {
		return fullest(given)
	}
	if name := mostFrequent(forms); name != "" {
		return name
	}
	return mostFrequent(given)
}

// mostFrequent breaks ties by length and then alphabetically, so that the order
// of reading does not matter.
func mostFrequent(counts map[string]int) string {
	best := ""
	for _, s := range sortedKeys(counts) {
		if best == "" || cmp.Or(counts[s]-counts[best], utf8.RuneCountInString(s)-utf8.RuneCountInString(best)) > 0 {
			best = s
		}
	}
	return best
}

func fullest(names map[string]int) string {
	best := ""
	for _, s := range sortedKeys(names) {
		if cmp.Or(len(strings.Fields(s))-len(strings.Fields(best)), names[s]-names[best]) > 0 {
			best = s
		}
	}
	return best
}

// mostSpecific is the most frequent subtype, but one below it in the vocabulary
// wins: an attack that one article calls a bombing is a bombing.
func mostSpecific(counts map[string]int) string {
	best := mostFrequent(counts)
	for _, s := range sortedKeys(counts) {
		if s != best && graph.IsA(s, best) {
			best = s
		}
	}
	return best
}

// foldProps takes for every property the value most articles give. Numbers of
// dead and injured may differ: the node holds their range, each article keeps
// its own on REPORTED.
func (n *foldedNode) foldProps(list []said) {
	values := map[string]map[string]int{}
	held := map[string]any{}
	for _, s := range list {
		for key, value := range s.props {
			name, ok := strings.CutPrefix(key, "prop_")
			if !ok {
				continue
			}
			if values[name] == nil {
				values[name] = map[string]int{}
			}
			printed := canonical(value)
			values[name][printed]++
			held[name+"\x00"+printed] = value
		}
	}
	for _, name := range sortedKeys(values) {
		n.props[name] = held[name+"\x00"+mostFrequent(values[name])]
	}
	for _, key := range []string{"killed", "injured"} {
		n.foldRange(key, list)
	}
	if dates := values["date"]; len(dates) > 1 {
		n.props["date"] = mostPrecise(dates)
	}
}

func (n *foldedNode) foldRange(key string, list []said) {
	low, high, any := int64(math.MaxInt64), int64(0), false
	for _, s := range list {
		if v, ok := s.props["prop_"+key]; ok {
			low, high, any = min(low, graph.Int(v)), max(high, graph.Int(v)), true
		}
	}
	delete(n.props, key)
	delete(n.props, key+"_qualifier")
	if any {
		n.props[key+"_min"], n.props[key+"_max"] = low, high
	}
}

// mostPrecise prefers a date that states the year and says most.
func mostPrecise(dates map[string]int) string {
	score := func(d string) int { return len(strings.ReplaceAll(d, "X", "")) }
	best := ""
	for _, d := range sortedKeys(dates) {
		if best == "" || cmp.Or(score(d)-score(best), dates[d]-dates[best]) > 0 {
			best = d
		}
	}
	return best
}

// writeNodes writes folded entities, one statement for each set of labels, and
// takes labels off that no longer hold.
func (l *loader) writeNodes(nodes []foldedNode) error {
	byLabels := map[string][]any{}
	for _, n := range nodes {
		props := maps.Clone(n.props)
		props["id"], props["type"], props["name"] = n.id, n.typ, n.name
		props["aliases"], props["members"] = n.aliases, n.members
		if n.subtype != "" {
			props["subtype"] = n.subtype
		}
		if n.typ == "Event" {
			props["base_name"] = n.name
		}
		if graph.Text(props["label"]) == "" || n.typ != "Event" {
			props["label"] = shortLabel(n.name, n.aliases...)
		}
		labels := labelList(graph.Labels(n.typ, n.subtype))
		byLabels[labels] = append(byLabels[labels], map[string]any{"id": n.id, "props": props})
		l.folded = append(l.folded, l.identity(n))
	}
	for _, labels := range sortedKeys(byLabels) {
		if err := l.writeLabelled(labels, byLabels[labels]); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) writeLabelled(labels string, rows []any) error {
	params := map[string]any{"rows": rows}
	query := "UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n = row.props"
	stale, err := l.run("UNWIND $rows AS row MATCH (n:Entity {id: row.id}) UNWIND labels(n) AS label RETURN DISTINCT label ORDER BY label", params)
	if err != nil {
		return err
	}
	for _, r := range stale {
		if label := graph.Text(r["label"]); !strings.Contains(labels+":", quoteName(label)+":") {
			query += " REMOVE n:" + quoteName(label)
		}
	}
	return l.exec(query+" SET n"+labels, params)
}

// identity is what the index needs to know of a node.
func (l *loader) identity(n foldedNode) resolve.Entity {
	e := resolve.Entity{
		ID: n.id, Type: n.typ, Subtype: n.subtype, Name: n.name, Aliases: n.aliases, Members: n.members,
		Date: graph.Text(n.props["date"]), Place: graph.Text(n.props["place_id"]), Size: resolve.Size(n.props["size"]),
	}
	for _, r := range l.x.Relations {
		from, to := l.entity[r.From], l.entity[r.To]
		switch {
		case from == n.id && r.Type == "LOCATED_IN":
			e.Within = append(e.Within, to)
		case n.typ == "PersonGroup" && from == n.id && strings.HasPrefix(to, "event-"):
			e.Ties = append(e.Ties, resolve.Tie(r.Type, to))
		case n.typ == "PersonGroup" && to == n.id && strings.HasPrefix(from, "event-"):
			e.Ties = append(e.Ties, resolve.Tie(r.Type, from))
		}
	}
	old := l.index.Known(n.id)
	e.Within, e.Ties = unique(append(e.Within, old.Within...)), unique(append(e.Ties, old.Ties...))
	return e
}

// namePlaces writes the name of its place on every event that happened at a
// touched place or was touched itself.
func (l *loader) namePlaces() error {
	params := map[string]any{"ids": sortedKeys(l.entities)}
	for _, query := range []string{
		"UNWIND $ids AS id MATCH (e:Entity {id: id}) WHERE e:Event MATCH (p:Entity {id: e.place_id}) SET e.place = p.name",
		"UNWIND $ids AS id MATCH (p:Entity {id: id}) WHERE p:Place MATCH (e:Event {place_id: p.id}) SET e.place = p.name",
	} {
		if err := l.exec(query, params); err != nil {
			return err
		}
	}
	return nil
}

// tellEventsApart puts the date behind the name of events that would otherwise
// be called alike.
func (l *loader) tellEventsApart(nodes []foldedNode) error {
	names := map[string]bool{}
	for _, n := range nodes {
		if n.typ == "Event" {
			names[n.name] = true
		}
	}
	rows, err := l.run("MATCH (e:Event) WHERE e.base_name IN $names RETURN e.id AS id, e.base_name AS base, e.date AS date ORDER BY id", map[string]any{"names": sortedKeys(names)})
	if err != nil {
		return err
	}
	alike := map[string]int{}
	for _, r := range rows {
		alike[graph.Text(r["base"])]++
	}
	updates := []any{}
	for _, r := range rows {
		name, date := graph.Text(r["base"]), graph.Text(r["date"])
		if alike[name] > 1 && date != "" && !strings.Contains(name, date) {
			name = strings.TrimSuffix(name, ", "+yearOf(date)) // the date says the year again
			name = truncate(name, maxEventName-len(date)-2) + ", " + date
		}
		updates = append(updates, map[string]any{"id": graph.Text(r["id"]), "name": name})
	}
	return l.exec("UNWIND $rows AS row MATCH (e:Entity {id: row.id}) SET e.name = row.name", map[string]any{"rows": updates})
}

// yearOf is the year of an EDTF date.
func yearOf(date string) string {
	year, _, _ := strings.Cut(date, "-")
	return year
}

// Lengths of names on a drawing, in code points.
const (
	maxEventName = 40
	maxLabel     = 20
)

// shortLabel is a name of at most 20 code points: the name itself, the longest
// alias that fits, or the name cut at a word.
func shortLabel(name string, aliases ...string) string {
	if utf8.RuneCountInString(name) <= maxLabel {
		return name
	}
	best := ""
	for _, a := range aliases {
		if n := utf8.RuneCountInString(a); n <= maxLabel && n > utf8.RuneCountInString(best) {
			best = a
		}
	}
	if best != "" {
		return best
	}
	return truncate(name, maxLabel)
}

// truncate cuts at a word and marks the cut.
func truncate(s string, limit int) string {
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	cut := string(runes[:limit-1])
	if at := strings.LastIndexByte(cut, ' '); at > limit/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,") + "…"
}

// dropOrphans removes entities that no article mentions and nothing states any more.
func (l *loader) dropOrphans() error {
	rows, err := l.run(`UNWIND $ids AS id MATCH (n:Entity {id: id}) WHERE NOT (n)--() RETURN n.id AS id`, map[string]any{"ids": sortedKeys(l.entities)})
	if err != nil {
		return err
	}
	for _, r := range rows {
		l.removed = append(l.removed, graph.Text(r["id"]))
	}
	if len(l.removed) == 0 {
		return nil
	}
	return l.exec("UNWIND $ids AS id MATCH (n:Entity {id: id}) DELETE n", map[string]any{"ids": slices.Clone(l.removed)})
}
