package english

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isURL reports whether the whole of s is a URL or e-mail address, which stays
// one token. The host may start at the front, after "scheme://", and after
// any "@" behind either.
func (t *tokenizerTables) isURL(s string) bool {
	if !strings.ContainsRune(s, '.') {
		return false
	}
	if t.hasHost(s) {
		return true
	}
	colon := strings.IndexByte(s, ':')
	if colon < 0 || utf8.RuneCountInString(s[:colon]) < 2 || !strings.HasPrefix(s[colon:], "://") {
		return false
	}
	for _, r := range s[:colon] {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune("_+-.", r) {
			return false
		}
	}
	return t.hasHost(s[colon+len("://"):])
}

// hasHost tries s itself and what follows every "@" but a leading one.
func (t *tokenizerTables) hasHost(s string) bool {
	if t.startsWithHost(s) {
		return true
	}
	for i := 1; i < len(s); i++ {
		if s[i] == '@' && t.startsWithHost(s[i+1:]) {
			return true
		}
	}
	return false
}

// startsWithHost reports whether s is a host, then perhaps a port, then
// perhaps a path, query or fragment.
func (t *tokenizerTables) startsWithHost(s string) bool {
	host, rest := s, ""
	// No host has an "@" in it; stopping there keeps the search over all
	// of them linear.
	if end := strings.IndexAny(s, ":/?#@"); end >= 0 {
		host, rest = s[:end], s[end:]
	}
	if strings.HasPrefix(rest, ":") {
		after := strings.TrimLeftFunc(rest[1:], unicode.IsDigit)
		digits := utf8.RuneCountInString(rest[1:]) - utf8.RuneCountInString(after)
		if digits < 2 || digits > 5 {
			return false
		}
		rest = after
	}
	if rest != "" && !strings.ContainsRune("/?#", rune(rest[0])) {
		return false
	}
	labels := strings.Split(host, ".")
	return isPublicIPv4(labels) || t.isDomain(labels)
}

// isDomain wants at least two labels, the last one lower-case letters only.
func (t *tokenizerTables) isDomain(labels []string) bool {
	top := labels[len(labels)-1]
	if n := utf8.RuneCountInString(top); len(labels) < 2 || n < 2 || n > 63 {
		return false
	}
	for _, r := range top {
		if !t.Classes.AlphaLower.has(r) {
			return false
		}
	}
	for _, label := range labels[:len(labels)-1] {
		if !isDomainLabel(label) {
			return false
		}
	}
	return true
}

// isDomainLabel wants 1 to 64 characters; "_" and "-" only in the middle.
func isDomainLabel(label string) bool {
	if n := utf8.RuneCountInString(label); n < 1 || n > 64 {
		return false
	}
	if strings.Trim(label, "_-") != label {
		return false
	}
	for _, r := range label {
		ascii := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || isASCIIDigit(r) || r == '_' || r == '-'
		if !ascii && (r < 0xa1 || r > 0xffff) {
			return false
		}
	}
	return true
}

// isPublicIPv4 reports whether the labels are the four numbers of an address
// outside the private, loopback and link-local networks.
func isPublicIPv4(labels []string) bool {
	if len(labels) != 4 {
		return false
	}
	var v [4]int
	for i, label := range labels {
		if len(label) > 3 || strings.Trim(label, "0123456789") != "" {
			return false
		}
		n, err := strconv.Atoi(label)
		if err != nil || n > 255 {
			return false
		}
		v[i] = n
	}
	if labels[0][0] == '0' || labels[3][0] == '0' || v[0] > 223 || v[3] > 254 {
		return false
	}
	switch {
	case v[0] == 10, v[0] == 127,
		v[0] == 169 && v[1] == 254,
		v[0] == 192 && v[1] == 168,
		v[0] == 172 && 16 <= v[1] && v[1] <= 31:
		return false
	}
	return true
}
