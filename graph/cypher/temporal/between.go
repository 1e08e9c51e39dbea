package temporal

import (
	"clew/graph/cypher/value"
)

// span says in which units duration.between and its kin count.
type span struct {
	name                  string
	months, days, seconds bool
}

var (
	betweenSpan = span{"duration.between", true, true, true}
	monthsSpan  = span{"duration.inMonths", true, false, false}
	daysSpan    = span{"duration.inDays", false, true, false}
	secondsSpan = span{"duration.inSeconds", false, false, true}
)

// between counts from the first argument to the second: whole months first,
// then whole days, then the rest, as far as the span wants them.
//
// A date that has no time of day stands at midnight. If only one of the two
// has a date, or a zone, the other takes it over; if neither or only one has
// a date of its own, there are no months and days between them. Months and
// days count on the local clock of the first, seconds in the world's time.
func between(s span) func(Clock, []value.Value) (value.Value, error) {
	return func(_ Clock, args []value.Value) (value.Value, error) {
		if args[0] == nil || args[1] == nil {
			return nil, nil
		}
		from, ok := momentOf(args[0])
		if !ok {
			return nil, wrongInput(s.name, args[0])
		}
		to, ok := momentOf(args[1])
		if !ok {
			return nil, wrongInput(s.name, args[1])
		}
		return orNull(s.count(from, to))
	}
}

func (s span) count(from, to moment) (value.Duration, error) {
	dated := from.hasDate && to.hasDate
	align(&from, &to)
	var fromAt, toAt value.DateTime
	if from.hasZone {
		fromAt, toAt = from.instant(), to.instant()
		toAt = AtInstant(toAt.Seconds, toAt.Nanos, from.zone)
	} else {
		fromAt, toAt = Resolve(from.local(), UTC), Resolve(to.local(), UTC)
	}
	var months, days int64
	if s.months && dated {
		months = monthsUntil(fromAt.Local(), toAt.Local())
		if s.days {
			shifted, err := shiftZoned(fromAt, value.Duration{Months: months})
			if err != nil {
				return value.Duration{}, err
			}
			fromAt = shifted
		}
	}
	if s.days && dated {
		days = daysUntil(fromAt.Local(), toAt.Local())
		if s.seconds {
			shifted, err := shiftZoned(fromAt, value.Duration{Days: days})
			if err != nil {
				return value.Duration{}, err
			}
			fromAt = shifted
		}
	}
	if !s.seconds {
		return normal(months, days, 0, 0)
	}
	return normal(months, days, toAt.Seconds-fromAt.Seconds, int64(toAt.Nanos-fromAt.Nanos))
}

// align gives each of two moments the date and the zone that only the other
// has.
func align(a, b *moment) {
	if !a.hasDate {
		a.date = b.date
	}
	if !b.hasDate {
		b.date = a.date
	}
	switch {
	case a.hasZone && !b.hasZone:
		b.setZone(a.zone)
	case b.hasZone && !a.hasZone:
		a.setZone(b.zone)
	}
}

// lastWhole is the day up to which whole days count from one time of day to
// another.
func lastWhole(from, to value.LocalDateTime) value.Date {
	day := to.Date()
	switch {
	case day.Days > from.Date().Days && to.Time().Nanos < from.Time().Nanos:
		day.Days--
	case day.Days < from.Date().Days && to.Time().Nanos > from.Time().Nanos:
		day.Days++
	}
	return day
}

func daysUntil(from, to value.LocalDateTime) int64 {
	return lastWhole(from, to).Days - from.Date().Days
}

// monthsUntil counts whole months: a month is over when its day of the month
// is reached.
func monthsUntil(from, to value.LocalDateTime) int64 {
	packed := func(d value.Date) int64 {
		year, month, day := d.Civil()
		return (year*12+int64(month)-1)*32 + int64(day)
	}
	return (packed(lastWhole(from, to)) - packed(from.Date())) / 32
}
