package ui

import "embed"

// Files are the files of the page, rooted at index.html.
//
//go:embed index.html *.js *.css third_party icons
var Files embed.FS
