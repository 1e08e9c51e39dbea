// Package article reads articles: text files, Markdown, JSON lines, folders of
// them and standard input.
//
// # Basics
//
// [Find] lists what the named paths hold, [Read] reads it one article at a time.
// Title, publisher, date and authors come from front matter, from the JSON
// object or from the words of the text itself (a headline, a byline, a
// dateline); what is not stated stays empty. Page furniture (menus, prompts to
// sign up, photo credits, related links) is marked in Article.Furniture, so that
// no fact is read out of it, and the language is named, so that only English is
// read at all.
//
// # Caveats
//
// The text is kept exactly as it is: byte order mark and carriage returns count,
// offsets are Unicode code points. Only UTF-8 is read; other encodings, binary
// files and empty files are refused with one sentence each.
package article
