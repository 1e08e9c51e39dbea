// Package ingest carries articles into the store: read, extract on all cores,
// write one after the other.
//
// # Basics
//
// [Run] takes articles as they are read and reports every one as it is done. A
// [Done] event is sent after the commit: what it names survives a crash.
//
// # Caveats
//
// Articles are written in the order they are read, whatever the order they were
// extracted in, so that the same folder gives the same graph. An article that
// cannot be read is reported and left out; the others go on.
package ingest
