package article

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed outlets.txt
var outletList string

var outlets = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for row := range strings.Lines(outletList) {
		domain, name, ok := strings.Cut(strings.TrimSpace(row), "\t")
		if ok && !strings.HasPrefix(domain, "#") {
			names[domain] = name
		}
	}
	return names
})

// outletName is the outlet behind a web address ("cnn.com" is CNN); an address
// that is not listed, and a name, stand for themselves.
func outletName(s string) string {
	domain := strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://"), "www."))
	domain, _, _ = strings.Cut(domain, "/")
	if name, ok := outlets()[domain]; ok {
		return name
	}
	return s
}
