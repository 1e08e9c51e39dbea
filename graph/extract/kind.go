package extract

import (
	"maps"
	"slices"
	"strings"

	"clew/graph"
)

// typeNames settles what kind of thing every name stands for: the word lists
// are sure; else the head word of the name; else all mentions of one name vote,
// and a surname counts as the person named in full.
func (r *reading) typeNames() {
	r.dropGenericNames()
	ballots := r.vote()
	listed := r.listedBodies(ballots)
	r.learnedTypes(ballots)
	for _, m := range r.mentions {
		if m.lex != nil || m.kind != graph.NameMention {
			continue
		}
		if winner := elect(ballots[r.ballot(m)]); winner != "" && winner != m.typ {
			m.typ, m.subtype = winner, ""
		}
		if body := listed[r.ballot(m)]; body != nil && m.typ == "Organization" {
			m.lex, m.subtype = body.lex, body.subtype
		}
		if m.typ == "Place" && m.subtype == "" {
			m.subtype = r.placeKind(m)
		}
		if m.typ == "PersonGroup" {
			m.kind = graph.DemonymMention
		}
	}
	r.mentions = slices.DeleteFunc(r.mentions, func(m *mention) bool { return m.typ == "" })
	for _, m := range r.mentions {
		if other, ok := r.at[m.head]; !ok || other.kind == graph.DemonymMention {
			r.at[m.head] = m
		}
	}
}

// vote counts what each mention says of the type of its name, by spelling.
func (r *reading) vote() map[string]map[string]int {
	ballots := map[string]map[string]int{}
	for _, m := range r.mentions {
		if m.lex != nil || m.kind != graph.NameMention {
			continue
		}
		r.headKind(m)
		ballot := ballots[r.ballot(m)]
		if ballot == nil {
			ballot = map[string]int{}
			ballots[r.ballot(m)] = ballot
		}
		for typ, n := range m.votes {
			ballot[typ] += n
		}
		for typ, n := range r.contextVotes(m) {
			ballot[typ] += n
		}
	}
	r.shareSurnames(ballots)
	return ballots
}

// listedBodies are the organizations that the word lists know at some places of
// the article; each such place is a vote for the others, where the recogniser
// took the same name for something else.
func (r *reading) listedBodies(ballots map[string]map[string]int) map[string]*mention {
	listed := map[string]*mention{}
	for _, m := range r.mentions {
		if m.lex == nil || m.typ != "Organization" || m.kind != graph.NameMention {
			continue
		}
		key := r.ballot(m)
		if ballots[key] == nil {
			ballots[key] = map[string]int{}
		}
		ballots[key]["Organization"] += 3
		if listed[key] == nil {
			listed[key] = m
		}
	}
	return listed
}

// dropGenericNames drops names that the article also writes in small letters:
// the "Concert Hall" of a heading is a concert hall.
func (r *reading) dropGenericNames() {
	r.mentions = slices.DeleteFunc(r.mentions, func(m *mention) bool {
		if m.lex != nil || m.end-m.start < 2 {
			return false
		}
		words := strings.Fields(r.clean(m))
		last := strings.ToLower(words[len(words)-1])
		_, event := r.lex.nouns[singular(last)]
		return (r.lex.heads[last].subtype == "Facility" || event) && strings.Contains(r.article.Text, strings.ToLower(strings.Join(words, " ")))
	})
}

// dropHeadlineNames drops what only the recogniser takes for a name in a heading
// where every word has a capital ("Bomb Kills Nine"), unless the same name
// stands in a sentence, and in a dateline.
func (r *reading) dropHeadlineNames() {
	elsewhere := map[string]bool{}
	for _, m := range r.mentions {
		if !r.titleCase(m.head) {
			elsewhere[r.clean(m)] = true
		}
	}
	r.mentions = slices.DeleteFunc(r.mentions, func(m *mention) bool {
		return m.lex == nil && (r.titleCase(m.head) && !elsewhere[r.clean(m)] || r.sentences[r.tokens[m.head].sentence].dateline)
	})
}

