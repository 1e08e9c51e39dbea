package temporal

import (
	"fmt"
	"strings"

	"clew/graph/cypher/value"
)

// Text is what toString() gives for a temporal value: ISO 8601 with seconds,
// also where they are zero, and the digits of the fraction that are not
// trailing zeros, as in java.time's ISO formatters. The String methods of the
// values leave out seconds that are zero and give the fraction 3, 6 or 9
// digits, as the TCK's tables do. ok is false for other values.
func Text(v value.Value) (text string, ok bool) {
	switch x := v.(type) {
	case value.Date:
		return x.String(), true
	case value.LocalTime:
		return timeText(x), true
	case value.Time:
		return timeText(value.LocalTime{Nanos: x.Nanos}) + value.OffsetString(x.Offset), true
	case value.LocalDateTime:
		return localText(x), true
	case value.DateTime:
		text = localText(x.Local()) + value.OffsetString(x.Offset)
		if x.Zone != "" {
			text += "[" + x.Zone + "]"
		}
		return text, true
	case value.Duration:
		return x.String(), true
	}
	return "", false
}

func localText(d value.LocalDateTime) string { return d.Date().String() + "T" + timeText(d.Time()) }

func timeText(t value.LocalTime) string {
	seconds, nanos := t.Nanos/nanosPerSecond, t.Nanos%nanosPerSecond
	text := fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	if nanos != 0 {
		text += "." + strings.TrimRight(fmt.Sprintf("%09d", nanos), "0")
	}
	return text
}
