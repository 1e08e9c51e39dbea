package temporal

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"clew/graph/cypher/status"
	"clew/graph/cypher/value"
)

// eval evaluates one expression with the reader of the TCK's queries.
func eval(t *testing.T, clock Clock, expression string) (value.Value, error) {
	t.Helper()
	q := query{nodes: map[string]map[string]value.Value{}, clock: clock}
	if err := q.run("RETURN " + expression); err != nil {
		return nil, err
	}
	return q.values[0], nil
}

func checkAll(t *testing.T, clock Clock, cases [][2]string) {
	t.Helper()
	for _, c := range cases {
		v, err := eval(t, clock, c[0])
		if err != nil {
			t.Errorf("%s: %v", c[0], err)
			continue
		}
		if got := render(v); got != c[1] {
			t.Errorf("%s = %s, want %s", c[0], got, c[1])
		}
	}
}

func TestText(t *testing.T) {
	checkAll(t, testClock, [][2]string{
		{"date('2015-Q2-60')", "'2015-05-30'"},
		{"date('2015Q260')", "'2015-05-30'"},
		{"date('2015-Q2')", "'2015-04-01'"},
		{"date('-0044-03-15')", "'-0044-03-15'"},
		{"date('+12345-W01-1')", "'+12345-01-01'"},
		{"date('2020-W53-7')", "'2021-01-03'"},
		{"date('2016-366')", "'2016-12-31'"},
		{"localtime('21:40:32,142')", "'21:40:32.142'"},
		{"localtime('00:00:00.000000001')", "'00:00:00.000000001'"},
		{"localdatetime('2015-07-21')", "'2015-07-21T00:00'"},
		{"datetime('2015-07-21')", "'2015-07-21T00:00Z'"},
		{"datetime('2015-07-21T21:40:32')", "'2015-07-21T21:40:32Z'"},
		{"time('12:00')", "'12:00Z'"},
		{"time('12:00+010203')", "'12:00+01:02:03'"},
		{"duration('-P1Y2M3DT4H5M6.7S')", "'P-1Y-2M-3DT-4H-5M-6.7S'"},
		{"duration('P1Q')", "'P3M'"},
		{"duration('PT1,5S')", "'PT1.5S'"},
		{"duration('P00010203T040506')", "'P1Y2M3DT4H5M6S'"},
		{"duration('PT0S')", "'PT0S'"},
		{"duration('p1d')", "'P1D'"},
	})
}

func TestZones(t *testing.T) {
	checkAll(t, testClock, [][2]string{
		// 02:30 does not exist on the day the clock springs forward.
		{"datetime('2017-03-26T02:30[Europe/Stockholm]')", "'2017-03-26T03:30+02:00[Europe/Stockholm]'"},
		// 02:30 exists twice on the day it falls back; the offset tells which.
		{"datetime('2017-10-29T02:30[Europe/Stockholm]')", "'2017-10-29T02:30+02:00[Europe/Stockholm]'"},
		{"datetime('2017-10-29T02:30+01:00[Europe/Stockholm]')", "'2017-10-29T02:30+01:00[Europe/Stockholm]'"},
		{"datetime('2017-10-29T01:30Z[Europe/London]')", "'2017-10-29T01:30Z[Europe/London]'"},
		{"datetime('2017-10-29T01:30[Europe/London]')", "'2017-10-29T01:30+01:00[Europe/London]'"},
		// A day keeps the local time, 24 hours do not.
		{"datetime('2017-03-25T12:00[Europe/Stockholm]') + duration('P1D')", "'2017-03-26T12:00+02:00[Europe/Stockholm]'"},
		{"datetime('2017-03-25T12:00[Europe/Stockholm]') + duration('PT24H')", "'2017-03-26T13:00+02:00[Europe/Stockholm]'"},
		{"datetime('2017-10-29T02:30+01:00[Europe/Stockholm]') + duration('PT0S')", "'2017-10-29T02:30+01:00[Europe/Stockholm]'"},
		{"datetime('2024-07-01T12:00[America/St_Johns]')", "'2024-07-01T12:00-02:30[America/St_Johns]'"},
		{"datetime('2024-01-01T00:00Z[UTC]').timezone", "'UTC'"},
		{"datetime('2000-01-01T00:00[Pacific/Apia]').offsetSeconds", "-39600"},
		// Merged zones before 1970 follow their target, since then their own name.
		{"datetime('1818-07-21T12:00[Europe/Oslo]').offset", "'+00:53:28'"},
		{"datetime('2020-07-21T12:00[Europe/Oslo]').offset", "'+02:00'"},
	})
}