// titleCase says whether a token stands in a heading that capitalises its words.
func (r *reading) titleCase(i int) bool {
	if !r.headline(i) {
		return false
	}
	s := r.sentences[r.tokens[i].sentence]
	long, upper := 0, 0
	for k := s.start; k < s.end; k++ {
		if len(r.tokens[k].Text) > 3 && !r.isEdge(k) {
			long++
			if r.capitalized(k) {
				upper++
			}
		}
	}
	return long >= 3 && upper*5 >= long*4
}

func (r *reading) ballot(m *mention) string { return plain(r.clean(m)) }

// headKind lets the head word of a name vote: "… University", "Ministry of …".
func (r *reading) headKind(m *mention) {
	if m.end-m.start < 2 {
		return
	}
	if m.votes == nil {
		m.votes = map[string]int{}
	}
	last := strings.TrimSuffix(r.tokens[m.end-1].lower, ".")
	kind := r.lex.heads[last]
	if kind.typ == "" {
		kind = r.lex.heads[singular(last)]
	}
	for i := m.start + 1; i < m.end; i++ {
		if r.lowerIn(i, "of", "for", "on", "in", "at") {
			if first := r.lex.heads[r.tokens[i-1].lower]; first.typ != "" {
				kind = first
			}
			break
		}
	}
	if kind.typ == "" && r.landform(m) {
		kind = kindOf{typ: "Place", subtype: "Region"}
	}
	if kind.typ == "" || (m.typ == "Person" && kind.nameOnly) {
		return
	}
	if kind.subtype == "Military" && r.fightsForLiberation(m) {
		kind.subtype = "ArmedGroup"
	}
	m.votes[kind.typ] += 4
	if kind.subtype == "Facility" {
		m.votes[kind.typ]--
	}
	if m.typ == kind.typ && m.subtype == "" || m.typ != kind.typ && m.typ != "Person" {
		m.typ, m.subtype = kind.typ, kind.subtype
	}
}

// landforms stand in front of the names of lakes and mountains.
var landforms = []string{"lake", "mount", "mt", "mt.", "loch", "lough", "cape", "gulf"}

// landform says whether a name begins with what it is the name of: "Lake Malawi",
// "the River Ems", which has its article where a person called River has none.
func (r *reading) landform(m *mention) bool {
	return r.lowerIn(m.start, landforms...) || r.lowerIn(m.start, "river") && r.lowerIn(m.start-1, "the")
}

// fightsForLiberation says whether an army or force has its aim in its name, as
// those of states do not: "Oromo Liberation Army".
func (r *reading) fightsForLiberation(m *mention) bool {
	for i := m.start; i < m.end; i++ {
		if r.lowerIn(i, "liberation", "resistance", "mujahideen", "mujahedin", "salvation", "martyrs") {
			return true
		}
	}
	return false
}

