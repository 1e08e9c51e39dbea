package graph

// NodeLabel is one row of the vocabulary of labels.
type NodeLabel struct {
	Name    string
	Parent  string // the next label on the way up; empty at the top
	Meaning string
}

// LabelTable lists every label below Entity, parents before children.
var LabelTable = []NodeLabel{
	{"Article", "", "one text that was read"},
	{"Person", "", "one human, named or individuated"},
	{"PersonGroup", "", "people acting together, or a population"},
	{"Organization", "", "a lasting body"},
	{"Publisher", "Organization", "an outlet, agency or journal publisher"},
	{"ArmedGroup", "Organization", "an armed group or its branch"},
	{"Government", "Organization", "a government or administration"},
	{"GovernmentAgency", "Organization", "a ministry, department or public agency"},
	{"SecurityService", "Organization", "police, intelligence or a security service"},
	{"Military", "Organization", "an army or a unit of one"},
	{"ThinkTank", "Organization", "a research or policy institute"},
	{"University", "Organization", "a university, college or school"},
	{"NGO", "Organization", "a non-governmental organisation"},
	{"IGO", "Organization", "an intergovernmental organisation"},
	{"Company", "Organization", "a business"},
	{"Media", "Organization", "an outlet, broadcaster or media arm"},
	{"Court", "Organization", "a court or tribunal"},
	{"Legislature", "Organization", "a parliament or chamber"},
	{"PoliticalParty", "Organization", "a party or political movement"},
	{"SportsClub", "Organization", "a sports club or team"},
	{"Place", "", "somewhere"},
	{"Country", "Place", "a country"},
	{"Region", "Place", "a region, state, province, sea or continent"},
	{"City", "Place", "a city, town or village"},
	{"Facility", "Place", "a building, site or station"},
	{"Event", "", "something that happens at a time"},
	{"Attack", "Event", "an attack"},
	{"Bombing", "Attack", "a bombing or explosion"},
	{"Shooting", "Attack", "a shooting"},
	{"HostageTaking", "Attack", "a hostage taking, siege or kidnapping"},
	{"Assassination", "Attack", "the killing of a chosen person"},
	{"CyberAttack", "Attack", "an intrusion, ransomware or denial of service"},
	{"Plot", "Event", "a planned or foiled attack"},
	{"Arrest", "Event", "an arrest or detention"},
	{"CourtProceeding", "Event", "a charge, hearing, trial or sentence"},
	{"ArmedConflict", "Event", "a war, insurgency or battle"},
	{"MilitaryOperation", "Event", "a raid, strike or campaign of an army"},
	{"Warning", "Event", "a warning of danger"},
	{"Statement", "Event", "an announcement, claim or address"},
	{"PublicEvent", "Event", "an election, summit, protest or performance"},
	{"Investigation", "Event", "an investigation, search or manhunt"},
	{"Accident", "Event", "a crash, collapse or other accident"},
	{"Disaster", "Event", "an earthquake, flood, epidemic or other disaster"},
	{"PolicyAction", "Event", "a single act of policy: an alert, ban or sanction"},
	{"Object", "", "a thing"},
	{"Weapon", "Object", "a weapon or explosive"},
	{"Vehicle", "Object", "a vehicle, vessel or aircraft"},
	{"Work", "", "a video, report, book, journal or dataset"},
	{"Evidence", "", "one passage behind a relationship"},
}

// Family groups relationship types that are drawn alike.
type Family string

// The families of relationship types.
const (
	Provenance     Family = "provenance"     // never drawn: sources are badges on a link
	Responsibility Family = "responsibility" // who did, claims, is blamed for, denies
	Argument       Family = "argument"       // whom and what an event hit, with what, where
	Standing       Family = "membership"     // who leads, works for, belongs to whom
	Geography      Family = "geography"      // shown as chips in a node
	Speech         Family = "speech"         // who warned, accused, said
	Other          Family = "other"
)

// RelationshipType is one row of the vocabulary of relationship types.
type RelationshipType struct {
	Name      string
	Family    Family
	Phrase    string // reads between the names: "claimed", "is suspected in"
	Accusing  bool   // a wrong one accuses somebody: held to higher precision
	Circle    bool   // part of the one-hop circle of the story view
	Symmetric bool
}