func TestMaps(t *testing.T) {
	checkAll(t, testClock, [][2]string{
		{"date({year: 2015, month: null})", "'2015-01-01'"},
		{"date({date: date('2016-02-29'), year: 2015})", "'2015-02-28'"},
		{"date({date: date('2015-01-31'), month: 2})", "'2015-02-28'"},
		{"date({date: date('2015-05-31'), quarter: 1})", "'2015-02-28'"},
		{"date({date: date('2020-12-31'), year: 2021, dayOfWeek: 1})", "'2021-12-27'"},
		{"date({date: date('2015-05-31'), dayOfQuarter: 1})", "'2015-04-01'"},
		{"localtime({time: localtime('12:31:14.645'), nanosecond: 3})", "'12:31:14.000000003'"},
		{"datetime({epochSeconds: 416779, nanosecond: 5})", "'1970-01-05T19:46:19.000000005Z'"},
		{"datetime({epochMillis: -1, microsecond: 7})", "'1969-12-31T23:59:59.999007Z'"},
		{"datetime({epochSeconds: 0, timezone: 'Europe/Stockholm'})", "'1970-01-01T01:00+01:00[Europe/Stockholm]'"},
		{"datetime(date('2015-07-21'))", "'2015-07-21T00:00Z'"},
		{"localdatetime(date('2015-07-21'))", "'2015-07-21T00:00'"},
		{"datetime.fromEpoch(-1, -1)", "'1969-12-31T23:59:58.999999999Z'"},
		{"datetime.fromEpochMillis(-1)", "'1969-12-31T23:59:59.999Z'"},
		{"duration({seconds: 1.9})", "'PT1.9S'"},
		{"duration({quarters: 1.5})", "'P4M15DT5H14M33S'"},
		{"duration({seconds: 0.0000000019})", "'PT0.000000001S'"},
		{"duration({days: 1.5, hours: null})", "'P1DT12H'"},
	})
}

func TestTruncate(t *testing.T) {
	checkAll(t, testClock, [][2]string{
		{"date.truncate('millennium', date('-0001-05-05'))", "'-1000-01-01'"},
		{"date.truncate('month')", "'2024-02-01'"},
		{"date.truncate('month', date('2024-02-29'), null)", "'2024-02-01'"},
		{"datetime.truncate('hour')", "'2024-02-29T23:00Z'"},
		{"localdatetime.truncate('microsecond', localdatetime('2024-02-29T01:02:03.123456789'), {nanosecond: 1})", "'2024-02-29T01:02:03.123456001'"},
		{"localtime.truncate('millisecond', localtime('01:02:03.123456789'), {microsecond: 5})", "'01:02:03.123005'"},
		{"datetime.truncate('day', datetime('2017-10-29T12:00[Europe/Stockholm]'))", "'2017-10-29T00:00+02:00[Europe/Stockholm]'"},
		{"time.truncate('hour', datetime('2017-07-29T12:31[Europe/Stockholm]'))", "'12:00+02:00'"},
		{"date.truncate(null, date())", "null"},
		{"date.truncate('day', null)", "null"},
	})
}

