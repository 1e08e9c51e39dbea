// Package resolve decides which entities of a newly read article are ones the
// graph already knows.
//
// # Basics
//
// An [Index] holds what identity rests on: names, aliases, kinds, dates, places.
// [Index.Assign] gives every entity of an extraction an id, that of a known
// entity or a new one, and says why.
//
// # Caveats
//
// The rules are conservative, for a merged namesake costs more than ten missed
// links. Organisations and places are one by name or alias and kind; people by
// full name; events by kind, place and date; described groups only where size,
// role and their part in a common event agree. Demonyms, nominals and pronouns prove nothing.
package resolve
