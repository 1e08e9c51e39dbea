package extract

import "strings"

// singular is a noun without its plural ending, in lower case.
func singular(noun string) string {
	noun = strings.ToLower(noun)
	switch {
	case irregular[noun] != "":
		return irregular[noun]
	case strings.HasSuffix(noun, "men"):
		return strings.TrimSuffix(noun, "men") + "man"
	case strings.HasSuffix(noun, "ies") && len(noun) > 4:
		return strings.TrimSuffix(noun, "ies") + "y"
	case hasSuffix(noun, "sses", "ches", "shes", "xes"):
		return strings.TrimSuffix(noun, "es")
	case strings.HasSuffix(noun, "s") && !hasSuffix(noun, "ss", "us", "is"):
		return strings.TrimSuffix(noun, "s")
	}
	return noun
}

var irregular = map[string]string{"people": "person", "commandoes": "commando", "children": "child", "wives": "wife", "thieves": "thief", "knives": "knife", "troops": "troop", "police": "police", "forces": "forces", "headquarters": "headquarters", "news": "news", "times": "times", "mujahideen": "mujahideen", "states": "state", "analyses": "analysis", "crises": "crisis", "buses": "bus", "series": "series"}
