// Package ui is the page that clew serves: plain ES modules, drawn on canvas
// with D3, needing no build step and nothing from the network.
//
// # Basics
//
// Files holds everything a browser may ask for. main.js is the table of
// contents: one line per panel, one module per panel. The tooling beside it
// (package.json, scripts, tests) bundles third-party code into third_party/,
// checks types and runs the unit tests of the pure modules; it is not embedded.
//
// # Caveats
//
// The page is written for the API of package server and for a policy of
// "default-src 'self'": no inline script, no inline style, no foreign host.
package ui
