// Package needs finds what some tests need and the repository does not hold:
// data that stands beside it, Python with some modules, programs in PATH.
//
// # Basics
//
// [Shared], [Python] and [Program] find a part; without it they skip the test and
// say so, or fail it where the environment variable CLEW_REQUIRE, a list with
// commas, names the part. [Missing] does that for whatever else may be missing.
//
// # Caveats
//
// Only tests import it.
package needs
