// Package temporal makes, reads, truncates and adds up the temporal values of
// the query language.
//
// # Basics
//
// The values themselves, their text and their order are in package value.
// Functions is the table of everything the language can call, from date() to
// duration.between(); each entry takes a Clock and the arguments. Component is
// the property of a temporal value, and Add, Subtract, Multiply and Divide are
// the operators, which leave operands they do not know to their caller.
//
// Every function returns null when an argument it needs is null. Failures are
// errors of package status: ArgumentError for values that make no date or
// time, TypeError for arguments of the wrong type, ArithmeticError for results
// out of range, and SyntaxError, at run time, for text that cannot be read.
//
// Sources: ISO 8601 for the text forms and the week calendar; the openCypher
// proposal CIP2015-08-06 "Date and Time" for the functions; java.time for what
// both leave open (the last day of a shorter month, gaps and overlaps of the
// clock, years from -999,999,999 to 999,999,999).
//
// # Caveats
//
// Calendars are proleptic Gregorian throughout. Minutes have 60 seconds.
//
// Time zones come from the system's tz database, or from the one embedded in
// the program where the system has none. Before 1970 zones that tzdb has
// merged since 2022 follow the zone they were merged into, whatever the
// database at hand still knows of them (see merged).
//
// The fraction of a month counts 30.436875 days, the mean of the Gregorian
// calendar, and that of a day 24 hours; what is below a nanosecond is dropped.
package temporal
