package extract

import "time"

// dateReckoned is the day of an event that is told by another day: "on March 19,
// three days before the attack". The event is the noun that t tells of.
func (r *reading) dateReckoned(t *telling) date {
	i := t.start - 1
	for i > 0 && r.lowerIn(i, "the", "this", "that") {
		i--
	}
	if t.verb || i < 3 || !r.lowerIn(i, "before", "after") || !r.lowerIn(i-1, "day", "days", "week", "weeks") {
		return date{}
	}
	n, ok := numeral(r.tokens[i-2].lower)
	if r.lowerIn(i-2, "a", "one") {
		n, ok = 1, true
	}
	end := i - 2
	if r.lowerIn(end-1, ",") {
		end--
	}
	if !ok || n > 60 {
		return date{}
	}
	if r.lowerIn(i-1, "week", "weeks") {
		n *= 7
	}
	if r.lowerIn(i, "after") {
		n = -n
	}
	for _, d := range r.dates {
		if d.end != end || r.tokens[d.start].sentence != r.tokens[t.trigger].sentence {
			continue
		}
		if day, err := time.Parse(time.DateOnly, d.edtf); err == nil {
			return date{day.AddDate(0, 0, n).Format(time.DateOnly), d.start, i + 1}
		}
	}
	return date{}
}
