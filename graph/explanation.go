package graph

// Explanation says how a relation came about: which rule read it from which words,
// what made its claim, and why its confidence is what it is. It is made with every
// relation and written by clew extract --explain.
type Explanation struct {
	Rule       string   `json:"rule"`       // its name
	Meaning    string   `json:"meaning"`    // what it reads, in one line
	Words      []Cue    `json:"words"`      // either end and the word that states it, in the order of the text
	Claim      []Cue    `json:"claim"`      // what changed the claim, in the order in which it was read
	Confidence []Weight `json:"confidence"` // the parts it is the sum of
}

// Cue is a word or phrase of the article with what it does: "from", "trigger" and "to"
// of a relation; "alleged", "negative", "source …" of a claim. What the rule itself
// knows has no words.
type Cue struct {
	Role  string `json:"role"`
	Start int    `json:"start"` // code points, half open
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Weight is a part of a confidence.
type Weight struct {
	Why string  `json:"why"`
	By  float64 `json:"by"`
}