func TestDurations(t *testing.T) {
	checkAll(t, testClock, [][2]string{
		{"date('2016-01-31') + duration('P1M')", "'2016-02-29'"},
		{"duration('P1M') + date('2015-01-31')", "'2015-02-28'"},
		{"date('2015-01-01') - duration({hours: 23.9})", "'2015-01-01'"},
		{"date('2015-01-02') - duration('PT24H0.5S')", "'2015-01-01'"},
		{"localtime('00:00') - duration('PT0.000000001S')", "'23:59:59.999999999'"},
		{"2 * duration('P1DT0.6S')", "'P2DT1.2S'"},
		{"duration('P1Y') / 4", "'P3M'"},
		{"duration('-PT1S') / 3", "'PT-0.333333333S'"},
		{"duration('P1M') * -1", "'P-1M'"},
		{"duration.between(date('2016-01-31'), date('2016-02-29'))", "'P29D'"},
		{"duration.between(date('2016-02-29'), date('2016-01-31'))", "'P-29D'"},
		{"duration.inDays(localdatetime('2020-01-02T00:00'), localdatetime('2020-01-01T00:01'))", "'PT0S'"},
		{"duration.between(datetime('2017-03-25T12:00[Europe/Stockholm]'), datetime('2017-03-26T12:00[Europe/Stockholm]'))", "'P1D'"},
		{"duration.inSeconds(datetime('2017-03-25T12:00[Europe/Stockholm]'), datetime('2017-03-26T12:00[Europe/Stockholm]'))", "'PT23H'"},
		{"duration('PT-1.5S').seconds", "-2"},
		{"duration('P-1Y-2M').monthsOfYear", "-2"},
		{"date('2015-05-02').quarterDay", "32"},
	})
}

