package graph

import (
	"encoding/json"
	"fmt"
	"maps"
)

// Kinds of a mention: what form of words stands for the entity.
const (
	NameMention     = "NAM" // "Vladimir Putin"
	DemonymMention  = "DEM" // "Tajik"
	NominalMention  = "NOM" // "the group"
	PronounMention  = "PRO" // "they"
	ArticleEntityID = "article"
)

// Extraction is what one article says.
type Extraction struct {
	Article   Article
	Extractor string   // name and version of what read it: "rules/2"
	Entities  []Entity // the Article entity first; stable order and ids
	Relations []Relation
}

// Entity is one thing in the world as far as the article tells.
type Entity struct {
	ID       string         `json:"id"`
	Type     string         `json:"type"`    // Person, PersonGroup, Organization, Place, Event, Weapon, Object, Work, Publisher, Article
	Subtype  string         `json:"subtype"` // the finer label: "Bombing", "ArmedGroup", "City"; empty if unknown
	Name     string         `json:"name"`
	Aliases  []string       `json:"aliases"`
	Mentions []Mention      `json:"mentions"`
	Props    map[string]any `json:"props"` // scalars, lists of scalars, Count and Span values
}

// Mention is one place in the text that stands for an entity.
type Mention struct {
	Start int    `json:"start"` // code points, half open
	End   int    `json:"end"`
	Text  string `json:"text"`
	Kind  string `json:"kind"` // NAM, DEM, NOM or PRO
}

// Count is a number of people with how exactly it was stated:
// exact, at_least, more_than, nearly.
type Count struct {
	Value     int    `json:"value"`
	Qualifier string `json:"qualifier"`
}

// Relation is one statement of the article: who is tied to whom, how surely and
// according to whom, with the passage that says so.
type Relation struct {
	ID          string
	Type        string // a name of TypeTable
	From, To    string // entity ids
	Modality    string // asserted, alleged, possible, planned, hypothetical
	Polarity    string // positive or negative
	Attribution string // entity id of the speaker, else the words; empty: the article's own voice
	Confidence  float64
	Props       map[string]any // title, since, ended, kind, role, count, via, about, …
	Evidence    Evidence
	Explanation *Explanation // how it came about; nil where it is not asked for
}

// Evidence is the passage behind a relation: Slice(text, Start, End) == Quote.
// Facts from metadata that no words of the file state have Kind "metadata" and
// an empty span.
type Evidence struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
	Kind  string `json:"kind,omitempty"`
}

// MetadataEvidence marks a fact that comes from outside the text.
const MetadataEvidence = "metadata"

// Modalities of a relation, and the claim that negative polarity makes.
const (
	Asserted     = "asserted"
	Alleged      = "alleged"
	Possible     = "possible"
	Planned      = "planned"
	Hypothetical = "hypothetical"
	Negated      = "negated"

	Positive = "positive"
	Negative = "negative"
)

// Claim folds modality and polarity into one word: negated where polarity is
// negative, else the modality.
func (r Relation) Claim() string {
	switch {
	case r.Polarity == Negative:
		return Negated
	case r.Modality == "":
		return Asserted
	}
	return r.Modality
}

// Verify reports the first relation or mention that does not stand in the text
// as it says, or that has an end which does not exist.
func (x *Extraction) Verify() error {
	text := NewPassages(x.Article.Text)
	known := make(map[string]bool, len(x.Entities))
	for _, e := range x.Entities {
		if known[e.ID] {
			return fmt.Errorf("article %s: entity id %q stands twice", x.Article.ID, e.ID)
		}
		known[e.ID] = true
		for _, m := range e.Mentions {
			if m.End <= m.Start || text.Slice(m.Start, m.End) != m.Text {
				return fmt.Errorf("article %s: mention %q of %s is not the text at %d–%d", x.Article.ID, m.Text, e.ID, m.Start, m.End)
			}
		}
	}
	for _, r := range x.Relations {
		if !known[r.From] || !known[r.To] {
			return fmt.Errorf("article %s: relation %s %s→%s has an end that is no entity", x.Article.ID, r.Type, r.From, r.To)
		}
		if err := r.Evidence.verify(text); err != nil {
			return fmt.Errorf("article %s: relation %s %s→%s: %w", x.Article.ID, r.Type, r.From, r.To, err)
		}
	}
	return nil
}

func (e Evidence) verify(text *Passages) error {
	if e.Kind == MetadataEvidence {
		return nil
	}
	if e.Quote == "" || text.Slice(e.Start, e.End) != e.Quote {
		return fmt.Errorf("quote %q is not the text at %d–%d", e.Quote, e.Start, e.End)
	}
	return nil
}

// MarshalJSON writes the shape of SCHEMA "Output of clew extract": article
// fields on top, unknown ones null, properties of a relation in props only.
func (x Extraction) MarshalJSON() ([]byte, error) {
	a := x.Article
	entities := x.Entities
	if entities == nil {
		entities = []Entity{}
	}
	relations := x.Relations
	if relations == nil {
		relations = []Relation{}
	}
	return json.Marshal(struct {
		ID        string     `json:"id"`
		Title     *string    `json:"title"`
		Publisher *string    `json:"publisher"`
		Date      *string    `json:"date"`
		Authors   []string   `json:"authors"`
		URL       *string    `json:"url"`
		Language  *string    `json:"language"`
		Hash      string     `json:"text_sha256"`
		Entities  []Entity   `json:"entities"`
		Relations []Relation `json:"relations"`
	}{a.ID, orNull(a.Title), orNull(a.Publisher), orNull(a.Date), orEmpty(a.Authors), orNull(a.URL),
		orNull(a.Language), TextHash(a.Text), entities, relations})
}

// MarshalJSON writes an unknown subtype as null and missing lists as empty ones.
func (e Entity) MarshalJSON() ([]byte, error) {
	props := e.Props
	if props == nil {
		props = map[string]any{}
	}
	mentions := e.Mentions
	if mentions == nil {
		mentions = []Mention{}
	}
	return json.Marshal(struct {
		ID       string         `json:"id"`
		Type     string         `json:"type"`
		Subtype  *string        `json:"subtype"`
		Name     string         `json:"name"`
		Aliases  []string       `json:"aliases"`
		Mentions []Mention      `json:"mentions"`
		Props    map[string]any `json:"props"`
	}{e.ID, e.Type, orNull(e.Subtype), e.Name, orEmpty(e.Aliases), mentions, props})
}

// MarshalJSON writes claim, modality, polarity, attribution and confidence into
// props beside the free properties.
func (r Relation) MarshalJSON() ([]byte, error) {
	props := make(map[string]any, len(r.Props)+5)
	maps.Copy(props, r.Props)
	props["claim"] = r.Claim()
	props["modality"] = orDefault(r.Modality, Asserted)
	props["polarity"] = orDefault(r.Polarity, Positive)
	if r.Attribution != "" {
		props["attribution"] = r.Attribution
	}
	props["confidence"] = r.Confidence
	var evidence any = r.Evidence
	if r.Evidence.Kind == MetadataEvidence && r.Evidence.Quote == "" {
		evidence = map[string]string{"kind": MetadataEvidence}
	}
	return json.Marshal(struct {
		ID       string         `json:"id"`
		Type     string         `json:"type"`
		From     string         `json:"from"`
		To       string         `json:"to"`
		Props    map[string]any `json:"props"`
		Evidence any            `json:"evidence"`
		Explain  *Explanation   `json:"explain,omitempty"`
	}{r.ID, r.Type, r.From, r.To, props, evidence, r.Explanation})
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func orDefault(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
