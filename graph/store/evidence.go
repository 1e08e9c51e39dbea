package store

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"clew/graph"
	"clew/graph/resolve"
)

// readingKey changes whenever an article would have to be read again: its text,
// its metadata or what reads it changed.
func readingKey(a graph.Article, extractor string) string {
	parts := append([]string{extractor, strconv.Itoa(SchemaVersion), a.Text, a.Title, a.Publisher, a.Date, a.URL, a.Language}, a.Authors...)
	return shortHash("k", parts...)
}

// factsHash changes whenever what is said of an article changes: its facts, its
// metadata or the extractor.
func factsHash(x *graph.Extraction) string {
	data, err := json.Marshal(x)
	if err != nil {
		return "" // never equal to a stored hash: the article is written again
	}
	sum := sha256.Sum256(append(data, x.Extractor...))
	return hex.EncodeToString(sum[:])
}

func shortHash(prefix string, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return prefix + hex.EncodeToString(sum[:8])
}

func relationOf(from, to, typ, claim string) relation {
	return relation{id: shortHash("r", from, typ, to, claim), from: from, to: to, typ: typ, claim: claim}
}

// writeMentions writes what the article contributes to its entities (MENTIONS)
// and what follows from it: REPORTED to events, QUOTED to speakers.
func (l *loader) writeMentions() error {
	mentions := l.mentionRows()
	if err := l.exec(`UNWIND $rows AS row MATCH (a:Article {id: $id}), (n:Entity {id: row.entity})
		MERGE (a)-[m:MENTIONS]->(n) SET m = row.props`, map[string]any{"id": l.article, "rows": mentions}); err != nil {
		return err
	}
	if err := l.exec(`UNWIND $rows AS row MATCH (a:Article {id: $id}), (n:Entity {id: row.entity})
		MERGE (a)-[m:REPORTED]->(n) SET m = row.props`, map[string]any{"id": l.article, "rows": l.reportedRows()}); err != nil {
		return err
	}
	if err := l.exec(`UNWIND $rows AS row MATCH (a:Article {id: $id}), (n:Entity {id: row.entity})
		MERGE (a)-[m:QUOTED]->(n) SET m = row.props`, map[string]any{"id": l.article, "rows": l.quotedRows()}); err != nil {
		return err
	}
	return l.nameUnmentioned()
}

// contribution is what one article says of one entity of the graph, gathered
// from the local entities that stand for it.
type contribution struct {
	typ, subtype, name string
	locals, aliases    []string
	forms              map[string]int
	mentions           []graph.Mention
	props              map[string]any
}

func (l *loader) contributions() map[string]*contribution {
	all := map[string]*contribution{}
	for _, e := range l.x.Entities {
		id := l.entity[e.ID]
		if e.ID == graph.ArticleEntityID {
			continue
		}
		c := all[id]
		if c == nil {
			c = &contribution{typ: e.Type, subtype: e.Subtype, name: e.Name, forms: map[string]int{}, props: l.storable(e.Props)}
			all[id] = c
		}
		c.add(e)
	}
	return all
}

func (c *contribution) add(e graph.Entity) {
	c.locals = append(c.locals, e.ID)
	c.aliases = append(c.aliases, names(e)...)
	for _, m := range e.Mentions {
		if m.Kind == graph.NameMention {
			c.forms[cleanForm(m.Text)]++
		}
	}
	c.mentions = append(c.mentions, e.Mentions...)
}

func names(e graph.Entity) []string { return append([]string{e.Name}, e.Aliases...) }

// cleanForm is a mention as a name: without article, possessive and full stop.
func cleanForm(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	for _, article := range []string{"the ", "The "} {
		s = strings.TrimPrefix(s, article)
	}
	if strings.Count(s, ".") == 1 {
		s = strings.TrimSuffix(s, ".")
	}
	return s
}