// contextVotes is what the words around a name say: titles, verbs of speech,
// "who", an age or a role in apposition make a person.
func (r *reading) contextVotes(m *mention) map[string]int {
	votes := map[string]int{}
	words := m.end - m.start
	if m.title != "" {
		votes["Person"] += 4
	} else if title := r.titleBefore(m.start); title != "" && r.capitalized(m.start) && m.start > 0 {
		kind := r.lex.roles[strings.ToLower(plain(title))]
		if r.capitalized(m.start-1) || kind == "rank" || kind == "address" || r.tokens[m.start-1].Head == m.head {
			m.title = title
			votes["Person"] += 4
		}
	}
	if t := r.tokens[m.head]; t.NameType == "ORG" && t.Dep == "nsubj" && r.lex.heads[t.lower].subtype == "Facility" && slices.Contains([]string{"pay", "say", "announce", "hire", "sell", "buy", "own", "report", "sue", "deny", "acknowledge", "employ", "produce", "agree", "admit", "refuse", "make", "offer", "operate", "tell"}, r.lemma(t.Head)) {
		votes["Organization"] += 4
	}
	if r.speaks(m) && words <= 3 && !allUpper(r.tokens[m.end-1].Text) {
		votes["Person"] += 2
	}
	if c := r.child(m.head, "relcl"); c >= 0 && r.child(c, "nsubj", "nsubjpass") >= 0 && r.tokens[r.child(c, "nsubj", "nsubjpass")].lower == "who" {
		votes["Person"] += 2
	}
	if a := r.child(m.head, "appos"); a >= 0 && a > m.head && r.roleHead(a) {
		votes["Person"] += 3
	}
	if r.tokens[m.head].Dep == "appos" && r.roleHead(r.tokens[m.head].Head) {
		votes["Person"] += 3
	}
	if typ := r.nounBefore(m); typ != "" {
		votes[typ] += 3
	}
	if a := r.child(m.head, "appos"); a > m.head {
		noun := singular(r.tokens[a].lower)
		if thing := r.lex.things[noun]; thing.typ != "" {
			votes[thing.typ] += 5
		} else if kind := r.lex.heads[noun]; kind.typ != "" && !kind.nameOnly {
			votes[kind.typ] += 3
		}
	}
	if m.end+2 < len(r.tokens) && r.lowerIn(m.end, ",") && r.tokens[m.end+1].Tag == "CD" && len(r.tokens[m.end+1].Text) == 2 && r.lowerIn(m.end+2, ",") {
		votes["Person"] += 3
	}
	if t := r.tokens[m.head]; t.Dep == "conj" && words <= 2 && r.tokens[r.firstConjunct(m.head)].NameType == "PERSON" && !allUpper(t.Text) {
		votes["Person"] += 2
	}
	if n := r.lifeVotes(m); n > 0 {
		votes["Person"] += n
	}
	if typ, n := r.bodyVotes(m); n > 0 {
		votes[typ] += n
	}
	if r.afterLocative(m.start) && r.lowerIn(m.start-1, "in", "near", "across") {
		votes["Place"] += 1
	}
	return votes
}

// bodyWords are what only a company or other body has: "the shares of X", "X's
// customers".
var bodyWords = []string{
	"founder", "founders", "co-founder", "co-founders", "executive", "executives", "subsidiary", "subsidiaries", "share", "shares", "customer", "customers", "shareholder", "shareholders", "chairman", "chairwoman",
	"employee", "employees", "servers", "headquarters", "client", "clients", "investors", "collapse", "bankruptcy", "revenue", "revenues", "profits", "takeover", "acquisition", "ceo",
}

// bodyNouns call what they stand beside a body: "the firm X", "its media arm, X".
var bodyNouns = []string{"firm", "company", "group", "gang", "arm", "outlet", "agency", "exchange", "auditor", "bank", "broadcaster", "newspaper", "channel", "subsidiary", "affiliate", "startup", "insurer", "producer", "supplier", "wing", "organisation", "organization", "cartel", "militia", "party", "network", "maker", "lender"}

// bodyVotes is what the words around a name without a title say of bodies and
// places: what it has, what it is called, and the "it" that takes it up.
func (r *reading) bodyVotes(m *mention) (string, int) {
	if m.title != "" {
		return "", 0
	}
	t := r.tokens[m.head]
	h := r.tokens[t.Head]
	switch {
	case t.Dep == "poss" && slices.Contains(bodyWords, h.lower) && !r.lowerIn(t.Head, "founder", "employee", "employees", "client", "clients"):
		return "Organization", 5
	case t.Dep == "pobj" && h.lower == "of" && slices.Contains(bodyWords, r.tokens[h.Head].lower):
		return "Organization", 5
	case t.Dep == "pobj" && h.lower == "of" && r.lex.heads[r.tokens[h.Head].lower].typ == "Place" && r.lowerIn(h.Head, "province", "state", "city", "town", "village", "region", "district", "county", "suburb", "island"):
		return "Place", 5
	case t.Dep == "appos" && r.isNoun(t.Head) && !r.capitalized(t.Head) && slices.Contains(bodyNouns, h.lower):
		return "Organization", 5
	case m.start > 0 && m.end-m.start == 1 && slices.Contains(bodyNouns, r.tokens[m.start-1].lower) && r.tokens[m.start-1].sentence == t.sentence && (t.Head == m.start-1 || r.tokens[m.start-1].Head == m.head || r.lowerIn(m.start-2, "the", "a", "an", "its", "their")):
		return "Organization", 6
	case m.end-m.start == 1 && r.takenUpByIt(m):
		return "Organization", 3
	}
	return "", 0
}