func TestClock(t *testing.T) {
	checkAll(t, testClock, [][2]string{
		{"date()", "'2024-02-29'"},
		{"localtime()", "'23:30:15.123456789'"},
		{"datetime.transaction()", "'2024-02-29T23:30:14Z'"},
		{"datetime.statement()", "'2024-02-29T23:30:15.123456789Z'"},
		{"datetime.realtime()", "'2024-02-29T23:30:16Z'"},
		{"date.statement('Asia/Tokyo')", "'2024-03-01'"},
		{"date({timezone: 'Asia/Tokyo'})", "'2024-03-01'"},
		{"time.transaction('+05:30')", "'05:00:14+05:30'"},
		{"localdatetime.realtime('America/New_York')", "'2024-02-29T18:30:16'"},
	})
	stockholm, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	named := testClock
	named.Zone = stockholm
	checkAll(t, named, [][2]string{
		{"datetime()", "'2024-03-01T00:30:15.123456789+01:00[Europe/Stockholm]'"},
		{"date()", "'2024-03-01'"},
		{"time()", "'00:30:15.123456789+01:00'"},
		{"datetime('2024-07-01T12:00')", "'2024-07-01T12:00+02:00[Europe/Stockholm]'"},
		{"datetime({year: 2024, month: 7})", "'2024-07-01T00:00+02:00[Europe/Stockholm]'"},
		{"time('12:00')", "'12:00+01:00'"},
	})
	fixed := testClock
	fixed.Zone = time.FixedZone("", -3600)
	checkAll(t, fixed, [][2]string{{"datetime.transaction()", "'2024-02-29T22:30:14-01:00'"}})
	running := Clock{Statement: testClock.Statement}
	if v, err := eval(t, running, "datetime.realtime().year >= 2024"); err != nil || v != true {
		t.Errorf("the clock without Realtime reads %v, %v", v, err)
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct{ expression, code, part string }{
		{"date('2015-02-30')", status.ArgumentError, "no day 30"},
		{"date('2015-13-01')", status.ArgumentError, "MonthOfYear (valid values 1 - 12): 13"},
		{"date('2014-W53')", status.ArgumentError, "Year 2014 does not contain 53 weeks."},
		{"date('2015-Q5')", status.ArgumentError, "QuarterOfYear"},
		{"date('2015-366')", status.ArgumentError, "DayOfYear (valid values 1 - 365): 366"},
		{"date('2015-07-21T12:00')", status.SyntaxError, "parsed to a Date: '2015-07-21T12:00'"},
		{"date('2015-0721')", status.SyntaxError, "parsed to a Date"},
		{"date('+2015W30')", status.SyntaxError, "parsed to a Date"},
		{"date('+1234567890-01-01')", status.SyntaxError, "parsed to a Date"},
		{"date('')", status.SyntaxError, "parsed to a Date: ''"},
		{"localtime('24:00')", status.ArgumentError, "HourOfDay"},
		{"localtime('12:00Z')", status.SyntaxError, "parsed to a LocalTime"},
		{"localtime('12:00:00.1234567890')", status.SyntaxError, "parsed to a LocalTime"},
		{"time('12:00[Europe/Stockholm]')", status.ArgumentError, "not valid for a time without a date"},
		{"time('12:00+19:00')", status.ArgumentError, "Unknown time zone"},
		{"time('12:00x')", status.SyntaxError, "parsed to a Time"},
		{"localdatetime('2015-07-21T12:00Z')", status.SyntaxError, "parsed to a LocalDateTime"},
		{"datetime('2015-07-21T')", status.SyntaxError, "parsed to a DateTime"},
		{"datetime('2015-07-21T12:00[Nowhere/City]')", status.ArgumentError, "Unknown time zone: 'Nowhere/City'"},
		{"datetime('2015-07-21T12:00[../etc]')", status.ArgumentError, "Unknown time zone"},
		{"datetime('2015-07-21T12:00[Local]')", status.ArgumentError, "Unknown time zone"},
		{"datetime('2015-07-21T12:00+01:00[Europe/Stockholm]')", status.ArgumentError, "do not match"},
		{"datetime('2017-03-26T02:30+01:00[Europe/Stockholm]')", status.ArgumentError, "do not match"},
		{"duration('P')", status.SyntaxError, "parsed to a Duration"},
		{"duration('P1DT')", status.SyntaxError, "parsed to a Duration"},
		{"duration('P1D1Y')", status.SyntaxError, "parsed to a Duration"},
		{"duration('P1H')", status.SyntaxError, "parsed to a Duration"},
		{"duration('P99999999999999999999Y')", status.ArithmeticError, "too large"},
		{"date({month: 1})", status.ArgumentError, "year must be specified"},
		{"date({year: 2015, day: 1})", status.ArgumentError, "month must be specified"},
		{"date({year: 2015, month: 1, week: 1})", status.ArgumentError, "Cannot assign week to a date that is given by month"},
		{"date({year: 2015, hour: 1})", status.ArgumentError, "No such field: 'hour' of date()"},
		{"date({year: 2015.5})", status.ArgumentError, "year must be an integer value"},
		{"date({year: 2015, timezone: '+01:00'})", status.ArgumentError, "Cannot assign a time zone"},
		{"date({year: 1000000000})", status.ArgumentError, "valid values -999999999 - 999999999"},
		{"date({date: localtime('12:00')})", status.ArgumentError, "Cannot get the date of a LOCAL TIME"},
		{"localtime({minute: 1})", status.ArgumentError, "hour must be specified"},
		{"localtime({hour: 1, nanosecond: 1})", status.ArgumentError, "minute must be specified"},
		{"localtime({hour: 1, minute: 1, second: 1, millisecond: 1, microsecond: 1000})", status.ArgumentError, "microsecond (valid values 0 - 999)"},
		{"time({hour: 1, timezone: 'Europe/Stockholm'})", status.ArgumentError, "not valid for a time without a date"},
		{"localdatetime({datetime: localdatetime(), date: date()})", status.ArgumentError, "both datetime and date"},
		{"datetime({epochSeconds: 1, year: 2015})", status.ArgumentError, "cannot be combined with year"},
		{"datetime({epochSeconds: 9223372036854775807})", status.ArgumentError, "outside the years"},
		{"localtime(date())", status.ArgumentError, "Cannot get the time of a DATE"},
		{"date(localtime())", status.ArgumentError, "Cannot get the date of a LOCAL TIME"},
		{"date(1)", status.TypeError, "date(): it cannot take a INTEGER"},
		{"date.statement(1)", status.TypeError, "must be a STRING"},
		{"duration(1)", status.TypeError, "duration()"},
		{"duration({})", status.ArgumentError, "at least one amount"},
		{"duration({day: 1})", status.ArgumentError, "No such field: 'day'"},
		{"duration({days: 'x'})", status.ArgumentError, "days must be a number"},
		{"duration.between(1, date())", status.TypeError, "duration.between()"},
		{"date.truncate('hour', date())", status.ArgumentError, "too small"},
		{"localtime.truncate('month', localtime())", status.ArgumentError, "too large"},
		{"datetime.truncate('hour', date())", status.ArgumentError, "Cannot get the time of a DATE"},
		{"datetime.truncate('fortnight', date())", status.ArgumentError, "Unsupported unit: 'fortnight'"},
		{"date.truncate('day', date(), {date: date()})", status.ArgumentError, "among its fields"},
		{"date('+999999999-12-31') + duration('P1D')", status.ArithmeticError, "outside the years"},
		{"date('-999999999-01-01') - duration('P1M')", status.ArithmeticError, "outside the years"},
		{"date('2015-01-01') + duration({days: 3000000000000})", status.ArithmeticError, "outside the years"},
		{"localdatetime('2015-01-01') + duration({seconds: 4000000000000000000})", status.ArithmeticError, "outside the years"},
		{"datetime('2015-01-01') - duration({seconds: 4000000000000000000})", status.ArithmeticError, "outside the years"},
		{"duration({seconds: 4000000000000000000}) * 2", status.ArithmeticError, "too large"},
		{"duration({days: 1}) * NaN", status.ArithmeticError, "too large"},
		{"duration({days: 1}) / 0", status.ArithmeticError, "/ by zero"},
		{"duration({days: 1}) / 0.0", status.ArithmeticError, "/ by zero"},
		{"duration({seconds: 4000000000000000000}).nanoseconds", status.ArithmeticError, "long overflow"},
		{"date().hour", status.ArgumentError, "No such field: 'hour' of DATE"},
	} {
		_, err := eval(t, testClock, c.expression)
		var e *status.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: error %v", c.expression, err)
			continue
		}
		if e.Code != c.code || !strings.Contains(e.Message, c.part) || e.Phase != status.Runtime {
			t.Errorf("%s: %s %q, want %s %q at run time", c.expression, e.Code, e.Message, c.code, c.part)
		}
	}
}

