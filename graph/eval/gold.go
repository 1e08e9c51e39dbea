package eval

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"clew/graph"
)

// Articles annotated in full, one JSON object a file: names, entities, events with
// date, place and numbers, and relations of the whole schema with modality, polarity
// and attribution. Names that are not required cost nothing when missed, optional
// relations are neither right nor wrong, other readings that the annotator allows
// count as right, and what comes from page furniture is a violation. The figures of
// a graph merged over articles are not made here.

// fullGold is one annotated article.
type fullGold struct {
	Article   struct{ ID, File string }
	Entities  []fullEntity
	Events    []fullEvent
	Relations []fullRelation
	Derived   []struct{ Type, From, To string }
	Quotes    []struct {
		graph.Span
		Speaker string
	}
	Ignore []graph.Span
	Noise  []struct {
		graph.Span
		Kind string
	}
}

type fullMention struct {
	graph.Span
	Kind string
}

type fullEntity struct {
	ID, Type, Name string
	AltTypes       []string `json:"alt_types"`
	Aliases        []string
	Mentions       []fullMention
	Required       bool
}

type fullEvent struct {
	ID, Type, Name, Date, Place string
	DateAlt                     []string `json:"date_alt"`
	PlaceAlt                    []string `json:"place_alt"`
	Killed, Injured             any
	Mentions                    []fullMention
	Required                    bool
}

type fullRelation struct {
	Type, From, To string
	AltFrom        []string `json:"alt_from"`
	AltTo          []string `json:"alt_to"`
	AltTypes       []string `json:"alt_types"`
	AltModality    []string `json:"alt_modality"`
	Evidence       graph.Span
	Props          struct {
		Modality, Polarity, Kind string
		Attribution              *string
	}
	Core, Optional bool
}

// Coarse types of entities.
const (
	unknownType = "UNK"
	eventType   = "EVT"
	articleType = "ART"
)

// coarseTypes are the coarse types of all names that annotators and systems use.
var coarseTypes = func() map[string]string {
	out := map[string]string{}
	for _, row := range [][2]string{
		{"PER", "Person PersonGroup Human Individual PER Group NORP Nationality Ethnicity People Population Suspect Victim"},
		{"ORG", "Organization Organisation Publisher Source Company PublicBody LegalEntity ORG Agency Government GovernmentAgency GovernmentBody MilitaryForce Military ArmedGroup TerroristGroup TerroristOrganization MediaOrganization NewsMediaOrganization Institution SecurityService ThinkTank University"},
		{"LOC", "Place Location GPE LOC FAC Facility Country City Region Address AdministrativeArea Building Venue State"},
		{eventType, "Event Attack Bombing Shooting HostageTaking Assassination Plot Arrest CourtProceeding Trial Charge ArmedConflict Conflict War MilitaryOperation Warning Statement Claim PublicEvent PolicyAction Killing Murder Kidnapping Threat Detention Meeting Election Protest Crime Demonstration Torture Incident Raid Announcement Speech Ceremony SportsEvent Olympics"},
		{"OBJ", "Weapon Object Vehicle Product Asset Airplane Explosive"},
		{"WRK", "Work Document Media Video Book Report Law WORK_OF_ART CreativeWork Photo Journal Dataset"},
		{articleType, "Article NewsArticle"},
	} {
		for _, name := range words(row[1]) {
			out[lower(name)] = row[0]
		}
	}
	return out
}()

// typeWords are the parts of a type such as "Event:Bombing", in small letters.
func typeWords(typ string) []string {
	return strings.FieldsFunc(lower(typ), func(r rune) bool { return strings.ContainsRune(":/.,|; \t\n", r) })
}

// coarseOf is the coarse type of a type: an event where any part says so, else what
// the last part says.
func coarseOf(typ string) string {
	out := unknownType
	for _, word := range typeWords(typ) {
		if c := coarseTypes[word]; c == eventType {
			return c
		} else if c != "" {
			out = c
		}
	}
	return out
}

func (e *fullEntity) coarse() []string {
	out := []string{coarseTypes[lower(e.Type)]}
	for _, typ := range e.AltTypes {
		out = append(out, coarseTypes[lower(typ)])
	}
	return out
}

// said is an entity or event of the prediction.
type said struct {
	id, typ, coarse string
	name            string
	mentions        []saidMention
	raw             object
}

// saidMention is one of its mentions; nominal ones, pronouns and demonyms are not
// scored.
type saidMention struct {
	graph.Span
	of       *said
	unscored bool
	hard     bool // lies in page furniture
}

