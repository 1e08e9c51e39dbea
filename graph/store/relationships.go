package store

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"clew/graph"
)

// foldRelations computes every touched relationship from the passages behind it,
// and removes those that no passage states any more.
func (l *loader) foldRelations() error {
	ids := sortedKeys(l.relations)
	passages, err := l.readPassages(ids)
	if err != nil {
		return err
	}
	write, remove := map[string][]any{}, map[string][]any{}
	for _, id := range ids {
		r := l.relations[id]
		if list := passages[id]; len(list) > 0 {
			write[r.typ] = append(write[r.typ], map[string]any{"from": r.from, "to": r.to, "id": id, "props": foldRelationship(r, list)})
		} else {
			remove[r.typ] = append(remove[r.typ], map[string]any{"from": r.from, "to": r.to, "id": id})
		}
	}
	for _, typ := range sortedKeys(write) {
		if err := l.writeRelationships(typ, write[typ]); err != nil {
			return err
		}
	}
	for _, typ := range sortedKeys(remove) {
		err := l.exec("UNWIND $rows AS row MATCH (a:Entity {id: row.from})-[r:"+quoteName(typ)+" {id: row.id}]->() DELETE r", map[string]any{"rows": remove[typ]})
		if err != nil {
			return err
		}
	}
	return nil
}

// writeRelationships writes relationships of one type. Articles carry another
// label than entities, and a label is what makes the look-up an index seek.
func (l *loader) writeRelationships(typ string, rows []any) error {
	target := "Entity"
	split := map[string][]any{}
	for _, row := range rows {
		target = "Entity"
		if row.(map[string]any)["to"] == l.article {
			target = "Article"
		}
		split[target] = append(split[target], row)
	}
	for _, target := range sortedKeys(split) {
		err := l.exec("UNWIND $rows AS row MATCH (a:Entity {id: row.from}) MATCH (b:"+target+" {id: row.to}) MERGE (a)-[r:"+quoteName(typ)+
			" {id: row.id}]->(b) SET r = row.props", map[string]any{"rows": split[target]})
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) readPassages(ids []string) (map[string][]map[string]any, error) {
	rows, err := l.run(`UNWIND $ids AS id MATCH (v:Evidence {relation: id}) RETURN id, properties(v) AS props ORDER BY id, props.id`, map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	out := map[string][]map[string]any{}
	for _, r := range rows {
		props, _ := r["props"].(map[string]any)
		out[graph.Text(r["id"])] = append(out[graph.Text(r["id"])], props)
	}
	return out, nil
}

// evidenceOnly are properties that say what an Evidence node is; all others are
// free properties of the relation.
var evidenceOnly = []string{"id", "relation", "from", "to", "type", "modality", "polarity", "extractor", "origin", "published",
	"attribution", "attribution_id", "confidence", "claim", "evidence_kind"}

// foldRelationship is the relationship that all its passages together make.
func foldRelationship(r relation, list []map[string]any) map[string]any {
	slices.SortFunc(list, betterPassage)
	props := maps.Clone(list[0])
	for _, key := range evidenceOnly {
		delete(props, key)
	}
	articles, origins, speakers := map[string]bool{}, map[string]float64{}, map[string]int{}
	first, last, ownVoice := "", "", false
	for _, v := range list {
		articles[graph.Text(v["article"])] = true
		origin := graph.Text(v["origin"])
		origins[origin] = max(origins[origin], graph.Float(v["confidence"]))
		if s := graph.Text(v["attribution"]); s != "" {
			speakers[s]++
		} else {
			ownVoice = true
		}
		if date := graph.Text(v["published"]); date != "" {
			if first == "" || date < first {
				first = date
			}
			last = max(last, date)
		}
	}
	props["id"], props["claim"] = r.id, r.claim
	props["articles"], props["origins"], props["confidence"] = len(articles), len(origins), jointConfidence(origins)
	props["attribution"] = byFrequency(speakers)
	if !ownVoice {
		props["attributed"] = true // every source has it from somebody
	}
	if first != "" {
		props["first"], props["last"] = first, last
	}
	return props
}

// betterPassage orders passages: the surest first, then the earliest published,
// then by place, so that the choice does not hang on the order of reading.
func betterPassage(a, b map[string]any) int {
	date := func(v map[string]any) string { return orElse(graph.Text(v["published"]), "9999") }
	return cmp.Or(
		cmp.Compare(graph.Float(b["confidence"]), graph.Float(a["confidence"])),
		cmp.Compare(date(a), date(b)),
		cmp.Compare(graph.Text(a["article"]), graph.Text(b["article"])),
		cmp.Compare(graph.Int(a["start"]), graph.Int(b["start"])),
		cmp.Compare(graph.Text(a["id"]), graph.Text(b["id"])),
	)
}

// jointConfidence takes independent origins as independent witnesses (noisy-or).
// It never reaches certainty.
func jointConfidence(origins map[string]float64) float64 {
	doubt := 1.0
	for _, origin := range sortedKeys(origins) {
		doubt *= 1 - origins[origin]
	}
	return math.Round(min(1-doubt, 0.99)*1000) / 1000
}

func byFrequency(counts map[string]int) []string {
	names := sortedKeys(counts)
	slices.SortStableFunc(names, func(a, b string) int { return counts[b] - counts[a] })
	return names
}

// canonical prints a property so that equal values print alike.
func canonical(v any) string { return fmt.Sprintf("%v", v) }

// Bands of confidence as users see them.
const (
	High   = "high"
	Middle = "middle"
	Low    = "low"
)

// Band is the band a confidence falls into. The low band is kept and hidden
// until asked for.
func Band(confidence float64) string {
	switch {
	case confidence >= 0.8:
		return High
	case confidence >= 0.5:
		return Middle
	}
	return Low
}
