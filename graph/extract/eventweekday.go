package extract

import "slices"

// weekday is the day of the week that the words of a telling name, in small letters:
// "Friday's attack", "the attack on Friday"; empty for none. It tells one event from
// another where the article has no date to reckon from.
func (r *reading) weekday(t *telling) string {
	for _, k := range r.tokens[t.trigger].kids {
		if w := r.weekdayAt(k); w != "" {
			return w
		}
	}
	for _, p := range r.prepositions(t.trigger) {
		if w := r.weekdayAt(p.obj); p.word == "on" && w != "" {
			return w
		}
	}
	return ""
}

func (r *reading) weekdayAt(i int) string {
	if w := r.tokens[i].lower; isWeekday(w) && r.capitalized(i) {
		return w
	}
	return ""
}

// sharedWeekday says whether an event was told of by the same day of the week.
func (r *reading) sharedWeekday(t *telling, e *event) bool {
	day := r.weekday(t)
	return day != "" && slices.ContainsFunc(e.tellers, func(x *telling) bool { return r.weekday(x) == day })
}

// weekdaysClash says whether an event was told of by other days of the week alone.
func (r *reading) weekdaysClash(t *telling, e *event) bool {
	day := r.weekday(t)
	if day == "" || r.sharedWeekday(t, e) {
		return false
	}
	return slices.ContainsFunc(e.tellers, func(x *telling) bool { return r.weekday(x) != "" })
}
