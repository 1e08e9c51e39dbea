package eval

import (
	"encoding/json"
	"fmt"
)

// tripleGold is the gold of sets that have entities and relations between them.
type tripleGold struct {
	Entities  []goldEntity
	Relations []triple
}

// triple is a relation as these sets write it: [from, "type", to].
type triple struct {
	from, to int
	typ      string
}

func (t *triple) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[]any{&t.from, &t.typ, &t.to})
}

// triples reads the gold of a page and says which node stands for which entity.
func (p *page) triples() (*tripleGold, *alignment, error) {
	var g tripleGold
	if err := p.decode(&g); err != nil {
		return nil, nil, err
	}
	for _, t := range g.Relations {
		if min(t.from, t.to) < 0 || max(t.from, t.to) >= len(g.Entities) {
			return nil, nil, fmt.Errorf("the gold of %s: the relation %s is between entities %d and %d, of %d", p.id, t.typ, t.from, t.to, len(g.Entities))
		}
	}
	return &g, p.align(g.Entities), nil
}