// TypeTable lists every relationship type.
var TypeTable = []RelationshipType{
	{Name: "PUBLISHED", Family: Provenance, Phrase: "published"},
	{Name: "WROTE", Family: Provenance, Phrase: "wrote"},
	{Name: "MENTIONS", Family: Provenance, Phrase: "mentions"},
	{Name: "REPORTED", Family: Provenance, Phrase: "reported"},
	{Name: "QUOTED", Family: Provenance, Phrase: "quoted"},
	{Name: "STATES", Family: Provenance, Phrase: "states"},
	{Name: "SAID", Family: Speech, Phrase: "spoke of"},
	{Name: "CLAIMED", Family: Responsibility, Phrase: "claimed", Accusing: true, Circle: true},
	{Name: "CARRIED_OUT", Family: Responsibility, Phrase: "carried out", Accusing: true, Circle: true},
	{Name: "SUSPECTED_IN", Family: Responsibility, Phrase: "is suspected in", Accusing: true, Circle: true},
	{Name: "PLANNED", Family: Responsibility, Phrase: "planned", Accusing: true, Circle: true},
	{Name: "PARTICIPATED_IN", Family: Responsibility, Phrase: "took part in", Circle: true},
	{Name: "ACCUSED", Family: Speech, Phrase: "accused", Accusing: true, Circle: true},
	{Name: "DENIED", Family: Responsibility, Phrase: "denied", Circle: true},
	{Name: "TARGETED", Family: Argument, Phrase: "targeted", Circle: true},
	{Name: "KILLED", Family: Argument, Phrase: "killed"},
	{Name: "INJURED", Family: Argument, Phrase: "injured"},
	{Name: "KIDNAPPED", Family: Argument, Phrase: "took hostage"},
	{Name: "DAMAGED", Family: Argument, Phrase: "damaged"},
	{Name: "ARRESTED", Family: Argument, Phrase: "led to the arrest of", Accusing: true, Circle: true},
	{Name: "USED_WEAPON", Family: Argument, Phrase: "used"},
	{Name: "RESPONSE_TO", Family: Argument, Phrase: "was a response to", Circle: true},
	{Name: "LOCATED_IN", Family: Geography, Phrase: "is in"},
	{Name: "LEADS", Family: Standing, Phrase: "leads"},
	{Name: "WORKS_FOR", Family: Standing, Phrase: "works for"},
	{Name: "MEMBER_OF", Family: Standing, Phrase: "is a member of", Accusing: true},
	{Name: "AFFILIATED_WITH", Family: Standing, Phrase: "is tied to", Symmetric: true},
	{Name: "BRANCH_OF", Family: Standing, Phrase: "is a branch of"},
	{Name: "PART_OF", Family: Geography, Phrase: "is part of"},
	{Name: "SPLIT_FROM", Family: Standing, Phrase: "split from"},
	{Name: "SUPPORTS", Family: Standing, Phrase: "supports", Accusing: true},
	{Name: "OPPOSES", Family: Standing, Phrase: "opposes"},
	{Name: "THREATENED", Family: Speech, Phrase: "threatened"},
	{Name: "WARNED", Family: Speech, Phrase: "warned", Circle: true},
	{Name: "WARNED_OF", Family: Speech, Phrase: "warned of", Circle: true},
	{Name: "OPERATES_IN", Family: Geography, Phrase: "operates in"},
	{Name: "HAS_NATIONALITY", Family: Geography, Phrase: "has the nationality of"},
	{Name: "ORIGIN", Family: Geography, Phrase: "comes from"},
	{Name: "FAMILY_OF", Family: Standing, Phrase: "is family of", Symmetric: true},
	{Name: "OWNS", Family: Standing, Phrase: "owns"},
	{Name: "FOUNDED", Family: Standing, Phrase: "founded"},
	{Name: "HEADQUARTERED_IN", Family: Geography, Phrase: "has its seat in"},
	{Name: "EDUCATED_AT", Family: Standing, Phrase: "studied at"},
	{Name: "LIVES_IN", Family: Geography, Phrase: "lives in"},
	{Name: "BORN_IN", Family: Geography, Phrase: "was born in"},
	{Name: "MET", Family: Other, Phrase: "met", Symmetric: true},
	{Name: "FUNDED", Family: Other, Phrase: "funded"},
	{Name: "PAID", Family: Other, Phrase: "paid"},
	{Name: "CHARGED", Family: Argument, Phrase: "charged", Accusing: true, Circle: true},
	{Name: "CONVICTED", Family: Argument, Phrase: "convicted", Accusing: true, Circle: true},
	{Name: "SENTENCED", Family: Argument, Phrase: "sentenced", Accusing: true, Circle: true},
	{Name: "ACQUITTED", Family: Argument, Phrase: "acquitted", Circle: true},
	{Name: "RELEASED", Family: Argument, Phrase: "released", Circle: true},
	{Name: "SAME_AS", Family: Other, Phrase: "may be the same as", Symmetric: true},
}

var (
	labelRows = index(LabelTable, func(l NodeLabel) string { return l.Name })
	typeRows  = index(TypeTable, func(t RelationshipType) string { return t.Name })
)

func index[T any](rows []T, key func(T) string) map[string]T {
	m := make(map[string]T, len(rows))
	for _, row := range rows {
		m[key(row)] = row
	}
	return m
}

// Labels are the labels of a node in the store, every step on the way up:
// Labels("Event", "Bombing") is Entity, Event, Attack, Bombing; articles and
// evidence are no entities. Names that LabelTable lacks are left out.
func Labels(typ, subtype string) []string {
	labels := []string{"Entity"}
	if typ == "Article" || typ == "Evidence" {
		labels = nil // sources are beside the entities, not among them
	}
	for _, name := range append(ladder(typ), ladder(subtype)...) {
		if !contains(labels, name) {
			labels = append(labels, name)
		}
	}
	return labels
}

// ladder lists name and its parents, topmost first.
func ladder(name string) []string {
	var up []string
	for name != "" {
		row, ok := labelRows[name]
		if !ok {
			return up
		}
		up = append([]string{name}, up...)
		name = row.Parent
	}
	return up
}

// IsA says whether label is ancestor or stands below it.
func IsA(label, ancestor string) bool { return contains(ladder(label), ancestor) }

// TypeRow returns the row of a relationship type; ok is false for foreign types.
func TypeRow(name string) (row RelationshipType, ok bool) {
	row, ok = typeRows[name]
	return row, ok
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