// TestOperandsLeftAlone holds that the operators do not answer for others.
func TestOperandsLeftAlone(t *testing.T) {
	for name, op := range map[string]operator{"+": Add, "-": Subtract, "*": Multiply, "/": Divide} {
		for _, pair := range [][2]value.Value{{int64(1), int64(2)}, {"a", value.Date{}}, {value.Date{}, value.Date{}}, {int64(1), "b"}} {
			if v, ok, err := op(pair[0], pair[1]); ok || v != nil || err != nil {
				t.Errorf("%v %s %v answers %v, %v", pair[0], name, pair[1], v, err)
			}
		}
	}
	if _, ok, _ := Subtract(value.Duration{Days: 1}, value.Date{}); ok {
		t.Error("a duration minus a date has an answer")
	}
	if _, ok, _ := Component("text", "year"); ok {
		t.Error("text has a component")
	}
}

// TestToString holds the text of toString() to what Neo4j 5.26 answers, and
// reads it back.
func TestToString(t *testing.T) {
	checkAll(t, testClock, [][2]string{
		{"toString(datetime('2024-01-01T00:00Z'))", "'2024-01-01T00:00:00Z'"},
		{"toString(datetime('2024-01-01T00:00+01:00[Europe/Stockholm]'))", "'2024-01-01T00:00:00+01:00[Europe/Stockholm]'"},
		{"toString(localdatetime('2024-01-01T12:30:00.5'))", "'2024-01-01T12:30:00.5'"},
		{"toString(localtime('12:31:14.645876100'))", "'12:31:14.6458761'"},
		{"toString(time('00:00+01:00'))", "'00:00:00+01:00'"},
		{"toString(date('-0044-03-15'))", "'-0044-03-15'"},
		{"toString(duration('PT90S'))", "'PT1M30S'"},
		{"datetime(toString(datetime('2024-01-01T00:00Z'))) = datetime('2024-01-01T00:00Z')", "true"},
	})
	if _, ok := Text(int64(1)); ok {
		t.Error("a number has a temporal text")
	}
}

