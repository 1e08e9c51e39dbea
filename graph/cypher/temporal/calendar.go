package temporal

import (
	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

func daysIn(year int64, month int) int {
	return int(value.DateOf(year, month+1, 1).Days - value.DateOf(year, month, 1).Days)
}

func daysInYear(year int64) int64 {
	return value.DateOf(year+1, 1, 1).Days - value.DateOf(year, 1, 1).Days
}

func daysInQuarter(year int64, quarter int) int64 {
	return value.DateOf(year, quarter*3+1, 1).Days - value.DateOf(year, quarter*3-2, 1).Days
}

// firstMonday is the first day of a year of the ISO 8601 week calendar, the
// Monday of the week of 4 January.
func firstMonday(weekYear int64) value.Date {
	fourth := value.DateOf(weekYear, 1, 4)
	return value.Date{Days: fourth.Days - weekDay(fourth) + 1}
}

func weeksIn(weekYear int64) int64 {
	return (firstMonday(weekYear+1).Days - firstMonday(weekYear).Days) / 7
}

// calendarDate is the day of a year, month and day of the month.
func calendarDate(year, month, day int64) (value.Date, error) {
	if err := within("Year", year, -maxYear, maxYear); err != nil {
		return value.Date{}, err
	}
	if err := within("MonthOfYear", month, 1, 12); err != nil {
		return value.Date{}, err
	}
	if err := within("DayOfMonth", day, 1, 31); err != nil {
		return value.Date{}, err
	}
	if int(day) > daysIn(year, int(month)) {
		return value.Date{}, status.Argument("InvalidArgumentValue", "Invalid date: month %d of %d has no day %d", month, year, day)
	}
	return value.DateOf(year, int(month), int(day)), nil
}

// weekDate is the day of a week-based year, a week and a day of the week.
func weekDate(year, week, dayOfWeek int64) (value.Date, error) {
	if err := within("WeekBasedYear", year, -maxYear, maxYear); err != nil {
		return value.Date{}, err
	}
	if err := within("WeekOfWeekBasedYear", week, 1, 53); err != nil {
		return value.Date{}, err
	}
	if week > weeksIn(year) {
		return value.Date{}, status.Argument("InvalidArgumentValue", "Year %d does not contain %d weeks.", year, week)
	}
	if err := within("DayOfWeek", dayOfWeek, 1, 7); err != nil {
		return value.Date{}, err
	}
	date := value.Date{Days: firstMonday(year).Days + (week-1)*7 + dayOfWeek - 1}
	if !inCalendar(date.Days) {
		return value.Date{}, within("Year", year, -maxYear+1, maxYear-1)
	}
	return date, nil
}

// quarterDate is the day of a year, a quarter and a day of the quarter.
func quarterDate(year, quarter, dayOfQuarter int64) (value.Date, error) {
	if err := within("Year", year, -maxYear, maxYear); err != nil {
		return value.Date{}, err
	}
	if err := within("QuarterOfYear", quarter, 1, 4); err != nil {
		return value.Date{}, err
	}
	if err := within("DayOfQuarter", dayOfQuarter, 1, daysInQuarter(year, int(quarter))); err != nil {
		return value.Date{}, err
	}
	return value.Date{Days: value.DateOf(year, int(quarter)*3-2, 1).Days + dayOfQuarter - 1}, nil
}

// ordinalDate is the day of a year and a day of the year.
func ordinalDate(year, day int64) (value.Date, error) {
	if err := within("Year", year, -maxYear, maxYear); err != nil {
		return value.Date{}, err
	}
	if err := within("DayOfYear", day, 1, daysInYear(year)); err != nil {
		return value.Date{}, err
	}
	return value.Date{Days: value.DateOf(year, 1, 1).Days + day - 1}, nil
}

// clockTime is the time of day of an hour, minute, second and nanosecond.
func clockTime(hour, minute, second, nanos int64) (value.LocalTime, error) {
	if err := within("HourOfDay", hour, 0, 23); err != nil {
		return value.LocalTime{}, err
	}
	if err := within("MinuteOfHour", minute, 0, 59); err != nil {
		return value.LocalTime{}, err
	}
	if err := within("SecondOfMinute", second, 0, 59); err != nil {
		return value.LocalTime{}, err
	}
	if err := within("NanoOfSecond", nanos, 0, nanosPerSecond-1); err != nil {
		return value.LocalTime{}, err
	}
	return value.LocalTime{Nanos: (hour*3600+minute*60+second)*nanosPerSecond + nanos}, nil
}

func localDateTime(d value.Date, t value.LocalTime) value.LocalDateTime {
	return value.LocalDateTime{Seconds: d.Days*secondsPerDay + t.Nanos/nanosPerSecond, Nanos: int(t.Nanos % nanosPerSecond)}
}
