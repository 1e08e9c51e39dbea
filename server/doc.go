// Package server serves the explorer: a JSON API over a store, and the page.
//
// # Basics
//
// [New] makes the handler. routes.go is the one route table; every resource has
// its file; errors.go is the one place that turns errors into statuses. Long
// work reports over server-sent events and can be cancelled.
//
// # Caveats
//
// Safe by default: only the hosts the server was told of are answered, other
// origins are refused, statements are read-only unless the server was started
// for writing, and time, rows and body size are limited.
package server
