// Package tck runs the openCypher Technology Compatibility Kit against the
// query language. It holds nothing but tests.
//
// # Basics
//
// testdata holds the TCK of openCypher (Apache License 2.0; see LICENSE and
// NOTICE there; COMMIT names the revision). The test runs every scenario on a
// graph of its own and prints positive and error scenarios apart.
//
// # Caveats
//
// known_failures.txt is a ratchet: a scenario listed there that passes fails
// the test too, so the list can only shrink with a commit that says so.
package tck