// fullDoc is one article: the prediction aligned with the gold.
type fullDoc struct {
	*page
	gold       *fullGold
	hard, soft []graph.Span // page furniture, and what is not scored

	entities []*fullEntity // but for the article
	people   []*said       // predicted entities that are no events, in order
	events   []*said
	articles []string // ids
	byID     map[string]*said

	names       []goldName
	spoken      []saidMention
	typed, any  pairing
	held, taken map[string]map[unit]bool // units of gold entities and of predicted ones
	pairs       []entityPair
	entityOf    map[string]string // predicted to gold entity, many to one
	eventOf     map[string]string
	eventPairs  []eventPair
	identity    map[string]string // both, and the article
}

func readFull(p *page) (*fullDoc, error) {
	var g fullGold
	if err := p.decode(&g); err != nil {
		return nil, err
	}
	d := &fullDoc{page: p, gold: &g, byID: map[string]*said{}}
	for _, z := range g.Noise {
		if z.Kind == "boilerplate" {
			d.hard = append(d.hard, z.Span)
		} else {
			d.soft = append(d.soft, z.Span)
		}
	}
	d.soft = append(d.soft, g.Ignore...)
	for i := range g.Entities {
		if e := &g.Entities[i]; e.Type != "Article" {
			d.entities = append(d.entities, e)
		}
	}
	for _, o := range p.prediction.objects("entities") {
		d.addSaid(o)
	}
	d.alignMentions()
	d.alignEntities()
	d.mapEntities()
	d.alignEvents()
	d.identity = maps.Clone(d.entityOf)
	maps.Copy(d.identity, d.eventOf)
	for _, id := range d.articles {
		d.identity[id] = "art"
	}
	return d, nil
}

// addSaid reads a predicted entity; an event goes by its subtype.
func (d *fullDoc) addSaid(o object) {
	x := &said{id: o.text("id"), typ: o.text("type"), name: o.text("name"), raw: o}
	if subtype := o.text("subtype"); x.typ == "Event" && subtype != "" {
		x.typ = "Event:" + subtype
	}
	x.coarse = coarseOf(x.typ)
	for _, m := range o.objects("mentions") {
		if s, ok := m.span(); ok {
			kind := strings.ToUpper(cmp.Or(m.text("kind"), m.text("mention_type")))
			unscored := slices.ContainsFunc(notNames, func(k string) bool { return strings.HasPrefix(kind, k) })
			x.mentions = append(x.mentions, saidMention{s, x, unscored, inside(s, d.hard)})
		}
	}
	d.byID[x.id] = x
	switch x.coarse {
	case eventType:
		d.events = append(d.events, x)
	case articleType:
		d.articles = append(d.articles, x.id)
	default:
		d.people = append(d.people, x)
	}
}

// sharedLength is how many characters two spans have in common.
func sharedLength(a, b graph.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

// overlapRatio is what two spans share of what they cover together.
func overlapRatio(a, b graph.Span) float64 {
	o := sharedLength(a, b)
	if o == 0 {
		return 0
	}
	return float64(o) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

// inside says whether at least half of a span lies in one of some zones.
func inside(s graph.Span, zones []graph.Span) bool {
	return slices.ContainsFunc(zones, func(z graph.Span) bool {
		return float64(sharedLength(s, z)) >= 0.5*float64(max(1, s.End-s.Start))
	})
}

// scoreFull scores all articles and makes the report.
func scoreFull(s *scoring) error {
	sum := newFullSum()
	for _, p := range s.pages {
		d, err := readFull(p)
		if err != nil {
			return err
		}
		sum.add(s, d)
	}
	sum.report(s.report)
	return nil
}

// missTally counts right, wrong and missed.
type missTally struct{ right, wrong, missed int }

func (t *missTally) add(o missTally) {
	t.right, t.wrong, t.missed = t.right+o.right, t.wrong+o.wrong, t.missed+o.missed
}

// row gives the figures; where nothing is predicted and nothing missed all is right.
func (t missTally) row(name string) Row {
	row := Row{Name: name, Precision: 0, Recall: 1, Right: t.right, Predicted: t.right + t.wrong, Found: t.right, Gold: t.right + t.missed}
	if row.Predicted > 0 {
		row.Precision = ratio(t.right, row.Predicted)
	} else if t.missed == 0 {
		row.Precision = 1
	}
	if row.Gold > 0 {
		row.Recall = ratio(t.right, row.Gold)
	}
	row.F1 = harmonic(row.Precision, row.Recall)
	return row
}

// fractionRow is a row of two fractions, without counts.
func fractionRow(name string, precision, recall fraction) Row {
	p, r := precision.value(), recall.value()
	return Row{Name: name, Precision: p, Recall: r, F1: harmonic(p, r)}
}

func (f *fraction) add(o fraction) { f.sum, f.of = f.sum+o.sum, f.of+o.of }
