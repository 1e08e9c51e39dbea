package graph

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Graph is the extraction as a property graph of its own: one node an entity,
// one relationship a passage, and the links that follow from the rest: MENTIONS,
// REPORTED and QUOTED. Ids carry the article's in front, so that the graphs of
// several articles can stand in one file.
func (x *Extraction) Graph() Graph {
	p := projector{x: x, names: make(map[string]string, len(x.Entities))}
	for _, e := range x.Entities {
		p.names[e.ID] = e.Name
	}
	g := Graph{Nodes: make([]Node, 0, len(x.Entities))}
	for _, e := range x.Entities {
		g.Nodes = append(g.Nodes, p.node(e))
	}
	for _, r := range x.Relations {
		g.Relationships = append(g.Relationships, p.relationship(r))
	}
	g.Relationships = append(g.Relationships, p.derived()...)
	return g
}

type projector struct {
	x     *Extraction
	names map[string]string // local id → name
}

func (p *projector) id(local string) string { return p.x.Article.ID + ":" + local }

func (p *projector) node(e Entity) Node {
	props := p.scalars(e.Props)
	props["name"], props["type"] = e.Name, e.Type
	if e.Subtype != "" {
		props["subtype"] = e.Subtype
	}
	if len(e.Aliases) > 0 {
		props["aliases"] = e.Aliases
	}
	if e.ID == ArticleEntityID {
		a := p.x.Article
		for key, value := range map[string]string{"title": a.Title, "publisher": a.Publisher, "date": a.Date, "url": a.URL, "language": a.Language} {
			if value != "" {
				props[key] = value
			}
		}
		props["text_sha256"] = TextHash(a.Text)
	}
	return Node{ID: p.id(e.ID), Labels: Labels(e.Type, e.Subtype), Props: props}
}

func (p *projector) relationship(r Relation) Relationship {
	props := p.scalars(r.Props)
	props["claim"], props["modality"], props["polarity"] = r.Claim(), orDefault(r.Modality, Asserted), orDefault(r.Polarity, Positive)
	props["confidence"], props["article"] = r.Confidence, p.x.Article.ID
	if r.Attribution != "" {
		props["attribution"] = orDefault(p.names[r.Attribution], r.Attribution)
	}
	maps.Copy(props, r.Evidence.props())
	return Relationship{ID: p.id(r.ID), Type: r.Type, From: p.id(r.From), To: p.id(r.To), Props: props}
}

func (e Evidence) props() map[string]any {
	out := map[string]any{}
	if e.Quote != "" {
		out["quote"], out["start"], out["end"] = e.Quote, e.Start, e.End
	}
	if e.Kind != "" {
		out["evidence_kind"] = e.Kind
	}
	return out
}

// derived are the links between the article and what it tells of.
func (p *projector) derived() []Relationship {
	var out []Relationship
	add := func(typ, to string, evidence Evidence, props map[string]any) {
		props["claim"], props["article"] = Asserted, p.x.Article.ID
		maps.Copy(props, evidence.props())
		out = append(out, Relationship{ID: p.id(typ + "-" + to), Type: typ, From: p.id(ArticleEntityID), To: p.id(to), Props: props})
	}
	for _, e := range p.x.Entities {
		if e.ID == ArticleEntityID || len(e.Mentions) == 0 {
			continue
		}
		m := e.Mentions[0]
		first := Evidence{Start: m.Start, End: m.End, Quote: m.Text}
		add("MENTIONS", e.ID, first, map[string]any{"count": len(e.Mentions)})
		if e.Type == "Event" {
			add("REPORTED", e.ID, first, p.reported(e))
		}
	}
	counts, first := map[string]int{}, map[string]Evidence{}
	for _, r := range p.x.Relations {
		if r.Type != "SAID" {
			continue
		}
		if counts[r.From] == 0 {
			first[r.From] = r.Evidence
		}
		counts[r.From]++
	}
	for _, speaker := range slices.Sorted(maps.Keys(counts)) {
		add("QUOTED", speaker, first[speaker], map[string]any{"count": counts[speaker]})
	}
	return out
}

// reported is what the article itself says of an event.
func (p *projector) reported(e Entity) map[string]any {
	all := p.scalars(e.Props)
	out := map[string]any{}
	for _, key := range []string{"date", "killed", "killed_qualifier", "injured", "injured_qualifier"} {
		if v, ok := all[key]; ok {
			out[key] = v
		}
	}
	return out
}

// scalars flattens free properties: counts into number and qualifier, spans into
// two numbers, ids of entities into their names.
func (p *projector) scalars(props map[string]any) map[string]any {
	out := make(map[string]any, len(props)+4)
	for key, value := range props {
		switch v := value.(type) {
		case Count:
			out[key], out[key+"_qualifier"] = v.Value, v.Qualifier
		case Span:
			out[strings.TrimSuffix(key, "_span")+"_span"] = strconv.Itoa(v.Start) + "-" + strconv.Itoa(v.End)
		case string:
			out[key] = orDefault(p.names[v], v)
		case []string:
			names := make([]string, len(v))
			for i, s := range v {
				names[i] = orDefault(p.names[s], s)
			}
			out[key] = names
		default:
			out[key] = v
		}
	}
	return out
}