// TestMerged holds that every merged zone and its target are known, and agree
// since 1970.
func TestMerged(t *testing.T) {
	for name, target := range merged {
		if location(name) == nil || location(target) == nil {
			t.Errorf("%s or %s is unknown", name, target)
			continue
		}
		for year := int64(1970); year < 2024; year++ {
			for _, month := range []int{2, 7} {
				at := value.DateOf(year, month, 1).Days * secondsPerDay
				if a, b := (Zone{Name: name}).offsetAt(at), (Zone{Name: target}).offsetAt(at); a != b {
					t.Errorf("%s and %s differ in %d-%02d: %d and %d", name, target, year, month, a, b)
				}
			}
		}
	}
}

// TestNullArguments calls every function with null in every place it needs.
func TestNullArguments(t *testing.T) {
	for _, f := range Functions {
		n := max(f.Min, 1)
		if v, err := f.Call(testClock, make([]value.Value, n)); v != nil || err != nil {
			t.Errorf("%s of null: %v, %v", f.Name, v, err)
		}
	}
}

// FuzzText feeds any text to every constructor: what one reads, its String
// form must give back.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"2015-07-21", "2015W302", "2015-Q2-60", "+999999999-12-31", "21:40:32.142+0100", "2140-02",
		"2015-07-21T21:40:32.142+02:00[Europe/Stockholm]", "1818-07-21T21:40:32.142[Europe/Stockholm]", "-999999999-01-01T00:00[Asia/Tokyo]",
		"2017-10-29T02:30+01:00[Europe/Stockholm]", "P12Y5M14DT16H12M70S", "P-0.75M", "P2012-02-02T14:37:21.545", "-P1DT0.000000001S"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, function := range Functions {
			if function.Name != "duration" && (function.Min != 0 || strings.Contains(function.Name, ".")) {
				continue
			}
			v, err := function.Call(testClock, []value.Value{text})
			if err != nil {
				continue
			}
			again, err := function.Call(testClock, []value.Value{v.(fmt.Stringer).String()})
			if err != nil || again != v {
				t.Errorf("%s(%q) = %v, read again %v, %v", function.Name, text, v, again, err)
			}
		}
	})
}

// FuzzArithmetic moves dates about: no operands make it panic, and a value it
// gives lies in the calendar.
func FuzzArithmetic(f *testing.F) {
	f.Add(int64(0), int64(0), int64(1), int64(-1), int64(3), 500_000_000, 0.5)
	f.Add(int64(1)<<62, int64(-1)<<62, int64(1)<<40, int64(1)<<45, int64(-1)<<61, 1, 1e300)
	f.Fuzz(func(t *testing.T, start, seconds, months, days, moreSeconds int64, nanos int, factor float64) {
		d, err := normal(months, days, moreSeconds, int64(nanos))
		if err != nil {
			return
		}
		for _, op := range []operator{Multiply, Divide} {
			if _, ok, _ := op(d, factor); !ok {
				t.Errorf("no answer for %v and %v", d, factor)
			}
		}
		at, err := fromEpoch(start%(firstDay*secondsPerDay), seconds%nanosPerSecond, Zone{Name: "Europe/Stockholm"})
		if err != nil {
			return
		}
		m, _ := momentOf(at)
		for _, x := range []value.Value{at, m.local(), m.date, m.time, value.Time{Nanos: m.time.Nanos, Offset: m.offset}} {
			for _, op := range []operator{Add, Subtract} {
				v, ok, err := op(x, d)
				if !ok || err == nil && v == nil {
					t.Fatalf("no answer for %v and %v", x, d)
				}
				if moved, isMoment := momentOf(v); isMoment && !inCalendar(moved.date.Days) {
					t.Errorf("%v and %v give %v", x, d, v)
				}
				if to, isMoment := momentOf(v); isMoment {
					if back, err := betweenSpan.count(m, to); err != nil {
						t.Errorf("between %v and %v: %v, %v", x, v, back, err)
					}
				}
			}
		}
	})
}
