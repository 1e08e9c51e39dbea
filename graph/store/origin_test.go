package store

import (
	"fmt"
	"strings"
	"testing"
)

// story is n sentences that share no five words with those of another topic.
func story(topic string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "The %s committee heard witness %d describe the %s ledger in detail. ", topic, i, topic)
	}
	return b.String()
}

func TestOriginsFindCopiesAndNothingElse(t *testing.T) {
	known := newOrigins()
	for i := range 300 {
		id, text := fmt.Sprintf("a%03d", i), story(fmt.Sprintf("topic%d", i), 20)
		known.put(id, id, fingerprint(text))
	}
	original := story("topic7", 20)
	for name, copied := range map[string]string{
		"the same text":   original,
		"a cut copy":      original[:len(original)*2/3],
		"an added ending": original + "Our reporters will follow the hearings of the coming week.",
		"another opening": "Reporting from the capital, our staff writes: " + original,
	} {
		if got := known.of("new", fingerprint(copied)); got != "a007" {
			t.Errorf("%s: origin %s, want a007", name, got)
		}
	}
	if got := known.of("new", fingerprint(story("elsewhere", 20))); got != "new" {
		t.Errorf("another story: origin %s", got)
	}
	known.put("a007", "a007", fingerprint(story("rewritten", 20)))
	if got := known.of("new", fingerprint(original)); got != "new" {
		t.Errorf("after the original changed: origin %s", got)
	}
	if got := known.of("short", fingerprint("Too short.")); got != "short" {
		t.Errorf("a text without five words: origin %s", got)
	}
}
