// Package temporal makes, reads, truncates and adds up the temporal values of
// the query language.
//
// # Basics
//
// The values themselves are in package value. Add, Subtract, Multiply and
// Divide are the operators on them; the other functions are what date(),
// duration.between() and their like call.
//
// # Caveats
//
// Calendars are proleptic Gregorian throughout, as in java.time. Time zones
// come from the tz database that Go carries; before 1970 it knows the history
// of some zones more finely than the one Java carries.
package temporal