// takenUpByIt says whether a name is the subject of a verb of speech and "it" or
// "its" in the reported clause can only be its own: "X said it had lost its way".
func (r *reading) takenUpByIt(m *mention) bool {
	v := r.tokens[m.head].Head
	if r.tokens[m.head].Dep != "nsubj" || !r.isSpeech(v) {
		return false
	}
	for _, k := range r.children(v, "ccomp") {
		if s := r.child(k, "nsubj"); s >= 0 && r.lowerIn(s, "it") && !r.expletive(s) {
			return true
		}
	}
	return false
}

// nounBefore is the type that a common noun right before a name gives it: "the
// company Skagen Marine", "shipbuilder Norvik".
func (r *reading) nounBefore(m *mention) string {
	i := m.start - 1
	if i < 0 || r.tokens[i].sentence != r.tokens[m.start].sentence || r.tokens[i].Tag != "NN" || r.capitalized(i) || r.tokens[i].Head != m.head && r.tokens[m.head].Head != i {
		return ""
	}
	noun := r.tokens[i].lower
	switch kind := r.lex.heads[noun]; {
	case slices.Contains(bodyNouns, noun):
		return "Organization"
	case r.lex.people[noun] != "" || r.lex.roles[noun] != "":
		return "Person"
	case kind.typ != "" && !kind.nameOnly || slices.Contains([]string{"group", "network", "channel", "project", "party", "movement", "militia"}, noun):
		return kind.typ
	case hasSuffix(noun, "maker", "builder", "lender", "retailer", "carrier", "airline", "insurer", "brewer", "developer", "startup", "manufacturer", "supplier", "distributor"):
		return "Organization"
	}
	return ""
}

// roleHead says whether a common noun names a role or a kind of person.
func (r *reading) roleHead(i int) bool {
	lower := r.tokens[i].lower
	return r.lex.roles[lower] != "" || r.lex.people[singular(lower)] != ""
}

// shareSurnames gives a surname the votes of the people named in full and the
// reverse: "Lind" is what "Nora Lind" is, "Costa Ruiz" what "Ana Costa Ruiz" is.
func (r *reading) shareSurnames(ballots map[string]map[string]int) {
	for _, full := range slices.Sorted(maps.Keys(ballots)) {
		for _, surname := range surnamesOf(full, ballots) {
			sum := maps.Clone(ballots[surname])
			for typ, n := range ballots[full] {
				sum[typ] += n
			}
			if elect(ballots[full]) == "Person" {
				sum["Person"] += 3
			}
			if elect(sum) == "Person" {
				ballots[full], ballots[surname] = sum, sum
			}
		}
	}
}

// surnamesOf are the shorter forms of a name that the article has: its last words,
// and where the last two stand alone, so that both are surnames, what is left
// without the last.
func surnamesOf(full string, ballots map[string]map[string]int) []string {
	words := strings.Fields(full)
	var out []string
	add := func(from, to int) {
		if name := strings.Join(words[from:to], " "); ballots[name] != nil {
			out = append(out, name)
		}
	}
	for n := 1; n < len(words); n++ {
		add(n, len(words))
	}
	if n := len(words); n > 2 && ballots[strings.Join(words[n-2:], " ")] != nil {
		add(0, n-1)
		add(n-2, n-1)
	}
	return out
}

// elect is the type with the most votes; of equals a person before an
// organization before a place.
func elect(ballot map[string]int) string {
	winner, most := "", 0
	for _, typ := range []string{"Person", "Organization", "Place", "PersonGroup", "Work", "Object", "Weapon"} {
		if ballot[typ] > most {
			winner, most = typ, ballot[typ]
		}
	}
	return winner
}

// placeKind is the subtype of a place that the lists do not know, by the words
// around it: "the city of Norvik"; else it stays open.
func (r *reading) placeKind(m *mention) string {
	if h := r.tokens[m.head]; h.Dep == "pobj" && r.tokens[h.Head].lower == "of" {
		if kind := r.lex.heads[singular(r.tokens[r.tokens[h.Head].Head].lower)]; kind.typ == "Place" {
			return kind.subtype
		}
	}
	if kind := r.lex.heads[r.tokens[m.end-1].lower]; kind.typ == "Place" {
		return kind.subtype
	}
	return ""
}