func (l *loader) mentionRows() []any {
	all := l.contributions()
	rows := []any{}
	for _, id := range sortedKeys(all) {
		c := all[id]
		if len(c.mentions) == 0 {
			continue
		}
		slices.SortFunc(c.mentions, func(a, b graph.Mention) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
		props := prefixed("prop_", c.props)
		props["count"] = len(c.mentions)
		props["starts"], props["ends"], props["kinds"] = columns(c.mentions)
		props["type"], props["subtype"], props["name"] = c.typ, c.subtype, c.name
		props["locals"], props["aliases"] = c.locals, unique(slices.Clone(c.aliases))
		props["forms"], props["form_counts"] = frequencies(c.forms)
		maps.Copy(props, l.passage(c.mentions[0]))
		rows = append(rows, map[string]any{"entity": id, "props": props})
	}
	return rows
}

func columns(mentions []graph.Mention) (starts, ends []int, kinds []string) {
	for _, m := range mentions {
		starts, ends, kinds = append(starts, m.Start), append(ends, m.End), append(kinds, m.Kind)
	}
	return starts, ends, kinds
}

func frequencies(forms map[string]int) (names []string, counts []int) {
	names = sortedKeys(forms)
	counts = make([]int, len(names))
	for i, n := range names {
		counts[i] = forms[n]
	}
	return names, counts
}

// passage is a mention as the evidence of a link that follows from it.
func (l *loader) passage(m graph.Mention) map[string]any {
	return map[string]any{"quote": m.Text, "start": m.Start, "end": m.End, "article": l.article, "claim": graph.Asserted}
}

// reportedRows say what this article tells of an event: date, killed, injured.
func (l *loader) reportedRows() []any {
	all := l.contributions()
	rows := []any{}
	for _, id := range sortedKeys(all) {
		c := all[id]
		if c.typ != "Event" || len(c.mentions) == 0 {
			continue
		}
		props := l.passage(c.mentions[0])
		for _, key := range []string{"date", "killed", "killed_qualifier", "injured", "injured_qualifier"} {
			if v, ok := c.props[key]; ok {
				props[key] = v
			}
		}
		rows = append(rows, map[string]any{"entity": id, "props": props})
	}
	return rows
}

// quotedRows count the statements of each speaker.
func (l *loader) quotedRows() []any {
	counts, first := map[string]int{}, map[string]graph.Evidence{}
	for _, r := range l.x.Relations {
		id := l.entity[r.From]
		if r.Type != "SAID" || r.From == graph.ArticleEntityID {
			continue
		}
		if counts[id] == 0 {
			first[id] = r.Evidence
		}
		counts[id]++
	}
	rows := []any{}
	for _, id := range sortedKeys(counts) {
		props := map[string]any{"count": counts[id], "article": l.article, "claim": graph.Asserted,
			"quote": first[id].Quote, "start": first[id].Start, "end": first[id].End}
		rows = append(rows, map[string]any{"entity": id, "props": props})
	}
	return rows
}

// nameUnmentioned gives a name to new entities that no words of the text
// mention, such as a publisher known from metadata: there is no MENTIONS to fold.
func (l *loader) nameUnmentioned() error {
	all := l.contributions()
	for _, id := range sortedKeys(all) {
		c := all[id]
		if len(c.mentions) > 0 || !l.isNew[id] {
			continue
		}
		props := maps.Clone(c.props)
		props["type"], props["name"], props["label"] = c.typ, c.name, shortLabel(c.name)
		props["aliases"], props["members"] = unique(slices.Clone(c.aliases)), l.members(c.locals)
		if c.subtype != "" {
			props["subtype"] = c.subtype
		}
		err := l.exec("MATCH (n:Entity {id: $id}) SET n += $props SET n"+labelList(graph.Labels(c.typ, c.subtype)),
			map[string]any{"id": id, "props": props})
		if err != nil {
			return err
		}
	}
	return nil
}

// labelList writes labels as Cypher, quoted: ":`Entity`:`Person`".
func labelList(labels []string) string {
	var b strings.Builder
	for _, label := range labels {
		b.WriteString(":" + quoteName(label))
	}
	return b.String()
}

func quoteName(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }

// writeEvidence writes one Evidence node a passage.
func (l *loader) writeEvidence() error {
	rows := []any{}
	seen := map[string]bool{}
	for _, r := range l.x.Relations {
		from, to := l.entity[r.From], l.entity[r.To]
		if from == to {
			continue // two names of one thing: the tie is identity, not a relationship
		}
		rel := relationOf(from, to, r.Type, r.Claim())
		props := l.evidenceProps(r, rel)
		id := graph.Text(props["id"])
		if seen[id] {
			continue
		}
		seen[id] = true
		l.touch(rel)
		rows = append(rows, props)
	}
	l.change.Facts = len(rows)
	return l.exec(`MATCH (a:Article {id: $id}) UNWIND $rows AS row
		CREATE (a)-[:STATES]->(v:Evidence) SET v = row`, map[string]any{"id": l.article, "rows": rows})
}

func (l *loader) evidenceProps(r graph.Relation, rel relation) map[string]any {
	props := l.storable(r.Props)
	speaker, speakerID := r.Attribution, ""
	if id, ok := l.entity[r.Attribution]; ok {
		speaker, speakerID = l.localName(r.Attribution), id
	}
	kind := r.Evidence.Kind
	props["id"] = shortHash("v", l.article, rel.id, strconv.Itoa(r.Evidence.Start), strconv.Itoa(r.Evidence.End), speaker)
	props["relation"], props["from"], props["to"], props["type"] = rel.id, rel.from, rel.to, rel.typ
	props["claim"], props["modality"], props["polarity"] = rel.claim, orElse(r.Modality, graph.Asserted), orElse(r.Polarity, graph.Positive)
	props["confidence"], props["extractor"], props["article"], props["origin"] = r.Confidence, l.x.Extractor, l.article, l.origin
	for key, value := range map[string]string{"attribution": speaker, "attribution_id": speakerID, "evidence_kind": kind, "published": l.x.Article.Date} {
		if value != "" {
			props[key] = value
		}
	}
	if r.Evidence.Quote != "" {
		props["quote"], props["start"], props["end"] = r.Evidence.Quote, r.Evidence.Start, r.Evidence.End
	}
	return props
}

func (l *loader) localName(local string) string {
	for _, e := range l.x.Entities {
		if e.ID == local {
			return e.Name
		}
	}
	return local
}

func (l *loader) members(locals []string) []string {
	out := make([]string, len(locals))
	for i, local := range locals {
		out[i] = resolve.Member(l.article, local)
	}
	return out
}

// storable turns free properties into what a database can hold: counts into a
// number and a qualifier, spans into two numbers, local entity ids into the
// name and the graph id of the entity.
func (l *loader) storable(props map[string]any) map[string]any {
	out := map[string]any{}
	for key, value := range props {
		switch v := value.(type) {
		case graph.Count:
			out[key], out[key+"_qualifier"] = v.Value, v.Qualifier
		case *graph.Count:
			if v != nil {
				out[key], out[key+"_qualifier"] = v.Value, v.Qualifier
			}
		case graph.Span:
			out[key+"_start"], out[key+"_end"] = v.Start, v.End
		case string:
			l.storeText(out, key, v)
		case []string:
			l.storeTexts(out, key, v)
		case bool, int, int64, float64, []int, []int64, []float64:
			out[key] = v
		}
	}
	return out
}

func (l *loader) storeText(out map[string]any, key, v string) {
	if id, ok := l.entity[v]; ok {
		out[key], out[key+"_id"] = l.localName(v), id
		return
	}
	if v != "" {
		out[key] = v
	}
}

func (l *loader) storeTexts(out map[string]any, key string, list []string) {
	var names, ids []string
	for _, v := range list {
		if id, ok := l.entity[v]; ok {
			names, ids = append(names, l.localName(v)), append(ids, id)
			continue
		}
		names = append(names, v)
	}
	out[key] = names
	if ids != nil {
		out[key+"_ids"] = ids
	}
}

func prefixed(prefix string, props map[string]any) map[string]any {
	out := make(map[string]any, len(props)+12)
	for key, value := range props {
		out[prefix+key] = value
	}
	return out
}
